//! Pools the ratios of several studies: a random-effects meta-analysis on the logarithmic scale.
//!
//! ```text
//! yᵢ ~ N(θᵢ, sᵢ²),  θᵢ ~ N(μ, τ²),  p(μ) flat,  τ half-normal with scale A, cut at 3A
//! p(τ | y) ∝ p(τ) · √V(τ) · Π N(yᵢ; m(τ), sᵢ² + τ²)
//! m(τ) = Σ wᵢ yᵢ / Σ wᵢ,  wᵢ = 1/(sᵢ² + τ²),  V(τ) = 1/Σ wᵢ
//! μ | τ, y ~ N(m, V);   one more study: θ | τ, y ~ N(m, V + τ²)
//! ```
//! Röver (2020), "Bayesian random-effects meta-analysis using the bayesmeta R package", Journal of Statistical Software 93(6).

use super::error::LawError;
use super::family::Law;
use super::wording::plain;
use crate::numeric::{exp, exp_m1, invert_bracketed, ln, normal_cdf, normal_quantile, quadrature_nodes};

/// Where the prior of τ is cut, in units of its scale.
const CUT: f64 = 3.0;
/// Panels of 15 nodes over the values of τ that matter.
const PANELS: u32 = 3;
/// Values of τ whose log density lies this far below the highest do not matter.
const NEGLIGIBLE: f64 = 40.0;

/// What one study found: the logarithm of its ratio and the standard error of that.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogRatio {
    /// yᵢ.
    pub estimate: f64,
    /// sᵢ.
    pub standard_error: f64,
}

/// What is wanted of several studies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Predicts {
    /// The ratio in one more place like these.
    NewPlace,
    /// The average over such places.
    Average,
}

/// The ratio that several studies together say: exp of a mixture of normal laws over τ.
#[derive(Clone, Debug, PartialEq)]
pub struct RandomEffects {
    /// Weight, mean and standard deviation of ln R at each value of τ.
    parts: Vec<(f64, f64, f64)>,
    /// Each study's share of the pooled estimate, averaged over τ.
    weights: Vec<f64>,
    /// E[τ | y].
    heterogeneity: f64,
}

/// m(τ) and V(τ).
fn pooled(studies: &[LogRatio], τ: f64) -> (f64, f64) {
    let weight = |study: &LogRatio| 1.0 / (study.standard_error * study.standard_error + τ * τ);
    let total: f64 = studies.iter().map(weight).sum();
    let mean = studies.iter().map(|study| weight(study) * study.estimate).sum::<f64>() / total;
    (mean, 1.0 / total)
}

/// ln p(τ | y) but for a constant.
fn log_density(studies: &[LogRatio], scale: f64, τ: f64) -> f64 {
    let (mean, variance) = pooled(studies, τ);
    let of_study = |study: &LogRatio| {
        let spread = study.standard_error * study.standard_error + τ * τ;
        let off = study.estimate - mean;
        ln(spread) + off * off / spread
    };
    0.5 * (ln(variance) - studies.iter().map(of_study).sum::<f64>() - τ * τ / (scale * scale))
}

impl RandomEffects {
    /// The posterior of `studies` under a half-normal prior of τ with `scale`.
    ///
    /// # Errors
    /// When there are fewer than two studies, a number is not finite or a standard error or the scale is not above 0.
    pub fn new(studies: &[LogRatio], scale: f64, predicts: Predicts) -> Result<Self, LawError> {
        if studies.len() < 2 {
            return Err(LawError::new("a meta-analysis needs two studies or more"));
        }
        if !(scale.is_finite() && scale > 0.0) {
            return Err(LawError::new(format!("the heterogeneity must be a number above 0, not {}", plain(scale))));
        }
        let sound = |study: &&LogRatio| {
            study.estimate.is_finite() && study.standard_error.is_finite() && study.standard_error > 0.0
        };
        if let Some(study) = studies.iter().find(|study| !sound(study)) {
            let LogRatio { estimate, standard_error } = study;
            return Err(LawError::new(format!(
                "a study's log ratio ({}) and its standard error ({}) must be numbers, the error above 0",
                plain(*estimate),
                plain(*standard_error)
            )));
        }
        let (low, high) = range(studies, scale);
        let nodes = quadrature_nodes(low, high, PANELS);
        let logs: Vec<f64> = nodes.iter().map(|&(τ, _)| log_density(studies, scale, τ)).collect();
        let highest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let masses: Vec<f64> = nodes.iter().zip(&logs).map(|((_, width), log)| width * exp(log - highest)).collect();
        let total: f64 = masses.iter().sum();
        let mut weights = vec![0.0; studies.len()];
        let mut heterogeneity = 0.0;
        let mut parts = Vec::with_capacity(nodes.len());
        for (&(τ, _), mass) in nodes.iter().zip(&masses) {
            let share = mass / total;
            let (mean, variance) = pooled(studies, τ);
            let spread = if predicts == Predicts::NewPlace { variance + τ * τ } else { variance };
            parts.push((share, mean, spread.sqrt()));
            heterogeneity += share * τ;
            for (weight, study) in weights.iter_mut().zip(studies) {
                *weight += share * variance / (study.standard_error * study.standard_error + τ * τ);
            }
        }
        Ok(Self { parts, weights, heterogeneity })
    }

