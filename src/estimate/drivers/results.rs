//! Mirrors drivers.json, version 1: what drives the answer, and what is worth knowing better.
//!
//! Money is £ at the scenario's price base. What cannot be given is `null`, with the reason beside it.

use crate::quantity::Kind;
use serde::{Deserialize, Serialize};

use super::super::{Chance, Generator, Ordered, ScenarioFacts, Warning};
use super::StudyCost;
use crate::model::EvidenceGroup;

/// The whole of drivers.json.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drivers {
    /// 1.
    pub version: u32,
    /// What wrote it.
    pub generator: Generator,
    /// What it is of.
    pub scenario: ScenarioFacts,
    /// How it was made.
    pub run: DriversRun,
    /// One value at a time.
    pub tornado: Tornado,
    /// All values together.
    pub sobol: SobolResults,
    /// How good the evidence is that the expected saving rests on.
    pub evidence: EvidenceQuality,
    /// What knowing more is worth: `fund` where the scenario has a programme, and `target.<id>` of each target.
    pub decisions: Ordered<Decision>,
    /// What a further study costs, where it was said.
    pub study_cost: Option<StudyCost>,
    /// What the reader should be warned of.
    pub warnings: Vec<Warning>,
}

/// How it was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DriversRun {
    /// Seed.
    pub seed: u64,
    /// K, draws of the evidence.
    pub draws: usize,
    /// Exact expectations computed.
    pub evaluations: usize,
    /// Level of the intervals.
    pub level: f64,
    /// `sobol` where the evidence is drawn by scrambled Sobol points; left out where it is drawn at random.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sampling: Option<String>,
}

/// What each uncertain value does by itself, the others at their medians; of the scenario as written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tornado {
    /// `headline`, `net` or `target:<id>`.
    pub of: String,
    /// The same in words.
    pub label: String,
    /// The output with every value at its median, £.
    pub at_medians: f64,
    /// The widest first.
    pub bars: Vec<Bar>,
}

/// One uncertain value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    /// Its path.
    pub path: String,
    /// The path in words.
    pub label: String,
    /// What it measures.
    pub kind: Kind,
    /// Its group of evidence.
    pub group: EvidenceGroup,
    /// Grade of evidence, 1 (best) to 6 (judgement).
    pub grade: Option<u8>,
    /// Its 10th percentile.
    pub p10: f64,
    /// Its 90th percentile.
    pub p90: f64,
    /// The output with it at its 10th percentile, £.
    pub at_p10: f64,
    /// The output with it at its 90th percentile, £.
    pub at_p90: f64,
    /// The distance of the two, £.
    pub swing: f64,
}

/// Shares of the output's variance; of the scenario as written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SobolResults {
    /// `headline`, `net` or `target:<id>`.
    pub of: String,
    /// The same in words.
    pub label: String,
    /// Mean of the output, £.
    pub mean: f64,
    /// Its standard deviation, £.
    pub sd: f64,
    /// Points of pick-freeze; null: first-order indices alone, from the draws.
    pub pick_freeze: Option<usize>,
    /// By uncertain value, the largest first.
    pub inputs: Vec<IndexRow>,
    /// By set of correlated values, each set together.
    pub correlated: Vec<IndexRow>,
    /// By group of evidence.
    pub groups: Vec<IndexRow>,
}

/// Indices of a value or of several together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndexRow {
    /// Path, or id of a group.
    pub id: String,
    /// In words.
    pub label: String,
    /// Paths, where several are meant.
    pub members: Vec<String>,
    /// Share of the variance explained by itself. Several values together without pick-freeze: by a regression with products
    /// of two values, so that what only three or more do together is left out.
    pub first_order: Option<IndexValue>,
    /// Share with all interactions; needs pick-freeze.
    pub total: Option<IndexValue>,
    /// Why an index is not given, and what to look at instead.
    pub refused: Option<String>,
}

