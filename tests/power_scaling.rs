//! Holds power-scaling to closed forms: means and chances under laws whose powers are laws of the same family.
//!
//! Seeds are fixed. A tolerance of four standard errors is of the error that the result itself states.

use averted::distribution::{Beta, Distribution, Gamma, Lognormal};
use averted::estimate::{Ask, Drivers, Held, PowerScalingRow};
use averted::numeric::normal_cdf;

#[path = "common/drivers.rs"]
mod asked;

fn answer(text: &str) -> Drivers {
    asked::answer(text, &Ask::default())
}

/// One hundred people, one certain event each of `a` and of `b` prevented as said, nothing discounted: per person μ is
/// the sum of cost times prevention, and the target asks for £1.1m.
fn town(a: &str, prevents: &str, b: &str, rest: &str) -> String {
    format!(
        "title: Town
horizon: 12 months
discount_rate: 0%
cohort: {{people: 100}}
payers: {{council: {{label: Council}}}}
events:
  a: {{probability: 100%, unit_cost: {a}, paid_by: {{council: 100%}}, support: {{prevents: {prevents}}}}}
  b: {{probability: 100%, unit_cost: {b}, paid_by: {{council: 100%}}, support: {{prevents: 100%}}}}
targets: {{budget: {{amount: £1.1m}}}}
simulation: {{draws: 4000, seed: 11}}
{rest}"
    )
}

fn row<'a>(drivers: &'a Drivers, path: &str) -> &'a PowerScalingRow {
    drivers.power_scaling.values.iter().find(|row| row.path == path).unwrap_or_else(|| panic!("no {path}"))
}

/// Each way it is held, with its power.
fn both(row: &PowerScalingRow) -> [&Held; 2] {
    let given = |held: &'static str, of: &'_ Option<Held>| assert!(of.is_some(), "{held}: {row:?}");
    given("firmer", &row.firmer);
    given("looser", &row.looser);
    [row.firmer.as_ref().unwrap(), row.looser.as_ref().unwrap()]
}

fn near(moved: f64, mcse: f64, truth: f64, what: &str) {
    assert!((moved - truth).abs() <= 4.0 * mcse + 1e-9, "{what}: {moved} ± {mcse} for {truth}");
}

/// Holds the only uncertain value, a cost or (times £10k) a share, to its law and its law raised to each power.
fn check(
    name: &str,
    drivers: &Drivers,
    path: &str,
    unit: f64,
    law: &Distribution,
    powered: impl Fn(f64) -> Distribution,
) {
    let row = row(drivers, path);
    assert!(row.refused.is_none(), "{name}: {row:?}");
    // £11,000 a person, of which b is £1,000.
    let chance = |law: &Distribution| 1.0 - law.cdf(10_000.0 / unit);
    for held in both(row) {
        let scaled = powered(held.power);
        let what = format!("{name} to the power {}", held.power);
        near(held.moved, held.mcse, unit * (scaled.mean() - law.mean()), &what);
        let target = held.targets.get("budget").unwrap();
        near(target.moved, target.mcse, chance(&scaled) - chance(law), &format!("{what}: chance"));
        assert!(held.mcse < 0.1 * unit * law.sd(), "{what}: the test would see a tenth of a standard deviation");
        assert!(target.mcse < 0.03, "{what}: {target:?}");
    }
}

#[test]
fn powers_of_laws_of_cost_and_share_have_their_closed_forms() {
    let gamma = Gamma::from_mean_sd(10_000.0, 4_000.0).unwrap();
    let (shape, rate) = (6.25, 6.25 / 10_000.0);
    let drivers = answer(&town("{gamma: {mean: £10k, sd: £4k}}", "100%", "£1k", ""));
    check("gamma", &drivers, "events.a.unit_cost", 1.0, &gamma.into(), |power| {
        Gamma::from_shape_rate(power * (shape - 1.0) + 1.0, power * rate).unwrap().into()
    });
    let lognormal = |μ: f64, variance: f64| -> Distribution {
        let mean = (μ + 0.5 * variance).exp();
        Lognormal::from_mean_sd(mean, mean * variance.exp_m1().sqrt()).unwrap().into()
    };
    let variance = 0.16_f64.ln_1p();
    let μ = 10_000.0_f64.ln() - 0.5 * variance;
    let drivers = answer(&town("{lognormal: {mean: £10k, sd: £4k}}", "100%", "£1k", ""));
    check("lognormal", &drivers, "events.a.unit_cost", 1.0, &lognormal(μ, variance), |power| {
        lognormal(μ - (power - 1.0) * variance / power, variance / power)
    });
    let beta = |power: f64| -> Distribution {
        Beta::new(power * (3.5 - 1.0) + 1.0, power * (5.5 - 1.0) + 1.0).unwrap().into()
    };
    let drivers = answer(&town("£20k", "{observed: 3 of 8}", "£1k", ""));
    check("beta", &drivers, "events.a.support.prevents", 20_000.0, &beta(1.0), beta);
}

