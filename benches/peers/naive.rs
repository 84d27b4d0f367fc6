//! Simulates workload W1 as one would write it in an afternoon: rand, rand_distr, rayon, and a sort for the quantiles.
//!
//! `naive SEED [DRAWS [PEOPLE]]` prints one JSON line; benches/peers/run.py runs it and says what it is held against.

use std::time::Instant;

use chacha20::ChaCha12Rng as StdRng; // What rand's StdRng is, without turning on a feature for the whole build.
use rand::{RngExt as _, SeedableRng as _};
use rand_distr::{Beta, Distribution as _, Gamma, LogNormal, Poisson};
use rayon::prelude::*;

const YEARS: f64 = 2.0;
const DISCOUNT: f64 = 1.035;

/// How often an event happens to a person: once at most, or again and again.
enum Happens {
    Once(Beta<f64>),
    Yearly(Gamma<f64>),
}

enum Cost {
    Fixed(f64),
    Gamma(Gamma<f64>),
    LogNormal(LogNormal<f64>),
}

struct Event {
    happens: Happens,
    cost: Cost,
}

fn gamma(mean: f64, cv: f64) -> Gamma<f64> {
    Gamma::new(1.0 / (cv * cv), mean * cv * cv).unwrap()
}

fn log_normal(mean: f64, cv: f64) -> LogNormal<f64> {
    LogNormal::from_mean_cv(mean, cv).unwrap()
}

fn events() -> [Event; 5] {
    let once = |alpha, beta| Happens::Once(Beta::new(alpha, beta).unwrap());
    let yearly = |mean, cv| Happens::Yearly(gamma(mean, cv));
    [
        Event { happens: once(3.5, 5.5), cost: Cost::Gamma(gamma(12_000.0, 0.6)) },
        Event { happens: yearly(0.45, 0.4), cost: Cost::LogNormal(log_normal(4_200.0, 0.9)) },
        Event { happens: once(2.5, 6.5), cost: Cost::LogNormal(log_normal(17_000.0, 0.8)) },
        Event { happens: yearly(0.6, 0.3), cost: Cost::Gamma(gamma(560.0, 0.25)) },
        Event { happens: yearly(5.0, 0.3), cost: Cost::Fixed(40.0) },
    ]
}

/// One draw of the evidence and one cohort: the present value per person, and what each person avoids.
fn draw(events: &[Event], rng: &mut StdRng, people: usize) -> (f64, Vec<f64>) {
    let prevents = Beta::new(6.0, 4.0).unwrap();
    let mut persons = vec![0.0; people];
    let mut present_value = 0.0;
    for event in events {
        let effect = prevents.sample(rng);
        let (chance, counts) = match &event.happens {
            Happens::Once(chance) => (chance.sample(rng), None),
            Happens::Yearly(rate) => (0.0, Some(Poisson::new(rate.sample(rng) * YEARS).unwrap())),
        };
        for person in &mut persons {
            let count = match &counts {
                Some(counts) => counts.sample(rng) as u32,
                None => u32::from(rng.random_bool(chance)),
            };
            for _ in 0..count {
                if rng.random_bool(effect) {
                    let cost = match &event.cost {
                        Cost::Fixed(cost) => *cost,
                        Cost::Gamma(cost) => cost.sample(rng),
                        Cost::LogNormal(cost) => cost.sample(rng),
                    };
                    *person += cost;
                    present_value += cost * DISCOUNT.powf(-rng.random_range(0.0..YEARS));
                }
            }
        }
    }
    (present_value / people as f64, persons)
}

fn mean_and_sd(values: &[f64]) -> (f64, f64) {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let squares = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
    (mean, (squares / (values.len() - 1) as f64).sqrt())
}

fn quantiles(values: &mut [f64]) -> [f64; 3] {
    values.sort_unstable_by(f64::total_cmp);
    [0.025, 0.5, 0.975].map(|p| {
        let rank = p * (values.len() - 1) as f64;
        let (low, high) = (values[rank.floor() as usize], values[rank.ceil() as usize]);
        low + (high - low) * rank.fract()
    })
}

/// Seconds on the processor so far, over all threads; where the system does not say, seconds on the clock.
fn cpu_seconds(started: Instant) -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let spent = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("schedstat")).ok());
    let nanoseconds: f64 = spent.filter_map(|line| line.split(' ').next()?.parse::<f64>().ok()).sum();
    if nanoseconds > 0.0 { nanoseconds / 1e9 } else { started.elapsed().as_secs_f64() }
}

fn main() {
    let started = Instant::now();
    // Cargo adds `--bench`.
    let mut numbers = std::env::args().filter_map(|argument| argument.parse::<u64>().ok());
    let seed = numbers.next().unwrap_or(1);
    let draws = numbers.next().unwrap_or(1_000);
    let people = numbers.next().unwrap_or(1_000) as usize;
    let before = cpu_seconds(started);
    let events = events();
    let (mut means, persons): (Vec<f64>, Vec<Vec<f64>>) = (0..draws)
        .into_par_iter()
        .map(|k| draw(&events, &mut StdRng::seed_from_u64(seed * 1_000_003 + k), people))
        .unzip();
    let mut persons = persons.concat();
    let (mean, sd) = mean_and_sd(&means);
    let (_, person_sd) = mean_and_sd(&persons);
    let [q2_5, q50, q97_5] = quantiles(&mut means);
    let [person_2_5, person_50, person_97_5] = quantiles(&mut persons);
    let seconds = cpu_seconds(started) - before;
    println!(
        "{{\"mean\": {mean}, \"sd\": {sd}, \"q2_5\": {q2_5}, \"q50\": {q50}, \"q97_5\": {q97_5}, \
         \"person_sd\": {person_sd}, \"person_2_5\": {person_2_5}, \"person_50\": {person_50}, \
         \"person_97_5\": {person_97_5}, \"journeys\": {}, \"seconds\": {seconds}}}",
        draws * people as u64
    );
}
