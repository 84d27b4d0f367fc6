//! Reads a whole number as people write it: `4000`, `4,000`, `4_000`, `4k`, `1.5m`.

use crate::render::number::whole;
use crate::scenario::limits::MOST_DRAWS;

/// How many draws.
pub(super) fn draws(text: &str) -> Result<u64, String> {
    between(text, 1, MOST_DRAWS)
}

/// How many points of a pick-freeze design.
pub(super) fn points(text: &str) -> Result<u32, String> {
    let points = between(text, 64, 500_000)?;
    u32::try_from(points).map_err(|error| error.to_string())
}

/// A seed.
pub(super) fn seed(text: &str) -> Result<u64, String> {
    number(text).ok_or_else(|| format!("write a whole number from 0 to {}, such as 7 or 20,240", whole(u64::MAX)))
}

fn between(text: &str, least: u64, most: u64) -> Result<u64, String> {
    number(text).filter(|number| (least..=most).contains(number)).ok_or_else(|| {
        format!("write a whole number from {} to {}, such as 4000, 4,000 or 4k", whole(least), whole(most))
    })
}

/// The number; `None` where it is none, or no whole one.
fn number(text: &str) -> Option<u64> {
    let text = text.trim().to_lowercase();
    let (digits, zeros) = match text.strip_suffix('k') {
        Some(thousands) => (thousands, 3),
        None => text.strip_suffix('m').map_or((text.as_str(), 0), |millions| (millions, 6)),
    };
    let (before, after) = digits.trim().split_once('.').unwrap_or((digits.trim(), ""));
    let before = without_separators(before)?;
    if after.len() > zeros || (digits.contains('.') && after.is_empty()) {
        return None;
    }
    let zeros = "0".repeat(zeros - after.len());
    let all = format!("{before}{after}{zeros}");
    all.bytes().all(|digit| digit.is_ascii_digit()).then(|| all.parse().ok())?
}

/// Digits whose separators, if there are any, part them into threes.
fn without_separators(text: &str) -> Option<String> {
    let is_separator = |letter: char| matches!(letter, ',' | '_' | ' ' | '\u{a0}' | '\u{202f}');
    let mut groups = text.split(is_separator);
    let first = groups.next().filter(|first| !first.is_empty())?;
    let rest: Vec<&str> = groups.collect();
    let well = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    well.then(|| format!("{first}{}", rest.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, number) in [
            ("4000", 4_000),
            ("4,000", 4_000),
            ("4_000", 4_000),
            ("4 000", 4_000),
            ("4k", 4_000),
            ("4K", 4_000),
            ("1.5m", 1_500_000),
            ("1,000k", 1_000_000),
            (" 12 ", 12),
        ] {
            assert_eq!(draws(text), Ok(number), "{text}");
        }
        assert_eq!(seed("18446744073709551615"), Ok(u64::MAX));
        assert_eq!(points("4,096"), Ok(4_096));
    }

    #[test]
    fn what_is_no_whole_number_in_range_is_refused_with_what_to_write() {
        for text in ["", "0", "-4", "4,00", "4,0000", ",400", "4.5", "4.", "1.2345k", "4e3", "k", "ten", "1,2.5k", "+4"]
        {
            let said = draws(text).unwrap_err();
            assert!(said.contains("such as 4000, 4,000 or 4k"), "{text}: {said}");
        }
        assert!(draws("99,999,999,999").is_err() && points("63").is_err() && seed("18446744073709551616").is_err());
    }
}
