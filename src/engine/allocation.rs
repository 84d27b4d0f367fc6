//! Chooses on whom occurrences fall, without a look at each person.
//!
//! ```text
//! scatter   a Poisson process over a block: its occurrences fall on people in proportion to their risk, one throw each
//! choose    a given number of different people, all equally likely
//! walk      everyone with chance 1 - exp(-h Z), each at most once, by exponential steps along the cumulative risk, or
//!           one by one where h is so large that nearly all are met
//! ```

use crate::numeric::float;
use std::ops::Range;

use rand::Rng as _;

use super::column::Column;
use super::people::People;
use super::random_words::Words;
use super::stream::{Stream, fraction};
use super::vectors::widest;
use crate::distribution::{exponential, poisson};

/// Hazard from which everyone is asked in turn: rounding of a sum of some thousand risks, 10⁻¹², is then no longer next to
/// nothing beside the risks that decide who is met.
const STEEP: f64 = 1e6;

/// Who and when: one entry an occurrence.
#[derive(Debug, Default)]
pub(super) struct Allocation {
    pub(super) person: Column<u32>,
    /// A uniform number, until it is turned into months since joining.
    pub(super) time: Column<f64>,
    /// Scratch: the random words of those being placed.
    words: Column<u64>,
    /// Scratch: who has been chosen already.
    marks: Vec<bool>,
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "a block is small")]
const fn narrow(person: usize) -> u32 {
    person as u32
}

impl Allocation {
    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.person.clear();
        self.time.clear();
    }

    /// Keeps those of whose person and time `kept` says so.
    pub(super) fn retain(&mut self, kept: impl Fn(usize, f64) -> bool) {
        let mut left = 0;
        for index in 0..self.person.len() {
            let (person, time) = (self.person[index], self.time[index]);
            self.person[left] = person;
            self.time[left] = time;
            left += usize::from(kept(person as usize, time));
        }
        self.person.drop_last(self.person.len() - left);
        self.time.drop_last(self.time.len() - left);
    }

    /// Places one occurrence on `person`, to be dated with the others.
    pub(super) fn push(&mut self, person: usize) {
        self.person.push(narrow(person));
    }

    /// Puts all that have not been dated at any time.
    pub(super) fn date(&mut self, stream: &mut Words) {
        let undated = self.person.len() - self.time.len();
        let words = stream.draw(undated, &mut self.words);
        for (time, &word) in self.time.room(undated).iter_mut().zip(words) {
            *time = late(word);
        }
    }

    fn add(&mut self, person: usize, word: u64) {
        self.person.push(narrow(person));
        self.time.push(late(word));
    }

    /// Throws `count` occurrences onto `run`, of people in proportion to their risk.
    pub(super) fn scatter(&mut self, people: &People, run: &Range<usize>, count: usize, stream: &mut Words) {
        if count == 0 {
            return;
        }
        let Self { person: persons, time: times, words, .. } = self;
        let words = stream.draw(count, words);
        let (persons, times) = (persons.room(count), times.room(count));
        match &people.risk {
            None => {
                let (start, members) = (narrow(run.start), run.len());
                widest!(for ((person, time), &word) in persons.iter_mut().zip(times).zip(words) {
                    *person = start + narrow(place(word, members));
                    *time = late(word);
                });
            }
            Some(risk) => {
                risk.among(run).persons(words, persons);
                widest!(for (time, &word) in times.iter_mut().zip(words) {
                    *time = late(word);
                });
            }
        }
    }

    /// Throws `count` occurrences onto `run`, whatever the risks.
    fn spread(&mut self, run: &Range<usize>, count: usize, stream: &mut Stream) {
        for _ in 0..count {
            let word = stream.next_u64();
            self.add(run.start + place(word, run.len()), word);
        }
    }

    /// Chooses `count` different people of `range`, all equally likely.
    pub(super) fn choose(&mut self, range: &Range<usize>, count: usize, stream: &mut Words) {
        // Beyond half it is quicker to choose those who are left out.
        let most = 2 * count > range.len();
        let mut wanted = if most { range.len() - count } else { count };
        self.marks.clear();
        self.marks.resize(range.len(), most);
        while wanted > 0 {
            let words = stream.draw(wanted, &mut self.words);
            let (persons, times) = (self.person.room(wanted), self.time.room(wanted));
            let mut new = 0;
            for &word in words {
                // Without a branch, as whether one is hit again cannot be foreseen: then the next takes the entry.
                let place = place(word, range.len());
                persons[new] = narrow(range.start + place);
                times[new] = late(word);
                new += usize::from(self.marks[place] == most);
                self.marks[place] = !most;
            }
            wanted -= new;
            let kept = if most { 0 } else { new };
            self.person.drop_last(words.len() - kept);
            self.time.drop_last(words.len() - kept);
        }
        if most {
            for (place, _) in self.marks.iter().enumerate().filter(|&(_, &chosen)| chosen) {
                self.person.push(narrow(range.start + place));
            }
            self.date(stream);
        }
    }
}

