//! Builds what support costs, who pays for it and when, every amount at the price base.

use super::{Draft, spelling::label};
use crate::model::{Capacity, Funding, Programme};
use crate::scenario::{CapacityWritten, Entry, FundingWritten, Prices, ProgrammeWritten, YearAmount};

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
        let amount = if line.prices == Some(Prices::Outturn) { outturn(draft, entry, year) } else { written };
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

#[cfg(test)]
mod tests {
    use super::super::example::{mistakes, plan, with};

    fn funding(written: &str) -> String {
        with(&format!("programme: {{funding: [{written}]}}\n"))
    }

    #[test]
    fn outturn_amounts_are_deflated_and_spread_over_their_part_year() {
        let plan = plan(&funding(
            "{label: Fund, payer: care, amounts: {2020/21: £70k, 2021/22: £100k, 2022/23: £100k, 2023/24: £10k}, prices: outturn}",
        ));
        let funding = &plan.base.programme.as_ref().unwrap().funding;
        let windows: Vec<_> = funding.iter().map(|entry| (entry.year, entry.from, entry.to)).collect();
        // From September 2020 for 24 months: the span ends in August 2022, and 2023/24 lies after it.
        assert_eq!(windows, [(0, 0.0, 7.0), (1, 7.0, 19.0), (2, 19.0, 24.0), (3, 31.0, 43.0)]);
        // The series shipped: 85.376, 85.591, 91.565 and 96.416.
        let expected = [70e3 * 85.591 / 85.376, 100e3, 100e3 * 85.591 / 91.565, 10e3 * 85.591 / 96.416];
        for (entry, expected) in funding.iter().zip(expected) {
            assert!((entry.amount - expected).abs() < 1e-6, "{entry:?}");
        }
        assert_eq!((funding[0].written, funding[0].payer, funding[0].label.as_str()), (70e3, 2, "Fund"));
        let labels: Vec<&str> = plan.years.iter().map(|year| year.label.as_str()).collect();
        assert_eq!(labels, ["2020/21, from September", "2021/22", "2022/23, to August", "2023/24"]);
    }

    #[test]
    fn a_list_counts_part_financial_years_from_the_start() {
        let plan = plan(&funding("{payer: nhs, amounts: [£7k, £12k], prices: outturn}"));
        let funding = &plan.base.programme.as_ref().unwrap().funding;
        assert_eq!((funding[0].from, funding[0].to, funding[1].to), (0.0, 7.0, 19.0));
        assert!((funding[0].amount - 7e3 * 85.591 / 85.376).abs() < 1e-9);
        assert_eq!(funding[1].amount, 12e3);
        assert_eq!(funding[0].label, "Nhs");
    }

    #[test]
    fn without_a_start_years_are_counted_from_the_first() {
        let text = funding("{payer: nhs, amounts: [£7k, £12k]}").replace("starts: 2020-09\n", "");
        let plan = plan(&text);
        let funding = &plan.base.programme.as_ref().unwrap().funding;
        assert_eq!((funding[1].from, funding[1].to, funding[1].amount), (12.0, 24.0, 12e3));
        assert_eq!(plan.years[1].label, "Year 2");
    }

    #[test]
    fn outturn_needs_a_year_and_a_price_base() {
        let listed = funding("{payer: nhs, amounts: [£7k], prices: outturn}");
        let said = mistakes(&listed.replace("starts: 2020-09\n", ""));
        assert!(said[0].contains("names no financial year; name its financial year"), "{said:?}");
        let said = mistakes(&listed.replace("price_base: 2021/22\n", ""));
        assert!(said[0].contains("needs a price base to be deflated to; add the price year"), "{said:?}");
        let said = mistakes(&funding("{payer: nhs, amounts: {2050/51: £7k}, prices: outturn}"));
        assert!(said[0].contains("the GDP deflator does not cover 2050/51"), "{said:?}");
    }

    #[test]
    fn funding_needs_a_known_payer_and_a_year_of_the_programme() {
        let said = mistakes(&funding("{payer: nhss, amounts: {2019/20: £7k}}"));
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].contains("there is no payer `nhss`; did you mean `nhs`?"));
        assert!(said[1].contains("2019/20 is over before the programme starts, in September 2020"));
    }
}
