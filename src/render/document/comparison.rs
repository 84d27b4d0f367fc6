//! Says by how much scenarios differ, how surely, and in which assumptions.

use super::common_evidence::{best, shared};
use super::difference::by_difference;
use super::stress_tables::moved_chance;
use super::{Block, Cell, Column, Document, Row, Section, Table, change_cells, estimate_cells, interval_column};
use crate::estimate::{Comparison, DifferingValue, ScenarioCompared, Summary, Versus, VersusMeasure};
use crate::render::number::{money, money_error, plain_share, whole};
use crate::render::words::{chance, interval, level, list, words_of};

/// Differing assumptions that are printed; compare.json has all.
const MOST_ROWS: usize = 40;

/// The document of a comparison.
#[must_use]
pub fn document(comparison: &Comparison) -> Document {
    let run = &comparison.run;
    let names: Vec<&str> = comparison.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    let mut side = vec![Block::Table(scenarios(comparison))];
    if !comparison.notes.is_empty() {
        side.insert(0, Block::List(comparison.notes.clone()));
    }
    let mut sections = vec![Section::new("side-by-side", "Side by side", side)];
    let first = comparison.scenarios.first();
    sections.extend(
        first.iter().flat_map(|first| comparison.against_first.iter().map(|versus| against(versus, first, run.level))),
    );
    sections.extend(best(comparison));
    sections.push(Section::new("differing", "Which assumptions differ?", differing(comparison, &names)));
    Document {
        verdict: None,
        title: format!("Comparison: {}", list(&names)),
        topic: "What sets the scenarios apart?".to_owned(),
        lead: vec![format!(
            "{} draws of the evidence each (seed {}). What the scenarios have in common is drawn once and cancels out of \
             every difference; evidence of their own is drawn independently. Ranges are {} intervals.",
            whole(run.draws),
            run.seed,
            plain_share(run.level)
        )],
        facts: Vec::new(),
        sections,
    }
}

fn scenarios(comparison: &Comparison) -> Table {
    let at = comparison.run.level;
    let row = |scenario: &ScenarioCompared| {
        let people = Cell::Text(whole(scenario.scenario.people));
        let amounts = [&scenario.avoided, &scenario.avoided_per_person, &scenario.cashable];
        let amounts = amounts.into_iter().flat_map(|summary| estimate_cells(summary, at));
        let cost = scenario
            .cost
            .map_or_else(|| Cell::text("not stated"), |cost| Cell::Money(cost, scenario.cost_mcse.unwrap_or(0.0)));
        let unknown = || [Cell::text("not known"), Cell::Empty];
        let net = scenario.net_pv.as_ref().map_or_else(unknown, |net| estimate_cells(net, at));
        Row::named(&scenario.name, [people].into_iter().chain(amounts).chain([cost]).chain(net))
    };
    let mut columns = vec![Column::text("Scenario"), Column::number("People")];
    for head in ["Cost avoided", "Per person", "Cashable"] {
        columns.extend([Column::number(head), interval_column(at)]);
    }
    columns.extend([Column::number("Programme cost"), Column::number("Net present value"), interval_column(at)]);
    Table::new("", columns, comparison.scenarios.iter().map(row))
}

fn against(versus: &Versus, before: &ScenarioCompared, at: f64) -> Section {
    let first = &before.name;
    let measures = [
        ("Cost avoided", Some(&versus.avoided)),
        ("Cost avoided per person", Some(&versus.avoided_per_person)),
        ("Cashable savings", Some(&versus.cashable)),
        ("Net present value", versus.net_pv.as_ref()),
    ];
    let said = |(name, measure): (&str, Option<&VersusMeasure>)| {
        measure.map(|measure| format!("{name}: {}", sentence(measure, &versus.name, first, at)))
    };
    let mut blocks = vec![Block::List(measures.into_iter().filter_map(said).collect())];
    blocks.push(Block::List(shared(&versus.evidence)));
    let label = |id: &str| before.payers.get(id).cloned().unwrap_or_else(|| words_of(id));
    let moved = versus.payers.iter().filter(|(_, payer)| !payer.difference.is_nothing());
    let rows: Vec<Row> = moved.map(|(id, payer)| Row::named(label(id), change_cells(payer))).collect();
    if rows.len() > 1 {
        let columns = [Column::text("Payer"), Column::number("Change in cost avoided"), Column::beside("Its error")];
        blocks.push(Block::Table(Table::new("", columns, rows)));
    }
    let targets = versus.targets.iter().filter_map(|(id, target)| {
        let before = before.targets.get(id)?;
        Some(format!("Chance of the target “{}”: {}", before.label, moved_chance(target, &before.chance)))
    });
    blocks.push(Block::List(targets.collect()));
    Section::new("against", format!("{} against {first}", versus.name), blocks)
}

fn sentence(measure: &VersusMeasure, other: &str, first: &str, at: f64) -> String {
    if measure.alike {
        return "the same in every draw.".to_owned();
    }
    let difference: &Summary = &measure.difference.difference;
    let even = if measure.tie.probability > 0.0 {
        let (beaten, tie) = (chance(&measure.other_beats), chance(&measure.tie));
        format!("; that {other} beats {first}: {beaten}; that both come out alike: {tie}")
    } else {
        String::new()
    };
    format!(
        "{other} has {} {} (± {}); {} in {} of draws. Chance that {first} beats {other}: {}{}.",
        money(difference.mean.abs(), difference.mcse),
        if difference.mean < 0.0 { "less" } else { "more" },
        money_error(difference.mcse),
        interval(difference, at),
        level(at),
        chance(&measure.first_beats),
        even
    )
}

fn differing(comparison: &Comparison, names: &[&str]) -> Vec<Block> {
    if comparison.differing.is_empty() {
        return vec![Block::say("None: the scenarios state the same values.")];
    }
    let row = |value: &DifferingValue| {
        let stated = by_difference(&value.values).into_iter();
        let stated = stated.map(|value| value.unwrap_or_else(|| "not stated".to_owned()));
        Row::named(&value.label, [Cell::Path(value.path.clone())].into_iter().chain(stated.map(Cell::Text)))
    };
    let rows: Vec<Row> = comparison.differing.iter().take(MOST_ROWS).map(row).collect();
    let more = comparison.differing.len() - rows.len();
    let notes = (more > 0).then(|| format!("{more} further values differ; compare.json lists all."));
    let columns = [Column::text("Value"), Column::beside("Path")].into_iter();
    let columns = columns.chain(names.iter().map(|name| Column::text(name)));
    vec![Block::Table(Table::new("", columns, rows).notes(notes))]
}
