//! Tells how much of the cash that payers save has left their budgets by the end of each year.
//!
//! ```text
//! years ─cut where cash is just in time for the end of one▶ pieces ─cumulated for a payer▶ S ─Release::left▶ ─differences▶ released
//! ```
//!
//! Nothing is kept by piece, and no time is lost, where no target counts what is released.

use super::draw_values::DrawValues;
use super::pieces::Pieces;
use super::prepared::{LineKind, Prepared};
use crate::model::Release;

/// What is saved and added in one draw by piece; empty where nothing is released.
#[derive(Debug, Default)]
pub(super) struct Saved {
    /// Gross cash, by line of credit and piece.
    cash: Vec<f64>,
    /// Cost of added occurrences, by event and piece.
    added: Vec<f64>,
    /// What budgets gain, by outcome and piece.
    gained: Vec<f64>,
}

impl Saved {
    /// Opens empty books.
    pub(super) fn open(&mut self, prepared: &Prepared<'_>) {
        let count = prepared.pieces.as_ref().map_or(0, Pieces::count);
        let (events, outcomes) = (prepared.model.events.len(), prepared.model.outcomes.len());
        for (book, rows) in
            [(&mut self.cash, prepared.lines.list.len()), (&mut self.added, events), (&mut self.gained, outcomes)]
        {
            book.clear();
            book.resize(rows * count, 0.0);
        }
    }

    /// Books `cost` that is not paid at a moment, in months from the first April.
    #[inline]
    pub(super) fn save(&mut self, pieces: &Pieces, line: usize, months: f64, cost: f64) {
        self.save_in(pieces, line, pieces.of(months), cost);
    }

    /// Books `cost` that is not paid in a piece.
    #[inline]
    pub(super) fn save_in(&mut self, pieces: &Pieces, line: usize, piece: usize, cost: f64) {
        self.cash[line * pieces.count() + piece] += cost;
    }

    /// Books the `cost` of an occurrence of `event` that support adds.
    #[inline]
    pub(super) fn add(&mut self, pieces: &Pieces, event: usize, months: f64, cost: f64) {
        self.add_in(pieces, event, pieces.of(months), cost);
    }

    /// Books the `cost` of such an occurrence in a piece.
    #[inline]
    pub(super) fn add_in(&mut self, pieces: &Pieces, event: usize, piece: usize, cost: f64) {
        self.added[event * pieces.count() + piece] += cost;
    }

    /// Books what budgets gain of an outcome in a piece.
    #[inline]
    pub(super) fn gain_in(&mut self, pieces: &Pieces, outcome: usize, piece: usize, gain: f64) {
        self.gained[outcome * pieces.count() + piece] += gain;
    }

    /// The cash that `payer` has saved up to the end of each piece.
    fn cumulated(
        &self,
        prepared: &Prepared<'_>,
        pieces: &Pieces,
        drawn: &DrawValues,
        theta: &[f64],
        payer: usize,
    ) -> Vec<f64> {
        let count = pieces.count();
        let mut cash = vec![0.0; count];
        for (event, described) in prepared.model.events.iter().enumerate() {
            let borne = described.paid_by[payer];
            let (cashable, adds_cash) =
                (described.cashable[payer].value(theta), described.support.adds_cash.value(theta));
            for (sum, added) in cash.iter_mut().zip(&self.added[event * count..]) {
                *sum -= borne * adds_cash * added;
            }
            for (line, entry) in prepared.lines.of_event(event) {
                let part = if entry.kind == LineKind::Replaced { adds_cash } else { cashable };
                let share = borne * part * drawn.credit(entry);
                for (sum, gross) in cash.iter_mut().zip(&self.cash[line * count..]) {
                    *sum += share * gross;
                }
            }
        }
        for (outcome, described) in prepared.model.outcomes.iter().enumerate().filter(|(_, outcome)| outcome.is_gain())
        {
            let share = described.paid_to[payer] * described.cashable[payer].value(theta);
            for (sum, gained) in cash.iter_mut().zip(&self.gained[outcome * count..]) {
                *sum += share * gained;
            }
        }
        let mut so_far = 0.0;
        for piece in &mut cash {
            so_far += *piece;
            *piece = so_far;
        }
        cash
    }

    /// What leaves the budget of each payer in each year, by payer and year. `cashable` is the same of what is saved, which
    /// leaves at once where a payer says nothing of it.
    pub(super) fn released(
        &self,
        prepared: &Prepared<'_>,
        drawn: &DrawValues,
        theta: &[f64],
        cashable: &[f64],
        released: &mut Vec<f64>,
    ) {
        released.clear();
        let Some(pieces) = &prepared.pieces else { return };
        for (payer, described) in prepared.plan.payers.iter().enumerate() {
            let Some(release) = &described.releases else {
                released.extend_from_slice(&cashable[payer * pieces.all_years()..][..pieces.all_years()]);
                continue;
            };
            let saved = self.cumulated(prepared, pieces, drawn, theta, payer);
            released.extend(by_year(release, pieces, &saved));
        }
    }
}

/// What leaves in each year when so much has been saved up to the end of each piece.
fn by_year(release: &Release, pieces: &Pieces, saved: &[f64]) -> Vec<f64> {
    let left = |year: usize| {
        let in_time = pieces.in_time(release.after, year);
        release.left(in_time.checked_sub(1).map_or(0.0, |last| saved[last]))
    };
    (0..pieces.all_years()).map(|year| left(year) - year.checked_sub(1).map_or(0.0, left)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lump_that_was_released_is_found_again_when_more_is_spent_than_saved() {
        // £50k saved, then £70k spent: a post leaves, then it and £20k have to be found; £110k saved later frees two.
        let posts = Release { lump: 45e3, after: 0.0 };
        let released = by_year(&posts, &Pieces::of_years(3), &[50e3, -20e3, 90e3]);
        assert_eq!(released, [45e3, -65e3, 110e3]);
    }
}
