//! Holds the bootstrap against laws that can be enumerated, closed forms, and other programs.

use super::super::fixture::Random;
use super::*;

/// Deals out every resample of a sample in turn, as the digits of a number to base n.
struct Enumerated {
    next: u32,
}

impl Resampler for Enumerated {
    fn index(&mut self, below: u32) -> u32 {
        // The k-th index of resample r is the k-th digit of r; each resample takes n digits.
        let (resample, digit) = (self.next / below, self.next % below);
        self.next += 1;
        resample / below.pow(digit) % below
    }

    fn exponential(&mut self) -> f64 {
        1.0
    }
}

/// Always takes the first value.
struct First;

impl Resampler for First {
    fn index(&mut self, _: u32) -> u32 {
        0
    }

    fn exponential(&mut self) -> f64 {
        1.0
    }
}

fn enumerate(values: &[f64]) -> Bootstrap {
    let mut bootstrap = Bootstrap::default();
    bootstrap.resample(values, values.len().pow(values.len() as u32), &mut Enumerated { next: 0 });
    bootstrap
}

/// Proschan's (1963) times between failures of air conditioning, `aircondit` of R's boot.
const HOURS: [f64; 12] = [3.0, 5.0, 7.0, 18.0, 43.0, 85.0, 91.0, 98.0, 100.0, 130.0, 230.0, 487.0];

#[test]
fn the_27_resamples_of_three_values_are_all_there() {
    let bootstrap = enumerate(&[0.0, 3.0, 12.0]);
    // Sums of three digits from {0, 3, 12}, with their multinomial multiplicities.
    let sums = [(0, 1), (3, 3), (6, 3), (9, 1), (12, 3), (15, 6), (18, 3), (24, 3), (27, 3), (36, 1)];
    let expected: Vec<f64> =
        sums.iter().flat_map(|&(sum, times)| std::iter::repeat_n(f64::from(sum) / 3.0, times)).collect();
    assert_eq!(bootstrap.means.len(), 27);
    for (found, expected) in bootstrap.means.iter().zip(&expected) {
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }
    // 11 of 27 lie below the mean of 5 (sum 15), 6 are equal to it.
    assert!((below(&bootstrap.means, 5.0) - 14.0 / 27.0).abs() < 1e-15);
}

/// Every number of BCa worked by hand on an enumerated law.
#[test]
fn bca_of_an_enumerated_law_by_hand() {
    let bootstrap = enumerate(&[0.0, 3.0, 12.0]);
    // d = -5, -2, 7: Σd² = 78, Σd³ = -125 - 8 + 343 = 210.
    let a = 210.0 / (6.0 * 78.0_f64.powf(1.5));
    assert!((bootstrap.acceleration - a).abs() < 1e-15);
    let z0 = normal_quantile(14.0 / 27.0);
    let level = 0.8;
    let alpha = |z: f64| normal_cdf(z0 + (z0 + z) / (1.0 - a * (z0 + z)));
    let [low, high] = [-1.281_551_565_544_600_4, 1.281_551_565_544_600_4].map(|z: f64| 28.0 * alpha(z));
    // Rank 3.7 lies among the sums of 3, rank 26.02 between the 26th sum (27) and the 27th (36).
    assert!((2.0..4.0).contains(&low) && (26.0..27.0).contains(&high), "{low} {high}");
    let interval = bootstrap.bca(level);
    assert!((interval.low - 1.0).abs() < 1e-9, "{interval:?}");
    assert!((interval.high - (27.0 + 9.0 * (high - 26.0)) / 3.0).abs() < 1e-9, "{interval:?}");
    assert_eq!(interval.flag, None);
    let percentile = bootstrap.percentile(level);
    // Ranks 2.8 and 25.2.
    assert!((percentile.low - 1.0).abs() < 1e-9 && (percentile.high - 9.0).abs() < 1e-9, "{percentile:?}");
}

#[test]
fn random_resamples_of_four_values_have_the_enumerated_law() {
    let values = [1.0, 2.0, 4.0, 9.0];
    let exact = enumerate(&values);
    assert_eq!(exact.means.len(), 256);
    let mut random = Bootstrap::default();
    let count = 200_000;
    random.resample(&values, count, &mut Random::new(5));
    for t in [1.5, 2.0, 3.0, 4.0, 5.5, 7.25] {
        let (p, found) = (below(&exact.means, t), below(&random.means, t));
        // Standard error of a share: √(p(1-p)/B).
        assert!((found - p).abs() < 4.0 * (p * (1.0 - p) / f64::from(count as u32)).sqrt(), "{t}: {found} {p}");
    }
    for t in [-3.0, -1.0, 0.5, 2.0] {
        let p = exact.pivots.partition_point(|pivot| *pivot < t) as f64 / 256.0;
        let found = random.pivots.partition_point(|pivot| *pivot < t) as f64 / count as f64;
        assert!((found - p).abs() < 4.0 * (p * (1.0 - p) / count as f64).sqrt(), "{t}: {found} {p}");
    }
}

