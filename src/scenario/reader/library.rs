//! Reads a library of unit costs: a YAML file in which each entry has a value, a price year, a source and a status.

use super::Reader;
use super::cursor::At;
use crate::quantity::{FinancialYear, Kind};
use crate::scenario::choice::Status;
use crate::scenario::diagnostic::Collected;
use crate::scenario::language::{SPREAD, UNIT_COST};
use crate::scenario::library::{Library, Spread, UnitCost};
use crate::scenario::tree::{Content, Node};
use serde::Deserialize;

/// An entry as the file spells it, every number still text.
#[derive(Debug, Deserialize)]
struct Spelled {
    label: String,
    value: String,
    spread: Option<SpelledSpread>,
    price_year: String,
    paid_by: Option<serde_yaml::Mapping>,
    licence: String,
    status: Status,
    #[serde(default)]
    includes: Vec<String>,
}

/// A spread as the file spells it.
#[derive(Debug, Deserialize)]
struct SpelledSpread {
    low: Option<String>,
    high: Option<String>,
    is: String,
}

/// The library in a tree that was checked for limits and duplicate keys.
pub(crate) fn library(name: String, tree: &Node, faults: &mut Collected) -> Option<Library> {
    let root = At::root(tree);
    let mut reader = Reader::new(faults, None);
    let entries = reader.entries(&root, "a unit cost", unit_cost)?;
    Some(Library { name, entries })
}

/// One entry: its keys are checked with their places, then serde turns it into types.
fn unit_cost(reader: &mut Reader<'_>, at: &At<'_>) -> Option<UnitCost> {
    let at = reader.block(at, UNIT_COST)?;
    if !well_formed(reader, &at) {
        return None;
    }
    let spelled: Spelled = match serde_yaml::from_value(to_yaml(at.node)) {
        Ok(spelled) => spelled,
        Err(error) => {
            let message = format!("the unit cost `{}` cannot be read: {error}", at.key());
            return reader.refuse(at.key_place(), message, "compare it with an entry that works");
        }
    };
    let value_at = at.get("value")?;
    let value = number(reader, &value_at, Kind::Money, &spelled.value);
    let spread = match (&spelled.spread, at.get("spread")) {
        (Some(spelled), Some(at)) => Some(published_spread(reader, &at, spelled)?),
        _ => None,
    };
    let price_year: Option<FinancialYear> =
        at.get("price_year").and_then(|at| reader.parsed(&at, |_| spelled.price_year.parse()));
    let paid_by = match at.get("paid_by") {
        Some(at) if spelled.paid_by.is_some() => reader.paid_by(&at)?,
        _ => Vec::new(),
    };
    Some(UnitCost {
        label: spelled.label,
        value: value?,
        spread,
        price_year: price_year?,
        paid_by: paid_by.into_iter().map(|entry| (entry.id, entry.value)).collect(),
        licence: spelled.licence,
        status: spelled.status,
        includes: spelled.includes,
        place: value_at.place(),
        remarks: reader.remarks(&at),
    })
}

/// A spread with its numbers.
fn published_spread(reader: &mut Reader<'_>, at: &At<'_>, spelled: &SpelledSpread) -> Option<Spread> {
    let mut end = |key: &str, text: &Option<String>| match (text, at.get(key)) {
        (Some(text), Some(at)) => number(reader, &at, Kind::Money, text).map(Some),
        _ => Some(None),
    };
    let (low, high) = (end("low", &spelled.low)?, end("high", &spelled.high)?);
    let spread = Spread { low, high, is: spelled.is.clone() };
    if (low.is_none() && high.is_none()) || (spread.is_standard_error() && (low.is_none() || high.is_none())) {
        let message = "`spread` needs `low` and `high`";
        return reader.refuse(at.key_place(), message, "only what is not a standard error may leave one of them out");
    }
    Some(spread)
}

/// Whether every required key is there and every value has the shape that serde expects.
fn well_formed(reader: &mut Reader<'_>, at: &At<'_>) -> bool {
    let label = reader.required(at, "label", "…").and_then(|at| reader.text(&at));
    let value = reader.required(at, "value", "£719").and_then(|at| reader.text(&at));
    let year = reader.required(at, "price_year", "2024/25").and_then(|at| reader.text(&at));
    let status = reader.required(at, "status", "read").and_then(|at| reader.choice(&at, Status::CHOICES));
    let licence = reader.required(at, "licence", "unknown").and_then(|at| reader.text(&at));
    let source = reader.required(at, "source", "where the figure was read").and_then(|at| reader.text(&at));
    let spread = reader.maybe(at, "spread", |reader, at| {
        let at = reader.block(at, SPREAD)?;
        let low = reader.maybe(&at, "low", |reader, at| reader.text(at));
        let high = reader.maybe(&at, "high", |reader, at| reader.text(at));
        let is = reader.required(&at, "is", "case-mix").and_then(|at| reader.text(&at));
        Some((low?, high?, is?))
    });
    let includes = reader.maybe(at, "includes", |reader, at| {
        if at.items().is_none() {
            let message = "`includes` needs a list of ids";
            return reader.refuse(at.place(), message, "write includes: [id, id], or includes: []");
        }
        reader.words(at)
    });
    let paid_by = reader.maybe(at, "paid_by", |reader, at| reader.paid_by(at));
    let required = label.is_some() && value.is_some() && year.is_some() && status.is_some();
    required && licence.is_some() && source.is_some() && spread.is_some() && includes.is_some() && paid_by.is_some()
}

/// A number spelled in an entry, or `None` after saying what is wrong with it.
fn number(reader: &mut Reader<'_>, at: &At<'_>, kind: Kind, text: &str) -> Option<f64> {
    kind.parse(text).map_or_else(|error| reader.misspelt(at, &error), Some)
}

/// The same value for serde, every single value as text so that `010` stays `010`.
fn to_yaml(node: &Node) -> serde_yaml::Value {
    match &node.content {
        Content::Text(text) => serde_yaml::Value::String(text.clone()),
        Content::List(items) => serde_yaml::Value::Sequence(items.iter().map(to_yaml).collect()),
        Content::Map(pairs) => {
            let pairs = pairs.iter().map(|pair| (serde_yaml::Value::String(pair.key.clone()), to_yaml(&pair.node)));
            serde_yaml::Value::Mapping(pairs.collect())
        }
        Content::Empty { .. } | Content::Removed => serde_yaml::Value::Null,
    }
}
