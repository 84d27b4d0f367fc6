//! Draws cumulative avoided cost as a fan against cumulative programme cost, and when half of the draws have paid back.

use super::{Anchor, Area, Canvas, Reference, Scale, Stroke, Type, axis, figure, reference, theme};
use crate::estimate::{MonthSeries, Results, float};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number};

const PLOT: f64 = 1450.0;
/// Room for the key above the plot.
const KEY: f64 = 130.0;

/// The figure; `None` without a programme that costs something.
pub(super) fn payback(results: &Results, paper: Paper) -> Option<Figure> {
    let caption = caption::payback(results)?;
    let series = &results.series.months;
    let cost = series.programme_cost.as_deref()?;
    let subtitle = format!(
        "{} of all payers against programme cost, both added up since the start, {}",
        if results.mechanisms.gained.is_some() { "Avoided cost and gains" } else { "Avoided cost" },
        caption::prices(&results.scenario)
    );
    Some(figure(paper, "payback", caption, &subtitle, KEY + reference::strip(1) + PLOT + 150.0, |canvas, body| {
        draw(canvas, body, results, cost)
    }))
}

fn draw(canvas: &Canvas, body: Area, results: &Results, cost: &[f64]) {
    let series = &results.series.months;
    let bands = [(&series.p2_5, &series.p97_5), (&series.p10, &series.p90), (&series.p25, &series.p75)];
    let amounts = bands.iter().flat_map(|(low, high)| low.iter().chain(high.iter())).chain(cost).copied();
    let range = axis::padded(amounts, true);
    let marks = axis::money_marks(range, 5.0);
    let ends = ends(results, cost);
    let wide = |end: &End| {
        let amount = Type::SMALL.width(&end.amount());
        Type::SMALL.bold().width(end.label).max(amount)
    };
    let label_room = ends.iter().map(wide).fold(0.0, f64::max);
    let top = body.top + KEY + reference::strip(1);
    let plot = axis::plot(Area { right: body.right - label_room, ..body }, &marks, 40.0, (top, PLOT));
    let x = Scale::new((0.0, float(series.mean.len())), plot.left, plot.right);
    let y = Scale::new(range, plot.bottom, plot.top);
    key(canvas, (plot.left, body.top + theme::SMALL));
    axis::left(canvas, plot, &y, &marks);
    years(canvas, plot, &x, series);
    for ((low, high), ink) in bands.into_iter().zip(theme::BANDS) {
        let mut outline = path(low, &x, &y);
        outline.extend(path(high, &x, &y).into_iter().rev());
        canvas.polygon(&outline, ink);
    }
    canvas.line(&path(&series.p50, &x, &y), Stroke::solid(theme::AVOIDED, theme::LINE));
    canvas.line(&path(cost, &x, &y), Stroke::dashed(theme::INK, theme::LINE));
    if let Some(month) = results.programme.as_ref().and_then(|programme| programme.payback_months?.p50) {
        let label = format!("half of the draws have paid back by month {}", number::count(month, 1.0));
        let stroke = Stroke::dotted(theme::INK, theme::THIN);
        reference::draw(canvas, plot, &x, &[Reference { value: month, label, stroke }]);
    }
    end_labels(canvas, plot, &y, ends);
    values(canvas, plot, &x, series, cost);
}

/// Shows a pointer what is avoided and paid by the end of every third month.
fn values(canvas: &Canvas, plot: Area, x: &Scale, series: &MonthSeries, cost: &[f64]) {
    const STEP: usize = 3;
    let amount = |of: &[f64], index: usize| number::figures(of.get(index).copied().unwrap_or(f64::NAN));
    for index in (0..series.p50.len()).filter(|index| (index + 1) % STEP == 0) {
        let month = float(index + 1);
        let area = Area { left: x.at(month - float(STEP)), right: x.at(month), ..plot };
        let said = format!(
            "By month {}: {} avoided (median), 95% credible interval {} to {}; programme cost {}",
            number::whole(index + 1),
            amount(&series.p50, index),
            amount(&series.p2_5, index),
            amount(&series.p97_5, index),
            amount(cost, index)
        );
        canvas.value(area, &said);
    }
}

