//! Reads a house document, within limits, for the styles, page, header and footer that papers are set in.
//!
//! What is written is made of few things: the parts that these need are copied under names of our own, styles, numbering,
//! settings and page are written anew from what was understood of them, and nothing else of the document goes along.

mod archive;
mod fault;
mod house;
mod numbering;
mod section;
mod styling;
mod xml;

pub use archive::LARGEST as LARGEST_TEMPLATE;
pub use fault::TemplateFault;
pub use house::Template;
