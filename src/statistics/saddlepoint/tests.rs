//! Holds the approximations against brute-force resampling, closed forms and BCa's own definition.

use super::*;
use crate::statistics::fixture::Random;
use crate::statistics::{Bootstrap, bayesian_bootstrap, bayesian_interval};

/// `n` values of which about the share `some` are lognormal of log-sd `sigma`, the rest nothing, and a few below nothing.
fn sample(n: usize, some: f64, sigma: f64, random: &mut Random) -> Vec<f64> {
    let one = |random: &mut Random| {
        if random.uniform() > some {
            return 0.0;
        }
        let value = 1_000.0 * (sigma * random.normal()).exp();
        if random.uniform() < 0.1 { -0.3 * value } else { value }
    };
    (0..n).map(|_| one(random)).collect()
}

/// Ends of both intervals apart, in widths of the second.
fn apart(found: Option<Interval>, brute: &Interval) -> [f64; 2] {
    let found = found.expect("an answer");
    [(found.low - brute.low) / brute.width(), (found.high - brute.high) / brute.width()]
}

#[test]
fn quantiles_are_those_of_brute_force() {
    let mut random = Random(11);
    let (mut bootstrap, mut means, mut law) = (Bootstrap::default(), Vec::new(), Saddlepoint::default());
    let (mut squares, mut ends) = ([0.0; 4], 0.0);
    let mut worst = [0.0_f64; 4];
    for (n, some, sigma) in [
        (40, 1.0, 0.8),
        (64, 0.7, 1.0),
        (128, 0.4, 1.0),
        (128, 0.4, 1.5),
        (256, 0.3, 1.2),
        (512, 0.2, 1.0),
        (1_024, 0.4, 1.2),
    ] {
        for _ in 0..2 {
            let values = sample(n, some, sigma, &mut random);
            // Standard error of a 2.5% quantile of B: √(0.025·0.975/B)/0.058 standard deviations, or 0.7% of the width of 3.9.
            let count = 10_000;
            bootstrap.resample(&values, count, &mut random);
            bayesian_bootstrap(&values, count, &mut random, &mut means);
            law.read(&values);
            let all = [
                apart(law.percentile(0.95), &bootstrap.percentile(0.95)),
                apart(law.bca(0.95), &bootstrap.bca(0.95)),
                apart(law.studentised(0.95), &bootstrap.studentised(0.95)),
                apart(law.bayesian(0.95), &bayesian_interval(&values, &means, 0.95)),
            ];
            for ((squares, worst), apart) in squares.iter_mut().zip(&mut worst).zip(all) {
                for end in apart {
                    *squares += end * end;
                    *worst = worst.max(end.abs());
                }
            }
            ends += 2.0;
        }
    }
    let rms = squares.map(|sum: f64| (sum / ends).sqrt());
    // 0.7% is the noise of brute force (of BCa's further ends 1.5%); the rest is the approximation.
    for (rms, most) in rms.into_iter().zip([0.010, 0.020, 0.020, 0.010]) {
        assert!(rms < most, "{rms:?} {worst:?}");
    }
    assert!(worst.into_iter().all(|worst| worst < 0.06), "{worst:?}");
}

#[test]
fn the_bayesian_law_of_one_with_something_is_a_beta() {
    // Of n - 1 zeros and a one: its weight is Beta(1, n - 1), with quantiles 1 - (1 - p)^(1/(n - 1)).
    let mut law = Saddlepoint::default();
    for n in [3_usize, 8, 32] {
        let mut values = vec![0.0; n];
        values[0] = 1.0;
        law.read(&values);
        let found = law.bayesian(0.95).unwrap();
        let exact = [0.025, 0.975].map(|p: f64| 1.0 - (1.0 - p).powf(1.0 / (n as f64 - 1.0)));
        let width = exact[1] - exact[0];
        assert!((found.low - exact[0]).abs() < 0.01 * width, "{n}: {found:?} {exact:?}");
        assert!((found.high - exact[1]).abs() < 0.02 * width, "{n}: {found:?} {exact:?}");
    }
}

#[test]
fn laws_of_a_normal_sample_are_normal_and_students() {
    // Values at even steps of a normal law, 400 of them: every bootstrap is normal about nothing, of sd s/√n.
    let values: Vec<f64> =
        (0..400).map(|step| 50.0 + 10.0 * normal_quantile((f64::from(step) + 0.5) / 400.0)).collect();
    let mut law = Saddlepoint::default();
    law.read(&values);
    let half = 1.959_964 * law.scale / 20.0;
    for found in [law.percentile(0.95), law.bca(0.95), law.bayesian(0.95)] {
        let found = found.unwrap();
        assert!(
            (found.low - (50.0 - half)).abs() < 0.01 * half && (found.high - (50.0 + half)).abs() < 0.01 * half,
            "{found:?}"
        );
    }
    // Student's law of 399 degrees, nearly: the pivot of a normal sample.
    let found = law.studentised(0.95).unwrap();
    let t = 1.965_927 * law.error;
    assert!((found.high - (50.0 + t)).abs() < 0.01 * t, "{found:?} {t}");
}

#[test]
fn what_does_not_vary_is_a_flagged_point() {
    let mut law = Saddlepoint::default();
    law.read(&[7.0; 40]);
    for found in [law.percentile(0.95), law.bca(0.95), law.studentised(0.95), law.bayesian(0.95)] {
        assert_eq!(found, Some(Interval::point(7.0)));
    }
}
