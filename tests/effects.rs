//! Holds what is drawn once and used in many places, ratios as relative risks, outcomes of two groups and switching values
//! below zero to their closed forms.

#[path = "common/town.rs"]
mod town;

use serde_json::Value;
use town::Town;

const TOP: &str = "title: Effects\nhorizon: 12 months\ndiscount_rate: 0%\npayers: {nhs: {label: NHS}}\n";

fn json(text: &str, arguments: &[&str]) -> Value {
    let arguments = [arguments, &["town.yaml", "--json", "--quiet"]].concat();
    let output = Town::new(&format!("{TOP}{text}")).averted(&arguments).assert().code(0).get_output().clone();
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// Holds a mean to an exact one by four of its own errors.
fn assert_mean(found: &Value, exact: f64) {
    let (mean, error) = (number(&found["mean"]), number(&found["mcse"]));
    assert!((mean - exact).abs() < 4.0 * error, "{mean} ± {error}, exactly {exact}");
    assert!(error < 0.05 * exact.abs(), "an error that covers everything would hold anything: {error}");
}

fn assert_expected(text: &str, exact: f64) {
    assert_mean(&json(text, &["run", "--draws", "20000"])["per_person"]["expected"], exact);
}

#[test]
fn a_shared_ratio_is_one_draw_that_each_event_turns_into_its_effect() {
    // £1,000 · (1 - R) + ½ · £200 · (1 - R), ln R ~ N(ln 0.8, σ²), σ = ln(1.07/0.6)/3.92: E R = 0.8 exp(σ²/2).
    let text = "cohort: {people: 2}\nshared: {r: {risk_ratio: {estimate: 0.8, low: 0.6, high: 1.07}}}\nevents:\n  \
                a: {rate: 1, unit_cost: £1_000, paid_by: {nhs: 100%}, support: {prevents: {shared: r}}}\n  \
                b: {probability: 20%, unit_cost: £1_000, paid_by: {nhs: 100%}, support: {prevents: {shared: r, times: 50%}}}\n";
    let sigma = (1.07_f64 / 0.6).ln() / (2.0 * 1.959_963_984_540_054);
    assert_expected(text, 1_100.0 * (1.0 - 0.8 * (0.5 * sigma * sigma).exp()));
    let results = json(text, &["run", "--draws", "200"]);
    let paths: Vec<&str> =
        results["assumptions"].as_array().expect("rows").iter().filter_map(|row| row["path"].as_str()).collect();
    assert_eq!(paths.iter().filter(|path| path.ends_with("risk_ratio")).count(), 1, "{paths:?}");
    for path in ["shared.r.risk_ratio", "events.a.support.prevents", "events.b.support.prevents"] {
        assert!(paths.contains(&path), "{paths:?}");
    }
}

#[test]
fn a_default_compares_with_the_own_chance_of_every_event() {
    // £1,000 · (E p_a - E p₁ + 30% - E p₁), by means of Jeffreys posteriors.
    let text = "cohort: {people: 2}\nsupport: {prevents: {compared: {with: 12 of 100}}}\nevents:\n  \
                a: {probability: {observed: 20 of 100}, unit_cost: £1_000, paid_by: {nhs: 100%}}\n  \
                b: {probability: 30%, unit_cost: £1_000, paid_by: {nhs: 100%}}\n";
    assert_expected(text, 1_000.0 * (20.5 / 101.0 + 0.3 - 2.0 * 12.5 / 101.0));
}

#[test]
fn a_relative_risk_may_be_a_ratio_as_evidence_states_it() {
    let with = |risk: &str| {
        format!(
            "cohort: {{people: 2, segments: {{all: {{share: 100%, relative_risk: {risk}}}}}}}\nevents:\n  \
             a: {{rate: 0.5, unit_cost: £1_000, paid_by: {{nhs: 100%}}, support: {{prevents: 100%}}}}\n"
        )
    };
    // £500 · E R.
    let sigma = (8.0_f64 / 3.0 / 1.5).ln() / (2.0 * 1.959_963_984_540_054);
    let ratio = with("{risk_ratio: {estimate: 2, low: 1.5, high: 2.6667}}");
    assert_expected(&ratio, 1_000.0 * (0.5 * sigma * sigma).exp());
    // E p₁ · E 1/p₀ = (30½/101) · (100/14½) for Beta(30½, 70½) and Beta(15½, 85½).
    let groups = with("{compared: {with: 30 of 100, without: 15 of 100}}");
    assert_expected(&groups, 500.0 * (30.5 / 101.0) * (100.0 / 14.5));
}

#[test]
fn two_groups_say_how_many_more_or_fewer_achieve_an_outcome() {
    for (with, without) in [(30, 18), (18, 30)] {
        let text = format!(
            "cohort: {{people: 10}}\nevents: {{a: {{rate: 1, unit_cost: £10, paid_by: {{nhs: 100%}}}}}}\noutcomes:\n  \
             hope: {{achieved_by: {{compared: {{with: {with} of 100, without: {without} of 100}}}}, value: £1_000, lasts: 12 months}}\n"
        );
        let results = json(&text, &["run", "--draws", "20000"]);
        assert_eq!(results["run"]["self_check"]["passed"], true);
        let exact = 10.0 * 1_000.0 * (f64::from(with) - f64::from(without)) / 101.0;
        assert_mean(&results["total"]["social_value_pv"], exact);
    }
}

#[test]
fn a_switching_value_is_found_below_zero() {
    // £200 a + £40 - £20 for each person: nothing is left at a = -10%.
    let text = "cohort: {people: 100}\nprogramme: {funding: [{label: Grant, payer: nhs, amounts: [£2_000]}]}\nevents:\n  \
                a: {rate: 1, unit_cost: £200, paid_by: {nhs: 100%}, support: {prevents: {normal: {mean: 5%, sd: 15%}}}}\n  \
                b: {rate: 1, unit_cost: £100, paid_by: {nhs: 100%}, support: {prevents: 40%}}\n";
    let stress = json(text, &["stress", "--draws", "1000"]);
    let input = &stress["switching"]["inputs"][0];
    assert_eq!(input["path"], "events.a.support.prevents");
    assert!((number(&input["net"]["value"]) + 0.1).abs() < 1e-9, "{}", input["net"]);
}

/// What each paper says in the order of its parts, tags taken out.
#[cfg(all(feature = "docx", feature = "xlsx"))]
fn papers(town: &Town) -> [(&'static str, String); 3] {
    use std::io::Read as _;

    town.averted(&["run", "town.yaml", "--quiet", "--draws", "2000", "--format", "html,docx,xlsx", "--output", "out"])
        .assert()
        .code(0);
    let plain = |xml: &str| {
        let pieces = xml.split('<').filter_map(|piece| piece.split_once('>').map(|(_, text)| text));
        let text: String = pieces.collect();
        text.replace("&#160;", " ").replace('\u{a0}', " ").replace('\u{2060}', "")
    };
    let archive = |name: &str| {
        let mut archive = zip::ZipArchive::new(std::fs::File::open(town.path("out").join(name)).unwrap()).unwrap();
        let mut text = String::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            if part.name().unwrap().ends_with(".xml") {
                let mut xml = String::new();
                part.read_to_string(&mut xml).unwrap();
                text += &plain(&xml);
            }
        }
        text
    };
    let html = plain(&std::fs::read_to_string(town.path("out").join("report.html")).unwrap());
    [("report.html", html), ("briefing.docx", archive("briefing.docx")), ("results.xlsx", archive("results.xlsx"))]
}

#[cfg(all(feature = "docx", feature = "xlsx"))]
#[test]
fn every_paper_says_that_support_may_do_harm() {
    let event = |prevents: &str| {
        format!(
            "{TOP}cohort: {{people: 200}}\nevents:\n  a: {{label: Falls, rate: 0.5, unit_cost: £1_000, \
             paid_by: {{nhs: 100%}}, support: {{prevents: {prevents}}}}}\n"
        )
    };
    // Φ(-⅓), 37% of all draws, make it worse; 36% of these.
    let harmful = papers(&Town::new(&event("{normal: {mean: 5%, sd: 15%}}")));
    let harmless = papers(&Town::new(&event("{beta: {mean: 5%, sd: 2%}}")));
    let said = [
        "Chance that support makes things worse, so that cost goes up on average: about 1 in 3 (36%)",
        "Cost of events that support makes more frequent in some draws, already taken off",
        "Chance that support makes it worse",
        "Less: cost of events that support makes more frequent",
    ];
    for ((name, text), (_, other)) in harmful.iter().zip(&harmless) {
        // The briefing says it in its register of risks, and has no room for the tables of events and mechanisms.
        let in_brief = [
            "Support makes things worse, so that cost goes up on average",
            "Chance: about 1 in 3 (36%)",
            "cost of events that it makes more frequent in some draws, already taken off",
        ];
        for words in if *name == "briefing.docx" { &in_brief[..] } else { &said[..] } {
            assert!(text.contains(words), "{name} does not say: {words}");
            let words = words.split_once(": about").map_or(*words, |(words, _)| words);
            assert!(!other.contains(words), "{name} says of what does no harm: {words}");
        }
    }
}
