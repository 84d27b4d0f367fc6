//! Draws how wide the intervals of studies of n people are and how often they hold the truth, on a logarithmic axis of n.

use super::{Anchor, Area, Canvas, Scale, Stroke, Type, axis, figure, theme};
use crate::estimate::{Evidence, IntervalEvidence, Method, SmallSample, StudyRow, float};
use crate::numeric::log2;
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

/// Height of either panel.
const PANEL: f64 = 800.0;
/// Above a panel, with its heading and the label of today.
const ABOVE: f64 = 260.0;
/// Under a panel, with its axis.
const BELOW: f64 = 260.0;
/// The key.
const KEY: f64 = 150.0;
/// How far the axis runs beyond its first and last number, in doublings.
const BEYOND: f64 = 0.25;

/// The intervals shown, told apart by mark and dash before ink.
const METHODS: [(Method, &str); 3] =
    [(Method::T, "Student’s t"), (Method::Bca, "BCa bootstrap"), (Method::Bayesian, "Bayesian bootstrap")];

/// The figure; `None` where there is nothing for a study to find.
pub(super) fn precision(evidence: &Evidence, paper: Paper) -> Option<Figure> {
    let caption = caption::precision(evidence)?;
    let sample = evidence.small_sample.as_ref()?;
    let level = evidence.run.level;
    let subtitle = format!(
        "Intervals that claim {}, in studies of n people simulated where the truth is known",
        number::plain_share(level)
    );
    Some(figure(paper, "precision", caption, &subtitle, KEY + 2.0 * (ABOVE + PANEL + BELOW), |canvas, body| {
        key(canvas, body);
        let panel = |top: f64| Area { left: body.left + 300.0, right: body.right - 160.0, top, bottom: top + PANEL };
        let top = body.top + KEY + ABOVE;
        let today = caption::today(evidence, sample);
        widths(canvas, body, panel(top), (sample, &today));
        coverage(canvas, body, panel(top + PANEL + BELOW + ABOVE), (sample, &today), level);
    }))
}

/// What the marks mean, drawn as they are.
fn key(canvas: &Canvas, body: Area) {
    let baseline = body.top + theme::SMALL;
    let mut x = body.left;
    for (index, (_, label)) in METHODS.iter().enumerate() {
        let y = baseline - 0.35 * theme::SMALL;
        canvas.line(&[(x, y), (x + 260.0, y)], stroke(index));
        mark(canvas, (x + 130.0, y), index);
        canvas.text((x + 300.0, baseline), Anchor::Start, Type::SMALL.ink(theme::INK), label);
        x += 300.0 + Type::SMALL.width(label) + 130.0;
    }
}

const fn stroke(index: usize) -> Stroke {
    match index {
        0 => Stroke::solid(theme::AVOIDED, theme::LINE),
        1 => Stroke::dashed(theme::CASH, theme::LINE),
        _ => Stroke::dotted(theme::INK, theme::LINE),
    }
}

fn mark(canvas: &Canvas, (x, y): (f64, f64), index: usize) {
    match index {
        0 => canvas.dot((x, y), 32, theme::AVOIDED),
        1 => canvas.diamond((x, y), 38.0, theme::CASH),
        _ => canvas.polygon(&[(x - 36.0, y + 30.0), (x, y - 36.0), (x + 36.0, y + 30.0)], theme::INK),
    }
}

/// A sample, and what its marked study is.
type Marked<'a> = (&'a SmallSample, &'a str);

/// The horizontal scale, its marks, the heading, and a line at the marked study.
fn people(canvas: &Canvas, body: Area, plot: Area, (sample, label): Marked, heading: &str) -> Scale {
    let first = sample.rows.first().map_or(1.0, place);
    let last = sample.rows.last().map_or(1.0, place);
    let x = Scale::new((first - BEYOND, last + BEYOND), plot.left, plot.right);
    let marks: Vec<(f64, String)> = sample.rows.iter().map(|row| (place(row), number::whole(row.people))).collect();
    axis::below(canvas, plot, &x, &marks);
    canvas.text((body.left, plot.top - 140.0), Anchor::Start, Type::STRONG, heading);
    if let Some(today) = sample.rows.iter().find(|row| row.people == sample.today) {
        let at = x.at(place(today));
        canvas.line(&[(at, plot.top - 90.0), (at, plot.bottom)], Stroke::dashed(theme::INK, theme::THIN));
        canvas.text((at + 30.0, plot.top - 30.0), Anchor::Start, Type::SMALL.ink(theme::INK), label);
    }
    let title = "people in the study, n (logarithmic scale)";
    canvas.text((plot.right, plot.bottom + 2.6 * theme::SMALL), Anchor::End, Type::SMALL, title);
    x
}

