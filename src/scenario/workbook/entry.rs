//! Lays one value out in cells: the way that it is written in, a cell for each of its parts, and its remarks.

use super::super::flow::{flow, scalar};
use super::super::language::Form;
use super::super::names::{REMARKS, is_remark};
use super::super::tree::{Content, Node, Pair};
use super::text::{number, quoted};
use super::way::{CERTAIN, Part, SPELLED, Shape, Way};
use crate::quantity::Kind;

/// A value in cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntryCells {
    /// The way in which it is written; empty of what is no value.
    pub way: &'static str,
    /// The cells of its parts, in the order of [`Part::ALL`].
    pub parts: [Option<PartCell>; 8],
    /// Source, note, grade, owner and when it is to be looked at again.
    pub remarks: [Option<String>; 5],
}

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq)]
pub enum PartCell {
    /// A text.
    Text(String),
    /// A number, and what it is of.
    Number(f64, Kind),
}

impl EntryCells {
    /// A value as a text file spells it.
    pub(super) fn spelled(text: String) -> Self {
        Self { way: SPELLED, ..Self::default() }.with(Part::Value, PartCell::Text(text))
    }

    fn with(mut self, part: Part, cell: PartCell) -> Self {
        if let Some(place) = Part::ALL.iter().position(|known| *known == part) {
            self.parts[place] = Some(cell);
        }
        self
    }

    /// The length of its longest text, in characters.
    pub(super) fn longest(&self) -> usize {
        let texts = self.parts.iter().flatten().filter_map(|cell| match cell {
            PartCell::Text(text) => Some(text.as_str()),
            PartCell::Number(..) => None,
        });
        // Spreadsheet programs count in units of UTF-16.
        texts
            .chain(self.remarks.iter().flatten().map(String::as_str))
            .map(|text| text.encode_utf16().count())
            .max()
            .unwrap_or(0)
    }
}

/// The cells of what stands at a key of `form`.
pub(super) fn entry_cells(node: &Node, form: Option<Form>, ways: &[Way]) -> EntryCells {
    let kind = form.and_then(kind_of);
    let (inner, remarks) = parted(node);
    let Some(remarks) = remarks else { return EntryCells::spelled(flow(node)) };
    let found = match inner {
        Inner::Leaf(leaf) => plain(leaf, form, kind),
        Inner::Pairs(pairs) => ways.iter().find_map(|way| in_way(&pairs, way, kind)),
    };
    match found {
        Some(cells) => EntryCells { remarks, ..cells },
        None => EntryCells::spelled(flow(node)),
    }
}

