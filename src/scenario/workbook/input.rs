//! Reads a workbook as a scenario: the cells of its sheets as the tree that a text file would have been.

use super::super::diagnostic::Collected;
use super::super::language::Form;
use super::super::limits::LONGEST_PATH;
use super::super::names::{REMARKS, nearest};
use super::super::shape::form_at;
use super::super::source::CellPlace;
use super::super::table::{COMPOUND, Fault, Sheet, Workbook};
use super::super::tree::{Content, Node, Notes, Span};
use super::draft::{Draft, Keys, Part as PathPart};
use super::grid::{Column, Heads, Line};
use super::kept::Reader;
use super::sheets::{NOTES, START, SheetPlan, sheets};
use super::value::Values;
use super::way::ways;
use crate::quantity::listed;
use std::collections::BTreeSet;

/// What a workbook was read as.
pub(in crate::scenario) struct Input {
    /// The text of its cells, a line each, in which places count bytes.
    pub(in crate::scenario) text: String,
    /// Which cell begins where.
    pub(in crate::scenario) cells: Vec<CellPlace>,
    /// The tree; `None` after a fault that leaves none.
    pub(in crate::scenario) tree: Option<Node>,
    /// Remarks that belong to no value, with the path that each stands before.
    pub(in crate::scenario) notes: Notes,
}

/// Reads the workbook in `bytes`, which messages call `name`, as the source with the index `source`.
///
/// # Errors
/// What is wrong with the file as a whole, and what to do.
pub(in crate::scenario) fn input(
    bytes: &[u8],
    source: usize,
    faults: &mut Collected,
) -> Result<Input, (String, String)> {
    if bytes.starts_with(COMPOUND) {
        let message = "this is an old .xls workbook, or one with a password";
        return Err((message.to_owned(), "save it as .xlsx without a password".to_owned()));
    }
    let whole = |fault: Fault| {
        let help = fault.help.unwrap_or_else(|| "save it again as .xlsx in a spreadsheet program".to_owned());
        (fault.message, help)
    };
    let mut workbook = Workbook::open(bytes).map_err(whole)?;
    let plans = sheets();
    let list = workbook.sheets().to_vec();
    let plan_of = |name: &str| plans.iter().find(|plan| plan.name.eq_ignore_ascii_case(name.trim()));
    if !list.iter().any(|sheet| plan_of(&sheet.name).is_some_and(|plan| plan.name == START)) {
        let message = format!("the workbook has no sheet `{START}`, so it is no scenario");
        let help = "`averted new my_service --xlsx` writes a workbook that is one; `averted evidence --cases` reads a \
                    workbook of people, `averted costs --import` one of unit costs";
        return Err((message, help.to_owned()));
    }
    let mut reader = Reader { source, faults, text: String::new(), cells: Vec::new(), notes: Vec::new() };
    let mut root = Keys::new(Span { source, start: 0, end: 0 });
    let mut lists = Vec::new();
    for listed in &list {
        let plan = plan_of(&listed.name);
        let is_notes = listed.name.eq_ignore_ascii_case(NOTES);
        let own = plan.is_none() && !is_notes;
        let sheet = match workbook.sheet(listed) {
            Ok(sheet) => sheet,
            // Somebody's own sheet may hold whatever it likes, and more than is read.
            Err(_) if own => continue,
            Err(fault) => return Err(whole(fault)),
        };
        if own {
            reader.stray(&sheet, &plans);
            continue;
        }
        if listed.hidden && !sheet.cells.is_empty() {
            let message = format!("the sheet `{}` is hidden, so that nobody sees what it says", listed.name);
            let place = reader.keep(&listed.name, (0, 0), &listed.name).at("");
            reader.faults.fault(place, message, "unhide it, or take it out of the workbook");
            continue;
        }
        match plan {
            Some(plan) => reader.sheet(&sheet, plan, &mut root),
            None => reader.notes(&sheet),
        }
        if let Some((path, form)) = plan.and_then(|plan| plan.entries.as_ref())
            && matches!(form, Form::List(_))
        {
            lists.push(path.clone());
        }
    }
    for path in lists {
        root.list_at(&path.split('.').collect::<Vec<_>>());
    }
    let Reader { text, cells, notes, .. } = reader;
    Ok(Input { text, cells, tree: Some(root.node()), notes })
}

