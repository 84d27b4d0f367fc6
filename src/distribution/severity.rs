//! Samples the factor by which one occurrence's cost, or one person's risk, differs from the mean.

use crate::numeric::{IncompleteGamma, exp, ln, ln_1p, normal_cdf, normal_quantile};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rand::Rng;

use super::inverse_table::{InverseTable, Tails};

/// A law of mean 1 on the positive numbers, drawn from a table of its quantile function.
#[derive(Clone, Debug)]
pub struct MeanOne(Option<Arc<InverseTable>>);

impl MeanOne {
    /// Always 1.
    pub const CONSTANT: Self = Self(None);

    /// Gamma with coefficient of variation `cv`; constant when `cv` is not above 0.
    ///
    /// ```text
    /// shape = 1/cv², scale = cv²
    /// ```
    #[must_use]
    pub fn gamma(cv: f64) -> Self {
        let variance = cv * cv;
        if variance > 0.0 && (1.0 / variance).is_finite() {
            tabulated(Family::Gamma, cv, || InverseTable::new(&GammaTails::new(variance)))
        } else {
            Self::CONSTANT
        }
    }

    /// Lognormal with coefficient of variation `cv`; constant when `cv` is not above 0.
    ///
    /// ```text
    /// σ² = ln(1 + cv²), μ = -σ²/2
    /// ```
    #[must_use]
    pub fn lognormal(cv: f64) -> Self {
        let variance = ln_1p(cv * cv);
        if variance > 0.0 {
            tabulated(Family::Lognormal, cv, || InverseTable::new(&LognormalTails { sigma: variance.sqrt() }))
        } else {
            Self::CONSTANT
        }
    }

    /// Whether it is always 1.
    #[must_use]
    pub const fn is_constant(&self) -> bool {
        self.0.is_none()
    }

    /// One value.
    #[inline]
    pub fn sample<R: Rng>(&self, random: &mut R) -> f64 {
        self.0.as_ref().map_or(1.0, |table| table.at(random.next_u64()))
    }

    /// Replaces every entry of `values` by `scale` times the value that its word of 64 random bits stands for.
    #[inline(always)]
    pub fn fill(&self, words: &[u64], scale: f64, values: &mut [f64]) {
        match &self.0 {
            None => values.fill(scale),
            Some(table) => table.fill(words, scale, values),
        }
    }
}

/// Which families are tabulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Family {
    Gamma,
    Lognormal,
}

/// The table of a family and coefficient of variation, made once in the life of the program: a scenario is often
/// prepared many times over, for views and for stress tests.
fn tabulated(family: Family, cv: f64, table: impl FnOnce() -> InverseTable) -> MeanOne {
    type Tables = HashMap<(Family, u64), Arc<InverseTable>>;
    static TABLES: Mutex<Option<Tables>> = Mutex::new(None);
    let mut tables = TABLES.lock().unwrap_or_else(PoisonError::into_inner);
    let found = tables.get_or_insert_default().entry((family, cv.to_bits())).or_insert_with(|| Arc::new(table()));
    MeanOne(Some(Arc::clone(found)))
}

/// W = cv² X with X ~ Gamma(k), k = 1/cv².
///
/// ```text
/// E[W; W ≤ x] = P(k + 1, y) = P(k, y) - h/k,  y = x/cv²,  h = yᵏ exp(-y)/Γ(k)
/// ```
struct GammaTails {
    variance: f64,
    law: IncompleteGamma,
    /// The law of shape k + 1.
    weighted: IncompleteGamma,
}

impl GammaTails {
    fn new(variance: f64) -> Self {
        let shape = 1.0 / variance;
        Self { variance, law: IncompleteGamma::new(shape), weighted: IncompleteGamma::new(shape + 1.0) }
    }
}

impl Tails for GammaTails {
    fn lower_quantile(&self, v: f64) -> f64 {
        self.variance * self.law.lower_quantile(v)
    }

    fn upper_quantile(&self, v: f64) -> f64 {
        self.variance * self.law.upper_quantile(v)
    }

    fn mean_below(&self, x: f64, v: f64) -> f64 {
        if x <= 0.0 {
            return 0.0;
        }
        let y = x / self.variance;
        let left = v - self.variance * self.law.density(y);
        // Where the difference would lose two digits or more the function itself is worth its time.
        if left > 0.01 * v { left } else { self.weighted.cdf(y) }
    }

    fn mean_above(&self, x: f64, v: f64) -> f64 {
        if x > 0.0 { v + self.variance * self.law.density(x / self.variance) } else { 1.0 }
    }
}

/// W = exp(σ Z - σ²/2), Z standard normal.
///
/// ```text
/// E[W; W ≤ x] = Φ(z - σ),  z = ln(x)/σ + σ/2
/// ```
struct LognormalTails {
    sigma: f64,
}

impl LognormalTails {
    fn value(&self, z: f64) -> f64 {
        exp(self.sigma * (z - 0.5 * self.sigma))
    }

    fn score(&self, x: f64) -> f64 {
        ln(x) / self.sigma + 0.5 * self.sigma
    }
}

impl Tails for LognormalTails {
    fn lower_quantile(&self, v: f64) -> f64 {
        self.value(normal_quantile(v))
    }

