//! Holds all of a Word document but its body: styles, page, header and footer, and every part that these need.

use super::element::escaped;
use super::sheet::Sheet;
use super::styles::{OURS, Styles, WORD};

/// The head of every part.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Kinds of relationships between parts begin with this.
pub(super) const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Kinds of parts begin with this.
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A file within the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its name, without a slash before it.
    pub(super) name: String,
    /// What it is.
    pub(super) content_type: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// What it refers to.
    pub(super) refers: Vec<Reference>,
}

/// A reference from one part to another, or to a page elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// Its id within the part.
    pub(super) id: String,
    /// What it is for, such as `styles`.
    pub(super) kind: String,
    /// The part, by its full name; or the address.
    pub(super) target: String,
    /// Whether it leads out of the document.
    pub(super) outside: bool,
}

impl Reference {
    /// A reference to a part.
    pub(super) fn inside(id: impl Into<String>, kind: &str, part: impl Into<String>) -> Self {
        Self { id: id.into(), kind: kind.to_owned(), target: part.into(), outside: false }
    }
}

/// All of a document but its body.
#[derive(Clone, Debug)]
pub(super) struct Look {
    /// Its styles.
    pub(super) styles: Styles,
    /// Its page.
    pub(super) sheet: Sheet,
    /// The list that bullets belong to, where the style of bullets does not say so.
    pub(super) bullets: Option<u32>,
    /// Its parts, but for the body.
    pub(super) parts: Vec<Part>,
    /// What the body refers to besides its figures.
    pub(super) refers: Vec<Reference>,
}

impl Look {
    /// Our own, with this line at the foot of each page.
    pub(super) fn ours(foot: &str) -> Self {
        let part = |name: &str, bytes: &str| of(name, bytes.as_bytes().to_vec());
        let parts = vec![
            part("styles", OURS),
            part("numbering", include_str!("numbering.xml")),
            part("settings", include_str!("settings.xml")),
            footer(foot, "Footer"),
        ];
        let refers = vec![
            Reference::inside("rIdStyles", "styles", "word/styles.xml"),
            Reference::inside("rIdNumbering", "numbering", "word/numbering.xml"),
            Reference::inside("rIdSettings", "settings", "word/settings.xml"),
            Reference::inside("rIdFooter", "footer", "word/footer1.xml"),
        ];
        Self { styles: Styles::ours(), sheet: Sheet::a4(), bullets: None, parts, refers }
    }
}

/// The part of this kind.
pub(super) fn of(kind: &str, bytes: Vec<u8>) -> Part {
    Part { name: format!("word/{kind}.xml"), content_type: format!("{KIND}.{kind}+xml"), bytes, refers: Vec::new() }
}

/// A footer that says `foot` and the number of the page, in the style of this id.
pub(super) fn footer(foot: &str, style: &str) -> Part {
    let text = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \">{}</w:fldSimple>", text("1"));
    let bytes = format!(
        "{HEAD}<w:ftr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>{}{}{}{}</w:p></w:ftr>",
        escaped(style),
        text(&format!("{} · page ", escaped(foot))),
        field("PAGE"),
        text(" of "),
        field("NUMPAGES")
    );
    Part { name: "word/footer1.xml".to_owned(), ..of("footer", bytes.into_bytes()) }
}
