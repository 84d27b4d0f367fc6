//! Writes what may stand after the colon of a key.

use super::blocks::{Definitions, Use, refer};
use super::scalars::{self, name};
use super::values::Sort;
use crate::quantity::Kind;
use crate::scenario::DiscountSchedule;
use crate::scenario::language::{CONTRASTS, Form, spellings};
use crate::scenario::limits::MOST_PEOPLE;
use crate::scenario::names::REMARKS;
use serde_json::{Value, json};

impl Definitions {
    /// What may stand after the colon of a key.
    pub(super) fn form(&mut self, form: Form, used: Use) -> Value {
        match form {
            Form::Text => scalars::text(),
            Form::Words => json!({"anyOf": [scalars::text(), {"type": "array", "items": scalars::text()}]}),
            Form::Pair => json!({"type": "array", "items": scalars::text(), "minItems": 2, "maxItems": 2}),
            Form::Switch => json!({"type": "boolean"}),
            Form::Choice(words) => json!({"enum": words}),
            Form::Month => scalars::month(),
            Form::Year => scalars::year(),
            Form::Number(kind) => self.number(kind),
            Form::InnerShare => self.certain("share_inside", scalars::inner_share),
            Form::Delay => self.duration(false),
            Form::Length => self.duration(true),
            Form::Whole(low, high) => self.whole(low, high),
            Form::Seed => scalars::seed(),
            Form::Correlation => self.certain("correlation_coefficient", scalars::correlation),
            Form::Value(kind) => self.value(Sort::One(kind)),
            Form::ValueOrCases(kind) => self.value(Sort::OrCases(kind)),
            Form::Cost => self.cost(),
            Form::Spread(block) => self.spread(block),
            Form::ShareOrRest => {
                json!({"anyOf": [{"enum": ["rest"]}, self.value(Sort::One(Kind::Share))]})
            }
            Form::Gain => self.value(Sort::Gain),
            Form::Bias => self.bias(),
            Form::RelativeRisk => {
                let risk = self.value(Sort::Risk);
                let contrasts = CONTRASTS.iter().map(|contrast| contrast.key);
                let names = json!({"not": {"enum": spellings().chain(contrasts).collect::<Vec<_>>()}});
                self.one_or_each(&risk, &names)
            }
            Form::Cashable => {
                let share = self.value(Sort::One(Kind::Share));
                let each = self.named(&share);
                json!({"anyOf": [share, each]})
            }
            Form::PaidBy => {
                let share = self.number(Kind::Share);
                let mut shares = self.named(&share);
                shares["minProperties"] = json!(1);
                shares
            }
            Form::PeopleByYear => {
                let people = self.whole(0, MOST_PEOPLE);
                self.by_year("people", &people)
            }
            Form::ByYear(kind) => {
                let number = self.number(kind);
                self.by_year(if kind == Kind::Money { "money" } else { "numbers" }, &number)
            }
            Form::ValuesByYear(kind) => {
                let value = self.value(Sort::One(kind));
                self.by_year("values", &value)
            }
            Form::RateOrSchedule => {
                let schedule = json!({"enum": DiscountSchedule::WORDS});
                let schedule = self.closed(json!({"schedule": schedule}), &json!(["schedule"]));
                json!({"anyOf": [self.number(Kind::Share), schedule]})
            }
            Form::Variation => self.variation(),
            Form::EvenOr(block) => json!({"anyOf": [{"enum": ["even"]}, self.block(block, used, false)]}),
            Form::Block(block) => self.block(block, used, used != Use::Whole),
            Form::Entries(block) => self.entries(block, used, false),
            Form::Links(block) => {
                // A chance alone is short for a link.
                let mut links = self.entries(block, used, false);
                let chance = self.value(Sort::OrCases(Kind::Share));
                links["additionalProperties"] = json!({"anyOf": [chance, links["additionalProperties"].take()]});
                links
            }
            Form::EmptyEntries(block) => self.entries(block, used, true),
            Form::List(block) => {
                let item = self.block(block, Use::Whole, false);
                json!({"type": "array", "items": item, "maxItems": 1000})
            }
            Form::Shared => {
                let value = self.value(Sort::Shared);
                let value = if used == Use::Patch { json!({"anyOf": [value, {"type": "null"}]}) } else { value };
                self.named(&value)
            }
            Form::Silence => self.silence(),
            Form::Patch => self.patch(),
            Form::Scale => self.scale(),
        }
    }

