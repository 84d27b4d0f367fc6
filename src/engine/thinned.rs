//! Simulates an event of which only the occurrences that support prevents, or causes, need a person and a time.
//!
//! ```text
//! rate          N ~ Poisson(expected occurrences of those who engage), likewise of the others
//!               M | N ~ Binomial(N, |A|), A the effect averaged over the horizon
//! probability   the same with N ~ Binomial(people, p); with frailty, N by a walk along the personal risks
//! a ≥ 0         M of the N are prevented; of those who engage N - M are cut or delayed, where they are (kept.rs)
//! -1 ≤ a < 0    M of the N are accompanied by a further one each
//! cost          one stream of W for the N: the first M are the prevented ones', the next those of the rest;
//!               another for the further ones
//! ```
//!
//! Which of N alike occurrences are prevented is of no consequence, so the first M are. A change of effect then moves M
//! but neither N nor any cost: common random numbers stay common.

use crate::numeric::{exp_m1, float};
use std::ops::Range;

use super::counted::{Many, many};
use super::draw_values::DrawnEvent;
use super::occurrence_list::{Batch, Book, Scratch};
use super::people::People;
use super::prepared::Prepared;
use super::random_words::Words;
use super::stream::{Address, Block, Stream, uniform};
use super::vectors::{LANES, add_up, widest};
use crate::distribution::{binomial, poisson};
use crate::model::Origin;

/// Occurrences that are placed and booked together: their columns fit in the processor's nearest cache.
const BATCH: usize = 512;

/// What a batch needs on its way to the book.
struct Way<'a, B> {
    prepared: &'a Prepared<'a>,
    event: usize,
    drawn: &'a DrawnEvent,
    severity: &'a mut Words,
    /// Where support does harm: of what costs are drawn that it causes.
    caused: Option<Words>,
    book: &'a mut B,
}

impl<B: Book> Way<'_, B> {
    /// Times and prices a batch, books it and empties it.
    fn send(&mut self, batch: &mut Batch) {
        if batch.placed.person.is_empty() {
            return;
        }
        let streams = &self.prepared.events[self.event];
        streams.timing.spread_prevented(&self.drawn.prevention, &mut batch.placed.time);
        let count = batch.placed.person.len();
        if let Some(caused) = &mut self.caused {
            batch.price(caused, &streams.severity, count, self.drawn.unit_cost);
            self.book.caused(self.event, batch);
        } else {
            batch.price(self.severity, &streams.severity, count, self.drawn.unit_cost);
            self.book.prevented(self.event, batch);
        }
        batch.placed.clear();
    }

    /// Times and prices a batch of those that happen all the same, books it and empties it.
    fn send_kept(&mut self, batch: &mut Batch) {
        let count = batch.placed.person.len();
        if count == 0 {
            return;
        }
        let streams = &self.prepared.events[self.event];
        batch.cut.clear();
        streams.timing.spread_kept(&self.drawn.kept, &mut batch.placed.time, batch.cut.room(count));
        batch.price(self.severity, &streams.severity, count, self.drawn.unit_cost);
        self.book.kept(self.event, batch);
        batch.placed.clear();
    }

    /// How many of so many happen all the same, of which support prevents, or accompanies, `met`: those that are changed, and
    /// those that are as they would have been.
    fn happen(&self, count: usize, met: usize) -> (usize, usize) {
        match (&self.caused, self.prepared.events[self.event].changed) {
            (Some(_), _) => (0, count),
            (None, true) => (count - met, 0),
            (None, false) => (0, count - met),
        }
    }

    /// Books `occurrences` of one cost on the people of `run` as counts.
    fn count(
        &mut self,
        many: &mut Many,
        run: Range<usize>,
        occurrences: usize,
        place: &mut Words,
        date: &mut Stream,
        release: Option<&mut Stream>,
    ) {
        let Some(joined) = self.book.together() else { return };
        let streams = &self.prepared.events[self.event];
        many.throw(occurrences, run.len(), place);
        many.date(self.prepared, &streams.timing, &self.drawn.prevention, joined, occurrences, date);
        if let Some(release) = release {
            many.list(self.prepared.plan.months_before, &streams.timing, joined, release);
        }
        self.book.many(self.event, run, many, self.drawn.unit_cost);
    }

    /// Books the occurrences that nobody prevents.
    fn rest(&mut self, batch: &mut Batch, count: usize) {
        let number = float(count);
        let mut factors = number;
        let law = &self.prepared.events[self.event].severity;
        if !law.is_constant() {
            let mut sums = [0.0; LANES];
            let mut left = count;
            while left > 0 {
                let size = left.min(BATCH);
                let cost = batch.price(self.severity, law, size, 1.0);
                widest!(add_up(&mut sums, cost, |cost| cost));
                left -= size;
            }
            factors = sums.iter().sum();
        }
        self.book.unchanged(self.event, number, self.drawn.unit_cost * factors);
    }
}

