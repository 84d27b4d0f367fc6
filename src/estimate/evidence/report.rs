//! Mirrors evidence.json, version 1: every number of `averted evidence`.
//!
//! Money is £ at the scenario's price base. What cannot be given (an infinite end of an interval, an error from one
//! draw) is `null`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::sums::Averages;
use super::{CasesEvidence, GivenTruth, GroupsEvidence, Method};
use crate::estimate::{AnswerRun, Chance, Generator, Ordered, ScenarioFacts, Summary, Warning};
use crate::model::PublishedCounting;
use crate::quantity::Kind;
use crate::statistics::float;

/// The whole of evidence.json.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Version of this contract.
    pub version: u32,
    /// What wrote it.
    pub generator: Generator,
    /// The scenario; null when only a table of case studies was given.
    pub scenario: Option<ScenarioFacts>,
    /// How it was made.
    pub run: AnswerRun,
    /// What n people can tell; null without a scenario.
    pub small_sample: Option<SmallSample>,
    /// Who brings the total; null without a scenario.
    pub outliers: Option<OutlierEvidence>,
    /// The published figures against the model; null without them.
    pub published: Option<PublishedEvidence>,
    /// What would be believed after the published mean; null unless asked for.
    pub update: Option<UpdateEvidence>,
    /// The table of people, as a whole, then by the views that it tells of; empty without a table, and with one of two groups.
    pub cases: Vec<CasesEvidence>,
    /// The two groups of such a table; null without one.
    #[serde(default)]
    pub groups: Option<GroupsEvidence>,
    /// The headline if the whole caseload were like the cases; null where nothing says what they are like.
    pub selection: Option<SelectionEvidence>,
    /// What the reader should be warned of.
    pub warnings: Vec<Warning>,
}

/// What n people can tell, tried out on simulated studies whose truth is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SmallSample {
    /// The size of study that the scenario speaks of: that of the publication, else of the table, else 8.
    pub today: usize,
    /// Draws in which the truth is above zero, and on which everything relative to it rests.
    pub draws: usize,
    /// Share of draws left out, because support avoids nothing in them.
    pub left_out: f64,
    /// The mean of the truths of those draws, £ per person.
    pub truth: f64,
    /// By ascending number of people.
    pub rows: Vec<StudyRow>,
    /// People needed for a mean within 20% and 10% of the truth, 19 times in 20, at the truth of `given`.
    pub needed: Vec<StudyNeeded>,
    /// What studies would report at one truth; null where nothing is avoided in any draw.
    pub given: Option<GivenTruth>,
}

/// Studies of one size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudyRow {
    /// n.
    pub people: usize,
    /// The mean of a study over all draws: evidence and chance.
    pub mean: Summary,
    /// The mean of a study divided by the truth of its draw: chance alone, where the truth is above zero.
    pub relative: Summary,
    /// How the nominal intervals do, by method; tried where the truth is above zero.
    pub intervals: Trials,
}

/// How each kind of interval does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trials {
    /// Studies in which they were tried.
    pub studies: usize,
    /// Resamples of each study.
    pub resamples: usize,
    /// By method: t, percentile, bca, studentised, bayesian.
    pub methods: Ordered<IntervalEvidence>,
}

/// How one kind of interval does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IntervalEvidence {
    /// Median width, £; null when infinite.
    pub median_width: Option<f64>,
    /// Median width divided by the truth; null when infinite.
    pub relative_width: Option<f64>,
    /// The share of studies whose interval holds the truth.
    pub coverage: f64,
    /// Its Monte Carlo standard error.
    pub mcse: f64,
    /// The share of studies whose interval is a point, unbounded, or otherwise not what it claims.
    pub flagged: f64,
}

impl Trials {
    /// The chance that an interval of that method holds the truth, `None` where it was not tried.
    #[must_use]
    pub fn covers(&self, method: Method) -> Option<Chance> {
        let tried = self.methods.get(method.key())?;
        Some(Chance::in_draws(tried.coverage, float(self.studies)))
    }
}

/// How many people a precision takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StudyNeeded {
    /// Largest relative distance from the truth.
    pub within: f64,
    /// How often, 0.95.
    pub how_often: f64,
    /// The smallest number of people.
    pub people: Option<u64>,
    /// The same if the simulated share were one standard error better.
    pub low: Option<u64>,
    /// The same if it were one standard error worse.
    pub high: Option<u64>,
    /// Whether the number lies beyond the studies simulated, and rests on the normal law of a mean of so many.
    pub by_normal_law: bool,
}

/// Who brings the total.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutlierEvidence {
    /// Shares of all avoided cost that the top 1%, 5% and 10% of people bring; null when nothing is avoided.
    pub top_share: Option<Ordered<f64>>,
    /// Averages of single people, all draws pooled.
    pub person: Averages,
    /// The size of study that the next two are of.
    pub study: usize,
    /// The share of its total that the person with most brings, in the typical (median) study.
    pub largest_share: Option<f64>,
    /// The share by which the mean of the typical study falls when that person is left out.
    pub fall_without_largest: Option<f64>,
}

