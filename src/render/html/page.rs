//! Fills the template of the page with a report and its figures.

use crate::quantity::printable;
use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::drawing::inline;
use crate::estimate::Results;
use crate::render::answer::{Companion, report};
use crate::render::document::{Block, Document, Picture, Role};
use crate::render::font;
use crate::render::number::kept_together;

/// The typeface of the figures, embedded so that they look the same everywhere.
const FONTS: [(&str, &[u8]); 2] = [("400", font::REGULAR), ("600", font::SEMIBOLD)];

#[derive(Template)]
#[template(path = "report.html", config = "src/render/html/askama.toml")]
struct Page<'a> {
    report: &'a Document,
    figures: Vec<Figure<'a>>,
    style: &'static str,
    fonts: String,
    generator: String,
    caveat: String,
}

impl<'a> Page<'a> {
    fn figure(&self, id: &str) -> Option<&Figure<'a>> {
        self.figures.iter().find(|figure| figure.picture.id == id)
    }
}

/// A figure with its drawing made safe to stand in the page.
struct Figure<'a> {
    picture: Picture<'a>,
    drawing: Option<String>,
}

/// The bytes of report.html, with its `companions` in short.
///
/// # Errors
///
/// When the template cannot be written, which does not happen to a string in memory.
pub fn html(results: &Results, companions: &[&dyn Companion], pictures: &[Picture]) -> Result<Vec<u8>, askama::Error> {
    let figures: Vec<&str> = pictures.iter().map(|picture| picture.id).collect();
    let report = report(results, companions, &figures);
    let page = Page {
        report: &report,
        figures: pictures.iter().map(|&picture| Figure { picture, drawing: inline(&picture) }).collect(),
        style: include_str!("style.css"),
        fonts: font_faces(),
        generator: format!("{} {}", results.generator.name, results.generator.version),
        caveat: format!("{} · seed {} · {}", results.scenario.file, results.run.seed, short(&results.scenario.sha256)),
    };
    Ok(kept_together(&printable(&page.render()?)).into_bytes())
}

/// Rules that carry the fonts within the page.
fn font_faces() -> String {
    let mut rules = String::new();
    for (weight, bytes) in FONTS {
        rules.push_str(&format!(
            "@font-face{{font-family:\"Open Sans\";font-weight:{weight};src:url(data:font/ttf;base64,{})}}\n",
            STANDARD.encode(bytes)
        ));
    }
    rules
}

/// The head of a hash, enough to tell two scenarios apart at a glance.
fn short(hash: &str) -> String {
    format!("scenario {}", hash.chars().take(12).collect::<String>())
}
