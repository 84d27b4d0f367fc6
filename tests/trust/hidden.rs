//! Text with characters that show nothing, or steer what shows them, comes out clean: every format is opened again by a
//! reader of its own, and the terminal gets nothing but text and colours.

use std::fs;
use std::path::Path;

use crate::readers::{hidden_in, reopened};
use crate::town::{TOWN, Town};

/// Every kind: a vertical tab, a bell, colours and titles of a terminal, a reading direction, no width, no character.
const HOSTILE: &str =
    r"\v\a\e[31;8m\e]0;title\a\u202Eevil\u202C\u200B\u200D\u2066\uFEFF\uFFFE\uFFFF\x7F\x85\U000E0041<b>&\t=1";

/// The town with hostile labels, notes and sources wherever a scenario takes words.
fn hostile() -> Town {
    let label = |text: &str| format!("\"{text} {HOSTILE}\"");
    let text = TOWN
        .replace("title: A small town", &format!("title: {}", label("A small town")))
        .replace("label: Council housing", &format!("label: {}", label("Council housing")))
        .replace("label: NHS", &format!("label: {}", label("NHS")))
        .replace("label: Grant", &format!("label: {}", label("Grant")))
        .replace("budget: {", &format!("budget: {{label: {}, ", label("Budget")))
        .replace("low: {set", &format!("low: {{label: {}, set", label("Low")))
        .replace("unit_cost: £12k", &format!("unit_cost: {{value: £12k, source: {0}, note: {0}}}", label("A source")))
        .replace("rate: 0.4", &format!("label: {}\n    rate: 0.4", label("Admission")));
    Town::new(&text)
}

fn looked_at(folder: &Path) -> usize {
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
        if path.is_dir() {
            count += looked_at(&path);
            continue;
        }
        count += 1;
        reopened(&name, &fs::read(&path).unwrap());
    }
    count
}

#[test]
fn every_paper_is_clean_of_what_does_not_show_itself() {
    let town = hostile();
    let mut formats = "json,csv,html,figures,md,onepage".to_owned();
    for (there, format) in
        [(cfg!(feature = "xlsx"), ",xlsx"), (cfg!(feature = "docx"), ",docx"), (cfg!(feature = "parquet"), ",parquet")]
    {
        formats += if there { format } else { "" };
    }
    let run =
        ["run", "town.yaml", "--quiet", "--output", "out", "--with", "stress,drivers,evidence", "--format", &formats];
    town.averted(&run).assert().code(0);
    let results = fs::read_to_string(town.path("out/results.json")).unwrap();
    assert!(results.contains('\u{202e}'), "what was hostile is there");
    assert!(looked_at(&town.path("out")) > 20);
    town.averted(&["compare", "town.yaml", "town.yaml", "--quiet", "--output", "compared"]).assert().code(0);
    looked_at(&town.path("compared"));
}

#[test]
fn nothing_but_text_reaches_the_terminal() {
    let town = hostile();
    town.put("bad.yaml", &format!("title: \"{HOSTILE}\"\n\"{HOSTILE}\": 1\nhorizon: \"{HOSTILE}\"\n"));
    let wild = "\u{1b}[31m\u{202e}evil\u{7}";
    let file = format!("{wild}.yaml");
    fs::copy(town.path("town.yaml"), town.path(&file)).unwrap();
    for arguments in [
        &["check", "town.yaml"][..],
        &["check", "bad.yaml"],
        &["run", "town.yaml", "--output", "out", "--with", "stress,drivers"],
        &["run", "--verify", "out/results.json"],
        &["render", "out/results.json", "--output", wild],
        &["stress", "town.yaml", "--output", "stressed", "--shock", "cohort.people=x1.1"],
        &["drivers", "town.yaml", "--output", "driven"],
        &["evidence", "town.yaml", "--output", "seen"],
        &["compare", "town.yaml", &file, "--output", "compared"],
        &["run", &file, "--format", "json"],
        &["run", &file, "--full", "--format", "json"],
        &["run", "nothing\u{1b}[2J.yaml"],
        &["run", "town.yaml", "--set", "cohort.people=\u{1b}[2J\u{202e}1"],
        &["run", "town.yaml", "--set", "\u{1b}[2J.\u{200b}people=1"],
        &["run", "town.yaml", "--format", "\u{1b}[31mjson"],
        &["\u{1b}]0;x\u{7}run"],
        &["--\u{202e}run"],
        &["costs", "--show", wild],
        &["costs", wild],
        &["new", "--yes", wild],
        &["schema", "--of", wild],
    ] {
        let output = town.averted(arguments).output().unwrap();
        for (stream, bytes) in [("standard output", output.stdout), ("standard error", output.stderr)] {
            let text = String::from_utf8(bytes).unwrap();
            assert_eq!(hidden_in(&text), [], "{arguments:?} on {stream}:\n{text}");
        }
    }
    // What a run gives otherwise than its file has it.
    let results = fs::read_to_string(town.path("out/results.json")).unwrap();
    town.put("changed/results.json", &results.replacen("\"label\": \"NHS", "\"label\": \"N\u{202e}HS", 1));
    let said = town.refused(&["run", "--verify", "changed/results.json"], 1);
    assert!(said.contains("payers.nhs.label: \"N\\u{202e}HS") && hidden_in(&said).is_empty(), "{said}");
}

#[test]
fn the_readers_see_what_is_broken() {
    let seen = |name: &str, bytes: &[u8]| std::panic::catch_unwind(|| reopened(name, bytes)).is_err();
    let page = |body: &str| format!("<!DOCTYPE html><html lang=\"en\"><title>T</title><body>{body}</body></html>");
    assert!(!seen("a.html", page("<p>fine</p>").as_bytes()));
    for body in ["<p></div>", "<b>a", "<p onclick='x'>a</p>", "<script>1</script>", "a\u{202e}b", "&nosuch;"] {
        assert!(seen("a.html", page(body).as_bytes()), "{body}");
    }
    assert!(seen("a.svg", "<svg>a\u{b}</svg>".as_bytes()) && seen("a.svg", b"<svg>") && !seen("a.svg", b"<svg/>"));
    assert!(seen("a.csv", b"=a,b\n1,2\n") && seen("a.csv", b"a,b\n1\n") && seen("a.docx", b"PK"));
}
