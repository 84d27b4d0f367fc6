//! Loads a scenario file and the files that it extends, and lays each as a patch on the one before.

use super::defaults;
use super::diagnostic::Collected;
use super::links;
use super::parse::parse;
use super::patch::{Patch, PatchOrigin};
use super::scale::scale_all;
use super::source::{Encoding, Files, Sources, elsewhere, within};
use super::strange::strange;
use super::table;
#[cfg(feature = "xlsx")]
use super::tree::Notes;
use super::tree::{Content, Node, Pair, Span};
use crate::scenario::limits::{LARGEST_FILE, MOST_FILES};
use std::path::{Path, PathBuf};

/// Loads files into the sources.
pub(super) struct Loading<'f> {
    /// How files are reached.
    pub(super) files: &'f dyn Files,
    /// Every text so far.
    pub(super) sources: Sources,
    /// Every fault so far.
    pub(super) faults: Collected,
    /// The horizon as the file that extends no other has it.
    pub(super) first_horizon: Option<Node>,
    /// Remarks of the last workbook that belong to no value, each with the path that it stands before.
    #[cfg(feature = "xlsx")]
    pub(super) notes: Notes,
}

impl<'f> Loading<'f> {
    /// Loads files that are reached in this way; nothing is loaded yet.
    pub(super) fn of(files: &'f dyn Files) -> Self {
        Self {
            files,
            sources: Sources::default(),
            faults: Collected::default(),
            first_horizon: None,
            #[cfg(feature = "xlsx")]
            notes: Vec::new(),
        }
    }

    /// The tree of a scenario file with all that it extends, defaults of support copied.
    pub(super) fn scenario(&mut self, path: &Path) -> Option<Node> {
        let mut chain: Vec<Node> = Vec::new();
        let mut seen: Vec<PathBuf> = vec![path.to_path_buf()];
        let mut next = self.written(path, None);
        loop {
            let mut tree = next?;
            links::open_all(&mut tree);
            let extends = take(&mut tree, "extends");
            chain.push(tree);
            let Some(extends) = extends else { break };
            let (parent, place) = self.relative(&extends, "extends")?;
            if seen.contains(&parent) || seen.len() >= MOST_FILES {
                let message = if seen.contains(&parent) {
                    format!("`{}` extends itself, directly or by way of another file", parent.display())
                } else {
                    format!("more than {MOST_FILES} files extend one another")
                };
                return self.faults.refuse(place.at("extends"), message, "extend a file that stands on its own");
            }
            seen.push(parent.clone());
            next = self.written(&parent, Some((place, "extends")));
        }
        self.merge(chain)
    }

    /// Lays each file on its parent, the last of the chain.
    fn merge(&mut self, mut chain: Vec<Node>) -> Option<Node> {
        let mut root = chain.pop()?;
        self.first_horizon = root.get("horizon").cloned();
        defaults::copy(&mut root, &mut self.faults);
        while let Some(mut child) = chain.pop() {
            let scale = take(&mut child, "scale");
            let span = child.span;
            Patch { origin: PatchOrigin::File, faults: &mut self.faults }.apply(&mut root, &child, span);
            if let Some(scale) = scale {
                scale_all(&mut root, &scale.node, scale.key_span, PatchOrigin::File, &mut self.faults);
            }
        }
        Some(root)
    }

    /// The tree of a scenario file, text or workbook, unless it is something else.
    pub(super) fn written(&mut self, path: &Path, asked: Option<(Span, &str)>) -> Option<Node> {
        let bytes = self.bytes(path, asked)?;
        if cfg!(feature = "xlsx") && table::is_workbook(&bytes) {
            return self.workbook(path, bytes, asked);
        }
        match strange(path, &bytes) {
            Some((message, help)) => self.faults.refuse(asked.map(|(span, key)| span.at(key)), message, help),
            None => self.text(path, bytes).and_then(|source| self.tree(source)),
        }
    }

    /// The tree of a workbook.
    #[cfg(feature = "xlsx")]
    fn workbook(&mut self, path: &Path, bytes: Vec<u8>, asked: Option<(Span, &str)>) -> Option<Node> {
        match super::workbook::input(&bytes, self.sources.next(), &mut self.faults) {
            Ok(input) => {
                self.sources.add_workbook(path, bytes, input.text, input.cells);
                self.notes = input.notes;
                input.tree
            }
            Err((message, help)) => {
                let message = format!("`{}`: {message}", path.display());
                self.faults.refuse(asked.map(|(span, key)| span.at(key)), message, help)
            }
        }
    }

    #[cfg(not(feature = "xlsx"))]
    fn workbook(&mut self, _: &Path, _: Vec<u8>, _: Option<(Span, &str)>) -> Option<Node> {
        None
    }

    /// Reads a text file into the sources; `asked` is what names it.
    pub(super) fn file(&mut self, path: &Path, asked: Option<(Span, &str)>) -> Option<usize> {
        let bytes = self.bytes(path, asked)?;
        self.text(path, bytes)
    }

