//! Draws the chance of avoiding at least so much: one curve for each of the targets, and one for the whole system.

use super::{Anchor, Area, Canvas, Reference, Scale, Stroke, Type, axis, figure, reference, room, theme};
use crate::estimate::{Counting, ExceedanceSeries, PartResults, Results, TargetResults};
use crate::numeric::hypot;
use crate::render::figure::{Figure, Paper};
use crate::render::words::capital;
use crate::render::{caption, number, words as render_words};

/// How far the axis goes for an amount beyond the curve, in lengths of the curve; one further away is an arrow at its end.
const FURTHEST: f64 = 0.6;
const PLOT: f64 = 780.0;

struct Panel<'a> {
    heading: Vec<String>,
    curve: &'a ExceedanceSeries,
    references: Vec<Reference>,
    cash: bool,
    draws: usize,
}

/// The figure; `None` when nothing can be avoided.
pub(super) fn chance(results: &Results, paper: Paper) -> Option<Figure> {
    let caption = caption::chance(results)?;
    let panels = panels(results, room(paper));
    if panels.is_empty() {
        return None;
    }
    let subtitle =
        format!("Chance that this cohort comes to at least each amount, {}", caption::prices(&results.scenario));
    Some(figure(paper, "chance", caption, &subtitle, panels.iter().map(height).sum(), |canvas, body| {
        body.down(panels.iter().map(height)).zip(&panels).for_each(|(area, panel)| draw(canvas, area, panel));
    }))
}

fn panels(results: &Results, room: f64) -> Vec<Panel<'_>> {
    let find = |of: &str, part: Option<Counting>| {
        let curves = results.series.exceedance.iter();
        let fits = |curve: &&ExceedanceSeries| {
            curve.of == of && part.is_none_or(|part| curve.part == part) && !curve.amount.is_empty()
        };
        curves.into_iter().find(fits)
    };
    let mut panels: Vec<Panel> = Vec::new();
    for (id, target) in results.targets.iter().take(caption::SHOWN_TARGETS) {
        if let Some(curve) = find(&format!("targets.{id}"), None) {
            panels.push(target_panel(results, target, curve, room));
        }
    }
    if panels.is_empty() {
        let of = caption::focus(results).map_or_else(|| "total".to_owned(), |group| format!("groups.{group}"));
        let whom = caption::whom(caption::focus(results));
        let cash = find(&of, Some(Counting::Cashable)).filter(|curve| curve.amount.iter().any(|amount| *amount != 0.0));
        panels.extend(cash.map(|curve| Panel {
            heading: wrapped(&format!("Cashable savings of {whom}"), room),
            curve,
            references: Vec::new(),
            cash: true,
            draws: results.run.draws,
        }));
    }
    let gains = results.mechanisms.gained.is_some();
    let whole = if gains { "Avoided cost and gains of all payers" } else { "Avoided cost of all payers" };
    panels.extend(find("total", Some(Counting::Avoided)).map(|curve| Panel {
        heading: wrapped(whole, room),
        curve,
        references: funding(results, &[], None, curve).into_iter().collect(),
        cash: false,
        draws: results.run.draws,
    }));
    panels
}

fn target_panel<'a>(results: &Results, target: &TargetResults, curve: &'a ExceedanceSeries, room: f64) -> Panel<'a> {
    let counted = caption::counted(results, target);
    let heading = if results.targets.len() > 1 { format!("{}: {counted}", target.label) } else { capital(&counted) };
    let mut references = vec![Reference {
        value: target.amount,
        label: format!("Target {}: {}", caption::target_amount(results, target), render_words::percent(&target.chance)),
        stroke: Stroke::dashed(theme::INK, theme::THIN),
    }];
    if !target.net_of_programme {
        references.extend(funding(results, &target.payers, target.year.as_deref(), curve));
    }
    Panel {
        heading: wrapped(&heading, room),
        curve,
        references,
        cash: matches!(target.counting, Counting::Cashable | Counting::Released),
        draws: results.run.draws,
    }
}

/// What the payers put into the programme in that year, at the price base; `None` when that is nothing.
fn funding(results: &Results, payers: &[String], year: Option<&str>, curve: &ExceedanceSeries) -> Option<Reference> {
    let of = |payer: &str, groups: &[String]| {
        payers.is_empty() || payers.iter().any(|own| own == payer || groups.contains(own))
    };
    let part = |id: &str, whole: &PartResults| match year {
        None => Some(whole.cost()),
        Some(year) => Some(results.years.iter().find(|known| known.id == year)?.payers.get(id)?.cost()),
    };
    let bearers = results.payers.iter().filter(|(id, payer)| of(id, &payer.groups));
    let parts: Vec<(f64, f64)> = bearers.filter_map(|(id, payer)| part(id, &payer.part)).collect();
    let (value, error) = match (&results.programme, payers.is_empty(), year) {
        // The error of the whole is known, and need not be put together from those of its parts.
        (Some(programme), true, None) => {
            (programme.cost, if programme.cost_varies { programme.cost_summary.mcse } else { 0.0 })
        }
        _ => parts.iter().fold((0.0, 0.0), |(sum, error), part| (sum + part.0, hypot(error, part.1))),
    };
    let whose = if payers.is_empty() { "Programme funding" } else { "Their funding" };
    let base = results.scenario.price_base.as_ref().map_or_else(String::new, |base| format!(" ({base} prices)"));
    let chance = render_words::percent(&curve.at_least(value, results.run.draws));
    let label = format!("{whose} {}{base}: {chance}", number::money(value, error));
    (value > 0.0).then(|| Reference { value, label, stroke: Stroke::dotted(theme::INK, theme::LINE) })
}

