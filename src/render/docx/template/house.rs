//! Reads a house document: what of it papers are set in.

use roxmltree::Document;

use super::super::look::{HEAD, Look, Part, Reference, footer, of};
use super::super::sheet::Sheet;
use super::super::styles::{Styles, WORD, child};
use super::archive::{Archive, Relation};
use super::fault::TemplateFault;
use super::numbering::numbering;
use super::section::{Section, height, section};
use super::styling::styling;
use super::xml::{parsed, written};

/// What of its settings shapes what is set, in the order of the schema.
const SETTINGS: [&str; 10] = [
    "embedTrueTypeFonts",
    "saveSubsetFonts",
    "mirrorMargins",
    "gutterAtTop",
    "defaultTabStop",
    "autoHyphenation",
    "evenAndOddHeaders",
    "compat",
    "themeFontLang",
    "clrSchemeMapping",
];
/// Most parts that header, footer, theme and fonts may need.
const MOST_PARTS: usize = 200;

/// A house document, as far as papers are set in it.
#[derive(Clone, Debug)]
pub struct Template {
    styles: Styles,
    sheet: Sheet,
    bullets: Option<u32>,
    parts: Vec<Part>,
    refers: Vec<Reference>,
    /// Whether it has a footer of its own.
    footed: bool,
}

impl Template {
    /// Reads a .docx or .dotx document.
    ///
    /// # Errors
    ///
    /// When it is no such document, is encrypted, holds macros, is too large or is damaged.
    pub fn read(bytes: &[u8]) -> Result<Self, TemplateFault> {
        let mut archive = Archive::open(bytes)?;
        let main = main_part(&mut archive)?;
        let relations = archive.relations(&main)?;
        let text = archive.text(&main)?.ok_or_else(|| TemplateFault::broken(&main, "it is missing"))?;
        let mut section = section(&parsed(&main, &text)?);
        let mut house = Collector { archive, parts: Vec::new(), refers: Vec::new() };
        let lists = house.text_of("numbering", &relations)?;
        let lists = lists.as_ref().map(|(name, text)| parsed(name, text)).transpose()?;
        let (lists, number) = numbering(lists.as_ref());
        let styles = house.text_of("styles", &relations)?;
        let styles = styles.as_ref().map(|(name, text)| parsed(name, text)).transpose()?;
        let styling = styling(styles.as_ref(), number);
        let settings = house.text_of("settings", &relations)?;
        let settings = settings.as_ref().map(|(name, text)| parsed(name, text)).transpose()?;
        for (kind, text) in
            [("styles", styling.text), ("numbering", lists), ("settings", settings_text(settings.as_ref()))]
        {
            house.refers.push(Reference::inside(format!("rId{kind}"), kind, format!("word/{kind}.xml")));
            house.parts.push(of(kind, text.into_bytes()));
        }
        for kind in ["theme", "fontTable"] {
            if let Some(relation) = inside(&relations, kind) {
                let name = house.take(relation, 0)?;
                house.refers.push(Reference::inside(format!("rId{kind}"), kind, name));
            }
        }
        let (furniture, footed) = house.furniture(&mut section, &relations)?;
        let sheet = Sheet { section: format!("{furniture}{}", section.shape), ..section.sheet };
        let Collector { parts, refers, .. } = house;
        let bullets = styling.bare_bullets.then_some(number);
        Ok(Self { styles: styling.styles, sheet, bullets, parts, refers, footed })
    }

    /// How a paper with this title is set in it: it brings our footer where it has none.
    pub(in super::super) fn look(&self, title: &str) -> Look {
        let mut look = Look {
            styles: self.styles.clone(),
            sheet: self.sheet.clone(),
            bullets: self.bullets,
            parts: self.parts.clone(),
            refers: self.refers.clone(),
        };
        if !self.footed {
            look.parts.push(footer(title, self.styles.id("Footer")));
            look.refers.push(Reference::inside("rIdFooter", "footer", "word/footer1.xml"));
            let own = "<w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/>";
            look.sheet.section.insert_str(0, own);
        }
        look
    }
}

/// The name of the part that holds the text, of a document without macros.
fn main_part(archive: &mut Archive<'_>) -> Result<String, TemplateFault> {
    let relations = archive.relations("")?;
    let main = inside(&relations, "officeDocument").map(|relation| relation.target.clone());
    let main = main.ok_or_else(|| TemplateFault::of("it is no Word document", "name a .docx or .dotx file"))?;
    let kind = archive.kind(&main).unwrap_or_default().to_owned();
    if kind.contains("macroEnabled") || archive.has_kind("vbaProject") {
        return Err(TemplateFault::of(
            "it may hold macros (.docm or .dotm)",
            "save it as a Word document (.docx) or template (.dotx) without macros",
        ));
    }
    if !kind.contains("wordprocessingml") {
        return Err(TemplateFault::of("it is no Word document", "name a .docx or .dotx file"));
    }
    Ok(main)
}

/// The first reference of a kind to a part of the document.
fn inside<'a>(relations: &'a [Relation], kind: &str) -> Option<&'a Relation> {
    relations.iter().find(|relation| relation.kind == kind && !relation.outside)
}