/// An estimated share with its interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndexValue {
    /// The estimate; noise may put it a little below 0.
    pub value: f64,
    /// Its standard error.
    pub mcse: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
}

/// What the expected saving rests on; of the scenario as written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvidenceQuality {
    /// By grade, the best first, ungraded last.
    pub grades: Vec<GradeRow>,
    /// Share of the variance that comes from values of several grades together; null where a grade's is.
    pub variance_together: Option<f64>,
}

/// One grade of evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GradeRow {
    /// 1 (best) to 6 (judgement); null: ungraded.
    pub grade: Option<u8>,
    /// Uncertain values of this grade.
    pub values: usize,
    /// Share of the expected saving whose weakest value is of this grade; null where nothing is saved.
    pub saving_share: Option<f64>,
    /// Its standard error.
    pub saving_share_mcse: Option<f64>,
    /// Share of the variance that these values explain by themselves.
    pub variance_share: Option<IndexValue>,
    /// Why the share of the variance is not given.
    pub refused: Option<String>,
}

/// A choice between doing something and not, and what knowing more before it is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// What is decided, in words.
    pub label: String,
    /// Expected payoff of doing it (not doing it pays 0), £.
    pub payoff: f64,
    /// Its Monte Carlo standard error.
    pub payoff_mcse: f64,
    /// Its standard deviation over the evidence.
    pub payoff_sd: f64,
    /// Chance that doing it pays, over draws of the evidence: that the expected payoff is above zero.
    #[serde(flatten, with = "Pays")]
    pub pays: Chance,
    /// Expected value of perfect information.
    pub evpi: WorthValue,
    /// EVPPI by uncertain value, the largest first.
    pub inputs: Vec<WorthRow>,
    /// EVPPI by group of evidence.
    pub groups: Vec<WorthRow>,
    /// EVPPI of knowing which view is right; null without weighted views.
    pub view: Option<WorthValue>,
    /// What further case studies are worth; null when no value rests on counted cases.
    pub evsi: Option<Evsi>,
}

/// The keys of [`Decision::pays`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Chance")]
struct Pays {
    #[serde(rename = "pays")]
    probability: f64,
    #[serde(rename = "pays_mcse")]
    mcse: f64,
    #[serde(rename = "pays_low")]
    low: f64,
    #[serde(rename = "pays_high")]
    high: f64,
}

/// The value of information.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorthValue {
    /// £.
    pub value: f64,
    /// Its standard error.
    pub mcse: f64,
}

/// The value of knowing a value, or several, exactly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorthRow {
    /// Path, or id of a group.
    pub id: String,
    /// In words.
    pub label: String,
    /// Its group of evidence; that of the row itself for a group.
    pub group: EvidenceGroup,
    /// What knowing it is worth.
    pub worth: WorthValue,
}

/// What further case studies are worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evsi {
    /// A study that counts everything that rests on counted cases.
    pub together: EvsiCurve,
    /// Studies that count one thing each.
    pub values: Vec<EvsiCurve>,
}

/// The value of a study by its size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvsiCurve {
    /// Path, or `all`.
    pub id: String,
    /// In words.
    pub label: String,
    /// By size.
    pub points: Vec<EvsiPoint>,
    /// The size of the greatest expected net gain, if any size is worth its cost; null where no cost was said.
    pub best: Option<BestStudy>,
}

/// A study of one size.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvsiPoint {
    /// Further case studies.
    pub people: u32,
    /// £.
    pub value: f64,
    /// Its standard error.
    pub mcse: f64,
    /// What the study costs.
    pub cost: Option<f64>,
    /// Value less cost.
    pub net_gain: Option<f64>,
}

/// The best size of a study.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BestStudy {
    /// Further case studies; 0: none is worth its cost.
    pub people: u32,
    /// Value less cost, £.
    pub net_gain: f64,
    /// Its standard error.
    pub mcse: f64,
}
