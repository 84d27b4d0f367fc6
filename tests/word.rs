//! Holds the Word papers to their form: one page is one page, house styles are used, and documents that are no template refused.

#![cfg(all(feature = "docx", feature = "png"))]

#[path = "common/town.rs"]
mod town;

use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::Command;

use averted::render::Template;
use town::Town;
use zip::write::SimpleFileOptions;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const TOWN: &str = "title: A small town\nstarts: 2024-04\nprice_base: 2024/25\nhorizon: 12 months\ncohort: {people: 60}\n\
payers: {housing: {label: Housing, groups: [council]}, nhs: {label: NHS}}\n\
programme: {funding: [{label: Grant, payer: housing, amounts: {2024/25: £20k}}]}\n\
events:\n  eviction: {probability: {observed: 3 of 8, grade: 6, note: guessed}, unit_cost: £12k, paid_by: {housing: 100%}, \
cashable: 20%, support: {prevents: {beta: {mean: 40%, sd: 10%}}}}\n\
targets: {budget: {label: Budget cut, amount: £20k, payers: [council], counting: cashable}}\n\
simulation: {draws: 400}\n";

/// The parts of a house document, by name.
type Parts = Vec<(String, Vec<u8>)>;

fn xml(name: &str, text: impl Into<String>) -> (String, Vec<u8>) {
    (name.to_owned(), text.into().into_bytes())
}

fn relations(each: &[(&str, &str, &str)]) -> String {
    let each: String = each
        .iter()
        .map(|(id, kind, target)| {
            let mode = if target.starts_with("http") { " TargetMode=\"External\"" } else { "" };
            format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"{mode}/>")
        })
        .collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{each}</Relationships>"
    )
}

/// A house document with a header that has a picture, a footer, German style ids, lists and wide margins.
fn house() -> Parts {
    let types = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"png\" ContentType=\"image/png\"/>\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{KIND}.template.main+xml\"/>\
         <Override PartName=\"/word/styles.xml\" ContentType=\"{KIND}.styles+xml\"/>\
         <Override PartName=\"/word/header9.xml\" ContentType=\"{KIND}.header+xml\"/>\
         <Override PartName=\"/word/footer9.xml\" ContentType=\"{KIND}.footer+xml\"/></Types>"
    );
    let document = format!(
        "<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\"><w:body><w:p><w:r><w:t>Delete this text</w:t></w:r></w:p><w:sectPr>\
         <w:headerReference w:type=\"default\" r:id=\"h\"/><w:footerReference w:type=\"default\" r:id=\"f\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1701\" w:right=\"1701\" w:bottom=\"1701\" w:left=\"1701\" w:header=\"700\" w:footer=\"700\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>"
    );
    let style = |kind: &str, id: &str, name: &str, rest: &str| {
        format!("<w:style w:type=\"{kind}\" w:styleId=\"{id}\"{rest}><w:name w:val=\"{name}\"/></w:style>")
    };
    let styles = format!(
        "<w:styles xmlns:w=\"{WORD}\">{}{}{}</w:styles>",
        style("paragraph", "Standard", "Normal", " w:default=\"1\""),
        style("paragraph", "berschrift1", "heading 1", ""),
        style("table", "Tabellenraster", "Table Grid", "")
    );
    let header = format!("<w:hdr xmlns:w=\"{WORD}\"><w:p><w:r><w:t>Anytown Council</w:t></w:r></w:p></w:hdr>");
    vec![
        xml("[Content_Types].xml", types),
        xml("_rels/.rels", relations(&[("a", "officeDocument", "word/document.xml")])),
        xml("word/document.xml", document),
        xml(
            "word/_rels/document.xml.rels",
            relations(&[
                ("h", "header", "header9.xml"),
                ("f", "footer", "footer9.xml"),
                ("s", "styles", "styles.xml"),
                ("c", "customXml", "../customXml/item1.xml"),
            ]),
        ),
        xml("word/styles.xml", styles),
        xml("word/header9.xml", header.clone()),
        xml(
            "word/_rels/header9.xml.rels",
            relations(&[("p", "image", "media/crest.png"), ("l", "hyperlink", "http://example.org/")]),
        ),
        xml("word/footer9.xml", header.replace("hdr", "ftr").replace("Anytown Council", "Agenda item")),
        ("word/media/crest.png".to_owned(), b"\x89PNG\r\n\x1a\ncrest".to_vec()),
        xml("customXml/item1.xml", "<secret/>"),
    ]
}