impl Allocation {
    /// Chooses `count` different people of `range` and, for another list, so many `others`, all equally likely.
    pub(super) fn choose_parted(
        &mut self,
        range: &Range<usize>,
        count: usize,
        others: &mut Self,
        number: usize,
        stream: &mut Words,
    ) {
        let from = others.person.len();
        others.choose(range, count + number, stream);
        // Where most are chosen they stand in order, and those at the front would always be the same.
        let most = 2 * (count + number) > range.len();
        let shuffled = if most { count } else { 0 };
        for index in 0..shuffled {
            let word = stream.draw(1, &mut others.words)[0];
            let chosen = place(word, count + number - index);
            others.person.swap(from + index, from + index + chosen);
        }
        // The last go to the first list: how late each falls hangs on nothing.
        let kept = others.person.len() - count;
        if most {
            others.person[from..].rotate_left(count);
        }
        self.person.room(count).copy_from_slice(&others.person[kept..]);
        self.time.room(count).copy_from_slice(&others.time[kept..]);
        others.person.drop_last(count);
        others.time.drop_last(count);
    }
}

/// The upper half of a word.
#[inline(always)]
pub(super) const fn upper(word: u64) -> u32 {
    (word >> 32) as u32
}

/// The lower half of a word.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
pub(super) const fn lower(word: u64) -> u32 {
    word as u32
}

/// A uniform number from the lower half of a word: when.
#[inline(always)]
const fn late(word: u64) -> f64 {
    fraction(lower(word))
}

/// One of `members`, by the upper half of a word (Lemire 2019; without his rejection, since 2,048/2³² bias nothing).
#[inline(always)]
pub(super) const fn place(word: u64, members: usize) -> usize {
    (((word >> 32) * members as u64) >> 32) as usize
}

impl People {
    /// Places what support adds: `expected` occurrences for each who engages, whatever the risk, at any time.
    pub(super) fn add(&self, expected: f64, stream: &mut Stream, extra: &mut Allocation) {
        extra.clear();
        for cell in &self.cells {
            let run = cell.engaged();
            let count = poisson(stream, expected * float(run.len()));
            extra.spread(&run, count, stream);
        }
    }

    /// Walks along the cumulative risk of `range`; `hit` is given everyone met, each once.
    ///
    /// ```text
    /// position ← position + E/hazard,  E ~ Exp(1);   person i owns (R[i-1], R[i]],  R[i] = Σ_{j ≤ i} Z[j]
    /// P(not met) = exp(-hazard · Z[i])
    /// ```
    pub(super) fn walk(&self, range: Range<usize>, hazard: f64, stream: &mut Stream, mut hit: impl FnMut(usize)) {
        let Some(risk) = &self.risk else { return };
        if hazard.is_nan() || hazard <= 0.0 || range.is_empty() {
            return;
        }
        if hazard.is_infinite() {
            range.for_each(hit);
            return;
        }
        if hazard > STEEP {
            range.filter(|&person| exponential(stream) < hazard * risk.own[person]).for_each(hit);
            return;
        }
        let mut person = range.start;
        let mut position = risk.before(person);
        loop {
            position += exponential(stream) / hazard;
            while risk.cumulative[person] <= position {
                person += 1;
                if person == range.end {
                    return;
                }
            }
            hit(person);
            position = risk.cumulative[person];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::stream::{Address, Block, StreamName};

    #[test]
    fn of_two_lists_nobody_is_on_both_and_all_are_as_likely_on_either() {
        let (range, rounds) = (3..23, 20_000_u32);
        // Few, and so many that those are chosen who are left out.
        for (count, number) in [(3, 4), (5, 12), (0, 9), (20, 0)] {
            let mut met = [[0_u32; 2]; 20];
            for round in 0..rounds {
                let mut stream = Words::at(Address::new(5, round.into()), Block::cohort(0), StreamName::new("who"));
                let (mut one, mut other) = (Allocation::default(), Allocation::default());
                one.choose_parted(&range, count, &mut other, number, &mut stream);
                assert_eq!((one.person.len(), other.person.len()), (count, number));
                assert_eq!((one.time.len(), other.time.len()), (count, number));
                let mut both: Vec<u32> = one.person.iter().chain(&*other.person).copied().collect();
                both.sort_unstable();
                both.dedup();
                assert_eq!(both.len(), count + number);
                one.person.iter().for_each(|&person| met[person as usize - range.start][0] += 1);
                other.person.iter().for_each(|&person| met[person as usize - range.start][1] += 1);
            }
            for (list, size) in [count, number].into_iter().enumerate() {
                let (chance, n) = (size as f64 / 20.0, f64::from(rounds));
                let sd = (n * chance * (1.0 - chance)).sqrt();
                // Five standard errors, for each of twenty people.
                assert!(
                    met.iter().all(|met| (f64::from(met[list]) - n * chance).abs() <= 5.0 * sd),
                    "{count} {number}"
                );
            }
        }
    }
}
