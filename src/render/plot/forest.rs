//! Draws ratios with their intervals on a scale of ratios, with the line of no effect: forest plots.

use super::{Anchor, Area, Canvas, Scale, Stroke, Type, axis, figure, theme};
use crate::estimate::{EffectSeries, MetaAnalysisSeries, Results, StudySeries};
use crate::numeric::ln;
use crate::render::figure::{Figure, Paper};
use crate::render::words::known_share;
use crate::render::{caption, number};

const ROW: f64 = 220.0;
const HEAD: f64 = 150.0;
const BELOW: f64 = 290.0;
const GAP: f64 = 80.0;
/// Room for the longest label before it is broken, on A4.
const ROOM: f64 = 1300.0;
/// Ratios that an axis may name.
const TICKS: [f64; 15] = [0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0];
/// Ratios beyond these are drawn to the end of the axis.
const ENDS: (f64, f64) = (0.05, 20.0);

/// How a row is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// An effect: a dot on a line.
    Effect,
    /// A study: a square whose size is its weight.
    Study,
    /// What studies say together: a diamond as wide as its interval.
    Pooled,
    /// What one more place may expect: a dotted line.
    Predicted,
}

/// One row.
struct Row {
    label: String,
    look: Look,
    /// Low, middle and high; `None` of a study that says nothing.
    ratio: Option<[f64; 3]>,
    weight: f64,
    /// The last column.
    last: String,
}

/// The effect on every event; `None` where none may be harm.
pub(super) fn effects(results: &Results, paper: Paper) -> Option<Figure> {
    let caption = caption::effects(results)?;
    let row = |effect: &EffectSeries| Row {
        label: effect.label.clone(),
        look: Look::Effect,
        ratio: Some(effect.ratio),
        weight: 0.0,
        last: if effect.harm > 0.0 { known_share(effect.harm) } else { "none".to_owned() },
    };
    let rows: Vec<Row> = results.series.effects.iter().map(row).collect();
    let subtitle = "How many times as often it comes with support as without: median and 95% credible interval";
    Some(chart(paper, "effects", caption, subtitle, rows, "chance of harm"))
}

/// Every meta-analysis; `None` without one.
pub(super) fn meta(results: &Results, paper: Paper) -> Option<Figure> {
    let caption = caption::meta(results)?;
    let all = &results.series.meta_analyses;
    let rows: Vec<Row> = all.iter().flat_map(|one| pooled_rows(one, all.len() > 1)).collect();
    let subtitle = "How many times as often it comes with support as without: estimates and 95% intervals";
    Some(chart(paper, "meta", caption, subtitle, rows, "weight"))
}

fn pooled_rows(of: &MetaAnalysisSeries, named: bool) -> Vec<Row> {
    let study = |study: &StudySeries| Row {
        label: study.label.clone(),
        look: Look::Study,
        ratio: study.weight.map(|_| study.ratio),
        weight: study.weight.unwrap_or(0.0),
        last: study.weight.map_or_else(|| "left out".to_owned(), |weight| number::share(weight, 0.01)),
    };
    let whose = if named { format!("{}: ", of.label) } else { String::new() };
    let used = |used: bool| if used { "used".to_owned() } else { String::new() };
    let pooled = |label: &str, look, ratio, is_used| Row {
        label: if named { format!("{whose}{label}") } else { crate::quantity::capital(label) },
        look,
        ratio: Some(ratio),
        weight: 1.0,
        last: used(is_used),
    };
    let mut rows: Vec<Row> = of.studies.iter().map(study).collect();
    rows.push(pooled("average of all", Look::Pooled, of.average, !of.predicts_new_place));
    rows.push(pooled("one more place", Look::Predicted, of.new_place, of.predicts_new_place));
    rows
}

fn chart(
    paper: Paper,
    id: &'static str,
    caption: caption::Caption,
    subtitle: &str,
    rows: Vec<Row>,
    last: &str,
) -> Figure {
    let room = ROOM * theme::narrowed(paper);
    let labels: Vec<Vec<String>> = rows.iter().map(|row| style(row).wrap(&row.label, room, 8)).collect();
    let height = HEAD + labels.iter().map(|label| height(label)).sum::<f64>() + BELOW;
    figure(paper, id, caption, subtitle, height, |canvas, body| draw(canvas, body, &rows, &labels, last))
}

/// The height of a row with a label of so many lines.
fn height(label: &[String]) -> f64 {
    ROW.max(Type::LABEL.height(label.len()) + 30.0)
}

