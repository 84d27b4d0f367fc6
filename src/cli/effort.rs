//! Says before it begins that a run would take hours, which a file from a stranger may ask for as well as a mistake.

use std::thread::available_parallelism;

use super::exit_code::Failure;
use super::resources;
use crate::estimate;
use crate::expectation::{Expectation, Expected};
use crate::model::{EventMeasure, Law, Plan, Spread, Term};
use crate::render::number::whole;
use crate::statistics::{float, whole_part};

/// Seconds of one processor for one draw of the exact expectation of one event, for each month that it is followed and for
/// each payer that bears a share of it.
///
/// Measured in November 2026: 1,000 events, 4,000 draws, 24 months took 1.9 s, 200 events 0.4 s more with 120 months, 100
/// events of 200 payers each 2.4 s.
const EXPECTED: [f64; 3] = [4e-7, 6e-9, 3e-8];

/// Seconds of one processor for one person and one event, and for each of their occurrences that varies in cost or needs
/// its date.
///
/// Measured in November 2026 with 10 events and 10,000 people: 2.6 to 8.8 ns where few occur; 4.8 to 10 ns an occurrence
/// that varies, 43 ns one that follows another, which stands for all that need their date.
const JOURNEY: [f64; 3] = [5e-9, 7e-9, 5e-8];

/// Seconds of one processor for the resamples of studies of up to 1,024 people, and of one like the published.
///
/// Measured when all were resampled: 9.1 s, and 27 s more where 2,000 people were published. Since few are, all that
/// `averted evidence` does takes less than 4 s in either case, so that these bound it.
const RESAMPLES: [f64; 2] = [10.0, 30.0];

/// Longest time, in seconds, that is begun without a word.
const LONG: f64 = 3600.0;

/// What is going to be done with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// It is read back, without a journey.
    Check,
    /// It is run, and so many plans like it beside: shocks, cells of a grid.
    Run(usize),
    /// What drives it is found by so many exact expectations.
    Drivers(usize),
    /// Its evidence is weighed.
    Evidence,
}

/// Refuses what would take more than an hour or more memory than there is, unless `large` says that it is meant.
///
/// # Errors
///
/// The estimate, and what can be done.
pub(super) fn agreed(works: &[(&Plan, Work)], large: bool) -> Result<(), Failure> {
    for (plan, work) in works {
        if *work == Work::Check {
            resources::to_look(plan, estimate::looked_at(plan))?;
        }
    }
    let threads = available_parallelism().map_or(1, usize::from);
    let seconds: f64 = works.iter().map(|(plan, work)| seconds(plan, *work)).sum();
    match objection(seconds / float(threads)) {
        Some(said) if !large => Err(Failure::Scenario(said)),
        _ => Ok(()),
    }
}

/// Seconds of one processor.
fn seconds(plan: &Plan, work: Work) -> f64 {
    let draws = float(plan.simulation.draws);
    let views = 1.0 + float(plan.views.len());
    let runs = float(plan.runs());
    match work {
        Work::Check => float(estimate::looked_at(plan)) * views * expectation(plan),
        Work::Run(beside) => draws * runs * float(1 + beside) * (expectation(plan) + journeys(plan)),
        Work::Drivers(evaluations) => float(evaluations) * expectation(plan),
        Work::Evidence => {
            let people = estimate::evidence_people(plan) / people(plan);
            let published = if plan.base.published.is_some() { runs * RESAMPLES[1] } else { 0.0 };
            draws * views * expectation(plan) + people * journeys(plan) + RESAMPLES[0] + published
        }
    }
}

/// Seconds for the exact expectation of one draw.
fn expectation(plan: &Plan) -> f64 {
    let months = plan.models().map(|model| model.span).fold(0.0, f64::max);
    float(plan.base.events.len()) * (EXPECTED[0] + EXPECTED[1] * months) + float(plan.shares_of_cost()) * EXPECTED[2]
}

/// Seconds for the journeys of one draw: of the whole cohort, through all events and occurrences.
fn journeys(plan: &Plan) -> f64 {
    let model = &plan.base;
    let theta: Vec<f64> = model.laws.iter().map(Law::mean).collect();
    let mut expected = Expected::default();
    Expectation::new(plan, model).at(&theta, &mut expected);
    let leads = |place: usize| {
        model.events.iter().flat_map(|event| &event.follows).any(|follow| follow.parent == place)
            || !model.events[place].leads_to.is_empty()
    };
    let occurrences = model.events.iter().enumerate().map(|(place, event)| {
        let support = &event.support;
        let dated = support.delays > 0.0 || support.starts_after > 0.0 || support.lasts.is_finite();
        let dated = dated || model.cohort.may_leave() || !event.stays.is_empty() || !support.instead.is_empty();
        let dated = dated || support.drop_off != Term::Certain(0.0) || !event.follows.is_empty() || leads(place);
        let each = match event.varies {
            _ if dated => JOURNEY[2],
            Spread::None => 0.0,
            Spread::Gamma(_) | Spread::Lognormal(_) => JOURNEY[1],
        };
        expected.mean[plan.measures.event(place, EventMeasure::Occurrences)] * each
    });
    people(plan) * float(model.events.len()) * JOURNEY[0] + occurrences.sum::<f64>()
}

