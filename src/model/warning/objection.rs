//! Holds one objection as a sentence, with the reason why the file silences it.

use serde::{Deserialize, Serialize};

/// Something that a careful reader would object to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// `W07`.
    pub id: String,
    /// A sentence.
    pub text: String,
    /// The reason why the file silences it.
    pub silenced: Option<String>,
}
