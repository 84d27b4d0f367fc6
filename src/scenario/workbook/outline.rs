//! Lays a scenario out as the rows of sheets, from which a workbook is written.

use super::super::flow::flow;
use super::super::language::{Block, Form};
use super::super::names::{REMARKS, is_remark};
use super::super::reader::join;
use super::super::shape::{form_at, is_value};
use super::super::tree::{Content, Node, Notes, Pair};
use super::entry::{EntryCells, entry_cells};
use super::keys::{KeyOutline, key_at, keys_of};
use super::sheets::{NOTES, START, SheetPlan, has_sheet, sheets};
use super::way::{Way, ways};

/// A scenario as sheets.
#[derive(Clone, Debug)]
pub struct Outline {
    /// The sheets in order.
    pub sheets: Vec<SheetOutline>,
    /// Remarks that belong to no value, each with the path that it stands before: the comments of a text file.
    pub notes: Vec<(String, String)>,
    /// The name of the sheet on which they stand.
    pub notes_name: &'static str,
    /// The name of the sheet that explains the others.
    pub help_name: &'static str,
    /// Every way to write a value.
    pub ways: Vec<Way>,
    /// The heads of the columns before those of a value.
    pub heads: [&'static str; 4],
    /// The heads of the columns after them.
    pub remarks: [&'static str; 5],
}

/// One sheet.
#[derive(Clone, Debug)]
pub struct SheetOutline {
    /// Its name.
    pub name: String,
    /// What stands on it, in a sentence.
    pub about: &'static str,
    /// Whether its rows have ids of their own.
    pub has_ids: bool,
    /// Its rows.
    pub rows: Vec<RowOutline>,
    /// The keys that may stand in its rows.
    pub keys: Vec<KeyOutline>,
}

/// One row: a value with its remarks.
#[derive(Clone, Debug, Default)]
pub struct RowOutline {
    /// The name of the entry that it belongs to; empty of the block itself.
    pub id: String,
    /// The key, as a path below the entry.
    pub key: String,
    /// The value.
    pub cells: EntryCells,
}

/// The id of rows that are there to be filled in.
const UNNAMED: &str = "name_it";

/// What a workbook cannot say: where, and why.
pub(super) type Unsaid = (String, String);

/// Longest text that a cell holds, in characters.
const LONGEST_CELL: usize = 32_767;

/// The sheets of a tree; with `prompts` also rows for what is not said.
pub(super) fn outline(tree: &Node, notes: Notes, prompts: bool) -> Result<Outline, Unsaid> {
    let ways = ways();
    let mut all = Vec::new();
    let mut apart: Vec<&Pair> = tree.pairs().iter().filter(|pair| !has_sheet(&pair.key)).collect();
    for plan in sheets().into_iter().filter(|plan| plan.name != START) {
        let top = plan.entries.as_ref().map_or_else(String::new, |(path, _)| path.clone());
        let key = plan.block.clone().unwrap_or(top);
        let pair = tree.pairs().iter().find(|pair| pair.key == key);
        let rows = pair.map_or(Some(Vec::new()), |pair| rows_of(&pair.node, &plan, &ways));
        // What does not fit on its sheet stands on the first, as a text file spells it.
        if rows.is_none() {
            apart.extend(pair);
        }
        all.push((plan, rows.unwrap_or_default()));
    }
    let mut start = Vec::new();
    for pair in apart {
        if is_remark(&pair.key) {
            start.push(RowOutline {
                key: pair.key.clone(),
                cells: entry_cells(&pair.node, Some(Form::Text), &ways),
                id: String::new(),
            });
        } else if has_sheet(&pair.key) {
            start.push(RowOutline {
                key: pair.key.clone(),
                cells: EntryCells::spelled(flow(&pair.node)),
                id: String::new(),
            });
        } else {
            gather(&pair.node, "", &pair.key, &pair.key, &ways, &mut start);
        }
    }
    let plan = sheets().into_iter().find(|plan| plan.name == START);
    let payers: Vec<String> =
        tree.get("payers").into_iter().flat_map(Node::entries).map(|pair| pair.key.clone()).collect();
    let first = plan.map(|plan| (plan, start));
    let sheets: Vec<SheetOutline> =
        first.into_iter().chain(all).map(|(plan, rows)| sheet(&plan, rows, &payers, prompts)).collect();
    for (sheet, row) in sheets.iter().flat_map(|sheet| sheet.rows.iter().map(move |row| (sheet, row))) {
        if row.cells.longest() > LONGEST_CELL {
            let place = format!("{} {} {}", sheet.name, row.id, row.key);
            return Err((
                place,
                format!("it is longer than the {} characters that a cell holds", crate::quantity::grouped(32_767.0, 0)),
            ));
        }
    }
    Ok(Outline {
        sheets,
        notes,
        notes_name: NOTES,
        help_name: super::HELP,
        ways,
        heads: ["id", "key", super::grid::MEANING, "way"],
        remarks: REMARKS,
    })
}

/// A sheet with its rows, and in a new workbook with rows for the keys that nothing is said of.
fn sheet(plan: &SheetPlan, mut rows: Vec<RowOutline>, payers: &[String], prompts: bool) -> SheetOutline {
    let block = match &plan.block {
        Some(path) if path.is_empty() => Some(super::super::language::SCENARIO),
        Some(path) => form_at(path).and_then(Form::block).copied(),
        None => None,
    };
    let entry = plan.entries.as_ref().and_then(|(_, form)| form.each()).and_then(Form::block).copied();
    let own = |block: &Block| keys_of(block, payers);
    if prompts && let Some(block) = &block {
        prompt(&mut rows, "", &own(block));
    }
    if prompts && let Some(entry) = &entry {
        let mut ids: Vec<String> = Vec::new();
        for row in rows.iter().filter(|row| !row.id.is_empty()) {
            if ids.last() != Some(&row.id) {
                ids.push(row.id.clone());
            }
        }
        // Where there is none yet, rows that say nothing show what one is made of.
        if ids.is_empty() {
            ids.push(UNNAMED.to_owned());
        }
        for id in ids {
            prompt(&mut rows, &id, &own(entry));
        }
    }
    let mut keys: Vec<KeyOutline> = block.iter().flat_map(own).collect();
    keys.extend(entry.iter().flat_map(own));
    for row in &rows {
        if !row.key.is_empty() && !keys.iter().any(|key| key.name == row.key) {
            let of_entry = !row.id.is_empty();
            let top = if of_entry { entry.as_ref() } else { block.as_ref() };
            keys.extend(top.and_then(|top| key_at(top, &row.key)));
        }
    }
    SheetOutline { name: plan.name.clone(), about: plan.about, has_ids: plan.entries.is_some(), rows, keys }
}

/// Adds a row for each key that nothing is said of below the rows of an entry.
fn prompt(rows: &mut Vec<RowOutline>, id: &str, keys: &[KeyOutline]) {
    let after = rows.iter().rposition(|row| row.id == id).map_or(rows.len(), |last| last + 1);
    let said = |key: &str| {
        rows.iter().any(|row| {
            row.id == id && (row.key == key || row.key.strip_prefix(key).is_some_and(|rest| rest.starts_with('.')))
        })
    };
    let absent = keys.iter().filter(|key| key.prompted && !said(&key.name));
    let new: Vec<RowOutline> = absent
        .map(|key| RowOutline { id: id.to_owned(), key: key.name.clone(), cells: EntryCells::default() })
        .collect();
    rows.splice(after..after, new);
}

/// The rows of the block or the entries at the top level; `None` where they cannot stand in rows.
fn rows_of(node: &Node, plan: &SheetPlan, ways: &[Way]) -> Option<Vec<RowOutline>> {
    let mut rows = Vec::new();
    match (&plan.block, &plan.entries) {
        (Some(block), entries) => {
            if !splits(node, block) {
                return None;
            }
            remark_row(node, "", &mut rows);
            for pair in node.pairs().iter().filter(|pair| !is_remark(&pair.key)) {
                let path = join(block, &pair.key);
                match entries.as_ref().filter(|(entries, _)| *entries == path) {
                    Some((_, form)) => match rows_of_entries(&pair.node, &path, *form, ways) {
                        Some(entries) => rows.extend(entries),
                        None => rows.push(RowOutline {
                            key: pair.key.clone(),
                            cells: EntryCells::spelled(flow(&pair.node)),
                            id: String::new(),
                        }),
                    },
                    None => gather(&pair.node, "", &pair.key, &path, ways, &mut rows),
                }
            }
        }
        (None, Some((path, form))) => rows = rows_of_entries(node, path, *form, ways)?,
        (None, None) => return None,
    }
    Some(rows)
}

fn rows_of_entries(node: &Node, path: &str, form: Form, ways: &[Way]) -> Option<Vec<RowOutline>> {
    let mut rows = Vec::new();
    let named: Vec<(String, &Node)> = match (&node.content, form) {
        (Content::List(items), Form::List(_)) => {
            items.iter().enumerate().map(|(index, item)| ((index + 1).to_string(), item)).collect()
        }
        (Content::Map(pairs), Form::Entries(_) | Form::EmptyEntries(_) | Form::Shared) => {
            pairs.iter().map(|pair| (pair.key.clone(), &pair.node)).collect()
        }
        _ => return None,
    };
    if named.is_empty() || named.iter().any(|(id, _)| id.trim() != id || id.is_empty() || is_remark(id)) {
        return None;
    }
    for (id, node) in named {
        let below = join(path, &id);
        if matches!(node.content, Content::Empty { said: false }) {
            rows.push(RowOutline { id, ..RowOutline::default() });
        } else if splits(node, &below) {
            remark_row(node, &id, &mut rows);
            for pair in node.pairs().iter().filter(|pair| !is_remark(&pair.key)) {
                gather(&pair.node, &id, &pair.key, &join(&below, &pair.key), ways, &mut rows);
            }
        } else {
            let cells = entry_cells(node, form_at(&below), ways);
            rows.push(RowOutline { id, key: String::new(), cells });
        }
    }
    Some(rows)
}

/// The remarks of a block or an entry itself, in a row without a key.
fn remark_row(node: &Node, id: &str, rows: &mut Vec<RowOutline>) {
    let mut cells = EntryCells::default();
    for (place, remark) in REMARKS.into_iter().enumerate() {
        if let Some(text) = node.get(remark).and_then(Node::text) {
            cells.remarks[place] = Some(super::text::quoted(text));
        }
    }
    if cells.remarks.iter().any(Option::is_some) {
        rows.push(RowOutline { id: id.to_owned(), key: String::new(), cells });
    }
}

/// Adds the rows of what stands at `path`, whose key below its entry is `key`.
fn gather(node: &Node, id: &str, key: &str, path: &str, ways: &[Way], rows: &mut Vec<RowOutline>) {
    if splits(node, path) {
        for pair in node.pairs() {
            gather(&pair.node, id, &join(key, &pair.key), &join(path, &pair.key), ways, rows);
        }
    } else {
        let form = if key.rsplit('.').next().is_some_and(is_remark) { Some(Form::Text) } else { form_at(path) };
        rows.push(RowOutline { id: id.to_owned(), key: key.to_owned(), cells: entry_cells(node, form, ways) });
    }
}

/// Whether what stands at `path` falls into keys that can be named in a cell, each with a row of its own.
fn splits(node: &Node, path: &str) -> bool {
    let form = form_at(path);
    let is_scale = matches!(form, Some(Form::Scale));
    let opens =
        form.is_some_and(|form| !matches!(form, Form::List(_)) && (form.block().is_some() || form.each().is_some()));
    let is_plain = |key: &str| !key.is_empty() && (is_scale || !key.contains('.')) && key.trim() == key;
    let remarks = |pair: &Pair| !is_remark(&pair.key) || pair.node.text().is_some();
    let parts = (opens && !is_value(path, node)) || is_price(node, form);
    parts && !node.pairs().is_empty() && node.pairs().iter().all(|pair| is_plain(&pair.key) && remarks(pair))
}

/// Whether it is a price and how much of it, each of which may be uncertain in a way of its own.
fn is_price(node: &Node, form: Option<Form>) -> bool {
    let price = |key: &str| matches!(key, "each" | "library" | "per" | "for" | "times");
    let uncertain = node.pairs().iter().any(|pair| pair.node.is_map());
    let priced = node.get("each").is_some() || (node.get("library").is_some() && uncertain);
    matches!(form, Some(Form::Cost)) && priced && node.pairs().iter().all(|pair| price(&pair.key))
}