#[test]
fn a_normal_law_keeps_its_mean_and_its_weights_are_worth_what_they_should_be() {
    let drivers = answer(&town("{normal: {mean: £10k, sd: £900}}", "100%", "{normal: {mean: £500, sd: £30}}", ""));
    let row = row(&drivers, "events.a.unit_cost");
    let spread = |power: f64| (900.0 * 900.0 / power + 30.0 * 30.0).sqrt();
    let chance = |power: f64| normal_cdf(-500.0 / spread(power));
    for held in both(row) {
        near(held.moved, held.mcse, 0.0, "mean");
        let target = held.targets.get("budget").unwrap();
        near(target.moved, target.mcse, chance(held.power) - chance(1.0), "chance");
    }
    // (∫φ²)²/∫φ³ = √3/2; its error is about 1% at 4,000 draws.
    let effective = both(row)[0].effective / 4000.0;
    assert!((effective - 0.75_f64.sqrt()).abs() < 0.02, "{effective}");
    // The mean hardly moves, so either may be first; both are listed.
    assert_eq!(drivers.power_scaling.values.len(), 2);
}

#[test]
fn pert_is_scaled_as_the_beta_law_that_it_is() {
    // Shapes 1 + 4·¼ = 2 and 1 + 4·¾ = 4 over £8k to £16k.
    let drivers = answer(&town("{pert: {low: £8k, mode: £10k, high: £16k}}", "100%", "£1k", ""));
    let mean = |power: f64| {
        let (a, b) = (power + 1.0, 3.0 * power + 1.0);
        8_000.0 + 8_000.0 * a / (a + b)
    };
    for held in both(row(&drivers, "events.a.unit_cost")) {
        near(held.moved, held.mcse, mean(held.power) - mean(1.0), "pert");
        assert!(held.mcse < 100.0, "{held:?}");
    }
}

#[test]
fn what_is_flat_does_not_move() {
    let drivers = answer(&town("{uniform: {low: £8k, high: £12k}}", "100%", "{gamma: {mean: £1k, sd: £500}}", ""));
    for held in both(row(&drivers, "events.a.unit_cost")) {
        let target = held.targets.get("budget").unwrap();
        assert_eq!([held.moved, held.mcse, target.moved, target.mcse, held.effective], [0.0, 0.0, 0.0, 0.0, 4000.0]);
    }
    let order: Vec<&str> = drivers.power_scaling.values.iter().map(|row| row.path.as_str()).collect();
    assert_eq!(order, ["events.b.unit_cost", "events.a.unit_cost"], "what moves most stands first");
}

#[test]
fn views_keep_their_weights_and_each_is_scaled_by_its_own_law() {
    let views = "views:
  doubtful: {weight: 30%, set: {events: {a: {unit_cost: {gamma: {mean: £4k, sd: £2k}}}}}}
  sure: {weight: 70%, set: {events: {a: {unit_cost: £12k}}}}
";
    let drivers = answer(&town("£10k", "100%", "£1k", views));
    let (shape, rate) = (4.0, 4.0 / 4_000.0);
    for held in both(row(&drivers, "events.a.unit_cost")) {
        let scaled = (held.power * (shape - 1.0) + 1.0) / (held.power * rate);
        // Shares of views that followed the densities would move it by thousands.
        near(held.moved, held.mcse, 0.3 * (scaled - 4_000.0), "the doubtful view alone");
        assert!(held.mcse < 60.0, "{held:?}");
    }
}

#[test]
fn what_is_correlated_moves_along() {
    let correlated = "correlations: [{between: [events.a.unit_cost, events.b.unit_cost], rho: 0.6}]\n";
    let (a, b) = ("{normal: {mean: £7k, sd: £900}}", "{normal: {mean: £3500, sd: £300}}");
    let drivers = answer(&town(a, "100%", b, correlated));
    // Pearson's r of a Gaussian copula; b given a keeps its own spread.
    let r = 2.0 * (std::f64::consts::PI / 10.0).sin();
    let spread = |power: f64| {
        let together: f64 = 900.0 + r * 300.0;
        (together * together / power + 300.0 * 300.0 * (1.0 - r * r)).sqrt()
    };
    let chance = |power: f64| normal_cdf(-500.0 / spread(power));
    for held in both(row(&drivers, "events.a.unit_cost")) {
        near(held.moved, held.mcse, 0.0, "mean");
        let target = held.targets.get("budget").unwrap();
        near(target.moved, target.mcse, chance(held.power) - chance(1.0), "chance");
    }
}

#[test]
fn what_cannot_be_scaled_is_refused_with_words() {
    let drivers = answer(&town(
        "{mixture: [{weight: 50%, value: £0}, {weight: 50%, value: {gamma: {mean: £9k, sd: £2k}}}]}",
        "{observed: 0 of 8}",
        "£1k",
        "",
    ));
    let mixed = row(&drivers, "events.a.unit_cost");
    assert!(mixed.firmer.is_none() && mixed.looser.is_none());
    assert!(mixed.refused.as_ref().unwrap().contains("no density"), "{mixed:?}");
    // Jeffreys of 0 of 8 is Beta(½, 8½): its square is no law at all, and few draws near 0 would speak for it.
    let never = row(&drivers, "events.a.support.prevents");
    assert!(never.firmer.is_none() && never.looser.is_some(), "{never:?}");
    assert!(never.refused.as_ref().unwrap().contains("twice as firmly"), "{never:?}");
    assert_eq!(drivers.power_scaling.fewest_effective, 400.0, "a tenth of 4,000 draws");
}
