//! Lists the keys of what the program writes, each with its meaning, unit and what its interval covers.

use super::{Block, Cell, Column, Document, Section, Table};
use crate::dictionary::Row;

/// The dictionary of a file.
#[must_use]
pub fn dictionary(file: &str, rows: &[Row]) -> Document {
    let mut document = Document {
        title: format!("Dictionary of {file}"),
        lead: vec![
            "Money is £ at the scenario's price base, cash unless a name ends in _pv: then it is present value. In a name, * or <id> \
             stands for an id that the scenario chooses, [] for each entry of a list. A number that varies from draw to draw stands \
             with its mean, mcse, sd and quantiles, which have its unit."
                .to_owned(),
            "An interval that covers evidence is a credible interval of what is expected; one that covers evidence and chance is a \
             prediction interval of what a cohort will see. Monte Carlo error is what more draws would take away."
                .to_owned(),
        ],
        ..Document::default()
    };
    let table = Table::of(
        "",
        rows,
        &[
            (Column::text("Name"), &|row| Cell::text(&row.name)),
            (Column::text("Meaning"), &|row| Cell::text(&row.meaning)),
            (Column::text("Unit"), &|row| Cell::text(row.unit)),
            (Column::text("Interval covers"), &|row| Cell::text(row.covers)),
        ],
    );
    document.sections = vec![Section::new("dictionary", "Keys", [Block::Table(table)])];
    document
}
