//! Captions the difference between scenarios.

use super::facts::{Caption, modelled};
use crate::estimate::{Comparison, ScenarioCompared};
use crate::render::words::{BOTH, chosen};
use crate::render::{number, words as render_words};

/// The caption of the differences; `None` where nothing is compared.
#[must_use]
pub fn difference(comparison: &Comparison) -> Option<Caption> {
    let (first, other) = (comparison.scenarios.first()?, comparison.against_first.first()?);
    let change = &other.avoided.difference.difference;
    let amount = number::money(change.mean.abs(), change.mcse);
    let title = if other.avoided.alike {
        format!("{} and {} avoid the same cost in every draw", other.name, first.name)
    } else if amount == "£0" {
        format!("On average {} and {} avoid the same cost, as far as these draws can tell", other.name, first.name)
    } else {
        let than = if change.mean < 0.0 { "less" } else { "more" };
        format!("{} avoids {amount} {than} than {}", other.name, first.name)
    };
    let beats = &other.avoided.first_beats;
    let lines = vec![
        format!(
            "Chance that the cohort of {} avoids more than that of {} ({BOTH}): {}.",
            first.name,
            other.name,
            render_words::chance(beats)
        ),
        "What both draw in common cancels out of every difference, so the interval is of what sets them apart."
            .to_owned(),
    ];
    let (draws, seed) = (number::whole(comparison.run.draws), comparison.run.seed);
    let files: Vec<String> =
        comparison.scenarios.iter().map(|each| render_words::source_file(&each.scenario)).collect();
    let warned = comparison.scenarios.iter().map(|each| chosen(&each.warnings)).find(|line| !line.is_empty());
    let foot =
        modelled(&format!("{draws} simulated cohorts each"), &files.join(", "), seed, &warned.unwrap_or_default());
    // Each change once, with the scenario whose it is where they differ.
    let own = |each: &ScenarioCompared| {
        let name = each.name.clone();
        each.scenario.changes.clone().into_iter().map(move |change| format!("{name}: {change}"))
    };
    let alike = comparison.scenarios.iter().all(|each| each.scenario.changes == first.scenario.changes);
    let changes: Vec<String> =
        if alike { first.scenario.changes.clone() } else { comparison.scenarios.iter().flat_map(own).collect() };
    Some(Caption::of(title, lines, "Marks with intervals around no difference.", foot, &changes))
}
