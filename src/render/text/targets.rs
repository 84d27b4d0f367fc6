//! Says of each target what is reached, and the chance of reaching and of missing it.

use super::layout::{Page, list};
use super::summary::{between, mean};
use crate::estimate::{Results, TargetResults};
use crate::render::number::{chance, exact_money, money, money_error, plain_share};
use crate::render::report::released;

pub(super) fn say(page: &mut Page, results: &Results) {
    for (_, target) in results.targets.iter() {
        page.say(&format!("{}: {}.", target.label, amount(target, results)));
        page.point(&format!(
            "{} {} {} on average, and between {} in {} of simulated programmes.",
            counted(target, results),
            if target.counting == "cashable" { "come to" } else { "comes to" },
            mean(&target.value),
            between(&target.value, results.run.level, "and"),
            plain_share(results.run.level)
        ));
        if let Some(how) = released(target, results) {
            page.point(&how);
        }
        page.point(&format!(
            "Chance of reaching it: {}. Chance of missing it: {}.",
            chance(target.probability, target.mcse, target.low, target.high),
            chance(1.0 - target.probability, target.mcse, 1.0 - target.high, 1.0 - target.low)
        ));
        if let Some(shortfall) = target.mean_shortfall {
            let error = target.mean_shortfall_mcse.unwrap_or(f64::NAN);
            page.point(&format!(
                "When it is missed, {} (± {}) is missing on average.",
                money(shortfall, error),
                money_error(error)
            ));
        }
    }
}

/// `£500,000 in cash of 2022/23, which is £489,000 at 2021/22 prices`.
fn amount(target: &TargetResults, results: &Results) -> String {
    match (&target.year, &results.scenario.price_base) {
        (Some(year), Some(base)) if target.prices == "outturn" && year != base => format!(
            "{} in cash of {year}, which is {} at {base} prices",
            exact_money(target.written),
            exact_money(target.amount)
        ),
        _ => exact_money(target.amount),
    }
}

/// `Cashable savings of council in 2022/23`.
fn counted(target: &TargetResults, results: &Results) -> String {
    let what = match target.counting.as_str() {
        "cashable" => "Cashable savings",
        "released" => "Released cash",
        "averted" => "Cost averted (without what is only put off)",
        _ => "Cost avoided",
    };
    let label = |id: &String| results.payers.get(id).map_or_else(|| id.clone(), |payer| payer.label.clone());
    let of = if target.payers.is_empty() {
        " across all payers".to_owned()
    } else {
        format!(" of {}", list(&target.payers.iter().map(label).collect::<Vec<_>>()))
    };
    let when = target.year.as_ref().map_or_else(|| " over the whole span".to_owned(), |year| format!(" in {year}"));
    let net = if target.net_of_programme { ", less the programme cost that these bear," } else { "" };
    format!("{what}{of}{when}{net}")
}
