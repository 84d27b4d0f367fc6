//! Draws what one person's journey avoids: how many avoid nothing, and how much the others avoid.

use super::axis::{self, Scale};
use super::canvas::{Anchor, Area, Canvas, Stroke, Type};
use super::reference::{self, Reference};
use super::sheet::{Figure, Sheet};
use super::theme;
use super::words::{self, Weight};
use crate::estimate::{HistogramSeries, Results};
use crate::render::{caption, number};

const PLOT: f64 = 1250.0;
const LEFT_PANEL: f64 = 1050.0;

/// The figure; `None` when nothing can be avoided.
pub(super) fn person(results: &Results) -> Option<Figure> {
    let caption = caption::person(results)?;
    let subtitle =
        format!("Avoided cost of one person's journey, {}; bars are shares of all people", caption::prices(results));
    let sheet = Sheet::new(caption, &subtitle, PLOT + 430.0);
    Some(sheet.draw("person", |canvas, body| {
        shares(canvas, Area { right: body.left + LEFT_PANEL, ..body }, results);
        histogram(canvas, Area { left: body.left + LEFT_PANEL + 170.0, ..body }, results);
    }))
}

/// Shares of people who lose, avoid nothing and gain: below zero, zero and above.
fn parts(histogram: &HistogramSeries) -> (f64, f64, f64) {
    let mut lose = histogram.below;
    let mut edge = histogram.from;
    for share in &histogram.shares {
        edge += histogram.width;
        if edge <= 0.5 * histogram.width {
            lose += share;
        }
    }
    (lose, histogram.nothing, (1.0 - lose - histogram.nothing).max(0.0))
}

fn shares(canvas: &Canvas, area: Area, results: &Results) {
    let (lose, nothing, gain) = parts(&results.series.person_histogram);
    let mut bars = vec![("nothing", nothing, false), ("something", gain, false)];
    if lose > 0.0 {
        bars.insert(0, ("cost more", lose, true));
    }
    canvas.text((area.left, area.top + theme::LABEL), Anchor::Start, Type::STRONG, "Everybody avoids …");
    let plot = Area { top: area.top + 330.0, bottom: area.top + 330.0 + PLOT - 80.0, ..area };
    let y = Scale::new((0.0, 1.0), plot.bottom, plot.top);
    let step = plot.width() / f64::from(u32::try_from(bars.len()).unwrap_or(1));
    let error = caption::share_error(results);
    let mut left = plot.left;
    for (label, share, worse) in bars {
        let bar = Area { left: left + 0.14 * step, right: left + 0.86 * step, top: y.at(share), bottom: plot.bottom };
        fill(canvas, bar, worse, label == "nothing");
        let middle = left + 0.5 * step;
        canvas.text((middle, bar.top - 30.0), Anchor::Middle, Type::STRONG, &number::share(share, error));
        canvas.text((middle, plot.bottom + 1.25 * theme::SMALL), Anchor::Middle, Type::SMALL, label);
        left += step;
    }
    canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], Stroke::solid(theme::AXIS, theme::HAIR));
}

/// Hatched where support costs more than it avoids, pale for nothing, full for something.
fn fill(canvas: &Canvas, bar: Area, worse: bool, nothing: bool) {
    if worse {
        canvas.hatched(bar, theme::CASH);
    } else if nothing {
        canvas.rectangle(bar, theme::BANDS[1]);
        canvas.outline(bar, Stroke::solid(theme::AVOIDED, theme::HAIR));
    } else {
        canvas.rectangle(bar, theme::AVOIDED);
    }
}

fn histogram(canvas: &Canvas, area: Area, results: &Results) {
    let series = &results.series.person_histogram;
    let bars = bars(series);
    let tallest = bars.iter().map(|bar| bar.2).fold(0.0, f64::max);
    let heading = "How much, of those who do not avoid exactly nothing";
    canvas.text((area.left, area.top + theme::LABEL), Anchor::Start, Type::STRONG, heading);
    let range = (0.0, if tallest > 0.0 { 1.05 * tallest } else { 0.01 });
    let marks = axis::share_marks(range, 4.0);
    let plot = Area {
        left: area.left + axis::room(&marks) + 35.0,
        right: area.right - 60.0,
        top: area.top + 330.0,
        bottom: area.top + 330.0 + PLOT - 80.0,
    };
    let y = Scale::new(range, plot.bottom, plot.top);
    let ends = (bars.first().map_or(0.0, |bar| bar.0), bars.last().map_or(1.0, |bar| bar.1));
    let x = Scale::new(ends, plot.left, plot.right);
    axis::left(canvas, plot, &y, &marks);
    axis::below(canvas, plot, &x, &axis::money_marks(ends, 5.0));
    for (from, to, share) in bars {
        let gap = 0.06 * (to - from);
        let bar = Area { left: x.at(from + gap), right: x.at(to - gap), top: y.at(share), bottom: plot.bottom };
        if share > 0.0 {
            fill(canvas, bar, to <= 0.5 * series.width, false);
        }
    }
    let mean = &results.per_person.person;
    let label = format!("mean of everybody {}", caption::mean(mean));
    let stroke = Stroke::dashed(theme::INK, theme::THIN);
    reference::draw(canvas, plot, &x, &[Reference { value: mean.mean, label, stroke }]);
    beyond(canvas, plot, results, ends);
}

/// Lower edge, upper edge and share of each bin, without those who avoid exactly nothing.
fn bars(series: &HistogramSeries) -> Vec<(f64, f64, f64)> {
    let mut bars = Vec::new();
    let mut left = series.nothing;
    for (index, &share) in series.shares.iter().enumerate() {
        let from = series.from + series.width * f64::from(u32::try_from(index).unwrap_or(u32::MAX));
        let to = from + series.width;
        // Zero is a lower edge, which rounding may have moved by a hair.
        let holds_zero = left > 0.0 && from <= 1e-6 * series.width && to > 1e-6 * series.width;
        let share = if holds_zero { (share - std::mem::take(&mut left)).max(0.0) } else { share };
        bars.push((from, to, share));
    }
    bars
}

/// Says how many people are beyond the ends of the axis.
fn beyond(canvas: &Canvas, plot: Area, results: &Results, (from, to): (f64, f64)) {
    let series = &results.series.person_histogram;
    let error = caption::share_error(results).min(0.001);
    let baseline = plot.bottom + 2.6 * theme::SMALL;
    if series.above > 0.0 {
        let text = format!(
            "{} avoid more than {}, beyond this axis",
            number::share(series.above, error),
            number::exact_money(to)
        );
        canvas.text((plot.right, baseline), Anchor::End, Type::SMALL, &text);
    }
    if series.below > 0.0 {
        let text = format!("{} below {}", number::share(series.below, error), number::exact_money(from));
        let wide = words::width(&text, theme::SMALL, Weight::Regular);
        if wide < 0.45 * plot.width() || series.above <= 0.0 {
            canvas.text((plot.left, baseline), Anchor::Start, Type::SMALL, &text);
        }
    }
}
