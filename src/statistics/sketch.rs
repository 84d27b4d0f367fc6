//! Counts values into bins narrower than 0.4%, so that quantiles of a billion people need no list of them.

use serde::{Deserialize, Serialize};

use super::float;
use super::sketch_bins::{BINS, bin, edges};

/// A mergeable log-linear histogram of integer counts.
///
/// A bin is the sign, the exponent and the first eight bits of the fraction of a number, so it is at most 1/256 as
/// wide as its lower edge. Magnitudes below 2⁻¹⁰ (about 0.001) share one bin next to zero, magnitudes from 2⁴⁰
/// (about 10¹²) share the last; zero is counted apart. Every bin keeps its least and its greatest value too, so that
/// quantiles are values that occur. Its state is counts and extremes only, so that merging in any order gives the same
/// bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sketch {
    #[serde(with = "sparse")]
    positive: Side,
    /// Empty until the first negative value.
    #[serde(with = "sparse")]
    negative: Side,
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
            positive: vec![EMPTY; BINS].into_boxed_slice(),
            negative: Side::default(),
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
            let bits = x.to_bits() * positive;
            let cell = &mut self.positive[bin(x)];
            *cell = [cell[0] + positive, cell[1].max(bits), cell[2].max(!bits * positive)];
            self.positive[0][2] = 0;
            self.zero += 1 - positive;
        }
    }

    /// Counts each of `values`, which must be finite.
    #[inline(always)]
    pub fn extend(&mut self, values: &[f64]) {
        const TOGETHER: usize = 8;
        let (groups, rest) = values.as_chunks::<TOGETHER>();
        let mut zeros = [0_u64; TOGETHER];
        let counts: &mut [Cell] = &mut self.positive;
        let below_zero = &mut self.negative;
        let (mut smallest, mut largest) = ([self.smallest; TOGETHER], [self.largest; TOGETHER]);
        for group in groups {
            let (mut bins, mut negative, mut below) = ([0; TOGETHER], [false; TOGETHER], false);
            for lane in 0..TOGETHER {
                let x = group[lane];
                smallest[lane] = if x < smallest[lane] { x } else { smallest[lane] };
                largest[lane] = if x > largest[lane] { x } else { largest[lane] };
                negative[lane] = x < 0.0;
                below |= x < 0.0;
                zeros[lane] += u64::from(x == 0.0);
                bins[lane] = bin(x.abs());
            }
            // Without a branch, since whether someone avoids anything cannot be foreseen: zeros fall into the first bin.
            if below {
                if below_zero.is_empty() {
                    *below_zero = vec![EMPTY; BINS].into_boxed_slice();
                }
                for lane in 0..TOGETHER {
                    let side: &mut [Cell] = if negative[lane] { &mut *below_zero } else { &mut *counts };
                    count(&mut side[bins[lane]], group[lane].abs().to_bits());
                }
                continue;
            }
            for lane in 0..TOGETHER {
                count(&mut counts[bins[lane]], group[lane].abs().to_bits());
            }
        }
        let zeros: u64 = zeros.iter().sum();
        self.positive[0][0] -= zeros;
        self.positive[0][2] = 0;
        if let Some(first) = self.negative.first_mut() {
            first[2] = 0;
        }
        self.zero += zeros;
        self.smallest = smallest.into_iter().fold(self.smallest, f64::min);
        self.largest = largest.into_iter().fold(self.largest, f64::max);
        rest.iter().for_each(|&x| self.add(x));
    }

    #[inline]
    fn add_negative(&mut self, magnitude: f64) {
        self.allow_negative();
        count(&mut self.negative[bin(magnitude)], magnitude.to_bits());
        self.negative[0][2] = 0;
    }

    /// Makes the bins of negative values.
    #[inline]
    fn allow_negative(&mut self) {
        if self.negative.is_empty() {
            self.negative = vec![EMPTY; BINS].into_boxed_slice();
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
    fn positive_in_use(&self) -> &[Cell] {
        in_use(&self.positive, self.largest)
    }

    /// The bins of negative values, by magnitude, up to that of the smallest.
    fn negative_in_use(&self) -> &[Cell] {
        in_use(&self.negative, -self.smallest)
    }

    /// Whether it has the bins that this program counts in, all of them between its extremes, as one that was read from
    /// a file may not.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let empty_beyond = |bins: &[Cell], used: &[Cell]| bins[used.len()..].iter().all(|&cell| cell == EMPTY);
        self.positive.len() == BINS
            && (self.negative.is_empty() || self.negative.len() == BINS)
            && empty_beyond(&self.positive, self.positive_in_use())
            && empty_beyond(&self.negative, self.negative_in_use())
    }

    /// How many values were counted.
    #[must_use]
    pub fn count(&self) -> u64 {
        let counted = self.positive_in_use().iter().chain(self.negative_in_use());
        self.zero + counted.map(|cell| cell[0]).sum::<u64>()
    }

    /// The bins that hold something, in ascending order: lower edge, upper edge, count. Zero is (0, 0).
    pub fn iter_bins(&self) -> impl Iterator<Item = (f64, f64, u64)> + '_ {
        self.bins().map(|bin| (bin.edges.0, bin.edges.1, bin.count))
    }

    /// The bins that hold something, in ascending order.
    fn bins(&self) -> impl Iterator<Item = Bin> + '_ {
        let negative = filled(self.negative_in_use()).rev().map(|bin| Bin {
            edges: (-bin.edges.1, -bin.edges.0),
            values: (-bin.values.1, -bin.values.0),
            ..bin
        });
        let zero = (self.zero > 0).then_some(Bin { edges: (0.0, 0.0), values: (0.0, 0.0), count: self.zero });
        negative.chain(zero).chain(filled(self.positive_in_use()))
    }

    /// The value at rank (n - 1) p, or the value of its bin that is nearest to it; exact at the extremes. NaN when nothing
    /// was counted.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        self.quantiles(&[p])[0]
    }

    /// [`Sketch::quantile`] of each of `levels`, in one pass over the bins.
    #[must_use]
    pub fn quantiles(&self, levels: &[f64]) -> Vec<f64> {
        self.resolved(levels).into_iter().map(|(value, _)| value).collect()
    }

    /// [`Sketch::quantile`] of each of `levels`, each with the standard error that its bin leaves: that of a value anywhere
    /// between the least and the greatest of it, none where these are one.
    #[must_use]
    pub fn resolved(&self, levels: &[f64]) -> Vec<(f64, f64)> {
        let mut above = 0;
        let ranked = self.bins().map(|bin| {
            above += bin.count;
            (bin, above)
        });
        let bins: Vec<(Bin, u64)> = ranked.collect();
        let Some(last) = bins.last().and_then(|&(_, above)| above.checked_sub(1)) else {
            return vec![(f64::NAN, f64::NAN); levels.len()];
        };
        let quantile = |&p: &f64| {
            if p <= 0.0 {
                return (self.smallest, 0.0);
            }
            let rank = p.min(1.0) * float(last);
            if rank >= float(last) {
                return (self.largest, 0.0);
            }
            let (Bin { values: (least, greatest), count, .. }, above) =
                bins[bins.partition_point(|&(_, above)| float(above) <= rank)];
            // The values of a bin lie evenly in it, each in the middle of its part.
            let place = (rank - float(above - count) + 0.5) / float(count);
            (if place < 0.5 { least } else { greatest }, (greatest - least) / 12.0_f64.sqrt())
        };
        levels.iter().map(quantile).collect()
    }

    /// Mean of the values as if each lay in the middle of its bin. NaN when nothing was counted.
    #[must_use]
    pub fn mean(&self) -> f64 {
        let total: f64 = self.iter_bins().map(|(low, high, count)| (low + high) / 2.0 * float(count)).sum();
        total / float(self.count())
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
        let all = float(bins.last().map_or(0, |&(_, _, _, above)| above));
        let fraction = |&x: &f64| {
            let begun = &bins[..bins.partition_point(|&(low, _, _, _)| low < x)];
            let Some(&(low, high, count, above)) = begun.last() else { return 0.0 / all };
            // Of the bins that begin below `x` only the last may reach beyond it.
            let inside = if high < x { 1.0 } else { (x - low) / (high - low) };
            (float(above - count) + float(count) * inside) / all
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
        let gained = |low: f64, high: f64, count: u64| (low + high) / 2.0 * float(count);
        let positive: Vec<_> = self.iter_bins().filter(|&(_, high, _)| high > 0.0).collect();
        let total: f64 = positive.iter().map(|&(low, high, count)| gained(low, high, count)).sum();
        if total <= 0.0 {
            return None;
        }
        let all = float(self.count());
        let share = |p: &f64| {
            let mut wanted = p.clamp(0.0, 1.0) * all;
            let mut brought = 0.0;
            for &(low, high, count) in positive.iter().rev() {
                let people = float(count);
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
}

/// Count, bits of the greatest magnitude, and complement of the bits of the least: larger bits are larger magnitudes, and an
/// empty bin is all zeros, memory that nobody need touch. Bin 0 keeps no least.
type Cell = [u64; 3];
/// The bins of one sign.
type Side = Box<[Cell]>;
/// A bin of nothing.
const EMPTY: Cell = [0; 3];

/// Counts a magnitude of these bits.
#[inline(always)]
fn count(cell: &mut Cell, bits: u64) {
    cell[0] += 1;
    // New extremes of a bin are rare, so that these branches cost nothing.
    if bits > cell[1] {
        cell[1] = bits;
    }
    if !bits > cell[2] {
        cell[2] = !bits;
    }
}

/// Writes the bins of a side that hold something, each with its place: most hold nothing.
mod sparse {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use super::{BINS, Cell, EMPTY, Side};

    pub(super) fn serialize<S: Serializer>(side: &Side, to: S) -> Result<S::Ok, S::Error> {
        let filled: Vec<(usize, Cell)> = side.iter().copied().enumerate().filter(|(_, cell)| *cell != EMPTY).collect();
        (side.len(), filled).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Side, D::Error> {
        let (length, filled) = <(usize, Vec<(usize, Cell)>)>::deserialize(from)?;
        if length > BINS {
            return Err(D::Error::custom("more bins than there are"));
        }
        let mut side = vec![EMPTY; length].into_boxed_slice();
        for (place, cell) in filled {
            *side.get_mut(place).ok_or_else(|| D::Error::custom("a bin beyond the last"))? = cell;
        }
        Ok(side)
    }
}

/// A bin that holds something.
#[derive(Clone, Copy, Debug)]
struct Bin {
    /// Lower and upper edge.
    edges: (f64, f64),
    /// Least and greatest of its values.
    values: (f64, f64),
    count: u64,
}

/// The bins of magnitudes up to `largest`, none where that is not above zero.
fn in_use(bins: &[Cell], largest: f64) -> &[Cell] {
    let used = if largest > 0.0 { bin(largest) + 1 } else { 0 };
    &bins[..used.min(bins.len())]
}

/// The bins of a side that hold something.
fn filled(cells: &[Cell]) -> impl DoubleEndedIterator<Item = Bin> + '_ {
    cells.iter().enumerate().filter(|(_, cell)| cell[0] > 0).map(|(index, &[count, greatest, least])| {
        let greatest = f64::from_bits(greatest);
        let least = if index == 0 { greatest } else { f64::from_bits(!least) };
        Bin { edges: edges(index), values: (least, greatest), count }
    })
}

fn add_counts(into: &mut [Cell], from: &[Cell]) {
    // Most bins hold nothing.
    for (into, from) in into.iter_mut().zip(from).filter(|(_, from)| from[0] > 0) {
        *into = [into[0] + from[0], into[1].max(from[1]), into[2].max(from[2])];
    }
}

#[cfg(test)]
#[path = "sketch_tests.rs"]
mod tests;
