//! Reads tables of people as people keep them: costs that rose, before and after, two groups, whatever parts the columns.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use averted::scenario::{Amount, CaseTable, Files, read_cases};
use serde_json::Value;

struct One(Vec<u8>);

impl Files for One {
    fn read(&self, _: &Path) -> Result<Vec<u8>, String> {
        Ok(self.0.clone())
    }
}

fn read(text: &str) -> Result<CaseTable, String> {
    let read = read_cases(Path::new("people.csv"), &One(text.as_bytes().to_vec()));
    read.map(|(table, _)| table).map_err(|faults| faults.render(false))
}

/// The amount of each row.
fn amounts(text: &str) -> Vec<f64> {
    let table = read(text).unwrap_or_else(|faults| panic!("{text}\n{faults}"));
    table.rows.iter().map(|row| row.avoided_cost).collect()
}

fn refused(text: &str) -> String {
    read(text).err().unwrap_or_else(|| panic!("is read: {text}"))
}

/// What `averted evidence --cases` says of a table, wherever its lines end, and its evidence.json.
fn told(text: &str) -> (String, Value) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("people.csv"), text).unwrap();
    let run = |more: &[&str]| {
        let mut command = Command::cargo_bin("averted").unwrap();
        let command = command.current_dir(folder.path()).args(["evidence", "--cases", "people.csv"]).args(more);
        String::from_utf8(command.assert().code(0).get_output().stdout.clone()).unwrap()
    };
    let said = run(&["--output", "out"]).split_whitespace().collect::<Vec<_>>().join(" ");
    (said, serde_json::from_str(&run(&["--json"])).unwrap())
}

const ROSE: &str = "person,event,occurrences,avoided_cost\n1,total,1,18000\n2,total,1,11000\n3,total,1,41000\n\
                    4,total,1,-2000\n5,,,\n";

#[test]
fn costs_that_rose_are_in_the_mean_and_said() {
    let (said, evidence) = told(ROSE);
    for part in [
        "5 people avoided £68,000 in all, £13,600 each on average (median £11,000;",
        "Costs rose for 1 of them, by £2,000 in all, which is counted.",
        "Person 3 brings 59% of all that is avoided by those whose costs did not rise; without them the mean of the others is £6,750.",
    ] {
        assert!(said.contains(part), "{part} is missing from\n{said}");
    }
    assert_eq!(evidence["cases"][0]["averages"]["mean"], 13_600.0);
    let (said, _) = told("person,event,occurrences,avoided_cost\n1,ae,4,8000\n2,ae,0,-500\n3,,,\n");
    assert!(said.contains("3 people avoided £7,500 in all, £2,500 each on average"), "{said}");
}

#[test]
fn a_total_below_nothing_is_said_to_cost_more() {
    let (said, _) = told("person,avoided_cost\nA,-£3000\nB,£500\nC,(1000)\n");
    for part in [
        // -3,500 of three people.
        "3 people cost £3,500 more in all, £1,167 each on average (what was avoided: median −£1,000;",
        "Costs rose for 2 of them, by £4,000 in all",
        "Without A the mean of the others is −£250.",
    ] {
        assert!(said.contains(part), "{part} is missing from\n{said}");
    }
    assert!(!said.contains(" brings "), "nobody brings a share of a loss: {said}");
}

#[test]
fn one_person_gives_no_interval() {
    let (said, evidence) = told("person,avoided_cost\nA,500\n");
    assert!(said.contains("1 person avoided £500."), "{said}");
    assert!(said.contains("one person shows nothing of how far others may differ, so there is no interval"), "{said}");
    assert!(!said.contains("would lie between") && !said.contains("Intervals of the mean"), "{said}");
    assert_eq!(evidence["cases"][0]["intervals"], serde_json::json!({}));
    let (said, _) = told("person,before,after\nA,500,700\n");
    assert!(said.contains("1 person cost £200 more than before."), "{said}");
}

