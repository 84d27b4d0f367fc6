//! Draws the running mean with its error: whether more draws would change anything.

use super::{Anchor, Area, Canvas, Scale, Stroke, Type, axis, figure, theme};
use crate::estimate::{ConvergenceSeries, Results, float};
use crate::numeric::log10;
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number};

const PLOT: f64 = 1100.0;

/// The figure; `None` with fewer than two points.
pub(super) fn convergence(results: &Results, paper: Paper) -> Option<Figure> {
    let caption = caption::convergence(results)?;
    let subtitle = format!(
        "Average avoided cost per person of the draws so far, {}, and twice its error either side",
        caption::prices(&results.scenario)
    );
    Some(figure(paper, "convergence", caption, &subtitle, PLOT + 260.0, |canvas, body| {
        draw(canvas, body, &results.series.convergence)
    }))
}

fn draw(canvas: &Canvas, body: Area, series: &ConvergenceSeries) {
    let points = points(series);
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    // The wild first few draws would squeeze the rest: the axis is made for those after the first twentieth.
    let settled = points.iter().filter(|point| point.0 >= (0.3 * (last.0 - first.0)) + first.0);
    let range = axis::padded(settled.flat_map(|&(_, low, _, high)| [low, high]), false);
    let marks = axis::money_marks(range, 5.0);
    let plot = axis::plot(body, &marks, 120.0, (body.top + 20.0, PLOT));
    let (x, y) = (Scale::new((first.0, last.0), plot.left, plot.right), Scale::new(range, plot.bottom, plot.top));
    axis::left(canvas, plot, &y, &marks);
    axis::below(canvas, plot, &x, &powers(series));
    let path = |of: fn(&(f64, f64, f64, f64)) -> f64| -> Vec<(f64, f64)> {
        points.iter().map(|point| (x.at(point.0), y.held(of(point)))).collect()
    };
    let mut band = path(|point| point.1);
    band.extend(path(|point| point.3).into_iter().rev());
    canvas.polygon(&band, theme::BANDS[1]);
    canvas.line(&path(|point| point.2), Stroke::solid(theme::AVOIDED, theme::LINE));
    for (point, &draws) in points.iter().zip(&series.draws) {
        // The band is of twice the error.
        let error = 0.5 * (point.2 - point.1);
        let (mean, error) = (number::money(point.2, error), number::money_error(error));
        let said = format!("After {} draws: {mean}, ± {error}", number::whole(draws));
        canvas.value_at((x.at(point.0), y.held(point.2)), &said);
    }
    let title = "draws so far (logarithmic scale)";
    canvas.text((plot.right, plot.bottom + 2.6 * theme::SMALL), Anchor::End, Type::SMALL, title);
}

/// Logarithm of the draws, lower end of the band, mean and upper end.
fn points(series: &ConvergenceSeries) -> Vec<(f64, f64, f64, f64)> {
    let all = series.draws.iter().zip(&series.mean).zip(&series.mcse);
    all.filter(|((draws, mean), mcse)| **draws > 0 && mean.is_finite() && mcse.is_finite())
        .map(|((&draws, &mean), &mcse)| (log10(float(draws)), mean - 2.0 * mcse, mean, mean + 2.0 * mcse))
        .collect()
}

/// Powers of ten among the draws, and the last number of draws.
fn powers(series: &ConvergenceSeries) -> Vec<(f64, String)> {
    let last = series.draws.last().copied().unwrap_or(1);
    let first = series.draws.first().copied().unwrap_or(1);
    let mut powers = Vec::new();
    for exponent in 0..18_u32 {
        let power = 10_usize.saturating_pow(exponent);
        // The last number itself stands at the end, and nothing so near that it would be hidden.
        if power >= first && power.saturating_mul(2) < last {
            powers.push(power);
        }
    }
    powers.push(last);
    powers.into_iter().map(|draws| (log10(float(draws)), number::whole(draws))).collect()
}
