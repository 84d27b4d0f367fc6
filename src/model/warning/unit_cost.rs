//! Objects to unit costs: certain ones, ones from memory, and ones that hold another event's cost already.

use super::wording::{library_cost, scenarios};
use super::{events_where, named};
use crate::distribution::Distribution;
use crate::model::{Law, Plan};
use crate::quantity::Kind;
use crate::scenario::{Library, Reading, Status};
use std::collections::BTreeSet;

/// W09.
pub(super) fn all_certain(_: &Reading, plan: &Plan) -> Option<String> {
    let certain = plan.models().flat_map(|model| &model.events).all(|event| {
        let stays = event.stays.iter().all(|stay| stay.rate.certain().is_some() && stay.length.certain().is_some());
        event.unit_cost.certain().is_some() && stays
    });
    (certain && !plan.base.events.is_empty()).then(|| {
        "every unit cost is certain: the intervals leave out how little is known about what an event costs; give at least \
         the dearest a range, such as `{range: {low: £5k, high: £20k}}`"
            .to_owned()
    })
}

/// W33.
pub(super) fn spread_of_people(_: &Reading, plan: &Plan) -> Option<String> {
    let wide = |law: &Law| match law {
        Law::Drawn(Distribution::Normal(normal)) => {
            let (mean, sd) = normal.before_truncation();
            sd > mean
        }
        Law::Drawn(law @ (Distribution::Gamma(_) | Distribution::Lognormal(_))) => law.sd() > law.mean(),
        _ => false,
    };
    let laws = plan.models().flat_map(|model| model.laws.iter().zip(&plan.parameters));
    let wide = laws.filter(|(law, parameter)| parameter.kind == Kind::Money && wide(law));
    let mut paths: Vec<&str> = wide.map(|(_, parameter)| parameter.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    named(&paths).map(|paths| {
        format!(
            "the sd of {paths} is above its mean: is it how the costs of people differ, or doubt about their mean? what is \
             written here is doubt, drawn once for everybody; if people differ, write the mean alone and \
             `varies: {{gamma: {{cv: …}}}}` beside it, the sd over the mean"
        )
    })
}

/// W12.
pub(super) fn unverified(reading: &Reading, _: &Plan) -> Option<String> {
    let library = reading.library.as_ref()?;
    let recalled = events_where(reading, |scenario, entry| {
        let cost = library_cost(&entry.value.unit_cost).and_then(|id| library.get(id));
        scenario.allow_unverified && cost.is_some_and(|cost| cost.status == Status::Recalled)
    });
    named(&recalled).map(|events| {
        format!(
            "the unit cost of {events} is quoted from memory and was never checked against its source; it is used because \
             the scenario says `allow_unverified: true`, and nothing that rests on it should be published before it is checked"
        )
    })
}

/// W16.
pub(super) fn contained(reading: &Reading, _: &Plan) -> Option<String> {
    let library = reading.library.as_ref()?;
    let mut pairs = BTreeSet::new();
    for scenario in scenarios(reading) {
        let priced: Vec<(&str, &str)> = scenario
            .events
            .iter()
            .filter_map(|entry| Some((entry.id.as_str(), library_cost(&entry.value.unit_cost)?)))
            .collect();
        for (whole, cost) in &priced {
            let inside = inside(library, cost);
            let parts = priced.iter().filter(|(part, other)| part != whole && inside.contains(other));
            pairs.extend(parts.map(|(part, other)| {
                format!("the cost of `{whole}` (library {cost}) holds that of `{part}` (library {other})")
            }));
        }
    }
    let pairs: Vec<String> = pairs.into_iter().collect();
    (!pairs.is_empty()).then(|| {
        format!(
            "one cost is counted twice: {}; price the first without it (`averted costs --show ID` says what a cost \
             includes), or take one of the two events out",
            pairs.join("; ")
        )
    })
}

/// The ids of all costs inside a cost, those inside its parts too.
fn inside<'l>(library: &'l Library, id: &str) -> BTreeSet<&'l str> {
    let parts = |id: &str| library.get(id).map_or(&[][..], |cost| &cost.includes);
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = parts(id).iter().map(String::as_str).collect();
    while let Some(part) = open.pop() {
        if found.insert(part) {
            open.extend(parts(part).iter().map(String::as_str));
        }
    }
    found
}
