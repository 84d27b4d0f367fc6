//! Holds the laws of uncertain values, one file a family.
//!
//! Every value is drawn by inversion of one uniform number, so that streams, copulas and low-discrepancy points all
//! serve. A constructor is the only way in; what it accepts gives finite values for every uniform number.
//!
//! | family | given by | support | quantile |
//! | --- | --- | --- | --- |
//! | [`Beta`] | shapes, or mean and sd | 0–1 | Halley's method on the incomplete beta function |
//! | [`Gamma`] | shape and rate, or mean and sd | 0–∞ | Halley's method on the incomplete gamma function |
//! | [`Lognormal`] | arithmetic mean and sd, or a central interval | 0–∞ | closed form |
//! | [`TruncatedNormal`] | mean and sd before truncation, legal range | legal range | closed form, by the nearer tail |
//! | [`Uniform`] | low, high | low–high | closed form |
//! | [`Triangular`] | low, mode, high | low–high | closed form |
//! | [`Pert`] | low, mode, high; λ = 4 | low–high | that of its beta law |
//! | [`LogitNormal`] | a central interval | 0–1 | closed form |
//! | [`Quantiles`] | points of the quantile function | legal range | straight between the points |
//! | [`Mixture`] | weights and laws | that of its parts | by root finding on the pooled cdf |
//! | [`Point`] | a value | the value | the value |
//! | [`Sampled`] | draws of another model | that of the draws | the smallest that so many are not above |
//! | [`Rescaled`] | the law of a share, ratio of periods | within 0–1 | closed form of the inner quantile |
//!
//! [`bayesian_bootstrap`] makes a law of [`Quantiles`] out of case studies. [`QuantileTable`] draws many values of a law
//! without a closed form.
//!
//! Beside them stand the samplers of single journeys, which never enter a scenario: [`MeanOne`], [`Frailty`],
//! [`binomial`], [`poisson`], [`open_uniform`], [`exponential`] and [`normal`].

mod bayesian_bootstrap;
mod beta;
mod bounds;
mod counts;
mod density;
mod error;
mod family;
mod frailty;
mod gamma;
mod inverse_table;
mod law;
mod logit_normal;
mod lognormal;
mod mixture;
mod pert;
mod point;
mod quantile_table;
mod quantiles;
mod random_effects;
mod rescaled;
mod sampled;
mod severity;
mod triangular;
mod truncated_normal;
mod uniform;
mod variates;
mod wording;

pub use bayesian_bootstrap::{BayesianBootstrapError, bayesian_bootstrap};
pub use beta::Beta;
pub use counts::{binomial, poisson};
pub use error::LawError;
pub use family::Law;
pub use frailty::Frailty;
pub use gamma::Gamma;
pub use law::Distribution;
pub use logit_normal::LogitNormal;
pub use lognormal::Lognormal;
pub use mixture::Mixture;
pub use pert::Pert;
pub use point::Point;
pub use quantile_table::QuantileTable;
pub use quantiles::Quantiles;
pub use random_effects::{LogRatio, Predicts, RandomEffects};
pub use rescaled::Rescaled;
pub use sampled::Sampled;
pub use severity::MeanOne;
pub use triangular::Triangular;
pub use truncated_normal::TruncatedNormal;
pub use uniform::Uniform;
pub use variates::{exponential, normal, open_uniform};

#[cfg(test)]
mod tests;
