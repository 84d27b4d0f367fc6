//! Draws what one person's journey avoids: how many avoid nothing, and how much the others avoid.

use super::{Anchor, Area, Canvas, Reference, Scale, Stroke, Type, axis, figure, reference, theme};
use crate::estimate::{HistogramSeries, Results, float};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

const PLOT: f64 = 1150.0;
/// From the top of the body to the plots: headings and the label of the mean.
const ABOVE: f64 = 320.0;
/// Width of the single bars, on A4.
const LEFT_PANEL: f64 = 1560.0;

/// A bin and its share of all people.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bar {
    from: f64,
    to: f64,
    share: f64,
}

/// The figure; `None` when nothing can be avoided.
pub(super) fn person(results: &Results, paper: Paper) -> Option<Figure> {
    let caption = caption::person(results)?;
    let subtitle = format!(
        "Avoided cost of one person's journey, {}; bars are shares of all people",
        caption::prices(&results.scenario)
    );
    let parts = Parts::new(&results.series.person_histogram);
    Some(figure(paper, "person", caption, &subtitle, ABOVE + PLOT + 330.0, |canvas, body| {
        let middle = body.left + LEFT_PANEL * theme::narrowed(paper);
        shares(canvas, Area { right: middle, ..body }, results, &parts);
        histogram(canvas, Area { left: middle + 150.0, ..body }, results, &parts);
    }))
}

/// People sorted into those drawn as single bars and those drawn as a histogram.
struct Parts {
    /// Avoid less than nothing: support adds cost.
    below: f64,
    /// Avoid exactly nothing.
    nothing: f64,
    /// Avoid a little: the first bin, where it would dwarf all others.
    little: Option<Bar>,
    /// The bins of the histogram.
    bins: Vec<Bar>,
    /// Avoid something that the other bars do not hold.
    rest: f64,
}

impl Parts {
    fn new(histogram: &HistogramSeries) -> Self {
        const DWARFS: f64 = 3.0;
        let mut bins = bins(histogram);
        let nothing = histogram.nothing;
        let losses = bins.iter().filter(|bin| bin.to <= 0.5 * histogram.width).map(|bin| bin.share).sum::<f64>();
        let below = histogram.below + losses;
        let first = bins.iter().position(|bin| bin.to > 0.5 * histogram.width).unwrap_or(0);
        let next = bins.iter().skip(first + 1).map(|bin| bin.share).fold(0.0, f64::max);
        let little = bins.get(first).copied().filter(|bin| next > 0.0 && bin.share > DWARFS * next);
        if little.is_some() {
            bins.drain(..=first);
        }
        let rest = (1.0 - below - nothing - little.map_or(0.0, |bin| bin.share)).max(0.0);
        Self { below, nothing, little, bins, rest }
    }
}

/// The bins without those who avoid exactly nothing.
fn bins(series: &HistogramSeries) -> Vec<Bar> {
    let mut bins = Vec::new();
    let mut nothing = series.nothing;
    for (index, &share) in series.shares.iter().enumerate() {
        let from = series.from + series.width * f64::from(u32::try_from(index).unwrap_or(u32::MAX));
        let to = from + series.width;
        // Zero is a lower edge, which rounding may have moved by a hair.
        let holds_zero = nothing > 0.0 && from <= 1e-6 * series.width && to > 1e-6 * series.width;
        let share = if holds_zero { (share - std::mem::take(&mut nothing)).max(0.0) } else { share };
        bins.push(Bar { from, to, share });
    }
    bins
}

