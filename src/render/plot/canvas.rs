//! Draws lines, shapes and text into an SVG through plotters, on a canvas large enough for its whole pixels.

use std::cell::RefCell;

use plotters::coord::Shift;
use plotters::element::DashedPathElement;
use plotters::prelude::{Circle, DrawingArea, IntoDrawingArea, PathElement, Polygon, Rectangle, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, RGBColor};

pub(super) use super::words::Type;
use super::{theme, words};
use crate::estimate::float;
use crate::render::font;

/// A point in tenths of a typographic point, from the upper left corner.
pub(super) type At = (f64, f64);

/// A rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Areas as wide as it, one below the other from its top, of these heights.
    pub(super) fn down(self, heights: impl IntoIterator<Item = f64>) -> impl Iterator<Item = Self> {
        heights.into_iter().scan(self.top, move |bottom, height| {
            let top = *bottom;
            *bottom += height;
            Some(Self { top, bottom: *bottom, ..self })
        })
    }
}

/// Where text stands to its point, which lies on the base line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A line's ink, width and dashes (length and gap).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stroke {
    pub(super) ink: RGBColor,
    pub(super) width: u32,
    pub(super) dash: Option<(i32, i32)>,
}

impl Stroke {
    pub(super) const fn solid(ink: RGBColor, width: u32) -> Self {
        Self { ink, width, dash: None }
    }

    pub(super) const fn dashed(ink: RGBColor, width: u32) -> Self {
        Self { ink, width, dash: Some((70, 45)) }
    }

    pub(super) const fn dotted(ink: RGBColor, width: u32) -> Self {
        Self { ink, width, dash: Some((15, 35)) }
    }
}

/// Something to draw on. Points that are not finite draw nothing; others are kept near the paper.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    width: f64,
    height: f64,
    /// Where numbers are shown to a pointer, and in which words.
    values: RefCell<Vec<(Area, String)>>,
}

/// What `draw` leaves on a canvas of that size: the inside of an SVG with its opening and closing tags.
pub(super) fn drawn((width, height): (f64, f64), draw: impl FnOnce(&Canvas)) -> String {
    let mut svg = String::new();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand")]
    let size = (width as u32, height.clamp(1.0, 60_000.0) as u32);
    let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
    let canvas = Canvas { area, width, height, values: RefCell::default() };
    let paper = Area { left: 0.0, top: 0.0, right: width, bottom: height };
    canvas.rectangle(paper, theme::PAPER);
    draw(&canvas);
    let values: String = canvas.values.take().iter().map(|(area, said)| value(*area, said)).collect();
    drop(canvas);
    let end = svg.rfind("</svg>").unwrap_or(svg.len());
    // Above all that is drawn, so that nothing keeps a pointer from it.
    svg.insert_str(end, &values);
    svg
}

/// An area that nobody sees, and that shows its words under a pointer. It has no fill, so that pictures are none the slower
/// for it.
fn value(area: Area, said: &str) -> String {
    let Area { left, top, .. } = area;
    format!(
        "<g class=\"value\"><title>{}</title><rect x=\"{left:.0}\" y=\"{top:.0}\" width=\"{:.0}\" height=\"{:.0}\" \
         fill=\"none\" pointer-events=\"all\"/></g>\n",
        words::escaped(said),
        area.width(),
        area.height()
    )
}

