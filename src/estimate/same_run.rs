//! Says whether another answer is of the same run as some results, so that a report never mixes two.

use serde::Deserialize;

use super::{Generator, Results, ScenarioFacts};

/// Where an answer comes from, as evidence.json, stress.json and drivers.json say at their head.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct RunOrigin {
    generator: Generator,
    scenario: Option<ScenarioFacts>,
    run: RunSize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
struct RunSize {
    seed: u64,
    draws: usize,
}

impl RunOrigin {
    /// Where some results come from.
    #[must_use]
    pub fn of(results: &Results) -> Self {
        Self {
            generator: results.generator.clone(),
            scenario: Some(results.scenario.clone()),
            run: RunSize { seed: results.run.seed, draws: results.run.draws },
        }
    }

    /// Whether it is an answer about a scenario, rather than about a table alone.
    #[must_use]
    pub fn names_a_scenario(&self) -> bool {
        self.scenario.is_some()
    }

    /// The run that it is of, in words: the same for answers that [belong to](Self::belongs_to) the same results.
    #[must_use]
    pub fn run_in_words(&self) -> String {
        let scenario = self.scenario.as_ref().map(|scenario| format!("{} {}, ", scenario.file, scenario.fingerprint));
        let Generator { name, version } = &self.generator;
        let RunSize { seed, draws } = self.run;
        format!("{}seed {seed}, {draws} draws, {name} {version}", scenario.unwrap_or_default())
    }

    /// Whether this program wrote it, in whatever version.
    #[must_use]
    pub fn is_ours(&self, results: &Results) -> bool {
        self.generator.name == results.generator.name
    }

    /// Whether the same version wrote it of the same texts (`--set` included) with the same seed and draws.
    ///
    /// The fingerprint of everything read stands for the scenario: numbers may lose a last digit on their way through a file.
    #[must_use]
    pub fn belongs_to(&self, results: &Results) -> bool {
        let of = |scenario: &ScenarioFacts| {
            (&scenario.file, &scenario.fingerprint) == (&results.scenario.file, &results.scenario.fingerprint)
        };
        self.generator == results.generator
            && self.scenario.as_ref().is_some_and(of)
            && (self.run.seed, self.run.draws) == (results.run.seed, results.run.draws)
    }
}
