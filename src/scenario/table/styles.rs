//! Tells the cells of a workbook that show a date, a percentage or pounds from those that show a number: all are stored as
//! numbers.

use super::package::elements;
use crate::numeric::whole_part;
use roxmltree::Document;
use std::collections::HashMap;

/// What a cell shows a number as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    #[default]
    Number,
    Percentage,
    Pounds,
    Date,
}

/// What cells of each style show: by their number format, built in (9 and 10 are percentages, 14 to 17, 22 and those of other
/// languages dates) or spelled out.
pub(super) fn styles(document: &Document<'_>) -> Vec<Shown> {
    let root = document.root_element();
    let formats = elements(root, "numFmts").flat_map(|list| elements(list, "numFmt"));
    let own: HashMap<u32, Shown> = formats
        .filter_map(|format| {
            Some((format.attribute("numFmtId")?.parse().ok()?, shown(format.attribute("formatCode")?)))
        })
        .collect();
    let styles = elements(root, "cellXfs").flat_map(|list| elements(list, "xf"));
    styles
        .map(|style| {
            let id: u32 = style.attribute("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
            match id {
                9 | 10 => Shown::Percentage,
                14..=17 | 22 | 27..=31 | 36 | 50..=58 => Shown::Date,
                _ => own.get(&id).copied().unwrap_or_default(),
            }
        })
        .collect()
}

/// What a format shows, by its part for numbers above zero.
fn shown(format: &str) -> Shown {
    let first = format.split(';').next().unwrap_or(format);
    match () {
        () if is_date(first) => Shown::Date,
        () if first.contains('£') => Shown::Pounds,
        () if first.contains('%') => Shown::Percentage,
        () => Shown::Number,
    }
}

/// Whether a spelled format shows years, months or days: text in quotes and brackets, and after a backslash, aside.
fn is_date(format: &str) -> bool {
    let (mut quoted, mut bracket, mut escaped) = (false, false, false);
    for letter in format.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracket = true,
            ']' if !quoted => bracket = false,
            'y' | 'Y' | 'd' | 'D' if !quoted && !bracket => return true,
            // M alone is a month or minutes; beside hours it is minutes.
            'm' | 'M' if !quoted && !bracket => return !format.contains(['h', 'H', 's', 'S']),
            _ => {}
        }
    }
    false
}

/// Year, month and day of the day with this number; `None` before March 1900, where spreadsheets count a day that never was,
/// and after 9999.
pub(super) fn date_of(number: f64) -> Option<(u16, u8, u8)> {
    if !(61.0..2_958_466.0).contains(&number) {
        return None;
    }
    // Days since 1 March 0000, by which leap days come last (Hinnant, "chrono-compatible low-level date algorithms").
    let days = whole_part::<u64>(number) + 693_899;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    Some((u16::try_from(year + era * 400 + later).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (number, date) in [
            (61.0, (1900, 3, 1)),
            (36_525.0, (1999, 12, 31)),
            (36_526.0, (2000, 1, 1)),
            (44_287.0, (2021, 4, 1)),
            (44_287.75, (2021, 4, 1)),
            (45_351.0, (2024, 2, 29)),
            (45_352.0, (2024, 3, 1)),
            (2_958_465.0, (9999, 12, 31)),
        ] {
            assert_eq!(date_of(number), Some(date), "{number}");
        }
        assert_eq!((date_of(60.0), date_of(2_958_466.0), date_of(f64::NAN)), (None, None, None));
    }

    #[test]
    fn formats_of_dates_are_told_from_those_of_money() {
        for date in ["yyyy-mm-dd", "mmm\\-yy", "dd/mm/yyyy;@", "[$-809]d mmmm yyyy", "mmm"] {
            assert!(is_date(date), "{date}");
        }
        for number in
            ["0%", "[$£-809]#,##0;[Red]-[$£-809]#,##0", "0.0 \"a day\"", "hh:mm", "#,##0.## \"months\"", "0.00E+00"]
        {
            assert!(!is_date(number), "{number}");
        }
        assert_eq!(shown("0.0%"), Shown::Percentage);
        assert_eq!(shown("_-[$£-809]* #,##0.00_-;-[$£-809]* #,##0.00_-"), Shown::Pounds);
        assert_eq!(shown("General"), Shown::Number);
    }
}
