//! Counts what support changes of costs that run over time, cell by cell, in £ before the spread between occurrences.

use super::cell::Cell;
use super::effect::{CREDITED, Effects};
use super::forms::{Benefits, Change};
use super::harm::{Harm, Taken};
use super::stay::{Flow, FlowLayout, Table};
use super::sum::Sum;
use super::tally::{Tally, Yearly};

/// The tables of one cell, by stay of the event.
#[derive(Clone, Debug, Default)]
pub(super) struct Stays {
    /// From the time without support on.
    pub(super) now: Vec<Table>,
    /// From the time with support on, where that is later and within the horizon.
    pub(super) late: Vec<Table>,
}

impl Stays {
    /// That of a stay, with support or without.
    pub(super) fn table(&self, late: bool, stay: usize) -> &Table {
        if late { &self.late[stay] } else { &self.now[stay] }
    }
}

/// One stay in one draw: £ a month, and months.
#[derive(Clone, Copy, Debug)]
pub(super) struct Priced {
    pub(super) rate: f64,
    pub(super) length: f64,
}

/// What stays of one cell cost in one draw, for one occurrence of amplitude 1; kept from cell to cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Running {
    /// Without support.
    whole: Flow,
    /// Shortened, where support shortens.
    short: Flow,
    /// Shortened and moved, where support delays.
    late: Flow,
    shortened: bool,
    placed: Placed,
    row: Vec<f64>,
}

/// Where support moves a stay.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Placed {
    /// Nowhere.
    #[default]
    Same,
    Later,
    /// Past the horizon.
    Past,
}

impl Running {
    /// Reads the tables of a cell; `read` gives a table's row at a mean length. Costs are booked by one layout, or another where
    /// they are delayed, and have `grown`.
    pub(super) fn fill(
        &mut self,
        (layout, later, grown): (&FlowLayout, &FlowLayout, &[f64]),
        priced: &[Priced],
        (cell, effects): (&Cell, &Effects),
        mut read: impl FnMut(bool, usize, f64, &mut Vec<f64>),
    ) {
        let c = cell.places.last().map_or(0.0, |place| effects.shortened(*place));
        self.shortened = c != 0.0;
        self.placed = match (&cell.moved, cell.deferred) {
            (Some(_), _) => Placed::Later,
            (None, true) => Placed::Past,
            (None, false) => Placed::Same,
        };
        self.whole.clear(layout);
        self.short.clear(layout);
        self.late.clear(layout);
        for (stay, &Priced { rate, length }) in priced.iter().enumerate() {
            read(false, stay, length, &mut self.row);
            self.whole.add(layout, rate, &self.row, grown);
            let length = length * (1.0 - c);
            if self.shortened {
                read(false, stay, length, &mut self.row);
                self.short.add(layout, rate, &self.row, grown);
            }
            if self.placed == Placed::Later {
                read(true, stay, length, &mut self.row);
                self.late.add(later, rate, &self.row, grown);
            }
        }
    }

    /// Reads the tables of what is not touched by support; `read` gives a stay's row at a mean length.
    pub(super) fn fill_whole(
        &mut self,
        (layout, grown): (&FlowLayout, &[f64]),
        priced: &[Priced],
        mut read: impl FnMut(usize, f64, &mut Vec<f64>),
    ) {
        self.whole.clear(layout);
        for (stay, &Priced { rate, length }) in priced.iter().enumerate() {
            read(stay, length, &mut self.row);
            self.whole.add(layout, rate, &self.row, grown);
        }
    }

    /// What an occurrence without support costs.
    pub(super) const fn whole(&self) -> &Flow {
        &self.whole
    }

    const fn short(&self) -> &Flow {
        if self.shortened { &self.short } else { &self.whole }
    }

