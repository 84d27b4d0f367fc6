//! Draws the bridge from gross avoided cost to cash: what each adjustment takes off, with its uncertainty.

use super::rows::ends;
use super::{Area, Canvas, Scale, Stroke, Type, axis, figure, room, theme};
use crate::estimate::{BridgeSeries, BridgeStage, BridgeStepSeries, Results, Summary};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

const ROW: f64 = 240.0;

/// A bar from one amount to another.
struct Bar<'a> {
    label: String,
    from: f64,
    to: f64,
    /// What its number and the line under it are of: the amount of a sum, what a step changes.
    of: &'a Summary,
    /// A sum stands on zero; a step hangs between two sums.
    sum: bool,
}

impl Bar<'_> {
    /// The interval of its number, from where it begins.
    fn whisker(&self, level: f64) -> (f64, f64) {
        let (low, high) = ends(self.of, level);
        (self.from + low, self.from + high)
    }

    const fn style(&self) -> Type {
        if self.sum { Type::STRONG } else { Type::LABEL }
    }

    /// Its label in lines of so much room.
    fn lines(&self, room: f64) -> Vec<String> {
        self.style().wrap(&self.label, room, 8)
    }

    /// Its height, with a label of so much room.
    fn height(&self, room: f64) -> f64 {
        ROW.max(self.style().height(self.lines(room).len()) + 20.0)
    }
}

/// The figure; `None` when nothing can be avoided.
pub(super) fn bridge(results: &Results, paper: Paper) -> Option<Figure> {
    let caption = caption::bridge(results)?;
    let bars = bars(caption::bridge_of(results)?);
    let subtitle = format!(
        "Avoided cost over the whole span, {}; numbers are averages with {} prediction intervals",
        caption::prices(&results.scenario),
        number::plain_share(results.run.level)
    );
    let labels = 0.33 * room(paper);
    let inside: f64 = bars.iter().map(|bar| bar.height(labels)).sum();
    Some(figure(paper, "bridge", caption, &subtitle, inside + 170.0, |canvas, body| {
        draw(canvas, body, results, &bars, labels)
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
    Bar { label, from: 0.0, to: step.left.mean, of: &step.left, sum: true }
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

fn draw(canvas: &Canvas, body: Area, results: &Results, bars: &[Bar], most: f64) {
    let level = results.run.level;
    let labels = bars.iter().map(|bar| Type::STRONG.width(&bar.label)).fold(0.0, f64::max).min(most);
    let numbers = bars.iter().map(|bar| Type::SMALL.width(&under(results, bar))).fold(0.0, f64::max);
    let plot = Area {
        left: body.left + labels + 80.0,
        right: body.right - numbers.max(500.0) - 80.0,
        top: body.top,
        bottom: body.bottom - 150.0,
    };
    let values = bars.iter().flat_map(|bar| {
        let (low, high) = bar.whisker(level);
        [bar.from, bar.to, low, high]
    });
    let x = Scale::new(axis::padded(values, true), plot.left, plot.right);
    axis::below(canvas, plot, &x, &axis::money_marks(x.range(), 5.0));
    for ((index, bar), area) in bars.iter().enumerate().zip(body.down(bars.iter().map(|bar| bar.height(most)))) {
        draw_bar(canvas, area, bar, &x, bar.whisker(level));
        text(canvas, area, results, bar, most);
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
    canvas.label((area.left, middle), bar.style(), &bar.lines(room));
    canvas.number((area.right, middle), &render_words::mean(bar.of), &under(results, bar));
    let what = if bar.sum { "" } else { "changed" };
    canvas.value(area, caption::spoken(&bar.label, what, bar.of, (results.run.level, "prediction")).as_str());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::Quantile;

    #[test]
    fn the_line_under_a_bar_is_of_the_number_beside_it() {
        let quantile = |p, value| Quantile { p, value, mcse: 1.0 };
        let of =
            Summary { mean: -20.0, mcse: 1.0, sd: 10.0, quantiles: vec![quantile(0.025, -50.0), quantile(0.975, 5.0)] };
        let bar = Bar { label: String::new(), from: 100.0, to: 80.0, of: &of, sum: false };
        assert_eq!(bar.whisker(0.95), (50.0, 105.0));
        assert_eq!(Bar { from: 0.0, sum: true, ..bar }.whisker(0.95), (-50.0, 5.0));
    }
}
