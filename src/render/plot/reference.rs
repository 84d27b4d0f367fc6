//! Draws upright lines for targets, funding and published figures, with labels in a strip above where no curve runs.

use super::words::Weight;
use super::{Anchor, Area, Canvas, Scale, Stroke, Type, theme};
use crate::estimate::float;

/// An amount to hold a figure against.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    pub(super) value: f64,
    pub(super) label: String,
    pub(super) stroke: Stroke,
}

const STYLE: Type = Type { size: theme::SMALL, weight: Weight::Regular, ink: theme::INK };

/// The height of the strip for so many labels.
pub(super) fn strip(count: usize) -> f64 {
    STYLE.leading() * float(count) + if count > 0 { 25.0 } else { 0.0 }
}

/// Draws the lines through `area` and their labels in the strip above it, the leftmost on top, so that no line crosses
/// the label of another that stands to its right. An amount beyond the axis is an arrow at its end, above them all.
pub(super) fn draw(canvas: &Canvas, area: Area, scale: &Scale, references: &[Reference]) {
    let mut shown: Vec<&Reference> = references.iter().filter(|reference| reference.value.is_finite()).collect();
    let held = |reference: &Reference| scale.holds(reference.value);
    shown.sort_by(|one, other| held(one).cmp(&held(other)).then(one.value.total_cmp(&other.value)));
    let mut baseline = area.top - strip(shown.len()) + STYLE.size;
    let mut top = baseline - 0.75 * STYLE.size;
    for reference in &shown {
        if held(reference) {
            let x = scale.at(reference.value);
            // A rim of paper keeps a line apart from a dark bar.
            canvas.line(&[(x, area.top), (x, area.bottom)], Stroke::solid(theme::PAPER, theme::LINE));
            canvas.line(&[(x, top), (x, area.bottom)], reference.stroke);
        }
        top += STYLE.leading();
    }
    for reference in &shown {
        if held(reference) {
            label(canvas, area, scale.at(reference.value), baseline, &reference.label);
        } else {
            beyond(canvas, area, scale, baseline, reference);
        }
        baseline += STYLE.leading();
    }
}

/// The label of an amount beyond the axis, with an arrow at the end where it lies.
fn beyond(canvas: &Canvas, area: Area, scale: &Scale, baseline: f64, reference: &Reference) {
    const ARROW: f64 = 150.0;
    let text = size(&reference.label, area.width() - ARROW - 40.0);
    let wide = text.width(&reference.label);
    let y = baseline - 0.3 * STYLE.size;
    let right = reference.value > scale.range().1;
    let (end, back, start) = if right {
        (area.right, area.right - ARROW, area.right - ARROW - 40.0 - wide)
    } else {
        (area.left, area.left + ARROW, area.left + ARROW + 40.0)
    };
    let tip = if right { end - 45.0 } else { end + 45.0 };
    canvas.line(&[(back, y), (tip, y)], Stroke::solid(theme::INK, theme::LINE));
    canvas.polygon(&[(end, y), (tip, y - 32.0), (tip, y + 32.0)], theme::INK);
    canvas.text((start, baseline), Anchor::Start, text, &reference.label);
}

/// Type in which a label has room, at least as large as that at the foot.
fn size(text: &str, room: f64) -> Type {
    if STYLE.width(text) <= room { STYLE } else { Type { size: theme::FOOT, ..STYLE } }
}

/// A label right of its line, or left of it, or across it where it fits on neither side.
fn label(canvas: &Canvas, area: Area, x: f64, baseline: f64, text: &str) {
    const GAP: f64 = 25.0;
    let style = size(text, area.width());
    let Some(text) = style.wrap(text, area.width(), 1).into_iter().next() else { return };
    let wide = style.width(&text);
    let start = if x + GAP + wide <= area.right {
        x + GAP
    } else if x - GAP - wide >= area.left {
        x - GAP - wide
    } else {
        area.right - wide
    };
    let (top, bottom) = (baseline - 0.85 * STYLE.size, baseline + 0.3 * STYLE.size);
    canvas.rectangle(Area { left: start - 8.0, top, right: start + wide + 8.0, bottom }, theme::PAPER);
    canvas.text((start, baseline), Anchor::Start, style, &text);
}
