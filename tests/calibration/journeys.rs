//! Holds whole cohorts of the engine against those of the naive simulator, and runs of the engine against each other.

use std::collections::HashMap;

use averted::engine::{Draws, RunOf, simulate_range};
use averted::expectation::{Expectation, Expected};
use averted::model::Plan;
use chacha20::ChaCha12Rng;
use rand::{RngExt as _, SeedableRng as _};
use rayon::prelude::*;

use super::judge::{alike, assert_family, chi_square, moments, two_sided};
use super::lives;
use super::plans::{draws, plan};
use super::setting::Town;
use super::stays;
use super::town::{CROWD, SCENARIO, TOWN, crowd};

/// Two samples of the same numbers, a column each: of every measure, of every uncertain value, and of what is beside them.
pub(super) struct Both {
    pub(super) names: Vec<String>,
    pub(super) engine: Vec<Vec<f64>>,
    pub(super) naive: Vec<Vec<f64>>,
}

/// Every measure and every uncertain value of `count` draws, by the engine and by the naive simulator.
pub(super) fn both(plan: &mut Plan, town: &Town, count: usize) -> Both {
    plan.simulation.draws = count;
    let drawn = draws(plan);
    let mut names: Vec<String> = plan.measures.names().map(str::to_owned).collect();
    let mut engine = drawn.columns.clone();
    for (index, parameter) in plan.parameters.iter().enumerate() {
        names.push(parameter.path.clone());
        engine.push((0..count).map(|draw| drawn.theta(draw)[index]).collect());
    }
    let programme = plan.base.programme.as_ref().expect("every town pays for a programme");
    names.push("fixed cost".to_owned());
    engine.push((0..count).map(|draw| programme.fixed_cost(drawn.theta(draw), |_, _| true)).collect());
    let places: HashMap<String, usize> = names.iter().enumerate().map(|(place, name)| (name.clone(), place)).collect();
    let rows: Vec<(Vec<f64>, f64)> = (0..count as u64)
        .into_par_iter()
        .map(|seed| {
            let row = lives::simulate(town, &places, &mut ChaCha12Rng::seed_from_u64(seed));
            (row.values, row.squares)
        })
        .collect();
    let mut naive: Vec<Vec<f64>> =
        (0..names.len()).map(|place| rows.iter().map(|(values, _)| values[place]).collect()).collect();
    names.push("squares of single people".to_owned());
    engine.push(drawn.person_squares.clone());
    naive.push(rows.iter().map(|(_, squares)| *squares).collect());
    let spoken = |values: &[f64]| values.iter().filter(|value| **value != 0.0 && value.is_finite()).count();
    for ((name, values), others) in names.iter().zip(&naive).zip(&engine) {
        // Some payers pay for those who join alone, and in some years there is hardly anything to pay.
        let seldom = ["programme.following.", "years."].iter().any(|of| name.starts_with(of)) && spoken(others) < 20;
        assert!(seldom || spoken(values) > 0, "the naive simulator is silent on {name}");
    }
    Both { names, engine, naive }
}

/// Without the draws in which nobody is in a segment, and to a millionth of a pound: what is taken out of a year and put
/// back may leave a rounding error of either sign, which is no law.
pub(super) fn finite(values: &[f64]) -> Vec<f64> {
    values.iter().filter(|value| value.is_finite()).map(|value| (value * 1e6).round() / 1e6).collect()
}

impl Both {
    /// p of each column by itself: Kolmogorov and Smirnov, and the mean by its standard errors, which sees smaller shifts.
    pub(super) fn columns(&self) -> Vec<(String, f64)> {
        let each = self.names.par_iter().zip(&self.engine).zip(&self.naive).flat_map_iter(|((name, one), other)| {
            let (one, other) = (finite(one), finite(other));
            let ((mean, variance), (other_mean, other_variance)) = (moments(&one), moments(&other));
            let error = (variance / one.len() as f64 + other_variance / other.len() as f64).sqrt();
            let z = (mean - other_mean) / error;
            [(format!("law of {name}"), alike(one, other)), (format!("mean of {name}"), two_sided(z))]
        });
        each.collect()
    }

