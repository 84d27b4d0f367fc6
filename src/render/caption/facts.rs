//! Builds the sentences that several captions share: prices, intervals, targets, source and the caveat.

use super::likelihood::SCALE;
use crate::estimate::{Quantile, Results, Summary, TargetResults, WarningResults};
use crate::render::number;

/// People below which a published evaluation is called small.
const SMALL: u64 = 30;

/// Everything said in, under and about a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// The message in a sentence, with the number.
    pub title: String,
    /// What belongs under the figure, a sentence or two each.
    pub lines: Vec<String>,
    /// What a reader who cannot see the figure should be told.
    pub alt: String,
    /// The line at the foot of the drawing itself.
    pub foot: String,
}

impl Caption {
    /// A caption whose first lines are `lines`; people, draws, source and the small-sample caveat follow by themselves.
    /// `shape` says what kind of drawing it is and opens the text for those who cannot see it.
    pub(super) fn new(results: &Results, title: String, mut lines: Vec<String>, shape: &str) -> Self {
        // The scale of likelihood words is for the eye that compares; a listener has the words and the numbers.
        let heard: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !line.starts_with(SCALE)).collect();
        let alt = format!("{shape} {title}. {}", heard.join(" "));
        lines.push(source(results));
        lines.extend(small_sample(results));
        Self { title, lines, alt, foot: foot(results) }
    }
}

/// `£ in 2021/22 prices`, or only `pounds` in a scenario without a price base.
#[must_use]
pub fn prices(results: &Results) -> String {
    results.scenario.price_base.as_ref().map_or_else(|| "pounds".to_owned(), |base| format!("£ in {base} prices"))
}

/// A mean with the digits that its error supports.
#[must_use]
pub fn mean(summary: &Summary) -> String {
    if certain(summary) {
        // To the penny, without the trace that adding up leaves.
        return number::money((100.0 * summary.mean).round() / 100.0, 0.0);
    }
    money(summary.mean, summary.mcse)
}

/// Whether a number is the same in every draw, but for the rounding of sums.
pub(super) fn certain(summary: &Summary) -> bool {
    summary.sd <= 1e-9 * summary.mean.abs()
}

/// Money in which a trace of rounding is nothing.
fn money(value: f64, error: f64) -> String {
    number::money(if value.abs() < 0.005 { 0.0 } else { value }, error)
}

/// The interval of a summary: `£1,000 to £4,200`; of a certain number only that.
#[must_use]
pub fn interval(results: &Results, summary: &Summary) -> String {
    if certain(summary) {
        return mean(summary);
    }
    let end = |quantile: Quantile| money(quantile.value, quantile_error(summary, quantile));
    summary
        .interval(results.run.level)
        .map_or_else(|| "not known".to_owned(), |[low, high]| format!("{} to {}", end(low), end(high)))
}

/// The interval, or nothing where the number is certain.
#[must_use]
pub fn range(results: &Results, summary: &Summary) -> String {
    if certain(summary) { String::new() } else { interval(results, summary) }
}

/// The error of a quantile; that of the mean where order statistics of tied values give none.
fn quantile_error(summary: &Summary, quantile: Quantile) -> f64 {
    if quantile.mcse == 0.0 { summary.mcse } else { quantile.mcse }
}

/// A quantile with the digits that its error supports.
pub(super) fn quantile(summary: &Summary, p: f64) -> String {
    summary
        .quantile(p)
        .map_or_else(|| "not known".to_owned(), |quantile| money(quantile.value, quantile_error(summary, quantile)))
}

/// `95%`.
pub(super) fn level(results: &Results) -> String {
    number::plain_share(results.run.level)
}

/// An id as words: `general_fund` becomes `general fund`.
#[must_use]
pub fn readable(id: &str) -> String {
    id.replace('_', " ")
}

/// The group of payers that figures look at apart: that of the first target, or `council`, or the first.
#[must_use]
pub fn focus(results: &Results) -> Option<&str> {
    let of_target = results.targets.iter().next().and_then(|(_, target)| match target.payers.as_slice() {
        [only] if results.groups.get(only).is_some() => Some(only.as_str()),
        _ => None,
    });
    let council = || results.groups.iter().map(|(id, _)| id).find(|id| *id == "council");
    of_target.or_else(council).or_else(|| results.groups.iter().next().map(|(id, _)| id))
}

/// A group of payers in a sentence.
#[must_use]
pub fn whom(group: Option<&str>) -> String {
    match group {
        None => "all payers".to_owned(),
        Some("council") => "the council".to_owned(),
        Some(group) => readable(group),
    }
}

