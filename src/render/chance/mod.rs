//! Prints simulated chances: how one is spelled, and which of two is meant.

mod meaning;
mod spelling;

pub use meaning::{BOTH, EVIDENCE, catches_up, cohort, covered, money_back, of_target, pays, reaches};
pub use spelling::{decimals, percent, percent_with_error, words};
