//! Looks ahead without simulating: the scenario read back, and what it expects per person.

use super::super::assemble::{Identity, facts, warnings};
use super::super::cumulants::{enter_cumulants, lawful};
use super::super::label::labelled_assumptions;
use super::super::sample::Sample;
use super::super::{
    Assumption, ExpectedDraws, FollowingSeries, FundingSeries, PublishedResults, ScenarioFacts, Summary, TargetResults,
    lines, published, targets,
};
use super::facts::{CohortFacts, EventFacts, cohort, event};
use crate::engine::{self, Draws, RunOf};
use crate::expectation::{Expectation, Expected};
use crate::model::{Belief, EventMeasure, Mechanism, Outcome, Part, Plan, Release, Sampling, Total, Warning};

/// Draws of the evidence that are looked at, at most.
const DRAWS: usize = 10_000;

/// Events that are looked at, over all draws and views, at most: some seconds of the largest scenarios.
const EVENTS: usize = 20_000_000;

/// Draws that are looked at all the same.
const FEWEST: usize = 400;

/// How many draws of the evidence [`outlook`] looks at: fewer of a scenario with very many events and views.
#[must_use]
pub fn looked_at(plan: &Plan) -> usize {
    // A dozen shares of cost take as long as an event.
    let events = plan.base.events.len() + plan.shares_of_cost() / 12;
    let each = events.max(1).saturating_mul(1 + plan.views.len());
    plan.simulation.draws.min(DRAWS).min((EVENTS / each).max(FEWEST))
}

/// Everything that `averted check` says.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// What it is of.
    pub scenario: ScenarioFacts,
    /// Who is supported.
    pub cohort: CohortFacts,
    /// Events of the scenario as written.
    pub events: Vec<EventFacts>,
    /// Outcomes of the scenario as written.
    pub outcomes: Vec<Outcome<Belief>>,
    /// Funding of the scenario as written; `None` without a programme.
    pub funding: Option<Vec<FundingSeries>>,
    /// Funding that follows the people.
    pub following: Vec<FollowingSeries>,
    /// What all of it is expected to cost; `None` without a programme.
    pub programme_cost: Option<Summary>,
    /// New people that a coordinator can take on in a year, where capacity is stated.
    pub capacity: Option<Belief>,
    /// How each view departs from the scenario as written.
    pub views: Vec<ViewFacts>,
    /// Stated rank correlations: two paths and rho.
    pub correlations: Vec<(String, String, f64)>,
    /// Targets, `value` being expected.
    pub targets: Vec<TargetResults>,
    /// Published figures.
    pub published: Option<PublishedResults>,
    /// How cash leaves the budgets of those payers that say so, by label.
    pub releases: Vec<(String, Release)>,
    /// Payers' labels by id.
    pub payers: Vec<(String, String)>,
    /// What is expected, exactly, over draws of the evidence.
    pub expected: ExpectedOutlook,
    /// Every uncertain value.
    pub assumptions: Vec<Assumption>,
    /// What the reader should be warned of.
    pub warnings: Vec<Warning>,
}

/// One view.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewFacts {
    /// Its label.
    pub label: String,
    /// Its weight.
    pub weight: Option<f64>,
    /// Path of a value, its spelling in the scenario as written and in this view.
    pub differences: Vec<(String, String, String)>,
    /// Avoided cost per person, over draws of this view's evidence.
    pub per_person: Option<Summary>,
}

/// How the evidence is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SamplingFacts {
    /// Each draw at random.
    Random,
    /// By scrambled Sobol points.
    Sobol {
        /// Independent randomisations.
        randomisations: usize,
        /// Uncertain values that are beyond the dimensions of the points, and so are drawn at random.
        at_random: usize,
    },
}

/// Exact expectations over draws of the evidence: no journey is simulated.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedOutlook {
    /// Draws of the evidence.
    pub draws: usize,
    /// How they are drawn.
    pub sampling: SamplingFacts,
    /// Avoided cost per person.
    pub per_person: Summary,
    /// Cost per person without support.
    pub without_support: Summary,
    /// By event: label, occurrences and avoided cost per person.
    pub events: Vec<(String, Summary, Summary)>,
    /// By payer: label, avoided cost and its cashable part per person.
    pub payers: Vec<(String, Summary, Summary)>,
    /// What budgets gain per person; `None` where they gain nothing.
    pub gained: Option<Summary>,
    /// Present value of outcomes per person; `None` without outcomes that no budget gains.
    pub social_value_pv: Option<Summary>,
}

/// Reads a plan back and says what it expects.
#[must_use]
pub fn outlook(plan: &Plan, identity: &Identity) -> Outlook {
    let model = &plan.base;
    let (draws, expected) = expectations(plan, RunOf::Headline, looked_at(plan));
    let sample = Sample::whole(plan, &draws, &expected, RunOf::Headline);
    let all_targets = plan.base.targets.iter().enumerate();
    Outlook {
        scenario: facts(plan, identity),
        cohort: cohort(plan, model),
        events: model.events.iter().map(|each| event(plan, model, each)).collect(),
        outcomes: model.outcomes.iter().map(|each| each.map(|term| model.belief(term))).collect(),
        funding: model.programme.as_ref().map(|_| lines::amounts(&sample)),
        following: lines::following(plan),
        programme_cost: model.programme.as_ref().map(|_| sample.summary(&sample.costs(|cost| cost.total()))),
        capacity: model
            .programme
            .as_ref()
            .and_then(|programme| programme.capacity.as_ref())
            .map(|capacity| model.belief(&capacity.new_people_each)),
        views: views(&sample),
        correlations: plan
            .correlations
            .iter()
            .map(|correlation| {
                let [first, second] = correlation.between.map(|index| plan.parameters[index].path.clone());
                (first, second, correlation.rho)
            })
            .collect(),
        targets: all_targets.map(|(index, _)| targets::target(&sample, index)).collect(),
        published: published::published(&sample),
        releases: (plan.payers.iter()).filter_map(|payer| Some((payer.label.clone(), payer.releases?))).collect(),
        payers: plan.payers.iter().map(|payer| (payer.id.clone(), payer.label.clone())).collect(),
        expected: expected_outlook(&sample),
        assumptions: labelled_assumptions(plan),
        warnings: warnings(plan, Vec::new()),
    }
}