/// Where a row stands on the logarithmic axis.
fn place(row: &StudyRow) -> f64 {
    log2(float(row.people))
}

/// One number of a method by place on the axis, where studies were tried and it has one.
fn series(sample: &SmallSample, method: Method, of: impl Fn(&IntervalEvidence) -> Option<f64>) -> Vec<(f64, f64)> {
    let rows = sample.rows.iter().filter(|row| row.intervals.studies > 0);
    rows.filter_map(|row| Some((place(row), of(row.intervals.methods.get(method.key())?)?))).collect()
}

fn lines(canvas: &Canvas, x: &Scale, y: &Scale, all: &[Vec<(f64, f64)>]) {
    for (index, points) in all.iter().enumerate() {
        let points: Vec<(f64, f64)> = points.iter().map(|&(at, value)| (x.at(at), y.held(value))).collect();
        canvas.line(&points, stroke(index));
        for &point in &points {
            mark(canvas, point, index);
        }
    }
}

/// The median width of the intervals, divided by the truth.
fn widths(canvas: &Canvas, body: Area, plot: Area, marked: Marked) {
    let all = METHODS.map(|(method, _)| series(marked.0, method, |interval| interval.relative_width));
    let range = axis::padded(all.iter().flatten().map(|point| point.1), true);
    let y = Scale::new(range, plot.bottom, plot.top);
    let ticks = axis::ticks(range, 4.0);
    let marks: Vec<(f64, String)> =
        ticks.into_iter().map(|tick| (tick, format!("{}×", number::trimmed(tick)))).collect();
    axis::left(canvas, plot, &y, &marks);
    let x = people(canvas, body, plot, marked, "Median width of the interval, as a multiple of the truth");
    lines(canvas, &x, &y, &all);
    values(canvas, plot, &x, marked.0, &|interval| {
        let width = interval.relative_width.map(number::trimmed)?;
        Some(format!("{width}× the truth"))
    });
}

/// Shows a pointer the numbers of every size of study.
fn values(
    canvas: &Canvas,
    plot: Area,
    x: &Scale,
    sample: &SmallSample,
    of: &dyn Fn(&IntervalEvidence) -> Option<String>,
) {
    for row in &sample.rows {
        let each = METHODS
            .iter()
            .filter_map(|(method, label)| Some(format!("{label} {}", of(row.intervals.methods.get(method.key())?)?)));
        let each: Vec<String> = each.collect();
        if !each.is_empty() {
            let (at, half) = (x.at(place(row)), 90.0);
            let area = Area { left: at - half, right: at + half, ..plot };
            canvas.value(area, &format!("{}: {}", render_words::people(row.people), each.join("; ")));
        }
    }
}

/// The share of studies whose nominal interval holds the truth.
fn coverage(canvas: &Canvas, body: Area, plot: Area, marked: Marked, level: f64) {
    let all = METHODS.map(|(method, _)| series(marked.0, method, |interval| Some(interval.coverage)));
    let lowest = all.iter().flatten().map(|point| point.1).fold(level, f64::min);
    let range = ((lowest - 0.05).max(0.0), 1.0);
    let y = Scale::new(range, plot.bottom, plot.top);
    axis::left(canvas, plot, &y, &axis::share_marks(range, 5.0));
    let x = people(canvas, body, plot, marked, "Share of the intervals that hold the truth");
    canvas.line(&[(plot.left, y.at(level)), (plot.right, y.at(level))], Stroke::solid(theme::INK, theme::THIN));
    let promise = number::plain_share(level);
    canvas.text((plot.right + 20.0, y.at(level) + 0.35 * theme::SMALL), Anchor::Start, Type::SMALL, &promise);
    lines(canvas, &x, &y, &all);
    let error = |interval: &IntervalEvidence| number::share(interval.coverage, 0.01);
    values(canvas, plot, &x, marked.0, &|interval| Some(format!("holds it {} of the time", error(interval))));
}
