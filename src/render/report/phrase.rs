//! Puts single numbers of the results into phrases that every part of a report uses alike.

use super::document::Cell;
use crate::estimate::{ChanceResults, Results, Summary, TargetResults};
use crate::render::caption::readable;
use crate::render::number::{chance, exact_money, money, plain_share};

/// The mean, rounded to its error.
pub(crate) fn mean(summary: &Summary) -> String {
    money(summary.mean, summary.mcse)
}

/// The interval at the scenario's level: `£1,000 to £4,200`.
pub(crate) fn interval(summary: &Summary, level: f64) -> String {
    joined(summary, level, "to")
}

/// The interval after “between”: `£1,000 and £4,200`.
pub(crate) fn between(summary: &Summary, level: f64) -> String {
    joined(summary, level, "and")
}

fn joined(summary: &Summary, level: f64, word: &str) -> String {
    summary.interval(level).map_or_else(
        || "not known".to_owned(),
        |[low, high]| format!("{} {word} {}", money(low.value, low.mcse), money(high.value, high.mcse)),
    )
}

/// The mean as a cell.
pub(crate) const fn mean_cell(summary: &Summary) -> Cell {
    Cell::Money(summary.mean, summary.mcse)
}

/// The interval as a cell; empty when nothing varies.
pub(crate) fn interval_cell(summary: &Summary, level: f64) -> Cell {
    match summary.interval(level) {
        Some([low, high]) if summary.sd > 0.0 && low.value.is_finite() => {
            Cell::MoneyRange([(low.value, low.mcse), (high.value, high.mcse)])
        }
        _ => Cell::Empty,
    }
}

/// `95% interval`, the head of a column of intervals.
pub(crate) fn interval_head(results: &Results) -> String {
    format!("{} interval", plain_share(results.run.level))
}

/// `95% interval, cashable`: the head of a second column of intervals.
pub(crate) fn interval_head_of(results: &Results, what: &str) -> String {
    format!("{}, {what}", interval_head(results))
}

/// The chance of reaching a target: `about 1 in 4 (26%)`.
pub(crate) fn reaching(target: &TargetResults) -> String {
    chance(target.probability, target.mcse, target.low, target.high)
}

/// A chance with its error: `about 2 in 5 (43%)`.
pub(crate) fn likely(of: &ChanceResults) -> String {
    chance(of.probability, of.mcse, of.low, of.high)
}

/// The chance of missing a target.
pub(crate) fn missing(target: &TargetResults) -> String {
    chance(1.0 - target.probability, target.mcse, 1.0 - target.high, 1.0 - target.low)
}

/// The amount of a target: `£500,000 in cash of 2022/23, which is £489,000 at 2021/22 prices`.
pub(crate) fn amount(target: &TargetResults, results: &Results) -> String {
    match (&target.year, &results.scenario.price_base) {
        (Some(year), Some(base)) if target.prices == "outturn" && year != base => format!(
            "{} in cash of {year}, which is {} at {base} prices",
            exact_money(target.written),
            exact_money(target.amount)
        ),
        (_, Some(base)) => format!("{} at {base} prices", exact_money(target.amount)),
        _ => exact_money(target.amount),
    }
}

/// What counts towards a target: `Cashable savings of council in 2022/23`.
pub(crate) fn counted(target: &TargetResults, results: &Results) -> String {
    let what = match target.counting.as_str() {
        "cashable" => "Cashable savings",
        "released" => "Released cash",
        "averted" => "Cost averted (without what is only put off)",
        _ => "Cost avoided",
    };
    let when = target.year.as_ref().map_or_else(|| " over the whole span".to_owned(), |year| format!(" in {year}"));
    let net = if target.net_of_programme { ", less the programme cost that these bear" } else { "" };
    format!("{what} of {}{when}{net}", payers_of(target, results))
}

/// The payers of a target by label: `the council`, `all payers`.
pub(crate) fn payers_of(target: &TargetResults, results: &Results) -> String {
    if target.payers.is_empty() {
        return "all payers".to_owned();
    }
    let label = |id: &String| match results.payers.get(id) {
        Some(payer) => payer.label.clone(),
        None => format!("the {}", readable(id)),
    };
    list(&target.payers.iter().map(label).collect::<Vec<_>>())
}

/// With a capital letter at its head.
pub(crate) fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// `a, b and c`.
pub(crate) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_read_as_english() {
        assert_eq!(list(&["NHS".to_owned(), "housing".to_owned(), "police".to_owned()]), "NHS, housing and police");
        assert_eq!(capital("general fund"), "General fund");
        assert_eq!(readable("general_fund"), "general fund");
    }
}
