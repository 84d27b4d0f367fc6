//! Builds the WordprocessingML of paragraphs, tables and pictures from plain text.

use super::media::Media;
use crate::quantity::printable;
use crate::render::document::{Cell, Role, Table};
use crate::render::markup;
use crate::render::number::kept_together;

/// English Metric Units of a centimetre.
const EMU: f64 = 360_000.0;
/// Width between the margins, in twentieths of a point.
const TEXT_WIDTH: usize = 9_860;

/// A paragraph in a style of `styles.xml`.
pub(super) fn paragraph(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(text, false))
}

/// A paragraph that begins with a few words in bold.
pub(super) fn led(style: &str, lead: &str, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}{}</w:p>",
        run(&format!("{lead} "), true),
        run(text, false)
    )
}

fn run(text: &str, bold: bool) -> String {
    let properties = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", kept_together(&escaped(text)))
}

/// A table whose head is repeated on every page that it reaches, with its caption above.
pub(super) fn table(table: &Table, widths: &[usize]) -> String {
    let sum: usize = widths.iter().sum::<usize>().max(1);
    let widths: Vec<usize> = widths.iter().map(|width| width * TEXT_WIDTH / sum).collect();
    let mut out = paragraph("TableCaption", &table.caption);
    out.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Averted\"/><w:tblW w:w=\"{TEXT_WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>\
         <w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>",
        escaped(&table.caption)
    ));
    for width in &widths {
        out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (column, width) in table.columns.iter().zip(&widths) {
        out.push_str(&cell(&column.head, *width, column.numeric, true));
    }
    out.push_str("</w:tr>");
    for row in &table.rows {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for ((numeric, content), width) in table.aligned(row).zip(&widths) {
            out.push_str(&cell(&Cell::print(content), *width, numeric, row.role == Role::Total));
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    out
}

fn cell(text: &str, width: usize, numeric: bool, bold: bool) -> String {
    let side = if numeric { "<w:jc w:val=\"right\"/>" } else { "" };
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"TableText\"/>{side}</w:pPr>{}</w:p></w:tc>",
        run(text, bold)
    )
}

/// A picture in a paragraph of its own, kept with the caption that follows it; `number` is unique in the document.
pub(super) fn picture(media: &Media, number: usize, centimetres: f64) -> String {
    let (width, height) = (centimetres * EMU, centimetres * EMU * media.height / media.width);
    let alt = escaped(media.picture.alt);
    let name = escaped(media.picture.id);
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Figure\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
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
        assert!(paragraph("Note", "−£36").contains("−\u{2060}£36"));
        assert!(paragraph("Heading1", "a < b").contains("<w:t xml:space=\"preserve\">a &lt; b</w:t>"));
    }
}
