//! Objects to what is paid over time but booked at once, to what is prevented with nothing in its place, and to shares of
//! what comes next that are more than the whole.

use super::named;
use super::wording::{library_cost, spoken};
use crate::model::{Event, Plan};
use crate::quantity::TimeUnit;
use crate::scenario::{EventWritten, Reading, WrittenLaw};

/// Words that name where somebody lives or stays, in an event's name or label.
const LASTING: [&str; 8] =
    ["stay", "placement", "tenancy", "care home", "accommodation", "residential", "nursing home", "hostel"];
/// £ from which something paid at once is worth asking about.
const LARGE: f64 = 5_000.0;
/// Months from which a cost is of a span.
const SPAN: f64 = 1.5;
/// Months from which those who leave are many.
const LONG: f64 = 36.0;

fn lasts(event: &Event) -> bool {
    let text = spoken(&event.id, Some(&event.label));
    LASTING.iter().any(|word| text.contains(word))
}

/// Whether it is care, or somewhere to live.
fn is_care(event: &Event) -> bool {
    lasts(event) || spoken(&event.id, Some(&event.label)).contains("care")
}

/// What stands before a branch's name in a path: `events.eviction`, or `support` of the default.
fn branching(path: &str) -> Option<&str> {
    [".leads_to.", "support.instead."].into_iter().find_map(|part| path.split_once(part)).map(|(event, _)| event)
}

/// W36.
pub(super) fn scaled_down(_: &Reading, plan: &Plan) -> Option<String> {
    let mut found: Vec<(String, f64)> = Vec::new();
    for stated in plan.stated.iter().filter(|stated| stated.clipped > 0.0) {
        let Some(event) = branching(&stated.path) else { continue };
        let of = event.trim_start_matches("events.").to_owned();
        if found.iter().all(|(known, _)| *known != of) {
            found.push((of, stated.clipped));
        }
    }
    let most = found.iter().map(|(_, share)| *share).fold(0.0, f64::max);
    let events: Vec<&str> = found.iter().map(|(event, _)| event.as_str()).collect();
    named(&events).map(|events| {
        format!(
            "what comes of {events} has chances above 100% together in {:.1}% of draws, where one of them at most can come: \
             they are scaled down there; lower them, or make one of them less uncertain",
            most * 100.0
        )
    })
}

/// W37.
pub(super) fn paid_at_once(reading: &Reading, plan: &Plan) -> Option<String> {
    plan.base.targets.iter().find(|target| target.year.is_some())?;
    let events = plan.base.events.iter().zip(&reading.base.events);
    let at_once = events.filter(|(event, written)| {
        event.stays.is_empty() && (is_of_a_span(reading, &written.value) || is_large(plan, event))
    });
    let ids: Vec<&str> = at_once.map(|(event, _)| event.id.as_str()).collect();
    named(&ids).map(|events| {
        format!(
            "a target is of one year, and the cost of {events} is booked whole on the day that it begins, although it may run \
             on into the next; if it is paid over time, write what a week costs and how long it runs, such as \
             {{each: £900, per: week, for: 26 weeks}}"
        )
    })
}

/// Whether the library's price is of a time, and so many of it are paid at once.
fn is_of_a_span(reading: &Reading, event: &EventWritten) -> bool {
    let unit = || {
        let row = reading.library.as_ref()?.get(library_cost(&event.unit_cost)?)?;
        let unit = TimeUnit::parse(row.per.as_deref()?)?;
        let times = match &event.unit_cost.law {
            WrittenLaw::Library { times: Some(times), .. } => match times.law {
                WrittenLaw::Certain(times) => times,
                _ => f64::INFINITY,
            },
            _ => 1.0,
        };
        Some(unit.in_months(times))
    };
    unit().is_some_and(|months| months > SPAN)
}

/// Whether something that lasts, by its name, costs much at once.
fn is_large(plan: &Plan, event: &Event) -> bool {
    is_care(event) && plan.base.belief(&event.unit_cost).mean > LARGE
}

/// W38.
pub(super) fn nothing_instead(_: &Reading, plan: &Plan) -> Option<String> {
    let bare = |event: &&Event| {
        let support = &event.support;
        (lasts(event) || !event.stays.is_empty())
            && support.prevents.certain() != Some(0.0)
            && support.instead.is_empty()
    };
    let ids: Vec<&str> = plan.base.events.iter().filter(bare).map(|event| event.id.as_str()).collect();
    named(&ids).map(|events| {
        format!(
            "support prevents {events} and nothing comes instead: whoever is not placed or housed there is mostly looked \
             after in another way, which costs something too; say what comes, such as `instead: {{home_care: 80%}}`"
        )
    })
}

/// W39.
pub(super) fn nobody_leaves(_: &Reading, plan: &Plan) -> Option<String> {
    let stays = plan.models().any(|model| model.horizon > LONG + 1e-9 && !model.cohort.may_leave());
    stays.then(|| {
        "people are followed for more than 36 months, and none of them dies or moves away: the longer the horizon, the more \
         cost is avoided for people who are no longer there; say how many leave, such as `leaves: 5% per year` under `cohort`"
            .to_owned()
    })
}
