//! Writes the reference of the language, whole for src/doc/language.md and block by block for `averted explain`.

use crate::model::WARNINGS;
use crate::quantity::capital;
use crate::render::document::{Block, Cell, Column, Document, Row, Section, Table, glossary};
use crate::scenario::{BlockEntry, KeyEntry, Reference, SpellingEntry};

/// The whole reference.
pub(super) fn document(language: &Reference) -> Document {
    let mut sections: Vec<Section> = language.blocks.iter().map(block).collect();
    sections.push(spellings(&language.spellings));
    let remarks = "These may stand in every block, and beside every value in braces.";
    let of_remarks = language.remarks.iter().map(|(key, about)| Row::body(texts([*key, *about])));
    let table = Table::new("", columns(&["key", "what it says"]), of_remarks);
    sections.push(Section::new("remarks", "Remarks", vec![Block::say(remarks), Block::Table(table)]));
    let silence =
        "A warning changes no number. silence: {W07: reason} at the top level hides one; the reason is printed.";
    let warnings = WARNINGS.iter().map(|rule| Row::body(texts([rule.id, rule.about])));
    let table = Table::new("", columns(&["id", "what it warns of"]), warnings);
    sections.push(Section::new("warnings", "Warnings", vec![Block::say(silence), Block::Table(table)]));
    let terms = glossary().map(|(term, meaning)| (term.to_owned(), meaning.to_owned()));
    sections.push(Section::new("terms", "Terms", vec![Block::Terms(terms.collect())]));
    let lead = [
        "Every key of a scenario file and of a library of unit costs, with what may stand after its colon, what holds \
         where it is left out, and what it says. averted explain says the same key by key.",
        "Written by averted explain --all from the table that scenario files are read with; a test holds it to that.",
    ];
    let lead = lead.map(str::to_owned).into();
    Document { title: "The scenario language".to_owned(), lead, sections, ..Document::default() }
}

/// A block with its keys.
pub(super) fn block(block: &BlockEntry) -> Section {
    let keys = block.keys.iter().map(|key| Row::body(texts([key.name, &key.holds, left_out(key), key.about])));
    let table = Table::new("", columns(&["key", "what it holds", "left out", "what it says"]), keys);
    let mut blocks = vec![Block::say(block.about), Block::say(standing(&block.places))];
    blocks.extend(block.rules.iter().map(Block::say));
    blocks.push(Block::Table(table));
    Section::new(block.id, capital(block.name), blocks)
}

/// Where something stands, by its paths.
pub(super) fn standing(paths: &[String]) -> String {
    match paths {
        [only] if only.is_empty() => "It is the whole file.".to_owned(),
        [only] if only.starts_with('*') => format!("It stands at {only} in a library of unit costs."),
        _ => format!("It stands at {}.", paths.join(" and ")),
    }
}

/// What holds where a key is left out.
fn left_out(key: &KeyEntry) -> &str {
    if key.required { "required" } else { key.default.unwrap_or("–") }
}

/// The ways to spell a value in braces.
fn spellings(list: &[SpellingEntry]) -> Section {
    let about = "A value is written plainly, such as 35%, £1,200, 1.2 per year or 1.5, or in braces in one of these ways, \
                 with its remarks beside it: {pert: {low: 5%, mode: 15%, high: 30%}, source: a report}.";
    let rows = list.iter().map(|way| Row::body(texts([&way.written, way.kinds.unwrap_or("–"), way.about])));
    let table = Table::new("", columns(&["how it is written", "for", "what it says"]), rows);
    Section::new("values", "Values", vec![Block::say(about), Block::Table(table)])
}

fn columns(heads: &[&str]) -> Vec<Column> {
    heads.iter().map(|head| Column::text(head)).collect()
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<Cell> {
    texts.map(Cell::text).into()
}
