//! Mirrors stress.json, version 1: everything that a stress test claims, each number with its error.

use super::super::chance::{Chance, without_bounds};
use super::super::{Generator, Ordered, ScenarioFacts, SelfCheckResults, Summary, TargetResults, Warning};
use super::PeopleNeeded;
use super::results_switching::SwitchingResults;
use crate::quantity::Kind;
use serde::{Deserialize, Serialize};

/// The whole of stress.json. Money is £ at the scenario's price base, cash unless a name ends in `_pv`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stress {
    /// 1.
    pub version: u32,
    /// What wrote it.
    pub generator: Generator,
    /// What it is of.
    pub scenario: ScenarioFacts,
    /// How it was made.
    pub run: StressRun,
    /// By target: the prudent number, people needed, how misses differ.
    pub targets: Ordered<TargetStress>,
    /// What must be true.
    pub switching: SwitchingResults,
    /// The scenario's shocks, those of the command line, and all together last.
    pub shocks: Vec<ShockResults>,
    /// Chance of each target over two inputs; null unless asked for.
    pub grid: Option<GridResults>,
    /// Whose cash.
    pub cash: CashResults,
    /// What the reader should be warned of.
    pub warnings: Vec<Warning>,
}

/// How it was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StressRun {
    /// Seed.
    pub seed: u64,
    /// K, draws of the base and of every shock.
    pub draws: usize,
    /// People in the scenario as written.
    pub people: u64,
    /// Level of the intervals shown.
    pub level: f64,
    /// Simulation of the base against exact expectation.
    pub self_check: SelfCheckResults,
}

/// One target under stress.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetStress {
    /// The target as in results.json: chance of reaching it, mean shortfall when missed.
    pub target: TargetResults,
    /// What can be put in the budget at each confidence.
    pub prudent: Vec<Prudent>,
    /// How many people it would take.
    pub people: PeopleNeeded,
    /// How the draws that miss differ from those that reach it; null when the scenario has nothing uncertain to compare.
    pub reverse: Option<ReverseResults>,
}

/// An amount that is reached with a stated confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prudent {
    /// The chance that at least this much is reached.
    pub confidence: f64,
    /// The amount, £ at the price base; below zero when not even nothing is sure.
    pub amount: f64,
    /// Its Monte Carlo standard error.
    pub mcse: Option<f64>,
    /// The same in the prices that the target is written in.
    pub as_written: Option<f64>,
}

/// How draws that miss differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReverseResults {
    /// What misses are held against.
    pub against: Against,
    /// Draws that miss.
    pub missing: usize,
    /// Draws that they are held against.
    pub others: usize,
    /// Uncertain values, the largest shift first.
    pub inputs: Vec<ReverseRow>,
    /// Weighted views, in the order of the file.
    pub views: Vec<ReverseView>,
}

/// Which draws misses are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The draws that reach the target.
    Reached,
    /// Too few reach it, so the nine tenths that end furthest below are held against the tenth that comes nearest.
    NearestTenth,
    /// Too few miss it, so the tenth that comes nearest to missing is held against the rest.
    FurthestTenth,
}

/// How one uncertain value differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReverseRow {
    /// Its path.
    pub path: String,
    /// In words.
    pub label: String,
    /// What it measures.
    pub kind: Kind,
    /// Its mean over the draws that miss.
    pub missing_mean: f64,
    /// Its mean over the others.
    pub other_mean: f64,
    /// The difference in standard deviations of the value over all draws.
    pub shift_sd: f64,
    /// Its Monte Carlo standard error.
    pub shift_sd_mcse: f64,
    /// What that difference is worth to the target: the slope of the target's value on this value, times it.
    pub pounds: f64,
    /// Its Monte Carlo standard error.
    pub pounds_mcse: f64,
}

/// How often a view is among the draws that miss.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReverseView {
    /// Its label.
    pub label: String,
    /// Its share of the draws that miss.
    pub missing_share: f64,
    /// Its share of the others.
    pub other_share: f64,
}

/// One shock against the base.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShockResults {
    /// Its label.
    pub label: String,
    /// Whether it is all the others together.
    pub together: bool,
    /// Avoided cost.
    pub avoided: Difference,
    /// Its cashable part.
    pub cashable: Difference,
    /// Present value of outcomes that no budget gains; left out without such outcomes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub social_value_pv: Option<Difference>,
    /// Avoided less programme cost at present value; null without a programme.
    pub net_pv: Option<Difference>,
    /// By payer: avoided cost.
    pub payers: Ordered<Difference>,
    /// By group of payers: avoided cost.
    pub groups: Ordered<Difference>,
    /// By target.
    pub targets: Ordered<ShockTarget>,
    /// Values that the shock pushes beyond their legal range.
    pub clipped: Vec<Clipped>,
}

