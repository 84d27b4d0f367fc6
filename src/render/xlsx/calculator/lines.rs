//! Says what the calculator works out of everything that is not a target.

use super::columns::Columns;
use super::formula::{ERROR, Formula, OF_MEAN, OF_SHARE, POUNDS, RATIO, chance_format, error_of_share};
use super::inputs::{CONFIDENCE, cashable_share, cost_of_one, people};
use crate::estimate::{DrawValues, Results};

/// By how much everything grows with the people.
const SCALE: &str = "people/people_in_the_run";

/// One thing that is worked out.
pub(super) struct Line {
    pub(super) label: String,
    pub(super) value: Formula,
    pub(super) error: Option<Formula>,
    /// What the run says, or what the unchanged cells give where it says nothing.
    pub(super) said: Option<f64>,
}

impl Line {
    fn new(label: impl Into<String>, value: Formula) -> Self {
        Self { label: label.into(), said: value.value, value, error: None }
    }
}

pub(super) fn lines(results: &Results, columns: &Columns) -> Vec<Line> {
    let mut lines = Vec::new();
    for (key, label) in [("avoided", "Avoided cost"), ("avoided_pv", "Avoided cost, present value")] {
        let Some((name, values)) = columns.get(key) else { continue };
        lines.push(mean(format!("{label}: mean"), &name, values, SCALE, ""));
        for p in [0.025, 0.5, 0.975] {
            let below = format!("=_xlfn.PERCENTILE.INC({name},{p})*{SCALE}");
            let says = "So many of the draws lie below it: a percentile.";
            lines.push(Line::new(
                format!("{label}: {}% of draws are below", 100.0 * p),
                Formula::new(below, values.percentile(p), POUNDS, says),
            ));
        }
        lines.push(prudent(format!("{label}: prudent number"), &name, values, SCALE, ""));
    }
    if let (Some((name, values)), Some(_)) = (columns.get("cashable"), cashable_share(columns)) {
        let scale = format!("cashable_share/cashable_share_in_the_run*{SCALE}");
        lines.push(mean("Cashable: mean", &name, values, &scale, ""));
        lines.push(prudent("Cashable: prudent number", &name, values, &scale, ""));
    }
    lines.extend(net(results, columns));
    lines
}

/// The mean of a column, less what is taken `off`, with its error.
fn mean(label: impl Into<String>, name: &str, values: &DrawValues, scale: &str, off: &str) -> Line {
    let text = format!("=SUM({name})/COUNT({name})*{scale}{off}");
    let error = format!("=STDEV({name})/SQRT(COUNT({name}))*{scale}");
    Line {
        error: Some(Formula::new(error, values.mean_mcse(), POUNDS, OF_MEAN)),
        ..Line::new(label, Formula::new(text, values.mean(), POUNDS, "The mean over draws."))
    }
}

/// What is reached with the confidence.
fn prudent(label: impl Into<String>, name: &str, values: &DrawValues, scale: &str, off: &str) -> Line {
    let text = format!("=_xlfn.PERCENTILE.INC({name},1-confidence)*{scale}{off}");
    let says = "The amount that is reached in as many draws as the confidence says.";
    Line::new(label, Formula::new(text, values.percentile(1.0 - CONFIDENCE), POUNDS, says))
}

/// What is left after the programme's cost.
fn net(results: &Results, columns: &Columns) -> Vec<Line> {
    let (Some(cost), Some((name, values))) = (cost_of_one(results), columns.get("net_pv")) else { return Vec::new() };
    // What a draw avoids is its net and what it cost; the cost of every draw moves by as much.
    let off = "-(programme_cost-programme_cost_in_the_run)*people";
    let hits = format!("COUNTIF({name},\">=\"&(programme_cost-programme_cost_in_the_run)*people_in_the_run)");
    let positive = values.share_at_least(0.0);
    let all = people(results);
    let mut lines = vec![
        Line::new(
            "Programme cost, present value",
            Formula::new(
                "=programme_cost*people".to_owned(),
                cost * all,
                POUNDS,
                "What support costs for all of them.",
            ),
        ),
        mean("Net of programme cost, present value: mean", &name, values, SCALE, off),
        prudent("Net of programme cost, present value: prudent number", &name, values, SCALE, off),
        Line {
            error: Some(Formula::new(error_of_share(&hits, &name), values.share_mcse(positive), ERROR, OF_SHARE)),
            ..Line::new(
                "Chance that these people's own total pays for the programme",
                Formula::new(
                    format!("={hits}/COUNT({name})"),
                    positive,
                    &chance_format(columns.rows()),
                    "The share of draws in which nothing is left to pay, with the play of chance among so many people. That what is \
                     expected pays for it is another chance: it stands on Summary.",
                ),
            )
        },
    ];
    if results.programme.as_ref().is_some_and(|programme| programme.bcr.is_some()) {
        let text = format!("=(SUM({name})/COUNT({name})/people_in_the_run+programme_cost_in_the_run)/programme_cost");
        let says =
            "Mean of what is avoided and gained over the programme cost, both at present value: a ratio of means.";
        let back = (values.mean() / all + cost) / cost;
        lines.push(Line::new("Back for each £1 of programme cost", Formula::new(text, back, RATIO, says)));
    }
    lines
}