/// The published figures against means of as many simulated people, counted alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublishedEvidence {
    /// People in the evaluation.
    pub people: u64,
    /// Their segment; null: the whole cohort.
    pub of: Option<String>,
    /// How it counted.
    pub counting: PublishedCounting,
    /// Months that they were followed.
    pub over_months: f64,
    /// The published mean.
    pub mean_avoided: f64,
    /// The published range of the mean.
    pub low: Option<f64>,
    /// The published range of the mean.
    pub high: Option<f64>,
    /// Means of such studies.
    pub model: Summary,
    /// Where the published mean falls among them.
    pub placed: Placed,
    /// Where the published low falls among them.
    pub placed_low: Option<Placed>,
    /// Where the published high falls among them.
    pub placed_high: Option<Placed>,
    /// By the rule.
    pub verdict: Verdict,
    /// The rule of the verdict.
    pub rule: String,
    /// What such a study can tell, its truth known.
    pub study: StudyRow,
    /// Draws left out of the study's relative figures, because support avoids nothing in them.
    pub left_out: f64,
    /// By view.
    pub views: Ordered<ViewEvidence>,
}

/// How a published figure stands among the studies that the model expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Among most of them.
    Consistent,
    /// Among few of them.
    Surprising,
    /// Among hardly any of them.
    Incompatible,
}

impl Verdict {
    /// The rule, for the reader.
    pub const RULE: &str = "consistent: between the 5% and 95% points of the model's studies; surprising: outside them; \
                            incompatible: below the 0.5% or above the 99.5% point";

    /// By [`Verdict::RULE`], of a figure that this share of the model's studies lies below.
    #[must_use]
    pub fn of(percentile: f64) -> Self {
        let tail = percentile.min(1.0 - percentile);
        if tail < 0.005 {
            Self::Incompatible
        } else if tail < 0.05 {
            Self::Surprising
        } else {
            Self::Consistent
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Consistent => "consistent",
            Self::Surprising => "surprising",
            Self::Incompatible => "incompatible",
        })
    }
}

/// A share of simulated studies below a figure, a tie counting half.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// The share.
    pub percentile: f64,
    /// Its Monte Carlo standard error.
    pub mcse: f64,
}

impl Placed {
    /// The chance that a study reports less than the figure.
    #[must_use]
    pub fn below(&self) -> Chance {
        Chance::with_error(self.percentile, self.mcse)
    }
}

/// The published figures against one view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ViewEvidence {
    /// Its label.
    pub label: String,
    /// Means of such studies under it.
    pub model: Summary,
    /// Where the published mean falls among them.
    pub placed: Placed,
    /// By the rule.
    pub verdict: Verdict,
    /// Whether the published range holds the view's typical (median) study; null without a range.
    pub spanned: Option<bool>,
}

/// Prior against posterior.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UpdateEvidence {
    /// Draws that were weighed.
    pub draws: usize,
    /// (Σw)²/Σw²: how many equal draws the weighed ones are worth.
    pub effective_draws: f64,
    /// What the weights rest on; null in older files.
    pub likelihood: Option<Likelihood>,
    /// Expected avoided cost per person of the cohort.
    pub per_person: Posterior,
    /// Expected avoided cost of the whole cohort.
    pub total: Posterior,
    /// What one more study like the published one would report: evidence and chance.
    pub published_mean: Posterior,
    /// The same if the publication overstated nothing; null where the scenario does not say that it does.
    pub at_its_word: Option<AtItsWord>,
    /// Probability of each view before and after; empty without weighted views.
    pub views: Ordered<[f64; 2]>,
    /// Every uncertain value, by path.
    pub assumptions: Ordered<Posterior>,
}

/// What the weights rest on, and where it is not exact.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Likelihood {
    /// People simulated in each draw, at least, whose amounts stand for the law of one person.
    pub people: usize,
    /// The normal error, £ per person, within which means count as the published one.
    pub width: f64,
}

/// What would be believed if the published figure overstated nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtItsWord {
    /// How many equal draws the weighed ones are worth.
    pub effective_draws: f64,
    /// Expected avoided cost per person of the cohort.
    pub per_person: Posterior,
    /// Expected avoided cost of the whole cohort.
    pub total: Posterior,
    /// What one more study like the published one would report.
    pub published_mean: Posterior,
}

/// One number before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Posterior {
    /// What it measures.
    pub kind: Kind,
    /// Mean before.
    pub prior_mean: f64,
    /// Its Monte Carlo standard error.
    #[serde(default)]
    pub prior_mcse: Option<f64>,
    /// Ends of the central interval before.
    pub prior: [f64; 2],
    /// Their Monte Carlo standard errors.
    #[serde(default)]
    pub prior_errors: [Option<f64>; 2],
    /// Mean after.
    pub posterior_mean: f64,
    /// Its Monte Carlo standard error.
    pub mcse: Option<f64>,
    /// Ends of the central interval after.
    pub posterior: [f64; 2],
    /// (mean after - mean before) / sd before; null where it does not vary.
    pub shift: Option<f64>,
    /// Values before, thinned to at most 512 quantiles at even steps, for a figure.
    pub prior_curve: Vec<f64>,
    /// Values after, at the same steps.
    pub posterior_curve: Vec<f64>,
}

/// The headline if everyone were like the case studies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SelectionEvidence {
    /// The segment that they come from.
    pub segment: String,
    /// Its label.
    pub label: String,
    /// Its mean share of the caseload.
    pub share: f64,
    /// Expected avoided cost of the cohort as described.
    pub as_described: Summary,
    /// Expected avoided cost of as many people, all of that segment.
    pub if_all_were: Summary,
}
