//! Cells as people type them, paste them and work them out.

use super::book::{COHORT, EVENTS, Memory, PAYERS, START, heads, placeless, typed};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Worksheet};

/// The small scenario of the rows, as a text file says it.
const WRITTEN: &str = "title: Typed\nhorizon: 24 months\ncohort: {people: 100}\npayers: {nhs: {label: NHS}, council:}\nevents:\n  \
    eviction: {probability: {pert: {low: 5%, mode: 15%, high: 30%}}, unit_cost: £9_000, paid_by: {council: 100%}}\n  \
    admission: {rate: {observed: 12 in 8 person-years}, unit_cost: {range: {low: £400, high: £900}}, paid_by: {nhs: 100%}, \
    support: {prevents: {compared: {with: 12 of 100, without: 20 of 100}, source: A trial}}}\n";

fn read(bytes: Vec<u8>) -> String {
    placeless(&Memory::default().with("s.xlsx", bytes).read("s.xlsx").unwrap_or_else(|faults| panic!("{faults}")))
}

fn written(change: impl Fn(String) -> String) -> String {
    placeless(&Memory::default().with("s.yaml", change(WRITTEN.to_owned())).read("s.yaml").unwrap())
}

fn small(events: impl Fn(&mut Worksheet)) -> Vec<u8> {
    typed(&[("Start", START), ("Cohort", COHORT), ("Payers", PAYERS)], |book| {
        let sheet = book.add_worksheet().set_name("Events").unwrap();
        heads(sheet);
        for (row, cells) in (1..).zip(EVENTS) {
            for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
                sheet.write(row, column, *text).unwrap();
            }
        }
        events(sheet);
    })
}

#[test]
fn typed_rows_are_a_scenario() {
    assert_eq!(read(small(|_| {})), written(|text| text));
}

#[test]
fn numbers_percentages_and_currency_mean_what_they_show() {
    let percent = Format::new().set_num_format("0%");
    let pounds = Format::new().set_num_format("[$£-809]#,##0.00");
    let bytes = small(|sheet| {
        for (column, share) in [(3, 0.15), (4, 0.05), (5, 0.3)] {
            sheet.write_number_with_format(1, column, share, &percent).unwrap();
        }
        sheet.write_number_with_format(2, 3, 9_000.0, &pounds).unwrap();
        sheet.write_number(3, 3, 1.0).unwrap();
        sheet.write_number(4, 3, 12.0).unwrap();
        sheet.write_formula_with_format(5, 4, Formula::new("=4*100").set_result("400"), &pounds).unwrap();
    });
    assert_eq!(read(bytes), written(|text| text.replace("council: 100%", "council: 1")));
}

#[test]
fn a_date_is_a_month_or_a_financial_year_where_one_is_wanted() {
    let month = Format::new().set_num_format("mmm-yy");
    let bytes = typed(&[("Cohort", COHORT), ("Payers", PAYERS), ("Events", EVENTS)], |book| {
        let sheet = book.add_worksheet().set_name("Start").unwrap();
        heads(sheet);
        for (row, [key, text]) in
            (1..).zip([["title", "Typed"], ["horizon", "24 months"], ["starts", ""], ["price_base", ""]])
        {
            sheet.write(row, 1, key).unwrap();
            sheet.write(row, 3, text).unwrap();
        }
        // What spreadsheet programs make of 2021-04 and of 2011/12.
        sheet.write_datetime_with_format(3, 3, ExcelDateTime::from_ymd(2021, 4, 1).unwrap(), &month).unwrap();
        sheet.write_datetime_with_format(4, 3, ExcelDateTime::from_ymd(2011, 12, 1).unwrap(), &month).unwrap();
    });
    assert_eq!(read(bytes), written(|text| text + "starts: 2021-04\nprice_base: 2011/12\n"));
}

