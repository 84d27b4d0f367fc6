//! Reads what support costs, and by which rates later money counts for less.

use super::Reader;
use super::cursor::At;
use crate::quantity::Kind;
use crate::scenario::language::{FUNDING, Written};
use crate::scenario::{DiscountRateWritten, DiscountSchedule, FundingWritten, Value};

/// How a funding line is written that follows the people.
const FOR_EACH: &str = "write each: £600, per: person; or per: month for what is paid while they are followed";

impl<'t> Reader<'_> {
    /// An entry of `funding`: amounts by year, or so much for each person or month.
    pub(crate) fn funding_line(&mut self, at: &At<'t>) -> Option<FundingWritten> {
        let at = self.block(at, FUNDING)?;
        let read = FundingWritten::keys(self, &at);
        self.check_funding(&at)?;
        read
    }

    fn check_funding(&mut self, at: &At<'t>) -> Option<()> {
        let has = |key: &str| at.get(key);
        match (has("amounts"), has("each")) {
            (None, None) => {
                let message = "this funding says neither its amounts nor what each person costs";
                let help = "add amounts: {2021/22: £200k}, or each: £600 with per: person";
                return self.faults.refuse(at.place(), message, help);
            }
            (Some(_), Some(each)) => {
                let message = "this funding is spelled twice, by `amounts` and by `each`";
                return self.faults.refuse(each.key_place(), message, "keep one of the two, or write two lines");
            }
            (Some(_), None) => {
                for key in ["per", "times", "for"] {
                    if let Some(stray) = has(key) {
                        let message = format!("`{key}` belongs beside `each`, and here stand `amounts`");
                        return self.faults.refuse(stray.key_place(), message, FOR_EACH);
                    }
                }
            }
            (None, Some(each)) => {
                if let Some(prices) = has("prices") {
                    let message = "`prices` is of amounts by year; what is paid for each is at the price base";
                    return self.faults.refuse(prices.key_place(), message, "take it out");
                }
                if has("per").is_none() {
                    let message = "this funding does not say what each of it is paid for";
                    return self.faults.refuse(each.key_place(), message, FOR_EACH);
                }
            }
        }
        if let (Some(_), Some(length)) = (has("times"), has("for")) {
            let message = "a price is paid so many times, by `times`, or as long as this, by `for`";
            return self.faults.refuse(length.key_place(), message, "keep one of the two");
        }
        let months = has("per").and_then(|per| per.text()).is_some_and(|per| per.trim().ends_with("month"));
        match (has("for"), has("times")) {
            (Some(length), _) if !months => {
                let message = "`for` says how long a month's price is paid, and this is paid for a person";
                self.faults.refuse(length.key_place(), message, "write per: month, or times: 12 for how many of it")
            }
            (_, Some(times)) if months => {
                let message = "`times` says how many a person takes, and this is paid by the month";
                self.faults.refuse(times.key_place(), message, "write for: 9 months, or per: person")
            }
            _ => Some(()),
        }
    }

    /// `uplift`: a share, or a grade that stands for one.
    pub(crate) fn uplift(&mut self, at: &At<'t>) -> Option<Value> {
        self.graded_share(at)
    }

    /// `discount_rate`: a rate, or a schedule of rates.
    pub(crate) fn discount_rate(&mut self, at: &At<'t>) -> Option<DiscountRateWritten> {
        let Some(schedule) = at.get("schedule").filter(|_| at.node.is_map()) else {
            return self.number(at, Kind::Share).map(DiscountRateWritten::Rate);
        };
        let clean = self.only(at, &["schedule"]);
        if let Some(span) = at.node.scaled_at.or(schedule.node.scaled_at) {
            let message = "a schedule of discount rates cannot be scaled";
            return self.faults.refuse(span.at(&at.path), message, "set a rate instead: `discount_rate=3%`");
        }
        let schedule = self.choice(&schedule, DiscountSchedule::CHOICES)?;
        clean.then_some(DiscountRateWritten::Schedule(schedule))
    }
}
