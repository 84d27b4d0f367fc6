//! Gives the mean of a sample an interval by Student's t, and says where an interval is not what it claims.

use super::{float, mean_and_sd, student_two_sided_p};

/// A two-sided interval, its ends never NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// What to know before it is believed.
    pub flag: Option<Flag>,
}

/// Why an interval is not what it claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// All values are the same, or there is only one: a point, which says nothing about what was not seen.
    NoSpread,
    /// An end is that of the most extreme resample, because the method asks for one beyond it.
    Extreme,
    /// All resamples lie on one side of the estimate: the percentile interval stands for BCa.
    OneSided,
    /// Too many resamples are without any spread: an end is infinite.
    Unbounded,
}

impl Interval {
    /// A point for a sample that does not vary.
    pub(super) const fn point(value: f64) -> Self {
        Self { low: value, high: value, flag: Some(Flag::NoSpread) }
    }

    /// Whether `truth` lies in it, its ends included.
    #[must_use]
    pub fn covers(&self, truth: f64) -> bool {
        self.low <= truth && truth <= self.high
    }

    /// Its length.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// Whether a sample has a spread to judge its mean by; an sd of rounding error is none.
pub(super) fn varies(mean: f64, sd: f64) -> bool {
    sd > 1e-12 * mean.abs()
}

/// Student's interval for the mean of `values`, with `t` from [`student_quantile`] at n - 1 degrees of freedom.
///
/// ```text
/// x̄ ± t s/√n
/// ```
///
/// A flagged point when nothing varies or there is only one value; (NaN, NaN) only for an empty sample.
#[must_use]
pub fn t_interval(values: &[f64], t: f64) -> Interval {
    let (mean, sd) = mean_and_sd(values);
    if !varies(mean, sd) {
        return Interval::point(mean);
    }
    let half = t * sd / float(values.len()).sqrt();
    Interval { low: mean - half, high: mean + half, flag: None }
}

/// The number that a Student statistic with `df` degrees of freedom stays within, either way, with probability `level`.
///
/// By bisection of the two-sided p-value, to rounding error. Infinite at level 1, NaN when `df` is not positive.
#[must_use]
pub fn student_quantile(level: f64, df: f64) -> f64 {
    let p = 1.0 - level;
    if df.is_nan() || df <= 0.0 || p.is_nan() {
        return f64::NAN;
    }
    if p <= 0.0 {
        return f64::INFINITY;
    }
    let (mut low, mut high) = (0.0, 1.0);
    while student_two_sided_p(high, df) > p {
        low = high;
        high *= 2.0;
    }
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return middle;
        }
        if student_two_sided_p(middle, df) > p { low = middle } else { high = middle }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn student_quantiles_are_those_of_the_tables() {
        // Two-sided 95% and 99% points as printed in Fisher & Yates (1963), table III, to their three decimals.
        let table = [
            (1.0, 12.706, 63.657),
            (2.0, 4.303, 9.925),
            (3.0, 3.182, 5.841),
            (7.0, 2.365, 3.499),
            (10.0, 2.228, 3.169),
            (15.0, 2.131, 2.947),
            (30.0, 2.042, 2.750),
            (120.0, 1.980, 2.617),
        ];
        for (df, at_95, at_99) in table {
            assert!((student_quantile(0.95, df) - at_95).abs() < 0.000_51, "{df}");
            assert!((student_quantile(0.99, df) - at_99).abs() < 0.000_51, "{df}");
        }
        // Ten decimals for 10 degrees of freedom, and the normal law in the limit.
        assert!((student_quantile(0.95, 10.0) - 2.228_138_852).abs() < 1e-8);
        assert!((student_quantile(0.95, f64::INFINITY) - 1.959_963_985).abs() < 1e-8);
        assert_eq!(student_quantile(1.0, 3.0), f64::INFINITY);
        assert!(student_quantile(0.95, 0.0).is_nan());
    }

    #[test]
    fn student_intervals_of_the_air_conditioning_data() {
        // Proschan's (1963) times between failures; the interval by SciPy's `stats.t.interval`.
        let hours = [3.0, 5.0, 7.0, 18.0, 43.0, 85.0, 91.0, 98.0, 100.0, 130.0, 230.0, 487.0];
        let interval = t_interval(&hours, student_quantile(0.95, 11.0));
        assert!((interval.low - 21.525_611_802).abs() < 1e-6 && (interval.high - 194.641_054_865).abs() < 1e-6);
        assert_eq!(interval.flag, None);
        assert!(interval.covers(194.0) && !interval.covers(195.0));
    }

    #[test]
    fn what_does_not_vary_is_a_flagged_point() {
        for values in [&[0.1; 9][..], &[5.0], &[0.0; 4], &[-3.0, -3.0]] {
            let interval = t_interval(values, 2.0);
            assert_eq!((interval.low, interval.high, interval.flag), (values[0], values[0], Some(Flag::NoSpread)));
            assert_eq!(interval.width(), 0.0);
        }
    }
}