/// A value without its remarks.
enum Inner<'n> {
    Leaf(&'n Node),
    Pairs(Vec<&'n Pair>),
}

/// A value and its remarks apart; no remarks where they are not plain texts.
fn parted(node: &Node) -> (Inner<'_>, Option<[Option<String>; 5]>) {
    let pairs: Vec<&Pair> = node.pairs().iter().collect();
    if !node.is_map() {
        return (Inner::Leaf(node), Some(Default::default()));
    }
    let mut remarks: [Option<String>; 5] = Default::default();
    let mut whole = !pairs.is_empty();
    for pair in pairs.iter().filter(|pair| is_remark(&pair.key)) {
        let place = REMARKS.iter().position(|remark| *remark == pair.key);
        match (place, pair.node.text()) {
            (Some(place), Some(text)) => remarks[place] = Some(quoted(text)),
            _ => whole = false,
        }
    }
    let kept: Vec<&Pair> = pairs.into_iter().filter(|pair| !is_remark(&pair.key)).collect();
    let inner = match kept.as_slice() {
        [only] if only.key == "value" && !only.node.is_map() => Inner::Leaf(&only.node),
        [only] if only.key == "value" && !only.node.pairs().iter().any(|pair| is_remark(&pair.key)) => {
            Inner::Pairs(only.node.pairs().iter().collect())
        }
        _ => Inner::Pairs(kept),
    };
    (inner, whole.then_some(remarks))
}

/// A value in one cell.
fn plain(leaf: &Node, form: Option<Form>, kind: Option<Kind>) -> Option<EntryCells> {
    let way = if kind.is_some() { CERTAIN } else { "" };
    let cell = match &leaf.content {
        Content::Text(text) => match form {
            Some(Form::Text) => PartCell::Text(quoted(text)),
            Some(Form::Words) if text.contains(',') => PartCell::Text(flow(leaf)),
            Some(Form::Whole(..)) => number_or_text(text, Some(Kind::Factor)),
            _ => number_or_text(text, kind),
        },
        Content::List(items) if matches!(form, Some(Form::Words)) && items.len() > 1 => {
            let words: Option<Vec<&str>> = items.iter().map(Node::text).collect();
            let is_plain = |word: &&str| !word.is_empty() && scalar(word) == *word;
            let words = words.filter(|words| words.iter().all(is_plain));
            PartCell::Text(words.map_or_else(|| flow(leaf), |words| words.join(", ")))
        }
        Content::List(_) => return None,
        _ => PartCell::Text("null".to_owned()),
    };
    Some(EntryCells { way, ..EntryCells::default() }.with(Part::Value, cell))
}

/// A number where the cell says as much, else a text that is read as itself.
fn number_or_text(text: &str, kind: Option<Kind>) -> PartCell {
    if let Some((number, kind)) = kind.and_then(|kind| Some((number(text, kind)?, kind))) {
        return PartCell::Number(number, kind);
    }
    let taken = text.trim() != text
        || text.is_empty()
        || text.starts_with(['{', '[', '"', '\''])
        || matches!(text, "null" | "~");
    PartCell::Text(if taken { serde_json::Value::from(text).to_string() } else { text.to_owned() })
}

/// A value in the cells of a way, if it is written in that way and in no more than its cells hold.
fn in_way(pairs: &[&Pair], way: &Way, kind: Option<Kind>) -> Option<EntryCells> {
    let own = pairs.iter().find(|pair| pair.key == way.name)?;
    let cells = EntryCells { way: way.name, ..EntryCells::default() };
    let cell = |part: Part, text: &str| number_or_text(text, way.kind(part, kind));
    match way.shape {
        Shape::Plain => None,
        Shape::Parameters if pairs.len() == 1 && !own.node.pairs().is_empty() => {
            own.node.pairs().iter().try_fold(cells, |cells, pair| {
                let (part, _) = way.parts.iter().find(|(_, name)| *name == pair.key)?;
                Some(cells.with(*part, cell(*part, pair.node.text()?)))
            })
        }
        Shape::Counts if pairs.len() == 1 => {
            let (events, of) = counts(own.node.text()?)?;
            Some(cells.with(Part::Value, PartCell::Text(events)).with(Part::Of, PartCell::Text(of)))
        }
        Shape::Reference => pairs.iter().try_fold(cells, |cells, pair| {
            let name = if pair.key == way.name { "" } else { &pair.key };
            let (part, _) = way.parts.iter().find(|(_, own)| *own == name)?;
            Some(cells.with(*part, cell(*part, pair.node.text()?)))
        }),
        Shape::Parameters | Shape::Counts => None,
    }
}

/// How many, and out of what: `3 of 8` and `12 in 8 person-years`.
fn counts(text: &str) -> Option<(String, String)> {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    if let Some((events, of)) = text.split_once(" of ").filter(|(events, of)| digits(events) && digits(of)) {
        return Some((events.to_owned(), of.to_owned()));
    }
    let (events, of) =
        text.split_once(" in ").filter(|(events, of)| digits(events) && !digits(of) && of.trim() == *of)?;
    Some((events.to_owned(), of.to_owned()))
}

/// The kind of number that a form holds.
pub(super) const fn kind_of(form: Form) -> Option<Kind> {
    match form {
        Form::Number(kind) | Form::Value(kind) | Form::ValueOrCases(kind) => Some(kind),
        Form::Cost => Some(Kind::Money),
        Form::InnerShare | Form::ShareOrRest | Form::Gain | Form::Bias | Form::Cashable | Form::RateOrSchedule => {
            Some(Kind::Share)
        }
        Form::RelativeRisk => Some(Kind::Factor),
        _ => None,
    }
}
