//! Holds what `compare` tells a decision-maker against exact answers: who beats whom, ties, the best of all, and what two
//! scenarios have in common.

#[path = "common/town.rs"]
mod town;

use std::fs;

use averted::distribution::{Beta, Distribution};
use serde_json::Value;

use town::Town;

fn scenario(people: u32, event: &str) -> String {
    format!(
        "title: A service\nhorizon: 12 months\ndiscount_rate: 0%\ncohort: {{people: {people}}}\npayers: {{nhs: {{label: NHS}}}}\n\
         events:\n  e: {{{event}, paid_by: {{nhs: 100%}}}}\nsimulation: {{draws: 4000}}\n"
    )
}

/// A hundred thousand people, so many that chance among them is nothing beside the evidence.
fn crowd(effect: &str) -> String {
    scenario(100_000, &format!("probability: 50%, unit_cost: £1k, support: {{prevents: {effect}}}"))
}

fn compared(files: &[(&str, String)], more: &[&str]) -> Value {
    let town = Town::new("");
    for (name, text) in files {
        fs::write(town.path(name), text).unwrap();
    }
    let names = files.iter().map(|(name, _)| *name).filter(|name| *name != "costs.yaml");
    let arguments: Vec<&str> =
        ["compare"].into_iter().chain(names).chain(more.iter().copied()).chain(["--json"]).collect();
    let output = town.averted(&arguments).assert().code(0).get_output().clone();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn avoided(compared: &Value) -> &Value {
    &compared["against_first"][0]["avoided"]
}

/// The chance is the exact one, within 4 of the standard errors of so many draws.
fn assert_chance(found: &Value, exact: f64, draws: f64) {
    let found = number(&found["probability"]);
    let error = (exact * (1.0 - exact) / draws).sqrt();
    assert!((found - exact).abs() <= 4.0 * error, "{found} where {exact} ± {error} is right");
}

/// P(A > B) of two independent values, by the midpoint rule over the quantiles of A.
fn beats(a: &Distribution, b: &Distribution) -> f64 {
    let points = 20_000;
    (0..points).map(|point| b.cdf(a.quantile((f64::from(point) + 0.5) / f64::from(points)))).sum::<f64>()
        / f64::from(points)
}

fn beta(alpha: f64, beta: f64) -> Distribution {
    Distribution::Beta(Beta::new(alpha, beta).unwrap())
}

/// Of this mean and standard deviation.
fn beta_of(mean: f64, sd: f64) -> Distribution {
    let n = mean * (1.0 - mean) / (sd * sd) - 1.0;
    beta(mean * n, (1.0 - mean) * n)
}

#[test]
fn evidence_that_differs_is_drawn_independently() {
    for (a, b, exact) in [
        ("{observed: 30 of 100}", "{observed: 33 of 100}", beats(&beta(30.5, 70.5), &beta(33.5, 67.5))),
        ("{beta: {mean: 20%, sd: 8%}}", "{beta: {mean: 30%, sd: 8%}}", beats(&beta_of(0.2, 0.08), &beta_of(0.3, 0.08))),
        ("{observed: 3 of 8}", "{observed: 9 of 12}", beats(&beta(3.5, 5.5), &beta(9.5, 3.5))),
    ] {
        for sampling in ["random", "sobol"] {
            let set = format!("simulation.sampling={sampling}");
            let found = compared(&[("a.yaml", crowd(a)), ("b.yaml", crowd(b))], &["--set", &set]);
            assert_chance(&avoided(&found)["first_beats"], exact, 4_000.0);
            let evidence = &found["against_first"][0]["evidence"];
            assert_eq!(evidence["own"][0]["path"], "events.e.support.prevents");
            // 1/√4000 is the error of a correlation of nothing.
            assert!(number(&evidence["correlation"]).abs() < 4.0 / 4_000.0_f64.sqrt(), "{evidence}");
        }
    }
}

#[test]
fn a_file_that_extends_the_other_holds_another_opinion_of_the_same() {
    let child = "extends: a.yaml\ntitle: B\nevents: {e: {support: {prevents: {observed: 33 of 100}}}}\n";
    let files = [("a.yaml", crowd("{observed: 30 of 100}")), ("b.yaml", child.to_owned())];
    let found = compared(&files, &[]);
    // By common quantiles Beta(33.5, 67.5) is above Beta(30.5, 70.5) in every draw.
    assert_eq!(number(&avoided(&found)["first_beats"]["probability"]), 0.0);
    assert_eq!(found["against_first"][0]["evidence"]["opinions"][0]["path"], "events.e.support.prevents");
    let apart = compared(&files, &["--independent=events.*.support"]);
    assert_chance(&avoided(&apart)["first_beats"], beats(&beta(30.5, 70.5), &beta(33.5, 67.5)), 4_000.0);
    // Through a file between them as well, and whichever is named first.
    let grandchild = "extends: b.yaml\ntitle: C\nevents: {e: {support: {prevents: {observed: 20 of 100}}}}\n";
    let town = Town::new("");
    for (name, text) in files.iter().chain([&("c.yaml", grandchild.to_owned())]) {
        fs::write(town.path(name), text).unwrap();
    }
    for (names, chance) in [(["a.yaml", "c.yaml"], 1.0), (["c.yaml", "a.yaml"], 0.0)] {
        let output = town.averted(&["compare", names[0], names[1], "--json"]).assert().code(0).get_output().clone();
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(number(&avoided(&found)["first_beats"]["probability"]), chance, "{names:?}");
    }
}

#[test]
fn what_both_spell_alike_is_drawn_once() {
    let event = |cost: &str| {
        scenario(1_000, &format!("probability: {{observed: 3 of 8}}, unit_cost: {cost}, support: {{prevents: 100%}}"))
    };
    for sampling in ["random", "sobol"] {
        let set = format!("simulation.sampling={sampling}");
        let found = compared(&[("a.yaml", event("£1k")), ("b.yaml", event("£3k"))], &["--set", &set]);
        let difference = avoided(&found)["difference"].clone();
        let (before, after) = (number(&difference["before"]), number(&difference["after"]));
        // The same people have the event, at three times the cost.
        assert!((after - 3.0 * before).abs() < 1e-6 * after);
        assert!((number(&found["against_first"][0]["evidence"]["correlation"]) - 1.0).abs() < 1e-9);
    }
    let common =
        compared(&[("a.yaml", crowd("{observed: 3 of 8}")), ("b.yaml", crowd("{observed: 4 of 8}"))], &["--common"]);
    assert_eq!(number(&avoided(&common)["first_beats"]["probability"]), 0.0);
}

#[test]
fn a_cost_of_one_row_of_the_library_is_one_cost_wherever_it_is_used() {
    let row = |id: &str| {
        format!(
            "{id}: {{label: A cost, value: £1000, price_year: 2020/21, spread: {{low: £800, high: £1200, is: standard error}}, \
             paid_by: {{nhs: 100%}}, source: A survey, licence: OGL, status: read}}\n"
        )
    };
    let event = |id: &str, cost: &str, base: &str| {
        crowd("50%").replace("  e:", &format!("  {id}:")).replace("£1k", &format!("{{library: {cost}}}"))
            + &format!("library: costs.yaml\nprice_base: {base}\n")
    };
    let files = |other: String| {
        [("costs.yaml", row("bed") + &row("bay")), ("a.yaml", event("e", "bed", "2020/21")), ("b.yaml", other)]
    };
    let correlation = |found: &Value| number(&found["against_first"][0]["evidence"]["correlation"]);
    // Another event, other prices, the same row.
    let found = compared(&files(event("other", "bed", "2022/23")), &[]);
    assert_eq!(found["against_first"][0]["evidence"]["common"][0]["path"], "library.bed");
    assert!(correlation(&found) > 0.99, "{}", correlation(&found));
    let found = compared(&files(event("e", "bay", "2020/21")), &[]);
    assert_eq!(found["against_first"][0]["evidence"]["common"].as_array().unwrap().len(), 0);
    assert!(correlation(&found).abs() < 4.0 / 4_000.0_f64.sqrt(), "{}", correlation(&found));
}

#[test]
fn beating_is_strict_and_a_tie_stands_beside_it() {
    let of = |rare: &str| {
        scenario(10, "rate: 2, unit_cost: £100, support: {prevents: 30%}").replace(
            "simulation",
            &format!("  rare: {{probability: 0.5%, unit_cost: £20k, paid_by: {{nhs: 100%}}, support: {{prevents: {rare}}}}}\nsimulation"),
        )
    };
    for (effect, chance) in [("50%", 0.0025), ("80%", 0.004)] {
        let found = compared(&[("a.yaml", of(effect)), ("b.yaml", of("0%"))], &["--draws", "8000"]);
        let exact = 1.0 - (1.0_f64 - chance).powi(10);
        assert_chance(&avoided(&found)["first_beats"], exact, 8_000.0);
        assert_chance(&avoided(&found)["tie"], 1.0 - exact, 8_000.0);
        assert_eq!(number(&avoided(&found)["other_beats"]["probability"]), 0.0);
    }
}

#[test]
fn the_best_of_three_is_so_as_often_as_their_evidence_says() {
    let [a, b, c] = [(0.10, 0.40), (0.20, 0.40), (0.15, 0.45)].map(|(low, high)| (low, high));
    let text = |(low, high): (f64, f64)| {
        crowd(&format!("{{uniform: {{low: {:.0}%, high: {:.0}%}}}}", 100.0 * low, 100.0 * high))
    };
    let found = compared(&[("a.yaml", text(a)), ("b.yaml", text(b)), ("c.yaml", text(c))], &[]);
    let cdf = |(low, high): (f64, f64), x: f64| ((x - low) / (high - low)).clamp(0.0, 1.0);
    let best = |own: (f64, f64), others: [(f64, f64); 2]| {
        let points = 100_000;
        let at = |point: i32| own.0 + (own.1 - own.0) * (f64::from(point) + 0.5) / f64::from(points);
        (0..points).map(|point| others.iter().map(|other| cdf(*other, at(point))).product::<f64>()).sum::<f64>()
            / f64::from(points)
    };
    let exact = [best(a, [b, c]), best(b, [a, c]), best(c, [a, b])];
    assert!((exact.iter().sum::<f64>() - 1.0).abs() < 1e-6, "{exact:?}");
    assert_eq!(found["best"][0]["measure"], "avoided");
    for (index, exact) in exact.into_iter().enumerate() {
        assert_chance(&found["best"][0]["chances"][index], exact, 4_000.0);
    }
}

#[test]
fn views_of_unrelated_scenarios_are_drawn_apart() {
    let views = "views: {low: {weight: 50%, set: {events: {e: {support: {prevents: 0%}}}}}, high: {weight: 50%}}\n";
    let text = |people| scenario(people, "probability: 100%, unit_cost: £1k, support: {prevents: 100%}") + views;
    let found = compared(&[("a.yaml", text(10)), ("b.yaml", text(11))], &[]);
    // A has more only where A sees the high view and B the low one: a quarter. Places of draws among the views are even,
    // so chances are at least as exact as those of independent draws.
    assert_chance(&avoided(&found)["first_beats"], 0.25, 4_000.0);
    assert_chance(&avoided(&found)["other_beats"], 0.5, 4_000.0);
    let child = "extends: a.yaml\ntitle: B\ncohort: {people: 11}\n";
    let found = compared(&[("a.yaml", text(10)), ("b.yaml", child.to_owned())], &[]);
    assert_eq!(number(&avoided(&found)["first_beats"]["probability"]), 0.0);
    let found = compared(&[("a.yaml", text(10)), ("b.yaml", text(11))], &["--common=views"]);
    assert_eq!(number(&avoided(&found)["first_beats"]["probability"]), 0.0);
    // With views drawn apart, what is common is common by scrambled points as well.
    let uncertain = |cost: &str| {
        scenario(1_000, &format!("probability: {{observed: 3 of 8}}, unit_cost: {cost}, support: {{prevents: 100%}}"))
            + "views: {low: {weight: 30%, set: {cohort: {people: 1000}}}, high: {weight: 70%}}\n"
    };
    let found = compared(
        &[("a.yaml", uncertain("£1k")), ("b.yaml", uncertain("£3k"))],
        &["--set", "simulation.sampling=sobol"],
    );
    assert!((number(&found["against_first"][0]["evidence"]["correlation"]) - 1.0).abs() < 1e-9);
}

#[test]
fn nothing_is_common_where_that_is_asked() {
    let text = scenario(1, "probability: 50%, unit_cost: £1k, support: {prevents: 100%}");
    let found = compared(&[("a.yaml", text.clone()), ("b.yaml", text)], &["--independent"]);
    // One person each, with an even chance of £1,000.
    assert_chance(&avoided(&found)["first_beats"], 0.25, 4_000.0);
    assert_chance(&avoided(&found)["tie"], 0.5, 4_000.0);
    let town = Town::new(&crowd("50%"));
    fs::copy(town.path("town.yaml"), town.path("twin.yaml")).unwrap();
    let refused =
        town.averted(&["compare", "town.yaml", "twin.yaml", "--common=events.x"]).assert().code(2).get_output().clone();
    assert!(String::from_utf8(refused.stderr).unwrap().contains("no scenario has an uncertain value at `events.x`"));
}
