//! Recognises counts where a share or rate is due, so that a message shows how to write them.

use super::number;

/// Words between the two numbers of a count.
const WORDS: [&str; 5] = [" out of ", " of ", " in ", " per ", "/"];

/// What to write for a text that counts so many of so many where a share is due: `30 of 40`, `7/20`, `1 in 20`,
/// `95 per 1000`.
pub(super) fn share_of(text: &str) -> Option<String> {
    let (events, of, word) = counted(text)?;
    let whole = |number: f64| number >= 0.0 && number.fract() == 0.0;
    if !(whole(events) && whole(of) && events <= of && of > 0.0) {
        return None;
    }
    let observed = format!("{{observed: {events} of {of}}}");
    let percent = number::rounded(100.0 * events / of);
    Some(if word.trim().ends_with("of") {
        format!("a count, not a share: write it as {observed}, or {percent}% if it is certain")
    } else {
        format!("no share: write {observed} if so many were counted, or {percent}% if it is certain")
    })
}

/// The same where a rate is due: `12 in 8 person-years`, `95 per 1000`, `1.5 pa`.
pub(super) fn rate_of(text: &str) -> Option<String> {
    let text = text.trim();
    if text.contains("person-") && text.contains(" in ") {
        return Some(format!("a count, not a rate: write it as {{observed: {text}}}"));
    }
    if let Some(digits) = yearly(text) {
        let rate = number::read(digits).ok()?;
        return Some(format!("not per year or per month: write {} per year", number::rounded(rate)));
    }
    let (events, of, _) = counted(text).filter(|(events, of, _)| *events >= 0.0 && *of >= 10.0)?;
    let rate = number::rounded(events / of);
    let observed = format!("{{observed: {events} in {of} person-years}}");
    Some(format!(
        "no rate, since it does not say in what time: write {observed} if that was counted in a year, or {rate} per year"
    ))
}

/// The digits of `1.5 pa`, `1.5 per annum`, `1.5 a year`, `1.5/year`.
fn yearly(text: &str) -> Option<&str> {
    let text = text.trim_end_matches('.');
    let ends = ["pa", "p.a", "per annum", "a year", "/year", "/yr", "per yr", "each year", "annually", "yearly"];
    ends.iter().find_map(|end| {
        let digits = text.len().checked_sub(end.len()).filter(|at| text.is_char_boundary(*at))?;
        text[digits..].eq_ignore_ascii_case(end).then(|| text[..digits].trim())
    })
}

/// The two numbers of a count, and the word between them.
fn counted(text: &str) -> Option<(f64, f64, &'static str)> {
    WORDS.into_iter().find_map(|word| {
        let (events, of) = text.split_once(word)?;
        Some((number::read(events).ok()?, number::read(of).ok()?, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_shown_as_they_are_written() {
        let table = [
            ("30 of 40", "a count, not a share: write it as {observed: 30 of 40}, or 75% if it is certain"),
            ("30 out of 40", "a count, not a share: write it as {observed: 30 of 40}, or 75% if it is certain"),
            ("7/20", "no share: write {observed: 7 of 20} if so many were counted, or 35% if it is certain"),
            ("1 in 20", "no share: write {observed: 1 of 20} if so many were counted, or 5% if it is certain"),
            (
                "95 per 1,000",
                "no share: write {observed: 95 of 1000} if so many were counted, or 9.5% if it is certain",
            ),
        ];
        for (text, said) in table {
            assert_eq!(share_of(text).as_deref(), Some(said), "{text}");
        }
        for text in ["30", "40 of 30", "0 of 0", "a of b", "1.5 of 3", "1/0", ""] {
            assert_eq!(share_of(text), None, "{text}");
        }
    }

    #[test]
    fn rates_are_shown_with_their_time() {
        let table = [
            ("1.5 pa", "not per year or per month: write 1.5 per year"),
            ("1.5 p.a.", "not per year or per month: write 1.5 per year"),
            ("3 a year", "not per year or per month: write 3 per year"),
            ("12 in 8 person-years", "a count, not a rate: write it as {observed: 12 in 8 person-years}"),
            (
                "95 per 1000",
                "no rate, since it does not say in what time: write {observed: 95 in 1000 person-years} if that was counted in \
                 a year, or 0.095 per year",
            ),
        ];
        for (text, said) in table {
            assert_eq!(rate_of(text).as_deref(), Some(said), "{text}");
        }
        for text in ["pa", "£3 pa", "3", "2 per head", "é", ""] {
            assert_eq!(rate_of(text), None, "{text}");
        }
    }
}