/// Single bars, each with its share on top.
fn shares(canvas: &Canvas, area: Area, results: &Results, parts: &Parts) {
    let above = |amount: f64| format!("above {}", number::exact_money(amount));
    let mut bars = Vec::new();
    if parts.below > 0.0 {
        bars.push(("below £0".to_owned(), parts.below, Fill::Loss));
    }
    bars.push(("nothing".to_owned(), parts.nothing, Fill::Nothing));
    bars.extend(parts.little.map(|bin| (format!("to {}", number::exact_money(bin.to)), bin.share, Fill::Gain)));
    bars.push((above(parts.little.map_or(0.0, |bin| bin.to)), parts.rest, Fill::Gain));
    canvas.text((area.left, area.top + theme::LABEL), Anchor::Start, Type::STRONG, "Of all people, so many avoid");
    let plot = Area { top: area.top + ABOVE, bottom: area.top + ABOVE + PLOT, ..area };
    let tallest = bars.iter().map(|bar| bar.1).fold(0.0, f64::max);
    let y = Scale::new((0.0, tallest), plot.bottom, plot.top);
    let step = plot.width() / float(bars.len().max(1));
    let error = caption::share_error(results);
    let mut left = plot.left;
    for (label, share, look) in bars {
        let bar = Area { left: left + 0.14 * step, right: left + 0.86 * step, top: y.at(share), bottom: plot.bottom };
        fill(canvas, bar, look);
        let middle = left + 0.5 * step;
        canvas.text((middle, bar.top - 30.0), Anchor::Middle, Type::STRONG, &number::share(share, error));
        let lines = Type::SMALL.wrap(&label, step - 20.0, 3);
        canvas.lines((middle, plot.bottom + 1.25 * theme::SMALL), Anchor::Middle, Type::SMALL, &lines);
        let column = Area { left, right: left + step, top: bar.top, bottom: plot.bottom };
        canvas.value(column, &format!("{} of people avoid {label}", number::share(share, error)));
        left += step;
    }
    canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], Stroke::solid(theme::AXIS, theme::HAIR));
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fill {
    Loss,
    Nothing,
    Gain,
}

/// Hatched where support costs more than it avoids, pale for nothing, full for something.
fn fill(canvas: &Canvas, bar: Area, fill: Fill) {
    match fill {
        Fill::Loss => canvas.hatched(bar, theme::CASH),
        Fill::Gain => canvas.rectangle(bar, theme::AVOIDED),
        Fill::Nothing => {
            canvas.rectangle(bar, theme::BANDS[1]);
            canvas.outline(bar, Stroke::solid(theme::AVOIDED, theme::HAIR));
        }
    }
}

fn histogram(canvas: &Canvas, area: Area, results: &Results, parts: &Parts) {
    let bins = &parts.bins;
    let tallest = bins.iter().map(|bin| bin.share).fold(0.0, f64::max);
    let heading = match parts.little {
        Some(bin) => format!("How much those above {} avoid", number::exact_money(bin.to)),
        None => "How much the others avoid".to_owned(),
    };
    canvas.text((area.left, area.top + theme::LABEL), Anchor::Start, Type::STRONG, &heading);
    let range = (0.0, if tallest > 0.0 { 1.03 * tallest } else { 0.01 });
    let marks = axis::share_marks(range, 4.0);
    let plot = axis::plot(area, &marks, 110.0, (area.top + ABOVE, PLOT));
    let y = Scale::new(range, plot.bottom, plot.top);
    let ends = (bins.first().map_or(0.0, |bin| bin.from), bins.last().map_or(1.0, |bin| bin.to));
    let x = Scale::new(ends, plot.left, plot.right);
    axis::left(canvas, plot, &y, &marks);
    axis::below(canvas, plot, &x, &axis::money_marks(ends, 5.0));
    for bin in bins {
        let gap = 0.06 * (bin.to - bin.from);
        let bar =
            Area { left: x.at(bin.from + gap), right: x.at(bin.to - gap), top: y.at(bin.share), bottom: plot.bottom };
        if bin.share > 0.0 {
            fill(canvas, bar, if bin.to <= 0.5 * (bin.to - bin.from) { Fill::Loss } else { Fill::Gain });
        }
    }
    let error = caption::share_error(results);
    for bin in bins.iter().filter(|bin| bin.share > 0.0) {
        let column = Area { left: x.at(bin.from), right: x.at(bin.to), top: plot.top, bottom: plot.bottom };
        let ends = render_words::to(&number::exact_money(bin.from), &number::exact_money(bin.to));
        canvas.value(column, &format!("{} of people avoid {ends}", number::share(bin.share, error)));
    }
    let mean = &results.per_person.person;
    let label = format!("mean of all people {}", render_words::mean(mean));
    let stroke = Stroke::dashed(theme::INK, theme::THIN);
    reference::draw(canvas, plot, &x, &[Reference { value: mean.mean, label, stroke }]);
    let above = results.series.person_histogram.above;
    if above > 0.0 {
        let text = format!(
            "{} avoid more than {}, beyond this axis",
            number::share(above, error),
            number::exact_money(ends.1)
        );
        canvas.text((plot.right, plot.bottom + 2.7 * theme::SMALL), Anchor::End, Type::SMALL, &text);
    }
}
