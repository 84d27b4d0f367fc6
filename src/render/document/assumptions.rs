//! Lays out the assumptions log: every value with its law, source, grade and note.

use super::table::{Cell, Column, Table};
use crate::estimate::{Assumption, Results};
use crate::render::words::{path_in_words, stated};

/// The assumptions log: every value with its law, source, grade and note.
#[must_use]
pub fn assumptions(results: &Results) -> Table {
    let range = |each: &Assumption| match each.certain {
        true => Cell::text("certain"),
        false => Cell::WrittenRange(each.p2_5, each.p97_5, each.kind),
    };
    let grade = |each: &Assumption| each.remarks.grade.map_or(Cell::Empty, |grade| Cell::Plain(f64::from(grade)));
    Table::of(
        "Every value of the scenario",
        &results.assumptions,
        &[
            (Column::text("Value"), &|each| Cell::text(named(each))),
            (Column::text("As written"), &|each| Cell::text(&each.spelling)),
            (Column::number("Mean"), &|each| Cell::Written(each.mean, each.kind)),
            (Column::number("95% range"), &|each| range(each)),
            (Column::number("Grade"), &|each| grade(each)),
            (Column::text("Source"), &|each| Cell::optional(each.remarks.source.as_deref())),
            (Column::text("Note"), &|each| Cell::Text(remarks(each))),
            (Column::text("Path in the file"), &|each| Cell::Path(each.path.clone())),
        ],
    )
    .note(
        "Rates are per year. Grade: 1 (best) to 6 (judgement). A value is changed by its path, as in --set path=value.",
    )
    .note("An uncertain value is drawn once per draw and shared by the whole cohort in that draw.")
}

/// What the value is, in words; its path where results of earlier programs hold none.
fn named(assumption: &Assumption) -> &str {
    if assumption.label.is_empty() { &assumption.path } else { &assumption.label }
}

/// The same in words of the path, for papers that hold no paths.
pub(super) fn in_words(assumption: &Assumption) -> String {
    if assumption.label.is_empty() { path_in_words(&assumption.path) } else { assumption.label.clone() }
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
