//! Opens what the program wrote again, each format with a reader of its own, and finds no character that hides.

use std::io::{Cursor, Read as _};

use averted::quantity::is_hidden;
use html5ever::driver::ParseOpts;
use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::RcDom;

/// The hidden characters of a text, but for line feeds.
pub(crate) fn hidden_in(text: &str) -> Vec<char> {
    text.chars().filter(|c| *c != '\n' && is_hidden(*c)).collect()
}

/// Without the word joiners by which papers keep a minus sign with its amount.
fn without_joiners(text: &str) -> String {
    text.replace("−\u{2060}£", "−£")
}

/// Opens a file by the ending of its name.
///
/// # Panics
///
/// When its reader refuses it, or finds a hidden character.
pub(crate) fn reopened(name: &str, bytes: &[u8]) {
    let text = || std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    match name.rsplit('.').next().unwrap_or_default() {
        "svg" => xml(name, text()),
        "docx" => archive(name, bytes),
        "xlsx" => {
            archive(name, bytes);
            let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
            for (sheet, cells) in calamine::Reader::worksheets(&mut book) {
                let words = cells.cells().filter_map(|(_, _, cell)| calamine::DataType::get_string(cell));
                words.for_each(|words| assert_eq!(hidden_in(words), [], "{sheet}: {words}"));
            }
        }
        "html" => page(name, text()),
        "md" => assert_eq!(hidden_in(text()), [], "{name}"),
        "csv" => {
            let mut reader = csv::Reader::from_reader(bytes);
            let heads = reader.headers().unwrap().clone();
            assert!(heads.iter().all(|head| hidden_in(head).is_empty() && !head.starts_with(['=', '+', '-', '@'])));
            for row in reader.records() {
                assert!(row.unwrap().iter().all(|cell| hidden_in(cell).is_empty()));
            }
        }
        // For programs: escaped as JSON has it, or as it is.
        "json" => drop(serde_json::from_slice::<serde_json::Value>(bytes).unwrap()),
        "png" | "parquet" | "sha256" => {}
        other => panic!("{other} is not looked at"),
    }
}

/// The script of every page, which needs nothing and reaches nothing.
const SCRIPT: &str = include_str!("../../src/render/html/page.js");

/// A parser as browsers have one finds nothing to mend, no script but the page's own and nothing that is loaded from elsewhere.
fn page(name: &str, text: &str) {
    assert_eq!(hidden_in(&without_joiners(text)), [], "{name}");
    let mut options = ParseOpts::default();
    options.tokenizer.exact_errors = true;
    let dom = html5ever::parse_document(RcDom::default(), options).one(text);
    let errors = dom.errors.borrow();
    assert!(errors.is_empty(), "{name}: {errors:?}");
    let mut left = vec![dom.document.clone()];
    while let Some(node) = left.pop() {
        left.extend(node.children.borrow().iter().cloned());
        let markup5ever_rcdom::NodeData::Element { name: element, attrs, .. } = &node.data else { continue };
        assert!(!["iframe", "object", "embed", "link"].contains(&&*element.local), "{name}: {element:?}");
        if &*element.local == "script" {
            let children = node.children.borrow();
            let own = children.iter().all(|child| match &child.data {
                markup5ever_rcdom::NodeData::Text { contents } => contents.borrow().trim() == SCRIPT.trim(),
                _ => false,
            });
            assert!(
                own && children.len() == 1 && attrs.borrow().is_empty(),
                "{name}: a script that is not the page's own"
            );
        }
        for attribute in attrs.borrow().iter() {
            assert!(!attribute.name.local.starts_with("on"), "{name}: {attribute:?}");
        }
    }
}

/// Every XML part of an archive.
fn archive(name: &str, bytes: &[u8]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = 0;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let part = file.name().unwrap().into_owned();
        if part.ends_with(".xml") || part.ends_with(".rels") {
            let mut text = String::new();
            file.read_to_string(&mut text).expect("UTF-8");
            xml(&format!("{name}/{part}"), &text);
            parts += 1;
        }
    }
    assert!(parts > 4, "{name} has {parts} parts");
}

/// Both XML readers read it, and no character of it is hidden.
fn xml(name: &str, text: &str) {
    let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    for node in document.descendants() {
        let words = node.text().into_iter().chain(node.attributes().map(|attribute| attribute.value()));
        for words in words {
            assert_eq!(hidden_in(&without_joiners(words).replace(['\t', '\r'], " ")), [], "{name}: {words}");
        }
    }
    let mut reader = quick_xml::Reader::from_str(text);
    while !matches!(
        reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")),
        quick_xml::events::Event::Eof
    ) {}
}
