//! Lists what reads bytes that others wrote.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;
use std::sync::LazyLock;

use averted::engine::{RunOf, Silent, simulate};
use averted::estimate::{Identity, Results, estimate};
use averted::model::{self, Plan};
use averted::render as papers;
use averted::scenario::{
    Diagnostic, Files, Reading, ShockArgument, ShockArguments, Sources, read_cases, read_with, render,
};

use averted::render::document::Picture;
use serde_json::Value;

use crate::corpus;
use crate::hunt::Target;
use crate::readers::reopened;
use crate::workbook;

pub(crate) const SCENARIO: Target =
    Target { name: "scenario", seeds: corpus::scenarios, quarters_of_numbers: 1, run: run_scenario };
pub(crate) const SET: Target = Target { name: "set", seeds: arguments, quarters_of_numbers: 0, run: run_set };
pub(crate) const SHOCK: Target = Target { name: "shock", seeds: arguments, quarters_of_numbers: 0, run: run_shock };
pub(crate) const CASES: Target = Target { name: "cases", seeds: case_tables, quarters_of_numbers: 1, run: run_cases };
pub(crate) const LIBRARY: Target =
    Target { name: "library", seeds: libraries, quarters_of_numbers: 1, run: run_library };
pub(crate) const RESULTS: Target = Target { name: "results", seeds: results, quarters_of_numbers: 3, run: run_results };
pub(crate) const WORDS: Target = Target { name: "words", seeds: words, quarters_of_numbers: 0, run: run_words };
pub(crate) const WHOLE_RUN: Target =
    Target { name: "whole_run", seeds: corpus::scenarios, quarters_of_numbers: 3, run: run_whole };

pub(crate) const WORKBOOK: Target =
    Target { name: "workbook", seeds: workbook::seeds, quarters_of_numbers: 1, run: run_workbook };

/// All targets.
pub(crate) const ALL: [&Target; 9] =
    [&SCENARIO, &SET, &SHOCK, &CASES, &LIBRARY, &RESULTS, &WORDS, &WHOLE_RUN, &WORKBOOK];

const EVERY_KEY: &[u8] = include_bytes!("corpus/every_key.yaml");
const PARENT: &[u8] = include_bytes!("../figures/met.yaml");
const COSTS: &[u8] = b"bed: {label: Bed day, value: 719, price_year: 2024/25, source: a list, licence: OGL, status: read, paid_by: {nhs: 100%}}\n\
visit: {label: Visit, value: 100, spread: {low: 90, high: 110, is: standard error}, price_year: 2021/22, source: a list, licence: OGL, status: derived}\n";
const TABLE: &[u8] = include_bytes!("corpus/table.csv");

/// The files of one execution; any other path ending in `.csv` is a table, in `costs.yaml` or `library.yaml` a library.
struct Memory<'a> {
    scenario: &'a [u8],
    library: &'a [u8],
    cases: &'a [u8],
}

impl Memory<'_> {
    fn of(scenario: &[u8]) -> Memory<'_> {
        Memory { scenario, library: COSTS, cases: TABLE }
    }
}

impl Files for Memory<'_> {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        let name = path.to_string_lossy();
        match &*name {
            "s.yaml" => Ok(self.scenario.to_vec()),
            _ if name.ends_with(".csv") => Ok(self.cases.to_vec()),
            _ if name.ends_with("costs.yaml") || name.ends_with("library.yaml") => Ok(self.library.to_vec()),
            _ if name.ends_with(".yaml") => Ok(PARENT.to_vec()),
            _ => Err("there is no such file".to_owned()),
        }
    }
}

/// What was read and built, or what was said about it and the texts that it is said of.
type Built = Result<(Reading, Plan), Box<(Vec<Diagnostic>, Sources)>>;

fn build(files: &Memory, sets: &[String], trials: &ShockArguments) -> Built {
    let (reading, sources) = read_with(Path::new("s.yaml"), files, sets, trials)
        .map_err(|faults| Box::new((faults.list, faults.sources)))?;
    match model::build(&reading) {
        Ok(plan) => Ok((reading, plan)),
        Err(list) => Err(Box::new((list, sources))),
    }
}

/// A fingerprint of what was read: its faults without names and numbers, or the shape of its plan.
fn fingerprint(built: &Built) -> u64 {
    let mut hash = DefaultHasher::new();
    match built {
        Ok((_, plan)) => {
            (plan.parameters.len().min(40), plan.events_shape(), plan.views.len(), plan.warnings.len()).hash(&mut hash);
        }
        Err(faults) => {
            let (list, sources) = &**faults;
            // Drawing the message is part of reading: its places must lie in the text.
            assert!(!render(list, sources, false).is_empty(), "a refusal without a word");
            for fault in list {
                template(&fault.message).hash(&mut hash);
            }
        }
    }
    hash.finish()
}

