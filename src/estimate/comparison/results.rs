//! Mirrors compare.json, version 1: what sets scenarios apart, each number with its error.

use serde::{Deserialize, Serialize};

use super::super::{
    AnswerRun, Chance, Difference, Generator, Ordered, ScenarioFacts, SelfCheckResults, ShockTarget, Summary,
    TargetResults, Warning,
};

/// The whole of compare.json. Money is £ at each scenario's own price base.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// 1.
    pub version: u32,
    /// What wrote it.
    pub generator: Generator,
    /// How it was made: all scenarios with the draws, seed and level of the first.
    pub run: AnswerRun,
    /// The scenarios, in the order in which they were named.
    pub scenarios: Vec<ScenarioCompared>,
    /// Every other scenario against the first.
    pub against_first: Vec<Versus>,
    /// Which is best of all, by each measure that all have.
    pub best: Vec<BestOfAll>,
    /// Which is best of all at a willingness to pay for social value; empty unless all have a programme and outcomes.
    pub acceptability: Vec<Acceptability>,
    /// Which assumptions differ.
    pub differing: Vec<DifferingValue>,
    /// What the reader should be warned of.
    pub notes: Vec<String>,
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
    /// What its payers are called.
    pub payers: Ordered<String>,
    /// Programme cost; null without a programme.
    pub cost: Option<f64>,
    /// Its Monte Carlo standard error; left out where it is the same in every draw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_mcse: Option<f64>,
    /// Avoided less programme cost at present value; null without a programme.
    pub net_pv: Option<Summary>,
    /// By target.
    pub targets: Ordered<TargetResults>,
    /// Simulation against exact expectation.
    pub self_check: SelfCheckResults,
    /// What the reader should be warned of.
    pub warnings: Vec<Warning>,
}

/// How likely each scenario is to be the best of all by one measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BestOfAll {
    /// `avoided`, `avoided_per_person`, `cashable` or `net_pv`.
    pub measure: String,
    /// By scenario: the chance that it has more than every other.
    pub chances: Vec<Chance>,
    /// Chance that several have the most alike.
    pub tie: Chance,
}

/// A point of the cost-effectiveness acceptability curves (van Hout et al. 1994).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Acceptability {
    /// What £1 of social value is worth to who decides, in £.
    pub willingness_to_pay: f64,
    /// By scenario: the chance that its net present value, with social value at that worth, is above every other's.
    pub chances: Vec<Chance>,
}

/// What two scenarios share of their uncertainty. Values that are certain in both are in no list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedEvidence {
    /// The same evidence, drawn once.
    pub common: Vec<NamedValue>,
    /// Other opinions of the same thing, drawn by common quantiles.
    pub opinions: Vec<NamedValue>,
    /// Evidence of one scenario's own, drawn independently.
    pub own: Vec<NamedValue>,
    /// How the views of their draws go together; null unless the views of both have weights.
    pub views: Option<ViewDrawing>,
    /// Whether people's lives follow the same random numbers in both.
    pub lives: bool,
    /// Correlation of avoided cost between the two, over the draws; null where either never varies.
    pub correlation: Option<f64>,
    /// Its error.
    pub correlation_mcse: Option<f64>,
}

/// How the views that draws of two scenarios see go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewDrawing {
    /// Every draw sees the same view in both.
    Same,
    /// By common quantiles of their weights, which differ.
    CommonQuantiles,
    /// By places of each one's own.
    Independent,
}

/// A value of a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedValue {
    /// Its path.
    pub path: String,
    /// In words.
    pub label: String,
}

/// A scenario against the first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Versus {
    /// What it is called.
    pub name: String,
    /// What is drawn in common.
    pub evidence: SharedEvidence,
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
    /// Chance that the first has more, beyond rounding.
    pub first_beats: Chance,
    /// Chance that this one has more, beyond rounding.
    pub other_beats: Chance,
    /// Chance that both come out alike.
    pub tie: Chance,
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
