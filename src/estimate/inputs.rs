//! Records everything that a run was made from, so that results.json alone is enough to make it again.

use serde::{Deserialize, Serialize};

use crate::dictionary::dictionary;

dictionary! {
    /// What a run was made from, as bytes and as words of the command line.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Inputs {
        /// The scenario first, then every file that it refers to, in the order in which they were read. The library
        /// that comes with the program is not among them: it belongs to its version.
        pub files: Vec<InputFile>,
        /// What `--set` changed, in order.
        pub set: Vec<String>,
        /// What `--draws` said; null where the scenario says it.
        #[unit(Draws)]
        pub draws: Option<u64>,
        /// What `--max-draws` said; left out where it was not given.
        #[unit(Draws)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub max_draws: Option<u64>,
        /// What `--seed` said; null where the scenario says it.
        #[unit(Number)]
        pub seed: Option<u64>,
        /// Whether the stress test was run too and filled in how many people the targets take.
        pub with_stress: bool,
    }
}

dictionary! {
    /// One file.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct InputFile {
        /// Path of the file from the folder of the scenario.
        pub path: String,
        /// Text of the file, where it is plain UTF-8.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub text: Option<String>,
        /// Bytes of the file in Base64, where it is not plain UTF-8.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub base64: Option<String>,
    }
}
