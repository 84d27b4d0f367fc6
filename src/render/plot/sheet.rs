//! Lays out what every figure shares: its message on top, what is drawn under it, and at the foot the caveat that has to
//! be cut off on purpose.

use super::canvas::{Anchor, Area, Canvas, Stroke, Type, drawn};
use super::theme;
use super::words::{Weight, escaped};
use crate::render::caption::Caption;
use crate::render::figure::{Figure, Paper};

const TITLE: Type = Type { size: theme::TITLE, weight: Weight::Semibold, ink: theme::INK };
const SUBTITLE: Type = Type { size: theme::LABEL, weight: Weight::Regular, ink: theme::MUTED };
const FOOT: Type = Type { size: theme::FOOT, weight: Weight::Regular, ink: theme::MUTED };

/// Lines at the foot of a figure for what was changed, before the rest is counted.
const CHANGES: usize = 4;

/// Between the margins of a paper.
pub(super) fn room(paper: Paper) -> f64 {
    paper.units() - 2.0 * theme::MARGIN
}

/// A figure with room of that height for its inside, which `draw` draws.
pub(super) fn figure(
    paper: Paper,
    id: &'static str,
    caption: Caption,
    subtitle: &str,
    inside: f64,
    draw: impl FnOnce(&Canvas, Area),
) -> Figure {
    let room = room(paper);
    let title = TITLE.balanced(&caption.title, room, 8);
    let subtitle = SUBTITLE.wrap(subtitle, room, 8);
    let mut foot = FOOT.wrap(&caption.foot, room, 8);
    foot.extend(changed(&caption.changes, room));
    let top = 40.0 + TITLE.height(title.len()) + SUBTITLE.height(subtitle.len()) + 70.0;
    let bottom = top + inside;
    let height = bottom + 75.0 + FOOT.height(foot.len()) + 20.0;
    let (left, right) = (theme::MARGIN, theme::MARGIN + room);
    let svg = drawn((paper.units(), height), |canvas| {
        let mut baseline = 40.0 + TITLE.size;
        canvas.lines((left, baseline), Anchor::Start, TITLE, &title);
        baseline += TITLE.height(title.len()) - TITLE.size + SUBTITLE.size + 15.0;
        canvas.lines((left, baseline), Anchor::Start, SUBTITLE, &subtitle);
        draw(canvas, Area { left, top, right, bottom });
        let rule = bottom + 45.0;
        canvas.line(&[(left, rule), (right, rule)], Stroke::solid(theme::AXIS, theme::HAIR));
        canvas.lines((left, rule + 30.0 + FOOT.size), Anchor::Start, FOOT, &foot);
    });
    let svg = labelled(paper, &svg, id, height, &caption);
    let Caption { title, lines, alt, .. } = caption;
    Figure { id, title, caption: lines, alt, svg, height_cm: centimetres(paper, height) }
}

/// What was changed for this run, in as many lines as there are for it; what they cannot hold is counted.
fn changed(changes: &[String], room: f64) -> Vec<String> {
    let told = |count: usize| {
        let more = changes.len() - count;
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        format!("Changed for this run: {}{more}.", changes[..count].join("; "))
    };
    let whole = |count: usize| FOOT.wrap(&told(count), room, usize::MAX);
    let fits = (1..=changes.len()).rev().map(whole).find(|lines| lines.len() <= CHANGES);
    let first = || (!changes.is_empty()).then(|| FOOT.wrap(&told(1), room, CHANGES));
    fits.or_else(first).unwrap_or_default()
}

/// The height in print of so many units.
fn centimetres(paper: Paper, height: f64) -> f64 {
    (100.0 * paper.cm() * height.floor() / paper.units()).round() / 100.0
}

/// The drawing with its size in print, its role, and its title and description for those who listen to it.
fn labelled(paper: Paper, svg: &str, id: &str, height: f64, caption: &Caption) -> String {
    let inside = svg.split_once('>').map_or("", |(_, inside)| inside);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"figure-{id}-title\" \
         aria-describedby=\"figure-{id}-desc\" width=\"{}cm\" height=\"{:.2}cm\" viewBox=\"0 0 {} {}\">\n\
         <title id=\"figure-{id}-title\">{}</title>\n<desc id=\"figure-{id}-desc\">{}</desc>{inside}",
        paper.cm(),
        centimetres(paper, height),
        paper.units(),
        height.floor(),
        escaped(&caption.title),
        escaped(&caption.alt),
    )
}
