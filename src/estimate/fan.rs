//! Draws together the fan of cumulative avoided cash by month, from the exact expectations.

use super::expected::MonthlySum;
use super::payback::monthly_cost;
use super::sample::Sample;
use super::series::{MonthSeries, YearSpan};
use crate::model::{Model, Year};
use crate::statistics::{mean_and_sd, place_quantiles, quantile_sorted};

/// The quantiles of the fan.
const QUANTILES: [f64; 7] = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];

/// The fan over the evidence, with cumulative programme cost, up to the end of the span or of the funding.
pub(super) fn months(sample: &Sample) -> MonthSeries {
    let rows: Vec<&Vec<f64>> = sample.rows.iter().filter_map(|&k| sample.expected.months.get(k)).collect();
    let cost = programme_cost(sample);
    let length = rows.iter().map(|row| row.len()).max().unwrap_or(0).max(cost.as_ref().map_or(0, Vec::len));
    let mut totals = vec![0.0; rows.len()];
    let span = |year: &Year| YearSpan { label: year.label.clone(), from: year.from, to: year.to };
    let mut series = MonthSeries {
        draws: rows.len(),
        programme_cost: cost.map(|cost| cumulative(&cost, length)),
        years: sample.plan.years[..sample.plan.followed_years()].iter().map(span).collect(),
        ..MonthSeries::default()
    };
    for month in (0..length).filter(|_| !rows.is_empty()) {
        for (total, row) in totals.iter_mut().zip(&rows) {
            *total += row.get(month).copied().unwrap_or(0.0);
        }
        let mut sorted = totals.clone();
        place_quantiles(&mut sorted, &QUANTILES);
        series.mean.push(mean_and_sd(&totals).0);
        let MonthSeries { p2_5, p10, p25, p50, p75, p90, p97_5, .. } = &mut series;
        for (quantiles, p) in [p2_5, p10, p25, p50, p75, p90, p97_5].into_iter().zip(QUANTILES) {
            quantiles.push(quantile_sorted(&sorted, p));
        }
    }
    series
}

/// Monthly programme cost, the average over draws; `None` without a programme.
fn programme_cost(sample: &Sample) -> Option<Vec<f64>> {
    sample.plan.base.programme.as_ref()?;
    let mut cost = Vec::new();
    for Weighted { share, model, sum } in weighted(sample) {
        let own = match &model.programme {
            Some(programme) if programme.is_certain() => monthly_cost(programme, &[], model.span, &[]),
            Some(_) => sum.map(MonthlySum::mean).unwrap_or_default(),
            None => Vec::new(),
        };
        cost.resize(own.len().max(cost.len()), 0.0);
        for (sum, own) in cost.iter_mut().zip(&own) {
            *sum += share * own;
        }
    }
    Some(cost)
}

/// A model with its share of the draws, and what was added up of them.
struct Weighted<'a> {
    share: f64,
    model: &'a Model,
    sum: Option<&'a MonthlySum>,
}

fn weighted<'a>(sample: &'a Sample) -> impl Iterator<Item = Weighted<'a>> {
    let place = |model: &Model| sample.plan.views.iter().position(|view| std::ptr::eq(&raw const view.model, model));
    sample.models().into_iter().map(move |(share, model)| {
        let own = if sample.expected.costs.len() > 1 { place(model).unwrap_or(0) } else { 0 };
        Weighted { share, model, sum: sample.expected.costs.get(own) }
    })
}

fn cumulative(values: &[f64], length: usize) -> Vec<f64> {
    let mut total = 0.0;
    (0..length)
        .map(|month| {
            total += values.get(month).copied().unwrap_or(0.0);
            total
        })
        .collect()
}