/// What a target counts, for whom and when: `cashable savings of the council in 2022/23`.
#[must_use]
pub fn counted(results: &Results, target: &TargetResults) -> String {
    let what = match target.counting.as_str() {
        "cashable" => "cashable savings",
        "released" => "released cash",
        "averted" => "averted cost (nothing that is only put off)",
        _ => "avoided cost",
    };
    let name = |id: &String| results.payers.get(id).map_or_else(|| whom(Some(id)), |payer| payer.label.clone());
    let whom = match target.payers.as_slice() {
        [] => "all payers".to_owned(),
        payers => payers.iter().map(name).collect::<Vec<_>>().join(" and "),
    };
    let year = target.year.as_ref().map_or_else(String::new, |year| format!(" in {year}"));
    let net = if target.net_of_programme { ", less programme cost" } else { "" };
    format!("{what} of {whom}{year}{net}")
}

/// A target's amount, with its value at the price base where it was written in another year's prices:
/// `£500,000 (£468,384 in 2021/22 prices)`.
#[must_use]
pub fn target_amount(results: &Results, target: &TargetResults) -> String {
    let written = number::exact_money(target.written);
    match &results.scenario.price_base {
        Some(base) if target.prices == "outturn" => {
            format!("{written} ({} in {base} prices)", number::exact_money(target.amount))
        }
        _ => written,
    }
}

/// The chance with its words, and that of the opposite.
pub(super) fn chances(target: &TargetResults) -> (String, String) {
    (
        number::chance(target.probability, target.mcse, target.low, target.high),
        number::chance(1.0 - target.probability, target.mcse, 1.0 - target.high, 1.0 - target.low),
    )
}

/// The chance of reaching a target as a percentage alone: `25%`, `below 0.1%`.
#[must_use]
pub fn percentage(target: &TargetResults) -> String {
    let (reached, _) = chances(target);
    reached.split_once('(').map_or(reached.as_str(), |(_, share)| share.trim_end_matches(')')).to_owned()
}

/// What the intervals of the simulated cohort hold.
pub(super) fn prediction(results: &Results) -> String {
    format!(
        "Intervals are {} prediction intervals: they hold weak evidence, and chance in a cohort of {}.",
        level(results),
        people(results)
    )
}

/// People in each draw: `850 people`, `1 person`.
#[must_use]
pub fn people(results: &Results) -> String {
    let people = number::count(results.run.people.round(), 0.0);
    if people == "1" { "1 person".to_owned() } else { format!("{people} people") }
}

fn draws(results: &Results) -> String {
    number::whole(u64::try_from(results.run.draws).unwrap_or(u64::MAX))
}

fn source(results: &Results) -> String {
    format!(
        "{} draws of {} each, seed {}. Source: {}, by {} {}. Money: {}, cash without discounting unless said \
         otherwise, rounded \
         to what the simulation error supports.",
        draws(results),
        people(results),
        results.run.seed,
        results.scenario.file,
        results.generator.name,
        results.generator.version,
        prices(results)
    )
}

/// The caveat of a small evaluation, `None` without one or where it is not small.
fn small_sample(results: &Results) -> Option<String> {
    let published = results.published.as_ref().filter(|published| published.people < SMALL)?;
    Some(format!(
        "The published evaluation rests on {}: too few to say what the average person avoids. It is shown beside the \
         model and never fed into it.",
        studies(published.people)
    ))
}

/// `8 case studies`, `1 case study`.
pub(super) fn studies(people: u64) -> String {
    format!("{} case {}", number::whole(people), if people == 1 { "study" } else { "studies" })
}

/// Warnings that people were chosen and not drawn, and speak for a cohort without segments.
pub(super) const SELECTION: [&str; 2] = ["W11", "W14"];

/// The short line that no figure of such a scenario may lose, silenced or not; nothing of others.
pub(super) fn chosen(warnings: &[WarningResults]) -> String {
    if warnings.iter().any(|warning| SELECTION.contains(&warning.id.as_str())) {
        " Caution: case studies are chosen, not drawn, and here they speak for everybody.".to_owned()
    } else {
        String::new()
    }
}

fn foot(results: &Results) -> String {
    let small = results.published.as_ref().filter(|published| published.people < SMALL);
    let small = small.map_or_else(String::new, |published| {
        format!(" The published evaluation rests on {}.", studies(published.people))
    });
    format!(
        "Modelled, not measured: {} simulated cohorts of {} ({}, seed {}), no better than their assumptions.{small}{}",
        draws(results),
        people(results),
        results.scenario.file,
        results.run.seed,
        chosen(&results.warnings)
    )
}
