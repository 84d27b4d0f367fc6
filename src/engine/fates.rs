//! Says what becomes of occurrences that happen all the same, but later or at a lower cost.

use super::column::Column;
use super::occurrence_list::Batch;
use super::vectors::{LANES, add_up, widest};

/// What becomes of the occurrences of one batch, one entry each.
#[derive(Debug, Default)]
pub(super) struct Fates {
    /// b X, £.
    pub(super) cut: Column<f64>,
    /// (1 - b) X where it comes later within the horizon, £; else 0.
    pub(super) late: Column<f64>,
    /// When it comes, months from the start of the programme; where it does not, when it would have without support.
    pub(super) later: Column<f64>,
    /// (1 - b) X where it does not come within the horizon, £; else 0.
    gone: Column<f64>,
    /// What its person is spared, £.
    pub(super) spared: Column<f64>,
}

impl Fates {
    /// Reads a batch that falls at `moments` without support and, with it, `delay` months later; returns the cost of what
    /// then does not come before the `horizon`.
    pub(super) fn read(&mut self, batch: &Batch, moments: &[f64], delay: f64, horizon: f64) -> f64 {
        let Self { cut, late, later, gone, spared } = self;
        let count = batch.cost.len();
        let columns = [cut, late, later, gone, spared].map(|column| {
            column.clear();
            column.room(count)
        });
        let mut sums = [0.0; LANES];
        widest!(fill(columns, (&batch.placed.time, &batch.cost, &batch.cut, moments), delay, horizon));
        widest!(add_up(&mut sums, &self.gone, |gone| gone));
        sums.iter().sum()
    }
}

/// Fills the columns of [`Fates`] from times, costs, shares cut off and moments.
#[inline(always)]
fn fill(
    [cut, late, later, gone, spared]: [&mut [f64]; 5],
    (times, costs, shares, moments): (&[f64], &[f64], &[f64], &[f64]),
    delay: f64,
    horizon: f64,
) {
    for ((cut, &share), &cost) in cut.iter_mut().zip(shares).zip(costs) {
        *cut = share * cost;
    }
    for ((later, &moment), &time) in later.iter_mut().zip(moments).zip(times) {
        *later = if time + delay <= horizon { moment + delay } else { moment };
    }
    for ((((late, gone), &time), &cost), &cut) in late.iter_mut().zip(gone).zip(times).zip(costs).zip(&*cut) {
        let (left, comes) = (cost - cut, time + delay <= horizon);
        *late = if comes { left } else { 0.0 };
        *gone = if comes { 0.0 } else { left };
    }
    for (((spared, &time), &cost), &cut) in spared.iter_mut().zip(times).zip(costs).zip(&*cut) {
        *spared = if time + delay <= horizon { cut } else { cost };
    }
}
