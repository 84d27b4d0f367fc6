//! Works out what a number of occurrences save: the law of one on a grid of £, its convolutions, and laws of how many there
//! are.

use statrs::function::gamma::ln_gamma;

/// How finely starts and lengths are cut for the midpoint rule.
const PARTS: u32 = 400;

/// The midpoints of `span` in equal parts, each with its chance.
pub(crate) fn starts(span: f64) -> impl Iterator<Item = (f64, f64)> {
    let parts = f64::from(PARTS);
    (0..PARTS).map(move |part| (1.0 / parts, span * (f64::from(part) + 0.5) / parts))
}

pub(crate) fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len() as f64;
    values.sum::<f64>() / count
}

/// The chances of what one occurrence saves, in equal steps from nothing up to a target; what is not in them reaches it.
pub(crate) struct Sizes {
    chances: Vec<f64>,
}

impl Sizes {
    /// Of `saved`, £ with their chances, in `cells` steps up to `amount`. What chances leave of 1 saves nothing.
    pub(crate) fn new(amount: f64, cells: usize, saved: impl Iterator<Item = (f64, f64)>) -> Self {
        let mut chances = vec![0.0; cells + 1];
        chances[0] = 1.0;
        for (chance, saved) in saved {
            assert!(saved >= 0.0, "£{saved} is no size on this grid");
            // Between two steps, so that the mean is kept.
            let at = (saved / amount * cells as f64).min(cells as f64);
            let (cell, part) = (at.floor() as usize, at.fract());
            chances[0] -= chance;
            chances[cell] += chance * (1.0 - part);
            chances[(cell + 1).min(cells)] += chance * part;
        }
        chances.truncate(cells);
        Self { chances }
    }

    /// The law of what so many occurrences save together, by step; what is not in it reaches the target.
    pub(crate) fn sum(&self, counts: &[f64]) -> Vec<f64> {
        let mut together = vec![0.0; self.chances.len()];
        let mut sum = vec![0.0; self.chances.len()];
        sum[0] = 1.0;
        for count in counts {
            for (cell, chance) in together.iter_mut().zip(&sum) {
                *cell += count * chance;
            }
            sum = self.and_one_more(&sum);
        }
        together
    }

    fn and_one_more(&self, sum: &[f64]) -> Vec<f64> {
        (0..sum.len()).map(|cell| (0..=cell).map(|part| self.chances[part] * sum[cell - part]).sum()).collect()
    }

    /// The chances that 0, 1, … `most` occurrences reach the target.
    pub(crate) fn tails(&self, most: usize) -> Vec<f64> {
        let mut sum = vec![0.0; self.chances.len()];
        sum[0] = 1.0;
        let tail = |sum: &[f64]| 1.0 - sum.iter().sum::<f64>();
        let mut tails = vec![tail(&sum)];
        for _ in 0..most {
            sum = self.and_one_more(&sum);
            tails.push(tail(&sum));
        }
        tails
    }
}

/// The chance to reach a target whose tails by number of occurrences are `tails`; more than they tell of reach it.
pub(crate) fn chance(counts: &[f64], tails: &[f64]) -> f64 {
    let beyond: f64 = counts.iter().skip(tails.len()).sum();
    let missed = beyond * (1.0 - tails[tails.len() - 1]);
    assert!(missed < 1e-6, "more than {} occurrences matter: {missed}", tails.len() - 1);
    counts.iter().enumerate().map(|(count, chance)| chance * tails.get(count).copied().unwrap_or(1.0)).sum()
}

fn ln_choose(n: f64, k: f64) -> f64 {
    ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0)
}

pub(crate) fn binomial(n: u64, p: f64) -> Vec<f64> {
    let of = |k: f64| (ln_choose(n as f64, k) + k * p.ln() + (n as f64 - k) * (1.0 - p).ln()).exp();
    (0..=n).map(|k| of(k as f64)).collect()
}

/// Binomial with a chance of Beta(α, β).
pub(crate) fn beta_binomial(n: u64, α: f64, β: f64) -> Vec<f64> {
    let ln_beta = |a: f64, b: f64| ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
    let of = |k: f64| (ln_choose(n as f64, k) + ln_beta(α + k, β + n as f64 - k) - ln_beta(α, β)).exp();
    (0..=n).map(|k| of(k as f64)).collect()
}

/// Up to where nothing is left.
pub(crate) fn poisson(rate: f64) -> Vec<f64> {
    let last = (rate + 12.0 * rate.sqrt()) as u32 + 20;
    (0..=last).map(|k| (f64::from(k) * rate.ln() - rate - ln_gamma(f64::from(k) + 1.0)).exp()).collect()
}
