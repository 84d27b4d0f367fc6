//! Opens an .xlsx workbook as what it is, an archive whose parts are XML, within limits, whoever made it.
//!
//! ECMA-376. Readers made for whole workbooks take a part's own word for how much memory to set aside; this one does not.

use super::super::limits::{LARGEST_PART, MOST_NODES};
use roxmltree::{Document, Node, ParsingOptions};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// What is wrong, and what to do if it is nothing usual.
#[derive(Debug)]
pub(in crate::scenario) struct Fault {
    pub(in crate::scenario) message: String,
    pub(in crate::scenario) help: Option<String>,
}

impl Fault {
    pub(super) fn of(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    pub(super) fn damaged() -> Self {
        Self::of("the workbook is damaged, or no .xlsx workbook")
    }
}

/// Id, kind and part of what one part refers to.
pub(super) type Related = Vec<(String, String, String)>;

/// The archive, its parts read within limits.
pub(super) struct Archive<'b>(ZipArchive<Cursor<&'b [u8]>>);

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Fault> {
        ZipArchive::new(Cursor::new(bytes)).map(Self).map_err(|_| Fault::damaged())
    }

    /// The text of a part; `None` where there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Ok(part) = self.0.by_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        // What the archive says of the size is not trusted: one byte more than is allowed tells.
        part.take(LARGEST_PART as u64 + 1).read_to_end(&mut bytes).map_err(|_| Fault::damaged())?;
        if bytes.len() > LARGEST_PART {
            let message = "the workbook holds more than 32 MiB in one part once it is unpacked";
            let help = "keep to one table, without pictures and formats of empty cells, or save the sheet as CSV";
            return Err(Fault { message: message.to_owned(), help: Some(help.to_owned()) });
        }
        String::from_utf8(bytes).map(Some).map_err(|_| Fault::damaged())
    }

    /// What `part` refers to; the whole archive where that is empty.
    pub(super) fn related(&mut self, part: &str) -> Result<Related, Fault> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let between = if folder.is_empty() { "" } else { "/" };
        let Some(text) = self.part(&format!("{folder}{between}_rels/{file}.rels"))? else { return Ok(Vec::new()) };
        let document = parsed(&text)?;
        let related = elements(document.root_element(), "Relationship").filter_map(|one| {
            let kind = one.attribute("Type")?.rsplit('/').next()?.to_owned();
            Some((one.attribute("Id")?.to_owned(), kind, joined(folder, one.attribute("Target")?)))
        });
        Ok(related.collect())
    }
}

/// The part that a reference from `folder` leads to.
fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

pub(super) fn parsed(text: &str) -> Result<Document<'_>, Fault> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => {
            Fault::of("the workbook holds too many cells to be a scenario, or a table of people or costs")
        }
        _ => Fault::damaged(),
    })
}

/// The children of this name, in whatever namespace.
pub(super) fn elements<'a, 'i: 'a>(node: Node<'a, 'i>, name: &'a str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}
