//! Holds whole results against what must be true of them.

use serde_json::Value;

use super::fixture::{identity, plan, unweighted};
use super::{DrawRows, Results, SelfCheckFailed, Summary, estimate};
use crate::engine::{Draws, RunOf, Silent, simulate};
use crate::model::{Part, Plan};

fn headline(plan: &Plan) -> Draws {
    simulate(plan, RunOf::Headline, &Silent).unwrap()
}

fn results(plan: &Plan, draws: &Draws) -> Result<Results, SelfCheckFailed> {
    let views = plan.runs() - 1;
    let views: Vec<Draws> = (0..views).map(|view| simulate(plan, RunOf::View(view), &Silent).unwrap()).collect();
    Ok(estimate(plan, &identity(), draws, &views)?.results)
}

#[test]
fn a_run_agrees_with_its_exact_expectation() {
    let plan = plan(500);
    let results = results(&plan, &headline(&plan)).unwrap();
    let check = &results.run.self_check;
    assert!(check.judged && check.passed);
    // Overall and both views; and of three quantiles of two values, and the chance of a target, those whose law is known.
    let means = 3 * plan.measures.len();
    assert!((means..=means + 7).contains(&check.checks), "{}", check.checks);
}

#[test]
fn swapped_payers_do_not_pass() {
    let plan = plan(500);
    let mut draws = headline(&plan);
    draws.columns.swap(plan.measures.payer(0, Part::Avoided), plan.measures.payer(1, Part::Avoided));
    let failed = results(&plan, &draws).unwrap_err();
    assert!(failed.name.contains("payers."), "{failed}");
}

#[test]
fn swapped_years_of_one_payer_do_not_pass() {
    let plan = plan(500);
    let mut draws = headline(&plan);
    draws.columns.swap(plan.measures.year_payer(0, 1, Part::Cashable), plan.measures.year_payer(1, 1, Part::Cashable));
    assert!(results(&plan, &draws).is_err());
}

#[test]
fn parts_add_up_to_the_whole() {
    let plan = plan(200);
    let results = results(&plan, &headline(&plan)).unwrap();
    let near = |parts: f64, whole: &Summary| assert!((parts - whole.mean).abs() <= 1e-9 * whole.mean.abs().max(1.0));
    let total = &results.total;
    near(results.events.iter().map(|(_, event)| event.avoided.mean).sum(), &total.avoided);
    near(results.payers.iter().map(|(_, payer)| payer.part.avoided.mean).sum(), &total.avoided);
    near(results.payers.iter().map(|(_, payer)| payer.part.cashable.mean).sum(), &total.cashable);
    near(results.years.iter().map(|year| year.part.avoided.mean).sum(), &total.avoided);
    let by = &results.mechanisms;
    near(by.prevented.mean + by.knock_on.mean + by.reduced.mean + by.deferred.mean - by.added.mean, &total.avoided);
    let programme = results.programme.as_ref().unwrap();
    near(total.avoided.mean - programme.cost, &programme.net);
    assert_eq!(programme.cost, 100_000.0);
    assert_eq!(results.groups.get("council").unwrap().programme_cost, 60_000.0);
    near(120.0 * results.per_person.person.mean, &total.avoided);
    for bridge in &results.series.bridge {
        assert_eq!(bridge.steps.len(), 7);
        let changes: f64 = bridge.steps.iter().map(|step| step.change.mean).sum();
        near(changes, &bridge.steps[6].left);
    }
}

#[test]
fn views_are_the_draws_that_belong_to_them() {
    let plan = plan(500);
    let results = results(&plan, &headline(&plan)).unwrap();
    let (hopeful, gloomy) = (results.views.get("hopeful").unwrap(), results.views.get("gloomy").unwrap());
    assert_eq!(hopeful.draws + gloomy.draws, 500);
    assert!(hopeful.draws.abs_diff(200) <= 1, "{}", hopeful.draws);
    assert!(gloomy.total.avoided.mean > hopeful.total.avoided.mean);
    // Nothing is uncertain within a view: its expectation is one number, and half of the draws lie on either side.
    assert!(hopeful.per_person.expected.sd < 1e-9);
    assert!(results.per_person.expected.sd > 1.0);
    let share = results.per_person.evidence_share.unwrap();
    assert!(share > 0.0 && share < 1.0);
}

