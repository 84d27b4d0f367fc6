//! Draws confidence against people: the chance of a target for each number of them, with those of today and those needed.

use super::{Anchor, Area, Canvas, Reference, Scale, Stroke, Type, axis, figure, reference, room, theme};
use crate::estimate::{Chance, CurvePoint, Stress, TargetStress, float};
use crate::numeric::{log10, powi};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

/// Targets with a panel of their own.
const MOST: usize = 2;
const PLOT: f64 = 900.0;

/// The figure; `None` without targets or where no number of people was looked at.
pub(super) fn people(stress: &Stress, paper: Paper) -> Option<Figure> {
    let caption = caption::people_needed(stress)?;
    let shown = || stress.targets.iter().map(|(_, target)| target).filter(|target| !target.people.curve.is_empty());
    let panels: Vec<&TargetStress> = shown().take(MOST).collect();
    let subtitle = "Chance that a cohort reaches the target by its number of people, all else as it is";
    Some(figure(
        paper,
        "people",
        caption,
        subtitle,
        panels.iter().map(|target| height(target, room(paper))).sum(),
        |canvas, body| {
            let areas = body.down(panels.iter().map(|target| height(target, body.width())));
            areas.zip(&panels).for_each(|(area, target)| draw(canvas, area, target));
        },
    ))
}

fn heading(target: &TargetStress, room: f64) -> Vec<String> {
    Type::STRONG.wrap(&target.target.label, room, 8)
}

fn references(target: &TargetStress) -> Vec<Reference> {
    let people = &target.people;
    let chance = render_words::percent(&target.target.chance);
    let mut all = vec![Reference {
        value: log10(float(people.now)),
        label: format!("Now {} people: {chance}", number::whole(people.now)),
        stroke: Stroke::dashed(theme::INK, theme::THIN),
    }];
    all.extend(people.team.as_ref().map(|team| Reference {
        value: log10(team.people.mean),
        label: format!("The team can see {}", number::count(team.people.mean, team.people.mcse.max(1.0))),
        stroke: Stroke::dotted(theme::INK, theme::LINE),
    }));
    all
}

fn above(target: &TargetStress, room: f64) -> f64 {
    Type::STRONG.height(heading(target, room).len()) + 30.0 + reference::strip(references(target).len())
}

fn height(target: &TargetStress, room: f64) -> f64 {
    above(target, room) + PLOT + 270.0
}

fn draw(canvas: &Canvas, area: Area, target: &TargetStress) {
    canvas.lines((area.left, area.top + theme::LABEL), Anchor::Start, Type::STRONG, &heading(target, area.width()));
    let curve = &target.people.curve;
    let place = |point: &CurvePoint| log10(float(point.people.max(1)));
    let shares = axis::share_marks((0.0, 1.0), 5.0);
    let plot = axis::plot(area, &shares, 160.0, (area.top + above(target, area.width()), PLOT));
    let ends = (curve.first().map_or(0.0, place), curve.last().map_or(1.0, place));
    let x = Scale::new(ends, plot.left, plot.right);
    let y = Scale::new((0.0, 1.0), plot.bottom, plot.top);
    axis::left(canvas, plot, &y, &shares);
    axis::below(canvas, plot, &x, &powers(ends));
    let title = "people (logarithmic scale)";
    canvas.text((plot.right, plot.bottom + 2.6 * theme::SMALL), Anchor::End, Type::SMALL, title);
    let low = |point: &CurvePoint| y.held(point.probability - 2.0 * point.mcse);
    let high = |point: &CurvePoint| y.held(point.probability + 2.0 * point.mcse);
    let mut band: Vec<(f64, f64)> = curve.iter().map(|point| (x.at(place(point)), low(point))).collect();
    band.extend(curve.iter().rev().map(|point| (x.at(place(point)), high(point))));
    canvas.polygon(&band, theme::BANDS[1]);
    reference::draw(canvas, plot, &x, &references(target));
    let line: Vec<(f64, f64)> = curve.iter().map(|point| (x.at(place(point)), y.held(point.probability))).collect();
    canvas.line(&line, Stroke::solid(theme::AVOIDED, theme::LINE));
    for point in curve {
        let chance = render_words::percent(&Chance::with_error(point.probability, point.mcse));
        let said = format!("{}: chance {chance}", render_words::people(point.people));
        canvas.value_at((x.at(place(point)), y.held(point.probability)), &said);
    }
    // A number that is known to no more than half of itself would claim too much.
    for (_, needed) in target.people.needed.iter().filter(|(_, needed)| caption::known(needed)) {
        let Some(people) = needed.people else { continue };
        let at = (x.at(log10(float(people))), y.at(needed.confidence));
        canvas.diamond(at, 45.0, theme::CASH);
        let confidence = number::plain_share(needed.confidence);
        let error = needed.mcse.filter(|error| error.is_finite()).map_or(0.0, |error| error.max(1.0));
        canvas.value_at(at, &format!("{confidence} confidence: {} people", number::count(float(people), error)));
    }
}

/// 1, 2 and 5 times the powers of ten in a range of logarithms.
fn powers((from, to): (f64, f64)) -> Vec<(f64, String)> {
    let leading: &[f64] = if to - from > 3.0 { &[1.0] } else { &[1.0, 2.0, 5.0] };
    (0..=8_i32)
        .flat_map(|power| leading.iter().map(move |leading| leading * powi(10.0, power)))
        .map(|people| (log10(people), number::count(people, 0.0)))
        .filter(|&(at, _)| at >= from && at <= to)
        .collect()
}
