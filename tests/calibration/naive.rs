//! Simulates a town person by person, as method.md tells a journey: plain loops, no line of the engine, nothing clever.

use chacha20::ChaCha12Rng;
use rand::RngExt as _;
use rand_distr::{Distribution as _, Exp, Gamma};

use super::bill::{Account, Change, Cost};
use super::setting::{Draw, Event, Link, Origin, Town};

/// One person.
pub(crate) struct Person {
    pub(crate) joined: f64,
    pub(crate) segment: usize,
    frailty: f64,
    pub(crate) engaged: bool,
    /// Months after joining; infinite where nobody leaves.
    pub(crate) leaves: f64,
}

/// What became of an occurrence.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Fate {
    /// The support of this event prevented it, or an occurrence that it would have followed.
    Prevented(usize),
    Happens(Change),
}

impl Fate {
    const UNCHANGED: Self = Self::Happens(Change { later: 0.0, reduced: 0.0, shortened: 0.0 });
}

/// Where an occurrence comes from.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Cause {
    /// Life without support.
    Life,
    /// The harmful support of this event caused it, or what led to it; it does not happen without support.
    Harm(usize),
    /// It comes in place of one that the support of this event prevented, or after one that does; likewise.
    Prevention(usize),
}

/// One occurrence.
pub(crate) struct Occurrence {
    pub(crate) event: usize,
    /// As without support, months after joining.
    pub(crate) time: f64,
    pub(crate) cost: Cost,
    pub(crate) fate: Fate,
    pub(crate) cause: Cause,
}

impl Person {
    /// One who joined at `joined`.
    pub(crate) fn new(
        town: &Town,
        draw: &Draw,
        joined: f64,
        segment: usize,
        engaged: bool,
        random: &mut ChaCha12Rng,
    ) -> Self {
        let frailty = frailty(town.frailty * town.frailty, random);
        // The share x of those who are there has left after 12 months: exp(-12 λ) = 1 - x.
        let hazard = -(1.0 - draw.leaves).ln() / 12.0;
        let leaves = if hazard > 0.0 { Exp::new(hazard).expect("a hazard").sample(random) } else { f64::INFINITY };
        Self { joined, segment, frailty, engaged, leaves }
    }

    /// When the person joins, and when the last is paid that counts.
    pub(crate) fn account(&self, town: &Town) -> Account {
        let until = if town.cut { self.leaves.min(town.horizon) } else { self.leaves };
        Account { joined: self.joined, until }
    }

    /// Whether something happens that would at `time`.
    pub(crate) fn is_there(&self, town: &Town, time: f64) -> bool {
        time <= town.horizon && time < self.leaves
    }

    /// Moments of a Poisson process while the person is there, so many a year.
    pub(crate) fn process(&self, town: &Town, yearly: f64, random: &mut ChaCha12Rng) -> Vec<f64> {
        let mut moments = process(town.horizon, yearly, random);
        moments.retain(|time| self.is_there(town, *time));
        moments
    }
}

/// Gamma with mean 1.
fn frailty(variance: f64, random: &mut ChaCha12Rng) -> f64 {
    if variance == 0.0 {
        return 1.0;
    }
    Gamma::new(1.0 / variance, variance).expect("a gamma").sample(random)
}

/// Moments of a Poisson process over the horizon, so many a year.
fn process(horizon: f64, yearly: f64, random: &mut ChaCha12Rng) -> Vec<f64> {
    let mut moments = Vec::new();
    if yearly > 0.0 {
        let gap = Exp::new(yearly / 12.0).expect("a rate");
        let mut time = gap.sample(random);
        while time <= horizon {
            moments.push(time);
            time += gap.sample(random);
        }
    }
    moments
}

/// When the event arises of itself in one who does not leave.
fn arises(town: &Town, event: &Event, risk: f64, person: &Person, random: &mut ChaCha12Rng) -> Vec<f64> {
    let early = |time: f64| event.decays.map_or(1.0, |months| (-time / months).exp());
    match event.origin {
        Origin::Never => Vec::new(),
        Origin::Rate(yearly) => {
            let all = process(town.horizon, yearly * risk * person.frailty, random);
            all.into_iter().filter(|time| random.random_bool(early(*time))).collect()
        }
        Origin::Once(p) => {
            let own = 1.0 - (1.0 - p).powf(risk);
            let w = town.frailty * town.frailty;
            let h = if w > 0.0 { ((1.0 - own).powf(-w) - 1.0) / w } else { -(1.0 - own).ln() };
            if !random.random_bool(1.0 - (-h * person.frailty).exp()) {
                return Vec::new();
            }
            loop {
                let time = random.random_range(0.0..town.horizon);
                if random.random_bool(early(time)) {
                    return vec![time];
                }
            }
        }
    }
}