/// The same with other bytes of one part.
fn with(mut parts: Parts, name: &str, bytes: impl Into<Vec<u8>>) -> Parts {
    parts.retain(|(part, _)| part != name);
    parts.push((name.to_owned(), bytes.into()));
    parts
}

fn text_of(parts: &Parts, name: &str) -> String {
    String::from_utf8(parts.iter().find(|(part, _)| part == name).unwrap().1.clone()).unwrap()
}

fn packed(parts: &Parts) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn unpacked(bytes: &[u8]) -> Parts {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn refused(parts: &Parts) -> String {
    Template::read(&packed(parts)).expect_err("it is no template").to_string()
}

#[test]
fn papers_are_set_in_the_house_style() {
    let town = Town::new(TOWN);
    std::fs::write(town.path("council.dotx"), packed(&house())).unwrap();
    let arguments =
        ["run", "town.yaml", "--quiet", "--format", "docx,onepage", "--template", "council.dotx", "--output", "out"];
    town.averted(&arguments).assert().code(0);
    for paper in ["briefing.docx", "onepage.docx"] {
        let parts = unpacked(&std::fs::read(town.path("out").join(paper)).unwrap());
        let document = text_of(&parts, "word/document.xml");
        assert!(
            document.contains("<w:pStyle w:val=\"berschrift1\"/>")
                && document.contains("<w:pStyle w:val=\"Standard\"/>")
        );
        assert!(document.contains("<w:tblStyle w:val=\"Tabellenraster\"/>") && !document.contains("Delete this text"));
        assert!(document.contains("w:left=\"1701\"") && document.contains("<w:headerReference w:type=\"default\""));
        let all: String = parts.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
        assert!(all.contains("Anytown Council") && all.contains("Agenda item") && all.contains("PNG\r\n\u{1a}\ncrest"));
        assert!(!all.contains("<secret/>") && !parts.iter().any(|(name, _)| name.contains("customXml")));
        // Every reference leads to a part, and every part is of a type.
        let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
        for (name, bytes) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
            let text = String::from_utf8(bytes.clone()).unwrap();
            let document = roxmltree::Document::parse(&text).unwrap();
            for one in document.root_element().children().filter(roxmltree::Node::is_element) {
                let target = one.attribute("Target").unwrap();
                let part = target.trim_start_matches('/');
                let found = names.iter().any(|name| *name == part || format!("word/{part}") == *name);
                assert!(found || one.attribute("TargetMode") == Some("External"), "{name}: {target}");
            }
        }
        let types = text_of(&parts, "[Content_Types].xml");
        for name in names.iter().filter(|name| name.ends_with(".xml") && **name != "[Content_Types].xml") {
            assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name}");
        }
    }
    // The same from results.json, with the answers that stand beside it.
    town.averted(&["run", "town.yaml", "--quiet", "--format", "json", "--with", "stress", "--output", "out"])
        .assert()
        .code(0);
    let again = ["render", "out/results.json", "--quiet", "--format", "docx,onepage", "--template", "council.dotx"];
    town.averted(&again).assert().code(0);
    let briefing = text_of(&unpacked(&std::fs::read(town.path("out/briefing.docx")).unwrap()), "word/document.xml");
    assert!(briefing.contains("people needed (60 now)") && briefing.contains("What can be put in the budget"));
}

