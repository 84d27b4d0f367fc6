//! Takes differences draw by draw on common random numbers, with the error of the difference.

use super::super::Summary;
use super::super::strata::Strata;
use super::Difference;
use crate::engine::Draws;
use crate::numeric::hypot;
use crate::statistics::mean_and_sd;

/// `after` less `before`, entry by entry.
pub(in crate::estimate) fn difference(before: &[f64], after: &[f64], strata: &Strata, level: f64) -> Difference {
    let differences: Vec<f64> = before.iter().zip(after).map(|(before, after)| after - before).collect();
    let independent = hypot(strata.mean_mcse(before), strata.mean_mcse(after));
    Difference {
        before: mean_and_sd(before).0,
        after: mean_and_sd(after).0,
        difference: Summary::of(&differences, strata, level),
        independent_mcse: independent.is_finite().then_some(independent),
    }
}

/// The views and randomisations of both runs' draws.
pub(in crate::estimate) fn strata(before: &Draws, after: &Draws) -> Strata {
    Strata::of(before).crossed(&Strata::of(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_of_the_difference() {
        let before = [1.0, 2.0, 3.0, 10.0];
        let after = [2.0, 3.0, 4.0, 12.0];
        let found = difference(&before, &after, &Strata::default(), 0.95);
        assert_eq!((found.before, found.after, found.difference.mean), (4.0, 5.25, 1.25));
        // Differences 1, 1, 1, 2: sd ½, error ¼.
        assert!((found.difference.mcse - 0.25).abs() < 1e-15);
        // Sample variances 50/3 and 62.75/3, each over 4 draws.
        assert!((found.independent_mcse.unwrap() - ((50.0 + 62.75) / 12.0_f64).sqrt()).abs() < 1e-12);
    }
}
