//! Samples the factor by which one occurrence's cost, or one person's risk, differs from the mean.

use rand::Rng;
use rand_distr::{Distribution as _, Gamma, LogNormal};

/// A law of mean 1 on the positive numbers.
#[derive(Clone, Copy, Debug)]
pub enum MeanOne {
    /// Always 1.
    Constant,
    /// Gamma.
    Gamma(Gamma<f64>),
    /// Lognormal.
    Lognormal(LogNormal<f64>),
}

impl MeanOne {
    /// Gamma with coefficient of variation `cv`; constant when `cv` is not above 0.
    ///
    /// ```text
    /// shape = 1/cv², scale = cv²
    /// ```
    #[must_use]
    pub fn gamma(cv: f64) -> Self {
        let variance = cv * cv;
        if variance > 0.0 {
            Gamma::new(1.0 / variance, variance).map_or(Self::Constant, Self::Gamma)
        } else {
            Self::Constant
        }
    }

    /// Lognormal with coefficient of variation `cv`; constant when `cv` is not above 0.
    ///
    /// ```text
    /// σ² = ln(1 + cv²), μ = -σ²/2
    /// ```
    #[must_use]
    pub fn lognormal(cv: f64) -> Self {
        let variance = (cv * cv).ln_1p();
        if variance > 0.0 {
            LogNormal::new(-0.5 * variance, variance.sqrt()).map_or(Self::Constant, Self::Lognormal)
        } else {
            Self::Constant
        }
    }

    /// One value.
    #[inline]
    pub fn sample<R: Rng>(&self, random: &mut R) -> f64 {
        match self {
            Self::Constant => 1.0,
            Self::Gamma(law) => law.sample(random),
            Self::Lognormal(law) => law.sample(random),
        }
    }
}
