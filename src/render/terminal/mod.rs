//! Sets a document for the terminal: the same blocks as every paper, broken at its width.
//!
//! Colour is written always; whoever prints takes it away where `NO_COLOR` is set or nobody watches.

mod page;

use self::page::Page;
use super::document::{Block, Depth, Document, Table, Verdict};

/// The widths that text is set for; beyond them lines are too short or too long to be read.
const WIDTHS: [u16; 2] = [60, 120];

/// The text of a document, `width` columns wide; `files` are the paths written, for its last lines.
#[must_use]
pub fn terminal(document: Document, depth: Depth, width: u16, files: &[String]) -> String {
    let document = document.at(depth, &[]);
    let mut page = Page::new(width.clamp(WIDTHS[0], WIDTHS[1]));
    if !document.title.is_empty() {
        page.title(&document.title);
    }
    document.verdict.iter().for_each(|verdict| set_verdict(&mut page, verdict));
    document.lead.iter().for_each(|sentence| page.say(sentence));
    if !document.facts.is_empty() {
        let facts: Vec<String> = document.facts.iter().map(|(name, value)| format!("{name}: {value}.")).collect();
        page.say(&facts.join(" "));
    }
    for section in &document.sections {
        if section.headed() {
            page.heading(&section.title);
        }
        section.blocks.iter().for_each(|block| set(&mut page, block));
    }
    if !files.is_empty() {
        page.heading("Files");
        files.iter().for_each(|file| page.say(file));
    }
    page.finish()
}

fn set(page: &mut Page, block: &Block) {
    match block {
        Block::Paragraph(text) | Block::Formula(text) => page.say(text),
        Block::Caution(text) => page.say(&format!("Caution. {text}")),
        Block::Heading(text) => page.heading(text),
        Block::List(points) => points.iter().for_each(|point| page.point(point)),
        Block::Terms(terms) => terms.iter().for_each(|(term, text)| page.point(&format!("{term}: {text}"))),
        Block::Finding(finding) => {
            if !finding.question.is_empty() {
                page.heading(&finding.question);
            }
            page.say(&finding.headline);
            finding.sentences.iter().for_each(|sentence| page.point(sentence));
        }
        Block::Table(table) => set_table(page, table),
        Block::Figure(_) => {}
    }
}

/// The answer, its numbers and its caveat.
fn set_verdict(page: &mut Page, verdict: &Verdict) {
    verdict.changes.iter().for_each(|changes| page.say(changes));
    page.heading(&verdict.question);
    page.say(&verdict.sentence);
    let room = verdict.numbers.iter().map(|number| number.value.chars().count()).max().unwrap_or(0);
    for number in &verdict.numbers {
        page.number(&number.value, room, &format!("{} ({})", number.label, number.note));
    }
    page.say(&format!("Caution. {}", verdict.caveat));
    page.space();
}

fn set_table(page: &mut Page, table: &Table) {
    if !table.caption.is_empty() {
        page.say(&format!("{}:", table.caption));
    }
    let columns = table.columns.iter().filter(|column| !column.beside);
    let head: Vec<&str> = columns.clone().map(|column| column.head.as_str()).collect();
    let texts = columns.take_while(|column| !column.numeric).count();
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| cells(table, row)).collect();
    page.table(&head, &rows, texts);
    table.notes.iter().for_each(|note| page.point(note));
}

/// The printed cells of a row; what belongs to the numbers before it stands below them.
fn cells(table: &Table, row: &super::document::Row) -> Vec<String> {
    let mut printed: Vec<String> = Vec::with_capacity(row.cells.len());
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        let text = cell.print();
        match printed.last_mut().filter(|_| column.beside) {
            Some(before) if !text.is_empty() => {
                before.push('\n');
                before.push_str(&text);
            }
            Some(_) => {}
            None => printed.push(text),
        }
    }
    printed
}
