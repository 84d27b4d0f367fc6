//! Books what the people who engage achieve: social value, and what budgets gain.
//!
//! ```text
//! one who achieves it has value · distance · (1-deadweight) · attribution · (1-displacement) · (1-drop_off)^y a year,
//! accruing evenly from starts_after on, y whole years since then, until it ends or the person leaves
//! social value   its present value
//! gain           cash by year, with its present value, like a cost that is avoided; with cost past the horizon cut, so is it
//! ```

use super::accrual::{Accrual, DrawnOutcome};
use super::draw_values::DrawValues;
use super::ledger::Ledger;
use super::people::{Cell, People};
use super::prepared::Prepared;
use super::stream::{Address, Block, uniform};
use super::years::parts_by_year;
use crate::model::{Model, Outcome};

/// The people of one block who achieve an outcome.
struct Achievers<'a> {
    prepared: &'a Prepared<'a>,
    people: &'a People,
    block: Block,
    address: Address,
    index: usize,
    drawn: DrawnOutcome,
}

impl<'a> Achievers<'a> {
    /// One after the other.
    fn each(&self, mut each: impl FnMut(usize)) {
        let mut stream = self.address.stream(self.block, self.prepared.outcomes[self.index]);
        for person in self.people.cells.iter().flat_map(Cell::engaged) {
            if uniform(&mut stream) < self.drawn.chance {
                each(person);
            }
        }
    }

    fn outcome(&self) -> &'a Outcome {
        &self.prepared.model.outcomes[self.index]
    }

    fn model(&self) -> &'a Model {
        self.prepared.model
    }
}

impl Ledger {
    /// Books what the people of a block achieve.
    pub(super) fn book_outcomes(
        &mut self,
        prepared: &Prepared<'_>,
        drawn: &DrawValues,
        people: &People,
        block: Block,
        address: Address,
    ) {
        if drawn.outcomes.is_empty() {
            return;
        }
        self.factors.clear();
        self.factors.extend(people.joined.iter().map(|&joined| prepared.discount.at(joined)));
        for (index, &drawn) in drawn.outcomes.iter().enumerate() {
            let achievers = Achievers { prepared, people, block, address, index, drawn };
            if achievers.outcome().is_gain() {
                achievers.each(|person| self.gain_of(&achievers, person));
            } else {
                self.outcomes[index] += self.social_value(&achievers);
            }
        }
    }

    /// The present value of an outcome to all who achieve it.
    fn social_value(&self, achievers: &Achievers<'_>) -> f64 {
        let Achievers { people, drawn, prepared, .. } = achievers;
        let outcome = achievers.outcome();
        let mut sum = 0.0;
        let Some(log) = prepared.discount.log() else {
            achievers.each(|person| {
                let joined = people.joined[person];
                let over = |part: Accrual| part.rate * prepared.discount.over(joined + part.from, joined + part.to);
                sum += drawn.accruals(outcome, people.leaves(person)).map(over).sum::<f64>();
            });
            return sum;
        };
        if !people.leaving.is_empty() {
            achievers.each(|person| {
                sum += drawn.value_at_joining(outcome, log, people.leaves(person)) * self.factors[person];
            });
            return sum;
        }
        let mut stream = achievers.address.stream(achievers.block, prepared.outcomes[achievers.index]);
        for cell in &people.cells {
            for person in cell.engaged() {
                // Without a branch: who achieves it cannot be foreseen.
                sum += if uniform(&mut stream) < drawn.chance { self.factors[person] } else { 0.0 };
            }
        }
        drawn.value_at_joining(outcome, log, f64::INFINITY) * sum
    }

    /// Books what budgets gain of one person.
    fn gain_of(&mut self, achievers: &Achievers<'_>, person: usize) {
        let Achievers { prepared, people, index, drawn, .. } = *achievers;
        let model = achievers.model();
        let (joined, before) = (people.joined[person], prepared.plan.months_before);
        let until = people.leaves(person).min(model.end_of_money());
        for Accrual { from, to, rate } in drawn.accruals(achievers.outcome(), until) {
            parts_by_year(prepared.plan, joined + from, joined + to, |year, months| {
                self.gained[index * self.years + year] += rate * months;
            });
            self.outcomes[index] += rate * prepared.discount.over(joined + from, joined + to);
            self.gained_past += rate * (to - from.max(model.horizon)).max(0.0);
            self.person[person] += rate * (to - from);
            if let Some(pieces) = &prepared.pieces {
                pieces.parts(before + joined + from, before + joined + to, |piece, months| {
                    self.saved.gain_in(pieces, index, piece, rate * months);
                });
            }
        }
    }
}
