//! Objects to one thing that is counted, or allowed for, under two names.

use super::named;
use super::wording::{library_cost, shared_word, spoken};
use crate::model::Plan;
use crate::scenario::{Entry, EventWritten, Reading};
use std::sync::Arc;

/// W17.
pub(super) fn attendance(reading: &Reading, _: &Plan) -> Option<String> {
    let events = &reading.base.events;
    let follows =
        |child: &Entry<Arc<EventWritten>>, parent: &str| child.value.follows.iter().any(|follow| follow.id == parent);
    let loose = events.iter().filter(|entry| is_attendance(entry) && entry.value.follows.is_empty());
    let pairs = loose.filter_map(|visit| {
        let beside = events.iter().filter(|entry| is_admission(entry) && !follows(entry, &visit.id));
        let beside: Vec<&str> = beside.map(|entry| entry.id.as_str()).collect();
        Some(format!("`{}` beside {}", visit.id, named(&beside)?))
    });
    let pairs: Vec<String> = pairs.collect();
    (!pairs.is_empty()).then(|| {
        format!(
            "an A&E attendance comes by itself beside an admission: {}; most emergency admissions begin in A&E, so that one \
             crisis may be prevented twice; let the admission follow the attendance, or count only attendances that end \
             without one and silence this",
            pairs.join("; ")
        )
    })
}

fn is_attendance(entry: &Entry<Arc<EventWritten>>) -> bool {
    const WORDS: [&str; 6] = [
        "a&e",
        "accident and emergency",
        "emergency department",
        "emergency attendance",
        "ae attendance",
        "ed attendance",
    ];
    let text = spoken(&entry.id, entry.value.label.as_ref());
    library_cost(&entry.value.unit_cost) == Some("ae_attendance") || WORDS.iter().any(|word| text.contains(word))
}

fn is_admission(entry: &Entry<Arc<EventWritten>>) -> bool {
    const HOMES: [&str; 3] = ["care home", "care-home", "nursing home"];
    let text = spoken(&entry.id, entry.value.label.as_ref());
    let stay = library_cost(&entry.value.unit_cost).is_some_and(|id| id.starts_with("ne_") || id == "mh_admission");
    let said = ["admission", "admitted", "inpatient"].iter().any(|word| text.contains(word));
    !is_attendance(entry) && (stay || (said && !HOMES.iter().any(|home| text.contains(home))))
}

/// W18.
pub(super) fn deadweight(reading: &Reading, plan: &Plan) -> Option<String> {
    let events = &reading.base.events;
    let pairs = plan.base.outcomes.iter().filter_map(|outcome| {
        let taken_off = plan.models().flat_map(|model| &model.outcomes).filter(|other| other.id == outcome.id);
        let mut deadweights = taken_off.map(|other| other.deadweight.certain());
        if !deadweights.any(|deadweight| deadweight != Some(0.0)) {
            return None;
        }
        let text = spoken(&outcome.id, Some(&outcome.label));
        let same =
            events.iter().filter(|event| shared_word(&text, &spoken(&event.id, event.value.label.as_ref())).is_some());
        let same: Vec<&str> = same.map(|event| event.id.as_str()).collect();
        Some(format!("`{}` and {}", outcome.id, named(&same)?))
    });
    let pairs: Vec<String> = pairs.collect();
    (!pairs.is_empty()).then(|| {
        format!(
            "an outcome takes off deadweight beside an event that seems to be the same thing: {}; the event's life without \
             support is simulated already, so that what would have happened anyway is allowed for twice, in two ways; take \
             the deadweight or the outcome out, or silence this if they are different things",
            pairs.join("; ")
        )
    })
}

/// W19.
pub(super) fn optimism(reading: &Reading, plan: &Plan) -> Option<String> {
    let pessimistic = plan.views.iter().zip(&reading.views).filter(|(view, entry)| {
        let gloomy = spoken(&view.id, entry.value.label.as_ref()).contains("pessimis");
        gloomy && view.model.events.iter().any(|event| event.support.optimism_bias.certain() != Some(0.0))
    });
    let views: Vec<&str> = pessimistic.map(|(view, _)| view.id.as_str()).collect();
    named(&views).map(|views| {
        format!(
            "a cut for optimism bias is taken off in the view {views} as well: the cut and the views answer the same doubt, \
             which is then allowed for twice, or in opposite directions if the view is pessimistic about life without \
             support; keep one of the two: `optimism_bias: 0%`, or no such view"
        )
    })
}
