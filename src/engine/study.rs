//! Simulates the people of an evaluation: fresh, engaged, of the segment that the publication names.
//!
//! What each of them avoids is handed on person by person, so that one reading of "as published" serves their mean and
//! whoever looks at them singly.

use crate::numeric::float;
use std::ops::Range;

use super::BLOCK;
use super::allocation::Allocation;
use super::bill::{Bills, untouched};
use super::counted::Many;
use super::draw_values::DrawValues;
use super::occurrence_list::{Batch, Book, HAPPENS, Occurrences, Scratch};
use super::occurrences;
use super::people::{People, Roll};
use super::prepared::Prepared;
use super::stream::{Address, Block};
use crate::model::{Published, PublishedCounting};

/// Mean per person of `published.people` people, counted as the publication counts, over occurrences within `over`.
pub(super) fn mean(
    prepared: &Prepared<'_>,
    drawn: &DrawValues,
    published: &Published,
    address: Address,
    people: &mut People,
    scratch: &mut Scratch,
) -> f64 {
    let mut total = 0.0;
    let mut left = published.people;
    let mut index = 0;
    while left > 0 {
        #[expect(clippy::cast_possible_truncation, reason = "not above the size of a block")]
        let count = left.min(BLOCK as u64) as usize;
        let block = Block::study(index);
        let roll = Roll { block, count, joining: (0.0, 0.0), segment: published.segment, all_engage: true };
        block_of(prepared, drawn, published, &roll, address, people, scratch, |_, avoided| total += avoided);
        left -= count as u64;
        index += 1;
    }
    total / float(published.people)
}

/// Simulates one block and hands `each` the person and amount of everything avoided, and, below zero, added.
#[expect(clippy::too_many_arguments, reason = "scratch is handed in so that nothing is allocated in the hot path")]
pub(super) fn block_of(
    prepared: &Prepared<'_>,
    drawn: &DrawValues,
    published: &Published,
    roll: &Roll,
    address: Address,
    people: &mut People,
    scratch: &mut Scratch,
    mut each: impl FnMut(usize, f64),
) {
    people.gather(prepared, drawn, roll, address);
    let mut reading = StudySink { prepared, drawn, published, people, each: &mut each };
    occurrences::simulate(prepared, drawn, people, roll.block, address, scratch, &mut reading);
    if published.counting == PublishedCounting::Credited {
        for event in 0..drawn.events.len() {
            added(prepared, drawn, published.over, event, roll, people, address, &mut each);
        }
    }
}

/// Counts prevented + knock_on + reduced + deferred of the occurrences within `over`, before or after credit.
struct StudySink<'a, F> {
    prepared: &'a Prepared<'a>,
    drawn: &'a DrawValues,
    published: &'a Published,
    people: &'a People,
    each: &'a mut F,
}

impl<F> StudySink<'_, F> {
    fn credit(&self, credited: usize) -> f64 {
        match self.published.counting {
            PublishedCounting::Gross => 1.0,
            PublishedCounting::Credited => self.drawn.events[credited].credit,
        }
    }

    /// The share that counts of what the support of `by` causes.
    fn blame(&self, by: usize) -> f64 {
        match self.published.counting {
            PublishedCounting::Gross => 1.0,
            PublishedCounting::Credited => self.drawn.events[by].caused(),
        }
    }
}

impl<F: FnMut(usize, f64)> StudySink<'_, F> {
    /// Counts those of a batch that fall within `over`, each so far.
    fn count(&mut self, batch: &Batch, share: f64) {
        let Allocation { person, time, .. } = &batch.placed;
        for ((&person, &time), &cost) in person.iter().zip(&**time).zip(&*batch.cost) {
            if time <= self.published.over {
                (self.each)(person as usize, share * cost);
            }
        }
    }
}