/// A mean before and after a change, and the difference draw by draw on common random numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// Mean before.
    pub before: f64,
    /// Mean after.
    pub after: f64,
    /// After less before, over draws; its error is that of the difference.
    pub difference: Summary,
    /// The error that two independent runs would have.
    pub independent_mcse: Option<f64>,
}

/// A target before and after a change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShockTarget {
    /// What counts towards it.
    pub value: Difference,
    /// Chance of reaching it before.
    pub before: f64,
    /// Chance of reaching it after.
    pub after: Chance,
    /// After less before.
    pub difference: f64,
    /// The error of that difference on common random numbers.
    pub mcse: f64,
}

/// A value beyond its legal range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clipped {
    /// Its path.
    pub path: String,
    /// In words.
    pub label: String,
    /// The share of draws in which it is clipped.
    pub share: f64,
}

/// Chance of the targets over two inputs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GridResults {
    /// Draws of every cell: the first of the run.
    pub draws: usize,
    /// Rows.
    pub rows: AxisResults,
    /// Columns.
    pub columns: AxisResults,
    /// By target: `[row][column]`.
    pub targets: Ordered<Vec<Vec<GridCell>>>,
}

/// One axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AxisResults {
    /// The path.
    pub path: String,
    /// The values, as they would be typed.
    pub values: Vec<String>,
}

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GridCell {
    /// Chance of reaching the target.
    #[serde(flatten, with = "without_bounds")]
    pub chance: Chance,
}

/// Whose cash it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CashResults {
    /// The ledger: a row a payer, then a row a group, then the whole system.
    pub ledger: Vec<CashRow>,
    /// What falls to whom for each £1 that the programme costs, whoever pays it; empty without a programme.
    pub per_pound: Vec<PoundResults>,
    /// Everyone who pays for the programme, payers first, then groups.
    pub funders: Vec<FunderResults>,
}

/// Whose account it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// A payer.
    Payer,
    /// A group of payers, counted together.
    Group,
    /// All payers.
    System,
}

/// One payer, group or the whole system.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CashRow {
    /// Its id; `total` for the whole system.
    pub id: String,
    /// Its label.
    pub label: String,
    /// What it is.
    pub kind: Party,
    /// By (part-)year, in order.
    pub years: Vec<CashPart>,
    /// Over the whole span.
    pub total: CashPart,
}

/// What is paid and gained in a year or over the whole span.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CashPart {
    /// Label of the year; null for the whole span.
    pub year: Option<String>,
    /// Programme cost, its mean over draws.
    pub pays: f64,
    /// Its Monte Carlo standard error; left out where it is the same in every draw.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub pays_mcse: f64,
    /// Avoided cost.
    pub avoided: Summary,
    /// The part that can leave a budget.
    pub cashable: Summary,
    /// The part that cannot.
    pub not_cashable: Summary,
}

/// What falls to one payer or group for £1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PoundResults {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// A payer or a group.
    pub kind: Party,
    /// Avoided cost for each £1.
    pub avoided: Summary,
    /// Cashable savings for each £1.
    pub cashable: Summary,
}

/// What one funder pays beside what it gains.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FunderResults {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// A payer or a group.
    pub kind: Party,
    /// What it pays, on average over draws.
    pub pays: f64,
    /// Its Monte Carlo standard error; left out where it is the same in every draw.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub pays_mcse: f64,
    /// Its share of the programme cost.
    pub share_of_cost: f64,
    /// Its share of expected avoided cost; null when none is expected.
    pub share_of_avoided: Option<f64>,
    /// Avoided cost that falls to it for each £1 that it pays itself.
    pub avoided_per_pound: Summary,
    /// Cashable savings for each £1 that it pays itself.
    pub cashable_per_pound: Summary,
    /// Chance that the cost it avoids is at least what it pays.
    pub money_back: Chance,
    /// Chance that its cashable savings are.
    pub money_back_cashable: Chance,
}

/// Whether an error need not be written.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(error: &f64) -> bool {
    *error == 0.0
}
