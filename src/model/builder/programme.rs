//! Builds what support costs, who pays for it and when, every amount at the price base.

use super::unit_cost::unit_cost;
use super::{Draft, spelling::label};
use crate::model::{Capacity, Expression, Funding, FundingCost, Programme, Term, YearFunding};
use crate::quantity::Kind;
use crate::scenario::{
    CapacityWritten, Entry, FundingUnit, FundingWritten, Prices, ProgrammeWritten, Value, WrittenLaw, YearAmount,
};

pub(super) fn programme(draft: &mut Draft<'_>, written: &ProgrammeWritten, span: f64) -> Programme {
    let uplift = draft.optional("programme.uplift", written.uplift.as_ref(), 0.0);
    let mut lines = Vec::new();
    for (place, line) in (1..).zip(&written.funding) {
        funding(draft, place, line, &uplift, span, &mut lines);
    }
    Programme { funding: lines, capacity: written.capacity.as_ref().map(|written| capacity(draft, written)) }
}

/// Adds the entries of a funding line.
fn funding(
    draft: &mut Draft<'_>,
    place: usize,
    line: &FundingWritten,
    uplift: &Term,
    span: f64,
    lines: &mut Vec<Funding>,
) {
    let path = &format!("programme.funding.{place}");
    let payer = draft.payers.find(&line.payer, draft.mistakes);
    let label = label(line.label.as_ref(), &line.payer.value);
    let uplift = match &line.uplift {
        Some(own) => draft.term(&format!("{path}.uplift"), own),
        None => uplift.clone(),
    };
    let mut add = |cost: FundingCost| {
        lines.extend(payer.map(|payer| Funding {
            line: place,
            label: label.clone(),
            payer,
            cost,
            uplift: uplift.clone(),
        }));
    };
    if let (Some(each), Some(unit)) = (&line.each, &line.per) {
        add(following(draft, path, line, each, unit.value));
    }
    for entry in &line.amounts {
        if let Some(amount) = amount(draft, path, line, entry, span) {
            add(FundingCost::Amount(amount));
        }
    }
}

/// One amount of a line, in its (part-)year.
fn amount(
    draft: &mut Draft<'_>,
    path: &str,
    line: &FundingWritten,
    entry: &Entry<YearAmount<Value>>,
    span: f64,
) -> Option<YearFunding> {
    let year = draft.year(entry.value.year, &entry.place)?;
    let written = draft.limited(&format!("{path}.amounts.{}", entry.id), &entry.value.amount, Kind::Amount);
    let factor = if line.prices == Some(Prices::Outturn) { deflator(draft, entry, year) } else { 1.0 };
    let (from, to) = draft.calendar.window_within(year, span);
    Some(YearFunding { year, from, to, amount: written.clone().scaled(factor), written })
}

/// £1 in the cash of a year, at the price base.
fn deflator(draft: &mut Draft<'_>, entry: &Entry<YearAmount<Value>>, year: usize) -> f64 {
    let price_year = draft.calendar.financial(year);
    draft.prices.deflated(1.0, price_year).unwrap_or_else(|error| {
        draft.mistakes.add(&entry.place, error.to_string(), error.help());
        1.0
    })
}

/// So much for each person or month.
fn following(draft: &mut Draft<'_>, path: &str, line: &FundingWritten, each: &Value, unit: FundingUnit) -> FundingCost {
    let word = unit.to_string();
    draft.values.statements.counted_in(&format!("{path}.each"), Some(&word));
    let price = match each.law {
        WrittenLaw::Library { .. } => unit_cost(draft, &format!("{path}.each"), each),
        _ => draft.limited(&format!("{path}.each"), each, Kind::Amount),
    };
    let engaged = unit.engaged();
    if unit.is_month() {
        let length = line.r#for.as_ref().map(|length| draft.term(&format!("{path}.for"), length));
        return FundingCost::Month { each: price, length, engaged };
    }
    let each = match &line.times {
        None => price,
        Some(times) => multiplied(price, draft.term(&format!("{path}.times"), times)),
    };
    FundingCost::Person { each, engaged }
}

