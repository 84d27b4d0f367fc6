//! Simulates the town person by person, as method.md tells a journey: plain loops, no line of the engine, nothing clever.

use std::collections::HashMap;

use chacha20::ChaCha12Rng;
use rand::RngExt as _;
use rand_distr::{Distribution as _, Exp, Gamma, LogNormal};

use super::books::{Row, averted, blame, bridge, cash, credit, gained, harm_bridge, release};
use super::town::{
    Draw, Event, GRANT, HORIZON, OUTCOME_KEPT, OUTCOME_LASTS, OUTCOME_YEARLY, Origin, PAYERS, SEGMENTS, STUDY, Town,
    Varies, draw, monthly,
};

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
    /// The event whose harmful support causes it, or what led to it; it does not happen without support.
    caused: Option<usize>,
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

/// Everything that would happen to a person without support, what support does to it, and what it causes; parents come first
/// in the town.
fn journey(town: &Draw, person: &Person, random: &mut ChaCha12Rng) -> Vec<Occurrence> {
    let mut all: Vec<Occurrence> = Vec::new();
    for (index, event) in town.events.iter().enumerate() {
        let spontaneous = arises(event, town.risk[person.segment][index], person, random);
        let mut coming: Vec<(f64, Fate, Option<usize>)> =
            spontaneous.into_iter().map(|time| (time, Fate::Happens(0.0, 0.0), None)).collect();
        if let Some((parent, chance, after)) = event.follows {
            for cause in all.iter().filter(|cause| cause.event == parent) {
                let led = random.random_bool(chance);
                if led && cause.time + after <= HORIZON {
                    // It goes with a prevented parent and moves with a delayed one; a cut is the parent's own.
                    let fate = match cause.fate {
                        Fate::Happens(later, _) => Fate::Happens(later, 0.0),
                        prevented => prevented,
                    };
                    coming.push((cause.time + after, fate, cause.caused));
                }
            }
        }
        for (time, fate, caused) in coming {
            let further = if person.engaged && matches!(fate, Fate::Happens(..)) {
                further(-effect(event, time), random)
            } else {
                0
            };
            let one = |caused, random: &mut ChaCha12Rng| {
                let own = if person.engaged { supported(event, index, time, fate, random) } else { fate };
                Occurrence { event: index, time, cost: cost(event, random), fate: own, caused }
            };
            all.push(one(caused, random));
            all.extend((0..further).map(|_| one(Some(index), random)));
        }
    }
    all
}

/// How many further occurrences come with one, on average `harm` of them.
fn further(harm: f64, random: &mut ChaCha12Rng) -> usize {
    let harm = harm.max(0.0);
    harm.floor() as usize + usize::from(random.random_bool(harm.fract()))
}

/// What is left of the effects of support at `time`.
fn left(event: &Event, time: f64) -> f64 {
    let inside = event.window.0 <= time && time < event.window.1;
    if inside { (1.0 - event.drop_off).powi((time / 12.0).floor() as i32) } else { 0.0 }
}

/// a(t).
fn effect(event: &Event, time: f64) -> f64 {
    event.prevents * left(event, time)
}

/// What the event's own support makes of an occurrence at `time`.
fn supported(event: &Event, index: usize, time: f64, fate: Fate, random: &mut ChaCha12Rng) -> Fate {
    let Fate::Happens(later, _) = fate else { return fate };
    if random.random_bool(effect(event, time).max(0.0)) {
        Fate::Prevented(index)
    } else {
        Fate::Happens(later + event.delays, event.reduces * left(event, time))
    }
}

/// Lives a person's journey into the row; what it avoids.
fn live(town: &Draw, person: &Person, row: &mut Row<'_>, random: &mut ChaCha12Rng) -> f64 {
    let mut avoided = 0.0;
    for it in journey(town, person, random) {
        let event = &town.events[it.event];
        let when = person.joined + it.time;
        match it.caused {
            None => {
                row.add(&format!("events.{}.occurrences", event.id), 1.0);
                row.add("total.without_support", it.cost);
            }
            // In full, whatever becomes of it.
            Some(by) => {
                let κ = blame(&town.events[by]);
                row.add(&format!("events.{}.averted", event.id), -1.0);
                let (mechanism, amount) = if by == it.event { ("caused", it.cost) } else { ("knock_on", -it.cost) };
                row.add(&format!("mechanisms.{mechanism}"), κ * amount);
                harm_bridge(&town.events[by], -it.cost, row);
                cash(event, when, -κ * it.cost, event.cashable, row);
                averted(event, when, -κ * it.cost, row);
                avoided += gained(event, -κ * it.cost, row);
            }
        }
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
                // What is caused is moved by the credit of who caused it; what is cut off it is the event's own.
                let (κ, moved) = (credit(event), it.caused.map_or(credit(event), |by| blame(&town.events[by])));
                let (saved, left) = (cut * it.cost, (1.0 - cut) * it.cost);
                row.add("mechanisms.reduced", κ * saved);
                averted(event, when, κ * saved, row);
                cash(event, when, κ * saved + moved * left, event.cashable, row);
                bridge(event, saved, row);
                avoided += gained(event, κ * saved, row);
                if it.time + later <= HORIZON {
                    row.add("total.with_support", left);
                    cash(event, when + later, -moved * left, event.cashable, row);
                } else {
                    row.add("mechanisms.deferred", moved * left);
                    match it.caused {
                        None => bridge(event, left, row),
                        Some(by) => harm_bridge(&town.events[by], left, row),
                    }
                    avoided += gained(event, moved * left, row);
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

/// What a published study of the person counts: credited savings less additions, of what falls within `over` months.
fn study(town: &Draw, person: &Person, over: f64, random: &mut ChaCha12Rng) -> f64 {
    let mut saved = 0.0;
    for it in journey(town, person, random).iter().filter(|it| it.time <= over) {
        let κ = credit(&town.events[it.event]);
        let moved = it.caused.map_or(κ, |by| blame(&town.events[by]));
        saved -= if it.caused.is_some() { moved * it.cost } else { 0.0 };
        saved += match it.fate {
            Fate::Prevented(by) => credit(&town.events[by]) * it.cost,
            Fate::Happens(later, cut) if it.time + later > HORIZON => (κ * cut + moved * (1.0 - cut)) * it.cost,
            Fate::Happens(_, cut) => κ * cut * it.cost,
        };
    }
    for event in &town.events {
        for _ in process(event.adds, random).into_iter().filter(|time| *time <= over) {
            saved -= cost(event, random);
        }
    }
    saved
}
