//! Unites the families, so that every uncertain value is drawn, described and pooled in one way.

use super::family::Law;
use super::{
    Beta, Gamma, LogitNormal, Lognormal, Mixture, Pert, Point, Quantiles, RandomEffects, Rescaled, Sampled, Triangular,
    TruncatedNormal, Uniform,
};

/// One row a family: the law of one uncertain value, that each of them may stand for, and that answers as it does.
macro_rules! families {
    ($($(#[$doc:meta])* $variant:ident($family:ident)),+ $(,)?) => {
        /// The law of one uncertain value.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Distribution {
            $($(#[$doc])* $variant($family)),+
        }

        $(impl From<$family> for Distribution {
            fn from(family: $family) -> Self {
                Self::$variant(family)
            }
        })+

        impl Distribution {
            /// The value below which it falls with probability `u`: the smallest x with `cdf(x)` ≥ `u`.
            ///
            /// It is finite and does not fall as `u` rises; point masses come back exactly. `u` is taken as strictly
            /// between 0 and 1: 0 and 1 themselves give the outermost value that can be drawn.
            #[must_use]
            pub fn quantile(&self, u: f64) -> f64 {
                let u = u.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0);
                match self {$(Self::$variant(family) => family.quantile(u)),+}
            }

            /// The probability of a value up to `x`.
            #[must_use]
            pub fn cdf(&self, x: f64) -> f64 {
                match self {$(Self::$variant(family) => family.cdf(x)),+}
            }

            /// ln of the density at `x`, up to a constant of the law; of no meaning where it has none
            /// ([`Distribution::has_density`]).
            #[must_use]
            pub fn log_density(&self, x: f64) -> f64 {
                match self {$(Self::$variant(family) => family.log_density(x)),+}
            }

            /// The smallest and largest possible value; infinite where there is none.
            #[must_use]
            pub fn support(&self) -> (f64, f64) {
                match self {$(Self::$variant(family) => family.support()),+}
            }

            /// The mean of the law as drawn (after truncation or clipping).
            #[must_use]
            pub fn mean(&self) -> f64 {
                match self {$(Self::$variant(family) => family.mean()),+}
            }

            /// The standard deviation of the law as drawn.
            #[must_use]
            pub fn sd(&self) -> f64 {
                match self {$(Self::$variant(family) => family.sd()),+}
            }

            /// Values that come with a probability above 0, ascending, each with that probability.
            #[must_use]
            pub fn point_masses(&self) -> Vec<(f64, f64)> {
                match self {$(Self::$variant(family) => family.point_masses()),+}
            }
        }
    };
}

families! {
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
    /// The pooled ratio of several studies, on 0 to infinity.
    RandomEffects(RandomEffects),
    /// A share converted to another period.
    Rescaled(Rescaled),
    /// A column of another model's draws.
    Sampled(Sampled),
}
