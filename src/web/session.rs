//! Keeps the run that a page is looking at, so that more draws are added to those that are there.

use serde_json::{Value, json};

use super::exact::{numbers, turn};
use super::files::{Opened, asked};
use super::opening::opening;
use super::patch::patch;
use super::request::Ask;
use super::start::{questions, start};
use super::static_report::report;
use crate::estimate::{Estimates, Inputs};
use crate::render;
use crate::run::{PartialRun, RunError};

/// One page's run.
#[derive(Debug, Default)]
pub struct Session {
    held: Option<Held>,
}

/// The run that is looked at.
#[derive(Debug)]
struct Held {
    inputs: Inputs,
    run: PartialRun,
    /// What its draws support, once somebody has asked.
    estimates: Option<Estimates>,
}

impl Session {
    /// The answer to a request, both JSON; what is wrong with a scenario comes back as `faults`.
    #[must_use]
    pub fn answer(&mut self, request: &str) -> String {
        let answer = serde_json::from_str(request).map_err(|error| format!("the page asked for nothing: {error}"));
        answer.and_then(|ask| self.carry_out(ask)).unwrap_or_else(|faults| json!({ "faults": faults })).to_string()
    }

    fn carry_out(&mut self, ask: Ask) -> Result<Value, String> {
        match ask {
            Ask::Questions => Ok(questions()),
            Ask::Start { answers } => Ok(start(&answers)),
            Ask::Open { inputs } => opening(&inputs, &new(&inputs)?),
            Ask::Expect { inputs } => Ok(numbers(new(&inputs)?.plan())),
            Ask::Turn { inputs, path } => Ok(turn(new(&inputs)?.plan(), &path)),
            Ask::Simulate { inputs, draws, most } => {
                let held = self.held(inputs)?;
                let more = draws.saturating_sub(held.run.done()).min(most);
                let goes_on = held.advance(more);
                Ok(json!({ "done": held.run.done(), "of": held.run.wanted(), "more": goes_on }))
            }
            Ask::Report { inputs, draws } => {
                let held = self.held(inputs)?;
                held.advance(draws.saturating_sub(held.run.done()));
                let draws = held.run.done();
                let html = report(&held.claimed()?.1.results).map_err(|error| error.to_string())?;
                Ok(json!({ "html": html, "draws": draws }))
            }
            Ask::File { inputs, name } => {
                let text = self.file(inputs, &name)?;
                Ok(json!({ "name": name, "text": text }))
            }
        }
    }

    /// A file as the program writes it, of all draws that the scenario wants.
    fn file(&mut self, inputs: Inputs, name: &str) -> Result<String, String> {
        if name == "changes.yaml" {
            return patch(&inputs);
        }
        let held = self.held(inputs)?;
        while held.advance(usize::MAX) {}
        let (run, estimates) = held.claimed()?;
        let bytes = match name {
            "results.json" => render::json(&estimates.results).map_err(|error| error.to_string())?,
            "draws.csv" => {
                let mut bytes = Vec::new();
                let table = estimates.table(run.plan(), run.headline());
                render::draws_csv(&table, &mut bytes).map_err(|error| error.to_string())?;
                bytes
            }
            "report.html" => report(&estimates.results).map_err(|error| error.to_string())?.into_bytes(),
            _ => return Err(unknown(name)),
        };
        String::from_utf8(bytes).map_err(|error| error.to_string())
    }

    /// The run of `inputs`: the one that is there, if it is of them.
    fn held(&mut self, inputs: Inputs) -> Result<&mut Held, String> {
        let held = match self.held.take().filter(|held| held.inputs == inputs) {
            Some(held) => held,
            None => Held { run: new(&inputs)?, inputs, estimates: None },
        };
        Ok(self.held.insert(held))
    }
}

impl Held {
    fn advance(&mut self, most: usize) -> bool {
        let before = self.run.done();
        let more = self.run.advance(most);
        if self.run.done() > before {
            self.estimates = None;
        }
        more
    }

    /// The run, and what its draws support.
    fn claimed(&mut self) -> Result<(&PartialRun, &Estimates), String> {
        let made = match self.estimates.take() {
            Some(made) => made,
            None => self.run.claim().map_err(said)?,
        };
        Ok((&self.run, self.estimates.insert(made)))
    }
}

/// The run of `inputs`, of which nothing is drawn.
fn new(inputs: &Inputs) -> Result<PartialRun, String> {
    let files = Opened::new(inputs)?;
    let (path, request) = asked(inputs)?;
    PartialRun::new(&path, &files, &request).map_err(said)
}

/// What is wrong, as the program prints it.
fn said(error: RunError) -> String {
    match error {
        RunError::Scenario(diagnostics) => diagnostics.render(false),
        other => other.to_string(),
    }
}

fn unknown(name: &str) -> String {
    format!("`{name}` is no file that a page can write")
}
