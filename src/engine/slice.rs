//! Gives every thread its share of the columns to fill, so that no row is kept twice.

use super::draws::Draws;
use super::parallel::both;

/// Successive draws whose rows are to be filled.
#[derive(Debug)]
pub(super) struct Slice<'a> {
    /// The place of the first among all that are being filled.
    pub(super) start: usize,
    /// As in [`Draws`], of these draws only.
    pub(super) view: &'a mut [usize],
    pub(super) theta: &'a mut [f64],
    pub(super) columns: Vec<&'a mut [f64]>,
    pub(super) segment_people: Vec<&'a mut [f64]>,
    pub(super) person_squares: &'a mut [f64],
}

impl<'a> Slice<'a> {
    /// All of `draws`.
    pub(super) fn all(draws: &'a mut Draws) -> Self {
        Self {
            start: 0,
            view: &mut draws.view,
            theta: &mut draws.theta,
            columns: draws.columns.iter_mut().map(Vec::as_mut_slice).collect(),
            segment_people: draws.segment_people.iter_mut().map(Vec::as_mut_slice).collect(),
            person_squares: &mut draws.person_squares,
        }
    }

    /// How many draws.
    pub(super) const fn len(&self) -> usize {
        self.person_squares.len()
    }

    /// Copies rows of measures, one after another, to the columns from draw `place` of these on.
    pub(super) fn put(&mut self, place: usize, rows: &[f64]) {
        let width = self.columns.len();
        let count = rows.len() / width;
        for (measure, column) in self.columns.iter_mut().enumerate() {
            for (entry, row) in column[place..place + count].iter_mut().zip(rows.chunks_exact(width)) {
                *entry = row[measure];
            }
        }
    }

    /// Has all filled by `work`, in parallel and `most` draws at a time; `None` as soon as that returns it.
    pub(super) fn in_parallel(self, most: usize, work: &(impl Fn(Self) -> Option<()> + Sync)) -> Option<()> {
        if self.len() <= most {
            return work(self);
        }
        let first = self.len().div_ceil(most) / 2 * most;
        let (left, right) = self.split(first);
        let (left, right) = both(|| left.in_parallel(most, work), || right.in_parallel(most, work));
        left.and(right)
    }

    /// The first `count` draws, and the others.
    fn split(self, count: usize) -> (Self, Self) {
        let halves = |columns: Vec<&'a mut [f64]>| -> (Vec<_>, Vec<_>) {
            columns.into_iter().map(|column| column.split_at_mut(count)).unzip()
        };
        let parameters = self.theta.len() / self.len();
        let (view, later_view) = self.view.split_at_mut(count.min(self.view.len()));
        let (theta, later_theta) = self.theta.split_at_mut(count * parameters);
        let (columns, later_columns) = halves(self.columns);
        let (segment_people, later_segment_people) = halves(self.segment_people);
        let (person_squares, later_squares) = self.person_squares.split_at_mut(count);
        let later = Self {
            start: self.start + count,
            view: later_view,
            theta: later_theta,
            columns: later_columns,
            segment_people: later_segment_people,
            person_squares: later_squares,
        };
        (Self { start: self.start, view, theta, columns, segment_people, person_squares }, later)
    }
}
