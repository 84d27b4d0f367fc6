//! Holds tornado, Sobol indices and values of information of whole scenarios to closed forms, enumeration and nested
//! simulation.
//!
//! Seeds are fixed. A tolerance of three standard errors is of the error that the result itself states.

use averted::engine::{RunOf, evidence};
use averted::estimate::{Ask, Decision, Drivers, Identity, IndexValue, StudyCost, WorthValue, drivers};
use averted::expectation::{Expectation, Expected};
use averted::model::{self, Plan, Total};
use averted::numeric::normal_cdf;
use averted::render::plot::{DRIVERS_FIGURES, drawn};
use statrs::function::gamma::ln_gamma;

#[path = "common/drivers.rs"]
mod asked;

use asked::{answer, plan};

fn decision<'a>(drivers: &'a Drivers, id: &str) -> &'a Decision {
    drivers.decisions.get(id).unwrap_or_else(|| panic!("no decision {id}"))
}

/// Three independent unit costs, each of one certain eviction per person prevented with certainty, nothing discounted:
/// μ is the sum of the three, and the net benefit 100 times that less £3.05m.
fn linear(costs: [&str; 3]) -> String {
    let event = |id: &str, cost: &str| {
        format!(
            "  {id}: {{probability: 100%, unit_cost: {cost}, paid_by: {{council: 100%}}, support: {{prevents: 100%}}}}\n"
        )
    };
    let events: String = ["a", "b", "c"].into_iter().zip(costs).map(|(id, cost)| event(id, cost)).collect();
    format!(
        "title: Linear
horizon: 12 months
discount_rate: 0%
cohort: {{people: 100}}
payers: {{council: {{label: Council}}}}
programme: {{funding: [{{label: Grant, payer: council, amounts: [£3_050k]}}]}}
events:
{events}targets: {{budget: {{amount: £3.1m}}}}
simulation: {{draws: 4000, seed: 3}}
"
    )
}

const NORMALS: [&str; 3] =
    ["{normal: {mean: £10k, sd: £900}}", "{normal: {mean: £10k, sd: £300}}", "{normal: {mean: £10k, sd: £30}}"];
const SDS: [f64; 3] = [900.0, 300.0, 30.0];

fn row<'a>(drivers: &'a Drivers, id: &str) -> &'a averted::estimate::IndexRow {
    let sobol = &drivers.sobol;
    sobol.inputs.iter().chain(&sobol.correlated).chain(&sobol.groups).find(|row| row.id == id).unwrap()
}

fn near_share(index: Option<IndexValue>, truth: f64, what: &str) {
    let index = index.unwrap_or_else(|| panic!("{what} is not given"));
    // 1e-8: where nothing is left to chance, the penalty of the fit is.
    assert!((index.value - truth).abs() <= 3.0 * index.mcse + 1e-8, "{what}: {index:?} for {truth}");
    assert!(index.low <= index.value.max(0.0) && index.value.min(1.0) <= index.high, "{what}: {index:?}");
}

fn near_worth(worth: WorthValue, truth: f64, what: &str) {
    assert!((worth.value - truth).abs() <= 3.0 * worth.mcse + 0.01, "{what}: {worth:?} for {truth}");
}

#[test]
fn a_linear_scenario_has_the_indices_of_its_variances() {
    let total: f64 = SDS.iter().map(|sd| sd * sd).sum();
    for pick_freeze in [None, Some(4000)] {
        let drivers = answer(&linear(NORMALS), &Ask { pick_freeze, ..Ask::default() });
        for (id, sd) in ["a", "b", "c"].into_iter().zip(SDS) {
            let row = row(&drivers, &format!("events.{id}.unit_cost"));
            near_share(row.first_order, sd * sd / total, id);
            match pick_freeze {
                Some(_) => near_share(row.total, sd * sd / total, id),
                None => assert!(row.total.is_none()),
            }
        }
        near_share(row(&drivers, "judgement").first_order, 1.0, "all together");
        // s of K normal numbers: standard error σ/√(2K).
        assert!((drivers.sobol.sd - total.sqrt()).abs() < 3.0 * total.sqrt() / 8000.0_f64.sqrt());
    }
}

