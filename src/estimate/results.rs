//! Mirrors results.json, version 1: everything that a run claims, each number with its error.
//!
//! Money is £ at the scenario's price base, cash unless the name ends in `_pv`. Keys may be added, never renamed
//! within a version. What cannot be given is `null`, never a made-up number.

use serde::{Deserialize, Serialize};

use super::{
    Chance, Inputs, Ordered, OutcomeTerms, PrecisionResults, ProgrammeResults, PublishedResults, Series, Summary,
    TargetResults,
};
use crate::model::{Assumption, DiscountBasis, DiscountSchedule, Release, Warning};

/// The version of the contract that this program writes.
pub const VERSION: u32 = 1;

/// The whole of results.json.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// [`VERSION`].
    pub version: u32,
    /// What wrote it.
    pub generator: Generator,
    /// What it is of.
    pub scenario: ScenarioFacts,
    /// How it was made.
    pub run: Run,
    /// Avoided cost per person.
    pub per_person: PerPerson,
    /// Sums over the whole cohort and followed span.
    pub total: Totals,
    /// Avoided cost by the way in which support avoids it.
    pub mechanisms: Mechanisms,
    /// By event.
    pub events: Ordered<EventResults>,
    /// By outcome.
    pub outcomes: Ordered<OutcomeResults>,
    /// By payer.
    pub payers: Ordered<PayerResults>,
    /// By group of payers.
    pub groups: Ordered<PartResults>,
    /// By (part-)year.
    pub years: Vec<YearResults>,
    /// By segment.
    pub segments: Ordered<SegmentResults>,
    /// By view.
    pub views: Ordered<ViewResults>,
    /// The model held against what an evaluation found; null without `published`.
    pub published: Option<PublishedResults>,
    /// What support costs and what is left after it; null without `programme`.
    pub programme: Option<ProgrammeResults>,
    /// By target.
    pub targets: Ordered<TargetResults>,
    /// What the reader should be warned of.
    pub warnings: Vec<Warning>,
    /// All that figures draw.
    pub series: Series,
    /// Every uncertain value, with where it comes from.
    pub assumptions: Vec<Assumption>,
    /// Everything that the run was made from; null in results of programs that did not record it.
    #[serde(default)]
    pub inputs: Option<Inputs>,
}

impl Results {
    /// Social value and avoided cost for each £1 of programme cost, where there are outcomes and a programme.
    #[must_use]
    pub fn sroi(&self) -> Option<&Summary> {
        self.programme.as_ref()?.sroi.as_ref()
    }

    /// Outcomes that are social value.
    pub fn social_outcomes(&self) -> impl Iterator<Item = &OutcomeResults> {
        self.outcomes.iter().map(|(_, outcome)| outcome).filter(|outcome| !outcome.gain)
    }

    /// Outcomes that budgets gain.
    pub fn gains(&self) -> impl Iterator<Item = &OutcomeResults> {
        self.outcomes.iter().map(|(_, outcome)| outcome).filter(|outcome| outcome.gain)
    }

    /// Whether anything counts that is money: events, or what budgets gain.
    #[must_use]
    pub fn counts_money(&self) -> bool {
        !self.events.is_empty() || self.mechanisms.gained.is_some()
    }
}

/// The program that wrote the results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generator {
    /// `averted`.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Default for Generator {
    /// This program.
    fn default() -> Self {
        Self { name: "averted".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// The scenario that the results are of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScenarioFacts {
    /// Its title.
    pub title: String,
    /// Its description.
    pub description: Option<String>,
    /// File name, without folders.
    pub file: String,
    /// SHA-256 of the scenario file, in hexadecimal, as `sha256sum` prints it.
    pub sha256: String,
    /// SHA-256 of all inputs, in hexadecimal: every file that was read, and every `--set`; empty in results of programs that did
    /// not tell it from the checksum of the file.
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
    pub people: u64,
    /// H, months that each person is followed.
    pub horizon_months: f64,
    /// r, per year; that of the first years where rates decline.
    pub discount_rate: f64,
    /// The schedule of declining rates; left out where one rate holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_schedule: Option<DiscountSchedule>,
    /// `whole_years` where all of a year counts alike; left out where money counts for less from moment to moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discounting: Option<DiscountBasis>,
}

/// How the run was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Seed.
    pub seed: u64,
    /// K.
    pub draws: usize,
    /// People in each draw (the average over draws where views differ).
    pub people: f64,
    /// Journeys simulated for the headline.
    pub journeys: u64,
    /// Level of the intervals shown, 0.95 by default.
    pub level: f64,
    /// `sobol` where the evidence is drawn by scrambled Sobol points; left out where it is drawn at random.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sampling: Option<String>,
    /// Where the run was to go on until it was precise enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<PrecisionResults>,
    /// Simulation against exact expectation.
    pub self_check: SelfCheckResults,
}

/// How an answer beside the results was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AnswerRun {
    /// Seed.
    pub seed: u64,
    /// K, draws of the evidence; 0 without a scenario.
    pub draws: usize,
    /// Level of the intervals shown.
    pub level: f64,
}

/// Simulation against exact expectation, over every reported mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SelfCheckResults {
    /// z of the total avoided cost; null from a run in which it cannot vary.
    pub z: Option<f64>,
    /// The mean with the smallest p.
    pub worst: WorstCheck,
    /// How many means were compared.
    pub checks: usize,
    /// Whether there were draws enough (30) to judge.
    pub judged: bool,
    /// Whether all agree; true when not judged.
    pub passed: bool,
}

/// The mean on which simulation and expectation differ most.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorstCheck {
    /// Its name.
    pub name: String,
    /// Its z; null where the standard error is zero.
    pub z: Option<f64>,
}

