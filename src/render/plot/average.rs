//! Draws the average per person as two distributions, from the evidence alone and with chance, and what was published.

use super::rows::{self, Chart, Look, Mark, Row, ends};
use super::{Anchor, Area, Canvas, Scale, Stroke, Type, axis, figure, theme};
use crate::estimate::{DensitySeries, PublishedResults, Results, Summary};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

/// Height of a row with its distribution.
const ROW: f64 = 520.0;
/// Under the distributions: their axis.
const AXIS: f64 = 150.0;
/// Of the heading over the published figures, with the space above it.
const HEADING: f64 = 210.0;
/// Room for labels, on A4.
const LABELS: f64 = 1150.0;

/// One of the two distributions.
struct Average<'a> {
    label: String,
    summary: &'a Summary,
    /// What its interval is called.
    kind: &'static str,
    shares: &'a [f64],
}

/// The figure; `None` when nothing can be avoided.
pub(super) fn average(results: &Results, paper: Paper) -> Option<Figure> {
    let caption = caption::average(results)?;
    let subtitle = format!(
        "Average avoided cost per person, {}. Dot: mean; thick: middle half; thin: {} interval",
        caption::prices(&results.scenario),
        number::plain_share(results.run.level)
    );
    let published = results.published.as_ref().and_then(|published| study(results, published, paper));
    let below = published.as_ref().map_or(0.0, |chart| HEADING + chart.height());
    Some(figure(paper, "average", caption, &subtitle, 2.0 * ROW + AXIS + below, |canvas, body| {
        let middle = body.top + 2.0 * ROW + AXIS;
        distributions(canvas, Area { bottom: middle, ..body }, results, LABELS * theme::narrowed(paper));
        if let Some(chart) = &published {
            let baseline = middle + HEADING - 60.0;
            let heading = "Held against the published evaluation, on a scale of its own";
            canvas.text((body.left, baseline), Anchor::Start, Type::STRONG, heading);
            chart.draw(canvas, Area { top: middle + HEADING, ..body });
        }
    }))
}

fn distributions(canvas: &Canvas, body: Area, results: &Results, labels: f64) {
    let density = &results.series.expected_density;
    let averages = [
        Average {
            label: "Expected average: evidence alone".to_owned(),
            summary: &results.per_person.expected,
            kind: "credible",
            shares: &density.expected,
        },
        Average {
            label: format!("Average of {}: evidence and chance", caption::people(results)),
            summary: &results.per_person.cohort,
            kind: "prediction",
            shares: &density.cohort,
        },
    ];
    let under = |average: &Average| Type::SMALL.width(&caption::range(results, average.summary));
    let numbers = averages.iter().map(under).fold(400.0, f64::max);
    let plot = Area {
        left: body.left + labels + rows::GAP,
        right: body.right - numbers - 80.0,
        top: body.top,
        bottom: body.bottom - AXIS,
    };
    // The outermost draws would squeeze the rest.
    let far =
        |quantiles: &[f64]| [quantiles.get(1).copied(), quantiles.get(quantiles.len().saturating_sub(2)).copied()];
    let values = [far(&density.expected_quantiles), far(&density.cohort_quantiles)].into_iter().flatten().flatten();
    let own = averages.iter().flat_map(|average| {
        let (low, high) = ends(average.summary, results.run.level);
        [average.summary.mean, low, high]
    });
    let x = Scale::new(axis::padded(values.chain(own), true), plot.left, plot.right);
    axis::below(canvas, plot, &x, &axis::money_marks(x.range(), 5.0));
    // One height for both, so that the same area is the same chance.
    let tallest = averages.iter().flat_map(|average| average.shares).copied().fold(0.0, f64::max);
    for (average, area) in averages.iter().zip(body.down([ROW; 2])) {
        let line = area.bottom - 80.0;
        let y = Scale::new((0.0, tallest), line - 50.0, area.top + 30.0);
        distribution(canvas, average.shares, density, &x, &y);
        let said = caption::spoken(&average.label, "per person", average.summary, (results.run.level, average.kind));
        rows::draw_mark(canvas, &modelled(average.summary, results).saying(said), line, &x);
        texts(canvas, area, average, &caption::range(results, average.summary), labels);
    }
}

/// A modelled average with its interval, and the middle half within.
fn modelled(average: &Summary, results: &Results) -> Mark {
    Mark::of(Look::Avoided, average, results.run.level).within(ends(average, 0.5))
}

/// Steps as high as the share of draws in each bin; what is beyond the axis is cut.
fn distribution(canvas: &Canvas, shares: &[f64], density: &DensitySeries, x: &Scale, y: &Scale) {
    let (from, to) = x.range();
    let mut edge = density.from;
    let mut outline = Vec::new();
    for &share in shares {
        let next = edge + density.width;
        if next > from && edge < to {
            outline.push((x.held(edge), y.at(share)));
            outline.push((x.held(next), y.at(share)));
        }
        edge = next;
    }
    let (Some(first), Some(last)) = (outline.first().copied(), outline.last().copied()) else { return };
    outline.insert(0, (first.0, y.at(0.0)));
    outline.push((last.0, y.at(0.0)));
    canvas.polygon(&outline, theme::BANDS[1]);
    canvas.line(&outline, Stroke::solid(theme::AVOIDED, theme::HAIR));
}

fn texts(canvas: &Canvas, area: Area, average: &Average, range: &str, labels: f64) {
    let style = Type::LABEL;
    let middle = area.bottom - 0.5 * ROW + 40.0;
    let lines = style.wrap(&average.label, labels, 4);
    canvas.lines((area.left, middle - 0.5 * style.leading()), Anchor::Start, style, &lines);
    let number = render_words::mean(average.summary);
    canvas.text((area.right, middle - 0.5 * style.leading()), Anchor::End, Type::STRONG, &number);
    canvas.text((area.right, middle + 0.5 * style.leading()), Anchor::End, Type::SMALL, range);
}

/// The published figures over those of as many simulated people; `None` when no average was published.
fn study(results: &Results, published: &PublishedResults, paper: Paper) -> Option<Chart> {
    let mean = published.mean_avoided?;
    let study = caption::study(results, published);
    let known = published.low.zip(published.high);
    let mut rows = vec![Row {
        label: format!("Published: {study}"),
        sum: false,
        marks: vec![
            Mark { outer: known.unwrap_or((mean, mean)), ..Mark::at(Look::Published, mean) }
                .saying(format!("Published: {} per person", number::exact_money(mean))),
        ],
        cells: vec![(
            number::exact_money(mean),
            known.map_or_else(String::new, |(low, high)| {
                format!("{} to {}", number::exact_money(low), number::exact_money(high))
            }),
        )],
    }];
    rows.extend(published.model.as_ref().map(|model| Row {
        label: format!("Modelled: averages of {} such people, counted alike", number::whole(published.people)),
        sum: false,
        marks: vec![modelled(model, results).saying(caption::spoken(
            "Modelled",
            "per person",
            model,
            (results.run.level, "prediction"),
        ))],
        cells: vec![(render_words::mean(model), caption::range(results, model))],
    }));
    Some(
        Chart::new(paper, rows, vec![String::new()], format!("per person, {}", caption::prices(&results.scenario)))
            .aligned(LABELS * theme::narrowed(paper)),
    )
}
