//! Turns YAML text into a tree with places, within fixed limits, reporting what the text itself gets wrong.

use super::diagnostic::{Collected, Diagnostic};
use super::syntax;
use super::tree::{Content, Node, Pair, Span};
use crate::scenario::limits::{DEEPEST, MOST_VALUES};
use granit_parser::{Event, Parser, ScalarStyle, StructureStyle, options};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The tree of `text` from byte `offset` on; `None` after a fault that leaves no tree.
pub(super) fn parse(text: &str, offset: usize, source: usize, faults: &mut Collected) -> Option<Node> {
    let mut builder = Builder { text, offset, source, faults, stack: Vec::new(), anchors: HashMap::new(), values: 0 };
    builder.document()
}

/// A collection that is still open.
struct Open {
    start: usize,
    anchor: usize,
    kind: OpenKind,
}

enum OpenKind {
    List(Vec<Node>),
    Map { pairs: Vec<Pair>, keys: HashSet<String>, flow: bool, pending: Option<Key> },
}

/// A key whose value is still to come.
struct Key {
    text: String,
    span: Span,
    usable: bool,
}

struct Builder<'t> {
    text: &'t str,
    offset: usize,
    source: usize,
    faults: &'t mut Collected,
    stack: Vec<Open>,
    anchors: HashMap<usize, Node>,
    values: usize,
}

/// A fault was reported that leaves nothing to go on with.
struct Hopeless;

impl Builder<'_> {
    fn document(&mut self) -> Option<Node> {
        let text = self.text;
        let limits = options! { emit_comments: false, flow_nesting_limit: 200, block_nesting_limit: 200 };
        let mut documents = 0;
        let mut root = None;
        for event in Parser::new_from_str_with_options(text.get(self.offset..)?, limits) {
            let (event, span) = match event {
                Ok((event, span)) => (event, self.span(span)),
                Err(error) => {
                    let at = error.marker().byte_offset().map_or(text.len(), |byte| byte + self.offset);
                    self.faults.push(syntax::explain(&error, text, self.source, at));
                    return None;
                }
            };
            if let Event::DocumentStart(..) = event {
                documents += 1;
                if documents == 2 {
                    let message = "the file holds more than one document: this line starts a second one";
                    self.fault(span, message, "keep one scenario in a file and take out the line `---`");
                    return None;
                }
            }
            match self.event(event, span) {
                Ok(Some(node)) => root = Some(node),
                Ok(None) => {}
                Err(Hopeless) => return None,
            }
        }
        root
    }

    /// Takes in one event; returns the root when it is complete.
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<Option<Node>, Hopeless> {
        if event.tag().is_some() {
            self.fault(
                span,
                "a word that starts with `!` means nothing here",
                "take out the word that starts with `!`",
            );
        }
        match event {
            Event::Scalar(value, style, anchor, _) => {
                let node = Node::new(scalar(&value, style, span), span);
                self.count(1, span)?;
                self.keep(anchor, &node)?;
                self.place(node)
            }
            Event::SequenceStart(_, anchor, _) => self.open(anchor, span, OpenKind::List(Vec::new())),
            Event::MappingStart(style, anchor, _) => {
                let flow = style == StructureStyle::Flow;
                self.open(anchor, span, OpenKind::Map { pairs: Vec::new(), keys: HashSet::new(), flow, pending: None })
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor).cloned() else {
                    self.fault(span, "this alias stands inside the very value that it copies", "write the value out");
                    return Err(Hopeless);
                };
                self.count(node.size(), span)?;
                self.place(node)
            }
            _ => Ok(None),
        }
    }

    fn open(&mut self, anchor: usize, span: Span, kind: OpenKind) -> Result<Option<Node>, Hopeless> {
        self.count(1, span)?;
        if self.stack.len() >= DEEPEST {
            self.fault(
                span,
                format!("this is nested more than {DEEPEST} levels deep"),
                "no scenario needs so many levels",
            );
            return Err(Hopeless);
        }
        self.stack.push(Open { start: span.start, anchor, kind });
        Ok(None)
    }

    fn close(&mut self, span: Span) -> Result<Option<Node>, Hopeless> {
        let Some(open) = self.stack.pop() else { return Ok(None) };
        let (content, last) = match open.kind {
            OpenKind::List(items) => {
                let last = items.last().map_or(open.start, |item| item.span.end);
                (Content::List(Rc::new(items)), last)
            }
            OpenKind::Map { pairs, .. } => {
                let last = pairs.last().map_or(open.start, |pair| pair.node.span.end.max(pair.key_span.end));
                (Content::Map(Rc::new(pairs)), last)
            }
        };
        // The end of an indented block is only noticed on the next line; its last value ends it for the reader. The
        // end of an alias's copy may stand before the block itself.
        let end = if span.end > span.start { span.end } else { last.max(open.start) };
        let node = Node::new(content, Span { source: self.source, start: open.start, end });
        self.keep(open.anchor, &node)?;
        self.place(node)
    }

    /// Remembers a value that aliases may copy.
    fn keep(&mut self, anchor: usize, node: &Node) -> Result<(), Hopeless> {
        if anchor != 0 {
            self.count(node.size(), node.span)?;
            self.anchors.insert(anchor, node.clone());
        }
        Ok(())
    }

    fn count(&mut self, values: usize, span: Span) -> Result<(), Hopeless> {
        self.values = self.values.saturating_add(values);
        if self.values > MOST_VALUES {
            let message = "the file holds more than 200,000 keys and values, aliases counted as often as they copy";
            self.fault(span, message, "make the scenario smaller");
            return Err(Hopeless);
        }
        Ok(())
    }

    /// Puts a complete value where it belongs; returns it if it is the root.
    fn place(&mut self, node: Node) -> Result<Option<Node>, Hopeless> {
        if self.faults.is_full() {
            return Err(Hopeless);
        }
        let Some(open) = self.stack.last_mut() else { return Ok(Some(node)) };
        match &mut open.kind {
            OpenKind::List(items) => items.push(node),
            OpenKind::Map { pairs, keys, flow, pending } => match pending.take() {
                None => {
                    let (key, fault) = key(node);
                    *pending = Some(key);
                    self.faults_extend(fault);
                }
                Some(key) => {
                    let fault = add(pairs, keys, *flow, key, node, self.text);
                    self.faults_extend(fault);
                }
            },
        }
        Ok(None)
    }

    fn faults_extend(&mut self, fault: Option<Diagnostic>) {
        if let Some(fault) = fault {
            self.faults.push(fault);
        }
    }

    fn fault(&mut self, span: Span, message: impl Into<String>, help: &str) {
        self.faults.fault(span.at(""), message, help);
    }

    fn span(&self, span: granit_parser::Span) -> Span {
        let bytes = span.byte_range().unwrap_or(0..0);
        Span { source: self.source, start: bytes.start + self.offset, end: bytes.end.max(bytes.start) + self.offset }
    }
}

