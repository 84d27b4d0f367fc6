//! Builds unit costs, those from the library uprated to the price base.

use super::value::judged;
use super::{Draft, cases, spelling};
use crate::distribution::{Distribution, Lognormal};
use crate::model::{EvidenceGroup, Parameter, Term};
use crate::quantity::{Kind, Remarks, amount_per};
use crate::scenario::{Place, Placed, PublishedSpread, Status, UnitCost, Value, WrittenLaw};

/// A price, or what an occurrence costs at once, at `path`.
pub(super) fn unit_cost(draft: &mut Draft<'_>, path: &str, value: &Value) -> Term {
    match &value.law {
        WrittenLaw::Library { id, times } => from_library(draft, path, value, id, times.as_deref()),
        WrittenLaw::Cases(name) if value.identity == path => {
            let term = draft.values.worth(path, value, draft.scenario, draft.mistakes).scaled(value.scaled);
            // Costs that rose count: what an occurrence saved may be less than nothing, and is not cut off there.
            let flag = draft.studies.map(|studies| cases::bare(studies, studies.known(draft.view), name));
            let spelling = format!("{}{}", spelling::spelling(value, value.scaled), flag.unwrap_or_default());
            draft.values.state_term(path, spelling, Kind::Money, value.remarks.clone(), term.clone(), 0.0);
            term
        }
        _ => draft.term(path, value),
    }
}

fn from_library(draft: &mut Draft<'_>, path: &str, value: &Value, id: &str, times: Option<&Value>) -> Term {
    let times_path = format!("{path}.times");
    let per = draft.prices.library.and_then(|library| library.get(id)).and_then(|entry| entry.per.as_ref());
    draft.values.statements.counted_in(&times_path, per);
    let times = times.map_or(Term::Certain(1.0), |times| draft.term(&times_path, times));
    for parameter in times.parameters() {
        draft.values.raise(parameter, EvidenceGroup::PublishedUnitCosts);
    }
    let Some(entry) = entry(draft, &value.place, id) else { return Term::Certain(0.0) };
    let price = price(draft, path, value, id, entry);
    let term = price.product(times.clone()).scaled(value.scaled);
    let own = value.remarks.clone();
    let remarks = if own == Remarks::default() { entry.remarks.clone() } else { own };
    draft.values.state_term(
        path,
        library_spelling(draft, id, entry, &times, value.scaled),
        Kind::Money,
        remarks,
        term.clone(),
        0.0,
    );
    term
}

/// The entry of the library, unless there is none or it may not be used.
fn entry<'a>(draft: &mut Draft<'a>, place: &Place, id: &str) -> Option<&'a UnitCost> {
    let Some(library) = draft.prices.library else {
        let message = format!("the cost `{id}` comes from a library, but the scenario names none");
        draft.mistakes.add(place, message, "add `library: unit_costs.yaml` or `library: builtin` at the top");
        return None;
    };
    let Some(entry) = library.get(id) else {
        let name = Placed { value: id.to_owned(), place: place.clone() };
        draft.mistakes.unknown("cost in the library", &name, library.ids());
        return None;
    };
    if entry.status == Status::Recalled && !draft.prices.allow_unverified {
        let message = format!("the cost `{id}` is quoted from memory and was never checked against its source");
        draft.mistakes.add(
            place,
            message,
            "use a checked cost, or write `allow_unverified: true` at the top, which is reported",
        );
    }
    Some(entry)
}

/// The price of one unit at the price base: certain, or one lognormal parameter for all events that use the entry when
/// its spread is a standard error.
fn price(draft: &mut Draft<'_>, path: &str, value: &Value, id: &str, entry: &UnitCost) -> Term {
    let uprated = draft.prices.uprated(entry.value, entry.price_year).unwrap_or_else(|error| {
        let help = "choose a price base and costs within the series";
        draft.mistakes.add(&value.place, format!("the cost `{id}` cannot be uprated: {error}"), help);
        entry.value
    });
    let Some(standard_error) = entry.spread.as_ref().and_then(standard_error) else { return Term::Certain(uprated) };
    match Lognormal::from_mean_sd(uprated, standard_error * uprated / entry.value) {
        Ok(law) => {
            let error = amount_per(&format!("£{standard_error}"), entry.per.as_deref());
            let spelling = format!("library {id}, standard error {error} ({})", entry.price_year);
            let (identity, remarks) = (format!("library.{id}"), entry.remarks.clone());
            let parameter = Parameter {
                path: identity.clone(),
                group: EvidenceGroup::PublishedUnitCosts,
                remarks: remarks.clone(),
                ..judged(value, spelling.clone())
            };
            let parameter = draft.values.parameter(parameter, Distribution::Lognormal(law));
            draft.values.read_at(path, parameter);
            let term = Term::parameter(parameter).within(0.0, f64::INFINITY);
            draft.values.state_term(&identity, spelling, Kind::Money, remarks, term.clone(), 0.0);
            term
        }
        Err(error) => {
            let message = format!("the standard error of the cost `{id}` cannot be used: {error}");
            draft.mistakes.add(&value.place, message, "correct the library");
            Term::Certain(uprated)
        }
    }
}

