//! Estimates what a run simulates from the law that each draw's evidence gives it, so that only the evidence is noise.
//!
//! Given the evidence of draw k the mean is exact and the cohort's value is a sum of many people's: a law of three known
//! cumulants. Chances and quantiles over all draws are those of the mixture of these laws (Rao–Blackwell: Casella & Robert
//! 1996), which few draws know as well as many simulated ones do.
//!
//! ```text
//! ExpectedDraws ─laws▶ ConditionalLaws ─results▶ ConditionalResults (results.json)
//!                                      ─comparisons▶ the self-check
//! ```

mod bound;
mod comparisons;
mod laws;
mod results;

pub(super) use comparisons::comparisons;
pub use laws::{ConditionalLaws, Probability};
pub(super) use results::{CONFIDENCES, conditional, laws, lumpy};
pub use results::{ConditionalResults, ConditionalTarget, PrudentAmount};
