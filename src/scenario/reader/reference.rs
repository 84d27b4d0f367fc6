//! Reads values that stand elsewhere: under `shared`, or in the library.

use super::Reader;
use super::cursor::At;
use super::plain::Number;
use super::value::example;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::{ValueKind, WrittenLaw};

impl<'t> Reader<'_> {
    /// `{shared: NAME, times: …}`.
    pub(super) fn shared_use(&mut self, at: &At<'t>, spelling: &At<'t>, kind: ValueKind) -> Option<WrittenLaw> {
        let name = self.text(spelling)?;
        if at.path.starts_with("shared.") {
            let message = "a shared value cannot be made from another one";
            self.push(Diagnostic::error(spelling.key_place(), message).help("write the distribution out"));
            return None;
        }
        let times = match at.get("times") {
            None => 1.0,
            Some(times) => self.number(&times, Number::Factor)?,
        };
        self.use_shared(name.clone(), kind, times * at.node.scaled, at, spelling.place());
        Some(WrittenLaw::Shared { name, times })
    }

    /// `{library: ID, times: …}`.
    pub(super) fn library_use(&mut self, at: &At<'t>, spelling: &At<'t>, kind: ValueKind) -> Option<WrittenLaw> {
        let id = self.text(spelling)?;
        if kind != ValueKind::Money {
            let message = format!("a unit cost from the library is money, but `{}` is {}", at.key(), kind.name());
            self.push(Diagnostic::error(spelling.key_place(), message).help(format!("write {}", example(kind))));
            return None;
        }
        self.check_library(&id, spelling);
        let times = match at.get("times") {
            None => None,
            Some(times) => Some(Box::new(self.value(&times, ValueKind::Factor)?)),
        };
        Some(WrittenLaw::Library { id, times })
    }
}
