//! Reads the top level of a scenario and what only it can check.

use super::Reader;
use super::cursor::At;
use crate::scenario::language::{SCENARIO, Written};
use crate::scenario::{Entry, Scenario};

/// What one reading of a tree yields beside its faults.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// The scenario, unless it has faults.
    pub(crate) scenario: Option<Scenario>,
    /// The names of the shared values that are used.
    pub(crate) shared: Vec<String>,
}

impl<'t> Reader<'_> {
    /// Reads a whole tree.
    pub(crate) fn scenario(mut self, root: &At<'t>) -> Sheet {
        let scenario = Scenario::read(&mut self, root);
        let mut shared: Vec<String> = self.shared_uses.into_iter().map(|used| used.name).collect();
        shared.sort_unstable();
        shared.dedup();
        Sheet { scenario, shared }
    }

    /// The top level; what others depend on is read first, and shared values, whose kind depends on their uses, last.
    pub(crate) fn top_level(&mut self, at: &At<'t>) -> Option<Scenario> {
        let at = self.block(at, SCENARIO)?;
        self.horizon = self.required(&at, "horizon", "24 months").and_then(|at| self.length(&at, false));
        self.allow_unverified = self.maybe(&at, "allow_unverified", Self::switch).flatten().unwrap_or(false);
        let read = Scenario::keys(self, &at);
        let shared = self.shared(&at);
        self.check_whole(&at);
        Some(Scenario { shared: shared?, ..read? })
    }

    /// What concerns several blocks.
    fn check_whole(&mut self, at: &At<'t>) {
        let has = |key: &str| at.get(key).is_some_and(|at| at.node.pairs().iter().any(|pair| !pair.node.is_removed()));
        if !has("events") && !has("outcomes") && at.get("events").is_none() && at.get("outcomes").is_none() {
            let message = "the scenario has neither `events` nor `outcomes`";
            let help = "add what support may avert under `events`, or the good it does under `outcomes`";
            self.faults.fault(at.key_place(), message, help);
        } else if !has("events") && !has("outcomes") {
            let place = at.get("events").or_else(|| at.get("outcomes")).map(|below| below.key_place());
            self.faults.fault(
                place,
                "there is no event and no outcome, so nothing to simulate",
                "add at least one, by name",
            );
        }
        if let (Some(place), None) = (self.year_named.take(), at.get("starts")) {
            let message = "a financial year is named, but not when the programme starts";
            self.faults.fault(place, message, "add the first month at the top level: `starts: 2021-04`");
        }
    }

    /// `silence`: warnings by id, each with a reason.
    pub(crate) fn silence(&mut self, at: &At<'t>) -> Option<Vec<Entry<String>>> {
        if !self.has_keys(at, "`silence`", || "the id of a warning, such as `W07`".to_owned()) {
            return None;
        }
        self.remarks(at);
        let mut complete = true;
        let mut list = Vec::new();
        for pair in at.node.entries() {
            let below = at.below(pair);
            let digits = pair.key.strip_prefix('W').unwrap_or("");
            if digits.len() != 2 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                let message = format!("`{}` is not the id of a warning", pair.key);
                self.faults.fault(below.key_place(), message, "ids look like `W07`; every warning shows its own");
                complete = false;
            }
            match self.text(&below) {
                Some(value) => list.push(Entry { id: pair.key.clone(), place: below.key_place(), value }),
                None => complete = false,
            }
        }
        complete.then_some(list)
    }

    /// `seed`: a whole number that starts the random numbers.
    pub(crate) fn seed(&mut self, at: &At<'t>) -> Option<u64> {
        self.parsed(at, |text| {
            let digits = text.replace('_', "");
            digits.parse().map_err(|_| format!("`{text}` is not a seed: write a whole number such as 1"))
        })
    }
}
