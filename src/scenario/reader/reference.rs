//! Reads values that stand elsewhere: under `shared`, in the library, in case studies, or in draws of another model.

use super::Reader;
use super::cursor::At;
use super::value::example;
use crate::quantity::Kind;
use crate::scenario::WrittenLaw;

impl<'t> Reader<'_> {
    /// `{shared: NAME, times: …}`.
    pub(super) fn shared_use(&mut self, at: &At<'t>, spelling: &At<'t>, kind: Kind) -> Option<WrittenLaw> {
        let times = self.maybe(at, "times", |reader, at| reader.number(at, Kind::Factor))?.unwrap_or(1.0);
        self.shared_value(at, spelling, kind, times)
    }

    /// `{shared: NAME}`, multiplied.
    pub(super) fn shared_value(
        &mut self,
        at: &At<'t>,
        spelling: &At<'t>,
        kind: Kind,
        times: f64,
    ) -> Option<WrittenLaw> {
        let name = self.text(spelling)?;
        if at.path.starts_with("shared.") {
            let message = "a shared value cannot be made from another one";
            return self.faults.refuse(spelling.key_place(), message, "write the distribution out");
        }
        self.use_shared(name.clone(), kind, times * at.node.scaled, at, spelling.place());
        Some(WrittenLaw::Shared { name, times })
    }

    /// `{library: ID, times: …}`.
    pub(super) fn library_use(&mut self, at: &At<'t>, spelling: &At<'t>, kind: Kind) -> Option<WrittenLaw> {
        let law = self.library_cost(spelling, kind, at.key())?;
        let times = self.maybe(at, "times", |reader, at| reader.value(at, Kind::Factor))?.map(Box::new);
        Some(match law {
            WrittenLaw::Library { id, .. } => WrittenLaw::Library { id, times },
            law => law,
        })
    }

    /// `{library: ID}` at `key`.
    pub(super) fn library_cost(&mut self, spelling: &At<'t>, kind: Kind, key: &str) -> Option<WrittenLaw> {
        let id = self.text(spelling)?;
        if kind.held() != Kind::Money {
            let message = format!("a unit cost from the library is money, but `{key}` is {}", kind.name());
            return self.faults.refuse(spelling.key_place(), message, format!("write {}", example(kind)));
        }
        self.check_library(&id, spelling);
        Some(WrittenLaw::Library { id, times: None })
    }

    /// `{sampled: COLUMN, times: …}`.
    pub(super) fn sampled_use(&mut self, at: &At<'t>, spelling: &At<'t>, kind: Kind) -> Option<WrittenLaw> {
        let column = self.text(spelling)?;
        let times = self.maybe(at, "times", |reader, at| reader.number(at, Kind::Factor))?.unwrap_or(1.0);
        Some(WrittenLaw::Sampled { column, times, range: kind.range() })
    }

    /// `{cases: EVENT}`.
    pub(super) fn cases_use(&mut self, at: &At<'t>, spelling: &At<'t>, kind: Kind) -> Option<WrittenLaw> {
        let name = self.text(spelling)?;
        let key = at.path.trim_end_matches(".value").rsplit('.').next().unwrap_or_default();
        let fits = match kind {
            Kind::Share => key == "probability",
            Kind::Money => key == "unit_cost",
            _ => false,
        };
        if fits || (at.path.starts_with("shared.") && matches!(kind, Kind::Share | Kind::Money)) {
            return Some(WrittenLaw::Cases(name));
        }
        let message = "case studies give a `probability` or a `unit_cost`, and nothing else";
        let help = if kind == Kind::Rate {
            "write how many they had over how long: {observed: 12 in 8 person-years}".to_owned()
        } else {
            format!("write {}", example(kind))
        };
        self.faults.refuse(spelling.key_place(), message, help)
    }
}
