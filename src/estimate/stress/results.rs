//! Mirrors stress.json, version 1: everything that a stress test claims, each number with its error.

use super::super::chance::{Chance, without_bounds};
use super::super::{Generator, Ordered, ScenarioFacts, SelfCheckResults, Summary, TargetResults, Warning};
use super::results_switching::SwitchingResults;
use super::{CashResults, PeopleNeeded};
use crate::dictionary::dictionary;
use crate::quantity::Kind;
use serde::{Deserialize, Serialize};

dictionary! {
    /// The whole of stress.json. Money is £ at the scenario's price base, cash unless a name ends in `_pv`.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Stress {
        /// Version of the contract: 1.
        #[unit(Number)]
        pub version: u32,
        /// The program that wrote the stress test.
        pub generator: Generator,
        /// The scenario that was put to the test.
        pub scenario: ScenarioFacts,
        /// How the run was made.
        pub run: StressRun,
        /// By target: the prudent number, people needed, how misses differ.
        pub targets: Ordered<TargetStress>,
        /// Switching values: what must be true.
        pub switching: SwitchingResults,
        /// The scenario's shocks, those of the command line, and all together last.
        pub shocks: Vec<ShockResults>,
        /// Chance of each target over two inputs; null unless asked for.
        pub grid: Option<GridResults>,
        /// Whose cash it is.
        pub cash: CashResults,
        /// What the reader should be warned of.
        pub warnings: Vec<Warning>,
    }
}

dictionary! {
    /// How it was made.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct StressRun {
        /// Seed of the random numbers.
        #[unit(Number)]
        pub seed: u64,
        /// K, draws of the base and of every shock.
        #[unit(Draws)]
        pub draws: usize,
        /// People in the scenario as written.
        #[unit(People)]
        pub people: u64,
        /// Level of the intervals shown.
        #[unit(Share)]
        pub level: f64,
        /// Shocks and axes of a grid that the command line asked for, beside those of the scenario; left out where it asked
        /// for none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub tried: Vec<String>,
        /// Simulation of the base against exact expectation.
        pub self_check: SelfCheckResults,
    }
}

dictionary! {
    /// One target under stress.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct TargetStress {
        /// The target as in results.json: chance of reaching it, mean shortfall when missed.
        pub target: TargetResults,
        /// What can be put in the budget at each confidence.
        pub prudent: Vec<Prudent>,
        /// How many people it would take.
        pub people: PeopleNeeded,
        /// How the draws that miss differ from those that reach it; null when the scenario has nothing uncertain to
        /// compare.
        pub reverse: Option<ReverseResults>,
    }
}

dictionary! {
    /// An amount that is reached with a stated confidence.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Prudent {
        /// The chance that at least this much is reached.
        #[unit(Share)]
        pub confidence: f64,
        /// The amount at the price base; below zero when not even nothing is sure.
        #[unit(Pounds)]
        pub amount: f64,
        /// Monte Carlo standard error of the amount.
        #[unit(Pounds)]
        pub mcse: Option<f64>,
        /// The amount in the prices that the target is written in.
        #[unit(Pounds)]
        pub as_written: Option<f64>,
    }
}

dictionary! {
    /// How draws that miss differ.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ReverseResults {
        /// What misses are held against.
        pub against: Against,
        /// Draws that miss the target.
        #[unit(Draws)]
        pub missing: usize,
        /// Draws that they are held against.
        #[unit(Draws)]
        pub others: usize,
        /// Uncertain values, the largest shift first.
        pub inputs: Vec<ReverseRow>,
        /// Weighted views, in the order of the file.
        pub views: Vec<ReverseView>,
    }
}

dictionary! {
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
}

dictionary! {
    /// How one uncertain value differs.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ReverseRow {
        /// Path of the value.
        pub path: String,
        /// The value in words.
        pub label: String,
        /// What the value measures.
        pub kind: Kind,
        /// Mean of the value over the draws that miss.
        #[unit(OfKind)]
        pub missing_mean: f64,
        /// Mean of the value over the others.
        #[unit(OfKind)]
        pub other_mean: f64,
        /// The difference of the two means in standard deviations of the value over all draws.
        #[unit(StandardDeviations)]
        pub shift_sd: f64,
        /// Monte Carlo standard error of that difference.
        #[unit(StandardDeviations)]
        pub shift_sd_mcse: f64,
        /// What that difference is worth to the target: the slope of the target's value on this value, times it.
        #[unit(Pounds)]
        pub pounds: f64,
        /// Monte Carlo standard error of what the difference is worth.
        #[unit(Pounds)]
        pub pounds_mcse: f64,
    }
}

