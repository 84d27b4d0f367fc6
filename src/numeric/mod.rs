//! Holds the numerical methods that laws and statistics stand on, each once, with the same bits on every machine.
//!
//! | function or type | method |
//! | --- | --- |
//! | [`float`], [`whole_part`] | counts as numbers and back |
//! | [`exp`], [`ln`], [`powf`] and so on | `libm`, compiled from Rust |
//! | `smooth_excess`, `smooth_ln`, `smooth_normal` | these and Φ by polynomials, for loops of vectors |
//! | [`normal_density`], [`normal_cdf`], [`normal_quantile`] | Wichura's (1988) AS 241 |
//! | [`IncompleteBeta`] | Didonato & Morris (1992); uniform expansion for large shapes |
//! | [`IncompleteGamma`] | series, continued fraction; Temme (1979) for large shapes |
//! | [`invert_log_tail`], [`invert_bracketed`] | Halley's steps on ln of a tail; Chandrupatla (1997) |
//! | [`integrate`], [`quadrature_nodes`] | Gauss–Kronrod, adaptive and fixed |
//! | [`digamma`], [`trigamma`] | recurrence and asymptotic series |
//! | [`Cholesky`] | L·Lᵀ of a positive definite matrix |
//! | [`Triangle`] | the same of regressions' matrices, in vectors |
//! | [`excess`], [`stirling_correction`] | what gamma and beta densities lose to rounding |

mod cholesky;
mod count;
mod digamma;
mod elementary;
mod incomplete_beta;
mod incomplete_gamma;
mod inversion;
mod lines;
mod polynomials;
mod quadrature;
mod saddle;
mod standard_normal;
mod triangle;
mod vectors;

pub use cholesky::Cholesky;
pub use count::{Count, float, whole_part};
pub use digamma::{digamma, trigamma};
pub use elementary::{
    atan2, cos, cosh, decade, erfc, exp, exp_m1, hypot, lgamma, ln, ln_1p, log2, log10, powf, powi, sin, sin_cos, sinh,
    tanh,
};
pub use incomplete_beta::IncompleteBeta;
pub use incomplete_gamma::IncompleteGamma;
pub use inversion::{LogTail, invert_bracketed, invert_log_tail};
pub(crate) use lines::{LANES, add_four, padded, share_four};
pub(crate) use polynomials::{smooth_excess, smooth_ln, smooth_normal};
pub use quadrature::{integrate, quadrature_nodes};
pub use saddle::{excess, stirling_correction};
pub use standard_normal::{normal_cdf, normal_density, normal_quantile};
pub use triangle::Triangle;
pub(crate) use triangle::{mirror, sandwich};
pub(crate) use vectors::widest;
