//! Books every occurrence of a draw by line of credit and year.

use crate::numeric::float;
use std::ops::Range;

use super::allocation::Allocation;
use super::bill::untouched;
use super::column::Column;
use super::counted::Many;
use super::draw_values::DrawValues;
use super::fates::Fates;
use super::occurrence_list::{Batch, Book, HAPPENS, Occurrences};
use super::people::People;
use super::prepared::Prepared;
use super::release::Saved;
use super::stream::{Address, Block};
use super::vectors::{LANES, add_up, share_out, widest};
use super::years::{sum_by_year, year_of};

/// What happened in one draw, before payers and cashable shares.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// How many years there are, the one for what runs on past the last followed month included.
    pub(super) years: usize,
    /// How many hold followed months.
    pub(super) followed: usize,
    /// Gross cash avoided, by line and year: delayed costs leave the year of t and enter that of t + d.
    pub(super) cash: Vec<f64>,
    /// The part prevented, knocked on or reduced, all in the year of t.
    pub(super) averted: Vec<f64>,
    /// `cash` and `added` by piece of a year, where anything is released.
    pub(super) saved: Saved,
    /// Present value of `cash`, by line.
    pub(super) present: Vec<f64>,
    /// Gross cost prevented (own line) or knocked on (others), by line; of what is caused, below zero.
    pub(super) prevented: Vec<f64>,
    /// Gross cash avoided later than the horizon of its person, by line.
    pub(super) past: Vec<f64>,
    /// Cost of added occurrences that is paid then.
    pub(super) added_past: f64,
    /// Gross cost caused that falls past the horizon after all, by line.
    pub(super) given_back: Vec<f64>,
    pub(super) events: Vec<EventSums>,
    /// Cost of added occurrences, by event and year.
    pub(super) added: Vec<f64>,
    /// Its present value, by event.
    pub(super) added_present: Vec<f64>,
    /// Present value by outcome.
    pub(super) outcomes: Vec<f64>,
    /// What budgets gain, by outcome and year.
    pub(super) gained: Vec<f64>,
    /// The part of it that is gained later than the horizon of its person.
    pub(super) gained_past: f64,
    /// Programme cost that follows the people, by payer and year.
    pub(super) following: Vec<f64>,
    /// Its present value.
    pub(super) following_present: f64,
    /// Avoided cost by segment.
    pub(super) segments: Vec<f64>,
    /// People by segment.
    pub(super) members: Vec<f64>,
    /// Avoided cost of each person of the current block.
    pub(super) person: Vec<f64>,
    /// The same before `added`; empty when nothing is added.
    pub(super) gain: Vec<f64>,
    /// Scratch: months from the start of the programme, one an occurrence.
    pub(super) moments: Column<f64>,
    /// Scratch: discount factor at joining, one a person.
    pub(super) factors: Vec<f64>,
    /// Scratch: cost by year of one batch, in several sums each.
    pub(super) yearly: Vec<f64>,
    /// Scratch: what becomes of the occurrences of one batch.
    pub(super) fates: Fates,
    /// Scratch: added occurrences.
    extra: Allocation,
}

/// A ledger open at one block of people.
pub(super) struct Booking<'a> {
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) drawn: &'a DrawValues,
    pub(super) people: &'a People,
    pub(super) ledger: &'a mut Ledger,
}

/// Sums of one event.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct EventSums {
    pub(super) occurrences: f64,
    pub(super) averted: f64,
    pub(super) without: f64,
    pub(super) reduced: f64,
    pub(super) deferred: f64,
}

impl Ledger {
    /// Opens an empty ledger.
    pub(super) fn open(&mut self, prepared: &Prepared<'_>) {
        let (plan, model) = (prepared.plan, prepared.model);
        self.years = plan.years.len();
        self.followed = plan.followed_years();
        zeros(&mut self.past, prepared.lines.list.len());
        self.added_past = 0.0;
        let lines = prepared.lines.list.len();
        zeros(&mut self.cash, lines * self.years);
        zeros(&mut self.averted, lines * self.years);
        self.saved.open(prepared);
        zeros(&mut self.present, lines);
        zeros(&mut self.prevented, lines);
        zeros(&mut self.given_back, lines);
        self.events.clear();
        self.events.resize(model.events.len(), EventSums::default());
        zeros(&mut self.added, model.events.len() * self.years);
        zeros(&mut self.added_present, model.events.len());
        zeros(&mut self.outcomes, model.outcomes.len());
        zeros(&mut self.gained, model.outcomes.len() * self.years);
        self.gained_past = 0.0;
        zeros(&mut self.following, plan.payers.len() * self.years);
        self.following_present = 0.0;
        zeros(&mut self.segments, model.cohort.segments.len());
        zeros(&mut self.members, model.cohort.segments.len());
    }

    /// Opens a page for each person of a block.
    pub(super) fn open_block(&mut self, people: &People) {
        zeros(&mut self.person, people.count);
    }

    /// The sum over the block's people of the square of what each avoids.
    pub(super) fn squares(&self) -> f64 {
        let mut sums = [0.0; LANES];
        widest!(add_up(&mut sums, &self.person, |avoided| avoided * avoided));
        sums.iter().sum()
    }

