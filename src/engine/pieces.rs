//! Cuts the years into pieces, so that what is saved long enough before the end of a year is a sum of whole ones.

use super::years::year_of;
use crate::model::{Counting, Model, Plan};
use crate::numeric::float;

/// Months of a year.
const YEAR: f64 = 12.0;
/// Months that are only rounding: lengths in weeks and days are not exact in binary.
const ROUNDING: f64 = 1e-9;

/// The years, cut so that all that is saved up to some payer's `after` before the end of a year is in whole pieces.
#[derive(Debug)]
pub(super) struct Pieces {
    /// Months after the first of April at which the pieces of a year begin, ascending; the first is 0.
    starts: Vec<f64>,
    /// How many years hold followed months.
    pub(super) years: usize,
    /// Months after the first of April from which on what is saved is in one piece of its own; infinite where none is.
    later: f64,
}

impl Pieces {
    /// `None` where no target of `model` counts what is released.
    pub(super) fn new(plan: &Plan, model: &Model) -> Option<Self> {
        model.targets.iter().find(|target| target.counting == Counting::Released)?;
        let releases = plan.payers.iter().filter_map(|payer| payer.releases);
        let mut starts: Vec<f64> = releases.map(|release| (-release.after).rem_euclid(YEAR)).collect();
        starts.retain(|start| (ROUNDING..YEAR - ROUNDING).contains(start));
        starts.push(0.0);
        starts.sort_unstable_by(f64::total_cmp);
        starts.dedup_by(|next, last| *next - *last < ROUNDING);
        let later = plan.later.map_or(f64::INFINITY, |later| plan.months_before + later);
        Some(Self { starts, years: plan.followed_years(), later })
    }

    /// Whole years, for tests.
    #[cfg(test)]
    pub(super) fn of_years(years: usize) -> Self {
        Self { starts: vec![0.0], years, later: f64::INFINITY }
    }

    /// How many there are in all.
    pub(super) fn count(&self) -> usize {
        self.starts.len() * self.years + usize::from(self.later.is_finite())
    }

    /// How many years there are, the one for what runs on past the last followed month included.
    pub(super) fn all_years(&self) -> usize {
        self.years + usize::from(self.later.is_finite())
    }

    /// When a piece ends, months after the first of April of the first year.
    fn end(&self, piece: usize) -> f64 {
        let (year, within) = (piece / self.starts.len(), piece % self.starts.len());
        if year >= self.years {
            return f64::INFINITY;
        }
        let end = YEAR * float(year) + self.starts.get(within + 1).copied().unwrap_or(YEAR);
        // The last followed year holds all up to the end of the last followed month.
        if piece + 1 == self.starts.len() * self.years { self.later } else { end.min(self.later) }
    }

    /// The parts of a stretch of time by piece, each in months.
    pub(super) fn parts(&self, from: f64, to: f64, mut part: impl FnMut(usize, f64)) {
        let mut start = from;
        for piece in self.of(from)..self.count() {
            let end = to.min(self.end(piece));
            if end > start {
                part(piece, end - start);
                start = end;
            }
        }
    }

    /// The piece that holds a moment, counted in months from the first April.
    pub(super) fn of(&self, months: f64) -> usize {
        let year = year_of(months, self.years);
        let within = months - YEAR * float(year);
        let piece = self.starts.iter().rposition(|start| *start <= within).unwrap_or(0);
        year * self.starts.len() + piece
    }

    /// How many pieces, from the first, are over `after` months before the end of `year`.
    pub(super) fn in_time(&self, after: f64, year: usize) -> usize {
        let last = YEAR * float(year + 1) - after + ROUNDING;
        if year >= self.years {
            return self.count();
        }
        let end = |piece: usize| {
            let (year, piece) = (piece / self.starts.len(), piece % self.starts.len());
            YEAR * float(year) + self.starts.get(piece + 1).copied().unwrap_or(YEAR)
        };
        (0..self.starts.len() * self.years).take_while(|&piece| end(piece) <= last).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(starts: &[f64], years: usize) -> Pieces {
        Pieces { starts: starts.to_vec(), years, later: f64::INFINITY }
    }

    #[test]
    fn a_moment_is_in_the_piece_that_began_last() {
        let pieces = pieces(&[0.0, 6.0, 9.0], 2);
        let found: Vec<usize> = [0.0, 5.9, 6.0, 8.9, 11.9, 12.0, 20.9, 24.0].map(|months| pieces.of(months)).to_vec();
        assert_eq!(found, [0, 0, 1, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn pieces_are_in_time_for_a_year_that_ends_long_enough_after_them() {
        let pieces = pieces(&[0.0, 6.0, 9.0], 3);
        let in_time = |after: f64| (0..3).map(|year| pieces.in_time(after, year)).collect::<Vec<_>>();
        assert_eq!(in_time(0.0), [3, 6, 9]);
        assert_eq!(in_time(6.0), [1, 4, 7]);
        assert_eq!(in_time(3.0), [2, 5, 8]);
        assert_eq!(in_time(15.0), [0, 2, 5]);
        assert_eq!(in_time(40.0), [0, 0, 0]);
    }
}
