//! Mirrors results.json, version 1: everything that a run claims, each number with its error.
//!
//! Money is £ at the scenario's price base, cash unless the name ends in `_pv`. Keys may be added, never renamed
//! within a version. What cannot be given is `null`, never a made-up number.

use serde::{Deserialize, Serialize};

use super::{
    Chance, ConditionalResults, Generator, Inputs, Ordered, OutcomeTerms, ProgrammeResults, PublishedResults, Run,
    ScenarioFacts, Series, Summary, TargetResults,
};
use crate::dictionary::dictionary;
use crate::model::{Assumption, Release, Warning};

/// The version of the contract that this program writes.
pub const VERSION: u32 = 1;

dictionary! {
    /// The whole of results.json.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Results {
        /// Version of the contract.
        #[unit(Number)]
        pub version: u32,
        /// The program that wrote the results.
        pub generator: Generator,
        /// The scenario that the results are of.
        pub scenario: ScenarioFacts,
        /// How the run was made.
        pub run: Run,
        /// Avoided cost per person.
        pub per_person: PerPerson,
        /// Sums over the whole cohort and followed span.
        pub total: Totals,
        /// Avoided cost by the way in which support avoids it.
        pub mechanisms: Mechanisms,
        /// Each event by its id.
        pub events: Ordered<EventResults>,
        /// Each outcome by its id.
        pub outcomes: Ordered<OutcomeResults>,
        /// Each payer by its id.
        pub payers: Ordered<PayerResults>,
        /// Each group of payers by its id.
        pub groups: Ordered<PartResults>,
        /// Each (part-)year, in order.
        pub years: Vec<YearResults>,
        /// Each segment by its id.
        pub segments: Ordered<SegmentResults>,
        /// Each view by its id.
        pub views: Ordered<ViewResults>,
        /// The model held against what an evaluation found; null without `published`.
        pub published: Option<PublishedResults>,
        /// What support costs and what is left after it; null without `programme`.
        pub programme: Option<ProgrammeResults>,
        /// Each target by its id.
        pub targets: Ordered<TargetResults>,
        /// Estimates of the headline and of targets from the law that each draw's evidence gives the cohort: exact means, and chances and quantiles with less noise than simulated ones.
        #[serde(default)]
        pub conditional: Option<ConditionalResults>,
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

dictionary! {
    /// Avoided cost per person.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct PerPerson {
        /// μ, expected avoided cost per person, over draws: evidence only.
        #[unit(PoundsPerPerson)]
        #[covers(Evidence)]
        pub expected: Summary,
        /// Mean avoided cost per person of the cohort, over draws: evidence and chance.
        #[unit(PoundsPerPerson)]
        #[covers(EvidenceAndChance)]
        pub cohort: Summary,
        /// Avoided cost of one person, over people.
        #[unit(PoundsPerPerson)]
        #[covers(People)]
        pub person: Summary,
        /// Share of the variance of the cohort mean that is weak evidence; null when nothing varies.
        #[unit(Share)]
        pub evidence_share: Option<f64>,
        /// Monte Carlo standard error of `evidence_share`.
        #[unit(Share)]
        pub evidence_share_mcse: Option<f64>,
        /// Share of the total that those who avoid most bring, by their share of people; null when nothing is gained.
        #[unit(Share)]
        pub top_share: Option<Ordered<f64>>,
        /// Monte Carlo standard errors of `top_share`.
        #[unit(Share)]
        pub top_share_mcse: Option<Ordered<Option<f64>>>,
    }
}

dictionary! {
    /// Sums over the whole cohort and followed span.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Totals {
        /// Cost without support.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub without_support: Summary,
        /// Cost with support, whoever gets the credit.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub with_support: Summary,
        /// Avoided cost, cash.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub avoided: Summary,
        /// Expected avoided cost, cash, over draws: evidence only.
        #[unit(Pounds)]
        #[covers(Evidence)]
        pub expected: Summary,
        /// Avoided cost, present value.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub avoided_pv: Summary,
        /// Cashable part of avoided cost, cash.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub cashable: Summary,
        /// The part of what is avoided that runs on past the horizon of its person, in cash; left out where no cost
        /// does.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub past_horizon: Option<Summary>,
        /// Present value of outcomes that no budget gains; null without such outcomes.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub social_value_pv: Option<Summary>,
        /// The chance, over draws of the evidence, that support makes things worse: that less than nothing is expected
        /// to be avoided. Left out where no event may be made worse.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub probability_harm: Option<Chance>,
    }
}

