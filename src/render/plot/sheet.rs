//! Lays out what every figure shares: its message on top, what is drawn under it, and at the foot the caveat that has to
//! be cut off on purpose.

use super::canvas::{Anchor, Area, Canvas, Stroke, Type, drawn};
use super::theme;
use super::words::{self, Weight};
use crate::render::caption::Caption;

/// A figure, ready to be written to a file or set into a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its name: that of its file, without the extension.
    pub id: &'static str,
    /// Its message in a sentence, which is drawn on it too.
    pub title: String,
    /// What belongs under it, a sentence or two each.
    pub caption: Vec<String>,
    /// What a reader who cannot see it should be told.
    pub alt: String,
    /// The drawing: a whole SVG document of 16 cm width.
    pub svg: String,
    /// Its height in print, cm.
    pub height_cm: f64,
}

/// A figure whose size is known and whose inside is yet to be drawn.
pub(super) struct Sheet {
    caption: Caption,
    title: Vec<String>,
    subtitle: Vec<String>,
    foot: Vec<String>,
    /// Where the inside goes.
    pub(super) body: Area,
    height: f64,
}

const TITLE: Type = Type { size: theme::TITLE, weight: Weight::Semibold, ink: theme::INK };
const SUBTITLE: Type = Type { size: theme::LABEL, weight: Weight::Regular, ink: theme::MUTED };
const FOOT: Type = Type { size: theme::FOOT, weight: Weight::Regular, ink: theme::MUTED };

impl Sheet {
    /// A sheet with room of that height for the inside.
    pub(super) fn new(caption: Caption, subtitle: &str, inside: f64) -> Self {
        let room = theme::WIDTH - 2.0 * theme::MARGIN;
        let set = |text: &str, style: Type, most| words::wrap(text, room, style.size, style.weight, most);
        let title = words::balanced(&caption.title, room, TITLE.size, TITLE.weight, 4);
        let subtitle = set(subtitle, SUBTITLE, 4);
        let foot = set(&caption.foot, FOOT, 4);
        let top = 40.0 + block(&title, TITLE) + block(&subtitle, SUBTITLE) + 70.0;
        let bottom = top + inside;
        let height = bottom + 75.0 + block(&foot, FOOT) + 20.0;
        let body = Area { left: theme::MARGIN, top, right: theme::WIDTH - theme::MARGIN, bottom };
        Self { caption, title, subtitle, foot, body, height }
    }

    /// The figure with its inside.
    pub(super) fn draw(self, id: &'static str, inside: impl FnOnce(&Canvas, Area)) -> Figure {
        let svg = drawn(self.height, |canvas| {
            let left = theme::MARGIN;
            let mut baseline = 40.0 + TITLE.size;
            canvas.lines((left, baseline), Anchor::Start, TITLE, &self.title);
            baseline += block(&self.title, TITLE) - TITLE.size + SUBTITLE.size + 15.0;
            canvas.lines((left, baseline), Anchor::Start, SUBTITLE, &self.subtitle);
            inside(canvas, self.body);
            let rule = self.body.bottom + 45.0;
            canvas.line(&[(left, rule), (theme::WIDTH - left, rule)], Stroke::solid(theme::AXIS, theme::HAIR));
            canvas.lines((left, rule + 30.0 + FOOT.size), Anchor::Start, FOOT, &self.foot);
        });
        let svg = labelled(&svg, id, self.height, &self.caption);
        Figure {
            id,
            title: self.caption.title,
            caption: self.caption.lines,
            alt: self.caption.alt,
            svg,
            height_cm: centimetres(self.height),
        }
    }
}

/// The height of lines of text.
fn block(lines: &[String], style: Type) -> f64 {
    style.leading() * f64::from(u32::try_from(lines.len()).unwrap_or(0))
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
    let mut escaped = String::with_capacity(text.len());
    for c in words::clean(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            other => escaped.push(other),
        }
    }
    escaped
}
