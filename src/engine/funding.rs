//! Books programme cost that follows the people: so much for each who joins, or for each month.

use super::draw_values::DrawValues;
use super::ledger::Ledger;
use super::people::People;
use super::prepared::Prepared;
use super::years::{parts_by_year, year_of};
use crate::model::{Funding, FundingCost};

/// Every line that follows the people in one draw.
#[derive(Debug, Default)]
pub(super) struct DrawnFunding {
    lines: Vec<DrawnLine>,
}

/// One line.
#[derive(Clone, Copy, Debug)]
struct DrawnLine {
    /// Index of the payer.
    payer: usize,
    /// £ with its uplift: a person, or a month.
    each: f64,
    /// For how many months at most; `None`: at joining, at once.
    months: Option<f64>,
    engaged: bool,
}

impl DrawnFunding {
    /// Reads a draw.
    pub(super) fn read(&mut self, prepared: &Prepared<'_>, theta: &[f64]) {
        let model = prepared.model;
        let line = |line: &Funding| {
            let (each, months, engaged) = match &line.cost {
                FundingCost::Amount(_) => return None,
                FundingCost::Person { each, engaged } => (each, None, *engaged),
                FundingCost::Month { each, length, engaged } => {
                    let length = length.as_ref().map_or(model.horizon, |length| length.value(theta));
                    (each, Some(length.min(model.end_of_money())), *engaged)
                }
            };
            let each = line.uplifted(each.value(theta), theta);
            Some(DrawnLine { payer: line.payer, each, months, engaged })
        };
        self.lines.clear();
        self.lines.extend(model.programme.iter().flat_map(|programme| &programme.funding).filter_map(line));
    }
}

impl Ledger {
    /// Books what is paid for the people of a block.
    pub(super) fn book_funding(&mut self, prepared: &Prepared<'_>, drawn: &DrawValues, people: &People) {
        for &line in &drawn.funding.lines {
            for cell in &people.cells {
                let of = if line.engaged { cell.engaged() } else { cell.all() };
                of.for_each(|person| self.fund(prepared, line, people.joined[person], people.leaves(person)));
            }
        }
    }

    /// Books what one line pays for someone who joins at `joined` and leaves so long after.
    fn fund(&mut self, prepared: &Prepared<'_>, line: DrawnLine, joined: f64, leaves: f64) {
        let DrawnLine { payer, each, months, .. } = line;
        let plan = prepared.plan;
        let Some(months) = months else {
            let year = year_of(plan.months_before + joined, plan.followed_years());
            self.following[payer * self.years + year] += each;
            self.following_present += each * prepared.discount.at(joined);
            return;
        };
        let end = joined + months.min(leaves);
        parts_by_year(plan, joined, end, |year, months| self.following[payer * self.years + year] += each * months);
        self.following_present += each * prepared.discount.over(joined, end);
    }
}