/// Avoided cost per person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PerPerson {
    /// μ, over draws: evidence only.
    pub expected: Summary,
    /// Cohort mean, over draws: evidence and chance.
    pub cohort: Summary,
    /// One person, over people.
    pub person: Summary,
    /// Share of the variance of the cohort mean that is weak evidence; null when nothing varies.
    pub evidence_share: Option<f64>,
    /// Its Monte Carlo standard error.
    pub evidence_share_mcse: Option<f64>,
    /// Share of the total that those who avoid most bring; null when nothing is gained.
    pub top_share: Option<Ordered<f64>>,
    /// Its Monte Carlo standard errors.
    pub top_share_mcse: Option<Ordered<Option<f64>>>,
}

/// Sums over the whole cohort and followed span.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Totals {
    /// Cost without support.
    pub without_support: Summary,
    /// Cost with support, whoever gets the credit.
    pub with_support: Summary,
    /// Avoided cost.
    pub avoided: Summary,
    /// What it is expected to be, over draws: evidence only.
    pub expected: Summary,
    /// Its present value.
    pub avoided_pv: Summary,
    /// Its cashable part.
    pub cashable: Summary,
    /// The part of what is avoided that runs on past the horizon of its person, in cash; left out where no cost does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub past_horizon: Option<Summary>,
    /// Present value of outcomes that no budget gains; null without such outcomes.
    pub social_value_pv: Option<Summary>,
    /// The chance, over draws of the evidence, that support makes things worse: that less than nothing is expected to be
    /// avoided. Left out where no event may be made worse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability_harm: Option<Chance>,
}

/// Credited avoided cost by mechanism, `added` in full.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mechanisms {
    /// By preventing.
    pub prevented: Summary,
    /// By preventing what leads to it.
    pub knock_on: Summary,
    /// By making it cheaper.
    pub reduced: Summary,
    /// By moving it past the horizon: only put off.
    pub deferred: Summary,
    /// Cost that support itself causes.
    pub added: Summary,
    /// Cost of further occurrences of events that support makes more frequent; left out where none may be so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caused: Option<Summary>,
    /// Cost of what comes instead of what is prevented; left out where nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced: Option<Summary>,
    /// What budgets gain; left out where none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gained: Option<Summary>,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventResults {
    /// Its label.
    pub label: String,
    /// Occurrences without support, whole cohort.
    pub occurrences: Summary,
    /// Occurrences prevented, by the event's own support or through a parent.
    pub averted: Summary,
    /// Avoided cost.
    pub avoided: Summary,
    /// Its present value.
    pub avoided_pv: Summary,
    /// The chance, over draws of the evidence, that support makes it worse; left out where it cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability_harm: Option<Chance>,
}

/// One outcome.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutcomeResults {
    /// Its label.
    pub label: String,
    /// Who benefits.
    pub beneficiary: Option<String>,
    /// Whether budgets gain it, so that it counts with the costs avoided and is no social value; left out where they do not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gain: bool,
    /// What the value map shows of it.
    pub terms: OutcomeTerms,
    /// Present value of the whole cohort's.
    pub value_pv: Summary,
}

/// One payer over the whole span.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PayerResults {
    /// Its label.
    pub label: String,
    /// The groups it belongs to.
    pub groups: Vec<String>,
    /// What it gains and pays.
    #[serde(flatten)]
    pub part: PartResults,
    /// How its cash leaves its budget; left out where it says nothing of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub releases: Option<Release>,
}

/// What a payer, a group of payers or all of them gain and pay, over a year or the whole span.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartResults {
    /// Avoided cost.
    pub avoided: Summary,
    /// The cash in it: the cashable part of what is saved, less the cash that what support adds takes.
    pub cashable: Summary,
    /// Programme cost that they bear, its mean over draws.
    pub programme_cost: f64,
    /// The same over draws; left out where it is the same in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme_cost_summary: Option<Summary>,
}

impl PartResults {
    /// Programme cost, its mean with its Monte Carlo standard error.
    #[must_use]
    pub fn cost(&self) -> (f64, f64) {
        (self.programme_cost, self.programme_cost_summary.as_ref().map_or(0.0, |cost| cost.mcse))
    }
}

/// One (part-)year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct YearResults {
    /// `2021/22` or `Year 2`.
    pub id: String,
    /// The same, saying so when it is a part-year.
    pub label: String,
    /// What all payers gain and pay.
    #[serde(flatten)]
    pub part: PartResults,
    /// By payer.
    pub payers: Ordered<PartResults>,
    /// By group.
    pub groups: Ordered<PartResults>,
}

/// One segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegmentResults {
    /// Its label.
    pub label: String,
    /// Over draws with people in it, the mean over its people; null when there never was anybody.
    pub avoided_per_person: Option<Summary>,
}

/// One view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ViewResults {
    /// Its label.
    pub label: String,
    /// Its weight; null when no view has one.
    pub weight: Option<f64>,
    /// Its draws.
    pub draws: usize,
    /// Avoided cost per person.
    pub per_person: ViewPerPerson,
    /// Sums over the whole cohort.
    pub total: Totals,
    /// By group of payers.
    pub groups: Ordered<PartResults>,
    /// By target.
    pub targets: Ordered<TargetResults>,
    /// The published figures against this view; null without `published`.
    pub published: Option<PublishedResults>,
}

/// Avoided cost per person in one view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ViewPerPerson {
    /// μ, over draws: evidence only.
    pub expected: Summary,
    /// Cohort mean, over draws: evidence and chance.
    pub cohort: Summary,
}