#[test]
fn what_is_no_template_is_refused_with_a_word() {
    let house = house();
    assert!(Template::read(&packed(&house)).is_ok());
    let types = text_of(&house, "[Content_Types].xml");
    let of_type = |from: &str, to: &str| with(house.clone(), "[Content_Types].xml", types.replace(from, to));
    let header = |text: &str| with(house.clone(), "word/header9.xml", text);
    let header_refers = |kind: &str, target: &str| {
        with(house.clone(), "word/_rels/header9.xml.rels", relations(&[("x", kind, target)]))
    };
    let field = format!(
        "<w:hdr xmlns:w=\"{WORD}\"><w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c</w:instrText></w:r></w:p></w:hdr>"
    );
    for (parts, said) in [
        (of_type(".template.main+xml", ".document.macroEnabled.main+xml"), "may hold macros"),
        (
            of_type(
                "</Types>",
                "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>",
            ),
            "without macros",
        ),
        (of_type(KIND, "application/vnd.openxmlformats-officedocument.spreadsheetml"), "no Word document"),
        (with(house.clone(), "word/styles.xml", "<w:styles"), "word/styles.xml: its XML is broken (line 1"),
        (
            with(house.clone(), "word/styles.xml", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>"),
            "declares a document type",
        ),
        (with(house.clone(), "word/document.xml", vec![b'<', 0xff, b'>']), "word/document.xml: it is not UTF-8"),
        (
            with(house.clone(), "word/document.xml", vec![b' '; (16 << 20) + 1]),
            "word/document.xml: it takes more room than 16 MiB",
        ),
        (with(house.clone(), "word/media/crest.png", vec![0; (16 << 20) + 1]), "take large pictures out"),
        (header(&field), "fetches or starts something (DDE)"),
        (header_refers("image", "http://example.org/track.png"), "loads something from elsewhere (image)"),
        (header_refers("oleObject", "embeddings/a.bin"), "no text or picture (oleObject)"),
        (header_refers("image", "media/none.png"), "word/media/none.png: it is missing"),
        (house.iter().filter(|(name, _)| name != "_rels/.rels").cloned().collect(), "no Word document"),
    ] {
        let found = refused(&parts);
        assert!(found.contains(said) && found.contains("; "), "{said} is not in: {found}");
    }
    for bytes in [&b""[..], b"PK", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"] {
        assert!(Template::read(bytes).is_err());
    }
}

#[test]
fn a_torn_template_is_refused_or_read_and_never_worse() {
    let whole = packed(&house());
    for end in (0..whole.len()).step_by(37) {
        drop(Template::read(&whole[..end]));
    }
    for at in (0..whole.len()).step_by(11) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        drop(Template::read(&bytes));
    }
}

#[test]
fn a_template_that_cannot_be_used_writes_nothing() {
    let town = Town::new(TOWN);
    std::fs::write(town.path("council.docx"), b"no zip").unwrap();
    for (arguments, said) in [
        (
            &["--format", "docx", "--template", "council.docx"][..],
            "council.docx: it is no Word document; name a .docx or .dotx file",
        ),
        (&["--format", "docx", "--template", "nothing.docx"], "nothing.docx: it cannot be read"),
        (&["--format", "html", "--template", "council.docx"], "--template is for Word papers"),
    ] {
        let output = town
            .averted(&["run", "town.yaml", "--output", "out"])
            .args(arguments)
            .assert()
            .code(2)
            .get_output()
            .clone();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.contains(said), "{errors}");
        assert!(!town.path("out").exists());
    }
}

#[test]
fn all_is_every_format() {
    let town = Town::new(TOWN);
    town.averted(&["run", "town.yaml", "--quiet", "--format", "all", "--output", "out"]).assert().code(0);
    let mut papers = vec!["results.json", "draws.csv", "report.html", "report.md", "briefing.docx", "onepage.docx"];
    papers.extend(
        [(cfg!(feature = "xlsx"), "results.xlsx"), (cfg!(feature = "parquet"), "draws.parquet")]
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, name)| *name),
    );
    for paper in &papers {
        assert!(town.path("out").join(paper).exists(), "{paper}");
    }
    town.averted(&["render", "out/results.json", "--quiet", "--format", "all", "--output", "again"]).assert().code(0);
    let drawn = |name: &str| town.path("again").join(name).exists();
    assert!(drawn("onepage.docx") && drawn("report.md") && !drawn("draws.csv") && !drawn("results.json"));
}

