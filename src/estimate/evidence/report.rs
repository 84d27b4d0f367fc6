//! Mirrors evidence.json, version 1: every number of `averted evidence`.
//!
//! Money is £ at the scenario's price base. What cannot be given (an infinite end of an interval, an error from one
//! draw) is `null`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::sums::Averages;
use super::{CasesEvidence, GivenTruth, GroupsEvidence, Method, UpdateEvidence};
use crate::dictionary::dictionary;
use crate::estimate::{AnswerRun, Chance, Generator, Ordered, ScenarioFacts, Summary, Warning};
use crate::model::PublishedCounting;
use crate::statistics::float;

dictionary! {
    /// The whole of evidence.json.
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    pub struct Evidence {
        /// Version of the contract.
        #[unit(Number)]
        pub version: u32,
        /// The program that wrote the evidence.
        pub generator: Generator,
        /// The scenario; null when only a table of case studies was given.
        pub scenario: Option<ScenarioFacts>,
        /// How the run was made.
        pub run: AnswerRun,
        /// What n people can tell; null without a scenario.
        pub small_sample: Option<SmallSample>,
        /// Who brings the total; null without a scenario.
        pub outliers: Option<OutlierEvidence>,
        /// The published figures against the model; null without them.
        pub published: Option<PublishedEvidence>,
        /// What would be believed after the published mean; null unless asked for.
        pub update: Option<UpdateEvidence>,
        /// The table of people, as a whole, then by the views that it tells of; empty without a table, and with one of
        /// two groups.
        pub cases: Vec<CasesEvidence>,
        /// The two groups of such a table; null without one.
        #[serde(default)]
        pub groups: Option<GroupsEvidence>,
        /// The headline if the whole caseload were like the cases; null where nothing says what they are like.
        pub selection: Option<SelectionEvidence>,
        /// What the reader should be warned of.
        pub warnings: Vec<Warning>,
    }
}

dictionary! {
    /// What n people can tell, tried out on simulated studies whose truth is known.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct SmallSample {
        /// The size of study that the scenario speaks of: that of the publication, else of the table, else 8.
        #[unit(People)]
        pub today: usize,
        /// Draws in which the truth is above zero, and on which everything relative to it rests.
        #[unit(Draws)]
        pub draws: usize,
        /// Share of draws left out, because support avoids nothing in them.
        #[unit(Share)]
        pub left_out: f64,
        /// The mean of the truths of those draws.
        #[unit(PoundsPerPerson)]
        pub truth: f64,
        /// Studies by ascending number of people.
        pub rows: Vec<StudyRow>,
        /// People needed for a mean within 20% and 10% of the truth, 19 times in 20, at the truth of `given`.
        pub needed: Vec<StudyNeeded>,
        /// What studies would report at one truth; null where nothing is avoided in any draw.
        pub given: Option<GivenTruth>,
    }
}

dictionary! {
    /// Studies of one size.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct StudyRow {
        /// n, people in a study.
        #[unit(People)]
        pub people: usize,
        /// The mean of a study over all draws: evidence and chance.
        #[unit(PoundsPerPerson)]
        #[covers(EvidenceAndChance)]
        pub mean: Summary,
        /// The mean of a study divided by the truth of its draw: chance alone, where the truth is above zero.
        #[unit(Number)]
        #[covers(Chance)]
        pub relative: Summary,
        /// How the nominal intervals do, by method; tried where the truth is above zero.
        pub intervals: Trials,
    }
}

dictionary! {
    /// How each kind of interval does.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Trials {
        /// Studies in which they were tried.
        #[unit(Count)]
        pub studies: usize,
        /// Resamples of each study that is resampled.
        #[unit(Count)]
        pub resamples: usize,
        /// The share of studies that are resampled, because few of their people have something; other bootstrap intervals, and all of the Bayesian bootstrap, are saddlepoint approximations.
        #[unit(Share)]
        pub resampled: f64,
        /// How each kind of interval does: t, percentile, bca, studentised, bayesian.
        pub methods: Ordered<IntervalEvidence>,
    }
}

dictionary! {
    /// How one kind of interval does.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct IntervalEvidence {
        /// Median width of the interval; null when infinite.
        #[unit(PoundsPerPerson)]
        pub median_width: Option<f64>,
        /// Median width divided by the truth; null when infinite.
        #[unit(Number)]
        pub relative_width: Option<f64>,
        /// The share of studies whose interval holds the truth.
        #[unit(Share)]
        pub coverage: f64,
        /// Monte Carlo standard error of the coverage.
        #[unit(Share)]
        pub mcse: f64,
        /// The share of studies whose interval is a point, unbounded, or otherwise not what it claims.
        #[unit(Share)]
        pub flagged: f64,
    }
}

impl Trials {
    /// The chance that an interval of that method holds the truth, `None` where it was not tried.
    #[must_use]
    pub fn covers(&self, method: Method) -> Option<Chance> {
        let tried = self.methods.get(method.key())?;
        Some(Chance::in_draws(tried.coverage, float(self.studies)))
    }
}