impl Reader<'_> {
    /// A sheet that the language does not know: somebody's own, unless it looks like one of a scenario.
    fn stray(&mut self, sheet: &Sheet, plans: &[SheetPlan]) {
        if Heads::find(sheet).is_some() && sheet.name != super::HELP {
            let names = || plans.iter().map(|plan| plan.name.as_str()).chain([NOTES]);
            let help = nearest(&sheet.name, names()).map_or_else(
                || {
                    format!(
                        "the sheets are {}; take the head `key` away from one that is only yours",
                        listed(names(), "and")
                    )
                },
                |near| format!("did you mean `{near}`?"),
            );
            let place = self.keep(&sheet.name, (0, 0), &sheet.name).at("");
            self.faults.fault(place, format!("no sheet of a scenario is called `{}`", sheet.name), help);
        }
    }

    /// Every row of a sheet.
    fn sheet(&mut self, sheet: &Sheet, plan: &SheetPlan, root: &mut Keys) {
        let Some(heads) = Heads::find(sheet) else {
            if !sheet.cells.is_empty() {
                let message = format!("the sheet `{}` has no row of heads with `key` and `value`", sheet.name);
                let help = "put the heads back: id, key, way, value and so on; `averted new NAME --xlsx` writes them";
                let place = self.keep(&sheet.name, (0, 0), &sheet.name).at("");
                self.faults.fault(place, message, help);
            }
            return;
        };
        for fault in heads.faults(sheet) {
            let place = self.keep(&sheet.name, fault.at, &fault.shown).at("");
            self.faults.fault(place, fault.message, fault.help);
        }
        let ways = ways();
        for line in heads.lines(sheet) {
            if self.faults.is_full() {
                return;
            }
            self.line(&line, plan, &Values { ways: &ways, sheet: &sheet.name }, root);
        }
    }

    fn line(&mut self, line: &Line<'_>, plan: &SheetPlan, values: &Values<'_>, root: &mut Keys) {
        let sheet = values.sheet;
        let (id, key) = (line.text(Column::Id), line.text(Column::Key));
        if id.is_none() && key.is_none() && !line.is_filled() {
            return;
        }
        let fallback = line.first();
        let mut named = |column, text: &Option<String>| {
            let at = line.place(column).unwrap_or(fallback);
            text.as_ref().map(|text| (text.clone(), self.keep(sheet, at, text)))
        };
        let (id, key) = (named(Column::Id, &id), named(Column::Key, &key));
        let prefix = match (&id, &plan.block, &plan.entries) {
            (Some(_), _, Some((path, _))) => path,
            (None, Some(block), entries) => {
                let strange = key.as_ref().filter(|(key, _)| belongs_to_entry(key, block, entries.as_ref()));
                if let Some((key, span)) = strange {
                    let message =
                        format!("this row has no id, and `{key}` is said of something with a name of its own");
                    return self.faults.fault(span.at(""), message, "write the id in the first column of every row");
                }
                block
            }
            (Some((id, span)), _, None) => {
                let message =
                    format!("`{id}` stands in the column id, but on this sheet nothing has a name of its own");
                return self.faults.fault(span.at(""), message, "clear the cell");
            }
            (None, None, entries) => {
                let span = key.as_ref().map_or_else(|| self.keep(sheet, fallback, ""), |(_, span)| *span);
                let path = entries.as_ref().map_or("", |(path, _)| path);
                let message = format!("this row has no id, so that it is not known which of the {path} it belongs to");
                return self.faults.fault(span.at(""), message, "write the id in the first column of every row");
            }
        };
        let own = [&id, &key].into_iter().flatten().next().map(|(_, span)| *span);
        let span = own.unwrap_or_else(|| self.keep(sheet, fallback, ""));
        let mut path: Vec<PathPart<'_>> =
            prefix.split('.').filter(|part| !part.is_empty()).map(|part| (part, span)).collect();
        path.extend(id.as_ref().map(|(id, span)| (id.as_str(), *span)));
        if let Some((key, span)) = &key {
            path.extend(parts(prefix, id.is_some(), key).into_iter().map(|part| (part, *span)));
        }
        if path.len() > LONGEST_PATH {
            return self.faults.fault(span.at(""), "this key has too many parts", "write a key of the language");
        }
        if !line.is_filled() {
            // An id alone makes an entry, such as a payer of which nothing is said; a key without a value says nothing.
            if let (Some((_, name)), None) = (&id, &key) {
                let _ = root.put(&path, Draft::Keys(Keys::new(*name)));
            }
            return;
        }
        let words = path.iter().map(|(part, _)| *part).collect::<Vec<_>>().join(".");
        let whole = key.is_none();
        if whole && !line.has_value() {
            // Remarks without a key are those of the block or the entry itself.
            for remark in REMARKS {
                if let Some(node) = self.remark(line, sheet, remark) {
                    let below: Vec<PathPart<'_>> = path.iter().copied().chain([(remark, node.span)]).collect();
                    self.put(root, &below, node);
                }
            }
            return;
        }
        if whole && id.is_none() {
            let place = self.keep(sheet, line.first_of_value().unwrap_or(fallback), "").at("");
            return self.faults.fault(
                place,
                "this row has no key, so that it is not known what its value is",
                "choose a key in the column key",
            );
        }
        let node = self.value(line, values, &words, span).unwrap_or_else(|| {
            // What is wrong with it has been said; that it is missing would be one fault too many.
            let at = line.first_of_value().unwrap_or(fallback);
            let span = self.keep(sheet, at, "?");
            self.faults.mute(span);
            Node::new(Content::Text("?".to_owned()), span)
        });
        self.put(root, &path, node);
    }

    fn put(&mut self, root: &mut Keys, path: &[PathPart<'_>], node: Node) {
        let span = node.span;
        let words = path.iter().map(|(part, _)| *part).collect::<Vec<_>>().join(".");
        if let Err(first) = root.put(path, Draft::Value(node)) {
            let earlier = self.cells.partition_point(|cell| cell.start <= first.start).checked_sub(1);
            let earlier = earlier.map_or_else(String::new, |index| self.cells[index].name());
            let message = format!("`{words}` is given twice; it stands in {earlier} already");
            self.faults.fault(span.at(&words), message, "keep one of the two");
        }
    }

    /// Remarks for a text file's comments: a path, and what stands before it there.
    fn notes(&mut self, sheet: &Sheet) {
        let text = |row: usize, column: usize| sheet.cells.get(&(row, column)).map_or("", |cell| cell.text.as_str());
        let rows: BTreeSet<usize> = sheet.cells.range((1, 0)..).map(|((row, _), _)| *row).collect();
        self.notes.extend(rows.into_iter().map(|row| (text(row, 0).trim().to_owned(), text(row, 1).to_owned())));
    }
}

/// The parts of a key: where paths are scaled, the path is one.
fn parts<'k>(prefix: &str, has_id: bool, key: &'k str) -> Vec<&'k str> {
    let mut parts: Vec<&str> = Vec::new();
    let mut form = form_at(prefix);
    if has_id {
        form = form.and_then(Form::each);
    }
    let mut rest = key;
    while let Some((first, more)) = rest.split_once('.') {
        parts.push(first);
        rest = more;
        form = form.and_then(|form| form.below(first));
        if matches!(form, Some(Form::Scale)) {
            break;
        }
    }
    parts.push(rest);
    parts
}

/// Whether a key is one of the entries of a block, and not of the block itself.
fn belongs_to_entry(key: &str, block: &str, entries: Option<&(String, Form)>) -> bool {
    let first = key.split('.').next().unwrap_or(key);
    let of_block = form_at(block).and_then(Form::block).is_some_and(|block| block.has(first));
    let of_entry =
        entries.and_then(|(_, form)| form.each()).and_then(Form::block).is_some_and(|entry| entry.has(first));
    of_entry && !of_block
}