#[test]
fn a_tornado_is_exact() {
    let drivers = answer(&linear(NORMALS), &Ask { of: Some("net".to_owned()), ..Ask::default() });
    let tornado = &drivers.tornado;
    assert!((tornado.at_medians + 50_000.0).abs() < 1e-6, "{}", tornado.at_medians);
    // z of the 90th percentile of a normal law.
    let z = 1.281_551_565_544_600_4;
    for ((id, sd), bar) in ["a", "b", "c"].into_iter().zip(SDS).zip(&tornado.bars) {
        assert_eq!(bar.path, format!("events.{id}.unit_cost"), "the widest first");
        assert!((bar.at_p10 - (-50_000.0 - 100.0 * sd * z)).abs() < 1e-5, "{bar:?}");
        assert!((bar.at_p90 - (-50_000.0 + 100.0 * sd * z)).abs() < 1e-5, "{bar:?}");
        assert!((bar.swing - 200.0 * sd * z).abs() < 1e-5);
    }
}

/// σ·φ(μ/σ) - |μ|·Φ(-|μ|/σ).
fn normal_loss(μ: f64, σ: f64) -> f64 {
    let z = μ.abs() / σ;
    σ * (-0.5 * z * z).exp() / (2.0 * std::f64::consts::PI).sqrt() - μ.abs() * normal_cdf(-z)
}

#[test]
fn information_about_a_normal_linear_net_benefit_is_worth_its_closed_form() {
    let drivers = answer(&linear(NORMALS), &Ask::default());
    let total = SDS.iter().map(|sd| sd * sd).sum::<f64>().sqrt();
    for (id, μ) in [("fund", -50_000.0), ("target.budget", -100_000.0)] {
        let decision = decision(&drivers, id);
        assert!((decision.payoff - μ).abs() < 3.0 * decision.payoff_mcse);
        near_worth(decision.evpi, normal_loss(μ, 100.0 * total), "EVPI");
        for (event, sd) in ["a", "b", "c"].into_iter().zip(SDS) {
            let path = format!("events.{event}.unit_cost");
            let row = decision.inputs.iter().find(|row| row.id == path).unwrap();
            near_worth(row.worth, normal_loss(μ, 100.0 * sd), &path);
        }
        assert!(decision.evpi.mcse < 0.1 * decision.evpi.value, "the test would see an error of a third");
        assert!(decision.evsi.is_none() && decision.view.is_none());
    }
}

/// Avoided cost = 100 · probability · prevents · unit cost: three factors, none of them small.
const PRODUCT: &str = "
title: Product
horizon: 24 months
discount_rate: 0%
cohort: {people: 100}
payers: {council: {label: Council}}
programme: {funding: [{label: Grant, payer: council, amounts: [£200k]}]}
events:
  eviction:
    probability: {beta: {mean: 40%, sd: 12%}}
    unit_cost: {lognormal: {mean: £10k, sd: £4k}}
    paid_by: {council: 100%}
    support: {prevents: {pert: {low: 10%, mode: 50%, high: 90%}}}
simulation: {draws: 4000, seed: 5}
";

/// EVPPI of parameter `index` by two loops: the parameter at the midpoints of 400 equal parts of its law, and the mean
/// net benefit over 2,000 draws of the others at each, the same for all.
fn nested(plan: &Plan, index: usize) -> f64 {
    let (outer, inner) = (400_u32, 2000_usize);
    let draws = evidence(
        &Plan { simulation: model::Simulation { seed: 99, ..plan.simulation.clone() }, ..plan.clone() },
        RunOf::Headline,
        inner,
    );
    let exact = Expectation::new(plan, &plan.base);
    let mut expected = Expected::default();
    let mut means = Vec::new();
    for step in 0..outer {
        let value = plan.base.laws[index].quantile((f64::from(step) + 0.5) / f64::from(outer));
        let mut sum = 0.0;
        for draw in 0..inner {
            let mut theta = draws.theta(draw).to_vec();
            theta[index] = value;
            exact.at(&theta, &mut expected);
            sum += expected.mean[plan.measures.total(Total::AvoidedPv)] - 200_000.0;
        }
        means.push(sum / inner as f64);
    }
    let mean = means.iter().sum::<f64>() / f64::from(outer);
    means.iter().map(|mean| mean.max(0.0)).sum::<f64>() / f64::from(outer) - mean.max(0.0)
}