    /// The columns, each with mean 0 and variance 1 by the engine's.
    fn standardised(&self) -> [Vec<Vec<f64>>; 2] {
        let scales: Vec<(f64, f64)> = self.engine.iter().map(|values| moments(&finite(values))).collect();
        [&self.engine, &self.naive].map(|columns| {
            let of = |(values, &(mean, variance)): (&Vec<f64>, &(f64, f64))| {
                let scale = if variance > 0.0 { variance.sqrt() } else { 1.0 };
                let of = |value: &f64| if value.is_finite() { (value - mean) / scale } else { 0.0 };
                values.iter().map(of).collect()
            };
            columns.iter().zip(&scales).map(of).collect()
        })
    }

    /// p of every variance and covariance, by the standard errors of mean products: two numbers that should not know of each
    /// other show here.
    pub(super) fn covariances(&self) -> Vec<(String, f64)> {
        let [engine, naive] = self.standardised();
        let pairs: Vec<(usize, usize)> = (0..engine.len()).flat_map(|i| (0..=i).map(move |j| (i, j))).collect();
        let products = |columns: &[Vec<f64>], (i, j): (usize, usize)| {
            moments(&columns[i].iter().zip(&columns[j]).map(|(a, b)| a * b).collect::<Vec<f64>>())
        };
        let count = self.engine[0].len() as f64;
        let each = pairs.into_par_iter().filter_map(|pair| {
            let ((mean, variance), (other, other_variance)) = (products(&engine, pair), products(&naive, pair));
            let error = ((variance + other_variance) / count).sqrt();
            (error > 0.0).then(|| {
                let name = format!("covariance of {} and {}", self.names[pair.0], self.names[pair.1]);
                (name, two_sided((mean - other) / error))
            })
        });
        each.collect()
    }

    /// p of random sums of all columns, in which any other kind of dependence would show.
    pub(super) fn projections(&self, count: u64) -> Vec<(String, f64)> {
        let [engine, naive] = self.standardised();
        let each = (0..count).into_par_iter().map(|seed| {
            let mut random = ChaCha12Rng::seed_from_u64(seed);
            let weights: Vec<f64> = engine.iter().map(|_| random.random_range(-1.0..1.0)).collect();
            let sums = |columns: &[Vec<f64>]| {
                let of = |draw: usize| columns.iter().zip(&weights).map(|(values, weight)| weight * values[draw]).sum();
                (0..columns[0].len()).map(of).collect::<Vec<f64>>()
            };
            (format!("projection {seed}"), alike(sums(&engine), sums(&naive)))
        });
        each.collect()
    }
}

pub(super) fn compare(scenario: &str, town: &Town, count: usize) {
    let both = both(&mut plan(scenario), town, count);
    assert_family("columns", &both.columns());
    assert_family("projections", &both.projections(40));
    assert_family("covariances", &both.covariances());
}

/// 20,000 draws each: a law that is off by 2.5% of probability somewhere, or a mean by 6% of its own spread, fails.
#[test]
fn the_engine_and_a_naive_simulator_tell_the_same_story() {
    compare(SCENARIO, &TOWN, 20_000);
}

/// 3,000 draws each: 6% of probability, or 15% of the spread.
#[test]
fn so_they_do_of_many_people_who_are_alike_and_join_together() {
    compare(&crowd(), &CROWD, 3_000);
}

/// 8,000 draws each of people who leave, of cost that runs over time, and of what comes instead: 4% of probability, or 9% of
/// the spread.
#[test]
fn so_they_do_of_stays_and_of_what_comes_instead() {
    compare(stays::SCENARIO, &stays::TOWN, 8_000);
}

#[test]
fn so_they_do_where_nothing_past_the_horizon_counts() {
    compare(&stays::cut(), &stays::CUT, 8_000);
}

#[test]
fn so_they_do_of_many_stays_of_people_who_are_alike_and_join_together() {
    compare(&stays::crowd(), &stays::CROWD, 2_000);
}