impl Canvas<'_> {
    #[expect(clippy::cast_possible_truncation, reason = "kept near the paper")]
    fn place(&self, (x, y): At) -> Option<(i32, i32)> {
        let near = |value: f64, length: f64| value.clamp(-1000.0, length + 1000.0).round() as i32;
        (x.is_finite() && y.is_finite()).then(|| (near(x, self.width), near(y, self.height)))
    }

    fn places(&self, points: &[At]) -> Vec<(i32, i32)> {
        points.iter().filter_map(|&point| self.place(point)).collect()
    }

    /// Shows words to a pointer over an area, which is made large enough to be met. Nothing is shown for no words.
    pub(super) fn value(&self, area: Area, said: &str) {
        const LEAST: f64 = 60.0;
        let Area { left, top, right, bottom } = area;
        if said.is_empty() || ![left, top, right, bottom].into_iter().all(f64::is_finite) {
            return;
        }
        let (wide, high) = ((LEAST - (right - left)).max(0.0) / 2.0, (LEAST - (bottom - top)).max(0.0) / 2.0);
        let area = Area {
            left: (left - wide).clamp(0.0, self.width),
            top: (top - high).clamp(0.0, self.height),
            right: (right + wide).clamp(0.0, self.width),
            bottom: (bottom + high).clamp(0.0, self.height),
        };
        self.values.borrow_mut().push((area, said.to_owned()));
    }

    /// The same over a mark.
    pub(super) fn value_at(&self, (x, y): At, said: &str) {
        self.value(Area { left: x - 45.0, top: y - 45.0, right: x + 45.0, bottom: y + 45.0 }, said);
    }

    /// A line through the points.
    pub(super) fn line(&self, points: &[At], stroke: Stroke) {
        let points = self.places(points);
        if points.len() < 2 {
            return;
        }
        let style = stroke.ink.stroke_width(stroke.width);
        // Drawing into a string cannot fail, so there is no error to pass on, here and below.
        match stroke.dash {
            None => self.area.draw(&PathElement::new(points, style)).ok(),
            Some((dash, gap)) => self.area.draw(&DashedPathElement::new(points, dash, gap, style)).ok(),
        };
    }

    /// A filled shape.
    pub(super) fn polygon(&self, points: &[At], ink: RGBColor) {
        let points = self.places(points);
        if points.len() > 2 {
            self.area.draw(&Polygon::new(points, ink.filled())).ok();
        }
    }

    /// A filled rectangle.
    pub(super) fn rectangle(&self, area: Area, ink: RGBColor) {
        let corners = (self.place((area.left, area.top)), self.place((area.right, area.bottom)));
        if let (Some(from), Some(to)) = corners {
            let (from, to) = ((from.0.min(to.0), from.1.min(to.1)), (from.0.max(to.0), from.1.max(to.1)));
            self.area.draw(&Rectangle::new([from, to], ink.filled())).ok();
        }
    }

    /// A rectangle's outline.
    pub(super) fn outline(&self, area: Area, stroke: Stroke) {
        let Area { left, top, right, bottom } = area;
        self.line(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], stroke);
    }

    /// A rectangle filled with slanted lines, for what is taken off.
    pub(super) fn hatched(&self, area: Area, ink: RGBColor) {
        const STEP: f64 = 40.0;
        let ends = (self.place((area.left, area.top)), self.place((area.right, area.bottom)));
        let (Some(from), Some(to)) = ends else { return };
        let (left, right) = (f64::from(from.0.min(to.0)), f64::from(from.0.max(to.0)));
        let (top, bottom) = (f64::from(from.1.min(to.1)), f64::from(from.1.max(to.1)));
        // The line x + y = c enters the rectangle at its left or lower side and leaves it at its upper or right side.
        let mut c = ((left + top) / STEP).ceil() * STEP;
        while c < right + bottom {
            let from = if c - left <= bottom { (left, c - left) } else { (c - bottom, bottom) };
            let to = if c - top <= right { (c - top, top) } else { (right, c - right) };
            self.line(&[from, to], Stroke::solid(ink, theme::HAIR));
            c += STEP;
        }
        self.outline(Area { left, top, right, bottom }, Stroke::solid(ink, theme::THIN));
    }

    /// A filled dot.
    pub(super) fn dot(&self, at: At, radius: i32, ink: RGBColor) {
        if let Some(at) = self.place(at) {
            self.area.draw(&Circle::new(at, radius, ink.filled())).ok();
        }
    }

    /// A hollow diamond.
    pub(super) fn diamond(&self, (x, y): At, radius: f64, ink: RGBColor) {
        let corners = [(x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius)];
        self.polygon(&corners, theme::PAPER);
        self.line(
            &[corners[0], corners[1], corners[2], corners[3], corners[0], corners[1]],
            Stroke::solid(ink, theme::LINE),
        );
    }

    /// One line of text; `at` lies on its base line.
    pub(super) fn text(&self, (x, baseline): At, anchor: Anchor, style: Type, text: &str) {
        // plotters writes a size N as N/1.24, and the upper edge of text 0.76 em above its base line.
        let Some(at) = self.place((x, baseline - 0.76 * style.size)) else { return };
        let horizontal = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let font = FontDesc::new(FontFamily::Name(font::FAMILY), style.size * 1.24, style.weight.style());
        let style = font.color(&style.ink).pos(Pos::new(horizontal, VPos::Top));
        self.area.draw_text(&words::clean(text), &style, at).ok();
    }

    /// The label of a row, which begins at `left` and has its middle at `middle`.
    pub(super) fn label(&self, (left, middle): At, style: Type, lines: &[String]) {
        let above = 0.5 * style.leading() * float(lines.len().max(1) - 1);
        self.lines((left, middle - above + 0.35 * style.size), Anchor::Start, style, lines);
    }

    /// The number of a row, which ends at `right`, and what stands under it.
    pub(super) fn number(&self, (right, middle): At, number: &str, under: &str) {
        let shift = if under.is_empty() { 0.35 * Type::STRONG.size } else { -0.15 * Type::STRONG.size };
        self.text((right, middle + shift), Anchor::End, Type::STRONG, number);
        self.text((right, middle + shift + Type::SMALL.leading()), Anchor::End, Type::SMALL, under);
    }

    /// Lines of text one below the other, the first on `at`.
    pub(super) fn lines(&self, (x, baseline): At, anchor: Anchor, style: Type, lines: &[String]) {
        let mut y = baseline;
        for line in lines {
            self.text((x, y), anchor, style, line);
            y += style.leading();
        }
    }
}
