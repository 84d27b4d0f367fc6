//! Runs a scenario with everything beside its results, and looks at the sections, figures and files that come of it.

#[cfg(feature = "png")]
mod common;
#[path = "common/town.rs"]
mod town;

use std::fs;

use averted::estimate::{Comparison, Drivers, Evidence, Stress};
use averted::render::figure::Figure;
use averted::render::plot::{COMPARISON_FIGURES, DRIVERS_FIGURES, EVIDENCE_FIGURES, FIGURES, STRESS_FIGURES, drawn};
use serde_json::Value;

use town::Town;

/// Every kind of figure: counted cases, a table of cases, published figures, targets, shocks, a team, views.
const TOWN: &str = "
title: A small town
starts: 2021-04
price_base: 2021/22
horizon: 24 months
cohort: {people: 60, segments: {crisis: {share: 30%}, others: {share: rest, relative_risk: 0.3}}}
payers: {housing: {label: Council housing, group: council}, nhs: {label: NHS}}
cases: cases.csv
programme:
  funding: [{payer: housing, amounts: {2021/22: £60k}}, {payer: nhs, amounts: {2021/22: £20k}}]
  capacity: {coordinators: {2021/22: 1}, new_people_each: 50, cost_each: £50k}
events:
  eviction:
    probability: {observed: 3 of 8}
    unit_cost: {gamma: {mean: £12_000, sd: £2_000}}
    varies: {gamma: {cv: 60%}}
    paid_by: {housing: 100%}
    cashable: 40%
    support: {prevents: {beta: {mean: 50%, sd: 10%}}}
  admission: {rate: {gamma: {mean: 0.3 per year, sd: 0.1 per year}}, unit_cost: £3k, paid_by: {nhs: 100%}, support: {prevents: 30%}}
views: {hopeful: {weight: 40%, set: {events: {eviction: {probability: {observed: 2 of 9}}}}}, gloomy: {weight: 60%}}
published: {people: 8, of: crisis, mean_avoided: £2_500, low: £1_000, high: £6_000}
targets:
  budget: {amount: £30k, payers: [council], counting: cashable}
  system: {label: The whole system, amount: £90k}
shocks: {dearer: {label: Unit costs 20% higher, scale: {events.*.unit_cost: 120%}}, fewer: {set: {cohort: {people: 20}}}}
simulation: {draws: 400}
";

const CASES: &str =
    "person,event,occurrences,avoided_cost\nA,eviction,1,6000\nB,eviction,2,15000\nC,,,\nD,,,\nE,eviction,1,7500\n";

/// The town with its table of cases.
fn with_cases(text: &str) -> Town {
    let town = Town::new(text);
    fs::write(town.path("cases.csv"), CASES).unwrap();
    town
}

