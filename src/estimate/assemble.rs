//! Puts the results together from what was simulated and what was expected.

use super::label::labelled_assumptions;
use super::person::Pool;
use super::programme::mean;
use super::sample::Sample;
use super::{
    ConditionalResults, EventResults, ExpectedDraws, Generator, Mechanisms, Ordered, OutcomeResults, OutcomeTerms,
    PartResults, PayerResults, PerPerson, Results, Run, ScenarioFacts, SegmentResults, SelfCheckResults, TargetResults,
    Totals, VERSION, ViewPerPerson, ViewResults, YearResults, curves, decomposition, harm, person, programme,
    published, targets,
};
use crate::engine::{Draws, RunOf};
use crate::model::{DiscountBasis, Event, EventMeasure, Mechanism, Outcome, Part, Payer, Plan, Total, Warning, Year};
use crate::statistics::{float, whole_part};

/// One unweighted view's run.
pub(super) type ViewRun<'a> = (&'a Draws, &'a ExpectedDraws);

/// What identifies the file that was run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// File name, without folders.
    pub file: String,
    /// SHA-256 of the scenario file, in hexadecimal, as `sha256sum` prints it.
    pub sha256: String,
    /// SHA-256 of all inputs: every file that was read, and every `--set`.
    pub fingerprint: String,
    /// What was changed for this run, such as `cohort.people=120`; how much is drawn is no change.
    pub changes: Vec<String>,
}

pub(super) fn assemble(
    plan: &Plan,
    identity: &Identity,
    draws: &Draws,
    expected: &ExpectedDraws,
    views: &[ViewRun],
    (self_check, conditional): (SelfCheckResults, Option<ConditionalResults>),
) -> Results {
    let sample = Sample::whole(plan, draws, expected, RunOf::Headline);
    let per_person = sample.per_draw(|k| expected.per_person[k]);
    let cohort = cohort_means(&sample);
    let pool = Pool::new(draws);
    let (view_results, unseen) = view_results(&sample, views);
    Results {
        version: VERSION,
        generator: Generator::default(),
        scenario: facts(plan, identity),
        run: run(&sample, self_check),
        per_person: per_person_results(&sample, &per_person, &cohort, &pool),
        total: totals(&sample),
        mechanisms: mechanisms(&sample),
        events: events(&sample),
        outcomes: outcomes(&sample),
        payers: payers(&sample),
        groups: groups(&sample, None),
        years: years(&sample),
        segments: segments(&sample),
        views: view_results,
        published: published::published(&sample),
        programme: programme::programme(&sample),
        targets: target_results(&sample),
        conditional,
        warnings: warnings(plan, unseen),
        series: curves::series(&sample, &per_person, &cohort, &pool),
        assumptions: labelled_assumptions(plan),
        inputs: None,
    }
}

fn cohort_means(sample: &Sample) -> Vec<f64> {
    let avoided = &sample.draws.columns[sample.plan.measures.total(Total::Avoided)];
    sample.per_draw(|k| avoided[k] / sample.people(k))
}

pub(super) fn facts(plan: &Plan, identity: &Identity) -> ScenarioFacts {
    ScenarioFacts {
        title: plan.title.clone(),
        description: plan.description.clone(),
        file: identity.file.clone(),
        sha256: identity.sha256.clone(),
        fingerprint: identity.fingerprint.clone(),
        changes: identity.changes.clone(),
        price_base: plan.price_base.map(|year| year.to_string()),
        starts: plan.starts.map(|month| format!("{}-{:02}", month.year(), month.month())),
        people: plan.base.cohort.people,
        horizon_months: plan.base.horizon,
        discount_rate: plan.base.discounting.first_rate(),
        discount_schedule: plan.base.discounting.schedule(),
        discounting: Some(plan.base.discounting.basis()).filter(|basis| *basis != DiscountBasis::Continuous),
    }
}

fn run(sample: &Sample, self_check: SelfCheckResults) -> Run {
    let journeys: f64 = sample.rows.iter().map(|&k| sample.people(k)).sum();
    Run {
        seed: sample.plan.simulation.seed,
        draws: sample.rows.len(),
        people: journeys / float(sample.rows.len().max(1)),
        journeys: whole_part(journeys),
        level: sample.level(),
        sampling: sample.plan.simulation.sampling.unusual().map(str::to_owned),
        precision: None,
        self_check,
    }
}

