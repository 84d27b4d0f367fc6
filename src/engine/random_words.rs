//! Gives random words of one stream by the column: the first one by one, the rest from eight generators side by side.

use fearless_simd::{Level, Simd, SimdBase as _, dispatch, u64x8};
use rand::{Rng as _, SeedableRng as _};

use super::column::Column;
use super::stream::{Address, Block, Stream, StreamName, mix};
use super::vectors::{LANES, widest};
use crate::distribution::MeanOne;

/// Words that come one by one: for fewer, seeding eight generators would cost more than it saves.
const FEW: usize = 32;

/// The words of one stream, in an order that does not depend on how many are asked for at a time.
///
/// ```text
/// word i < 32    of one xoshiro256++
/// word i ≥ 32    of eight more, taken in turn
/// ```
#[derive(Clone, Debug)]
pub(super) struct Words {
    one: Stream,
    /// How many of the first are left.
    few: usize,
    key: u64,
    /// Seeded when the first have run out.
    lanes: Option<Lanes>,
    /// The last words of the eight, and how many of them are left.
    group: [u64; LANES],
    left: usize,
}

impl Words {
    /// The words of the stream `name` of block `block`.
    #[inline]
    pub(super) fn at(address: Address, block: Block, name: StreamName) -> Self {
        Self::new(address.key(block, name))
    }

    /// The stream that `key` names.
    #[inline]
    fn new(key: u64) -> Self {
        Self { one: Stream::seed_from_u64(key), few: FEW, key, lanes: None, group: [0; LANES], left: 0 }
    }

    /// The next `count`, in `words`.
    pub(super) fn draw<'a>(&mut self, count: usize, words: &'a mut Column<u64>) -> &'a [u64] {
        words.clear();
        let words = words.room(count);
        self.fill(words);
        words
    }

    /// Replaces `costs` by the next, of mean `unit_cost` and factors by `law`, with `words` as scratch.
    pub(super) fn price(&mut self, law: &MeanOne, unit_cost: f64, words: &mut Column<u64>, costs: &mut [f64]) {
        let words = if law.is_constant() { &[] } else { self.draw(costs.len(), words) };
        widest!(law.fill(words, unit_cost, costs));
    }

    /// Replaces `words` by the next.
    fn fill(&mut self, words: &mut [u64]) {
        let count = words.len();
        let few = count.min(self.few);
        let (first, rest) = words.split_at_mut(few);
        first.fill_with(|| self.one.next_u64());
        self.few -= few;
        if rest.is_empty() {
            return;
        }
        let lanes = self.lanes.get_or_insert_with(|| Lanes::seeded(self.key));
        let kept = rest.len().min(self.left);
        let (kept, rest) = rest.split_at_mut(kept);
        let from = LANES - self.left;
        kept.copy_from_slice(&self.group[from..from + kept.len()]);
        self.left -= kept.len();
        let (whole, rest) = rest.as_chunks_mut::<LANES>();
        lanes.fill(whole);
        if !rest.is_empty() {
            lanes.fill(std::slice::from_mut(&mut self.group));
            rest.copy_from_slice(&self.group[..rest.len()]);
            self.left = LANES - rest.len();
        }
    }
}

/// Eight generators xoshiro256++ (Blackman & Vigna 2021), word by word of their state.
#[derive(Clone, Debug)]
struct Lanes {
    state: [[u64; LANES]; 4],
}

impl Lanes {
    /// Seeded as one generator is, by the words of `SplitMix64` that follow its own four.
    fn seeded(key: u64) -> Self {
        const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut lanes = Self { state: [[0; LANES]; 4] };
        let mut seed = key.wrapping_add(GOLDEN.wrapping_mul(4));
        for word in lanes.state.as_flattened_mut() {
            *word = mix(seed);
            seed = seed.wrapping_add(GOLDEN);
        }
        lanes
    }

    /// Gives a word of each to every group.
    fn fill(&mut self, groups: &mut [[u64; LANES]]) {
        dispatch!(Level::new(), vectors => step(vectors, &mut self.state, groups));
    }
}

/// Written in vectors: of a plain loop over lanes the compiler makes none.
#[inline(always)]
fn step<V: Simd>(vectors: V, state: &mut [[u64; LANES]; 4], groups: &mut [[u64; LANES]]) {
    let [mut s0, mut s1, mut s2, mut s3] = state.map(|words| u64x8::from_slice(vectors, &words));
    for group in groups {
        let sum = s0 + s3;
        (((sum << 23) | (sum >> 41)) + s0).store_slice(group);
        let shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = (s3 << 45) | (s3 >> 19);
    }
    for (words, vector) in state.iter_mut().zip([s0, s1, s2, s3]) {
        vector.store_slice(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_do_not_depend_on_how_many_are_asked_for_at_a_time() {
        let mut whole = Column::default();
        Words::new(7).draw(1000, &mut whole);
        for sizes in [vec![1; 1000], vec![31, 1, 1, 7, 960], vec![33, 5, 0, 11, 951], vec![32, 8, 3, 2, 3, 952]] {
            let (mut words, mut joined, mut part) = (Words::new(7), Vec::new(), Column::default());
            for size in sizes {
                joined.extend_from_slice(words.draw(size, &mut part));
            }
            assert_eq!(joined, *whole);
        }
    }

    #[test]
    fn each_lane_is_the_generator_of_the_literature() {
        let mut words = Column::default();
        Words::new(11).draw(FEW + 20 * LANES, &mut words);
        let mut one = Stream::seed_from_u64(11);
        assert!(words[..FEW].iter().all(|&word| word == one.next_u64()));
        let Lanes { state } = Lanes::seeded(11);
        for lane in 0..LANES {
            let mut seed = [0; 32];
            for (bytes, word) in seed.as_chunks_mut::<8>().0.iter_mut().zip(state) {
                *bytes = word[lane].to_le_bytes();
            }
            let mut generator = Stream::from_seed(seed);
            for group in words[FEW..].as_chunks::<LANES>().0 {
                assert_eq!(group[lane], generator.next_u64(), "lane {lane}");
            }
        }
    }

    #[test]
    fn one_seed_gives_different_states_to_all() {
        let states = Lanes::seeded(3).state;
        let mut seen: Vec<u64> = states.into_iter().flatten().collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 4 * LANES);
    }
}
