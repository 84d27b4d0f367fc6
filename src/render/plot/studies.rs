//! Draws what further case studies are worth by their number, with what they cost where that was said.

use super::drivers::open_decision;
use super::{Anchor, Area, Canvas, Scale, Stroke, Type, axis, figure, theme};
use crate::estimate::{Drivers, EvsiCurve, EvsiPoint};
use crate::numeric::log2;
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number};

const PLOT: f64 = 1300.0;

/// The figure; `None` when no value rests on counted cases, or no finding would change a decision.
pub(super) fn studies(drivers: &Drivers, paper: Paper) -> Option<Figure> {
    let decision = open_decision(drivers)?;
    let curve = &decision.evsi.as_ref()?.together;
    let cost =
        if curve.points.iter().any(|point| point.cost.is_some()) { "; the dashed line is their cost" } else { "" };
    let subtitle = format!(
        "What further case studies are worth before deciding {}, {}{cost}",
        decision.label,
        caption::prices(&drivers.scenario)
    );
    Some(figure(
        paper,
        "studies",
        caption::studies(drivers, decision, curve),
        &subtitle,
        PLOT + 260.0,
        |canvas, body| draw(canvas, body, curve),
    ))
}

fn draw(canvas: &Canvas, body: Area, curve: &EvsiCurve) {
    let points = &curve.points;
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    let place = |point: &EvsiPoint| log2(f64::from(point.people));
    let low = |point: &EvsiPoint| (point.value - 2.0 * point.mcse).max(0.0);
    let high = |point: &EvsiPoint| point.value + 2.0 * point.mcse;
    // A cost beyond what any study is worth leaves the axis; the worth must stay readable.
    let range = axis::padded(points.iter().map(high), true);
    let marks = axis::money_marks(range, 5.0);
    let plot = axis::plot(body, &marks, 120.0, (body.top + 20.0, PLOT));
    let x = Scale::new((place(first), place(last)), plot.left, plot.right);
    let y = Scale::new(range, plot.bottom, plot.top);
    axis::left(canvas, plot, &y, &marks);
    let sizes: Vec<(f64, String)> =
        points.iter().map(|point| (place(point), number::whole(u64::from(point.people)))).collect();
    axis::below(canvas, plot, &x, &sizes);
    let mut band: Vec<(f64, f64)> = points.iter().map(|point| (x.at(place(point)), y.held(low(point)))).collect();
    band.extend(points.iter().rev().map(|point| (x.at(place(point)), y.held(high(point)))));
    canvas.polygon(&band, theme::BANDS[1]);
    let path: Vec<(f64, f64)> = points.iter().map(|point| (x.at(place(point)), y.held(point.value))).collect();
    canvas.line(&path, Stroke::solid(theme::AVOIDED, theme::LINE));
    for &at in &path {
        canvas.dot(at, 32, theme::AVOIDED);
    }
    for (&at, point) in path.iter().zip(points) {
        let worth = number::money(point.value, point.mcse);
        canvas.value_at(at, &format!("{} further case studies: worth {worth}", number::whole(u64::from(point.people))));
    }
    let cost: Vec<(f64, f64)> = points
        .iter()
        .filter_map(|point| Some((x.at(place(point)), point.cost.filter(|cost| y.holds(*cost))?)))
        .map(|(at, cost)| (at, y.at(cost)))
        .collect();
    canvas.line(&cost, Stroke::dashed(theme::CASH, theme::LINE));
    if let Some(best) = curve.best.and_then(|best| points.iter().find(|point| point.people == best.people)) {
        canvas.diamond((x.at(place(best)), y.held(best.value)), 60.0, theme::CASH);
    }
    let title = "further case studies (each mark twice the one before)";
    canvas.text((plot.right, plot.bottom + 2.6 * theme::SMALL), Anchor::End, Type::SMALL, title);
}
