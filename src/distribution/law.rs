//! Unites the families, so that every uncertain value is drawn, described and pooled in one way.

use super::{
    Beta, Gamma, LogitNormal, Lognormal, Mixture, Pert, Point, Quantiles, Rescaled, Triangular, TruncatedNormal,
    Uniform,
};

/// The law of one uncertain value.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// Beta, on 0 to 1.
    Beta(Beta),
    /// Gamma, on 0 to infinity.
    Gamma(Gamma),
    /// Lognormal, on 0 to infinity.
    Lognormal(Lognormal),
    /// Normal, truncated to a legal range.
    Normal(TruncatedNormal),
    /// Uniform.
    Uniform(Uniform),
    /// Triangular.
    Triangular(Triangular),
    /// Beta-PERT with λ = 4.
    Pert(Pert),
    /// Logit-normal, on 0 to 1.
    LogitNormal(LogitNormal),
    /// Elicited quantiles.
    Quantiles(Quantiles),
    /// A linear pool.
    Mixture(Mixture),
    /// Certainty.
    Point(Point),
    /// A share converted to another period.
    Rescaled(Rescaled),
}

/// Calls the same method of whichever family it is.
macro_rules! delegate {
    ($law:expr, $family:ident => $call:expr) => {
        match $law {
            Distribution::Beta($family) => $call,
            Distribution::Gamma($family) => $call,
            Distribution::Lognormal($family) => $call,
            Distribution::Normal($family) => $call,
            Distribution::Uniform($family) => $call,
            Distribution::Triangular($family) => $call,
            Distribution::Pert($family) => $call,
            Distribution::LogitNormal($family) => $call,
            Distribution::Quantiles($family) => $call,
            Distribution::Mixture($family) => $call,
            Distribution::Point($family) => $call,
            Distribution::Rescaled($family) => $call,
        }
    };
}

impl Distribution {
    /// The value below which it falls with probability `u`: the smallest x with `cdf(x)` ≥ `u`.
    ///
    /// It is finite and does not fall as `u` rises; point masses come back exactly. `u` is taken as strictly between
    /// 0 and 1: 0 and 1 themselves give the outermost value that can be drawn.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        let u = u.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0);
        delegate!(self, family => family.quantile(u))
    }

    /// The probability of a value up to `x`.
    #[must_use]
    pub fn cdf(&self, x: f64) -> f64 {
        delegate!(self, family => family.cdf(x))
    }

    /// The mean of the law as drawn (after truncation or clipping).
    #[must_use]
    pub fn mean(&self) -> f64 {
        delegate!(self, family => family.mean())
    }

    /// The standard deviation of the law as drawn.
    #[must_use]
    pub fn sd(&self) -> f64 {
        delegate!(self, family => family.sd())
    }

    /// The smallest and largest possible value; infinite where there is none.
    #[must_use]
    pub fn support(&self) -> (f64, f64) {
        match self {
            Self::Beta(_) | Self::LogitNormal(_) => (0.0, 1.0),
            Self::Gamma(_) | Self::Lognormal(_) => (0.0, f64::INFINITY),
            Self::Normal(family) => family.support(),
            Self::Uniform(family) => family.support(),
            Self::Triangular(family) => family.support(),
            Self::Pert(family) => family.support(),
            Self::Quantiles(family) => family.support(),
            Self::Mixture(family) => family.support(),
            Self::Point(family) => (family.value(), family.value()),
            Self::Rescaled(family) => family.support(),
        }
    }

    /// Values that come with a probability above 0, ascending, each with that probability.
    #[must_use]
    pub fn point_masses(&self) -> Vec<(f64, f64)> {
        match self {
            Self::Quantiles(family) => family.point_masses(),
            Self::Mixture(family) => family.point_masses(),
            Self::Point(family) => vec![(family.value(), 1.0)],
            Self::Rescaled(family) => family.point_masses(),
            Self::Beta(_)
            | Self::Gamma(_)
            | Self::Lognormal(_)
            | Self::Normal(_)
            | Self::Uniform(_)
            | Self::Triangular(_)
            | Self::Pert(_)
            | Self::LogitNormal(_) => Vec::new(),
        }
    }
}

/// Lets each family stand where a distribution is wanted.
macro_rules! from_family {
    ($($family:ident => $variant:ident),+ $(,)?) => {
        $(impl From<$family> for Distribution {
            fn from(family: $family) -> Self {
                Self::$variant(family)
            }
        })+
    };
}

from_family! {
    Beta => Beta,
    Gamma => Gamma,
    Lognormal => Lognormal,
    TruncatedNormal => Normal,
    Uniform => Uniform,
    Triangular => Triangular,
    Pert => Pert,
    LogitNormal => LogitNormal,
    Quantiles => Quantiles,
    Mixture => Mixture,
    Point => Point,
    Rescaled => Rescaled,
}
