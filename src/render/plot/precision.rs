//! Draws what studies of n people report and how often their intervals are right, against n on a logarithmic axis.

use super::axis::{self, Scale};
use super::canvas::{Anchor, Area, Canvas, Stroke, Type};
use super::sheet::{Figure, Sheet};
use super::theme;
use crate::estimate::{Evidence, SmallSample, StudyRow};
use crate::render::{caption, number};

/// Height of either panel.
const PANEL: f64 = 800.0;
/// Between the panels, with the axis of the upper one, and under the lower.
const BETWEEN: f64 = 330.0;

/// The figure; `None` where there is nothing for a study to find.
pub(super) fn precision(evidence: &Evidence) -> Option<Figure> {
    let caption = caption::precision(evidence)?;
    let sample = evidence.small_sample.as_ref()?;
    let subtitle = "What a study reports divided by the truth, and how often its interval holds the truth, by its number of people";
    let sheet = Sheet::new(caption, subtitle, 2.0 * (PANEL + BETWEEN));
    let level = evidence.run.level;
    Some(sheet.draw("precision", |canvas, body| {
        let plot = |top: f64| Area { left: body.left + 300.0, right: body.right - 150.0, top, bottom: top + PANEL };
        reports(canvas, plot(body.top + 90.0), sample, level);
        coverage(canvas, plot(body.top + 90.0 + PANEL + BETWEEN), sample, level);
    }))
}

/// The horizontal scale, its marks, and a line at the study of today.
fn people(canvas: &Canvas, plot: Area, sample: &SmallSample) -> Scale {
    let first = sample.rows.first().map_or(1.0, place);
    let last = sample.rows.last().map_or(1.0, place);
    let x = Scale::new((first, last), plot.left, plot.right);
    let marks: Vec<(f64, String)> =
        sample.rows.iter().map(|row| (place(row), number::whole(row.people as u64))).collect();
    axis::below(canvas, plot, &x, &marks);
    if let Some(today) = sample.rows.iter().find(|row| row.people == sample.today) {
        let at = x.at(place(today));
        canvas.line(&[(at, plot.top), (at, plot.bottom)], Stroke::dashed(theme::INK, theme::THIN));
        canvas.text((at + 30.0, plot.top - 20.0), Anchor::Start, Type::SMALL.ink(theme::INK), "today");
    }
    let title = "people in the study (logarithmic scale)";
    canvas.text((plot.right, plot.bottom + 2.6 * theme::SMALL), Anchor::End, Type::SMALL, title);
    x
}

/// Where a row stands on the logarithmic axis.
#[expect(clippy::cast_precision_loss, reason = "people stay far below 2^53")]
fn place(row: &StudyRow) -> f64 {
    (row.people as f64).log2()
}

/// A band of what studies report, divided by the truth, around its middle.
fn reports(canvas: &Canvas, plot: Area, sample: &SmallSample, level: f64) {
    let ends: Vec<(f64, f64, f64)> = sample
        .rows
        .iter()
        .filter_map(|row| {
            let [low, high] = row.relative.interval(level)?;
            Some((place(row), low.value, high.value))
        })
        .collect();
    let range = axis::padded(ends.iter().flat_map(|&(_, low, high)| [low, high, 1.0]), true);
    let y = Scale::new(range, plot.bottom, plot.top);
    let ticks = axis::ticks(range, 5.0);
    let marks: Vec<(f64, String)> =
        ticks.into_iter().map(|tick| (tick, format!("{}×", number::trimmed(tick)))).collect();
    axis::left(canvas, plot, &y, &marks);
    let x = people(canvas, plot, sample);
    let mut band: Vec<(f64, f64)> = ends.iter().map(|&(at, low, _)| (x.at(at), y.at(low))).collect();
    band.extend(ends.iter().rev().map(|&(at, _, high)| (x.at(at), y.at(high))));
    canvas.polygon(&band, theme::BANDS[1]);
    canvas.line(&[(plot.left, y.at(1.0)), (plot.right, y.at(1.0))], Stroke::solid(theme::INK, theme::THIN));
    canvas.text((plot.right + 20.0, y.at(1.0) + 0.35 * theme::SMALL), Anchor::Start, Type::SMALL, "truth");
}

/// The share of studies whose nominal interval holds the truth.
fn coverage(canvas: &Canvas, plot: Area, sample: &SmallSample, level: f64) {
    let of = |method: &str| -> Vec<(f64, f64)> {
        let rows = sample.rows.iter().filter(|row| row.intervals.studies > 0);
        rows.filter_map(|row| Some((place(row), row.intervals.methods.get(method)?.coverage))).collect()
    };
    let lowest = ["t", "studentised"].iter().flat_map(|method| of(method)).map(|point| point.1).fold(level, f64::min);
    let range = ((lowest - 0.05).max(0.0), 1.0);
    let y = Scale::new(range, plot.bottom, plot.top);
    axis::left(canvas, plot, &y, &axis::share_marks(range, 5.0));
    let x = people(canvas, plot, sample);
    canvas.line(&[(plot.left, y.at(level)), (plot.right, y.at(level))], Stroke::solid(theme::INK, theme::THIN));
    let promise = number::plain_share(level);
    canvas.text((plot.right + 20.0, y.at(level) + 0.35 * theme::SMALL), Anchor::Start, Type::SMALL, &promise);
    for (method, ink) in [("t", theme::AVOIDED), ("studentised", theme::CASH)] {
        let points: Vec<(f64, f64)> = of(method).into_iter().map(|(at, share)| (x.at(at), y.held(share))).collect();
        let dots = method == "t";
        let stroke = if dots { Stroke::solid(ink, theme::LINE) } else { Stroke::dashed(ink, theme::LINE) };
        canvas.line(&points, stroke);
        for point in points {
            if dots { canvas.dot(point, 32, ink) } else { canvas.diamond(point, 38.0, ink) }
        }
    }
}
