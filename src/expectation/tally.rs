//! Adds up, event by event, what the fates of all occurrences bring, in units of the event's mean cost.

use super::calendar::Bins;
use super::cell::{Cell, Later};
use super::effect::{CREDITED, Credit, Effects};
use super::fate::Fate;
use super::harm::{Chain, Harm};
use super::intensity::Line;
use super::sum::Sum;

/// What the occurrences of an event bring, whenever they fall. All but `occurrences` is of people who engage.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// How many there are without support.
    pub(super) occurrences: f64,
    /// What they cost without support.
    pub(super) without: Sum,
    /// How many do not happen, less those that are caused.
    pub(super) averted: Sum,
    /// What is still paid for those that happen.
    pub(super) paid: Sum,
    pub(super) prevented: Sum,
    pub(super) knock_on: Sum,
    pub(super) reduced: Sum,
    pub(super) deferred: Sum,
    pub(super) caused: Sum,
    /// The first four less what is caused, after each step of the credit bridge.
    pub(super) bridge: [Sum; 4],
    /// The present value of what is credited.
    pub(super) present: Sum,
    /// What is credited of cost that runs on past the horizon.
    pub(super) past: Sum,
    /// What is credited without what is only deferred.
    pub(super) averted_cost: Sum,
    /// What is credited, or gross, in the period that the published figures cover.
    pub(super) published: Sum,
}

/// What is credited and what is added of one event by calendar year.
#[derive(Clone, Debug, Default)]
pub(super) struct Yearly {
    /// Credited cash, delays moving it between years.
    pub(super) saved: Vec<Sum>,
    /// Without what is only deferred, each at its time without support; empty where nobody asks for it.
    pub(super) averted: Vec<Sum>,
    /// Extra occurrences that support causes.
    pub(super) added: Vec<Sum>,
}

impl Yearly {
    /// Nothing in any of `years`; `averts` says whether what is averted is asked for.
    pub(super) fn clear(&mut self, years: usize, averts: bool) {
        let averted = if averts { years } else { 0 };
        for (sums, years) in [(&mut self.saved, years), (&mut self.averted, averted), (&mut self.added, years)] {
            sums.clear();
            sums.resize(years, Sum::default());
        }
    }

    /// Adds `number` times what is averted of a cell's occurrences in their years.
    #[inline]
    fn add_averted(&mut self, number: f64, cell: &Cell, averted: Sum) {
        if !self.averted.is_empty() {
            for (year, count) in cell.years.entries() {
                self.averted[year].add_sum(number * count, averted);
            }
        }
    }

    /// Counts `number` times the cell's occurrences in their years.
    ///
    /// One that is moved by D within H leaves the year of t and comes back, cut, in the year of t + D:
    ///
    /// ```text
    /// in one year:  κ·(1 - (1 - b)) = κ·b          in two: κ in the first, -κ·(1 - b) in the second
    /// ```
    ///
    /// All of it is at `price` times the prices of the base.
    pub(super) fn add(&mut self, number: f64, cell: &Cell, fate: &Fate, price: f64) {
        if self.saved.is_empty() {
            // No measure is of a year.
            return;
        }
        let κ = fate.credit.0[CREDITED] * price;
        let priced = |sum: Sum| sum.priced(price, price * price);
        let averted = priced(fate.benefit(CREDITED, fate.reduces));
        self.add_averted(number, cell, averted);
        let Some(moved) = &cell.moved else {
            let avoided = if cell.deferred { priced(fate.benefit(CREDITED, 1.0)) } else { averted };
            for (year, count) in cell.years.entries() {
                self.saved[year].add_sum(number * count, avoided);
            }
            return;
        };
        let b = fate.reduces;
        let gone = priced(fate.gone(CREDITED));
        for (year, count) in cell.years.entries() {
            self.saved[year].add_sum(number * count, gone);
        }
        let stays = number * fate.stays;
        for (bins, amount) in [(&moved.within, κ * b), (&moved.leaving, κ), (&moved.arriving, -κ * (1.0 - b))] {
            for (year, count) in bins.entries() {
                self.saved[year].add(stays * count, amount);
            }
        }
    }
}

impl Yearly {
    /// Makes £ of units of X, and joins what else the same occurrences cost.
    pub(super) fn join(&mut self, (cost, cost_squared): (f64, f64), other: &Self, (times, times_squared): (f64, f64)) {
        for (sums, others) in
            [(&mut self.saved, &other.saved), (&mut self.averted, &other.averted), (&mut self.added, &other.added)]
        {
            for (sum, other) in sums.iter_mut().zip(others) {
                *sum = sum.priced(cost, cost_squared);
                sum.join(other.priced(times, times_squared));
            }
        }
    }

