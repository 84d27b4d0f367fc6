//! Simulates the town person by person, as method.md tells a journey: plain loops, no line of the engine, nothing clever.

use std::collections::HashMap;

use chacha20::ChaCha12Rng;
use rand::RngExt as _;
use rand_distr::{Distribution as _, Exp, Gamma, LogNormal};

use super::town::{
    BEFORE, Draw, Event, GRANT, GROUPS, HORIZON, OUTCOME_KEPT, OUTCOME_LASTS, OUTCOME_YEARLY, Origin, PAYERS, RELEASES,
    SEGMENTS, STUDY, Town, Varies, YEARS, draw, monthly,
};

/// Values by name, as in results.json, and uncertain values by path.
pub(crate) struct Row<'a> {
    places: &'a HashMap<String, usize>,
    pub(crate) values: Vec<f64>,
    /// Σ over people of the square of what each avoids.
    pub(crate) squares: f64,
    /// Whose cash is saved when, and how much.
    saved: Vec<(usize, f64, f64)>,
}

impl Row<'_> {
    fn add(&mut self, name: &str, amount: f64) {
        self.values[self.places[name]] += amount;
    }
}

/// One person.
struct Person {
    joined: f64,
    segment: usize,
    /// Variance of risk in the town, and the person's own.
    variance: f64,
    frailty: f64,
    engaged: bool,
}

/// What became of an occurrence.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    /// The support of this event prevented it, or an occurrence that it would have followed.
    Prevented(usize),
    /// It comes this much later, at a cost cut by this share.
    Happens(f64, f64),
}

/// One occurrence without support.
struct Occurrence {
    event: usize,
    time: f64,
    cost: f64,
    fate: Fate,
}

/// Simulates one draw: the evidence, the cohort, and the published study.
pub(crate) fn simulate<'a>(whose: &Town, places: &'a HashMap<String, usize>, random: &mut ChaCha12Rng) -> Row<'a> {
    let mut row = Row { places, values: vec![0.0; places.len()], squares: 0.0, saved: Vec::new() };
    let town = draw(random);
    let variance = whose.frailty * whose.frailty;
    for (path, value) in &town.theta {
        row.add(path, *value);
    }
    let mut segments = [(0.0, 0.0); 2];
    for &(from, to, people) in whose.joining {
        for _ in 0..people {
            let person = Person {
                joined: from + (to - from) * random.random::<f64>(),
                segment: usize::from(!random.random_bool(town.crisis)),
                variance,
                frailty: frailty(variance, random),
                engaged: random.random_bool(town.engagement),
            };
            let avoided = live(&town, &person, &mut row, random);
            row.squares += avoided * avoided;
            segments[person.segment].0 += avoided;
            segments[person.segment].1 += 1.0;
        }
    }
    for (segment, (avoided, people)) in SEGMENTS.iter().zip(segments) {
        row.add(&format!("segments.{segment}.avoided_per_person"), avoided / people);
    }
    let span = whose.joining.iter().fold(0.0, |last, &(_, to, _)| to.max(last)) + HORIZON;
    row.add("targets.net.value", -GRANT);
    row.add("targets.posts.value", -GRANT);
    for payer in 0..PAYERS.len() {
        release(payer, span, &mut row);
    }
    let (people, over) = STUDY;
    for _ in 0..people {
        let person = Person { joined: 0.0, segment: 0, variance, frailty: frailty(variance, random), engaged: true };
        let saved = study(&town, &person, over, random);
        row.add("published.model", saved / people as f64);
    }
    row
}

/// Gamma with mean 1.
fn frailty(variance: f64, random: &mut ChaCha12Rng) -> f64 {
    if variance == 0.0 {
        return 1.0;
    }
    Gamma::new(1.0 / variance, variance).expect("a gamma").sample(random)
}

/// m·W, W fresh for every occurrence.
fn cost(event: &Event, random: &mut ChaCha12Rng) -> f64 {
    event.cost
        * match event.varies {
            Varies::Not => 1.0,
            Varies::Gamma(cv) => Gamma::new(1.0 / (cv * cv), cv * cv).expect("a gamma").sample(random),
            Varies::Lognormal(cv) => LogNormal::from_mean_cv(1.0, cv).expect("a lognormal").sample(random),
        }
}

