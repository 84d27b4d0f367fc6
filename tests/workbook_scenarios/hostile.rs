//! Workbooks made to do harm, or merely too large: refused with a word, without taking the memory that they ask for.

use super::book::{COHORT, EVENTS, Memory, PAYERS, START, typed, with_part};

fn small() -> Vec<u8> {
    typed(&[("Start", START), ("Cohort", COHORT), ("Payers", PAYERS), ("Events", EVENTS)], |_| {})
}

fn outcome(bytes: Vec<u8>) -> Result<(), String> {
    Memory::default().with("s.xlsx", bytes).read("s.xlsx").map(|_| ())
}

#[test]
fn a_part_that_unpacks_without_end_is_refused() {
    let bomb = with_part(&small(), "xl/worksheets/sheet4.xml", |text| {
        let blanks = " ".repeat(40 << 20);
        text.replace("</worksheet>", &format!("{blanks}</worksheet>")).into_bytes()
    });
    assert!(bomb.len() < 200_000);
    assert!(outcome(bomb).unwrap_err().contains("more than 32 MiB in one part"));
}

#[test]
fn a_million_rows_are_refused_with_a_word() {
    let rows: String = (20..=1_048_576_u32)
        .step_by(4)
        .map(|row| format!("<row r=\"{row}\"><c r=\"B{row}\"><v>1</v></c></row>"))
        .collect();
    let full = with_part(&small(), "xl/worksheets/sheet4.xml", |text| {
        let start = text.find("</sheetData>").unwrap();
        format!("{}{rows}{}", &text[..start], &text[start..]).into_bytes()
    });
    let said = outcome(full).unwrap_err();
    let start: String = said.chars().take(400).collect();
    assert!(
        said.contains("this row has no id") || said.contains("too many cells") || said.contains("32 MiB"),
        "{start}"
    );
}

#[test]
fn entities_are_not_opened() {
    let book = with_part(&small(), "xl/sharedStrings.xml", |text| {
        let body = text.split_once("?>").unwrap().1.replacen("Typed", "&b;", 1);
        format!("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>{body}").into_bytes()
    });
    assert!(outcome(book).is_err());
}

#[test]
fn links_to_other_files_are_left_alone_and_their_last_values_count() {
    let linked = with_part(&small(), "xl/worksheets/sheet2.xml", |text| {
        let at = text.find("<c r=\"D2\"").unwrap();
        let end = at + text[at..].find("</c>").unwrap() + 4;
        let cell = "<c r=\"D2\"><f>'file:///etc/[passwd]Sheet'!A1</f><v>100</v></c>";
        format!("{}{cell}{}", &text[..at], &text[end..]).into_bytes()
    });
    assert_eq!(outcome(linked), Ok(()));
}

#[test]
fn keys_of_many_parts_and_cells_that_open_many_brackets_are_refused() {
    let deep = "a.".repeat(3_000);
    let rows: &[&[&str]] = &[&["eviction", &deep, "", "1"]];
    let bytes = typed(&[("Start", START), ("Cohort", COHORT), ("Payers", PAYERS), ("Events", rows)], |_| {});
    assert!(outcome(bytes).unwrap_err().contains("too many parts"));
    let nested = "[".repeat(20_000);
    let rows: &[&[&str]] = &[&["eviction", "unit_cost", "", &nested]];
    let bytes = typed(&[("Start", START), ("Cohort", COHORT), ("Payers", PAYERS), ("Events", rows)], |_| {});
    assert!(outcome(bytes).unwrap_err().contains("Events!D2"));
}

#[test]
fn whatever_byte_is_changed_nothing_panics() {
    let bytes = small();
    // Within the parts: what a damaged disk leaves of a workbook.
    let mut seed = 7_u64;
    for _ in 0..400 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = [
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet4.xml",
            "xl/workbook.xml",
            "xl/styles.xml",
            "xl/sharedStrings.xml",
        ][usize::try_from(seed >> 33).unwrap() % 5];
        let changed = with_part(&bytes, part, |text| {
            let mut content = text.into_bytes();
            let at = usize::try_from(seed >> 20).unwrap() % content.len();
            match seed % 3 {
                0 => content[at] = b"<>\"&=0/A"[usize::try_from(seed >> 40).unwrap() % 8],
                1 => drop(content.drain(at..(at + 9).min(content.len()))),
                _ => content.truncate(at),
            }
            content
        });
        let _ = outcome(changed);
        let mut raw = bytes.clone();
        let at = usize::try_from(seed >> 20).unwrap() % raw.len();
        raw[at] ^= 1 << (seed % 8);
        let _ = outcome(raw);
    }
}

#[test]
fn a_sheet_of_ones_own_that_cannot_be_read_is_passed_over() {
    let sheets = [("Start", START), ("Cohort", COHORT), ("Payers", PAYERS), ("Events", EVENTS), ("My data", &[])];
    let book = |sheet: &str| {
        with_part(&typed(&sheets, |_| {}), &format!("xl/worksheets/{sheet}.xml"), |text| {
            text.replace("<sheetData/>", "<sheetData>").replace("</sheetData>", "<sheetData>").into_bytes()
        })
    };
    assert_eq!(outcome(book("sheet5")), Ok(()));
    assert!(outcome(book("sheet4")).is_err());
}
