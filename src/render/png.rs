//! Turns a figure's SVG into a PNG of 300 dots per inch, with the embedded typeface alone.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, OnceLock};

use flate2::Compression;
use flate2::write::ZlibEncoder;
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
    /// The pixels could not be compressed.
    #[error("the figure could not be compressed: {0}")]
    Compress(#[from] std::io::Error),
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

/// Level of compression: files are a sixth larger than at the usual 6, in a third of its time.
const LEVEL: u32 = 2;

/// PNG bytes without transparency, which the white paper of every figure makes pointless, and with a palette, since a
/// figure has few colours.
fn encoded(pixmap: &Pixmap) -> Result<Vec<u8>, PngError> {
    let Indexed { palette, rows } = Indexed::new(pixmap.data(), pixmap.width() as usize);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette.concat());
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: DOTS_PER_METRE,
        yppu: DOTS_PER_METRE,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    // At once: row by row, as the encoder would, each clears a buffer anew.
    let mut image = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
    image.write_all(&rows)?;
    writer.write_chunk(png::chunk::IDAT, &image.finish()?)?;
    writer.finish()?;
    Ok(bytes)
}

/// Pixels as places in a palette.
struct Indexed {
    palette: Vec<[u8; 3]>,
    /// Row by row, each after the byte that says that it stands as it is.
    rows: Vec<u8>,
}

impl Indexed {
    /// Most colours that a palette holds.
    const MOST: usize = 256;

    /// The palette of pixels of four bytes, `width` to a row: their colours, or those that fill most of them; one of the
    /// others, a shade on the edge of a line, becomes the nearest.
    fn new(pixels: &[u8], width: usize) -> Self {
        let (pixels, _) = pixels.as_chunks::<4>();
        let mut known: HashMap<[u8; 4], usize> = HashMap::new();
        let mut colours: Vec<([u8; 4], usize)> = Vec::new();
        // Place and length; most pixels are like the one before.
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for run in pixels.chunks(width).flat_map(|row| row.chunk_by(|a, b| a == b)) {
            let place = *known.entry(run[0]).or_insert(colours.len());
            if place == colours.len() {
                colours.push((run[0], 0));
            }
            colours[place].1 += run.len();
            runs.push((place, run.len()));
        }
        let mut most: Vec<&([u8; 4], usize)> = colours.iter().collect();
        most.sort_by_key(|(colour, count)| (Reverse(*count), *colour));
        let palette: Vec<[u8; 3]> = most.iter().take(Self::MOST).map(|(colour, _)| rgb(*colour)).collect();
        let nearest = |&(colour, _): &([u8; 4], usize)| {
            let distance = |other: &[u8; 3]| -> u32 {
                rgb(colour).iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
            };
            (0..=u8::MAX).zip(&palette).min_by_key(|(_, other)| distance(other)).map_or(0, |(place, _)| place)
        };
        let places: Vec<u8> = colours.iter().map(nearest).collect();
        let mut rows = Vec::with_capacity(pixels.len() + pixels.len() / width.max(1));
        let mut left = 0;
        for (place, length) in runs {
            if left == 0 {
                rows.push(0);
                left = width;
            }
            rows.resize(rows.len() + length, places[place]);
            left -= length;
        }
        Self { palette, rows }
    }
}

/// Red, green and blue of a colour and how opaque it is.
const fn rgb([red, green, blue, _]: [u8; 4]) -> [u8; 3] {
    [red, green, blue]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_that_a_palette_cannot_hold_become_their_nearest() {
        let few: Vec<u8> = [[9, 8, 7, 255], [1, 2, 3, 255], [9, 8, 7, 255], [9, 8, 7, 255]].concat();
        let Indexed { palette, rows } = Indexed::new(&few, 2);
        assert_eq!((palette, rows), (vec![[9, 8, 7], [1, 2, 3]], vec![0, 0, 1, 0, 0, 0]));
        let shade = |index: u16| [(index % 256) as u8, (index / 256) as u8 * 100, 0, 255];
        // Each of 256 colours twice, and one more beside the first of them.
        let many: Vec<u8> = (0..512).map(|index| shade(index % 256)).chain([[0, 1, 0, 255]]).flatten().collect();
        let Indexed { palette, rows } = Indexed::new(&many, 513);
        assert_eq!(palette.len(), 256);
        assert_eq!(palette[usize::from(*rows.last().unwrap())], [0, 0, 0]);
    }
}
