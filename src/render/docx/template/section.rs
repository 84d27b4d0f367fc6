//! Takes page, header and footer from the sections of a house document.

use roxmltree::{Document, Node};

use super::super::look::OFFICE;
use super::super::sheet::Sheet;
use super::super::styles::{WORD, attribute, child};
use super::xml::written;

/// Which pages a header or footer is for.
const PAGES: [&str; 3] = ["first", "even", "default"];
/// What of a section shapes its pages, in the order of the schema, besides headers and footers.
const SHAPE: [&str; 8] = ["pgSz", "pgMar", "paperSrc", "pgBorders", "pgNumType", "vAlign", "titlePg", "docGrid"];

/// A header or footer of the house document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Furniture {
    /// `header` or `footer`.
    pub(super) kind: &'static str,
    /// Which pages it is for.
    pub(super) pages: &'static str,
    /// The id by which the house document refers to it.
    pub(super) id: String,
}

/// The height of a line of a header or footer, in points.
const LINE: f64 = 16.0;

/// The headers and footers, and what else shapes the pages.
#[derive(Clone, Debug)]
pub(super) struct Section {
    pub(super) furniture: Vec<Furniture>,
    /// The elements that shape the page, in the order of the schema.
    pub(super) shape: String,
    /// The page, without its section.
    pub(super) sheet: Sheet,
    /// Margins, and the distance of header and footer from the edge, in points.
    top: f64,
    bottom: f64,
    header: f64,
    footer: f64,
}

/// The last section of a document, with headers and footers of those before it where it has none.
pub(super) fn section(document: &Document<'_>) -> Section {
    let sections: Vec<Node<'_, '_>> =
        document.descendants().filter(|node| node.has_tag_name((WORD, "sectPr"))).collect();
    let mut furniture: Vec<Furniture> = Vec::new();
    for (kind, element) in [("header", "headerReference"), ("footer", "footerReference")] {
        for pages in PAGES {
            // A section without one has that of the section before it.
            let found = sections.iter().rev().flat_map(|section| section.children()).find(|node| {
                let of = attribute(*node, "type").unwrap_or("default");
                node.has_tag_name((WORD, element)) && of == pages
            });
            let id = found.and_then(|node| node.attribute((OFFICE, "id")));
            furniture.extend(id.map(|id| Furniture { kind, pages, id: id.to_owned() }));
        }
    }
    let last = sections.last().copied();
    let shape = SHAPE.iter().filter_map(|name| Some(written(child(last?, name)?, &[]))).collect();
    let margin = |name, else_| number(last, "pgMar", name, else_).abs();
    Section {
        furniture,
        shape,
        sheet: sheet(last),
        top: margin("top", 1_440.0),
        bottom: margin("bottom", 1_440.0),
        header: margin("header", 720.0),
        footer: margin("footer", 720.0),
    }
}

/// A length of the section in points.
fn number(section: Option<Node<'_, '_>>, element: &str, name: &str, else_: f64) -> f64 {
    let found = section.and_then(|section| child(section, element));
    let found = found.and_then(|node| attribute(node, name)?.parse::<f64>().ok());
    found.filter(|number| number.is_finite()).unwrap_or(else_) / 20.0
}

/// The height that a header or footer takes, in points, as far as its pictures and the number of its lines tell.
pub(super) fn height(document: &Document<'_>) -> f64 {
    let lines = |node: Node<'_, '_>| {
        let pictures = node.descendants().filter(|node| node.tag_name().name() == "inline");
        let extents = pictures.flat_map(|picture| picture.children()).filter(|node| node.tag_name().name() == "extent");
        let tall = extents.filter_map(|node| node.attribute("cy")?.parse::<f64>().ok()).fold(0.0, f64::max);
        (tall / 12_700.0).max(LINE)
    };
    let rows = |table: Node<'_, '_>| {
        let rows = table.children().filter(|node| node.has_tag_name((WORD, "tr")));
        rows.map(|row| {
            let cells = row.children().filter(|node| node.has_tag_name((WORD, "tc")));
            let tall = |cell: Node<'_, '_>| -> f64 {
                cell.children().filter(|node| node.has_tag_name((WORD, "p"))).map(lines).sum()
            };
            cells.map(tall).fold(LINE, f64::max)
        })
        .sum::<f64>()
    };
    let of = |node: Node<'_, '_>| if node.has_tag_name((WORD, "p")) { lines(node) } else { rows(node) };
    document.root_element().children().filter(Node::is_element).map(of).sum()
}

impl Section {
    /// Takes off the page what a header or footer of this height pushes aside.
    pub(super) fn make_room(&mut self, kind: &str, height: f64) {
        let (margin, distance) = if kind == "header" { (self.top, self.header) } else { (self.bottom, self.footer) };
        self.sheet.height = (self.sheet.height - (distance + height - margin).max(0.0)).max(72.0);
    }
}

/// The room between the margins.
fn sheet(section: Option<Node<'_, '_>>) -> Sheet {
    let number = |element: &str, name: &str, else_: f64| number(section, element, name, else_);
    let (width, height) = (number("pgSz", "w", 11_906.0), number("pgSz", "h", 16_838.0));
    // A negative margin is one that header or footer may not push aside.
    let margin = |name, else_| number("pgMar", name, else_).abs();
    let across = margin("left", 1_440.0) + margin("right", 1_440.0) + number("pgMar", "gutter", 0.0);
    let down = margin("top", 1_440.0) + margin("bottom", 1_440.0);
    Sheet { section: String::new(), width: (width - across).max(72.0), height: (height - down).max(72.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_earlier_sections_are_kept() {
        let text = format!(
            "<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\"><w:body><w:p><w:pPr><w:sectPr><w:headerReference w:type=\"default\" r:id=\"a\"/>\
             <w:footerReference w:type=\"first\" r:id=\"b\"/></w:sectPr></w:pPr></w:p><w:sectPr><w:headerReference w:type=\"default\" r:id=\"c\"/>\
             <w:cols w:num=\"3\"/><w:pgMar w:top=\"1000\" w:left=\"500\" w:right=\"500\" w:bottom=\"-1000\"/><w:pgSz w:w=\"12240\" w:h=\"15840\"/><w:titlePg/></w:sectPr></w:body></w:document>"
        );
        let found = section(&Document::parse(&text).unwrap());
        let ids: Vec<(&str, &str)> = found.furniture.iter().map(|one| (one.pages, one.id.as_str())).collect();
        assert_eq!(ids, [("default", "c"), ("first", "b")]);
        assert!(
            found.shape.starts_with("<w:pgSz ") && found.shape.contains("<w:titlePg>") && !found.shape.contains("cols")
        );
        assert!(
            (found.sheet.width - 562.0).abs() < 1e-9 && (found.sheet.height - 692.0).abs() < 1e-9,
            "{:?}",
            found.sheet
        );
    }
}
