//! Encodes the pixels of a figure with a palette, since a figure has few colours, and without transparency, which the white
//! paper of every figure makes pointless.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use resvg::tiny_skia::Pixmap;

use super::fault::PngError;

/// 300 dots per inch.
const DOTS_PER_METRE: u32 = 11_811;

/// Level of compression: files are a sixth larger than at the usual 6, in a third of its time.
const LEVEL: u32 = 2;

/// The bytes of a PNG.
///
/// # Errors
///
/// When the encoder refuses the size, which that of a drawing never is.
pub(super) fn encoded(pixmap: &Pixmap) -> Result<Vec<u8>, PngError> {
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
        // As if a palette held them all, which one nearly always does.
        #[expect(clippy::cast_possible_truncation, reason = "what does not fit is done again")]
        let rows = in_rows(pixels, width, |colour, length| colours.count(colour, length) as u8);
        if colours.list.len() <= Self::MOST {
            return Self { palette: colours.list.iter().map(|(colour, _)| rgb(*colour)).collect(), rows };
        }
        let mut most: Vec<&(Colour, usize)> = colours.list.iter().collect();
        most.sort_by_key(|(colour, count)| (Reverse(*count), *colour));
        let palette: Vec<[u8; 3]> = most.iter().take(Self::MOST).map(|(colour, _)| rgb(*colour)).collect();
        let in_palette = |&(colour, _): &(Colour, usize)| {
            let distance = |other: &[u8; 3]| -> u32 {
                rgb(colour).iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
            };
            (0..=u8::MAX).zip(&palette).min_by_key(|(_, other)| distance(other)).map_or(0, |(place, _)| place)
        };
        let places: Vec<u8> = colours.list.iter().map(in_palette).collect();
        Self { palette, rows: in_rows(pixels, width, |colour, length| places[colours.count(colour, length)]) }
    }
}

/// Rows of places, each after the byte that says that it stands as it is; `place` is asked of every run of one colour.
fn in_rows(pixels: &[Colour], width: usize, mut place: impl FnMut(Colour, usize) -> u8) -> Vec<u8> {
    let mut rows = Vec::with_capacity(pixels.len() + pixels.len() / width.max(1));
    for row in pixels.chunks(width) {
        rows.push(0);
        let mut rest = row;
        // Most pixels are like the one before.
        while let Some(&colour) = rest.first() {
            let length = alike(rest, colour);
            let place = place(colour, length);
            match length {
                1 => rows.push(place),
                _ => rows.resize(rows.len() + length, place),
            }
            rest = &rest[length..];
        }
    }
    rows
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
    fn a_picture_of_256_colours_is_read_back_pixel_by_pixel() {
        let mut sheet = Pixmap::new(61, 47).unwrap();
        // Runs of every length, and every colour.
        for (index, pixel) in sheet.data_mut().as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let colour = (index * index / 40 % 256) as u8;
            *pixel = [colour, 255 - colour, colour / 2, 255];
        }
        let bytes = encoded(&sheet).unwrap();
        let mut decoder = png::Decoder::new(std::io::Cursor::new(&bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let expected: Vec<u8> = sheet.data().as_chunks::<4>().0.iter().flat_map(|colour| rgb(*colour)).collect();
        assert!(pixels == expected);
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
}
