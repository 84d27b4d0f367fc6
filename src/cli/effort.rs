//! Says before it begins that a run would take hours, which a file from a stranger may ask for as well as a mistake.

use std::thread::available_parallelism;

use super::exit_code::Failure;
use super::room;
use crate::model::Plan;
use crate::render::number::whole;

/// Seconds of one processor for one draw of the exact expectation of one event, and for each month that it is followed.
///
/// Measured in November 2026: 1,000 events, 4,000 draws, 24 months took 1.9 s, 200 events 0.4 s more with 120 months.
const EXPECTED: [f64; 2] = [4e-7, 6e-9];

/// Seconds of one processor for the journey of one person through one event: the README has 11 to 18 ns for five.
const JOURNEY: f64 = 4e-9;

/// Draws that `averted check` looks at, at most.
const LOOKED_AT: usize = 10_000;

/// Longest time, in seconds, that is begun without a word.
const LONG: f64 = 3600.0;

/// What is going to be done with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// It is read back, without a journey.
    Check,
    /// It is run, and so many plans like it beside: shocks, cells of a grid.
    Run(usize),
}

/// Refuses what would take more than an hour or more memory than there is, unless `large` says that it is meant.
///
/// # Errors
///
/// The estimate, and what can be done.
pub(super) fn agreed(plan: &Plan, work: Work, large: bool) -> Result<(), Failure> {
    if work == Work::Check {
        room::to_look(plan, LOOKED_AT)?;
    }
    let threads = available_parallelism().map_or(1, usize::from);
    match objection(seconds(plan, work) / number(threads)) {
        Some(said) if !large => Err(Failure::Scenario(said)),
        _ => Ok(()),
    }
}

/// Seconds of one processor.
fn seconds(plan: &Plan, work: Work) -> f64 {
    let simulation = &plan.simulation;
    let (draws, plans) = match work {
        Work::Check => (simulation.draws.min(LOOKED_AT), 1),
        Work::Run(beside) => (simulation.draws, 1 + beside),
    };
    let models = if plan.weighted && work != Work::Check { 1 } else { 1 + plan.views.len() };
    let span = std::iter::once(&plan.base).chain(plan.views.iter().map(|view| &view.model));
    let months = span.map(|model| model.span).fold(0.0, f64::max);
    let events = number(plan.base.events.len());
    let people = usize::try_from(plan.base.cohort.people).unwrap_or(usize::MAX);
    let journeys = if work == Work::Check { 0.0 } else { number(people) * JOURNEY };
    let each = EXPECTED[0] + EXPECTED[1] * months + journeys;
    number(draws) * number(models) * number(plans) * events * each
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
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a positive number, rounded")]
fn time(seconds: f64) -> String {
    let hours = (seconds / LONG).round().max(1.0);
    match (hours, (hours / 24.0).round()) {
        (1.0, _) => "an hour".to_owned(),
        (hours, _) if hours < 48.0 => format!("{hours} hours"),
        (_, days) => format!("{} days", whole(days as u64)),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a count that nobody needs to the last digit")]
fn number(count: usize) -> f64 {
    count as f64
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
        assert!(agreed(&small, Work::Run(0), false).is_ok() && agreed(&small, Work::Check, false).is_ok());
        // No journey is simulated for a check.
        assert!(agreed(&huge, Work::Check, false).is_ok());
        assert!(agreed(&huge, Work::Run(100), true).is_ok());
        let said = agreed(&huge, Work::Run(100), false).unwrap_err().to_string();
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
    }

    #[test]
    fn times_are_told_in_the_unit_that_suits_them() {
        for (seconds, said) in [(3601.0, "an hour"), (10_000.0, "3 hours"), (1e6, "12 days"), (1e9, "11,574 days")] {
            assert_eq!(time(seconds), said);
        }
        assert_eq!(objection(LONG), None);
    }
}
