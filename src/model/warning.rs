//! Finds what a careful reader would object to, each objection a function under an id that `silence` can name.

use super::Plan;
use crate::distribution::Distribution;
use crate::scenario::{Entry, EventWritten, Reading, Scenario, SupportWritten, Value, WrittenLaw};
use std::collections::BTreeMap;

/// Something that a careful reader would object to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// `W07`.
    pub id: String,
    /// A sentence.
    pub text: String,
    /// The reason why the file silences it.
    pub silenced: Option<String>,
}

/// A kind of warning.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// `W07`; stable, never used again for another rule.
    pub id: &'static str,
    /// What it warns of, in one sentence.
    pub about: &'static str,
    find: fn(&Reading, &Plan) -> Option<String>,
}

/// Every warning there is. A new one is a function below and a line here.
pub const WARNINGS: [Rule; 11] = [
    Rule {
        id: "W01",
        about: "An optimism-bias grade is used, whose table is recalled and not verified.",
        find: graded,
    },
    Rule { id: "W02", about: "A share is scaled above what it may be in some draws, and is clipped.", find: clipped },
    Rule { id: "W03", about: "A unit cost is used that was never checked against its source.", find: unverified },
    Rule { id: "W04", about: "The same uncertain effect is drawn apart for three or more events.", find: copied },
    Rule { id: "W05", about: "An event has a timing, but only happens by following others.", find: idle_timing },
    Rule { id: "W06", about: "The horizon is changed under a probability that names no period.", find: stretched },
    Rule { id: "W07", about: "There is no price base, so results are in prices as written.", find: no_price_base },
    Rule { id: "W08", about: "A normal distribution has an sd of more than half its mean.", find: wide_normal },
    Rule { id: "W09", about: "Every unit cost is certain.", find: certain_costs },
    Rule { id: "W10", about: "Support prevents an event with no chance of an effect below 5%.", find: no_room },
    Rule { id: "W11", about: "Figures of a few people are held against a cohort without segments.", find: unlike },
];

