//! Books occurrences that happen all the same, but later or at a lower cost.
//!
//! ```text
//! delayed by D   X leaves the moment t, (1 - b) X comes at t + D; past the horizon it does not come
//! cut alone      b X leaves the moment t
//! ```

use super::ledger::{Booking, Ledger};
use super::occurrence_list::Batch;
use super::vectors::{LANES, share_out, widest};
use super::years::sum_by_year;
use crate::numeric::float;

impl Booking<'_> {
    /// Books occurrences of `event` that happen, cut or late.
    pub(super) fn change(&mut self, event: usize, batch: &Batch) {
        let Self { prepared, drawn, people, ledger } = self;
        let (model, before) = (prepared.model, prepared.plan.months_before);
        let line = prepared.lines.of(event, event);
        let delay = model.events[event].support.delays;
        ledger.date(prepared, people, batch);
        let total: f64 = ledger.yearly.iter().sum();
        let mut fates = std::mem::take(&mut ledger.fates);
        let deferred = fates.read(batch, &ledger.moments, delay, model.horizon);
        if delay > 0.0 {
            ledger.move_years(line, 1.0);
            ledger.present[line] += widest!(prepared.discount.weigh(&ledger.moments, &batch.cost));
            ledger.sum_years(before, &fates.later, &fates.late);
            ledger.move_years(line, -1.0);
            ledger.present[line] -= widest!(prepared.discount.weigh(&fates.later, &fates.late));
        } else {
            ledger.present[line] += widest!(prepared.discount.weigh(&ledger.moments, &fates.cut));
        }
        let moments = std::mem::take(&mut ledger.moments);
        ledger.sum_years(before, &moments, &fates.cut);
        ledger.moments = moments;
        let reduced: f64 = ledger.yearly.iter().sum();
        if delay <= 0.0 {
            ledger.move_years(line, 1.0);
        }
        for year in 0..ledger.followed {
            let cut: f64 = ledger.yearly[LANES * year..][..LANES].iter().sum();
            ledger.averted[line * ledger.years + year] += cut;
        }
        if let Some(pieces) = &prepared.pieces {
            for (index, &moment) in ledger.moments.iter().enumerate() {
                let leaves = if delay > 0.0 { batch.cost[index] } else { fates.cut[index] };
                ledger.saved.save(pieces, line, before + moment, leaves);
                if delay > 0.0 {
                    ledger.saved.save(pieces, line, before + fates.later[index], -fates.late[index]);
                }
            }
        }
        let sums = &mut ledger.events[event];
        sums.occurrences += float(batch.cost.len());
        sums.without += total;
        sums.reduced += reduced;
        sums.deferred += deferred;
        share_out(&mut ledger.person, &batch.placed.person, &fates.spared, drawn.events[event].credit);
        ledger.fates = fates;
    }
}

impl Ledger {
    /// Sums up costs by the years of their moments.
    fn sum_years(&mut self, before: f64, moments: &[f64], costs: &[f64]) {
        self.yearly.clear();
        self.yearly.resize(LANES * self.followed, 0.0);
        widest!(sum_by_year(before, moments, costs, &mut self.yearly));
    }

    /// Adds to the cash of a line, `sign` times, what has been summed up by year.
    fn move_years(&mut self, line: usize, sign: f64) {
        for year in 0..self.followed {
            let cost: f64 = self.yearly[LANES * year..][..LANES].iter().sum();
            self.cash[line * self.years + year] += sign * cost;
        }
    }
}
