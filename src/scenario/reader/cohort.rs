//! Reads who is supported and who bears the costs.

use super::Reader;
use super::cursor::At;
use crate::numeric::float;
use crate::quantity::{FinancialYear, Kind};
use crate::scenario::language::{COHORT, PAYER, Written};
use crate::scenario::limits::{MOST_FRAILTY, MOST_PEOPLE, MOST_YEARS};
use crate::scenario::shape::is_spelled;
use crate::scenario::tree::Content;
use crate::scenario::{
    CohortWritten, Entry, PayerWritten, Placed, RelativeRiskWritten, Value, WrittenLaw, YearAmount, YearRef,
};

impl<'t> Reader<'_> {
    /// `cohort`.
    pub(crate) fn cohort(&mut self, at: &At<'t>) -> Option<CohortWritten> {
        let at = self.block(at, COHORT)?;
        let read = CohortWritten::keys(self, &at);
        if at.get("people").is_none() && at.get("joining").is_none() {
            let message = "the cohort does not say how many people are supported";
            let help = "add `people: 200`, or `joining: {2021/22: 160, 2022/23: 200}`";
            return self.faults.refuse(at.key_place(), message, help);
        }
        if let (Some(intake), Some(_)) = (at.get("intake"), at.get("joining")) {
            let message = "`intake` and `joining` both say when people join";
            return self.faults.refuse(intake.key_place(), message, "keep one of the two");
        }
        read
    }

    /// `frailty`: a coefficient of variation at which chances can still be computed.
    pub(crate) fn frailty(&mut self, at: &At<'t>) -> Option<f64> {
        let value = self.number(at, Kind::Factor)?;
        if value > MOST_FRAILTY {
            let message = format!("a `frailty` of {value} is more than the {} that can be computed with", MOST_FRAILTY);
            let help = "it is a standard deviation over a mean: at 1, one person in seven has twice the average risk or \
                        more; describe people who differ more as `segments`";
            return self.faults.refuse(at.place(), message, help);
        }
        Some(value)
    }

    /// `joining`: people by year, within the limit in all.
    pub(crate) fn joining(&mut self, at: &At<'t>) -> Option<Vec<Entry<YearAmount>>> {
        let years = self.by_year(at, |reader, at| {
            let whole = reader.whole(at, 0, MOST_PEOPLE)?;
            // A patch that scales the whole cohort may leave parts of people, which the sum makes whole again.
            match at.node.scaled_at {
                Some(_) => reader.number(at, Kind::Factor),
                None => Some(float(whole)),
            }
        })?;
        let total: f64 = years.iter().map(|entry| entry.value.amount).sum();
        let within = (1.0..=float(MOST_PEOPLE)).contains(&total);
        if !within {
            let message = format!("`joining` adds up to {total} people");
            return self.faults.refuse(at.key_place(), message, "it must add up to 1 to 10,000,000");
        }
        Some(years)
    }