fn people(plan: &Plan) -> f64 {
    float(plan.base.cohort.people)
}

fn objection(seconds: f64) -> Option<String> {
    (seconds > LONG).then(|| {
        format!(
            "error: this would take about {} on this computer\n  = help: add --large if that is meant, or ask for fewer \
             draws with --draws\n",
            time(seconds)
        )
    })
}

/// A time of an hour or more, in the unit that suits it.
fn time(seconds: f64) -> String {
    let hours = (seconds / LONG).round().max(1.0);
    match (hours, (hours / 24.0).round()) {
        (1.0, _) => "an hour".to_owned(),
        (hours, _) if hours < 48.0 => format!("{hours} hours"),
        (_, days) => format!("{} days", whole(whole_part::<u64>(days))),
    }
}

/// One event, and two views without weights.
#[cfg(test)]
pub(super) fn town(people: u64, draws: usize) -> Plan {
    let mut plan = crate::model::example::plan(&format!(
        "title: T\nhorizon: 24 months\ncohort: {{people: {people}}}\npayers: {{nhs: {{label: NHS}}}}\n\
         events: {{fall: {{probability: {{beta: {{mean: 20%, sd: 5%}}}}, unit_cost: £1k, paid_by: {{nhs: 100%}}}}}}\n\
         views: {{low: {{set: {{horizon: 12 months}}}}, high: {{}}}}\n"
    ));
    plan.simulation.draws = draws;
    plan
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_refused_unless_they_are_meant() {
        let (small, huge) = (town(1000, 4000), town(10_000_000, 100_000));
        assert!(agreed(&[(&small, Work::Run(0))], false).is_ok() && agreed(&[(&small, Work::Check)], false).is_ok());
        // No journey is simulated for a check.
        assert!(agreed(&[(&huge, Work::Check)], false).is_ok());
        assert!(agreed(&[(&huge, Work::Run(100))], true).is_ok());
        let said = agreed(&[(&huge, Work::Run(100))], false).unwrap_err().to_string();
        assert!(said.starts_with("error: this would take about ") && said.contains("--large"), "{said}");
    }

    #[test]
    fn work_grows_with_people_draws_views_and_shocks() {
        let (one, more) = (seconds(&town(1000, 1000), Work::Run(0)), seconds(&town(1000, 2000), Work::Run(0)));
        assert!((more / one - 2.0).abs() < 1e-9);
        assert!((seconds(&town(1000, 1000), Work::Run(3)) / one - 4.0).abs() < 1e-9);
        assert!(seconds(&town(2000, 1000), Work::Run(0)) > one);
        let mut alone = town(1000, 1000);
        alone.views.clear();
        assert!((one / seconds(&alone, Work::Run(0)) - 3.0).abs() < 1e-9, "the headline and two views");
        let drivers = |evaluations| seconds(&town(1000, 1000), Work::Drivers(evaluations));
        assert!((drivers(2000) / drivers(1000) - 2.0).abs() < 1e-9);
        let evidence = |draws| seconds(&town(1000, draws), Work::Evidence);
        assert!(evidence(100_000) > evidence(1000), "more draws of the evidence");
    }

    #[test]
    fn an_occurrence_that_is_dated_takes_longer_than_one_that_is_counted() {
        let often = |more: &str| {
            let plan = crate::model::example::plan(&format!(
                "title: T\nhorizon: 24 months\ncohort: {{people: 1000}}\npayers: {{nhs: {{label: NHS}}}}\n\
                 events: {{visit: {{rate: {{gamma: {{mean: 50, sd: 5}}}}, unit_cost: £1, paid_by: {{nhs: 100%}}{more}}}}}\n"
            ));
            journeys(&plan)
        };
        let counted = often("");
        assert!((counted - 1000.0 * JOURNEY[0]).abs() < 1e-12);
        let varied = often(", varies: {gamma: {cv: 80%}}");
        // 100 occurrences each in two years.
        assert!((varied - counted - 1e5 * JOURNEY[1]).abs() < 1e-9, "{varied}");
        let dated = often(", support: {prevents: 10%, delays: 2 months}");
        assert!((dated - counted - 1e5 * JOURNEY[2]).abs() < 1e-9, "{dated}");
    }

    #[test]
    fn times_are_told_in_the_unit_that_suits_them() {
        for (seconds, said) in [(3601.0, "an hour"), (10_000.0, "3 hours"), (1e6, "12 days"), (1e9, "11,574 days")] {
            assert_eq!(time(seconds), said);
        }
        assert_eq!(objection(LONG), None);
    }
}
