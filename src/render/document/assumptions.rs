//! Lays out the assumptions log: every value with its law, source, grade and note.

use super::table::{Cell, Column, Row, Table};
use crate::estimate::{Assumption, Results};
use crate::render::words::stated;

/// The assumptions log: every value with its law, source, grade and note.
#[must_use]
pub fn assumptions(results: &Results) -> Table {
    let rows = results.assumptions.iter().map(|each| {
        Row::body(vec![
            Cell::Path(each.path.clone()),
            Cell::text(&each.spelling),
            Cell::Written(each.mean, each.kind),
            if each.certain { Cell::text("certain") } else { Cell::WrittenRange(each.p2_5, each.p97_5, each.kind) },
            each.remarks.grade.map_or(Cell::Empty, |grade| Cell::Plain(f64::from(grade))),
            Cell::optional(each.remarks.source.as_deref()),
            Cell::Text(remarks(each)),
        ])
    });
    Table::new(
        "Every value of the scenario",
        vec![
            Column::text("Value"),
            Column::text("As written"),
            Column::number("Mean"),
            Column::number("95% range"),
            Column::number("Grade"),
            Column::text("Source"),
            Column::text("Note"),
        ],
        rows,
    )
    .note("Names are paths in the scenario file. Rates are per year. Grade: 1 (best) to 6 (judgement).")
    .note("An uncertain value is drawn once per draw and shared by the whole cohort in that draw.")
}

fn remarks(assumption: &Assumption) -> String {
    let owner = assumption.remarks.owner.as_ref().map(|owner| format!("Owner: {owner}."));
    let review = assumption.remarks.review_by.as_ref().map(|month| format!("Review by {month}."));
    let average = assumption
        .cohort_average
        .map(|average| format!("Average over the cohort: {}.", stated(assumption.kind, average)));
    let parts: Vec<String> = [average, assumption.remarks.note.clone(), owner, review].into_iter().flatten().collect();
    parts.join(" ")
}
