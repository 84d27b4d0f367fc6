//! Mirrors the part of stress.json that says at which values the answer changes.

use serde::{Deserialize, Serialize};

use super::super::Ordered;
use super::super::chance::{Chance, without_bounds};
use crate::dictionary::dictionary;
use crate::numeric::hypot;
use crate::quantity::Kind;

dictionary! {
    /// Switching values.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct SwitchingResults {
        /// Draws over which expectations are averaged: the first of the run.
        #[unit(Draws)]
        pub draws: usize,
        /// Expected net benefit (present value of avoided less programme cost) with everything as drawn; null without a
        /// programme.
        #[unit(Pounds)]
        pub net_pv: Option<f64>,
        /// Monte Carlo standard error of the expected net benefit.
        #[unit(Pounds)]
        pub net_pv_mcse: Option<f64>,
        /// What stays as it is whatever value is set; null in older files.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub held_fixed: Option<SwitchHeldFixed>,
        /// Every uncertain value, the nearest to switching first.
        pub inputs: Vec<SwitchingInput>,
    }
}

dictionary! {
    /// What stays as it is while one value is set.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct SwitchHeldFixed {
        /// N, people of the scenario.
        #[unit(People)]
        pub people: u64,
        /// Whether there is a programme.
        pub programme: bool,
        /// Whether some of its cost follows who joins, engages and stays.
        pub follows: bool,
    }
}

dictionary! {
    /// The switching values of one input.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct SwitchingInput {
        /// Path of the value.
        pub path: String,
        /// The value in words.
        pub label: String,
        /// What the value measures, in the unit as written (rates per year).
        pub kind: Kind,
        /// Mean of the value over the draws.
        #[unit(OfKind)]
        pub mean: f64,
        /// Standard deviation of the value over the draws.
        #[unit(OfKind)]
        pub sd: f64,
        /// 2.5% quantile of the value over the draws.
        #[unit(OfKind)]
        #[covers(Evidence)]
        pub p2_5: f64,
        /// 97.5% quantile of the value over the draws.
        #[unit(OfKind)]
        #[covers(Evidence)]
        pub p97_5: f64,
        /// Where the expected net benefit is zero; null without a programme.
        #[unit(OfKind)]
        pub net: Option<Switch>,
        /// Switching values for each target by its id.
        pub targets: Ordered<TargetSwitch>,
    }
}

dictionary! {
    /// Where the chance of a target is even, and where it is four in five.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct TargetSwitch {
        /// Where the chance of reaching the target is 50%.
        #[unit(OfKind)]
        #[serde(rename = "50%")]
        pub even: Switch,
        /// Where the chance of reaching the target is 80%.
        #[unit(OfKind)]
        #[serde(rename = "80%")]
        pub likely: Switch,
    }
}

dictionary! {
    /// A switching value; all null where it cannot be reached by this value alone.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
    pub struct Switch {
        /// The switching value; null where it cannot be reached by this value alone.
        #[unit(OfKind)]
        pub value: Option<f64>,
        /// Monte Carlo standard error of the switching value.
        #[unit(OfKind)]
        pub mcse: Option<f64>,
        /// How far the switching value is from the mean, in standard deviations of the value.
        #[unit(StandardDeviations)]
        pub shift_sd: Option<f64>,
        /// The share of draws below the switching value.
        #[unit(Share)]
        pub percentile: Option<f64>,
        /// The run of it; null of the expected net benefit, and where it would take too many people or runs.
        pub simulated: Option<SwitchRun>,
    }
}

dictionary! {
    /// The chance of a target with one input set, all else as drawn, in a run.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct SwitchRun {
        /// Draws of that run: the first of the base.
        #[unit(Draws)]
        pub draws: usize,
        /// The chance.
        #[written_as(without_bounds::Kept)]
        #[serde(flatten, with = "without_bounds")]
        pub chance: Chance,
    }
}

impl Switch {
    /// The same value, known less well by `more`.
    pub(super) fn with_error(self, more: f64) -> Self {
        Self { mcse: self.mcse.map(|mcse| hypot(mcse, more)), ..self }
    }
}
