//! Names what a page may ask.

use std::collections::HashMap;

use serde::Deserialize;

use crate::estimate::Inputs;

/// One question of a page.
#[derive(Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub(super) enum Ask {
    /// What a new scenario needs.
    Questions,
    /// A new scenario.
    Start {
        /// What was said, by the name of the question; what is left out is as usual.
        answers: HashMap<String, String>,
    },
    /// What can be changed in a scenario.
    Open {
        /// The scenario and its changes.
        inputs: Inputs,
    },
    /// The exact expectation of the headline numbers.
    Expect {
        /// The scenario and its changes.
        inputs: Inputs,
    },
    /// At which number one value turns the answer.
    Turn {
        /// The scenario and its changes.
        inputs: Inputs,
        /// The path of the value.
        path: String,
    },
    /// Some more draws.
    Simulate {
        /// The scenario and its changes.
        inputs: Inputs,
        /// How many draws there are to be, at most as many as the scenario wants.
        draws: usize,
        /// How many are added, at most.
        #[serde(default = "most")]
        most: usize,
    },
    /// The report of so many draws.
    Report {
        /// The scenario and its changes.
        inputs: Inputs,
        /// How many draws.
        draws: usize,
    },
    /// A file, as the program writes it.
    File {
        /// The scenario and its changes.
        inputs: Inputs,
        /// `results.json`, `draws.csv`, `report.html` or `changes.yaml`.
        name: String,
    },
}

/// Draws that are added unless the page says how many.
const fn most() -> usize {
    250
}