/// A line from nothing at the start through the end of every month.
fn path(values: &[f64], x: &Scale, y: &Scale) -> Vec<(f64, f64)> {
    let mut points = vec![(x.at(0.0), y.at(0.0))];
    let mut month = 0.0;
    for &value in values {
        month += 1.0;
        points.push((x.at(month), y.at(value)));
    }
    points
}

/// What the bands are, in a row above the plot.
fn key(canvas: &Canvas, (left, baseline): (f64, f64)) {
    let mut x = left;
    let last = Type::SMALL.ink(theme::INK);
    for (ink, label) in theme::BANDS.into_iter().rev().zip(["50%", "80%", "95% credible interval"]) {
        let box_area = Area { left: x, top: baseline - 65.0, right: x + 120.0, bottom: baseline + 5.0 };
        canvas.rectangle(box_area, ink);
        canvas.text((x + 145.0, baseline), Anchor::Start, last, label);
        x += 145.0 + Type::SMALL.width(label) + 90.0;
    }
}

/// Years along the axis: a line where one begins, its label in its middle where it fits.
fn years(canvas: &Canvas, plot: Area, x: &Scale, series: &MonthSeries) {
    let baseline = plot.bottom + 1.25 * theme::SMALL;
    canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], Stroke::solid(theme::AXIS, theme::HAIR));
    let mut free_from = plot.left;
    for year in &series.years {
        let (from, to) = (x.held(year.from), x.held(year.to));
        canvas.line(&[(from, plot.top), (from, plot.bottom + 40.0)], Stroke::solid(theme::GRID, theme::HAIR));
        let label = year.label.split(',').next().unwrap_or_default();
        let half = 0.5 * Type::SMALL.width(label);
        let middle = 0.5 * (from + to);
        if middle - half > free_from && middle + half < plot.right + 60.0 {
            canvas.text((middle, baseline), Anchor::Middle, Type::SMALL, label);
            free_from = middle + half + 50.0;
        }
    }
}

/// What stands at the right end of a line.
struct End {
    at: f64,
    label: &'static str,
    /// Whether it is what the programme costs.
    cost: bool,
    certain: bool,
}

impl End {
    /// The amount that the line ends at; simulated ones with three figures.
    fn amount(&self) -> String {
        number::money(self.at, if self.certain { 0.0 } else { f64::NAN })
    }
}

fn ends(results: &Results, cost: &[f64]) -> [End; 2] {
    let series = &results.series.months;
    let varies = results.programme.as_ref().is_some_and(|programme| programme.cost_varies);
    let gains = results.mechanisms.gained.is_some();
    let end = |values: &[f64]| values.last().copied().unwrap_or(0.0);
    [
        End {
            at: end(&series.p50),
            label: if gains { "Avoided, gained: median" } else { "Avoided, median" },
            cost: false,
            certain: false,
        },
        End {
            at: end(cost),
            label: if varies { "Programme cost, mean" } else { "Programme cost" },
            cost: true,
            certain: !varies,
        },
    ]
}

/// Writes the labels beside the ends of their lines, pushed apart where they would touch.
fn end_labels(canvas: &Canvas, plot: Area, y: &Scale, mut ends: [End; 2]) {
    ends.sort_by(|one, other| other.at.total_cmp(&one.at));
    let style = Type::SMALL.bold();
    let mut tops = [y.held(ends[0].at), y.held(ends[1].at)];
    let apart = 2.3 * style.leading();
    let short = apart - (tops[1] - tops[0]);
    if short > 0.0 {
        tops = [tops[0] - 0.5 * short, tops[1] + 0.5 * short];
    }
    let low = plot.bottom - 0.6 * style.leading();
    if tops[1] > low {
        tops = [tops[0].min(low - apart), low];
    }
    for (at, end) in tops.into_iter().zip(&ends) {
        let ink = if end.cost { theme::INK } else { theme::AVOIDED };
        canvas.text((plot.right + 30.0, at), Anchor::Start, style.ink(ink), end.label);
        canvas.text((plot.right + 30.0, at + style.leading()), Anchor::Start, Type::SMALL.ink(ink), &end.amount());
    }
}
