//! Counts values into bins narrower than 0.4%, so that quantiles of a billion people need no list of them.

use serde::{Deserialize, Serialize};

use super::sketch_bins::{BINS, bin, edges};

/// A mergeable log-linear histogram of integer counts.
///
/// A bin is the sign, the exponent and the first eight bits of the fraction of a number, so it is at most 1/256 as
/// wide as its lower edge. Magnitudes below 2⁻¹⁰ (about 0.001) share one bin next to zero, magnitudes from 2⁴⁰
/// (about 10¹²) share the last; zero is counted apart. Its state is counts and two extremes only, so that merging
/// in any order gives the same bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sketch {
    positive: Box<[u64]>,
    /// Empty until the first negative value.
    negative: Box<[u64]>,
    zero: u64,
    smallest: f64,
    largest: f64,
}

impl Default for Sketch {
    fn default() -> Self {
        Self::new()
    }
}

impl Sketch {
    /// A sketch of nothing.
    #[must_use]
    pub fn new() -> Self {
        Self {
            positive: vec![0; BINS].into_boxed_slice(),
            negative: Box::default(),
            zero: 0,
            smallest: f64::INFINITY,
            largest: f64::NEG_INFINITY,
        }
    }

    /// Counts `x`, which must be finite, in a few nanoseconds. (NaN would be counted as zero.)
    #[inline]
    pub fn add(&mut self, x: f64) {
        // New extremes are rare, so that these branches cost nothing.
        if x < self.smallest {
            self.smallest = x;
        }
        if x > self.largest {
            self.largest = x;
        }
        if x < 0.0 {
            self.add_negative(-x);
        } else {
            // Without a branch: whether someone avoids anything cannot be foreseen.
            let positive = u64::from(x > 0.0);
            self.positive[bin(x)] += positive;
            self.zero += 1 - positive;
        }
    }

    /// Counts each of `values`, which must be finite.
    #[inline(always)]
    pub fn extend(&mut self, values: &[f64]) {
        const TOGETHER: usize = 8;
        let (groups, rest) = values.as_chunks::<TOGETHER>();
        let mut zeros = 0;
        let (mut smallest, mut largest) = ([self.smallest; TOGETHER], [self.largest; TOGETHER]);
        for group in groups {
            let (mut bins, mut negative, mut below) = ([0; TOGETHER], [false; TOGETHER], false);
            for lane in 0..TOGETHER {
                let x = group[lane];
                smallest[lane] = if x < smallest[lane] { x } else { smallest[lane] };
                largest[lane] = if x > largest[lane] { x } else { largest[lane] };
                negative[lane] = x < 0.0;
                below |= x < 0.0;
                bins[lane] = bin(x.abs());
            }
            // Without a branch, since whether someone avoids anything cannot be foreseen: zeros fall into the first bin.
            if below {
                self.allow_negative();
                for lane in 0..TOGETHER {
                    let side = if negative[lane] { &mut self.negative } else { &mut self.positive };
                    side[bins[lane]] += 1;
                    zeros += u64::from(group[lane] == 0.0);
                }
                continue;
            }
            for lane in 0..TOGETHER {
                self.positive[bins[lane]] += 1;
                zeros += u64::from(group[lane] == 0.0);
            }
        }
        self.positive[0] -= zeros;
        self.zero += zeros;
        self.smallest = smallest.into_iter().fold(self.smallest, f64::min);
        self.largest = largest.into_iter().fold(self.largest, f64::max);
        rest.iter().for_each(|&x| self.add(x));
    }

    #[inline]
    fn add_negative(&mut self, magnitude: f64) {
        self.allow_negative();
        self.negative[bin(magnitude)] += 1;
    }

    /// Makes the bins of negative values.
    #[inline]
    fn allow_negative(&mut self) {
        if self.negative.is_empty() {
            self.negative = vec![0; BINS].into_boxed_slice();
        }
    }

    /// Adds all that `other` has counted.
    pub fn merge(&mut self, other: &Self) {
        if self.negative.is_empty() {
            self.negative.clone_from(&other.negative);
        } else {
            add_counts(&mut self.negative, other.negative_in_use());
        }
        add_counts(&mut self.positive, other.positive_in_use());
        self.zero += other.zero;
        self.smallest = self.smallest.min(other.smallest);
        self.largest = self.largest.max(other.largest);
    }

    /// The bins of positive values, up to that of the largest: half a sketch of people is memory that nobody touched.
    fn positive_in_use(&self) -> &[u64] {
        in_use(&self.positive, self.largest)
    }

    /// The bins of negative values, by magnitude, up to that of the smallest.
    fn negative_in_use(&self) -> &[u64] {
        in_use(&self.negative, -self.smallest)
    }

