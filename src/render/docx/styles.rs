//! Knows the styles that a paper is set in: which id each has in the document, and how much room its text takes.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

/// The namespace of WordprocessingML.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Our styles, by the ids that they have here.
pub(super) const OURS: &str = include_str!("styles.xml");

/// The id of our style of tables.
pub(super) const TABLE: &str = "Averted";

/// Styles that a style may be based on, one on another, before a circle is suspected.
const DEEPEST: usize = 30;

/// How much room the text of a style takes, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    /// What an em of its letters measures, by the breadth of its font.
    pub(super) em: f64,
    /// From one line to the next.
    pub(super) leading: f64,
    /// Left free above it.
    pub(super) before: f64,
    /// Left free below it.
    pub(super) after: f64,
    /// Left free beside it.
    pub(super) indent: f64,
}

impl Default for Type {
    fn default() -> Self {
        Self { em: 11.0, leading: 14.0, before: 0.0, after: 8.0, indent: 0.0 }
    }
}

/// Ids and room of all styles.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    /// The id in the document of each of ours, where it is another.
    pub(super) ids: BTreeMap<String, String>,
    /// Room by the id in the document.
    types: BTreeMap<String, Type>,
}

impl Styles {
    /// Our own.
    pub(super) fn ours() -> Self {
        let types = Document::parse(OURS).map(|document| types(&document)).unwrap_or_default();
        Self { ids: BTreeMap::new(), types }
    }

    /// Those of a document in which ours go by other `ids`.
    pub(super) fn of(styles: &Document<'_>, ids: BTreeMap<String, String>) -> Self {
        Self { ids, types: types(styles) }
    }

    /// The id of one of ours in the document.
    pub(super) fn id<'a>(&'a self, ours: &'a str) -> &'a str {
        self.ids.get(ours).map_or(ours, String::as_str)
    }

    /// The room that text in one of ours takes.
    pub(super) fn room(&self, ours: &str) -> Type {
        self.types.get(self.id(ours)).copied().unwrap_or_default()
    }
}

/// The first child of this name in the namespace of WordprocessingML.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.has_tag_name((WORD, name)))
}

/// An attribute in the namespace of WordprocessingML.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((WORD, name))
}

/// The value of the child of this name.
pub(super) fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    attribute(child(node, name)?, "val")
}

/// What a style says of itself.
#[derive(Clone, Copy, Debug, Default)]
struct Said<'a> {
    half_points: Option<f64>,
    font: Option<&'a str>,
    before: Option<f64>,
    after: Option<f64>,
    line: Option<(f64, bool)>,
    left: Option<f64>,
    right: Option<f64>,
}

impl<'a> Said<'a> {
    fn of(runs: Option<Node<'a, '_>>, paragraph: Option<Node<'a, '_>>) -> Self {
        let number =
            |node: Node<'a, '_>, name| attribute(node, name)?.parse::<f64>().ok().filter(|number| number.is_finite());
        let spacing = paragraph.and_then(|paragraph| child(paragraph, "spacing"));
        let indent = paragraph.and_then(|paragraph| child(paragraph, "ind"));
        let of = |node: Option<Node<'a, '_>>, name| node.and_then(|node| number(node, name));
        let multiple = spacing.and_then(|node| attribute(node, "lineRule")).is_none_or(|rule| rule == "auto");
        Self {
            half_points: of(runs.and_then(|runs| child(runs, "sz")), "val"),
            font: runs.and_then(|runs| child(runs, "rFonts")).and_then(|fonts| attribute(fonts, "ascii")),
            before: of(spacing, "before"),
            after: of(spacing, "after"),
            line: of(spacing, "line").map(|line| (line, multiple)),
            left: of(indent, "left").or_else(|| of(indent, "start")),
            right: of(indent, "right").or_else(|| of(indent, "end")),
        }
    }

    /// The same, with what `base` says where it says nothing.
    fn over(self, base: Self) -> Self {
        Self {
            half_points: self.half_points.or(base.half_points),
            font: self.font.or(base.font),
            before: self.before.or(base.before),
            after: self.after.or(base.after),
            line: self.line.or(base.line),
            left: self.left.or(base.left),
            right: self.right.or(base.right),
        }
    }

    fn room(self) -> Type {
        let size = self.half_points.unwrap_or(20.0) / 2.0;
        let twips = |number: Option<f64>| number.unwrap_or(0.0).clamp(-31_680.0, 31_680.0) / 20.0;
        // A line of most fonts is 1.22 times as high as their size says.
        let natural = size * 1.22;
        let leading = match self.line {
            Some((line, true)) => natural * line / 240.0,
            Some((line, false)) => (line / 20.0).max(natural),
            None => natural,
        };
        Type {
            em: size * self.font.map_or(1.05, breadth),
            leading,
            before: twips(self.before),
            after: twips(self.after),
            indent: twips(self.left) + twips(self.right),
        }
    }
}

/// How wide a font runs beside Arial.
fn breadth(font: &str) -> f64 {
    match font.to_lowercase().as_str() {
        "calibri" | "carlito" | "times new roman" | "garamond" | "gill sans mt" => 0.94,
        "arial" | "helvetica" | "liberation sans" | "segoe ui" | "aptos" => 1.0,
        "verdana" => 1.18,
        _ => 1.08,
    }
}

/// The room of every style of a document.
fn types(document: &Document<'_>) -> BTreeMap<String, Type> {
    let root = document.root_element();
    let defaults = child(root, "docDefaults");
    let inner = |outer, name| child(child(defaults?, outer)?, name);
    let base = Said::of(inner("rPrDefault", "rPr"), inner("pPrDefault", "pPr"));
    let styles = || root.children().filter(|node| node.has_tag_name((WORD, "style")));
    let by_id: BTreeMap<&str, Node<'_, '_>> =
        styles().filter_map(|node| Some((attribute(node, "styleId")?, node))).collect();
    let resolved = |id: &str| {
        let mut said = Said::default();
        let mut next = by_id.get(id).copied();
        for _ in 0..DEEPEST {
            let Some(style) = next else { break };
            said = said.over(Said::of(child(style, "rPr"), child(style, "pPr")));
            next = value(style, "basedOn").and_then(|base| by_id.get(base)).copied();
        }
        said.over(base).room()
    };
    by_id.keys().map(|id| ((*id).to_owned(), resolved(id))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_takes_from_what_it_is_based_on() {
        let styles = Styles::ours();
        let (text, title) = (styles.room("Normal"), styles.room("Title"));
        assert!((text.em - 9.4).abs() < 1e-9 && (text.after - 3.0).abs() < 1e-9, "{text:?}");
        assert!((title.em - 16.92).abs() < 1e-9 && title.after < text.after, "{title:?}");
        assert!(styles.room("TableCaption").em < text.em);
    }

    #[test]
    fn styles_in_a_circle_end() {
        let circle = format!(
            "<w:styles xmlns:w=\"{WORD}\"><w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style>\
             <w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/><w:rPr><w:sz w:val=\"30\"/></w:rPr></w:style></w:styles>"
        );
        let found = types(&Document::parse(&circle).unwrap());
        assert!((found["a"].em - 15.0 * 1.05).abs() < 1e-9);
    }
}
