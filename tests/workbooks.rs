//! Reads tables out of workbooks: the right sheet, the right cell in a message, and nothing that a hostile file asks for.

#![cfg(feature = "xlsx")]

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use assert_cmd::Command;
use averted::scenario::{CaseTable, Files, read_cases, read_costs};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

struct One(Vec<u8>);

impl Files for One {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        assert_eq!(path, Path::new("people.xlsx"), "the sheet is no part of the name");
        Ok(self.0.clone())
    }
}

fn read(path: &str, bytes: &[u8]) -> Result<CaseTable, String> {
    let read = read_cases(Path::new(path), &One(bytes.to_vec()));
    read.map(|(table, _)| table).map_err(|faults| faults.render(false))
}

/// A workbook of a hidden sheet, one of people that begins at B2, and another.
fn book(fill: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Lists").unwrap().set_hidden(true).write(0, 0, "not to be seen").unwrap();
    let sheet = book.add_worksheet().set_name("People 2024").unwrap();
    sheet.set_active(true);
    fill(sheet);
    let other = book.add_worksheet().set_name("Other").unwrap();
    for (row, cells) in [["Person", "Saving"], ["X", "£1,000.50"], ["Y", "(200)"]].into_iter().enumerate() {
        for (column, text) in cells.into_iter().enumerate() {
            other.write(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn people(sheet: &mut Worksheet) {
    let pounds = Format::new().set_num_format("[$£-809]#,##0.00;[Red](£#,##0.00)");
    for (column, head) in [(1, "Client"), (2, "Cost before"), (3, "Cost after"), (4, "Saving"), (6, "Notes, if any")] {
        sheet.write(1, column, head).unwrap();
    }
    for (row, (name, before, after)) in
        [("Ann \"A\", née B", 12_000.0, 4_000.5), ("17", 3_000.0, 3_500.0)].into_iter().enumerate()
    {
        // Row 3 is left empty.
        let row = 3 + u32::try_from(row).unwrap();
        sheet.write(row, 1, name).unwrap();
        sheet.write_with_format(row, 2, before, &pounds).unwrap();
        sheet.write_with_format(row, 3, after, &pounds).unwrap();
        let saving = Formula::new(format!("=C{0}-D{0}", row + 1)).set_result(format!("{}", before - after));
        sheet.write(row, 4, saving).unwrap();
    }
    sheet.write(5, 1, 18).unwrap();
    sheet.write(3, 6, "two\nlines").unwrap();
    // A cell that has a format and nothing in it is no cell.
    sheet.write_blank(900, 9, &pounds).unwrap();
}

#[test]
fn the_first_sheet_to_be_seen_is_read_or_the_one_that_is_named() {
    let bytes = book(people);
    let table = read("people.xlsx", &bytes).unwrap_or_else(|faults| panic!("{faults}"));
    let rows: Vec<(&str, f64)> = table.rows.iter().map(|row| (row.person.as_str(), row.avoided_cost)).collect();
    assert_eq!(rows, [("Ann \"A\", née B", 7_999.5), ("17", -500.0), ("18", 0.0)]);
    assert_eq!((table.name.as_str(), &table.unread[..]), ("people.xlsx", &["Notes, if any".to_owned()][..]));
    for name in ["people.xlsx#Other", "people.xlsx#other"] {
        let table = read(name, &bytes).unwrap_or_else(|faults| panic!("{faults}"));
        let rows: Vec<(&str, f64)> = table.rows.iter().map(|row| (row.person.as_str(), row.avoided_cost)).collect();
        assert_eq!(rows, [("X", 1_000.5), ("Y", -200.0)]);
    }
    let unknown = read("people.xlsx#Peple 2024", &bytes).unwrap_err();
    assert!(unknown.contains("no sheet `Peple 2024`") && unknown.contains("did you mean `#People 2024`?"), "{unknown}");
    let unnamed = read("people.xlsx#", &bytes).unwrap_err();
    assert!(unnamed.contains("no sheet is named after the `#`") && unnamed.contains("leave the `#` out"), "{unnamed}");
    assert!(read("people.xlsx#Lists", &bytes).unwrap_err().contains("no column `person`"), "a hidden one may be named");
}

#[test]
fn a_message_names_the_cell() {
    let bytes = book(|sheet| {
        people(sheet);
        sheet.write(5, 2, "about 5").unwrap();
        sheet.write(5, 3, 5).unwrap();
        sheet.write(6, 2, 5).unwrap();
    });
    let faults = read("people.xlsx", &bytes).unwrap_err();
    assert!(
        faults.contains("`about 5` is not an amount of money") && faults.contains("at: People 2024!C6"),
        "{faults}"
    );
    assert!(faults.contains("names no person") && faults.contains("at: People 2024!7:7"), "{faults}");
    assert!(faults.contains("--> people.xlsx:6:"), "the row is that of the sheet: {faults}");
    let wide = book(|sheet| {
        people(sheet);
        sheet.write(3, 8, "beside").unwrap();
    });
    let faults = read("people.xlsx", &wide).unwrap_err();
    assert!(faults.contains("this row has 9 fields, but there are 7 columns"), "{faults}");
}

#[test]
fn costs_come_from_a_sheet_too() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["ID", "Label", "Value", "Price year", "Paid by", "Source", "Licence"],
        ["VB01Z", "A visit", "£40.50", "2024/25", "NHS", "NCC", "OGL"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, text).unwrap();
        }
    }
    sheet.write(1, 2, 40.5).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let (found, _) =
        read_costs(Path::new("people.xlsx"), &One(bytes.clone())).unwrap_or_else(|faults| panic!("{faults}"));
    assert_eq!(
        (found.library.entries().next().unwrap().id.as_str(), found.library.entries().next().unwrap().value.value),
        ("vb01z", 40.5)
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("own.xlsx"), bytes).unwrap();
    let mut command = Command::cargo_bin("averted").unwrap();
    let output = command.current_dir(folder.path()).args(["costs", "--import", "own.xlsx#Sheet1"]).assert().code(0);
    let said = String::from_utf8(output.get_output().stdout.clone()).unwrap();
    assert!(said.contains("own.yaml") && said.contains("NHS is now nhs, VB01Z is now vb01z"), "{said}");
}

#[test]
fn a_scenario_runs_on_a_sheet_and_verifies() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("people.xlsx"), book(people)).unwrap();
    fs::write(
        folder.path().join("town.yaml"),
        "title: T\nhorizon: 24 months\ncohort: {people: 50}\npayers: {nhs: {label: NHS}}\ncases: people.xlsx#People 2024\n\
         events: {a: {probability: 30%, unit_cost: £5, paid_by: {nhs: 100%}}}\nsimulation: {draws: 50}\n",
    )
    .unwrap();
    for arguments in [
        &["run", "town.yaml", "--output", "out"][..],
        &["run", "--verify", "out/results.json"],
        &["evidence", "--cases", "people.xlsx#People 2024"],
    ] {
        let mut command = Command::cargo_bin("averted").unwrap();
        let output = command.current_dir(folder.path()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(folder.path().join("output/people/evidence.json").exists(), "named after the workbook");
}

const RELATIONSHIPS: &str =
    "<Relationships xmlns='r'><Relationship Id='1' Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>";
const WORKBOOK: &str =
    "<workbook xmlns='m' xmlns:r='r'><sheets><sheet name='S' sheetId='1' r:id='a'/></sheets></workbook>";
const RELATED: &str = "<Relationships><Relationship Id='a' Type='x/worksheet' Target='/xl/worksheets/../s.xml'/>\
                       <Relationship Id='b' Type='x/sharedStrings' Target='t.xml'/></Relationships>";

/// A workbook of these two parts, whatever they hold.
fn raw(sheet: &str, strings: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let parts = [
        ("_rels/.rels", RELATIONSHIPS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATED),
        ("xl/t.xml", strings),
        ("xl/s.xml", sheet),
    ];
    for (name, text) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const STRINGS: &str = "<sst uniqueCount='18446744073709551615'><si><t>person</t></si><si><r><t>avoided</t></r><r><t>_cost</t></r>\
                       <rPh><t>x</t></rPh></si></sst>";

fn sheet(rows: &str) -> String {
    format!(
        "<worksheet xmlns='m'><sheetData><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>{rows}</sheetData></worksheet>"
    )
}

#[test]
fn cells_are_read_as_the_standard_has_them() {
    let rows = "<row r='3'><c r='A3' t='inlineStr'><is><t>A &amp; B</t></is></c><c r='B3'><v>1.2345E3</v></c></row>\
                <row><c t='n'><v>1.234567890123E+12</v></c><c t='str'><f>1</f><v>(5)</v></c></row>\
                <row r='9'><c r='A9' t='str'><v>C</v></c><c r='B9' t='str'><f>\"\"</f><v></v></c></row>";
    let table = read("people.xlsx", &raw(&sheet(rows), STRINGS)).unwrap_or_else(|faults| panic!("{faults}"));
    let rows: Vec<(&str, f64)> = table.rows.iter().map(|row| (row.person.as_str(), row.avoided_cost)).collect();
    assert_eq!(rows, [("A & B", 1_234.5), ("1234567890123", -5.0), ("C", 0.0)]);
}

#[test]
fn hostile_workbooks_are_refused_with_a_word() {
    let row = |cells: &str| sheet(&format!("<row r='2'>{cells}</row>"));
    let deep = format!("{}{}", "<a>".repeat(300_000), "</a>".repeat(300_000));
    let bomb = "<x/>".repeat((33 << 20) / 4);
    let long = format!("<sst><si><t>person</t></si><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
    let again = "<c t='s'><v>1</v></c>".repeat(100);
    let many: String = "<c><v>1</v></c>".repeat(16_385);
    for (sheet, strings, said) in [
        (row("<c r='A2' t='s'><v>7</v></c>"), STRINGS, "the cell S!A2 names a text that the workbook does not hold"),
        (
            row("<c r='A2'><v>1</v></c><c r='B2'><f>1+1</f></c>"),
            STRINGS,
            "the cell S!B2 holds a formula that was never worked out",
        ),
        (row("<c r='A2'><v>1</v></c><c r='B2' t='e'><v>#DIV/0!</v></c>"), STRINGS, "`#DIV/0!` is not an amount"),
        (row("<c r='AAAAAAAAAAAAAAAAAAAAAAAA2'><v>1</v></c>"), STRINGS, "damaged"),
        (row("<c r='A99999999999999999999'><v>1</v></c>"), STRINGS, "damaged"),
        (row("<c r='XFE2'><v>1</v></c>"), STRINGS, "damaged"),
        (row("<c r='A1048577'><v>1</v></c>"), STRINGS, "damaged"),
        (row(&many), STRINGS, "damaged"),
        (row(&again), long.as_str(), "more than 4 MiB of text"),
        (bomb, STRINGS, "more than 32 MiB"),
        (deep, STRINGS, "the table is empty"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".to_owned(), STRINGS, "damaged"),
        ("<worksheet>".to_owned(), STRINGS, "damaged"),
        (String::new(), STRINGS, "damaged"),
    ] {
        let said_of = read("people.xlsx", &raw(&sheet, strings)).err().unwrap_or_else(|| panic!("is read: {said}"));
        assert!(said_of.contains(said), "{said}: {said_of:.600}");
        assert!(said_of.contains("help: "), "{said_of:.600}");
    }
    let whole = raw(&sheet(""), STRINGS);
    assert!(read("people.xlsx", &whole).unwrap_err().contains("the table holds nobody"));
    for bytes in [&whole[..whole.len() / 2], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"] {
        let said = read("people.xlsx", bytes).unwrap_err();
        assert!(said.contains("damaged") || said.contains("old .xls workbook"), "{said}");
    }
    assert!(read("people.xlsx#S", b"person,avoided_cost\n").unwrap_err().contains("only a workbook has sheets"));
}

#[test]
fn no_change_of_a_workbook_makes_the_reader_panic() {
    // Bytes of the archive, and of its parts before they are packed; seeds of a simple generator, so that each run is the same.
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % below.max(1)
    };
    let packed = book(people);
    let text = sheet("<row r='3'><c r='A3' t='inlineStr'><is><t>A</t></is></c><c r='B3'><v>12</v></c></row>");
    let mut read_at_all = 0;
    for round in 0..2_000 {
        let bytes = if round % 2 == 0 {
            let mut bytes = packed.clone();
            for _ in 0..=next(4) {
                let at = next(bytes.len());
                bytes[at] = u8::try_from(next(256)).unwrap();
            }
            bytes
        } else {
            let mut bytes = text.clone().into_bytes();
            for _ in 0..=next(3) {
                let at = next(bytes.len());
                bytes[at] = b"<>'/=A9 rctsvf&"[next(15)];
            }
            raw(&String::from_utf8(bytes).unwrap(), STRINGS)
        };
        read_at_all += usize::from(read("people.xlsx", &bytes).is_ok());
    }
    assert!(read_at_all > 10, "{read_at_all} were read");
}
