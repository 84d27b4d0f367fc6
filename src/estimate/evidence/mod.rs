//! Answers the small-sample caveat: what a few case studies can tell, and how the model stands against them.
//!
//! ```text
//! Plan ─trial▶ studies of n people in every draw, whose truth is known ─small_sample▶ ranges, widths, coverage
//!                                                                     ─needed▶       people needed
//!                                                                     ─outliers▶     who brings the total
//!      ─published▶ the published mean among such studies    ─update▶ what would be believed after it
//!      ─cases▶     a table of people by itself               ─selection▶ the headline if all were like them
//!      ─groups▶    a table of two groups: their difference
//! ```

mod beliefs;
mod cases;
mod claim;
mod error;
mod given_truth;
mod groups;
mod likelihood;
mod method;
mod needed;
mod outliers;
mod published;
mod report;
mod report_cases;
mod report_given;
mod report_update;
mod selection;
mod small_sample;
mod sums;
#[cfg(test)]
mod tests;
mod trial;
mod update;

pub use claim::{Options, evidence, evidence_draws, evidence_of_cases, evidence_people};
pub use error::EvidenceFailed;
pub use method::Method;
pub use report::*;
pub use report_cases::*;
pub use report_given::*;
pub use report_update::*;
pub use sums::Averages;