dictionary! {
    /// How many people a precision takes.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct StudyNeeded {
        /// Largest relative distance from the truth.
        #[unit(Share)]
        pub within: f64,
        /// How often the mean is to be so near: 0.95.
        #[unit(Share)]
        pub how_often: f64,
        /// The smallest number of people; null where it is too many to find.
        #[unit(People)]
        pub people: Option<u64>,
        /// The number of people if the simulated share were one standard error better.
        #[unit(People)]
        #[covers(MonteCarlo)]
        pub low: Option<u64>,
        /// The number of people if the simulated share were one standard error worse.
        #[unit(People)]
        #[covers(MonteCarlo)]
        pub high: Option<u64>,
        /// Whether the number lies beyond the studies simulated, and rests on the normal law of a mean of so many.
        pub by_normal_law: bool,
    }
}

dictionary! {
    /// Who brings the total.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct OutlierEvidence {
        /// Shares of all avoided cost that the top 1%, 5% and 10% of people bring; null when nothing is avoided.
        #[unit(Share)]
        pub top_share: Option<Ordered<f64>>,
        /// Averages of single people, all draws pooled.
        pub person: Averages,
        /// The size of study that the next two are of.
        #[unit(People)]
        pub study: usize,
        /// The share of its total that the person with most brings, in the typical (median) study.
        #[unit(Share)]
        pub largest_share: Option<f64>,
        /// The share by which the mean of the typical study falls when that person is left out.
        #[unit(Share)]
        pub fall_without_largest: Option<f64>,
    }
}

dictionary! {
    /// The published figures against means of as many simulated people, counted alike.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct PublishedEvidence {
        /// People in the evaluation.
        #[unit(People)]
        pub people: u64,
        /// Segment of the people in the evaluation; null: the whole cohort.
        pub of: Option<String>,
        /// Whether it counted gross or credited savings.
        pub counting: PublishedCounting,
        /// Months that they were followed.
        #[unit(Months)]
        pub over_months: f64,
        /// The published mean.
        #[unit(PoundsPerPerson)]
        pub mean_avoided: f64,
        /// Lower end of the published range of the mean.
        #[unit(PoundsPerPerson)]
        pub low: Option<f64>,
        /// Upper end of the published range of the mean.
        #[unit(PoundsPerPerson)]
        pub high: Option<f64>,
        /// Means of such studies.
        #[unit(PoundsPerPerson)]
        #[covers(EvidenceAndChance)]
        pub model: Summary,
        /// Where the published mean falls among them.
        pub placed: Placed,
        /// Where the low end of the published range falls among them.
        pub placed_low: Option<Placed>,
        /// Where the high end of the published range falls among them.
        pub placed_high: Option<Placed>,
        /// How the published mean stands among them, by the rule.
        pub verdict: Verdict,
        /// The rule of the verdict.
        pub rule: String,
        /// What such a study can tell, its truth known.
        pub study: StudyRow,
        /// Draws left out of the study's relative figures, because support avoids nothing in them.
        #[unit(Share)]
        pub left_out: f64,
        /// Each view by its id.
        pub views: Ordered<ViewEvidence>,
    }
}

dictionary! {
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

dictionary! {
    /// A share of simulated studies below a figure, a tie counting half.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Placed {
        /// Share of simulated studies below the figure, a tie counting half.
        #[unit(Share)]
        pub percentile: f64,
        /// Monte Carlo standard error of that share.
        #[unit(Share)]
        pub mcse: f64,
    }
}

impl Placed {
    /// The chance that a study reports less than the figure.
    #[must_use]
    pub fn below(&self) -> Chance {
        Chance::with_error(self.percentile, self.mcse)
    }
}

dictionary! {
    /// The published figures against one view.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ViewEvidence {
        /// Label of the view.
        pub label: String,
        /// Means of such studies under it.
        #[unit(PoundsPerPerson)]
        #[covers(EvidenceAndChance)]
        pub model: Summary,
        /// Where the published mean falls among them.
        pub placed: Placed,
        /// How the published mean stands among them, by the rule.
        pub verdict: Verdict,
        /// Whether the published range holds the view's typical (median) study; null without a range.
        pub spanned: Option<bool>,
    }
}

dictionary! {
    /// The headline if everyone were like the case studies.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct SelectionEvidence {
        /// Id of the segment that the cases come from.
        pub segment: String,
        /// Label of the segment.
        pub label: String,
        /// Mean share of the segment in the caseload.
        #[unit(Share)]
        pub share: f64,
        /// Expected avoided cost of the cohort as described.
        #[unit(Pounds)]
        #[covers(Evidence)]
        pub as_described: Summary,
        /// Expected avoided cost of as many people, all of that segment.
        #[unit(Pounds)]
        #[covers(Evidence)]
        pub if_all_were: Summary,
    }
}
