//! Maps numbers to places and labels axes with round numbers, in pounds, shares or years.

use super::canvas::{Anchor, Area, Canvas, Stroke, Type};
use super::theme;
use crate::numeric::decade;
use crate::render::number;

/// A linear map from numbers to places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// `from` is drawn at `start`, `to` at `end`. A range that is empty, upside down or no number is widened.
    pub(super) fn new((from, to): (f64, f64), start: f64, end: f64) -> Self {
        let from = if from.is_finite() { from } else { 0.0 };
        let to = if to.is_finite() && to > from { to } else { from + from.abs().max(1.0) };
        Self { from, to, start, end }
    }

    pub(super) fn at(&self, value: f64) -> f64 {
        self.start + (value - self.from) / (self.to - self.from) * (self.end - self.start)
    }

    /// Whether the number is on the axis.
    pub(super) fn holds(&self, value: f64) -> bool {
        value >= self.from && value <= self.to
    }

    /// The place of the number, or of the end of the axis that it is beyond.
    pub(super) fn held(&self, value: f64) -> f64 {
        self.at(value.clamp(self.from, self.to))
    }

    pub(super) const fn range(&self) -> (f64, f64) {
        (self.from, self.to)
    }
}

/// 1, 2 or 5 times a power of ten, so that about `about` of it make up the range.
pub(super) fn step((from, to): (f64, f64), about: f64) -> f64 {
    let rough = (to - from) / about.max(1.0);
    if !(rough.is_finite() && rough > 0.0) {
        return 1.0;
    }
    let power = decade(rough);
    [1.0, 2.0, 5.0].into_iter().map(|leading| leading * power).find(|&step| step >= rough).unwrap_or(10.0 * power)
}

/// The range of the values with a little room at either end but none beyond zero, which is in it if `zero`.
pub(super) fn padded(values: impl IntoIterator<Item = f64>, zero: bool) -> (f64, f64) {
    let (mut from, mut to) = if zero { (0.0, 0.0) } else { (f64::INFINITY, f64::NEG_INFINITY) };
    for value in values.into_iter().filter(|value| value.is_finite()) {
        from = value.min(from);
        to = value.max(to);
    }
    if from > to {
        return (0.0, 1.0);
    }
    if from == to {
        // A single value stands in the middle, or at the start of a range from zero.
        let room = if from == 0.0 { 1.0 } else { 0.1 * from.abs() };
        return if from == 0.0 { (0.0, room) } else { (from - room, to + room) };
    }
    let room = 0.03 * (to - from);
    // Little room beyond a little loss: a wide one would look like a large loss.
    let lower = if zero { room.min(from.abs()) } else { room };
    let upper = if zero { room.min(to.abs()) } else { room };
    (from - lower, to + upper)
}

/// Multiples of the step within the range.
pub(super) fn ticks(range: (f64, f64), about: f64) -> Vec<f64> {
    let step = step(range, about);
    let first = (range.0 / step - 1e-9).ceil();
    (0..40_u32)
        .map(|index| (first + f64::from(index)) * step)
        .take_while(|&tick| tick <= range.1 + 1e-9 * step)
        .map(|tick| if tick.abs() < 1e-9 * step { 0.0 } else { tick })
        .collect()
}

/// Labels of money for one axis, all in the same unit: `£0`, `£200k`, `£1.5m`.
pub(super) fn money_labels(ticks: &[f64]) -> Vec<String> {
    let largest = ticks.iter().fold(0.0_f64, |most, tick| most.max(tick.abs()));
    let (unit, letter) = match largest {
        large if large >= 1e9 => (1e9, "bn"),
        large if large >= 1e6 => (1e6, "m"),
        large if large >= 1e4 => (1e3, "k"),
        _ => (1.0, ""),
    };
    let decimals = (0..=3_usize)
        .find(|&places| {
            let scale = [1.0, 10.0, 100.0, 1000.0][places] / unit;
            ticks.iter().all(|tick| ((tick * scale).round() - tick * scale).abs() < 1e-6)
        })
        .unwrap_or(3);
    // Pounds and pence, never pounds and tenths.
    let decimals = if unit == 1.0 && decimals > 0 { 2 } else { decimals };
    let label = |&tick: &f64| {
        if tick == 0.0 {
            return "£0".to_owned();
        }
        let amount = tick.abs() / unit;
        let digits = if decimals == 0 { number::count(amount.round(), 0.0) } else { format!("{amount:.decimals$}") };
        format!("{}£{digits}{letter}", if tick < 0.0 { "−" } else { "" })
    };
    ticks.iter().map(label).collect()
}

/// Labels of shares, all with as many decimals: `0%`, `50%`.
pub(super) fn share_labels(ticks: &[f64]) -> Vec<String> {
    let decimals = (0..=5_usize).find(|&places| {
        let scale = [1e2, 1e3, 1e4, 1e5, 1e6, 1e7][places];
        ticks.iter().all(|tick| ((tick * scale).round() - tick * scale).abs() < 1e-6)
    });
    let decimals = decimals.unwrap_or(5);
    ticks.iter().map(|tick| format!("{:.decimals$}%", tick * 100.0)).collect()
}