#[test]
fn regression_agrees_with_nested_simulation() {
    let plan = plan(PRODUCT);
    let drivers = answer(PRODUCT, &Ask::default());
    let decision = decision(&drivers, "fund");
    assert_eq!(decision.inputs.len(), 3);
    for (index, parameter) in plan.parameters.iter().enumerate() {
        let row = decision.inputs.iter().find(|row| row.id == parameter.path).unwrap();
        let nested = nested(&plan, index);
        // The inner loops' 2,000 draws move all means together by sd/√2000 = 2.2% of the payoff's sd, which moves the
        // EVPPI by at most half of that.
        let inner = 0.5 * decision.payoff_sd / 2000.0_f64.sqrt();
        assert!(
            (row.worth.value - nested).abs() <= 3.0 * row.worth.mcse.hypot(inner),
            "{}: {:?} for {nested}",
            row.id,
            row.worth
        );
        assert!(nested > 5.0 * row.worth.mcse, "{}: the test would see an error of half: {nested}", row.id);
    }
}

/// 100 people, £10k, half prevented; the chance or rate from counts, certain otherwise.
fn counted(how_often: &str, cost: &str) -> String {
    format!(
        "title: Counted
horizon: 24 months
discount_rate: 0%
cohort: {{people: 100}}
payers: {{council: {{label: Council}}}}
programme: {{funding: [{{label: Grant, payer: council, amounts: [{cost}]}}]}}
events:
  eviction: {{{how_often}, unit_cost: £10k, paid_by: {{council: 100%}}, support: {{prevents: 50%}}}}
simulation: {{draws: 4000, seed: 7}}
"
    )
}

/// EVSI of a beta–binomial: Σ_x P(x)·max(0, b·(α + x)/(α + β + n) - c) - max(0, b·α/(α + β) - c).
fn beta_binomial(n: u32, [α, β]: [f64; 2], b: f64, c: f64) -> f64 {
    let ln_beta = |x: f64, y: f64| ln_gamma(x) + ln_gamma(y) - ln_gamma(x + y);
    let size = f64::from(n);
    let outcome = |x: f64| {
        let chance = ln_gamma(size + 1.0) - ln_gamma(x + 1.0) - ln_gamma(size - x + 1.0) + ln_beta(α + x, β + size - x);
        (chance - ln_beta(α, β)).exp() * (b * (α + x) / (α + β + size) - c).max(0.0)
    };
    (0..=n).map(|x| outcome(f64::from(x))).sum::<f64>() - (b * α / (α + β) - c).max(0.0)
}

/// The same of a gamma–Poisson over t person-years: Σ_x P(x)·max(0, b·(α + x)/(r + t) - c) - max(0, b·α/r - c).
fn gamma_poisson(t: f64, [α, r]: [f64; 2], b: f64, c: f64) -> f64 {
    let outcome = |x: f64| {
        let chance =
            ln_gamma(α + x) - ln_gamma(α) - ln_gamma(x + 1.0) + α * (r / (r + t)).ln() + x * (t / (r + t)).ln();
        chance.exp() * (b * (α + x) / (r + t) - c).max(0.0)
    };
    let last = (20.0 * α / r * t) as u32 + 200;
    (0..=last).map(|x| outcome(f64::from(x))).sum::<f64>() - (b * α / r - c).max(0.0)
}

fn check_curve(text: &str, truth: impl Fn(u32) -> f64) {
    let drivers = answer(text, &Ask::default());
    let evsi = decision(&drivers, "fund").evsi.as_ref().unwrap();
    let sizes: Vec<u32> = evsi.together.points.iter().map(|point| point.people).collect();
    assert_eq!(sizes, [8, 16, 32, 64, 128, 256, 512, 1024]);
    for point in &evsi.together.points {
        let exact = truth(point.people);
        assert!((point.value - exact).abs() <= 3.0 * point.mcse, "{point:?} for {exact}");
        assert!(exact > 8.0 * point.mcse, "the test would see an error of a third: {point:?} for {exact}");
    }
    assert_eq!(evsi.values[0].points, evsi.together.points, "the only value is all of the study");
}

#[test]
fn further_cases_of_a_beta_binomial_are_worth_what_enumeration_says() {
    check_curve(&counted("probability: {observed: 3 of 8}", "£200k"), |n| {
        beta_binomial(n, [3.5, 5.5], 500_000.0, 200_000.0)
    });
    check_curve(&counted("probability: {observed: 3 of 8}", "£160k"), |n| {
        beta_binomial(n, [3.5, 5.5], 500_000.0, 160_000.0)
    });
}

