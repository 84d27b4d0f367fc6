//! Captions the shocks: which matters most to what the scenario is about, avoided cost or social value.

use super::facts::{Caption, directed};
use super::stress::caption;
use crate::estimate::{Difference, ShockResults, Stress, Summary};
use crate::render::number;
use crate::render::words::mean;

/// What a bar of the shocks is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Avoided cost; the diamond is its cashable part.
    Avoided,
    /// Social value, where it is most of what is claimed; the diamond is avoided cost.
    SocialValue,
}

impl Moved {
    /// Its change by a shock.
    #[must_use]
    pub fn of(self, shock: &ShockResults) -> &Difference {
        match (self, &shock.social_value_pv) {
            (Self::SocialValue, Some(value)) => value,
            _ => &shock.avoided,
        }
    }

    /// What stands beside it.
    #[must_use]
    pub const fn beside(self, shock: &ShockResults) -> &Difference {
        match self {
            Self::Avoided => &shock.cashable,
            Self::SocialValue => &shock.avoided,
        }
    }
}

/// What the shocks move: social value where it is more than the cost avoided.
#[must_use]
pub fn moved(stress: &Stress) -> Moved {
    let social = stress.shocks.first().is_some_and(|shock| {
        shock.social_value_pv.as_ref().is_some_and(|value| value.before.abs() > shock.avoided.before.abs())
    });
    if social { Moved::SocialValue } else { Moved::Avoided }
}

/// The caption of the shocks; `None` without any.
#[must_use]
pub fn shocks(stress: &Stress) -> Option<Caption> {
    let moved = moved(stress);
    let size = |shock: &&ShockResults| moved.of(shock).difference.mean.abs();
    let single = stress.shocks.iter().filter(|shock| !shock.together);
    let worst = single.max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let of = moved.of(worst);
    let what = match moved {
        Moved::Avoided => "the cost avoided",
        Moved::SocialValue => "the social value",
    };
    let title = if of.difference.mean == 0.0 {
        format!("None of the shocks changes {what}")
    } else {
        let then = match moved {
            Moved::SocialValue => worth(&of.difference),
            Moved::Avoided => avoided(stress, of)?,
        };
        format!("The shock that matters most is “{}”: {then}", worst.label)
    };
    let lines = vec![
        "Every shock is a run of its own on the same random numbers as the base, so the line on a bar, twice the error of \
         the difference to either side, is of the shock and not of luck."
            .to_owned(),
    ];
    Some(caption(stress, title, lines, "Horizontal bars to either side of no change, all shocks together last."))
}

/// What is avoided after a shock, and before.
fn avoided(stress: &Stress, of: &Difference) -> Option<String> {
    let whole = &stress.cash.ledger.last()?.total.avoided;
    let error = of.independent_mcse.unwrap_or(f64::NAN);
    if of.after < 0.0 || whole.mean < 0.0 {
        let moved = Summary { mean: of.after, mcse: error, ..whole.clone() };
        let [then, now] = [&moved, whole].map(|of| directed(of, ["avoids", "adds"]));
        return Some(format!("support then {then}; as it is, it {now}"));
    }
    let after = number::money(of.after, error);
    let after = if after == "£0" { "no cost".to_owned() } else { format!("{after} of cost") };
    Some(format!("{after} is avoided instead of {}", mean(whole)))
}

/// What a shock does to social value.
fn worth(change: &Summary) -> String {
    let amount = number::money(change.mean.abs(), change.mcse);
    if change.mean < 0.0 {
        format!("outcomes are then worth {amount} less to people")
    } else {
        format!("outcomes are then worth {amount} more to people")
    }
}