/// What a fingerprint takes of the events of a plan.
trait Shape {
    fn events_shape(&self) -> (usize, usize, usize);
}

impl Shape for Plan {
    fn events_shape(&self) -> (usize, usize, usize) {
        (self.base.events.len().min(8), self.base.cohort.segments.len().min(4), self.correlations.len().min(3))
    }
}

/// A message without what stands in backticks, and without digits.
fn template(message: &str) -> String {
    let words: String = message.split('`').step_by(2).collect();
    words.chars().filter(|letter| !letter.is_ascii_digit()).collect()
}

fn run_scenario(input: &[u8]) -> u64 {
    fingerprint(&build(&Memory::of(input), &[], &ShockArguments::default()))
}

/// Arguments by lines.
/// A workbook under a name that says nothing: what it is, its bytes say.
fn run_workbook(input: &[u8]) -> u64 {
    fingerprint(&build(&Memory::of(&workbook::with(input)), &[], &ShockArguments::default()))
}

fn arguments() -> Vec<Vec<u8>> {
    [
        "events.b.unit_cost=x1.2",
        "cohort.people=120\ntitle=Trial",
        "events.*.unit_cost=£4k\nevents.*.unit_cost=x150%",
        "support.prevents={beta: {mean: 40%, sd: 10%}}",
        "views.*.weight=null",
        "cohort.segments.in_crisis.relative_risk=2",
        "programme.funding.1.amounts.2=£40k",
        "shared.effect={mixture: [{weight: 20%, value: 0%}, {weight: 80%, value: 30%}]}",
        "events.d=null",
        "horizon=60 years\nsimulation.draws=1000000",
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .collect()
}

fn lines(input: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(input).lines().take(20).map(str::to_owned).collect()
}

fn run_set(input: &[u8]) -> u64 {
    fingerprint(&build(&Memory::of(EVERY_KEY), &lines(input), &ShockArguments::default()))
}

fn run_shock(input: &[u8]) -> u64 {
    let trial = |text: &String| ShockArgument { label: text.clone(), arguments: vec![text.clone()], option: "--shock" };
    let all: Vec<ShockArgument> = lines(input).iter().map(trial).collect();
    let (shocks, cells) = all.split_at(all.len().div_ceil(2));
    let trials = ShockArguments { shocks: shocks.to_vec(), together: true, cells: cells.to_vec() };
    let built = build(&Memory::of(EVERY_KEY), &[], &trials);
    if let Ok((reading, _)) = &built {
        for shock in &reading.shocks {
            if let Err(list) = model::build_shocked(reading, &shock.value) {
                assert!(!list.is_empty(), "a refusal without a word");
            }
        }
    }
    fingerprint(&built)
}

fn case_tables() -> Vec<Vec<u8>> {
    let mut tables = corpus::files("tests/invalid/parts", "csv");
    tables.extend(corpus::files("scenarios", "csv"));
    tables.extend(corpus::files("tests/fuzz/corpus", "csv"));
    tables
}

fn run_cases(input: &[u8]) -> u64 {
    let files = Memory { scenario: CASES_NAMED, library: COSTS, cases: input };
    let alone = read_cases(Path::new("x.csv"), &files);
    if let Err(faults) = &alone {
        assert!(!faults.render(false).is_empty(), "a refusal without a word");
    }
    fingerprint(&build(&files, &[], &ShockArguments::default()))
}

/// A scenario that takes values from a table of case studies.
const CASES_NAMED: &[u8] = b"title: T\nhorizon: 24 months\ncohort: {people: 100}\ncases: cases.csv\n\
payers: {nhs: {label: NHS}}\nevents:\n  eviction: {probability: 30%, unit_cost: {cases: eviction}, paid_by: {nhs: 100%}}\n";

fn libraries() -> Vec<Vec<u8>> {
    let mut files = corpus::files("tests/invalid/parts", "yaml");
    files.push(COSTS.to_vec());
    files.push(include_bytes!("../../scenarios/unit_costs.yaml").to_vec());
    files
}

/// A scenario that takes a cost from a library.
const LIBRARY_NAMED: &[u8] =
    b"title: T\nhorizon: 24 months\ncohort: {people: 100}\nlibrary: costs.yaml\nprice_base: 2021/22\n\
payers: {nhs: {label: NHS}}\nevents:\n  stay: {probability: 30%, unit_cost: {library: visit}, paid_by: {nhs: 100%}}\n";

fn run_library(input: &[u8]) -> u64 {
    let files = Memory { scenario: LIBRARY_NAMED, library: input, cases: TABLE };
    fingerprint(&build(&files, &[], &ShockArguments::default()))
}

/// Runs a plan small: few people, few draws.
fn small_run(mut plan: Plan) -> Option<Results> {
    plan = plan.resized(20);
    plan.simulation.draws = 3;
    let of_views: Vec<_> = if plan.weighted { Vec::new() } else { (0..plan.views.len()).collect() };
    let headline = simulate(&plan, RunOf::Headline, &Silent)?;
    let views: Vec<_> =
        of_views.into_iter().map(|view| simulate(&plan, RunOf::View(view), &Silent)).collect::<Option<_>>()?;
    let identity = Identity { file: "s.yaml".to_owned(), ..Identity::default() };
    estimate(&plan, &identity, &headline, &views).ok().map(|estimates| estimates.results)
}

/// Whatever can be read can be run: no panic, and no number of the results is out of this world.
fn run_whole(input: &[u8]) -> u64 {
    let built = build(&Memory::of(input), &[], &ShockArguments::default());
    let said = fingerprint(&built);
    if let Ok((_, plan)) = built {
        let years = plan.years.len();
        if plan.measures.len() <= 5_000
            && let Some(results) = small_run(plan)
        {
            let json = papers::json(&results).expect("results can be written");
            let again: Result<Results, _> = serde_json::from_slice(&json);
            assert!(again.is_ok(), "results of {years} years cannot be read back: {}", again.unwrap_err());
        }
    }
    said
}

/// results.json of a small run.
fn results() -> Vec<Vec<u8>> {
    static RESULTS: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let built = build(&Memory::of(EVERY_KEY), &[], &ShockArguments::default());
        let (_, plan) = built.unwrap_or_else(|_| panic!("a scenario of every key"));
        papers::json(&small_run(plan).expect("results")).expect("results can be written")
    });
    vec![RESULTS.clone()]
}

