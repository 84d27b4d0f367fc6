//! Tells apart, where hazards depend on it, in which year since the start people join.

use super::prepared::Prepared;
use super::stream::{Address, Block};
use crate::distribution::binomial;
use crate::model::Joining;
use crate::numeric::{float, whole_part};

/// Months of a year.
const YEAR: f64 = 12.0;

/// People who join in one window, within one year where that matters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Intake {
    /// They join uniformly between these months.
    pub(super) joining: (f64, f64),
    /// How many.
    pub(super) people: u64,
    /// Whole years from the start to their joining; 0 where nothing depends on it.
    pub(super) year: f64,
}

impl Prepared<'_> {
    /// The people of a window: as many as fall in each of its years, by successive binomials, where some hazard depends on it.
    pub(super) fn intakes(&self, window: Joining, block: Block, address: Address) -> Vec<Intake> {
        let Joining { from, to, people } = window;
        if !self.trends {
            return vec![Intake { joining: (from, to), people, year: 0.0 }];
        }
        let mut stream = address.stream(block, self.cohort.intake);
        let (mut start, mut left, mut intakes) = (from, whole_part::<usize>(float(people)), Vec::new());
        while left > 0 {
            let year = (start / YEAR).floor();
            let end = to.min(YEAR * (year + 1.0));
            let last = end >= to;
            let share = if last { 1.0 } else { (end - start) / (to - start) };
            let count = if last { left } else { binomial(&mut stream, left, share) };
            intakes.push(Intake { joining: (start, end), people: count as u64, year });
            left -= count;
            start = end;
        }
        intakes
    }
}
