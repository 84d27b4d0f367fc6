//! Holds the simulation against closed forms worked by hand, and against the exact expectation on every key at once.
//!
//! Tolerances are standard errors of the simulation; seeds are fixed, so a test that passes goes on passing.

use std::fs;
use std::path::{Path, PathBuf};

use averted::engine::{Draws, RunOf, Silent, simulate};
use averted::expectation::{Expectation, Expected};
use averted::model::{EventMeasure, Plan, Total};

/// The plan of a scenario given as text.
fn plan_of(text: &str) -> Plan {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("scenario.yaml");
    fs::write(&path, text).expect("a scenario on disk");
    averted::run::plan(&path, &[]).unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

fn draws_of(plan: &Plan) -> Draws {
    simulate(plan, RunOf::Headline, &Silent).expect("nothing cancels the run")
}

/// A scenario of one payer and one event, without discounting.
fn one_event(people: usize, draws: usize, cohort: &str, event: &str) -> Plan {
    plan_of(&format!(
        "title: One event\nhorizon: 24 months\ndiscount_rate: 0%\ncohort: {{people: {people}{cohort}}}\n\
         payers: {{nhs: {{label: NHS}}}}\nevents:\n  fall: {{{event}, paid_by: {{nhs: 100%}}}}\n\
         simulation: {{draws: {draws}}}\n"
    ))
}

fn mean_and_variance(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    (mean, values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0))
}

/// Asserts that the mean and variance of `values` are those given, within 4 standard errors; that of the variance comes
/// from the sample's own fourth moment.
fn assert_moments(values: &[f64], mean: f64, variance: f64) {
    let count = values.len() as f64;
    let (found, spread) = mean_and_variance(values);
    assert!((found - mean).abs() < 4.0 * (spread / count).sqrt(), "mean {found} against {mean}");
    let fourth = values.iter().map(|value| (value - found).powi(4)).sum::<f64>() / count;
    let error = ((fourth - spread * spread) / count).sqrt();
    assert!((spread - variance).abs() < 4.0 * error, "variance {spread} against {variance}, error {error}");
}

fn column(plan: &Plan, draws: &Draws, what: EventMeasure) -> Vec<f64> {
    draws.columns[plan.measures.event(0, what)].clone()
}

#[test]
fn a_rate_is_a_poisson_process() {
    // 5 people, 1.2 a year for 2 years: Poisson of mean 12. Half prevented: avoided = £100 · Poisson(6).
    let plan = one_event(5, 20_000, "", "rate: 1.2 per year, unit_cost: £100, support: {prevents: 50%}");
    let draws = draws_of(&plan);
    assert_moments(&column(&plan, &draws, EventMeasure::Occurrences), 12.0, 12.0);
    assert_moments(&column(&plan, &draws, EventMeasure::Avoided), 600.0, 60_000.0);
}

#[test]
fn a_probability_is_met_at_most_once() {
    // 7 people, chance 30%: binomial. With relative risk 2: 1 - 0.7² = 51%.
    let alike = one_event(7, 20_000, "", "probability: 30%, unit_cost: £100");
    assert_moments(&column(&alike, &draws_of(&alike), EventMeasure::Occurrences), 2.1, 7.0 * 0.3 * 0.7);
    let risky = one_event(
        7,
        20_000,
        ", segments: {high: {share: 100%, relative_risk: 2}}",
        "probability: 30%, unit_cost: £100",
    );
    assert_moments(&column(&risky, &draws_of(&risky), EventMeasure::Occurrences), 3.57, 7.0 * 0.51 * 0.49);
}

#[test]
fn frailty_makes_counts_gamma_poisson() {
    // One person, λH = 3, CV of risk 0.8: mean 3, variance 3 + 3² · 0.64 (negative binomial).
    let plan = one_event(1, 40_000, ", frailty: 0.8", "rate: 1.5 per year, unit_cost: £100");
    assert_moments(&column(&plan, &draws_of(&plan), EventMeasure::Occurrences), 3.0, 3.0 + 9.0 * 0.64);
    // The average chance of a probability stays as stated, whatever the frailty.
    let once = one_event(1, 40_000, ", frailty: 2", "probability: 40%, unit_cost: £100");
    assert_moments(&column(&once, &draws_of(&once), EventMeasure::Occurrences), 0.4, 0.24);
}

#[test]
fn the_cost_of_an_occurrence_has_the_stated_mean_and_spread() {
    // Compound Poisson: mean λ m, variance λ m² (1 + CV²).
    for law in ["gamma", "lognormal"] {
        let event =
            format!("rate: 2 per year, unit_cost: £1k, varies: {{{law}: {{cv: 70%}}}}, support: {{prevents: 100%}}");
        let plan = one_event(3, 40_000, "", &event);
        assert_moments(&column(&plan, &draws_of(&plan), EventMeasure::Avoided), 12_000.0, 12e6 * 1.49);
    }
}

