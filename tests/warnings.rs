//! Holds every warning to two small scenarios: one that it must fire on, alone, and a near miss that it must let pass.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use averted::model::{WARNINGS, Warning};

#[path = "warnings/contrasts.rs"]
mod contrasts;
#[path = "warnings/money.rs"]
mod money;
#[path = "warnings/stays.rs"]
mod stays;

/// A scenario to which no careful reader objects.
const SOUND: &str = include_str!("warnings/sound.yaml");

const COSTS: &str = include_str!("warnings/costs.yaml");

const CASES: &str = include_str!("warnings/cases.csv");

/// What is different from the sound scenario: texts replaced by others, and `--set` arguments.
#[derive(Clone, Copy, Default)]
struct Change(&'static [(&'static str, &'static str)], &'static [&'static str]);

/// An id, what it must fire on, and what it must let pass.
type Case = (&'static str, Change, Change);

const EVICTION: &str = "probability: {observed: 3 of 8}";
const COST: &str = "{gamma: {mean: £9k, sd: £2k}}";
const COHORT: &str = "cohort: {people: 100}";
const SHARED: &str = "shared: {effect: {mixture: [{weight: 20%, value: 0%}, {weight: 80%, value: {pert: {low: 10%, mode: 30%, high: 60%}}}]}}\n";
const END: &str = "targets:";

const CASE_TABLE: [Case; 25] = [
    (
        "W01",
        Change(&[("shared: {", "shared: {idle: 5%, ")], &[]),
        Change(&[("shared: {", "shared: {idle: 5%, "), ("cashable: 5%", "cashable: {shared: idle}")], &[]),
    ),
    ("W02", Change(&[], &["events.eviction.probability=x2"]), Change(&[], &["events.flood.probability=x2"])),
    (
        "W03",
        // Three events, one spelling; two events with it are let pass.
        Change(
            &[
                ("cashable: 5%}", "cashable: 5%, support: {attribution: {uniform: {low: 50%, high: 90%}}}}"),
                ("£500, ", "£500, support: {attribution: {uniform: {low: 50%, high: 90%}}}, "),
                ("£800, ", "£800, support: {attribution: {uniform: {low: 50%, high: 90%}}}, "),
            ],
            &[],
        ),
        Change(
            &[
                ("cashable: 5%}", "cashable: 5%, support: {attribution: {uniform: {low: 50%, high: 90%}}}}"),
                ("£500, ", "£500, support: {attribution: {uniform: {low: 50%, high: 90%}}}, "),
            ],
            &[],
        ),
    ),
    (
        "W04",
        Change(&[], &["horizon=36 months"]),
        Change(
            &[
                (EVICTION, "probability: {observed: {events: 3, of: 8, over: 12 months}}"),
                ("probability: 2%", "rate: 0.01"),
            ],
            &["horizon=36 months"],
        ),
    ),
    (
        "W05",
        Change(
            &[(
                "flood: {probability: 2%",
                "flood: {follows: {burglary: {probability: 2%}}, timing: {decays: 6 months}",
            )],
            &[],
        ),
        Change(&[("flood: {probability: 2%", "flood: {probability: 2%, timing: {decays: 6 months}")], &[]),
    ),
    (
        "W06",
        Change(&[("support: {prevents", "support: {optimism_bias: {grade: 3}, prevents")], &[]),
        Change(&[("support: {prevents", "support: {optimism_bias: 10%, prevents")], &[]),
    ),
    (
        "W07",
        Change(&[("price_base: 2024/25\n", ""), (", prices: outturn", "")], &[]),
        Change(&[("price_base: 2024/25", "price_base: 2023/24")], &[]),
    ),
    (
        "W08",
        Change(&[(COST, "{normal: {mean: £9k, sd: £4_600}}")], &[]),
        Change(&[(COST, "{normal: {mean: £9k, sd: £4_400}}")], &[]),
    ),
    ("W09", Change(&[(COST, "£9k")], &[]), Change(&[(COST, "{range: {low: £8k, high: £10k}}")], &[])),
    (
        "W10",
        Change(
            &[
                (
                    "support: {prevents: {shared: effect}}",
                    "support: {prevents: {pert: {low: 10%, mode: 30%, high: 60%}}}",
                ),
                (SHARED, ""),
            ],
            &[],
        ),
        // One view in ten without effect is room enough.
        Change(
            &[
                ("support: {prevents: {shared: effect}}", "support: {prevents: 30%}"),
                (SHARED, ""),
                (END, "views: {none: {weight: 10%, set: {support: {prevents: 0%}}}, some: {weight: 90%}}\ntargets:"),
            ],
            &[],
        ),
    ),
    (
        "W11",
        Change(&[(END, "published: {people: 8, mean_avoided: £18k}\ntargets:")], &[]),
        Change(
            &[
                (COHORT, "cohort: {people: 100, segments: {hard_up: {share: 20%}, others: {share: rest}}}"),
                (END, "published: {people: 8, of: hard_up, mean_avoided: £18k}\ntargets:"),
            ],
            &[],
        ),
    ),
    (
        "W12",
        Change(
            &[("£500,", "{library: guess},"), ("library: costs.yaml", "library: costs.yaml\nallow_unverified: true")],
            &[],
        ),
        Change(
            &[("£500,", "{library: week},"), ("library: costs.yaml", "library: costs.yaml\nallow_unverified: true")],
            &[],
        ),
    ),
    (
        "W13",
        Change(
            &[(
                COHORT,
                "cohort: {people: 100, segments: {a: {share: 50%}, b: {share: {uniform: {low: 0%, high: 60%}}}, c: {share: rest}}}",
            )],
            &[],
        ),
        Change(
            &[(
                COHORT,
                "cohort: {people: 100, segments: {a: {share: 50%}, b: {share: {uniform: {low: 0%, high: 50%}}}, c: {share: rest}}}",
            )],
            &[],
        ),
    ),
    (
        "W14",
        Change(&[(EVICTION, "probability: {cases: eviction}")], &[]),
        Change(
            &[
                (EVICTION, "probability: {cases: eviction}"),
                (COHORT, "cohort: {people: 100, segments: {like_them: {share: 20%}, others: {share: rest}}}"),
            ],
            &[],
        ),
    ),
    (
        "W15",
        Change(
            &[
                (COST, "{cases: eviction}"),
                (COHORT, "cohort: {people: 100, segments: {like_them: {share: 20%}, others: {share: rest}}}"),
            ],
            &[],
        ),
        Change(
            &[
                (COST, "{cases: eviction}"),
                ("cashable: 5%}", "cashable: 5%, support: {prevents: 100%}}"),
                (COHORT, "cohort: {people: 100, segments: {like_them: {share: 20%}, others: {share: rest}}}"),
                (END, "silence: {W10: the cost is an avoided cost}\ntargets:"),
            ],
            &[],
        ),
    ),
    (
        "W16",
        // The week stands inside the court case, which stands inside the eviction.
        Change(&[("£500,", "{library: eviction_all},"), ("£800,", "{library: week, times: 4},")], &[]),
        Change(&[("£500,", "{library: eviction_all},"), ("£800,", "{library: eviction_all},")], &[]),
    ),
    (
        "W17",
        Change(
            &[(
                "burglary:",
                "a_and_e: {label: A&E attendance, rate: 1, unit_cost: £280, paid_by: {nhs: 100%}}\n  admission:",
            )],
            &[],
        ),
        Change(
            &[(
                "burglary: {",
                "a_and_e: {label: A&E attendance, rate: 1, unit_cost: £280, paid_by: {nhs: 100%}}\n  \
                 admission: {follows: {a_and_e: {probability: 30%}}, ",
            )],
            &[],
        ),
    ),
    (
        "W18",
        Change(
            &[(
                END,
                "outcomes: {safe: {label: Fewer people evicted, achieved_by: 50%, value: £1k, lasts: 1 year, deadweight: 20%}}\ntargets:",
            )],
            &[],
        ),
        Change(
            &[(
                END,
                "outcomes: {hope: {label: Hope for the future, achieved_by: 50%, value: £1k, lasts: 1 year, deadweight: 20%}}\ntargets:",
            )],
            &[],
        ),
    ),
    (
        "W19",
        Change(
            &[
                ("support: {prevents", "support: {optimism_bias: 10%, prevents"),
                (
                    END,
                    "views: {pessimistic: {weight: 50%, set: {cohort: {frailty: 1}}}, central: {weight: 50%}}\ntargets:",
                ),
            ],
            &[],
        ),
        Change(
            &[
                ("support: {prevents", "support: {optimism_bias: 10%, prevents"),
                (
                    END,
                    "views: {pessimistic: {weight: 50%, set: {support: {optimism_bias: 0%}}}, central: {weight: 50%}}\ntargets:",
                ),
            ],
            &[],
        ),
    ),
    (
        "W20",
        Change(&[(EVICTION, "probability: 30%"), ("{uniform: {low: 0.1, high: 0.3}}", "0.2")], &[]),
        Change(&[(EVICTION, "probability: 30%")], &[]),
    ),
    (
        "W21",
        Change(&[("Tenants in arrears.", "Tenants in crisis.")], &[]),
        Change(
            &[
                ("Tenants in arrears.", "Tenants in crisis."),
                ("burglary: {", "burglary: {timing: {decays: 9 months}, "),
            ],
            &[],
        ),
    ),
    ("W22", Change(&[(", prices: outturn", "")], &[]), Change(&[("prices: outturn", "prices: base")], &[])),
    (
        "W23",
        Change(&[("price_base: 2024/25", "price_base: 2020/21")], &[]),
        Change(&[("price_base: 2024/25", "price_base: 2021/22")], &[]),
    ),
    (
        "W24",
        Change(&[(", cashable: 5%", "")], &[]),
        Change(&[(", cashable: 5%", ""), ("counting: cashable", "counting: averted")], &[]),
    ),
    (
        "W25",
        Change(&[("horizon: 24 months", "horizon: 9 months")], &[]),
        Change(&[("horizon: 24 months", "horizon: 12 months")], &[]),
    ),
];

/// Every case, in the order of the ids.
fn cases() -> impl Iterator<Item = Case> {
    CASE_TABLE.into_iter().chain(contrasts::CASES).chain(stays::CASES).chain(money::CASES)
}

fn write(folder: &Path, Change(replacements, _): Change) -> std::path::PathBuf {
    let mut text = SOUND.to_owned();
    for (from, to) in replacements {
        assert!(text.contains(from), "`{from}` stands nowhere in the sound scenario");
        text = text.replacen(from, to, 1);
    }
    let scenario = folder.join("scenario.yaml");
    let draws = contrasts::draws();
    for (name, content) in
        [("scenario.yaml", &*text), ("costs.yaml", COSTS), ("cases.csv", CASES), ("draws.csv", &draws)]
    {
        fs::write(folder.join(name), content).expect("a file");
    }
    scenario
}

fn raised(change: Change) -> Vec<Warning> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = write(folder.path(), change);
    let sets: Vec<String> = change.1.iter().map(ToString::to_string).collect();
    averted::run::plan(&file, &sets).unwrap_or_else(|faults| panic!("{}", faults.render(false))).warnings
}

fn open(warnings: &[Warning]) -> BTreeSet<&str> {
    warnings.iter().filter(|warning| warning.silenced.is_none()).map(|warning| warning.id.as_str()).collect()
}

#[test]
fn a_sound_scenario_raises_none() {
    let warnings = raised(Change::default());
    assert!(warnings.is_empty(), "{warnings:#?}");
}

#[test]
fn every_warning_fires_alone_where_it_must() {
    for (id, fires, _) in cases() {
        let warnings = raised(fires);
        assert_eq!(open(&warnings), BTreeSet::from([id]), "{warnings:#?}");
        for warning in &warnings {
            // What is wrong and why it matters; what to do about it.
            assert!(warning.text.contains("; ") && warning.text.len() > 80, "{id} says too little: {}", warning.text);
            assert!(!warning.text.ends_with('.') && !warning.text.contains("  "), "{id}: {}", warning.text);
        }
    }
}

#[test]
fn every_warning_lets_its_near_miss_pass() {
    for (id, _, quiet) in cases() {
        let warnings = raised(quiet);
        assert!(open(&warnings).is_empty(), "{id}: {warnings:#?}");
        assert!(warnings.iter().all(|warning| warning.id != id), "{id}: {warnings:#?}");
    }
}

#[test]
fn no_warning_is_without_its_two_scenarios() {
    assert!(cases().map(|(id, ..)| id).eq(WARNINGS.map(|rule| rule.id)));
}

#[test]
fn every_paper_prints_every_warning_and_why_one_is_silenced() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let change = Change(
        &[
            (COST, "£9k"),
            (EVICTION, "probability: 30%"),
            ("{uniform: {low: 0.1, high: 0.3}}", "0.2"),
            (END, "silence: {W09: prices are contracts}\ntargets:"),
        ],
        &[],
    );
    let file = write(folder.path(), change);
    let output = Command::new(env!("CARGO_BIN_EXE_averted"))
        .args(["run", "--full", "--draws", "60", "--threads", "1", "--format", "json,html,md,xlsx,docx", "--output"])
        .arg(folder.path().join("out"))
        .arg(&file)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let paper = |name: &str| fs::read(folder.path().join("out").join(name)).expect("a paper");
    let text = |name: &str| String::from_utf8(paper(name)).expect("text");
    let mut papers = vec![
        ("the terminal", String::from_utf8(output.stdout).expect("text")),
        ("results.json", text("results.json")),
        ("report.html", text("report.html")),
        ("report.md", text("report.md")),
    ];
    for (name, part) in [("briefing.docx", "word/document.xml"), ("results.xlsx", "xl/sharedStrings.xml")] {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(paper(name))).expect("an archive");
        let mut content = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(part).expect("a part"), &mut content).expect("text");
        papers.push((name, content));
    }
    for (name, content) in papers {
        // Words of the sentence that no wrapping of lines breaks.
        let content = content.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in ["W09", "prices are contracts", "W20", "very probability and rate is certain"] {
            assert!(content.contains(words), "{name} does not say `{words}`");
        }
    }
}
