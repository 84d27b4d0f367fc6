//! Measures the engine and the exact expectation on W1 and on the Havering scenario.

use averted::engine::{RunOf, Silent, simulate};
use averted::expectation::{Expectation, Expected};
use averted::model::Plan;
use divan::Bencher;
use divan::counter::ItemsCount;

const SCENARIOS: [&str; 2] = ["benches/w1.yaml", "scenarios/havering.yaml"];

fn main() {
    divan::main();
}

fn plan(scenario: &str) -> Plan {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(scenario);
    averted::run::plan(&path, &[]).unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}

/// Journeys a second, on all cores.
#[divan::bench(args = SCENARIOS, sample_count = 10, sample_size = 1)]
fn journeys(bencher: Bencher, scenario: &str) {
    let plan = plan(scenario);
    let journeys = plan.base.cohort.people * plan.simulation.draws as u64;
    bencher.counter(ItemsCount::new(journeys)).bench_local(|| simulate(&plan, RunOf::Headline, &Silent));
}

/// Draws of the exact expectation a second, on one core.
#[divan::bench(args = SCENARIOS, sample_count = 10)]
fn expectation(bencher: Bencher, scenario: &str) {
    let plan = plan(scenario);
    let model = plan.model_of_draw(0);
    let exact = Expectation::new(&plan, model);
    let draws = simulate(
        &Plan { simulation: averted::model::Simulation { draws: 64, ..plan.simulation.clone() }, ..plan.clone() },
        RunOf::Headline,
        &Silent,
    )
    .expect("nothing cancels the run");
    let mut expected = Expected::default();
    bencher.counter(ItemsCount::new(64_usize)).bench_local(|| {
        for draw in 0..64 {
            exact.at(draws.theta(draw), &mut expected);
        }
    });
}
