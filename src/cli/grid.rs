//! Reads `--grid path=a..b`: which values of an input a heat map shows.

use thiserror::Error;

use crate::estimate::GridAxis;
use crate::statistics::float;

/// Values of an axis when no number is given.
const USUAL: usize = 5;
/// Cells of a grid, at most.
pub(super) const MOST_CELLS: usize = 400;

/// Why an axis cannot be read.
#[derive(Clone, Debug, PartialEq, Error)]
pub(super) enum GridError {
    /// Not of the form.
    #[error(
        "`--grid {0}` is not an axis: write --grid cohort.people=100..500, or events.*.unit_cost=x0.8..x1.2:7 for 7 values"
    )]
    Form(String),
    /// The ends are not numbers.
    #[error(
        "`{0}` does not hold a number: write the ends of a grid as 100..500, £1,000..£2,000, 10%..50% or x0.5..x1.2"
    )]
    Number(String),
    /// The ends have other units.
    #[error("`{0}` and `{1}` are not in the same unit: write both ends alike, such as £1,000..£2,000")]
    Units(String, String),
    /// Too few or too many values.
    #[error("a grid of {0} values: an axis needs 2 values or more, and a grid has at most {MOST_CELLS} cells")]
    Count(String),
}

/// Reads one axis.
///
/// # Errors
///
/// Says what to write instead.
pub(super) fn axis(text: &str) -> Result<GridAxis, GridError> {
    let form = || GridError::Form(text.to_owned());
    let (path, values) = text.split_once('=').ok_or_else(form)?;
    let (from, rest) = values.split_once("..").ok_or_else(form)?;
    let (to, count) = match rest.rsplit_once(':') {
        None => (rest, USUAL),
        Some((to, count)) => (to, count.trim().parse().map_err(|_| GridError::Count(count.trim().to_owned()))?),
    };
    if path.trim().is_empty() || from.trim().is_empty() || to.trim().is_empty() {
        return Err(form());
    }
    if !(2..=MOST_CELLS).contains(&count) {
        return Err(GridError::Count(count.to_string()));
    }
    let (from, to) = (End::read(from.trim())?, End::read(to.trim())?);
    let join = |a: &str, b: &str| match (a, b) {
        (a, b) if a == b || b.is_empty() => Some(a.to_owned()),
        ("", b) => Some(b.to_owned()),
        _ => None,
    };
    let units = join(&from.prefix, &to.prefix).zip(join(&from.suffix, &to.suffix));
    let (prefix, suffix) = units.ok_or_else(|| GridError::Units(from.text.clone(), to.text.clone()))?;
    let steps = float(count - 1);
    // Whole numbers stay whole where they can: people cannot be split.
    let whole = from.whole && to.whole && prefix != "x" && (to.number - from.number).abs() >= steps;
    let mut found: Vec<String> = (0..count)
        .map(|index| {
            let number = from.number + (to.number - from.number) * float(index) / steps;
            let number = if whole { number.round() } else { (number * 1e6).round() / 1e6 };
            format!("{prefix}{number}{suffix}")
        })
        .collect();
    found.dedup();
    Ok(GridAxis { path: path.trim().to_owned(), values: found })
}

/// One end of an axis: a number with what stands around it.
struct End {
    text: String,
    prefix: String,
    number: f64,
    whole: bool,
    suffix: String,
}

impl End {
    fn read(text: &str) -> Result<Self, GridError> {
        let fault = || GridError::Number(text.to_owned());
        let start = text.find(|c: char| c.is_ascii_digit()).ok_or_else(fault)?;
        let prefix = &text[..start];
        let end = text[start..]
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '_')))
            .map_or(text.len(), |length| start + length);
        let digits: String = text[start..end].chars().filter(|c| !matches!(c, ',' | '_')).collect();
        let number: f64 = digits.parse().map_err(|_| fault())?;
        if !number.is_finite() || !matches!(prefix, "" | "x" | "£") {
            return Err(fault());
        }
        Ok(Self {
            text: text.to_owned(),
            prefix: prefix.to_owned(),
            number,
            whole: !digits.contains('.'),
            suffix: text[end..].to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        axis(text).unwrap().values
    }

    #[test]
    fn values_are_spread_evenly_in_the_unit_that_was_written() {
        assert_eq!(values("cohort.people=100..500"), ["100", "200", "300", "400", "500"]);
        assert_eq!(values("cohort.people=100..103:7"), ["100", "100.5", "101", "101.5", "102", "102.5", "103"]);
        assert_eq!(values("a=x0.5..x1.2:3"), ["x0.5", "x0.85", "x1.2"]);
        assert_eq!(values("a=x1..x2:3"), ["x1", "x1.5", "x2"]);
        assert_eq!(values("a=10..50%:3"), ["10%", "30%", "50%"]);
        assert_eq!(values("a=£1,000..£2_000:3"), ["£1000", "£1500", "£2000"]);
        assert_eq!(values("horizon=12 months..24 months:2"), ["12 months", "24 months"]);
        assert_eq!(values("a=5..5"), ["5"]);
        assert_eq!(axis(" events.*.unit_cost =x1..x2").unwrap().path, "events.*.unit_cost");
    }

    #[test]
    fn what_is_no_axis_is_said() {
        assert!(matches!(axis("cohort.people"), Err(GridError::Form(_))));
        assert!(matches!(axis("cohort.people=100"), Err(GridError::Form(_))));
        assert!(matches!(axis("=1..2"), Err(GridError::Form(_))));
        assert!(matches!(axis("a=1.."), Err(GridError::Form(_))));
        assert!(matches!(axis("a=low..high"), Err(GridError::Number(_))));
        assert!(matches!(axis("a=-1..2"), Err(GridError::Number(_))));
        assert!(matches!(axis("a=1.2.3..2"), Err(GridError::Number(_))));
        assert!(matches!(axis("a=£1..2%"), Err(GridError::Units(..)) | Ok(_)));
        assert!(matches!(axis("a=1%..2 months"), Err(GridError::Units(..))));
        assert!(matches!(axis("a=1..2:1"), Err(GridError::Count(_))));
        assert!(matches!(axis("a=1..2:1000000"), Err(GridError::Count(_))));
        assert!(matches!(axis("a=1..2:many"), Err(GridError::Count(_))));
    }
}