/// Simulates the spontaneous occurrences of one event in one block.
#[expect(clippy::too_many_arguments, reason = "scratch is handed in so that nothing is allocated in the hot path")]
pub(super) fn thinned(
    prepared: &Prepared<'_>,
    event: usize,
    drawn: &DrawnEvent,
    people: &People,
    block: Block,
    address: Address,
    severity: &mut Words,
    scratch: &mut Scratch,
    book: &mut impl Book,
) {
    let streams = &prepared.events[event];
    let mut occur = address.stream(block, streams.occur);
    let mut prevent = address.stream(block, streams.prevent);
    let mut place = Words::at(address, block, streams.place);
    let chance = drawn.prevention.chance();
    let caused = drawn.harms.then(|| Words::at(address, block, streams.caused_cost));
    let mut way = Way { prepared, event, drawn, severity, caused, book };
    let Scratch { batch, kept, runs, many: counts, .. } = scratch;
    batch.placed.clear();
    kept.placed.clear();
    let mut rest = 0;
    match prepared.model.events[event].origin {
        Origin::None => return,
        Origin::Rate(_) => {
            let (mut others, mut date) = (0.0, None);
            let mut release = prepared.pieces.as_ref().map(|_| address.stream(block, streams.release));
            let countable = people.risk.is_none() && streams.severity.is_constant() && way.book.together().is_some();
            let countable = countable && !drawn.harms;
            runs.clear();
            for cell in &people.cells {
                let hazard = drawn.hazard[cell.segment];
                let engaged = cell.engaged();
                let count = poisson(&mut occur, hazard * people.risk_of(&engaged));
                others += hazard * people.risk_of(&cell.others());
                let mut left = binomial(&mut prevent, count, chance);
                let (changed, same) = way.happen(count, left);
                rest += same;
                runs.push((cell.engaged(), changed));
                if countable && many(left, engaged.len()) {
                    // Opened once: a segment that began it anew would be dated by the numbers of the one before.
                    let date = date.get_or_insert_with(|| address.stream(block, streams.date));
                    way.count(counts, engaged, left, &mut place, date, release.as_mut());
                    continue;
                }
                while left > 0 {
                    let size = left.min(BATCH);
                    batch.placed.scatter(people, &engaged, size, &mut place);
                    way.send(batch);
                    left -= size;
                }
            }
            rest += poisson(&mut occur, others);
            for (run, left) in runs {
                while *left > 0 {
                    let size = BATCH.min(*left);
                    kept.placed.scatter(people, run, size, &mut place);
                    way.send_kept(kept);
                    *left -= size;
                }
            }
        }
        Origin::Probability(_) if people.risk.is_none() => {
            for cell in &people.cells {
                let probability = -exp_m1(-drawn.hazard[cell.segment]);
                let count = binomial(&mut occur, cell.engaged().len(), probability);
                let met = binomial(&mut prevent, count, chance);
                let (changed, same) = way.happen(count, met);
                rest += same + binomial(&mut occur, cell.others().len(), probability);
                if changed > 0 {
                    batch.placed.choose_parted(&cell.engaged(), met, &mut kept.placed, changed, &mut place);
                } else {
                    batch.placed.choose(&cell.engaged(), met, &mut place);
                }
            }
            way.send(batch);
            way.send_kept(kept);
        }
        Origin::Probability(_) => {
            for cell in &people.cells {
                let hazard = drawn.hazard[cell.segment];
                people.walk(cell.engaged(), hazard, &mut occur, |person| {
                    let met = uniform(&mut prevent) < chance;
                    let (changed, same) = way.happen(1, usize::from(met));
                    if met {
                        batch.placed.push(person);
                    }
                    if changed > 0 {
                        kept.placed.push(person);
                    }
                    rest += same;
                });
                people.walk(cell.others(), hazard, &mut occur, |_| rest += 1);
            }
            batch.placed.date(&mut place);
            way.send(batch);
            kept.placed.date(&mut place);
            way.send_kept(kept);
        }
    }
    way.rest(batch, rest);
}
