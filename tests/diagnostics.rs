//! Holds every message about bad input to its exact words: tests/invalid/NNN_name.yaml beside NNN_name.txt.
//!
//! Lines `# --set path=value` at the top of a file are given as `--set` arguments. To accept new words after reading
//! them aloud, run with `ACCEPT_MESSAGES=1`.

use averted::scenario::{Diagnostic, Files, Reading, Severity, Sources, read, render};
use proptest::prelude::*;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Files on disk below one folder.
struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        fs::read(self.0.join(path)).map_err(|_| "there is no such file".to_owned())
    }
}

/// Files in memory.
struct Memory(HashMap<PathBuf, Vec<u8>>);

impl Files for Memory {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "there is no such file".to_owned())
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Everything that is wrong with a scenario; what building its model finds joins what reading it finds.
fn faults(path: &Path, files: &dyn Files, sets: &[String]) -> (Vec<Diagnostic>, Sources) {
    match read(path, files, sets) {
        Err(diagnostics) => (diagnostics.list, diagnostics.sources),
        Ok((reading, sources)) => {
            let mut list = build_faults(&reading);
            list.extend(reading.warnings);
            (list, sources)
        }
    }
}

/// What only the model finds: sums, names, cycles.
fn build_faults(reading: &Reading) -> Vec<Diagnostic> {
    averted::model::build(reading).err().unwrap_or_default()
}

/// A scenario in memory, its text and `--set` arguments, and what is said about it.
fn said(text: &str, sets: &[&str]) -> String {
    let files = Memory(HashMap::from([(PathBuf::from("x.yaml"), text.as_bytes().to_vec())]));
    let sets: Vec<String> = sets.iter().map(|&set| set.to_owned()).collect();
    let (list, sources) = faults(Path::new("x.yaml"), &files, &sets);
    render(&list, &sources, false)
}

/// The smallest scenario that can be read.
const SMALL: &str = "\
title: Small
horizon: 12 months
cohort: {people: 100}
payers: {nhs: {label: NHS}}
events:
  admission: {probability: 20%, unit_cost: £2_000, paid_by: {nhs: 100%}}
";

