//! Says whether another answer is of the same run as some results, so that a report never mixes two.

use serde::Deserialize;

use super::{Generator, Results, ScenarioFacts};

/// Where an answer comes from, as evidence.json, stress.json and drivers.json say at their head.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Origin {
    generator: Generator,
    scenario: Option<ScenarioFacts>,
    run: OriginRun,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
struct OriginRun {
    seed: u64,
    draws: usize,
}

impl Origin {
    /// Whether this program wrote it, in whatever version.
    #[must_use]
    pub fn is_ours(&self, results: &Results) -> bool {
        self.generator.name == results.generator.name
    }

    /// Whether the same version wrote it of the same texts (`--set` included) with the same seed and draws.
    ///
    /// The checksum of everything read stands for the scenario: numbers may lose a last digit on their way through a file.
    #[must_use]
    pub fn belongs_to(&self, results: &Results) -> bool {
        let of = |scenario: &ScenarioFacts| {
            (&scenario.file, &scenario.sha256) == (&results.scenario.file, &results.scenario.sha256)
        };
        self.generator == results.generator
            && self.scenario.as_ref().is_some_and(of)
            && (self.run.seed, self.run.draws) == (results.run.seed, results.run.draws)
    }
}
