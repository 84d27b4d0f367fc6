//! Holds the occurrences of one block as columns, and names what takes them in.

use std::ops::Range;

use super::allocation::Allocation;
use super::column::Column;
use super::counted::Many;
use super::people::People;
use super::prepared::Prepared;
use super::random_words::Words;
use crate::distribution::MeanOne;

/// Nobody's support prevented this occurrence.
pub(super) const HAPPENS: u32 = u32::MAX;

/// Takes in what has been simulated.
pub(super) trait Book {
    /// When all of the block join, where of a time only its year and discount factor are asked.
    fn together(&self) -> Option<f64>;
    /// Occurrences of `event` at `cost` each that its own support prevented among the people of a run, as counts.
    fn many(&mut self, event: usize, run: Range<usize>, many: &Many, cost: f64);
    /// Occurrences of `event` that its own support prevented.
    fn prevented(&mut self, event: usize, batch: &Batch);
    /// Occurrences of `event` that its own support caused.
    fn caused(&mut self, event: usize, batch: &Batch);
    /// Occurrences of `event` that happen to people who engage, but may be cut or come later.
    fn kept(&mut self, event: usize, batch: &Batch);
    /// `count` occurrences of `event` at a total `cost` that are the same with and without support.
    fn unchanged(&mut self, event: usize, count: f64, cost: f64);
    /// Occurrences of `event` that come instead of what support prevents: `credit` says whose.
    fn replaced(&mut self, event: usize, list: &Occurrences);
    /// All other occurrences of `event`.
    fn listed(&mut self, event: usize, list: &Occurrences);
}

/// The occurrences of one event in one block, one entry each.
#[derive(Debug, Default)]
pub(super) struct Occurrences {
    /// Whose, and t, months since joining, without support.
    pub(super) placed: Allocation,
    /// Months by which it comes later with support.
    pub(super) shift: Vec<f64>,
    /// The event whose support prevented it, or [`HAPPENS`].
    pub(super) credit: Vec<u32>,
    /// The event whose harmful support caused it, so that it has no life without support, or [`HAPPENS`]; empty where
    /// nothing is caused.
    pub(super) caused: Vec<u32>,
    /// X, £; of an event with stays, the factor on all its costs.
    pub(super) cost: Vec<f64>,
    /// The factor on how long its stays last; empty where it has none.
    pub(super) length: Vec<f64>,
    /// b, the share cut off its cost.
    pub(super) cut: Vec<f64>,
    /// The share cut off the length of its stays; empty where it has none.
    pub(super) short: Vec<f64>,
}

/// Occurrences that support prevents, causes or changes, one entry each.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// Whose, and t.
    pub(super) placed: Allocation,
    /// X, £.
    pub(super) cost: Column<f64>,
    /// b, the share cut off the cost; of those that are changed alone.
    pub(super) cut: Column<f64>,
    /// Scratch: the random words of the costs.
    pub(super) words: Column<u64>,
}

impl Batch {
    /// Draws the costs of the next `count` occurrences, of mean `unit_cost` and factors by `law`.
    pub(super) fn price(&mut self, severity: &mut Words, law: &MeanOne, count: usize, unit_cost: f64) -> &[f64] {
        self.cost.clear();
        let cost = self.cost.room(count);
        severity.price(law, unit_cost, &mut self.words, cost);
        cost
    }
}

/// What one thread reuses from block to block.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// By event.
    pub(super) lists: Vec<Occurrences>,
    /// What comes instead of what is prevented, by event.
    pub(super) replaced: Vec<Occurrences>,
    pub(super) batch: Batch,
    /// Those that happen, of an event that is cut or delayed.
    pub(super) kept: Batch,
    /// How many of these there are in each run of people who engage.
    pub(super) runs: Vec<(Range<usize>, usize)>,
    pub(super) many: Many,
    /// The random words of costs.
    pub(super) words: Column<u64>,
}

impl Occurrences {
    /// How many.
    pub(super) fn len(&self) -> usize {
        self.placed.person.len()
    }

    /// Whether some of them are caused.
    pub(super) fn has_caused(&self) -> bool {
        !self.caused.is_empty()
    }

    /// Says of all that nothing has been said of that nobody caused them.
    pub(super) fn nobody_caused_the_rest(&mut self) {
        self.caused.resize(self.len(), HAPPENS);
    }

    /// Adds an occurrence `after` months after one of a parent's, if it falls within the horizon and its person is there, and
    /// says whether it does; who caused it is left to be said.
    pub(super) fn come_after(
        &mut self,
        prepared: &Prepared<'_>,
        people: &People,
        parents: &Self,
        parent: usize,
        after: f64,
    ) -> bool {
        let person = parents.placed.person[parent];
        let time = parents.placed.time[parent] + after;
        if time > prepared.model.horizon || time >= people.leaves(person as usize) {
            return false;
        }
        self.placed.person.push(person);
        self.placed.time.push(time);
        self.shift.push(parents.shift[parent]);
        self.credit.push(parents.credit[parent]);
        true
    }

    /// Adds an occurrence in the same way, caused by what caused the parent's.
    pub(super) fn come_of(
        &mut self,
        prepared: &Prepared<'_>,
        people: &People,
        parents: &Self,
        parent: usize,
        after: f64,
    ) {
        if self.come_after(prepared, people, parents, parent, after) && parents.has_caused() {
            self.caused.push(parents.caused[parent]);
        }
    }

    /// Empties the list.
    pub(super) fn clear(&mut self) {
        self.placed.clear();
        self.shift.clear();
        self.credit.clear();
        self.caused.clear();
        self.cost.clear();
        self.cut.clear();
        self.length.clear();
        self.short.clear();
    }
}