fn run_results(input: &[u8]) -> u64 {
    let mut hash = DefaultHasher::new();
    match serde_json::from_slice::<Results>(input) {
        Ok(results) => written(&results).hash(&mut hash),
        Err(error) => template(&error.to_string()).hash(&mut hash),
    }
    hash.finish()
}

/// Writes every paper of some results, opens each again, and says how many figures there are.
fn written(results: &Results) -> usize {
    let figures = papers::plot::drawn(papers::plot::FIGURES, results);
    figures.iter().for_each(|figure| reopened("figure.svg", figure.svg.as_bytes()));
    let pictures: Vec<Picture> = figures.iter().map(|figure| Picture::new(figure, None)).collect();
    reopened("report.md", papers::markdown(results, &[], &pictures).as_bytes());
    reopened("report.html", &papers::html(results, &[], &pictures).expect("a page"));
    reopened("briefing.docx", &papers::briefing_docx(results, &[], &pictures, None).expect("a briefing"));
    reopened("onepage.docx", &papers::onepage_docx(results, &[], &pictures, None).expect("a page"));
    reopened("results.xlsx", &papers::xlsx(results, &[], None).expect("a workbook"));
    figures.len()
}

/// Texts that are somebody's words wherever results hold some.
fn words() -> Vec<Vec<u8>> {
    [
        "Council housing & <b>homelessness</b>",
        "\u{202e}evil\u{202c}\u{200b}\u{feff}\u{ffff}\u{85}\u{7f}\u{1b}[31m\u{b}",
        "=HYPERLINK(\"http://x\",\"y\")",
        "]]> <!-- --> <![CDATA[ ?> &amp;#0; &#x1F;",
        "</text></svg><script>alert(1)</script>",
        "| a | [b](c) `d` **e** \\ _f_ # g",
        "@SUM(A1) +1 -1 \t\r\n",
        "نص \u{5d0}\u{5d1} 漢字 e\u{301} \u{1f468}\u{200d}\u{1f469}",
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .collect()
}

/// Puts the input wherever results hold the words of somebody, and writes every paper.
fn run_words(input: &[u8]) -> u64 {
    const OF_SOMEBODY: [&str; 8] =
        ["title", "description", "label", "note", "source", "beneficiary", "spelling", "file"];
    fn put(value: &mut Value, text: &str) {
        match value {
            Value::Object(entries) => {
                for (key, value) in entries.iter_mut() {
                    match value {
                        Value::String(words) if OF_SOMEBODY.contains(&key.as_str()) => text.clone_into(words),
                        _ => put(value, text),
                    }
                }
            }
            Value::Array(entries) => entries.iter_mut().for_each(|value| put(value, text)),
            _ => {}
        }
    }
    let mut value: Value = serde_json::from_slice(&results()[0]).expect("JSON");
    let text = String::from_utf8_lossy(input);
    put(&mut value, &text);
    let results: Results = serde_json::from_value(value).expect("results with other words");
    let mut hash = DefaultHasher::new();
    // What is new about an input is which kinds of letters it holds.
    let kinds: BTreeSet<u32> = text.chars().map(|letter| u32::from(letter).max(1).ilog2()).collect();
    (written(&results), kinds).hash(&mut hash);
    hash.finish()
}