/// Calls `unknown` for every silenced id that is no warning, with all ids.
pub(super) fn check_silence(silence: &[Entry<String>], mut unknown: impl FnMut(&Entry<String>, &[&'static str])) {
    let ids = WARNINGS.map(|rule| rule.id);
    for entry in silence.iter().filter(|entry| !ids.contains(&entry.id.as_str())) {
        unknown(entry, &ids);
    }
}

/// The warnings of a plan, in the order of their ids.
pub(super) fn warnings(reading: &Reading, plan: &Plan) -> Vec<Warning> {
    let reason = |id: &str| reading.base.silence.iter().find(|entry| entry.id == id).map(|entry| entry.value.clone());
    let found = WARNINGS.iter().filter_map(|rule| Some((rule.id, (rule.find)(reading, plan)?)));
    found.map(|(id, text)| Warning { id: id.to_owned(), text, silenced: reason(id) }).collect()
}

fn graded(reading: &Reading, _: &Plan) -> Option<String> {
    let graded = |event: &EventWritten| {
        event.support.optimism_bias.as_ref().is_some_and(|value| matches!(value.law, WrittenLaw::Grade(_)))
    };
    let events = events_where(reading, |_, entry| graded(&entry.value));
    named(&events).map(|events| {
        format!("the optimism bias of {events} comes from a table of grades that is recalled, not verified")
    })
}

fn copied(reading: &Reading, _: &Plan) -> Option<String> {
    let mut uses: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for entry in &reading.base.events {
        for (field, value) in effects(&entry.value.support) {
            if let WrittenLaw::Uncertain { spelling, .. } = &value.law
                && value.identity.starts_with("events.")
            {
                uses.entry((field, spelling)).or_default().push(&entry.id);
            }
        }
    }
    let copies = uses
        .iter()
        .filter(|(_, events)| events.len() >= 3)
        .map(|((field, spelling), events)| format!("`{field}` ({spelling}) under {}", events.join(", ")));
    let copies: Vec<String> = copies.collect();
    (!copies.is_empty()).then(|| {
        format!(
            "the same uncertain effect is drawn for each event apart, which makes the total look surer than it is: {}; \
             name it once under `shared` if it is one belief",
            copies.join("; ")
        )
    })
}

fn unverified(reading: &Reading, _: &Plan) -> Option<String> {
    let library = reading.library.as_ref()?;
    let recalled = |scenario: &Scenario, entry: &Entry<EventWritten>| match &entry.value.unit_cost.law {
        WrittenLaw::Library { id, .. } if scenario.allow_unverified => {
            library.get(id).is_some_and(|cost| !cost.status.is_verified())
        }
        _ => false,
    };
    named(&events_where(reading, recalled)).map(|events| {
        format!("the unit cost of {events} is quoted from memory and was never checked against its source")
    })
}

fn idle_timing(_: &Reading, plan: &Plan) -> Option<String> {
    let idle = |event: &&super::Event| event.decays.is_some() && matches!(event.origin, super::Origin::None);
    let events: Vec<&str> = plan.base.events.iter().filter(idle).map(|event| event.id.as_str()).collect();
    named(&events).map(|events| {
        format!("the timing of {events} changes nothing: it comes only by following others, after the stated delay")
    })
}

fn clipped(_: &Reading, plan: &Plan) -> Option<String> {
    let clipped = plan.stated.iter().filter(|stated| stated.clipped > NEGLIGIBLE);
    let each: Vec<String> = clipped
        .map(|stated| match stated.clipped {
            share if share >= 1.0 => format!("`{}` always", stated.path),
            share if share < 0.001 => format!("`{}` in fewer than 0.1% of draws", stated.path),
            share => format!("`{}` in {:.1}% of draws", stated.path, 100.0 * share),
        })
        .collect();
    (!each.is_empty()).then(|| format!("these shares are more than they may be and are clipped: {}", each.join(", ")))
}

fn unlike(_: &Reading, plan: &Plan) -> Option<String> {
    let published = plan.base.published.as_ref()?;
    let average = published.mean_avoided.is_some() || published.total_avoided.is_some();
    let whole = plan.base.cohort.segments.iter().all(|segment| segment.id.is_empty());
    (average && whole && published.people < plan.base.cohort.people).then(|| {
        format!(
            "the published figures of {} people are held against all {} people: if those were chosen, describe people \
             like them as a segment",
            published.people, plan.base.cohort.people
        )
    })
}

fn stretched(reading: &Reading, _: &Plan) -> Option<String> {
    let base = &reading.base;
    let in_file = base.events.iter().filter(|entry| horizon_set_over(base, entry)).map(|entry| entry.id.as_str());
    let in_views = reading.views.iter().map(|view| &view.value.scenario).flat_map(|view| {
        let changed = view.horizon.value != base.horizon.value;
        let kept = move |(a, b): &(&Entry<EventWritten>, &Entry<EventWritten>)| {
            let (a, b) = (without_period(base, &a.value), without_period(view, &b.value));
            changed && a.zip(b).is_some_and(|(a, b)| a.place == b.place)
        };
        base.events.iter().zip(&view.events).filter(kept).map(|(entry, _)| entry.id.as_str())
    });
    let mut events: Vec<&str> = in_file.chain(in_views).collect();
    events.sort_unstable();
    events.dedup();
    named(&events).map(|events| {
        format!(
            "the horizon is changed, but the probability of {events} does not say what period it is for (`over`), so it \
             is now the chance within another time"
        )
    })
}

/// Whether a file that extends another, or `--set`, gives the horizon under a probability of the other file. A text
/// in which neither the title nor any payer or event stands is an argument, not a file.
fn horizon_set_over(scenario: &Scenario, entry: &Entry<EventWritten>) -> bool {
    let Some(probability) = without_period(scenario, &entry.value) else { return false };
    let is_file = |source: usize| {
        let payers = scenario.payers.iter().map(|entry| &entry.place);
        let mut places = payers.chain(scenario.events.iter().map(|entry| &entry.place));
        scenario.title.place.source == source || places.any(|place| place.source == source)
    };
    let (horizon, probability) = (scenario.horizon.place.source, probability.place.source);
    horizon != probability && (!is_file(horizon) || (horizon < probability && is_file(probability)))
}

/// The probability of an event, unless it names its own period.
fn without_period<'a>(scenario: &'a Scenario, event: &'a EventWritten) -> Option<&'a Value> {
    let mut value = event.probability.as_ref()?;
    if let WrittenLaw::Shared { name, .. } = &value.law {
        value = &scenario.shared.iter().find(|entry| entry.id == *name)?.value;
    }
    (!matches!(value.law, WrittenLaw::Uncertain { over: Some(_), .. })).then_some(value)
}

fn no_price_base(_: &Reading, plan: &Plan) -> Option<String> {
    plan.price_base.is_none().then(|| {
        "no `price_base` is given: every result is in prices as written, whatever years they are of".to_owned()
    })
}

fn wide_normal(_: &Reading, plan: &Plan) -> Option<String> {
    let laws = plan.models().flat_map(|model| model.laws.iter().zip(&plan.parameters));
    let mut wide: Vec<&str> = laws
        .filter(|(law, _)| match law {
            super::Law::Drawn(Distribution::Normal(normal)) => normal.written_sd() > normal.written_mean() / 2.0,
            _ => false,
        })
        .map(|(_, parameter)| parameter.path.as_str())
        .collect();
    wide.sort_unstable();
    wide.dedup();
    named(&wide).map(|paths| {
        format!(
            "the normal distribution of {paths} has an sd of more than half its mean: much of it would lie below zero and \
             is cut off, which moves the mean; a gamma or lognormal does not need that"
        )
    })
}

fn certain_costs(_: &Reading, plan: &Plan) -> Option<String> {
    let certain = plan.models().flat_map(|model| &model.events).all(|event| event.unit_cost.certain().is_some());
    (certain && !plan.base.events.is_empty())
        .then(|| "every unit cost is certain: the intervals leave out how little is known about prices".to_owned())
}

fn no_room(_: &Reading, plan: &Plan) -> Option<String> {
    let sure = |event: &usize| plan.chance_at_most(|model| &model.events[*event].support.prevents, 0.05) < 0.001;
    let events = (0..plan.base.events.len()).filter(sure).map(|event| plan.base.events[event].id.as_str());
    named(&events.collect::<Vec<_>>()).map(|events| {
        format!("support leaves no room for no effect: there is no chance that it prevents less than 5% of {events}")
    })
}

/// A share of draws below this is rounding of the distribution function.
const NEGLIGIBLE: f64 = 1e-9;

/// The events for which something holds in any scenario of the reading, each once, in the order of the file.
fn events_where(reading: &Reading, holds: impl Fn(&Scenario, &Entry<EventWritten>) -> bool) -> Vec<&str> {
    let scenarios = || std::iter::once(&reading.base).chain(reading.views.iter().map(|view| &view.value.scenario));
    let anywhere =
        |place: usize| scenarios().any(|seen| seen.events.get(place).is_some_and(|entry| holds(seen, entry)));
    let events = reading.base.events.iter().enumerate();
    events.filter(|(place, _)| anywhere(*place)).map(|(_, entry)| entry.id.as_str()).collect()
}

/// The values under `support` with the names of their keys.
fn effects(support: &SupportWritten) -> impl Iterator<Item = (&'static str, &Value)> {
    [
        ("prevents", &support.prevents),
        ("reduces", &support.reduces),
        ("adds", &support.adds),
        ("drop_off", &support.drop_off),
        ("attribution", &support.attribution),
        ("displacement", &support.displacement),
        ("optimism_bias", &support.optimism_bias),
    ]
    .into_iter()
    .filter_map(|(field, value)| Some((field, value.as_ref()?)))
}

/// "`a`", "`a` and `b`", "`a`, `b` and `c`"; `None` when there is none.
fn named(names: &[&str]) -> Option<String> {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let (last, others) = quoted.split_last()?;
    Some(if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) })
}
