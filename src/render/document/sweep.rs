//! Shows the answers of a sweep side by side, as far as they fit on a screen; the table of all their numbers is a file.

use super::{Block, Cell, Column, Document, Row, Section, Table, estimate_cells, interval_column};
use crate::estimate::{Chance, Results, Summary};
use crate::render::number::{plain_share, whole};
use crate::render::words::{capital, cost_avoided};

/// Answers that are shown.
const MOST_ROWS: usize = 40;

/// What is shown of one answer of a sweep.
#[derive(Clone, Debug, PartialEq)]
pub struct SweepAnswer {
    number: usize,
    different: String,
    level: f64,
    head: String,
    avoided: Summary,
    net_pv: Option<Summary>,
    target: Option<(String, Chance)>,
}

impl SweepAnswer {
    /// What is shown of the answer of this number.
    #[must_use]
    pub fn new(number: usize, results: &Results) -> Self {
        let scenario = &results.scenario;
        let changes = scenario.changes.join(", ");
        Self {
            number,
            different: if changes.is_empty() { scenario.file.clone() } else { format!("{}: {changes}", scenario.file) },
            level: results.run.level,
            head: capital(cost_avoided(results)),
            avoided: results.total.avoided.clone(),
            net_pv: results.programme.as_ref().map(|programme| programme.net_pv.clone()),
            target: results.targets.0.first().map(|(_, target)| (target.label.clone(), target.chance)),
        }
    }
}

/// The answers side by side.
#[must_use]
pub fn sweep(answers: &[SweepAnswer]) -> Document {
    let shown = &answers[..answers.len().min(MOST_ROWS)];
    let Some(first) = shown.first() else { return Document::default() };
    let net = shown.iter().any(|answer| answer.net_pv.is_some());
    let target = first.target.as_ref().map(|(label, _)| label);
    let mut columns =
        vec![Column::text("Answer"), Column::text("Of"), Column::number(&first.head), interval_column(first.level)];
    if net {
        columns.extend([Column::number("Net present value"), interval_column(first.level)]);
    }
    columns.extend(target.map(|label| Column::number(&format!("Chance: {label}"))));
    let row = |answer: &SweepAnswer| {
        let mut cells = vec![Cell::text(&answer.different)];
        cells.extend(estimate_cells(&answer.avoided, answer.level));
        if net {
            let unknown = || [Cell::text("not known"), Cell::Empty];
            cells.extend(answer.net_pv.as_ref().map_or_else(unknown, |net| estimate_cells(net, answer.level)));
        }
        if target.is_some() {
            let same = answer.target.as_ref().filter(|(label, _)| Some(label) == target);
            cells.push(same.map_or(Cell::Empty, |(_, chance)| Cell::Chance(*chance)));
        }
        Row::named(answer.number.to_string(), cells)
    };
    let table = Table::new("", columns, shown.iter().map(row));
    let left = answers.len() - shown.len();
    let more = (left > 0).then(|| Block::say(format!("And {} more, in the table.", whole(left))));
    let blocks = std::iter::once(Block::Table(table)).chain(more);
    let title = if answers.len() == 1 { "1 answer".to_owned() } else { format!("{} answers", whole(answers.len())) };
    let lead = vec![format!("Ranges are {} intervals.", plain_share(first.level))];
    Document { title, lead, sections: vec![Section::new("sweep", "Side by side", blocks)], ..Document::default() }
}
