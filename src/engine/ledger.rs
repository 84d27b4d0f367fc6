//! Books every occurrence of a draw by line of credit and year.

use super::drawn::{Drawn, DrawnEvent};
use super::occurrences::{HAPPENS, Occurrences};
use super::people::People;
use super::prepared::Prepared;
use super::stream::{Address, Block, uniform};

/// What happened in one draw, before payers and cashable shares.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) years: usize,
    /// Gross cash avoided, by line and year: delayed costs leave the year of t and enter that of t + d.
    pub(super) cash: Vec<f64>,
    /// The part prevented, knocked on or reduced, all in the year of t.
    pub(super) averted: Vec<f64>,
    /// Present value of `cash`, by line.
    pub(super) present: Vec<f64>,
    /// Gross cost prevented (own line) or knocked on (others), by line.
    pub(super) prevented: Vec<f64>,
    pub(super) events: Vec<EventSums>,
    /// Cost of added occurrences, by event and year.
    pub(super) added: Vec<f64>,
    /// Its present value, by event.
    pub(super) added_present: Vec<f64>,
    /// Present value by outcome.
    pub(super) outcomes: Vec<f64>,
    /// Avoided cost by segment.
    pub(super) segments: Vec<f64>,
    /// People by segment.
    pub(super) members: Vec<f64>,
    /// Avoided cost of each person of the current block.
    pub(super) person: Vec<f64>,
    /// The same before `added`; empty when nothing is added.
    pub(super) gain: Vec<f64>,
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
        let lines = prepared.lines.list.len();
        zeros(&mut self.cash, lines * self.years);
        zeros(&mut self.averted, lines * self.years);
        zeros(&mut self.present, lines);
        zeros(&mut self.prevented, lines);
        self.events.clear();
        self.events.resize(model.events.len(), EventSums::default());
        zeros(&mut self.added, model.events.len() * self.years);
        zeros(&mut self.added_present, model.events.len());
        zeros(&mut self.outcomes, model.outcomes.len());
        zeros(&mut self.segments, model.cohort.segments.len());
        zeros(&mut self.members, model.cohort.segments.len());
    }

    /// The index of the year that holds a moment, counted in months from the first April.
    #[inline]
    fn year_of(&self, months: f64) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the span")]
        let year = (months / 12.0) as usize;
        // Rounding may carry the very last moment of the span past its end.
        year.min(self.years - 1)
    }

    /// Books one block.
    pub(super) fn book(
        &mut self,
        prepared: &Prepared<'_>,
        drawn: &Drawn,
        people: &People,
        block: Block,
        address: Address,
        occurrences: &[Occurrences],
    ) {
        zeros(&mut self.person, people.count);
        for (event, list) in occurrences.iter().enumerate() {
            self.book_event(prepared, drawn, people, event, list);
        }
        self.gain.clear();
        if prepared.adds {
            self.gain.extend_from_slice(&self.person);
            for (event, values) in drawn.events.iter().enumerate() {
                self.book_added(prepared, values, people, block, address, event);
            }
        }
        self.book_outcomes(prepared, drawn, people, block, address);
        for cell in &people.cells {
            self.segments[cell.segment] += self.person[cell.all()].iter().sum::<f64>();
            #[expect(clippy::cast_precision_loss, reason = "a block is small")]
            let members = cell.all().len() as f64;
            self.members[cell.segment] += members;
        }
    }

    fn book_event(
        &mut self,
        prepared: &Prepared<'_>,
        drawn: &Drawn,
        people: &People,
        event: usize,
        list: &Occurrences,
    ) {
        let horizon = prepared.model.horizon;
        let before = prepared.plan.months_before;
        let own = prepared.lines.of(event, event);
        let mut sums = EventSums::default();
        #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^53")]
        let count = list.len() as f64;
        sums.occurrences = count;
        for index in 0..list.len() {
            let cost = list.cost[index];
            sums.without += cost;
            let (credit, cut, shift) = (list.credit[index], list.cut[index], list.shift[index]);
            if credit == HAPPENS && cut == 0.0 && shift == 0.0 {
                continue;
            }
            let person = list.person[index] as usize;
            let (time, joined) = (list.time[index], people.joined[person]);
            let moment = joined + time;
            let year = self.year_of(before + moment);
            let factor = prepared.discount.at(moment);
            if credit != HAPPENS {
                let credited = credit as usize;
                let line = prepared.lines.of(event, credited);
                sums.averted += 1.0;
                self.prevented[line] += cost;
                self.cash[line * self.years + year] += cost;
                self.averted[line * self.years + year] += cost;
                self.present[line] += cost * factor;
                self.person[person] += drawn.events[credited].credit * cost;
                continue;
            }
            let cut = cut * cost;
            let left = cost - cut;
            sums.reduced += cut;
            self.averted[own * self.years + year] += cut;
            self.cash[own * self.years + year] += cost;
            self.present[own] += cost * factor;
            let mut avoided = cost;
            if time + shift > horizon {
                sums.deferred += left;
            } else {
                avoided = cut;
                let later = self.year_of(before + moment + shift);
                self.cash[own * self.years + later] -= left;
                self.present[own] -= left * prepared.discount.at(moment + shift);
            }
            self.person[person] += drawn.events[event].credit * avoided;
        }
        let total = &mut self.events[event];
        total.occurrences += sums.occurrences;
        total.averted += sums.averted;
        total.without += sums.without;
        total.reduced += sums.reduced;
        total.deferred += sums.deferred;
    }

    /// Extra occurrences that support causes among those who engage: a Poisson process that no risk scales.
    fn book_added(
        &mut self,
        prepared: &Prepared<'_>,
        drawn: &DrawnEvent,
        people: &People,
        block: Block,
        address: Address,
        event: usize,
    ) {
        if drawn.adds <= 0.0 {
            return;
        }
        let streams = &prepared.events[event];
        let mut when = address.stream(block, streams.add);
        let mut severity = address.stream(block, streams.add_cost);
        let mut occurrences: Vec<usize> = Vec::new();
        for cell in &people.cells {
            super::people::walk_alike(cell.engaged(), drawn.adds, false, &mut when, |person| occurrences.push(person));
        }
        for person in occurrences {
            let moment = people.joined[person] + uniform(&mut when) * prepared.model.horizon;
            let cost = drawn.unit_cost * streams.severity.sample(&mut severity);
            let year = self.year_of(prepared.plan.months_before + moment);
            self.added[event * self.years + year] += cost;
            self.added_present[event] += cost * prepared.discount.at(moment);
            self.person[person] -= cost;
        }
    }

    /// Present value of what the people who engage achieve.
    fn book_outcomes(
        &mut self,
        prepared: &Prepared<'_>,
        drawn: &Drawn,
        people: &People,
        block: Block,
        address: Address,
    ) {
        for (index, outcome) in drawn.outcomes.iter().enumerate() {
            let mut stream = address.stream(block, prepared.outcomes[index]);
            let mut factors = 0.0;
            for cell in &people.cells {
                for person in cell.engaged() {
                    if uniform(&mut stream) < outcome.chance {
                        factors += prepared.discount.at(people.joined[person]);
                    }
                }
            }
            self.outcomes[index] += outcome.value * factors;
        }
    }
}

fn zeros(values: &mut Vec<f64>, count: usize) {
    values.clear();
    values.resize(count, 0.0);
}