    /// Reads a table into the sources: a text file, or the sheet of a workbook that follows a `#` in `path`, the first one
    /// without.
    pub(super) fn table(&mut self, path: &Path, asked: Option<(Span, &str)>) -> Option<usize> {
        let (path, sheet) = table::sheet_of(path);
        let bytes = self.bytes(&path, asked)?;
        let place = || asked.map(|(span, key)| span.at(key));
        if sheet.is_none() && table::is_stored(&path, &bytes) {
            let message = format!("`{}` is a Parquet file, which only `samples` reads", path.display());
            return self.faults.refuse(place(), message, "save the table as CSV and name that file");
        }
        if sheet.is_none() && !table::is_workbook(&bytes) {
            return self.text(&path, bytes);
        }
        match table::of_workbook(&bytes, sheet.as_deref()) {
            Ok((sheet, text)) => Some(self.sources.add_sheet(&path, bytes, sheet, text)),
            Err((fault, help)) => self.faults.refuse(place(), format!("`{}`: {fault}", path.display()), help),
        }
    }

    /// Reads a file of any kind; `asked` is what names it.
    pub(super) fn bytes(&mut self, path: &Path, asked: Option<(Span, &str)>) -> Option<Vec<u8>> {
        let place = || asked.map(|(span, key)| span.at(key));
        let bytes = match self.files.read(path) {
            Ok(bytes) => bytes,
            Err(reason) => {
                let message = format!("`{}` cannot be read: {reason}", path.display());
                let help = match self.files.near(path) {
                    Some(near) => format!("did you mean `{}`?", near.display()),
                    None => "check the name and the folder".to_owned(),
                };
                return self.faults.refuse(place(), message, help);
            }
        };
        if bytes.len() > LARGEST_FILE {
            let message = format!("`{}` is larger than 4 MiB", path.display());
            return self.faults.refuse(place(), message, "no scenario needs so much text; is it the right file?");
        }
        Some(bytes)
    }

    fn text(&mut self, path: &Path, bytes: Vec<u8>) -> Option<usize> {
        let (source, encoding) = self.sources.add_file(path, bytes);
        let help = "save it as UTF-8: in Notepad choose Save As and the encoding UTF-8";
        match encoding {
            Ok(()) => Some(source),
            Err(Encoding::Unknown(at)) => {
                let span = Span { source, start: at, end: at + 1 };
                let message = "the file is not saved as UTF-8, so this character cannot be read for certain";
                self.faults.refuse(span.at(""), message, help)
            }
            Err(Encoding::BrokenUtf16) => {
                let message = format!("`{}` starts like UTF-16 text but is damaged", path.display());
                self.faults.refuse(None, message, help)
            }
        }
    }

    /// The tree of a source, which must hold keys.
    pub(super) fn tree(&mut self, source: usize) -> Option<Node> {
        let text = self.sources.get(source)?.text().to_owned();
        let before = self.faults.len();
        let tree = parse(&text, 0, source, &mut self.faults);
        match tree {
            Some(tree) if tree.is_map() => Some(tree),
            Some(Node { content: Content::Empty { .. }, span, .. }) => self.empty(span),
            Some(tree) => self.faults.refuse(
                tree.span.at(""),
                "the file does not start with a key such as `title:`",
                "write `key: value`, one to a line, with a space after each colon",
            ),
            None if self.faults.len() == before => self.empty(Span { source, start: 0, end: 0 }),
            None => None,
        }
    }

    /// Says that a file is empty.
    fn empty<T>(&mut self, span: Span) -> Option<T> {
        self.faults.refuse(span.at(""), "the file is empty", "a scenario starts with `title: …`")
    }

    /// Where a path that the scenario names leads, and where it is named.
    pub(super) fn relative(&mut self, pair: &Pair, key: &str) -> Option<(PathBuf, Span)> {
        let span = pair.node.span;
        let Content::Text(written) = &pair.node.content else {
            let help = format!("write `{key}: FILE`, a path relative to this file");
            return self.faults.refuse(pair.key_span.at(key), format!("`{key}` needs the name of one file"), help);
        };
        let directory = self.sources.get(span.source)?.directory().to_path_buf();
        let path = within(&directory, written).or_else(|| elsewhere(&directory, written, self.files));
        if path.is_none() {
            let message = format!("`{written}` does not lie in the folder of the scenario");
            let help = "put the file beside the scenario or in a folder below it, and name it with `/` between \
                        folders; or allow its folder with --allow-path DIR";
            self.faults.fault(span.at(key), message, help);
        }
        path.map(|path| (path, span))
    }
}

/// Takes a key out of a tree.
fn take(tree: &mut Node, key: &str) -> Option<Pair> {
    let pairs = tree.pairs_mut()?;
    let index = pairs.iter().position(|pair| pair.key == key)?;
    Some(pairs.remove(index))
}
