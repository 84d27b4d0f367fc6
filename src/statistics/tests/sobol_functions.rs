//! Tries the Sobol estimators on the Ishigami and G functions, whose indices are known.
//!
//! Every test repeats the estimate on 200 independent sets of points. An interval of 95% must then hold the truth in
//! 95% of them, give or take three binomial standard errors of 1.5%: at least 90.4%. Estimators of a ratio and their
//! estimated errors are asymptotic, which costs at most one more in a hundred: 89%. The mean of the estimates must lie
//! within four standard errors of the truth; that of splines within
//! a twentieth of the error stated for one estimate more, for what the smoothing takes off.

use std::f64::consts::PI;

use super::super::{Predictor, Smooth, SobolIndex, explained, mean_and_sd, pick_freeze};
use super::points::{outputs, uniform};

const REPEATS: u64 = 200;

/// sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ on (-π, π)³ (Ishigami & Homma 1990).
fn ishigami(u: &[f64]) -> f64 {
    let x: Vec<f64> = u.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
    x[0].sin() + 7.0 * x[1].sin().powi(2) + 0.1 * x[2].powi(4) * x[0].sin()
}

/// First-order and total indices with a = 7, b = 0.1: V₁ = ½(1 + bπ⁴/5)², V₂ = a²/8, V₁₃ = b²π⁸·8/225.
fn ishigami_indices() -> ([f64; 3], [f64; 3]) {
    let (a, b): (f64, f64) = (7.0, 0.1);
    let first = 0.5 * (1.0 + b * PI.powi(4) / 5.0).powi(2);
    let second = a * a / 8.0;
    let both = b * b * PI.powi(8) * 8.0 / 225.0;
    let all = first + second + both;
    ([first / all, second / all, 0.0], [(first + both) / all, second / all, both / all])
}

const G: [f64; 6] = [0.0, 0.5, 3.0, 9.0, 99.0, 99.0];

/// Π (|4u - 2| + a)/(1 + a) (Sobol 1993).
fn g(u: &[f64]) -> f64 {
    u.iter().zip(G).map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a)).product()
}

/// Vᵢ = 1/(3(1 + aᵢ)²); V = Π(1 + Vᵢ) - 1; total: Vᵢ·Π_{j≠i}(1 + Vⱼ).
fn g_indices() -> (Vec<f64>, Vec<f64>) {
    let parts: Vec<f64> = G.iter().map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a))).collect();
    let product: f64 = parts.iter().map(|part| 1.0 + part).product();
    let first = parts.iter().map(|part| part / (product - 1.0)).collect();
    let total = parts.iter().map(|part| part * product / (1.0 + part) / (product - 1.0)).collect();
    (first, total)
}

/// Judges estimates of one index over all repeats.
#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn judge(name: &str, estimates: &[SobolIndex], truth: f64, bias: f64) {
    let covered = estimates.iter().filter(|share| (share.value - truth).abs() <= 1.959_964 * share.error).count();
    let share = covered as f64 / estimates.len() as f64;
    let (mean, sd) = mean_and_sd(&estimates.iter().map(|share| share.value).collect::<Vec<f64>>());
    let error = sd / (estimates.len() as f64).sqrt();
    assert!(share >= 0.89, "{name}: intervals hold the truth in {share} of repeats");
    assert!(
        (mean - truth).abs()
            < 4.0 * error + bias * mean_and_sd(&estimates.iter().map(|share| share.error).collect::<Vec<f64>>()).0,
        "{name}: {mean} for {truth}, error {error}"
    );
}

fn by_pick_freeze(output: impl Fn(&[f64]) -> f64, first: &[f64], total: &[f64], points: usize) {
    let inputs = first.len();
    let mut estimates = vec![(Vec::new(), Vec::new()); inputs];
    for repeat in 0..REPEATS {
        let both = uniform(repeat, 2 * inputs, points);
        let (a, b) = both.split_at(inputs);
        let (at_a, at_b) = (outputs(a, &output), outputs(b, &output));
        for (input, (firsts, totals)) in estimates.iter_mut().enumerate() {
            let mut mixed = a.to_vec();
            mixed[input].clone_from(&b[input]);
            let (first, total) = pick_freeze(&at_a, &at_b, &outputs(&mixed, &output)).unwrap();
            firsts.push(first);
            totals.push(total);
        }
    }
    for (input, (firsts, totals)) in estimates.iter().enumerate() {
        judge(&format!("first-order {}", input + 1), firsts, first[input], 0.0);
        judge(&format!("total {}", input + 1), totals, total[input], 0.0);
    }
}

#[test]
fn pick_freeze_finds_the_indices_of_ishigami() {
    let (first, total) = ishigami_indices();
    by_pick_freeze(ishigami, &first, &total, 2000);
}

#[test]
fn pick_freeze_finds_the_indices_of_g() {
    let (first, total) = g_indices();
    by_pick_freeze(g, &first, &total, 2000);
}

#[test]
fn splines_find_first_order_indices_of_ishigami_and_g() {
    let (of_ishigami, _) = ishigami_indices();
    let (of_g, _) = g_indices();
    for (output, truth) in [(ishigami as fn(&[f64]) -> f64, &of_ishigami[..]), (g, &of_g)] {
        let mut estimates = vec![Vec::new(); truth.len()];
        for repeat in 0..REPEATS {
            let points = uniform(1000 + repeat, truth.len(), 2000);
            let response = outputs(&points, output);
            for (input, shares) in points.iter().zip(&mut estimates) {
                let smooth = Smooth::of_one_for_index(&Predictor::new(input).unwrap(), &response);
                shares.push(explained(&response, &smooth).unwrap());
            }
        }
        for (input, (shares, truth)) in estimates.iter().zip(truth).enumerate() {
            judge(&format!("spline {}", input + 1), shares, *truth, 0.05);
        }
    }
}

#[test]
fn an_output_that_does_not_vary_has_no_indices() {
    assert!(pick_freeze(&[1.0; 9], &[1.0; 9], &[1.0; 9]).is_none());
    assert!(explained(&[1.0; 9], &Smooth::nothing(&[1.0; 9])).is_none());
    let interval = SobolIndex { value: 0.01, error: 0.02 }.interval(2.0);
    assert_eq!(interval, (0.0, 0.05), "a share stays within 0 to 1");
}
