//! Composes the answer on one page: the verdict, one chart, what would change the answer, and where the numbers come from.

use super::assumptions::in_words;
use super::beside::{Beside, first_drawn};
use super::briefing::believed;
use super::stress::people_needed;
use super::verdict::{KeyNumber, Verdict, claims_social_value, verdict};
use super::{Block, Document, Section};
use crate::estimate::{Assumption, Drivers, Results, Stress};
use crate::render::number::whole;
use crate::render::words::{people, pounds, ranked_switches, source};

/// Points of what would change the answer, where there is room.
pub const MOST_POINTS: usize = 3;
/// Charts that answer the question by themselves, the best first.
const CHARTS: [&str; 6] = ["chance", "payback", "average", "payers", "outcomes", "person"];
/// Those of several targets, whose chances take too much height beside each other.
const OF_TARGETS: [&str; 4] = ["payback", "average", "payers", "chance"];
/// Those of social value.
const OF_VALUE: [&str; 4] = ["outcomes", "chance", "payback", "average"];

/// Most letters of what the page says in several places: no label, however long, takes the page by itself.
const TITLE: usize = 140;
const SENTENCE: usize = 520;
const LABEL: usize = 90;
const NOTE: usize = 120;
const POINT: usize = 260;

/// The answer on one page, with what stands beside the results; `figures` are those that were drawn, and `points` is how
/// many of what would change the answer are named.
#[must_use]
pub fn onepage(results: &Results, beside: &Beside<'_>, figures: &[&str], points: usize) -> Document {
    let wanted: &[&str] = match results.targets.len() {
        _ if claims_social_value(results) => &OF_VALUE,
        0 | 1 => &CHARTS,
        _ => &OF_TARGETS,
    };
    let chart = first_drawn(wanted, figures).map(|id| Section::new("chart", "In one chart", [Block::Figure(id)]));
    let mut sections: Vec<Section> = chart.into_iter().collect();
    let change = (points > 0).then(|| change(results, beside, points));
    sections.extend(change.map(|blocks| Section::new("change", "What would change the answer", blocks)));
    sections.push(Section::new("source", "Where the numbers come from", [Block::Paragraph(origin(results))]));
    Document {
        title: cut(&results.scenario.title, TITLE),
        topic: "The answer on one page".to_owned(),
        verdict: Some(in_short(verdict(results))),
        sections,
        ..Document::default()
    }
}

/// A verdict none of whose words takes the page.
fn in_short(verdict: Verdict) -> Verdict {
    let number = |number: KeyNumber| KeyNumber {
        label: cut(&number.label, LABEL),
        note: cut(&number.note, NOTE),
        value: number.value,
    };
    Verdict {
        sentence: cut(&verdict.sentence, SENTENCE),
        numbers: verdict.numbers.into_iter().map(number).collect(),
        caveat: cut(&verdict.caveat, POINT),
        changes: verdict.changes.map(|changes| cut(&changes, POINT)),
        ..verdict
    }
}

fn change(results: &Results, beside: &Beside<'_>, most: usize) -> Vec<Block> {
    // What can be tried is cost and cash: none of it switches social value.
    let social = claims_social_value(results);
    let switches = beside.stress.filter(|_| !social).and_then(of_switches);
    let moving = || beside.drivers.filter(|_| !social).and_then(of_drivers);
    let (lead, mut points) = switches.or_else(moving).unwrap_or_else(|| of_assumptions(results));
    points.truncate(most);
    if most == MOST_POINTS {
        points.extend(beside.stress.and_then(|stress| people_needed(stress.targets.iter().next()?.1, stress)));
    }
    let points: Vec<String> = points.iter().map(|point| cut(point, POINT)).collect();
    let list = (!points.is_empty()).then_some(Block::List(points));
    std::iter::once(Block::Paragraph(cut(&lead, POINT))).chain(list).collect()
}

/// What leads a list, and its points.
type Points = (String, Vec<String>);

/// The inputs nearest to switching the answer.
fn of_switches(stress: &Stress) -> Option<Points> {
    let ranked = ranked_switches(stress)?;
    let point =
        |row: &crate::render::words::RankedSwitch| format!("{}: {} instead of {}", row.label, row.value, row.believed);
    let points = ranked.rows.iter().take(MOST_POINTS).map(point).collect();
    Some((
        format!("One value at a time, that at which {} (the switching value), nearest first:", ranked.question),
        points,
    ))
}

/// The values that move the answer most.
fn of_drivers(drivers: &Drivers) -> Option<Points> {
    let bars = drivers.tornado.bars.iter().filter(|bar| bar.swing > 0.0).take(MOST_POINTS);
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
    let point = |value: &&Assumption| format!("{}: {}", in_words(value), believed(value));
    let points: Vec<String> = values.iter().take(MOST_POINTS).map(point).collect();
    let lead = if points.is_empty() {
        "Every value of the scenario is taken as certain: only other values would change it."
    } else {
        "Other values of what is known worst beside its mean (95% ranges in brackets):"
    };
    (lead.to_owned(), points)
}

/// Where the numbers come from, in a sentence.
fn origin(results: &Results) -> String {
    let run = &results.run;
    let said = format!(
        "{} draws of the evidence for {} (seed {}), from {}, by {} {}. Avoided cost is not money saved: only cashable savings can \
         leave a budget.",
        whole(run.draws),
        people(results.scenario.people),
        run.seed,
        source(&results.scenario),
        results.generator.name,
        results.generator.version
    );
    cut(&said, 2 * POINT)
}

/// The first words of a text that is too long.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most).collect();
    let whole = head.rsplit_once(' ').map_or(head.as_str(), |(whole, _)| whole);
    format!("{} …", whole.trim_end_matches([',', ';', ':']))
}