#[test]
fn a_follow_on_needs_its_parent_and_room_before_the_horizon() {
    // Parent even over 24 months at 6 in all; half lead on, 6 months later: 6 · ½ · 18/24 = 2.25 follow-ons.
    // Preventing 40% of parents knocks on 40% of them: 0.9 a draw.
    let plan = plan_of(
        "title: Chain\nhorizon: 24 months\ndiscount_rate: 0%\ncohort: {people: 4}\npayers: {nhs: {label: NHS}}\nevents:\n  \
         stay: {follows: {fall: {probability: 50%, after: 6 months}}, unit_cost: £100, paid_by: {nhs: 100%}}\n  \
         fall: {rate: 0.75 per year, unit_cost: £1, paid_by: {nhs: 100%}, support: {prevents: 40%}}\n\
         simulation: {draws: 40000}\n",
    );
    let draws = draws_of(&plan);
    assert_moments(&column(&plan, &draws, EventMeasure::Occurrences), 2.25, 2.25);
    assert_moments(&column(&plan, &draws, EventMeasure::Averted), 0.9, 0.9);
    assert_moments(&column(&plan, &draws, EventMeasure::Avoided), 90.0, 9_000.0);
}

#[test]
fn added_cost_is_cash_in_full_unless_the_scenario_says_less() {
    // 1,000 people for a year: £1m of assessments are added, and 600 falls of £1,000 prevented, 20% of that cashable. How
    // cashable saved assessments would be changes nothing. By draw: £200 · Poisson(600) - share · £1,000 · Poisson(1,000).
    for (said, share) in [("", 1.0), (", adds_cash: 30%", 0.3), (", adds_cash: 0%", 0.0)] {
        let plan = plan_of(&format!(
            "title: Support that only adds cost\nhorizon: 12 months\ndiscount_rate: 0%\ncohort: {{people: 1000}}\n\
             payers: {{asc: {{label: ASC}}}}\nevents:\n  assessment: {{rate: 1, unit_cost: £1k, paid_by: {{asc: 100%}}, \
             cashable: 10%, support: {{prevents: 0%, adds: 1{said}}}}}\n  fall: {{rate: 1, unit_cost: £1k, paid_by: \
             {{asc: 100%}}, cashable: 20%, support: {{prevents: 60%}}}}\n\
             targets: {{t: {{amount: 0, counting: cashable}}}}\nsimulation: {{draws: 4000}}\n"
        ));
        let draws = draws_of(&plan);
        for measure in [plan.measures.total(Total::Cashable), plan.measures.target(0)] {
            assert_moments(&draws.columns[measure], 120e3 - share * 1e6, 24e6 + share * share * 1e9);
        }
        assert_moments(&draws.columns[plan.measures.total(Total::Avoided)], -400e3, 1.6e9);
    }
}

/// The chances of 0, 1, 2, … of a Poisson law.
fn poisson(mean: f64) -> Vec<f64> {
    let most = (mean + 12.0 * mean.sqrt() + 12.0) as usize;
    let mut log = -mean;
    (0..most)
        .map(|count| {
            let chance = log.exp();
            log += (mean / (count as f64 + 1.0)).ln();
            chance
        })
        .collect()
}

