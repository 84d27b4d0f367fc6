//! Holds the unit-cost library to its promises: priced by its sources, licensed on every row, imported whole or not at all.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use averted::model::{latest_prices, price_list};
use averted::quantity::TimeUnit;
use averted::scenario::{Files, Library, Status, read_costs, read_library, yaml_of};

struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        fs::read(path).map_err(|error| error.to_string())
    }
}

fn builtin() -> Library {
    read_library(None, &Disk).unwrap_or_else(|faults| panic!("{}", faults.render(false))).0
}

fn averted(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_averted"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs")
}

/// What was printed, on one line; a command that fails is a failure of the test.
fn said(arguments: &[&str]) -> String {
    let output = averted(Path::new(env!("CARGO_MANIFEST_DIR")), arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    one_line(&output.stdout)
}

fn one_line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_row_names_its_source_its_licence_and_payers_that_sum_to_one() {
    let library = builtin();
    assert!(library.len() >= 74);
    for entry in library.entries() {
        let cost = &entry.value;
        assert!(cost.remarks.source.as_ref().is_some_and(|source| !source.is_empty()), "{}", entry.id);
        assert!(!cost.licence.is_empty(), "{}", entry.id);
        assert!(cost.per.is_some(), "{} does not say what one is", entry.id);
        // What the id says is by the week or year, is paid by the week or year.
        for unit in [TimeUnit::Night, TimeUnit::Week, TimeUnit::Year] {
            let named = entry.id.split('_').any(|word| word == unit.word());
            assert!(!named || cost.time_unit() == Some(unit), "{} is per {:?}", entry.id, cost.per);
        }
        assert!((cost.paid_by.iter().map(|(_, share)| share).sum::<f64>() - 1.0).abs() < 1e-9, "{}", entry.id);
        for part in &cost.includes {
            assert!(library.get(part).is_some(), "{} includes `{part}`, which is no cost", entry.id);
            assert!(part != &entry.id, "{part}");
        }
        let national =
            cost.remarks.source.as_ref().is_some_and(|source| source.starts_with("NHS England, National Cost"));
        assert!(!(national && cost.licence.contains("NC")), "{}: the collection is open", entry.id);
    }
}

#[test]
fn costs_are_uprated_as_the_evidence_files_uprate_them() {
    // From the collected evidence: each value at 2024/25 prices, worked out there by hand of another.
    let known = [
        ("evict_complex", 9_667.0),
        ("homeless_single_year", 46_138.0),
        ("looked_after_year", 69_723.0),
        ("asb_incident", 882.0),
        ("fire_response", 4_750.0),
        ("care_proceedings", 40_689.0),
    ];
    let prices = price_list(&builtin(), latest_prices()).unwrap();
    assert_eq!(prices.base.to_string(), "2024/25");
    for (id, pounds) in known {
        let value = prices.get(id).unwrap().value;
        // Rounded to pounds there, and the indices here to three decimals.
        assert!((value - pounds).abs() <= 0.5 + 2e-5 * pounds, "{id}: £{value} against £{pounds}");
    }
    // The parts of an eviction and two weeks of temporary accommodation are the whole: 6,355 + 2 × 162.44 ≈ 6,680.
    let published = |id: &str| prices.get(id).unwrap().published;
    let whole = published("evict_components") + 2.0 * published("ta_week_prs_2010");
    assert!((whole - published("evict_complex")).abs() < 0.5, "{whole}");
}

#[test]
fn no_published_spread_is_taken_for_a_standard_error() {
    let library = builtin();
    assert!(library.entries().filter(|entry| entry.value.spread.is_some()).count() >= 10);
    let folder = tempfile::tempdir().unwrap();
    let events: String = library
        .entries()
        .map(|entry| {
            format!("  {0}: {{probability: 1%, unit_cost: {{library: {0}}}, paid_by: {{all: 100%}}}}\n", entry.id)
        })
        .collect();
    let scenario = |unverified: &str| {
        format!(
            "title: Every cost\nprice_base: 2021/22\nhorizon: 12 months\nlibrary: builtin\n{unverified}cohort: {{people: 10}}\n\
             payers: {{all: {{label: All}}}}\nevents:\n{events}"
        )
    };
    let file = folder.path().join("every.yaml");
    fs::write(&file, scenario("allow_unverified: true\n")).unwrap();
    let plan = averted::run::plan(&file, &[]).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    assert!(plan.parameters.is_empty(), "{:?}", plan.parameters);
    assert!(plan.base.events.iter().all(|event| event.unit_cost.certain().is_some()));
    // The same without the permission: exactly the recalled ones are refused, and the permission is printed.
    let recalled = library.entries().filter(|entry| entry.value.status == Status::Recalled).count();
    assert!(recalled > 0);
    let warned = averted(folder.path(), &["check", "every.yaml"]);
    assert!(one_line(&warned.stdout).contains("the scenario says `allow_unverified: true`"));
    fs::write(&file, scenario("")).unwrap();
    let faults = averted::run::plan(&file, &[]).unwrap_err();
    assert_eq!(faults.list.len(), recalled, "{}", faults.render(false));
    assert!(faults.list.iter().all(|fault| fault.message.contains("from memory")), "{}", faults.render(false));
}

#[test]
fn the_list_holds_every_cost_and_a_search_those_that_are_meant() {
    let all = said(&["costs"]);
    for entry in builtin().entries() {
        assert!(all.contains(&entry.id), "{}", entry.id);
    }
    assert!(all.contains("NOT VERIFIED") && all.contains("Borne by NHS"), "{all}");
    assert!(all.contains("(per bed day)") && all.contains("(per week)"), "{all}");
    let some = said(&["costs", "complex", "EVICTION"]);
    assert!(
        some.contains("2 of 74 costs") && some.contains("evict_components") && !some.contains("evict_relet"),
        "{some}"
    );
    assert_eq!(some, said(&["costs", "--search", "complex EVICTION"]));
    let by_source = said(&["costs", "pleace"]);
    assert!(by_source.contains("homeless_single_year"), "{by_source}");
    assert!(said(&["costs", "unicorn"]).contains("None of 74 costs holds “unicorn”"));
}

#[test]
fn one_cost_is_shown_with_its_sum_its_source_and_how_to_write_it() {
    let shown = said(&["costs", "--show", "evict_complex"]);
    for words in [
        "£9,667 per eviction at 2024/25 prices",
        "As published: £6,680 per eviction at 2010/11 prices",
        "£6,680 × 100 / 69.104 = £9,667",
        "Economic and Fiscal Outlook, November 2025",
        "Licence: unknown for v1.4",
        "TWO WEEKS",
        "ta_week_net_2024 (Temporary accommodation",
        "unit_cost: {library: evict_complex}",
    ] {
        assert!(shown.contains(words), "`{words}` is not in {shown}");
    }
    // 6,680 × 85.591 / 69.104 = 8,273.7, the price base of the scenario.
    let of_scenario = said(&["costs", "--show", "evict_complex", "--scenario", "scenarios/havering.yaml"]);
    assert!(of_scenario.contains("£8,274 per eviction at 2021/22 prices"), "{of_scenario}");
    assert!(said(&["costs", "--show", "ae_attendance"]).contains("never drawn as doubt about the mean"));
    assert!(said(&["costs", "--show", "gp_consult"]).contains("forbids commercial use"));
    assert!(said(&["costs", "--show", "gp_consult_922"]).contains("allow_unverified: true"));
    for (arguments, words) in [
        (&["costs", "--show", "evict_complx"][..], "did you mean `evict_complex`?"),
        (&["costs", "--price-base", "1999/00"], "the GDP deflator does not cover 1999/00"),
    ] {
        let output = averted(Path::new(env!("CARGO_MANIFEST_DIR")), arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(one_line(&output.stderr).contains(words), "{}", one_line(&output.stderr));
    }
}

/// Texts that a careless writer of YAML would break on.
const TABLE: &str = "id,label,value,price_year,paid_by,source,licence,per,status,low,high,spread,includes,note
night,\"Shelter: one night, \"\"single\"\" #1\",£62.50,2023/24,housing,\"Ledger, 2023\",own figures,Nights,read,,,,,no
stay,'~ {stay}: [x],£1200,2024/25,housing 85%; nhs 15%,- Ledger,own figures,,derived,£1100,\"£1,300\",standard error,night,\"two
lines\"
";

#[test]
fn a_table_becomes_a_library_that_reads_back_and_drives_a_scenario() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("own.csv"), TABLE).unwrap();
    let output = averted(folder.path(), &["costs", "--import", "own.csv"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let written = fs::read_to_string(folder.path().join("own.yaml")).unwrap();
    let (library, _) = read_library(Some(&folder.path().join("own.yaml")), &Disk).unwrap();
    assert_eq!(yaml_of(&library), written);
    let [night, stay] = library.entries().collect::<Vec<_>>()[..] else { panic!("{written}") };
    assert_eq!((night.id.as_str(), night.value.value), ("night", 62.5));
    assert_eq!(night.value.label, "Shelter: one night, \"single\" #1");
    assert_eq!(
        (night.value.remarks.note.as_deref(), stay.value.remarks.note.as_deref()),
        (Some("no"), Some("two\nlines"))
    );
    assert_eq!(stay.value.label, "'~ {stay}: [x]");
    assert_eq!(stay.value.paid_by, [("housing".to_owned(), 0.85), ("nhs".to_owned(), 0.15)]);
    assert_eq!(stay.value.includes, ["night"]);
    // Nothing is guessed where the table does not say what one is.
    assert_eq!((night.value.per.as_deref(), stay.value.per.as_deref()), (Some("night"), None));
    assert_eq!((night.value.time_unit(), stay.value.time_unit()), (Some(TimeUnit::Night), None));
    assert!(stay.value.spread.as_ref().unwrap().is_standard_error());
    fs::write(
        folder.path().join("s.yaml"),
        "title: Own costs\nprice_base: 2024/25\nhorizon: 12 months\nlibrary: own.yaml\ncohort: {people: 9}\n\
         payers: {housing: {label: Housing}}\n\
         events: {stay: {probability: {observed: 3 of 8}, unit_cost: {library: stay}, paid_by: {housing: 100%}}}\n",
    )
    .unwrap();
    let plan = averted::run::plan(&folder.path().join("s.yaml"), &[])
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    // Half of £1,100 to £1,300 is the standard error, and only that makes the cost uncertain.
    assert_eq!(plan.parameters.iter().filter(|parameter| parameter.path == "library.stay").count(), 1);
    let again = averted(folder.path(), &["costs", "--import", "own.csv"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(one_line(&again.stderr).contains("own.yaml is there already, and is left as it is"));
    assert_eq!(fs::read_to_string(folder.path().join("own.yaml")).unwrap(), written);
}

#[test]
fn all_mistakes_of_a_table_are_told_at_once_and_nothing_is_written() {
    let table = "id,label,value,price_year,paid_by,source,licence,status,low,high,spread,includes
Bed Day,A bed,£719,2024/25,nhs,NCC,OGL,read,,,,
visit,A visit,about £40,2024,nhs,NCC,OGL,read,,,,
visit,\"A visit, again\",£40,2024/25,nhs 80%; housing 30%,NCC,,guessed,£50,£30,range,vist
short,A row
";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.csv");
    fs::write(&path, table).unwrap();
    let faults = read_costs(&path, &Disk).unwrap_err();
    let at: Vec<(usize, usize, &str)> = faults
        .list
        .iter()
        .map(|fault| {
            let place = fault.place.as_ref().expect("a place");
            let before = &table[..place.start];
            let line = before.matches('\n').count() + 1;
            (line, place.start - before.rfind('\n').map_or(0, |end| end + 1) + 1, fault.message.as_str())
        })
        .collect();
    let expected = [
        (2, 1, "`Bed Day` cannot be an id"),
        (3, 15, "about £40"),
        (3, 26, "2024"),
        (4, 1, "the id `visit` stands in an earlier row already"),
        (4, 37, "the shares of `nhs 80%; housing 30%` sum to 110.0000%, not to 100%"),
        (4, 62, "this cost has no licence"),
        (4, 63, "`guessed` is not a status"),
        (4, 71, "`low` is above `high`"),
        (4, 0, "there is no cost `vist` in this table"),
        (5, 1, "this row has 2 fields, but there are 12 columns"),
    ];
    for (line, _, message) in expected {
        assert!(
            at.iter().any(|(at, _, said)| *at == line && said.contains(message)),
            "line {line}: {message}: {at:#?}"
        );
    }
    for (line, column, message) in expected.into_iter().filter(|(_, column, _)| *column > 0) {
        let found = at.iter().find(|(at, _, said)| *at == line && said.contains(message)).unwrap();
        assert_eq!(found.1, column, "{message}");
    }
    assert_eq!(at.len(), expected.len(), "{at:#?}");
    let output = averted(folder.path(), &["costs", "--import", "own.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
}

#[test]
fn a_library_without_licence_or_source_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("costs.yaml");
    fs::write(&path, "bed: {label: Bed, value: £719, price_year: 2024/25, status: read}\n").unwrap();
    let said = read_library(Some(&path), &Disk).unwrap_err().render(false);
    assert!(said.contains("`bed` has no `licence`") && said.contains("`bed` has no `source`"), "{said}");
    let row = "bed: {label: Bed, value: £719, per: 7 days, price_year: 2024/25, source: a table, licence: OGL, status: read}\n";
    fs::write(&path, row).unwrap();
    let said = read_library(Some(&path), &Disk).unwrap_err().render(false);
    assert!(said.contains("`7 days` does not say what one is"), "{said}");
}

/// The costs of a table, or what is wrong with it.
fn imported(table: &str) -> Result<averted::scenario::ImportedCosts, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.csv");
    fs::write(&path, table).unwrap();
    read_costs(&path, &Disk).map(|(found, _)| found).map_err(|faults| faults.render(false))
}

#[test]
fn tables_are_read_as_spreadsheets_save_them() {
    for table in [
        "id;label;value;price_year;paid_by;source;licence\nevict;Eviction;7500,50;2023/24;housing;Local ledger;internal\n",
        "id,label,value,price_year,paid_by,source,licence,,\nevict,Eviction,7500.50,2023/24,housing,Local ledger,internal,,\n,,,,,,,,\n",
        "ID,Label,Value,Price year,Paid by,Source,Licence\nevict,Eviction,7500.50,2023/24,housing,Local ledger,internal\n",
        "\u{feff}Id\tLABEL\tValue (£)\tprice_year\tPaid-by\tSource\tLicence\r\nEvict\tEviction\t£7,500.50\t2023/24\tHousing\tLocal ledger\tinternal\r\n\r\n",
        "id;label;value;price_year;paid_by;source;licence\nevict;Eviction;7.500,50;2023/24;\"housing 100%;\";Local ledger;internal\n",
    ] {
        let found = imported(table).unwrap_or_else(|faults| panic!("{table}\n{faults}"));
        let cost = &found.library.entries().next().unwrap();
        assert_eq!(
            (cost.id.as_str(), cost.value.value, cost.value.label.as_str()),
            ("evict", 7_500.5, "Eviction"),
            "{table}"
        );
        assert_eq!(cost.value.paid_by, [("housing".to_owned(), 1.0)], "{table}");
    }
    let open =
        imported("id;label;value;price_year;paid_by;source;licence\nevict;Eviction;7,500;2023/24;housing;L;internal\n");
    let open = open.unwrap_err();
    assert!(
        open.contains("`7,500` may be thousands or a decimal fraction") && open.contains("help: write it without"),
        "{open}"
    );
    let bundle =
        imported("id,label,value,price_year,paid_by,source,licence,per\na,A,5,2023/24,housing,L,internal,12 weeks\n");
    let bundle = bundle.unwrap_err();
    assert!(
        bundle.contains("`12 weeks` does not say what one is") && bundle.contains("such as week, bed day"),
        "{bundle}"
    );
    let negative =
        imported("id,label,value,price_year,paid_by,source,licence\na,A,(5),2023/24,housing,L,internal\n").unwrap_err();
    assert!(negative.contains("`(5)` is negative"), "{negative}");
}

#[test]
fn ids_are_put_into_small_letters_and_that_is_said() {
    let table = "id,label,value,price_year,paid_by,source,licence,includes\nVB01Z,A,5,2023/24,NHS 85%; housing 15%,L,internal,\n\
                 whole,B,9,2023/24,NHS,L,internal,VB01z\n";
    let found = imported(table).unwrap_or_else(|faults| panic!("{faults}"));
    let folded: Vec<(&str, &str)> = found.folded.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    assert_eq!(folded, [("NHS", "nhs"), ("VB01Z", "vb01z"), ("VB01z", "vb01z")]);
    assert_eq!(found.library.entries().nth(1).unwrap().value.includes, ["vb01z"]);
    let twice = imported(&table.replace("whole", "vb01z")).unwrap_err();
    assert!(twice.contains("the id `vb01z` stands in an earlier row already"), "{twice}");
}

#[test]
fn equal_mistakes_are_counted_and_the_limit_is_named_first() {
    let head = "id,label,value,price_year,paid_by,source,licence\n";
    let rows = |count: usize| -> String { (0..count).map(|row| format!("c{row},A,5,2024,housing,L,\n")).collect() };
    let faults = imported(&format!("{head}{}", rows(42))).unwrap_err();
    assert_eq!(faults.matches("error:").count(), 2, "the year and the licence: {faults}");
    assert_eq!(faults.matches("the same in 41 more rows").count(), 2, "{faults}");
    let faults = imported(&format!("{head}{}", rows(10_001))).unwrap_err();
    assert_eq!(faults.matches("error:").count(), 1, "{faults}");
    assert!(faults.contains("the table has more than 10,000 rows"), "{faults}");
}
