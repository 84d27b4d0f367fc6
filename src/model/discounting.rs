//! Discounts money to the start of the programme, one month at a time, for the model, the engine and the expectation.

use crate::numeric::{exp_m1, ln, powf};

/// v = (1 + r)^(-1/12), the discount factor of one month at the yearly rate `rate`.
#[must_use]
pub fn monthly_discount(rate: f64) -> f64 {
    powf(1.0 + rate, -1.0 / 12.0)
}

/// The present value of £1 paid `months` after the start, with the monthly factor `v`.
///
/// ```text
/// v^t
/// ```
#[inline]
#[must_use]
pub fn discount(v: f64, months: f64) -> f64 {
    powf(v, months)
}

/// The mean of v^t over `from ≤ t ≤ to`: the present value of £1 that is spread evenly over that time.
///
/// ```text
/// (v^from - v^to) / ((to - from) · ln(1/v)),   v^from when the interval is empty,   1 when v = 1
/// ```
///
/// Computed through expm1, so that a short interval or a small rate loses no digits.
#[must_use]
pub fn mean_discount(v: f64, from: f64, to: f64) -> f64 {
    let fall = -ln(v) * (to - from);
    if fall.is_nan() || fall.abs() < f64::MIN_POSITIVE {
        return discount(v, from);
    }
    discount(v, from) * -exp_m1(-fall) / fall
}

/// The net present value of payments, each `(months after the start, £)`, at the yearly rate `rate`.
#[must_use]
pub fn net_present_value(rate: f64, flows: impl IntoIterator<Item = (f64, f64)>) -> f64 {
    let v = monthly_discount(rate);
    flows.into_iter().map(|(months, amount)| amount * discount(v, months)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(saving: f64) -> f64 {
        let savings = (1..=10).map(|year| (12.0 * f64::from(year), saving));
        net_present_value(0.035, std::iter::once((0.0, -1_000_000.0)).chain(savings))
    }

    #[test]
    fn published_net_present_values_of_a_one_million_pound_project() {
        assert_eq!((project(150_000.0) / 1_000.0).round(), 247.0);
        assert_eq!((project(100_000.0) / 1_000.0).round(), -168.0);
    }

    #[test]
    fn net_present_value_is_the_annuity_formula() {
        let annuity = (1.0 - 1.035_f64.powi(-10)) / 0.035;
        assert!((project(150_000.0) - (150_000.0 * annuity - 1_000_000.0)).abs() < 1e-6);
    }

    #[test]
    fn mean_discount_is_the_integral() {
        let v = monthly_discount(0.035);
        let steps = 20_000;
        let (from, to) = (7.0, 19.0);
        let width = (to - from) / f64::from(steps);
        let midpoints = (0..steps).map(|step| discount(v, from + width * (f64::from(step) + 0.5))).sum::<f64>();
        assert!((mean_discount(v, from, to) - midpoints / f64::from(steps)).abs() < 1e-12);
    }

    #[test]
    fn mean_discount_of_an_instant_and_of_no_discounting() {
        let v = monthly_discount(0.035);
        assert_eq!(mean_discount(v, 12.0, 12.0), discount(v, 12.0));
        assert!((mean_discount(v, 12.0, 12.0 + 1e-9) - discount(v, 12.0)).abs() < 1e-11);
        assert_eq!(mean_discount(1.0, 3.0, 40.0), 1.0);
    }
}