#[test]
fn before_and_after_are_a_paired_difference() {
    let field = "Client,A&E visits,Cost before,Cost after,Saving\nA,4,£12000,£4000,£8000\nB,0,£3000,£3500,-£500\n";
    let table = read(field).unwrap();
    assert_eq!(table.amount, Amount::BeforeLessAfter);
    assert_eq!(table.rows.iter().map(|row| row.avoided_cost).collect::<Vec<_>>(), [8_000.0, -500.0]);
    assert_eq!(table.unread, ["A&E visits"]);
    let (said, evidence) = told(field);
    for part in [
        "2 people cost £7,500 less than before in all, £3,750 each on average",
        "Costs rose for 1 of them, by £500 in all",
        "(regression to the mean)",
        "One column was not read: “A&E visits”.",
    ] {
        assert!(said.contains(part), "{part} is missing from\n{said}");
    }
    assert_eq!(evidence["cases"][0]["before_less_after"], true);
    // Means 8,000 and -500: t of one degree of freedom 12.706, s = 8,500/√2.
    let t = evidence["cases"][0]["intervals"]["t"][0].as_f64().unwrap();
    assert!((t - (3_750.0 - 12.706_204_736 * 4_250.0)).abs() < 0.01, "{t}");
    let wrong = refused(&field.replace("£8000\n", "£7000\n"));
    assert!(wrong.contains("people.csv:2:"), "{wrong}");
    assert!(
        wrong.contains("`£7000` does not agree with the costs before and after, £12,000 less £4,000, which is £8,000")
    );
    assert_eq!(amounts(&field.replace("£8000\n", "£7999\n"))[0], 8_000.0, "rounded");
    let by_event = "person,event,before,after\nA,ae,900,300\nA,gp,100,150\nB,,,\n";
    assert_eq!(amounts(by_event), [600.0, -50.0, 0.0]);
    for (text, said) in [
        ("person,before\nA,5\n", "a column `before` but none of the cost after"),
        ("person,before,after\nA,5,\n", "`after` is empty here"),
        ("person,before,after\nA,-5,3\n", "`-5` is negative"),
        ("person,event,before,after\nA,,9,3\n", "the row names no event"),
    ] {
        let faults = refused(text);
        assert!(faults.contains(said), "{said}: {faults}");
    }
}

const GROUPS: &str = "Person;Group;Cost\nA;Supported;2000\nB;supported;4000\nC;SUPPORTED;6000\nD;Control;5000\nE;control;9000\n\
                      F;control;11.000,00\nG;control;15000\n";

#[test]
fn two_groups_are_compared_by_their_words() {
    let (said, evidence) = told(GROUPS);
    let groups = &evidence["groups"];
    assert_eq!(
        (groups["supported"]["mean"].as_f64(), groups["comparison"]["mean"].as_f64()),
        (Some(4_000.0), Some(10_000.0))
    );
    assert_eq!((groups["avoided"].as_f64(), groups["measure"].as_str()), (Some(6_000.0), Some("cost")));
    // s² = 4 and 52/3 million, v = 4/3 and 13/3 million, ν = (17/3)²/((16/9)/2 + (169/9)/3) = 289/(8 + 169/3) = 867/193.
    assert!((groups["degrees"].as_f64().unwrap() - 867.0 / 193.0).abs() < 1e-9, "{groups}");
    for part in [
        "The 3 people of “Supported” cost £4,000 each on average, the 4 people of “Control” £10,000: £6,000 less with support.",
        "what is avoided a person would lie between",
        "3 people in a group are too few",
        "depends on how people came into the two groups",
    ] {
        assert!(said.contains(part), "{part} is missing from\n{said}");
    }
    assert!(evidence["cases"].as_array().unwrap().is_empty());
    // Falls of 5 and 7 with support, of 2 and -2 without: difference in differences 6 - 0.
    let (said, evidence) = told("person,group,before,after\nA,with,10,5\nB,with,12,5\nC,without,9,7\nD,without,9,11\n");
    assert_eq!(evidence["groups"]["avoided"], 6.0);
    assert!(said.contains("The 2 people of “with” cost £6 less than before each on average"), "{said}");
    assert!(!said.contains("regression to the mean"), "somebody was compared with: {said}");
    let (said, _) = told("person,group,cost\nA,with,9\nB,with,11\nC,without,4\nD,without,6\n");
    assert!(said.contains("the 2 people of “without” £5: £5 more with support."), "{said}");
    let (said, evidence) = told("person,group,avoided_cost\nA,with,9\nC,without,4\nD,without,6\n");
    assert!(said.contains("£4 more a person was avoided with support"), "{said}");
    assert!(said.contains("a group of one person shows nothing"), "{said}");
    assert_eq!(evidence["groups"]["intervals"], serde_json::json!({}));
}

