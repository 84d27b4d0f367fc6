//! Measures a figure that is placed in a document, from the head of its PNG.

use crate::render::document::{Block, Document, Picture};

/// A figure with the pixels of its PNG.
#[derive(Debug)]
pub(super) struct Media<'a> {
    pub(super) picture: Picture<'a>,
    pub(super) png: &'a [u8],
    pub(super) width: f64,
    pub(super) height: f64,
}

impl<'a> Media<'a> {
    /// A figure that has a PNG; `None` for any other.
    fn new(picture: Picture<'a>) -> Option<Self> {
        let png = picture.png.filter(|png| png.starts_with(b"\x89PNG\r\n\x1a\n"))?;
        // The head of a PNG: width and height as big-endian numbers from byte 16 on.
        let number = |at: usize| Some(f64::from(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?)));
        let (width, height) = (number(16)?, number(20)?);
        (width > 0.0 && height > 0.0).then_some(Self { picture, png, width, height })
    }
}

/// The figures that a document places, in its order, each once.
pub(super) fn placed<'a>(document: &Document, pictures: &[Picture<'a>]) -> Vec<Media<'a>> {
    let blocks = document.sections.iter().flat_map(|section| section.blocks.iter().chain(&section.details));
    let mut ids: Vec<&str> = Vec::new();
    for block in blocks {
        if let Block::Figure(id) = block
            && !ids.contains(id)
        {
            ids.push(id);
        }
    }
    let of = |id: &str| pictures.iter().find(|picture| picture.id == id).copied().and_then(Media::new);
    ids.into_iter().filter_map(of).collect()
}
