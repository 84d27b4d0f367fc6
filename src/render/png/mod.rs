//! Turns a figure's SVG into a PNG of 300 dots per inch, with the embedded typeface alone.

mod fault;
mod palette;

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{IntSize, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::font;
pub use fault::PngError;

/// The picture of a figure as wide as it is printed, in which fonts of the machine play no part.
///
/// # Errors
///
/// When `svg` is no readable SVG or its size is beyond memory; figures of this program are neither.
pub fn png(svg: &str) -> Result<Vec<u8>, PngError> {
    let options = Options { font_family: "Open Sans".to_owned(), fontdb: fonts(), ..Options::default() };
    let tree = Tree::from_str(&off_paper(svg).unwrap_or_else(|| svg.to_owned()), &options)?;
    let size = tree.size();
    let width = dots(svg).ok_or(PngError::Size)?;
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let scale = width as f32 / size.width();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates; too large is refused below"
    )]
    let height = (size.height() * scale).round() as u32;
    let size = IntSize::from_wh(width, height).ok_or(PngError::Size)?;
    let mut pixmap = Pixmap::from_vec(white(size).ok_or(PngError::Size)?, size).ok_or(PngError::Size)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    palette::encoded(&pixmap)
}

/// Dots along the width that a drawing says it has in print; `None` where it says none, or none that paper has.
fn dots(svg: &str) -> Option<u32> {
    let (_, width) = svg.split_once(" width=\"")?;
    let cm: f64 = width.split_once("cm\"")?.0.parse().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most a few thousand")]
    let dots = (cm / 2.54 * 300.0).round() as u32;
    (1.0..=100.0).contains(&cm).then_some(dots)
}

/// The drawing without the white sheet on which it begins: the picture is white already, and to paint each of its pixels
/// once more is the dearest stroke of all. `None` of a drawing that does not begin so.
fn off_paper(svg: &str) -> Option<String> {
    let (_, size) = svg.split_once(" viewBox=\"0 0 ")?;
    let (width, height) = size.split_once('"')?.0.split_once(' ')?;
    let (before, drawing) = svg.split_once("</desc>")?;
    let paper = format!(
        "<rect x=\"0\" y=\"0\" width=\"{width}\" height=\"{height}\" opacity=\"1\" fill=\"#FFFFFF\" stroke=\"none\"/>"
    );
    Some([before, "</desc>", drawing.trim_start().strip_prefix(&paper)?].concat())
}

/// Pixels that are white to the very edge, where the drawing may end within a pixel; `None` where there are too many.
fn white(size: IntSize) -> Option<Vec<u8>> {
    const PIECE: [u8; 2048] = [u8::MAX; 2048];
    let bytes = usize::try_from(u64::from(size.width()) * u64::from(size.height())).ok()?.checked_mul(4)?;
    let mut pixels = Vec::new();
    pixels.try_reserve_exact(bytes).ok()?;
    // In pieces, which are set by wide stores; a whole picture at once would be set byte after byte.
    while pixels.len() < bytes {
        pixels.extend_from_slice(&PIECE[..PIECE.len().min(bytes - pixels.len())]);
    }
    Some(pixels)
}

/// The embedded faces, read once.
fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let read = || {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(font::REGULAR.to_vec());
        fonts.load_font_data(font::SEMIBOLD.to_vec());
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(read))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_is_white_in_every_pixel() {
        // Neither a whole number of pieces nor less than one.
        let size = IntSize::from_wh(1890, 3).unwrap();
        let pixels = white(size).unwrap();
        assert!(pixels.len() == 4 * 1890 * 3 && pixels.iter().all(|byte| *byte == 255));
        assert!(IntSize::from_wh(u32::MAX, u32::MAX).and_then(white).is_none());
    }

    #[test]
    fn only_the_sheet_itself_is_left_out() {
        let sheet = "<rect x=\"0\" y=\"0\" width=\"90\" height=\"60\" opacity=\"1\" fill=\"#FFFFFF\" stroke=\"none\"/>";
        let drawing = |begins: &str| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"16cm\" viewBox=\"0 0 90 60\">\n<desc>d</desc>\n{begins}\n\
                 <rect x=\"10\" y=\"20\" width=\"30\" height=\"10\" fill=\"#B3470B\"/>\n{sheet}</svg>"
            )
        };
        let left = off_paper(&drawing(sheet)).unwrap();
        assert!(left.matches("<rect").count() == 2 && !left.contains(&format!("</desc>\n{sheet}")), "{left}");
        assert_eq!(off_paper(&drawing("<g/>")), None);
        assert_eq!(off_paper(&drawing(&sheet.replace("#FFFFFF", "#FFFFFE"))), None);
        assert_eq!(off_paper(&drawing(&sheet.replace("60", "59"))), None);
        // The same picture, with the sheet and on the paper alone.
        assert_eq!(png(&drawing(sheet)).unwrap(), png(&drawing("<g/>")).unwrap());
    }
}
