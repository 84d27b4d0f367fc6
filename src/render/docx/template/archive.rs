//! Opens a Word document as the archive that it is, and reads its parts, never more than is set as the limit.

use std::io::{Cursor, Read as _};

use roxmltree::Document;
use zip::ZipArchive;

use super::fault::TemplateFault;
use super::xml::parsed;

/// Largest document that is read, in bytes.
pub const LARGEST: u64 = 32 << 20;
/// Largest part, in bytes, once it is unpacked.
const LARGEST_PART: u64 = 16 << 20;
/// Most bytes of all parts that are read.
const LARGEST_SUM: usize = 64 << 20;
/// Most files in the archive.
const MOST_FILES: usize = 4_000;

const KIND: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// Begins every file of the formats before .docx, and every document that is encrypted.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// What a part refers to.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type, such as `header`.
    pub(super) kind: String,
    /// The part by its full name, or the address.
    pub(super) target: String,
    pub(super) outside: bool,
}

/// The archive, and how much of it was read.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    read: usize,
    types: Vec<(Named, String)>,
}

/// What a content type is of.
enum Named {
    Part(String),
    Ending(String),
}

impl<'b> Archive<'b> {
    /// Opens a document.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, TemplateFault> {
        if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
            return Err(TemplateFault::of("it is larger than 32 MiB", "take large pictures out of it"));
        }
        if bytes.starts_with(COMPOUND) {
            let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            return Err(if bytes.windows(encrypted.len()).any(|window| window == encrypted) {
                TemplateFault::of(
                    "it is encrypted",
                    "take the password off it (File, Info, Protect Document) and save it",
                )
            } else {
                TemplateFault::of("it is a Word 97-2003 document (.doc)", "save it as a Word document (.docx)")
            });
        }
        let no_word = || TemplateFault::of("it is no Word document", "name a .docx or .dotx file");
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| no_word())?;
        if zip.len() > MOST_FILES {
            return Err(TemplateFault::of("it holds more than 4,000 files", "use a document of fewer parts"));
        }
        let mut archive = Self { zip, read: 0, types: Vec::new() };
        let text = archive.text("[Content_Types].xml")?.ok_or_else(no_word)?;
        archive.types = types(&parsed("[Content_Types].xml", &text)?);
        Ok(archive)
    }

    /// The bytes of a part; `None` where there is no such part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, TemplateFault> {
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(TemplateFault::broken(name, "it cannot be unpacked")),
        };
        let mut bytes = Vec::new();
        // What the archive says of the size is not trusted: one byte more than is allowed tells.
        part.take(LARGEST_PART + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| TemplateFault::broken(name, "it is damaged"))?;
        self.read = self.read.saturating_add(bytes.len());
        if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST_PART) || self.read > LARGEST_SUM {
            let reason = "it takes more room than 16 MiB once it is unpacked, or all parts take more than 64 MiB";
            return Err(TemplateFault::refused(name, reason, "take large pictures out of header and footer"));
        }
        Ok(Some(bytes))
    }

    /// The text of a part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, TemplateFault> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let text = String::from_utf8(bytes).map_err(|_| TemplateFault::broken(name, "it is not UTF-8 text"))?;
        Ok(Some(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned)))
    }

    /// What `part` refers to; the whole archive where that is empty.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, TemplateFault> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let between = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{between}_rels/{file}.rels");
        let Some(text) = self.text(&name)? else { return Ok(Vec::new()) };
        let document = parsed(&name, &text)?;
        let nodes = document.root_element().children().filter(|node| node.has_tag_name((RELATIONS, "Relationship")));
        let relations = nodes.filter_map(|node| {
            let outside = node.attribute("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
            let target = node.attribute("Target")?;
            Some(Relation {
                id: node.attribute("Id")?.to_owned(),
                kind: node.attribute("Type")?.rsplit('/').next()?.to_owned(),
                target: if outside { target.to_owned() } else { joined(folder, target) },
                outside,
            })
        });
        Ok(relations.collect())
    }

    /// The content type of a part.
    pub(super) fn kind(&self, name: &str) -> Option<&str> {
        let named = |of: &Named| matches!(of, Named::Part(part) if part.eq_ignore_ascii_case(name));
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let ends = |of: &Named| matches!(of, Named::Ending(own) if own.eq_ignore_ascii_case(ending));
        let found = self.types.iter().find(|(of, _)| named(of)).or_else(|| self.types.iter().find(|(of, _)| ends(of)));
        found.map(|(_, kind)| kind.as_str())
    }

    /// Whether any part is of a type that holds `word`.
    pub(super) fn has_kind(&self, word: &str) -> bool {
        self.types.iter().any(|(_, kind)| kind.contains(word))
    }
}

fn types(document: &Document<'_>) -> Vec<(Named, String)> {
    let each = document.root_element().children().filter_map(|node| {
        let kind = || Some(node.attribute("ContentType")?.to_owned());
        if node.has_tag_name((KIND, "Override")) {
            Some((Named::Part(node.attribute("PartName")?.trim_start_matches('/').to_owned()), kind()?))
        } else if node.has_tag_name((KIND, "Default")) {
            Some((Named::Ending(node.attribute("Extension")?.to_owned()), kind()?))
        } else {
            None
        }
    });
    each.collect()
}

/// The part that a reference from `folder` leads to.
fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_stay_in_the_document() {
        assert_eq!(joined("word", "media/a.png"), "word/media/a.png");
        assert_eq!(joined("word", "/word/theme/theme1.xml"), "word/theme/theme1.xml");
        assert_eq!(joined("word", "../../../etc/passwd"), "etc/passwd");
    }

    #[test]
    fn what_is_no_word_document_is_told_apart() {
        let fault = |bytes: &[u8]| Archive::open(bytes).err().map(|fault| fault.to_string()).unwrap_or_default();
        assert!(fault(b"%PDF-1.7").contains("no Word document"));
        assert!(fault(COMPOUND).contains("Word 97-2003"));
        let mut encrypted = COMPOUND.to_vec();
        encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert!(fault(&encrypted).contains("it is encrypted; take the password off"));
    }
}
