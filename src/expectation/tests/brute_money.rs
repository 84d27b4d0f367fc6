//! Books what one occurrence of a walk brings to every measure, payer by payer and year by year.

use super::brute_force::{Occurrence, Walk};
use crate::model::{BridgeStep, Counting, Event, EventMeasure, Mechanism, Part, PublishedCounting, Total};

/// What one occurrence brings: contributions by measure, in units of X, before they are squared.
pub(super) struct Brought(pub(super) Vec<(usize, f64)>);

/// Whether money is saved by support or spent because of it.
#[derive(Clone, Copy)]
pub(super) enum Flow {
    Saved,
    Added,
}

/// The event whose support prevents, reduces or delays, or causes.
#[derive(Clone, Copy)]
pub(super) enum By {
    Benefit(usize),
    Harm(usize),
}

impl Brought {
    /// What is counted, not paid: once for an occurrence.
    pub(super) fn count(&mut self, it: &Occurrence, measure: usize, amount: f64) {
        if it.payment.slice.is_none() {
            self.add(measure, amount);
        }
    }

    pub(super) fn add(&mut self, measure: usize, amount: f64) {
        match self.0.iter_mut().find(|(known, _)| *known == measure) {
            Some((_, sum)) => *sum += amount,
            None => self.0.push((measure, amount)),
        }
    }
}

impl Walk<'_> {
    /// κ or, of harm, κc: attribution · (1 - displacement).
    pub(super) fn kappa(&self, by: By) -> f64 {
        match by {
            By::Benefit(event) => self.model.events[event].support.credit(self.theta),
            By::Harm(event) => {
                let support = &self.model.events[event].support;
                support.attribution.value(self.theta) * (1.0 - support.displacement.value(self.theta))
            }
        }
    }

    /// `amount` gross through `mechanism`, credited as support of the event `by` is; no cash yet.
    pub(super) fn credit(&self, brought: &mut Brought, it: &Occurrence, mechanism: Mechanism, by: By, amount: f64) {
        let (By::Benefit(event) | By::Harm(event)) = by;
        let (m, support) = (&self.plan.measures, &self.model.events[event].support);
        let attributed = amount * support.attribution.value(self.theta);
        let not_displaced = attributed * (1.0 - support.displacement.value(self.theta));
        let credited = amount * self.kappa(by);
        brought.add(m.bridge(BridgeStep::Gross), amount);
        if let Some(before) = m.before_replaced().filter(|_| mechanism != Mechanism::Replaced) {
            brought.add(before, amount);
        }
        brought.add(m.bridge(BridgeStep::Attributed), attributed);
        brought.add(m.bridge(BridgeStep::NotDisplaced), not_displaced);
        brought.add(m.bridge(BridgeStep::Credited), credited);
        let taken_off = matches!(mechanism, Mechanism::Caused | Mechanism::Replaced);
        brought.add(m.mechanism(mechanism), if taken_off { -credited } else { credited });
        brought.add(m.event(it.event, EventMeasure::Avoided), credited);
        brought.add(m.total(Total::Avoided), credited);
        if mechanism != Mechanism::Deferred {
            self.averted(brought, it, credited);
        }
        self.per_person(brought, it, amount, credited);
    }

    pub(super) fn year(&self, months: f64) -> usize {
        if self.plan.later.is_some_and(|later| months > later) {
            return self.plan.years.len() - 1;
        }
        ((self.plan.months_before + months) / 12.0).floor() as usize
    }

    /// The part of what `payers` bear of one occurrence that is cash.
    fn cash_share(&self, event: &Event, payers: &[usize], flow: Flow) -> f64 {
        let of = |payer: usize| match flow {
            Flow::Saved => event.cashable[payer].value(self.theta),
            Flow::Added => event.support.adds_cash.value(self.theta),
        };
        payers.iter().map(|&payer| event.paid_by[payer] * of(payer)).sum()
    }

    /// Cash avoided of a payment, of an occurrence that falls at `start` after joining, by payer, group, year and month, and its
    /// present value.
    pub(super) fn cash(&self, brought: &mut Brought, it: &Occurrence, start: f64, amount: f64, flow: Flow) {
        let (event, paid) = (it.event, start + it.payment.after);
        let months = it.u + paid;
        let (m, year) = (&self.plan.measures, self.year(months));
        if let Some(measure) = m.past_horizon().filter(|_| paid > self.model.horizon) {
            brought.add(measure, amount);
        }
        let present = amount * self.model.discounting.at(months);
        let index = event;
        let event = &self.model.events[index];
        brought.add(m.total(Total::AvoidedPv), present);
        brought.add(m.event(index, EventMeasure::AvoidedPv), present);
        let everybody: Vec<usize> = (0..self.plan.payers.len()).collect();
        brought.add(m.total(Total::Cashable), amount * self.cash_share(event, &everybody, flow));
        brought.add(m.year(year, Part::Avoided), amount);
        brought.add(m.year(year, Part::Cashable), amount * self.cash_share(event, &everybody, flow));
        for payer in everybody {
            let cashable = amount * self.cash_share(event, &[payer], flow);
            brought.add(m.payer(payer, Part::Avoided), amount * event.paid_by[payer]);
            brought.add(m.payer(payer, Part::Cashable), cashable);
            brought.add(m.year_payer(year, payer, Part::Avoided), amount * event.paid_by[payer]);
            brought.add(m.year_payer(year, payer, Part::Cashable), cashable);
            for (group, _) in self.plan.groups.iter().enumerate().filter(|(_, group)| group.payers.contains(&payer)) {
                brought.add(m.group(group, Part::Avoided), amount * event.paid_by[payer]);
                brought.add(m.group(group, Part::Cashable), cashable);
                brought.add(m.year_group(year, group, Part::Avoided), amount * event.paid_by[payer]);
                brought.add(m.year_group(year, group, Part::Cashable), cashable);
            }
        }
        for (target, goal) in self.model.targets.iter().enumerate() {
            let share = match goal.counting {
                Counting::Avoided => goal.payers.iter().map(|&payer| event.paid_by[payer]).sum(),
                Counting::Cashable => self.cash_share(event, &goal.payers, flow),
                Counting::Averted => 0.0,
                Counting::Released => unreachable!("has no expectation to walk"),
            };
            if goal.year.is_none_or(|wanted| wanted == year) {
                brought.add(m.target(target), amount * share);
            }
        }
        // The month is no measure: it stands after the last of them until `keep`.
        brought.add(m.len() + months.floor() as usize, amount);
    }

    pub(super) fn averted(&self, brought: &mut Brought, it: &Occurrence, amount: f64) {
        let (event, months) = (it.event, it.u + it.t + it.payment.after);
        for (target, goal) in self.model.targets.iter().enumerate() {
            let share: f64 = goal.payers.iter().map(|&payer| self.model.events[event].paid_by[payer]).sum();
            let year = goal.year.is_none_or(|wanted| wanted == self.year(months));
            if goal.counting == Counting::Averted && year {
                brought.add(self.plan.measures.target(target), amount * share);
            }
        }
    }

    /// `keep` divides these by the number of people.
    pub(super) fn per_person(&self, brought: &mut Brought, it: &Occurrence, gross: f64, credited: f64) {
        let m = &self.plan.measures;
        brought.add(m.segment(it.segment), credited);
        if let Some((measure, published)) = m.published().zip(self.model.published.as_ref())
            && it.t <= published.over
            && published.segment.is_none_or(|segment| segment == it.segment)
        {
            let amount = match published.counting {
                PublishedCounting::Gross => gross,
                PublishedCounting::Credited => credited,
            };
            brought.add(measure, amount);
        }
    }
}