/// The place of a plot within an area, with room for a vertical axis on its left and so much on its right.
pub(super) fn plot(within: Area, marks: &[(f64, String)], right: f64, (top, height): (f64, f64)) -> Area {
    Area { left: within.left + room(marks) + 35.0, right: within.right - right, top, bottom: top + height }
}

/// Draws grid lines and labels of a horizontal axis under `area`; labels that would touch are left out.
pub(super) fn below(canvas: &Canvas, area: Area, scale: &Scale, marks: &[(f64, String)]) {
    let mut free_from = f64::NEG_INFINITY;
    for (value, label) in marks {
        let x = scale.at(*value);
        let ink = if *value == 0.0 { theme::AXIS } else { theme::GRID };
        canvas.line(&[(x, area.top), (x, area.bottom)], Stroke::solid(ink, theme::HAIR));
        let half = 0.5 * Type::SMALL.width(label);
        if x - half > free_from {
            canvas.text((x, area.bottom + 1.25 * theme::SMALL), Anchor::Middle, Type::SMALL, label);
            free_from = x + half + 0.6 * theme::SMALL;
        }
    }
    canvas.line(&[(area.left, area.bottom), (area.right, area.bottom)], Stroke::solid(theme::AXIS, theme::HAIR));
}

/// Draws grid lines and labels of a vertical axis left of `area`.
pub(super) fn left(canvas: &Canvas, area: Area, scale: &Scale, marks: &[(f64, String)]) {
    for (value, label) in marks {
        let y = scale.at(*value);
        let ink = if *value == 0.0 { theme::AXIS } else { theme::GRID };
        canvas.line(&[(area.left, y), (area.right, y)], Stroke::solid(ink, theme::HAIR));
        canvas.text((area.left - 35.0, y + 0.35 * theme::SMALL), Anchor::End, Type::SMALL, label);
    }
}

/// Round ticks of money with their labels.
pub(super) fn money_marks(range: (f64, f64), about: f64) -> Vec<(f64, String)> {
    let ticks = ticks(range, about);
    let labels = money_labels(&ticks);
    ticks.into_iter().zip(labels).collect()
}

/// Round ticks of shares with their labels.
pub(super) fn share_marks(range: (f64, f64), about: f64) -> Vec<(f64, String)> {
    let ticks = ticks(range, about);
    let labels = share_labels(&ticks);
    ticks.into_iter().zip(labels).collect()
}

/// The room that the widest of the labels takes.
pub(super) fn room(marks: &[(f64, String)]) -> f64 {
    marks.iter().map(|(_, label)| Type::SMALL.width(label)).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_the_range() {
        assert_eq!(ticks((0.0, 500_000.0), 5.0), [0.0, 100_000.0, 200_000.0, 300_000.0, 400_000.0, 500_000.0]);
        assert_eq!(ticks((-0.3, 0.4), 4.0), [-0.2, 0.0, 0.2, 0.4]);
        assert_eq!(padded([-100.0, 900.0], true), (-130.0, 930.0));
        assert_eq!(padded([40.0, 100.0], true), (0.0, 103.0));
        assert_eq!(padded([5.0, 5.0], false), (4.5, 5.5));
        assert_eq!(padded([f64::NAN], false), (0.0, 1.0));
        assert_eq!(padded([0.0], true), (0.0, 1.0));
        assert_eq!(ticks((0.0, f64::NAN), 5.0), Vec::<f64>::new());
    }

    #[test]
    fn an_axis_of_money_keeps_to_one_unit() {
        assert_eq!(money_labels(&[0.0, 500_000.0, 1_000_000.0]), ["£0", "£0.5m", "£1.0m"]);
        assert_eq!(money_labels(&[-20_000.0, 0.0, 20_000.0]), ["−£20k", "£0", "£20k"]);
        assert_eq!(money_labels(&[0.0, 2_500.0, 5_000.0]), ["£0", "£2,500", "£5,000"]);
        assert_eq!(money_labels(&[0.0, 0.5]), ["£0", "£0.50"]);
        assert_eq!(share_labels(&[0.0, 0.25]), ["0%", "25%"]);
        assert_eq!(share_labels(&[0.0, 0.005]), ["0.0%", "0.5%"]);
        assert_eq!(share_labels(&[0.0, 0.000_5, 0.001]), ["0.00%", "0.05%", "0.10%"]);
    }

    #[test]
    fn a_scale_takes_any_range() {
        let scale = Scale::new((3.0, 3.0), 0.0, 100.0);
        assert_eq!(scale.at(3.0), 0.0);
        assert_eq!(Scale::new((f64::NAN, f64::INFINITY), 0.0, 10.0).range(), (0.0, 1.0));
        assert_eq!(scale.held(1e9), 100.0);
        assert!(!scale.holds(f64::NAN));
    }
}