#[test]
fn every_invalid_scenario_gets_its_exact_message() {
    let directory = folder("tests/invalid");
    let mut scenarios: Vec<PathBuf> = fs::read_dir(&directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    scenarios.sort();
    assert!(scenarios.len() >= 45, "only {} invalid scenarios", scenarios.len());
    let mut wrong = Vec::new();
    for path in &scenarios {
        let name = PathBuf::from(path.file_name().unwrap());
        let text = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        let sets: Vec<String> =
            text.lines().map_while(|line| line.strip_prefix("# --set ")).map(str::to_owned).collect();
        let (list, sources) = faults(&name, &Folder(directory.clone()), &sets);
        let message = render(&list, &sources, false);
        let expected = path.with_extension("txt");
        if std::env::var_os("ACCEPT_MESSAGES").is_some() {
            fs::write(&expected, &message).unwrap();
        }
        match fs::read_to_string(&expected) {
            Err(_) => wrong.push(format!("{} has no message file; it says\n{message}", name.display())),
            Ok(expected) if expected.trim().is_empty() => wrong.push(format!("{} is not invalid", name.display())),
            Ok(expected) if expected != message => {
                wrong.push(format!("{} says\n{message}\nnot\n{expected}", name.display()));
            }
            Ok(_) => {}
        }
    }
    let orphans = fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().path()).filter(|path| {
        path.extension().is_some_and(|extension| extension == "txt") && !path.with_extension("yaml").exists()
    });
    wrong.extend(orphans.map(|path| format!("{} belongs to no scenario", path.display())));
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_shipped_scenarios_are_read_without_an_error() {
    let scenarios = Folder(folder("scenarios"));
    for entry in fs::read_dir(folder("scenarios")).unwrap() {
        let name = PathBuf::from(entry.unwrap().file_name());
        if name.extension().is_none_or(|extension| extension != "yaml") || name.ends_with("unit_costs.yaml") {
            continue;
        }
        let (list, sources) = faults(&name, &scenarios, &[]);
        let errors: Vec<Diagnostic> = list.into_iter().filter(|fault| fault.severity == Severity::Error).collect();
        assert_eq!(render(&errors, &sources, false), "");
    }
}

#[test]
fn a_small_scenario_is_read_without_a_word() {
    assert_eq!(said(SMALL, &[]), "");
}

#[test]
fn several_faults_in_one_file_are_all_reported() {
    let text = SMALL.replace("100}", "none, frailty: -1}").replace("20%", "20").replace("£2_000", "$2000");
    let said = said(&text, &["horizon=soon", "shared.effect=3"]);
    for fault in ["`none` is", "`-1` is", "`20` is", "`$2000` is", "`soon` is"] {
        assert_eq!(said.matches(fault).count(), 1, "{fault} in\n{said}");
    }
}

#[test]
fn faults_in_a_view_are_said_once_and_in_the_text_of_the_view() {
    let text = format!(
        "{SMALL}views: {{a: {{}}, b: {{set: {{events: {{admission: {{unit_cost: free}}}}}}}}}}\nshocks: {{c: {{}}}}\n"
    );
    let said = said(&text, &[]);
    assert_eq!(said.matches("error").count(), 1, "{said}");
    assert!(said.contains("x.yaml:7:"), "{said}");
}

#[test]
fn huge_inputs_are_refused_at_once() {
    let long = format!("title: {}\n", "x".repeat(5 << 20));
    assert!(said(&long, &[]).contains("larger than 4 MiB"));
    let deep = "[".repeat(200_000);
    assert!(said(&format!("title: {deep}"), &[]).contains("nested more than 64 levels"));
    let unknown: String = (0..50_000).map(|number| format!("unknown_{number}: 1\n")).collect();
    assert!(said(&unknown, &[]).contains("… and 800 more"));
    let path = "a.".repeat(100_000);
    assert!(said(SMALL, &[&format!("{path}b=1")]).contains("no path has so many parts"));
    assert!(said(SMALL, &[&format!("{path}b=x2")]).contains("no path has so many parts"));
}

/// A scenario in which every block of the language and every spelling of a value stands, to be broken at random.
const EVERY_KEY: &str = "\
title: Every key
description: >-
  Folded text,
  on two lines
starts: 2020-09
price_base: 2021/22
horizon: 24 months
discount_rate: 3.5%
library: costs.yaml
cases: cases.csv
allow_unverified: true
silence: {W07: known}
cohort:
  joining: {2020/21: 40, 2021/22: 160}
  engagement: {beta: {mean: 80%, sd: 8%}, grade: 6, note: 'Assumed'}
  frailty: 0.8
  segments:
    in_crisis: {share: {pert: {low: 5%, mode: 15%, high: 35%}}, relative_risk: {default: 2, a: {uniform: {low: 1, high: 3}}}}
    others: {label: Others, share: rest, relative_risk: 0.2}
payers:
  nhs: {label: \"NHS (CCG, later ICB)\"}
  housing: {label: Housing, groups: [council], releases: {in_lumps_of: £30k, after: 6 months, note: A post}, owner: Finance, review_by: 2027-04}
programme:
  funding:
    - {label: Fund, payer: nhs, amounts: {2020/21: £200k, 2021/22: £83k}, prices: outturn}
    - {payer: housing, amounts: [1_000, £2k]}
  capacity: {coordinators: {2021/22: 6}, new_people_each: {triangular: {low: 30, mode: 45, high: 60}}, cost_each: £75k}
shared:
  effect: {mixture: [{weight: 20%, value: 0%}, {weight: 80%, value: {pert: {low: 5%, mode: 35%, high: 70%}}}]}
support: {prevents: {shared: effect}, starts_after: 1 month, lasts: 18 months, drop_off: 10%}
events:
  a:
    probability: {observed: {events: 3, of: 8, over: 12 months, prior: {alpha: 1, beta: 1}}}
    timing: {decays: 6 months}
    unit_cost: {library: bed, times: {range: {low: 20, high: 40, confidence: 80%}}}
    varies: {lognormal: {cv: 80%}}
    paid_by: {nhs: 85%, housing: 15%}
    cashable: {nhs: 5%, housing: {normal: {mean: 30%, sd: 5%}}}
  b:
    rate: &often {observed: 12 in 8 person-years}
    unit_cost: {quantiles: {5%: 2000, 50%: 5000, 95%: 15000}}
    paid_by: {nhs: 100%}
    support: {reduces: 20%, delays: 3 months, adds: 0.2 per year, adds_cash: 50%, optimism_bias: {grade: 3}, prevents: {shared: effect, times: 50%}}
  c:
    follows: {a: {probability: 30%, after: 2 weeks}}
    unit_cost: {gamma: {mean: £11_000, sd: £3_000}}
    paid_by: {housing: 100%}
  d: {rate: *often, unit_cost: {lognormal: {mean: £11k, sd: £3k}}, paid_by: {nhs: 100%}}
outcomes:
  hope: {achieved_by: 60%, distance: 60%, value: £1.5k, lasts: 3 years, deadweight: 20%, attribution: 70%, drop_off: 25%}
views:
  low: {weight: 50%, set: {events: {a: {probability: 15%}}}}
  high: {label: High, weight: 50%, scale: {events.*.unit_cost: 120%}}
correlations:
  - {between: [events.b.rate, events.d.rate], rho: 0.5}
targets:
  savings: {amount: £500k, payers: [council], year: 2021/22, counting: cashable, prices: outturn, net_of_programme: true}
  posts: {amount: £60k, payers: [council], counting: released}
shocks:
  fewer: {set: {cohort: {people: 120}}}
published: {people: 8, of: in_crisis, over: 12 months, counting: gross, mean_avoided: £18k, low: £11k, high: £41k}
simulation: {draws: 100, seed: 7, level: 90%, sampling: random}
";

/// The library of `EVERY_KEY`.
const COSTS: &str = "bed: {label: Bed day, value: £719, per: bed day, price_year: 2024/25, source: memory, licence: none, status: recalled, paid_by: {nhs: 100%}}\n";

/// The case studies of `EVERY_KEY`.
const CASES: &str = "person,event,occurrences,avoided_cost\nA,a,1,7000\nB,,,\n";

/// `EVERY_KEY` with its other files, each perhaps changed.
fn every_key(scenario: &[u8], costs: &[u8], cases: &[u8]) -> Memory {
    let file = |name: &str, bytes: &[u8]| (PathBuf::from(name), bytes.to_vec());
    Memory(HashMap::from([file("x.yaml", scenario), file("costs.yaml", costs), file("cases.csv", cases)]))
}

#[test]
fn a_scenario_with_every_key_is_read_without_a_word() {
    let files = every_key(EVERY_KEY.as_bytes(), COSTS.as_bytes(), CASES.as_bytes());
    let (list, sources) = faults(Path::new("x.yaml"), &files, &[]);
    assert_eq!(render(&list, &sources, false), "");
}

/// Reads a scenario, builds its model and draws whatever is said about it.
fn survives(files: &Memory, sets: &[String]) {
    match read(Path::new("x.yaml"), files, sets) {
        Ok((reading, sources)) => {
            let list = [build_faults(&reading), reading.warnings].concat();
            assert_eq!(render(&list, &sources, false).is_empty(), list.is_empty());
        }
        Err(diagnostics) => {
            assert!(!diagnostics.list.is_empty(), "refused without a word");
            assert!(!diagnostics.render(false).is_empty());
        }
    }
}

/// A change to some bytes: at a place, so many taken out, these put in.
type Change = (prop::sample::Index, usize, Vec<u8>);

/// A change, often to something that means something.
fn change() -> impl Strategy<Value = Change> {
    let snippets = prop::sample::select(vec![
        "null",
        "{",
        "}",
        "[",
        "]",
        ": ",
        ", ",
        "\t",
        "\n",
        "\n  ",
        "&a ",
        "*a",
        "!x ",
        "---\n",
        "£",
        "%",
        "-1",
        "1e308",
        "1e999",
        "0",
        "{shared: effect}",
        "{cases: a}",
        "{grade: 3}",
        "x1.2",
        "events.*.unit_cost",
        "\"",
        "'",
        "<<",
        "#",
        "{quantiles: {0%: 1, 100%: 1}}",
        "{normal: {mean: 1, sd: 1}}",
        "{range: {low: 1, high: 2}}",
    ]);
    let inserted = prop_oneof![
        3 => snippets.prop_map(|snippet| snippet.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    (any::<prop::sample::Index>(), 0..24_usize, inserted)
}

/// A text with some bytes changed.
fn changed(text: &str, changes: &[Change]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (at, taken, inserted) in changes {
        let start = at.index(bytes.len() + 1);
        let end = (start + taken).min(bytes.len());
        bytes.splice(start..end, inserted.iter().copied());
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_change_of_bytes_makes_the_reader_panic(
        scenario in prop::collection::vec(change(), 1..6),
        costs in prop::collection::vec(change(), 0..2),
        cases in prop::collection::vec(change(), 0..2),
    ) {
        let files = every_key(&changed(EVERY_KEY, &scenario), &changed(COSTS, &costs), &changed(CASES, &cases));
        survives(&files, &[]);
    }

    #[test]
    fn no_argument_makes_the_reader_panic(
        path in "[a-z_.*0-9]{0,30}|events\\.([a-d]|\\*)\\.[a-z_]{0,12}|(support|cohort|shared|views)(\\.[a-z_]{1,9}){0,3}",
        value in "x?[0-9.%]{0,6}|\\PC{0,20}|null|\\{[a-z]{1,9}: [0-9£%]{1,5}\\}",
    ) {
        let files = every_key(EVERY_KEY.as_bytes(), COSTS.as_bytes(), CASES.as_bytes());
        survives(&files, &[format!("{path}={value}")]);
    }
}
