//! Builds events: how often they come, what they cost and whom.

use super::branch::{Index, branches};
use super::cost::{Cost, cost, spreads};
use super::shares::{cashable, shares_by_payer};
use super::{Draft, key, order::parents_first, spelling::label, support::support};
use crate::model::{Event, Follow, Origin, Term};
use crate::quantity::Kind;
use crate::scenario::{Entry, EventWritten};
use std::collections::HashSet;
use std::sync::Arc;

/// The events in the order of the file, and their indices with parents first.
pub(super) fn events(draft: &mut Draft<'_>) -> (Vec<Event>, Vec<usize>) {
    let written = &draft.scenario.events;
    let index: Index<'_> = written.iter().enumerate().map(|(index, entry)| (entry.id.as_str(), index)).collect();
    let destinations: HashSet<&str> = written.iter().flat_map(destinations).collect();
    let events: Vec<Event> = written.iter().map(|entry| event(draft, entry, &index, &destinations)).collect();
    let order = parents_first(&parents(&events)).unwrap_or_else(|cycle| {
        refuse_cycle(draft, &cycle);
        (0..events.len()).collect()
    });
    (events, order)
}

/// The events that an event leads to, or that come in its place.
fn destinations(entry: &Entry<Arc<EventWritten>>) -> impl Iterator<Item = &str> {
    entry.value.leads_to.iter().chain(&entry.value.support.instead).map(|link| link.id.as_str())
}

/// The events that each event comes after.
fn parents(events: &[Event]) -> Vec<Vec<usize>> {
    let mut parents: Vec<Vec<usize>> =
        events.iter().map(|event| event.follows.iter().map(|follow| follow.parent).collect()).collect();
    for (parent, event) in events.iter().enumerate() {
        for branch in &event.leads_to {
            parents[branch.event].push(parent);
        }
    }
    parents
}

fn refuse_cycle(draft: &mut Draft<'_>, cycle: &[usize]) {
    let written = &draft.scenario.events;
    let names: Vec<&str> = cycle.iter().chain(&cycle[..1]).map(|&event| written[event].id.as_str()).collect();
    let first = &written[cycle[0]];
    let last = written[cycle[cycle.len() - 1]].id.as_str();
    let place =
        first.value.follows.iter().find(|follow| follow.id == last).map_or(&first.place, |follow| &follow.place);
    let message = format!("events follow each other in a circle: {}", names.join(" → "));
    draft.mistakes.labelled(place, message, "closes the circle", "take one of these links out");
}

fn event(
    draft: &mut Draft<'_>,
    entry: &Entry<Arc<EventWritten>>,
    index: &Index<'_>,
    destinations: &HashSet<&str>,
) -> Event {
    let (id, written) = (&entry.id, &entry.value);
    let origin = origin(draft, entry, destinations.contains(id.as_str()));
    let follows = written.follows.iter().filter_map(|follow| self::follow(draft, id, follow, index)).collect();
    let leads_to = branches(draft, &format!("events.{id}.leads_to"), &written.leads_to, index);
    let Cost { lump, stays } = cost(draft, id, &written.unit_cost);
    if stays.is_empty() {
        refuse_shortens(draft, entry);
    }
    let (varies, stay_varies) = spreads(written.varies, !stays.is_empty());
    Event {
        id: id.clone(),
        label: label(written.label.as_ref(), id),
        decays: written.timing.map(|timing| timing.decays),
        follows,
        leads_to,
        unit_cost: lump,
        stays,
        varies,
        stay_varies,
        real_growth: real_growth(draft, id, written),
        trend: draft.optional_limited(&format!("events.{id}.trend"), written.trend.as_ref(), Kind::Growth, 0.0),
        paid_by: shares_by_payer(draft, "paid_by", &written.paid_by),
        cashable: cashable(draft, &format!("events.{id}.cashable"), &written.cashable),
        support: support(draft, id, &written.support, &origin, index),
        origin,
    }
}

/// Says that an event of its own shortens what does not run.
fn refuse_shortens(draft: &mut Draft<'_>, entry: &Entry<Arc<EventWritten>>) {
    // A default of all events is for those that run.
    let own = entry.value.support.shortens.as_ref().filter(|value| value.identity.starts_with("events."));
    if let Some(value) = own {
        let message = format!("`shortens` has nothing to shorten: the cost of `{}` is paid at once", entry.id);
        let help =
            "write what it costs as it runs, {each: £900, per: week, for: 26 weeks}, or `reduces` for a lower cost";
        draft.mistakes.add(&value.place, message, help);
    }
}