#[test]
fn groups_that_cannot_be_told_apart_are_refused() {
    for (text, said) in [
        ("person,group,cost\nA,red,1\nB,blue,2\n", "not plain which of `red` and `blue` had support"),
        ("person,group,cost\nA,control,1\nB,comparison,2\n", "not plain which"),
        ("person,group,cost\nA,with,1\nB,with,2\n", "everybody is in the group `with`"),
        ("person,group,cost\nA,with,1\nB,without,2\nC,other,2\n", "more than two groups"),
        ("person,group,cost\nA,with,1\nA,without,2\n", "`A` is in the other group in an earlier row"),
        ("person,group,cost\nA,with,1\nB,without,2\nC,,2\n", "this row names no group"),
        ("person,group,cost\nA,with,\nB,without,2\n", "`cost` is empty here"),
        ("person,cost\nA,1\nB,2\n", "a cost by itself does not say what was avoided"),
        ("person,group,view,cost\nA,with,x,1\nB,without,x,2\n", "a table of two groups tells of no views"),
    ] {
        let faults = refused(text);
        assert!(faults.contains(said), "{said}: {faults}");
    }
    assert!(refused("person,group,cost\nA,red,1\nB,blue,2\n").contains("`supported` and `comparison`"), "the remedy");
}

#[test]
fn person_and_amount_alone_are_enough() {
    assert_eq!(amounts("person,avoided_cost\n1,18000\n2,11000\n3,41000\n4,0\n"), [18_000.0, 11_000.0, 41_000.0, 0.0]);
    for text in [
        "\u{feff}PERSON,Avoided Cost\n1,\"£1,234.50\"\n2,(500)\n3,-£500\n4,\u{2212}500\n5,\n",
        "Client ID;Saving (£)\n1;£1,234.50\n2;(500)\n3;-£500\n4;£-500\n5;\n",
        "name\tsavings\n1\t1234.5\n2\t-500\n3\t500-\n4\t(£500)\n5\t0\n",
        "sep=;\r\nname;savings;;\r\n1;1.234,50;;\r\n;;;\r\n2;-500;;\r\n3;-500;;\r\n4;-500;;\r\n5;;;\r\n",
        "\n\nperson,,avoided_cost,,\n1,,1234.50,,\n,,,,\n2,,-500,,\n3,,-500,,\n4,,-500,,\n5,,,,\n,,,,\n",
    ] {
        assert_eq!(amounts(text), [1_234.5, -500.0, -500.0, -500.0, 0.0], "{text}");
    }
}

#[test]
fn of_several_names_for_a_person_one_will_do() {
    let table = read("Household,Name,Person,Saving\n1,Smith,A,5\n1,Smith,B,6\n").unwrap();
    assert_eq!(table.rows.iter().map(|row| row.person.as_str()).collect::<Vec<_>>(), ["A", "B"]);
    assert_eq!(table.unread, ["Household", "Name"]);
    let table = read("ID,Name,Saving\n1,Smith,5\n2,Smith,6\n").unwrap();
    assert_eq!(table.rows.iter().map(|row| row.person.as_str()).collect::<Vec<_>>(), ["1", "2"]);
}

#[test]
fn what_cannot_be_meant_is_refused_with_its_place_and_remedy() {
    for (text, said) in [
        ("person,avoided_cost\n1,\"1.234,50\"\n", "has a decimal comma"),
        ("person;avoided_cost\n1;7,500\n", "may be thousands or a decimal fraction"),
        ("person,avoided_cots\n1,5\n", "did you mean `avoided_cost`?"),
        ("person,saving,avoided_cost\n1,5,5\n", "`avoided_cost` and `saving` are the same column"),
        ("person,avoided_cost\nTotal,5\n", "seems to be the sum of other rows"),
        ("person,,avoided_cost\n1,x,5\n", "`x` stands in a column without a head"),
        ("person,avoided_cost,\n1,5,x\n", "this row has 3 fields, but there are 2 columns"),
        ("person,avoided_cost\n1,5\n1,6\n", "`1` stands in an earlier row already"),
        ("person,avoided_cost\n1,1,200\n", "this row has 3 fields, but there are 2 columns"),
        ("person;avoided_cost\n1;1;200\n", "a field that holds a semicolon"),
        ("avoided_cost\n5\n", "no column `person`"),
        ("person,notes\n1,x\n", "no column of amounts"),
        ("person,avoided_cost\n", "the table holds nobody"),
        ("", "the table is empty"),
        ("person,event,occurrences,avoided_cost\n1,ae,,5\n", "how many occurrences were avoided is not said"),
        ("person,event,occurrences,avoided_cost\n1,ae,-1,5\n", "`-1` occurrences make no sense here"),
    ] {
        let faults = refused(text);
        assert!(faults.contains(said) && faults.contains("help: "), "{said}: {faults}");
    }
    let rows: String = (1..=45).map(|row| format!("{row},about £5\n")).collect();
    let faults = refused(&format!("person,avoided_cost\n{rows}"));
    assert_eq!(faults.matches("error:").count(), 1, "{faults}");
    assert!(faults.contains("the same in 44 more rows"), "{faults}");
}

