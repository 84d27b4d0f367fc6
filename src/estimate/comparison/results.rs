//! Mirrors compare.json, version 1: what sets scenarios apart, each number with its error.

use serde::{Deserialize, Serialize};

use super::super::{
    Chance, Difference, Generator, Ordered, ScenarioFacts, SelfCheckResults, ShockTarget, Summary, TargetResults,
    WarningResults,
};

/// The whole of compare.json. Money is £ at each scenario's own price base.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// 1.
    pub version: u32,
    /// What wrote it.
    pub generator: Generator,
    /// How it was made.
    pub run: ComparisonRun,
    /// The scenarios, in the order in which they were named.
    pub scenarios: Vec<ScenarioCompared>,
    /// Every other scenario against the first.
    pub against_first: Vec<Versus>,
    /// Which assumptions differ.
    pub differing: Vec<DifferingValue>,
    /// What the reader should be warned of.
    pub notes: Vec<String>,
}

/// How it was made: all scenarios with the draws, seed and level of the first.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparisonRun {
    /// Seed.
    pub seed: u64,
    /// K.
    pub draws: usize,
    /// Level of the intervals shown.
    pub level: f64,
}

/// One scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScenarioCompared {
    /// What it is called here.
    pub name: String,
    /// What it is.
    pub scenario: ScenarioFacts,
    /// Avoided cost.
    pub avoided: Summary,
    /// Avoided cost per person.
    pub avoided_per_person: Summary,
    /// Its cashable part.
    pub cashable: Summary,
    /// Programme cost; null without a programme.
    pub cost: Option<f64>,
    /// Avoided less programme cost at present value; null without a programme.
    pub net_pv: Option<Summary>,
    /// By target.
    pub targets: Ordered<TargetResults>,
    /// Simulation against exact expectation.
    pub self_check: SelfCheckResults,
    /// What the reader should be warned of.
    pub warnings: Vec<WarningResults>,
}

/// A scenario against the first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Versus {
    /// What it is called.
    pub name: String,
    /// Avoided cost.
    pub avoided: VersusMeasure,
    /// Avoided cost per person.
    pub avoided_per_person: VersusMeasure,
    /// Cashable part.
    pub cashable: VersusMeasure,
    /// Net benefit at present value; null unless both have a programme.
    pub net_pv: Option<VersusMeasure>,
    /// Payers that both have: avoided cost.
    pub payers: Ordered<Difference>,
    /// Targets that both have.
    pub targets: Ordered<ShockTarget>,
}

/// One measure of a scenario against the first's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VersusMeasure {
    /// This scenario's less the first's.
    pub difference: Difference,
    /// Chance that the first has more; draws in which both are alike count half.
    pub first_beats: Chance,
    /// Whether both are alike in every draw.
    pub alike: bool,
}

/// A value that is not the same in all scenarios.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DifferingValue {
    /// Its path.
    pub path: String,
    /// In words.
    pub label: String,
    /// As each scenario has it; null where it does not state it.
    pub values: Vec<Option<String>>,
}
