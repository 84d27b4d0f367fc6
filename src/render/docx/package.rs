//! Packs the parts of a Word document, each with a fixed time and maker, so that the same paper gives the same bytes on every
//! system.

use std::io::{Cursor, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::element::escaped;
use super::look::{HEAD, Look, OFFICE, Part, Reference};
use super::media::Media;
use super::styles::WORD;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";

/// Title and maker of a document, which its properties show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Imprint<'a> {
    pub(super) title: &'a str,
    pub(super) creator: &'a str,
}

/// The bytes of the document with `body` between its `w:body` tags.
pub(super) fn pack(imprint: Imprint<'_>, body: &str, look: &Look, media: &[Media]) -> Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Unix);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, bytes: &[u8]| -> Result<(), ZipError> {
        archive.start_file(name, options)?;
        Ok(archive.write_all(bytes)?)
    };
    part("[Content_Types].xml", content_types(&look.parts).as_bytes())?;
    part("_rels/.rels", include_bytes!("package_rels.xml"))?;
    part("docProps/core.xml", core(imprint).as_bytes())?;
    part("word/document.xml", document(body, &look.sheet.section).as_bytes())?;
    let figure = |number: usize| format!("word/media/figure{number}.png");
    let figures =
        (1..=media.len()).map(|number| Reference::inside(format!("rIdFigure{number}"), "image", figure(number)));
    let refers: Vec<Reference> = look.refers.iter().cloned().chain(figures).collect();
    part("word/_rels/document.xml.rels", relationships(&refers).as_bytes())?;
    for one in &look.parts {
        part(&one.name, &one.bytes)?;
        if !one.refers.is_empty() {
            let (folder, file) = one.name.rsplit_once('/').unwrap_or(("", &one.name));
            part(&format!("{folder}/_rels/{file}.rels"), relationships(&one.refers).as_bytes())?;
        }
    }
    for (number, media) in (1..).zip(media) {
        part(&figure(number), media.png)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn content_types(parts: &[Part]) -> String {
    let mut out = format!(
        "{HEAD}<Types xmlns=\"{CONTENT_TYPES}\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>"
    );
    let fixed = [("word/document.xml", DOCUMENT), ("docProps/core.xml", CORE)].into_iter();
    for (name, kind) in fixed.chain(parts.iter().map(|part| (part.name.as_str(), part.content_type.as_str()))) {
        out.push_str(&format!("<Override PartName=\"/{}\" ContentType=\"{}\"/>", escaped(name), escaped(kind)));
    }
    out.push_str("</Types>");
    out
}

fn document(body: &str, section: &str) -> String {
    format!(
        "{HEAD}<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>{body}\
         <w:sectPr>{section}</w:sectPr></w:body></w:document>"
    )
}

fn relationships(refers: &[Reference]) -> String {
    let mut out = format!("{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\">");
    for Reference { id, kind, target, outside } in refers {
        let (slash, mode) = if *outside { ("", " TargetMode=\"External\"") } else { ("/", "") };
        out.push_str(&format!(
            "<Relationship Id=\"{}\" Type=\"{OFFICE}/{}\" Target=\"{slash}{}\"{mode}/>",
            escaped(id),
            escaped(kind),
            escaped(target)
        ));
    }
    out.push_str("</Relationships>");
    out
}

fn core(imprint: Imprint<'_>) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:creator>{}</dc:creator><dc:language>en-GB</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z</dcterms:created></cp:coreProperties>",
        escaped(imprint.title),
        escaped(imprint.creator)
    )
}
