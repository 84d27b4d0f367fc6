//! Makes report.html of a run, with its figures.

use std::error::Error;

use crate::estimate::Results;
use crate::render;
use crate::render::answer::Companion;
use crate::render::document::Picture;
use crate::render::figure::{Figure, Paper};

/// The whole page of these results.
pub(super) fn report(results: &Results) -> Result<String, Box<dyn Error>> {
    let figures: Vec<Figure> = results.drawings(Paper::A4).into_iter().filter_map(|draw| draw()).collect();
    let pictures: Vec<Picture> = figures.iter().map(|figure| Picture::new(figure, None)).collect();
    Ok(String::from_utf8(render::html(results, &[], &pictures)?)?)
}
