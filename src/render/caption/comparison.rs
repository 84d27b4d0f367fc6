//! Captions the difference between scenarios.

use super::facts::{Caption, modelled, written_by};
use crate::estimate::Comparison;
use crate::render::words::{BOTH, chosen};
use crate::render::{number, words as render_words};

/// The caption of the differences; `None` where nothing is compared.
#[must_use]
pub fn difference(comparison: &Comparison) -> Option<Caption> {
    let (first, other) = (comparison.scenarios.first()?, comparison.against_first.first()?);
    let change = &other.avoided.difference.difference;
    let title = if other.avoided.alike {
        format!("{} and {} avoid the same cost in every draw", other.name, first.name)
    } else {
        format!(
            "{} avoids {} {} than {}",
            other.name,
            number::money(change.mean.abs(), change.mcse),
            if change.mean < 0.0 { "less" } else { "more" },
            first.name
        )
    };
    let beats = &other.avoided.first_beats;
    let mut lines = vec![format!(
        "Chance that the cohort of {} avoids more than that of {} ({BOTH}): {}. What both draw in common cancels out of every difference, so the \
         interval is of what sets them apart.",
        first.name,
        other.name,
        render_words::chance(beats)
    )];
    lines.extend(comparison.notes.iter().cloned());
    let (draws, seed) = (number::whole(comparison.run.draws), comparison.run.seed);
    let files: Vec<String> = comparison.scenarios.iter().map(|each| render_words::source(&each.scenario)).collect();
    let files = files.join(", ");
    let written = written_by(&files, &comparison.generator);
    let source = format!("{draws} draws each, seed {seed}. Sources: {written}.");
    let warned = comparison.scenarios.iter().map(|each| chosen(&each.warnings)).find(|line| !line.is_empty());
    let foot = modelled(&format!("{draws} simulated cohorts each"), &files, seed, &warned.unwrap_or_default());
    Some(Caption::of(title, lines, "Marks with intervals around no difference.", [source], foot))
}
