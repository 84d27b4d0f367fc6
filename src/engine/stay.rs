//! Books occurrences whose cost runs over time, and what comes instead of those that support prevents.
//!
//! ```text
//! prevented      all that it would have cost, where it would have run
//! still happens  reduced  = without - unmoved      both where they run without a delay
//!                deferred = unmoved - moved        nought unless the delay takes it past what is counted
//!                cash     = without - moved        each where it runs
//! caused         the same with the opposite sign and the credit of harm, before it is cut and delayed like any other
//! ```

use super::bill::{Bill, Bills, untouched};
use super::draw_values::DrawnEvent;
use super::ledger::{Booking, Ledger};
use super::occurrence_list::{HAPPENS, Occurrences};
use super::prepared::Prepared;
use super::years::parts_by_year;

/// Where a bill is booked, and as how much of it: 1, or -1 for what is taken off.
#[derive(Clone, Copy, Debug)]
struct Posting {
    line: usize,
    /// Months from the start of the programme to joining.
    joined: f64,
    sign: f64,
}

impl Booking<'_> {
    /// Books the occurrences of an event whose cost runs over time.
    pub(super) fn stays(&mut self, event: usize, list: &Occurrences) {
        for index in 0..list.len() {
            let caused = list.caused.get(index).copied().unwrap_or(HAPPENS);
            if caused == HAPPENS {
                self.natural(event, list, index)
            } else {
                self.further(event, caused as usize, list, index)
            }
        }
    }

    /// Books an occurrence that there is without support.
    fn natural(&mut self, event: usize, list: &Occurrences, index: usize) {
        let Self { prepared, drawn, people, ledger } = self;
        let values = &drawn.events[event];
        let person = list.placed.person[index] as usize;
        let bills = Bills::of(prepared, values, list, index, people.joined[person], people.leaves(person));
        let full = bills.without.cost(values);
        let sums = &mut ledger.events[event];
        sums.occurrences += 1.0;
        sums.without += full;
        let credit = list.credit[index];
        let line = prepared.lines.of(event, if credit == HAPPENS { event } else { credit as usize });
        let posting = Posting { line, joined: people.joined[person], sign: 1.0 };
        if credit != HAPPENS {
            sums.averted += 1.0;
            ledger.prevented[line] += full;
            ledger.book(prepared, values, posting, bills.without);
            ledger.person[person] += drawn.events[credit as usize].credit * full;
            return;
        }
        if list.cut[index] == 0.0 && list.short[index] == 0.0 && list.shift[index] == 0.0 {
            return;
        }
        let (unmoved, moved) = (bills.unmoved.cost(values), bills.moved_cost(values));
        sums.reduced += full - unmoved;
        sums.deferred += unmoved - moved;
        let less = Posting { sign: -1.0, ..posting };
        ledger.avert_bill(prepared, values, posting, bills.without);
        ledger.avert_bill(prepared, values, less, bills.unmoved);
        ledger.post(prepared, values, posting, bills.without);
        if let Some(bill) = bills.moved {
            ledger.post(prepared, values, less, bill);
        }
        ledger.person[person] += values.credit * (full - moved);
    }

    /// Books a further occurrence, which the support of `by` caused.
    fn further(&mut self, event: usize, by: usize, list: &Occurrences, index: usize) {
        let Self { prepared, drawn, people, ledger } = self;
        let values = &drawn.events[event];
        let person = list.placed.person[index] as usize;
        let bills = Bills::of(prepared, values, list, index, people.joined[person], people.leaves(person));
        let full = bills.without.cost(values);
        let blamed = drawn.events[by].caused();
        let joined = people.joined[person];
        let line = prepared.lines.caused(event, by);
        let caused = Posting { line, joined, sign: -1.0 };
        ledger.events[event].averted -= 1.0;
        ledger.prevented[line] -= full;
        ledger.book(prepared, values, caused, bills.without);
        ledger.person[person] -= blamed * full;
        let credit = list.credit[index];
        if credit != HAPPENS {
            let credited = credit as usize;
            let gain = Posting { line: prepared.lines.of(event, credited), joined, sign: 1.0 };
            ledger.events[event].averted += 1.0;
            ledger.prevented[gain.line] += full;
            ledger.book(prepared, values, gain, bills.without);
            ledger.person[person] += drawn.events[credited].credit * full;
            return;
        }
        let (unmoved, moved) = (bills.unmoved.cost(values), bills.moved_cost(values));
        let gain = Posting { line: prepared.lines.of(event, event), joined, sign: 1.0 };
        let less = Posting { sign: -1.0, ..gain };
        ledger.events[event].reduced += full - unmoved;
        for (posting, bill) in [(gain, bills.without), (less, bills.unmoved)] {
            ledger.book(prepared, values, posting, bill);
        }
        ledger.person[person] += values.credit * (full - unmoved);
        if list.shift[index] == 0.0 {
            return;
        }
        ledger.post(prepared, values, Posting { sign: 1.0, ..caused }, bills.unmoved);
        if let Some(bill) = bills.moved {
            ledger.post(prepared, values, caused, bill);
        }
        ledger.given_back[line] += unmoved - moved;
        ledger.person[person] += blamed * (unmoved - moved);
    }

    /// Books occurrences of `event` that come instead of what support prevents.
    pub(super) fn come_instead(&mut self, event: usize, list: &Occurrences) {
        let Self { prepared, drawn, people, ledger } = self;
        let values = &drawn.events[event];
        for index in 0..list.len() {
            let person = list.placed.person[index] as usize;
            let by = list.credit[index] as usize;
            let bill = list.bill(prepared, values, index, people.joined[person], people.leaves(person));
            let cost = bill.cost(values);
            let posting =
                Posting { line: prepared.lines.replaced(event, by), joined: people.joined[person], sign: -1.0 };
            ledger.events[event].averted -= 1.0;
            ledger.prevented[posting.line] -= cost;
            ledger.book(prepared, values, posting, bill);
            ledger.person[person] -= drawn.events[by].credit * cost;
        }
    }
}