/// What of the settings shapes what is set.
fn settings_text(settings: Option<&Document<'_>>) -> String {
    let root = settings.map(Document::root_element);
    let kept: String = SETTINGS.iter().filter_map(|name| Some(written(child(root?, name)?, &[]))).collect();
    format!("{HEAD}<w:settings xmlns:w=\"{WORD}\">{kept}</w:settings>")
}

/// Gathers the parts that are taken along.
struct Collector<'b> {
    archive: Archive<'b>,
    parts: Vec<Part>,
    refers: Vec<Reference>,
}

impl Collector<'_> {
    /// Name and text of the part of a kind.
    fn text_of(&mut self, kind: &str, relations: &[Relation]) -> Result<Option<(String, String)>, TemplateFault> {
        let Some(relation) = inside(relations, kind) else { return Ok(None) };
        Ok(self.archive.text(&relation.target)?.map(|text| (relation.target.clone(), text)))
    }

    /// Takes headers and footers along; what the section says of them, and whether there is a footer.
    fn furniture(&mut self, section: &mut Section, relations: &[Relation]) -> Result<(String, bool), TemplateFault> {
        let (mut said, mut footed) = (String::new(), false);
        let mut heights = [("header", 0.0_f64), ("footer", 0.0)];
        for one in &section.furniture {
            let Some(relation) = relations.iter().find(|relation| relation.id == one.id && !relation.outside) else {
                continue;
            };
            let height = self
                .archive
                .text(&relation.target)?
                .map_or(Ok(0.0), |text| Ok(height(&parsed(&relation.target, &text)?)))?;
            heights.iter_mut().filter(|(kind, _)| *kind == one.kind).for_each(|(_, most)| *most = most.max(height));
            let name = self.take(relation, 0)?;
            let id = format!("rId{}{}", one.kind, one.pages);
            self.refers.push(Reference::inside(&id, one.kind, name));
            said.push_str(&format!("<w:{}Reference w:type=\"{}\" r:id=\"{id}\"/>", one.kind, one.pages));
            footed |= one.kind == "footer";
        }
        heights.into_iter().for_each(|(kind, height)| section.make_room(kind, height));
        Ok((said, footed))
    }

    /// Takes a part along as it is, with what it refers to, and gives the name that it has from now on.
    fn take(&mut self, relation: &Relation, depth: usize) -> Result<String, TemplateFault> {
        let old = relation.target.as_str();
        if self.parts.len() >= MOST_PARTS || depth > 3 {
            let remedy = "use a document with simpler header, footer and theme";
            return Err(TemplateFault::refused(
                old,
                "header, footer, theme and fonts need more than 200 parts",
                remedy,
            ));
        }
        let bytes = self.archive.bytes(old)?.ok_or_else(|| TemplateFault::broken(old, "it is missing"))?;
        let ending = old.rsplit_once('.').map_or("bin", |(_, ending)| ending).to_lowercase();
        let is_xml = ending == "xml";
        if is_xml {
            let text = std::str::from_utf8(&bytes).map_err(|_| TemplateFault::broken(old, "it is not UTF-8 text"))?;
            let document = parsed(old, text.strip_prefix('\u{feff}').unwrap_or(text))?;
            harmless(old, &document)?;
        }
        let kind = self.archive.kind(old).unwrap_or("application/octet-stream").to_owned();
        let name = format!("word/house{}.{}", self.parts.len() + 1, if letters(&ending) { &ending } else { "bin" });
        let place = self.parts.len();
        self.parts.push(Part { name: name.clone(), content_type: kind, bytes, refers: Vec::new() });
        let mut refers = Vec::new();
        for inner in self.archive.relations(old)? {
            match (inner.kind.as_str(), inner.outside) {
                ("hyperlink", true) => {
                    refers.push(Reference { id: inner.id, kind: inner.kind, target: inner.target, outside: true });
                }
                ("image" | "font", false) => {
                    let target = self.take(&inner, depth + 1)?;
                    refers.push(Reference::inside(inner.id, &inner.kind, target));
                }
                (kind, true) => {
                    let reason = format!("it loads something from elsewhere ({kind})");
                    return Err(TemplateFault::refused(old, reason, "embed it in the document, or take it out"));
                }
                (kind, false) => {
                    let reason = format!("it holds something that is no text or picture ({kind})");
                    return Err(TemplateFault::refused(
                        old,
                        reason,
                        "put a picture of it in its place, or take it out",
                    ));
                }
            }
        }
        self.parts[place].refers = refers;
        Ok(name)
    }
}

/// Whether an ending is a plain word.
fn letters(ending: &str) -> bool {
    (1..=8).contains(&ending.len()) && ending.bytes().all(|letter| letter.is_ascii_alphanumeric())
}

/// Refuses fields that fetch or start something.
fn harmless(place: &str, document: &Document<'_>) -> Result<(), TemplateFault> {
    let texts =
        document.descendants().filter(|node| node.has_tag_name((WORD, "instrText"))).filter_map(|node| node.text());
    let simple = document.descendants().filter_map(|node| node.attribute((WORD, "instr")));
    let said: String = texts.chain(simple).collect::<String>().to_uppercase();
    match ["DDE", "INCLUDEPICTURE", "INCLUDETEXT", "MACROBUTTON"].into_iter().find(|field| said.contains(field)) {
        Some(field) => Err(TemplateFault::refused(
            place,
            format!("it holds a field that fetches or starts something ({field})"),
            "take the field out",
        )),
        None => Ok(()),
    }
}
