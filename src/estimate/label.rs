//! Puts the path of a value into words, with the labels that the scenario gives.

use crate::model::{Assumption, Plan};
use crate::quantity::{capital, words_of};

/// `events.eviction.unit_cost.times` as `Eviction: unit cost, times`.
pub(super) fn label(plan: &Plan, path: &str) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    let base = &plan.base;
    let event = |id: &str| base.events.iter().find(|event| event.id == id).map(|event| event.label.as_str());
    let (owner, rest) = match parts.as_slice() {
        ["events", id, rest @ ..] => (event(id), rest),
        ["outcomes", id, rest @ ..] => {
            (base.outcomes.iter().find(|outcome| outcome.id == *id).map(|outcome| outcome.label.as_str()), rest)
        }
        ["cohort", "segments", id, rest @ ..] => {
            (base.cohort.segments.iter().find(|segment| segment.id == *id).map(|segment| segment.label.as_str()), rest)
        }
        ["programme", "funding", line, rest @ ..] => (funding(plan, line), rest),
        ["cohort" | "shared" | "programme" | "library", rest @ ..] if !rest.is_empty() => (None, rest),
        all => (None, all),
    };
    let unit = || plan.stated_at(path).and_then(|stated| stated.unit.clone());
    let words = match rest {
        ["follows", parent, "probability"] => format!("probability after “{}”", event(parent).unwrap_or(parent)),
        ["leads_to", child, "probability"] => format!("chance that it leads to “{}”", event(child).unwrap_or(child)),
        ["support", "instead", other, "probability"] => {
            format!("chance that “{}” comes instead", event(other).unwrap_or(other))
        }
        ["unit_cost", .., "times"] => {
            format!("number of {}", unit().map_or_else(|| "units".to_owned(), |unit| several(&unit)))
        }
        ["unit_cost", .., "each"] => {
            unit().map_or_else(|| "unit cost".to_owned(), |unit| format!("cost of one {unit}"))
        }
        ["unit_cost", .., "for"] => "how long it runs".to_owned(),
        ["each"] => unit().map_or_else(|| "cost of one".to_owned(), |unit| format!("cost of one {unit}")),
        ["times"] if path.starts_with("programme.") => "how many a person takes".to_owned(),
        ["for"] => "how long it is paid".to_owned(),
        ["amounts", year] if year.len() < 4 => format!("amount of year {year}"),
        ["amounts", year] => format!("amount of {year}"),
        ["uplift"] if owner.is_none() => "optimism bias of programme cost".to_owned(),
        ["uplift"] => "optimism bias".to_owned(),
        ["builds_up"] | ["support", "builds_up"] => "how long the effect builds up".to_owned(),
        ["leaves"] if path == "cohort.leaves" => "share who leave in a year".to_owned(),
        ["relative_risk", "default"] => "relative risk".to_owned(),
        ["relative_risk", other] => format!("relative risk of “{}”", event(other).unwrap_or(other)),
        rest => {
            let parts = rest.iter().filter(|part| owner.is_none() || **part != "support");
            let words: Vec<String> =
                parts.map(|part| event(part).map_or_else(|| words_of(part), str::to_owned)).collect();
            words.join(", ")
        }
    };
    match owner {
        Some(owner) => format!("{owner}: {words}"),
        None => capital(&words),
    }
}

/// Every value that the scenario states, with its path put into words.
#[must_use]
pub fn labelled_assumptions(plan: &Plan) -> Vec<Assumption> {
    let with_label = |stated: Assumption| Assumption { label: label(plan, &stated.path), ..stated };
    plan.assumptions().into_iter().map(with_label).collect()
}

/// The label of the funding line at a place, from 1.
fn funding<'a>(plan: &'a Plan, line: &str) -> Option<&'a str> {
    let mut lines = plan.base.programme.iter().flat_map(|programme| &programme.funding);
    lines.find(|known| line.parse() == Ok(known.line)).map(|known| known.label.as_str())
}

/// `bed days` of `bed day`, `visits` of `visit`.
fn several(unit: &str) -> String {
    if unit.ends_with('s') { unit.to_owned() } else { format!("{unit}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::fixture;

    #[test]
    fn paths_become_words() {
        let plan = fixture::plan(2);
        assert_eq!(label(&plan, "events.eviction.support.prevents"), "Eviction: prevents");
        assert_eq!(
            label(&plan, "events.admission.follows.eviction.probability"),
            "Admission: probability after “Eviction”"
        );
        assert_eq!(label(&plan, "shared.council_cashable"), "Council cashable");
        assert_eq!(label(&plan, "cohort.leaves"), "Share who leave in a year");
        assert_eq!(label(&plan, "support.drop_off"), "Support, drop off");
    }
}
