//! Adds our list of bullets to the lists of a house document.

use roxmltree::Document;

use super::super::look::HEAD;
use super::super::styles::{WORD, attribute};
use super::xml::written;

/// Our bullets.
const LEVEL: &str = "<w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/>\
                     <w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"284\" w:hanging=\"227\"/></w:pPr></w:lvl>";
/// Pictures as bullets, which would need parts of their own.
const LEFT_OUT: [&str; 2] = ["numPicBullet", "lvlPicBulletId"];

/// The lists of a document with ours among them, and the number of ours.
pub(super) fn numbering(house: Option<&Document<'_>>) -> (String, u32) {
    let nodes = |name: &'static str| {
        let root = house.map(Document::root_element);
        root.into_iter().flat_map(|root| root.children()).filter(move |node| node.has_tag_name((WORD, name)))
    };
    let free = |element, id| {
        let used = nodes(element).filter_map(|node| attribute(node, id)?.parse::<u32>().ok());
        used.max().unwrap_or(0).saturating_add(1)
    };
    let (laid_out, number) = (free("abstractNum", "abstractNumId"), free("num", "numId"));
    let of = |name: &'static str| nodes(name).map(|node| written(node, &LEFT_OUT)).collect::<String>();
    let text = format!(
        "{HEAD}<w:numbering xmlns:w=\"{WORD}\">{}<w:abstractNum w:abstractNumId=\"{laid_out}\">{LEVEL}</w:abstractNum>{}\
         <w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"{laid_out}\"/></w:num></w:numbering>",
        of("abstractNum"),
        of("num")
    );
    (text, number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_list_is_beside_those_of_the_house() {
        let text = format!(
            "<w:numbering xmlns:w=\"{WORD}\"><w:abstractNum w:abstractNumId=\"7\"/><w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>"
        );
        let (found, number) = numbering(Some(&Document::parse(&text).unwrap()));
        assert_eq!(number, 4);
        assert!(found.contains("w:abstractNumId=\"8\"") && found.contains("<w:num w:numId=\"3\">"));
        assert!(found.find("<w:num ").unwrap() > found.rfind("<w:abstractNum ").unwrap(), "lists after their layouts");
        assert_eq!(numbering(None).1, 1);
    }
}
