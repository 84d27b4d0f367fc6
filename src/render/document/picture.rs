//! Takes a figure as papers need it: its words, its drawing and, for Word, its pixels.

use crate::render::figure::Figure;

/// A figure handed to a paper. Its texts are plain: each format escapes them.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    /// Its id, also the name of its files without the ending; lower-case letters, digits and underscores.
    pub id: &'a str,
    /// Its message in a sentence.
    pub title: &'a str,
    /// What stands under it.
    pub caption: &'a [String],
    /// What it shows, for those who cannot see it.
    pub alt: &'a str,
    /// The drawing.
    pub svg: &'a str,
    /// The same as PNG, where it was made.
    pub png: Option<&'a [u8]>,
}

impl<'a> Picture<'a> {
    /// A figure as it was drawn, with its pixels where they were made.
    #[must_use]
    pub fn new(figure: &'a Figure, png: Option<&'a [u8]>) -> Self {
        let Figure { id, title, caption, alt, svg, .. } = figure;
        Self { id, title, caption, alt, svg, png }
    }
}
