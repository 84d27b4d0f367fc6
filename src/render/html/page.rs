//! Fills the template of a page with a document and its figures.

use crate::quantity::{group_name, printable};
use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::drawing::inline;
use super::links::{Links, Terms, anchor};
use super::policy::policy;
use crate::estimate::{Generator, Results};
use crate::render::answer::{Companion, beside, report};
use crate::render::document::{self, Block, Cell, Depth, Document, Picture, Role, Section};
use crate::render::font;
use crate::render::number::kept_together;

/// The typeface of the figures, embedded so that they look the same everywhere.
const FONTS: [(&str, &[u8]); 2] = [("400", font::REGULAR), ("600", font::SEMIBOLD)];

/// What a page can do where scripts may run: open what a link leads to, put tables in order, show values of figures.
pub(super) const SCRIPT: &str = include_str!("page.js");

/// The section whose terms are linked wherever they are used.
const GLOSSARY: &str = "glossary";

/// From so many sections on a page has a list of them.
const LISTED: usize = 4;

#[derive(Template)]
#[template(path = "page.html", config = "src/render/html/askama.toml")]
struct Page<'a> {
    document: &'a Document,
    figures: Vec<Figure<'a>>,
    terms: Terms<'a>,
    style: &'static str,
    script: &'static str,
    policy: &'static str,
    generator: String,
    /// What the results were made from; `None` without results.
    source: Option<String>,
}

impl<'a> Page<'a> {
    fn figure(&self, id: &str) -> Option<&Figure<'a>> {
        self.figures.iter().find(|figure| figure.picture.id == id)
    }

    /// The figure that stands under the answer: the first.
    fn first(&self) -> Option<&Figure<'a>> {
        let mut blocks = self.document.sections.iter().flat_map(|section| &section.blocks);
        blocks.find_map(|block| if let Block::Figure(id) = block { self.figure(id) } else { None })
    }

    /// The figure at its place, unless it was not drawn or stands under the answer.
    fn later(&self, id: &str) -> Option<&Figure<'a>> {
        self.figure(id).filter(|figure| self.first().is_none_or(|first| first.picture.id != figure.picture.id))
    }

    fn links(&self) -> Links<'_> {
        self.terms.links()
    }

    /// Sections that hold more than the figure under the answer.
    fn sections(&self) -> Vec<&Section> {
        let stands = |block: &Block| !matches!(block, Block::Figure(id) if self.later(id).is_none());
        let holds = |section: &&Section| !section.details.is_empty() || section.blocks.iter().any(stands);
        self.document.sections.iter().filter(holds).collect()
    }

    fn listed(&self) -> bool {
        self.document.sections.len() >= LISTED
    }

    fn folded(&self) -> bool {
        self.document.sections.iter().any(|section| !section.details.is_empty())
    }

    /// Whether the terms of a section are linked to.
    #[expect(clippy::unused_self, reason = "a template calls methods")]
    fn explains(&self, section: &Section) -> bool {
        section.id == GLOSSARY
    }
}

/// A figure with its drawing made safe to stand in the page.
struct Figure<'a> {
    picture: Picture<'a>,
    drawing: Option<String>,
}

/// Points of what would change the answer on one page: what fits however long the labels are.
const POINTS: usize = 2;

/// The bytes of report.html, with its `companions` in short.
///
/// # Errors
///
/// When the template cannot be written, which does not happen to a string in memory.
pub fn html(results: &Results, companions: &[&dyn Companion], pictures: &[Picture]) -> Result<Vec<u8>, askama::Error> {
    let figures: Vec<&str> = pictures.iter().map(|picture| picture.id).collect();
    html_of(&report(results, companions, &figures, Depth::Foldable), results, pictures)
}

/// The bytes of onepage.html, which prints on one page of A4.
///
/// # Errors
///
/// As [`html`].
pub fn onepage_html(
    results: &Results,
    companions: &[&dyn Companion],
    pictures: &[Picture],
) -> Result<Vec<u8>, askama::Error> {
    let figures: Vec<&str> = pictures.iter().map(|picture| picture.id).collect();
    let document = document::onepage(results, &beside(companions), &figures, POINTS);
    html_of(&document.at(Depth::Full, &figures), results, pictures)
}

/// The bytes of a page with any document of these results; its details are folded.
///
/// # Errors
///
/// When the template cannot be written, which does not happen to a string in memory.
pub fn html_of(document: &Document, results: &Results, pictures: &[Picture]) -> Result<Vec<u8>, askama::Error> {
    let style = style();
    let policy = policy(&style, SCRIPT);
    page(document, Some(results), pictures, &Assets { style: &style, script: SCRIPT, policy: &policy, data: "" })
}