#[test]
fn intervals_of_the_air_conditioning_data_agree_with_another_program() {
    // SciPy 1.17: `stats.bootstrap` (percentile, BCa), means of four runs of 10⁶ resamples; studentised and Bayesian by
    // 2·10⁶ resamples in NumPy. Their standard errors and ours (at B = 400,000, twice theirs or so) are in the last column.
    let mut bootstrap = Bootstrap::default();
    bootstrap.resample(&HOURS, 400_000, &mut Random::new(1));
    let mut means = Vec::new();
    bayesian_bootstrap(&HOURS, 400_000, &mut Random::new(2), &mut means);
    let table = [
        ("percentile", bootstrap.percentile(0.95), 46.81, 191.21, 0.08, 0.2),
        ("BCa", bootstrap.bca(0.95), 56.98, 225.91, 0.1, 0.5),
        ("studentised", bootstrap.studentised(0.95), 47.01, 291.98, 0.2, 0.7),
        ("Bayesian", bayesian_interval(&HOURS, &means, 0.95), 54.31, 195.67, 0.1, 0.4),
    ];
    for (name, found, low, high, low_error, high_error) in table {
        assert!((found.low - low).abs() < 4.0 * low_error, "{name}: {found:?}");
        assert!((found.high - high).abs() < 4.0 * high_error, "{name}: {found:?}");
        assert_eq!(found.flag, None, "{name}");
    }
}

#[test]
fn intervals_agree_with_the_boot_package() {
    // R's boot with 10⁶ resamples, printed to two decimals, as quoted in SciPy's tests (test_bootstrap_against_R).
    let values = [10.0, 12.0, 12.5, 12.5, 13.9, 15.0, 21.0, 22.0, 23.0, 34.0, 50.0, 81.0, 89.0, 121.0, 134.0, 213.0];
    let mut bootstrap = Bootstrap::default();
    bootstrap.resample(&values, 400_000, &mut Random::new(3));
    let (percentile, bca) = (bootstrap.percentile(0.95), bootstrap.bca(0.95));
    // Standard errors of the BCa ends at this B by repetition in SciPy: 0.05 and 0.12; those of R's are 0.6 of that.
    assert!((percentile.low - 28.86).abs() < 0.24 && (percentile.high - 84.21).abs() < 0.4, "{percentile:?}");
    assert!((bca.low - 32.31).abs() < 0.24 && (bca.high - 91.43).abs() < 0.6, "{bca:?}");
}

#[test]
fn the_bayesian_bootstrap_has_its_exact_law() {
    // Of (0, 0, 1): the weight of the last is Beta(1, 2), whose quantile is 1 - √(1 - p).
    let mut means = Vec::new();
    let count = 100_000;
    bayesian_bootstrap(&[0.0, 0.0, 1.0], count, &mut Random::new(4), &mut means);
    for p in [0.025, 0.25, 0.5, 0.9, 0.975_f64] {
        let exact = 1.0 - (1.0 - p).sqrt();
        let density = 2.0 * (1.0 - exact);
        let error = (p * (1.0 - p) / count as f64).sqrt() / density;
        assert!((order_statistic(&means, p).0 - exact).abs() < 4.0 * error, "{p}");
    }
    // Of any values: mean x̄ and variance Σ(x - x̄)²/(n(n + 1)).
    bayesian_bootstrap(&HOURS, count, &mut Random::new(5), &mut means);
    let (mean, sd) = mean_and_sd(&means);
    let (centre, spread) = mean_and_sd(&HOURS);
    let exact = (spread * spread * 11.0 / (12.0 * 13.0)).sqrt();
    assert!((mean - centre).abs() < 4.0 * exact / (count as f64).sqrt());
    // The law is nearly gamma with a skewness of 0.6: √((κ - 1)/4B), κ about 3.6.
    assert!((sd / exact - 1.0).abs() < 4.0 * (2.6 / 4.0 / count as f64).sqrt());
}

