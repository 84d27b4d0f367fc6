//! Lives journeys of the naive simulator into the books: one draw of a town, its cohort, and its published study.

use std::collections::HashMap;

use chacha20::ChaCha12Rng;
use rand::RngExt as _;

use super::bill::{Bill, Change, Cost};
use super::books::{Row, averted, avoided, blame, bridge, cash, credit, harm_bridge, release, replaced_bridge};
use super::budgets::{enjoy, fund, pay};
use super::naive::{Cause, Fate, Occurrence, Person, journey};
use super::setting::{Draw, Event, Town};

/// Simulates one draw: the evidence, the cohort, and the published study.
pub(crate) fn simulate<'a>(town: &Town, places: &'a HashMap<String, usize>, random: &mut ChaCha12Rng) -> Row<'a> {
    let mut row = Row { places, values: vec![0.0; places.len()], squares: 0.0, saved: Vec::new() };
    let draw = (town.draw)(random);
    for (path, value) in &draw.theta {
        row.add(path, *value);
    }
    let mut segments = [(0.0, 0.0); 2];
    for &(from, to, people) in town.joining {
        for _ in 0..people {
            let joined = from + (to - from) * random.random::<f64>();
            let segment = usize::from(!random.random_bool(draw.first));
            let engaged = random.random_bool(draw.engagement);
            let person = Person::new(town, &draw, joined, segment, engaged, random);
            let all = live(town, &draw, &person, &mut row, random);
            row.squares += all * all;
            segments[person.segment].0 += all;
            segments[person.segment].1 += 1.0;
        }
    }
    for (segment, (all, people)) in town.segments.iter().zip(segments) {
        row.add(&format!("segments.{segment}.avoided_per_person"), all / people);
    }
    fund(town, &draw, &mut row);
    for payer in 0..town.payers.len() {
        release(town, payer, &mut row);
    }
    for _ in 0..town.study.people {
        let person = Person::new(town, &draw, 0.0, 0, true, random);
        let saved = study(town, &draw, &person, random);
        row.add("published.model", saved / town.study.people as f64);
    }
    row
}

/// What is paid of one occurrence in the different worlds.
struct Worlds {
    /// Where nothing changes it.
    full: Bill,
    /// What support leaves of it, at the moment without support.
    left: Bill,
    /// When support has moved it, where it still happens.
    moved: Option<Bill>,
}

impl Worlds {
    /// Of an occurrence that support lets happen.
    fn of(town: &Town, person: &Person, it: &Occurrence, change: Change) -> Self {
        let bill = |change| it.cost.bill(town, person.account(town), it.time, change);
        Self {
            full: bill(Change::default()),
            left: bill(Change { later: 0.0, ..change }),
            moved: person.is_there(town, it.time + change.later).then(|| bill(change)),
        }
    }

    /// Cost cut off it.
    fn reduced(&self) -> f64 {
        self.full.total() - self.left.total()
    }

    /// Cost moved past the horizon or leaving.
    fn deferred(&self) -> f64 {
        self.left.total() - self.moved.as_ref().map_or(0.0, Bill::total)
    }
}

/// Lives a person's journey into the row; what it avoids.
fn live(town: &Town, draw: &Draw, person: &Person, row: &mut Row<'_>, random: &mut ChaCha12Rng) -> f64 {
    let mut all = 0.0;
    let account = person.account(town);
    let as_it_is = |cost: &Cost, time| cost.bill(town, account, time, Change::default());
    for it in journey(town, draw, person, random) {
        let event = &draw.events[it.event];
        let full = as_it_is(&it.cost, it.time);
        let total = full.total();
        match it.cause {
            Cause::Life => {
                row.add(&format!("events.{}.occurrences", event.id), 1.0);
                row.add("total.without_support", total);
            }
            // In full, whatever becomes of it.
            Cause::Harm(by) => {
                let κ = blame(&draw.events[by]);
                row.add(&format!("events.{}.averted", event.id), -1.0);
                let (mechanism, amount) = if by == it.event { ("caused", total) } else { ("knock_on", -total) };
                row.add(&format!("mechanisms.{mechanism}"), κ * amount);
                harm_bridge(&draw.events[by], -total, row);
                cash(town, event, person.joined, &full, -κ, event.cashable, row);
                averted(town, event.paid_by, person.joined, &full, -κ, row);
                all += avoided(event, -κ * total, row);
            }
            Cause::Prevention(by) => {
                let κ = credit(&draw.events[by]);
                row.add(&format!("events.{}.averted", event.id), -1.0);
                row.add("mechanisms.replaced", κ * total);
                row.add("total.with_support", total);
                replaced_bridge(&draw.events[by], -total, row);
                cash(town, event, person.joined, &full, -κ, [event.adds_cash; 3], row);
                averted(town, event.paid_by, person.joined, &full, -κ, row);
                all += avoided(event, -κ * total, row);
                continue;
            }
        }
        match it.fate {
            Fate::Prevented(by) => {
                let κ = credit(&draw.events[by]);
                row.add(&format!("events.{}.averted", event.id), 1.0);
                let mechanism = if by == it.event { "prevented" } else { "knock_on" };
                row.add(&format!("mechanisms.{mechanism}"), κ * total);
                bridge(&draw.events[by], total, row);
                cash(town, event, person.joined, &full, κ, event.cashable, row);
                averted(town, event.paid_by, person.joined, &full, κ, row);
                all += avoided(event, κ * total, row);
            }
            Fate::Happens(changed) => {
                let worlds = Worlds::of(town, person, &it, changed);
                all += change(town, draw, person, &it, &worlds, row);
            }
        }
    }
    if person.engaged {
        for event in &draw.events {
            for time in person.process(town, event.adds, random) {
                let bill = as_it_is(&Cost::of(event, random), time);
                let total = bill.total();
                row.add("mechanisms.added", total);
                row.add("total.with_support", total);
                cash(town, event, person.joined, &bill, -1.0, [event.adds_cash; 3], row);
                averted(town, event.paid_by, person.joined, &bill, -1.0, row);
                all += avoided(event, -total, row);
            }
        }
        for outcome in &draw.outcomes {
            all += enjoy(town, outcome, person.joined, person.leaves, row, random);
        }
    }
    pay(town, draw, person, row);
    all
}

