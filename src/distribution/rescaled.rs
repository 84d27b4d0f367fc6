//! Converts an uncertain share from the period in which it was counted to another one.

use super::Distribution;
use super::error::LawError;
use super::family::Law;
use super::wording::{percent, plain};
use crate::numeric::{exp_m1, integrate, ln_1p, normal_cdf, normal_density};

/// 1 - (1 - p)^exponent, p from another law: the chance within `exponent` periods if it is p within one.
///
/// Shares within 10⁻¹⁶ of 1 count as 1, which an exponent far below 1 spreads out; posteriors of counts put less than
/// a millionth of their mass there.
#[derive(Clone, Debug, PartialEq)]
pub struct Rescaled {
    inner: Box<Distribution>,
    exponent: f64,
    /// Values that come with a probability above 0, before and after.
    masses: Vec<(f64, f64)>,
    mean: f64,
    sd: f64,
}

impl Rescaled {
    /// By the law of a share and the ratio of the new period to the old.
    ///
    /// # Errors
    /// When the ratio is not from 10⁻⁶ to 10⁶, or the law leaves 0 to 1.
    pub fn new(inner: Distribution, exponent: f64) -> Result<Self, LawError> {
        if !(1e-6..=1e6).contains(&exponent) {
            return Err(LawError::new(format!(
                "the two periods are out of proportion: their ratio must be from 0.000001 to 1,000,000, not {}",
                plain(exponent)
            )));
        }
        let (low, high) = inner.support();
        if !(low >= 0.0 && high <= 1.0) {
            return Err(LawError::new(format!(
                "only a share can be converted from one period to another, not a value from {} to {}",
                percent(low),
                percent(high)
            )));
        }
        let masses = inner.point_masses().iter().map(|&(value, _)| (value, rescale(value, exponent))).collect();
        // E f = ∫ f(Q(Φ(z))) φ(z) dz: in z a quantile function is smooth where in u it is steep at 0 and 1.
        let expect = |f: &dyn Fn(f64) -> f64| {
            integrate(-8.2, 8.2, |z| f(rescale(inner.quantile(normal_cdf(z)), exponent)) * normal_density(z))
        };
        let mean = expect(&|share| share);
        let sd = expect(&|share| (share - mean) * (share - mean)).sqrt();
        Ok(Self { inner: Box::new(inner), exponent, masses, mean, sd })
    }
}

impl Law for Rescaled {
    fn quantile(&self, u: f64) -> f64 {
        rescale(self.inner.quantile(u), self.exponent)
    }

    fn cdf(&self, x: f64) -> f64 {
        if x < 0.0 {
            return 0.0;
        }
        if x >= 1.0 {
            return 1.0;
        }
        // The way back would miss a point mass by its rounding.
        let mass = self.masses.iter().find(|mass| mass.1 == x);
        // Nor may it round a share below 1 up to the mass at 1.
        let back = || rescale(x, 1.0 / self.exponent).min(1.0 - f64::EPSILON / 2.0);
        self.inner.cdf(mass.map_or_else(back, |mass| mass.0))
    }

    fn support(&self) -> (f64, f64) {
        let (low, high) = self.inner.support();
        (rescale(low, self.exponent), rescale(high, self.exponent))
    }

    /// The mean, by quadrature.
    fn mean(&self) -> f64 {
        self.mean
    }

    /// The standard deviation, by quadrature.
    fn sd(&self) -> f64 {
        self.sd
    }

    fn point_masses(&self) -> Vec<(f64, f64)> {
        let inner = self.inner.point_masses();
        self.masses.iter().zip(inner).map(|(&(_, value), (_, mass))| (value, mass)).collect()
    }
}

/// 1 - (1 - p)^exponent, accurate for small p.
fn rescale(share: f64, exponent: f64) -> f64 {
    -exp_m1(exponent * ln_1p(-share))
}
