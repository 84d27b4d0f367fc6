//! Fills an outline with one colour: how much of each pixel lies inside is found exactly, from its edges alone.
//!
//! Every edge adds to the pixels that it crosses what of them lies to its right, up or down; sums along a row are then what
//! lies inside (the signed areas of a trapezium rule, as font rasterisers have them). Letters are most of the ink of a
//! figure, and this takes a third of the instructions of a rasteriser that samples rows.

use resvg::tiny_skia::{Path, PathSegment, Pixmap, Point, Transform};

/// Red, green and blue.
pub(super) type Colour = [u8; 3];

/// Shades between paper and ink, so that a palette holds them: as many as resvg gives to lines.
const SHADES: u16 = 16;

/// How far a chord may be from its curve, in pixels.
const FLAT: f32 = 0.03;

/// Edges lower than this part of a pixel cover nothing.
const LOWEST: f32 = 1e-6;

/// Fills outlines, one after the other.
#[derive(Default)]
pub(super) struct Ink {
    /// By how much the inside grows from each pixel to the next, row by row.
    grows: Vec<f32>,
    /// Pixels from the first that the outline may touch: columns and rows.
    width: usize,
    height: usize,
}

impl Ink {
    /// Puts ink of `colour` wherever `path` winds around (non-zero), at the shade of what of a pixel lies inside. What lies
    /// off the sheet to the left or right is as if it stood on its edge.
    pub(super) fn fill(&mut self, path: &Path, transform: Transform, colour: Colour, sheet: &mut Pixmap) {
        let Some(bounds) = path.bounds().transform(transform) else { return };
        let (left, right) = pixels(bounds.left(), bounds.right(), sheet.width());
        let (top, bottom) = pixels(bounds.top(), bounds.bottom(), sheet.height());
        if left >= right || top >= bottom {
            return;
        }
        (self.width, self.height) = (right - left, bottom - top);
        self.grows.clear();
        self.grows.resize((self.width + 2) * self.height, 0.0);
        #[expect(clippy::cast_precision_loss, reason = "a few thousand pixels")]
        self.edges(path, transform.post_translate(-(left as f32), -(top as f32)));
        let columns = sheet.width() as usize;
        let rows = sheet.data_mut().as_chunks_mut::<4>().0.chunks_exact_mut(columns);
        for (row, grows) in rows.skip(top).zip(self.grows.chunks_exact(self.width + 2)) {
            shade(&mut row[left..right], grows, colour);
        }
    }

    /// Adds every edge of an outline.
    fn edges(&mut self, path: &Path, transform: Transform) {
        let (mut start, mut at) = (Point::zero(), Point::zero());
        let placed = |mut point: Point| {
            transform.map_point(&mut point);
            point
        };
        for segment in path.segments() {
            match segment {
                PathSegment::MoveTo(to) => {
                    self.edge(at, start);
                    start = placed(to);
                    at = start;
                }
                PathSegment::LineTo(to) => {
                    let to = placed(to);
                    self.edge(at, to);
                    at = to;
                }
                PathSegment::QuadTo(by, to) => {
                    let (by, to) = (placed(by), placed(to));
                    self.curve(at, to, bend(at, by, to), |t| second(at, by, to, t));
                    at = to;
                }
                PathSegment::CubicTo(by, then, to) => {
                    let (by, then, to) = (placed(by), placed(then), placed(to));
                    let bent = 3.0 * bend(at, by, then).max(bend(by, then, to));
                    self.curve(at, to, bent, |t| between(second(at, by, then, t), second(by, then, to, t), t));
                    at = to;
                }
                PathSegment::Close => {
                    self.edge(at, start);
                    at = start;
                }
            }
        }
        self.edge(at, start);
    }

    /// Adds a curve, given by its points at t from 0 to 1, as so many chords as keep one that is `bent` flat.
    fn curve(&mut self, from: Point, to: Point, bent: f32, point: impl Fn(f32) -> Point) {
        let mut chords: u8 = 1;
        // How far chords are from their curve falls with the square of their number.
        while chords < 64 && bent > FLAT * f32::from(chords) * f32::from(chords) {
            chords *= 2;
        }
        let mut at = from;
        for chord in 1..chords {
            let next = point(f32::from(chord) / f32::from(chords));
            self.edge(at, next);
            at = next;
        }
        self.edge(at, to);
    }

