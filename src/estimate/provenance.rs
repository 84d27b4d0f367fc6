//! Mirrors what every answer says of itself: which program made it, of which scenario, and how.

use serde::{Deserialize, Serialize};

use super::PrecisionResults;
use crate::dictionary::dictionary;
use crate::model::{DiscountBasis, DiscountSchedule};

dictionary! {
    /// The program that wrote the results.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Generator {
        /// Name of the program: `averted`.
        pub name: String,
        /// Version of the program.
        pub version: String,
    }
}

impl Default for Generator {
    /// This program.
    fn default() -> Self {
        Self { name: "averted".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

dictionary! {
    /// The scenario that the results are of.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ScenarioFacts {
        /// Title of the scenario.
        pub title: String,
        /// Description of the scenario.
        pub description: Option<String>,
        /// File name of the scenario, without folders.
        pub file: String,
        /// SHA-256 of the scenario file, in hexadecimal, as `sha256sum` prints it.
        pub sha256: String,
        /// SHA-256 of all inputs, in hexadecimal: every file that was read, and every `--set`; empty in results of programs
        /// that did not tell it from the checksum of the file.
        #[serde(default)]
        pub fingerprint: String,
        /// What was changed for this run, such as `cohort.people=120`; left out where nothing was.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub changes: Vec<String>,
        /// The price year of all money.
        pub price_base: Option<String>,
        /// First month of the programme.
        pub starts: Option<String>,
        /// N, people in the cohort (of the scenario as written).
        #[unit(People)]
        pub people: u64,
        /// H, how long each person is followed.
        #[unit(Months)]
        pub horizon_months: f64,
        /// r, the discount rate; that of the first years where rates decline.
        #[unit(SharePerYear)]
        pub discount_rate: f64,
        /// The schedule of declining rates; left out where one rate holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub discount_schedule: Option<DiscountSchedule>,
        /// `whole_years` where all of a year counts alike; left out where money counts for less from moment to moment.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub discounting: Option<DiscountBasis>,
    }
}

dictionary! {
    /// How the run was made.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Run {
        /// Seed of the random numbers.
        #[unit(Number)]
        pub seed: u64,
        /// K, draws of the evidence.
        #[unit(Draws)]
        pub draws: usize,
        /// People in each draw (the average over draws where views differ).
        #[unit(People)]
        pub people: f64,
        /// Journeys simulated for the headline.
        #[unit(Count)]
        pub journeys: u64,
        /// Level of the intervals shown, 0.95 by default.
        #[unit(Share)]
        pub level: f64,
        /// `sobol` where the evidence is drawn by scrambled Sobol points; left out where it is drawn at random.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sampling: Option<String>,
        /// How precise the run was asked to be, and whether it became so; left out where it was not asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub precision: Option<PrecisionResults>,
        /// Simulation against exact expectation.
        pub self_check: SelfCheckResults,
    }
}

dictionary! {
    /// How an answer beside the results was made.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
    pub struct AnswerRun {
        /// Seed of the random numbers.
        #[unit(Number)]
        pub seed: u64,
        /// K, draws of the evidence; 0 without a scenario.
        #[unit(Draws)]
        pub draws: usize,
        /// Level of the intervals shown.
        #[unit(Share)]
        pub level: f64,
    }
}

dictionary! {
    /// Simulation against exact expectation, over every reported mean.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct SelfCheckResults {
        /// z of the total avoided cost; null from a run in which it cannot vary.
        #[unit(Number)]
        pub z: Option<f64>,
        /// The mean with the smallest p.
        pub worst: WorstCheck,
        /// How many means were compared.
        #[unit(Count)]
        pub checks: usize,
        /// Whether there were draws enough (30) to judge.
        pub judged: bool,
        /// Whether all agree; true when not judged.
        pub passed: bool,
    }
}

dictionary! {
    /// The mean on which simulation and expectation differ most.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct WorstCheck {
        /// Name of the mean.
        pub name: String,
        /// z of the mean; null where the standard error is zero.
        #[unit(Number)]
        pub z: Option<f64>,
    }
}
