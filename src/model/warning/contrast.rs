//! Objects to effects that comparisons found: what they divide by, what is taken off twice, and the luck of one study.

use super::wording::scenarios;
use super::{Plan, named};
use crate::distribution::Distribution;
use crate::model::{Model, Term};
use crate::scenario::{Compared, Contrast, Reading, Scenario, Value, WrittenLaw};

/// Fewer events than this in a group leave the mean of a ratio to a few people.
const FEW_EVENTS: f64 = 5.0;
/// More draws than this held at an end move the mean.
const MUCH_HELD: f64 = 0.01;
/// A standard error of a log ratio above this is that of a small study: about a hundred events in all.
const SMALL_STUDY: f64 = 0.2;
/// What is below 100% by more than this is not rounding.
const WHOLE: f64 = 1.0 - 1e-9;

/// The comparison behind a value, under `shared` too.
fn contrast<'s>(scenario: &'s Scenario, value: &'s Value) -> Option<&'s Contrast<Value>> {
    match &value.law {
        WrittenLaw::Contrast(contrast) => Some(contrast),
        WrittenLaw::Shared { name, .. } => {
            let shared = scenario.shared.iter().find(|entry| entry.id == *name)?;
            match &shared.value.law {
                WrittenLaw::Contrast(contrast) => Some(contrast),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The events whose effect comes from a comparison for which something holds, in any scenario of the reading.
fn effects_where(reading: &Reading, holds: impl Fn(&Contrast<Value>) -> bool) -> Vec<(usize, &str)> {
    let any = |place: usize| {
        scenarios(reading).any(|seen| {
            let prevents = seen.events.get(place).and_then(|entry| entry.value.support.prevents.as_ref());
            prevents.and_then(|value| contrast(seen, value)).is_some_and(&holds)
        })
    };
    let events = reading.base.events.iter().enumerate();
    events.filter(|(place, _)| any(*place)).map(|(place, entry)| (place, entry.id.as_str())).collect()
}

fn ids(events: Vec<(usize, &str)>) -> Option<String> {
    named(&events.into_iter().map(|(_, id)| id).collect::<Vec<_>>())
}

/// W27.
pub(super) fn few_events(reading: &Reading, _: &Plan) -> Option<String> {
    let few = |value: &Value| value.counted().is_some_and(|events| events < FEW_EVENTS);
    let divides = |compared: &Compared<Value>| {
        compared.without.as_deref().is_some_and(few) || compared.before.as_deref().is_some_and(|before| few(&before[0]))
    };
    let events = effects_where(reading, |contrast| match contrast {
        Contrast::Compared(compared) => divides(compared),
        _ => false,
    });
    ids(events).map(|events| {
        format!(
            "the effect on {events} divides by a group with fewer than {FEW_EVENTS} events, so that its mean hangs on a few \
             people, and its median is the number to quote; leave `without` out where the event's own chance can stand \
             there, or write risk_difference"
        )
    })
}

/// W28.
pub(super) fn held(_: &Reading, plan: &Plan) -> Option<String> {
    let held =
        plan.stated.iter().filter(|stated| stated.path.ends_with("support.prevents") && stated.clipped > MUCH_HELD);
    let each: Vec<String> =
        held.map(|stated| format!("`{}` in {:.1}% of draws", stated.path, 100.0 * stated.clipped)).collect();
    (!each.is_empty()).then(|| {
        format!(
            "an effect lies beyond what is possible and is held at −900% or 100%: {}, so that its mean is not the one \
             written; check the numbers, or write the effect as a ratio, which cannot lie beyond 100%",
            each.join(", ")
        )
    })
}

/// W29.
pub(super) fn attribution(reading: &Reading, plan: &Plan) -> Option<String> {
    let cut = |place: usize| below_whole(plan, |model| &model.events[place].support.attribution);
    let events = effects_where(reading, |_| true).into_iter().filter(|(place, _)| cut(*place)).collect();
    ids(events).map(|events| {
        format!(
            "the effect on {events} comes from a comparison with people without support, and `attribution` is below 100%: \
             the comparison has taken off already what others do, which is then taken off twice; leave `attribution` out"
        )
    })
}

/// W30.
pub(super) fn engagement(reading: &Reading, plan: &Plan) -> Option<String> {
    let events = effects_where(reading, |_| true);
    let events = ids(events).filter(|_| below_whole(plan, |model| &model.cohort.engagement))?;
    Some(format!(
        "the effect on {events} comes from a comparison, and `engagement` is below 100%: where everybody who was offered \
         support was compared, the effect holds those who did not engage already, and is thinned twice; leave `engagement` \
         out, or silence this if only people who engaged were compared"
    ))
}

/// Whether a share is below 100% in any draw.
fn below_whole(plan: &Plan, term: impl Fn(&Model) -> &Term) -> bool {
    plan.chance_at_most(term, WHOLE) > 0.0
}

/// W31.
pub(super) fn lucky(reading: &Reading, _: &Plan) -> Option<String> {
    let events = effects_where(reading, |contrast| match contrast {
        Contrast::Ratio(written) if written.pooled.is_none() => match &written.law {
            Distribution::Lognormal(law) => {
                law.sigma() > SMALL_STUDY && 1.959_964 * law.sigma() < crate::numeric::ln(law.median()).abs()
            }
            _ => false,
        },
        _ => false,
    });
    ids(events).map(|events| {
        format!(
            "the effect on {events} is that of one small study whose interval leaves no room for no effect: among many small \
             studies the lucky ones are published, so that a larger one would mostly find less; look for others and pool \
             them with `meta`"
        )
    })
}

/// W34.
pub(super) fn own_counts(reading: &Reading, _: &Plan) -> Option<String> {
    let own = |scenario: &Scenario, place: usize| -> Option<(String, String)> {
        let entry = scenario.events.get(place)?;
        let Contrast::Compared(compared) = contrast(scenario, entry.value.support.prevents.as_ref()?)? else {
            return None;
        };
        let chance = entry.value.probability.as_ref().or(entry.value.rate.as_ref())?;
        let same = counts(compared.without.as_deref()?)? == counts(chance)?;
        same.then(|| (entry.id.clone(), counts(&compared.with).unwrap_or("…").to_owned()))
    };
    let events =
        (0..reading.base.events.len()).filter_map(|place| scenarios(reading).find_map(|seen| own(seen, place)));
    let each: Vec<String> = events.map(|(id, with)| format!("`{id}` ({{compared: {{with: {with}}}}})")).collect();
    (!each.is_empty()).then(|| {
        format!(
            "the counts of people without support are those of the event's own chance, and are drawn apart from it as if they \
             were other people; leave `without` out if they are the same: {}",
            each.join(", ")
        )
    })
}

/// Counts as they were written.
fn counts(value: &Value) -> Option<&str> {
    match &value.law {
        WrittenLaw::Uncertain { spelling, events: Some(_), .. } => Some(spelling.trim_end_matches(" (Jeffreys)")),
        _ => None,
    }
}
