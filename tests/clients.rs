//! Holds what is decided about a programme that costs so much for each client (people needed, switching values, the chance that
//! benefits exceed costs) against laws worked out here.

#[path = "common/town.rs"]
mod town;

use serde_json::Value;
use statrs::distribution::{Beta, ContinuousCDF as _};
use statrs::function::gamma::ln_gamma;

use town::Town;

/// Draws of the evidence of each run.
const DRAWS: f64 = 4_000.0;

/// £5,000 is avoided with a chance of 40% · a, a ~ Beta(mean 30%, sd 5%), of each client, who are eight of ten; a client costs
/// between £500 and £600.
const TEXT: &str = "title: Clients
starts: 2024-04
horizon: 12 months
discount_rate: 0%
cohort: {people: 100, engagement: 80%}
payers: {la: {label: Council}}
programme: {funding: [{payer: la, each: {uniform: {low: £500, high: £600}}, per: engaged person}, {payer: la, amounts: [£1k]}]}
events:
  stay: {probability: 40%, unit_cost: £5_000, paid_by: {la: 100%}, support: {prevents: {beta: {mean: 30%, sd: 5%}}}}
targets: {t: {amount: £2k, net_of_programme: true}}
simulation: {draws: 4000}
";

fn json(command: &str) -> Value {
    let town = Town::new(TEXT);
    let output = town.averted(&[command, "town.yaml", "--json", "--quiet"]).assert().code(0).get_output().clone();
    serde_json::from_slice(&output.stdout).expect("an answer")
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// The laws of a and of what a client costs, at the midpoints of equal parts of their chances.
fn evidence() -> Vec<(f64, f64)> {
    let n = 0.3 * 0.7 / 0.0025 - 1.0;
    let beta = Beta::new(0.3 * n, 0.7 * n).expect("a law");
    let midpoints = |parts: u32| (0..parts).map(move |part| (f64::from(part) + 0.5) / f64::from(parts));
    let effects: Vec<f64> = midpoints(60).map(|p| beta.inverse_cdf(p)).collect();
    effects.iter().flat_map(|&effect| midpoints(20).map(move |p| (effect, 500.0 + 100.0 * p))).collect()
}

fn binomial(n: usize, p: f64) -> Vec<f64> {
    let ln_choose = |k: f64| ln_gamma(n as f64 + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n as f64 - k + 1.0);
    (0..=n).map(|k| k as f64).map(|k| (ln_choose(k) + k * p.ln() + (n as f64 - k) * (1.0 - p).ln()).exp()).collect()
}

/// The chance that so many people reach the target.
fn chance(people: usize) -> f64 {
    let clients = binomial(people, 0.8);
    let evidence = evidence();
    let reached = |&(effect, each): &(f64, f64)| -> f64 {
        clients
            .iter()
            .enumerate()
            .filter(|(_, chance)| **chance > 1e-7)
            .map(|(clients, chance)| {
                let wanted = ((3_000.0 + each * clients as f64) / 5_000.0).ceil() as usize;
                chance * binomial(clients, 0.4 * effect).iter().skip(wanted).sum::<f64>()
            })
            .sum()
    };
    evidence.iter().map(reached).sum::<f64>() / evidence.len() as f64
}

#[test]
fn people_needed_pay_for_themselves() {
    let stress = json("stress");
    let needed = &stress["targets"]["t"]["people"]["needed"]["50%"];
    let people = number(&needed["people"]);
    // At the number found the chance is enough, and at a tenth fewer it is not, each within four standard errors of a run.
    let error = 4.0 * (0.25 / DRAWS).sqrt();
    let (at, before) = (chance(people as usize), chance((0.9 * people) as usize));
    assert!(at > 0.5 - error, "{people} people: {at}");
    assert!(before < 0.5 + error, "{people} people, a tenth fewer: {before}");
    let held = &stress["targets"]["t"]["people"]["held_fixed"];
    assert_eq!((held["follows"].as_bool(), number(&held["programme_cost"])), (Some(true), 1_000.0));
}

#[test]
fn the_price_of_a_client_at_which_nothing_is_left() {
    // 80 clients: 80 · (£600 - each) = £1,000.
    let stress = json("stress");
    let inputs = stress["switching"]["inputs"].as_array().expect("a list");
    let input = inputs.iter().find(|input| input["path"] == "programme.funding.1.each").expect("the price");
    let (value, error) = (number(&input["net"]["value"]), number(&input["net"]["mcse"]));
    assert!((value - (600.0 - 1_000.0 / 80.0)).abs() < 4.0 * error, "{value} ± {error}");
    assert!(error < 5.0, "{error}");
}

#[test]
fn benefits_exceed_costs_in_as_many_draws_as_the_evidence_says() {
    let results = json("run");
    let programme = &results["programme"];
    let exceeds = |&(effect, each): &(f64, f64)| f64::from(u8::from(80.0 * (2_000.0 * effect - each) > 1_000.0));
    let exact = {
        // Of each price the chance of an effect above (each + £12.50)/£2,000.
        let n = 0.3 * 0.7 / 0.0025 - 1.0;
        let beta = Beta::new(0.3 * n, 0.7 * n).expect("a law");
        let prices = 10_000;
        let above = |part: i32| 1.0 - beta.cdf((512.5 + 100.0 * (f64::from(part) + 0.5) / f64::from(prices)) / 2_000.0);
        (0..prices).map(above).sum::<f64>() / f64::from(prices)
    };
    let rough = evidence().iter().map(exceeds).sum::<f64>() / 1_200.0;
    assert!((rough - exact).abs() < 0.02, "{rough} for {exact}");
    let (found, error) =
        (number(&programme["probability_net_positive"]), number(&programme["probability_net_positive_mcse"]));
    assert!((found - exact).abs() < 4.0 * error, "{found} ± {error}, exactly {exact}");
    // Uniform price and binomial clients: E 44,000 + 1,000, var 80·16·... of clients at £550 and of the price.
    let (mean, sd) = (number(&programme["cost_summary"]["mean"]), number(&programme["cost_summary"]["sd"]));
    let price = 100.0_f64.powi(2) / 12.0;
    let exact = (16.0 * (550.0_f64.powi(2) + price) + 80.0_f64.powi(2) * price).sqrt();
    assert!((mean - 45_000.0).abs() < 4.0 * exact / DRAWS.sqrt(), "{mean}");
    // The sd of a sample of so many has an error of sd/√(2n), at most.
    assert!((sd - exact).abs() < 4.0 * exact / (2.0 * DRAWS).sqrt(), "{sd} for {exact}");
    assert_eq!(number(&programme["cost"]), mean);
}