    /// Counts `number` times the occurrences of a cell in a chain that is harmful somewhere.
    pub(super) fn add_harmed(&mut self, number: f64, cell: &Cell, harm: &Harm<'_>, price: f64) {
        if self.saved.is_empty() {
            return;
        }
        let priced = |sum: Sum| sum.priced(price, price * price);
        let averted = priced(harm.benefit(CREDITED, harm.reduces()));
        let add = |sums: &mut [Sum], bins: &Bins, sum: Sum| {
            for (year, count) in bins.entries() {
                sums[year].add_sum(number * count, sum);
            }
        };
        self.add_averted(number, cell, averted);
        let Some(moved) = &cell.moved else {
            let avoided = if cell.deferred { priced(harm.benefit(CREDITED, 1.0)) } else { averted };
            add(&mut self.saved, &cell.years, avoided);
            return;
        };
        add(&mut self.saved, &moved.within, averted);
        add(&mut self.saved, &moved.leaving, priced(harm.benefit(CREDITED, 1.0)));
        add(&mut self.saved, &moved.arriving, priced(harm.moving()).priced(-1.0, 1.0));
    }
}

impl Tally {
    /// Counts the occurrences of a cell in a chain that is harmful somewhere.
    fn add_harmed(&mut self, cell: &Cell, harm: &Harm<'_>, counting: usize) {
        let (count, b) = (cell.count, harm.reduces());
        let cut = if cell.deferred { 1.0 } else { b };
        self.occurrences += count;
        self.averted.add_sum(count, harm.averted());
        self.paid.add_sum(count, harm.paid(cut));
        self.prevented.add_sum(count, harm.prevented());
        self.knock_on.add_sum(count, harm.knock_on());
        self.caused.add_sum(count, harm.caused());
        self.reduced.add_sum(count, harm.cut());
        if cell.deferred {
            self.deferred.add_sum(count, harm.moving());
        }
        for (step, sum) in self.bridge.iter_mut().enumerate() {
            sum.add_sum(count, harm.benefit(step, cut));
        }
        self.averted_cost.add_sum(count, harm.benefit(CREDITED, b));
        if cell.published {
            self.published.add_sum(count, harm.benefit(counting, cut));
        }
        self.present.add_sum(1.0, present(cell, cut, b, |cut| harm.benefit(CREDITED, cut)));
    }

    /// Counts the occurrences of a cell.
    #[inline]
    fn add_fated(&mut self, cell: &Cell, fated: &Fated<'_>, counting: usize) {
        match fated {
            Fated::Spared(fate) => self.add_cell(cell, fate, counting),
            Fated::Harmed(harm) => self.add_harmed(cell, harm, counting),
        }
    }

    /// Counts `number` times all of `other`.
    pub(super) fn add_tally(&mut self, number: f64, other: &Self) {
        self.occurrences += number * other.occurrences;
        self.without.add_sum(number, other.without);
        self.past.add_sum(number, other.past);
        self.averted.add_sum(number, other.averted);
        self.paid.add_sum(number, other.paid);
        self.prevented.add_sum(number, other.prevented);
        self.knock_on.add_sum(number, other.knock_on);
        self.reduced.add_sum(number, other.reduced);
        self.deferred.add_sum(number, other.deferred);
        self.caused.add_sum(number, other.caused);
        for (sum, other) in self.bridge.iter_mut().zip(other.bridge) {
            sum.add_sum(number, other);
        }
        self.present.add_sum(number, other.present);
        self.averted_cost.add_sum(number, other.averted_cost);
        self.published.add_sum(number, other.published);
    }

    /// The same in £, of which W is left out no longer.
    pub(super) fn priced(&self, cost: f64, cost_squared: f64) -> Self {
        let mut priced = *self;
        for sum in priced.costs() {
            *sum = sum.priced(cost, cost_squared);
        }
        priced
    }

    /// Joins what else the same occurrences cost; their numbers are counted already.
    pub(super) fn join(&mut self, mut other: Self) {
        for (sum, other) in self.costs().into_iter().zip(other.costs()) {
            sum.join(*other);
        }
    }

    /// All that is of cost, not of numbers.
    fn costs(&mut self) -> [&mut Sum; 15] {
        let [gross, attributed, not_displaced, credited] = &mut self.bridge;
        [
            &mut self.without,
            &mut self.paid,
            &mut self.prevented,
            &mut self.knock_on,
            &mut self.reduced,
            &mut self.deferred,
            &mut self.caused,
            gross,
            attributed,
            not_displaced,
            credited,
            &mut self.present,
            &mut self.past,
            &mut self.averted_cost,
            &mut self.published,
        ]
    }