fn per_person_results(sample: &Sample, per_person: &[f64], cohort: &[f64], pool: &Pool<'_>) -> PerPerson {
    let evidence = decomposition::evidence_share(per_person, cohort, &sample.strata.clone().without_views());
    // Where a total may be below zero, nobody brings a share of it.
    let (top_share, top_share_mcse) =
        if harm::is_gain(sample) { person::top_share(&sample.draws.gains, pool) } else { (None, None) };
    PerPerson {
        expected: sample.summary(per_person),
        cohort: sample.summary(cohort),
        person: person::person(sample, pool),
        evidence_share: evidence.map(|(share, _)| share),
        evidence_share_mcse: evidence.map(|(_, mcse)| mcse),
        top_share,
        top_share_mcse,
    }
}

fn totals(sample: &Sample) -> Totals {
    let total = |total| sample.measure(sample.plan.measures.total(total));
    Totals {
        without_support: total(Total::WithoutSupport),
        with_support: total(Total::WithSupport),
        avoided: total(Total::Avoided),
        expected: sample.summary(&sample.per_draw(|k| sample.expected.per_person[k] * sample.people(k))),
        avoided_pv: total(Total::AvoidedPv),
        cashable: total(Total::Cashable),
        past_horizon: sample.plan.measures.past_horizon().map(|measure| sample.measure(measure)),
        social_value_pv: sample.plan.base.has_social_value().then(|| total(Total::SocialValuePv)),
        probability_harm: harm::of_all(sample),
    }
}

fn mechanisms(sample: &Sample) -> Mechanisms {
    let of = |mechanism| sample.measure(sample.plan.measures.mechanism(mechanism));
    Mechanisms {
        prevented: of(Mechanism::Prevented),
        knock_on: of(Mechanism::KnockOn),
        reduced: of(Mechanism::Reduced),
        deferred: of(Mechanism::Deferred),
        added: of(Mechanism::Added),
        caused: sample.plan.measures.has_caused().then(|| of(Mechanism::Caused)),
        replaced: sample.plan.measures.has_replaced().then(|| of(Mechanism::Replaced)),
        gained: sample.plan.measures.has_gained().then(|| of(Mechanism::Gained)),
    }
}

fn events(sample: &Sample) -> Ordered<EventResults> {
    let id = |event: &Event| event.id.clone();
    Ordered::of(&sample.plan.base.events, id, |index, event| {
        let of = |what| sample.measure(sample.plan.measures.event(index, what));
        EventResults {
            label: event.label.clone(),
            occurrences: of(EventMeasure::Occurrences),
            averted: of(EventMeasure::Averted),
            avoided: of(EventMeasure::Avoided),
            avoided_pv: of(EventMeasure::AvoidedPv),
            probability_harm: harm::of_event(sample, index),
        }
    })
}

fn outcomes(sample: &Sample) -> Ordered<OutcomeResults> {
    let id = |outcome: &Outcome| outcome.id.clone();
    Ordered::of(&sample.plan.base.outcomes, id, |index, outcome| OutcomeResults {
        label: outcome.label.clone(),
        beneficiary: outcome.beneficiary.clone(),
        gain: outcome.is_gain(),
        terms: OutcomeTerms::new(&sample.plan.base, outcome),
        value_pv: sample.measure(sample.plan.measures.outcome(index)),
    })
}

/// What those gain and pay, in one year or over the whole span, of whom `bears` holds.
fn part(
    sample: &Sample,
    measure: impl Fn(Part) -> usize,
    year: Option<usize>,
    bears: impl Fn(usize) -> bool,
) -> PartResults {
    let costs = sample.costs(|cost| cost.of(year, &bears));
    let programme_cost = mean(&costs);
    PartResults {
        avoided: sample.measure(measure(Part::Avoided)),
        cashable: sample.measure(measure(Part::Cashable)),
        programme_cost,
        programme_cost_summary: costs.iter().any(|cost| *cost != programme_cost).then(|| sample.summary(&costs)),
    }
}

fn payers(sample: &Sample) -> Ordered<PayerResults> {
    let plan = sample.plan;
    Ordered::of(
        &plan.payers,
        |payer| payer.id.clone(),
        |index, payer| PayerResults {
            label: payer.label.clone(),
            groups: payer.groups.iter().map(|&group| plan.groups[group].id.clone()).collect(),
            part: part(sample, |part| plan.measures.payer(index, part), None, |payer| payer == index),
            releases: payer.releases,
        },
    )
}