/// Draws of the evidence whose columns hold what is expected, so that they can be summed up like simulated ones.
pub(super) fn expectations(plan: &Plan, which: RunOf, count: usize) -> (Draws, ExpectedDraws) {
    let mut draws = engine::evidence(plan, which, count);
    let models = which.models(plan);
    let readings: Vec<Expectation> = models.iter().map(|model| Expectation::new(plan, model)).collect();
    let lawful = lawful(plan);
    let none = || vec![Vec::new(); lawful.len()];
    let parts = engine::in_chunks(draws.count, 64, |rows| {
        let (mut expected, mut cumulants) = (Expected::default(), none());
        let mean = |k: usize| {
            let view = which.model_of_draw(plan, k);
            readings[view].at(draws.theta(k), &mut expected);
            enter_cumulants(plan, models[view], &lawful, &expected, &mut cumulants);
            expected.mean.clone()
        };
        let means: Vec<Vec<f64>> = rows.map(mean).collect();
        (means, cumulants)
    });
    draws.columns = vec![Vec::with_capacity(draws.count); plan.measures.len()];
    let mut expected = ExpectedDraws { cumulants: none(), ..ExpectedDraws::default() };
    for (means, cumulants) in parts {
        for mean in means {
            draws.columns.iter_mut().zip(mean).for_each(|(column, value)| column.push(value));
        }
        expected.cumulants.iter_mut().zip(cumulants).for_each(|(all, part)| all.extend(part));
    }
    (draws, expected)
}

fn expected_outlook(sample: &Sample) -> ExpectedOutlook {
    let plan = sample.plan;
    let each = |measure: usize| per_person(sample, measure);
    let events = plan.base.events.iter().enumerate();
    let payers = plan.payers.iter().enumerate();
    ExpectedOutlook {
        draws: sample.rows.len(),
        sampling: sampling(plan),
        per_person: each(plan.measures.total(Total::Avoided)),
        without_support: each(plan.measures.total(Total::WithoutSupport)),
        events: events
            .map(|(index, event)| {
                let of = |what| each(plan.measures.event(index, what));
                (event.label.clone(), of(EventMeasure::Occurrences), of(EventMeasure::Avoided))
            })
            .collect(),
        payers: payers
            .map(|(index, payer)| {
                let of = |part| each(plan.measures.payer(index, part));
                (payer.label.clone(), of(Part::Avoided), of(Part::Cashable))
            })
            .collect(),
        gained: plan.measures.has_gained().then(|| each(plan.measures.mechanism(Mechanism::Gained))),
        social_value_pv: plan.base.has_social_value().then(|| each(plan.measures.total(Total::SocialValuePv))),
    }
}

fn sampling(plan: &Plan) -> SamplingFacts {
    let beyond = plan.parameters.iter().skip(Sampling::DIMENSIONS);
    match plan.simulation.sampling {
        Sampling::Random => SamplingFacts::Random,
        Sampling::Sobol => SamplingFacts::Sobol { randomisations: Sampling::REPLICATES, at_random: beyond.count() },
    }
}

fn per_person(sample: &Sample, measure: usize) -> Summary {
    let column = &sample.draws.columns[measure];
    sample.summary(&sample.per_draw(|k| column[k] / sample.people(k)))
}

fn views(headline: &Sample) -> Vec<ViewFacts> {
    let plan = headline.plan;
    let avoided = plan.measures.total(Total::Avoided);
    let views = plan.views.iter().enumerate();
    views
        .map(|(index, view)| {
            let expected = if plan.weighted {
                headline.of_view(index).map(|sample| per_person(&sample, avoided))
            } else {
                let which = RunOf::View(index);
                let (draws, _) = expectations(plan, which, looked_at(plan));
                Some(per_person(&Sample::whole(plan, &draws, &ExpectedDraws::default(), which), avoided))
            };
            ViewFacts {
                label: view.label.clone(),
                weight: view.weight,
                differences: differences(plan, index),
                per_person: expected,
            }
        })
        .collect()
}

/// The values that a view states otherwise than the scenario as written. A value that only one of them states is
/// given an empty spelling in the other.
fn differences(plan: &Plan, view: usize) -> Vec<(String, String, String)> {
    let spelled = |spellings: &[String], model: usize| spellings.get(model).cloned().unwrap_or_default();
    plan.stated
        .iter()
        .map(|stated| (stated.path.clone(), spelled(&stated.spellings, 0), spelled(&stated.spellings, view + 1)))
        .filter(|(_, base, own)| base != own)
        .collect()
}
