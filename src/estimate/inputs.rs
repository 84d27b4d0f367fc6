//! Records everything that a run was made from, so that results.json alone is enough to make it again.

use serde::{Deserialize, Serialize};

/// What a run was made from, as bytes and as words of the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// The scenario first, then every file that it refers to, in the order in which they were read. The library that
    /// comes with the program is not among them: it belongs to its version.
    pub files: Vec<InputFile>,
    /// `--set`, in order.
    pub set: Vec<String>,
    /// `--draws`; null where the scenario says it.
    pub draws: Option<u64>,
    /// `--max-draws`; left out where it was not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_draws: Option<u64>,
    /// `--seed`; null where the scenario says it.
    pub seed: Option<u64>,
    /// Whether the stress test was run too and filled in how many people the targets take.
    pub with_stress: bool,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// Its path from the folder of the scenario.
    pub path: String,
    /// Its text, where it is plain UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its bytes in Base64, where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base64: Option<String>,
}
