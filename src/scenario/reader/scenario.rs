//! Reads the top level of a scenario and what only it can check.

use super::cursor::At;
use super::{Reader, Sheet};
use crate::quantity::Kind;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{SCENARIO, SIMULATION};
use crate::scenario::limits::MOST_DRAWS;
use crate::scenario::{Entry, Placed, Scenario, SimulationWritten};

/// Draws when nothing is said.
const DRAWS: u64 = 4_000;

/// The Green Book's social time preference rate.
const DISCOUNT_RATE: f64 = 0.035;

impl<'t> Reader<'_> {
    /// Reads a whole tree.
    pub(crate) fn scenario(mut self, root: &At<'t>) -> Sheet {
        let scenario = self.block(root, SCENARIO).and_then(|at| self.blocks(&at));
        let mut shared: Vec<String> = self.shared_uses.into_iter().map(|used| used.name).collect();
        shared.sort_unstable();
        shared.dedup();
        Sheet { scenario, shared }
    }

    /// Reads every block; what others depend on comes first, and shared values, whose kind depends on their uses, last.
    fn blocks(&mut self, at: &At<'t>) -> Option<Scenario> {
        let horizon = self.required(at, "horizon", "24 months").and_then(|at| self.placed_length(&at));
        self.horizon = horizon.as_ref().map(|horizon| horizon.value);
        let allow_unverified = self.maybe(at, "allow_unverified", Self::switch);
        self.allow_unverified = allow_unverified.flatten().unwrap_or(false);
        let title = self.required(at, "title", "…").and_then(|at| self.placed_text(&at));
        let description = self.maybe(at, "description", Self::text);
        let starts = self.maybe(at, "starts", |reader, at| {
            Some(Placed { value: reader.parsed(at, str::parse)?, place: at.place() })
        });
        let price_base = self.maybe(at, "price_base", |reader, at| {
            Some(Placed { value: reader.parsed(at, str::parse)?, place: at.place() })
        });
        let discount_rate = self.maybe(at, "discount_rate", |reader, at| reader.number(at, Kind::Share));
        let cohort = self.required(at, "cohort", "{people: …}").and_then(|at| self.cohort(&at));
        let payers = self.required(at, "payers", "{nhs: {label: NHS}}").and_then(|at| self.payers(&at));
        let programme = self.maybe(at, "programme", Self::programme);
        let library = self.maybe(at, "library", Self::placed_text);
        let silence = self.maybe(at, "silence", Self::silence);
        let cases = self.maybe(at, "cases", Self::placed_text);
        self.maybe(at, "support", Self::support);
        let events = self.maybe(at, "events", |reader, at| reader.entries(at, "an event", Self::event));
        let outcomes = self.maybe(at, "outcomes", |reader, at| reader.entries(at, "an outcome", Self::outcome));
        let correlations = self.maybe(at, "correlations", Self::correlations);
        let targets = self.maybe(at, "targets", |reader, at| reader.entries(at, "a target", Self::target));
        let published = self.maybe(at, "published", Self::published);
        let simulation = self.maybe(at, "simulation", Self::simulation);
        let shared = self.shared(at);
        self.check_whole(at);
        Some(Scenario {
            title: title?,
            description: description?,
            starts: starts?,
            price_base: price_base?,
            horizon: horizon?,
            discount_rate: discount_rate?.unwrap_or(DISCOUNT_RATE),
            cohort: cohort?,
            payers: payers?,
            programme: programme?,
            library: library?,
            allow_unverified: self.allow_unverified,
            silence: silence?.unwrap_or_default(),
            shared: shared?,
            cases: cases?,
            events: events?.unwrap_or_default(),
            outcomes: outcomes?.unwrap_or_default(),
            correlations: correlations?.unwrap_or_default(),
            targets: targets?.unwrap_or_default(),
            published: published?,
            simulation: simulation?.unwrap_or(SimulationWritten {
                draws: DRAWS,
                seed: 1,
                level: 0.95,
                sobol: false,
                precision: None,
            }),
        })
    }

