//! Models a share given by a range, so that no part of it leaves 0% to 100%.

use super::bounds::{check_bounds, normal_from_range};
use super::error::LawError;
use super::family::Law;
use super::wording::percent;
use crate::numeric::{exp, integrate, ln, ln_1p, normal_cdf, normal_density, normal_quantile};

/// The largest σ accepted on the logit scale; beyond, nearly every value is 0% or 100%.
const WIDEST: f64 = 50.0;

/// 1/(1 + exp(-(μ + σ Z))), Z standard normal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogitNormal {
    μ: f64,
    σ: f64,
    mean: f64,
    sd: f64,
}

impl LogitNormal {
    /// By its central interval: it lies between `low` and `high` with probability `confidence`, and as often below as
    /// above.
    ///
    /// # Errors
    /// When 0 < low < high < 1 or 0 < confidence < 1 does not hold, or the interval is too wide.
    pub fn from_range(low: f64, high: f64, confidence: f64) -> Result<Self, LawError> {
        check_bounds(low, high)?;
        if low <= 0.0 || high >= 1.0 {
            return Err(LawError::new(format!(
                "a range of shares must lie above 0% and below 100%, not from {} to {}: for a share that may be 0% or 100% write pert, quantiles or a mixture",
                percent(low),
                percent(high)
            )));
        }
        let (μ, σ) = normal_from_range(logit(low), logit(high), confidence)?;
        if σ > WIDEST {
            return Err(LawError::new(
                "this range of shares is too wide at its confidence: nearly every value would be 0% or 100%",
            ));
        }
        // The lower bound of a small mean's integrand lies about σ standard deviations up, as for a lognormal.
        let (from, to) = (-10.0 - σ.min(28.0), 10.0 + σ.min(28.0));
        let expect = |f: &dyn Fn(f64) -> f64| integrate(from, to, |z| f(logistic(μ + σ * z)) * normal_density(z));
        let mean = expect(&|share| share);
        let variance = expect(&|share| (share - mean) * (share - mean));
        Ok(Self { μ, σ, mean, sd: variance.sqrt() })
    }
}

impl Law for LogitNormal {
    fn quantile(&self, u: f64) -> f64 {
        logistic(self.μ + self.σ * normal_quantile(u))
    }

    fn cdf(&self, x: f64) -> f64 {
        if x <= 0.0 {
            0.0
        } else if x >= 1.0 {
            1.0
        } else {
            normal_cdf((logit(x) - self.μ) / self.σ)
        }
    }

    fn log_density(&self, x: f64) -> f64 {
        let (below, above) = (ln(x.max(f64::MIN_POSITIVE)), ln_1p(-x.min(1.0 - f64::EPSILON / 2.0)));
        let score = (below - above - self.μ) / self.σ;
        -0.5 * score * score - below - above
    }

    fn support(&self) -> (f64, f64) {
        (0.0, 1.0)
    }

    /// The mean, by quadrature.
    fn mean(&self) -> f64 {
        self.mean
    }

    /// The standard deviation, by quadrature.
    fn sd(&self) -> f64 {
        self.sd
    }
}

fn logit(share: f64) -> f64 {
    ln(share) - ln_1p(-share)
}

fn logistic(y: f64) -> f64 {
    1.0 / (1.0 + exp(-y))
}