impl<F: FnMut(usize, f64)> Book for StudySink<'_, F> {
    fn prevented(&mut self, event: usize, batch: &Batch) {
        self.count(batch, self.credit(event));
    }

    fn caused(&mut self, event: usize, batch: &Batch) {
        self.count(batch, -self.blame(event));
    }

    fn kept(&mut self, event: usize, batch: &Batch) {
        let (credit, horizon) = (self.credit(event), self.prepared.model.horizon);
        let delay = self.prepared.model.events[event].support.delays;
        let within = (0..batch.cost.len()).filter(|&index| batch.placed.time[index] <= self.published.over);
        for index in within {
            let gone = delay > 0.0 && batch.placed.time[index] + delay > horizon;
            let share = if gone { 1.0 } else { batch.cut[index] };
            (self.each)(batch.placed.person[index] as usize, credit * share * batch.cost[index]);
        }
    }

    fn together(&self) -> Option<f64> {
        // Every time is asked: whether it lies within the period of the publication.
        None
    }

    fn many(&mut self, _: usize, _: Range<usize>, _: &Many, _: f64) {}

    fn unchanged(&mut self, _: usize, _: f64, _: f64) {}

    fn replaced(&mut self, event: usize, list: &Occurrences) {
        let values = &self.drawn.events[event];
        for index in (0..list.len()).filter(|&index| list.placed.time[index] <= self.published.over) {
            let person = list.placed.person[index] as usize;
            let cost = list.bill(self.prepared, values, index, 0.0, self.people.leaves(person)).cost(values);
            let credit = self.credit(list.credit[index] as usize);
            (self.each)(person, -cost * credit);
        }
    }

    fn listed(&mut self, event: usize, list: &Occurrences) {
        for index in (0..list.len()).filter(|&index| list.placed.time[index] <= self.published.over) {
            let person = list.placed.person[index] as usize;
            let credit = list.credit[index];
            let by = if list.has_caused() { list.caused[index] } else { HAPPENS };
            let Lives { without, reduced, saved } = self.lives(event, list, index, self.people.leaves(person));
            let mut counted = match (credit, by) {
                (HAPPENS, HAPPENS) => saved * self.credit(event),
                (HAPPENS, _) => reduced * self.credit(event),
                _ => without * self.credit(credit as usize),
            };
            if by != HAPPENS {
                // In full, less what is given back when it falls past the horizon.
                let given_back = if credit == HAPPENS { saved - reduced } else { 0.0 };
                counted -= (without - given_back) * self.blame(by as usize);
            }
            (self.each)(person, counted);
        }
    }
}

/// What an occurrence costs without support, £, and how much of that goes where support does not prevent it.
struct Lives {
    without: f64,
    /// What is cut and shortened.
    reduced: f64,
    /// The same with what is deferred.
    saved: f64,
}

impl<F> StudySink<'_, F> {
    fn lives(&self, event: usize, list: &Occurrences, index: usize, leaving: f64) -> Lives {
        let values = &self.drawn.events[event];
        if !values.stays.is_empty() {
            let bills = Bills::of(self.prepared, values, list, index, 0.0, leaving);
            let [without, unmoved] = [bills.without, bills.unmoved].map(|bill| bill.cost(values));
            return Lives { without, reduced: without - unmoved, saved: without - bills.moved_cost(values) };
        }
        let (without, later) = (list.cost[index], list.placed.time[index] + list.shift[index]);
        let reduced = list.cut[index] * without;
        let gone = list.shift[index] > 0.0 && (later > self.prepared.model.horizon || later >= leaving);
        Lives { without, reduced, saved: if gone { without } else { reduced } }
    }
}

/// Cost of the extra occurrences within `over` that support causes.
#[expect(clippy::too_many_arguments, reason = "scratch is handed in so that nothing is allocated in the hot path")]
fn added(
    prepared: &Prepared<'_>,
    drawn: &DrawValues,
    over: f64,
    event: usize,
    roll: &Roll,
    people: &People,
    address: Address,
    each: &mut impl FnMut(usize, f64),
) {
    let values = &drawn.events[event];
    if values.adds <= 0.0 {
        return;
    }
    let streams = &prepared.events[event];
    let mut severity = address.stream(roll.block, streams.add_cost);
    let mut length = address.stream(roll.block, streams.add_length);
    let mut extra = Allocation::default();
    people.add(values.adds, &mut address.stream(roll.block, streams.add), &mut extra);
    for (&person, &fraction) in extra.person.iter().zip(&*extra.time) {
        let (person, time) = (person as usize, fraction * prepared.model.horizon);
        if time <= over && time < people.leaves(person) {
            let factors = (streams.severity.sample(&mut severity), streams.stay.sample(&mut length));
            each(person, -untouched(prepared, values, 0.0, time, factors, people.leaves(person)).cost(values));
        }
    }
}
