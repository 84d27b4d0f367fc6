//! Takes scenarios from text to a workbook and back: the same meaning, the same numbers.

use super::book::{Memory, assert_same, placeless};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

/// Takes `name` there and back; everything but the spelling must be as it was.
fn assert_lossless(files: &Memory, name: &str) {
    let before = files.read(name).unwrap_or_else(|faults| panic!("{faults}"));
    let stem = Path::new(name).with_extension("");
    let (book, back) = (format!("{}.back.xlsx", stem.display()), format!("{}.back.yaml", stem.display()));
    for prompts in [false, true] {
        let bytes = files.workbook(name, prompts).unwrap();
        let with = files.clone().with(&book, bytes);
        let read = with.read(&book).unwrap_or_else(|faults| panic!("{faults}"));
        assert_same(&placeless(&read), &placeless(&before), &format!("{name} as a workbook"));
        assert_eq!(with.meaning(&book).unwrap(), with.meaning(name).unwrap());
        let text = with.yaml(&book).unwrap();
        let with = with.with(&back, text.clone());
        let again = with.read(&back).unwrap_or_else(|faults| panic!("{text}\n{faults}"));
        assert_same(&placeless(&again), &placeless(&before), &format!("{name} and back"));
        assert_eq!(with.meaning(&back).unwrap(), with.meaning(name).unwrap());
        // Once it is written so, it stays so.
        let with = with.clone().with("again.xlsx", with.workbook(&back, prompts).unwrap());
        assert_same(&with.yaml("again.xlsx").unwrap(), &text, &format!("{name} a second time"));
    }
}

#[test]
fn shipped_scenarios_are_the_same_in_a_workbook() {
    let mut files = Memory::default();
    let mut names = Vec::new();
    for entry in fs::read_dir("scenarios").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        files = files.with(&name, fs::read(&path).unwrap());
        if name.ends_with(".yaml") && name != "unit_costs.yaml" {
            names.push(name);
        }
    }
    assert!(names.len() >= 6, "{names:?}");
    for name in names {
        assert_lossless(&files, &name);
    }
}

#[test]
fn comments_come_back_where_they_stood() {
    let text = "# What it is.\n# In two lines.\ntitle: T # beside\n         # and below\nhorizon: 24 months\n\
                cohort: {people: 10}\npayers: {nhs: {label: NHS}}\nevents:\n  # before an event\n  a:\n    \
                probability: 5% # a guess\n    unit_cost: £1k\n    paid_by: {nhs: 100%}\n# at the end\n";
    let files = Memory::default().with("s.yaml", text);
    let bytes = files.workbook("s.yaml", false).unwrap();
    let back = files.with("s.xlsx", bytes).yaml("s.xlsx").unwrap();
    let expected = "# What it is.\n# In two lines.\n# beside\n# and below\ntitle: T\nhorizon: 24 months\ncohort:\n  people: 10\n\
                    payers:\n  nhs:\n    label: NHS\nevents:\n  # before an event\n  a:\n    # a guess\n    probability: 5%\n    \
                    unit_cost: £1000\n    paid_by:\n      nhs: 100%\n# at the end\n";
    assert_eq!(back, expected);
}

#[test]
fn a_file_that_extends_another_stays_one() {
    let base = "title: B\nhorizon: 24 months\ncohort: {people: 10}\npayers: {nhs: {label: NHS}, la:}\nevents:\n  \
                a: {probability: 5%, unit_cost: £1k, paid_by: {nhs: 100%}}\n  \
                b: {rate: 2, unit_cost: £1k, paid_by: {la: 100%}}\nviews: {low: {set: {events: {b: {rate: 1}}}, scale: {events.b.rate: 50%}}}\n";
    let child = "extends: base.yaml\ntitle: C\nevents:\n  a: null\n  c: {probability: 1%, unit_cost: £5, paid_by: {nhs: 100%}}\n\
                 scale: {events.*.unit_cost: 120%}\n";
    let files = Memory::default().with("base.yaml", base).with("child.yaml", child);
    assert_lossless(&files, "base.yaml");
    assert_lossless(&files, "child.yaml");
    // A workbook may extend a text file, and a text file a workbook.
    let book = files.workbook("base.yaml", false).unwrap();
    let files = files.with("base.xlsx", book).with("other.yaml", child.replace("base.yaml", "base.xlsx"));
    assert_eq!(placeless(&files.read("other.yaml").unwrap()), placeless(&files.read("child.yaml").unwrap()));
}

