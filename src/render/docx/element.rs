//! Builds the WordprocessingML of paragraphs and pictures from plain text.

use super::media::Media;
use crate::quantity::printable;
use crate::render::markup;
use crate::render::number::kept_together;

/// English Metric Units of a point.
const EMU: f64 = 12_700.0;

/// What a paragraph has besides its style and its words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extra {
    /// Stays on the page of the paragraph that follows.
    pub(super) with_next: bool,
    /// Begins a page.
    pub(super) new_page: bool,
    /// Set flush right.
    pub(super) right: bool,
    /// The list of bullets that it belongs to, where its style does not say so.
    pub(super) list: Option<u32>,
}

/// A few words in one weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<'a> {
    pub(super) text: &'a str,
    pub(super) bold: bool,
}

impl<'a> Run<'a> {
    /// Words as their style has them.
    pub(super) const fn plain(text: &'a str) -> Self {
        Self { text, bold: false }
    }

    /// Words in bold.
    pub(super) const fn bold(text: &'a str) -> Self {
        Self { text, bold: true }
    }
}

/// A paragraph in the style of this id.
pub(super) fn paragraph(style: &str, runs: &[Run<'_>], extra: Extra) -> String {
    let runs: String = runs.iter().map(run).collect();
    format!("<w:p>{}{runs}</w:p>", properties(style, extra))
}

/// What stands before the words of a paragraph, in the order of the schema.
fn properties(style: &str, extra: Extra) -> String {
    let keep = if extra.with_next { "<w:keepNext/>" } else { "" };
    let page = if extra.new_page { "<w:pageBreakBefore/>" } else { "" };
    let list = extra
        .list
        .map_or_else(String::new, |id| format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{id}\"/></w:numPr>"));
    let side = if extra.right { "<w:jc w:val=\"right\"/>" } else { "" };
    format!("<w:pPr><w:pStyle w:val=\"{}\"/>{keep}{page}{list}{side}</w:pPr>", escaped(style))
}

fn run(run: &Run<'_>) -> String {
    let bold = if run.bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    format!("<w:r>{bold}<w:t xml:space=\"preserve\">{}</w:t></w:r>", unbroken(&escaped(run.text)))
}

/// Text in which no line ends between a sign and its amount.
fn unbroken(text: &str) -> String {
    kept_together(text).replace("± ", "±\u{a0}")
}

/// A picture in a paragraph of its own, kept with the caption that follows it; `number` is unique in the document, and both
/// sides are in points.
pub(super) fn picture(style: &str, media: &Media, number: usize, [width, height]: [f64; 2]) -> String {
    let (width, height) = (width * EMU, height * EMU);
    let alt = escaped(media.picture.alt);
    let name = escaped(media.picture.id);
    let properties = properties(style, Extra { with_next: true, ..Extra::default() });
    format!(
        "<w:p>{properties}<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent cx=\"{width:.0}\" cy=\"{height:.0}\"/><wp:docPr id=\"{number}\" name=\"{name}\" descr=\"{alt}\"/>\
         <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
         <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>\
         <pic:cNvPr id=\"{number}\" name=\"{name}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"rIdFigure{number}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width:.0}\" cy=\"{height:.0}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
         </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
}

/// Text as XML text: markup escaped, characters that XML does not know left out.
pub(super) fn escaped(text: &str) -> String {
    markup::escaped(&printable(text)).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_no_markup() {
        assert_eq!(escaped("<w:t>]]>\u{1}&\n\"x\""), "&lt;w:t&gt;]]&gt;&amp; &quot;x&quot;");
        let of = |text| paragraph("Note", &[Run::plain(text)], Extra::default());
        assert!(of("−£36").contains("−\u{2060}£36"));
        assert!(of("£5 (± £1)").contains("(±\u{a0}£1)"));
        assert!(of("a < b").contains("<w:t xml:space=\"preserve\">a &lt; b</w:t>"));
    }
}