    /// How support changes what `of` reads, b being cut off the rate.
    ///
    /// ```text
    /// reduced = U - (1 - b)·U' = b·U + (1 - b)·(U - U')        moved = (1 - b)·(U' - D')
    /// ```
    ///
    /// The shortened stay U' is part of the whole one U, so E[(U - U')²] ≤ E[U²] - E[U'²]; so is the moved one D' of U', where
    /// `nested`: it has no more time than that. Otherwise E[(U' - D')²] ≤ E[U'²] + E[D'²].
    fn change(&self, b: f64, nested: bool, of: impl Fn(&Flow) -> Sum) -> Change {
        let (whole, short) = (of(&self.whole), of(self.short()));
        let cut = if self.shortened { (whole.second - short.second).max(0.0) } else { 0.0 };
        let size = b * whole.second.max(0.0).sqrt() + (1.0 - b) * cut.sqrt();
        let reduced = Sum { mean: whole.mean - (1.0 - b) * short.mean, second: size * size };
        let moved = match self.placed {
            Placed::Same => Sum::default(),
            Placed::Past => short,
            Placed::Later => {
                let late = of(&self.late);
                let second = if nested { (short.second - late.second).max(0.0) } else { short.second + late.second };
                Sum { mean: short.mean - late.mean, second }
            }
        };
        Change([whole, reduced, moved.priced(1.0 - b, (1.0 - b) * (1.0 - b))])
    }

    /// What is still paid of one that happens.
    fn paid(&self, b: f64) -> Sum {
        let left = match self.placed {
            Placed::Same => self.short().total,
            Placed::Later => self.late.total,
            Placed::Past => Sum::default(),
        };
        left.priced(1.0 - b, (1.0 - b) * (1.0 - b))
    }

    /// Counts the cell in the tally of its line; `counting` is the step of the credit bridge that published figures take.
    pub(super) fn add_to(
        &self,
        tally: &mut Tally,
        cell: &Cell,
        (chain, benefits): (&Harm<'_>, &Benefits),
        counting: usize,
    ) {
        let b = chain.reduces();
        let total = self.change(b, true, |flow| flow.total);
        tally.without.add_sum(1.0, self.whole.total);
        let (happening, paid) = (chain.happening(), self.paid(b));
        tally.paid.mean += happening.mean * paid.mean;
        tally.paid.second += happening.second * paid.second;
        for (sum, taken) in [
            (&mut tally.prevented, Taken::Prevented),
            (&mut tally.knock_on, Taken::KnockOn),
            (&mut tally.caused, Taken::Caused),
            (&mut tally.reduced, Taken::Reduced),
            (&mut tally.deferred, Taken::Deferred),
        ] {
            sum.add_sum(1.0, chain.running(taken, &total));
        }
        tally.averted_cost.add_sum(1.0, benefits.averted(&total));
        for (step, sum) in tally.bridge.iter_mut().enumerate() {
            sum.add_sum(1.0, benefits.at(step, &total));
        }
        let present = self.change(b, true, |flow| flow.present);
        tally.present.add_sum(1.0, benefits.at(CREDITED, &present));
        let past = self.change(b, false, |flow| flow.past);
        tally.past.add_sum(1.0, benefits.at(CREDITED, &past));
        if cell.published {
            tally.published.add_sum(1.0, benefits.at(counting, &total));
        }
    }

    /// Counts `number` times the cell in the years that its cost runs through.
    pub(super) fn add_years(&self, yearly: &mut Yearly, number: f64, (chain, benefits): (&Harm<'_>, &Benefits)) {
        let b = chain.reduces();
        for year in 0..self.whole.years.len().min(yearly.saved.len()) {
            let change = self.change(b, false, |flow| flow.years[year]);
            yearly.saved[year].add_sum(number, benefits.at(CREDITED, &change));
            if let Some(sum) = yearly.averted.get_mut(year) {
                sum.add_sum(number, benefits.averted(&change));
            }
        }
    }

    /// What is avoided by programme month, `number` times.
    pub(super) fn add_months(&self, months: &mut [f64], number: f64, (chain, benefits): (&Harm<'_>, &Benefits)) {
        if months.is_empty() {
            return;
        }
        let kept = 1.0 - chain.reduces();
        let [whole, reduced, moved] = benefits.shares().map(|share| number * share);
        // Of U, U' and D'.
        let [whole, short] = [whole + reduced, kept * (moved - reduced)];
        let late = -kept * moved;
        add(months, whole, &self.whole.months);
        add(months, short, &self.short().months);
        match self.placed {
            Placed::Same => add(months, late, &self.short().months),
            Placed::Later => add(months, late, &self.late.months),
            Placed::Past => (),
        }
    }
}

/// Adds `factor` times the numbers.
pub(super) fn add(sums: &mut [f64], factor: f64, numbers: &[f64]) {
    if factor != 0.0 {
        sums.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += factor * number);
    }
}
