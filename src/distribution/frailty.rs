//! Samples how much a person's risk differs from the average, down to those who have next to none.

use super::severity::MeanOne;
use super::variates::open_uniform;
use crate::numeric::powf;

/// Variance from which a straight piece of the table, an eighth of an octave wide, is no picture of v to that power.
const STEEP: f64 = 4.0;

/// A gamma law of mean 1 and a given coefficient of variation.
///
/// Where people differ much, nearly all of them have next to no risk, and how little decides whether a near-certain event
/// reaches them: at a coefficient of variation of 5 and a chance of 99%, the risks that matter are about 10⁻⁵⁰. The straight
/// pieces of [`MeanOne`] do not follow a quantile function that steep, so such a law is drawn by its power law instead.
#[derive(Clone, Debug)]
pub struct Frailty {
    body: MeanOne,
    /// w, the variance, where it is steep.
    power: Option<f64>,
}

impl Frailty {
    /// By its coefficient of variation; always 1 when that is not above 0.
    ///
    /// ```text
    /// w = cv²;  w ≤ 4: Z by the table of its quantile function, which is near v^w for small v
    ///           w > 4: Z = (1 + w) B Uʷ,  B ~ Gamma(shape 1 + 1/w, mean 1),  U uniform
    /// ```
    /// The second is Stuart's (1962) identity: Gamma(k) is Gamma(k + 1) times a uniform number to the power 1/k.
    #[must_use]
    pub fn new(cv: f64) -> Self {
        let variance = cv * cv;
        if variance > STEEP {
            Self { body: MeanOne::gamma((1.0 + 1.0 / variance).sqrt().recip()), power: Some(variance) }
        } else {
            Self { body: MeanOne::gamma(cv), power: None }
        }
    }

    /// How many words of 64 random bits a person's risk takes.
    #[must_use]
    pub const fn words_each(&self) -> usize {
        if self.power.is_some() { 2 } else { 1 }
    }

    /// Replaces every entry of `values` by the risk of a person, from [`Frailty::words_each`] words for each.
    #[inline(always)]
    pub fn fill(&self, words: &[u64], values: &mut [f64]) {
        let (body, powers) = words.split_at(values.len());
        self.body.fill(body, 1.0 + self.power.unwrap_or(0.0), values);
        if let Some(w) = self.power {
            for (value, &word) in values.iter_mut().zip(powers) {
                *value *= powf(open_uniform(word), w);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;

    #[test]
    fn chances_average_to_what_the_law_says() {
        // E[exp(-h Z)] = (1 + w h)^(-1/w) = q for h = (q^(-w) - 1)/w; the same at 2h gives its variance. Half a million
        // people, within 4.5 standard errors: 1 in 150,000 for each of 40.
        let count = 500_000_u32;
        let mut values = vec![0.0; count as usize];
        for cv in [0.2, 0.6, 1.2, 1.5, 2.0, 2.01, 3.0, 5.0_f64] {
            let w = cv * cv;
            let law = Frailty::new(cv);
            let mut random = Xoshiro256PlusPlus::seed_from_u64(11);
            let words: Vec<u64> = (0..values.len() * law.words_each()).map(|_| random.next_u64()).collect();
            law.fill(&words, &mut values);
            assert!(values.iter().all(|value| *value >= 0.0), "{cv}: a negative risk");
            let n = f64::from(count);
            let mean = values.iter().sum::<f64>() / n;
            assert!((mean - 1.0).abs() < 4.5 * cv / n.sqrt(), "{cv}: mean {mean}");
            for q in [0.9, 0.5, 0.1, 0.01, 0.001_f64] {
                let hazard = (-w * q.ln()).exp_m1() / w;
                let found = values.iter().map(|value| (-hazard * value).exp()).sum::<f64>() / n;
                let variance = (1.0 + 2.0 * w * hazard).powf(-1.0 / w) - q * q;
                let z = (found - q) / (variance / n).sqrt();
                assert!(z.abs() < 4.5, "{cv} {q}: {found}, z = {z}");
            }
        }
    }

    #[test]
    fn everyone_is_alike_without_frailty() {
        let mut values = [0.0; 3];
        Frailty::new(0.0).fill(&[1, 2, 3], &mut values);
        assert_eq!(values, [1.0; 3]);
    }
}
