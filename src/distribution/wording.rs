//! Words the numbers of error messages.

/// A number with up to six significant digits, without trailing zeros.
pub(super) fn plain(number: f64) -> String {
    format!("{number:.5e}").parse::<f64>().map_or_else(
        |_| number.to_string(),
        |rounded| {
            if rounded != 0.0 && (rounded.abs() < 1e-6 || rounded.abs() >= 1e15) {
                format!("{rounded:e}")
            } else {
                rounded.to_string()
            }
        },
    )
}

/// A fraction as a percentage.
pub(super) fn percent(fraction: f64) -> String {
    format!("{}%", plain(fraction * 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (number, text) in
            [(1234.5, "1234.5"), (0.1 + 0.2, "0.3"), (1e-9, "1e-9"), (2.0 / 3.0, "0.666667"), (0.0, "0")]
        {
            assert_eq!(plain(number), text);
        }
        assert_eq!(plain(f64::INFINITY), "inf");
        assert_eq!(plain(f64::NAN), "NaN");
        assert_eq!(percent(0.476_969_6), "47.697%");
    }
}
