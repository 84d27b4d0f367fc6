//! Holds pure functions on samples, each with its definition, so that no number is printed without its error.
//!
//! | function | definition |
//! | --- | --- |
//! | [`mean_and_sd`] | mean; standard deviation with n - 1 |
//! | [`quantile_sorted`] | type 7 (Hyndman & Fan 1996) |
//! | [`place_quantiles`] | the values that quantiles are read from, put in order |
//! | [`quantile_mcse_sorted`] | half the distance of two order statistics |
//! | [`proportion_mcse`], [`wilson`] | √(p(1-p)/n); Wilson's (1927) limits |
//! | [`student_two_sided_p`], [`student_quantile`] | reference laws |
//! | [`t_interval`] | Student's interval of a mean |
//! | [`Bootstrap`] | percentile, BCa (Efron 1987) and studentised intervals of a mean |
//! | [`Saddlepoint`] | the same, and the Bayesian bootstrap's, without resampling |
//! | [`TwoSamples`] | Welch's and studentised intervals of a difference of means |
//! | [`bayesian_bootstrap`], [`bayesian_interval`] | Rubin's (1981), Dirichlet(1, …, 1) weights |
//! | [`Weights`] | importance weights of draws |
//! | [`OnePerson`] | the law of a mean of n people, by convolution |
//! | [`TranslatedGamma`] | the law of a sum of many contributions, by three cumulants (Seal 1977) |
//! | [`at_least_of_each`], [`at_most_of_each`] | the same of many laws side by side |
//! | [`Predictor`], [`Additive`], [`Smooth`] | penalised splines on ranks, E[Y given X] (Eilers & Marx 1996) |
//! | [`explained`], [`pick_freeze`] | Sobol indices (Saltelli et al. 2010; Jansen 1999) |
//! | [`perfect_information`], [`partial_information`] | EVPI, EVPPI, EVSI (Strong, Oakley & Brennan 2014, 2015) |
//! | [`Sketch`] | mergeable histogram with bins narrower than 0.4% |

mod bootstrap;
mod column;
mod design;
mod equations;
mod fit;
#[cfg(test)]
mod fixture;
mod form;
mod gamma_batch;
mod interval;
mod moments;
mod order;
mod predictor;
mod proportion;
mod quantile;
mod reference;
mod saddlepoint;
mod sketch;
mod sketch_bins;
mod smooth;
mod sobol;
mod splines;
mod study_mean;
#[cfg(test)]
mod tests;
mod translated_gamma;
mod two_samples;
mod value_of_information;
mod weights;

pub use crate::numeric::{Count, float, whole_part};
pub use bootstrap::{Bootstrap, Resampler, bayesian_bootstrap, bayesian_interval};
pub use gamma_batch::{at_least_of_each, at_most_of_each};
pub use interval::{Flag, Interval, student_quantile, t_interval};
pub use moments::mean_and_sd;
pub use predictor::Predictor;
pub use proportion::{proportion_mcse, wilson};
pub use quantile::{place_quantiles, quantile_mcse_of, quantile_mcse_sorted, quantile_sorted};
pub use reference::student_two_sided_p;
pub use saddlepoint::Saddlepoint;
pub use sketch::Sketch;
pub use smooth::{Curve, Smooth};
pub use sobol::{SobolIndex, explained, pick_freeze};
pub use splines::Additive;
pub use study_mean::OnePerson;
pub use translated_gamma::TranslatedGamma;
pub use two_samples::TwoSamples;
pub use value_of_information::{Worth, curve_information, partial_information, perfect_information};
pub use weights::Weights;
