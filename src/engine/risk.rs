//! Holds the personal risks of a block, and finds the person at a place in their sum.

use crate::numeric::float;
use std::ops::Range;

use super::column::Column;
use super::random_words::Words;
use super::stream::fraction;
use super::vectors::widest;
use crate::distribution::Frailty;

/// The frailties of one block.
#[derive(Debug, Default)]
pub(super) struct Risk {
    /// Z of each person: beside a sum of thousands a small one cannot be told from nothing.
    pub(super) own: Vec<f64>,
    /// R, the sum of Z up to and including each person; then infinity, where every search ends.
    pub(super) cumulative: Vec<f64>,
    /// How many people's R lies before each of as many evenly spaced points as there are people: where a search
    /// begins, to end a step or so later (the guide table of Chen & Asau 1974).
    guide: Vec<u32>,
    /// Points of the guide per unit of risk.
    density: f64,
    /// Scratch: random words.
    words: Column<u64>,
}

/// Picks people of one run in proportion to their risk.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pick<'a> {
    risk: &'a Risk,
    last: usize,
    before: f64,
    sum: f64,
}

impl Risk {
    /// Draws the frailties of `count` people.
    pub(super) fn draw(&mut self, law: &Frailty, count: usize, stream: &mut Words) {
        self.own.resize(count, 0.0);
        let words = stream.draw(count * law.words_each(), &mut self.words);
        widest!(law.fill(words, &mut self.own));
        let mut sum = 0.0;
        self.cumulative.clear();
        self.cumulative.extend(self.own.iter().map(|risk| {
            sum += risk;
            sum
        }));
        self.cumulative.push(f64::INFINITY);
        self.density = if sum > 0.0 { float(count) / sum } else { 0.0 };
        // Counted, then summed up: no branch that a processor would have to guess.
        self.guide.clear();
        self.guide.resize(count + 2, 0);
        for person in 0..count {
            let point = self.point(self.cumulative[person], count);
            self.guide[point + 1] += 1;
        }
        let mut before = 0;
        for point in &mut self.guide {
            before += *point;
            *point = before;
        }
    }

    /// The last point of the guide up to a place.
    #[inline]
    fn point(&self, place: f64, count: usize) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not much beyond how many people")]
        let point = (place * self.density) as u32 as usize;
        point.min(count)
    }

    /// R up to but not including `person`.
    pub(super) fn before(&self, person: usize) -> f64 {
        if person == 0 { 0.0 } else { self.cumulative[person - 1] }
    }

    /// Σ Z over `people`.
    pub(super) fn sum(&self, people: &Range<usize>) -> f64 {
        if people.is_empty() { 0.0 } else { self.cumulative[people.end - 1] - self.before(people.start) }
    }

    /// Picks among `people`, of whom there are some.
    pub(super) fn among(&self, people: &Range<usize>) -> Pick<'_> {
        Pick { risk: self, last: people.end - 1, before: self.before(people.start), sum: self.sum(people) }
    }
}

impl Pick<'_> {
    /// Who owns the places that the upper halves of `words` stand for.
    pub(super) fn persons(&self, words: &[u64], persons: &mut [u32]) {
        const TOGETHER: usize = 64;
        let (mut places, mut points) = ([0.0; TOGETHER], [0; TOGETHER]);
        for (words, persons) in words.chunks(TOGETHER).zip(persons.chunks_mut(TOGETHER)) {
            widest!(self.aim(words, &mut places, &mut points));
            for ((person, &place), &point) in persons.iter_mut().zip(&places).zip(&points) {
                #[expect(clippy::cast_possible_truncation, reason = "a block is small")]
                let owner = self.owner(place, point as usize) as u32;
                *person = owner;
            }
        }
    }

    /// Turns words into places, and into the last points of the guide up to each or the ones before.
    #[inline(always)]
    fn aim(&self, words: &[u64], places: &mut [f64], points: &mut [u32]) {
        // Added to a number, it leaves the nearest whole one in the last bits.
        const WHOLE: f64 = 4_503_599_627_370_496.0;
        for ((place, point), &word) in places.iter_mut().zip(points).zip(words) {
            *place = self.before + fraction((word >> 32) as u32) * self.sum;
            let spot = *place * self.risk.density - 0.5;
            *point = ((if spot > 0.0 { spot } else { 0.0 }) + WHOLE).to_bits() as u32;
        }
    }

    /// Who owns the place at `fraction` of the run's risk.
    #[cfg(test)]
    fn person(&self, fraction: f64) -> usize {
        let place = self.before + fraction * self.sum;
        self.owner(place, self.risk.point(place, self.risk.own.len()))
    }

    /// Who owns a place: the first whose R lies beyond it, searched from a point of the guide that does not.
    #[inline]
    fn owner(&self, place: f64, point: usize) -> usize {
        let Risk { own, cumulative, guide, .. } = self.risk;
        let mut person = guide[point.min(own.len())] as usize;
        // Mostly a step or two are to go: they are taken without a branch.
        for _ in 0..3 {
            person += usize::from(cumulative[person] <= place);
        }
        while cumulative[person] <= place {
            person += 1;
        }
        // Rounding may carry the place past the run's end.
        person.min(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::stream::{Address, Block, StreamName};

    #[test]
    fn the_guide_finds_whom_a_plain_search_finds() {
        for (cv, count) in [(0.8, 500), (3.0, 2048), (0.1, 1), (50.0, 300)] {
            let mut risk = Risk::default();
            let mut stream = Words::at(Address::new(1, 2), Block::cohort(0), StreamName::new("risk"));
            risk.draw(&Frailty::new(cv), count, &mut stream);
            for run in [0..count, count / 3..count / 2 + 1] {
                let pick = risk.among(&run);
                for step in 0..10_000 {
                    let fraction = (f64::from(step) + 0.5) / 10_000.0;
                    let place = risk.before(run.start) + fraction * risk.sum(&run);
                    let plain = run.clone().find(|&person| risk.cumulative[person] > place).unwrap_or(run.end - 1);
                    assert_eq!(pick.person(fraction), plain, "{cv} {run:?} {fraction}");
                }
                let mut words = Column::default();
                let words = stream.draw(1000, &mut words);
                let mut persons = vec![0; words.len()];
                pick.persons(words, &mut persons);
                for (&person, &word) in persons.iter().zip(words) {
                    assert_eq!(person as usize, pick.person(super::fraction((word >> 32) as u32)));
                }
            }
        }
    }
}
