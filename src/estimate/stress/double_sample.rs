//! Averages over all draws what is known of the first alone.

use super::super::Strata;
use crate::numeric::hypot;
use crate::statistics::mean_and_sd;

/// The mean over all draws of what is known of the `first`, and its error: by regression on `base`, something like it that is
/// known of every draw (double sampling: Cochran 1977, section 12.7).
///
/// ```text
/// ȳ + β (b̄_all - b̄),   se² = mcse(y - β b)² + β² mcse(b_all)²
/// ```
pub(super) fn average(first: &[f64], base: &[f64], strata: &Strata) -> (f64, f64) {
    let of_first = strata.first(first.len());
    let mean = mean_and_sd(first).0;
    if first.len() >= base.len() {
        return (mean, of_first.mean_mcse(first));
    }
    let own = &base[..first.len()];
    let centre = mean_and_sd(own).0;
    let (cross, square) = first.iter().zip(own).fold((0.0, 0.0), |(cross, square), (y, b)| {
        (cross + (y - mean) * (b - centre), square + (b - centre) * (b - centre))
    });
    let slope = if square > 0.0 { cross / square } else { 0.0 };
    let residuals: Vec<f64> = first.iter().zip(own).map(|(y, b)| y - slope * b).collect();
    let shift = slope * (mean_and_sd(base).0 - centre);
    (mean + shift, hypot(of_first.mean_mcse(&residuals), slope * strata.mean_mcse(base)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values between 0 and 1 without order.
    fn scattered(count: u32) -> Vec<f64> {
        (0..count).map(|k| f64::from(k.wrapping_mul(2_654_435_761) >> 8) / f64::from(1 << 24)).collect()
    }

    #[test]
    fn what_is_in_proportion_is_known_as_well_as_all() {
        let base = scattered(4_000);
        let first: Vec<f64> = base[..500].iter().map(|b| 7.0 - 3.0 * b).collect();
        let (mean, error) = average(&first, &base, &Strata::default());
        let (all, sd) = mean_and_sd(&base);
        assert!((mean - (7.0 - 3.0 * all)).abs() < 1e-12);
        assert!((error - 3.0 * sd / 4_000.0_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn what_has_nothing_to_do_with_it_stays_its_own_mean() {
        let base = scattered(4_000);
        let first: Vec<f64> = (0..500).map(|k| f64::from(u8::from(k % 2 == 0))).collect();
        let (mean, error) = average(&first, &base, &Strata::default());
        // A chance slope of 500 pairs: |β| is about 1/√500 of a standard deviation, and so many more of 1/√500 of a shift.
        assert!((mean - 0.5).abs() < 4.0 * 0.5 / 500.0, "{mean}");
        assert!((error / (0.5 / 500.0_f64.sqrt()) - 1.0).abs() < 0.01, "{error}");
    }

    #[test]
    fn of_all_draws_it_is_their_mean() {
        assert_eq!(average(&[1.0, 3.0], &[5.0, 9.0], &Strata::default()), (2.0, 1.0));
    }
}
