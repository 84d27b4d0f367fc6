//! Gives every simulated chance its error and its bounds, in the one type that carries it to print.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::strata::Strata;
use crate::dictionary::dictionary;
use crate::statistics::{float, proportion_mcse, wilson};

/// z of Wilson's 95% limits.
const Z_95: f64 = 1.959_963_984_540_054;

dictionary! {
    /// A simulated chance, from 0 to 1, with what its draws can tell of it.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Chance {
        /// The chance: the share of draws.
        #[unit(Share)]
        pub probability: f64,
        /// √(p(1-p)/K), or from the randomisations of Sobol points; at 0 and 1 half the width of Wilson's interval at
        /// one standard error, so that it is never nothing.
        #[unit(Share)]
        pub mcse: f64,
        /// Wilson's lower 95% limit.
        #[unit(Share)]
        #[covers(MonteCarlo)]
        pub low: f64,
        /// Wilson's upper 95% limit.
        #[unit(Share)]
        #[covers(MonteCarlo)]
        pub high: f64,
    }
}

impl Chance {
    /// The chance estimated by `hits`, one for each draw of `strata`: 1, 0, or half for a tie.
    ///
    /// Its errors are those of as many independent draws as would know it as well.
    #[must_use]
    pub fn of(hits: &[f64], strata: &Strata) -> Self {
        let probability = hits.iter().sum::<f64>() / float(hits.len());
        Self::in_draws(probability, strata.worth(hits))
    }

    /// A share of `draws` independent draws, which need not be whole.
    #[must_use]
    pub fn in_draws(probability: f64, draws: f64) -> Self {
        let mcse = if probability > 0.0 && probability < 1.0 {
            proportion_mcse(probability, draws)
        } else {
            let (low, high) = wilson(probability * draws, draws, 1.0);
            0.5 * (high - low)
        };
        Self { mcse, ..Self::averaged(probability, mcse, draws) }
    }

    /// The mean of one chance for each of `draws` draws, with the error `mcse` of that mean.
    ///
    /// Nothing between 0 and 1 varies more than hits and misses of the same mean, so theirs are bounds of this as well.
    #[must_use]
    pub fn averaged(probability: f64, mcse: f64, draws: f64) -> Self {
        let (low, high) = wilson(probability * draws, draws, Z_95);
        Self { probability, mcse, low, high }
    }

    /// The chance of which only the share and its error were kept: both tell how many draws it is of.
    ///
    /// ```text
    /// n = p(1-p)/mcse²;   at 0 and 1  mcse = 1/(2(n + 1)),  so n = 1/(2 mcse) - 1
    /// ```
    #[must_use]
    pub fn with_error(probability: f64, mcse: f64) -> Self {
        let draws = if probability > 0.0 && probability < 1.0 {
            probability * (1.0 - probability) / (mcse * mcse)
        } else {
            0.5 / mcse - 1.0
        };
        // An error that is not known, or of nothing, tells of no draws at all.
        let draws = if draws.is_finite() && draws > 0.0 { draws } else { 0.0 };
        Self::averaged(probability, mcse, draws)
    }

    /// The chance of the opposite.
    #[must_use]
    pub fn missed(&self) -> Self {
        Self { probability: 1.0 - self.probability, mcse: self.mcse, low: 1.0 - self.high, high: 1.0 - self.low }
    }
}

/// Writes a chance without its bounds, which follow from the error when it is read.
pub(super) mod without_bounds {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Chance;
    use crate::dictionary::dictionary;

    dictionary! {
        /// What is kept of a chance.
        #[derive(Serialize, Deserialize)]
        pub(in crate::estimate) struct Kept {
            /// The chance: the share of draws.
            #[unit(Share)]
            probability: f64,
            /// Monte Carlo standard error of the chance.
            #[unit(Share)]
            mcse: f64,
        }
    }

    pub(in crate::estimate) fn serialize<S: Serializer>(chance: &Chance, to: S) -> Result<S::Ok, S::Error> {
        Kept { probability: chance.probability, mcse: chance.mcse }.serialize(to)
    }

    pub(in crate::estimate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Chance, D::Error> {
        Kept::deserialize(from).map(|kept| Chance::with_error(kept.probability, kept.mcse))
    }
}

/// 1 where `more` is above `less`, half where they are equal, else 0.
pub(super) fn beyond(more: f64, less: f64) -> f64 {
    match more.partial_cmp(&less) {
        Some(Ordering::Greater) => 1.0,
        Some(Ordering::Equal) => 0.5,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(count: usize, draws: usize) -> Vec<f64> {
        (0..draws).map(|draw| f64::from(u8::from(draw < count))).collect()
    }

    #[test]
    fn a_chance_in_the_middle_has_the_binomial_error() {
        let chance = Chance::of(&hits(1360, 4000), &Strata::default());
        assert!((chance.probability - 0.34).abs() < 1e-12);
        assert!((chance.mcse - (0.34_f64 * 0.66 / 4000.0).sqrt()).abs() < 1e-12);
        // Wilson by hand: (p + z²/2n ± z√(p(1-p)/n + z²/4n²)) / (1 + z²/n).
        assert!((chance.low - 0.325_5).abs() < 1e-4, "{}", chance.low);
        assert!((chance.high - 0.354_8).abs() < 1e-4, "{}", chance.high);
    }

    #[test]
    fn never_seen_is_not_impossible() {
        let never = Chance::of(&hits(0, 4000), &Strata::default());
        assert_eq!(never.probability, 0.0);
        assert!(never.mcse > 0.0);
        // z²/(n + z²).
        assert!((never.high - 3.841_459 / 4_003.841_459).abs() < 1e-8);
        let always = Chance::of(&hits(4000, 4000), &Strata::default());
        assert!((always.low - (1.0 - never.high)).abs() < 1e-12);
        assert!((never.missed().low - always.low).abs() < 1e-12);
    }

    #[test]
    fn the_error_tells_the_bounds() {
        for (count, draws) in
            [(0, 4000), (1, 4000), (6, 4000), (2000, 4000), (3999, 4000), (4000, 4000), (1, 2), (0, 1)]
        {
            let whole = Chance::of(&hits(count, draws), &Strata::default());
            let kept = Chance::with_error(whole.probability, whole.mcse);
            assert!((kept.low - whole.low).abs() < 1e-9 && (kept.high - whole.high).abs() < 1e-9, "{kept:?} {whole:?}");
        }
        // Nothing kept of the error: nothing is known.
        let nothing = Chance::with_error(1.0, f64::NAN);
        assert_eq!((nothing.low, nothing.high), (0.0, 1.0));
    }
}
