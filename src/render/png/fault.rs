//! Says why no picture could be made of a figure.

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
