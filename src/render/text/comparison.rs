//! Writes a comparison of scenarios: by how much they differ, how surely, and in which assumptions.

use super::layout::Page;
use super::stress_shocks::change;
use super::summary::cell;
use crate::estimate::{Comparison, ScenarioCompared, Versus, VersusMeasure};
use crate::render::caption::readable;
use crate::render::chance;
use crate::render::number::{exact_money, money, money_error, plain_share, whole};

/// Differing assumptions that are printed; compare.json has all.
const MOST_ROWS: usize = 40;
/// Longest spelling in a table.
const LONGEST: usize = 70;

/// The words of a comparison; `files` are the paths written, for its last lines.
#[must_use]
pub fn comparison(comparison: &Comparison, files: &[String]) -> String {
    let mut page = Page::default();
    let run = &comparison.run;
    let names: Vec<&str> = comparison.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    page.title(&format!("Comparison: {}", names.join(" and ")));
    page.say(&format!(
        "{} draws of the evidence each, with the same random numbers (seed {}): what the scenarios have in common cancels out \
         of every difference. Ranges are {} intervals.",
        whole(run.draws as u64),
        run.seed,
        plain_share(run.level)
    ));
    for note in &comparison.notes {
        page.point(note);
    }
    page.heading("Side by side");
    scenarios(&mut page, comparison);
    for versus in &comparison.against_first {
        page.heading(&format!("{} against {}", versus.name, names[0]));
        against(&mut page, versus, &comparison.scenarios[0], run.level);
    }
    page.heading("Which assumptions differ?");
    differing(&mut page, comparison, &names);
    if !files.is_empty() {
        page.heading("Files");
        for file in files {
            page.say(file);
        }
    }
    page.finish()
}

fn scenarios(page: &mut Page, comparison: &Comparison) {
    let level = comparison.run.level;
    let rows: Vec<Vec<String>> = comparison
        .scenarios
        .iter()
        .map(|scenario| {
            vec![
                format!("{}\n{} people", scenario.name, whole(scenario.scenario.people)),
                cell(&scenario.avoided, level),
                cell(&scenario.avoided_per_person, level),
                cell(&scenario.cashable, level),
                scenario.cost.map_or_else(|| "not stated".to_owned(), exact_money),
                scenario.net_pv.as_ref().map_or_else(|| "not known".to_owned(), |net| cell(net, level)),
            ]
        })
        .collect();
    page.table(&["Scenario", "Cost avoided", "Per person", "Cashable", "Programme cost", "Net present value"], &rows);
}

fn against(page: &mut Page, versus: &Versus, first: &ScenarioCompared, level: f64) {
    let measures = [
        ("Cost avoided", Some(&versus.avoided)),
        ("Cost avoided per person", Some(&versus.avoided_per_person)),
        ("Cashable savings", Some(&versus.cashable)),
        ("Net present value", versus.net_pv.as_ref()),
    ];
    for (name, measure) in measures {
        let Some(measure) = measure else { continue };
        page.point(&format!("{name}: {}", sentence(measure, &versus.name, &first.name, level)));
    }
    let rows: Vec<Vec<String>> = versus
        .payers
        .iter()
        .filter(|(_, payer)| payer.difference.sd > 0.0 || payer.difference.mean != 0.0)
        .map(|(id, payer)| vec![readable(id), change(payer)])
        .collect();
    if rows.len() > 1 {
        page.table(&["Payer", "Change in cost avoided"], &rows);
    }
    for (id, target) in versus.targets.iter() {
        let before = first.targets.get(id).map_or_else(|| "not known".to_owned(), |own| chance::percent(&own.chance));
        page.point(&format!(
            "Chance that its cohort reaches the target {} (weak evidence and chance): {} against {}, a difference of {} percentage points (± {}).",
            readable(id),
            chance::percent(&target.after),
            before,
            crate::render::number::count(target.difference * 100.0, target.mcse * 100.0),
            crate::render::number::count(target.mcse * 100.0, target.mcse * 10.0)
        ));
    }
}

fn sentence(measure: &VersusMeasure, other: &str, first: &str, level: f64) -> String {
    if measure.alike {
        return "the same in every draw.".to_owned();
    }
    let difference = &measure.difference.difference;
    let (mean, error) = (difference.mean, difference.mcse);
    let interval = super::summary::between(difference, level, "to");
    let beats = &measure.first_beats;
    format!(
        "{other} has {} {} (± {}); {interval} in {} of draws. Chance that the cohort of {first} beats that of {other} ({}): {}.",
        money(mean.abs(), error),
        if mean < 0.0 { "less" } else { "more" },
        money_error(error),
        plain_share(level),
        chance::BOTH,
        chance::words(beats)
    )
}

fn differing(page: &mut Page, comparison: &Comparison, names: &[&str]) {
    if comparison.differing.is_empty() {
        page.say("None: the scenarios state the same values.");
        return;
    }
    let mut head = vec!["Value"];
    head.extend(names);
    let short = |text: &String| {
        if text.chars().count() > LONGEST { text.chars().take(LONGEST).chain(['…']).collect() } else { text.clone() }
    };
    let rows: Vec<Vec<String>> = comparison
        .differing
        .iter()
        .take(MOST_ROWS)
        .map(|row| {
            let values = row.values.iter().map(|value| value.as_ref().map_or_else(|| "not stated".to_owned(), short));
            std::iter::once(format!("{}\n{}", row.label, row.path)).chain(values).collect()
        })
        .collect();
    page.table(&head, &rows);
    if comparison.differing.len() > MOST_ROWS {
        page.say(&format!("{} further values differ; compare.json lists all.", comparison.differing.len() - MOST_ROWS));
    }
}
