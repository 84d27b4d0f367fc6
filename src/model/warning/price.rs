//! Objects to money whose year is not said, or is long past.

use super::wording::library_cost;
use crate::model::{Plan, latest_prices};
use crate::quantity::FinancialYear;
use crate::scenario::{Entry, Reading, Scenario, YearAmount, YearRef, uprate};
use std::collections::BTreeSet;

/// W07.
pub(super) fn no_base(reading: &Reading, plan: &Plan) -> Option<String> {
    if plan.price_base.is_some() {
        return None;
    }
    let library = reading.library.as_ref();
    let costs = reading.base.events.iter().filter_map(|entry| library_cost(&entry.value.unit_cost));
    let years: BTreeSet<u16> = costs.filter_map(|id| Some(library?.get(id)?.price_year.start())).collect();
    let mixed = if years.len() > 1 {
        let years: Vec<String> = years.iter().map(|start| FinancialYear::starting(*start).to_string()).collect();
        format!(" (library costs of {} are added up as if a pound were the same in all of them)", years.join(", "))
    } else {
        String::new()
    };
    Some(format!(
        "no `price_base` is given: every result is in prices as written, whatever years they are of{mixed}; add the price \
         year of the results at the top, such as `price_base: 2024/25`"
    ))
}

/// W22.
pub(super) fn unsaid(reading: &Reading, _: &Plan) -> Option<String> {
    let scenario = &reading.base;
    let base = scenario.price_base.as_ref()?.value;
    let later = |year: FinancialYear| year.start() > base.start();
    let funding = scenario.programme.iter().flat_map(|programme| &programme.funding).filter(|line| {
        line.prices.is_none() && line.amounts.iter().filter_map(|amount| year_of(scenario, amount)).any(later)
    });
    let funding = funding.map(|line| format!("the funding “{}”", line.label.as_ref().unwrap_or(&line.payer.value)));
    let targets = scenario.targets.iter().filter(|entry| {
        let target = &entry.value;
        target.prices.is_none() && target.year.as_ref().is_some_and(|year| later(year.value))
    });
    let targets = targets.map(|entry| format!("the target `{}`", entry.id));
    let named: Vec<String> = funding.chain(targets).collect();
    (!named.is_empty()).then(|| {
        format!(
            "an amount of a year after {base} does not say in which prices it is, and is taken to be in those of {base}: {}; a \
             budget is usually cash of its own year, which is worth less; write `prices: outturn` for cash of the year, or \
             `prices: base`",
            named.join(", ")
        )
    })
}

/// The financial year of an amount.
fn year_of<T>(scenario: &Scenario, amount: &Entry<YearAmount<T>>) -> Option<FinancialYear> {
    match amount.value.year {
        YearRef::Financial(year) => Some(year),
        YearRef::Nth(index) => {
            let first = scenario.starts.as_ref()?.value.financial_year();
            Some(first.plus_years(u16::try_from(index).unwrap_or(u16::MAX)))
        }
    }
}

/// W23. There is no clock here: the same scenario always gives the same warnings. Today is the last year that the price
/// series does not forecast.
pub(super) fn old_base(_: &Reading, plan: &Plan) -> Option<String> {
    const OLD: u16 = 3;
    let base = plan.price_base?;
    let known = latest_prices();
    let years = known.start().checked_sub(base.start()).filter(|years| *years > OLD)?;
    let pound = uprate(1.0, base, known).ok()?;
    Some(format!(
        "the price base {base} lies {years} years before {known}, the last year that the price series here does not forecast: \
         £1 of {base} is £{pound:.2} of {known}, so that every result looks smaller than it is today; set \
         `price_base: {known}`, or silence this with the reason"
    ))
}
