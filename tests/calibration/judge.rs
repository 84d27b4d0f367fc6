//! Judges samples: the p-values of Kolmogorov and Smirnov and of Pearson, and what a family of them says.

use averted::numeric::normal_cdf;
use statrs::distribution::{ChiSquared, ContinuousCDF as _};

/// The chance at which an honest family of p-values may be called faulty.
const LEVEL: f64 = 1e-4;

/// Fewest expected counts of a cell of a chi-square test.
const FEWEST: f64 = 8.0;

/// The p-value of a distance between a distribution function and that of `n` values, by the asymptotic series with
/// Stephens's (1970) correction.
fn kolmogorov(distance: f64, n: f64) -> f64 {
    let λ = (n.sqrt() + 0.12 + 0.11 / n.sqrt()) * distance;
    let series: f64 = (1..=100).map(f64::from).map(|j| (-1f64).powf(j - 1.0) * (-2.0 * j * j * λ * λ).exp()).sum();
    if λ < 0.2 { 1.0 } else { (2.0 * series).clamp(0.0, 1.0) }
}

/// The p-value that `ranks`, numbers from 0 to 1, are uniform.
pub(crate) fn uniform(mut ranks: Vec<f64>) -> f64 {
    assert!(ranks.iter().all(|rank| (0.0..=1.0).contains(rank)), "a rank lies between 0 and 1");
    ranks.sort_by(f64::total_cmp);
    let n = ranks.len() as f64;
    let distance = ranks
        .iter()
        .enumerate()
        .fold(0f64, |most, (index, &rank)| most.max(rank - index as f64 / n).max((index + 1) as f64 / n - rank));
    kolmogorov(distance, n)
}

/// The p-value that two samples are of one law; where values tie, it errs upwards.
pub(crate) fn alike(mut one: Vec<f64>, mut other: Vec<f64>) -> f64 {
    assert!(one.iter().chain(&other).all(|value| value.is_finite()), "only finite values are compared");
    one.sort_by(f64::total_cmp);
    other.sort_by(f64::total_cmp);
    let (n, m) = (one.len() as f64, other.len() as f64);
    let (mut i, mut j, mut distance) = (0, 0, 0f64);
    while i < one.len() && j < other.len() {
        let value = one[i].min(other[j]);
        i += one[i..].iter().take_while(|found| **found <= value).count();
        j += other[j..].iter().take_while(|found| **found <= value).count();
        distance = distance.max((i as f64 / n - j as f64 / m).abs());
    }
    kolmogorov(distance, n * m / (n + m))
}

/// The p-value that counts came from the expected ones (of the same sum), by Pearson's chi-square; neighbours are put
/// together until each cell expects enough.
pub(crate) fn chi_square(counts: &[f64], expected: &[f64]) -> f64 {
    let mut cells: Vec<(f64, f64)> = Vec::new();
    let (mut count, mut expect) = (0.0, 0.0);
    for (seen, wanted) in counts.iter().zip(expected) {
        (count, expect) = (count + seen, expect + wanted);
        if expect >= FEWEST {
            cells.push((count, expect));
            (count, expect) = (0.0, 0.0);
        }
    }
    let last = cells.last_mut().expect("something is expected");
    *last = (last.0 + count, last.1 + expect);
    assert!(cells.len() > 1, "one cell says nothing");
    let distance: f64 = cells.iter().map(|(count, expect)| (count - expect).powi(2) / expect).sum();
    ChiSquared::new((cells.len() - 1) as f64).expect("degrees of freedom").sf(distance)
}

/// The p-value that `values` are counts with the chances `mass(0), mass(1), …`.
pub(crate) fn counts(values: &[f64], mass: impl Fn(u64) -> f64) -> f64 {
    let most = values.iter().copied().fold(0.0, f64::max) as usize + 1;
    let n = values.len() as f64;
    let mut seen = vec![0.0; most + 1];
    for &value in values {
        assert!(value >= 0.0 && value.fract() == 0.0, "{value} is no count");
        seen[value as usize] += 1.0;
    }
    let mut expected: Vec<f64> = (0..most as u64).map(|k| n * mass(k)).collect();
    expected.push((n - expected.iter().sum::<f64>()).max(0.0));
    chi_square(&seen, &expected)
}

/// The two-sided p-value of a standard normal number; 1 where nothing varies.
pub(crate) fn two_sided(z: f64) -> f64 {
    if z.is_nan() { 1.0 } else { 2.0 * normal_cdf(-z.abs()) }
}

/// Mean and variance, divisor n - 1.
pub(crate) fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (mean, values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0))
}

/// Fails when the smallest of a family of p-values, times their number, is below the level; prints the smallest.
#[track_caller]
pub(crate) fn assert_family(what: &str, family: &[(String, f64)]) {
    assert!(!family.is_empty(), "{what}: nothing was tested");
    let mut ordered: Vec<&(String, f64)> = family.iter().collect();
    ordered.sort_by(|a, b| a.1.total_cmp(&b.1));
    let (name, p) = ordered[0];
    println!("{what}: {} tests, smallest p = {p:.2e} ({name})", family.len());
    let low: Vec<String> = ordered.iter().take(8).map(|(name, p)| format!("{name}: p = {p:.2e}")).collect();
    assert!(p * family.len() as f64 >= LEVEL, "{what}, of {} tests:\n{}", family.len(), low.join("\n"));
}

mod tests {
    use super::*;
    use chacha20::ChaCha12Rng;
    use rand::{RngExt as _, SeedableRng as _};

    fn numbers(count: usize, seed: u64) -> Vec<f64> {
        let mut random = ChaCha12Rng::seed_from_u64(seed);
        (0..count).map(|_| random.random()).collect()
    }

    /// What calls the program right or wrong is itself called right and wrong here.
    #[test]
    fn the_judges_know_right_from_wrong() {
        let right = numbers(10_000, 1);
        // The distribution function of u^1.1 lies up to 3.5% off: D√n = 3.5, p = 10⁻¹¹.
        let wrong: Vec<f64> = right.iter().map(|u| u.powf(1.1)).collect();
        assert!(uniform(right.clone()) > 1e-3 && uniform(wrong.clone()) < 1e-8);
        let other = numbers(20_000, 2);
        assert!(alike(right.clone(), other.clone()) > 1e-3 && alike(wrong, other) < 1e-5);
        let thrown = |scale: f64| right.iter().map(|u| (u * scale).floor()).collect::<Vec<f64>>();
        assert!(counts(&thrown(6.0), |k| if k < 6 { 1.0 / 6.0 } else { 0.0 }) > 1e-3);
        assert!(counts(&thrown(5.7), |k| if k < 6 { 1.0 / 6.0 } else { 0.0 }) < 1e-3);
    }

    #[test]
    fn p_values_of_honest_samples_are_uniform() {
        let honest: Vec<f64> = (0..400).map(|seed| uniform(numbers(300, 10 + seed))).collect();
        assert!(uniform(honest) > 1e-3);
        let pairs: Vec<f64> =
            (0..400).map(|seed| alike(numbers(200, 1_000 + seed), numbers(300, 2_000 + seed))).collect();
        assert!(uniform(pairs) > 1e-3);
    }
}
