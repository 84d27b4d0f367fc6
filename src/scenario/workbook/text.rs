//! Says how the content of a cell is spelled in the language: what a cell shows is what it means.

use super::super::language::Form;
use super::super::table::{Cell, CellKind};
use crate::quantity::Kind;

/// The text of a cell where `form` is wanted, as the language spells it.
///
/// # Errors
/// What is wrong with the cell, and what to do.
pub(super) fn spelled(cell: &Cell, form: Option<Form>) -> Result<String, (String, &'static str)> {
    let text = cell.text.trim();
    match cell.kind {
        CellKind::Text if matches!(form, Some(Form::Switch)) => Ok(text.to_lowercase()),
        // Blanks around a name are never meant, those in a text may be.
        CellKind::Text if matches!(form, Some(Form::Text)) => Ok(cell.text.clone()),
        CellKind::Text | CellKind::Number => Ok(text.to_owned()),
        CellKind::Pounds => Ok(match text.strip_prefix('-') {
            Some(amount) => format!("-£{amount}"),
            None => format!("£{text}"),
        }),
        CellKind::Percentage => Ok(text.parse().map_or_else(|_| text.to_owned(), percentage)),
        CellKind::Date(year, month, day) => match form {
            Some(Form::Month) => Ok(format!("{year}-{month:02}")),
            // 2011/12 is taken for December 2011 by spreadsheet programs.
            Some(Form::Year) if (year + 1) % 100 == u16::from(month) => Ok(format!("{year}/{month:02}")),
            Some(Form::Text) | None => Ok(format!("{year}-{month:02}-{day:02}")),
            Some(form) => Err((
                format!("holds the date {year}-{month:02}-{day:02}; wanted is {}", form.words()),
                "spreadsheet programs make dates of what looks like one: give the cell the format Text, and type it again",
            )),
        },
        CellKind::Error => Err((format!("holds the error {text}"), "mend the formula, or type what it should give")),
        CellKind::Open => Err((
            "holds a formula that was never worked out".to_owned(),
            "open the workbook in a spreadsheet program, save it and try again",
        )),
    }
}

/// A number as a percentage of the fewest digits that is that number again.
pub(super) fn percentage(number: f64) -> String {
    for digits in 0..=17 {
        let text = format!("{:.digits$}", number * 100.0);
        if text.parse().is_ok_and(|hundredths: f64| hundredths / 100.0 == number) {
            return format!("{text}%");
        }
    }
    number.to_string()
}

/// A text as the number that a cell holds, and whether the cell shows a percentage or pounds; `None` where the cell has to
/// hold the text, because the number alone would be read otherwise.
pub(super) fn number(text: &str, kind: Kind) -> Option<f64> {
    let number = kind.parse(text).ok()?;
    let again = match kind {
        Kind::Share | Kind::Effect | Kind::Distance => percentage(number),
        Kind::Money | Kind::Amount => number.to_string(),
        // Their unit would be lost: 2 a month is 24 a year, and 12 months are better seen as such.
        Kind::Rate | Kind::Annual | Kind::Growth | Kind::Length => {
            return plain(text).filter(|_| kind.parse(text).is_ok());
        }
        Kind::Factor => number.to_string(),
    };
    (kind.parse(&again).ok()?.to_bits() == number.to_bits()).then_some(number)
}

/// A text that is nothing but a number.
fn plain(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    (number.is_finite() && number.to_string() == text).then_some(number)
}

/// A text that is read as itself from the cell of a text: in quotes where it would be blank or nothing.
pub(super) fn quoted(text: &str) -> String {
    let taken = text.trim().is_empty() || text.starts_with('"') || matches!(text, "null" | "~");
    if taken { serde_json::Value::from(text).to_string() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, kind: CellKind) -> Cell {
        Cell { text: text.to_owned(), kind }
    }

    #[test]
    fn a_cell_means_what_it_shows() {
        let of = |text: &str, kind, form| spelled(&cell(text, kind), Some(form));
        let share = Form::Value(Kind::Share);
        assert_eq!(of("0.3", CellKind::Percentage, share).unwrap(), "30%");
        assert_eq!(of("0.07", CellKind::Percentage, share).unwrap(), "7%");
        assert_eq!(of("35", CellKind::Number, share).unwrap(), "35");
        assert_eq!(of("1234.5", CellKind::Pounds, Form::Cost).unwrap(), "£1234.5");
        assert_eq!(of("-500", CellKind::Pounds, Form::Cost).unwrap(), "-£500");
        assert_eq!(of("44287", CellKind::Date(2021, 4, 1), Form::Month).unwrap(), "2021-04");
        assert_eq!(of("40878", CellKind::Date(2011, 12, 1), Form::Year).unwrap(), "2011/12");
        assert_eq!(of("TRUE", CellKind::Text, Form::Switch).unwrap(), "true");
        assert!(of("40878", CellKind::Date(2011, 12, 1), share).unwrap_err().0.contains("holds the date 2011-12-01"));
        assert!(of("#REF!", CellKind::Error, share).unwrap_err().0.contains("#REF!"));
    }

    #[test]
    fn what_is_written_as_a_number_is_read_as_that_number() {
        for (text, kind, expected) in [
            ("30%", Kind::Share, Some(0.3)),
            ("£1_200", Kind::Money, Some(1_200.0)),
            ("£1.2k", Kind::Money, Some(1_200.0)),
            ("1.2", Kind::Rate, Some(1.2)),
            ("2 per month", Kind::Rate, None),
            ("24 months", Kind::Length, None),
            ("1.5% per year", Kind::Growth, None),
            ("0.82", Kind::Factor, Some(0.82)),
            ("-3%", Kind::Effect, Some(-0.03)),
            ("nonsense", Kind::Money, None),
        ] {
            assert_eq!(number(text, kind), expected, "{text}");
        }
        // All percentages with three decimals.
        for thousandths in 0..100_000_u32 {
            let share = f64::from(thousandths) / 100_000.0;
            let text = percentage(share);
            assert_eq!(Kind::Share.parse(&text).unwrap().to_bits(), share.to_bits(), "{text}");
        }
    }
}