#[test]
fn an_id_may_be_merged_over_its_rows_and_names_may_be_listed_with_commas() {
    let target: &[&[&str]] = &[&["all", "amount", "", "£500"], &["all", "payers", "", "nhs, council"]];
    let rows = |sheet: &mut Worksheet| {
        sheet.write(1, 0, "").unwrap();
        for row in 2..=3 {
            sheet.write(row, 0, "").unwrap();
        }
        sheet.merge_range(1, 0, 3, 0, "eviction", &Format::new()).unwrap();
    };
    let merged = typed(&[("Start", START), ("Cohort", COHORT), ("Payers", PAYERS), ("Targets", target)], |book| {
        let sheet = book.add_worksheet().set_name("Events").unwrap();
        heads(sheet);
        for (row, cells) in (1..).zip(EVENTS) {
            for (column, text) in
                (0..).zip(*cells).filter(|(column, text)| !text.is_empty() && (*column > 0 || row > 3))
            {
                sheet.write(row, column, *text).unwrap();
            }
        }
        rows(sheet);
    });
    assert_eq!(read(merged), written(|text| text + "targets: {all: {amount: £500, payers: [nhs, council]}}\n"));
}

#[test]
fn sheets_and_columns_of_ones_own_stay_unread() {
    let bytes = small(|sheet| {
        sheet.write(0, 12, "Our sums").unwrap();
        sheet.write(1, 12, "asked the housing team").unwrap();
    });
    assert_eq!(read(bytes), written(|text| text));
    let bytes = typed(&[("Start", START), ("Cohort", COHORT), ("Payers", PAYERS), ("Events", EVENTS)], |book| {
        book.add_worksheet().set_name("Working out").unwrap().write(0, 0, "=nothing").unwrap();
    });
    assert_eq!(read(bytes), written(|text| text));
}

#[test]
fn what_is_paid_as_it_runs_and_what_a_shock_scales_have_rows_of_their_own() {
    let events: &[&[&str]] = &[
        &["stay", "probability", "observed", "3 of 8"],
        &["stay", "unit_cost.each", "", "£250"],
        &["stay", "unit_cost.per", "", "week"],
        &["stay", "unit_cost.for", "pert", "40 weeks", "20 weeks", "80 weeks"],
        &["stay", "paid_by.nhs", "", "100%"],
        &["not_wanted", "probability"],
        &["not_wanted", "unit_cost", "pert"],
    ];
    let shocks: &[&[&str]] = &[
        &["rents", "label", "", "Rents"],
        &["rents", "scale.events.*.unit_cost", "", "120%"],
        &["rents", "set.cohort.people", "", "7"],
    ];
    let bytes = typed(
        &[("Start", START), ("Cohort", COHORT), ("Payers", PAYERS), ("Events", events), ("Shocks", shocks)],
        |_| {},
    );
    let text = "title: Typed\nhorizon: 24 months\ncohort: {people: 100}\npayers: {nhs: {label: NHS}, council:}\nevents:\n  \
                stay: {probability: {observed: 3 of 8}, unit_cost: {each: £250, per: week, for: {pert: {low: 20 weeks, mode: 40 weeks, high: 80 weeks}}}, \
                paid_by: {nhs: 100%}}\nshocks: {rents: {label: Rents, scale: {events.*.unit_cost: 120%}, set: {cohort: {people: 7}}}}\n";
    let expected = placeless(&Memory::default().with("s.yaml", text).read("s.yaml").unwrap());
    assert_eq!(read(bytes), expected);
}

#[test]
fn a_workbook_without_values_for_some_rows_says_nothing_there() {
    let events: Vec<&[&str]> = EVENTS
        .iter()
        .copied()
        .chain([&["admission", "label"][..], &["eviction", "support.delays", "certain"]])
        .collect();
    let bytes = typed(&[("Start", START), ("Cohort", COHORT), ("Payers", PAYERS), ("Events", &events)], |_| {});
    assert_eq!(read(bytes), written(|text| text));
}
