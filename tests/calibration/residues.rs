//! Holds the town of money against the naive simulator: as it is, and less what is expected of it given its evidence, so that
//! only chance is left.

use averted::expectation::{Expectation, Expected};
use averted::model::Plan;
use averted::numeric::normal_cdf;
use rayon::prelude::*;

use super::journeys::{Both, both, finite};
use super::judge::{assert_family, moments, two_sided};
use super::money::{CROWD, CUT, TOWN, crowd, cut, forty_years, forty_years_scenario};
use super::money_scenario::SCENARIO;
use super::plans::plan;
use super::setting::{Counting, Discounting, Town};

/// What both simulate less what is expected given the evidence of the draw, and the variance that the self-check takes for it.
struct Residues {
    chance: Both,
    /// By measure, on average over the draws of the naive simulator.
    bounds: Vec<f64>,
}

/// The evidence of a draw, in order of the plan.
fn evidence(plan: &Plan, columns: &[Vec<f64>], draw: usize) -> Vec<f64> {
    let first = plan.measures.len();
    (first..first + plan.parameters.len()).map(|place| columns[place][draw]).collect()
}

/// Of the first `count` draws, without the measures that have no expectation.
fn residues(plan: &Plan, town: &Town, both: &Both, count: usize) -> Residues {
    let exact = Expectation::new(plan, &plan.base);
    let expected = |columns: &[Vec<f64>]| -> Vec<(Vec<f64>, Vec<f64>)> {
        let of = |draw: usize| {
            let mut row = Expected::default();
            exact.at(&evidence(plan, columns, draw), &mut row);
            let risk = row.second.iter().zip(&row.through_risk).map(|(second, risk)| second + risk);
            let bounds = risk.zip(&row.at_most_once).map(|(most, once)| most - once).collect();
            (row.mean, bounds)
        };
        (0..count).into_par_iter().map(of).collect()
    };
    let (of_engine, of_naive) = (expected(&both.engine), expected(&both.naive));
    let released = |name: &str| {
        let is = |target: &super::setting::Target| {
            target.counting == Counting::Released && name == format!("targets.{}.value", target.id)
        };
        town.targets.iter().any(is)
    };
    let kept: Vec<usize> = (0..plan.measures.len()).filter(|place| !released(&both.names[*place])).collect();
    let less = |columns: &[Vec<f64>], expected: &[(Vec<f64>, Vec<f64>)]| -> Vec<Vec<f64>> {
        let column = |&place: &usize| {
            let of = |(value, (mean, _)): (&f64, &(Vec<f64>, Vec<f64>))| value - mean[place];
            columns[place].iter().zip(expected).map(of).collect()
        };
        kept.iter().map(column).collect()
    };
    let bound = |&place: &usize| of_naive.iter().map(|(_, bounds)| bounds[place]).sum::<f64>() / count as f64;
    Residues {
        chance: Both {
            names: kept.iter().map(|place| both.names[*place].clone()).collect(),
            engine: less(&both.engine, &of_engine),
            naive: less(&both.naive, &of_naive),
        },
        bounds: kept.iter().map(bound).collect(),
    }
}

impl Residues {
    /// p that the mean of each is nought, of both simulators, by the larger of the sample's variance and that of the
    /// self-check: of what happens in few draws, a sample may have met none.
    fn means(&self) -> Vec<(String, f64)> {
        let sides = [("engine", &self.chance.engine), ("naive", &self.chance.naive)];
        let each = sides.into_iter().flat_map(|(side, columns)| {
            let named = self.chance.names.iter().zip(&self.bounds);
            named.zip(columns).map(move |((name, bound), values)| {
                let values = finite(values);
                let (mean, variance) = moments(&values);
                let variance = variance.max(*bound);
                (format!("{side}: {name}"), two_sided(mean / (variance / values.len() as f64).sqrt()))
            })
        });
        each.collect()
    }

    /// p that the naive simulator's variance of each is no more than the self-check takes for it; not of measures per person,
    /// where it is that of one. Prints those for which far more is taken.
    fn variances(&self) -> Vec<(String, f64)> {
        let each = self.chance.names.iter().zip(&self.chance.naive).zip(&self.bounds);
        let mut family = Vec::new();
        for ((name, values), bound) in
            each.filter(|((name, _), _)| !name.contains("per_person") && *name != "published.model")
        {
            let values = finite(values);
            let (_, variance) = moments(&values);
            let squares: Vec<f64> = values.iter().map(|value| value * value).collect();
            let error = (moments(&squares).1 / squares.len() as f64).sqrt();
            family.push((
                format!("variance of {name}"),
                if error > 0.0 { normal_cdf((bound - variance) / error) } else { 1.0 },
            ));
            if name.starts_with("targets") || name.starts_with("total") || *bound > 2.0 * variance {
                println!("{name}: {:.2} times the variance", bound / variance);
            }
        }
        family
    }
}

/// Columns of so many draws, and of fewer what is left without their expectation, which takes longer.
fn compare(scenario: &str, town: &Town, count: usize, expected: usize) -> (Both, Residues) {
    let mut plan = plan(scenario);
    let both = both(&mut plan, town, count);
    assert_family("columns", &both.columns());
    assert_family("projections", &both.projections(40));
    let alone = residues(&plan, town, &both, expected);
    assert_family("means of chance alone", &alone.means());
    assert_family("variances of the self-check", &alone.variances());
    assert_family("columns of chance alone", &alone.chance.columns());
    (both, alone)
}

/// The same with variances and covariances, of which there are too many in forty years.
fn compare_all(scenario: &str, town: &Town, count: usize, expected: usize) {
    let (both, alone) = compare(scenario, town, count, expected);
    assert_family("covariances", &both.covariances());
    assert_family("covariances of chance alone", &alone.chance.covariances());
}

/// 1,500 draws each: means by 20% of their own spread; and 12 of them less what is expected, which sees what is wrong by more
/// than chance makes of it.
#[test]
fn the_town_of_money_is_that_of_a_naive_simulator() {
    compare(SCENARIO, &TOWN, 1_500, 12);
}

#[test]
fn so_it_is_where_nothing_past_the_horizon_counts() {
    compare(&cut(), &CUT, 1_500, 12);
}

/// A hundred people a draw: a fifth of the chance.
#[test]
fn so_it_is_of_many_who_are_alike_and_join_together() {
    compare(&crowd(), &CROWD, 300, 12);
}

/// The variants of forty years, each with its scenario.
fn all_forty_years() -> [(String, Town); 3] {
    let town = forty_years();
    let discounting = Discounting { whole_years: true, ..town.discounting };
    [
        (forty_years_scenario(false, false), town),
        (forty_years_scenario(false, true), Town { discounting, ..town }),
        (forty_years_scenario(true, false), Town { cut: true, later: None, ..town }),
    ]
}

/// 300 draws; what is expected of forty years takes too long for the ordinary run.
#[test]
fn so_it_is_of_forty_years() {
    for (scenario, town) in all_forty_years() {
        let both = both(&mut plan(&scenario), &town, 300);
        assert_family("columns", &both.columns());
        assert_family("projections", &both.projections(40));
    }
}

#[test]
#[ignore = "takes half an hour and 2 GiB"]
fn the_town_of_money_is_that_of_a_naive_simulator_at_length() {
    compare_all(SCENARIO, &TOWN, 40_000, 3_000);
    compare_all(&cut(), &CUT, 40_000, 3_000);
    compare_all(&crowd(), &CROWD, 6_000, 3_000);
    for (scenario, town) in all_forty_years() {
        compare(&scenario, &town, 6_000, 300);
    }
}
