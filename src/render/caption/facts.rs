//! Builds the sentences that several captions share: prices, intervals, targets, source and the caveat.

use crate::estimate::{Generator, Results, ScenarioFacts, Summary, TargetResults};
use crate::quantity::group_name;
use crate::render::number;
use crate::render::words::{self, NOT_USED, small_sample};

/// Everything said in, under and about a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// The message in a sentence, with the number.
    pub title: String,
    /// What belongs under the figure, a sentence or two each, three lines of print in all.
    pub lines: Vec<String>,
    /// What a reader who cannot see the figure should be told.
    pub alt: String,
    /// The line at the foot of the drawing itself.
    pub foot: String,
    /// What was changed for this run, such as `cohort.people=120`, to stand at the foot as well.
    pub changes: Vec<String>,
}

impl Caption {
    /// A caption of `lines`. `shape` says what kind of drawing it is and opens the text for those who cannot see it.
    pub(super) fn new(results: &Results, title: String, lines: Vec<String>, shape: &str) -> Self {
        Self::of(title, lines, shape, foot(results), &results.scenario.changes)
    }

    /// A caption of `lines`, without those that say nothing.
    pub(super) fn of(title: String, mut lines: Vec<String>, shape: &str, foot: String, changes: &[String]) -> Self {
        lines.retain(|line| !line.is_empty());
        let alt = format!("{shape} {title}. {}", lines.join(" ")).trim_end().to_owned();
        Self { title, lines, alt, foot, changes: changes.to_vec() }
    }
}

/// Whose words and which program's numbers they are: `havering.yaml, by averted 0.1.0`.
pub(super) fn written_by(sources: &str, generator: &Generator) -> String {
    format!("{sources}, by {} {}", generator.name, generator.version)
}

/// The line at the foot: what was drawn `of` which file, with which seed and what caution.
pub(super) fn modelled(of: &str, file: &str, seed: u64, caution: &str) -> String {
    format!("Modelled, not measured: {of} ({file}, seed {seed}), no better than their assumptions.{caution}")
}

/// `£ in 2021/22 prices`, or only `pounds` in a scenario without a price base.
#[must_use]
pub fn prices(scenario: &ScenarioFacts) -> String {
    scenario.price_base.as_ref().map_or_else(|| "pounds".to_owned(), |base| format!("£ in {base} prices"))
}

/// The interval of a summary at the level of the results; of a certain number only that.
#[must_use]
pub fn interval(results: &Results, summary: &Summary) -> String {
    words::interval(summary, results.run.level)
}

/// The interval, or nothing where the number is certain.
#[must_use]
pub fn range(results: &Results, summary: &Summary) -> String {
    words::range(summary, results.run.level)
}

/// `95%`.
pub(super) fn level(results: &Results) -> String {
    words::level(results.run.level)
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

/// A group of payers in a sentence; all payers where there is none.
#[must_use]
pub fn whom(group: Option<&str>) -> String {
    group.map_or_else(|| "all payers".to_owned(), group_name)
}

/// What a target counts, for whom and when: `cashable savings of the council in 2022/23`.
#[must_use]
pub fn counted(results: &Results, target: &TargetResults) -> String {
    words::counted(target, |id| results.payers.get(id).map(|payer| payer.label.clone()))
}

/// A target's amount, with its value at the price base where it was written in another year's prices.
#[must_use]
pub fn target_amount(results: &Results, target: &TargetResults) -> String {
    words::amount(target, results.scenario.price_base.as_deref())
}

/// What a pointer is told of a number: `NHS: £350,000 avoided, 95% prediction interval −£90,000 to £1,150,000`.
#[must_use]
pub fn spoken(label: &str, what: &str, summary: &Summary, (level, kind): (f64, &str)) -> String {
    let range = words::range(summary, level);
    let range = if range.is_empty() { range } else { format!(", {} {kind} interval {range}", words::level(level)) };
    let what = if what.is_empty() { String::new() } else { format!(" {what}") };
    format!("{label}: {}{what}{range}", words::mean(summary))
}

/// What a prediction interval holds: `weak evidence, and chance in a cohort of 850 people`.
pub(super) fn predicted(results: &Results) -> String {
    format!("weak evidence, and chance in a cohort of {}", people(results))
}

/// What runs on after the horizon of its person, and so stands in the last entry of the years; `None` where nothing does.
pub(super) fn later(results: &Results) -> Option<String> {
    let past = results.total.past_horizon.as_ref()?;
    let amount = words::mean(past);
    (amount != "£0")
        .then(|| format!("{amount} of avoided cost runs on past the last month that is followed (“later”)."))
}

/// An amount with its direction after one of two verbs; what rounds to nothing is called so.
pub(super) fn directed(summary: &Summary, verbs: [&str; 2]) -> String {
    if words::mean(summary) == "£0" { format!("{} nothing", verbs[0]) } else { words::directed(summary, verbs) }
}

/// People in each draw: `850 people`, `1 person`.
#[must_use]
pub fn people(results: &Results) -> String {
    words::people_count(results.run.people)
}

fn draws(results: &Results) -> String {
    number::whole(results.run.draws)
}

/// Where all figures come from, how often they were simulated and how far to trust them, to be said once in a document.
#[must_use]
pub fn provenance(results: &Results) -> Vec<String> {
    let source = format!(
        "{} draws of {} each, seed {}. Source: {}. Money: {}, cash without discounting unless said otherwise, rounded to \
         what the simulation error supports.",
        draws(results),
        people(results),
        results.run.seed,
        written_by(&words::source(&results.scenario), &results.generator),
        prices(&results.scenario)
    );
    let intervals = format!(
        "Intervals are at {}: prediction intervals hold {}; credible intervals hold weak evidence alone.",
        level(results),
        predicted(results)
    );
    [source, intervals].into_iter().chain(rests_on_few(results)).collect()
}

/// That a small evaluation is shown and not used; `None` without one or where it is not small.
fn rests_on_few(results: &Results) -> Option<String> {
    let published = small_sample(results)?;
    Some(format!(
        "The published evaluation rests on {}: too few to say what the average person avoids. {NOT_USED}",
        words::people(published.people)
    ))
}

fn foot(results: &Results) -> String {
    let small = small_sample(results).map_or_else(String::new, |published| {
        format!(" The published evaluation rests on {}.", words::people(published.people))
    });
    let of = format!("{} simulated cohorts of {}", draws(results), people(results));
    let caution = format!("{small}{}", words::chosen(&results.warnings));
    modelled(&of, &words::source_file(&results.scenario), results.run.seed, &caution)
}