dictionary! {
    /// How often a view is among the draws that miss.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ReverseView {
        /// Label of the view.
        pub label: String,
        /// Share of the view among the draws that miss.
        #[unit(Share)]
        pub missing_share: f64,
        /// Share of the view among the others.
        #[unit(Share)]
        pub other_share: f64,
    }
}

dictionary! {
    /// One shock against the base.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ShockResults {
        /// Label of the shock.
        pub label: String,
        /// Whether it is all the others together.
        pub together: bool,
        /// Draws that the shock was run in, the first of the run; means over all draws are by regression on the run's own, and quantiles of a difference are of these draws.
        #[unit(Draws)]
        #[serde(default)]
        pub draws: usize,
        /// Avoided cost, cash, before and after.
        #[unit(Pounds)]
        pub avoided: Difference,
        /// Cashable part of avoided cost before and after.
        #[unit(Pounds)]
        pub cashable: Difference,
        /// Present value of outcomes that no budget gains, before and after; left out without such outcomes.
        #[unit(Pounds)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub social_value_pv: Option<Difference>,
        /// Avoided less programme cost at present value; null without a programme.
        #[unit(Pounds)]
        pub net_pv: Option<Difference>,
        /// By payer: avoided cost.
        #[unit(Pounds)]
        pub payers: Ordered<Difference>,
        /// By group of payers: avoided cost.
        #[unit(Pounds)]
        pub groups: Ordered<Difference>,
        /// Each target by its id.
        pub targets: Ordered<ShockTarget>,
        /// Values that the shock pushes beyond their legal range.
        pub clipped: Vec<Clipped>,
    }
}

dictionary! {
    /// A mean before and after a change, and the difference draw by draw on common random numbers.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Difference {
        /// Mean before the change.
        #[unit(Above)]
        pub before: f64,
        /// Mean after the change.
        #[unit(Above)]
        pub after: f64,
        /// After less before, over draws; its error is that of the difference.
        #[unit(Above)]
        #[covers(EvidenceAndChance)]
        pub difference: Summary,
        /// The error that two independent runs would have.
        #[unit(Above)]
        pub independent_mcse: Option<f64>,
    }
}

dictionary! {
    /// A target before and after a change.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ShockTarget {
        /// What counts towards the target, before and after.
        #[unit(Pounds)]
        pub value: Difference,
        /// Chance of reaching the target before the change.
        #[unit(Share)]
        pub before: f64,
        /// Chance of reaching the target after the change.
        pub after: Chance,
        /// Chance after less chance before.
        #[unit(Share)]
        pub difference: f64,
        /// The error of that difference on common random numbers.
        #[unit(Share)]
        pub mcse: f64,
    }
}

dictionary! {
    /// A value beyond its legal range.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Clipped {
        /// Path of the value.
        pub path: String,
        /// The value in words.
        pub label: String,
        /// The share of draws in which it is clipped.
        #[unit(Share)]
        pub share: f64,
    }
}

dictionary! {
    /// Chance of the targets over two inputs.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct GridResults {
        /// Draws of every cell: the first of the run.
        #[unit(Draws)]
        pub draws: usize,
        /// What varies down the rows.
        pub rows: AxisResults,
        /// What varies along the columns.
        pub columns: AxisResults,
        /// By target: `[row][column]`.
        pub targets: Ordered<Vec<Vec<GridCell>>>,
    }
}

dictionary! {
    /// One axis.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct AxisResults {
        /// Path of the value that varies.
        pub path: String,
        /// The values, as they would be typed.
        pub values: Vec<String>,
    }
}

dictionary! {
    /// One cell.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct GridCell {
        /// Chance of reaching the target.
        #[written_as(without_bounds::Kept)]
        #[serde(flatten, with = "without_bounds")]
        pub chance: Chance,
    }
}
