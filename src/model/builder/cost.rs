//! Builds what an occurrence costs: a lump at its moment, stays that are paid as they run, or both.

use super::Draft;
use super::spelling::{multiplied, spelling};
use super::unit_cost::unit_cost;
use crate::model::{Expression, Spread, Stay, Term};
use crate::quantity::{Kind, TimeUnit};
use crate::scenario::{CostWritten, QuantityWritten, SpreadWritten, Value, VariesWritten, WrittenLaw};

/// What one occurrence costs.
#[derive(Debug)]
pub(super) struct Cost {
    /// £, paid at its moment.
    pub(super) lump: Term,
    /// What is paid as it runs.
    pub(super) stays: Vec<Stay>,
}

/// The cost of the event `id`.
pub(super) fn cost(draft: &mut Draft<'_>, id: &str, value: &Value) -> Cost {
    let mut stays = Vec::new();
    let lump = part(draft, &format!("events.{id}.unit_cost"), value, 1.0, &mut stays);
    Cost { lump, stays }
}

/// One part of a cost, times `factor`: what is paid at once, and what runs, which is added to `stays`.
fn part(draft: &mut Draft<'_>, path: &str, value: &Value, factor: f64, stays: &mut Vec<Stay>) -> Term {
    match &value.law {
        WrittenLaw::Sum(parts) => {
            let factor = factor * value.scaled;
            let before = stays.len();
            let mut lumps = Vec::new();
            for (place, written) in (1..).zip(parts) {
                lumps.push(part(draft, &format!("{path}.sum.{place}"), written, factor, stays));
            }
            let lump = total(&lumps);
            let all: Vec<Term> = std::iter::once(lump.clone()).chain(stays[before..].iter().map(whole)).collect();
            let spelling = format!("{} parts{}", parts.len(), multiplied(value.scaled));
            draft.values.state_term(path, spelling, Kind::Money, value.remarks.clone(), total(&all), 0.0);
            lump
        }
        WrittenLaw::Cost(written) => priced(draft, path, value, written, factor, stays),
        _ => unit_cost(draft, path, value).scaled(factor),
    }
}

/// A price and how much of it.
fn priced(
    draft: &mut Draft<'_>,
    path: &str,
    value: &Value,
    written: &CostWritten<Value>,
    factor: f64,
    stays: &mut Vec<Stay>,
) -> Term {
    let unit = unit_of(draft, written);
    for part in ["each", "times"] {
        draft.values.statements.counted_in(&format!("{path}.{part}"), unit.as_ref());
    }
    let price = unit_cost(draft, &format!("{path}.each"), &written.price).scaled(value.scaled * factor);
    let of = unit.as_ref().map_or_else(String::new, |unit| format!(" per {unit}"));
    let priced = format!("{}{of}", in_words(&written.price));
    let (spelling, cost, lump) = match &written.quantity {
        QuantityWritten::Times(times) => {
            let cost = price.product(draft.term(&format!("{path}.times"), times));
            (format!("{priced}, times {}", in_words(times)), cost.clone(), cost)
        }
        QuantityWritten::Length(length) => {
            let Some(unit) = unit.as_deref().and_then(TimeUnit::parse) else {
                let word = unit.unwrap_or_else(|| "a unit that its row does not name".to_owned());
                let message = format!("a price per {word} cannot run `for` a time");
                let help =
                    "write `times: …` for a number of them, or the price of a day, week, month or year under `each`";
                draft.mistakes.add(&value.place, message, help);
                return Term::Certain(0.0);
            };
            let rate = price.scaled(1.0 / unit.months());
            let stay = Stay { rate, length: draft.term(&format!("{path}.for"), length), unit };
            let cost = whole(&stay);
            stays.push(stay);
            (format!("{priced}, for {}", in_words(length)), cost, Term::Certain(0.0))
        }
    };
    let spelling = format!("{spelling}{}", multiplied(value.scaled));
    draft.values.state_term(path, spelling, Kind::Money, value.remarks.clone(), cost, 0.0);
    lump
}

/// What one unit is: as written, or as the row of the library says.
fn unit_of(draft: &Draft<'_>, written: &CostWritten<Value>) -> Option<String> {
    if let Some(per) = &written.per {
        return Some(per.clone());
    }
    let WrittenLaw::Library { id, .. } = &written.price.law else { return None };
    draft.prices.library?.get(id)?.per.clone()
}

/// A value as it was written, or where it stands.
fn in_words(value: &Value) -> String {
    match &value.law {
        WrittenLaw::Shared { name, times } => format!("shared.{name}{}", multiplied(*times)),
        WrittenLaw::Library { id, .. } => format!("library {id}"),
        _ => spelling(value, value.scaled),
    }
}

/// What all of a stay costs, £, where nothing ends it early.
fn whole(stay: &Stay) -> Term {
    stay.rate.clone().product(stay.length.clone())
}

