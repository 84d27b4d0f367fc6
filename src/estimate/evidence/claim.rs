//! Weighs the evidence in one call: tries studies out, holds the publication against them, reads the case studies.

use super::beliefs::beliefs;
use super::given_truth::given_truth;
use super::small_sample::row;
use super::trial::{Design, Size, Trial, WITHIN};
use super::{
    Evidence, EvidenceFailed, SmallSample, StudyNeeded, cases, groups, outliers, published, selection, update,
};
use crate::engine::{RunOf, Singles, Whose};
use crate::estimate::assemble::{facts, warnings};
use crate::estimate::{AnswerRun, Generator, Identity, Strata, VERSION, Watch};
use crate::model::{CaseStudies, Plan, Published};
use crate::statistics::{float, mean_and_sd};

/// What is wanted beside the rest.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Learn from the published mean.
    pub update: bool,
}

/// The sizes of study that are tried beside the one of today.
const SIZES: [usize; 8] = [8, 16, 32, 64, 128, 256, 512, 1024];
/// Draws in which studies are tried, at most: the error of a coverage near 95% is then half a percentage point.
const STUDIES: usize = 2_000;
/// Studies of more people than this are tried in half as many draws.
const LARGE: usize = 256;
/// The size of study where the scenario speaks of none.
const USUAL: usize = 8;

/// How many draws of people [`evidence`] simulates, for whoever watches.
#[must_use]
pub fn evidence_draws(plan: &Plan) -> usize {
    let draws = plan.simulation.draws;
    let runs = plan.runs();
    let published = plan.base.published.as_ref().and_then(Published::mean).map_or(0, |_| runs * draws);
    draws.min(STUDIES) + published
}

/// How many journeys [`evidence`] simulates, whoever's they are.
#[must_use]
pub fn evidence_people(plan: &Plan) -> f64 {
    let draws = plan.simulation.draws;
    let tried = draws.min(STUDIES) * SIZES[SIZES.len() - 1];
    let runs = plan.runs();
    let published = plan.base.published.as_ref().map_or(0.0, |published| float(published.people));
    float(tried) + published * float(runs * draws)
}

/// Weighs the evidence of `plan`, as `watch` is told.
///
/// # Errors
///
/// When learning from the published mean is asked for and cannot be done.
pub fn evidence(
    plan: &Plan,
    identity: &Identity,
    options: Options,
    watch: &Watch<'_>,
) -> Result<Evidence, EvidenceFailed> {
    let draws = plan.simulation.draws;
    let segment = selection::segment(plan);
    let headline = beliefs(plan, RunOf::Headline, segment, draws);
    let figure = plan.base.published.as_ref().and_then(|published| Some((published, published.mean()?)));
    if options.update && figure.is_none_or(|(_, mean)| mean < 0.0) {
        return Err(EvidenceFailed::NothingPublished);
    }
    let studies =
        figure.map(|(of, mean)| (of, mean, published::studies(plan, RunOf::Headline, of, &headline.published, watch)));
    let update = match &studies {
        Some((of, mean, studies)) if options.update => {
            Some(update::update(plan, of, *mean, &headline, studies, watch)?)
        }
        _ => None,
    };
    let told = |studies: &CaseStudies| cases::cases(studies, plan.simulation.level, plan.simulation.seed);
    let compared = |studies: &CaseStudies| groups::groups(studies, plan.simulation.level, plan.simulation.seed);
    let (small_sample, outliers) = small_sample(plan, &headline.per_person, &Strata::of(&headline.draws), watch);
    Ok(Evidence {
        version: VERSION,
        generator: Generator::default(),
        scenario: Some(facts(plan, identity)),
        run: AnswerRun { seed: plan.simulation.seed, draws, level: plan.simulation.level },
        small_sample: Some(small_sample),
        outliers: Some(outliers),
        published: studies.map(|(of, mean, studies)| published::published(plan, of, mean, &headline, &studies, watch)),
        update,
        cases: plan.cases.as_ref().map_or_else(Vec::new, told),
        groups: plan.cases.as_ref().and_then(compared),
        selection: segment.map(|segment| selection::selection(plan, &headline, segment)),
        warnings: warnings(plan, Vec::new()),
    })
}

/// Weighs a table of people by itself.
#[must_use]
pub fn evidence_of_cases(studies: &CaseStudies, level: f64, seed: u64) -> Evidence {
    Evidence {
        version: VERSION,
        run: AnswerRun { seed, draws: 0, level },
        cases: cases::cases(studies, level, seed),
        groups: groups::groups(studies, level, seed),
        ..Evidence::default()
    }
}

/// The size of study that the scenario speaks of, when studies of so many can be tried.
fn today(plan: &Plan) -> usize {
    let published = plan.base.published.as_ref().and_then(|published| usize::try_from(published.people).ok());
    let told = || plan.cases.as_ref().map(|studies| studies.count(None));
    published.or_else(told).filter(|people| (1..=SIZES[SIZES.len() - 1]).contains(people)).unwrap_or(USUAL)
}

fn small_sample(
    plan: &Plan,
    truths: &[f64],
    strata: &Strata,
    watch: &Watch<'_>,
) -> (SmallSample, super::OutlierEvidence) {
    let (level, seed, today) = (plan.simulation.level, plan.simulation.seed, today(plan));
    let mut people = SIZES.to_vec();
    people.push(today);
    people.sort_unstable();
    people.dedup();
    let size = |people: usize| Size::new(people, if people <= LARGE { STUDIES } else { STUDIES / 2 }, level, seed);
    (watch.next)("cohort");
    let singles = Singles::new(plan, RunOf::Headline);
    let (given, needed) = given_truth(&singles, &people, truths, level).unzip();
    let truths = &truths[..truths.len().min(STUDIES)];
    let design = Design {
        singles: &singles,
        whose: Whose::Cohort,
        sizes: people.iter().copied().map(size).collect(),
        people: SIZES[SIZES.len() - 1],
        level,
        progress: watch.progress,
    };
    let trial: Trial = design.trial(truths);
    let kept: Vec<f64> = trial.with_savings().map(|studied| studied.truth).collect();
    let rows = design.sizes.iter().enumerate().map(|(index, size)| row(&trial, index, size.people, strata, level));
    let index = people.iter().position(|size| *size == today).unwrap_or(0);
    let outliers = outliers::outliers(&trial, index, today);
    let small_sample = SmallSample {
        today,
        draws: kept.len(),
        left_out: trial.left_out(),
        truth: mean_and_sd(&kept).0,
        rows: rows.collect(),
        needed: needed.unwrap_or_else(|| WITHIN.map(StudyNeeded::nowhere).to_vec()),
        given,
    };
    (small_sample, outliers)
}
