//! Reads distance travelled on a scale, which is below zero where people are worse off.

use super::measure::{Measure, QuantityError};
use super::share::fraction;

/// Distance travelled in messages.
pub(super) static MEASURE: Measure = Measure {
    name: "a distance travelled",
    such: "60%, or -20% where people are worse off",
    form: "a distance travelled: write a percentage such as 60%, or -20% where people are worse off",
    comma: "the decimal sign is a point, as in 0.35 or 3.5%",
    negative: "a distance travelled is at least -100%",
    largest: 1.0,
    too_large: "more than the whole: a distance travelled is at most 100%",
};

/// A distance as written: `60%`, `0.6` or `-20%`.
pub(super) fn distance(text: &str) -> Result<f64, QuantityError> {
    let (number, shown) = fraction(text, &MEASURE)?;
    if number < -1.0 {
        return Err(QuantityError::Other { text: shown, what: format!("too low: {}", MEASURE.negative) });
    }
    if number < 0.0 { Ok(number) } else { MEASURE.checked(number, &shown) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_may_lead_either_way() {
        for (text, share) in [("60%", 0.6), ("-20%", -0.2), ("\u{2212}0.2", -0.2), ("1", 1.0), ("-100%", -1.0)] {
            assert_eq!(distance(text), Ok(share), "{text}");
        }
        let said = |text: &str| distance(text).unwrap_err().to_string();
        assert_eq!(said("-120%"), "`-120%` is too low: a distance travelled is at least -100%");
        assert_eq!(said("120%"), "`120%` is more than the whole: a distance travelled is at most 100%");
        assert!(said("far").contains("write a percentage such as 60%"), "{}", said("far"));
    }
}