/// The standard error of a mean whose published spread is the mean less and plus one; `None` for a spread of cases.
fn standard_error(spread: &PublishedSpread) -> Option<f64> {
    let half_width = (spread.high? - spread.low?) / 2.0;
    (spread.is_standard_error() && half_width > 0.0).then_some(half_width)
}

/// "library mh_bedday_adult £719 per bed day (2024/25), uprated to 2021/22, times 35".
fn library_spelling(draft: &Draft<'_>, id: &str, entry: &UnitCost, times: &Term, scaled: f64) -> String {
    let price = amount_per(&Kind::Money.spelled(entry.value), entry.per.as_deref());
    let mut spelling = format!("library {id} {price} ({})", entry.price_year);
    if let Some(base) = draft.prices.base.filter(|base| *base != entry.price_year) {
        spelling += &format!(", uprated to {base}");
    }
    match times.certain() {
        Some(times) => spelling += &spelling::multiplied(times),
        None => spelling += ", times an uncertain number",
    }
    spelling + &spelling::multiplied(scaled)
}

#[cfg(test)]
mod tests {
    use super::super::example::{TOP, drawn, plan};
    use crate::model::EvidenceGroup;

    fn costing(first: &str, second: &str) -> String {
        format!(
            "{TOP}library: costs.yaml
cohort: {{people: 9}}
events:
  a: {{rate: 1, unit_cost: {first}, paid_by: {{nhs: 100%}}}}
  b: {{rate: 1, unit_cost: {second}, paid_by: {{nhs: 100%}}}}
"
        )
    }

    #[test]
    fn a_library_cost_is_uprated_and_multiplied() {
        let plan = plan(&costing(
            "{library: bed_day, times: 35}",
            "{library: bed_day, times: {uniform: {low: 10, high: 20}}}",
        ));
        let uprated = 700.0 * 85.591 / 91.565;
        let [a, b] = &plan.base.events[..] else { panic!() };
        assert!((a.unit_cost.certain().unwrap() - 35.0 * uprated).abs() < 1e-9);
        let (parameter, times, high) = drawn(&b.unit_cost);
        assert!((times - uprated).abs() < 1e-12);
        assert_eq!(high, f64::INFINITY);
        assert_eq!(plan.parameters[parameter].path, "events.b.unit_cost.times");
        assert_eq!(plan.parameters[parameter].group, EvidenceGroup::PublishedUnitCosts);
        let row = plan.assumptions().into_iter().find(|row| row.path == "events.a.unit_cost").unwrap();
        assert_eq!(row.spelling, "library bed_day £700 per bed day (2022/23), uprated to 2021/22, times 35");
        assert_eq!(row.remarks.source.as_deref(), Some("a schedule"));
    }

    #[test]
    fn a_standard_error_is_one_draw_for_all_events_that_use_the_cost() {
        let plan = plan(&costing("{library: visit}", "{library: visit, times: {uniform: {low: 1, high: 3}}}"));
        let [a, b] = &plan.base.events[..] else { panic!() };
        let (visit, ..) = drawn(&a.unit_cost);
        assert_eq!(plan.parameters[visit].path, "library.visit");
        let [price, number] = b.unit_cost.parameters()[..] else { panic!("{b:?}") };
        assert_eq!(price, visit);
        assert_eq!(plan.parameters[number].path, "events.b.unit_cost.times");
        let row = plan.assumptions().into_iter().find(|row| row.path == "library.visit").unwrap();
        assert!((row.mean - 100.0).abs() < 1e-9);
        assert_eq!(row.spelling, "library visit, standard error £10 per visit (2021/22)");
        // A lognormal of mean 100 and sd 10: σ² = ln 1.01, and quantiles at exp(ln 100 - σ²/2 ± 1.96σ).
        let sigma = 1.01_f64.ln().sqrt();
        let quantile = |z: f64| (100.0_f64.ln() - sigma * sigma / 2.0 + z * sigma).exp();
        assert!((row.p2_5 - quantile(-1.959_963_984_540_054)).abs() < 1e-6);
        assert!((row.p97_5 - quantile(1.959_963_984_540_054)).abs() < 1e-6);
    }

    #[test]
    fn without_a_price_base_a_cost_is_as_written() {
        let text = costing("{library: bed_day}", "£1").replace("price_base: 2021/22\n", "");
        assert_eq!(plan(&text).base.events[0].unit_cost.certain(), Some(700.0));
    }
}