/// LibreOffice, where it is installed.
fn pages(folder: &Path, paper: &str) -> Option<usize> {
    let paths = std::env::var_os("PATH")?;
    let soffice = std::env::split_paths(&paths).map(|folder| folder.join("soffice")).find(|path| path.is_file())?;
    let converted = Command::new(soffice)
        .arg(format!("-env:UserInstallation=file://{}", folder.join("office").display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder)
        .arg(folder.join(paper))
        .output()
        .ok()?;
    assert!(converted.status.success(), "{}", String::from_utf8_lossy(&converted.stderr));
    let pdf = std::fs::read(folder.join(paper).with_extension("pdf")).ok()?;
    // A page says that it is one: `/Type/Page`, and not `/Type/Pages`.
    let text = String::from_utf8_lossy(&pdf).replace("/Type /Page", "/Type/Page");
    Some(text.matches("/Type/Page").count() - text.matches("/Type/Pages").count())
}

/// What takes most room: long names of everything, and many of them.
fn long_winded() -> String {
    let long = "A name that goes on and on, as names of programmes, services and targets do when several people had a say in them ".repeat(4);
    let targets: String =
        (0..4).map(|at| format!("  t{at}: {{label: \"{at} {long}\", amount: £20k, counting: cashable}}\n")).collect();
    TOWN.replace("A small town", &format!("\"{long}\""))
        .replace("eviction: {", &format!("eviction: {{label: \"{long}\", "))
        .replace(
            "targets: {budget: {label: Budget cut, amount: £20k, payers: [council], counting: cashable}}\n",
            &format!("targets:\n{targets}"),
        )
}

#[test]
#[ignore = "takes minutes: LibreOffice sets every scenario"]
fn one_page_is_one_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scenarios = ["scenarios", "tests/scenarios", "tests/figures", "tests/words"].map(|folder| root.join(folder));
    let files =
        scenarios.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let town = Town::new(&long_winded());
    let mut all: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml") && !path.ends_with("unit_costs.yaml"))
        .collect();
    all.push(town.path("town.yaml"));
    std::fs::write(town.path("council.dotx"), packed(&house())).unwrap();
    let mut looked = 0;
    for path in &all {
        for more in [&["--with", "stress"][..], &["--template", "council.dotx"]] {
            let file = path.to_str().unwrap();
            town.averted(&[
                "run",
                file,
                "--quiet",
                "--draws",
                "200",
                "--format",
                "onepage",
                "--output",
                "out",
                "--allow-path",
                root.to_str().unwrap(),
            ])
            .args(more)
            .assert()
            .code(0);
            if let Some(pages) = pages(&town.path("out"), "onepage.docx") {
                assert_eq!(pages, 1, "{file} {more:?}");
                looked += 1;
            }
        }
    }
    eprintln!("{looked} pages were looked at");
}

#[test]
fn the_body_of_the_briefing_holds_no_ids_codes_or_hashes() {
    // An event that nothing comes instead of, and nothing certain to be uncertain about: several warnings.
    let text = TOWN
        .replace("events:\n", "events:\n  temporary_accommodation: {rate: 0.3 per year, unit_cost: £4k, paid_by: {nhs: 100%}, support: {prevents: 50%}}\n")
        .replace("targets:", "silence: {W01: prices are of no year}\ntargets:");
    let town = Town::new(&text);
    town.averted(&[
        "run",
        "town.yaml",
        "--quiet",
        "--format",
        "json,docx",
        "--with",
        "stress,drivers,evidence",
        "--output",
        "out",
    ])
    .assert()
    .code(0);
    let parts = unpacked(&std::fs::read(town.path("out/briefing.docx")).unwrap());
    let document = text_of(&parts, "word/document.xml");
    let words: String = document.split('<').filter_map(|piece| piece.split_once('>').map(|(_, text)| text)).collect();
    let (body, appendix) = words.split_once("Appendix: assumptions and provenance").unwrap();
    let results: serde_json::Value =
        serde_json::from_slice(&std::fs::read(town.path("out/results.json")).unwrap()).unwrap();
    let hash = results["scenario"]["sha256"].as_str().unwrap();
    assert!(appendix.contains(hash) && !words[..body.len()].contains(&hash[..8]));
    let open: Vec<&str> = results["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["silenced"].is_null())
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert!(!open.is_empty(), "the scenario raises warnings");
    for id in open {
        assert!(appendix.contains(id) && !body.contains(id), "{id}");
    }
    for raw in ["`", "temporary_accommodation", "events.", "town.yaml", "targets.", "unit_cost"] {
        assert!(!body.contains(raw), "{raw}: {body}");
    }
}
