//! Builds unit costs, those from the library uprated to the price base.

use super::Draft;
use crate::distribution::{Distribution, Lognormal};
use crate::model::{EvidenceGroup, Kind, Notes, Term};
use crate::scenario::{Place, Placed, UnitCost, Value, WrittenLaw};

/// The mean cost of one occurrence of the event `id`.
pub(super) fn unit_cost(draft: &mut Draft<'_>, id: &str, value: &Value) -> Term {
    let path = format!("events.{id}.unit_cost");
    match &value.law {
        WrittenLaw::Library { id, times } => from_library(draft, &path, value, id, times.as_deref()),
        _ => draft.term(&path, value),
    }
}

fn from_library(draft: &mut Draft<'_>, path: &str, value: &Value, id: &str, times: Option<&Value>) -> Term {
    let times_path = format!("{path}.times");
    let times = times.map_or(Term::Certain(1.0), |times| draft.term(&times_path, times));
    if let Some(parameter) = times.parameter() {
        draft.values.raise(parameter, EvidenceGroup::PublishedUnitCosts);
    }
    let Some(entry) = entry(draft, &value.place, id) else { return Term::Certain(0.0) };
    let price = price(draft, value, id, entry);
    let term = product(price, times).scaled(value.scaled);
    let notes = Notes { source: entry.source.clone().or(value.remarks.source.clone()), ..Notes::from(&value.remarks) };
    draft.values.state_term(path, spelling(draft, id, entry, times, value.scaled), Kind::Money, notes, term, 0.0);
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
    if !entry.status.is_verified() && !draft.prices.allow_unverified {
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
fn price(draft: &mut Draft<'_>, value: &Value, id: &str, entry: &UnitCost) -> Term {
    let uprated = draft.prices.uprated(entry.value, entry.price_year).unwrap_or_else(|error| {
        let help = "choose a price base and costs within the series";
        draft.mistakes.add(&value.place, format!("the cost `{id}` cannot be uprated: {error}"), help);
        entry.value
    });
    let Some(standard_error) = entry.standard_error() else { return Term::Certain(uprated) };
    match Lognormal::from_mean_sd(uprated, standard_error * uprated / entry.value) {
        Ok(law) => {
            let spelling = format!("library {id}, standard error £{standard_error} ({})", entry.price_year);
            let (identity, group) = (format!("library.{id}"), EvidenceGroup::PublishedUnitCosts);
            let law = Distribution::Lognormal(law);
            let parameter = draft.values.parameter(&identity, value, spelling.clone(), group, law);
            let term = Term::Drawn { parameter, times: 1.0, low: 0.0, high: f64::INFINITY };
            let notes = Notes { source: entry.source.clone(), ..Notes::default() };
            draft.values.state_term(&identity, spelling, Kind::Money, notes, term, 0.0);
            term
        }
        Err(error) => {
            let message = format!("the standard error of the cost `{id}` cannot be used: {error}");
            draft.mistakes.add(&value.place, message, "correct the library");
            Term::Certain(uprated)
        }
    }
}

/// The product of a price and a number of units, both not negative and without an upper end.
fn product(price: Term, times: Term) -> Term {
    match (price, times) {
        (Term::Drawn { parameter: a, times, .. }, Term::Drawn { parameter: b, times: more, low, high }) => {
            Term::Product { parameters: [a, b], times: times * more, low, high }
        }
        (term, Term::Certain(factor)) | (Term::Certain(factor), term) => term.scaled(factor),
        (Term::Product { .. }, term) | (term, Term::Product { .. }) => term,
    }
}

/// "library mh_bedday_adult £719 (2024/25) uprated to 2021/22, times 35".
fn spelling(draft: &Draft<'_>, id: &str, entry: &UnitCost, times: Term, scaled: f64) -> String {
    let mut spelling = format!("library {id} {} ({})", Kind::Money.spelled(entry.value), entry.price_year);
    if let Some(base) = draft.prices.base.filter(|base| *base != entry.price_year) {
        spelling += &format!(", uprated to {base}");
    }
    match times.certain() {
        Some(1.0) => {}
        Some(times) => spelling += &format!(", times {}", Kind::Factor.spelled(times)),
        None => spelling += ", times an uncertain number",
    }
    if scaled != 1.0 {
        spelling += &format!(", times {}", Kind::Factor.spelled(scaled));
    }
    spelling
}
