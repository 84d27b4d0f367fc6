//! Keeps every text that a scenario is read from, so that a message can show the line it is about.

use super::table::cell_name;
use std::path::{Component, Path, PathBuf};

/// The only way in which this layer reaches files: the command line reads the disk, tests read from memory.
pub trait Files {
    /// The bytes of the file at `path`.
    ///
    /// # Errors
    /// A sentence that says why it cannot be read.
    fn read(&self, path: &Path) -> Result<Vec<u8>, String>;

    /// The file whose name is nearest to one that is not there, if any is near enough to have been meant.
    fn near(&self, _path: &Path) -> Option<PathBuf> {
        None
    }

    /// Whether a scenario may refer to the file at `path`, which is not in its folder; never, unless the user said so.
    fn allows(&self, _path: &Path) -> bool {
        false
    }
}

/// One text: a scenario file, a parent file, a `--set` argument, a library, a table of case studies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    name: String,
    directory: PathBuf,
    text: String,
    original: Option<Vec<u8>>,
    file: Option<PathBuf>,
    sheet: Option<String>,
    /// Of a workbook, whose text is that of its cells: which cell begins where.
    cells: Vec<CellPlace>,
}

/// A cell of a workbook, in the text that was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CellPlace {
    /// The first byte of its text.
    pub(super) start: usize,
    /// The sheet that it is on.
    pub(super) sheet: String,
    /// Its row, from 0.
    pub(super) row: usize,
    /// Its column, from 0.
    pub(super) column: usize,
}

impl CellPlace {
    /// What people call it: `Events!D7`.
    pub(super) fn name(&self) -> String {
        format!("{}!{}", self.sheet, cell_name((self.row, self.column)))
    }
}

impl Source {
    /// The file at `path`, of which nothing is known yet.
    fn at(path: &Path) -> Self {
        Self {
            name: path.display().to_string(),
            directory: path.parent().map(Path::to_path_buf).unwrap_or_default(),
            file: Some(path.to_path_buf()),
            ..Self::default()
        }
    }

    /// What messages call it: the path as given, or "--set argument 1".
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What results call it: the name of its file without folders, so that they do not depend on where one stands.
    #[must_use]
    pub(super) fn shown(&self) -> String {
        let file = self.file.as_deref().and_then(Path::file_name);
        file.map_or_else(|| self.name.clone(), |name| name.to_string_lossy().into_owned())
    }

    /// The text that places count bytes in: UTF-8, without a byte-order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes as they stood in the file, for a checksum and to keep.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.original.as_deref().unwrap_or(self.text.as_bytes())
    }

    /// The file that it was read from; `None` for what was typed or comes with the program.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The sheet of a workbook that this text stands for, a line a row.
    pub(super) fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// The cell of a workbook whose text holds a byte.
    pub(super) fn cell(&self, byte: usize) -> Option<&CellPlace> {
        let after = self.cells.partition_point(|cell| cell.start <= byte);
        after.checked_sub(1).and_then(|index| self.cells.get(index))
    }

    /// Whether it is a workbook, as the text of its cells.
    #[cfg(feature = "xlsx")]
    pub(super) fn has_cells(&self) -> bool {
        !self.cells.is_empty()
    }

    /// The folder that paths in this text are relative to.
    pub(super) fn directory(&self) -> &Path {
        &self.directory
    }
}

/// Every text of one reading; a place names one by its index. The scenario file itself is the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    list: Vec<Source>,
}

impl Sources {
    /// The text with this index.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Source> {
        self.list.get(index)
    }

    /// All texts in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.list.iter()
    }

    /// Adds a text that was typed rather than read from a file; its paths are relative to `directory`.
    pub(super) fn add_argument(&mut self, name: String, directory: PathBuf, text: String) -> usize {
        self.add(Source { name, directory, text, ..Source::default() })
    }

    /// Adds the file at `path`, whatever its encoding, and says what is wrong with the encoding, if anything.
    pub(super) fn add_file(&mut self, path: &Path, bytes: Vec<u8>) -> (usize, Result<(), Encoding>) {
        let (text, original, outcome) = decode(bytes);
        (self.add(Source { text, original, ..Source::at(path) }), outcome)
    }

    /// Adds the file at `path`, which is no text and has no places.
    pub(super) fn add_bytes(&mut self, path: &Path, bytes: Vec<u8>) -> usize {
        self.add(Source { original: Some(bytes), ..Source::at(path) })
    }

    /// Adds one sheet of the workbook at `path`, as text.
    pub(super) fn add_sheet(&mut self, path: &Path, bytes: Vec<u8>, sheet: String, text: String) -> usize {
        self.add(Source { text, original: Some(bytes), sheet: Some(sheet), ..Source::at(path) })
    }

    /// Adds the workbook at `path` as the text of its cells.
    #[cfg(feature = "xlsx")]
    pub(super) fn add_workbook(&mut self, path: &Path, bytes: Vec<u8>, text: String, cells: Vec<CellPlace>) -> usize {
        self.add(Source { text, original: Some(bytes), cells, ..Source::at(path) })
    }

    /// The index that the next text will have.
    #[cfg(feature = "xlsx")]
    pub(super) fn next(&self) -> usize {
        self.list.len()
    }

    fn add(&mut self, source: Source) -> usize {
        self.list.push(source);
        self.list.len() - 1
    }
}

