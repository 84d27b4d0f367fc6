//! Samples how many, how long until the next, and sums of many: binomial and Poisson counts, uniforms, gaps, normals.

use rand::Rng;
use rand_distr::{Binomial, Distribution as _, Exp1, Poisson, StandardNormal};

/// How many of `trials` succeed when each does with probability `chance`, clipped to 0–1.
#[must_use]
pub fn binomial<R: Rng>(random: &mut R, trials: usize, chance: f64) -> usize {
    if trials == 0 || chance <= 0.0 {
        return 0;
    }
    if chance >= 1.0 {
        return trials;
    }
    #[expect(clippy::cast_possible_truncation, reason = "not above `trials`, which is a usize")]
    Binomial::new(trials as u64, chance).map_or(0, |law| law.sample(random) as usize)
}

/// How many events fall where `mean` are expected, none where that is not a positive number.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
pub fn poisson<R: Rng>(random: &mut R, mean: f64) -> usize {
    Poisson::new(mean).map_or(0, |law| law.sample(random) as usize)
}

/// The uniform number in (0, 1), never at either end, that a word of 64 random bits stands for: (k + ½) 2⁻⁵², k its upper
/// 52 bits.
#[inline(always)]
#[must_use]
pub const fn open_uniform(word: u64) -> f64 {
    const ONE: u64 = 1023 << 52;
    // The bits as the fraction of a number from 1 to 2: every step is exact, and vectors have it.
    f64::from_bits(ONE | (word >> 12)) - (1.0 - f64::EPSILON / 2.0)
}

/// An exponential variable of mean 1.
#[inline]
pub fn exponential<R: Rng>(random: &mut R) -> f64 {
    Exp1.sample(random)
}

/// A standard normal variable.
#[inline]
pub fn normal<R: Rng>(random: &mut R) -> f64 {
    StandardNormal.sample(random)
}