#[test]
fn released_cash_is_of_whole_lumps_saved_long_enough_before_a_year_ends() {
    // Events of £1,000 at 1 a month each, all prevented and all cashable. Six months late, the first year releases what its
    // first six months saved, the second what the twelve after that add: £L ⌊A/L⌋ and £L (⌊(A + B)/L⌋ - ⌊A/L⌋) for A and B
    // Poisson of 6 and 12 a person. Care is charged the same for what support adds: that is found in full, in no lumps.
    // 40 people who are alike and join together are counted, one is followed occurrence by occurrence.
    for (people, lump) in [(1, 3), (40, 50)] {
        let plan = plan_of(&format!(
            "title: Posts\nstarts: 2021-04\nprice_base: 2021/22\nhorizon: 24 months\ncohort: {{people: {people}}}\npayers:\n  \
             nhs: {{releases: {{in_lumps_of: £{lump}k, after: 6 months}}}}\n  \
             care: {{releases: {{in_lumps_of: £{lump}k, after: 6 months}}}}\n  police: {{}}\nevents:\n  \
             stay: {{rate: 12 per year, unit_cost: £1k, paid_by: {{nhs: 100%}}, cashable: 100%, support: {{prevents: 100%}}}}\n  \
             visit: {{rate: 1 per year, unit_cost: £1k, paid_by: {{care: 100%}}, cashable: 100%, support: {{adds: 12 per year}}}}\n  \
             call: {{rate: 12 per year, unit_cost: £1k, paid_by: {{police: 100%}}, cashable: 100%, support: {{prevents: 100%}}}}\n\
             targets:\n  first: {{amount: £1k, payers: [nhs], year: 2021/22, counting: released}}\n  \
             second: {{amount: £1k, payers: [nhs], year: 2022/23, counting: released}}\n  \
             all: {{amount: £1k, payers: [nhs], counting: released}}\n  \
             found: {{amount: £1k, payers: [care], year: 2021/22, counting: released}}\n  \
             mixed: {{amount: £1k, payers: [nhs, police], year: 2021/22, counting: released}}\n\
             simulation: {{draws: 20000}}\n"
        ));
        let draws = draws_of(&plan);
        let lumps = |count: usize| f64::from(lump) * 1e3 * (count / lump as usize) as f64;
        let (a, b) = (poisson(6.0 * f64::from(people)), poisson(12.0 * f64::from(people)));
        let moments = |value: &dyn Fn(usize, usize) -> f64| {
            let (mut mean, mut square) = (0.0, 0.0);
            for (i, first) in a.iter().enumerate() {
                for (j, second) in b.iter().enumerate() {
                    let (chance, value) = (first * second, value(i, j));
                    mean += chance * value;
                    square += chance * value * value;
                }
            }
            (mean, square - mean * mean)
        };
        let (first, spread) = moments(&|i, _| lumps(i));
        assert_moments(&draws.columns[plan.measures.target(0)], first, spread);
        let second = moments(&|i, j| lumps(i + j) - lumps(i));
        assert_moments(&draws.columns[plan.measures.target(1)], second.0, second.1);
        let all = moments(&|i, j| lumps(i + j));
        assert_moments(&draws.columns[plan.measures.target(2)], all.0, all.1);
        let six = 6.0 * f64::from(people);
        assert_moments(&draws.columns[plan.measures.target(3)], -1e3 * six, 1e6 * six);
        // Police say nothing of how cash leaves: theirs leaves as it is saved, all of the year's.
        assert_moments(&draws.columns[plan.measures.target(4)], first + 2e3 * six, spread + 2e6 * six);
        for draw in 0..draws.count {
            let [first, second, all] = [0, 1, 2].map(|target| draws.columns[plan.measures.target(target)][draw]);
            assert!((first + second - all).abs() < 1e-6 && first % (f64::from(lump) * 1e3) == 0.0);
        }
    }
}

#[test]
fn observed_counts_are_drawn_from_the_jeffreys_posterior() {
    // Beta(3.5, 5.5): mean 3.5/9, variance 3.5 · 5.5/(81 · 10).
    let plan = one_event(1, 40_000, "", "probability: {observed: 3 of 8}, unit_cost: £1");
    let draws = draws_of(&plan);
    assert_moments(&draws.theta, 3.5 / 9.0, 3.5 * 5.5 / 810.0);
}

#[test]
fn simulation_and_expectation_agree_on_every_key_at_once() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/every_key.yaml");
    let plan = every_key(&path);
    let draws = draws_of(&plan);
    let exact: Vec<Expectation> = plan.views.iter().map(|view| Expectation::new(&plan, &view.model)).collect();
    let mut expected = Expected::default();
    let mut differences = vec![Vec::new(); plan.measures.len()];
    let mut second = vec![0.0; plan.measures.len()];
    for draw in 0..draws.count {
        exact[draws.view[draw]].at(draws.theta(draw), &mut expected);
        for measure in 0..plan.measures.len() {
            let simulated = draws.columns[measure][draw];
            // A draw with nobody in a segment has no mean for it, and what is released has no expectation.
            if simulated.is_finite() && plan.measures.name(measure) != "targets.released.value" {
                differences[measure].push(simulated - expected.mean[measure]);
                second[measure] += expected.second[measure] / draws.count as f64;
            }
        }
    }
    let mut tested = 0;
    for (measure, values) in differences.iter().enumerate().filter(|(_, values)| !values.is_empty()) {
        let (mean, variance) = mean_and_variance(values);
        // Segments and published figures are per person, so that only the sample's own spread serves.
        let cohort_wide =
            !plan.measures.name(measure).starts_with("segments.") && Some(measure) != plan.measures.published();
        let spread = if cohort_wide { variance.max(second[measure]) } else { variance };
        let error = (spread / values.len() as f64).sqrt();
        assert!(mean.abs() <= 4.0 * error, "{}: off by {mean}, standard error {error}", plan.measures.name(measure));
        tested += usize::from(variance > 0.0);
    }
    assert!(tested > 100, "only {tested} measures varied: the scenario does not use every key");
    assert!(mean_and_variance(&draws.columns[plan.measures.total(Total::Avoided)]).0 > 0.0);
}

/// The scenario with every key; the library it names is copied beside it, as paths may not leave a scenario's folder.
fn every_key(path: &Path) -> Plan {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let library: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/unit_costs.yaml");
    fs::copy(library, folder.path().join("unit_costs.yaml")).expect("the library beside the scenario");
    let text = fs::read_to_string(path).expect("the scenario").replace("../../scenarios/", "");
    let file = folder.path().join("every_key.yaml");
    fs::write(&file, text).expect("a scenario on disk");
    averted::run::plan(&file, &[]).unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}
