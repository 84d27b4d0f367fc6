//! Draws a figure on its sheet: words by outlines of our own, everything else as resvg does it.

use resvg::tiny_skia::{FillRule, Paint, Pixmap, Transform};
use resvg::usvg::{self, Group, Node, Paint as Filling, PaintOrder, Path, Tree};

use super::outline::{Colour, Ink};

/// Draws `tree` on `sheet`, which is opaque.
pub(super) fn draw(tree: &Tree, transform: Transform, sheet: &mut Pixmap) {
    if plain(tree.root()) {
        shapes(tree.root(), transform, sheet, &mut Ink::default());
    } else {
        resvg::render(tree, transform, &mut sheet.as_mut());
    }
}

/// Whether everything in it is of one opaque colour each, put on what is there; so are all figures of this program.
fn plain(group: &Group) -> bool {
    let solid = |filling: &Filling| matches!(filling, Filling::Color(_));
    !group.should_isolate()
        && group.children().iter().all(|node| match node {
            Node::Group(group) => plain(group),
            Node::Text(text) => plain(text.flattened()),
            Node::Path(path) => {
                path.paint_order() == PaintOrder::FillAndStroke
                    && path.fill().is_none_or(|fill| solid(fill.paint()))
                    && path.stroke().is_none_or(|stroke| solid(stroke.paint()))
            }
            Node::Image(_) => false,
        })
}

/// Draws what is in a group, one after the other.
fn shapes(group: &Group, transform: Transform, sheet: &mut Pixmap, ink: &mut Ink) {
    for node in group.children() {
        match node {
            Node::Group(group) => shapes(group, transform.pre_concat(group.transform()), sheet, ink),
            Node::Text(text) => {
                let group = text.flattened();
                words(group, transform.pre_concat(group.transform()), sheet, ink);
            }
            Node::Path(path) => shape(path, transform, sheet),
            Node::Image(_) => {}
        }
    }
}

/// Draws letters.
fn words(group: &Group, transform: Transform, sheet: &mut Pixmap, ink: &mut Ink) {
    for node in group.children() {
        match node {
            Node::Group(group) => words(group, transform.pre_concat(group.transform()), sheet, ink),
            Node::Path(path) => match letters(path) {
                Some(colour) => ink.fill(path.data(), transform, colour, sheet),
                None => shape(path, transform, sheet),
            },
            Node::Text(_) | Node::Image(_) => {}
        }
    }
}

/// The colour of outlines that are nothing but filled.
fn letters(path: &Path) -> Option<Colour> {
    let fill =
        path.fill().filter(|fill| fill.opacity().to_u8() == u8::MAX && fill.rule() == usvg::FillRule::NonZero)?;
    match fill.paint() {
        Filling::Color(colour) if path.is_visible() && path.stroke().is_none() => {
            Some([colour.red, colour.green, colour.blue])
        }
        _ => None,
    }
}

/// Draws a shape as resvg does: what it is filled with, then its line.
fn shape(path: &Path, transform: Transform, sheet: &mut Pixmap) {
    if !path.is_visible() {
        return;
    }
    let paint = |filling: &Filling, opacity: usvg::Opacity| {
        let mut paint = Paint { anti_alias: path.rendering_mode().use_shape_antialiasing(), ..Paint::default() };
        if let Filling::Color(colour) = filling {
            paint.set_color_rgba8(colour.red, colour.green, colour.blue, opacity.to_u8());
        }
        paint
    };
    let bounds = path.data().bounds();
    if let Some(fill) = path.fill().filter(|_| bounds.width() > 0.0 && bounds.height() > 0.0) {
        let paint = paint(fill.paint(), fill.opacity());
        let rule = match fill.rule() {
            usvg::FillRule::NonZero => FillRule::Winding,
            usvg::FillRule::EvenOdd => FillRule::EvenOdd,
        };
        sheet.fill_path(path.data(), &paint, rule, transform, None);
    }
    if let Some(stroke) = path.stroke() {
        let paint = paint(stroke.paint(), stroke.opacity());
        sheet.stroke_path(path.data(), &paint, &stroke.to_tiny_skia(), transform, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::font;
    use resvg::usvg::{Options, fontdb};
    use std::sync::Arc;

    /// A drawing by `draw`, and by resvg alone.
    fn both(drawing: &str) -> [Pixmap; 2] {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(font::REGULAR.to_vec());
        let options = Options { font_family: "Open Sans".to_owned(), fontdb: Arc::new(fonts), ..Options::default() };
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 300 200\">{drawing}</svg>");
        let tree = Tree::from_str(&svg, &options).unwrap();
        let (mut ours, mut theirs) = (white(), white());
        draw(&tree, Transform::from_scale(1.3, 1.3), &mut ours);
        resvg::render(&tree, Transform::from_scale(1.3, 1.3), &mut theirs.as_mut());
        [ours, theirs]
    }

    fn white() -> Pixmap {
        let mut sheet = Pixmap::new(390, 260).unwrap();
        sheet.data_mut().fill(u8::MAX);
        sheet
    }

    #[test]
    fn shapes_are_those_of_resvg_to_the_pixel() {
        let shapes = "<g transform=\"translate(3.3 -1.2)\"><title>t</title><rect x=\"10\" y=\"20.5\" width=\"30\" height=\"9\" \
            fill=\"#B3470B\"/><circle cx=\"90\" cy=\"60\" r=\"20\" fill=\"#0072B2\" opacity=\"1\" stroke=\"#1F1F1F\"/></g>\
            <polyline fill=\"none\" stroke=\"#808080\" stroke-width=\"2.5\" points=\"5,190 80,120 290,150 \"/>\
            <polygon fill-rule=\"evenodd\" fill=\"#B4D0E8\" fill-opacity=\"0.5\" points=\"20,20 200,180 200,20 20,180\"/>\
            <line x1=\"0\" y1=\"5\" x2=\"300\" y2=\"5\" stroke=\"#DEDEDE\" stroke-dasharray=\"4 2\"/>";
        let [ours, theirs] = both(shapes);
        assert!(ours == theirs && ours != white());
        // What no figure has is resvg's altogether.
        let [ours, theirs] =
            both("<g opacity=\"0.5\"><rect width=\"99\" height=\"99\"/></g><text y=\"99\">Half</text>");
        assert!(ours == theirs && ours != white());
    }

    #[test]
    fn words_are_where_resvg_has_them_and_no_heavier() {
        let words = "<text x=\"150\" y=\"60\" text-anchor=\"middle\" font-size=\"31\" fill=\"#4D4D4D\">£560 – ŵŷ € ≤ %&amp;@</text>\
            <text x=\"20\" y=\"150\" transform=\"rotate(20 20 150)\" font-size=\"12\" fill=\"#B3470B\">of each person supported</text>";
        let [ours, theirs] = both(words);
        let ink = |sheet: &Pixmap| -> i64 { sheet.data().iter().map(|byte| i64::from(u8::MAX - byte)).sum() };
        let apart: i64 = ours.data().iter().zip(theirs.data()).map(|(a, b)| i64::from(a.abs_diff(*b))).sum();
        let (own, other) = (ink(&ours), ink(&theirs));
        assert!(other > 100_000 && (own - other).abs() * 50 < other, "{own} against {other}");
        // Shades on the edges alone are other ones, by less than a shade or two.
        assert!(apart * 12 < other, "{apart} of {other}");
    }
}