    fn upper_quantile(&self, v: f64) -> f64 {
        self.value(-normal_quantile(v))
    }

    fn mean_below(&self, x: f64, _: f64) -> f64 {
        normal_cdf(self.score(x) - self.sigma)
    }

    fn mean_above(&self, x: f64, _: f64) -> f64 {
        normal_cdf(self.sigma - self.score(x))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_xoshiro::Xoshiro256PlusPlus;

    /// Kolmogorov and Smirnov's distance of `count` draws from a distribution function, times √n.
    fn distance(law: &MeanOne, count: u32, cdf: impl Fn(f64) -> f64) -> f64 {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(5);
        let mut values: Vec<f64> = (0..count).map(|_| law.sample(&mut random)).collect();
        values.sort_by(f64::total_cmp);
        let n = f64::from(count);
        let largest = (0..count).zip(&values).fold(0.0_f64, |most, (rank, &x)| {
            let rank = f64::from(rank);
            most.max((cdf(x) - rank / n).abs()).max((cdf(x) - (rank + 1.0) / n).abs())
        });
        largest * n.sqrt()
    }

    #[test]
    fn draws_follow_their_law() {
        // 1.95 is the 0.1% point of Kolmogorov's distribution; a million draws.
        for cv in [0.01, 0.25, 0.6, 0.9, 1.5, 4.0] {
            let variance: f64 = cv * cv;
            let gamma = IncompleteGamma::new(1.0 / variance);
            assert!(distance(&MeanOne::gamma(cv), 1_000_000, |x| gamma.cdf(x / variance)) < 1.95, "gamma {cv}");
            let tails = LognormalTails { sigma: variance.ln_1p().sqrt() };
            let cdf = |x| normal_cdf(tails.score(x));
            assert!(distance(&MeanOne::lognormal(cv), 1_000_000, cdf) < 1.95, "lognormal {cv}");
        }
    }

    #[test]
    fn the_table_itself_has_mean_one_and_the_variance_of_the_law() {
        // Midpoints of 2^20 equal parts of each tail, and the cells beyond them by their own chords.
        for (law, cv) in
            [0.05, 0.6, 0.9, 2.0].iter().flat_map(|&cv| [(MeanOne::gamma(cv), cv), (MeanOne::lognormal(cv), cv)])
        {
            let table = law.0.expect("not constant");
            let (mean, square) = table.moments();
            assert!((mean - 1.0).abs() < 1e-9, "{cv}: mean {mean}");
            let variance = square - mean * mean;
            assert!((variance / (cv * cv) - 1.0).abs() < 2e-3, "{cv}: variance {variance}");
        }
    }

    #[test]
    fn the_table_misses_the_distribution_function_by_less_than_it_says() {
        for cv in [0.05, 0.6, 0.9, 2.0] {
            let variance: f64 = cv * cv;
            let gamma = IncompleteGamma::new(1.0 / variance);
            let tails = LognormalTails { sigma: variance.ln_1p().sqrt() };
            let mut furthest = 0.0_f64;
            // Evenly spread over both tails: 52 bits of the word are a tail's probability, its lowest bit the tail.
            for step in 0..200_000_u64 {
                let (share, tail) = ((step * 2 + 1) << 43, step & 1);
                let v = (step as f64 * 2.0 + 1.0) / (1_u64 << 22) as f64;
                let word = (share & !1) | tail;
                let u = if tail == 0 { v } else { 1.0 - v };
                for (law, cdf) in [
                    (MeanOne::gamma(cv), &(|x: f64| gamma.cdf(x / variance)) as &dyn Fn(f64) -> f64),
                    (MeanOne::lognormal(cv), &|x| normal_cdf(tails.score(x))),
                ] {
                    let x = law.0.as_ref().map_or(1.0, |table| table.at(word));
                    furthest = furthest.max((cdf(x) - u).abs());
                }
            }
            assert!(furthest < 2e-5, "{cv}: {furthest}");
        }
    }

    #[test]
    fn a_column_holds_what_single_words_stand_for() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(6);
        let words: Vec<u64> = (0..10_007).map(|_| random.next_u64()).chain([0, 1, u64::MAX, u64::MAX - 1]).collect();
        for law in [MeanOne::gamma(0.6), MeanOne::lognormal(2.0), MeanOne::CONSTANT] {
            let mut values = vec![0.0; words.len()];
            law.fill(&words, 3.0, &mut values);
            for (&word, value) in words.iter().zip(values) {
                assert_eq!(value, 3.0 * law.0.as_ref().map_or(1.0, |table| table.at(word)));
            }
        }
    }

    #[test]
    fn laws_at_the_edge_stay_finite_and_positive() {
        for cv in [1e-9, 1e-6, 1e-3, 50.0, 1000.0] {
            for law in [MeanOne::gamma(cv), MeanOne::lognormal(cv)] {
                for word in [0, 1, 0xfff, 0x1000, 0x1001, u64::MAX, u64::MAX - 1, 1 << 63, (1 << 63) + 1] {
                    let x = law.0.as_ref().map_or(1.0, |table| table.at(word));
                    assert!(x.is_finite() && x >= 0.0, "{cv} {word}: {x}");
                }
            }
        }
        assert!(MeanOne::gamma(0.0).is_constant() && MeanOne::lognormal(f64::NAN).is_constant());
    }
}
