//! Says how saved cash leaves budgets, and what is known of it.

use crate::estimate::{Counting, Release, Results, TargetResults};
use crate::render::number::{exact_money, months};
use crate::render::words::list;

/// How cash leaves the budgets of those payers that say so, by label: `that of NHS in whole lumps of £45,000,
/// 6 months after it is saved`.
pub(super) fn lumps(releases: &[(String, Release)]) -> String {
    let each = releases.iter().map(|(label, release)| {
        let lumps = match release.lump {
            0.0 => String::new(),
            lump => format!(" in whole lumps of {},", exact_money(lump)),
        };
        let after = match release.after {
            0.0 => " as soon as it is saved".to_owned(),
            after => format!(" {} after it is saved", months(after)),
        };
        format!("that of {label}{lumps}{after}")
    });
    let each: Vec<String> = each.collect();
    format!("Cash leaves budgets as follows: {}. What has to be found comes in no lumps.", list(&each))
}

/// What a reader must know of a target that counts released cash; `None` for any other.
pub(super) fn released(target: &TargetResults, results: &Results) -> Option<String> {
    if target.counting != Counting::Released {
        return None;
    }
    let counts = |id: &str, groups: &[String]| {
        target.payers.is_empty() || target.payers.iter().any(|name| name == id || groups.contains(name))
    };
    let (mut releases, mut others) = (Vec::new(), Vec::new());
    for (_, payer) in results.payers.iter().filter(|(id, payer)| counts(id, &payer.groups)) {
        match &payer.releases {
            Some(release) => releases.push((payer.label.clone(), *release)),
            None => others.push(payer.label.clone()),
        }
    }
    Some(released_by(&releases, &others))
}

fn released_by(releases: &[(String, Release)], others: &[String]) -> String {
    let others = if others.is_empty() {
        String::new()
    } else {
        format!(" Cashable savings of {} count as they fall.", list(others))
    };
    format!("{}{others} {}", lumps(releases), SIMULATED)
}

/// What no expectation stands behind.
const SIMULATED: &str = "What is released is known of the simulated cohort alone: it has no exact expectation, and the self-check does not judge it.";
