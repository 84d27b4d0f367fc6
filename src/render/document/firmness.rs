//! Says which opinion matters: what moves when one assumption is held more or less firmly.

use super::{Block, Cell, Column, Finding, Section, Table};
use crate::estimate::{Drivers, Held, PowerScalingRow};
use crate::render::number::{share, whole_of};
use crate::render::words::{pounds, with_error};

/// Rows of the table; the others are in drivers.json.
const MOST_ROWS: usize = 8;
/// Targets that have a column.
const MOST_TARGETS: usize = 2;
/// Standard errors that a move must exceed to be spoken of.
const SHOWN: f64 = 2.0;

/// Which opinion matters; `None` where nothing is uncertain.
pub(super) fn section(drivers: &Drivers) -> Option<Section> {
    let scaling = &drivers.power_scaling;
    let question = "Which opinion matters?";
    let given: Vec<&PowerScalingRow> =
        scaling.values.iter().filter(|row| row.firmer.is_some() || row.looser.is_some()).collect();
    let refused = scaling.values.iter().filter_map(|row| Some(format!("{}: {}.", row.label, row.refused.as_ref()?)));
    let refused: Vec<String> = refused.collect();
    if scaling.values.is_empty() {
        return None;
    }
    let moves = given.iter().flat_map(|row| ways(row).map(move |(how, held)| (*row, how, held)));
    let most = moves.max_by(|(.., a), (.., b)| a.moved.abs().total_cmp(&b.moved.abs()));
    let headline = match most {
        Some((row, how, held)) if held.moved.abs() > SHOWN * held.mcse => format!(
            "{} matters most: held {how} as firmly, it moves the expected avoided cost per person by {}.",
            row.label,
            with_error(held.moved, held.mcse)
        ),
        _ => "None by itself: held twice or half as firmly, none moves the expected avoided cost per person by more than the \
              draws can tell."
            .to_owned(),
    };
    let sentences = vec![
        format!(
            "One opinion at a time is held twice as firmly (its density squared) or half as firmly (the root of it), by weights \
             on the draws there are; the mean is {} as drawn.",
            pounds(scaling.headline)
        ),
        "The field calls this power-scaling. Views keep their shares, what is correlated with a value moves along, and a flat \
         distribution stays as it is."
            .to_owned(),
    ];
    let mut section = Section::new("opinions", question, [Block::Finding(Finding::new(question, headline, sentences))]);
    if !given.is_empty() {
        section = section.with([Block::Table(table(drivers, &given))]);
    }
    if !refused.is_empty() {
        section = section.with([
            Block::Paragraph(format!(
                "An answer that rests on draws worth fewer than {} is not given.",
                whole_of(scaling.fewest_effective)
            )),
            Block::List(refused),
        ]);
    }
    Some(section)
}

/// Both ways to hold a value, as far as they are given.
fn ways(row: &PowerScalingRow) -> impl Iterator<Item = (&'static str, &Held)> {
    let firmer = row.firmer.iter().map(|held| ("twice", held));
    firmer.chain(row.looser.iter().map(|held| ("half", held)))
}

fn table(drivers: &Drivers, given: &[&PowerScalingRow]) -> Table {
    let moved = |held: &Option<Held>| {
        held.as_ref().map_or_else(|| "not given".to_owned(), |held| with_error(held.moved, held.mcse))
    };
    let mut columns =
        vec![Column::text("Value"), Column::number("Held twice as firmly"), Column::number("Held half as firmly")];
    let targets: Vec<_> = drivers.power_scaling.targets.iter().take(MOST_TARGETS).collect();
    columns.extend(
        targets.iter().map(|(_, target)| Column::number(&format!("Chance of “{}”, twice / half", target.label))),
    );
    let rows = given.iter().take(MOST_ROWS).map(|row| {
        let mut cells = vec![Cell::Text(moved(&row.firmer)), Cell::Text(moved(&row.looser))];
        cells.extend(targets.iter().map(|(id, target)| {
            let chance = |held: &Option<Held>| {
                let found = held.as_ref().and_then(|held| held.targets.get(id));
                found.map_or_else(|| "not given".to_owned(), |of| share(target.chance + of.moved, of.mcse))
            };
            Cell::Text(format!("{} / {}", chance(&row.firmer), chance(&row.looser)))
        }));
        super::Row::named(&row.label, cells)
    });
    Table::new("Power-scaling: how far the expected avoided cost per person moves", columns, rows)
}