    /// Adds a straight edge, row by row.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at least zero and at most a few thousand pixels"
    )]
    fn edge(&mut self, from: Point, to: Point) {
        let (sign, upper, lower) = if from.y <= to.y { (1.0, from, to) } else { (-1.0, to, from) };
        let (mut y, end) = (upper.y.max(0.0), lower.y.min(self.height as f32));
        if end - y < LOWEST {
            return;
        }
        let slope = (lower.x - upper.x) / (lower.y - upper.y);
        let across = |y: f32| (upper.x + (y - upper.y) * slope).clamp(0.0, self.width as f32);
        let mut x = across(y);
        let stride = self.width + 2;
        let first = y as usize;
        for (row, grows) in (first..).zip(self.grows[first * stride..].chunks_exact_mut(stride)) {
            let next = end.min((row + 1) as f32);
            let beside = across(next);
            cross(grows, x.min(beside), x.max(beside), sign * (next - y));
            if next >= end {
                return;
            }
            (y, x) = (next, beside);
        }
    }
}

/// The pixels from `low` to `high`, in whole ones and on a sheet of so many.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
fn pixels(low: f32, high: f32, most: u32) -> (usize, usize) {
    let most = most as usize;
    ((low.max(0.0) as usize).min(most), (high.max(0.0).ceil() as usize).min(most))
}

/// Adds to the pixels of a row what of them lies to the right of an edge that goes from `left` to `right` while it comes
/// `down` so much of the row.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at least zero and at most a few thousand pixels"
)]
fn cross(grows: &mut [f32], left: f32, right: f32, down: f32) {
    let first = left as usize;
    let (from, to) = (left - first as f32, right - first as f32);
    if to <= 1.0 {
        // Within one pixel: its other part is what stands left of the middle.
        let middle = 0.5 * (from + to);
        grows[first] += down * (1.0 - middle);
        grows[first + 1] += down * middle;
        return;
    }
    let width = to - from;
    // What lies right of the edge up to the end of a pixel, and that of the pixels before it.
    let (mut before, mut share) = (0.0, 0.0);
    let mut end = 1.0;
    for grows in &mut grows[first..] {
        let reach = end - from;
        if reach >= width + 1.0 {
            *grows += down * (1.0 - share);
            return;
        }
        let area = if reach < width { 0.5 * reach * reach / width } else { reach - 0.5 * width };
        let own = area - before;
        *grows += down * (own - share);
        (before, share) = (area, own);
        end += 1.0;
    }
}

/// Mixes ink into the pixels of a row.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "shades are few, and mixed channels between two"
)]
fn shade(row: &mut [[u8; 4]], grows: &[f32], ink: Colour) {
    let (mut inside, mut shade) = (0.0_f32, 0);
    for (pixel, grows) in row.iter_mut().zip(grows) {
        if *grows != 0.0 {
            inside += grows;
            shade = (inside.abs().min(1.0) * f32::from(SHADES) + 0.5) as u16;
        }
        if shade == 0 {
            continue;
        }
        for (channel, ink) in pixel.iter_mut().zip(ink) {
            let mixed = u16::from(*channel) * (SHADES - shade) + u16::from(ink) * shade;
            *channel = ((mixed + SHADES / 2) / SHADES) as u8;
        }
    }
}

/// The point `t` of the way from one to another.
fn between(from: Point, to: Point, t: f32) -> Point {
    Point::from_xy(from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t)
}

/// The point at `t` of a curve of second degree.
fn second(from: Point, by: Point, to: Point, t: f32) -> Point {
    between(between(from, by, t), between(by, to, t), t)
}

