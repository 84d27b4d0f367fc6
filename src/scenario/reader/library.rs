//! Reads a library of unit costs: a YAML file in which each entry has a value, a price year, a source and a status.

use super::Reader;
use super::cursor::At;
use crate::scenario::diagnostic::Collected;
use crate::scenario::language::{SPREAD, SpreadWritten, UNIT_COST, UnitCostWritten, Written};
use crate::scenario::library::{PublishedSpread, UnitCost, unit_word};
use crate::scenario::tree::Node;
use crate::scenario::{Entry, Placed};

/// The unit costs in a tree that was checked for limits and duplicate keys.
pub(crate) fn library(tree: &Node, faults: &mut Collected) -> Option<Vec<Entry<UnitCost>>> {
    Reader::new(faults, None).entries(&At::root(tree), UNIT_COST.name, Reader::unit_cost)
}

impl<'t> Reader<'_> {
    /// One entry; what is a remark elsewhere, its source, must be there.
    fn unit_cost(&mut self, at: &At<'t>) -> Option<UnitCost> {
        let read = UnitCostWritten::read(self, at);
        if at.node.is_map() {
            self.required(at, "source", "where the figure was read")?;
        }
        let UnitCostWritten { label, value, per, spread, price_year, paid_by, licence, status, includes } = read?;
        Some(UnitCost {
            label,
            value: value.value,
            per,
            spread,
            price_year,
            paid_by: paid_by.into_iter().map(|entry| (entry.id, entry.value)).collect(),
            licence,
            status,
            includes: includes.into_iter().map(|id| id.value).collect(),
            place: value.place,
            remarks: self.remarks(at),
        })
    }

    /// `per`: what one is.
    pub(crate) fn unit_word(&mut self, at: &At<'t>) -> Option<String> {
        self.parsed(at, unit_word)
    }

    /// `spread`: both ends, unless it is something else than a standard error.
    pub(crate) fn spread(&mut self, at: &At<'t>) -> Option<PublishedSpread> {
        let at = self.block(at, SPREAD)?;
        let SpreadWritten { low, high, is } = SpreadWritten::keys(self, &at)?;
        let spread = PublishedSpread { low, high, is };
        if (spread.low.is_none() && spread.high.is_none())
            || (spread.is_standard_error() && (spread.low.is_none() || spread.high.is_none()))
        {
            let message = "`spread` needs `low` and `high`";
            let help = "only what is not a standard error may leave one of them out";
            return self.faults.refuse(at.key_place(), message, help);
        }
        Some(spread)
    }

    /// `includes`: a list of ids.
    pub(crate) fn ids(&mut self, at: &At<'t>) -> Option<Vec<Placed<String>>> {
        if at.items().is_none() {
            let message = "`includes` needs a list of ids";
            return self.faults.refuse(at.place(), message, "write includes: [id, id], or includes: []");
        }
        self.words(at)
    }
}