dictionary! {
    /// Credited avoided cost by mechanism, `added` in full.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Mechanisms {
        /// Avoided by preventing events.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub prevented: Summary,
        /// Avoided by preventing what leads to events.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub knock_on: Summary,
        /// Avoided by making occurrences cheaper.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub reduced: Summary,
        /// Avoided by moving occurrences past the horizon: only put off.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub deferred: Summary,
        /// Cost that support itself causes.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub added: Summary,
        /// Cost of further occurrences of events that support makes more frequent; left out where none may be so.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub caused: Option<Summary>,
        /// Cost of what comes instead of what is prevented; left out where nothing does.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub replaced: Option<Summary>,
        /// What budgets gain; left out where none does.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub gained: Option<Summary>,
    }
}

dictionary! {
    /// One event.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct EventResults {
        /// Label of the event.
        pub label: String,
        /// Occurrences without support, whole cohort.
        #[unit(Occurrences)]
        #[covers(EvidenceAndChance)]
        pub occurrences: Summary,
        /// Occurrences prevented, by the event's own support or through a parent.
        #[unit(Occurrences)]
        #[covers(EvidenceAndChance)]
        pub averted: Summary,
        /// Avoided cost of the event, cash.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub avoided: Summary,
        /// Avoided cost of the event, present value.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub avoided_pv: Summary,
        /// The chance, over draws of the evidence, that support makes it worse; left out where it cannot.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub probability_harm: Option<Chance>,
    }
}

dictionary! {
    /// One outcome.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct OutcomeResults {
        /// Label of the outcome.
        pub label: String,
        /// Who benefits.
        pub beneficiary: Option<String>,
        /// Whether budgets gain it, so that it counts with the costs avoided and is no social value; left out where
        /// they do not.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub gain: bool,
        /// What the value map shows of the outcome.
        pub terms: OutcomeTerms,
        /// Present value of the outcome, whole cohort.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub value_pv: Summary,
    }
}

dictionary! {
    /// One payer over the whole span.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct PayerResults {
        /// Label of the payer.
        pub label: String,
        /// Ids of the groups that the payer belongs to.
        pub groups: Vec<String>,
        /// What it gains and pays.
        #[serde(flatten)]
        pub part: PartResults,
        /// How cash leaves the payer's budget; left out where the scenario says nothing of that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub releases: Option<Release>,
    }
}

dictionary! {
    /// What a payer, a group of payers or all of them gain and pay, over a year or the whole span.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct PartResults {
        /// Avoided cost that falls to them, cash.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub avoided: Summary,
        /// The cash in what falls to them: the cashable part of what is saved, less the cash that what support adds takes.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub cashable: Summary,
        /// Programme cost that they bear, the mean over draws.
        #[unit(Pounds)]
        pub programme_cost: f64,
        /// Programme cost that they bear, over draws; left out where it is the same in all.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub programme_cost_summary: Option<Summary>,
    }
}

impl PartResults {
    /// Programme cost, its mean with its Monte Carlo standard error.
    #[must_use]
    pub fn cost(&self) -> (f64, f64) {
        (self.programme_cost, self.programme_cost_summary.as_ref().map_or(0.0, |cost| cost.mcse))
    }
}

dictionary! {
    /// One (part-)year.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct YearResults {
        /// The (part-)year: `2021/22` or `Year 2`.
        pub id: String,
        /// The (part-)year, saying so when it is a part-year.
        pub label: String,
        /// What all payers gain and pay.
        #[serde(flatten)]
        pub part: PartResults,
        /// Each payer by its id.
        pub payers: Ordered<PartResults>,
        /// Each group of payers by its id.
        pub groups: Ordered<PartResults>,
    }
}

dictionary! {
    /// One segment.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct SegmentResults {
        /// Label of the segment.
        pub label: String,
        /// Avoided cost per person of the segment, over draws with people in it; null when there never was anybody.
        #[unit(PoundsPerPerson)]
        #[covers(EvidenceAndChance)]
        pub avoided_per_person: Option<Summary>,
    }
}

dictionary! {
    /// One view.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ViewResults {
        /// Label of the view.
        pub label: String,
        /// Weight of the view; null when no view has one.
        #[unit(Share)]
        pub weight: Option<f64>,
        /// Draws of the view.
        #[unit(Draws)]
        pub draws: usize,
        /// Avoided cost per person.
        pub per_person: ViewPerPerson,
        /// Sums over the whole cohort.
        pub total: Totals,
        /// Each group of payers by its id.
        pub groups: Ordered<PartResults>,
        /// Each target by its id.
        pub targets: Ordered<TargetResults>,
        /// The published figures against this view; null without `published`.
        pub published: Option<PublishedResults>,
    }
}

dictionary! {
    /// Avoided cost per person in one view.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ViewPerPerson {
        /// μ, expected avoided cost per person, over draws: evidence only.
        #[unit(PoundsPerPerson)]
        #[covers(Evidence)]
        pub expected: Summary,
        /// Mean avoided cost per person of the cohort, over draws: evidence and chance.
        #[unit(PoundsPerPerson)]
        #[covers(EvidenceAndChance)]
        pub cohort: Summary,
    }
}
