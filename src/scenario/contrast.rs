//! Mirrors what evidence says of how often something happens with support against without; `V` is an uncertain value.

use crate::distribution::{Distribution, Predicts, RandomEffects};

/// What a comparison of people with and without support found.
#[derive(Clone, Debug)]
pub enum Contrast<V> {
    /// One ratio, drawn once: of one study, or of several together.
    Ratio(RatioWritten),
    /// The chance with support minus that without.
    Difference {
        /// Its law.
        law: Distribution,
        /// For the assumptions log.
        spelling: String,
        /// The period of the two chances, months; the horizon where it is not said.
        over: Option<f64>,
    },
    /// The chances or rates of two groups.
    Compared(Compared<V>),
}

/// A ratio as it was written.
#[derive(Clone, Debug)]
pub struct RatioWritten {
    /// The key that spells it, `risk_ratio`.
    pub key: &'static str,
    /// What it is a ratio of.
    pub ratio: Ratio,
    /// Its law.
    pub law: Distribution,
    /// For the assumptions log.
    pub spelling: String,
    /// The period of the two odds, months; the horizon where it is not said.
    pub over: Option<f64>,
    /// What it pools, where it is that of several studies.
    pub pooled: Option<Pooled>,
}

/// What several studies say together.
#[derive(Clone, Debug, PartialEq)]
pub struct Pooled {
    /// The studies, in the order of the file.
    pub studies: Vec<Study>,
    /// The average over places like theirs.
    pub average: RandomEffects,
    /// The ratio in one more place.
    pub new_place: RandomEffects,
    /// Which of the two is drawn.
    pub predicts: Predicts,
}

/// What a ratio compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ratio {
    /// Chances.
    Risk,
    /// Rates or hazards.
    Hazard,
    /// Odds.
    Odds,
}

/// One study of a meta-analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// What it is called.
    pub label: String,
    /// Where it was read.
    pub source: Option<String>,
    /// The estimate of its ratio.
    pub estimate: f64,
    /// The standard error of the logarithm of its ratio.
    pub standard_error: f64,
    /// Its share of the pooled estimate; `None` for one that says nothing, because no group had an event.
    pub weight: Option<f64>,
}

/// Two groups of people, and what they were like before, where that is known.
#[derive(Clone, Debug)]
pub struct Compared<V> {
    /// What people with support had.
    pub with: Box<V>,
    /// What people without it had; where it is left out, the event's own chance or rate.
    pub without: Option<Box<V>>,
    /// The same of the two groups before.
    pub before: Option<Box<[V; 2]>>,
    /// What it is a ratio of: of chances by counts of people, of rates by person-time unless they multiply the chance itself.
    pub ratio: Ratio,
}

impl<V> Compared<V> {
    /// What each group had: with support, without, and the same before.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        let before = self.before.iter().flat_map(|before| before.iter());
        std::iter::once(&*self.with).chain(self.without.as_deref()).chain(before)
    }
}
