//! What the naive simulator is charged: what occurrences cost, and when it is paid.

use chacha20::ChaCha12Rng;
use rand_distr::{Distribution as _, Gamma, LogNormal};

use super::setting::{Event, Town, Varies};

/// What one occurrence costs at the price base where nothing ends it early.
pub(crate) struct Cost {
    lump: f64,
    /// A month, and for how many.
    stays: Vec<(f64, f64)>,
    /// How much dearer it becomes, a year.
    growth: f64,
}

/// When a person joined, months after the start, and when the last is paid for them, months after that.
#[derive(Clone, Copy)]
pub(crate) struct Account {
    pub(crate) joined: f64,
    pub(crate) until: f64,
}

/// What becomes of an occurrence that happens.
#[derive(Clone, Copy, Default, PartialEq)]

pub(crate) struct Change {
    /// So many months later.
    pub(crate) later: f64,
    /// Its cost cut by this share.
    pub(crate) reduced: f64,
    /// Its stays shorter by this share.
    pub(crate) shortened: f64,
}

/// What is paid from when to when, evenly, months after the start; at one moment where the two are the same.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) amount: f64,
}

/// All that is paid of one thing.
pub(crate) struct Bill {
    pub(crate) parts: Vec<Part>,
}

/// Of mean 1.
fn factor(law: Varies, random: &mut ChaCha12Rng) -> f64 {
    match law {
        Varies::Not => 1.0,
        Varies::Gamma(cv) => Gamma::new(1.0 / (cv * cv), cv * cv).expect("a gamma").sample(random),
        Varies::Lognormal(cv) => LogNormal::from_mean_cv(1.0, cv).expect("a lognormal").sample(random),
    }
}

impl Cost {
    /// Of a fresh occurrence: one factor on all that is paid, and one on how long all of its stays last.
    pub(crate) fn of(event: &Event, random: &mut ChaCha12Rng) -> Self {
        let (price, length) = (factor(event.varies, random), factor(event.stay_varies, random));
        let stays = event.stays.iter().map(|(monthly, months)| (price * monthly, length * months)).collect();
        Self { lump: price * event.cost, stays, growth: event.growth }
    }

    /// What is paid of it when it would begin at `time` after joining but for the change. What is moved costs what it would
    /// have cost at its own time.
    pub(crate) fn bill(&self, town: &Town, of: Account, time: f64, change: Change) -> Bill {
        let start = of.joined + time;
        let later = change.later;
        let amount = (1.0 - change.reduced) * self.lump * town.price(self.growth, start).0;
        let mut parts = vec![Part { from: start + later, to: start + later, amount }];
        let until = of.joined + of.until;
        for &(monthly, months) in &self.stays {
            let end = (start + (1.0 - change.shortened) * months).min(until - later);
            let mut at = start;
            while at < end {
                let (price, next) = town.price(self.growth, at);
                let to = next.min(end);
                let amount = (1.0 - change.reduced) * monthly * price * (to - at);
                // The delay put on and taken off again may leave a rounding error.
                parts.push(Part { from: (at + later).min(until), to: (to + later).min(until), amount });
                at = to;
            }
        }
        parts.retain(|part| part.amount != 0.0);
        Bill { parts }
    }
}

impl Bill {
    pub(crate) fn total(&self) -> f64 {
        self.parts.iter().map(|part| part.amount).sum()
    }

    /// Its parts, each within one year that is booked and on one side of the horizon of one who joined at `joined`.
    pub(crate) fn pieces(&self, town: &Town, joined: f64) -> Vec<Part> {
        let mut pieces = Vec::new();
        let horizon = joined + town.horizon;
        for &Part { from, to, amount } in &self.parts {
            if from == to {
                pieces.push(Part { from, to, amount });
            }
            let mut at = from;
            while at < to {
                let mut end = to.min(town.next_year(at));
                if at < horizon {
                    end = end.min(horizon);
                }
                pieces.push(Part { from: at, to: end, amount: amount * (end - at) / (to - from) });
                at = end;
            }
        }
        pieces
    }
}
