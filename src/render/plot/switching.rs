//! Draws how far each input is from its switching value, the nearest on top.

use super::bars::{Bar, Bars};
use super::{axis, figure};
use crate::estimate::Stress;
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

/// Rows before the rest is left to the tables.
const MOST: usize = 12;
/// A switch further away than this, and than twice the nearest, is out of all belief; its bar ends there.
const FURTHEST: f64 = 8.0;

/// The figure; `None` where no input switches anything by itself.
pub(super) fn switching(stress: &Stress, paper: Paper) -> Option<Figure> {
    let caption = caption::switching(stress)?;
    let ranked = render_words::ranked_switches(stress)?;
    let nearest = ranked.rows.first().map_or(0.0, |row| row.shift.abs());
    let furthest = (2.0 * nearest).max(FURTHEST).ceil();
    let cut = ranked.rows.iter().take(MOST).any(|row| row.shift.abs() > furthest);
    let bars = ranked.rows.iter().take(MOST).map(|row| Bar {
        label: row.label.clone(),
        full: (0.0, row.shift.clamp(-furthest, furthest)),
        number: row.value.clone(),
        under: format!("believed {}", row.believed),
        broken: row.shift.abs() > furthest,
        said: format!(
            "{}: {} instead of {}, {} standard deviations away",
            row.label,
            row.value,
            row.believed,
            number::trimmed((10.0 * row.shift.abs()).round() / 10.0)
        ),
        ..Bar::default()
    });
    let bars = Bars::new(paper, bars.collect(), 0.0, marks).titled("standard deviations from what is believed");
    let further =
        if cut { format!("; a break marks bars beyond {}", number::trimmed(furthest)) } else { String::new() };
    let subtitle = format!(
        "The value of one input, all else as drawn, at which {}; the bar is its distance from what is believed, in \
         standard deviations{further}",
        ranked.question
    );
    Some(figure(paper, "switching", caption, &subtitle, bars.height(), |canvas, body| bars.draw(canvas, body)))
}

/// Round numbers of standard deviations.
fn marks(range: (f64, f64), about: f64) -> Vec<(f64, String)> {
    let label = |tick: f64| {
        let sign = if tick > 0.0 { "+" } else { "" };
        (tick, format!("{sign}{}", number::trimmed(tick)))
    };
    axis::ticks(range, about).into_iter().map(label).collect()
}