impl Town {
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.averted(arguments).assert().code(0).get_output().clone();
        String::from_utf8(output.stdout).unwrap()
    }

    fn result(&self, name: &str) -> std::path::PathBuf {
        self.path("output/town").join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.result(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn has(&self, name: &str) -> bool {
        self.result(name).exists()
    }
}

const EVERYTHING: [&str; 5] = ["run", "town.yaml", "--quiet", "--with", "evidence,stress,drivers"];
const ANSWERS: [&str; 3] = ["evidence.json", "stress.json", "drivers.json"];

/// All the figures of all answers, drawn from what the program wrote; evidence has learnt from the published mean.
fn figures(folder: &Town) -> Vec<Figure> {
    let json = |arguments: &[&str]| folder.done(arguments);
    let evidence: Evidence = serde_json::from_str(&json(&["evidence", "town.yaml", "--update", "--json"])).unwrap();
    let grid = ["--grid", "cohort.people=20..90:4", "--grid", "events.*.support.prevents=x0.5..x1.5:3"];
    let stress: Stress =
        serde_json::from_str(&json(&[&["stress", "town.yaml", "--json", "--draws", "200"][..], &grid].concat()))
            .unwrap();
    let drivers: Drivers = serde_json::from_str(&json(&["drivers", "town.yaml", "--json"])).unwrap();
    let text = fs::read_to_string(folder.path("town.yaml")).unwrap();
    fs::write(folder.path("other.yaml"), text.replace("unit_cost: £3k", "unit_cost: £2k")).unwrap();
    let compare = ["compare", "town.yaml", "other.yaml", "--json", "--draws", "100"];
    let comparison: Comparison = serde_json::from_str(&json(&compare)).unwrap();
    let mut figures = drawn(EVIDENCE_FIGURES, &evidence);
    figures.extend(drawn(STRESS_FIGURES, &stress));
    figures.extend(drawn(DRIVERS_FIGURES, &drivers));
    figures.extend(drawn(COMPARISON_FIGURES, &comparison));
    figures
}

#[test]
fn a_run_with_everything_writes_the_answers_and_shows_them() {
    let town = with_cases(TOWN);
    town.averted(&EVERYTHING).assert().code(0).stdout("");
    let page = town.read("report.html");
    for section in ["stress", "drivers", "small-sample"] {
        assert!(page.contains(&format!("<section aria-labelledby=\"h-{section}\"")), "{section}");
    }
    let place =
        |id: &str| page.find(&format!("<figure id=\"figure-{id}\"")).unwrap_or_else(|| panic!("no figure {id}"));
    let section = |id: &str| page.find(&format!("<section aria-labelledby=\"h-{id}\"")).unwrap();
    for (id, of) in [("budget", "stress"), ("cash", "stress"), ("tornado", "drivers"), ("precision", "small-sample")] {
        assert!(place(id) > section(of), "{id} stands in its section");
        assert!(town.has(&format!("figures/{id}.svg")), "{id} is a file too");
    }
    assert!(place("cash") < section("drivers") && place("tornado") < section("small-sample"));
    assert!(place("chance") < section("key-figures"), "the figures of the run stay where they were");
    // What a run writes is what the command writes, but for the switches of the command.
    let alone = town.done(&["stress", "town.yaml", "--json"]);
    assert!(town.read("stress.json") == alone, "stress.json");
    assert!(town.read("drivers.json") == town.done(&["drivers", "town.yaml", "--json"]), "drivers.json");
    assert!(town.read("evidence.json") == town.done(&["evidence", "town.yaml", "--json"]), "evidence.json");
    let results: Value = serde_json::from_str(&town.read("results.json")).unwrap();
    let stress: Value = serde_json::from_str(&alone).unwrap();
    let needed = &stress["targets"]["system"]["people"]["needed"]["80%"];
    assert!(needed["mcse"].as_f64().unwrap() > 0.0);
    assert_eq!(results["targets"]["system"]["people_needed_mcse"]["80%"], needed["mcse"]);
    // Any subset; its parts may also be asked for one by one.
    town.averted(&["run", "town.yaml", "--quiet", "--with", "drivers", "--with", "stress"]).assert().code(0);
    assert!(
        !town.read("report.html").contains("id=\"small-sample\"") && town.read("report.html").contains("id=\"stress\"")
    );
    town.averted(&["run", "town.yaml", "--with", "driver"]).assert().code(2);
    town.averted(&["run", "town.yaml", "--json", "--with", "drivers"]).assert().code(2).stdout("");
}

#[test]
fn answers_of_another_run_do_not_stay_and_those_of_the_same_do() {
    let town = with_cases(TOWN);
    town.averted(&EVERYTHING).assert().code(0);
    town.averted(&["run", "town.yaml", "--quiet"]).assert().code(0);
    assert!(ANSWERS.iter().all(|name| town.has(name)) && town.has("figures/budget.png"), "the same run");
    // The report of a run has what was asked for; `render` takes in what belongs to the results.
    assert!(!town.read("report.html").contains("id=\"stress\""));
    town.done(&["render", "output/town/results.json"]);
    assert!(
        ANSWERS
            .iter()
            .zip(["small-sample", "stress", "drivers"])
            .all(|(_, id)| { town.read("report.html").contains(&format!("<section aria-labelledby=\"h-{id}\"")) })
    );
    for other in [&["--seed", "2"][..], &["--draws", "399"], &["--set", "cohort.people=61", "--output", "output/town"]]
    {
        town.averted(&EVERYTHING).assert().code(0);
        town.averted(&[&["run", "town.yaml", "--quiet"], other].concat()).assert().code(0);
        assert!(!ANSWERS.iter().any(|name| town.has(name)), "{other:?}");
        assert!(!town.has("figures/budget.svg") && !town.has("figures/tornado.png") && town.has("figures/chance.png"));
    }
    // What this program did not write is not its to remove.
    fs::write(town.result("stress.json"), "{\"mine\": true}").unwrap();
    town.averted(&["run", "town.yaml", "--quiet"]).assert().code(0);
    assert!(town.has("stress.json"));
}

#[test]
fn drawing_again_leaves_out_what_is_of_another_run() {
    let town = with_cases(TOWN);
    town.averted(&["run", "town.yaml", "--quiet"]).assert().code(0);
    town.averted(&["drivers", "town.yaml", "--quiet", "--seed", "2", "--output", "elsewhere"]).assert().code(0);
    fs::copy(town.path("elsewhere/drivers.json"), town.result("drivers.json")).unwrap();
    town.averted(&["stress", "town.yaml", "--quiet"]).assert().code(0);
    let said = town.done(&["render", "output/town/results.json"]);
    assert!(said.contains("drivers.json is of another run than these results and was left out."), "{said}");
    let page = town.read("report.html");
    assert!(
        page.contains("<section aria-labelledby=\"h-stress\"")
            && !page.contains("<section aria-labelledby=\"h-drivers\"")
    );
    let damaged = town.read("stress.json").replace("\"switching\"", "\"twitching\"");
    fs::write(town.result("stress.json"), damaged).unwrap();
    let output = town.averted(&["render", "output/town/results.json"]).assert().code(1).get_output().clone();
    assert!(String::from_utf8_lossy(&output.stderr).contains("stress.json is damaged"));
}

#[test]
fn no_figure_of_chosen_people_loses_its_caution() {
    const CAUTION: &str = "chosen, not drawn, and here they speak for everybody";
    let told = |figure: &Figure| {
        let document = roxmltree::Document::parse(&figure.svg).expect("XML");
        let words = document.descendants().filter(|node| node.has_tag_name("text")).filter_map(|node| node.text());
        words.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ").contains(CAUTION)
    };
    let whole = TOWN
        .replace(", segments: {crisis: {share: 30%}, others: {share: rest, relative_risk: 0.3}}", "")
        .replace("of: crisis, ", "")
        .replace("title:", "silence: {W11: the eight stand for all}\ntitle:");
    for (text, warned) in [(TOWN, false), (&whole, true)] {
        let town = with_cases(text);
        let results = serde_json::from_str(&town.done(&["run", "town.yaml", "--json"])).unwrap();
        let mut all = drawn(FIGURES, &results);
        all.extend(figures(&town));
        assert!(all.len() > 15);
        for figure in all {
            assert_eq!(told(&figure), warned, "{}", figure.id);
        }
    }
}

#[test]
fn the_report_says_what_a_caseload_like_the_cases_would_avoid() {
    let town = with_cases(TOWN);
    town.averted(&["run", "town.yaml", "--quiet", "--with", "evidence"]).assert().code(0);
    let results: Value = serde_json::from_str(&town.read("results.json")).unwrap();
    let each = results["segments"]["crisis"]["avoided_per_person"]["mean"].as_f64().unwrap();
    let evidence: Value = serde_json::from_str(&town.read("evidence.json")).unwrap();
    let (all, error) = (&evidence["selection"]["if_all_were"]["mean"], &evidence["selection"]["if_all_were"]["mcse"]);
    let simulated = results["segments"]["crisis"]["avoided_per_person"]["mcse"].as_f64().unwrap();
    let allowed = 4.0 * error.as_f64().unwrap().hypot(60.0 * simulated);
    assert!((60.0 * each - all.as_f64().unwrap()).abs() < allowed, "{each} {all}");
    let page = town.read("report.html");
    assert!(page.contains("If all 60 people were like those of the publication"), "from the results alone");
    assert!(page.contains("What if the whole caseload were like the cases?"), "with the evidence");
}

#[test]
fn every_figure_beside_the_results_is_drawn_and_says_what_it_shows() {
    let figures = figures(&with_cases(TOWN));
    let ids: Vec<&str> = figures.iter().map(|figure| figure.id).collect();
    let mut all: Vec<&str> = EVIDENCE_FIGURES.iter().map(|sketch| sketch.id).collect();
    all.extend(STRESS_FIGURES.iter().map(|sketch| sketch.id));
    all.extend(DRIVERS_FIGURES.iter().map(|sketch| sketch.id));
    all.extend(COMPARISON_FIGURES.iter().map(|sketch| sketch.id));
    assert_eq!(ids, all);
    all.extend(FIGURES.iter().map(|sketch| sketch.id));
    let names = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), names, "no two figures share a name");
    for figure in &figures {
        let document = roxmltree::Document::parse(&figure.svg).unwrap_or_else(|error| panic!("{}: {error}", figure.id));
        assert_eq!(document.root_element().attribute("role"), Some("img"));
        let words = document.descendants().filter(|node| node.has_tag_name("text")).filter_map(|node| node.text());
        let words: String = words.collect();
        assert!(words.contains("Modelled, not measured"), "{} carries its caveat", figure.id);
        assert!(figure.alt.contains(&figure.title) && !figure.caption.is_empty(), "{}", figure.id);
        for wrong in ["NaN", "inf", "£-", "−£0 ", "  "] {
            assert!(!words.contains(wrong) && !figure.title.contains(wrong), "{}: {wrong} in {words}", figure.id);
        }
    }
}

#[cfg(feature = "png")]
#[test]
fn no_words_beside_the_results_are_cut_and_none_run_into_others() {
    let long = "an extraordinarily long label that no table and no figure has room for, <b>&</b> marked up";
    let hostile = TOWN
        .replace("label: NHS", &format!("label: \"{long}\""))
        .replace("label: Unit costs 20% higher", &format!("label: \"{long} {long}\""))
        .replace("label: The whole system", &format!("label: \"{long} {long}\""));
    for text in [TOWN, &hostile] {
        figures(&with_cases(text)).iter().for_each(common::assert_readable);
    }
}