/// Groups of payers, in one year or over the whole span.
fn groups(sample: &Sample, year: Option<usize>) -> Ordered<PartResults> {
    let plan = sample.plan;
    let measure = |group, part| match year {
        None => plan.measures.group(group, part),
        Some(year) => plan.measures.year_group(year, group, part),
    };
    Ordered::of(
        &plan.groups,
        |group| group.id.clone(),
        |index, group| part(sample, |part| measure(index, part), year, |payer| group.payers.contains(&payer)),
    )
}

fn years(sample: &Sample) -> Vec<YearResults> {
    let (plan, measures) = (sample.plan, &sample.plan.measures);
    let of_year = |(index, year): (usize, &Year)| {
        let payer = |payer, _: &Payer| {
            part(sample, |part| measures.year_payer(index, payer, part), Some(index), |bearer| bearer == payer)
        };
        YearResults {
            id: year.id.clone(),
            label: year.label.clone(),
            part: part(sample, |part| measures.year(index, part), Some(index), |_| true),
            payers: Ordered::of(&plan.payers, |payer| payer.id.clone(), payer),
            groups: groups(sample, Some(index)),
        }
    };
    plan.years.iter().enumerate().map(of_year).collect()
}

/// Segments of the scenario; none when everybody is alike.
fn segments(sample: &Sample) -> Ordered<SegmentResults> {
    let segments = sample.plan.base.cohort.segments.iter().enumerate().filter(|(_, segment)| !segment.id.is_empty());
    segments
        .map(|(index, segment)| {
            let results = SegmentResults {
                label: segment.label.clone(),
                avoided_per_person: sample.try_measure(sample.plan.measures.segment(index)),
            };
            (segment.id.clone(), results)
        })
        .collect()
}

fn target_results(sample: &Sample) -> Ordered<TargetResults> {
    Ordered::of(&sample.plan.base.targets, |target| target.id.clone(), |index, _| targets::target(sample, index))
}

/// Results by view, and the labels of views that no draw fell to.
fn view_results(headline: &Sample, runs: &[ViewRun]) -> (Ordered<ViewResults>, Vec<String>) {
    let plan = headline.plan;
    let (mut results, mut unseen) = (Vec::new(), Vec::new());
    for (index, view) in plan.views.iter().enumerate() {
        let sample = if plan.weighted {
            headline.of_view(index)
        } else {
            runs.get(index).map(|&(draws, expected)| Sample::whole(plan, draws, expected, RunOf::View(index)))
        };
        let Some(sample) = sample else {
            unseen.push(view.label.clone());
            continue;
        };
        let per_person = ViewPerPerson {
            expected: sample.summary(&sample.per_draw(|k| sample.expected.per_person[k])),
            cohort: sample.summary(&cohort_means(&sample)),
        };
        let result = ViewResults {
            label: view.label.clone(),
            weight: view.weight,
            draws: sample.rows.len(),
            per_person,
            total: totals(&sample),
            groups: groups(&sample, None),
            targets: target_results(&sample),
            published: published::published(&sample),
        };
        results.push((view.id.clone(), result));
    }
    (Ordered(results), unseen)
}

pub(super) fn warnings(plan: &Plan, unseen: Vec<String>) -> Vec<Warning> {
    let unseen = unseen.into_iter().map(|label| Warning {
        id: "R01".to_owned(),
        text: format!(
            "No draw fell to the view “{label}”, so it has no results: raise the number of draws or its weight."
        ),
        silenced: None,
    });
    plan.warnings.iter().cloned().chain(unseen).collect()
}

/// That targets which count what is released are left out of everything that is computed from exact expectations.
pub(super) fn released_left_out(plan: &Plan, what: &str) -> Option<Warning> {
    let left_out = plan.base.targets.iter().filter(|target| !target.counting.has_expectation());
    let labels: Vec<String> = left_out.map(|target| format!("“{}”", target.label)).collect();
    (!labels.is_empty()).then(|| Warning {
        id: "R02".to_owned(),
        text: format!(
            "{} counted as cash released, which is known of simulated cohorts alone: {what} are computed from exact \
             expectations, so none is given for it; count `cashable` to have them of the cash that it is released from.",
            if let [only] = labels.as_slice() { format!("{only} is") } else { format!("{} are", labels.join(", ")) }
        ),
        silenced: None,
    })
}