/// How far the middle of such a curve is from that of its chord.
fn bend(from: Point, by: Point, to: Point) -> f32 {
    let off = |from: f32, by: f32, to: f32| (from - 2.0 * by + to).abs();
    0.25 * off(from.x, by.x, to.x).max(off(from.y, by.y, to.y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::{cos, sin};
    use resvg::tiny_skia::{FillRule, Paint, PathBuilder, Rect};
    use std::f64::consts::FRAC_PI_8;

    /// A sheet on which an outline was filled with black.
    fn filled(path: &Path, transform: Transform) -> Pixmap {
        let mut sheet = Pixmap::new(40, 30).unwrap();
        sheet.data_mut().fill(255);
        Ink::default().fill(path, transform, [0; 3], &mut sheet);
        sheet
    }

    /// How many pixels are inked, in parts of them.
    fn inked(sheet: &Pixmap) -> f64 {
        sheet.pixels().iter().map(|pixel| f64::from(255 - pixel.red()) / 255.0).sum()
    }

    #[test]
    fn what_of_a_pixel_lies_inside_is_its_shade() {
        let rectangle = PathBuilder::from_rect(Rect::from_ltrb(2.25, 3.5, 5.5, 4.25).unwrap());
        let sheet = filled(&rectangle, Transform::identity());
        let shade = |x, y| f64::from(255 - sheet.pixel(x, y).unwrap().red()) / 255.0;
        for (x, wide) in [(1, 0.0), (2, 0.75), (3, 1.0), (4, 1.0), (5, 0.5), (6, 0.0)] {
            for (y, high) in [(2, 0.0), (3, 0.5), (4, 0.25), (5, 0.0)] {
                // A shade is a sixteenth; a channel is rounded.
                assert!((shade(x, y) - wide * high).abs() <= 0.5 / 16.0 + 1.0 / 255.0, "{x} {y}: {}", shade(x, y));
            }
        }
    }

    /// Eight curves of second degree that touch a circle, one way round or the other.
    fn round(radius: f64, way: f64) -> PathBuilder {
        #[expect(clippy::cast_possible_truncation, reason = "a drawing is of single precision")]
        let at = |sixteenth: u8, radius: f64| {
            let angle = way * FRAC_PI_8 * f64::from(sixteenth);
            ((radius * cos(angle)) as f32, (radius * sin(angle)) as f32)
        };
        let mut path = PathBuilder::new();
        let (x, y) = at(0, radius);
        path.move_to(x, y);
        for eighth in 0..8 {
            let (by, to) = (at(2 * eighth + 1, radius / cos(FRAC_PI_8)), at(2 * eighth + 2, radius));
            path.quad_to(by.0, by.1, to.0, to.1);
        }
        path
    }

    #[test]
    fn areas_are_those_of_geometry_however_an_outline_lies() {
        let mut ring = round(9.0, 1.0);
        // The other way round: a hole.
        ring.push_path(&round(4.0, -1.0).finish().unwrap());
        let ring = ring.finish().unwrap();
        // An eighth is a triangle and, beyond its chord, two thirds of the triangle that the tangents make (Archimedes).
        let (s, c) = (sin(FRAC_PI_8), cos(FRAC_PI_8));
        let expected = 8.0 * (81.0 - 16.0) * (s * c + s * s * s / c / 1.5);
        for (x, y, turned) in [(20.0, 15.0, 0.0), (19.6, 14.3, 30.0), (20.5, 15.9, 77.0)] {
            let place = Transform::from_translate(x, y).pre_concat(Transform::from_rotate(turned));
            let (mut sheet, mut ink) = (Pixmap::new(40, 30).unwrap(), Ink::default());
            ink.fill(&ring, place, [0; 3], &mut sheet);
            let inside = |row: &[f32]| -> f32 {
                row.iter().scan(0.0, |sum, grows| Some(*sum + grows).inspect(|new| *sum = *new)).sum()
            };
            let found: f32 = ink.grows.chunks_exact(ink.width + 2).map(inside).sum();
            // What chords leave out is far below a thirtieth of a pixel.
            assert!((f64::from(found.abs()) - expected).abs() < 0.002 * expected, "{found} against {expected}");
            assert_eq!(filled(&ring, place).pixel(20, 15).unwrap().red(), 255);
        }
    }

    #[test]
    fn what_resvg_draws_is_drawn_alike() {
        let mut letters = PathBuilder::new();
        for (x, y) in [(3.2, 2.7), (12.9, 8.1), (25.4, 17.3)] {
            letters.move_to(x, y);
            letters.quad_to(x + 9.0, y - 1.0, x + 8.0, y + 9.0);
            letters.line_to(x + 4.0, y + 3.5);
            letters.cubic_to(x + 3.0, y + 9.0, x + 1.0, y + 7.0, x - 2.0, y + 4.0);
            letters.close();
        }
        let letters = letters.finish().unwrap();
        let mut theirs = Pixmap::new(40, 30).unwrap();
        theirs.data_mut().fill(255);
        let paint = Paint { anti_alias: true, ..Paint::default() };
        theirs.fill_path(&letters, &paint, FillRule::Winding, Transform::identity(), None);
        let ours = filled(&letters, Transform::identity());
        for (ours, theirs) in ours.pixels().iter().zip(theirs.pixels()) {
            // It samples four rows of a pixel, each in quarters: what it finds is out by up to a quarter.
            assert!(ours.red().abs_diff(theirs.red()) <= 64, "{} against {}", ours.red(), theirs.red());
        }
        let (own, other) = (inked(&ours), inked(&theirs));
        assert!((own - other).abs() < 0.03 * own, "{own} against {other}");
    }

    #[test]
    fn an_outline_that_leaves_the_sheet_is_cut_at_its_edge() {
        let mut wide = PathBuilder::new();
        wide.push_circle(0.0, 0.0, 1000.0);
        let wide = wide.finish().unwrap();
        assert!((inked(&filled(&wide, Transform::from_translate(20.0, 15.0))) - 1200.0).abs() < 1e-9);
        assert!(inked(&filled(&wide, Transform::from_translate(2000.0, 15.0))) < 1e-9);
        assert!(inked(&filled(&wide, Transform::from_translate(20.0, -1200.0))) < 1e-9);
        let half = PathBuilder::from_rect(Rect::from_ltrb(-5.0, 10.0, 8.0, 90.0).unwrap());
        assert!((inked(&filled(&half, Transform::identity())) - 160.0).abs() < 1e-9);
    }
}
