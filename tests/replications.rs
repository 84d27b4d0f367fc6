//! Holds effects, as evidence states them, to published models and to the same laws worked out apart.
//!
//! Exact numbers are means and quantiles of 20 million draws in NumPy from the formula that stands beside them, whose own
//! error (below 0.02 of any of these) is small beside four standard errors of the program's 40,000 draws.

use std::path::Path;

use serde_json::Value;

fn run(name: &str, more: &[&str]) -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/replications").join(format!("{name}.yaml"));
    let output = assert_cmd::Command::cargo_bin("averted")
        .expect("the program")
        .args(["run", "--json", "--quiet"])
        .arg(file)
        .args(more)
        .assert()
        .code(0)
        .get_output()
        .clone();
    serde_json::from_slice(&output.stdout).expect("results")
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// Mean, 2.5%, 50% and 97.5% quantile of the expected avoided cost per person, and the chance that support makes it worse.
fn assert_effect(name: &str, mean: f64, quantiles: [f64; 3], harm: f64) {
    let results = run(name, &["--draws", "40000"]);
    let expected = &results["per_person"]["expected"];
    let near = |what: &str, found: f64, error: f64, exact: f64| {
        assert!((found - exact).abs() < 4.0 * error, "{name}, {what}: {found} ± {error}, exactly {exact}");
    };
    near("mean", number(&expected["mean"]), number(&expected["mcse"]), mean);
    for (key, exact) in ["p2_5", "p50", "p97_5"].into_iter().zip(quantiles) {
        near(key, number(&expected[key]), number(&expected["quantile_mcses"][key]), exact);
    }
    let total = &results["total"]["probability_harm"];
    near("harm", number(&total["probability"]), number(&total["mcse"]), harm);
    assert_eq!(&results["events"]["e"]["probability_harm"], total, "one event is all there is");
    // What is caused and what is prevented make up what is avoided.
    let mechanisms = &results["mechanisms"];
    let sum = number(&mechanisms["prevented"]["mean"]) - number(&mechanisms["caused"]["mean"]);
    assert!((sum - number(&results["total"]["avoided"]["mean"])).abs() < 1e-6 * sum.abs().max(1.0), "{name}");
    assert_eq!(results["run"]["self_check"]["passed"], true, "{name}");
}

#[test]
fn two_groups_change_the_chance_by_the_ratio_of_their_posteriors() {
    // £1,000 · (p₀ - p₁), p₀ ~ Beta(20½, 80½) the event's own chance, p₁ ~ Beta(12½, 88½).
    assert_effect("two_arms_own", 79.20, [-21.43, 78.99, 180.95], 0.0610);
    // £1,000 · p(1 - p₁/p₀), p and p₀ drawn apart.
    assert_effect("two_arms_apart", 74.15, [-28.24, 76.80, 159.31], 0.0610);
}

#[test]
fn aspirin_prevents_strokes_as_its_trial_counted_them() {
    assert_effect("aspirin_own", 25.53, [5.79, 25.51, 45.41], 0.0056);
    assert_effect("aspirin_apart", 25.15, [6.31, 25.45, 42.26], 0.0056);
}

#[test]
fn a_null_result_is_no_benefit() {
    // £200 · a, a ~ N(5%, 15%).
    assert_effect("null_result", 9.99, [-48.81, 10.0, 68.80], 0.3695);
}

#[test]
fn ratios_of_hazards_and_odds_change_the_chance_by_its_own_height() {
    // £1,000 · (p - (1 - (1-p)^h)), ln h ~ N(ln 0.8, (ln(1.3/0.5)/3.92)²).
    assert_effect("hazard", 33.22, [-50.49, 35.57, 103.25], 0.1799);
    // R = O/(1 - q + qO), q = 1 - (1 + ½((1-p)^-0.64 - 1))^(-1/0.64).
    assert_effect("odds", 52.85, [-16.44, 53.79, 116.03], 0.0588);
}

#[test]
fn a_risk_difference_is_what_is_avoided_of_the_chance() {
    assert_effect("difference", 29.99, [-25.01, 29.98, 85.00], 0.1426);
}

#[test]
fn what_was_before_is_taken_off_as_a_ratio_of_ratios() {
    assert_effect("before", 227.77, [-10.33, 237.00, 412.65], 0.0291);
}

#[test]
fn published_models_come_out_as_they_were_published() {
    // (21,526 · N(1, 0.162/0.091) > 399) is Φ(0.551); 71% and 93% were published.
    for (name, exact, published) in [("wsipp_360", 0.7093, 0.71), ("wsipp_355", 0.9263, 0.93)] {
        let results = run(name, &[]);
        let target = &results["targets"]["pays"];
        let (found, error) = (number(&target["probability"]), number(&target["mcse"]));
        assert!((found - exact).abs() < 4.0 * error, "{name}: {found} ± {error}, exactly {exact}");
        assert!((exact - published).abs() < 0.005, "{name} rounds to what was published");
    }
    // Φ((5,686 + 743 + 1,486)/5,686 · 0.087/0.034): it pays unless crime rises by a third as much as it is thought to fall.
    let results = run("wsipp_547", &["--draws", "40000"]);
    let programme = &results["programme"];
    let (found, error) =
        (number(&programme["probability_net_positive"]), number(&programme["probability_net_positive_mcse"]));
    assert!((found - 0.999_816).abs() < 4.0 * error, "{found} ± {error}");
    let net = number(&programme["net"]["mean"]) / 1_000.0;
    assert!((net - 7_915.0).abs() < 4.0 * number(&programme["net"]["mcse"]) / 1_000.0, "{net}");
    assert!(programme["bcr"].is_null() && programme["no_ratio"].is_string(), "a cost below zero has no ratio");
    // £77.91 and 98.62% by 20 million draws in NumPy; £77.76 and 98.5% were published of 1,000.
    let results = run("tegaderm", &["--draws", "40000", "--set", "cohort.people=1000"]);
    let expected = &results["per_person"]["expected"];
    let (mean, error) = (number(&expected["mean"]) - 14.61, number(&expected["mcse"]));
    assert!((mean - 77.91).abs() < 4.0 * error, "{mean} ± {error}");
    assert!((number(&results["programme"]["cost"]) - 14_610.0).abs() < 1e-6, "added up person by person");
    let (found, error) = (
        number(&results["programme"]["probability_net_positive"]),
        number(&results["programme"]["probability_net_positive_mcse"]),
    );
    assert!((found - 0.9862).abs() < 4.0 * error, "{found} ± {error}");
    let published = 77.76;
    // The published mean has the error of its 1,000 draws beside ours.
    assert!((mean - published).abs() < 4.0 * number(&expected["sd"]) / 1_000_f64.sqrt(), "{mean}");
}