const TOWN: &str = "
title: A small town
horizon: 24 months
cohort: {people: 50}
payers: {housing: {label: Council housing}}
cases: people.csv
events:
  total:
    probability: {cases: total}
    unit_cost: {cases: total}
    paid_by: {housing: 100%}
    support: {prevents: 100%}
simulation: {draws: 400}
";

fn run(table: &str, scenario: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("people.csv"), table).unwrap();
    fs::write(folder.path().join("town.yaml"), scenario).unwrap();
    let mut command = Command::cargo_bin("averted").unwrap();
    let output = command.current_dir(folder.path()).args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (output.status.code(), said.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn a_scenario_runs_on_costs_that_rose() {
    let (code, said) = run(ROSE, TOWN, &["check", "town.yaml"]);
    assert_eq!(code, Some(0), "{said}");
    let (code, json) = run(ROSE, TOWN, &["run", "town.yaml", "--json"]);
    assert_eq!(code, Some(0), "{json}");
    let results: Value = serde_json::from_str(&json).unwrap();
    // 50 people, Beta(4.5, 1.5) of mean 0.75, and £17,000 on average: £637,500, whose sd over 400 draws is below £250,000.
    let mean = results["total"]["avoided"]["mean"].as_f64().unwrap();
    assert!((mean - 637_500.0).abs() < 4.0 * 250_000.0 / 20.0, "{mean}");
    let (code, said) = run(ROSE, TOWN, &["evidence", "town.yaml", "--output", "out"]);
    assert!(code == Some(0) && said.contains("£13,600 each on average"), "{said}");
    // Occurrences 0 beside a cost: two others had one each.
    let bare = "person,event,occurrences,avoided_cost\n1,total,1,2000\n2,total,1,4000\n3,total,0,-500\n4,,,\n";
    let (code, said) = run(bare, TOWN, &["run", "town.yaml", "--output", "out"]);
    assert_eq!(code, Some(0), "{said}");
    // Costs of £3,000 less £90,000 for each of what half of 50 people would have had: support that adds cost.
    let (code, json) = run(&bare.replace("-500", "-90000"), TOWN, &["run", "town.yaml", "--json"]);
    let results: Value = serde_json::from_str(&json).unwrap();
    assert!(
        code == Some(0) && results["total"]["avoided"]["mean"].as_f64().unwrap() < -1e6,
        "{:?}",
        results["total"]["avoided"]
    );
    let (_, json) = run(bare, TOWN, &["run", "town.yaml", "--json"]);
    let spelled =
        "case studies of total; 1 of 3 people has a cost and no occurrence, so that some draws divide by little";
    assert!(json.contains(spelled), "the log says so");
    let results: Value = serde_json::from_str(&json).unwrap();
    let rows = results["assumptions"].as_array().unwrap();
    let chance = rows.iter().find(|row| row["path"] == "events.total.probability").unwrap();
    // Two of four had it: Beta(2.5, 2.5).
    assert!((chance["mean"].as_f64().unwrap() - 0.5).abs() < 1e-9, "whoever avoided none did not have it: {chance}");
}

#[test]
fn tables_that_name_no_events_feed_no_values_but_may_stand_beside() {
    for (table, said) in [
        ("person,avoided_cost\n1,5\n2,9\n", "names no events"),
        ("person,group,cost\n1,with,5\n2,without,9\n", "compares two groups"),
        (
            "person,event,before,after\n1,total,5,1\n2,total,9,3\n",
            "does not say how many occurrences of `total` there were",
        ),
        (
            "person,event,occurrences,avoided_cost\n1,total,4,8000\n2,total,0,-500\n3,,,\n",
            "only 1 of the people with a cost had an occurrence",
        ),
    ] {
        let (code, faults) = run(table, TOWN, &["check", "town.yaml"]);
        assert!(code == Some(2) && faults.contains(said), "{said}: {faults}");
        let plain = TOWN
            .replace("unit_cost: {cases: total}", "unit_cost: £5")
            .replace("probability: {cases: total}", "probability: 30%");
        let (code, said) = run(table, &plain, &["evidence", "town.yaml", "--output", "out"]);
        assert_eq!(code, Some(0), "{said}");
    }
}
