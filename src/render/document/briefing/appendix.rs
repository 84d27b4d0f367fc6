//! Lists what the briefing rests on: the assumptions in words, the warnings by number, and where the figures come from.

use std::collections::BTreeMap;

use super::super::assumptions::in_words;
use super::super::beside::Beside;
use super::super::provenance::{command, provenance};
use super::super::{Block, Cell, Column, Row, Section, Table};
use crate::estimate::{Assumption, Results};
use crate::render::number::whole;
use crate::render::words::{list, stated, stated_range};

/// Values that are listed; the report has all.
const MOST: usize = 40;
/// Letters of a source or note that are printed, about three lines.
const LETTERS: usize = 160;

/// The appendix.
pub(super) fn section(results: &Results, beside: &Beside<'_>) -> Section {
    let mut blocks = vec![Block::Heading("Assumptions".to_owned())];
    match values(results, beside) {
        Some(table) => blocks.push(Block::Table(table)),
        None => blocks.push(Block::say("The scenario holds no uncertain value.")),
    }
    blocks.extend(warnings(results));
    blocks.push(Block::Heading("Where the figures come from".to_owned()));
    blocks.push(Block::Terms(provenance(results)));
    blocks.push(Block::Terms(vec![("The same numbers again".to_owned(), command(results))]));
    Section::new("appendix", "Appendix: assumptions and provenance", blocks)
}

/// The uncertain values, those that move the answer most first where that is known.
fn values(results: &Results, beside: &Beside<'_>) -> Option<Table> {
    let bars = beside.drivers.map(|drivers| &drivers.tornado.bars);
    let rank: BTreeMap<&str, usize> =
        bars.into_iter().flatten().enumerate().map(|(at, bar)| (bar.path.as_str(), at)).collect();
    let mut values: Vec<&Assumption> = results.assumptions.iter().filter(|value| !value.certain).collect();
    values.sort_by_key(|value| rank.get(value.path.as_str()).copied().unwrap_or(usize::MAX));
    let all = values.len();
    let order = if rank.is_empty() { "in the order of the scenario" } else { "those that move the answer most first" };
    let caption = if all > MOST {
        format!("The first {} of {} uncertain values, {order}", whole(MOST), whole(all))
    } else {
        format!("All uncertain values, {order}")
    };
    let columns = [
        Column::text("Value"),
        Column::number("Mean"),
        Column::number("95% range"),
        Column::number("Grade"),
        Column::text("Source or note"),
    ];
    let table = Table::new(caption, columns, values.into_iter().take(MOST).map(row));
    table.note("Grade of evidence: 1 (best) to 6 (judgement). The report holds every value with all of its source and note.").filled()
}

fn row(value: &Assumption) -> Row {
    let remarks = &value.remarks;
    let said = remarks.source.as_deref().or(remarks.note.as_deref()).unwrap_or_default();
    Row::body([
        Cell::Text(in_words(value)),
        Cell::Text(stated(value.kind, value.mean)),
        Cell::Text(stated_range(value.kind, value.p2_5, value.p97_5)),
        remarks.grade.map_or(Cell::Empty, |grade| Cell::Plain(f64::from(grade))),
        Cell::Text(head(said)),
    ])
}

/// The warnings by the numbers under which the report and the manual explain them, those silenced with the reason.
fn warnings(results: &Results) -> Vec<Block> {
    let open = results.warnings.iter().filter(|warning| warning.silenced.is_none());
    let open: Vec<&str> = open.map(|warning| warning.id.as_str()).collect();
    let silenced = results.warnings.iter().filter_map(|warning| Some((&warning.id, warning.silenced.as_ref()?)));
    let mut points = Vec::new();
    if !open.is_empty() {
        points.push(format!("Named under Risks: {}.", list(&open)));
    }
    points.extend(silenced.map(|(id, reason)| format!("{id}, silenced by the scenario: “{reason}”")));
    if points.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading("Warnings that the scenario raised".to_owned()), Block::List(points)]
}

/// The first words of a text.
fn head(text: &str) -> String {
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LETTERS).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{} …", whole.trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_note_ends_with_a_whole_word() {
        let text = "word ".repeat(60);
        let short = head(&text);
        assert!(short.ends_with("word …") && short.chars().count() <= LETTERS + 2, "{short}");
        assert_eq!(head("short"), "short");
    }
}
