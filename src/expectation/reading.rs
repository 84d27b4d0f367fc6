//! Reads the integrals of one draw, at its hazard of leaving.

use super::setting::Setting;
use super::stay::Table;

/// The integrals that one draw reads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    /// Cells at its hazard of leaving.
    pub(super) numbers: &'a Setting,
    /// Tables at hazards about it, and the weight of each.
    pub(super) tables: &'a [Setting],
    pub(super) weights: &'a [f64],
    /// That hazard.
    pub(super) λ: f64,
}

impl Reading<'_> {
    /// Whether what is added of an event has stays of the people of published figures alone.
    pub(super) fn has_published_stays(&self, event: usize) -> bool {
        self.tables[0].added_stays.get(event).is_some_and(|[.., published]| !published.is_empty())
    }

    /// The row of a table at a mean length, of a line that is cut for this draw if it `varies`; `spare` is written over.
    pub(super) fn row(
        &self,
        varies: bool,
        of: impl Fn(&Setting) -> &Table,
        length: f64,
        row: &mut Vec<f64>,
        spare: &mut Vec<f64>,
    ) {
        if varies {
            of(self.numbers).at(length, row);
            return;
        }
        if let [setting] = self.tables {
            of(setting).at(length, row);
            return;
        }
        row.clear();
        for (setting, weight) in self.tables.iter().zip(self.weights) {
            of(setting).at(length, spare);
            row.resize(spare.len(), 0.0);
            row.iter_mut().zip(&*spare).for_each(|(sum, number)| *sum += weight * number);
        }
    }
}
