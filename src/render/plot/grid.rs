//! Draws the chance of a target over two inputs as a heat map, every cell with its number where there is room.

use plotters::style::RGBColor;

use super::words::Weight;
use super::{Anchor, Area, Canvas, Stroke, Type, figure, room, theme};
use crate::estimate::{GridCell, GridResults, Stress, float};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

/// Targets shown.
const MOST: usize = 2;
/// Height of a row: at most this, less where there are many.
const ROW: f64 = 230.0;
const TALLEST: f64 = 2_600.0;
const CELL: Type = Type { size: theme::FOOT, weight: Weight::Regular, ink: theme::INK };

/// The figure; `None` unless a grid was asked for.
pub(super) fn grid(stress: &Stress, paper: Paper) -> Option<Figure> {
    let caption = caption::grid(stress)?;
    let grid = stress.grid.as_ref()?;
    let shown: Vec<(String, &Vec<Vec<GridCell>>)> =
        grid.targets.iter().take(MOST).map(|(id, cells)| (stress.label(id).to_owned(), cells)).collect();
    let named = |path: &str| render_words::of_input(stress, path);
    let subtitle = format!(
        "Chance that this cohort reaches the target. Down: {}. Across: {}",
        named(&grid.rows.path),
        named(&grid.columns.path)
    );
    let titles = shown.iter().map(|(label, cells)| (Type::STRONG.wrap(label, room(paper), 8), *cells));
    let shown: Vec<(Vec<String>, &Vec<Vec<GridCell>>)> = titles.collect();
    let panel = |(title, _): &(Vec<String>, &Vec<Vec<GridCell>>)| heading(title) + rows(grid) + 230.0;
    Some(figure(paper, "grid", caption, &subtitle, shown.iter().map(panel).sum(), |canvas, body| {
        for (Area { top, .. }, (title, cells)) in body.down(shown.iter().map(panel)).zip(&shown) {
            canvas.lines((body.left, top + theme::LABEL), Anchor::Start, Type::STRONG, title);
            draw(canvas, body, top + heading(title), grid, cells);
        }
    }))
}

fn heading(title: &[String]) -> f64 {
    Type::STRONG.height(title.len()) + 40.0
}

fn count(of: &[String]) -> f64 {
    float(of.len().max(1))
}

fn rows(grid: &GridResults) -> f64 {
    (ROW * count(&grid.rows.values)).min(TALLEST)
}

fn draw(canvas: &Canvas, body: Area, top: f64, grid: &GridResults, cells: &[Vec<GridCell>]) {
    let wide = |text: &String| Type::SMALL.width(text);
    let heads = |values: &[String]| values.iter().map(|value| head(value)).collect::<Vec<String>>();
    let (downs, acrosses) = (heads(&grid.rows.values), heads(&grid.columns.values));
    let room = downs.iter().map(wide).fold(0.0, f64::max);
    let plot = Area { left: body.left + room + 60.0, right: body.right, top, bottom: top + rows(grid) };
    let (height, width) = (plot.height() / count(&grid.rows.values), plot.width() / count(&grid.columns.values));
    let mut y = plot.top;
    let mut free = f64::NEG_INFINITY;
    for (index, (value, line)) in downs.iter().zip(cells).enumerate() {
        let middle = y + 0.5 * height;
        if middle > free {
            canvas.text((plot.left - 40.0, middle + 0.35 * theme::SMALL), Anchor::End, Type::SMALL, value);
            free = middle + theme::SMALL;
        }
        let mut x = plot.left;
        for (cell, across) in line.iter().zip(&grid.columns.values) {
            let area = Area { left: x, right: x + width, top: y, bottom: y + height };
            canvas.rectangle(area, shade(cell.chance.probability));
            canvas.outline(area, Stroke::solid(theme::PAPER, theme::THIN));
            let text = render_words::percent(&cell.chance);
            canvas.value(area, &format!("{} and {across}: {text}", grid.rows.values[index]));
            if CELL.width(&text) < width - 30.0 && height > 1.3 * CELL.size {
                let ink = if cell.chance.probability > DARK { theme::PAPER } else { theme::INK };
                canvas.text((x + 0.5 * width, middle + 0.35 * CELL.size), Anchor::Middle, CELL.ink(ink), &text);
            }
            x += width;
        }
        y += height;
    }
    let mut free = f64::NEG_INFINITY;
    let mut x = plot.left + 0.5 * width;
    for value in &acrosses {
        let half = 0.5 * wide(value);
        if x - half > free {
            canvas.text((x, plot.bottom + 1.25 * theme::SMALL), Anchor::Middle, Type::SMALL, value);
            free = x + half + 0.5 * theme::SMALL;
        }
        x += width;
    }
}

/// A factor with a sign of its own and no more figures than a head has room for; anything else as it was typed.
fn head(typed: &str) -> String {
    let factor = typed.strip_prefix('x').and_then(|factor| factor.parse::<f64>().ok());
    factor.map_or_else(|| typed.to_owned(), |factor| format!("× {}", number::trimmed(factor)))
}

/// From this chance on a cell is dark and its text white.
const DARK: f64 = 0.5;
/// Between these parts of the way from pale to dark neither black nor white text has a contrast of 4.5:1, so that no
/// cell is of them.
const UNREADABLE: (f64, f64) = (0.62, 0.76);

/// From pale (never) to the ink of avoided cost (always).
fn shade(chance: f64) -> RGBColor {
    let chance = if chance.is_finite() { chance.clamp(0.0, 1.0) } else { 0.0 };
    let way = if chance > DARK {
        UNREADABLE.1 + (chance - DARK) / (1.0 - DARK) * (1.0 - UNREADABLE.1)
    } else {
        chance / DARK * UNREADABLE.0
    };
    let pale = RGBColor(0xF2, 0xF6, 0xFA);
    let mix = |from: u8, to: u8| {
        let value = f64::from(from) + way * (f64::from(to) - f64::from(from));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
        let byte = value.round() as u8;
        byte
    };
    RGBColor(mix(pale.0, theme::AVOIDED.0), mix(pale.1, theme::AVOIDED.1), mix(pale.2, theme::AVOIDED.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(RGBColor(r, g, b): RGBColor) -> f64 {
        let linear = |byte: u8| {
            let s = f64::from(byte) / 255.0;
            if s <= 0.04045 { s / 12.92 } else { ((s + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    #[test]
    fn every_cell_can_be_read() {
        for step in 0..=100 {
            let chance = f64::from(step) / 100.0;
            let ink = if chance > DARK { theme::PAPER } else { theme::INK };
            let (a, b) = (luminance(shade(chance)), luminance(ink));
            let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(contrast >= 4.5, "{chance}: {contrast}");
        }
    }
}