/// Moments of a Poisson process over the horizon, so many a year.
fn process(yearly: f64, random: &mut ChaCha12Rng) -> Vec<f64> {
    let mut moments = Vec::new();
    if yearly > 0.0 {
        let gap = Exp::new(yearly / 12.0).expect("a rate");
        let mut time = gap.sample(random);
        while time <= HORIZON {
            moments.push(time);
            time += gap.sample(random);
        }
    }
    moments
}

/// When the event arises of itself.
fn arises(event: &Event, risk: f64, person: &Person, random: &mut ChaCha12Rng) -> Vec<f64> {
    let early = |time: f64| event.decays.map_or(1.0, |months| (-time / months).exp());
    match event.origin {
        Origin::Rate(yearly) => {
            let all = process(yearly * risk * person.frailty, random);
            all.into_iter().filter(|time| random.random_bool(early(*time))).collect()
        }
        Origin::Once(p) => {
            let own = 1.0 - (1.0 - p).powf(risk);
            let w = person.variance;
            let h = if w > 0.0 { ((1.0 - own).powf(-w) - 1.0) / w } else { -(1.0 - own).ln() };
            if !random.random_bool(1.0 - (-h * person.frailty).exp()) {
                return Vec::new();
            }
            loop {
                let time = random.random_range(0.0..HORIZON);
                if random.random_bool(early(time)) {
                    return vec![time];
                }
            }
        }
    }
}

/// Everything that would happen to a person without support, and what support does to it; parents come first in the town.
fn journey(town: &Draw, person: &Person, random: &mut ChaCha12Rng) -> Vec<Occurrence> {
    let mut all: Vec<Occurrence> = Vec::new();
    for (index, event) in town.events.iter().enumerate() {
        let spontaneous = arises(event, town.risk[person.segment][index], person, random);
        let mut coming: Vec<(f64, Fate)> =
            spontaneous.into_iter().map(|time| (time, Fate::Happens(0.0, 0.0))).collect();
        if let Some((parent, chance, after)) = event.follows {
            for cause in all.iter().filter(|cause| cause.event == parent) {
                let led = random.random_bool(chance);
                if led && cause.time + after <= HORIZON {
                    // It goes with a prevented parent and moves with a delayed one; a cut is the parent's own.
                    let fate = match cause.fate {
                        Fate::Happens(later, _) => Fate::Happens(later, 0.0),
                        prevented => prevented,
                    };
                    coming.push((cause.time + after, fate));
                }
            }
        }
        for (time, fate) in coming {
            let fate = if person.engaged { supported(event, index, time, fate, random) } else { fate };
            all.push(Occurrence { event: index, time, cost: cost(event, random), fate });
        }
    }
    all
}

/// What the event's own support makes of an occurrence at `time`.
fn supported(event: &Event, index: usize, time: f64, fate: Fate, random: &mut ChaCha12Rng) -> Fate {
    let Fate::Happens(later, _) = fate else { return fate };
    let inside = event.window.0 <= time && time < event.window.1;
    let left = if inside { (1.0 - event.drop_off).powi((time / 12.0).floor() as i32) } else { 0.0 };
    if random.random_bool(event.prevents * left) {
        Fate::Prevented(index)
    } else {
        Fate::Happens(later + event.delays, event.reduces * left)
    }
}

/// κ.
fn credit(event: &Event) -> f64 {
    event.attribution * (1.0 - event.displacement) * (1.0 - event.optimism_bias)
}