/// The style of every page, its fonts within it.
pub(super) fn style() -> String {
    format!("{}{}", font_faces(), include_str!("style.css"))
}

/// What a page has beside its words.
pub(super) struct Assets<'a> {
    pub(super) style: &'a str,
    pub(super) script: &'a str,
    pub(super) policy: &'a str,
    /// Elements that hold what the script reads.
    pub(super) data: &'a str,
}

/// A page with these assets; without results it is about none.
pub(super) fn page(
    document: &Document,
    results: Option<&Results>,
    pictures: &[Picture],
    assets: &Assets<'_>,
) -> Result<Vec<u8>, askama::Error> {
    let generator = results.map_or_else(Generator::default, |results| results.generator.clone());
    let source = |results: &Results| {
        format!("{} · seed {} · {}", results.scenario.file, results.run.seed, short(&results.scenario.sha256))
    };
    let page = Page {
        document,
        figures: pictures.iter().map(|&picture| Figure { picture, drawing: inline(&picture) }).collect(),
        terms: Terms::new(glossary(document), results.map(names).unwrap_or_default()),
        policy: STAND_IN[0],
        style: STAND_IN[1],
        script: STAND_IN[2],
        generator: format!("{} {}", generator.name, generator.version),
        source: results.map(source),
    };
    // Words are set with care for spaces; what a browser computes a hash of must stay as it is.
    let text = kept_together(&printable(&page.render()?)).to_string();
    let text = text.replacen(STAND_IN[0], assets.policy, 1).replacen(STAND_IN[1], assets.style, 1);
    let Some((before, after)) = text.rsplit_once(STAND_IN[2]) else { return Ok(text.into_bytes()) };
    let before = before.strip_suffix("<script>").unwrap_or(before);
    Ok([before, assets.data, "<script>", assets.script, after].concat().into_bytes())
}

/// What stands in the template where policy, style and script come: the first two before any words of a scenario, the
/// last after all of them.
const STAND_IN: [&str; 3] = ["/*policy*/", "/*style*/", "/*script*/"];

/// The terms that the document explains.
fn glossary(document: &Document) -> impl Iterator<Item = &str> {
    let sections = document.sections.iter().filter(|section| section.id == GLOSSARY);
    let blocks = sections.flat_map(|section| section.blocks.iter().chain(&section.details));
    let terms = blocks.filter_map(|block| if let Block::Terms(terms) = block { Some(terms) } else { None });
    terms.flatten().map(|(term, _)| term.as_str())
}

/// What the scenario calls its own things.
fn names(results: &Results) -> Vec<String> {
    let mut names = vec![results.scenario.title.clone()];
    names.extend(results.payers.iter().map(|(_, payer)| payer.label.clone()));
    names.extend(results.groups.iter().map(|(id, _)| group_name(id)));
    names.extend(results.events.iter().map(|(_, event)| event.label.clone()));
    names.extend(results.outcomes.iter().map(|(_, outcome)| outcome.label.clone()));
    names.extend(results.outcomes.iter().filter_map(|(_, outcome)| outcome.beneficiary.clone()));
    names.extend(results.segments.iter().map(|(_, segment)| segment.label.clone()));
    names.extend(results.views.iter().map(|(_, view)| view.label.clone()));
    names.extend(results.targets.iter().map(|(_, target)| target.label.clone()));
    names
}

/// What a line that opens the details of a section says they are: the tables in them by their captions.
fn details_of(section: &Section) -> String {
    let captions = section.details.iter().filter_map(|block| match block {
        Block::Table(table) if !table.caption.is_empty() => Some(table.caption.as_str()),
        _ => None,
    });
    let captions: Vec<&str> = captions.collect();
    if captions.is_empty() { "In more detail".to_owned() } else { captions.join(" · ") }
}

/// The number by which a script puts a cell in order, to six figures; empty of text.
fn order(cell: &Cell) -> String {
    cell.value().filter(|value| value.is_finite()).map_or_else(String::new, |value| {
        let rounded = format!("{value:.5e}").parse().unwrap_or(value);
        format!("{rounded}")
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_put_in_order_by_the_number_behind_them() {
        assert_eq!(order(&Cell::Money(-1_234_567.8, 9.0)), "-1234570");
        assert_eq!(order(&Cell::MoneyRange([(0.000_012_345_678, 0.0), (5.0, 0.0)])), "0.0000123457");
        assert_eq!(order(&Cell::text("9")), "");
        assert_eq!(order(&Cell::Plain(f64::NAN)), "");
    }
}