    /// Closes the pages of a block: what is added, what is achieved, and the sums by segment.
    pub(super) fn close_block(
        &mut self,
        prepared: &Prepared<'_>,
        drawn: &DrawValues,
        people: &People,
        block: Block,
        address: Address,
    ) {
        self.book_outcomes(prepared, drawn, people, block, address);
        self.book_funding(prepared, drawn, people);
        self.gain.clear();
        if prepared.adds {
            self.gain.extend_from_slice(&self.person);
            for event in 0..drawn.events.len() {
                self.book_added(prepared, drawn, people, block, address, event);
            }
        }
        for cell in &people.cells {
            let mut avoided = [0.0; LANES];
            widest!(add_up(&mut avoided, &self.person[cell.all()], |avoided| avoided));
            self.segments[cell.segment] += avoided.iter().sum::<f64>();
            self.members[cell.segment] += float(cell.all().len());
        }
    }

    /// Books `count` occurrences of `event`, of `cost` in all, that its own support prevented.
    fn spare(&mut self, event: usize, line: usize, count: f64, cost: f64) {
        let sums = &mut self.events[event];
        sums.occurrences += count;
        sums.averted += count;
        sums.without += cost;
        self.prevented[line] += cost;
    }

    /// Books the part of such a cost that falls in `year`.
    fn spare_in(&mut self, line: usize, year: usize, cost: f64) {
        self.cash[line * self.years + year] += cost;
        self.averted[line * self.years + year] += cost;
    }

    /// Turns the times of a batch into moments, and its costs into sums by year.
    pub(super) fn date(&mut self, prepared: &Prepared<'_>, people: &People, batch: &Batch) {
        let Allocation { person, time, .. } = &batch.placed;
        self.moments.clear();
        let moments = self.moments.room(time.len()).iter_mut().zip(&**time);
        match people.together {
            Some(joined) => widest!(for (moment, &time) in moments {
                *moment = joined + time;
            }),
            None => {
                for ((moment, &time), &person) in moments.zip(&**person) {
                    *moment = people.joined[person as usize] + time;
                }
            }
        }
        // Several sums for each year, taken in turn: one alone would have to wait for itself.
        zeros(&mut self.yearly, LANES * self.followed);
        let before = prepared.plan.months_before;
        widest!(sum_by_year(before, &self.moments, &batch.cost, &mut self.yearly));
    }

    /// Extra occurrences that support causes among those who engage: a Poisson process that no risk scales.
    fn book_added(
        &mut self,
        prepared: &Prepared<'_>,
        drawn: &DrawValues,
        people: &People,
        block: Block,
        address: Address,
        event: usize,
    ) {
        let values = &drawn.events[event];
        if values.adds <= 0.0 {
            return;
        }
        let streams = &prepared.events[event];
        let mut severity = address.stream(block, streams.add_cost);
        let mut length = address.stream(block, streams.add_length);
        let mut extra = std::mem::take(&mut self.extra);
        people.add(values.adds, &mut address.stream(block, streams.add), &mut extra);
        for (&person, &fraction) in extra.person.iter().zip(&*extra.time) {
            let person = person as usize;
            let time = fraction * prepared.model.horizon;
            let moment = people.joined[person] + time;
            let factor = streams.severity.sample(&mut severity);
            if time >= people.leaves(person) {
                continue;
            }
            let months = prepared.plan.months_before + moment;
            let cost = values.unit_cost * factor * values.growth.at(months);
            let year = year_of(months, self.followed);
            if let Some(pieces) = &prepared.pieces {
                self.saved.add(pieces, event, months, cost);
            }
            self.added[event * self.years + year] += cost;
            self.added_present[event] += cost * prepared.discount.at(moment);
            self.person[person] -= cost;
            if !values.stays.is_empty() {
                let (joined, factors) = (people.joined[person], (factor, streams.stay.sample(&mut length)));
                let bill = untouched(prepared, values, joined, time, factors, people.leaves(person));
                self.add_bill(prepared, event, values, joined, bill);
                self.person[person] -= bill.cost(values) - bill.lump;
            }
        }
        self.extra = extra;
    }
}

impl Booking<'_> {
    /// Enters the cost of a batch, `sign` times and credited so far, by year, by person and at present value; returns all
    /// of it.
    fn enter(&mut self, line: usize, batch: &Batch, sign: f64, credit: f64) -> f64 {
        let Self { prepared, people, ledger, .. } = self;
        ledger.date(prepared, people, batch);
        let total: f64 = ledger.yearly.iter().sum();
        for year in 0..ledger.followed {
            let cost: f64 = ledger.yearly[LANES * year..][..LANES].iter().sum();
            ledger.spare_in(line, year, sign * cost);
        }
        if let Some(pieces) = &prepared.pieces {
            for (&moment, &cost) in ledger.moments.iter().zip(&*batch.cost) {
                ledger.saved.save(pieces, line, prepared.plan.months_before + moment, sign * cost);
            }
        }
        ledger.present[line] += sign * widest!(prepared.discount.weigh(&ledger.moments, &batch.cost));
        share_out(&mut ledger.person, &batch.placed.person, &batch.cost, sign * credit);
        total
    }
}

