//! Draws the bridge from gross avoided cost to cash: what each adjustment takes off, with its uncertainty.

use super::rows::ends;
use super::{Area, Canvas, Scale, Stroke, Type, axis, figure, theme};
use crate::estimate::{BridgeSeries, BridgeStage, BridgeStepSeries, Results, Summary, float};
use crate::render::figure::Figure;
use crate::render::{caption, number, words as render_words};

const ROW: f64 = 240.0;

/// A bar from one amount to another.
struct Bar<'a> {
    label: String,
    from: f64,
    to: f64,
    /// What its numbers are of.
    of: &'a Summary,
    /// What is left after it, whose interval is drawn under it.
    left: &'a Summary,
    /// A sum stands on zero; a step hangs between two sums.
    sum: bool,
}

/// The figure; `None` when nothing can be avoided.
pub(super) fn bridge(results: &Results) -> Option<Figure> {
    let caption = caption::bridge(results)?;
    let bars = bars(caption::bridge_of(results)?);
    let subtitle = format!(
        "Avoided cost over the whole span, {}; numbers are averages with {} prediction intervals",
        caption::prices(&results.scenario),
        number::plain_share(results.run.level)
    );
    Some(figure("bridge", caption, &subtitle, ROW * float(bars.len()) + 170.0, |canvas, body| {
        draw(canvas, body, results, &bars)
    }))
}

fn bars(bridge: &BridgeSeries) -> Vec<Bar<'_>> {
    let whom = caption::whom(bridge.group.as_deref());
    let mut bars: Vec<Bar> = Vec::new();
    let gains = bridge.steps.iter().any(|step| step.step == BridgeStage::Gained);
    let mut before = 0.0;
    // Adding up leaves a trace of rounding where a step takes off nothing.
    let negligible = 1e-9 * bridge.steps.first().map_or(0.0, |step| step.left.mean.abs() + step.left.sd);
    for step in &bridge.steps {
        if step.step == BridgeStage::BeforeReplaced {
            bars.push(sum("Gross, before what comes instead".to_owned(), step));
        } else if step.step == BridgeStage::Gross && bars.is_empty() {
            bars.push(sum("Gross avoided cost".to_owned(), step));
        } else if step.change.mean.abs() + step.change.sd > negligible {
            bars.push(Bar {
                label: name(step.step).to_owned(),
                from: before,
                to: before + step.change.mean,
                of: &step.change,
                left: &step.left,
                sum: false,
            });
        }
        before = step.left.mean;
        match step.step {
            BridgeStage::Gross if bars.len() > 1 => bars.push(sum("Gross avoided cost".to_owned(), step)),
            BridgeStage::Added if !gains => bars.push(sum("Avoided cost, all payers".to_owned(), step)),
            BridgeStage::Gained => bars.push(sum("Avoided and gained, all payers".to_owned(), step)),
            BridgeStage::OtherPayers if bridge.group.is_some() => {
                let what = if gains { "Avoided and gained" } else { "Avoided cost" };
                bars.push(sum(format!("{what}, {whom}"), step));
            }
            BridgeStage::NotCashable => bars.push(sum(format!("Cash for {whom}"), step)),
            _ => {}
        }
    }
    bars
}

fn sum(label: String, step: &BridgeStepSeries) -> Bar<'_> {
    Bar { label, from: 0.0, to: step.left.mean, of: &step.left, left: &step.left, sum: true }
}

const fn name(step: BridgeStage) -> &'static str {
    match step {
        BridgeStage::BeforeReplaced => "gross",
        BridgeStage::Gross => "comes instead",
        BridgeStage::Attribution => "due to others (attribution)",
        BridgeStage::Displacement => "only moved elsewhere (displacement)",
        BridgeStage::OptimismBias => "cut for optimism bias",
        BridgeStage::Added => "added by support itself",
        BridgeStage::Gained => "gained by budgets",
        BridgeStage::OtherPayers => "gained by other payers",
        BridgeStage::NotCashable => "cannot leave a budget",
    }
}

fn draw(canvas: &Canvas, body: Area, results: &Results, bars: &[Bar]) {
    let level = results.run.level;
    let labels = bars.iter().map(|bar| Type::STRONG.width(&bar.label)).fold(0.0, f64::max).min(1500.0);
    let numbers = bars.iter().map(|bar| Type::SMALL.width(&under(results, bar))).fold(0.0, f64::max);
    let plot = Area {
        left: body.left + labels + 80.0,
        right: body.right - numbers.max(500.0) - 80.0,
        top: body.top,
        bottom: body.bottom - 150.0,
    };
    let values = bars.iter().flat_map(|bar| {
        let (low, high) = ends(bar.left, level);
        [bar.from, bar.to, low, high]
    });
    let x = Scale::new(axis::padded(values, true), plot.left, plot.right);
    axis::below(canvas, plot, &x, &axis::money_marks(x.range(), 5.0));
    for ((index, bar), area) in bars.iter().enumerate().zip(body.down(bars.iter().map(|_| ROW))) {
        draw_bar(canvas, area, bar, &x, ends(bar.left, level));
        text(canvas, area, results, bar, labels);
        if let Some(next) = bars.get(index + 1) {
            let at = x.at(bar.to);
            let joined = if next.sum { next.to } else { next.from };
            if (joined - bar.to).abs() <= 1e-6 * bar.to.abs().max(1.0) {
                let points = [(at, area.bottom - 80.0), (at, area.bottom + 45.0)];
                canvas.line(&points, Stroke::solid(theme::AXIS, theme::HAIR));
            }
        }
    }
}

fn draw_bar(canvas: &Canvas, area: Area, bar: &Bar, x: &Scale, (low, high): (f64, f64)) {
    let (from, to) = (x.at(bar.from), x.at(bar.to));
    // A bar of next to nothing still shows.
    let right = from.max(to).max(from.min(to) + 8.0);
    let shape = Area { left: from.min(to), right, top: area.top + 45.0, bottom: area.bottom - 80.0 };
    if bar.sum {
        canvas.rectangle(shape, theme::AVOIDED);
    } else if bar.to > bar.from {
        // What comes on top is no loss.
        canvas.hatched(shape, theme::AVOIDED);
    } else {
        canvas.hatched(shape, theme::CASH);
    }
    let y = area.bottom - 52.0;
    if high > low {
        let stroke = Stroke::solid(theme::INK, theme::THIN);
        canvas.line(&[(x.held(low), y), (x.held(high), y)], stroke);
        for end in [x.held(low), x.held(high)] {
            canvas.line(&[(end, y - 18.0), (end, y + 18.0)], stroke);
        }
    }
}

/// The interval of a bar's number.
fn under(results: &Results, bar: &Bar) -> String {
    caption::range(results, bar.of)
}

fn text(canvas: &Canvas, area: Area, results: &Results, bar: &Bar, room: f64) {
    let middle = 0.5 * (area.top + area.bottom);
    let style = if bar.sum { Type::STRONG } else { Type::LABEL };
    canvas.label((area.left, middle), style, &style.wrap(&bar.label, room, 2));
    canvas.number((area.right, middle), &render_words::mean(bar.of), &under(results, bar));
}
