//! Holds the sketch against sorted lists of the same values.

use super::*;
use crate::statistics::quantile_sorted;

/// A fixed list of numbers that fill (0, 1) evenly.
fn uniforms(n: u32) -> impl Iterator<Item = f64> {
    (0..n).map(|k| ((f64::from(k) + 0.5) * 0.618_033_988_749_895).fract())
}

fn sketch(values: &[f64]) -> Sketch {
    let mut sketch = Sketch::new();
    values.iter().for_each(|&value| sketch.add(value));
    sketch
}

/// Savings with many zeros, some losses and a long tail.
fn savings() -> Vec<f64> {
    uniforms(20_000)
        .map(|u| match u {
            u if u < 0.3 => 0.0,
            u if u < 0.4 => -100.0 * (u - 0.3),
            u => 500.0 * ((u - 0.4) * 8.0).exp(),
        })
        .collect()
}

#[test]
fn quantiles_are_within_a_bin_of_the_sorted_list() {
    let mut values = savings();
    let sketch = sketch(&values);
    values.sort_by(f64::total_cmp);
    for p in (0..=1000).map(|thousandth| f64::from(thousandth) / 1000.0) {
        // The sketch places a value within its bin, the list between two values.
        let step = 1.0 / 19_999.0;
        let [low, high] = [p - step, p + step].map(|p| quantile_sorted(&values, p));
        let found = sketch.quantile(p);
        let bin = found.abs() / 256.0 + 0.001;
        assert!(low - bin <= found && found <= high + bin, "{p}: {found} {low} {high}");
    }
    assert_eq!(sketch.quantile(0.0), values[0]);
    assert_eq!(sketch.quantile(1.0), values[values.len() - 1]);
    assert_eq!(sketch.count(), 20_000);
}

#[test]
fn means_and_shares_are_within_a_bin() {
    let values = savings();
    let sketch = sketch(&values);
    let mean = values.iter().sum::<f64>() / 20_000.0;
    assert!((sketch.mean() / mean - 1.0).abs() < 1.0 / 512.0);
    let share_below = |x: f64| values.iter().filter(|&&value| value < x).count() as f64 / 20_000.0;
    assert_eq!(sketch.fraction_below(0.0), share_below(0.0));
    assert_eq!(sketch.fraction_below(1.0), share_below(1.0));
    assert!(share_below(0.0) > 0.09 && share_below(1.0) > 0.39);
    assert_eq!(sketch.fraction_below(-10.0), 0.0);
    assert_eq!(sketch.fraction_below(1e9), 1.0);
    // A density of 1/8 by e-fold puts at most 1/256/8 of all into one bin.
    let x = 500.0 * 2.4f64.exp();
    assert!((sketch.fraction_below(x) - share_below(x)).abs() < 1.0 / 2048.0);
}

#[test]
fn top_shares_agree_with_the_sorted_list() {
    let mut values = savings();
    let sketch = sketch(&values);
    values.sort_by(f64::total_cmp);
    let total: f64 = values.iter().filter(|&&value| value > 0.0).sum();
    for (p, people) in [(0.01, 200), (0.05, 1000), (0.1, 2000), (0.5, 10_000)] {
        let top: f64 = values.iter().rev().take(people).sum();
        let found = sketch.top_share(p).unwrap();
        assert!((found / (top / total) - 1.0).abs() < 1.0 / 256.0, "{p}: {found} {}", top / total);
    }
    assert_eq!(sketch.top_share(0.0), Some(0.0));
    assert_eq!(sketch.top_share(1.0), Some(1.0));
}

#[test]
fn one_value_for_all_comes_back_exactly() {
    let sketch = sketch(&[40.1; 7]);
    for p in [0.0, 0.025, 0.5, 0.975, 1.0] {
        assert_eq!(sketch.quantile(p), 40.1);
    }
    assert_eq!(sketch.resolved(&[0.5]), [(40.1, 0.0)]);
    // A tenth of equal people bring a tenth, to within the bin that they share.
    assert!((sketch.top_share(0.1).unwrap() - 0.1).abs() < 0.1 / 256.0);
}

#[test]
fn quantiles_are_values_that_occur() {
    // Lumps of £1,000 with a bin of two values, zeros, and losses, counted one by one and in groups.
    let mut values = Vec::new();
    for k in 0..4_000_u32 {
        values.push([0.0, 1_000.0, 2_000.0, 2_000.5, -730.0, 1e-5][k as usize % 6]);
    }
    let mut grouped = Sketch::new();
    grouped.extend(&values);
    let single = sketch(&values);
    assert_eq!(single, grouped);
    let levels: Vec<f64> = (0..=40).map(|step| f64::from(step) / 40.0).collect();
    for (value, error) in grouped.resolved(&levels) {
        assert!(values.contains(&value), "{value} never occurs");
        let of_two = 0.5 / 12.0_f64.sqrt();
        assert!(error.abs() < 1e-12 || (value >= 2_000.0 && (error - of_two).abs() < 1e-12), "{value} ± {error}");
    }
}

#[test]
fn merging_in_any_order_gives_the_same_state() {
    let values = savings();
    let whole = sketch(&values);
    let parts: Vec<_> = values.chunks(700).map(sketch).collect();
    let mut forwards = Sketch::new();
    parts.iter().for_each(|part| forwards.merge(part));
    let mut backwards = Sketch::new();
    parts.iter().rev().for_each(|part| backwards.merge(part));
    assert_eq!(forwards, whole);
    assert_eq!(backwards, whole);
}

#[test]
fn nothing_gained_and_nothing_counted_are_said() {
    assert_eq!(sketch(&[0.0, -5.0, 0.0]).top_share(0.1), None);
    let empty = Sketch::new();
    assert_eq!(empty.top_share(0.1), None);
    assert!(empty.quantile(0.5).is_nan() && empty.mean().is_nan() && empty.fraction_below(1.0).is_nan());
    assert_eq!((empty.count(), empty.iter_bins().count()), (0, 0));
}

#[test]
fn bins_ascend_and_hold_everything() {
    let sketch = sketch(&[-1e15, -3.0, -1e-9, 0.0, 1e-9, 2.0, 2.001, 1e15]);
    let bins: Vec<_> = sketch.iter_bins().collect();
    assert_eq!(bins.iter().map(|&(_, _, count)| count).sum::<u64>(), 8);
    assert!(bins.windows(2).all(|pair| pair[0].1 <= pair[1].0));
    assert_eq!(bins.len(), 7);
    let mut odd = Sketch::new();
    odd.add(f64::NAN);
    assert_eq!(odd.count(), 1);
    let _ = odd.quantile(0.5);
}