/// Why the bytes of a file are not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Neither UTF-8 nor UTF-16; the first byte that UTF-8 does not allow is shown at this byte of the text.
    Unknown(usize),
    /// Starts like UTF-16 but is broken.
    BrokenUtf16,
}

/// The text of a file, its bytes where they differ from the text, and whether it could be understood.
fn decode(bytes: Vec<u8>) -> (String, Option<Vec<u8>>, Result<(), Encoding>) {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        let (text, _, outcome) = decode_utf8(rest.to_vec());
        return (text, Some(bytes), outcome);
    }
    let byte_order: Option<fn([u8; 2]) -> u16> = match bytes.as_slice() {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        [first, 0, ..] if *first != 0 => Some(u16::from_le_bytes),
        [0, second, ..] if *second != 0 => Some(u16::from_be_bytes),
        _ => None,
    };
    match byte_order {
        Some(unit) => decode_utf16(bytes, unit),
        None => decode_utf8(bytes),
    }
}

/// UTF-8, or the same bytes shown as Latin-1 so that the reader recognises the line at fault.
fn decode_utf8(bytes: Vec<u8>) -> (String, Option<Vec<u8>>, Result<(), Encoding>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, None, Ok(())),
        Err(error) => {
            let fault = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let (good, bad) = bytes.split_at(fault);
            let mut text = String::from_utf8_lossy(good).into_owned();
            text.extend(bad.iter().map(|byte| char::from(*byte)));
            (text, Some(bytes), Err(Encoding::Unknown(fault)))
        }
    }
}

/// UTF-16 with or without a byte-order mark, as Windows programs save it.
fn decode_utf16(bytes: Vec<u8>, unit: fn([u8; 2]) -> u16) -> (String, Option<Vec<u8>>, Result<(), Encoding>) {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    let units = units.strip_prefix(&[0xfeff]).unwrap_or(&units);
    match String::from_utf16(units) {
        Ok(text) if bytes.len().is_multiple_of(2) => (text, Some(bytes), Ok(())),
        _ => (String::new(), Some(bytes), Err(Encoding::BrokenUtf16)),
    }
}

/// Where a path that is written in a file in `directory` leads, unless it leaves that folder.
pub(super) fn within(directory: &Path, written: &str) -> Option<PathBuf> {
    let foreign = written.is_empty() || written.contains(['\\', ':', '\0']);
    let inside = Path::new(written).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    (!foreign && inside).then(|| directory.join(written))
}

/// Where a path that leaves that folder leads, if the user allows it.
pub(super) fn elsewhere(directory: &Path, written: &str, files: &dyn Files) -> Option<PathBuf> {
    let path = directory.join(written);
    (!written.is_empty() && !written.contains('\0') && files.allows(&path)).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_encodings_become_text() {
        let utf16: Vec<u8> = "\u{feff}title: £".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(utf16.clone()), ("title: £".to_owned(), Some(utf16), Ok(())));
        let without_mark: Vec<u8> = "title: £".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(without_mark).0, "title: £");
        let marked = b"\xef\xbb\xbftitle: x".to_vec();
        assert_eq!(decode(marked.clone()), ("title: x".to_owned(), Some(marked), Ok(())));
    }

    #[test]
    fn latin_1_is_shown_but_refused() {
        let (text, _, outcome) = decode(b"cost: \xa3200".to_vec());
        assert_eq!(text, "cost: £200");
        assert_eq!(outcome, Err(Encoding::Unknown(6)));
        assert_eq!(decode(b"\xff\xfea".to_vec()).2, Err(Encoding::BrokenUtf16));
    }

    #[test]
    fn paths_stay_in_the_folder() {
        let folder = Path::new("scenarios");
        assert_eq!(within(folder, "parts/unit_costs.yaml"), Some(PathBuf::from("scenarios/parts/unit_costs.yaml")));
        for outside in ["../secret.yaml", "/etc/passwd", "parts/../../x", "C:\\x.yaml", "..\\x.yaml", ""] {
            assert_eq!(within(folder, outside), None, "{outside}");
        }
    }
}
