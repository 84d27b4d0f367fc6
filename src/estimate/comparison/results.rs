//! Mirrors compare.json, version 1: what sets scenarios apart, each number with its error.

use serde::{Deserialize, Serialize};

use crate::dictionary::dictionary;

use super::super::{
    AnswerRun, Chance, Difference, Generator, Ordered, ScenarioFacts, SelfCheckResults, ShockTarget, Summary,
    TargetResults, Warning,
};

dictionary! {
    /// The whole of compare.json. Money is £ at each scenario's own price base.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Comparison {
        /// Version of the contract: 1.
        #[unit(Number)]
        pub version: u32,
        /// The program that wrote the comparison.
        pub generator: Generator,
        /// How it was made: all scenarios with the draws, seed and level of the first.
        pub run: AnswerRun,
        /// The scenarios, in the order in which they were named.
        pub scenarios: Vec<ScenarioCompared>,
        /// Every other scenario against the first.
        pub against_first: Vec<Versus>,
        /// Which is best of all, by each measure that all have.
        pub best: Vec<BestOfAll>,
        /// Which is best of all at a willingness to pay for social value; empty unless all have a programme and
        /// outcomes.
        pub acceptability: Vec<Acceptability>,
        /// Assumptions that differ between the scenarios.
        pub differing: Vec<DifferingValue>,
        /// What the reader should be warned of.
        pub notes: Vec<String>,
    }
}

dictionary! {
    /// One scenario.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ScenarioCompared {
        /// What the scenario is called here.
        pub name: String,
        /// The scenario.
        pub scenario: ScenarioFacts,
        /// Avoided cost, cash.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub avoided: Summary,
        /// Avoided cost per person.
        #[unit(PoundsPerPerson)]
        #[covers(EvidenceAndChance)]
        pub avoided_per_person: Summary,
        /// Cashable part of avoided cost, cash.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub cashable: Summary,
        /// Labels of its payers by their ids.
        pub payers: Ordered<String>,
        /// Programme cost, cash; null without a programme.
        #[unit(Pounds)]
        pub cost: Option<f64>,
        /// Monte Carlo standard error of programme cost; left out where it is the same in every draw.
        #[unit(Pounds)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cost_mcse: Option<f64>,
        /// Avoided less programme cost at present value; null without a programme.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub net_pv: Option<Summary>,
        /// Each target by its id.
        pub targets: Ordered<TargetResults>,
        /// Simulation against exact expectation.
        pub self_check: SelfCheckResults,
        /// What the reader should be warned of.
        pub warnings: Vec<Warning>,
    }
}

dictionary! {
    /// How likely each scenario is to be the best of all by one measure.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct BestOfAll {
        /// `avoided`, `avoided_per_person`, `cashable` or `net_pv`.
        pub measure: String,
        /// By scenario: the chance that it has more of the measure than every other.
        pub chances: Vec<Chance>,
        /// Chance that several have the most alike.
        pub tie: Chance,
    }
}

dictionary! {
    /// A point of the cost-effectiveness acceptability curves (van Hout et al. 1994).
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Acceptability {
        /// What £1 of social value is worth to who decides.
        #[unit(PoundsPerPound)]
        pub willingness_to_pay: f64,
        /// By scenario: the chance that its net present value, with social value at that worth, is above every other's.
        pub chances: Vec<Chance>,
    }
}

dictionary! {
    /// What two scenarios share of their uncertainty. Values that are certain in both are in no list.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct SharedEvidence {
        /// Values that are the same evidence in both, drawn once.
        pub common: Vec<NamedValue>,
        /// Values that are other opinions of the same thing, drawn by common quantiles.
        pub opinions: Vec<NamedValue>,
        /// Values that are one scenario's own evidence, drawn independently.
        pub own: Vec<NamedValue>,
        /// How the views of their draws go together; null unless the views of both have weights.
        pub views: Option<ViewDrawing>,
        /// Whether people's lives follow the same random numbers in both.
        pub lives: bool,
        /// Correlation of avoided cost between the two, over the draws; null where either never varies.
        #[unit(Number)]
        pub correlation: Option<f64>,
        /// Monte Carlo standard error of that correlation.
        #[unit(Number)]
        pub correlation_mcse: Option<f64>,
    }
}

dictionary! {
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
}

dictionary! {
    /// A value of a scenario.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct NamedValue {
        /// Path of the value in its scenario.
        pub path: String,
        /// The value in words.
        pub label: String,
    }
}

dictionary! {
    /// A scenario against the first.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Versus {
        /// What the scenario is called here.
        pub name: String,
        /// What the two have in common of their uncertainty.
        pub evidence: SharedEvidence,
        /// Avoided cost, cash, against the first's.
        #[unit(Pounds)]
        pub avoided: VersusMeasure,
        /// Avoided cost per person against the first's.
        #[unit(PoundsPerPerson)]
        pub avoided_per_person: VersusMeasure,
        /// Cashable part of avoided cost against the first's.
        #[unit(Pounds)]
        pub cashable: VersusMeasure,
        /// Net benefit at present value against the first's; null unless both have a programme.
        #[unit(Pounds)]
        pub net_pv: Option<VersusMeasure>,
        /// Avoided cost of payers that both have, by their ids.
        #[unit(Pounds)]
        pub payers: Ordered<Difference>,
        /// Targets that both have, by their ids.
        pub targets: Ordered<ShockTarget>,
    }
}

dictionary! {
    /// One measure of a scenario against the first's.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct VersusMeasure {
        /// This scenario's less the first's.
        #[unit(Above)]
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
}

dictionary! {
    /// A value that is not the same in all scenarios.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct DifferingValue {
        /// Path of the value.
        pub path: String,
        /// The value in words.
        pub label: String,
        /// The value as each scenario has it; null where it does not state it.
        pub values: Vec<Option<String>>,
    }
}
