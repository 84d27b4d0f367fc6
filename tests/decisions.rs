//! Holds the numbers that decide (people needed, switching values, what is learnt) against laws that are known exactly.
//!
//! Every exact answer is a beta-binomial, negative binomial, compound sum or posterior worked out apart, by SciPy, from
//! the formula that stands beside it. What is found may differ by four of its own stated errors, and, being a whole number
//! of people, by one.

#[path = "common/town.rs"]
mod town;

use serde_json::Value;

use town::Town;

const CONFIDENCES: [&str; 4] = ["50%", "80%", "90%", "95%"];

/// A year of `people`, with `events`, and `rest` at the top level.
fn scenario(people: u64, events: &str, rest: &str) -> Town {
    Town::new(&format!(
        "title: Town\nhorizon: 12 months\ndiscount_rate: 0%\ncohort: {{people: {people}}}\npayers: {{nhs: {{label: NHS}}}}\n\
         events:\n{events}{rest}"
    ))
}

fn json(town: &Town, command: &str, more: &[&str]) -> Value {
    let arguments = [&[command, "town.yaml", "--json", "--quiet"], more].concat();
    let output = town.averted(&arguments).assert().code(0).get_output().clone();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// Holds the people needed for each confidence against exact ones, their runs against the confidence, and their order.
fn assert_people(stress: &Value, target: &str, exact: [u64; 4]) {
    let needed = &stress["targets"][target]["people"]["needed"];
    let mut last = 0.0;
    for (name, exact) in CONFIDENCES.into_iter().zip(exact) {
        let found = &needed[name];
        let (people, error) = (number(&found["people"]), number(&found["mcse"]));
        let allowed = 4.0 * error + 1.0;
        assert!((people - exact as f64).abs() <= allowed, "{target} {name}: {people} ± {error}, exactly {exact}");
        // An error that covers everything would hold anything.
        assert!(error < 0.1 * exact as f64 + 1.0, "{target} {name}: {people} ± {error}");
        assert!(people >= last && people.fract() == 0.0, "{target} {name}: {people} after {last}");
        last = people;
        let run = &found["simulated"];
        if run.is_object() {
            let room = 4.0 * number(&run["difference_mcse"]);
            assert!(number(&run["probability"]) >= number(&found["confidence"]) - room, "{target} {name}: {run}");
        }
    }
}

#[test]
fn a_pound_of_something_rare_takes_as_many_people_as_the_beta_binomial_says() {
    // 1 - E[(1 - p)^N], p ~ Beta of mean 5% and sd 2%; whatever is always met is met by one.
    let town = scenario(
        50,
        "  e: {probability: {beta: {mean: 5%, sd: 2%}}, unit_cost: £1k, varies: {lognormal: {cv: 200%}}, paid_by: {nhs: \
         100%}, support: {prevents: 100%}}\n",
        "targets: {always: {amount: 0}, tiny: {amount: £1}}\n",
    );
    let stress = json(&town, "stress", &[]);
    assert_people(&stress, "tiny", [15, 36, 55, 76]);
    for name in CONFIDENCES {
        let found = &stress["targets"]["always"]["people"]["needed"][name];
        assert_eq!((&found["people"], &found["mcse"]), (&Value::from(1), &Value::from(0.0)), "{name}");
        assert_eq!(found["simulated"]["probability"], 1.0);
    }
}

#[test]
fn few_events_of_many_sizes_take_as_many_people_as_their_compound_law_says() {
    // p·a with p ~ Beta(3%, 1%) and a ~ Beta(40%, 15%), costs gamma times lognormal: by 400,000 draws in NumPy.
    let rare = "  admission: {probability: {beta: {mean: 3%, sd: 1%}}, unit_cost: {gamma: {mean: £17_000, sd: £4_000}}, \
                varies: {lognormal: {cv: 120%}}, paid_by: {nhs: 100%}, support: {prevents: {beta: {mean: 40%, sd: 15%}}}}\n";
    let stress = json(&scenario(40, rare, "targets: {t: {amount: £4k}, u: {amount: £10k}}\n"), "stress", &[]);
    assert_people(&stress, "t", [75, 195, 307, 440]);
    assert_people(&stress, "u", [108, 268, 411, 581]);
    // Poisson(0.03 N) gammas of mean £5,000 and shape 1/1.5²: Σ_j Poisson(j)·P(gamma(j/1.5²) ≥ £12,000).
    let rate = "  e: {rate: 0.03 per year, unit_cost: £5k, varies: {gamma: {cv: 150%}}, paid_by: {nhs: 100%}, support: \
                {prevents: 100%}}\n";
    assert_people(
        &json(&scenario(100, rate, "targets: {t: {amount: £12k}}\n"), "stress", &[]),
        "t",
        [112, 209, 272, 330],
    );
}

#[test]
fn rates_several_events_and_shared_effects_take_as_many_people_as_they_must() {
    // Counts are negative binomial: λ ~ Gamma of mean 0.05 and sd 0.02, five of £2,000 reach £9,000.
    let rate = "  e: {rate: {gamma: {mean: 0.05, sd: 0.02}}, unit_cost: £2k, paid_by: {nhs: 100%}, support: {prevents: \
                100%}}\n";
    assert_people(&json(&scenario(60, rate, "targets: {t: {amount: £9k}}\n"), "stress", &[]), "t", [99, 165, 217, 272]);
    // Two binomials, and £5,000 of programme cost taken off: 3·A + 10·B ≥ 15.
    let two = "  a: {probability: 4%, unit_cost: £3k, paid_by: {nhs: 100%}, support: {prevents: 100%}}\n  b: {probability: \
               2%, unit_cost: £10k, paid_by: {nhs: 100%}, support: {prevents: 100%}}\n";
    let net =
        "programme: {funding: [{payer: nhs, amounts: [£5k]}]}\ntargets: {t: {amount: £10k, net_of_programme: true}}\n";
    let stress = json(&scenario(90, two, net), "stress", &[]);
    assert_people(&stress, "t", [50, 82, 102, 121]);
    assert_eq!(stress["targets"]["t"]["people"]["held_fixed"]["programme_cost"], 5_000.0);
    // One effect of Beta(40%, 15%) on both: given it, two binomials.
    let shared = "  a: {probability: 10%, unit_cost: £2k, paid_by: {nhs: 100%}, support: {prevents: {shared: effect}}}\n  b: \
                  {probability: 5%, unit_cost: £6k, paid_by: {nhs: 100%}, support: {prevents: {shared: effect}}}\n";
    let effect = "shared: {effect: {beta: {mean: 40%, sd: 15%}}}\ntargets: {t: {amount: £12k}}\n";
    assert_people(&json(&scenario(100, shared, effect), "stress", &[]), "t", [62, 112, 153, 200]);
}

#[test]
fn payers_and_years_take_their_own_people() {
    // The council bears half of £2,000, and a year of two holds half of the events: N people bring Poisson(0.1 N) events of
    // £1,000 in a year to it, and five of them reach £5,000: 47, 68, 80, 92 by the Poisson law.
    let town = Town::new(
        "title: Town\nstarts: 2021-04\nhorizon: 24 months\ndiscount_rate: 0%\ncohort: {people: 30}\npayers: {nhs: {label: NHS}, \
         housing: {label: Housing, group: council}}\nevents:\n  e: {rate: 0.1 per year, unit_cost: £2k, paid_by: {nhs: 50%, \
         housing: 50%}, support: {prevents: 100%}}\ntargets: {t: {amount: £5k, payers: [council], year: 2022/23}}\n",
    );
    assert_people(&json(&town, "stress", &[]), "t", [47, 68, 80, 92]);
}

#[test]
fn very_many_people_are_found_by_the_normal_law_and_checked_by_what_can_be_simulated() {
    // Binomial(N, 30%) ≥ 10,000.
    let many = "  e: {probability: 30%, unit_cost: £100, paid_by: {nhs: 100%}, support: {prevents: 100%}}\n";
    let stress = json(&scenario(100, many, "targets: {t: {amount: £1m}}\n"), "stress", &[]);
    assert_people(&stress, "t", [33_332, 33_568, 33_691, 33_794]);
    // Beta-binomial, p of mean 30% and sd 5%: 1,000 of them.
    let believed = many.replace("30%,", "{beta: {mean: 30%, sd: 5%}},");
    let stress = json(&scenario(100, &believed, "targets: {t: {amount: £100k}}\n"), "stress", &[]);
    assert_people(&stress, "t", [3_350, 3_893, 4_232, 4_548]);
}

#[test]
fn what_no_number_of_people_gives_is_null() {
    let town = scenario(
        50,
        "  e: {probability: 20%, unit_cost: £1k, paid_by: {nhs: 100%}, support: {prevents: {mixture: [{weight: 30%, value: 0%}, \
         {weight: 70%, value: {uniform: {low: 20%, high: 60%}}}]}}}\n  f: {probability: 20%, unit_cost: £1k, paid_by: {nhs: \
         100%}, support: {prevents: 0%}}\n",
        "targets: {t: {amount: £5k}}\n",
    );
    let people = &json(&town, "stress", &[])["targets"]["t"]["people"];
    assert!(people["needed"]["50%"]["people"].is_number(), "{people}");
    for name in ["80%", "90%", "95%"] {
        assert!(people["needed"][name]["people"].is_null(), "{name}: {}", people["needed"][name]);
    }
    // In 70% of the draws support does something: the binomial error of 4,000 draws is 0.7 points.
    assert!((number(&people["best_chance"]) - 0.7).abs() < 4.0 * 0.007_3, "{}", people["best_chance"]);
}

/// The switching values of target `t` for the input at `path`, against exact ones.
fn assert_switches(stress: &Value, path: &str, exact: [f64; 2]) {
    let inputs = stress["switching"]["inputs"].as_array().unwrap();
    let input = inputs.iter().find(|input| input["path"] == path).unwrap_or_else(|| panic!("no {path}"));
    for ((name, wanted), exact) in [("50%", 0.5), ("80%", 0.8)].into_iter().zip(exact) {
        let switch = &input["targets"]["t"][name];
        let (value, error) = (number(&switch["value"]), number(&switch["mcse"]));
        assert!((value - exact).abs() <= 4.0 * error, "{path} {name}: {value} ± {error}, exactly {exact}");
        assert!(error <= 0.05 * exact, "{path} {name}: {value} ± {error}");
        let run = &switch["simulated"];
        let near = 4.0 * number(&run["mcse"]);
        assert!((number(&run["probability"]) - wanted).abs() <= near, "{path} {name}: {run}");
    }
}

#[test]
fn switching_values_are_those_of_the_exact_law_at_the_value_itself() {
    // P(Binomial(20, x) ≥ 17): 50% at 81.9% and 80% at 88.3%; by the normal law 85% and 92%.
    let once = "  e: {probability: {beta: {mean: 50%, sd: 20%}}, unit_cost: £1k, paid_by: {nhs: 100%}, support: {prevents: \
                100%}}\n";
    let stress = json(&scenario(20, once, "targets: {t: {amount: £17k}}\n"), "stress", &[]);
    assert_switches(&stress, "events.e.probability", [0.819_450, 0.882_953]);
    // P(Poisson(20 x) ≥ 5).
    let rate =
        "  e: {rate: {gamma: {mean: 0.3, sd: 0.1}}, unit_cost: £1k, paid_by: {nhs: 100%}, support: {prevents: 100%}}\n";
    let stress = json(&scenario(20, rate, "targets: {t: {amount: £5k}}\n"), "stress", &[]);
    assert_switches(&stress, "events.e.rate", [0.233_545, 0.336_049]);
    // Poisson(6) gammas of shape 1/1.5² and mean x reach £12,000.
    let cost = "  e: {rate: 0.03 per year, unit_cost: {gamma: {mean: £4k, sd: £1k}}, varies: {gamma: {cv: 150%}}, paid_by: {nhs: \
                100%}, support: {prevents: 100%}}\n";
    let stress = json(&scenario(200, cost, "targets: {t: {amount: £12k}}\n"), "stress", &[]);
    assert_switches(&stress, "events.e.unit_cost", [2_364.56, 5_383.18]);
    // Binomial(60, x·a) ≥ 12 with a ~ Beta(50%, 10%) drawn as before.
    let both = "  e: {probability: {beta: {mean: 35%, sd: 10%}}, unit_cost: £1k, paid_by: {nhs: 100%}, support: {prevents: \
                {beta: {mean: 50%, sd: 10%}}}}\n";
    let stress = json(&scenario(60, both, "targets: {t: {amount: £12k}}\n"), "stress", &[]);
    assert_switches(&stress, "events.e.probability", [0.389_389, 0.514_358]);
}

#[test]
fn what_is_always_met_has_no_switching_value() {
    let town = scenario(
        50,
        "  e: {probability: {beta: {mean: 5%, sd: 2%}}, unit_cost: £1k, paid_by: {nhs: 100%}, support: {prevents: 100%}}\n",
        "targets: {t: {amount: 0}}\n",
    );
    let switch = &json(&town, "stress", &[])["switching"]["inputs"][0]["targets"]["t"];
    assert!(switch["50%"]["value"].is_null() && switch["80%"]["value"].is_null(), "{switch}");
}

/// The posterior of a value against an exact mean and 95% interval.
fn assert_posterior(found: &Value, mean: f64, ends: [f64; 2]) {
    let (posterior, error) = (number(&found["posterior_mean"]), number(&found["mcse"]));
    assert!((posterior - mean).abs() <= 4.0 * error, "{posterior} ± {error}, exactly {mean}");
    // The density at an end of a 95% interval is about a tenth of the middle's: its error is some 4 times the mean's.
    for (end, exact) in found["posterior"].as_array().unwrap().iter().zip(ends) {
        assert!((number(end) - exact).abs() <= 16.0 * error, "{end}, exactly {exact} (± {error})");
    }
}

fn learnt(town: &Town) -> Value {
    json(town, "evidence", &["--update"])["update"].clone()
}

const ONCE: &str = "  e: {probability: {beta: {alpha: 1, beta: 1}}, unit_cost: £1k, paid_by: {nhs: 100%}, support: {prevents: \
                    100%}}\n";

#[test]
fn a_published_mean_teaches_what_conjugate_laws_say() {
    let town = scenario(100, ONCE, "published: {people: 8, mean_avoided: £250}\nsimulation: {draws: 8000}\n");
    let update = learnt(&town);
    // Two of eight: Beta(3, 7).
    assert_posterior(&update["assumptions"]["events.e.probability"], 0.3, [0.074_855, 0.600_094]);
    // One more study of eight is beta-binomial: £0 to £750, never a value between eighths of £1,000.
    let study = &update["published_mean"];
    assert!((number(&study["posterior_mean"]) - 300.0).abs() <= 4.0 * number(&study["mcse"]), "{study}");
    assert_eq!(study["posterior"], serde_json::json!([0.0, 750.0]));
    assert!(update["at_its_word"].is_null());
    // Three events in ten person-years, λ ~ Gamma(2, 4) before: Gamma(5, 14).
    let rate = "  e: {rate: {gamma: {mean: 0.5, sd: 0.353553}}, unit_cost: £1k, paid_by: {nhs: 100%}, support: {prevents: 100%}}\n";
    let town = scenario(100, rate, "published: {people: 10, mean_avoided: £300}\nsimulation: {draws: 8000}\n");
    let update = learnt(&town);
    assert_posterior(&update["assumptions"]["events.e.rate"], 0.357_143, [0.115_963, 0.731_542]);
    assert_eq!(update["published_mean"]["posterior"], serde_json::json!([0.0, 900.0]));
    // Somebody has a gamma of mean £1,000 and shape 2.5 with a chance that is anything before: Σ_j Binomial(j)·gamma(j).
    let mixed = ONCE.replace("unit_cost: £1k,", "unit_cost: £1k, varies: {gamma: {cv: 63.2456%}},");
    let town = scenario(100, &mixed, "published: {people: 8, mean_avoided: £160}\nsimulation: {draws: 8000}\n");
    assert_posterior(&learnt(&town)["assumptions"]["events.e.probability"], 0.268_673, [0.041_875, 0.603_375]);
}

#[test]
fn what_a_publication_overstates_is_taken_off_and_shown_beside() {
    // Half of £500 is owed to choosing: two of eight are left, and four of eight if taken at its word: Beta(5, 5).
    let certain = "published: {people: 8, mean_avoided: £500, overstates: 50%}\nsimulation: {draws: 8000}\n";
    let update = learnt(&scenario(100, ONCE, certain));
    assert_posterior(&update["assumptions"]["events.e.probability"], 0.3, [0.074_855, 0.600_094]);
    let word = &update["at_its_word"]["per_person"];
    assert!((number(&word["posterior_mean"]) - 500.0).abs() <= 4.0 * number(&word["mcse"]), "{word}");
    // Of £450, o ~ Beta(40%, 20%): one, two or three of eight, at o = 1 - 125 j/450, each by (1 - o)·density(o)/9.
    let uncertain = certain.replace("50%", "{beta: {mean: 40%, sd: 20%}}").replace("£500", "£450");
    let uncertain = uncertain.replace("8000", "20000");
    let town = scenario(100, ONCE, &uncertain);
    let update = learnt(&town);
    let chance = &update["assumptions"]["events.e.probability"];
    assert!((number(&chance["posterior_mean"]) - 0.343_038).abs() <= 4.0 * number(&chance["mcse"]), "{chance}");
    let share = &update["assumptions"]["published.overstates"];
    assert!((number(&share["posterior_mean"]) - 0.324_895).abs() <= 4.0 * number(&share["mcse"]), "{share}");
    let output = town.averted(&["evidence", "town.yaml", "--update"]).assert().code(0).get_output().clone();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("were nothing overstated"), "{said}");
}