    /// Numbers by financial year, or as a list of years from the first.
    pub(crate) fn by_year<T>(
        &mut self,
        at: &At<'t>,
        mut read: impl FnMut(&mut Self, &At<'t>) -> Option<T>,
    ) -> Option<Vec<Entry<YearAmount<T>>>> {
        let form = format!("write {}: {{2021/22: …, 2022/23: …}}, or a list for years 1, 2, …", at.key());
        let parts: Vec<At<'t>> = at.items().unwrap_or_else(|| at.node.entries().map(|pair| at.below(pair)).collect());
        if parts.is_empty() || parts.len() > MOST_YEARS {
            let message = if parts.is_empty() { "needs an amount for each year" } else { "has more than 200 years" };
            return self.faults.refuse(at.key_place(), format!("`{}` {message}", at.key()), form);
        }
        self.remarks(at);
        let listed = !at.node.is_map();
        let mut complete = true;
        let mut years = Vec::with_capacity(parts.len());
        for (index, below) in parts.iter().enumerate() {
            let year = if listed { Some(YearRef::Nth(index)) } else { self.year_key(below) };
            match (year, read(self, below)) {
                (Some(year), Some(amount)) => {
                    let place = if listed { below.place() } else { below.key_place() };
                    years.push(Entry { id: below.key().to_owned(), place, value: YearAmount { year, amount } });
                }
                _ => complete = false,
            }
        }
        complete.then_some(years)
    }

    /// The financial year that a key names.
    fn year_key(&mut self, at: &At<'t>) -> Option<YearRef> {
        match at.key().parse::<FinancialYear>() {
            Ok(year) => {
                self.names_a_year(at.key_place());
                Some(YearRef::Financial(year))
            }
            Err(error) => self.faults.explain(at.key_place(), &error, "write it as 2021/22"),
        }
    }

    /// `share` of a segment; `None` is `rest`.
    pub(crate) fn share_or_rest(&mut self, at: &At<'t>) -> Option<Option<Value>> {
        if at.text() == Some("rest") { Some(None) } else { self.value(at, Kind::Share).map(Some) }
    }

    /// `relative_risk`: one number, or one for each event with a `default`.
    pub(crate) fn relative_risk(&mut self, at: &At<'t>) -> Option<RelativeRiskWritten> {
        if !at.node.is_map() || is_spelled(at.node) {
            let default = Some(self.risk(at)?);
            return Some(RelativeRiskWritten { default, events: Vec::new() });
        }
        self.remarks(at);
        let default = self.maybe(at, "default", Self::risk);
        let mut events = Vec::new();
        let mut complete = true;
        for pair in at.node.entries().filter(|pair| pair.key != "default") {
            let below = at.below(pair);
            match self.risk(&below) {
                Some(value) => events.push(Entry { id: pair.key.clone(), place: below.key_place(), value }),
                None => complete = false,
            }
        }
        let default = default?;
        complete.then_some(RelativeRiskWritten { default, events })
    }

    /// A relative risk, above zero.
    fn risk(&mut self, at: &At<'t>) -> Option<Value> {
        let value = self.value(at, Kind::Factor)?;
        if matches!(value.law, WrittenLaw::Certain(0.0)) {
            let message = "a relative risk must be above zero";
            let help = "write 1 for the same risk as stated under `events`, 0.5 for half of it";
            return self.faults.refuse(at.place(), message, help);
        }
        Some(value)
    }

    /// `payers`, at least one.
    pub(crate) fn payers(&mut self, at: &At<'t>) -> Option<Vec<Entry<PayerWritten>>> {
        let payers = self.entries(at, PAYER.name, PayerWritten::read)?;
        if payers.is_empty() {
            let message = "`payers` names nobody who bears the costs";
            return self.faults.refuse(at.key_place(), message, "add at least one: `nhs: {label: NHS}`");
        }
        Some(payers)
    }

    /// An entry of `payers`; nothing after its colon means that its name says it all.
    pub(crate) fn payer(&mut self, at: &At<'t>) -> Option<PayerWritten> {
        if matches!(at.node.content, Content::Empty { .. }) {
            return Some(PayerWritten::default());
        }
        let at = self.block(at, PAYER)?;
        let read = PayerWritten::keys(self, &at);
        if let (Some(group), Some(_)) = (at.get("group"), at.get("groups")) {
            let message = "`group` is short for `groups`, and both are given";
            return self.faults.refuse(group.key_place(), message, "write all of them under `groups`");
        }
        read.map(|PayerWritten { label, groups, group, releases }| PayerWritten {
            label,
            groups: [groups, group].concat(),
            group: Vec::new(),
            releases,
        })
    }

    /// A list of words, or a single one.
    pub(crate) fn words(&mut self, at: &At<'t>) -> Option<Vec<Placed<String>>> {
        match at.items() {
            None => Some(vec![self.placed_text(at)?]),
            Some(items) => {
                let words: Vec<_> = items.iter().map(|item| self.placed_text(item)).collect();
                words.into_iter().collect()
            }
        }
    }
}
