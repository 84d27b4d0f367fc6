//! Books programme cost that follows the people: so much for each who joins, or for each month.

use super::charge::Charge;
use super::draw_values::DrawValues;
use super::ledger::Ledger;
use super::people::People;
use super::prepared::Prepared;
use super::years::{parts_by_year, year_of};

impl Ledger {
    /// Books what is paid for the people of a block.
    pub(super) fn book_funding(&mut self, prepared: &Prepared<'_>, drawn: &DrawValues, people: &People) {
        for &line in &drawn.charges {
            for cell in &people.cells {
                let of = if line.engaged { cell.engaged() } else { cell.all() };
                of.for_each(|person| self.fund(prepared, line, people.joined[person], people.leaves(person)));
            }
        }
    }

    /// Books what one line pays for someone who joins at `joined` and leaves so long after.
    fn fund(&mut self, prepared: &Prepared<'_>, line: Charge, joined: f64, leaves: f64) {
        let Charge { payer, each, months, .. } = line;
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