    /// What is under `key`, read by `read`, if it is given; the outer answer is `None` if it is given and wrong.
    pub(crate) fn maybe<T>(
        &mut self,
        at: &At<'t>,
        key: &str,
        read: impl FnOnce(&mut Self, &At<'t>) -> Option<T>,
    ) -> Option<Option<T>> {
        match at.get(key) {
            None => Some(None),
            Some(below) => read(self, &below).map(Some),
        }
    }

    /// A length above zero, with its place.
    pub(crate) fn placed_length(&mut self, at: &At<'t>) -> Option<Placed<f64>> {
        Some(Placed { value: self.length(at, false)?, place: at.place() })
    }

    /// What concerns several blocks.
    fn check_whole(&mut self, at: &At<'t>) {
        let has = |key: &str| at.get(key).is_some_and(|at| at.node.pairs().iter().any(|pair| !pair.node.is_removed()));
        if !has("events") && !has("outcomes") && at.get("events").is_none() && at.get("outcomes").is_none() {
            let fault = Diagnostic::error(at.key_place(), "the scenario has neither `events` nor `outcomes`");
            self.push(fault.help("add what support may avert under `events`, or the good it does under `outcomes`"));
        } else if !has("events") && !has("outcomes") {
            let place = at.get("events").or_else(|| at.get("outcomes")).map(|below| below.key_place());
            let fault = Diagnostic::error(place, "there is no event and no outcome, so nothing to simulate");
            self.push(fault.help("add at least one, by name"));
        }
        if let (Some(place), None) = (self.year_named.take(), at.get("starts")) {
            let fault = Diagnostic::error(place, "a financial year is named, but not when the programme starts");
            self.push(fault.help("add the first month at the top level: `starts: 2021-04`"));
        }
    }

    /// `silence`: warnings by id, each with a reason.
    fn silence(&mut self, at: &At<'t>) -> Option<Vec<Entry<String>>> {
        if !self.has_keys(at, "`silence`", || "the id of a warning, such as `W07`".to_owned()) {
            return None;
        }
        let mut complete = true;
        let mut list = Vec::new();
        for pair in at
            .node
            .pairs()
            .iter()
            .filter(|pair| !pair.node.is_removed() && !crate::scenario::names::is_remark(&pair.key))
        {
            let below = at.below(pair);
            let digits = pair.key.strip_prefix('W').unwrap_or("");
            if digits.len() != 2 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                let fault = Diagnostic::error(below.key_place(), format!("`{}` is not the id of a warning", pair.key));
                self.push(fault.help("ids look like `W07`; every warning shows its own"));
                complete = false;
            }
            match self.text(&below) {
                Some(value) => list.push(Entry { id: pair.key.clone(), place: below.key_place(), value }),
                None => complete = false,
            }
        }
        complete.then_some(list)
    }

    /// `simulation`.
    fn simulation(&mut self, at: &At<'t>) -> Option<SimulationWritten> {
        let at = self.block(at, SIMULATION)?;
        let draws = self.maybe(&at, "draws", |reader, at| reader.whole(at, 1, MOST_DRAWS));
        let seed = self.maybe(&at, "seed", |reader, at| {
            reader.parsed(at, |text| {
                let digits = text.replace('_', "");
                digits.parse().map_err(|_| format!("`{text}` is not a seed: write a whole number such as 1"))
            })
        });
        let level = self.maybe(&at, "level", |reader, at| {
            let level = reader.number(at, Kind::Share)?;
            if level <= 0.0 || level >= 1.0 {
                let fault = Diagnostic::error(at.place(), "`level` must lie between 0% and 100%");
                reader.push(fault.help("95% is usual"));
                return None;
            }
            Some(level)
        });
        let precision = self.maybe(&at, "precision", |reader, at| {
            let precision = reader.number(at, Kind::Share)?;
            if precision <= 0.0 || precision >= 1.0 {
                let fault = Diagnostic::error(at.place(), "`precision` must lie between 0% and 100%");
                reader.push(fault.help("1% is usual: the standard error of the headline, as a share of it"));
                return None;
            }
            Some(precision)
        });
        let sobol = self.maybe(&at, "sampling", |reader, at| reader.choice(at, &[("random", false), ("sobol", true)]));
        Some(SimulationWritten {
            draws: draws?.unwrap_or(DRAWS),
            seed: seed?.unwrap_or(1),
            level: level?.unwrap_or(0.95),
            sobol: sobol?.unwrap_or(false),
            precision: precision?,
        })
    }
}
