//! Maps our styles to those of a house document by name, and adds those that it lacks.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::super::look::HEAD;
use super::super::styles::{OURS, Styles, WORD, attribute, child, value};
use super::xml::written;

/// The colour of our headings and numbers.
const COLOUR: &str = "<w:color w:val=\"0B5165\"></w:color>";

/// Our style of tables, and what a house calls the like.
const TABLES: [&str; 2] = ["Averted Table", "Table Grid"];

/// The styles of a document in which ours have their places.
#[derive(Debug)]
pub(super) struct Styling {
    /// The text of `styles.xml`.
    pub(super) text: String,
    pub(super) styles: Styles,
    /// Whether bullets have to be named in every paragraph, as the style of bullets does not say so.
    pub(super) bare_bullets: bool,
}

/// The styles of `house`, with those of ours that it lacks; `list` is the number of our bullets.
pub(super) fn styling(house: Option<&Document<'_>>, list: u32) -> Styling {
    let ours = Document::parse(OURS).ok();
    let known: Vec<Node<'_, '_>> = root(house).into_iter().flat_map(styles_of).collect();
    let mut taken: BTreeSet<String> =
        known.iter().filter_map(|node| Some(attribute(*node, "styleId")?.to_owned())).collect();
    let (mut ids, mut missing) = (BTreeMap::new(), Vec::new());
    for own in root(ours.as_ref()).into_iter().flat_map(styles_of) {
        let Some(id) = attribute(own, "styleId") else { continue };
        if let Some(theirs) = known.iter().find(|node| alike(own, **node)) {
            ids.insert(id.to_owned(), attribute(*theirs, "styleId").unwrap_or(id).to_owned());
        } else {
            let free = std::iter::once(id.to_owned()).chain((2..).map(|number| format!("{id}{number}")));
            let free = free.into_iter().find(|id| !taken.contains(id)).unwrap_or_default();
            taken.insert(free.clone());
            ids.insert(id.to_owned(), free);
            missing.push(own);
        }
    }
    let bullets = known.iter().find(|node| ids.get("ListBullet").map(String::as_str) == attribute(**node, "styleId"));
    let bare_bullets = bullets.is_some_and(|style| !numbered(*style, &known));
    let text = text(root(house), &missing, &ids, list);
    let styles = match Document::parse(&text) {
        Ok(document) => Styles::of(&document, ids),
        Err(_) => Styles::ours(),
    };
    Styling { text, styles, bare_bullets }
}

fn root<'a, 'i>(document: Option<&'a Document<'i>>) -> Option<Node<'a, 'i>> {
    document.map(Document::root_element)
}

fn styles_of<'a, 'i>(root: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    root.children().filter(|node| node.has_tag_name((WORD, "style")))
}

/// Whether a style of the house has the place of one of ours: it is its default of that kind, or goes by the same name.
fn alike(own: Node<'_, '_>, theirs: Node<'_, '_>) -> bool {
    let kind = |node| attribute(node, "type").unwrap_or("paragraph").to_owned();
    let default = |node| attribute(node, "default").is_some_and(|on| matches!(on, "1" | "true" | "on"));
    if kind(own) != kind(theirs) {
        return false;
    }
    if default(own) && default(theirs) {
        return true;
    }
    let (Some(name), Some(named)) = (value(own, "name"), value(theirs, "name")) else { return false };
    let aliases = value(theirs, "aliases").unwrap_or_default();
    let same = |other: &str| name.eq_ignore_ascii_case(other.trim());
    same(named) || aliases.split(',').any(same) || (name == TABLES[0] && TABLES[1].eq_ignore_ascii_case(named))
}

/// Whether a style, or one that it is based on, says to which list its paragraphs belong.
fn numbered(style: Node<'_, '_>, known: &[Node<'_, '_>]) -> bool {
    let mut next = Some(style);
    for _ in 0..30 {
        let Some(style) = next else { return false };
        if child(style, "pPr").and_then(|paragraph| child(paragraph, "numPr")).is_some() {
            return true;
        }
        next = value(style, "basedOn")
            .and_then(|base| known.iter().find(|node| attribute(**node, "styleId") == Some(base)))
            .copied();
    }
    false
}

fn text(house: Option<Node<'_, '_>>, missing: &[Node<'_, '_>], ids: &BTreeMap<String, String>, list: u32) -> String {
    let mut out = format!("{HEAD}<w:styles xmlns:w=\"{WORD}\">");
    for node in house.into_iter().flat_map(|root| root.children()) {
        out.push_str(&written(node, &[]));
    }
    for own in missing {
        out.push_str(&renamed(*own, ids, list));
    }
    out.push_str("</w:styles>");
    out
}

/// One of our styles, with the ids that styles have in the house, and with our bullets by their number there.
fn renamed(own: Node<'_, '_>, ids: &BTreeMap<String, String>, list: u32) -> String {
    let mut text = written(own, &[]);
    let id = |own: &str| ids.get(own).map_or_else(|| own.to_owned(), Clone::clone);
    for (attribute_of, found) in [("w:styleId", attribute(own, "styleId"))] {
        if let Some(found) = found {
            text =
                text.replacen(&format!("{attribute_of}=\"{found}\""), &format!("{attribute_of}=\"{}\"", id(found)), 1);
        }
    }
    for element in ["basedOn", "next"] {
        if let Some(found) = value(own, element) {
            let (from, to) =
                (format!("<w:{element} w:val=\"{found}\">"), format!("<w:{element} w:val=\"{}\">", id(found)));
            text = text.replacen(&from, &to, 1);
        }
    }
    // A house has colours of its own.
    text = text.replace(COLOUR, "");
    // Our only list is the first of ours.
    text.replacen("<w:numId w:val=\"1\">", &format!("<w:numId w:val=\"{list}\">"), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(styles: &str) -> Styling {
        let text = format!("<w:styles xmlns:w=\"{WORD}\">{styles}</w:styles>");
        styling(Some(&Document::parse(&text).unwrap()), 5)
    }

    #[test]
    fn styles_are_found_by_name_and_those_missing_are_added() {
        let found = house(
            "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name w:val=\"Normal\"/></w:style>\
             <w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"Heading 1\"/></w:style>\
             <w:style w:type=\"character\" w:styleId=\"Title\"><w:name w:val=\"title\"/></w:style>\
             <w:style w:type=\"table\" w:styleId=\"Gitter\"><w:name w:val=\"Table Grid\"/></w:style>",
        );
        let id = |ours| found.styles.id(ours).to_owned();
        assert_eq!(
            [id("Normal"), id("Heading1"), id("Averted"), id("Title")],
            ["Standard", "berschrift1", "Gitter", "Title2"]
        );
        assert!(found.text.contains("w:styleId=\"Title2\"") && found.text.contains("<w:basedOn w:val=\"Standard\">"));
        assert!(OURS.contains("0B5165") && !found.text.contains("0B5165"));
        assert!(found.text.contains("<w:numId w:val=\"5\">") && !found.bare_bullets);
        assert_eq!(found.text.matches("w:default=\"1\"").count(), 3, "one default of each kind");
    }

    #[test]
    fn bullets_without_a_list_are_told() {
        let bullet = |inside: &str| {
            house(&format!(
                "<w:style w:type=\"paragraph\" w:styleId=\"B\"><w:name w:val=\"List Bullet\"/>{inside}</w:style>"
            ))
            .bare_bullets
        };
        assert!(bullet(""));
        assert!(!bullet("<w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr>"));
    }
}