/// The sum of costs.
fn total(parts: &[Term]) -> Term {
    let drawn: Vec<&Term> = parts.iter().filter(|part| part.certain() != Some(0.0)).collect();
    match drawn[..] {
        [] => Term::Certain(0.0),
        [only] => only.clone(),
        _ => match drawn.iter().map(|part| part.certain()).sum() {
            Some(sum) => Term::Certain(sum),
            None => Term::unlimited(Expression::Sum(drawn.into_iter().map(Expression::from).collect())),
        },
    }
}

/// The laws of the factors on all that an occurrence costs and on how long it runs.
pub(super) fn spreads(written: Option<SpreadWritten<VariesWritten>>, runs: bool) -> (Spread, Spread) {
    match written {
        None => (Spread::None, Spread::None),
        Some(SpreadWritten::Whole(varies)) if runs => (Spread::None, spread(varies)),
        Some(SpreadWritten::Whole(varies)) => (spread(varies), Spread::None),
        Some(SpreadWritten::Apart { each, length }) => {
            (each.map_or(Spread::None, spread), length.map_or(Spread::None, spread))
        }
    }
}

fn spread(written: VariesWritten) -> Spread {
    match written {
        VariesWritten { gamma: Some(cv), .. } => Spread::Gamma(cv),
        VariesWritten { lognormal: Some(cv), .. } => Spread::Lognormal(cv),
        VariesWritten { .. } => Spread::None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{TOP, plan};
    use crate::model::Spread;

    fn costing(rest: &str) -> String {
        format!("{TOP}cohort: {{people: 9}}\nevents:\n  a: {{rate: 1, paid_by: {{nhs: 100%}}, {rest}}}\n")
    }

    #[test]
    fn a_price_is_paid_at_once_or_as_it_runs() {
        let event = plan(&costing("unit_cost: {each: £700, per: bed day, times: 35}")).base.events.remove(0);
        assert_eq!((event.unit_cost.certain(), event.stays.len()), (Some(24_500.0), 0));
        let event = plan(&costing("unit_cost: {each: £700, per: week, for: 26 weeks}")).base.events.remove(0);
        assert_eq!(event.unit_cost.certain(), Some(0.0));
        let stay = &event.stays[0];
        let week = 7.0 / 30.4375;
        assert!((stay.rate.certain().unwrap() - 700.0 / week).abs() < 1e-9);
        assert!((stay.length.certain().unwrap() - 26.0 * week).abs() < 1e-12);
    }

    #[test]
    fn parts_of_a_cost_are_scaled_together() {
        let text = costing(
            "unit_cost: {sum: [£500, {each: £10, times: {uniform: {low: 1, high: 3}}}, {each: £900, per: month, for: 6 months}]}",
        ) + "shocks: {dear: {scale: {events.a.unit_cost: 200%}}}\n";
        let event = plan(&text).base.events.remove(0);
        assert_eq!(event.unit_cost.value(&[2.0]), 520.0);
        assert_eq!(event.stays[0].rate.certain(), Some(900.0));
        let reading = super::super::example::reading(&text, &[]);
        let shocked = crate::model::build_shocked(&reading, &reading.shocks[0].value).unwrap();
        assert_eq!(shocked.base.events[0].unit_cost.value(&[2.0]), 1_040.0);
        assert_eq!(shocked.base.events[0].stays[0].rate.certain(), Some(1_800.0));
    }

    #[test]
    fn each_price_number_and_length_has_a_row_of_its_own() {
        let plan = plan(&costing(
            "unit_cost: {each: {gamma: {mean: £719, sd: £60}}, per: week, for: {pert: {low: 10 weeks, mode: 26 weeks, high: 104 weeks}}}",
        ));
        let rows: Vec<_> = plan.assumptions().into_iter().map(|row| (row.path, row.spelling)).collect();
        let said = |path: &str| rows.iter().find(|(known, _)| known == path).map(|(_, said)| said.as_str());
        assert_eq!(said("events.a.unit_cost.each"), Some("gamma, mean £719, sd £60"));
        assert_eq!(
            said("events.a.unit_cost"),
            Some("gamma, mean £719, sd £60 per week, for PERT, low 10 weeks, mode 26 weeks, high 104 weeks")
        );
        assert!(said("events.a.unit_cost.for").is_some());
    }

    #[test]
    fn what_varies_is_the_length_where_a_cost_runs() {
        let of = |cost: &str, varies: &str| {
            let event = plan(&costing(&format!("unit_cost: {cost}, varies: {varies}"))).base.events.remove(0);
            (event.varies, event.stay_varies)
        };
        let runs = "{each: £900, per: week, for: 6 months}";
        let spread = "{gamma: {cv: 80%}}";
        assert_eq!(of("£900", spread), (Spread::Gamma(0.8), Spread::None));
        assert_eq!(of(runs, spread), (Spread::None, Spread::Gamma(0.8)));
        let apart = "{each: {gamma: {cv: 80%}}, for: {lognormal: {cv: 50%}}}";
        assert_eq!(of(runs, apart), (Spread::Gamma(0.8), Spread::Lognormal(0.5)));
    }
}