#[test]
fn further_cases_of_a_gamma_poisson_are_worth_what_enumeration_says() {
    // λ a year over two years, half prevented: 100 · 2 · ½ · £10k · λ.
    check_curve(&counted("rate: {observed: 3 in 8 person-years}", "£450k"), |n| {
        gamma_poisson(2.0 * f64::from(n), [3.5, 8.0], 1_000_000.0, 450_000.0)
    });
}

#[test]
fn the_best_study_is_the_one_that_leaves_most() {
    let text = counted("probability: {observed: 3 of 8}", "£200k");
    let cost = StudyCost { fixed: 500.0, per_person: 250.0 };
    let drivers = answer(&text, &Ask { study_cost: Some(cost), ..Ask::default() });
    let curve = &decision(&drivers, "fund").evsi.as_ref().unwrap().together;
    let exact = |n: u32| beta_binomial(n, [3.5, 5.5], 500_000.0, 200_000.0) - cost.of(n);
    let best = curve.best.unwrap();
    let most = curve.points.iter().map(|point| exact(point.people)).fold(f64::NEG_INFINITY, f64::max);
    assert!(exact(best.people) > most - 3.0 * best.mcse, "{best:?}: {} of {most}", exact(best.people));
    assert!(curve.points.iter().all(|point| point.net_gain.unwrap() <= best.net_gain));
    let dear = StudyCost { fixed: 1e6, per_person: 0.0 };
    let drivers = answer(&text, &Ask { study_cost: Some(dear), ..Ask::default() });
    assert_eq!(decision(&drivers, "fund").evsi.as_ref().unwrap().together.best.unwrap().people, 0);
}

#[test]
fn correlated_inputs_have_no_index_of_their_own_but_one_together() {
    let text =
        format!("{}correlations: [{{between: [events.a.unit_cost, events.b.unit_cost], rho: 0.5}}]\n", linear(NORMALS));
    // Pearson's r of a Gaussian copula: 2 sin(π·0.5/6).
    let r = 2.0 * (std::f64::consts::PI / 12.0).sin();
    let [a, b, c] = SDS;
    let both = a * a + b * b + 2.0 * r * a * b;
    for pick_freeze in [None, Some(4000)] {
        let drivers = answer(&text, &Ask { pick_freeze, ..Ask::default() });
        for id in ["a", "b"] {
            let row = row(&drivers, &format!("events.{id}.unit_cost"));
            assert!(row.first_order.is_none() && row.total.is_none());
            assert!(row.refused.as_ref().unwrap().contains("EVPPI"), "{row:?}");
        }
        near_share(row(&drivers, "events.c.unit_cost").first_order, c * c / (both + c * c), "c");
        near_share(row(&drivers, "correlated.1").first_order, both / (both + c * c), "a and b together");
        // EVPPI needs no independence: knowing a tells of b too.
        let known = 100.0 * (a + r * b);
        let worth = decision(&drivers, "fund").inputs.iter().find(|row| row.id == "events.a.unit_cost").unwrap().worth;
        near_worth(worth, normal_loss(-50_000.0, known), "a, correlated");
    }
}

#[test]
fn the_view_is_one_more_input() {
    let views = "views:
  low: {weight: 30%, set: {events: {a: {unit_cost: £9k}}}}
  high: {weight: 70%, set: {events: {a: {unit_cost: £11k}}}}
";
    let text = format!("{}{views}", linear(["£10k", NORMALS[1], NORMALS[2]]));
    let drivers = answer(&text, &Ask::default());
    let decision = decision(&drivers, "fund");
    // Payoffs of -£150k and £50k: worth 0.7·£50k, for the mean of -£10k is left alone.
    near_worth(decision.view.unwrap(), 0.7 * 50_000.0, "view");
    assert!((decision.payoff + 10_000.0).abs() < 3.0 * decision.payoff_mcse + 30.0, "{}", decision.payoff);
    assert!(drivers.tornado.bars.iter().all(|bar| bar.path != "events.a.unit_cost"), "certain as written");
}

