//! What is wrong with a workbook is said of the cell, all at once, with the reason and the remedy of a text file.

use super::book::{COHORT, EVENTS, Memory, PAYERS, START, heads, typed, with_part};
use rust_xlsxwriter::Format;

fn faults(bytes: Vec<u8>) -> String {
    match Memory::default().with("s.xlsx", bytes).read("s.xlsx") {
        Ok(_) => panic!("nothing is wrong with it"),
        Err(faults) => faults,
    }
}

/// The small scenario with further rows of events.
fn with_events(more: &[&[&str]]) -> Vec<u8> {
    let events: Vec<&[&str]> = EVENTS.iter().copied().chain(more.iter().copied()).collect();
    typed(&[("Start", START), ("Cohort", COHORT), ("Payers", PAYERS), ("Events", &events)], |_| {})
}

#[track_caller]
fn assert_said(faults: &str, parts: &[&str]) {
    for part in parts {
        assert!(faults.contains(part), "{part:?} is not in\n{faults}");
    }
}

#[test]
fn each_mistake_names_its_cell_and_all_are_named_at_once() {
    let said = faults(with_events(&[
        &["eviction", "cashable", "", "35"],
        &["eviction", "real_growth", "", "lots"],
        &["admission", "prevnts", "", "10%"],
        &["admission", "cashable", "", "{nhs: 10%"],
    ]));
    assert_said(&said, &["Events!D9, events.eviction.cashable", "did you mean 35%?"]);
    assert_said(&said, &["Events!D10, events.eviction.real_growth"]);
    assert_said(&said, &["Events!B11", "`prevnts`"]);
    assert_said(&said, &["Events!D12"]);
    assert_said(&said, &["--> s.xlsx#Events:9:"]);
}

