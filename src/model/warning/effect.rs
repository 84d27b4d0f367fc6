//! Objects to what is believed of support: one belief drawn as many, no doubt at all, a table from memory.

use super::wording::scenarios;
use super::{effects, events_where, named};
use crate::model::Plan;
use crate::scenario::{EventWritten, ProgrammeWritten, Reading, WrittenLaw};
use std::collections::BTreeMap;

/// W03.
pub(super) fn copied(reading: &Reading, _: &Plan) -> Option<String> {
    let mut uses: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in &reading.base.events {
        for value in effects(&entry.value.support) {
            if let WrittenLaw::Uncertain { spelling, .. } = &value.law
                && value.identity.starts_with("events.")
            {
                let events = uses.entry(spelling).or_default();
                if events.last() != Some(&entry.id.as_str()) {
                    events.push(&entry.id);
                }
            }
        }
    }
    let copies = uses.iter().filter(|(_, events)| events.len() >= 3);
    let copies = copies.filter_map(|(spelling, events)| Some(format!("{spelling} for {}", named(events)?)));
    let copies: Vec<String> = copies.collect();
    (!copies.is_empty()).then(|| {
        format!(
            "the same uncertain effect is drawn for each event apart, which makes the total look surer than it is: {}; \
             name it once under `shared` if it is one belief",
            copies.join("; ")
        )
    })
}

/// W06.
pub(super) fn graded(reading: &Reading, _: &Plan) -> Option<String> {
    let graded = |event: &EventWritten| {
        event.support.optimism_bias.as_ref().is_some_and(|value| matches!(value.law, WrittenLaw::Grade(_)))
    };
    let mut events = events_where(reading, |_, entry| graded(&entry.value));
    if scenarios(reading).filter_map(|seen| seen.programme.as_ref()).any(|programme| uplifts(programme)) {
        events.push("programme");
    }
    named(&events).map(|events| {
        format!(
            "the optimism bias of {events} comes from a table of grades that is recalled, not verified, so that it \
             may be wrong; write the cut as a share with its source, such as `optimism_bias: 15%`, or \
             `uplift: 15%` of a cost"
        )
    })
}

/// Whether a grade says how much is added to some cost.
fn uplifts(programme: &ProgrammeWritten) -> bool {
    let lines = programme.funding.iter().filter_map(|line| line.uplift.as_ref());
    lines.chain(&programme.uplift).any(|value| matches!(value.law, WrittenLaw::Grade(_)))
}

/// W10.
pub(super) fn no_room(_: &Reading, plan: &Plan) -> Option<String> {
    let sure = |event: &usize| plan.chance_at_most(|model| &model.events[*event].support.prevents, 0.05) < 0.001;
    let events = (0..plan.base.events.len()).filter(sure).map(|event| plan.base.events[event].id.as_str());
    named(&events.collect::<Vec<_>>()).map(|events| {
        format!(
            "support leaves no room for no effect: there is no chance that it prevents less than 5% of {events}, while most \
             comparisons with a control group found little or nothing, and some found harm; write the effect as it was \
             estimated, such as {{risk_ratio: {{estimate: 0.82, low: 0.61, high: 1.10}}}}, or mix in a chance of nothing: \
             {{mixture: [{{weight: 20%, value: 0%}}, {{weight: 80%, value: …}}]}}"
        )
    })
}
