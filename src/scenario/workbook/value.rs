//! Makes a value of the cells of a row, in the way that the row says.

use super::super::language::{Form, is_spelling};
use super::super::names::{REMARKS, is_remark, nearest};
use super::super::parse::parse;
use super::super::shape::form_at;
use super::super::table::{Cell, CellKind, cell_name};
use super::super::tree::{Content, Node, Pair, Span};
use super::grid::{Column, Line};
use super::kept::Reader;
use super::text::spelled;
use super::way::{CERTAIN, Part, SPELLED, Shape, Way};
use crate::quantity::listed;
use std::rc::Rc;

/// What values of a sheet are made with.
pub(super) struct Values<'w> {
    pub(super) ways: &'w [Way],
    pub(super) sheet: &'w str,
}

impl Reader<'_> {
    /// The value of a row at `path`, with its remarks; `None` after saying what is wrong with it.
    pub(super) fn value(&mut self, line: &Line<'_>, values: &Values<'_>, path: &str, key: Span) -> Option<Node> {
        let form = if path.rsplit('.').next().is_some_and(is_remark) { Some(Form::Text) } else { form_at(path) };
        let way = self.way(line, values)?;
        let node = match way {
            Some(way) => self.in_cells(line, values, way, form, path)?,
            None => self.in_one_cell(line, values, form, path, key)?,
        };
        Some(self.remarked(node, line, values.sheet))
    }

    /// The way that the row says; `Some(None)` of what stands in one cell.
    fn way<'w>(&mut self, line: &Line<'_>, values: &Values<'w>) -> Option<Option<&'w Way>> {
        let Some((at, cell)) = line.cell(Column::Way) else { return Some(None) };
        let name = cell.text.trim();
        match values.ways.iter().find(|way| way.name.eq_ignore_ascii_case(name)) {
            Some(way) if matches!(way.name, CERTAIN | SPELLED) => Some(None),
            Some(way) => Some(Some(way)),
            None => {
                let place = self.keep(values.sheet, at, name).at("");
                let names = || values.ways.iter().map(|way| way.name);
                let help = match nearest(name, names()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("choose one of {}", listed(names(), "and")),
                };
                self.faults.refuse(place, format!("`{name}` is not a way to write a value"), help)
            }
        }
    }

    /// A value that needs no other cell than its own.
    fn in_one_cell(
        &mut self,
        line: &Line<'_>,
        values: &Values<'_>,
        form: Option<Form>,
        path: &str,
        key: Span,
    ) -> Option<Node> {
        let stray = line.parts().find(|(part, ..)| *part != Part::Value);
        if let Some((part, at, cell)) = stray {
            let place = self.keep(values.sheet, at, &cell.text).at(path);
            let (message, help) = match line.cell(Column::Way) {
                None => (
                    format!(
                        "`{}` is filled in, but the row does not say in which way its value is written",
                        part.head()
                    ),
                    "choose a way, such as pert or range, in the column way".to_owned(),
                ),
                Some((_, way)) => unused(way.text.trim(), part),
            };
            return self.faults.refuse(place, message, help);
        }
        match line.cell(Column::Value(Part::Value)) {
            Some((at, cell)) => self.leaf(values.sheet, at, cell, form),
            // Remarks of a value that is not stated: the reader asks for the value.
            None => Some(Node::new(Content::Empty { said: false }, key)),
        }
    }

    /// A value in the cells of its way.
    fn in_cells(
        &mut self,
        line: &Line<'_>,
        values: &Values<'_>,
        way: &Way,
        form: Option<Form>,
        path: &str,
    ) -> Option<Node> {
        let mut pairs = Vec::new();
        let mut whole = true;
        for (part, at, cell) in line.parts() {
            let Some((_, name)) = way.parts.iter().find(|(own, _)| *own == part) else {
                let place = self.keep(values.sheet, at, &cell.text).at(path);
                let (message, help) = unused(way.name, part);
                self.faults.fault(place, message, help);
                whole = false;
                continue;
            };
            if way.shape == Shape::Counts && cell.kind == CellKind::Percentage {
                let place = self.keep(values.sheet, at, &cell.text).at(path);
                let message = "this cell shows a percentage, where a count is wanted";
                self.faults.fault(place, message, "give the cell the format General, and type the count again");
                whole = false;
                continue;
            }
            match self.leaf(values.sheet, at, cell, form.filter(|form| !matches!(form, Form::Text))) {
                Some(node) => pairs.push(Pair { key: (*name).to_owned(), key_span: node.span, node }),
                None => whole = false,
            }
        }
        let (way_at, way_cell) = line.cell(Column::Way)?;
        let span = self.keep(values.sheet, way_at, way_cell.text.trim());
        if !whole {
            return None;
        }
        // In the order in which the language names them.
        pairs.sort_by_key(|pair| way.parts.iter().position(|(_, name)| *name == pair.key));
        let map = |pairs| Node::new(Content::Map(Rc::new(pairs)), span);
        let keyed = |node: Node| Pair { key: way.name.to_owned(), key_span: span, node };
        Some(match way.shape {
            Shape::Plain => pairs.pop()?.node,
            Shape::Parameters => map(vec![keyed(map(pairs))]),
            Shape::Reference => {
                let Some(at) = pairs.iter().position(|pair| pair.key.is_empty()) else {
                    let help = "write its name in the column value".to_owned();
                    return self.faults.refuse(span.at(path), format!("`{}` names nothing", way.name), help);
                };
                let named = pairs.remove(at).node;
                pairs.insert(0, keyed(named));
                map(pairs)
            }
            Shape::Counts => {
                let text = |name: &str| pairs.iter().find(|pair| pair.key == name).and_then(|pair| pair.node.text());
                let whole = text("events").filter(|events| events.contains(" of ") || events.contains(" in "));
                if let (Some(counts), None) = (whole, text("of")) {
                    // `3 of 8` in one cell.
                    let counts = Node::new(Content::Text(counts.to_owned()), pairs[0].node.span);
                    return Some(map(vec![keyed(counts)]));
                }
                let (Some(events), Some(of)) = (text("events"), text("of")) else {
                    let message = "counts are how many had it, and out of how many";
                    let help = "fill in value and of: 3 and 8 (people), or 12 and 8 person-years".to_owned();
                    return self.faults.refuse(span.at(path), message, help);
                };
                let word = if of.chars().all(|letter| letter.is_ascii_digit() || letter == ',') { "of" } else { "in" };
                let counts = Node::new(Content::Text(format!("{events} {word} {of}")), pairs[0].node.span);
                map(vec![keyed(counts)])
            }
        })
    }

    /// What one cell holds: a text, or a value as a text file spells it.
    pub(super) fn leaf(&mut self, sheet: &str, at: (usize, usize), cell: &Cell, form: Option<Form>) -> Option<Node> {
        let text = match spelled(cell, form) {
            Ok(text) => text,
            Err((message, help)) => {
                let place = self.keep(sheet, at, &cell.text).at("");
                return self.faults.refuse(place, refusal(sheet, at, &message), help);
            }
        };
        let span = self.keep(sheet, at, &text);
        let is_text = matches!(form, Some(Form::Text));
        if matches!(text.as_str(), "null" | "~") {
            return Some(nothing(span));
        }
        if is_text {
            // A text of which quotes are a part, or which would mean something else without.
            let quoted = text.starts_with('"').then(|| serde_json::from_str::<String>(&text).ok()).flatten();
            return Some(Node::new(Content::Text(quoted.unwrap_or(text)), span));
        }
        if text.starts_with(['{', '[', '"', '\'']) {
            return parse(&self.text[..span.end], span.start, self.source, self.faults);
        }
        if matches!(form, Some(Form::Words)) && text.contains(',') {
            return Some(words(&text, span));
        }
        Some(Node::new(Content::Text(text), span))
    }

    /// A remark of a row.
    pub(super) fn remark(&mut self, line: &Line<'_>, sheet: &str, remark: &'static str) -> Option<Node> {
        let (at, cell) = line.cell(Column::Remark(remark))?;
        let form = if remark == "review_by" { Form::Month } else { Form::Text };
        self.leaf(sheet, at, cell, Some(form))
    }

    /// A value with the remarks that stand beside it.
    fn remarked(&mut self, node: Node, line: &Line<'_>, sheet: &str) -> Node {
        let mut remarks = Vec::new();
        for remark in REMARKS {
            if let Some(node) = self.remark(line, sheet, remark) {
                remarks.push(Pair { key: remark.to_owned(), key_span: node.span, node });
            }
        }
        if remarks.is_empty() {
            return node;
        }
        let span = node.span;
        let mut pairs = match node.content {
            Content::Map(pairs) if pairs.iter().any(|pair| is_spelling(&pair.key)) => Rc::unwrap_or_clone(pairs),
            content => vec![Pair { key: "value".to_owned(), key_span: span, node: Node::new(content, span) }],
        };
        pairs.extend(remarks);
        Node::new(Content::Map(Rc::new(pairs)), span)
    }
}

/// Says that a way does not use a cell.
fn unused(way: &str, part: Part) -> (String, String) {
    (
        format!("`{}` is filled in, which `{way}` does not use", part.head()),
        "clear the cell, or choose another way".to_owned(),
    )
}

/// Names with commas between them, as a list.
fn words(text: &str, span: Span) -> Node {
    let mut start = span.start;
    let mut items = Vec::new();
    for part in text.split(',') {
        let blank = part.len() - part.trim_start().len();
        let from = start + blank;
        let span = Span { start: from, end: from + part.trim().len(), ..span };
        items.push(Node::new(Content::Text(part.trim().to_owned()), span));
        start += part.len() + 1;
    }
    Node::new(Content::List(Rc::new(items)), span)
}

/// What a cell says that cannot be used.
fn refusal(sheet: &str, at: (usize, usize), message: &str) -> String {
    format!("the cell {sheet}!{} {message}", cell_name(at))
}

/// Nothing, in so many words.
fn nothing(span: Span) -> Node {
    Node::new(Content::Empty { said: true }, span)
}
