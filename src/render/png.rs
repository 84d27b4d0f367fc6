//! Turns a figure's SVG into a PNG of 300 dots per inch, with the embedded typeface alone.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::font;

/// 16 cm at 300 dots per inch.
pub const WIDTH: u32 = 1890;
/// 300 dots per inch.
const DOTS_PER_METRE: u32 = 11_811;

/// Why no picture could be made.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The drawing is no SVG that can be read.
    #[error("the figure could not be read as SVG: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// The drawing has no size, or one too large for memory.
    #[error("the figure has no size that a picture can have")]
    Size,
    /// The picture could not be encoded.
    #[error("the figure could not be encoded as PNG: {0}")]
    Encode(#[from] png::EncodingError),
}

/// The picture of a figure of 16 cm width, in which fonts of the machine play no part.
///
/// # Errors
///
/// When `svg` is no readable SVG or its size is beyond memory; figures of this program are neither.
pub fn png(svg: &str) -> Result<Vec<u8>, PngError> {
    let options = Options { font_family: "Open Sans".to_owned(), fontdb: fonts(), ..Options::default() };
    let tree = Tree::from_str(svg, &options)?;
    let size = tree.size();
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let scale = WIDTH as f32 / size.width();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates; too large is refused below"
    )]
    let height = (size.height() * scale).round() as u32;
    let mut pixmap = Pixmap::new(WIDTH, height).ok_or(PngError::Size)?;
    // White to the very edge, where the drawing may end within a pixel.
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    encoded(&pixmap)
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

/// PNG bytes without transparency, which the white paper of every figure makes pointless, and with a palette: a figure
/// has few colours, and one byte a pixel is encoded in a sixth of the time.
fn encoded(pixmap: &Pixmap) -> Result<Vec<u8>, PngError> {
    let Indexed { palette, places } = Indexed::new(pixmap.data());
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette.concat());
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: DOTS_PER_METRE,
        yppu: DOTS_PER_METRE,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&places)?;
    writer.finish()?;
    Ok(bytes)
}

/// Pixels as places in a palette.
struct Indexed {
    palette: Vec<[u8; 3]>,
    places: Vec<u8>,
}

impl Indexed {
    /// Most colours that a palette holds.
    const MOST: usize = 256;

    /// The palette of pixels of four bytes: the colours that fill most of them. One of the others, a shade on the edge of a
    /// line, becomes the nearest.
    fn new(pixels: &[u8]) -> Self {
        let (pixels, _) = pixels.as_chunks::<4>();
        // Most pixels are like the one before.
        let runs = || pixels.chunk_by(|a, b| a == b);
        let mut counts: HashMap<[u8; 4], usize> = HashMap::new();
        runs().for_each(|run| *counts.entry(run[0]).or_default() += run.len());
        let mut colours: Vec<([u8; 4], usize)> = counts.into_iter().collect();
        colours.sort_by(|(a, many), (b, more)| more.cmp(many).then(a.cmp(b)));
        let palette: Vec<[u8; 3]> =
            colours.iter().take(Self::MOST).map(|([red, green, blue, _], _)| [*red, *green, *blue]).collect();
        let distance = |colour: &[u8; 4], other: &[u8; 3]| -> u32 {
            colour.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
        };
        let nearest = |colour: &[u8; 4]| (0..=u8::MAX).zip(&palette).min_by_key(|(_, other)| distance(colour, other));
        let places: HashMap<[u8; 4], u8> =
            colours.iter().map(|(colour, _)| (*colour, nearest(colour).map_or(0, |(place, _)| place))).collect();
        let of_runs = runs().flat_map(|run| std::iter::repeat_n(places[&run[0]], run.len()));
        Self { places: of_runs.collect(), palette }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_that_a_palette_cannot_hold_become_their_nearest() {
        let few: Vec<u8> = [[9, 8, 7, 255], [1, 2, 3, 255], [9, 8, 7, 255]].concat();
        let Indexed { palette, places } = Indexed::new(&few);
        assert_eq!((palette, places), (vec![[9, 8, 7], [1, 2, 3]], vec![0, 1, 0]));
        let shade = |index: u16| [(index % 256) as u8, (index / 256) as u8 * 100, 0, 255];
        // Each of 256 colours twice, and one more beside the first of them.
        let many: Vec<u8> = (0..512).map(|index| shade(index % 256)).chain([[0, 1, 0, 255]]).flatten().collect();
        let Indexed { palette, places } = Indexed::new(&many);
        assert_eq!(palette.len(), 256);
        assert_eq!(palette[usize::from(*places.last().unwrap())], [0, 0, 0]);
    }
}
