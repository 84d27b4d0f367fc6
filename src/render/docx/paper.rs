//! Makes the two Word papers of some results: the briefing, and the answer on one page.

use zip::result::ZipError;

use super::look::Look;
use super::media::placed;
use super::package::{Imprint, pack};
use super::set::{Figures, body};
use super::template::Template;
use crate::estimate::Results;
use crate::render::answer::{Companion, beside};
use crate::render::document::{self, Depth, Document, Picture};

/// Greatest height of a figure of the briefing, in points.
const TALLEST: f64 = 255.0;
/// Width of a figure of the briefing below which its words would be too small, in points: 12 cm.
const NARROWEST: f64 = 340.0;
/// A figure of less height than this is not worth its room, in points.
const SHORTEST: f64 = 110.0;
/// The part of a page that is left free, for fonts that run wider or higher than estimated.
const SPARE: f64 = 0.03;

/// The bytes of briefing.docx, with what `companions` say, in the house style of `template` where there is one.
///
/// The same results give the same bytes.
///
/// # Errors
///
/// When the package cannot be put together in memory, which does not happen to a few small parts.
pub fn briefing_docx(
    results: &Results,
    companions: &[&dyn Companion],
    pictures: &[Picture],
    template: Option<&Template>,
) -> Result<Vec<u8>, ZipError> {
    let document = document::briefing(results, &beside(companions), &drawn(pictures));
    write(document, results, pictures, template, |_, _| Figures {
        tallest: TALLEST,
        narrowest: NARROWEST,
        numbered: true,
    })
}

/// The bytes of onepage.docx: one page, whose figure takes the room that the words leave.
///
/// # Errors
///
/// When the package cannot be put together in memory.
pub fn onepage_docx(
    results: &Results,
    companions: &[&dyn Companion],
    pictures: &[Picture],
    template: Option<&Template>,
) -> Result<Vec<u8>, ZipError> {
    let (beside, drawn) = (beside(companions), drawn(pictures));
    let left = |look: &Look, words: f64| look.sheet.height * (1.0 - SPARE) - words;
    let compose =
        |(points, chart): (usize, bool)| document::onepage(results, &beside, if chart { &drawn } else { &[] }, points);
    let fits = |document: &Document| {
        let look = look(document, template);
        let charted = document.sections.iter().any(|section| section.id == "chart");
        left(&look, height(document, pictures, &look)) >= if charted { SHORTEST } else { 0.0 }
    };
    // Long labels leave fewer points room, and then no chart.
    let points = || (1..=document::MOST_POINTS).rev();
    let tried = points().map(|points| (points, true)).chain(points().map(|points| (points, false)));
    let document = tried.map(compose).find(fits).unwrap_or_else(|| compose((0, false)));
    write(document, results, pictures, template, |look, words| {
        let left = left(look, words);
        Figures { tallest: if left < SHORTEST { 0.0 } else { left }, narrowest: 0.0, numbered: false }
    })
}

/// What a document is set in.
fn look(document: &Document, template: Option<&Template>) -> Look {
    template.map_or_else(|| Look::ours(&document.title), |template| template.look(&document.title))
}

/// The height that a document takes but for its pictures: a figure of next to no height has its caption, and no more.
fn height(document: &Document, pictures: &[Picture], look: &Look) -> f64 {
    let none = Figures { tallest: f64::MIN_POSITIVE, narrowest: 0.0, numbered: false };
    body(document, &placed(document, pictures), look, none).1
}

/// The names of the figures that can be placed.
fn drawn<'a>(pictures: &[Picture<'a>]) -> Vec<&'a str> {
    pictures.iter().filter(|picture| picture.png.is_some()).map(|picture| picture.id).collect()
}

/// Sets a document; `figures` is how its figures are set, given the height that it takes without their pictures.
fn write(
    document: Document,
    results: &Results,
    pictures: &[Picture],
    template: Option<&Template>,
    figures: impl Fn(&Look, f64) -> Figures,
) -> Result<Vec<u8>, ZipError> {
    let document = document.at(Depth::Full, &drawn(pictures));
    let media = placed(&document, pictures);
    let look = look(&document, template);
    let figures = figures(&look, height(&document, pictures, &look));
    let (body, _) = body(&document, &media, &look, figures);
    let creator = format!("{} {}", results.generator.name, results.generator.version);
    let shown = if figures.tallest > 0.0 { media.as_slice() } else { &[] };
    pack(Imprint { title: &document.title, creator: &creator }, &body, &look, shown)
}
