//! Parses XML within limits, and writes what is understood of it again, all else left out.

use roxmltree::{Document, Node, ParsingOptions};

use super::super::element::escaped;
use super::super::look::OFFICE;
use super::super::styles::WORD;
use super::fault::TemplateFault;

/// Most nodes of a part.
const MOST_NODES: u32 = 1_000_000;
/// Most elements within each other.
const DEEPEST: usize = 60;
/// The namespace of alternatives between which a reader chooses.
const ALTERNATIVES: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
/// The namespace of the strict variant of the format.
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// Parses a part.
pub(super) fn parsed<'a>(name: &str, text: &'a str) -> Result<Document<'a>, TemplateFault> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        let at = error.pos();
        let reason = match error {
            roxmltree::Error::NodesLimitReached => "it holds more than 1,000,000 pieces".to_owned(),
            roxmltree::Error::DtdDetected => "it declares a document type, which no Word document does".to_owned(),
            _ => format!("its XML is broken (line {}, column {})", at.row, at.col),
        };
        TemplateFault::broken(name, reason)
    })?;
    if document.root_element().tag_name().namespace() == Some(STRICT) {
        return Err(TemplateFault::refused(
            name,
            "it is a Strict Open XML document",
            "save it as “Word Document (.docx)”, not as “Strict Open XML Document”",
        ));
    }
    Ok(document)
}

/// An element of WordprocessingML as it is written here, with what is in it; elements whose name is `left_out`, and all
/// that is of another vocabulary, are not.
pub(super) fn written(node: Node<'_, '_>, left_out: &[&str]) -> String {
    let mut out = String::new();
    write(&mut out, node, left_out, 0);
    out
}

fn write(out: &mut String, node: Node<'_, '_>, left_out: &[&str], depth: usize) {
    let name = node.tag_name();
    if name.namespace() == Some(ALTERNATIVES) && name.name() == "AlternateContent" && depth < DEEPEST {
        let fallback = node.children().find(|child| child.has_tag_name((ALTERNATIVES, "Fallback")));
        for child in fallback.into_iter().flat_map(|fallback| fallback.children()) {
            write(out, child, left_out, depth + 1);
        }
        return;
    }
    if name.namespace() != Some(WORD) || left_out.contains(&name.name()) || depth >= DEEPEST {
        return;
    }
    out.push_str("<w:");
    out.push_str(name.name());
    for attribute in node.attributes() {
        let prefix = match attribute.namespace() {
            Some(WORD) => "w",
            Some(OFFICE) => "r",
            _ => continue,
        };
        out.push_str(&format!(" {prefix}:{}=\"{}\"", attribute.name(), escaped(attribute.value())));
    }
    out.push('>');
    for child in node.children() {
        if child.is_element() {
            write(out, child, left_out, depth + 1);
        }
    }
    out.push_str("</w:");
    out.push_str(name.name());
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_understood_is_written_again() {
        let text = format!(
            "<x:rPr xmlns:x=\"{WORD}\" xmlns:other=\"urn:o\" xmlns:mc=\"{ALTERNATIVES}\"><x:b/><other:glow size=\"3\"/>\
             <x:sz x:val=\"2&quot;4\" other:val=\"9\"/><mc:AlternateContent><mc:Choice><x:i/></mc:Choice><mc:Fallback><x:u/></mc:Fallback>\
             </mc:AlternateContent><x:rsid/></x:rPr>"
        );
        let document = parsed("a.xml", &text).unwrap();
        let found = written(document.root_element(), &["rsid"]);
        assert_eq!(found, "<w:rPr><w:b></w:b><w:sz w:val=\"2&quot;4\"></w:sz><w:u></w:u></w:rPr>");
    }

    #[test]
    fn what_is_broken_deep_or_strict_is_refused_or_cut() {
        assert!(parsed("a.xml", "<a><b></a>").unwrap_err().to_string().starts_with("a.xml: its XML is broken (line 1"));
        assert!(parsed("a.xml", "<!DOCTYPE a []><a/>").unwrap_err().to_string().contains("document type"));
        assert!(parsed("a.xml", &format!("<a xmlns=\"{STRICT}\"/>")).unwrap_err().to_string().contains("Strict"));
        let deep = format!("<w:a xmlns:w=\"{WORD}\">{}{}</w:a>", "<w:b>".repeat(500), "</w:b>".repeat(500));
        assert_eq!(written(parsed("a.xml", &deep).unwrap().root_element(), &[]).matches("<w:b>").count(), DEEPEST - 1);
    }
}
