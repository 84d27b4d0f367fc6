//! Lays out what every figure shares: its message on top, what is drawn under it, and at the foot the caveat that has to
//! be cut off on purpose.

use super::canvas::{Anchor, Area, Canvas, Stroke, Type, drawn};
use super::theme;
use super::words::{self, Weight};
use crate::render::caption::Caption;
use crate::render::figure::Figure;
use crate::render::markup;

const TITLE: Type = Type { size: theme::TITLE, weight: Weight::Semibold, ink: theme::INK };
const SUBTITLE: Type = Type { size: theme::LABEL, weight: Weight::Regular, ink: theme::MUTED };
const FOOT: Type = Type { size: theme::FOOT, weight: Weight::Regular, ink: theme::MUTED };

/// A figure with room of that height for its inside, which `draw` draws.
pub(super) fn figure(
    id: &'static str,
    caption: Caption,
    subtitle: &str,
    inside: f64,
    draw: impl FnOnce(&Canvas, Area),
) -> Figure {
    let title = TITLE.balanced(&caption.title, theme::ROOM, 4);
    let subtitle = SUBTITLE.wrap(subtitle, theme::ROOM, 4);
    let foot = FOOT.wrap(&caption.foot, theme::ROOM, 4);
    let top = 40.0 + TITLE.height(title.len()) + SUBTITLE.height(subtitle.len()) + 70.0;
    let bottom = top + inside;
    let height = bottom + 75.0 + FOOT.height(foot.len()) + 20.0;
    let (left, right) = (theme::MARGIN, theme::WIDTH - theme::MARGIN);
    let svg = drawn(height, |canvas| {
        let mut baseline = 40.0 + TITLE.size;
        canvas.lines((left, baseline), Anchor::Start, TITLE, &title);
        baseline += TITLE.height(title.len()) - TITLE.size + SUBTITLE.size + 15.0;
        canvas.lines((left, baseline), Anchor::Start, SUBTITLE, &subtitle);
        draw(canvas, Area { left, top, right, bottom });
        let rule = bottom + 45.0;
        canvas.line(&[(left, rule), (right, rule)], Stroke::solid(theme::AXIS, theme::HAIR));
        canvas.lines((left, rule + 30.0 + FOOT.size), Anchor::Start, FOOT, &foot);
    });
    let svg = labelled(&svg, id, height, &caption);
    let Caption { title, lines, alt, .. } = caption;
    Figure { id, title, caption: lines, alt, svg, height_cm: centimetres(height) }
}

/// The height in print of so many units.
fn centimetres(height: f64) -> f64 {
    (100.0 * 16.0 * height.floor() / theme::WIDTH).round() / 100.0
}

/// The drawing with its size in print, its role, and its title and description for those who listen to it.
fn labelled(svg: &str, id: &str, height: f64, caption: &Caption) -> String {
    let inside = svg.split_once('>').map_or("", |(_, inside)| inside);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"figure-{id}-title\" \
         aria-describedby=\"figure-{id}-desc\" width=\"16cm\" height=\"{:.2}cm\" viewBox=\"0 0 {} {}\">\n\
         <title id=\"figure-{id}-title\">{}</title>\n<desc id=\"figure-{id}-desc\">{}</desc>{inside}",
        centimetres(height),
        theme::WIDTH,
        height.floor(),
        escaped(&caption.title),
        escaped(&caption.alt),
    )
}

/// Text that can stand in XML.
fn escaped(text: &str) -> String {
    markup::escaped(&words::clean(text)).replace('\'', "&apos;")
}
