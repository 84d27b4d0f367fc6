//! Holds one objection as a sentence, with the reason why the file silences it.

use serde::{Deserialize, Serialize};

use crate::dictionary::dictionary;

dictionary! {
    /// Something that a careful reader would object to.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Warning {
        /// Id of the warning, such as `W07`.
        pub id: String,
        /// The warning in a sentence.
        pub text: String,
        /// The reason why the file silences it.
        pub silenced: Option<String>,
    }
}
