//! Measures a figure that is placed in a document, from the head of its PNG.

use crate::render::document::Picture;

/// A figure with the pixels of its PNG.
pub(super) struct Media<'a> {
    pub(super) picture: Picture<'a>,
    pub(super) png: &'a [u8],
    pub(super) width: f64,
    pub(super) height: f64,
}

impl<'a> Media<'a> {
    /// A figure that has a PNG; `None` for any other.
    pub(super) fn new(picture: Picture<'a>) -> Option<Self> {
        let png = picture.png.filter(|png| png.starts_with(b"\x89PNG\r\n\x1a\n"))?;
        // The head of a PNG: width and height as big-endian numbers from byte 16 on.
        let number = |at: usize| Some(f64::from(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?)));
        let (width, height) = (number(16)?, number(20)?);
        (width > 0.0 && height > 0.0).then_some(Self { picture, png, width, height })
    }
}
