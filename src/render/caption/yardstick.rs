//! Prints the scale of the words for chances, once in a document whose figures use them.

use super::payback::payback;
use crate::estimate::Results;
use crate::render::words::SCALE;

/// The scale of the words for chances that stand under figures, to be said once in a document; `None` where none stands.
#[must_use]
pub fn yardstick(results: &Results) -> Option<String> {
    let used = results.counts_money() && !results.targets.is_empty() || payback(results).is_some();
    used.then(|| format!("{SCALE}."))
}