    /// Whether it has the bins that this program counts in, all of them between its extremes, as one that was read from
    /// a file may not.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let empty_beyond = |bins: &[u64], used: &[u64]| bins[used.len()..].iter().all(|&count| count == 0);
        self.positive.len() == BINS
            && (self.negative.is_empty() || self.negative.len() == BINS)
            && empty_beyond(&self.positive, self.positive_in_use())
            && empty_beyond(&self.negative, self.negative_in_use())
    }

    /// How many values were counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.zero + self.positive_in_use().iter().sum::<u64>() + self.negative_in_use().iter().sum::<u64>()
    }

    /// The bins that hold something, in ascending order: lower edge, upper edge, count. Zero is (0, 0).
    pub fn iter_bins(&self) -> impl Iterator<Item = (f64, f64, u64)> + '_ {
        let negative = filled(self.negative_in_use()).rev().map(|(index, count)| {
            let (low, high) = edges(index);
            (-high, -low, count)
        });
        let zero = (self.zero > 0).then_some((0.0, 0.0, self.zero));
        let positive = filled(self.positive_in_use()).map(|(index, count)| {
            let (low, high) = edges(index);
            (low, high, count)
        });
        negative.chain(zero).chain(positive)
    }

    /// The value at rank (n - 1) p, linear inside its bin; exact at the extremes. NaN when nothing was counted.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        self.quantiles(&[p])[0]
    }

    /// [`Sketch::quantile`] of each of `levels`, in one pass over the bins.
    #[must_use]
    pub fn quantiles(&self, levels: &[f64]) -> Vec<f64> {
        let bins = self.cumulated();
        let Some(last) = bins.last().and_then(|&(_, _, _, above)| above.checked_sub(1)) else {
            return vec![f64::NAN; levels.len()];
        };
        let quantile = |&p: &f64| {
            if p <= 0.0 {
                return self.smallest;
            }
            let rank = p.min(1.0) * as_float(last);
            if rank >= as_float(last) {
                return self.largest;
            }
            let (low, high, count, above) = bins[bins.partition_point(|&(_, _, _, above)| as_float(above) <= rank)];
            // The values of a bin lie evenly in it, each in the middle of its part.
            let place = (rank - as_float(above - count) + 0.5) / as_float(count);
            self.clamped(low + (high - low) * place.min(1.0))
        };
        levels.iter().map(quantile).collect()
    }

    /// Mean of the values as if each lay in the middle of its bin. NaN when nothing was counted.
    #[must_use]
    pub fn mean(&self) -> f64 {
        let total: f64 = self.iter_bins().map(|(low, high, count)| (low + high) / 2.0 * as_float(count)).sum();
        total / as_float(self.count())
    }

    /// The share of values below `x`, linear inside its bin. NaN when nothing was counted.
    #[must_use]
    pub fn fraction_below(&self, x: f64) -> f64 {
        self.fractions_below(&[x])[0]
    }

    /// [`Sketch::fraction_below`] of each of `edges`, in one pass over the bins.
    #[must_use]
    pub fn fractions_below(&self, edges: &[f64]) -> Vec<f64> {
        let bins = self.cumulated();
        let all = as_float(bins.last().map_or(0, |&(_, _, _, above)| above));
        let fraction = |&x: &f64| {
            let begun = &bins[..bins.partition_point(|&(low, _, _, _)| low < x)];
            let Some(&(low, high, count, above)) = begun.last() else { return 0.0 / all };
            // Of the bins that begin below `x` only the last may reach beyond it.
            let inside = if high < x { 1.0 } else { (x - low) / (high - low) };
            (as_float(above - count) + as_float(count) * inside) / all
        };
        edges.iter().map(fraction).collect()
    }

    /// The bins that hold something, each with the number of values up to its upper edge.
    fn cumulated(&self) -> Vec<(f64, f64, u64, u64)> {
        let mut above = 0;
        let bins = self.iter_bins().map(|(low, high, count)| {
            above += count;
            (low, high, count, above)
        });
        bins.collect()
    }

    /// [`Sketch::top_shares`] of one part.
    #[must_use]
    pub fn top_share(&self, p: f64) -> Option<f64> {
        Some(self.top_shares(&[p])?[0])
    }

    /// The share of the total of all positive values that the largest p of **all** values bring, zeros and negative
    /// values included in the head count, for each p of `parts`. `None` when there is no positive value.
    #[must_use]
    pub fn top_shares(&self, parts: &[f64]) -> Option<Vec<f64>> {
        let gained = |low: f64, high: f64, count: u64| (low + high) / 2.0 * as_float(count);
        let positive: Vec<_> = self.iter_bins().filter(|&(_, high, _)| high > 0.0).collect();
        let total: f64 = positive.iter().map(|&(low, high, count)| gained(low, high, count)).sum();
        if total <= 0.0 {
            return None;
        }
        let all = as_float(self.count());
        let share = |p: &f64| {
            let mut wanted = p.clamp(0.0, 1.0) * all;
            let mut brought = 0.0;
            for &(low, high, count) in positive.iter().rev() {
                let people = as_float(count);
                if people >= wanted {
                    // The largest of a bin's evenly spread values lie at its upper end.
                    brought += wanted * (high - (high - low) * (wanted / people) / 2.0);
                    break;
                }
                brought += gained(low, high, count);
                wanted -= people;
            }
            (brought / total).min(1.0)
        };
        Some(parts.iter().map(share).collect())
    }

    /// `value`, or the nearer of the extremes seen.
    fn clamped(&self, value: f64) -> f64 {
        value.max(self.smallest).min(self.largest)
    }
}

/// The bins of magnitudes up to `largest`, none where that is not above zero.
fn in_use(bins: &[u64], largest: f64) -> &[u64] {
    let used = if largest > 0.0 { bin(largest) + 1 } else { 0 };
    &bins[..used.min(bins.len())]
}

/// The bins that hold something, and how many each.
fn filled(counts: &[u64]) -> impl DoubleEndedIterator<Item = (usize, u64)> + '_ {
    counts.iter().copied().enumerate().filter(|&(_, count)| count > 0)
}

fn add_counts(into: &mut [u64], from: &[u64]) {
    for (into, from) in into.iter_mut().zip(from) {
        *into += from;
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts stay below 2^53")]
const fn as_float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
#[path = "sketch_tests.rs"]
mod tests;
