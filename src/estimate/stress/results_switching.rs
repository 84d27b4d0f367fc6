//! Mirrors the part of stress.json that says at which values the answer changes.

use serde::{Deserialize, Serialize};

use super::super::Ordered;
use super::super::chance::{Chance, without_bounds};
use crate::numeric::hypot;
use crate::quantity::Kind;

/// Switching values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SwitchingResults {
    /// Draws over which expectations are averaged: the first of the run.
    pub draws: usize,
    /// Expected net benefit (present value of avoided less programme cost) with everything as drawn; null without a
    /// programme.
    pub net_pv: Option<f64>,
    /// Its Monte Carlo standard error.
    pub net_pv_mcse: Option<f64>,
    /// What stays as it is whatever value is set; null in older files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_fixed: Option<SwitchHeldFixed>,
    /// Every uncertain value, the nearest to switching first.
    pub inputs: Vec<SwitchingInput>,
}

/// What stays as it is while one value is set.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SwitchHeldFixed {
    /// N, people of the scenario.
    pub people: u64,
    /// Whether there is a programme.
    pub programme: bool,
    /// Whether some of its cost follows who joins, engages and stays.
    pub follows: bool,
}

/// The switching values of one input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SwitchingInput {
    /// Its path.
    pub path: String,
    /// In words.
    pub label: String,
    /// What it measures, in the unit as written (rates per year).
    pub kind: Kind,
    /// Mean over the draws.
    pub mean: f64,
    /// Standard deviation over the draws.
    pub sd: f64,
    /// 2.5% quantile over the draws.
    pub p2_5: f64,
    /// 97.5% quantile over the draws.
    pub p97_5: f64,
    /// Where the expected net benefit is zero; null without a programme.
    pub net: Option<Switch>,
    /// By target.
    pub targets: Ordered<TargetSwitch>,
}

/// Where the chance of a target is even, and where it is four in five.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetSwitch {
    /// Probability 50%.
    #[serde(rename = "50%")]
    pub even: Switch,
    /// Probability 80%.
    #[serde(rename = "80%")]
    pub likely: Switch,
}

/// A switching value; all null where it cannot be reached by this value alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Switch {
    /// The value.
    pub value: Option<f64>,
    /// Its Monte Carlo standard error.
    pub mcse: Option<f64>,
    /// How far that is from the mean, in standard deviations of the value.
    pub shift_sd: Option<f64>,
    /// The share of draws below it.
    pub percentile: Option<f64>,
    /// The run of it; null of the expected net benefit, and where it would take too many people or runs.
    pub simulated: Option<SwitchRun>,
}

/// The chance of a target with one input set, all else as drawn, in a run.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SwitchRun {
    /// Draws of that run: the first of the base.
    pub draws: usize,
    /// The chance.
    #[serde(flatten, with = "without_bounds")]
    pub chance: Chance,
}

impl Switch {
    /// The same value, known less well by `more`.
    pub(super) fn with_error(self, more: f64) -> Self {
        Self { mcse: self.mcse.map(|mcse| hypot(mcse, more)), ..self }
    }
}