/// A price, which may be below zero, times a number.
fn multiplied(price: Term, times: Term) -> Term {
    match (price.certain(), times.certain()) {
        (None, None) => {
            Term::unlimited(Expression::Product([Expression::from(&price), Expression::from(&times)].into()))
        }
        (Some(price), None) if price < 0.0 => {
            Term::unlimited(Expression::Product([Expression::Constant(price), Expression::from(&times)].into()))
        }
        _ => price.product(times),
    }
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
    use crate::model::{FundingCost, Plan, Term, YearFunding};

    fn funding(written: &str) -> String {
        with(&format!("programme: {{funding: [{written}]}}\n"))
    }

    fn amounts(plan: &Plan) -> Vec<&YearFunding> {
        let funding = &plan.base.programme.as_ref().unwrap().funding;
        funding.iter().filter_map(|line| line.amount(&[]).map(|(_, year)| year)).collect()
    }

    fn worth(term: &Term) -> f64 {
        term.certain().unwrap()
    }

    #[test]
    fn outturn_amounts_are_deflated_and_spread_over_their_part_year() {
        let plan = plan(&funding(
            "{label: Fund, payer: care, amounts: {2020/21: £70k, 2021/22: £100k, 2022/23: £100k, 2023/24: £10k}, prices: outturn}",
        ));
        let funding = amounts(&plan);
        let windows: Vec<_> = funding.iter().map(|entry| (entry.year, entry.from, entry.to)).collect();
        // From September 2020 for 24 months: the span ends in August 2022, and 2023/24 lies after it.
        assert_eq!(windows, [(0, 0.0, 7.0), (1, 7.0, 19.0), (2, 19.0, 24.0), (3, 31.0, 43.0)]);
        // The series shipped: 85.376, 85.591, 91.565 and 96.416.
        let expected = [70e3 * 85.591 / 85.376, 100e3, 100e3 * 85.591 / 91.565, 10e3 * 85.591 / 96.416];
        for (entry, expected) in funding.iter().zip(expected) {
            assert!((worth(&entry.amount) - expected).abs() < 1e-6, "{entry:?}");
        }
        let line = &plan.base.programme.as_ref().unwrap().funding[0];
        assert_eq!((worth(&funding[0].written), line.payer, line.label.as_str()), (70e3, 2, "Fund"));
        let labels: Vec<&str> = plan.years.iter().map(|year| year.label.as_str()).collect();
        assert_eq!(labels, ["2020/21, from September", "2021/22", "2022/23, to August", "2023/24"]);
    }

    #[test]
    fn a_list_counts_part_financial_years_from_the_start() {
        let plan = plan(&funding("{payer: nhs, amounts: [£7k, £12k], prices: outturn}"));
        let funding = amounts(&plan);
        assert_eq!((funding[0].from, funding[0].to, funding[1].to), (0.0, 7.0, 19.0));
        assert!((worth(&funding[0].amount) - 7e3 * 85.591 / 85.376).abs() < 1e-9);
        assert_eq!(worth(&funding[1].amount), 12e3);
        assert_eq!(plan.base.programme.as_ref().unwrap().funding[0].label, "Nhs");
    }

    #[test]
    fn without_a_start_years_are_counted_from_the_first() {
        let text = funding("{payer: nhs, amounts: [£7k, £12k]}").replace("starts: 2020-09\n", "");
        let plan = plan(&text);
        let funding = amounts(&plan);
        assert_eq!((funding[1].from, funding[1].to, worth(&funding[1].amount)), (12.0, 24.0, 12e3));
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

    #[test]
    fn a_line_may_follow_the_people() {
        let plan = plan(&funding(
            "{payer: nhs, each: {normal: {mean: -£2, sd: £1}}, times: {uniform: {low: 1, high: 3}}, per: person}, \
             {payer: care, each: £100, per: engaged month, for: 9 months, uplift: {grade: 4}}",
        ));
        let [dressings, months] = &plan.base.programme.as_ref().unwrap().funding[..] else { panic!() };
        let FundingCost::Person { each, engaged: false } = &dressings.cost else { panic!("{dressings:?}") };
        // A price below zero stays so, whatever it is multiplied by.
        assert_eq!(each.value(&[-2.0, 3.0]), -6.0);
        assert_eq!(dressings.uplifted(-6.0, &[]), -6.0);
        let FundingCost::Month { length: Some(length), engaged: true, .. } = &months.cost else { panic!("{months:?}") };
        assert_eq!(length.certain(), Some(9.0));
        assert!((months.uplifted(100.0, &[]) - 115.0).abs() < 1e-12);
        let paths: Vec<&str> = plan.parameters.iter().map(|parameter| parameter.path.as_str()).collect();
        assert_eq!(paths, ["programme.funding.1.each", "programme.funding.1.times"]);
    }
}
