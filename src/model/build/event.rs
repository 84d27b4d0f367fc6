//! Builds events: how often they come, what they cost and whom.

use super::within_a_billionth;
use super::{Draft, draft::label, key, order::parents_first, spelled_share, support::support, unit_cost::unit_cost};
use crate::model::{Event, Follow, Origin, Spread, Term};
use crate::scenario::{CashableWritten, Entry, EventWritten, Place, VariesWritten};
use std::collections::HashMap;

/// The events in the order of the file, and their indices with parents first.
pub(super) fn events(draft: &mut Draft<'_>) -> (Vec<Event>, Vec<usize>) {
    let written = &draft.scenario.events;
    let index: HashMap<&str, usize> =
        written.iter().enumerate().map(|(index, entry)| (entry.id.as_str(), index)).collect();
    let events: Vec<Event> = written.iter().map(|entry| event(draft, entry, &index)).collect();
    let parents: Vec<Vec<usize>> =
        events.iter().map(|event| event.follows.iter().map(|follow| follow.parent).collect()).collect();
    let order = parents_first(&parents).unwrap_or_else(|cycle| {
        refuse_cycle(draft, &cycle);
        (0..events.len()).collect()
    });
    (events, order)
}

fn refuse_cycle(draft: &mut Draft<'_>, cycle: &[usize]) {
    let written = &draft.scenario.events;
    let names: Vec<&str> = cycle.iter().chain(&cycle[..1]).map(|&event| written[event].id.as_str()).collect();
    let first = &written[cycle[0]];
    let last = written[cycle[cycle.len() - 1]].id.as_str();
    let place =
        first.value.follows.iter().find(|follow| follow.id == last).map_or(&first.place, |follow| &follow.place);
    let message = format!("events follow each other in a circle: {}", names.join(" → "));
    draft.mistakes.labelled(place, message, "closes the circle", "take one of these `follows` out");
}

fn event(draft: &mut Draft<'_>, entry: &Entry<EventWritten>, index: &HashMap<&str, usize>) -> Event {
    let (id, written) = (&entry.id, &entry.value);
    Event {
        id: id.clone(),
        label: label(written.label.as_ref(), id),
        origin: origin(draft, entry),
        decays: written.decays,
        follows: written.follows.iter().filter_map(|follow| self::follow(draft, id, follow, index)).collect(),
        unit_cost: unit_cost(draft, id, &written.unit_cost),
        varies: match written.varies {
            VariesWritten::None => Spread::None,
            VariesWritten::Gamma(cv) => Spread::Gamma(cv),
            VariesWritten::Lognormal(cv) => Spread::Lognormal(cv),
        },
        paid_by: paid_by(draft, written),
        cashable: cashable(draft, id, &written.cashable),
        support: support(draft, id, &written.support),
    }
}

fn origin(draft: &mut Draft<'_>, entry: &Entry<EventWritten>) -> Origin {
    let (id, written) = (&entry.id, &entry.value);
    match (&written.probability, &written.rate) {
        (Some(_), Some(rate)) => {
            let message = format!("`{id}` has both a `probability` and a `rate`");
            let help = "keep `probability` for what happens at most once within the horizon, `rate` for what recurs";
            draft.mistakes.add(&rate.place, message, help);
            Origin::None
        }
        (Some(probability), None) => Origin::Probability(draft.term(&format!("events.{id}.probability"), probability)),
        (None, Some(rate)) => Origin::Rate(draft.term(&format!("events.{id}.rate"), rate)),
        (None, None) if written.follows.is_empty() => {
            let message = format!("the scenario does not say how often `{id}` happens without support");
            let help = "add `probability`, `rate` or `follows`; `rate: 0` if it only happens because of support";
            draft.mistakes.add(&entry.place, message, help);
            Origin::None
        }
        (None, None) => Origin::None,
    }
}

fn follow(
    draft: &mut Draft<'_>,
    id: &str,
    entry: &Entry<crate::scenario::FollowWritten>,
    index: &HashMap<&str, usize>,
) -> Option<Follow> {
    let path = format!("events.{id}.follows.{}.probability", entry.id);
    let probability = draft.term(&path, &entry.value.probability);
    let Some(&parent) = index.get(entry.id.as_str()) else {
        let known = draft.scenario.events.iter().map(|event| event.id.as_str());
        draft.mistakes.unknown("event", &key(entry), known);
        return None;
    };
    Some(Follow { parent, probability, after: entry.value.after })
}

/// The share of every payer, which must sum to 100%.
fn paid_by(draft: &mut Draft<'_>, written: &EventWritten) -> Vec<f64> {
    let mut shares = vec![0.0; draft.payers.list.len()];
    for entry in &written.paid_by {
        if let Some(payer) = draft.payers.find(&key(entry), draft.mistakes) {
            shares[payer] += entry.value;
        }
    }
    let sum: f64 = written.paid_by.iter().map(|entry| entry.value).sum();
    if !within_a_billionth(sum, 1.0) {
        refuse_sum(draft, &written.paid_by_place, sum);
    }
    shares
}

fn refuse_sum(draft: &mut Draft<'_>, place: &Place, sum: f64) {
    let message = format!("the shares of `paid_by` sum to {}, not 100%", spelled_share(sum));
    draft.mistakes.labelled(place, message, spelled_share(sum), "say who bears every part of the cost");
}

/// The cashable share by payer: one draw for all when written once, one draw each in a map, 0% where omitted.
fn cashable(draft: &mut Draft<'_>, id: &str, written: &CashableWritten) -> Vec<Term> {
    let path = format!("events.{id}.cashable");
    let payers = draft.payers.list.len();
    match written {
        CashableWritten::None => vec![draft.optional(&path, None, 0.0); payers],
        CashableWritten::All(share) => vec![draft.term(&path, share); payers],
        CashableWritten::Each(entries) => {
            let mut terms = vec![Term::Certain(0.0); payers];
            for entry in entries {
                let term = draft.term(&format!("{path}.{}", entry.id), &entry.value);
                if let Some(payer) = draft.payers.find(&key(entry), draft.mistakes) {
                    terms[payer] = term;
                }
            }
            terms
        }
    }
}
