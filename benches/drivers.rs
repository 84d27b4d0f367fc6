//! Measures what `averted drivers` is made of: exact expectations a second, one regression, and the whole answer.

use std::path::Path;

use averted::engine::{RunOf, evidence};
use averted::estimate::{Ask, Identity, drivers};
use averted::expectation::{Expectation, Expected};
use averted::model::Plan;
use averted::scenario::Files;
use averted::statistics::{Predictor, Smooth};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

const HAVERING: &str = "scenarios/havering.yaml";

fn main() {
    divan::main();
}

struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        std::fs::read(path).map_err(|error| error.to_string())
    }
}

fn plan() -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(HAVERING);
    let (reading, _) =
        averted::scenario::read(&path, &Disk, &[]).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    averted::model::build(&reading).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// Exact expectations a second, on one core.
#[divan::bench(sample_count = 20)]
fn evaluations(bencher: Bencher) {
    let plan = plan();
    let exact = Expectation::new(&plan, &plan.base);
    let draws = evidence(&Plan { weighted: false, ..plan.clone() }, RunOf::Headline, 256);
    let mut expected = Expected::default();
    bencher.counter(ItemsCount::new(256_usize)).bench_local(|| {
        for draw in 0..256 {
            exact.at(black_box(draws.theta(draw)), &mut expected);
        }
    });
}

/// One spline on 4,000 draws.
#[divan::bench(sample_count = 20)]
fn spline(bencher: Bencher) {
    let plan = plan();
    let draws = evidence(&plan, RunOf::Headline, 4000);
    let column: Vec<f64> = (0..draws.count).map(|draw| draws.theta(draw)[0]).collect();
    let response: Vec<f64> = (0..draws.count).map(|draw| draws.theta(draw)[1] * draws.theta(draw)[0]).collect();
    let predictor = Predictor::new(&column).expect("an input that varies");
    bencher.bench_local(|| Smooth::of_one(black_box(&predictor), black_box(&response)));
}

/// Tornado, Sobol indices, value of information and grades of Havering at 4,000 draws, on all cores.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn whole_answer(bencher: Bencher) {
    let plan = plan();
    let identity = Identity { file: "havering.yaml".to_owned(), ..Identity::default() };
    bencher.bench_local(|| drivers(black_box(&plan), &identity, &Ask::default()));
}
