//! Draws whose cash it is: of each £1 that the programme costs, who pays it and to whom it falls.

use super::rows::{Chart, Look, Mark, Row};
use super::sheet::figure;
use crate::estimate::{Party, PoundResults, Stress, Summary};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number};

/// Rows before those that gain least are left to the tables.
const MOST: usize = 12;

/// The figure; `None` without a programme.
pub(super) fn cash(stress: &Stress, paper: Paper) -> Option<Figure> {
    let caption = caption::cash(stress)?;
    let key = vec![(Look::Pays, "pays"), (Look::Avoided, "avoided cost"), (Look::Cash, "cashable savings")];
    let heads = vec!["Pays".to_owned(), "Avoided".to_owned(), "Cashable".to_owned()];
    let rows = stress.cash.per_pound.iter().take(MOST).map(|part| row(stress, part)).collect();
    let chart = Chart::new(paper, rows, heads, "for each £1 of programme cost".to_owned()).with_key(key);
    let subtitle = format!(
        "For each £1 that the programme costs, whoever pays it: who pays, and to whom avoided cost falls, with {} \
         prediction intervals",
        number::plain_share(stress.run.level)
    );
    Some(figure(paper, "cash", caption, &subtitle, chart.height(), |canvas, body| chart.draw(canvas, body)))
}

fn row(stress: &Stress, part: &PoundResults) -> Row {
    let level = stress.run.level;
    let pays = stress.cash.funders.iter().find(|funder| funder.id == part.id && funder.kind == part.kind);
    let pays = pays.map_or(0.0, |funder| funder.share_of_cost);
    let pence = |value: f64| number::money((100.0 * value).round() / 100.0, 0.0);
    let cell = |summary: &Summary| {
        let range = summary.interval(level).filter(|_| summary.sd > 0.0);
        let under = range.map(|[low, high]| [pence(low.value), pence(high.value)]);
        let under = under.filter(|[low, high]| low != high).map(|[low, high]| format!("{low} to {high}"));
        (number::money(summary.mean, summary.mcse), under.unwrap_or_default())
    };
    let said = |what: &str, (number, range): (String, String)| {
        let range = if range.is_empty() {
            range
        } else {
            format!(", {} prediction interval {range}", number::plain_share(level))
        };
        format!("{}: {number} {what} for each £1{range}", part.label)
    };
    let mut marks = vec![
        Mark::of(Look::Avoided, &part.avoided, level).saying(said("avoided", cell(&part.avoided))),
        Mark::of(Look::Cash, &part.cashable, level).saying(said("cashable", cell(&part.cashable))),
    ];
    let paid = format!("{}: pays {} of each £1", part.label, pence(pays));
    marks.extend((pays > 0.0).then(|| Mark::at(Look::Pays, pays).saying(paid)));
    Row {
        label: part.label.clone(),
        sum: part.kind == Party::Group,
        marks,
        cells: vec![(pence(pays), String::new()), cell(&part.avoided), cell(&part.cashable)],
    }
}