/// Everything that would happen to a person without support, what support does to it, what it causes, and what comes instead.
pub(crate) fn journey(town: &Town, draw: &Draw, person: &Person, random: &mut ChaCha12Rng) -> Vec<Occurrence> {
    let mut journey = Journey { town, draw, person, all: Vec::new() };
    for (index, event) in draw.events.iter().enumerate() {
        let risk = draw.risk[person.segment][index] * Town::trend(event.trend, person.joined);
        for time in arises(town, event, risk, person, random) {
            journey.arrive(index, time, Fate::UNCHANGED, Cause::Life, random);
        }
    }
    journey.all
}

struct Journey<'a> {
    town: &'a Town,
    draw: &'a Draw,
    person: &'a Person,
    all: Vec<Occurrence>,
}

impl Journey<'_> {
    /// An occurrence whose parent has met `fate`, those that harmful support adds to it, and all that comes of them.
    fn arrive(&mut self, index: usize, time: f64, fate: Fate, cause: Cause, random: &mut ChaCha12Rng) {
        if !self.person.is_there(self.town, time) {
            return;
        }
        // Support does not touch what comes instead, nor what went with its parent.
        let acts = self.person.engaged && matches!(fate, Fate::Happens(_)) && !matches!(cause, Cause::Prevention(_));
        let further = if acts { further(-effect(&self.draw.events[index], time), random) } else { 0 };
        for number in 0..=further {
            let cause = if number == 0 { cause } else { Cause::Harm(index) };
            self.happen(index, time, fate, cause, acts, random);
        }
    }

    /// One occurrence and what comes of it.
    fn happen(&mut self, index: usize, time: f64, fate: Fate, cause: Cause, acts: bool, random: &mut ChaCha12Rng) {
        let draw = self.draw;
        let event = &draw.events[index];
        let own = if acts { supported(event, index, time, fate, random) } else { fate };
        self.all.push(Occurrence { event: index, time, cost: Cost::of(event, random), fate: own, cause });
        if acts
            && own == Fate::Prevented(index)
            && let Some(other) = one_of(&event.instead, random)
        {
            let of = Cause::Prevention(index);
            self.arrive(other.event, time + other.after, Fate::UNCHANGED, of, random);
        }
        // What comes of it goes with it when prevented and moves with it when delayed; a cut is its own.
        let passed = match own {
            Fate::Happens(Change { later, .. }) => Fate::Happens(Change { later, ..Change::default() }),
            prevented @ Fate::Prevented(_) => prevented,
        };
        for (follower, other) in draw.events.iter().enumerate() {
            for link in other.follows.iter().filter(|link| link.event == index) {
                if random.random_bool(link.chance) {
                    self.arrive(follower, time + link.after, passed, cause, random);
                }
            }
        }
        if let Some(next) = one_of(&event.leads_to, random) {
            self.arrive(next.event, time + next.after, passed, cause, random);
        }
    }
}

/// One of several branches at most, in proportion where their chances come to more than the whole.
fn one_of<'a>(links: &'a [Link], random: &mut ChaCha12Rng) -> Option<&'a Link> {
    let whole = links.iter().map(|link| link.chance).sum::<f64>().max(1.0);
    let mut left = random.random::<f64>() * whole;
    links.iter().find(|link| {
        left -= link.chance;
        left < 0.0
    })
}

/// How many further occurrences come with one, on average `harm` of them.
fn further(harm: f64, random: &mut ChaCha12Rng) -> usize {
    let harm = harm.max(0.0);
    harm.floor() as usize + usize::from(random.random_bool(harm.fract()))
}

/// What there is of the effects of support at `time`: they build up, and drop off.
fn left(event: &Event, time: f64) -> f64 {
    let (from, to) = event.window;
    if time < from || time >= to {
        return 0.0;
    }
    let built = if time - from < event.builds_up { (time - from) / event.builds_up } else { 1.0 };
    built * (1.0 - event.drop_off).powi((time / 12.0).floor() as i32)
}

/// a(t).
fn effect(event: &Event, time: f64) -> f64 {
    event.prevents * left(event, time)
}

/// What the event's own support makes of an occurrence at `time`.
fn supported(event: &Event, index: usize, time: f64, fate: Fate, random: &mut ChaCha12Rng) -> Fate {
    let Fate::Happens(Change { later, .. }) = fate else { return fate };
    if random.random_bool(effect(event, time).max(0.0)) {
        return Fate::Prevented(index);
    }
    let left = left(event, time);
    let later = later + event.delays;
    Fate::Happens(Change { later, reduced: event.reduces * left, shortened: event.shortens * left })
}