#[test]
fn evidence_is_as_good_as_its_weakest_value() {
    let graded = |cost: &str, grade: u32| cost.replace("}}", &format!("}}, grade: {grade}}}"));
    let text = linear([&graded(NORMALS[0], 2), &graded(NORMALS[1], 6), NORMALS[2]]);
    let drivers = answer(&text, &Ask::default());
    let total: f64 = SDS.iter().map(|sd| sd * sd).sum();
    let grades = &drivers.evidence.grades;
    assert_eq!(grades.iter().map(|row| row.grade).collect::<Vec<_>>(), [Some(2), Some(6), None]);
    for (row, sd) in grades.iter().zip(SDS) {
        near_share(row.variance_share, sd * sd / total, "variance");
        assert_eq!(row.values, 1);
    }
    // The chance and the effect of every event are written without a grade, which spoils a grade of 2 but not judgement.
    let shares: Vec<f64> = grades.iter().map(|row| row.saving_share.unwrap()).collect();
    assert_eq!(shares[0], 0.0);
    assert!((shares[1] - 1.0 / 3.0).abs() < 3.0 * grades[1].saving_share_mcse.unwrap() + 1e-12, "{shares:?}");
    assert!((shares[2] - 2.0 / 3.0).abs() < 3.0 * grades[2].saving_share_mcse.unwrap() + 1e-12, "{shares:?}");
}

#[test]
fn what_cannot_be_asked_is_refused_with_words() {
    let identity = Identity { file: "town.yaml".to_owned(), ..Identity::default() };
    let ask = |of: &str| Ask { of: Some(of.to_owned()), ..Ask::default() };
    let mut town = plan(&linear(NORMALS));
    let said = drivers(&town, &identity, &ask("target:budgte")).unwrap_err().to_string();
    assert!(said.contains("`target:budgte`") && said.contains("headline, net, target:budget"), "{said}");
    town.simulation.draws = 99;
    let said = drivers(&town, &identity, &Ask::default()).unwrap_err().to_string();
    assert!(said.contains("at least 100"), "{said}");
    let text = linear(NORMALS).lines().filter(|line| !line.starts_with("programme")).collect::<Vec<_>>().join("\n");
    let said = drivers(&plan(&text), &identity, &ask("net")).unwrap_err().to_string();
    assert!(said.contains("no `programme`"), "{said}");
}

#[test]
fn a_scenario_without_uncertainty_is_answered_too() {
    let drivers = answer(&linear(["£10k", "£10k", "£10k"]), &Ask::default());
    assert!(drivers.tornado.bars.is_empty() && drivers.sobol.inputs.is_empty());
    assert_eq!(drivers.sobol.sd, 0.0);
    let decision = decision(&drivers, "fund");
    assert_eq!((decision.evpi.value, decision.evpi.mcse, decision.payoff), (0.0, 0.0, -50_000.0));
}

#[test]
fn figures_carry_their_message_and_stay_away_where_they_do_not_apply() {
    let cost = Some(StudyCost { fixed: 500.0, per_person: 250.0 });
    let text = counted("probability: {observed: 3 of 8}", "£200k").replace("£10k", "{normal: {mean: £10k, sd: £1k}}");
    let ids = |drivers: &Drivers| drawn(DRIVERS_FIGURES, drivers).iter().map(|figure| figure.id).collect::<Vec<_>>();
    let drivers = answer(&text, &Ask { study_cost: cost, pick_freeze: Some(256), ..Ask::default() });
    assert_eq!(ids(&drivers), DRIVERS_FIGURES.iter().map(|sketch| sketch.id).collect::<Vec<_>>());
    for figure in drawn(DRIVERS_FIGURES, &drivers) {
        assert!(figure.svg.starts_with("<svg") && figure.svg.ends_with("</svg>\n"), "{}", figure.id);
        assert!(!figure.svg.contains("NaN") && !figure.alt.contains("not known"), "{}: {}", figure.id, figure.alt);
        assert!(figure.svg.contains("no better than their assumptions"), "{} lacks its caveat", figure.id);
        assert!(figure.alt.contains(&figure.title), "{}", figure.id);
    }
    let titles: Vec<String> = drawn(DRIVERS_FIGURES, &drivers).into_iter().map(|figure| figure.title).collect();
    assert!(titles[0].starts_with("“Eviction: probability” matters most"), "{titles:?}");
    assert!(titles[3].contains("further case studies leave most after their cost"), "{titles:?}");
    assert_eq!(ids(&answer(&linear(NORMALS), &Ask::default())), ["tornado", "variance", "information"]);
    assert!(ids(&answer(&linear(["£10k", "£10k", "£10k"]), &Ask::default())).is_empty());
}
