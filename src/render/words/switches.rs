//! Ranks inputs by how near they are to switching the answer, and puts their values into words.

use super::{certain, estimated, path_in_words, stated};
use crate::estimate::{Stress, Switch, SwitchingInput};
use crate::quantity::Kind;

/// The inputs that can switch one answer, the nearest first.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedSwitches {
    /// What changes, after “at which”: `the expected net benefit is zero`.
    pub question: String,
    /// Those that can.
    pub rows: Vec<RankedSwitch>,
    /// Those that cannot by themselves, in words.
    pub never: Vec<String>,
}

/// One input.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedSwitch {
    /// Its path.
    pub path: String,
    /// In words.
    pub label: String,
    /// The distance of its switching value from its mean, in its own standard deviations.
    pub shift: f64,
    /// The switching value in words.
    pub value: String,
    /// Its mean in words.
    pub believed: String,
}

/// The label of an input by its path, which is put into words where it has none.
#[must_use]
pub fn of_input(stress: &Stress, path: &str) -> String {
    let known = stress.switching.inputs.iter().find(|input| input.path == path);
    known.map_or_else(|| path_in_words(path), |input| input.label.clone())
}

/// The switches of the expected net benefit, or of an even chance of the first target where no input switches the net
/// benefit; `None` where no input switches either.
#[must_use]
pub fn ranked_switches(stress: &Stress) -> Option<RankedSwitches> {
    let net = |input: &SwitchingInput| input.net;
    let by_net = || ranked(stress, "the expected net benefit is zero".to_owned(), net);
    let by_target = || {
        let (id, target) = stress.targets.iter().next()?;
        // What is the same in every draw, such as nothing, no input can be said to move.
        if certain(&target.target.value) {
            return None;
        }
        let even = |input: &SwitchingInput| input.targets.get(id).map(|target| target.even);
        ranked(stress, format!("the chance that this cohort reaches “{}” is 50%", target.target.label), even)
    };
    by_net().or_else(by_target)
}

/// A switching value in words, to the digits that its error supports and to three or four at most; `None` where there is
/// none.
#[must_use]
pub fn switching_value(kind: Kind, switch: &Switch) -> Option<String> {
    switch.value.map(|value| estimated(kind, value, switch.mcse.unwrap_or(0.0).max(value.abs() / 1000.0)))
}

fn ranked(
    stress: &Stress,
    question: String,
    switch: impl Fn(&SwitchingInput) -> Option<Switch>,
) -> Option<RankedSwitches> {
    let (mut rows, mut never) = (Vec::new(), Vec::new());
    for input in &stress.switching.inputs {
        let Some(switch) = switch(input) else { continue };
        let (Some(value), Some(shift)) = (switching_value(input.kind, &switch), switch.shift_sd) else {
            never.push(input.label.clone());
            continue;
        };
        rows.push(RankedSwitch {
            path: input.path.clone(),
            label: input.label.clone(),
            shift,
            value,
            believed: stated(input.kind, input.mean),
        });
    }
    rows.sort_by(|a, b| a.shift.abs().total_cmp(&b.shift.abs()));
    (!rows.is_empty()).then_some(RankedSwitches { question, rows, never })
}