/// p of what the engine simulates less what is expected given the evidence, draw by draw; what is released has no
/// expectation.
fn held_against_expectation(scenario: &str, count: usize) -> Vec<(String, f64)> {
    let mut plan = plan(scenario);
    plan.simulation.draws = count;
    let drawn = draws(&plan);
    let exact = Expectation::new(&plan, &plan.base);
    let expected: Vec<Vec<f64>> = (0..count)
        .into_par_iter()
        .map(|draw| {
            let mut row = Expected::default();
            exact.at(drawn.theta(draw), &mut row);
            row.mean
        })
        .collect();
    let known = plan.measures.names().enumerate().filter(|(_, name)| *name != "targets.released.value");
    let each = known.map(|(measure, name)| {
        let pairs = drawn.columns[measure].iter().zip(&expected);
        let differences: Vec<f64> = pairs.map(|(simulated, expected)| simulated - expected[measure]).collect();
        let differences = finite(&differences);
        let (mean, variance) = moments(&differences);
        (name.to_owned(), two_sided(mean / (variance / differences.len() as f64).sqrt()))
    });
    each.collect()
}

#[test]
fn the_engine_and_the_expectation_tell_the_same_story_of_stays() {
    for (what, scenario) in [("stays", stays::SCENARIO), ("cut", &stays::cut()), ("crowd", &stays::crowd())] {
        assert_family(what, &held_against_expectation(scenario, 3_000));
    }
}

#[test]
#[ignore = "takes some minutes and 2 GiB"]
fn so_they_do_of_stays_at_length() {
    compare(stays::SCENARIO, &stays::TOWN, 80_000);
    compare(&stays::cut(), &stays::CUT, 80_000);
    compare(&stays::crowd(), &stays::CROWD, 20_000);
}

/// The same with ten times as many, which see a third of that.
#[test]
#[ignore = "takes some minutes and 2 GiB"]
fn the_engine_and_a_naive_simulator_tell_the_same_story_at_length() {
    compare(SCENARIO, &TOWN, 200_000);
    compare(&crowd(), &CROWD, 30_000);
}

/// Draws of one seed ranked among those of 19 others: every rank is as likely, whatever the draw, so that seeds and draws
/// can stand for each other; and neighbouring draws of one seed know nothing of each other.
#[test]
fn seeds_and_draws_can_stand_for_each_other() {
    const SEEDS: u64 = 20;
    const DRAWS: usize = 2_000;
    let mut plan: Plan = plan(SCENARIO);
    plan.simulation.draws = DRAWS;
    let runs: Vec<Draws> = (1..=SEEDS)
        .map(|seed| {
            plan.simulation.seed = seed;
            // From anywhere in the run.
            simulate_range(&plan, RunOf::Headline, 1_000..1_000 + DRAWS, &averted::engine::Silent).expect("a run")
        })
        .collect();
    let mut random = ChaCha12Rng::seed_from_u64(4);
    let mut family = Vec::new();
    for (measure, name) in plan.measures.names().enumerate() {
        let columns: Vec<Vec<f64>> = runs.iter().map(|run| finite(&run.columns[measure])).collect();
        let (mean, variance) = moments(&columns[0]);
        // Not of a segment that nobody is in at times.
        if variance <= 0.0 || columns.iter().any(|column| column.len() < DRAWS) {
            continue;
        }
        let mut ranks = vec![0.0; SEEDS as usize];
        for draw in 0..DRAWS {
            let (mut below, mut equal) = (0, 0);
            for column in &columns[1..] {
                below += usize::from(column[draw] < columns[0][draw]);
                equal += usize::from(column[draw] == columns[0][draw]);
            }
            // Among its equals, anywhere.
            ranks[below + random.random_range(0..=equal)] += 1.0;
        }
        let even = vec![DRAWS as f64 / SEEDS as f64; SEEDS as usize];
        family.push((format!("ranks of {name}"), chi_square(&ranks, &even)));
        let lagged = columns[0].windows(2).map(|pair| (pair[0] - mean) * (pair[1] - mean) / variance).sum::<f64>();
        family.push((format!("neighbours of {name}"), two_sided(lagged / (DRAWS as f64).sqrt())));
    }
    assert!(family.len() > 200, "only {} measures vary", family.len() / 2);
    assert_family("ranks among other seeds", &family);
}
