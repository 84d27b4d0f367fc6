//! Objects to case studies that are taken for the people of a whole programme.

use super::{events_where, named};
use crate::model::Plan;
use crate::scenario::{Reading, Scenario, Value, WrittenLaw};

/// W11.
pub(super) fn unlike(_: &Reading, plan: &Plan) -> Option<String> {
    let published = plan.base.published.as_ref()?;
    let average = published.mean_avoided.is_some() || published.total_avoided.is_some();
    let whole = plan.base.cohort.segments.iter().all(|segment| segment.id.is_empty());
    (average && whole && published.people < plan.base.cohort.people).then(|| {
        format!(
            "the published figures of {} people are held against all {} people: if those were chosen, the two are not \
             alike; describe people like them as a segment",
            published.people, plan.base.cohort.people
        )
    })
}

/// W14.
pub(super) fn chosen(reading: &Reading, plan: &Plan) -> Option<String> {
    let fed = events_where(reading, |scenario, entry| {
        let event = &entry.value;
        let follows = event.follows.iter().map(|follow| &follow.value.probability);
        let mut values = event.probability.iter().chain(std::iter::once(&event.unit_cost)).chain(follows);
        values.any(|value| studied(scenario, value))
    });
    let whole = plan.base.cohort.segments.iter().all(|segment| segment.id.is_empty());
    let events = named(&fed).filter(|_| whole)?;
    Some(format!(
        "what case studies say about {events} is held to be true of all {} people: case studies are chosen, not drawn; \
         describe people like them as a segment",
        plan.base.cohort.people
    ))
}

/// W15.
pub(super) fn twice(reading: &Reading, plan: &Plan) -> Option<String> {
    let fed = events_where(reading, |scenario, entry| studied(scenario, &entry.value.unit_cost));
    let whole = |id: &str| {
        let mut events = plan.models().flat_map(|model| &model.events).filter(|event| event.id == id);
        events.all(|event| event.support.prevents.certain() == Some(1.0))
    };
    let part: Vec<&str> = fed.into_iter().filter(|id| !whole(id)).collect();
    named(&part).map(|events| {
        format!(
            "the unit cost of {events} comes from case studies, so it is an avoided cost already: `prevents` below 100% takes \
             part of it off a second time; write `prevents: 100%`, or the cost of one occurrence"
        )
    })
}

/// Whether a value comes from case studies, by itself or through a shared value.
fn studied(scenario: &Scenario, value: &Value) -> bool {
    let named = |name: &str| scenario.shared.iter().find(|entry| entry.id == name);
    match &value.law {
        WrittenLaw::Cases(_) => true,
        WrittenLaw::Shared { name, .. } => {
            named(name).is_some_and(|entry| matches!(entry.value.law, WrittenLaw::Cases(_)))
        }
        _ => false,
    }
}
