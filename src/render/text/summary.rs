//! Writes the summary of a run in the order of the questions: targets, whole system, cost and who gains, then the rest.

use super::layout::Page;
use super::{evidence, money_flows, spread, targets, whole_system};
use crate::estimate::{Results, Summary};
use crate::render::number::{money, money_error, months, plain_share, whole};

/// The summary of a run; `files` are the paths written, for its last lines.
#[must_use]
pub fn summary(results: &Results, files: &[String]) -> String {
    let mut page = Page::default();
    head(&mut page, results);
    if !results.targets.is_empty() {
        page.heading("Will the targets be reached?");
        targets::say(&mut page, results);
    }
    if !results.events.is_empty() {
        page.heading("What cost is avoided, across the whole system?");
        whole_system::say(&mut page, results);
    }
    if !results.outcomes.is_empty() {
        page.heading("What is the social value?");
        whole_system::social_value(&mut page, results);
    }
    page.heading("What does it cost, who pays and who gains?");
    money_flows::say(&mut page, results);
    if !results.events.is_empty() {
        page.heading("In which years?");
        money_flows::years(&mut page, results);
    }
    if !results.views.is_empty() {
        page.heading("What if life without support had been different?");
        spread::views(&mut page, results);
    }
    if !results.events.is_empty() {
        page.heading("How sure can we be?");
        spread::sources(&mut page, results);
    }
    if let Some(published) = &results.published {
        page.heading("How does this compare with what was published?");
        evidence::published(&mut page, results, published);
    }
    evidence::warnings(&mut page, &results.warnings);
    page.heading("Can the calculation be trusted?");
    evidence::self_check(&mut page, results);
    if !files.is_empty() {
        page.heading("Files");
        for file in files {
            page.say(file);
        }
    }
    page.finish()
}

fn head(page: &mut Page, results: &Results) {
    let (scenario, run) = (&results.scenario, &results.run);
    page.title(&scenario.title);
    let prices =
        scenario.price_base.as_ref().map_or_else(String::new, |year| format!(" All money is at {year} prices."));
    page.say(&format!(
        "{} people, each followed for {} after joining.{prices}",
        whole(scenario.people),
        months(scenario.horizon_months)
    ));
    page.say(&format!(
        "{} draws of the evidence{}, {} journeys simulated (seed {}). Ranges are {} intervals; figures are rounded to what \
         the simulation can support.",
        whole(run.draws as u64),
        if run.sampling.is_some() { " by scrambled Sobol points" } else { "" },
        whole(run.journeys),
        run.seed,
        plain_share(run.level)
    ));
    if let Some(precision) = run.precision {
        page.say(&format!(
            "Drawn until the error of the mean was at most {} of it and that of every target's chance at most 0.5 points: {}.",
            plain_share(precision.asked),
            if precision.met { "reached with these draws" } else { "not reached, the most draws allowed came first" }
        ));
    }
}

/// `£1,000 to £4,200`: the interval at the scenario's level.
pub(super) fn interval(summary: &Summary, level: f64) -> String {
    between(summary, level, "to")
}

/// Both ends of the interval, each with the digits that its own error supports, with a word between them.
pub(super) fn between(summary: &Summary, level: f64, word: &str) -> String {
    summary.interval(level).map_or_else(
        || "not known".to_owned(),
        |[low, high]| format!("{} {word} {}", money(low.value, low.mcse), money(high.value, high.mcse)),
    )
}

/// `£2,310 (± £10)`: the mean with its simulation error.
pub(super) fn mean(summary: &Summary) -> String {
    let value = money(summary.mean, summary.mcse);
    if summary.mcse > 0.0 { format!("{value} (± {})", money_error(summary.mcse)) } else { value }
}

/// A mean over its interval, in two lines of one cell.
pub(super) fn cell(summary: &Summary, level: f64) -> String {
    if summary.sd > 0.0 {
        format!("{}\n{}", money(summary.mean, summary.mcse), interval(summary, level))
    } else {
        money(summary.mean, 0.0)
    }
}
