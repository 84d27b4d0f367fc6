//! Collects every sentence of a document and of captions, each with the place where it stands.

use averted::estimate::Results;
use averted::render::caption::{self, Caption};
use averted::render::document::{Block, Document, Table};

use crate::claim::Said;
use crate::sentence::sentences;

/// Sections that define and list, and claim nothing of the draws.
const DEFINE: [&str; 5] = ["figures", "method", "glossary", "reproduce", "assumptions"];

struct Paper(Vec<Said>);

impl Paper {
    fn say(&mut self, place: &str, text: &str) {
        let place = place.to_owned();
        self.0.extend(sentences(text).into_iter().map(|text| Said { place: place.clone(), text: text.to_owned() }));
    }

    fn block(&mut self, place: &str, block: &Block) {
        match block {
            Block::Paragraph(text) | Block::Caution(text) => self.say(place, text),
            Block::List(points) => points.iter().for_each(|point| self.say(place, point)),
            Block::Finding(finding) => {
                let place = if finding.question.is_empty() { place } else { &finding.question };
                self.say(place, &finding.headline);
                finding.sentences.iter().for_each(|sentence| self.say(place, sentence));
            }
            Block::Table(table) => {
                let of = if table.caption.is_empty() { place } else { &table.caption };
                let place = format!("note of {of}");
                table.notes.iter().for_each(|note| self.say(&place, note));
            }
            Block::Heading(_) | Block::Figure(_) | Block::Formula(_) | Block::Terms(_) => {}
        }
    }
}

/// Every sentence of a document, but of what defines and lists.
pub(crate) fn document(document: &Document) -> Vec<Said> {
    let mut paper = Paper(Vec::new());
    document.lead.iter().for_each(|sentence| paper.say("lead", sentence));
    for section in document.sections.iter().filter(|section| !DEFINE.contains(&section.id)) {
        for block in section.blocks.iter().chain(&section.details) {
            paper.block(&section.title, block);
        }
    }
    paper.0
}

/// Every table of a document.
pub(crate) fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.sections.iter().flat_map(|section| section.blocks.iter().chain(&section.details));
    blocks
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .collect()
}

/// Every sentence of the captions of a run: titles, and the lines under the figures.
pub(crate) fn captions(results: &Results) -> Vec<Said> {
    let all: [(&str, Option<Caption>); 11] = [
        ("average", caption::average(results)),
        ("bridge", caption::bridge(results)),
        ("chance", caption::chance(results)),
        ("convergence", caption::convergence(results)),
        ("effects", caption::effects(results)),
        ("meta", caption::meta(results)),
        ("outcomes", caption::outcomes(results)),
        ("payback", caption::payback(results)),
        ("payers", caption::payers(results)),
        ("person", caption::person(results)),
        ("views", caption::views(results)),
    ];
    let mut paper = Paper(Vec::new());
    for (name, caption) in all.into_iter().filter_map(|(name, caption)| Some((name, caption?))) {
        paper.say(&format!("title of {name}"), &caption.title);
        caption.lines.iter().for_each(|line| paper.say(&format!("under {name}"), line));
    }
    paper.0
}