/// How an event arises of itself; one that others lead to need not.
fn origin(draft: &mut Draft<'_>, entry: &Entry<Arc<EventWritten>>, is_destination: bool) -> Origin {
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
        (None, None) if written.follows.is_empty() && !is_destination => {
            let message = format!("the scenario does not say how often `{id}` happens without support");
            let help = "add `probability: 30%` (at most once), `rate: 1.2 per year`, or `follows`; `rate: 0` if it only happens because of support";
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
    index: &Index<'_>,
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

/// By which the event's costs grow beyond prices in general: its own, or that of the top level, one draw for all.
fn real_growth(draft: &mut Draft<'_>, id: &str, written: &EventWritten) -> Term {
    match (&written.real_growth, &draft.scenario.real_growth) {
        (Some(own), _) => draft.limited(&format!("events.{id}.real_growth"), own, Kind::Growth),
        (None, Some(common)) => draft.limited("real_growth", common, Kind::Growth),
        (None, None) => draft.optional(&format!("events.{id}.real_growth"), None, 0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{TOP, mistakes, plan};
    use crate::model::{Origin, Spread};

    fn events(written: &str) -> String {
        format!("{TOP}cohort: {{people: 100}}\nevents:\n{written}")
    }

    const COST: &str = "unit_cost: £1k, paid_by: {nhs: 100%}";

    #[test]
    fn an_event_is_built_with_the_defaults_of_the_language() {
        let plan = plan(&events(&format!(
            "  mental_health_admission: {{rate: 1.2 per year, {COST}, varies: {{gamma: {{cv: 80%}}}}}}"
        )));
        let event = &plan.base.events[0];
        assert_eq!(event.label, "Mental health admission");
        let Origin::Rate(rate) = &event.origin else { panic!() };
        assert!((rate.certain().unwrap() - 0.1).abs() < 1e-15, "per month");
        assert_eq!(event.varies, Spread::Gamma(0.8));
        assert_eq!(event.paid_by, [1.0, 0.0, 0.0]);
        let support = &event.support;
        assert_eq!(support.credit(&[]), 1.0);
        assert_eq!((support.prevents.certain(), support.adds.certain()), (Some(0.0), Some(0.0)));
        assert_eq!((support.starts_after, support.lasts, support.delays), (0.0, f64::INFINITY, 0.0));
        assert!(event.cashable.iter().all(|share| share.certain() == Some(0.0)));
    }

    #[test]
    fn parents_come_before_the_events_that_follow_them() {
        let plan = plan(&events(&format!(
            "  last: {{follows: {{middle: {{probability: 30%, after: 2 months}}}}, {COST}}}
  middle: {{probability: 10%, follows: {{first: {{probability: 20%}}}}, {COST}}}
  first: {{probability: 5%, {COST}}}
"
        )));
        assert_eq!(plan.base.order, [2, 1, 0]);
        let follow = &plan.base.events[0].follows[0];
        assert_eq!((follow.parent, follow.probability.certain(), follow.after), (1, Some(0.3), 2.0));
        assert!(matches!(plan.base.events[0].origin, Origin::None));
    }

    #[test]
    fn names_that_lead_nowhere_get_the_nearest() {
        let text = events(
            "  eviction: {probability: 10%, unit_cost: £1k, paid_by: {hosing: 100%}}
  admission: {follows: {evicton: {probability: 10%}}, unit_cost: £1k, paid_by: {nhs: 100%}, cashable: {council: 5%}}
",
        );
        assert_eq!(
            mistakes(&text),
            [
                "events.eviction.paid_by.hosing: there is no payer `hosing`; did you mean `housing`?",
                "events.admission.follows.evicton: there is no event `evicton`; did you mean `eviction`?",
                "events.admission.cashable.council: `council` is a group of payers, and a single payer is meant here; \
                 name one of its payers",
            ]
        );
    }

    #[test]
    fn paid_by_must_sum_to_the_whole() {
        let of = |shares: &str| mistakes(&events(&format!("  a: {{rate: 1, unit_cost: £1k, paid_by: {shares}}}")));
        assert_eq!(
            of("{nhs: 85%, care: 5%}"),
            ["events.a.paid_by: the shares of `paid_by` sum to 90%, not 100%; say who bears every part of the cost"]
        );
        assert!(of("{nhs: 33.3%, care: 33.3%, housing: 33.4%}").is_empty());
    }

    #[test]
    fn a_cashable_share_is_one_draw_for_all_payers_or_one_for_each() {
        let uniform = "{uniform: {low: 0%, high: 10%}}";
        let plan = plan(&events(&format!(
            "  a: {{rate: 1, {COST}, cashable: {uniform}}}
  b: {{rate: 1, {COST}, cashable: {{nhs: {uniform}, care: 30%}}}}
"
        )));
        let [a, b] = &plan.base.events[..] else { panic!() };
        assert_eq!(a.cashable.iter().map(|term| term.parameters()).collect::<Vec<_>>(), [[0], [0], [0]]);
        assert_eq!(b.cashable.iter().map(|term| term.parameters()).collect::<Vec<_>>(), [vec![1], vec![], vec![]]);
        assert_eq!((b.cashable[1].certain(), b.cashable[2].certain()), (Some(0.0), Some(0.3)));
        assert_eq!(plan.parameters[1].path, "events.b.cashable.nhs");
    }
}