fn draw(canvas: &Canvas, body: Area, rows: &[Row], labels: &[Vec<String>], last: &str) {
    let widest = |lines: &[String], row: &Row| lines.iter().map(|line| style(row).width(line)).fold(0.0, f64::max);
    let room = labels.iter().zip(rows).map(|(lines, row)| widest(lines, row)).fold(0.0, f64::max);
    let column = |texts: Vec<f64>, head: &str| texts.into_iter().fold(Type::SMALL.width(head), f64::max);
    let lasts = column(rows.iter().map(|row| Type::LABEL.width(&row.last)).collect(), last);
    let numbers = column(rows.iter().map(|row| Type::SMALL.width(&interval(row))).collect(), "ratio");
    let plot = Area {
        left: body.left + room + GAP,
        right: body.right - lasts - numbers - 2.0 * GAP,
        top: body.top + HEAD,
        bottom: body.bottom - BELOW,
    };
    let held = |ratio: f64| ln(ratio.clamp(ENDS.0, ENDS.1));
    let ends = rows.iter().filter_map(|row| row.ratio).flatten().map(held);
    let x = Scale::new(axis::padded(ends.chain([0.0]), false), plot.left, plot.right);
    let marks: Vec<(f64, String)> = TICKS.iter().map(|&tick| (ln(tick), number::trimmed(tick))).collect();
    let marks: Vec<(f64, String)> = marks.into_iter().filter(|(at, _)| x.holds(*at)).collect();
    axis::below(canvas, plot, &x, &marks);
    let one = x.at(0.0);
    canvas.line(&[(one, plot.top), (one, plot.bottom)], Stroke::solid(theme::INK, theme::THIN));
    sides(canvas, plot, one);
    let baseline = body.top + HEAD - 45.0;
    canvas.text((body.right - lasts - GAP, baseline), Anchor::End, Type::SMALL, "ratio");
    canvas.text((body.right, baseline), Anchor::End, Type::SMALL, last);
    let areas = Area { top: plot.top, ..body }.down(labels.iter().map(|label| height(label)));
    for ((row, lines), area) in rows.iter().zip(labels).zip(areas) {
        let middle = 0.5 * (area.top + area.bottom);
        canvas.label((area.left, middle), style(row), lines);
        if let Some(ratio) = row.ratio {
            mark(canvas, row, ratio.map(|ratio| x.held(held(ratio))), middle);
            canvas.number((body.right - lasts - GAP, middle), &of(ratio[1]), &interval(row));
            let [low, _, high] = ratio.map(|ratio| x.held(held(ratio)));
            let area = Area { left: low, right: high, top: middle - 60.0, bottom: middle + 60.0 };
            canvas.value(area, &format!("{}: {}, 95% interval {}", row.label, of(ratio[1]), interval(row)));
        }
        canvas.text((body.right, middle + 0.35 * theme::LABEL), Anchor::End, Type::LABEL, &row.last);
    }
}

/// What lies on either side of the line of no effect, under the axis.
fn sides(canvas: &Canvas, plot: Area, one: f64) {
    let baseline = plot.bottom + 2.9 * theme::SMALL;
    let (fewer, more) = ("fewer with support", "more with support");
    if Type::SMALL.width(fewer) < one - plot.left {
        canvas.text((one - 40.0, baseline), Anchor::End, Type::SMALL, fewer);
    }
    if Type::SMALL.width(more) < plot.right - one + 600.0 {
        canvas.text((one + 40.0, baseline), Anchor::Start, Type::SMALL, more);
    }
}

fn mark(canvas: &Canvas, row: &Row, [low, middle, high]: [f64; 3], y: f64) {
    match row.look {
        Look::Pooled => {
            canvas.polygon(&[(low, y), (middle, y - 48.0), (high, y), (middle, y + 48.0)], theme::AVOIDED);
        }
        Look::Predicted => {
            canvas.line(&[(low, y), (high, y)], Stroke::dotted(theme::CASH, theme::LINE));
            canvas.diamond((middle, y), 38.0, theme::CASH);
        }
        Look::Study => {
            canvas.line(&[(low, y), (high, y)], Stroke::solid(theme::INK, theme::THIN));
            // The area of a square is its study's weight.
            let half = 14.0 + 50.0 * row.weight.sqrt();
            canvas.rectangle(
                Area { left: middle - half, right: middle + half, top: y - half, bottom: y + half },
                theme::INK,
            );
        }
        Look::Effect => {
            canvas.line(&[(low, y), (high, y)], Stroke::solid(theme::AVOIDED, theme::LINE));
            canvas.dot((middle, y), 42, theme::PAPER);
            canvas.dot((middle, y), 32, theme::AVOIDED);
        }
    }
}

const fn style(row: &Row) -> Type {
    if matches!(row.look, Look::Pooled | Look::Predicted) { Type::STRONG } else { Type::LABEL }
}

/// "0.60".
fn of(ratio: f64) -> String {
    caption::ratio(ratio)
}

/// "0.30 to 1.14".
fn interval(row: &Row) -> String {
    row.ratio.map_or_else(String::new, |[low, _, high]| format!("{} to {}", of(low), of(high)))
}
