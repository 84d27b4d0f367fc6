//! Draws the views side by side: the average per person in each, with the evidence's interval inside the cohort's.

use super::rows::{Chart, Look, Mark, Row, ends};
use super::sheet::figure;
use crate::estimate::{Results, Summary, TargetResults};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

/// The figure; `None` with fewer than two views.
pub(super) fn views(results: &Results, paper: Paper) -> Option<Figure> {
    let caption = caption::views(results)?;
    let mut rows: Vec<Row> = results
        .views
        .iter()
        .map(|(_, view)| {
            let weight = view.weight.map_or_else(String::new, |weight| format!(" ({})", number::plain_share(weight)));
            let label = format!("{}{weight}", view.label);
            let target = view.targets.iter().next().map(|(_, target)| target);
            row(results, &label, &view.per_person.expected, &view.per_person.cohort, target, false)
        })
        .collect();
    let weighted = results.views.iter().all(|(_, view)| view.weight.is_some());
    let whole = if weighted { "All views, weighted" } else { "As written" };
    let (expected, cohort) = (&results.per_person.expected, &results.per_person.cohort);
    let target = results.targets.iter().next().map(|(_, target)| target);
    rows.push(row(results, whole, expected, cohort, target, true));
    let mut heads = vec!["Avoided per person".to_owned()];
    heads.extend(target.map(|target| format!("Chance of the {} target", number::exact_money(target.written))));
    let chart = Chart::new(paper, rows, heads, format!("per person, {}", caption::prices(&results.scenario)));
    let subtitle = format!(
        "Average avoided cost per person; {0} intervals: thick, weak evidence alone; thin, evidence and chance",
        number::plain_share(results.run.level)
    );
    Some(figure(paper, "views", caption, &subtitle, chart.height(), |canvas, body| chart.draw(canvas, body)))
}

fn row(
    results: &Results,
    label: &str,
    expected: &Summary,
    cohort: &Summary,
    target: Option<&TargetResults>,
    sum: bool,
) -> Row {
    let [outer, inner] = [cohort, expected].map(|summary| ends(summary, results.run.level));
    let level = results.run.level;
    let said = format!(
        "{}; evidence and chance: {}",
        caption::spoken(label, "per person", expected, (level, "credible")),
        caption::interval(results, cohort)
    );
    let mark = Mark { outer, inner: Some(inner), said, ..Mark::at(Look::Avoided, expected.mean) };
    let mut cells = vec![(render_words::mean(expected), caption::range(results, expected))];
    cells.extend(target.map(|target| {
        let reached = render_words::chance(&target.chance);
        let (odds, share) = reached.split_once(" (").unwrap_or((&reached, ""));
        (odds.to_owned(), share.trim_end_matches(')').to_owned())
    }));
    Row { label: label.to_owned(), sum, marks: vec![mark], cells }
}
