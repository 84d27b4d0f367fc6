//! Reads small scenarios from text, for the tests of the builders.

use super::build;
use crate::model::{Expression, Measures, Plan, Scope, Term};
use crate::scenario::Reading;
use crate::scenario::example::reading_of;

/// A library beside the scenario, as `costs.yaml`.
const LIBRARY: &str = "
bed_day: {label: Bed day, value: £700, per: bed day, price_year: 2022/23, paid_by: {nhs: 100%}, source: a schedule, licence: OGL, status: read}
visit: {label: Visit, value: £100, per: visit, spread: {low: £90, high: £110, is: standard error}, price_year: 2021/22,
        paid_by: {nhs: 100%}, source: a survey, licence: OGL, status: derived}
guess: {label: Guess, value: £50, price_year: 2021/22, paid_by: {nhs: 100%}, source: memory, licence: none, status: recalled}
";

/// Case studies beside the scenario, as `cases.csv`: four people, one of them in two accounts of their life.
const CASES: &str = "person,event,occurrences,avoided_cost,view
A,eviction,1,6000,
B,eviction,2,15000,gloomy
B,,,,hopeful
C,admission,3,2700,
D,eviction,1,9000,
";

/// What the reader makes of a scenario; it must have no mistakes that the reader finds.
pub(crate) fn reading(text: &str, sets: &[&str]) -> Reading {
    reading_of(&[("scenario.yaml", text), ("cases.csv", CASES), ("costs.yaml", LIBRARY)], sets)
}

/// The plan of a scenario without mistakes.
pub(crate) fn plan(text: &str) -> Plan {
    build(&reading(text, &[])).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// The plan of a scenario with `effects` in place of what support prevents, in every view: harm, too, which the language
/// does not say.
pub(crate) fn harmful(text: &str, effects: &[(&str, Term)]) -> Plan {
    let mut plan = plan(text);
    let models = std::iter::once(&mut plan.base).chain(plan.views.iter_mut().map(|view| &mut view.model));
    for model in models {
        for event in &mut model.events {
            if let Some((_, effect)) = effects.iter().find(|(id, _)| *id == event.id) {
                event.support.prevents = effect.clone();
            }
        }
    }
    let base = &plan.base;
    let segments = &base.cohort.segments;
    plan.measures = Measures::new(&Scope {
        events: &base.events,
        outcomes: &base.outcomes,
        payers: &plan.payers,
        groups: &plan.groups,
        years: &plan.years,
        segments: if segments[0].id.is_empty() { &[] } else { segments },
        targets: &base.targets,
        published: plan.measures.published().is_some(),
        harmful: true,
        replaced: plan.measures.has_replaced(),
        gained: plan.measures.has_gained(),
        following: plan.measures.following().is_some(),
        past_horizon: plan.measures.past_horizon().is_some(),
    });
    plan
}

/// "path: message; help" of every mistake.
pub(crate) fn mistakes(text: &str) -> Vec<String> {
    let faults = build(&reading(text, &[])).err().unwrap_or_default();
    let said = faults.into_iter().map(|fault| {
        let path = fault.place.map_or(String::new(), |place| place.path);
        format!("{path}: {}; {}", fault.message, fault.help.unwrap_or_default())
    });
    said.collect()
}

/// A scenario of one certain event with 100 people, two payers and `rest` at the top level.
pub(crate) fn with(rest: &str) -> String {
    format!(
        "{TOP}cohort: {{people: 100}}\nevents:\n  eviction: {{probability: 40%, unit_cost: £1k, paid_by: {{nhs: 25%, housing: 75%}}}}\n{rest}"
    )
}

/// Everything but cohort and events.
pub(crate) const TOP: &str = "
title: Test
starts: 2020-09
price_base: 2021/22
horizon: 24 months
payers: {nhs: {label: NHS}, housing: {groups: [council]}, care: {groups: [council, general_fund]}}
";

/// The parameter, factor and upper clip of a drawn term.
pub(crate) fn drawn(term: &Term) -> (usize, f64, f64) {
    match term {
        Term::Drawn { expression: Expression::Parameter(parameter), times, high, .. } => (*parameter, *times, *high),
        other => panic!("{other:?}"),
    }
}