/// A text that people may type, and what would be something else in a cell or in a text file.
fn text() -> impl Strategy<Value = String> {
    let odd = [
        "=1+1",
        "+44",
        "-5",
        "@x",
        "null",
        "~",
        "true",
        "NO",
        "12",
        "1e3",
        "2021-04",
        "{a: b}",
        "[x]",
        "\"quoted\"",
        "a\"b",
        "'single'",
        "a: b",
        "# no comment",
        " blank before",
        "blank after ",
        "two\nlines",
        "tab\there",
        "_x000D_",
        "£1,200",
        "",
        "naïve — “quoted”",
        "ends with colon:",
        "100%",
        "_x",
        "- item",
        "\u{1f3e0}",
        "\r\n",
    ];
    prop_oneof![proptest::sample::select(odd.to_vec()).prop_map(str::to_owned), "[ -~]{0,40}", "\\PC{0,20}"]
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A share between 0.1% and 60%, spelled in one way or another.
fn share() -> impl Strategy<Value = String> {
    (1_u32..600, 0_u32..5, text()).prop_map(|(thousandths, way, source)| {
        let mean = f64::from(thousandths) / 1_000.0;
        let percent = mean * 100.0;
        match way {
            0 => format!("{percent:.1}%"),
            1 => format!("{mean}"),
            2 => format!(
                "{{pert: {{low: {}, mode: {mean}, high: {:.2}%}}, source: {}}}",
                mean / 2.0,
                percent * 1.5,
                quoted(&source)
            ),
            3 => format!("{{beta: {{mean: {percent:.1}%, sd: {}}}, note: {}, grade: 3}}", mean / 7.0, quoted(&source)),
            _ => format!("{{observed: {thousandths} of 1000}}"),
        }
    })
}

/// An amount of money, likewise.
fn money() -> impl Strategy<Value = String> {
    (1_u32..5_000_000, 0_u32..7, text()).prop_map(|(pence, way, source)| {
        let pounds = f64::from(pence) / 100.0;
        match way {
            0 => format!("{pounds}"),
            1 => format!("£{}", pounds.ceil()),
            2 => format!("{{lognormal: {{mean: {pounds}, sd: {}}}}}", pounds / 3.0),
            3 => format!("{{value: {pounds}, source: {}, review_by: 2027-05}}", quoted(&source)),
            4 => format!("{{sum: [£5, {{range: {{low: {pounds}, high: {}, confidence: 80%}}}}]}}", pounds * 2.0),
            5 => format!("{{each: {pounds}, per: week, for: {{uniform: {{low: 3 weeks, high: 9 weeks}}}}}}"),
            _ => format!("{{mixture: [{{weight: 60%, value: {pounds}}}, {{weight: 40%, value: {}}}]}}", pounds / 2.0),
        }
    })
}

fn effect() -> impl Strategy<Value = String> {
    (40_u32..99, 0_u32..5).prop_map(|(hundredths, way)| {
        let ratio = f64::from(hundredths) / 100.0;
        match way {
            0 => format!("{}%", 100 - hundredths),
            1 => format!(
                "{{risk_ratio: {{estimate: {ratio}, low: {}, high: {}, confidence: 90%}}}}",
                ratio / 1.3,
                ratio * 1.3
            ),
            2 => format!("{{risk_ratio: {{estimate: {ratio}, se_log: 0.2}}, source: a trial}}"),
            3 => format!("{{compared: {{with: {} of 100, without: 40 of 120}}}}", hundredths / 4),
            _ => "{shared: effect, times: 0.5}".to_owned(),
        }
    })
}

fn scenario() -> impl Strategy<Value = String> {
    let words = (text(), text(), text(), text());
    let values = (share(), share(), share(), money(), money(), effect(), effect());
    (words, values, 1_u32..2_000, 0_u32..3).prop_map(|((title, label, note, why), (p, q, cash, cost, proxy, prevents, other), people, shape)| {
        // A title must say something.
        let title = quoted(&format!("T {title}"));
        let (label, note, why) = (quoted(&format!("L{label}")), quoted(&note), quoted(&format!("because {why}")));
        let joining = ["people: PEOPLE", "people: PEOPLE, intake: 6 months", "joining: {2021/22: PEOPLE, 2022/23: 7}"]
            [usize::try_from(shape).unwrap()]
            .replace("PEOPLE", &people.to_string());
        format!(
            "title: {title}\ndescription: {note}\nstarts: 2021-04\nhorizon: 24 months\nsilence: {{W07: {why}}}\n\
             cohort: {{{joining}, segments: {{s: {{share: {q}, relative_risk: {{default: 2, a: 0.5}}}}, t: {{share: rest}}}}}}\n\
             payers: {{nhs: {{label: {label}, note: {note}}}, la:, dwp: {{groups: [uk, tax]}}}}\n\
             programme: {{funding: [{{label: {label}, payer: la, amounts: {{2021/22: £5k, 2022/23: 100}}}}, {{payer: nhs, each: {cost_of}, per: person}}]}}\n\
             shared: {{effect: {{pert: {{low: 0.1, mode: 0.2, high: 0.4}}, note: {note}}}}}\n\
             support: {{prevents: {prevents}, note: {note}}}\n\
             events:\n  a: {{label: {label}, probability: {p}, unit_cost: {cost}, paid_by: {{nhs: 60%, la: 40%}}, cashable: {{nhs: {cash}}}, timing: {{decays: 6 months}}, support: {{prevents: {other}, source: {note}}}}}\n  \
             b: {{rate: 2 per month, follows: {{a: 30%}}, unit_cost: {proxy}, varies: {{gamma: {{cv: 60%}}}}, paid_by: {{la: 100%}}}}\n\
             targets: {{all: {{amount: £1k, payers: [la, nhs], year: 2022/23, net_of_programme: true, source: {note}}}}}\n\
             views: {{low: {{label: {label}, set: {{events: {{a: {{probability: 3%}}}}}}}}, high: {{scale: {{events.*.unit_cost: 120%}}}}}}\n",
            cost_of = if cost.contains("sum") || cost.contains("per: week") { "£12".to_owned() } else { cost.clone() },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
    #[test]
    fn any_scenario_is_the_same_in_a_workbook(text in scenario()) {
        let files = Memory::default().with("s.yaml", text.clone());
        // What the language itself refuses, such as a text that cannot be shown, is not for a workbook to say.
        prop_assume!(files.read("s.yaml").is_ok());
        assert_lossless(&files, "s.yaml");
    }
}

#[test]
fn most_scenarios_of_the_generator_are_right() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let right = (0..60).filter(|_| {
        let text = scenario().new_tree(&mut runner).unwrap().current();
        let read = Memory::default().with("s.yaml", text).read("s.yaml");
        read.inspect_err(|fault| println!("{fault}")).is_ok()
    });
    assert!(right.count() >= 45);
}