impl Occurrences {
    /// What the occurrence `index` of `event` costs where support does nothing to it, to someone who joined at `joined`.
    pub(super) fn bill(
        &self,
        prepared: &Prepared<'_>,
        event: &DrawnEvent,
        index: usize,
        joined: f64,
        leaving: f64,
    ) -> Bill {
        let start = self.placed.time[index];
        match self.length.get(index) {
            Some(&length) => untouched(prepared, event, joined, start, (self.cost[index], length), leaving),
            // Of an event without stays the cost itself is drawn.
            None => untouched(prepared, event, joined, start, (1.0, 1.0), leaving).with_lump(self.cost[index]),
        }
    }
}

impl Ledger {
    /// Books what is averted and the cash of it where a bill falls.
    fn book(&mut self, prepared: &Prepared<'_>, event: &DrawnEvent, posting: Posting, bill: Bill) {
        self.post(prepared, event, posting, bill);
        self.avert_bill(prepared, event, posting, bill);
    }

    /// Books gross cash avoided where a bill falls.
    fn post(&mut self, prepared: &Prepared<'_>, event: &DrawnEvent, posting: Posting, bill: Bill) {
        let Posting { line, joined, sign } = posting;
        self.move_cash(prepared, line, joined + bill.start, sign * bill.lump);
        for flow in bill.flows(event) {
            let (from, to, rate) = (joined + flow.from, joined + flow.to, sign * flow.rate);
            let before = prepared.plan.months_before;
            parts_by_year(prepared.plan, from, to, |year, months| self.cash[line * self.years + year] += rate * months);
            self.present[line] += rate * prepared.discount.over(from, to);
            self.past[line] += rate * (flow.to - flow.from.max(prepared.model.horizon)).max(0.0);
            if let Some(pieces) = &prepared.pieces {
                pieces.parts(before + from, before + to, |piece, months| {
                    self.saved.save_in(pieces, line, piece, rate * months);
                });
            }
        }
    }

    /// Books what is averted where a bill falls.
    fn avert_bill(&mut self, prepared: &Prepared<'_>, event: &DrawnEvent, posting: Posting, bill: Bill) {
        let Posting { line, joined, sign } = posting;
        self.avert(prepared, line, joined + bill.start, sign * bill.lump);
        for flow in bill.flows(event) {
            parts_by_year(prepared.plan, joined + flow.from, joined + flow.to, |year, months| {
                self.averted[line * self.years + year] += sign * flow.rate * months;
            });
        }
    }

    /// Books what an occurrence of `event` costs that support adds to someone who joined at `joined`.
    pub(super) fn add_bill(
        &mut self,
        prepared: &Prepared<'_>,
        event: usize,
        values: &DrawnEvent,
        joined: f64,
        bill: Bill,
    ) {
        let before = prepared.plan.months_before;
        for flow in bill.flows(values) {
            let (from, to, rate) = (joined + flow.from, joined + flow.to, flow.rate);
            parts_by_year(prepared.plan, from, to, |year, months| {
                self.added[event * self.years + year] += rate * months;
            });
            self.added_present[event] += rate * prepared.discount.over(from, to);
            self.added_past += rate * (flow.to - flow.from.max(prepared.model.horizon)).max(0.0);
            if let Some(pieces) = &prepared.pieces {
                pieces.parts(before + from, before + to, |piece, months| {
                    self.saved.add_in(pieces, event, piece, rate * months);
                });
            }
        }
    }
}