    /// Counts the cell's occurrences; `counting` is the step of the credit bridge that published figures take.
    pub(super) fn add_cell(&mut self, cell: &Cell, fate: &Fate, counting: usize) {
        let Credit(credit) = fate.credit;
        let (κ, b, count) = (credit[CREDITED], fate.reduces, cell.count);
        let stays = count * fate.stays;
        // Past the horizon both b·X and (1 - b)·X are gone: they are one contribution of X to what is avoided.
        let cut = if cell.deferred { 1.0 } else { b };
        self.occurrences += count;
        self.averted.add(count * (fate.prevented + fate.knock_on), 1.0);
        self.paid.add(stays, 1.0 - cut);
        self.prevented.add(count * fate.prevented, κ);
        self.knock_on.add_sum(count, fate.knock_on_credit[CREDITED]);
        self.reduced.add(stays, κ * b);
        if cell.deferred {
            self.deferred.add(stays, κ * (1.0 - b));
        }
        for (step, sum) in self.bridge.iter_mut().enumerate() {
            sum.add_sum(count, fate.benefit(step, cut));
        }
        let averted_cost = fate.benefit(CREDITED, b);
        self.averted_cost.add_sum(count, averted_cost);
        if cell.published {
            self.published.add_sum(count, fate.benefit(counting, cut));
        }
        self.present.add_sum(1.0, present(cell, cut, b, |cut| fate.benefit(CREDITED, cut)));
    }
}

/// The present value of what a cell's occurrences bring, when `benefit` says what one does of which `cut` goes off the cost, and
/// b of that is cut off by support.
///
/// ```text
/// κ·X·(v(x) - (1 - b)·v(x + D)) when moved within H; κ·b·X·v(x) is its case D = 0.
/// r = v(x + D)/v(x):   mean p + q·r,   second moment α + β·r + γ·r²
/// ```
#[inline]
fn present(cell: &Cell, cut: f64, b: f64, benefit: impl Fn(f64) -> Sum) -> Sum {
    let cut = match cell.moved.as_ref().map(|moved| moved.discount) {
        None => cut,
        Some(Later::Times(later)) => 1.0 - (1.0 - b) * later,
        Some(Later::Varying([later, both, later_twice])) => {
            let [never, same, opposite] = [1.0, b, 2.0 - b].map(&benefit);
            let (α, γ) = (never.second, 0.5 * (same.second + opposite.second) - never.second);
            let β = 0.5 * (same.second - opposite.second);
            return Sum {
                mean: cell.discounted * never.mean + later * (same.mean - never.mean),
                second: cell.discounted_twice * α + both * β + later_twice * γ,
            };
        }
    };
    benefit(cut).priced(cell.discounted, cell.discounted_twice)
}

/// What is avoided by programme month: `money` times the cell's occurrences.
pub(super) fn add_months(months: &mut [f64], money: f64, cell: &Cell, fate: &Fate) {
    let κ = fate.credit.0[CREDITED];
    let cut = if cell.deferred || cell.moved.is_some() { 1.0 } else { fate.reduces };
    cell.months.add_to(money * fate.benefit(CREDITED, cut).mean, months);
    if let Some(moved) = &cell.moved {
        moved.months.add_to(-money * κ * fate.stays * (1.0 - fate.reduces), months);
    }
}

/// The same of a cell in a chain that is harmful somewhere.
pub(super) fn add_harmed_months(months: &mut [f64], money: f64, cell: &Cell, harm: &Harm<'_>) {
    let cut = if cell.deferred || cell.moved.is_some() { 1.0 } else { harm.reduces() };
    cell.months.add_to(money * harm.benefit(CREDITED, cut).mean, months);
    if let Some(moved) = &cell.moved {
        moved.months.add_to(-money * harm.moving().mean, months);
    }
}

/// What a year or month takes of a cell's occurrences.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fated<'a> {
    /// Nothing in the chain is harmful.
    Spared(Fate),
    Harmed(Harm<'a>),
}

/// The tally of a whole line for amplitude 1 and certain links; `visit` sees every cell with its fate and its price, by how much
/// costs have grown, of which `grown` has one for each year where they do.
#[inline]
pub(super) fn of_line(
    line: &Line,
    cells: &[Cell],
    effects: &Effects,
    chain: Chain<'_>,
    (counting, grown): (usize, &[f64]),
    mut visit: impl FnMut(&Cell, Fated<'_>, f64),
) -> Tally {
    let mut tally = Tally::default();
    for cell in cells {
        let fated = match Harm::new(line, cell, effects, chain) {
            Some(harm) => Fated::Harmed(harm),
            None => Fated::Spared(Fate::new(line, cell, effects)),
        };
        let Some(year) = cell.price else {
            tally.add_fated(cell, &fated, counting);
            visit(cell, fated, 1.0);
            continue;
        };
        let price = grown[year];
        let mut one = Tally::default();
        one.add_fated(cell, &fated, counting);
        one.without = Sum { mean: cell.count, second: cell.count };
        tally.add_tally(1.0, &one.priced(price, price * price));
        visit(cell, fated, price);
    }
    if grown.is_empty() {
        tally.without = Sum { mean: tally.occurrences, second: tally.occurrences };
    }
    tally
}