#[test]
fn what_a_study_could_report_is_at_one_truth_and_possible() {
    // The median truth is £500, where eight of Binomial(8, 1/2) report £125 to £875, and nobody ever above £1,000.
    let town = scenario(100, ONCE, "published: {people: 8, mean_avoided: £250}\nsimulation: {draws: 4000}\n");
    let sample = &json(&town, "evidence", &[])["small_sample"];
    let given = &sample["given"];
    // The median of 4,000 uniform numbers: ± 0.8 points.
    assert!((number(&given["truth"]) - 500.0).abs() < 4.0 * 7.9, "{given}");
    let rows = given["rows"].as_array().unwrap();
    let eight = rows.iter().find(|row| row["people"] == 8).unwrap();
    assert_eq!(eight["range"], serde_json::json!([125.0, 875.0]));
    assert!(rows.iter().all(|row| number(&row["range"][1]) <= 1_000.0));
    // |Binomial(n, 1/2)/n - 1/2| ≤ 10% 19 times in 20 from 99 people on; one standard error of 4,096 studies is 3 people.
    let people = number(&sample["needed"][0]["people"]);
    assert!((people - 99.0).abs() <= 4.0 * 3.0, "{people}");
    // Poisson(8) of £1,000 over 16 people: £187.50 to £875.
    let rate = "  e: {rate: 0.5 per year, unit_cost: £1k, paid_by: {nhs: 100%}, support: {prevents: 100%}}\n";
    let sample = json(&scenario(100, rate, "simulation: {draws: 500}\n"), "evidence", &[])["small_sample"].clone();
    let rows = sample["given"]["rows"].as_array().unwrap();
    let sixteen = rows.iter().find(|row| row["people"] == 16).unwrap();
    assert_eq!(sixteen["range"], serde_json::json!([187.5, 875.0]));
    assert!((number(&sample["given"]["truth"]) - 500.0).abs() < 1e-6, "{sample}");
}
