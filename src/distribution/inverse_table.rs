//! Draws from a law of mean 1 by one look-up in a table of its quantile function, whatever the family.

use super::variates::open_uniform;

/// Biased exponent of 2⁻⁴⁹, the tail probability below which one cell takes all.
const OUTER: u64 = 1023 - 49;
/// Biased exponent of 2⁻⁸, the tail probability from which cells are fine.
const FINE: u64 = 1023 - 8;
/// Biased exponent of ½, where the tails meet.
const HALF: u64 = 1023 - 1;
/// Bits of the fraction that tell coarse cells apart: 8 an octave.
const COARSE_BITS: u32 = 3;
/// Bits of the fraction that tell fine cells apart: 32 an octave.
const FINE_BITS: u32 = 5;
/// Cells below the fine ones: the outermost and the coarse.
const COARSE_CELLS: u64 = 1 + ((FINE - OUTER) << COARSE_BITS);
/// All cells of one tail.
const CELLS: usize = (COARSE_CELLS + ((HALF - FINE) << FINE_BITS)) as usize;

/// The two tails of a law of mean 1 on the positive numbers, each a function of its own small probability.
pub(super) trait Tails {
    /// The x with P(W ≤ x) = `v`.
    fn lower_quantile(&self, v: f64) -> f64;
    /// The x with P(W > x) = `v`.
    fn upper_quantile(&self, v: f64) -> f64;
    /// E[W; W ≤ x], where P(W ≤ x) = `v`.
    fn mean_below(&self, x: f64, v: f64) -> f64;
    /// E[W; W > x], where P(W > x) = `v`.
    fn mean_above(&self, x: f64, v: f64) -> f64;
}

/// A quantile function, straight within cells of tail probability.
///
/// ```text
/// v = min(u, 1 - u):  32 cells an octave of v from ½ to 2⁻⁸, 8 an octave from there to 2⁻⁴⁹, one beyond
/// W = a + b v within a cell;  a + b v̄ is the exact mean of W in the cell, b the slope of the chord (0 in the last)
/// ```
///
/// So the mean is exact, and the distribution function is off by less than 2·10⁻⁵ of probability: a test of
/// Kolmogorov and Smirnov would need some 10⁹ draws to see it.
#[derive(Debug)]
pub(super) struct InverseTable {
    /// (a, b), from the outermost cell to the median: the lower tail, then the upper.
    tails: Box<[[(f64, f64); CELLS]; 2]>,
}

impl InverseTable {
    /// Tabulates a law, in about a millisecond.
    pub(super) fn new(law: &impl Tails) -> Self {
        let lower = tabulate(|v| law.lower_quantile(v), |x, v| law.mean_below(x, v));
        let upper = tabulate(|v| law.upper_quantile(v), |x, v| law.mean_above(x, v));
        Self { tails: Box::new([lower, upper]) }
    }

    /// The value that a word of 64 random bits stands for: 1 bit names the tail, 52 its probability.
    #[inline]
    pub(super) fn at(&self, word: u64) -> f64 {
        let v = probability(word);
        let (a, b) = self.tails[(word & 1) as usize][cell(v) as usize];
        a + b * v
    }

    /// Replaces every entry of `values` by `scale` times the value of its word.
    #[inline(always)]
    pub(super) fn fill(&self, words: &[u64], scale: f64, values: &mut [f64]) {
        const TOGETHER: usize = 64;
        let tails = self.tails.as_flattened();
        let mut cells = [0_u32; TOGETHER];
        for (words, values) in words.chunks(TOGETHER).zip(values.chunks_mut(TOGETHER)) {
            // Arithmetic by vectors first, then the look-ups.
            for ((value, place), &word) in values.iter_mut().zip(&mut cells).zip(words) {
                *value = probability(word);
                *place = cell(*value) + CELLS as u32 * (word as u32 & 1);
            }
            let look_up = |value: f64, place: u32| {
                let (a, b) = tails[place as usize];
                scale * (a + b * value)
            };
            // A few at a time, so that the loop itself costs little.
            let (groups, rest) = values.as_chunks_mut::<8>();
            let (places, _) = cells.as_chunks::<8>();
            for (group, places) in groups.iter_mut().zip(places) {
                for lane in 0..8 {
                    group[lane] = look_up(group[lane], places[lane]);
                }
            }
            for (value, &place) in rest.iter_mut().zip(&cells[8 * groups.len()..]) {
                *value = look_up(*value, place);
            }
        }
    }

    /// Mean and mean square of the law as it is tabulated.
    #[cfg(test)]
    pub(super) fn moments(&self) -> (f64, f64) {
        let mut moments = (0.0, 0.0);
        for tail in &*self.tails {
            let mut low = 0.0;
            for (&(a, b), high) in tail.iter().zip(edges()) {
                let (width, middle) = (high - low, a + b * 0.5 * (low + high));
                moments.0 += width * middle;
                moments.1 += width * (middle * middle + b * b * (width * width) / 12.0);
                low = high;
            }
        }
        moments
    }
}

/// The probability of a tail that a word stands for, below ½.
#[inline(always)]
const fn probability(word: u64) -> f64 {
    open_uniform(word) * 0.5
}

/// The cell of a tail probability below ½.
#[inline(always)]
fn cell(v: f64) -> u32 {
    // The exponent and the first bits of the fraction; v is positive.
    let bits = (v.to_bits() >> 32) as i32;
    let fine = (bits >> (20 - FINE_BITS)) - ((FINE << FINE_BITS) - COARSE_CELLS) as i32;
    let coarse = (bits >> (20 - COARSE_BITS)) - ((OUTER << COARSE_BITS) - 1) as i32;
    // The two meet where the fine cells begin, and the steeper is the larger above that point only.
    fine.max(coarse).max(0) as u32
}

/// The tail probabilities between cells, ascending from that of the outermost.
fn edges() -> impl Iterator<Item = f64> {
    let octaves = |exponents: std::ops::Range<u64>, bits: u32| {
        exponents.flat_map(move |exponent| {
            (0..1_u64 << bits).map(move |part| f64::from_bits((exponent << 52) + (part << (52 - bits))))
        })
    };
    octaves(OUTER..FINE, COARSE_BITS).chain(octaves(FINE..HALF, FINE_BITS)).chain(std::iter::once(0.5))
}

/// The cells of one tail, from its quantile function and E[W; W beyond a point].
fn tabulate(quantile: impl Fn(f64) -> f64, mean_beyond: impl Fn(f64, f64) -> f64) -> [(f64, f64); CELLS] {
    let mut cells = [(0.0, 0.0); CELLS];
    let (mut low, mut x_low, mut beyond_low) = (0.0, f64::NAN, 0.0);
    for (index, high) in edges().enumerate() {
        let x_high = quantile(high);
        let beyond_high = mean_beyond(x_high, high);
        let width = high - low;
        let mean = (beyond_high - beyond_low) / width;
        cells[index] = if index == 0 {
            (mean, 0.0)
        } else {
            // Rounding must not carry the mean of a narrow cell out of it.
            let mean = mean.clamp(x_low.min(x_high), x_low.max(x_high));
            let slope = (x_high - x_low) / width;
            (mean - slope * 0.5 * (low + high), slope)
        };
        (low, x_low, beyond_low) = (high, x_high, beyond_high);
    }
    cells
}
