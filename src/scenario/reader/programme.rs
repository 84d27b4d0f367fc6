//! Reads what support costs and who pays for it.

use super::Reader;
use super::cursor::At;
use crate::quantity::Kind;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{CAPACITY, FUNDING, PROGRAMME};
use crate::scenario::limits::MOST_ENTRIES;
use crate::scenario::{CapacityWritten, FundingWritten, Prices, ProgrammeWritten};

impl<'t> Reader<'_> {
    /// `programme`.
    pub(crate) fn programme(&mut self, at: &At<'t>) -> Option<ProgrammeWritten> {
        let at = self.block(at, PROGRAMME)?;
        let funding = self.maybe(&at, "funding", |reader, at| {
            reader.list(at, "{label: …, payer: nhs, amounts: {2021/22: £200k}}", Self::funding)
        });
        let capacity = self.maybe(&at, "capacity", Self::capacity);
        Some(ProgrammeWritten { funding: funding?.unwrap_or_default(), capacity: capacity? })
    }

    /// A list, each entry read by `read`.
    pub(crate) fn list<T>(
        &mut self,
        at: &At<'t>,
        example: &str,
        mut read: impl FnMut(&mut Self, &At<'t>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(items) = at.items().filter(|items| items.len() <= MOST_ENTRIES) else {
            let message = format!("`{}` needs a list of at most {MOST_ENTRIES} entries", at.key());
            let help = format!("write each entry on a line of its own: `- {example}`");
            self.push(Diagnostic::error(at.key_place(), message).help(help));
            return None;
        };
        let read: Vec<Option<T>> = items.iter().map(|item| read(self, item)).collect();
        read.into_iter().collect()
    }

    /// An entry of `funding`.
    fn funding(&mut self, at: &At<'t>) -> Option<FundingWritten> {
        let at = self.block(at, FUNDING)?;
        let label = self.maybe(&at, "label", Self::text);
        let payer = self.required(&at, "payer", "nhs").and_then(|at| self.placed_text(&at));
        let amounts = self.required(&at, "amounts", "{2021/22: £200k}");
        let amounts = amounts.and_then(|at| self.by_year(&at, |reader, at| reader.number(at, Kind::Money)));
        let prices = self.maybe(&at, "prices", Self::prices);
        Some(FundingWritten { label: label?, payer: payer?, amounts: amounts?, prices: prices? })
    }

    /// `prices`.
    pub(crate) fn prices(&mut self, at: &At<'t>) -> Option<Prices> {
        self.choice(at, &[("base", Prices::Base), ("outturn", Prices::Outturn)])
    }

    /// `capacity`.
    fn capacity(&mut self, at: &At<'t>) -> Option<CapacityWritten> {
        let at = self.block(at, CAPACITY)?;
        let coordinators = self.required(&at, "coordinators", "{2021/22: 6}");
        let coordinators = coordinators.and_then(|at| self.by_year(&at, |reader, at| reader.number(at, Kind::Factor)));
        let new_people_each = self.required_value(&at, "new_people_each", Kind::Factor);
        let cost_each = self.optional(&at, "cost_each", Kind::Money);
        Some(CapacityWritten { coordinators: coordinators?, new_people_each: new_people_each?, cost_each: cost_each? })
    }
}
