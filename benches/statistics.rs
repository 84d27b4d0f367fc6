//! Measures the statistics that every result passes through: sketches, quantiles, the bootstrap and a regression.

use averted::engine::Resampling;
use averted::statistics::{
    Bootstrap, Predictor, Resampler as _, Sketch, Smooth, mean_and_sd, partial_information, quantile_mcse_sorted,
    quantile_sorted,
};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Costs as they are: most people none, some much.
fn costs(count: usize) -> Vec<f64> {
    let mut random = Resampling::new(1, "bench").of_draw(0);
    (0..count).map(|_| (random.exponential() * 8_000.0 - 4_000.0).max(0.0)).collect()
}

/// People counted, each into its bin.
#[divan::bench(sample_count = 50)]
fn sketch_add(bencher: Bencher) {
    let people = costs(100_000);
    let mut sketch = Sketch::new();
    bencher.counter(ItemsCount::new(people.len())).bench_local(|| {
        for &person in black_box(&people) {
            sketch.add(person);
        }
    });
}

/// One quantile of a sketch of a million people.
#[divan::bench(sample_count = 50)]
fn sketch_quantile(bencher: Bencher) {
    let mut sketch = Sketch::new();
    costs(1_000_000).iter().for_each(|&person| sketch.add(person));
    bencher.bench_local(|| sketch.quantile(black_box(0.975)));
}

/// One measure's mean, deviation and nine quantiles with their errors, at 4,000 draws.
#[divan::bench(sample_count = 50)]
fn summary(bencher: Bencher) {
    let draws = costs(4_000);
    bencher.bench_local(|| {
        let mut sorted = black_box(&draws).clone();
        sorted.sort_unstable_by(f64::total_cmp);
        let quantiles = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975]
            .map(|p| (quantile_sorted(&sorted, p), quantile_mcse_sorted(&sorted, p)));
        (mean_and_sd(&draws), quantiles)
    });
}

/// The BCa interval of eight case studies, 10,000 resamples.
#[divan::bench(sample_count = 20)]
fn bootstrap_bca(bencher: Bencher) {
    let studies = costs(8);
    let resampling = Resampling::new(1, "bench");
    let mut bootstrap = Bootstrap::default();
    bencher.bench_local(|| {
        bootstrap.resample(black_box(&studies), 10_000, &mut resampling.of_draw(1));
        bootstrap.bca(0.95)
    });
}

/// The value of knowing one input: a spline on 4,000 draws, and what it says of the decision.
#[divan::bench(sample_count = 20)]
fn value_of_one_input(bencher: Bencher) {
    let (input, noise) = (costs(8_000).split_off(4_000), costs(4_000));
    let payoff: Vec<f64> = input.iter().zip(&noise).map(|(x, e)| x + e - 9_000.0).collect();
    let predictor = Predictor::new(&input).expect("an input that varies");
    bencher.bench_local(|| {
        let payoff = black_box(&payoff);
        partial_information(payoff, &Smooth::of_one(&predictor, payoff))
    });
}
