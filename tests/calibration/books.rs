//! Books what the naive simulator lives through: by payer, year, mechanism and step of the bridge.

use std::collections::HashMap;

use super::bill::{Bill, Part};
use super::setting::{Counting, Event, Target, Town};

/// Values by name, as in results.json, and uncertain values by path.
pub(crate) struct Row<'a> {
    pub(crate) places: &'a HashMap<String, usize>,
    pub(crate) values: Vec<f64>,
    /// Σ over people of the square of what each avoids.
    pub(crate) squares: f64,
    /// Whose cash is saved from when to when, and how much.
    pub(crate) saved: Vec<(usize, f64, f64, f64)>,
}

impl Row<'_> {
    pub(crate) fn add(&mut self, name: &str, amount: f64) {
        self.values[self.places[name]] += amount;
    }

    /// The same where the scenario lets something be measured under that name.
    fn add_if_measured(&mut self, name: &str, amount: f64) {
        if let Some(place) = self.places.get(name) {
            self.values[*place] += amount;
        }
    }
}

/// κ.
pub(crate) fn credit(event: &Event) -> f64 {
    event.attribution * (1.0 - event.displacement) * (1.0 - event.optimism_bias)
}

/// κc.
pub(crate) fn blame(event: &Event) -> f64 {
    event.attribution * (1.0 - event.displacement)
}

/// The bridge from a gross saving that `by` is credited with.
pub(crate) fn bridge(by: &Event, gross: f64, row: &mut Row<'_>) {
    row.add_if_measured("bridge.before_replaced", gross);
    steps(by, gross, credit(by), row);
}

/// The bridge from what `by` is blamed for, of which optimism bias takes nothing.
pub(crate) fn harm_bridge(by: &Event, gross: f64, row: &mut Row<'_>) {
    row.add_if_measured("bridge.before_replaced", gross);
    steps(by, gross, blame(by), row);
}

/// The bridge from what comes instead of what `by` is credited with.
pub(crate) fn replaced_bridge(by: &Event, gross: f64, row: &mut Row<'_>) {
    steps(by, gross, credit(by), row);
}

fn steps(by: &Event, gross: f64, credited: f64, row: &mut Row<'_>) {
    row.add("bridge.gross", gross);
    row.add("bridge.attributed", gross * by.attribution);
    row.add("bridge.not_displaced", gross * by.attribution * (1.0 - by.displacement));
    row.add("bridge.credited", gross * credited);
}

/// Credited and added sums, whenever they fall.
pub(crate) fn avoided(event: &Event, amount: f64, row: &mut Row<'_>) -> f64 {
    row.add(&format!("events.{}.avoided", event.id), amount);
    row.add("total.avoided", amount);
    amount
}

/// Whose money it is: each payer's share, and that part of it that reaches a budget in cash.
#[derive(Clone, Copy)]
pub(crate) struct Shares {
    pub(crate) paid: [f64; 3],
    pub(crate) cash: [f64; 3],
}

/// `credited` times a bill that is not paid: by payer, group and year; its worth today.
pub(crate) fn book(town: &Town, shares: Shares, joined: f64, bill: &Bill, credited: f64, row: &mut Row<'_>) -> f64 {
    let mut worth = 0.0;
    for Part { from, to, amount } in bill.pieces(town, joined) {
        let amount = credited * amount;
        worth += amount * town.discounted(from, to);
        if from >= joined + town.horizon && from < to {
            row.add("total.past_horizon", amount);
        }
        let year = town.year(from);
        for (payer, id) in town.payers.iter().enumerate().filter(|(payer, _)| shares.paid[*payer] > 0.0) {
            let share = amount * shares.paid[payer];
            let parts = [("avoided", share), ("cashable", share * shares.cash[payer])];
            for (part, amount) in parts {
                row.add(&format!("payers.{id}.{part}"), amount);
                row.add(&format!("years.{year}.{part}"), amount);
                row.add(&format!("years.{year}.payers.{id}.{part}"), amount);
                for (group, _) in town.groups.iter().filter(|(_, payers)| payers.contains(&payer)) {
                    row.add(&format!("groups.{group}.{part}"), amount);
                    row.add(&format!("years.{year}.groups.{group}.{part}"), amount);
                }
            }
            row.add("total.cashable", parts[1].1);
            row.saved.push((payer, from, to, parts[1].1));
            for target in counting(town, payer, year) {
                match target.counting {
                    Counting::Avoided => row.add(&format!("targets.{}.value", target.id), share),
                    Counting::Cashable => row.add(&format!("targets.{}.value", target.id), parts[1].1),
                    Counting::Averted | Counting::Released => {}
                }
            }
        }
    }
    row.add("total.avoided_pv", worth);
    worth
}

/// The same of an event; `cash` is each payer's share of it that reaches a budget.
pub(crate) fn cash(
    town: &Town,
    event: &Event,
    joined: f64,
    bill: &Bill,
    credited: f64,
    cash: [f64; 3],
    row: &mut Row<'_>,
) {
    let worth = book(town, Shares { paid: event.paid_by, cash }, joined, bill, credited, row);
    row.add(&format!("events.{}.avoided_pv", event.id), worth);
}

/// The targets that count what a payer has in a year.
pub(crate) fn counting(town: &Town, payer: usize, year: &'static str) -> impl Iterator<Item = &'static Target> {
    let counts =
        move |target: &&Target| target.payers.contains(&payer) && target.year.is_none_or(|counted| counted == year);
    town.targets.iter().filter(counts)
}

/// What counts as averted: `credited` times a bill as it would be paid without support.
pub(crate) fn averted(town: &Town, paid: [f64; 3], joined: f64, bill: &Bill, credited: f64, row: &mut Row<'_>) {
    for Part { from, amount, .. } in bill.pieces(town, joined) {
        for (payer, share) in paid.into_iter().enumerate() {
            for target in counting(town, payer, town.year(from)).filter(|one| one.counting == Counting::Averted) {
                row.add(&format!("targets.{}.value", target.id), credited * amount * share);
            }
        }
    }
}

/// What leaves a payer's budget: by the end of each March, of what it had saved so long before; lumps are counted one by one.
/// Years count up to the one in which the last person's journey ends.
pub(crate) fn release(town: &Town, payer: usize, row: &mut Row<'_>) {
    let mut gone = 0.0;
    let last = ((town.before + town.span()) / 12.0).floor() as usize;
    for (index, year) in town.years.iter().copied().enumerate().take(last + 1) {
        let march = 12.0 * (index as f64 + 1.0) - town.before;
        let (lump, after) = town.releases[payer].unwrap_or((0.0, 0.0));
        let until = march - after;
        let own = row.saved.iter().filter(|(whose, from, ..)| *whose == payer && *from < until);
        let part = |&(_, from, to, amount): &(usize, f64, f64, f64)| {
            if to <= until { amount } else { amount * (until - from) / (to - from) }
        };
        let saved: f64 = own.map(part).sum();
        let mut left = 0.0;
        if lump == 0.0 || saved < 0.0 {
            left = saved;
        } else {
            while left + lump <= saved {
                left += lump;
            }
        }
        for target in counting(town, payer, year).filter(|target| target.counting == Counting::Released) {
            row.add(&format!("targets.{}.value", target.id), left - gone);
        }
        gone = left;
    }
}