#[test]
fn views_without_weights_are_run_with_all_draws() {
    let plan = unweighted(100);
    let results = results(&plan, &headline(&plan)).unwrap();
    assert_eq!(results.views.get("gloomy").unwrap().draws, 100);
    assert_eq!(results.views.get("gloomy").unwrap().weight, None);
    assert_eq!(results.per_person.expected.sd, 0.0);
    assert!(results.run.self_check.checks >= 3 * plan.measures.len());
}

#[test]
fn results_come_back_from_json_as_they_were() {
    let plan = plan(60);
    let results = results(&plan, &headline(&plan)).unwrap();
    let text = serde_json::to_string(&results).unwrap();
    let back: Results = serde_json::from_str(&text).unwrap();
    let (before, after) = (serde_json::to_value(&results).unwrap(), serde_json::to_value(&back).unwrap());
    assert!(alike(&before, &after));
    assert!(back.views.iter().map(|(id, _)| id).eq(["hopeful", "gloomy"]), "in the order of the file");
}

/// Equal but for the last digit, which reading JSON may round otherwise.
fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            (a - b).abs() <= 1e-15 * a.abs().max(b.abs())
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((i, a), (j, b))| i == j && alike(a, b))
        }
        _ => a == b,
    }
}

#[test]
fn a_single_draw_gives_results_without_errors() {
    let plan = plan(1);
    let results = results(&plan, &headline(&plan)).unwrap();
    assert!(!results.run.self_check.judged);
    assert!(results.total.avoided.mcse.is_nan());
    assert_eq!(results.warnings.len(), 1, "the view that no draw fell to is named");
    assert!(serde_json::to_value(&results).unwrap()["total"]["avoided"]["mcse"].is_null());
}

#[test]
fn present_value_of_funding_by_hand() {
    // £60,000 over months 0–12 and £40,000 over 12–24 at 3.5%: ∫ v^t dt over a year is (1 - 1/1.035)/ln 1.035 = 0.983000.
    let plan = plan(40);
    let results = results(&plan, &headline(&plan)).unwrap();
    let year = (1.0 - 1.0 / 1.035) / 1.035_f64.ln();
    let by_hand = year * (60_000.0 + 40_000.0 / 1.035);
    assert!((results.programme.unwrap().cost_pv - by_hand).abs() < 1e-6);
}

#[test]
fn the_chance_of_the_published_ratio_is_the_share_of_draws_that_reach_it() {
    let mut plan = plan(300);
    let mut published = plan.base.published.clone().unwrap();
    published.sroi_ratio = Some(1.2);
    published.social_value = Some(30_000.0);
    plan.base.published = Some(published);
    let draws = headline(&plan);
    let estimates = estimate(&plan, &identity(), &draws, &[]).unwrap();
    let table = estimates.table(&plan, &draws);
    let column = |name: &str| table.columns().iter().position(|column| column.name == name).unwrap() - 2;
    let mut numbers = Vec::new();
    let mut share = |name: &str, figure: f64| {
        let reached = (0..table.rows()).filter(|row| {
            table.numbers(*row, &mut numbers);
            numbers[column(name)] >= figure
        });
        reached.count() as f64 / 300.0
    };
    let held = estimates.results.published.as_ref().unwrap();
    let (ratio, value) = (held.sroi_reached.unwrap(), held.social_value_reached.unwrap());
    assert!((ratio.probability - share("sroi", 1.2)).abs() < 1e-12);
    assert!((value.probability - share("social_value_pv", 30_000.0)).abs() < 1e-12);
    for of in [ratio, value] {
        assert!(of.mcse > 0.0 && of.low <= of.probability && of.probability <= of.high);
    }
    let sroi = estimates.results.programme.as_ref().unwrap().sroi.as_ref().unwrap().mean;
    let mean = (0..table.rows()).map(|row| {
        table.numbers(row, &mut numbers);
        numbers[column("sroi")]
    });
    assert!((mean.sum::<f64>() / 300.0 - sroi).abs() < 1e-9 * sroi);
}
