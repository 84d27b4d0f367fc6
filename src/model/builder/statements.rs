//! Gathers the rows of the assumptions log, one for each value that the scenario states, of all models of a plan.

use crate::model::{Stated, Term};
use crate::quantity::{Kind, Remarks};
use std::collections::HashMap;

/// The rows, filled by one model after another.
#[derive(Debug, Default)]
pub(super) struct Statements {
    list: Vec<Stated>,
    rows: HashMap<String, usize>,
    /// What one is of which a number or price stands at a path.
    units: HashMap<String, String>,
}

/// What a model states of one value.
#[derive(Debug)]
pub(super) struct Statement {
    /// How it is spelled.
    pub(super) spelling: String,
    /// What it measures.
    pub(super) kind: Kind,
    /// Source, note, grade, owner, review date.
    pub(super) remarks: Remarks,
    /// What it is, in the unit as written.
    pub(super) term: Term,
    /// The share of draws in which it is held within its legal range.
    pub(super) clipped: f64,
}

impl Statements {
    /// Notes what one is of which a number or price stands at `path`, such as a bed day.
    pub(super) fn counted_in(&mut self, path: &str, unit: Option<&String>) {
        if let Some(unit) = unit {
            self.units.insert(path.to_owned(), unit.clone());
        }
    }

    /// Enters what the last of `models` states at `path`, once.
    pub(super) fn enter(&mut self, path: &str, models: usize, statement: Statement) {
        let Statement { spelling, kind, remarks, term, clipped } = statement;
        let next = self.list.len();
        let row = *self.rows.entry(path.to_owned()).or_insert(next);
        if row == next {
            let unit = self.units.get(path).cloned();
            let (path, spellings, terms) = (path.to_owned(), Vec::new(), Vec::new());
            self.list.push(Stated { path, kind, unit, remarks, spellings, terms, clipped });
        }
        let row = &mut self.list[row];
        if row.terms.len() < models {
            row.terms.resize(models - 1, None);
            row.spellings.resize(models - 1, String::new());
            row.terms.push(Some(term));
            row.spellings.push(spelling);
            row.clipped = row.clipped.max(clipped);
        }
    }

    /// Notes in which share of draws the value stated at `path` is held within its limits.
    pub(super) fn clip(&mut self, path: &str, share: f64) {
        if let Some(row) = self.rows.get(path) {
            let clipped = &mut self.list[*row].clipped;
            *clipped = clipped.max(share);
        }
    }

    /// The rows, in the order in which they were first stated; where a model states nothing, what `certain` says of a path.
    pub(super) fn finish(mut self, models: usize, certain: impl Fn(usize, &str) -> Option<f64>) -> Vec<Stated> {
        for row in &mut self.list {
            row.terms.resize(models, None);
            row.spellings.resize(models, String::new());
            for (model, term) in row.terms.iter_mut().enumerate() {
                if term.is_none() {
                    *term = certain(model, &row.path).map(Term::Certain);
                }
            }
        }
        self.list
    }
}
