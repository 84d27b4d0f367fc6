//! Estimates what knowing more would be worth to whoever decides between doing something and not.

use super::{Curve, Smooth, float};
use crate::numeric::{exp, normal_cdf};

/// The value of a piece of information.
#[derive(Clone, Debug)]
pub struct Worth {
    /// £; never negative.
    pub value: f64,
    /// What each draw contributes to the estimate's error: the standard error of the mean of these is that of `value`,
    /// but for `noise`.
    pub influence: Vec<f64>,
    /// How much the estimate may owe to noise that a regression followed.
    pub noise: f64,
}

/// EVPI, the value of knowing everything, from draws of the payoff of doing it (not doing it pays 0).
///
/// ```text
/// EVPI = mean of max(0, NBₖ) - max(0, mean of NBₖ)
/// ```
#[must_use]
pub fn perfect_information(payoff: &[f64]) -> Worth {
    worth(payoff, payoff, 0.0)
}

/// EVPPI, the value of knowing some inputs, by regression of the payoff on them (Strong, Oakley & Brennan 2014), or
/// EVSI, the value of a study, by regression on what it would find (Strong, Oakley, Brennan & Breeze 2015).
///
/// ```text
/// EVPPI = mean of max(0, ĝₖ) - max(0, mean of NBₖ),   ĝ ≈ E[NB | inputs]
/// ψₖ    = NBₖ·(1{ĝₖ > 0} - 1{mean of NB > 0})          influence of draw k
/// noise = mean of sₖ·(φ(z) - z·Φ(-z)),  z = |ĝₖ|/sₖ    what max(0, ·) makes of an error sₖ in ĝₖ
/// ```
///
/// An error of ĝ moves E[max(0, ĝ)] only through the draws where it changes the sign of ĝ (the decision is optimal, so the
/// first derivative is nothing): ψ is the whole error at first order, and `noise` the upward bias at second.
#[must_use]
pub fn partial_information(payoff: &[f64], smooth: &Smooth) -> Worth {
    known(payoff, &smooth.fitted, &smooth.errors)
}

/// The same from what a decision turns on alone.
#[must_use]
pub fn curve_information(payoff: &[f64], curve: &Curve) -> Worth {
    known(payoff, &curve.fitted, &curve.errors)
}

fn known(payoff: &[f64], fitted: &[f64], errors: &[f64]) -> Worth {
    let losses = fitted.iter().zip(errors).map(|(g, s)| unit_normal_loss(*g, *s));
    let noise = losses.sum::<f64>() / float(payoff.len());
    worth(payoff, fitted, noise)
}

fn worth(payoff: &[f64], known: &[f64], noise: f64) -> Worth {
    let count = float(payoff.len());
    let mean = known.iter().sum::<f64>() / count;
    let gained = known.iter().map(|g| g.max(0.0)).sum::<f64>() / count;
    let decided = f64::from(u8::from(mean > 0.0));
    let influence = payoff.iter().zip(known).map(|(nb, g)| nb * (f64::from(u8::from(*g > 0.0)) - decided)).collect();
    Worth { value: (gained - mean.max(0.0)).max(0.0), influence, noise }
}

/// s·(φ(z) - z·Φ(-z)), z = |g|/s: by how much max(0, g + sε) exceeds max(0, g) on average.
fn unit_normal_loss(g: f64, s: f64) -> f64 {
    if s.is_nan() || s <= 0.0 {
        return 0.0;
    }
    let z = g.abs() / s;
    let density = exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt();
    s * (density - z * normal_cdf(-z)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let worth = perfect_information(&[3.0, -1.0, 2.0, -2.0]);
        // Mean of (3, 0, 2, 0) less the mean of all, ½.
        assert_eq!(worth.value, 0.75);
        assert_eq!(worth.influence, [0.0, 1.0, 0.0, 2.0]);
        let worth = perfect_information(&[3.0, -1.0, 2.0, -8.0]);
        assert_eq!((worth.value, worth.influence), (1.25, vec![3.0, 0.0, 2.0, 0.0]));
        assert_eq!(perfect_information(&[1.0, 2.0]).value, 0.0);
    }

    #[test]
    fn the_loss_of_a_unit_normal() {
        // φ(0) = 1/√(2π); at z = 1: 0.083315 (Raiffa & Schlaifer 1961, table of unit normal losses).
        assert!((unit_normal_loss(0.0, 2.0) - 2.0 * 0.398_942_280_401_432_7).abs() < 1e-15);
        assert!((unit_normal_loss(-3.0, 3.0) / 3.0 - 0.083_315_5).abs() < 1e-6);
        assert_eq!(unit_normal_loss(1.0, 0.0), 0.0);
    }
}