    /// A certain number, also in braces with its remarks.
    pub(super) fn number(&mut self, kind: Kind) -> Value {
        self.certain(name(kind), || scalars::number(kind, false))
    }

    /// A certain length of time, also in braces with its remarks.
    pub(super) fn duration(&mut self, positive: bool) -> Value {
        let id = if positive { "duration_above_zero" } else { "duration" };
        self.certain(id, || scalars::duration(positive))
    }

    /// A number above zero.
    pub(super) fn positive(&mut self, kind: Kind) -> Value {
        self.certain(&format!("{}_above_zero", name(kind)), || scalars::number(kind, true))
    }

    /// A certain whole number.
    pub(super) fn whole(&mut self, low: u64, high: u64) -> Value {
        self.certain(&format!("whole_from_{low}_to_{high}"), || scalars::whole(low, high))
    }

    /// A certain value, also in braces with its remarks.
    pub(super) fn certain(&mut self, name: &str, plain: impl Fn() -> Value) -> Value {
        let id = format!("certain_{name}");
        if self.reserve(&id) {
            let mut braced = json!({
                "type": "object",
                "properties": {"value": plain()},
                "required": ["value"],
                "additionalProperties": false,
            });
            self.add_remarks(&mut braced);
            self.define(&id, json!({"anyOf": [plain(), braced]}));
        }
        refer(&id)
    }

    /// `{cv: 60%}`.
    fn variation(&mut self) -> Value {
        if self.reserve("variation") {
            let cv = json!({
                "description": "Coefficient of variation, the standard deviation over the mean: 60%. Above zero.",
                "allOf": [self.positive(Kind::Factor)],
            });
            let mut schema =
                json!({"type": "object", "properties": {"cv": cv}, "required": ["cv"], "additionalProperties": false});
            self.add_remarks(&mut schema);
            self.define("variation", schema);
        }
        refer("variation")
    }

    /// Reasons by the id of a warning.
    fn silence(&mut self) -> Value {
        let mut schema = json!({
            "type": "object",
            "propertyNames": {"anyOf": [{"pattern": r"^W[0-9][0-9]$"}, {"enum": REMARKS}]},
            "additionalProperties": scalars::text(),
            "properties": {},
        });
        self.add_remarks(&mut schema);
        schema
    }

    /// Factors by path.
    fn scale(&mut self) -> Value {
        if self.reserve("scale") {
            let mut schema = json!({
                "description": "Paths with the factor that each value is multiplied by: {events.*.unit_cost: 120%}.",
                "type": "object",
                "additionalProperties": scalars::scaling(),
                "maxProperties": 100,
                "properties": {},
            });
            self.add_remarks(&mut schema);
            self.define("scale", schema);
        }
        refer("scale")
    }

    /// A share, or a grade that stands for one.
    fn bias(&mut self) -> Value {
        let share = self.value(Sort::One(Kind::Share));
        let mut graded =
            json!({"type": "object", "properties": {}, "required": ["grade"], "additionalProperties": false});
        self.add_remarks(&mut graded);
        graded["properties"]["grade"] = json!({
            "description": "Grade of the data from 1 (best) to 6: it stands for 0, 5, 10, 15, 25 or 40%.",
            "allOf": [refer("grade")],
        });
        json!({"anyOf": [share, graded]})
    }

    /// One value, or one by name with remarks.
    fn one_or_each(&mut self, value: &Value, names: &Value) -> Value {
        let mut each = json!({
            "type": "object",
            "properties": {},
            "propertyNames": names,
            "additionalProperties": value,
        });
        self.add_remarks(&mut each);
        json!({"anyOf": [value, each]})
    }

    /// Amounts by financial year, or a list of years from the first.
    fn by_year(&mut self, what: &str, amount: &Value) -> Value {
        let id = format!("{what}_by_year");
        if !self.reserve(&id) {
            return refer(&id);
        }
        let years = json!({"anyOf": [{"pattern": format!("^{}$", scalars::year_spelling())}, {"enum": REMARKS}]});
        let mut map = json!({
            "type": "object",
            "properties": {},
            "propertyNames": years,
            "additionalProperties": amount,
            "minProperties": 1,
        });
        self.add_remarks(&mut map);
        let list = json!({"type": "array", "items": amount, "minItems": 1, "maxItems": 200});
        self.define(&id, json!({"anyOf": [map, list]}));
        refer(&id)
    }
}
