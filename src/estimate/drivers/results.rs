//! Mirrors drivers.json, version 1: what drives the answer, and what is worth knowing better.
//!
//! Money is £ at the scenario's price base. What cannot be given is `null`, with the reason beside it.

use crate::dictionary::dictionary;
use crate::quantity::Kind;
use serde::{Deserialize, Serialize};

use super::super::{Chance, Generator, Ordered, ScenarioFacts, Warning};
use super::{PowerScaling, StudyCost};
use crate::model::EvidenceGroup;

dictionary! {
    /// The whole of drivers.json.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Drivers {
        /// Version of the contract: 1.
        #[unit(Number)]
        pub version: u32,
        /// The program that wrote the drivers.
        pub generator: Generator,
        /// The scenario that the drivers are of.
        pub scenario: ScenarioFacts,
        /// How the run was made.
        pub run: DriversRun,
        /// What each uncertain value does by itself.
        pub tornado: Tornado,
        /// What share of the variance each uncertain value explains.
        pub sobol: SobolResults,
        /// How good the evidence is that the expected saving rests on.
        pub evidence: EvidenceQuality,
        /// What knowing more is worth: `fund` where the scenario has a programme, and `target.<id>` of each target.
        pub decisions: Ordered<Decision>,
        /// Which opinion matters: what moves when one assumption is held more or less firmly.
        pub power_scaling: PowerScaling,
        /// What a further study costs, where it was said.
        pub study_cost: Option<StudyCost>,
        /// What the reader should be warned of.
        pub warnings: Vec<Warning>,
    }
}

dictionary! {
    /// How it was made.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct DriversRun {
        /// Seed of the random numbers.
        #[unit(Number)]
        pub seed: u64,
        /// K, draws of the evidence.
        #[unit(Draws)]
        pub draws: usize,
        /// Exact expectations computed.
        #[unit(Count)]
        pub evaluations: usize,
        /// Level of the intervals.
        #[unit(Share)]
        pub level: f64,
        /// `sobol` where the evidence is drawn by scrambled Sobol points; left out where it is drawn at random.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sampling: Option<String>,
    }
}

dictionary! {
    /// What each uncertain value does by itself, the others at their medians; of the scenario as written.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Tornado {
        /// The output: `headline`, `net` or `target:<id>`.
        pub of: String,
        /// The output in words.
        pub label: String,
        /// The output with every value at its median.
        #[unit(Pounds)]
        pub at_medians: f64,
        /// Each uncertain value, the widest bar first.
        pub bars: Vec<Bar>,
    }
}

dictionary! {
    /// One uncertain value.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Bar {
        /// Path of the value.
        pub path: String,
        /// The value in words.
        pub label: String,
        /// What the value measures.
        pub kind: Kind,
        /// Group of evidence that the value belongs to.
        pub group: EvidenceGroup,
        /// Grade of evidence of the value, 1 (best) to 6 (judgement); null: ungraded.
        #[unit(Number)]
        pub grade: Option<u8>,
        /// 10th percentile of the value.
        #[unit(OfKind)]
        #[covers(Evidence)]
        pub p10: f64,
        /// 90th percentile of the value.
        #[unit(OfKind)]
        #[covers(Evidence)]
        pub p90: f64,
        /// The output with it at its 10th percentile, £.
        #[unit(Pounds)]
        pub at_p10: f64,
        /// The output with it at its 90th percentile, £.
        #[unit(Pounds)]
        pub at_p90: f64,
        /// The distance of the two, £.
        #[unit(Pounds)]
        pub swing: f64,
    }
}

dictionary! {
    /// Shares of the output's variance; of the scenario as written.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct SobolResults {
        /// The output: `headline`, `net` or `target:<id>`.
        pub of: String,
        /// The output in words.
        pub label: String,
        /// Mean of the output.
        #[unit(Pounds)]
        pub mean: f64,
        /// Standard deviation of the output.
        #[unit(Pounds)]
        pub sd: f64,
        /// Points of pick-freeze; null: first-order indices alone, from the draws.
        #[unit(Count)]
        pub pick_freeze: Option<usize>,
        /// Indices of each uncertain value, the largest first.
        pub inputs: Vec<IndexRow>,
        /// Indices of each set of correlated values, each set together.
        pub correlated: Vec<IndexRow>,
        /// Indices of each group of evidence.
        pub groups: Vec<IndexRow>,
    }
}

dictionary! {
    /// Indices of a value or of several together.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct IndexRow {
        /// Path, or id of a group.
        pub id: String,
        /// The value, or the values, in words.
        pub label: String,
        /// Paths of the values, where several are meant.
        pub members: Vec<String>,
        /// Share of the variance explained by itself. Several values together without pick-freeze: by a regression with
        /// products of two values, so that what only three or more do together is left out.
        pub first_order: Option<IndexValue>,
        /// Share of the variance with all interactions; needs pick-freeze.
        pub total: Option<IndexValue>,
        /// Why an index is not given, and what to look at instead.
        pub refused: Option<String>,
    }
}