/// Lives a person's journey into the row; what it avoids.
fn live(town: &Draw, person: &Person, row: &mut Row<'_>, random: &mut ChaCha12Rng) -> f64 {
    let mut avoided = 0.0;
    for it in journey(town, person, random) {
        let event = &town.events[it.event];
        let when = person.joined + it.time;
        row.add(&format!("events.{}.occurrences", event.id), 1.0);
        row.add("total.without_support", it.cost);
        match it.fate {
            Fate::Prevented(by) => {
                let κ = credit(&town.events[by]);
                row.add(&format!("events.{}.averted", event.id), 1.0);
                let mechanism = if by == it.event { "prevented" } else { "knock_on" };
                row.add(&format!("mechanisms.{mechanism}"), κ * it.cost);
                bridge(&town.events[by], it.cost, row);
                cash(event, when, κ * it.cost, event.cashable, row);
                averted(event, when, κ * it.cost, row);
                avoided += gained(event, κ * it.cost, row);
            }
            Fate::Happens(later, cut) => {
                let κ = credit(event);
                let (saved, left) = (cut * it.cost, (1.0 - cut) * it.cost);
                row.add("mechanisms.reduced", κ * saved);
                averted(event, when, κ * saved, row);
                cash(event, when, κ * it.cost, event.cashable, row);
                if it.time + later <= HORIZON {
                    row.add("total.with_support", left);
                    cash(event, when + later, -κ * left, event.cashable, row);
                    bridge(event, saved, row);
                    avoided += gained(event, κ * saved, row);
                } else {
                    row.add("mechanisms.deferred", κ * left);
                    bridge(event, it.cost, row);
                    avoided += gained(event, κ * it.cost, row);
                }
            }
        }
    }
    if person.engaged {
        for event in &town.events {
            for time in process(event.adds, random) {
                let (when, cost) = (person.joined + time, cost(event, random));
                row.add("mechanisms.added", cost);
                row.add("total.with_support", cost);
                cash(event, when, -cost, [event.adds_cash; 3], row);
                averted(event, when, -cost, row);
                avoided += gained(event, -cost, row);
            }
        }
        if random.random_bool(town.achieved_by) {
            let value = outcome(person.joined);
            row.add("outcomes.control.value_pv", value);
            row.add("total.social_value_pv", value);
        }
    }
    avoided
}

/// What an outcome is worth today, from `joined` until it has lasted, year by year.
fn outcome(joined: f64) -> f64 {
    let v = monthly();
    let present = |from: f64, to: f64| (v.powf(from) - v.powf(to)) / -v.ln();
    let years = [(0.0, 12.0), (12.0, 24.0), (24.0, OUTCOME_LASTS)].into_iter().enumerate();
    years
        .map(|(year, (from, to))| {
            OUTCOME_YEARLY / 12.0 * OUTCOME_KEPT.powi(year as i32) * present(joined + from, joined + to)
        })
        .sum()
}

/// The bridge from a gross saving that `by` is credited with.
fn bridge(by: &Event, gross: f64, row: &mut Row<'_>) {
    row.add("bridge.gross", gross);
    row.add("bridge.attributed", gross * by.attribution);
    row.add("bridge.not_displaced", gross * by.attribution * (1.0 - by.displacement));
    row.add("bridge.credited", gross * credit(by));
}

/// Credited and added sums, whenever they fall.
fn gained(event: &Event, amount: f64, row: &mut Row<'_>) -> f64 {
    row.add(&format!("events.{}.avoided", event.id), amount);
    row.add("total.avoided", amount);
    amount
}

/// The financial year of a moment, in months after the start.
fn year(when: f64) -> usize {
    ((BEFORE + when) / 12.0).floor() as usize
}

/// Money that is not spent at a moment: by payer, group and year, and today's worth of it; `in_cash` is each payer's share of
/// it that reaches a budget.
fn cash(event: &Event, when: f64, amount: f64, in_cash: [f64; 3], row: &mut Row<'_>) {
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
fn release(payer: usize, span: f64, row: &mut Row<'_>) {
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
fn averted(event: &Event, when: f64, amount: f64, row: &mut Row<'_>) {
    if YEARS[year(when)] == "2022/23" {
        row.add("targets.averted.value", amount * event.paid_by.iter().sum::<f64>());
    }
}

/// What a published study of the person counts: credited savings less additions, of what falls within `over` months.
fn study(town: &Draw, person: &Person, over: f64, random: &mut ChaCha12Rng) -> f64 {
    let mut saved = 0.0;
    for it in journey(town, person, random).iter().filter(|it| it.time <= over) {
        saved += match it.fate {
            Fate::Prevented(by) => credit(&town.events[by]) * it.cost,
            Fate::Happens(later, _) if it.time + later > HORIZON => credit(&town.events[it.event]) * it.cost,
            Fate::Happens(_, cut) => credit(&town.events[it.event]) * cut * it.cost,
        };
    }
    for event in &town.events {
        for _ in process(event.adds, random).into_iter().filter(|time| *time <= over) {
            saved -= cost(event, random);
        }
    }
    saved
}
