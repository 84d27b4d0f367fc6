//! Reads what an occurrence costs: a value, a price and how much of it, or several parts.

use super::Reader;
use super::cursor::At;
use crate::quantity::{Kind, TimeUnit, listed};
use crate::scenario::cost::{CostWritten, QuantityWritten, SpreadWritten};
use crate::scenario::language::is_spelling;
use crate::scenario::{Placed, Value, VariesWritten, WrittenLaw};

/// How a cost over time is written.
const OVER_TIME: &str = "write {each: £900, per: week, for: 26 weeks}, or times: 35 for what is paid at once";

/// The spellings of a value that a number or length may stand beside.
const PRICES: [&str; 4] = ["value", "shared", "library", "sampled"];

impl<'t> Reader<'_> {
    /// `unit_cost`.
    pub(crate) fn event_cost(&mut self, at: &At<'t>) -> Option<Value> {
        let is_cost = |key: &str| at.get(key).is_some();
        let counted = at.get("times").is_some_and(|times| times.node.is_map() || is_cost("value"));
        if is_cost("sum") {
            return self.known_or(at, Kind::Money, |reader| reader.sum(at));
        }
        let apart = is_cost("each") || is_cost("for") || is_cost("per") || (counted && !is_cost("library"));
        if at.node.is_map() && apart {
            return self.known_or(at, Kind::Money, |reader| reader.priced(at));
        }
        self.value(at, Kind::Money)
    }

    /// `{sum: [a, b, …]}`.
    fn sum(&mut self, at: &At<'t>) -> Option<Value> {
        let clean = self.only(at, &["sum"]);
        let parts = self.list(&at.get("sum")?, "{each: £900, per: week, for: 26 weeks}", Self::event_cost)?;
        if parts.is_empty() {
            return self.faults.refuse(at.place_of("sum"), "`sum` has no parts", "write sum: [£500, £1_200]");
        }
        clean.then(|| self.cost_of(at, WrittenLaw::Sum(parts)))
    }

    /// A price and how much of it.
    fn priced(&mut self, at: &At<'t>) -> Option<Value> {
        let quantities = ["times", "for"];
        let spelled: Vec<&'t str> =
            at.node.entries().map(|pair| pair.key.as_str()).filter(|key| is_spelling(key)).collect();
        let names: Vec<&str> = ["each", "per", "times", "for"].into_iter().chain(spelled.iter().copied()).collect();
        let clean = self.only(at, &names);
        let price = self.price(at, &spelled);
        let per = self.maybe(at, "per", |reader, at| {
            let value = reader.text(at)?.trim().to_lowercase();
            Some(Placed { value, place: at.place() })
        });
        if spelled == ["library"]
            && let Some(Some(per)) = &per
        {
            let message = "`per` does not belong beside `library`, whose row says what one unit is";
            return self.faults.refuse(per.place.clone(), message, "take `per` out, or write the price under `each`");
        }
        let quantity = match quantities.map(|key| at.get(key)) {
            [Some(_), Some(length)] => {
                let message = "a cost is paid at once, by `times`, or as it runs, by `for`";
                return self.faults.refuse(
                    length.key_place(),
                    message,
                    "keep one of the two, or add the other part under `sum`",
                );
            }
            [Some(times), None] => self.value(&times, Kind::Factor).map(QuantityWritten::Times),
            [None, Some(length)] => self.length_of(at, &length, per.as_ref()?.as_ref()),
            [None, None] => {
                return self.faults.refuse(at.place(), "this cost does not say how much of it there is", OVER_TIME);
            }
        };
        let (price, per, quantity) = (price?, per?.map(|per| per.value), quantity?);
        clean.then(|| self.cost_of(at, WrittenLaw::Cost(Box::new(CostWritten { price, per, quantity }))))
    }

    /// The price of one unit: under `each`, or in one of the spellings of a value.
    fn price(&mut self, at: &At<'t>, spelled: &[&str]) -> Option<Value> {
        match (at.get("each"), spelled) {
            (Some(each), []) => self.value(&each, Kind::Money),
            (Some(each), [other, ..]) => {
                let message = format!("the price is spelled twice, by `each` and by `{other}`");
                self.faults.refuse(each.key_place(), message, "keep one of the two")
            }
            (None, [only]) if !PRICES.contains(only) => {
                let message = format!("`{only}` does not say how much of it there is");
                let help =
                    format!("write the price of one under `each`: {{each: {{{only}: …}}, per: week, for: 26 weeks}}");
                self.faults.refuse(at.place(), message, help)
            }
            (None, [only]) => {
                let spelling = at.get(only)?;
                // What stands beside it says how much of it there is.
                let law = match *only {
                    "shared" => self.shared_value(at, &spelling, Kind::Money, 1.0)?,
                    "library" => self.library_cost(&spelling, Kind::Money, at.key())?,
                    "sampled" => {
                        WrittenLaw::Sampled { column: self.text(&spelling)?, times: 1.0, range: Kind::Money.range() }
                    }
                    _ => self.spelled(at, &spelling, Kind::Money)?,
                };
                let identity = format!("{}.each", at.identity());
                let scaled = if *only == "value" { spelling.node.scaled } else { 1.0 };
                let (kind, place) = (Kind::Money, spelling.place());
                Some(Value { law, scaled, kind, identity, place, remarks: self.remarks(at) })
            }
            (None, [first, second, ..]) => {
                let message = format!("the price is spelled twice, by `{first}` and by `{second}`");
                self.faults.refuse(at.place(), message, "keep one of the two")
            }
            (None, []) => self.faults.refuse(at.place(), "this cost has no price", OVER_TIME),
        }
    }

    /// How long a cost runs, which needs a price by time.
    fn length_of(
        &mut self,
        at: &At<'t>,
        length: &At<'t>,
        per: Option<&Placed<String>>,
    ) -> Option<QuantityWritten<Value>> {
        let units = || listed(TimeUnit::ALL.iter().map(|unit| unit.word()), "or");
        match per {
            Some(per) if TimeUnit::parse(&per.value).is_none() => {
                let message =
                    format!("`{}` is no unit of time, so `for` does not say how many of it there are", per.value);
                let help = format!("write per: {}; or `times: …` for a number of them", units());
                return self.faults.refuse(per.place.clone(), message, help);
            }
            None if at.get("library").is_none() => {
                let message = "a cost that runs `for` a time needs the unit of time of its price";
                return self.faults.refuse(length.key_place(), message, format!("add per: {}", units()));
            }
            _ => {}
        }
        self.value(length, Kind::Length).map(QuantityWritten::Length)
    }

    fn cost_of(&mut self, at: &At<'t>, law: WrittenLaw) -> Value {
        Value {
            law,
            scaled: at.node.scaled,
            kind: Kind::Money,
            identity: at.identity(),
            place: at.place(),
            remarks: self.remarks(at),
        }
    }

    /// `varies`: a spread, or one of the price and one of the length.
    pub(crate) fn cost_spread(&mut self, at: &At<'t>) -> Option<SpreadWritten<VariesWritten>> {
        if at.get("each").is_none() && at.get("for").is_none() {
            return self.varies(at).map(SpreadWritten::Whole);
        }
        let clean = self.only(at, &["each", "for"]);
        let mut of = |key: &str| self.maybe(at, key, |reader, at| reader.varies(at));
        let (each, length) = (of("each")?, of("for")?);
        clean.then_some(SpreadWritten::Apart { each, length })
    }
}