/// What a word or quoted text is.
fn scalar(value: &str, style: ScalarStyle, span: Span) -> Content {
    if style == ScalarStyle::Plain {
        if span.start == span.end {
            return Content::Empty { said: false };
        }
        if matches!(value, "null" | "Null" | "NULL" | "~") {
            return Content::Empty { said: true };
        }
    }
    Content::Text(value.to_owned())
}

/// A key, and the fault if it cannot be one.
fn key(node: Node) -> (Key, Option<Diagnostic>) {
    let span = node.span;
    match node.content {
        Content::Text(text) => (Key { text, span, usable: true }, None),
        Content::Empty { said: true } => (Key { text: "null".to_owned(), span, usable: true }, None),
        Content::Empty { said: false } => {
            let fault =
                Diagnostic::error(span.at(""), "there is no name before this colon").help("write `name: value`");
            (Key { text: String::new(), span, usable: false }, Some(fault))
        }
        Content::List(_) | Content::Map(_) | Content::Removed => {
            let fault = Diagnostic::error(span.at(""), "a key must be a word, not a list or something in braces")
                .help("write `key: value`; if this was meant as text, put quotes around it");
            (Key { text: String::new(), span, usable: false }, Some(fault))
        }
    }
}

/// Adds a pair to a mapping unless the key stands there already or is the second half of a split value.
fn add(
    pairs: &mut Vec<Pair>,
    keys: &mut HashSet<String>,
    flow: bool,
    key: Key,
    node: Node,
    text: &str,
) -> Option<Diagnostic> {
    if !key.usable {
        return None;
    }
    if flow
        && matches!(node.content, Content::Empty { said: false })
        && let Some(fault) = split_at_comma(pairs, &key, text)
    {
        return Some(fault);
    }
    if !keys.insert(key.text.clone()) {
        let first = pairs.iter().find(|pair| pair.key == key.text).map_or(key.span, |pair| pair.key_span);
        let line = 1 + text.get(..first.start).map_or(0, |before| before.matches('\n').count());
        let fault = Diagnostic::error(
            key.span.at(""),
            format!("`{}` is given twice; it stands in line {line} already", key.text),
        )
        .label("the second time")
        .help("keep one of the two");
        return Some(fault);
    }
    pairs.push(Pair { key: key.text, key_span: key.span, node });
    None
}

/// The fault of `{mean: £11,000}` and `{label: NHS (CCG, later ICB)}`: a key without a value, after a plain value.
/// The two halves are joined again, so that nothing else is said about them.
fn split_at_comma(pairs: &mut [Pair], key: &Key, text: &str) -> Option<Diagnostic> {
    let before = pairs.last_mut()?;
    let Content::Text(half) = &mut before.node.content else { return None };
    let (start, end) = (before.node.span.start, key.span.end);
    let written = text.get(start..end).filter(|written| !written.contains('\n'))?.to_owned();
    // A value in quotes ends at its quotes; a key alone after it is another mistake.
    if written.starts_with(['"', '\'']) {
        return None;
    }
    half.clone_from(&written);
    before.node.span.end = end;
    let thousands = key.text.chars().next().is_some_and(|first| first.is_ascii_digit());
    let help = if thousands {
        let plain = written.replace(", ", ",");
        let short = shortened(&plain).map_or(String::new(), |short| format!("{short}, "));
        format!("inside braces write {short}{} or \"{plain}\" in quotes", plain.replace(',', "_"))
    } else {
        format!("inside braces put quotes around text that holds a comma: \"{written}\"")
    };
    let message = format!("the comma splits `{written}` in two, because commas separate the entries inside braces");
    Some(
        Diagnostic::error(before.node.span.at(""), message)
            .label(format!("`{}` is read as a key without a value", key.text))
            .help(help),
    )
}

/// `£11,000` as `£11k`, where whole thousands allow it.
fn shortened(written: &str) -> Option<String> {
    written.strip_suffix(",000").map(|thousands| format!("{}k", thousands.replace(',', "_")))
}