/// Books what support changes of an occurrence that it lets happen; what that avoids.
fn change(town: &Town, draw: &Draw, person: &Person, it: &Occurrence, worlds: &Worlds, row: &mut Row<'_>) -> f64 {
    let event = &draw.events[it.event];
    let (reduced, deferred) = (worlds.reduced(), worlds.deferred());
    let (κ, moved) = (credit(event), of_moved(draw, it));
    row.add("mechanisms.reduced", κ * reduced);
    row.add("mechanisms.deferred", moved * deferred);
    row.add("total.with_support", worlds.left.total() - deferred);
    bridge(event, reduced, row);
    match it.cause {
        Cause::Harm(by) => harm_bridge(&draw.events[by], deferred, row),
        Cause::Life | Cause::Prevention(_) => bridge(event, deferred, row),
    }
    averted(town, event.paid_by, person.joined, &worlds.full, κ, row);
    averted(town, event.paid_by, person.joined, &worlds.left, -κ, row);
    let mut taken = |bill: &Bill, κ: f64| cash(town, event, person.joined, bill, κ, event.cashable, row);
    taken(&worlds.full, κ);
    taken(&worlds.left, moved - κ);
    if let Some(bill) = &worlds.moved {
        taken(bill, -moved);
    }
    avoided(event, κ * reduced + moved * deferred, row)
}

/// The credit of moving an occurrence: what is caused is moved by the credit of who caused it; what is cut off it is the
/// event's own.
fn of_moved(draw: &Draw, it: &Occurrence) -> f64 {
    match it.cause {
        Cause::Harm(by) => blame(&draw.events[by]),
        Cause::Life | Cause::Prevention(_) => credit(&draw.events[it.event]),
    }
}

/// What a published study of the person counts, of what begins within its months: credited savings less additions, or gross
/// before both.
fn study(town: &Town, draw: &Draw, person: &Person, random: &mut ChaCha12Rng) -> f64 {
    let over = town.study.over;
    let account = person.account(town);
    let as_it_is = |cost: &Cost, time| cost.bill(town, account, time, Change::default()).total();
    let weight = |of: fn(&Event) -> f64, by: usize| if town.study.gross { 1.0 } else { of(&draw.events[by]) };
    let mut saved = 0.0;
    for it in journey(town, draw, person, random).iter().filter(|it| it.time <= over) {
        let full = as_it_is(&it.cost, it.time);
        match it.cause {
            Cause::Life => {}
            Cause::Harm(by) => saved -= weight(blame, by) * full,
            Cause::Prevention(by) => {
                saved -= weight(credit, by) * full;
                continue;
            }
        }
        saved += match it.fate {
            Fate::Prevented(by) => weight(credit, by) * full,
            Fate::Happens(change) => {
                let worlds = Worlds::of(town, person, it, change);
                let moved = if town.study.gross { 1.0 } else { of_moved(draw, it) };
                weight(credit, it.event) * worlds.reduced() + moved * worlds.deferred()
            }
        };
    }
    for event in draw.events.iter().filter(|_| !town.study.gross) {
        for time in person.process(town, event.adds, random).into_iter().filter(|time| *time <= over) {
            saved -= as_it_is(&Cost::of(event, random), time);
        }
    }
    saved
}
