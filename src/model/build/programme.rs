//! Builds what support costs, who pays for it and when, every amount at the price base.

use super::{Draft, draft::label};
use crate::model::{Capacity, Funding, Programme};
use crate::scenario::{CapacityWritten, Entry, FundingWritten, ProgrammeWritten, YearAmount};

pub(super) fn programme(draft: &mut Draft<'_>, written: &ProgrammeWritten, span: f64) -> Programme {
    let funding = written.funding.iter().flat_map(|line| funding(draft, line, span)).collect();
    Programme { funding, capacity: written.capacity.as_ref().map(|written| capacity(draft, written)) }
}

/// One entry for each amount of a funding line.
fn funding(draft: &mut Draft<'_>, line: &FundingWritten, span: f64) -> Vec<Funding> {
    let payer = draft.payers.find(&line.payer, draft.mistakes);
    let mut entries = Vec::new();
    for entry in &line.amounts {
        let Some(year) = draft.year(entry.value.year, &entry.place) else { continue };
        let written = entry.value.amount;
        let amount = if line.outturn { outturn(draft, entry, year) } else { written };
        if let Some(payer) = payer {
            let (from, to) = draft.calendar.window_within(year, span);
            let label = label(line.label.as_ref(), &line.payer.value);
            entries.push(Funding { label, payer, year, from, to, amount, written });
        }
    }
    entries
}

/// An amount in the cash of its year, deflated to the price base.
fn outturn(draft: &mut Draft<'_>, entry: &Entry<YearAmount>, year: usize) -> f64 {
    let price_year = draft.calendar.financial(year);
    draft.prices.deflated(entry.value.amount, price_year).unwrap_or_else(|error| {
        draft.mistakes.add(&entry.place, error.to_string(), error.help());
        entry.value.amount
    })
}

fn capacity(draft: &mut Draft<'_>, written: &CapacityWritten) -> Capacity {
    let coordinators = written
        .coordinators
        .iter()
        .filter_map(|entry| Some((draft.year(entry.value.year, &entry.place)?, entry.value.amount)))
        .collect();
    let path = |field: &str| format!("programme.capacity.{field}");
    Capacity {
        coordinators,
        new_people_each: draft.term(&path("new_people_each"), &written.new_people_each),
        cost_each: written.cost_each.as_ref().map(|value| draft.term(&path("cost_each"), value)),
    }
}
