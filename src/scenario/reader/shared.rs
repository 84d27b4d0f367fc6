//! Gives each shared value the kind of the keys that name it, and finds names that lead nowhere.

use super::Reader;
use super::cursor::At;
use super::told::SharedUse;
use crate::quantity::Kind;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::names::is_remark;
use crate::scenario::{Entry, Value, WrittenLaw};
use std::collections::BTreeSet;

impl<'t> Reader<'_> {
    /// The shared values that are named somewhere, after everything else has been read.
    pub(crate) fn shared(&mut self, root: &At<'t>) -> Option<Vec<Entry<Value>>> {
        let uses = std::mem::take(&mut self.shared_uses);
        let block = root.get("shared");
        let ids: BTreeSet<&str> = block.iter().flat_map(|at| at.node.pairs()).map(|pair| pair.key.as_str()).collect();
        for used in uses.iter().filter(|used| !ids.contains(used.name.as_str()) || is_remark(&used.name)) {
            if self.faults.is_full() {
                return None;
            }
            let message = format!("no shared value is named `{}`", used.name);
            let fault = Diagnostic::error(used.place.clone(), message);
            let added = || format!("add it under `shared`: `{}: …`", used.name);
            self.faults.push(fault.meant(&used.name, ids.iter().copied(), added));
        }
        let entries = match &block {
            None => Some(Vec::new()),
            Some(block) => self.entries(block, "a shared value", |reader, at| reader.one_shared(at, &uses)),
        };
        let used = entries?
            .into_iter()
            .filter_map(|entry| Some(Entry { id: entry.id, place: entry.place, value: entry.value? }));
        let used: Vec<Entry<Value>> = used.collect();
        self.check_clipped_uses(&used, &uses);
        self.shared_uses = uses;
        Some(used)
    }

    /// One shared value; the inner answer is `None` where nothing names it.
    fn one_shared(&mut self, at: &At<'t>, uses: &[SharedUse]) -> Option<Option<Value>> {
        let mut mine = uses.iter().filter(|used| used.name == at.key());
        let Some(first) = mine.next() else { return Some(None) };
        if let Some(other) = mine.find(|used| used.kind.held() != first.kind.held()) {
            let message = format!("`{}` cannot be both {} and {}", at.key(), first.kind.name(), other.kind.name());
            let fault = Diagnostic::error(other.place.clone(), message).label(format!(
                "{} here, but {} at `{}`",
                other.kind.name(),
                first.kind.name(),
                first.place.path
            ));
            self.faults.push(fault.help("write one shared value for each kind"));
            return None;
        }
        // What an effect or a gain names may be below zero, and then nothing else can name it.
        let named = |signed: bool| uses.iter().find(|used| used.name == at.key() && used.kind.is_signed() == signed);
        let kind = named(true).map_or(first.kind, |used| used.kind);
        let value = self.value(at, kind)?;
        if let (true, Some(used)) = (may_be_negative(&value), named(false)) {
            let what = used.kind.name();
            let message = format!("`{}` may be below zero, which {what} cannot be", at.key());
            let fault = Diagnostic::error(used.place.clone(), message).label(format!("{what} here"));
            self.faults.push(fault.help(format!("write a shared value of its own for what is {}", kind.name())));
            return None;
        }
        Some(Some(value))
    }

    /// Warns where `times` or scaling takes a shared share above 100%.
    fn check_clipped_uses(&mut self, shared: &[Entry<Value>], uses: &[SharedUse]) {
        for used in uses.iter().filter(|used| used.kind.held() == Kind::Share && used.factor > 1.0) {
            let Some(entry) = shared.iter().find(|entry| entry.id == used.name) else { continue };
            let clipped = entry.value.law.clipped(used.factor * entry.value.scaled);
            let place = used.scaled_at.as_ref().unwrap_or(&used.place).clone();
            let path = used.place.path.trim_end_matches(".shared").to_owned();
            self.warn_clipped_at(place, &path, clipped);
        }
    }
}

/// Whether an effect is harm in some draw.
fn may_be_negative(value: &Value) -> bool {
    match &value.law {
        WrittenLaw::Certain(effect) => *effect < 0.0,
        WrittenLaw::Uncertain { distribution, .. } => distribution.support().0 < 0.0,
        WrittenLaw::Contrast(_) => true,
        _ => false,
    }
}