#[test]
fn the_reason_and_the_remedy_are_those_of_a_text_file() {
    let text = "title: Typed\nhorizon: 24 months\ncohort: {people: 100}\npayers: {nhs: {label: NHS}}\nevents:\n  \
                eviction: {probability: 130%, unit_cost: £9_000, paid_by: {nhs: 100%}}\n";
    let written = Memory::default().with("s.yaml", text).read("s.yaml").unwrap_err();
    let rows: &[&[&str]] = &[
        &["eviction", "probability", "", "130%"],
        &["eviction", "unit_cost", "", "£9,000"],
        &["eviction", "paid_by.nhs", "", "100%"],
    ];
    let typed = faults(typed(&[("Start", START), ("Cohort", COHORT), ("Payers", PAYERS), ("Events", rows)], |_| {}));
    let told = |text: &str| {
        text.lines()
            .filter(|line| line.starts_with("error") || line.contains("help"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&typed), told(&written), "{typed}\n{written}");
}

#[test]
fn cells_that_do_not_belong_to_the_way_are_refused() {
    assert_said(
        &faults(with_events(&[&["eviction", "cashable", "pert", "10%", "5%", "20%", "8"]])),
        &["`of` is filled in, which `pert` does not use", "Events!G9", "clear the cell, or choose another way"],
    );
    assert_said(
        &faults(with_events(&[&["eviction", "cashable", "", "10%", "5%"]])),
        &["`low` is filled in, but the row does not say in which way", "Events!E9"],
    );
    assert_said(
        &faults(with_events(&[&["eviction", "cashable", "perd", "10%"]])),
        &["did you mean `pert`?", "Events!C9"],
    );
    assert_said(&faults(with_events(&[&["eviction", "cashable", "pert", "10%", "5%"]])), &["`high`", "Events!"]);
    assert_said(
        &faults(with_events(&[&["eviction", "cashable", "observed", "10"]])),
        &["out of how many", "Events!C9"],
    );
}

#[test]
fn rows_that_belong_to_nothing_and_values_given_twice_are_refused() {
    assert_said(&faults(with_events(&[&["", "label", "", "X"]])), &["this row has no id", "Events!B9"]);
    assert_said(
        &faults(with_events(&[&["eviction", "unit_cost", "", "£5"]])),
        &["`events.eviction.unit_cost` is given twice; it stands in Events!D3 already", "Events!D9"],
    );
    assert_said(&faults(with_events(&[&["eviction", "unit_cost.each", "", "£5"]])), &["given twice", "Events!D3"]);
}

#[test]
fn formulas_that_fail_are_named_by_their_cells() {
    let with = |cell: &str| {
        let book = typed(&[("Start", START), ("Cohort", COHORT), ("Payers", PAYERS), ("Events", EVENTS)], |_| {});
        with_part(&book, "xl/worksheets/sheet2.xml", |text| {
            let at = text.find("<c r=\"D2\"").unwrap();
            let end = at + text[at..].find("</c>").unwrap() + 4;
            format!("{}{cell}{}", &text[..at], &text[end..]).into_bytes()
        })
    };
    let failed = with("<c r=\"D2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>");
    assert_said(&faults(failed), &["Cohort!D2 holds the error #DIV/0!", "mend the formula"]);
    let open = with("<c r=\"D2\"><f>A1+1</f></c>");
    assert_said(&faults(open), &["Cohort!D2 holds a formula that was never worked out", "save it and try again"]);
}

#[test]
fn a_sheet_that_is_hidden_misspelt_or_without_heads_is_not_passed_over() {
    let all = [("Start", START), ("Cohort", COHORT), ("Payers", PAYERS), ("Events", EVENTS)];
    let hidden = typed(&all[..3], |book| {
        let sheet = book.add_worksheet().set_name("Events").unwrap();
        heads(sheet);
        sheet.write(1, 0, "eviction").unwrap();
        sheet.set_hidden(true);
    });
    assert_said(&faults(hidden), &["the sheet `Events` is hidden"]);
    let misspelt = typed(&[all[0], all[1], all[2], ("Evnts", EVENTS)], |_| {});
    assert_said(&faults(misspelt), &["no sheet of a scenario is called `Evnts`", "did you mean `Events`?"]);
    let headless = typed(&all[..3], |book| {
        book.add_worksheet().set_name("Events").unwrap().write(0, 0, "eviction").unwrap();
    });
    assert_said(&faults(headless), &["the sheet `Events` has no row of heads"]);
}

#[test]
fn a_head_that_is_damaged_loses_no_value_in_silence() {
    let all = [("Start", START), ("Cohort", COHORT), ("Payers", PAYERS), ("Events", EVENTS)];
    let with = |column: u16, head: &str| {
        faults(typed(&all, |book| {
            let sheet = book.worksheet_from_name("Events").unwrap();
            sheet.write(0, column, head).unwrap();
        }))
    };
    // Column H is `without`.
    assert_said(&with(7, "control"), &["`control` is not a column of a scenario", "missing are", "Events!H1"]);
    assert_said(&with(7, "withaut"), &["did you mean `without`?", "Events!H1"]);
    assert_said(&with(7, "low"), &["the column `low` is given twice", "Events!H1"]);
    let blank = faults(typed(&all, |book| {
        book.worksheet_from_name("Events").unwrap().write_blank(0, 7, &Format::new()).unwrap();
    }));
    assert_said(&blank, &["this cell is filled in, and its column has no head", "back into H1", "Events!H8"]);
    assert_said(
        &with(9, "confidense"),
        &["`confidense` is not a column of a scenario", "did you mean `confidence`?", "Events!J1"],
    );
}

#[test]
fn a_fault_of_a_cell_is_said_once() {
    let said = faults(with_events(&[
        &["stay", "unit_cost", "perd", "£5"],
        &["stay", "rate", "", "1"],
        &["stay", "paid_by", "", "{nhs: 100%}"],
    ]));
    assert_said(&said, &["did you mean `pert`?"]);
    assert_eq!(said.matches("error").count(), 1, "{said}");
    let percent = Format::new().set_num_format("0%");
    let counted =
        faults(typed(&[("Start", START), ("Cohort", COHORT), ("Payers", PAYERS), ("Events", EVENTS)], |book| {
            book.worksheet_from_name("Events").unwrap().write_number_with_format(4, 3, 0.12, &percent).unwrap();
        }));
    assert_said(&counted, &["this cell shows a percentage, where a count is wanted", "Events!D5"]);
    assert_eq!(counted.matches("error").count(), 1, "{counted}");
    let cohort: &[&[&str]] = &[&["", "people", "", "100"], &["", "share", "", "30%"]];
    let nameless =
        faults(typed(&[("Start", START), ("Cohort", cohort), ("Payers", PAYERS), ("Events", EVENTS)], |_| {}));
    assert_said(&nameless, &["this row has no id", "Cohort!B3"]);
}

#[test]
fn a_workbook_that_is_no_scenario_says_so() {
    let people = typed(&[], |book| {
        book.add_worksheet().set_name("People").unwrap().write(0, 0, "person").unwrap();
    });
    assert_said(&faults(people), &["the workbook has no sheet `Start`", "averted new my_service --xlsx"]);
    assert_said(&faults(b"PK\x03\x04 nothing of the kind".to_vec()), &["damaged"]);
    assert_said(&faults(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".repeat(9)), &["old .xls workbook"]);
}
