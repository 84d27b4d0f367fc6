//! Holds what readers of all blocks need to know of one another while one scenario is read.

use super::cursor::At;
use super::known::{Known, Surroundings};
use super::told::{SharedUse, Told};
use crate::quantity::Kind;
use crate::scenario::choice::Status;
use crate::scenario::diagnostic::{Collected, Diagnostic};
use crate::scenario::library::Library;
use crate::scenario::{Place, Value};

/// Reads one tree.
pub(crate) struct Reader<'c> {
    pub(super) faults: &'c mut Collected,
    library: Option<&'c Library>,
    known: Option<&'c mut Known>,
    pub(super) allow_unverified: bool,
    /// The horizon, months, unless it could not be read.
    pub(super) horizon: Option<f64>,
    pub(super) shared_uses: Vec<SharedUse>,
    /// The first place that names a financial year.
    pub(super) year_named: Option<Place>,
}

impl<'c> Reader<'c> {
    /// A reader that adds what it finds to `faults` and looks unit costs up in `library`.
    pub(crate) fn new(faults: &'c mut Collected, library: Option<&'c Library>) -> Self {
        Self {
            faults,
            library,
            known: None,
            allow_unverified: false,
            horizon: None,
            shared_uses: Vec::new(),
            year_named: None,
        }
    }

    /// The same, remembering values in `known`, which must be of readers with the same library.
    pub(crate) fn knowing(self, known: &'c mut Known) -> Self {
        Self { known: Some(known), ..self }
    }

    /// The value at `at` as it was read before, else as `read` reads it.
    pub(super) fn known_or(
        &mut self,
        at: &At<'_>,
        kind: Kind,
        read: impl FnOnce(&mut Self) -> Option<Value>,
    ) -> Option<Value> {
        self.remembered(at, Some(kind), read)
    }

    /// What stands at `at` as it was read before, else as `read` reads it. What is read without a fault is remembered
    /// with what others have to be told of it.
    pub(super) fn remembered<T: Clone + 'static>(
        &mut self,
        at: &At<'_>,
        kind: Option<Kind>,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let Some(known) = &self.known else { return read(self) };
        let around = Surroundings { horizon: self.horizon, allow_unverified: self.allow_unverified };
        if let Some((found, told)) = known.get::<T>(at, kind, around) {
            let (found, Told { shared_uses, year_named }) = (found.clone(), told.clone());
            self.shared_uses.extend(shared_uses);
            self.year_named = self.year_named.take().or(year_named);
            return Some(found);
        }
        let (faults, uses, year_before) = (self.faults.len(), self.shared_uses.len(), self.year_named.take());
        let found = read(self);
        let told = Told {
            shared_uses: self.shared_uses.get(uses..).unwrap_or_default().to_vec(),
            year_named: self.year_named.clone(),
        };
        self.year_named = year_before.or(self.year_named.take());
        let found = found?;
        if self.faults.len() == faults
            && let Some(known) = &mut self.known
        {
            known.keep(at, kind, around, (&found, told));
        }
        Some(found)
    }

    /// Notes that a financial year is named, which needs `starts`.
    pub(super) fn names_a_year(&mut self, place: Place) {
        self.year_named.get_or_insert(place);
    }

    /// Notes that a shared value is used, times `factor`.
    pub(super) fn use_shared(&mut self, name: String, kind: Kind, factor: f64, at: &At<'_>, place: Place) {
        let scaled_at = at.node.scaled_at.map(|span| span.at(&at.path));
        self.shared_uses.push(SharedUse { name, kind, factor, place, scaled_at });
    }

    /// Says so if a unit cost is not in the library or may not be used.
    pub(super) fn check_library(&mut self, id: &str, at: &At<'_>) {
        let Some(library) = self.library else {
            let message = format!("`{id}` is to come from a library, but the scenario names none");
            self.faults.fault(at.place(), message, "add `library: builtin` or `library: FILE.yaml` at the top level");
            return;
        };
        let Some(entry) = library.get(id) else {
            let fault = Diagnostic::error(at.place(), format!("the library has no unit cost `{id}`"));
            let listed = || format!("its {} unit costs are listed in {}", library.len(), library.name);
            self.faults.push(fault.meant(id, library.ids(), listed));
            return;
        };
        if entry.status == Status::Recalled && !self.allow_unverified {
            let message = format!("the unit cost `{id}` is recalled from memory and not verified");
            let help = "use a verified one, or say `allow_unverified: true` at the top level; reports will then say so";
            self.faults.fault(at.place(), message, help);
        }
    }

    /// Warns that a share scaled above 100% is clipped in this share of the draws.
    pub(super) fn warn_clipped(&mut self, at: &At<'_>, clipped: f64) {
        let place = at.node.scaled_at.map_or_else(|| at.place(), |span| span.at(&at.path));
        self.warn_clipped_at(place, &at.path, clipped);
    }

    /// The same, for a place already known; less than one draw in a thousand is not worth a word.
    pub(super) fn warn_clipped_at(&mut self, place: Place, path: &str, clipped: f64) {
        if clipped < 0.001 {
            return;
        }
        let draws = if clipped >= 1.0 { "every draw".to_owned() } else { format!("{:.1}% of draws", clipped * 100.0) };
        let message = format!("`{path}` is scaled above 100% in {draws}, and clipped at 100%");
        self.faults
            .push(Diagnostic::warning("W02", place, message).help("scale it by less, or set the value that you mean"));
    }
}
