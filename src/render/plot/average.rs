//! Draws the average per person as two distributions, from the evidence alone and with chance, and what was published.

use super::axis::{self, Scale};
use super::canvas::{Anchor, Area, Canvas, Stroke, Type};
use super::sheet::{Figure, Sheet};
use super::theme;
use super::words::{self, Weight};
use crate::estimate::{DensitySeries, Results, Summary};
use crate::render::{caption, number};

/// Height of a row with a distribution, and of one with an interval alone.
const TALL: f64 = 560.0;
const SHORT: f64 = 300.0;

/// One row: what it is, its interval, its distribution if known.
struct Row<'a> {
    label: String,
    number: String,
    under: String,
    middle: f64,
    outer: (f64, f64),
    inner: Option<(f64, f64)>,
    shares: Option<&'a [f64]>,
    published: bool,
}

/// The figure; `None` when nothing can be avoided.
pub(super) fn average(results: &Results) -> Option<Figure> {
    let caption = caption::average(results)?;
    let rows = rows(results);
    let subtitle = format!(
        "Average avoided cost per person, {}. Thin line: {} interval; thick line: the middle half; dot: mean",
        caption::prices(results),
        number::plain_share(results.run.level)
    );
    let sheet = Sheet::new(caption, &subtitle, rows.iter().map(height).sum::<f64>() + 170.0);
    Some(sheet.draw("average", |canvas, body| draw(canvas, body, &rows, &results.series.expected_density)))
}

fn rows(results: &Results) -> Vec<Row<'_>> {
    let density = &results.series.expected_density;
    let row = |label: String, summary: &Summary, shares| Row {
        label,
        number: caption::mean(summary),
        under: caption::interval(results, summary),
        middle: summary.mean,
        outer: summary.interval(results.run.level),
        inner: summary.quantile(0.25).zip(summary.quantile(0.75)),
        shares,
        published: false,
    };
    let people = number::count(results.run.people.round(), 0.0);
    let mut rows = vec![
        row(
            "Expected average: evidence alone".to_owned(),
            &results.per_person.expected,
            Some(density.expected.as_slice()),
        ),
        row(
            format!("Average of {people} people: evidence and chance"),
            &results.per_person.cohort,
            Some(density.cohort.as_slice()),
        ),
    ];
    let Some(published) = &results.published else { return rows };
    let study = caption::study(results, published);
    if let Some(model) = &published.model {
        rows.push(row(format!("Model of such a study: {study}"), model, None));
    }
    if let Some(mean) = published.mean_avoided {
        let range = published.low.zip(published.high);
        rows.push(Row {
            label: format!("Published: {study}"),
            number: number::exact_money(mean),
            under: range.map_or_else(String::new, |range| number::money_range(range, 0.0)),
            middle: mean,
            outer: range.unwrap_or((mean, mean)),
            inner: None,
            shares: None,
            published: true,
        });
    }
    rows
}

fn height(row: &Row) -> f64 {
    if row.shares.is_some_and(|shares| !shares.is_empty()) { TALL } else { SHORT }
}

fn draw(canvas: &Canvas, body: Area, rows: &[Row], density: &DensitySeries) {
    const LABELS: f64 = 1150.0;
    let numbers = rows.iter().map(|row| words::width(&row.under, theme::SMALL, Weight::Regular)).fold(400.0, f64::max);
    let plot = Area {
        left: body.left + LABELS + 60.0,
        right: body.right - numbers - 80.0,
        top: body.top,
        bottom: body.bottom - 150.0,
    };
    let values = rows.iter().flat_map(|row| [row.middle, row.outer.0, row.outer.1]);
    let x = Scale::new(axis::padded(values, true), plot.left, plot.right);
    axis::below(canvas, plot, &x, &axis::money_marks(x.range(), 4.0));
    // One height for both distributions, so that the same area is the same chance.
    let tallest = rows.iter().filter_map(|row| row.shares).flatten().copied().fold(0.0, f64::max);
    let mut top = plot.top;
    for row in rows {
        let area = Area { left: body.left, right: body.right, top, bottom: top + height(row) };
        let line = area.bottom - 90.0;
        if let Some(shares) = row.shares {
            distribution(canvas, shares, density, &x, (area.top + 40.0, line - 45.0), tallest);
        }
        interval(canvas, row, line, &x);
        words_of(canvas, area, row, LABELS);
        top = area.bottom;
    }
}

/// Steps as high as the share of draws in each bin; what is beyond the axis is cut.
fn distribution(
    canvas: &Canvas,
    shares: &[f64],
    density: &DensitySeries,
    x: &Scale,
    (top, base): (f64, f64),
    tallest: f64,
) {
    let y = Scale::new((0.0, tallest), base, top);
    let mut edge = density.from;
    let mut outline = Vec::new();
    for &share in shares {
        if edge > x.range().1 {
            break;
        }
        outline.push((x.held(edge), y.at(share)));
        outline.push((x.held(edge + density.width), y.at(share)));
        edge += density.width;
    }
    let (Some(first), Some(last)) = (outline.first().copied(), outline.last().copied()) else { return };
    outline.insert(0, (first.0, base));
    outline.push((last.0, base));
    canvas.polygon(&outline, theme::BANDS[1]);
    canvas.line(&outline, Stroke::solid(theme::AVOIDED, theme::HAIR));
}

fn interval(canvas: &Canvas, row: &Row, y: f64, x: &Scale) {
    let ink = if row.published { theme::CASH } else { theme::AVOIDED };
    let ends = |(low, high): (f64, f64)| [(x.held(low), y), (x.held(high), y)];
    canvas.line(&ends(row.outer), Stroke::solid(ink, theme::LINE));
    if let Some(inner) = row.inner {
        canvas.line(&ends(inner), Stroke::solid(ink, theme::THICK));
    }
    let at = (x.held(row.middle), y);
    if row.published {
        canvas.diamond(at, 42.0, ink);
    } else {
        canvas.dot(at, 42, theme::PAPER);
        canvas.dot(at, 32, ink);
    }
}

fn words_of(canvas: &Canvas, area: Area, row: &Row, room: f64) {
    let style = Type::LABEL;
    let lines = words::wrap(&row.label, room, style.size, style.weight, 4);
    let rise = style.leading() * f64::from(u32::try_from(lines.len()).unwrap_or(1).max(1) - 1);
    canvas.lines((area.left, area.bottom - 60.0 - rise.min(area.height() - 150.0)), Anchor::Start, style, &lines);
    canvas.text((area.right, area.bottom - 105.0), Anchor::End, Type::STRONG, &row.number);
    canvas.text((area.right, area.bottom - 5.0), Anchor::End, Type::SMALL, &row.under);
}
