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
/// the label of another that stands to its right.
pub(super) fn draw(canvas: &Canvas, area: Area, scale: &Scale, references: &[Reference]) {
    let mut shown: Vec<&Reference> = references.iter().filter(|reference| scale.holds(reference.value)).collect();
    shown.sort_by(|one, other| one.value.total_cmp(&other.value));
    let mut baseline = area.top - strip(shown.len()) + STYLE.size;
    for reference in &shown {
        let x = scale.at(reference.value);
        // A rim of paper keeps a line apart from a dark bar.
        canvas.line(&[(x, area.top), (x, area.bottom)], Stroke::solid(theme::PAPER, theme::LINE));
        canvas.line(&[(x, baseline - 0.75 * STYLE.size), (x, area.bottom)], reference.stroke);
        baseline += STYLE.leading();
    }
    baseline = area.top - strip(shown.len()) + STYLE.size;
    for reference in &shown {
        label(canvas, area, scale.at(reference.value), baseline, &reference.label);
        baseline += STYLE.leading();
    }
}

/// A label right of its line, or left of it, or across it where it fits on neither side; cut if wider than the plot.
fn label(canvas: &Canvas, area: Area, x: f64, baseline: f64, text: &str) {
    const GAP: f64 = 25.0;
    let Some(text) = STYLE.wrap(text, area.width(), 1).into_iter().next() else { return };
    let wide = STYLE.width(&text);
    let start = if x + GAP + wide <= area.right {
        x + GAP
    } else if x - GAP - wide >= area.left {
        x - GAP - wide
    } else {
        area.right - wide
    };
    let (top, bottom) = (baseline - 0.85 * STYLE.size, baseline + 0.3 * STYLE.size);
    canvas.rectangle(Area { left: start - 8.0, top, right: start + wide + 8.0, bottom }, theme::PAPER);
    canvas.text((start, baseline), Anchor::Start, STYLE, &text);
}
