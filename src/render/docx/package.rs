//! Packs the parts of a Word document, each with a fixed time, so that the same results give the same bytes.

use std::io::{Cursor, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::element::escaped;
use super::media::Media;
use crate::estimate::Results;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The bytes of the document with `body` between its `w:body` tags.
pub(super) fn pack(results: &Results, body: &str, media: &[Media]) -> Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, bytes: &[u8]| -> Result<(), ZipError> {
        archive.start_file(name, options)?;
        Ok(archive.write_all(bytes)?)
    };
    part("[Content_Types].xml", include_bytes!("content_types.xml"))?;
    part("_rels/.rels", include_bytes!("package_rels.xml"))?;
    part("docProps/core.xml", core(results).as_bytes())?;
    part("word/document.xml", document(body).as_bytes())?;
    part("word/_rels/document.xml.rels", relationships(media).as_bytes())?;
    part("word/styles.xml", include_bytes!("styles.xml"))?;
    part("word/numbering.xml", include_bytes!("numbering.xml"))?;
    part("word/settings.xml", include_bytes!("settings.xml"))?;
    part("word/footer1.xml", footer(results).as_bytes())?;
    for (number, figure) in (1..).zip(media) {
        part(&format!("word/media/figure{number}.png"), figure.png)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn document(body: &str) -> String {
    format!(
        "{HEAD}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"{OFFICE}\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>{body}\
         <w:sectPr><w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"964\" w:right=\"1021\" w:bottom=\"907\" w:left=\"1021\" w:header=\"567\" w:footer=\"454\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>"
    )
}

fn relationships(media: &[Media]) -> String {
    let mut out = format!("{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\">");
    for (id, kind, target) in [
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdNumbering", "numbering", "numbering.xml"),
        ("rIdSettings", "settings", "settings.xml"),
        ("rIdFooter", "footer", "footer1.xml"),
    ] {
        out.push_str(&format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>"));
    }
    for number in 1..=media.len() {
        out.push_str(&format!(
            "<Relationship Id=\"rIdFigure{number}\" Type=\"{OFFICE}/image\" Target=\"media/figure{number}.png\"/>"
        ));
    }
    out.push_str("</Relationships>");
    out
}

fn core(results: &Results) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}: cabinet briefing</dc:title>\
         <dc:creator>{} {}</dc:creator><dc:language>en-GB</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z</dcterms:created></cp:coreProperties>",
        escaped(&results.scenario.title),
        escaped(&results.generator.name),
        escaped(&results.generator.version)
    )
}

fn footer(results: &Results) -> String {
    let hash: String = results.scenario.sha256.chars().take(12).collect();
    format!(
        "{HEAD}<w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>\
         <w:r><w:t xml:space=\"preserve\">{} {} · {} ({}) · seed {} · page </w:t></w:r>\
         <w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>",
        escaped(&results.generator.name),
        escaped(&results.generator.version),
        escaped(&results.scenario.file),
        escaped(&hash),
        results.run.seed
    )
}
