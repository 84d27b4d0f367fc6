//! Draws what outcomes are worth to people, a row for each.

use super::rows::{Chart, Look, Mark, Row};
use super::sheet::figure;
use crate::estimate::{Results, Summary};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

/// Rows before the outcomes that are worth least are left to the tables.
const MOST: usize = 12;

/// The figure; `None` without outcomes.
pub(super) fn outcomes(results: &Results, paper: Paper) -> Option<Figure> {
    let caption = caption::outcomes(results)?;
    let mut outcomes: Vec<_> = results.social_outcomes().collect();
    outcomes.sort_by(|one, other| other.value_pv.mean.total_cmp(&one.value_pv.mean));
    let left_out = outcomes.len().saturating_sub(MOST);
    let mut rows: Vec<Row> =
        outcomes.into_iter().take(MOST).map(|outcome| row(results, &outcome.label, &outcome.value_pv, false)).collect();
    rows.extend(results.total.social_value_pv.as_ref().map(|value| row(results, "All outcomes", value, true)));
    let chart = Chart::new(paper, rows, vec!["Social value".to_owned()], caption::prices(&results.scenario));
    let mut subtitle = format!(
        "Social value of outcomes at present value, with {} prediction intervals",
        number::plain_share(results.run.level)
    );
    if left_out > 0 {
        subtitle.push_str(&format!("; {left_out} more outcomes are in the tables"));
    }
    Some(figure(paper, "outcomes", caption, &subtitle, chart.height(), |canvas, body| chart.draw(canvas, body)))
}

fn row(results: &Results, label: &str, value: &Summary, sum: bool) -> Row {
    let level = results.run.level;
    let said = caption::spoken(label, "of social value", value, (level, "prediction"));
    let mark = Mark::of(Look::Avoided, value, level).saying(said);
    let cells = vec![(render_words::mean(value), caption::range(results, value))];
    Row { label: label.to_owned(), sum, marks: vec![mark], cells }
}
