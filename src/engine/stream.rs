//! Addresses random numbers: each is a pure function of (seed, draw, block of people, stream name).

use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::distribution::open_uniform;

/// The generator behind one address.
pub(super) type Stream = Xoshiro256PlusPlus;

/// A stream's name, hashed once before the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StreamName(u64);

impl StreamName {
    /// FNV-1a, 64 bits (Fowler, Noll & Vo), finished by the `SplitMix64` mixer.
    pub(super) fn new(name: &str) -> Self {
        let hash = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(mix(hash))
    }
}

/// Opens the streams of one draw.
#[derive(Clone, Copy, Debug)]
pub(super) struct Address {
    draw: u64,
}

impl Address {
    /// The streams of draw `draw` under `seed`.
    pub(super) fn new(seed: u64, draw: u64) -> Self {
        Self { draw: mix(mix(seed).wrapping_add(draw)) }
    }

    /// The stream `name` of block `block`.
    #[inline]
    pub(super) fn stream(self, block: Block, name: StreamName) -> Stream {
        Stream::seed_from_u64(self.key(block, name))
    }

    /// One number of the stream in (0, 1), never at either end: what a quantile function takes.
    #[inline]
    pub(super) fn open_uniform(self, block: Block, name: StreamName) -> f64 {
        open_uniform(mix(self.key(block, name)))
    }

    /// What seeds the stream.
    pub(super) const fn key(self, block: Block, name: StreamName) -> u64 {
        mix(mix(self.draw.wrapping_add(block.0)) ^ name.0)
    }
}

/// What a stream is for, beside its name: the evidence, a block of the cohort, or a block of a study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block(u64);

impl Block {
    /// The uncertain values of a draw.
    pub(super) const EVIDENCE: Self = Self(u64::MAX);

    /// What further case studies would find.
    pub(super) const FURTHER: Self = Self(u64::MAX - 1);

    /// The `index`-th block of people of the cohort.
    pub(super) const fn cohort(index: u64) -> Self {
        Self(index)
    }

    /// The `index`-th block of the people of an evaluation, who are not of the cohort.
    pub(super) const fn study(index: u64) -> Self {
        Self((1 << 62) + index)
    }

    /// The `index`-th block of people who are looked at one by one.
    pub(super) const fn singles(index: u64) -> Self {
        Self((1 << 61) + index)
    }

    /// The scrambles of the `epoch`-th stretch of Sobol points of a view; the address is that of the randomisation.
    pub(super) const fn scramble(view: u64, epoch: u64) -> Self {
        Self((1 << 59) + (epoch << 16) + view)
    }

    /// Choices that are made about data, not about people.
    pub(super) const CHOICE: Self = Self(1 << 60);
}

/// The `SplitMix64` step and finaliser (Steele, Lea & Flood 2014), a bijection of 64 bits.
pub(super) const fn mix(value: u64) -> u64 {
    let mut mixed = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A uniform number in [0, 1), of 53 bits.
#[inline]
pub(super) fn uniform(stream: &mut Stream) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    let numerator = (stream.next_u64() >> 11) as f64;
    numerator * (1.0 / 9_007_199_254_740_992.0)
}

/// A uniform number in (0, 1) from 32 random bits k: (k + ½) 2⁻³².
#[inline(always)]
pub(super) const fn fraction(bits: u32) -> f64 {
    const ONE: u64 = 1023 << 52;
    // The bits as the fraction of a number from 1 to 2: every step is exact.
    f64::from_bits(ONE | ((bits as u64) << 20)) - (1.0 - 1.0 / 8_589_934_592.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_one_stream_and_no_other() {
        let names = ["cohort.frailty", "events.eviction.cost"].map(StreamName::new);
        let mut seen = std::collections::HashSet::new();
        for seed in 0..4 {
            for draw in 0..50 {
                for block in [Block::EVIDENCE, Block::cohort(0), Block::cohort(1), Block::study(0)] {
                    for name in names {
                        let first = Address::new(seed, draw).stream(block, name).next_u64();
                        assert_eq!(first, Address::new(seed, draw).stream(block, name).next_u64());
                        assert!(seen.insert(first), "two addresses gave the same first word");
                    }
                }
            }
        }
    }

    #[test]
    fn streams_of_neighbouring_draws_are_uniform_and_uncorrelated() {
        let name = StreamName::new("events.eviction.probability");
        let first = |draw| Address::new(1, draw).open_uniform(Block::EVIDENCE, name);
        let count = 100_000_u32;
        let values: Vec<f64> = (0..u64::from(count)).map(first).collect();
        let mean = values.iter().sum::<f64>() / f64::from(count);
        // Standard error of a uniform mean: √(1/12/n).
        assert!((mean - 0.5).abs() < 4.0 * (1.0 / 12.0 / f64::from(count)).sqrt());
        let lagged =
            values.windows(2).map(|pair| (pair[0] - 0.5) * (pair[1] - 0.5)).sum::<f64>() * 12.0 / f64::from(count);
        // Standard error of a lag-one correlation of independent numbers: 1/√n.
        assert!(lagged.abs() < 4.0 / f64::from(count).sqrt());
    }
}