#[test]
fn constant_and_bounded_data_give_flagged_points_and_never_nan() {
    let mut bootstrap = Bootstrap::default();
    let mut means = Vec::new();
    for values in [&[7.0][..], &[0.0; 8], &[0.1; 30], &[-4.0, -4.0]] {
        bootstrap.resample(values, 199, &mut Random::new(6));
        bayesian_bootstrap(values, 199, &mut Random::new(6), &mut means);
        let all = [
            bootstrap.percentile(0.95),
            bootstrap.bca(0.95),
            bootstrap.studentised(0.95),
            bayesian_interval(values, &means, 0.95),
        ];
        for interval in all {
            assert!((interval.low - values[0]).abs() < 1e-15 && interval.low == interval.high, "{interval:?}");
            assert_eq!(interval.flag, Some(Flag::NoSpread));
        }
    }
    // One success in eight: a third of the resamples are all zeros and have no spread.
    let rare = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0];
    bootstrap.resample(&rare, 999, &mut Random::new(7));
    let studentised = bootstrap.studentised(0.95);
    assert_eq!((studentised.high, studentised.flag), (f64::INFINITY, Some(Flag::Unbounded)));
    let bca = bootstrap.bca(0.95);
    assert!(bca.low.is_finite() && bca.high.is_finite() && bca.low < bca.high, "{bca:?}");
    // Resamples that all miss the one outlier: all on one side.
    let mut one_sided = Bootstrap::default();
    one_sided.resample(&rare, 99, &mut First);
    let bca = one_sided.bca(0.95);
    assert_eq!((bca.low, bca.high, bca.flag), (0.0, 0.0, Some(Flag::OneSided)));
}

/// The share of `studies` samples of `draw` whose t, percentile, BCa, studentised and Bayesian intervals cover `truth`.
fn coverage(studies: usize, n: usize, truth: f64, seed: u64, draw: impl Fn(&mut Random) -> f64) -> [f64; 5] {
    let mut random = Random::new(seed);
    let t = super::super::student_quantile(0.95, n as f64 - 1.0);
    let (mut bootstrap, mut means, mut covered) = (Bootstrap::default(), Vec::new(), [0.0; 5]);
    for _ in 0..studies {
        let values: Vec<f64> = (0..n).map(|_| draw(&mut random)).collect();
        bootstrap.resample(&values, 399, &mut random);
        bayesian_bootstrap(&values, 399, &mut random, &mut means);
        let intervals = [
            super::super::t_interval(&values, t),
            bootstrap.percentile(0.95),
            bootstrap.bca(0.95),
            bootstrap.studentised(0.95),
            bayesian_interval(&values, &means, 0.95),
        ];
        for (covered, interval) in covered.iter_mut().zip(intervals) {
            *covered += f64::from(u8::from(interval.covers(truth))) / studies as f64;
        }
    }
    covered
}

#[test]
fn coverage_is_right_where_it_is_known_and_wrong_where_it_should_be() {
    // A normal population: the t interval is exact at any n. Standard error at 10,000 studies: 0.0022.
    let normal = coverage(10_000, 8, 3.0, 8, |random| 3.0 + 2.0 * random.normal());
    let error = (0.95 * 0.05 / 10_000.0_f64).sqrt();
    assert!((normal[0] - 0.95).abs() < 3.0 * error, "{normal:?}");
    // Bootstrap intervals are too short at n = 8 by a factor of about √(7/8) · 1.96/2.365: coverage near 0.88.
    assert!((0.86..0.90).contains(&normal[1]), "{normal:?}");
    // A lognormal population of CV 1.5 at n = 8: no interval holds what it claims.
    let sigma = (1.5_f64 * 1.5).ln_1p().sqrt();
    let skewed = coverage(10_000, 8, 1.0, 9, |random| (sigma * random.normal() - sigma * sigma / 2.0).exp());
    assert!(skewed[0] < 0.95 - 15.0 * error, "{skewed:?}");
    assert!(skewed[2] < 0.90 && skewed[4] < 0.90, "{skewed:?}");
    assert!(skewed[3] > skewed[0] + 0.02, "studentising helps: {skewed:?}");
    // A lognormal population of CV 1.2 at n = 5, the same B and the same rule for quantiles in NumPy: percentile 0.734, BCa
    // 0.752, Bayesian 0.706; t 0.84 and studentised 0.90 are those of the method's own trial, to two decimals. The
    // standard error of the difference of two shares among 10,000 is 0.006.
    let sigma = (1.2_f64 * 1.2).ln_1p().sqrt();
    let small = coverage(10_000, 5, 1.0, 10, |random| (sigma * random.normal() - sigma * sigma / 2.0).exp());
    for (found, stated) in small.into_iter().zip([0.84, 0.734, 0.752, 0.90, 0.706]) {
        assert!((found - stated).abs() < 3.0 * 0.006 + 0.005, "{small:?}");
    }
}
