//! Says why the evidence could not be weighed.

use thiserror::Error;

/// Why the evidence could not be weighed.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum EvidenceFailed {
    /// There is nothing to learn from.
    #[error("there is nothing to learn from: the scenario gives no `published` mean or total of zero or more")]
    NothingPublished,
    /// No draw could have produced the published mean.
    #[error(
        "no draw could have produced the published mean, so nothing can be learnt from it: the model or the figure is wrong"
    )]
    Impossible,
    /// The published mean leaves too few draws.
    #[error(
        "the published mean leaves the equivalent of {effective:.0} of {draws} draws, and 50 are needed to learn from it: \
         the figure lies where the model hardly goes; --draws {enough} may be enough"
    )]
    TooFew {
        /// Effective draws.
        effective: f64,
        /// Draws.
        draws: usize,
        /// Draws that may be enough.
        enough: u64,
    },
}