impl Book for Booking<'_> {
    fn together(&self) -> Option<f64> {
        self.people.together
    }

    fn many(&mut self, event: usize, run: Range<usize>, many: &Many, cost: f64) {
        let Self { prepared, drawn, ledger, .. } = self;
        let line = prepared.lines.of(event, event);
        let count: f64 = many.years.iter().sum();
        ledger.spare(event, line, count, cost * count);
        for (year, &count) in many.years.iter().enumerate() {
            ledger.spare_in(line, year, cost * count);
        }
        ledger.present[line] += cost * many.factors;
        if let Some(pieces) = &prepared.pieces {
            for &months in &many.months {
                ledger.saved.save(pieces, line, months, cost);
            }
        }
        let credited = drawn.events[event].credit * cost;
        widest!(for (person, &count) in ledger.person[run].iter_mut().zip(&many.counts) {
            *person += credited * f64::from(count);
        });
    }

    fn prevented(&mut self, event: usize, batch: &Batch) {
        let line = self.prepared.lines.of(event, event);
        let total = self.enter(line, batch, 1.0, self.drawn.events[event].credit);
        self.ledger.spare(event, line, float(batch.cost.len()), total);
    }

    fn caused(&mut self, event: usize, batch: &Batch) {
        let line = self.prepared.lines.caused(event, event);
        let total = self.enter(line, batch, -1.0, self.drawn.events[event].caused());
        self.ledger.events[event].averted -= float(batch.cost.len());
        self.ledger.prevented[line] -= total;
    }

    fn kept(&mut self, event: usize, batch: &Batch) {
        self.change(event, batch);
    }

    fn unchanged(&mut self, event: usize, count: f64, cost: f64) {
        let sums = &mut self.ledger.events[event];
        sums.occurrences += count;
        sums.without += cost;
    }

    fn replaced(&mut self, event: usize, list: &Occurrences) {
        self.come_instead(event, list);
    }

    fn listed(&mut self, event: usize, list: &Occurrences) {
        if !self.drawn.events[event].stays.is_empty() {
            return self.stays(event, list);
        }
        let Self { prepared, drawn, people, ledger } = self;
        let horizon = prepared.model.horizon;
        let before = prepared.plan.months_before;
        let own = prepared.lines.of(event, event);
        let mut sums = EventSums { occurrences: float(list.len()), ..EventSums::default() };
        let caused = list.has_caused();
        for index in 0..list.len() {
            let cost = list.cost[index];
            if caused && list.caused[index] != HAPPENS {
                sums.occurrences -= 1.0;
                continue;
            }
            sums.without += cost;
            let (credit, cut, shift) = (list.credit[index], list.cut[index], list.shift[index]);
            if credit == HAPPENS && cut == 0.0 && shift == 0.0 {
                continue;
            }
            let person = list.placed.person[index] as usize;
            let (time, joined) = (list.placed.time[index], people.joined[person]);
            let moment = joined + time;
            let year = year_of(before + moment, ledger.followed);
            let factor = prepared.discount.at(moment);
            let line = if credit == HAPPENS { own } else { prepared.lines.of(event, credit as usize) };
            if let Some(pieces) = &prepared.pieces {
                ledger.saved.save(pieces, line, before + moment, cost);
            }
            if credit != HAPPENS {
                let credited = credit as usize;
                sums.averted += 1.0;
                ledger.prevented[line] += cost;
                ledger.cash[line * ledger.years + year] += cost;
                ledger.averted[line * ledger.years + year] += cost;
                ledger.present[line] += cost * factor;
                ledger.person[person] += drawn.events[credited].credit * cost;
                continue;
            }
            let cut = cut * cost;
            let left = cost - cut;
            sums.reduced += cut;
            ledger.averted[own * ledger.years + year] += cut;
            ledger.cash[own * ledger.years + year] += cost;
            ledger.present[own] += cost * factor;
            let mut avoided = cost;
            if time + shift > horizon || time + shift >= people.leaves(person) {
                sums.deferred += left;
            } else {
                avoided = cut;
                let later = year_of(before + moment + shift, ledger.followed);
                ledger.cash[own * ledger.years + later] -= left;
                if let Some(pieces) = &prepared.pieces {
                    ledger.saved.save(pieces, own, before + moment + shift, -left);
                }
                ledger.present[own] -= left * prepared.discount.at(moment + shift);
            }
            ledger.person[person] += drawn.events[event].credit * avoided;
        }
        let total = &mut ledger.events[event];
        total.occurrences += sums.occurrences;
        total.averted += sums.averted;
        total.without += sums.without;
        total.reduced += sums.reduced;
        total.deferred += sums.deferred;
        if caused {
            self.harm(event, list);
        }
    }
}

fn zeros(values: &mut Vec<f64>, count: usize) {
    values.clear();
    values.resize(count, 0.0);
}
