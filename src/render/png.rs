//! Turns a figure's SVG into a PNG of 300 dots per inch, with the embedded typeface alone.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, OnceLock};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use resvg::tiny_skia::{IntSize, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::font;

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
    encoded(&pixmap)
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

/// Red, green, blue, and how opaque it is.
type Colour = [u8; 4];

/// The colours of a picture, each with the number of its pixels, in the order in which they are met.
struct Colours {
    list: Vec<(Colour, usize)>,
    /// Where the colour stands that was met last of those that have the same few bits when mixed.
    last: Vec<Option<(Colour, usize)>>,
    /// Where every colour stands.
    all: HashMap<Colour, usize>,
}

impl Colours {
    /// Bits that tell colours apart at first sight; a figure has some hundreds.
    const BITS: u32 = 12;

    fn new() -> Self {
        Self { list: Vec::new(), last: vec![None; 1 << Self::BITS], all: HashMap::new() }
    }

    /// Counts `pixels` more of `colour`; returns where it stands in the list.
    fn count(&mut self, colour: Colour, pixels: usize) -> usize {
        // Fibonacci hashing: 2³² over the golden ratio.
        let mixed = u32::from_le_bytes(colour).wrapping_mul(0x9E37_79B1) >> (u32::BITS - Self::BITS);
        let last = &mut self.last[mixed as usize];
        let place = match *last {
            Some((known, place)) if known == colour => place,
            _ => {
                let place = *self.all.entry(colour).or_insert(self.list.len());
                *last = Some((colour, place));
                if place == self.list.len() {
                    self.list.push((colour, 0));
                }
                place
            }
        };
        self.list[place].1 += pixels;
        place
    }
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
        let mut colours = Colours::new();
        // Place and length; most pixels are like the one before.
        let mut runs: Vec<(usize, usize)> = Vec::with_capacity(pixels.len() / 16);
        for row in pixels.chunks(width) {
            let mut rest = row;
            while let Some(&colour) = rest.first() {
                let length = alike(rest, colour);
                runs.push((colours.count(colour, length), length));
                rest = &rest[length..];
            }
        }
        let colours = colours.list;
        let mut most: Vec<&(Colour, usize)> = colours.iter().collect();
        most.sort_by_key(|(colour, count)| (Reverse(*count), *colour));
        let palette: Vec<[u8; 3]> = most.iter().take(Self::MOST).map(|(colour, _)| rgb(*colour)).collect();
        let in_palette = |&(colour, _): &(Colour, usize)| {
            let distance = |other: &[u8; 3]| -> u32 {
                rgb(colour).iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
            };
            let own = (0..=u8::MAX).zip(&palette).find(|(_, other)| **other == rgb(colour));
            let nearest = || (0..=u8::MAX).zip(&palette).min_by_key(|(_, other)| distance(other));
            own.or_else(nearest).map_or(0, |(place, _)| place)
        };
        let places: Vec<u8> = colours.iter().map(in_palette).collect();
        let mut rows = Vec::with_capacity(pixels.len() + pixels.len() / width.max(1));
        let mut left = 0;
        for (place, length) in runs {
            if left == 0 {
                rows.push(0);
                left = width;
            }
            match length {
                1 => rows.push(places[place]),
                _ => rows.resize(rows.len() + length, places[place]),
            }
            left -= length;
        }
        Self { palette, rows }
    }
}

/// The number of pixels of one colour that a row begins with, the first being of it; eight at a time, since most of a
/// figure is white.
fn alike(row: &[Colour], colour: Colour) -> usize {
    if row.get(1) != Some(&colour) {
        return 1;
    }
    let mut eight = [0; 32];
    eight.as_chunks_mut::<4>().0.fill(colour);
    let whole = 8 * row.as_flattened().as_chunks::<32>().0.iter().take_while(|pixels| **pixels == eight).count();
    whole + row[whole..].iter().take_while(|pixel| **pixel == colour).count()
}

/// Red, green and blue of a colour without how opaque it is.
const fn rgb([red, green, blue, _]: Colour) -> [u8; 3] {
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

    #[test]
    fn the_sheet_is_white_in_every_pixel() {
        // Neither a whole number of pieces nor less than one.
        let size = IntSize::from_wh(1890, 3).unwrap();
        let pixels = white(size).unwrap();
        assert!(pixels.len() == 4 * 1890 * 3 && pixels.iter().all(|byte| *byte == 255));
        assert!(IntSize::from_wh(u32::MAX, u32::MAX).and_then(white).is_none());
    }

    #[test]
    fn pixels_of_one_colour_are_counted_to_the_end_of_their_run() {
        let (white, shade) = ([255; 4], [255, 255, 254, 255]);
        for length in 1..40 {
            let row: Vec<Colour> = [vec![white; length], vec![shade], vec![white; 9]].concat();
            assert_eq!(alike(&row, white), length);
            assert_eq!(alike(&row[..length], white), length);
        }
    }

    #[test]
    fn colours_keep_their_places_however_many_there_are() {
        // Twice as many as can be told apart at first sight, each met twice.
        let colour = |index: u32| index.to_le_bytes();
        let mut colours = Colours::new();
        let most = 2 << Colours::BITS;
        for index in (0..most).chain(0..most) {
            assert_eq!(colours.count(colour(index), 3), index as usize);
        }
        assert!(colours.list.iter().all(|(_, count)| *count == 6));
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
