//! Splits the spread of the cohort average into weak evidence and chance.

use super::strata::Strata;
use crate::statistics::mean_and_sd;

/// The share of the variance of the cohort average that is evidence, with its Monte Carlo standard error; `None`
/// when nothing varies or there are fewer than two draws.
///
/// ```text
/// E = Var_k(μ_k),  C = mean_k((Ā_k - μ_k)²),  share = E / (E + C)
/// ```
///
/// The error follows from the influence of each draw on E and on C (delta method).
#[must_use]
pub(super) fn evidence_share(expected: &[f64], cohort: &[f64], strata: &Strata) -> Option<(f64, f64)> {
    if expected.len() < 2 || expected.len() != cohort.len() {
        return None;
    }
    let (mean, sd) = mean_and_sd(expected);
    let evidence = sd * sd;
    let noise: Vec<f64> = expected.iter().zip(cohort).map(|(mu, average)| (average - mu) * (average - mu)).collect();
    let chance = mean_and_sd(&noise).0;
    let total = evidence + chance;
    if !total.is_finite() || total <= 0.0 {
        return None;
    }
    let influence: Vec<f64> = expected
        .iter()
        .zip(&noise)
        .map(|(mu, noise)| {
            let on_evidence = (mu - mean) * (mu - mean) - evidence;
            let on_chance = noise - chance;
            (chance * on_evidence - evidence * on_chance) / (total * total)
        })
        .collect();
    Some((evidence / total, strata.mean_mcse(&influence)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_distr::{Distribution as _, StandardNormal};
    use rand_xoshiro::Xoshiro256PlusPlus;

    #[test]
    fn a_known_split_is_found_within_its_error() {
        // Evidence with sd 3, chance with sd 4: 9/25 of the variance.
        let mut generator = Xoshiro256PlusPlus::seed_from_u64(3);
        let mut normal = || -> f64 { StandardNormal.sample(&mut generator) };
        let expected: Vec<f64> = (0..4000).map(|_| 100.0 + 3.0 * normal()).collect();
        let cohort: Vec<f64> = expected.iter().map(|mu| mu + 4.0 * normal()).collect();
        let (share, mcse) = evidence_share(&expected, &cohort, &Strata::default()).unwrap();
        // Of two independent variances: sd(share) = 2·E·C/(E+C)²·… = √(2·2/K)·.36·.64 = 0.0073.
        assert!((mcse - 0.0073).abs() < 0.0007, "{mcse}");
        assert!((share - 0.36).abs() < 4.0 * mcse, "{share} ± {mcse}");
    }

    #[test]
    fn nothing_varies() {
        assert_eq!(evidence_share(&[5.0; 10], &[5.0; 10], &Strata::default()), None);
        assert_eq!(evidence_share(&[5.0; 10], &[6.0; 10], &Strata::default()).unwrap().0, 0.0);
    }
}