fn wrapped(heading: &str, room: f64) -> Vec<String> {
    Type::STRONG.wrap(heading, room, 8)
}

/// From the top of a panel to its plot.
fn above(panel: &Panel) -> f64 {
    Type::STRONG.height(panel.heading.len()) + 20.0 + reference::strip(panel.references.len()).max(50.0)
}

fn height(panel: &Panel) -> f64 {
    above(panel) + PLOT + 190.0
}

fn draw(canvas: &Canvas, area: Area, panel: &Panel) {
    canvas.lines((area.left, area.top + theme::LABEL), Anchor::Start, Type::STRONG, &panel.heading);
    let shares = axis::share_marks((0.0, 1.0), 4.0);
    let plot = axis::plot(area, &shares, 110.0, (area.top + above(panel), PLOT));
    let x = Scale::new(range(panel), plot.left, plot.right);
    let y = Scale::new((0.0, 1.0), plot.bottom, plot.top);
    axis::left(canvas, plot, &y, &shares);
    axis::below(canvas, plot, &x, &axis::money_marks(x.range(), 6.0));
    let (ink, pale) = if panel.cash { (theme::CASH, theme::CASH_PALE) } else { (theme::AVOIDED, theme::BANDS[0]) };
    let curve = curve(panel.curve, x.range());
    let points: Vec<(f64, f64)> = curve.iter().map(|&(amount, chance)| (x.at(amount), y.at(chance))).collect();
    let mut under = points.clone();
    under.extend([(points.last().map_or(plot.right, |last| last.0), plot.bottom), (plot.left, plot.bottom)]);
    canvas.polygon(&under, pale);
    reference::draw(canvas, plot, &x, &panel.references);
    canvas.line(&points, Stroke::solid(ink, theme::LINE));
    values(canvas, plot, panel, &x);
    for reference in panel.references.iter().filter(|reference| x.holds(reference.value)) {
        let at = (x.at(reference.value), y.held(panel.curve.share_of(reference.value)));
        canvas.dot(at, 38, theme::PAPER);
        canvas.dot(at, 28, ink);
    }
}

/// The amounts that show the curve, with those it is held against unless they are far from it.
fn range(panel: &Panel) -> (f64, f64) {
    let amounts = &panel.curve.amount;
    // The outermost hundredth of a long tail would squeeze the rest.
    let ends =
        [amounts.get(1), amounts.get(amounts.len().saturating_sub(3)), amounts.first().filter(|_| amounts.len() < 4)];
    let own = || ends.into_iter().flatten().copied();
    let (low, high) = (own().fold(f64::INFINITY, f64::min), own().fold(f64::NEG_INFINITY, f64::max));
    // A curve that is one amount has no length of its own.
    let length = if high > low { high - low } else { low.abs() };
    let near = panel.references.iter().map(|one| one.value);
    let near = near.filter(|value| *value >= low - FURTHEST * length && *value <= high + FURTHEST * length);
    // Nothing is in sight as far as that goes as well, since the curve is a chance of gaining anything at all.
    let nothing = (low > 0.0 && low < FURTHEST * length).then_some(0.0);
    axis::padded(own().chain(near).chain(nothing), false)
}

/// Shows a pointer the chance of every amount along the curve.
fn values(canvas: &Canvas, plot: Area, panel: &Panel, x: &Scale) {
    let (from, to) = x.range();
    let half = 0.5 * axis::step((from, to), 24.0);
    for amount in axis::ticks((from, to), 24.0) {
        let chance = render_words::percent(&panel.curve.at_least(amount, panel.draws));
        let (left, right) = (x.at(amount - half).max(plot.left), x.at(amount + half).min(plot.right));
        let area = Area { left, right, ..plot };
        canvas.value(area, &format!("At least {}: chance {chance}", number::exact_money(amount)));
    }
}

/// The curve within the range, from certainty at its lower end.
fn curve(series: &ExceedanceSeries, (from, to): (f64, f64)) -> Vec<(f64, f64)> {
    let mut points = vec![(from, 1.0)];
    let mut before = (from, 1.0);
    for (&amount, &chance) in series.amount.iter().zip(&series.chance) {
        if amount > to {
            let part = (to - before.0) / (amount - before.0);
            points.push((to, before.1 + part * (chance - before.1)));
            return points;
        }
        if amount >= from {
            points.push((amount, chance));
            before = (amount, chance);
        }
    }
    points.push((before.0, 0.0));
    points.push((to, 0.0));
    points
}
