//! Holds every error that results.json states against how much the figure beside it differs between seeds.

use std::collections::BTreeMap;

use averted::estimate::{Identity, estimate};
use averted::model::{Plan, Sampling};
use rayon::prelude::*;
use serde_json::{Map, Value};

use super::judge::moments;
use super::plans::{draws, plan};
use super::town;

const DRAWS: usize = 400;

/// Two weighted views, so that errors are of strata.
const VIEWS: &str =
    "views:\n  few: {weight: 30%, set: {events: {admission: {rate: 0.2 per year}}}}\n  many: {weight: 70%}\n";

/// Figures with their stated errors, by path.
type Figures = BTreeMap<String, (f64, f64)>;

/// Walks results.json: wherever an error is named, the figure that it belongs to is looked for beside it.
fn walk(value: &Value, path: &str, found: &mut Figures) {
    match value {
        Value::Object(object) => {
            pairs(object, path, found);
            for (key, below) in object {
                walk(below, &format!("{path}.{key}"), found);
            }
        }
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(index, below)| walk(below, &format!("{path}.{index}"), found));
        }
        _ => {}
    }
}

fn pairs(object: &Map<String, Value>, path: &str, found: &mut Figures) {
    let mut note = |name: &str, figure: Option<&Value>, error: &Value| {
        if let (Some(figure), Some(error)) = (figure.and_then(Value::as_f64), error.as_f64()) {
            found.insert(format!("{path}.{name}"), (figure, error));
        }
    };
    for (key, error) in object {
        match (key.as_str(), error) {
            ("mcse", error) => {
                let name = ["mean", "probability", "percentile"].into_iter().find(|name| object.contains_key(*name));
                let name = name.unwrap_or_else(|| panic!("{path} states the error of nothing known"));
                note(name, object.get(name), error);
            }
            ("quantile_mcses", Value::Object(errors)) => {
                errors.iter().for_each(|(p, error)| note(p, object.get(p), error));
            }
            // The largest of those above.
            ("quantile_mcse", _) => {}
            (key, Value::Object(errors)) if key.ends_with("_mcse") => {
                let figures = object.get(key.trim_end_matches("_mcse")).unwrap_or(&Value::Null);
                errors.iter().for_each(|(name, error)| note(&format!("{key}.{name}"), figures.get(name), error));
            }
            (key, error) if key.ends_with("_mcse") => {
                let name = key.trim_end_matches("_mcse");
                note(name, object.get(name), error);
            }
            _ => {}
        }
    }
}

/// The figures of every seed.
fn figures(plan: &Plan, seeds: u64) -> Vec<Figures> {
    let identity = Identity { file: String::new(), sha256: String::new() };
    let of = |seed: u64| {
        let plan = Plan { simulation: averted::model::Simulation { seed, ..plan.simulation.clone() }, ..plan.clone() };
        let results =
            estimate(&plan, &identity, &draws(&plan), &[]).unwrap_or_else(|failed| panic!("{failed}")).results;
        let mut found = Figures::new();
        walk(&serde_json::to_value(results).expect("results"), "", &mut found);
        found
    };
    (0..seeds).into_par_iter().map(of).collect()
}

/// Whether a figure is a quantile, named by its percentage.
fn is_quantile(path: &str) -> bool {
    let name = path.rsplit('.').next().unwrap_or_default();
    name.starts_with('p') && name[1..].starts_with(|digit: char| digit.is_ascii_digit())
}

/// Errors stated by runs of 400 draws, squared and averaged over 300 seeds, over the variance between these seeds.
///
/// The standard error of such a ratio of errors is 4% (1/√600), a little more where costs are skewed: from 0.8 to 1.25
/// leaves five. A quantile's error is half the distance of order statistics rounded outwards, so it is up to a quarter
/// too large on the whole, and where many draws tie (counts, or nothing at all) any amount: it is held from below, and in
/// the median of all.
fn honest(sampling: Sampling) {
    const SEEDS: u64 = 300;
    let mut plan = plan(&format!("{}{VIEWS}", town::SCENARIO));
    plan.simulation.draws = DRAWS;
    plan.simulation.sampling = sampling;
    let runs = figures(&plan, SEEDS);
    let (mut quantiles, mut others, mut wrong) = (Vec::new(), 0, Vec::new());
    for path in runs[0].keys() {
        let all: Vec<(f64, f64)> = runs.iter().filter_map(|run| run.get(path).copied()).collect();
        let (mean, variance) = moments(&all.iter().map(|pair| pair.0).collect::<Vec<_>>());
        let stated = all.iter().map(|pair| pair.1 * pair.1).sum::<f64>() / all.len() as f64;
        let ratio = (stated / variance).sqrt();
        // What is the same in every seed, and what is hardly ever seen, of which a few draws say nothing.
        let rare = ["probability", "percentile"].iter().any(|name| path.ends_with(name)) && mean < 0.01;
        if all.len() < SEEDS as usize || variance <= 1e-18 * mean * mean || rare {
            continue;
        }
        let range = if is_quantile(path) { 0.75..=f64::INFINITY } else { 0.8..=1.25 };
        if is_quantile(path) {
            quantiles.push(ratio)
        } else {
            others += 1
        }
        if !range.contains(&ratio) {
            wrong.push(format!("{path}: stated {:.4}, seen {:.4}", stated.sqrt(), variance.sqrt()));
        }
    }
    quantiles.sort_by(f64::total_cmp);
    let median = quantiles[quantiles.len() / 2];
    println!(
        "{sampling:?}: {others} figures and {} quantiles, whose errors are {median:.2} of those seen",
        quantiles.len()
    );
    assert!(wrong.is_empty(), "{sampling:?}:\n{}", wrong.join("\n"));
    assert!(others > 180 && quantiles.len() > 1_200, "{others} figures and {} quantiles", quantiles.len());
    assert!((1.0..1.3).contains(&median), "{sampling:?}: errors of quantiles are {median} of those seen");
}

#[test]
fn every_error_of_random_draws_is_the_one_seen_between_seeds() {
    honest(Sampling::Random);
}

#[test]
fn every_error_of_sobol_points_is_the_one_seen_between_seeds() {
    honest(Sampling::Sobol);
}
