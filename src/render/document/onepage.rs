//! Composes the answer on one page: the verdict, one chart, what would change the answer, and where the numbers come from.

use super::beside::{Beside, first_drawn};
use super::briefing::believed;
use super::stress::people_needed;
use super::verdict::verdict;
use super::{Block, Document, Section};
use crate::estimate::{Assumption, Drivers, Results, Stress};
use crate::render::number::whole;
use crate::render::words::{path_in_words, people, pounds, ranked_switches, source};

/// Points of what would change the answer.
const POINTS: usize = 3;
/// Charts that answer the question by themselves, the best first.
const CHARTS: [&str; 6] = ["chance", "payback", "average", "payers", "outcomes", "person"];

/// The answer on one page, with what stands beside the results; `figures` are those that were drawn.
#[must_use]
pub fn onepage(results: &Results, beside: &Beside<'_>, figures: &[&str]) -> Document {
    let chart = first_drawn(&CHARTS, figures).map(|id| Section::new("chart", "In one chart", [Block::Figure(id)]));
    let mut sections: Vec<Section> = chart.into_iter().collect();
    sections.push(Section::new("change", "What would change the answer", change(results, beside)));
    sections.push(Section::new("source", "Where the numbers come from", [Block::Paragraph(origin(results))]));
    Document {
        title: results.scenario.title.clone(),
        topic: "The answer on one page".to_owned(),
        verdict: Some(verdict(results)),
        sections,
        ..Document::default()
    }
}

fn change(results: &Results, beside: &Beside<'_>) -> Vec<Block> {
    let switches = beside.stress.and_then(of_switches);
    let moving = || beside.drivers.and_then(of_drivers);
    let (lead, mut points) = switches.or_else(moving).unwrap_or_else(|| of_assumptions(results));
    let people = beside.stress.and_then(|stress| people_needed(stress.targets.iter().next()?.1, stress));
    points.extend(people);
    if points.is_empty() { vec![Block::Paragraph(lead)] } else { vec![Block::Paragraph(lead), Block::List(points)] }
}

/// What leads a list, and its points.
type Points = (String, Vec<String>);

/// The inputs nearest to switching the answer.
fn of_switches(stress: &Stress) -> Option<Points> {
    let ranked = ranked_switches(stress)?;
    let point = |row: &crate::render::words::RankedSwitch| format!("{}: {} instead of {}", row.label, row.value, row.believed);
    let points = ranked.rows.iter().take(POINTS).map(point).collect();
    Some((format!("One value at a time, that at which {} (the switching value), nearest first:", ranked.question), points))
}

/// The values that move the answer most.
fn of_drivers(drivers: &Drivers) -> Option<Points> {
    let bars = drivers.tornado.bars.iter().filter(|bar| bar.swing > 0.0).take(POINTS);
    let point = |bar: &crate::estimate::Bar| {
        let (low, high) = (bar.at_p10.min(bar.at_p90), bar.at_p10.max(bar.at_p90));
        format!("{}: from {} to {}", bar.label, pounds(low), pounds(high))
    };
    let points: Vec<String> = bars.map(point).collect();
    let lead = format!(
        "One value at a time, what moves the {} most between its 10th and its 90th percentile:",
        drivers.tornado.label
    );
    (!points.is_empty()).then_some((lead, points))
}

/// The values that are known worst beside their mean.
fn of_assumptions(results: &Results) -> Points {
    let doubt = |value: &Assumption| (value.p97_5 - value.p2_5) / value.mean.abs().max(f64::MIN_POSITIVE);
    let mut values: Vec<&Assumption> = results.assumptions.iter().filter(|value| !value.certain).collect();
    values.sort_by(|a, b| doubt(b).total_cmp(&doubt(a)));
    let point = |value: &&Assumption| format!("{}: {}", path_in_words(&value.path), believed(value));
    let points: Vec<String> = values.iter().take(POINTS).map(point).collect();
    let lead = if points.is_empty() {
        "Every value of the scenario is taken as certain: only other values would change it."
    } else {
        "Better knowledge of what is known worst beside its mean (95% ranges); a stress test would say how far each has to move:"
    };
    (lead.to_owned(), points)
}

/// Where the numbers come from, in a sentence.
fn origin(results: &Results) -> String {
    let run = &results.run;
    format!(
        "{} draws of the evidence for {} (seed {}), from {}, by {} {}.",
        whole(run.draws),
        people(results.scenario.people),
        run.seed,
        source(&results.scenario),
        results.generator.name,
        results.generator.version
    )
}
