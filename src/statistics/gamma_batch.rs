//! Evaluates the translated gamma laws of many draws side by side.

use super::TranslatedGamma;
use crate::numeric::{smooth_excess, smooth_ln, smooth_normal, widest};

/// Laws that are evaluated together.
const BATCH: usize = 64;
/// The least skewness that is told from none: the law's own correction is then below 1e-9.
const STRAIGHT: f64 = 1e-9;
/// No law knows what is further out.
const FAR: f64 = 1e6;

/// A batch of laws, column by column.
#[derive(Clone, Debug)]
struct Batch {
    score: [f64; BATCH],
    sd: [f64; BATCH],
    skewness: [f64; BATCH],
    chance: [f64; BATCH],
    density: [f64; BATCH],
}

/// P(X ≤ x) of each of `laws`, whose place and own x `amount` tells, to `chances`, of which there are as many; returns the
/// sum of the densities at x, which is nothing of what does not vary. As [`TranslatedGamma::at_most`] to nine digits.
pub fn at_most_of_each(laws: &[TranslatedGamma], amount: impl Fn(usize) -> f64, chances: &mut [f64]) -> f64 {
    of_each(laws, amount, false, chances)
}

/// P(X ≥ x) of each, likewise.
pub fn at_least_of_each(laws: &[TranslatedGamma], amount: impl Fn(usize) -> f64, chances: &mut [f64]) {
    of_each(laws, amount, true, chances);
}

/// The chances above or below, and the sum of densities.
fn of_each(laws: &[TranslatedGamma], amount: impl Fn(usize) -> f64, above: bool, chances: &mut [f64]) -> f64 {
    let side = if above { -1.0 } else { 1.0 };
    let mut batch = Batch {
        score: [0.0; BATCH],
        sd: [1.0; BATCH],
        skewness: [STRAIGHT; BATCH],
        chance: [0.0; BATCH],
        density: [0.0; BATCH],
    };
    let mut density = 0.0;
    for (part, (laws, chances)) in laws.chunks(BATCH).zip(chances.chunks_mut(BATCH)).enumerate() {
        let first = part * BATCH;
        for (place, law) in laws.iter().enumerate() {
            let x = amount(first + place);
            // What does not vary is put in afterwards.
            let score = if law.is_certain(x) { 0.0 } else { law.score(x) };
            (batch.score[place], batch.skewness[place]) = (score, law.skewness());
            batch.sd[place] = if law.is_certain(x) { f64::INFINITY } else { law.sd() };
        }
        widest!(batch.evaluate(side));
        chances.copy_from_slice(&batch.chance[..laws.len()]);
        density += batch.density[..laws.len()].iter().sum::<f64>();
        for (place, law) in laws.iter().enumerate().filter(|&(place, _)| batch.sd[place].is_infinite()) {
            let x = amount(first + place);
            chances[place] = if above { law.at_least(x) } else { law.at_most(x) };
        }
    }
    density
}

impl Batch {
    /// The chance below each score, or above it on `side` -1, and the density there: r* of [`TranslatedGamma`], and, by what it is made of,
    ///
    /// ```text
    /// φ(r)/(1 + y) = φ(r*)·z/r·e^(d²/2)/(1 + y),   d = r* - r,   e^(d²/2) to its second term
    /// ```
    #[inline(always)]
    fn evaluate(&mut self, side: f64) {
        for place in 0..BATCH {
            let (score, skewness) = (self.score[place], self.skewness[place]);
            let turn = if skewness < 0.0 { -1.0 } else { 1.0 };
            let z = turn * score;
            let z = if z > FAR { FAR } else { z };
            let z = if z < -FAR { -FAR } else { z };
            let skewness = skewness.abs();
            let skewness = if skewness > STRAIGHT { skewness } else { STRAIGHT };
            let root = 2.0 / skewness;
            let y = 0.5 * skewness * z;
            let inside = if y > -1.0 { y } else { -0.5 };
            let r = (2.0 * root * root * smooth_excess(inside)).sqrt();
            let r = if z < 0.0 { -r } else { r };
            let small = z.abs() < 1e-6;
            let r = if small { 1.0 } else { r };
            let ratio = if small { 1.0 } else { z / r };
            let ratio = if y > -1.0 { ratio } else { 1.0 };
            let change = if small { skewness / 6.0 } else { smooth_ln(ratio) / r };
            let star = if small { z + change } else { r + change };
            let star = if y > -1.0 { star } else { -40.0 };
            let (chance, density) = smooth_normal(side * turn * star);
            self.chance[place] = chance;
            self.density[place] = density * ratio * (1.0 + 0.5 * change * change) / ((1.0 + inside) * self.sd[place]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::IncompleteGamma;

    #[test]
    fn many_laws_are_evaluated_as_each_is() {
        let mut laws = Vec::new();
        for skewness in [-2.5, -0.7, -1e-4, 0.0, 1e-12, 1e-7, 0.01, 0.3, 1.0, 2.9] {
            for mean in [-40.0, 0.0, 3.0, 1e7] {
                for sd in [0.0, 1e-12, 0.5, 12.0, 3e5] {
                    laws.push(TranslatedGamma::new(mean, sd * sd, skewness * sd * sd * sd));
                }
            }
        }
        for x in [-1e9, -41.0, -0.2, 0.0, 3.0, 3.4, 9.0, 1e7, 1.02e7, 1e12] {
            let mut chances = vec![f64::NAN; laws.len()];
            at_least_of_each(&laws, |_| x, &mut chances);
            for (law, chance) in laws.iter().zip(&chances) {
                assert!((chance - law.at_least(x)).abs() < 1e-9, "{law:?} from {x}: {chance} {}", law.at_least(x));
            }
            at_most_of_each(&laws, |_| x, &mut chances);
            for (law, chance) in laws.iter().zip(&chances) {
                assert!((chance - law.at_most(x)).abs() < 1e-9, "{law:?} at {x}: {chance} {}", law.at_most(x));
            }
        }
    }

    #[test]
    fn the_density_is_that_of_the_gamma_law_but_for_stirling() {
        // φ(r)/(sd(1 + y)) is the gamma density times √(2π α) (α/e)^α/Γ(α + 1), which is 1 - 1/(12α) or so.
        for shape in [4.0, 30.0, 900.0] {
            let law = TranslatedGamma::new(shape, shape, 2.0 * shape);
            for z in [-1.5_f64, -0.4, 0.0, 1.0, 3.0] {
                let x = shape + z * shape.sqrt();
                // That of ln x, over x.
                let exact = IncompleteGamma::new(shape).density(x) / x;
                let density = at_most_of_each(&[law], |_| x, &mut [0.0]);
                // The next term of Stirling's series is 1/(288 α²), that of e^(d²/2) d⁴/8.
                let room = 1.0 / (200.0 * shape * shape) + 1e-9;
                assert!((density / exact - 1.0 - 1.0 / (12.0 * shape)).abs() < room, "{x}: {density} {exact}");
            }
        }
        // What does not vary has none.
        assert_eq!(at_most_of_each(&[TranslatedGamma::new(3.0, 0.0, 0.0)], |_| 3.0, &mut [0.0]), 0.0);
    }
}