    /// Each study's share of the pooled estimate, averaged over the posterior of τ; they sum to 1.
    #[must_use]
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// E[τ | y], the standard deviation of log ratios between places.
    #[must_use]
    pub const fn heterogeneity(&self) -> f64 {
        self.heterogeneity
    }

    fn log_cdf_at(&self, log: f64) -> f64 {
        self.parts.iter().map(|(weight, mean, sd)| weight * normal_cdf((log - mean) / sd)).sum()
    }
}

/// The values of τ that are not negligible.
fn range(studies: &[LogRatio], scale: f64) -> (f64, f64) {
    const STEPS: u32 = 300;
    let τ = |step: u32| CUT * scale * f64::from(step) / f64::from(STEPS);
    let logs: Vec<f64> = (0..=STEPS).map(|step| log_density(studies, scale, τ(step))).collect();
    let highest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let matters = |step: &u32| logs[*step as usize] > highest - NEGLIGIBLE;
    let first = (0..=STEPS).find(matters).unwrap_or(0).saturating_sub(1);
    let last = (0..=STEPS).rev().find(matters).unwrap_or(STEPS).saturating_add(1).min(STEPS);
    (τ(first), τ(last))
}

impl Law for RandomEffects {
    fn quantile(&self, u: f64) -> f64 {
        let z = normal_quantile(u);
        let ends = self.parts.iter().map(|(_, mean, sd)| mean + sd * z);
        let (low, high) =
            ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), end| (low.min(end), high.max(end)));
        if low >= high { exp(low) } else { exp(invert_bracketed(low, high, u, |log| self.log_cdf_at(log))) }
    }

    fn cdf(&self, x: f64) -> f64 {
        if x <= 0.0 { 0.0 } else { self.log_cdf_at(ln(x)) }
    }

    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }

    fn mean(&self) -> f64 {
        self.parts.iter().map(|(weight, mean, sd)| weight * exp(mean + 0.5 * sd * sd)).sum()
    }

    fn sd(&self) -> f64 {
        let whole = self.mean();
        let square = |(weight, mean, sd): &(f64, f64, f64)| {
            let part = exp(mean + 0.5 * sd * sd);
            weight * (part * part * exp_m1(sd * sd) + (part - whole) * (part - whole))
        };
        self.parts.iter().map(square).sum::<f64>().sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn studies(found: &[(f64, f64)]) -> Vec<LogRatio> {
        found.iter().map(|&(estimate, standard_error)| LogRatio { estimate, standard_error }).collect()
    }

    /// Six trials of disagreeing sizes and results.
    fn six() -> Vec<LogRatio> {
        studies(&[(-0.51, 0.12), (-0.11, 0.20), (0.13, 0.31), (-0.69, 0.35), (-0.22, 0.15), (0.41, 0.60)])
    }

    /// The same posterior by brute force: μ and τ on a plane of 4,000 × 1,200 midpoints, nothing integrated by hand.
    #[test]
    fn the_posterior_is_that_of_a_plain_integration_over_the_plane() {
        let (studies, scale) = (six(), 0.5);
        let (tau_steps, mu_steps) = (1200, 4000);
        let thresholds = [0.6, 0.8, 1.0, 1.3];
        let (mut mass, mut average, mut new_place, mut ratio) = (0.0, [0.0; 4], [0.0; 4], 0.0);
        for step in 0..tau_steps {
            let τ: f64 = CUT * scale * (f64::from(step) + 0.5) / f64::from(tau_steps);
            let spreads: Vec<f64> = studies.iter().map(|s| s.standard_error.powi(2) + τ * τ).collect();
            let constant: f64 =
                spreads.iter().map(|spread| -0.5 * spread.ln()).sum::<f64>() - 0.5 * (τ / scale).powi(2);
            for place in 0..mu_steps {
                let μ: f64 = -3.0 + 6.0 * (f64::from(place) + 0.5) / f64::from(mu_steps);
                let fit: f64 = studies.iter().zip(&spreads).map(|(s, spread)| (s.estimate - μ).powi(2) / spread).sum();
                let density = (constant - 0.5 * fit).exp();
                mass += density;
                ratio += density * (μ + 0.5 * τ * τ).exp();
                for (index, threshold) in thresholds.iter().enumerate() {
                    average[index] += if μ.exp() <= *threshold { density } else { 0.0 };
                    new_place[index] += density * normal_cdf((threshold.ln() - μ) / τ);
                }
            }
        }
        let pool = RandomEffects::new(&studies, scale, Predicts::Average).unwrap();
        let predictive = RandomEffects::new(&studies, scale, Predicts::NewPlace).unwrap();
        for (index, &threshold) in thresholds.iter().enumerate() {
            // A step of μ is 0.0015, half of which is where the edge of `average` lies wrong: times a density below 4.
            assert!((pool.cdf(threshold) - average[index] / mass).abs() < 3e-3, "average {threshold}");
            assert!((predictive.cdf(threshold) - new_place[index] / mass).abs() < 1e-5, "new place {threshold}");
        }
        assert!((predictive.mean() / (ratio / mass) - 1.0).abs() < 1e-4, "{} {}", predictive.mean(), ratio / mass);
    }

    #[test]
    fn with_hardly_any_heterogeneity_allowed_it_is_the_inverse_variance_pool() {
        // τ held at nothing: weights 1/s², as DerSimonian & Laird (1986) give for τ² = 0.
        let studies = six();
        let weights: Vec<f64> = studies.iter().map(|s| 1.0 / (s.standard_error * s.standard_error)).collect();
        let total: f64 = weights.iter().sum();
        let mean = studies.iter().zip(&weights).map(|(s, w)| w * s.estimate).sum::<f64>() / total;
        let pool = RandomEffects::new(&studies, 1e-6, Predicts::NewPlace).unwrap();
        for (u, z) in [(0.5, 0.0), (0.975, 1.959_963_984_540_054), (0.025, -1.959_963_984_540_054)] {
            let expected = (mean + z / total.sqrt()).exp();
            assert!((pool.quantile(u) / expected - 1.0).abs() < 1e-9, "{u}: {} {expected}", pool.quantile(u));
        }
        for (found, weight) in pool.weights().iter().zip(&weights) {
            assert!((found - weight / total).abs() < 1e-9);
        }
    }

    #[test]
    fn quantiles_undo_the_distribution_function() {
        let law = RandomEffects::new(&six(), 0.5, Predicts::NewPlace).unwrap();
        for u in [1e-9, 0.025, 0.3, 0.5, 0.8, 0.975, 1.0 - 1e-9] {
            assert!((law.cdf(law.quantile(u)) - u).abs() < 1e-12, "{u}");
        }
        assert!((law.weights().iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(law.heterogeneity() > 0.0 && law.heterogeneity() < CUT * 0.5);
        // A peak of τ that 60 like studies leave narrow is integrated as well: its mean is near the spread of the results.
        let many: Vec<LogRatio> =
            (0..60).map(|k| LogRatio { estimate: if k % 2 == 0 { 0.3 } else { -0.3 }, standard_error: 0.02 }).collect();
        let law = RandomEffects::new(&many, 0.5, Predicts::Average).unwrap();
        assert!((law.heterogeneity() - 0.3).abs() < 0.02, "{}", law.heterogeneity());
    }

    #[test]
    fn what_makes_no_pool_is_refused() {
        let refused = |studies: &[LogRatio], scale| {
            RandomEffects::new(studies, scale, Predicts::Average).unwrap_err().to_string()
        };
        assert!(refused(&six()[..1], 0.5).contains("two studies"));
        assert!(refused(&six(), 0.0).contains("heterogeneity"));
        assert!(refused(&studies(&[(0.1, 0.2), (0.1, 0.0)]), 0.5).contains("above 0"));
    }
}