dictionary! {
    /// An estimated share with its interval.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct IndexValue {
        /// Estimate of the share; noise may put it a little below 0.
        #[unit(Share)]
        pub value: f64,
        /// Standard error of the estimate.
        #[unit(Share)]
        pub mcse: f64,
        /// Lower end of the interval of the estimate.
        #[unit(Share)]
        #[covers(MonteCarlo)]
        pub low: f64,
        /// Upper end of the interval of the estimate.
        #[unit(Share)]
        #[covers(MonteCarlo)]
        pub high: f64,
    }
}

dictionary! {
    /// What the expected saving rests on; of the scenario as written.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct EvidenceQuality {
        /// Each grade of evidence, the best first, ungraded last.
        pub grades: Vec<GradeRow>,
        /// Share of the variance that comes from values of several grades together; null where a grade's is.
        #[unit(Share)]
        pub variance_together: Option<f64>,
    }
}

dictionary! {
    /// One grade of evidence.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct GradeRow {
        /// Grade of evidence, 1 (best) to 6 (judgement); null: ungraded.
        #[unit(Number)]
        pub grade: Option<u8>,
        /// Uncertain values of this grade.
        #[unit(Count)]
        pub values: usize,
        /// Share of the expected saving whose weakest value is of this grade; null where nothing is saved.
        #[unit(Share)]
        pub saving_share: Option<f64>,
        /// Standard error of that share.
        #[unit(Share)]
        pub saving_share_mcse: Option<f64>,
        /// Share of the variance that these values explain by themselves.
        pub variance_share: Option<IndexValue>,
        /// Why the share of the variance is not given.
        pub refused: Option<String>,
    }
}

dictionary! {
    /// A choice between doing something and not, and what knowing more before it is worth.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Decision {
        /// What is decided, in words.
        pub label: String,
        /// Expected payoff of doing it; not doing it pays 0.
        #[unit(Pounds)]
        pub payoff: f64,
        /// Monte Carlo standard error of the expected payoff.
        #[unit(Pounds)]
        pub payoff_mcse: f64,
        /// Standard deviation of the expected payoff over the evidence.
        #[unit(Pounds)]
        pub payoff_sd: f64,
        /// Chance that doing it pays, over draws of the evidence: that the expected payoff is above zero.
        #[written_as(Pays)]
        #[serde(flatten, with = "Pays")]
        pub pays: Chance,
        /// Expected value of perfect information (EVPI).
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
}

dictionary! {
    /// The keys of [`Decision::pays`].
    #[derive(Serialize, Deserialize)]
    #[serde(remote = "Chance")]
    struct Pays {
        /// The chance that doing it pays: that the expected payoff is above zero, over draws of the evidence: the share
        /// of draws.
        #[unit(Share)]
        #[serde(rename = "pays")]
        probability: f64,
        /// Monte Carlo standard error of that chance.
        #[unit(Share)]
        #[serde(rename = "pays_mcse")]
        mcse: f64,
        /// Wilson's lower 95% limit of that chance.
        #[unit(Share)]
        #[covers(MonteCarlo)]
        #[serde(rename = "pays_low")]
        low: f64,
        /// Wilson's upper 95% limit of that chance.
        #[unit(Share)]
        #[covers(MonteCarlo)]
        #[serde(rename = "pays_high")]
        high: f64,
    }
}

dictionary! {
    /// The value of information.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct WorthValue {
        /// The value of information.
        #[unit(Pounds)]
        pub value: f64,
        /// Standard error of the value of information.
        #[unit(Pounds)]
        pub mcse: f64,
    }
}

dictionary! {
    /// The value of knowing a value, or several, exactly.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct WorthRow {
        /// Path, or id of a group.
        pub id: String,
        /// The value, or the group, in words.
        pub label: String,
        /// Group of evidence that it belongs to; that of the row itself for a group.
        pub group: EvidenceGroup,
        /// What knowing it is worth.
        pub worth: WorthValue,
    }
}

dictionary! {
    /// What further case studies are worth.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Evsi {
        /// A study that counts everything that rests on counted cases.
        pub together: EvsiCurve,
        /// Studies that count one thing each.
        pub values: Vec<EvsiCurve>,
    }
}

dictionary! {
    /// The value of a study by its size.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct EvsiCurve {
        /// Path of the value that is counted, or `all`.
        pub id: String,
        /// What is counted, in words.
        pub label: String,
        /// The value of a study by its size.
        pub points: Vec<EvsiPoint>,
        /// The size of the greatest expected net gain, if any size is worth its cost; null where no cost was said.
        pub best: Option<BestStudy>,
    }
}

dictionary! {
    /// A study of one size.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct EvsiPoint {
        /// Further case studies.
        #[unit(People)]
        pub people: u32,
        /// Expected value of such a study (EVSI).
        #[unit(Pounds)]
        pub value: f64,
        /// Standard error of that value.
        #[unit(Pounds)]
        pub mcse: f64,
        /// What the study costs.
        #[unit(Pounds)]
        pub cost: Option<f64>,
        /// Expected value less what the study costs.
        #[unit(Pounds)]
        pub net_gain: Option<f64>,
    }
}

dictionary! {
    /// The best size of a study.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct BestStudy {
        /// Further case studies; 0: none is worth its cost.
        #[unit(People)]
        pub people: u32,
        /// Expected value less what the study costs.
        #[unit(Pounds)]
        pub net_gain: f64,
        /// Standard error of that net gain.
        #[unit(Pounds)]
        pub mcse: f64,
    }
}
