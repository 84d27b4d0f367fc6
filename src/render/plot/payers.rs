//! Draws who gains: a row for each payer with avoided cost, the cashable part and what it pays for the programme.

use super::rows::{Chart, Look, Mark, Row};
use super::sheet::figure;
use crate::estimate::{PartResults, PayerResults, Results, Summary};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

/// Rows before the payers that gain least are left to the tables.
const MOST: usize = 10;

/// The figure; `None` when nothing can be avoided.
pub(super) fn payers(results: &Results, paper: Paper) -> Option<Figure> {
    let caption = caption::payers(results)?;
    let gains = results.mechanisms.gained.is_some();
    let avoided = if gains { "avoided and gained" } else { "avoided cost" };
    let mut key = vec![(Look::Avoided, avoided), (Look::Cash, "cashable savings")];
    if results.payers.iter().any(|(_, payer)| payer.part.programme_cost > 0.0) {
        key.push((Look::Pays, "pays for the programme"));
    }
    let heads = vec![if gains { "Avoided, gained" } else { "Avoided" }.to_owned(), "Cashable".to_owned()];
    let chart = Chart::new(paper, rows(results), heads, caption::prices(&results.scenario)).with_key(key);
    let mut subtitle = format!(
        "{} by payer over the whole span, with {} prediction intervals",
        if gains { "Avoided cost and gains" } else { "Avoided cost" },
        number::plain_share(results.run.level)
    );
    let left_out = results.payers.len().saturating_sub(MOST);
    if left_out > 0 {
        subtitle.push_str(&format!("; {left_out} more payers are in the tables"));
    }
    Some(figure(paper, "payers", caption, &subtitle, chart.height(), |canvas, body| chart.draw(canvas, body)))
}

/// Payers from the one that gains most down, then the groups, then all.
fn rows(results: &Results) -> Vec<Row> {
    let mut payers: Vec<&PayerResults> = results.payers.iter().map(|(_, payer)| payer).collect();
    payers.sort_by(|one, other| other.part.avoided.mean.total_cmp(&one.part.avoided.mean));
    let mut rows: Vec<Row> =
        payers.into_iter().take(MOST).map(|payer| row(results, &payer.label, &payer.part, false)).collect();
    let groups = results.groups.iter().take(4);
    rows.extend(groups.map(|(id, group)| {
        let label = format!("All of {}", render_words::group_name(id));
        row(results, &label, group, true)
    }));
    rows
}

fn row(results: &Results, label: &str, part: &PartResults, sum: bool) -> Row {
    let level = results.run.level;
    let PartResults { avoided, cashable, programme_cost: pays, .. } = part;
    let gains = results.mechanisms.gained.is_some();
    let said = |what: &str, summary: &Summary| caption::spoken(label, what, summary, (level, "prediction"));
    let what = if gains { "avoided and gained" } else { "avoided" };
    let mut marks = vec![
        Mark::of(Look::Avoided, avoided, level).saying(said(what, avoided)),
        Mark::of(Look::Cash, cashable, level).saying(said("cashable", cashable)),
    ];
    let (cost, error) = part.cost();
    let paid = format!("{label}: pays {} for the programme", number::money(cost, error));
    marks.extend((*pays > 0.0).then(|| Mark::at(Look::Pays, *pays).saying(paid)));
    let cell = |summary: &Summary| (render_words::mean(summary), caption::range(results, summary));
    Row { label: label.to_owned(), sum, marks, cells: vec![cell(avoided), cell(cashable)] }
}
