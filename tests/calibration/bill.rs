//! What the naive simulator is charged: what occurrences cost, and when it is paid.

use chacha20::ChaCha12Rng;
use rand_distr::{Distribution as _, Gamma, LogNormal};

use super::setting::{Event, Varies};

/// What one occurrence costs where nothing ends it early.
pub(crate) struct Cost {
    lump: f64,
    /// A month, and for how many.
    stays: Vec<(f64, f64)>,
}

/// What is paid at a moment, and what is paid from a moment to another; months after its person joined.
pub(crate) struct Bill {
    pub(crate) at: f64,
    pub(crate) lump: f64,
    pub(crate) streams: Vec<Stream>,
}

/// £ a month from a moment to another.
pub(crate) struct Stream {
    pub(crate) monthly: f64,
    pub(crate) from: f64,
    pub(crate) to: f64,
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
        Self { lump: price * event.cost, stays }
    }

    /// What is paid of it when it begins at `at` and nothing is paid after `until`, this share of it cut off and its stays
    /// that much shorter.
    pub(crate) fn bill(&self, at: f64, reduced: f64, shortened: f64, until: f64) -> Bill {
        let streams = self.stays.iter().map(|(monthly, months)| Stream {
            monthly: (1.0 - reduced) * monthly,
            from: at,
            to: (at + (1.0 - shortened) * months).min(until),
        });
        Bill { at, lump: (1.0 - reduced) * self.lump, streams: streams.collect() }
    }
}

impl Bill {
    pub(crate) fn total(&self) -> f64 {
        self.lump + self.streams.iter().map(|stream| stream.monthly * (stream.to - stream.from)).sum::<f64>()
    }

    /// From, to and £ of each part.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (f64, f64, f64)> {
        let streams = self.streams.iter().map(|one| (one.from, one.to, one.monthly * (one.to - one.from)));
        std::iter::once((self.at, self.at, self.lump)).chain(streams).filter(|(.., amount)| *amount != 0.0)
    }
}
