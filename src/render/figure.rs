//! Holds a figure as papers take it, and how one is drawn from an answer.

/// A figure, ready to be written to a file or set into a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its name: that of its file, without the extension.
    pub id: &'static str,
    /// Its message in a sentence, which is drawn on it too.
    pub title: String,
    /// What belongs under it, a sentence or two each.
    pub caption: Vec<String>,
    /// What a reader who cannot see it should be told.
    pub alt: String,
    /// The drawing: a whole SVG document of 16 cm width.
    pub svg: String,
    /// Its height in print, cm.
    pub height_cm: f64,
}

/// A figure by name, and how it is drawn from `T`; `None` where it does not apply, such as payback without a programme.
#[derive(Debug)]
pub struct Chart<T> {
    /// Its name: that of its file, without the extension; no two figures of any list share one.
    pub id: &'static str,
    /// Draws it.
    pub draw: fn(&T) -> Option<Figure>,
}
