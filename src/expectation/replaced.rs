//! Enters what comes instead of what is prevented into every measure of the event that comes.

use super::cell::Cell;
use super::effect::CREDITED;
use super::ledger::{Entry, Ledger, STEPS};
use super::prices::Prices;
use super::stay::Flow;
use super::sum::Sum;
use crate::model::{Counting, Event, EventMeasure, Mechanism, Total};

/// What comes of one event instead of others, in £.
#[derive(Clone, Debug, Default)]
pub(super) struct Replaced {
    /// How many come.
    pub(super) number: Sum,
    /// What counts of their cost, after each step of the credit bridge of what is prevented; the first is all of it.
    pub(super) bridge: [Sum; 4],
    /// The present value of what counts.
    pub(super) present: Sum,
    /// What of it runs on past the horizon.
    pub(super) past: Sum,
    /// What counts, by calendar year.
    pub(super) years: Vec<Sum>,
    /// What counts of those that the published figures cover, at their step.
    pub(super) published: Sum,
}

impl Replaced {
    pub(super) fn clear(&mut self, years: usize) {
        let mut kept = std::mem::take(&mut self.years);
        kept.clear();
        kept.resize(years, Sum::default());
        *self = Self { years: kept, ..Self::default() };
    }

    /// Counts what comes of a cell for amplitude 1: `shares` of its occurrences count after each step of the bridge.
    pub(super) fn add(&mut self, cell: &Cell, stays: &Flow, prices: Prices, shares: &[Sum; 4], counting: usize) {
        let once = |count: f64| Sum { mean: count, second: count };
        let money = |paid: Sum, stays: Sum| prices.of(prices.account(paid, 1.0, stays));
        let credited = shares[CREDITED];
        let total = money(once(cell.count), stays.total);
        self.number.add_sum(1.0, product(shares[0], once(cell.count)));
        for (sum, share) in self.bridge.iter_mut().zip(shares) {
            sum.add_sum(1.0, product(*share, total));
        }
        let discounted = Sum { mean: cell.discounted, second: cell.discounted_twice };
        self.present.add_sum(1.0, product(credited, money(discounted, stays.present)));
        self.past.add_sum(1.0, product(credited, money(Sum::default(), stays.past)));
        if cell.published {
            self.published.add_sum(1.0, product(shares[counting], total));
        }
        for (year, (sum, running)) in self.years.iter_mut().zip(&stays.years).enumerate() {
            sum.add_sum(1.0, product(credited, money(once(cell.years.at(year)), *running)));
        }
    }
}

/// Contributions of occurrences of which a share counts.
fn product(share: Sum, cost: Sum) -> Sum {
    Sum { mean: share.mean * cost.mean, second: share.second * cost.second }
}

impl Ledger {
    /// Takes off `number` times what comes of `event` instead of others.
    pub(super) fn enter_replaced(
        &self,
        index: usize,
        event: &Event,
        theta: &[f64],
        (number, replaced): (f64, &Replaced),
        out: &mut Entry,
    ) {
        let measures = &self.measures;
        let times = |sum: Sum| sum.priced(number, number);
        let counted = times(replaced.bridge[CREDITED]);
        out.enter(measures.mechanism(Mechanism::Replaced), counted);
        out.enter(measures.total(Total::WithSupport), times(replaced.bridge[0]));
        for (step, sum) in STEPS.into_iter().zip(replaced.bridge) {
            out.take(measures.bridge(step), times(sum));
        }
        out.take(measures.total(Total::AvoidedPv), times(replaced.present));
        if let Some(measure) = measures.past_horizon() {
            out.take(measure, times(replaced.past));
        }
        out.take(measures.event(index, EventMeasure::Averted), times(replaced.number));
        out.take(measures.event(index, EventMeasure::Avoided), counted);
        out.take(measures.event(index, EventMeasure::AvoidedPv), times(replaced.present));
        let adds_cash = event.support.adds_cash.value(theta);
        let borne = |payers: &[usize]| payers.iter().map(|&payer| event.paid_by[payer]).sum::<f64>();
        for column in self.events[index].columns.iter().map(|column| &self.columns[*column]) {
            let share = column.payers.as_ref().map_or(1.0, |payers| borne(payers));
            // All of it is a cost; the cash in it is what `adds_cash` says.
            let parts = [share, share * adds_cash];
            for (measure, part) in column.whole.into_iter().zip(parts) {
                out.take(measure, counted.priced(part, part * part));
            }
            for (measures, year) in column.years.iter().zip(&replaced.years) {
                for (&measure, part) in measures.iter().zip(parts) {
                    out.take(measure, times(*year).priced(part, part * part));
                }
            }
        }
        for goal in &self.targets {
            let share = borne(&goal.payers);
            let part = match goal.counting {
                Counting::Avoided | Counting::Averted => share,
                Counting::Cashable => share * adds_cash,
                Counting::Released => continue,
            };
            let sum = goal.year.map_or(counted, |year| times(replaced.years.get(year).copied().unwrap_or_default()));
            out.take(goal.measure, sum.priced(part, part * part));
        }
    }
}
