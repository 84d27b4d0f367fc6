//! Puts the path of a value into words, with the labels that the scenario gives.

use crate::model::{EvidenceGroup, Plan};

/// `events.eviction.unit_cost.times` as `Eviction: unit cost, times`.
pub(super) fn label(plan: &Plan, path: &str) -> String {
    let mut parts: Vec<&str> = path.split('.').collect();
    let owner = match parts[..] {
        ["events", id, ..] => plan.base.events.iter().find(|event| event.id == id).map(|event| &event.label),
        ["outcomes", id, ..] => {
            plan.base.outcomes.iter().find(|outcome| outcome.id == id).map(|outcome| &outcome.label)
        }
        ["cohort", "segments", id, ..] => {
            plan.base.cohort.segments.iter().find(|segment| segment.id == id).map(|segment| &segment.label)
        }
        _ => None,
    };
    parts.drain(
        ..match parts[..] {
            ["cohort", "segments", ..] => 3,
            ["events" | "outcomes", ..] => 2,
            ["cohort" | "shared" | "programme" | "library", _, ..] => 1,
            _ => 0,
        },
    );
    let event = |id: &str| plan.base.events.iter().find(|event| event.id == id).map(|event| event.label.clone());
    if let [.., "follows", parent, "probability"] = parts[..] {
        let parent = event(parent).unwrap_or_else(|| parent.to_owned());
        return format!("{}: probability after “{parent}”", owner.map_or("", String::as_str));
    }
    let words: Vec<String> = parts
        .iter()
        .filter(|part| owner.is_none() || **part != "support")
        .map(|part| event(part).unwrap_or_else(|| part.replace('_', " ")))
        .collect();
    let words = words.join(", ");
    match owner {
        Some(owner) => format!("{owner}: {words}"),
        None => capitalised(&words),
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Every group of evidence, in the order of the tables.
pub(super) const GROUPS: [EvidenceGroup; 4] =
    [EvidenceGroup::Effect, EvidenceGroup::CaseStudies, EvidenceGroup::PublishedUnitCosts, EvidenceGroup::Judgement];

/// The id of a group of evidence in drivers.json.
pub(super) const fn group_id(group: EvidenceGroup) -> &'static str {
    match group {
        EvidenceGroup::Effect => "effect",
        EvidenceGroup::PublishedUnitCosts => "published_unit_costs",
        EvidenceGroup::CaseStudies => "case_studies",
        EvidenceGroup::Judgement => "judgement",
    }
}

/// A group of evidence in words.
pub(super) const fn group_label(group: EvidenceGroup) -> &'static str {
    match group {
        EvidenceGroup::Effect => "the effect of support",
        EvidenceGroup::PublishedUnitCosts => "published unit costs",
        EvidenceGroup::CaseStudies => "case-study evidence",
        EvidenceGroup::Judgement => "expert judgement",
    }
}
