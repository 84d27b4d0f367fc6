//! Books what the naive simulator lives through: by payer, year, mechanism and step of the bridge.

use std::collections::HashMap;

use super::town::{BEFORE, Event, GROUPS, PAYERS, RELEASES, YEARS, monthly};

/// Values by name, as in results.json, and uncertain values by path.
pub(crate) struct Row<'a> {
    pub(crate) places: &'a HashMap<String, usize>,
    pub(crate) values: Vec<f64>,
    /// Σ over people of the square of what each avoids.
    pub(crate) squares: f64,
    /// Whose cash is saved when, and how much.
    pub(crate) saved: Vec<(usize, f64, f64)>,
}

impl Row<'_> {
    pub(crate) fn add(&mut self, name: &str, amount: f64) {
        self.values[self.places[name]] += amount;
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
    row.add("bridge.gross", gross);
    row.add("bridge.attributed", gross * by.attribution);
    row.add("bridge.not_displaced", gross * by.attribution * (1.0 - by.displacement));
    row.add("bridge.credited", gross * credit(by));
}

/// The bridge from what `by` is blamed for, of which optimism bias takes nothing.
pub(crate) fn harm_bridge(by: &Event, gross: f64, row: &mut Row<'_>) {
    row.add("bridge.gross", gross);
    row.add("bridge.attributed", gross * by.attribution);
    row.add("bridge.not_displaced", gross * blame(by));
    row.add("bridge.credited", gross * blame(by));
}

/// Credited and added sums, whenever they fall.
pub(crate) fn gained(event: &Event, amount: f64, row: &mut Row<'_>) -> f64 {
    row.add(&format!("events.{}.avoided", event.id), amount);
    row.add("total.avoided", amount);
    amount
}

/// The financial year of a moment, in months after the start.
pub(crate) fn year(when: f64) -> usize {
    ((BEFORE + when) / 12.0).floor() as usize
}

/// Money that is not spent at a moment: by payer, group and year, and today's worth of it; `in_cash` is each payer's share of
/// it that reaches a budget.
pub(crate) fn cash(event: &Event, when: f64, amount: f64, in_cash: [f64; 3], row: &mut Row<'_>) {
    let present = amount * monthly().powf(when);
    row.add("total.avoided_pv", present);
    row.add(&format!("events.{}.avoided_pv", event.id), present);
    let year = YEARS[year(when)];
    for (payer, id) in PAYERS.iter().enumerate().filter(|(payer, _)| event.paid_by[*payer] > 0.0) {
        let share = amount * event.paid_by[payer];
        let parts = [("avoided", share), ("cashable", share * in_cash[payer])];
        for (part, amount) in parts {
            row.add(&format!("payers.{id}.{part}"), amount);
            row.add(&format!("years.{year}.{part}"), amount);
            row.add(&format!("years.{year}.payers.{id}.{part}"), amount);
            for (group, _) in GROUPS.iter().filter(|(_, payers)| payers.contains(&payer)) {
                row.add(&format!("groups.{group}.{part}"), amount);
                row.add(&format!("years.{year}.groups.{group}.{part}"), amount);
            }
        }
        row.add("total.cashable", parts[1].1);
        row.saved.push((payer, when, parts[1].1));
        if GROUPS[0].1.contains(&payer) && year == "2021/22" {
            row.add("targets.cash.value", parts[1].1);
        }
        if *id == "housing" {
            row.add("targets.net.value", share);
        }
    }
}

/// What leaves a payer's budget: by the end of each March, of what it had saved so long before; lumps are counted one by one.
/// Years count up to the one in which the last person's journey ends, `span` months after the start.
pub(crate) fn release(payer: usize, span: f64, row: &mut Row<'_>) {
    let mut gone = 0.0;
    for (index, year) in YEARS.into_iter().enumerate().take(year(span) + 1) {
        let march = 12.0 * (index as f64 + 1.0) - BEFORE;
        let (lump, after) = RELEASES[payer].unwrap_or((0.0, 0.0));
        let own = row.saved.iter().filter(|(whose, when, _)| *whose == payer && when + after < march);
        let saved: f64 = own.map(|(_, _, amount)| amount).sum();
        let mut left = 0.0;
        if lump == 0.0 || saved < 0.0 {
            left = saved;
        } else {
            while left + lump <= saved {
                left += lump;
            }
        }
        if year == "2021/22" {
            row.add("targets.released.value", left - gone);
        }
        if GROUPS[0].1.contains(&payer) {
            row.add("targets.posts.value", left - gone);
        }
        gone = left;
    }
}

/// What counts as averted, at the time without support.
pub(crate) fn averted(event: &Event, when: f64, amount: f64, row: &mut Row<'_>) {
    if YEARS[year(when)] == "2022/23" {
        row.add("targets.averted.value", amount * event.paid_by.iter().sum::<f64>());
    }
}
