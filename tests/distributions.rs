//! Holds every family against distribution functions that do not come from this crate.

use averted::distribution::{
    Beta, Distribution, Gamma, Law as _, LogitNormal, Lognormal, Mixture, Pert, Point, Quantiles, Rescaled, Triangular,
    TruncatedNormal, Uniform,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use statrs::distribution as independent;
use statrs::distribution::ContinuousCDF;
use statrs::function::gamma::ln_gamma;

const DRAWS: usize = 100_000;

/// A continuous law with its distribution function from elsewhere.
struct Case {
    name: &'static str,
    law: Distribution,
    cdf: Box<dyn Fn(f64) -> f64>,
}

fn case(name: &'static str, law: impl Into<Distribution>, cdf: impl Fn(f64) -> f64 + 'static) -> Case {
    Case { name, law: law.into(), cdf: Box::new(cdf) }
}

/// Φ by `statrs`, whose error function is not the one that the crate uses.
fn normal(mean: f64, sd: f64) -> impl Fn(f64) -> f64 {
    let law = independent::Normal::new(mean, sd).unwrap();
    move |x| law.cdf(x)
}

/// The distribution function of a density up to a factor, by Simpson's rule on a grid from `low` to `high`.
fn integrated(low: f64, high: f64, density: impl Fn(f64) -> f64) -> impl Fn(f64) -> f64 {
    const STEPS: usize = 20_000;
    let width = (high - low) / STEPS as f64;
    let mut sums = vec![0.0];
    for step in 0..STEPS {
        let x = low + width * step as f64;
        let area = (density(x) + 4.0 * density(x + width / 2.0) + density(x + width)) * width / 6.0;
        sums.push(sums[step] + area);
    }
    move |x| {
        let place = ((x - low) / width).clamp(0.0, STEPS as f64);
        let step = (place as usize).min(STEPS - 1);
        (sums[step] + (sums[step + 1] - sums[step]) * (place - step as f64)) / sums[STEPS]
    }
}

fn logit(x: f64) -> f64 {
    (x / (1.0 - x)).ln()
}

/// z of a central 90% interval.
const Z90: f64 = 1.644_853_626_951_472_7;

fn cases() -> Vec<Case> {
    let beta = |a, b| {
        let law = independent::Beta::new(a, b).unwrap();
        move |x: f64| law.cdf(x.clamp(0.0, 1.0))
    };
    let gamma = |shape, rate| {
        let law = independent::Gamma::new(shape, rate).unwrap();
        move |x| law.cdf(x)
    };
    let (low, high) = (normal(0.3, 0.2)(0.0), normal(0.3, 0.2)(1.0));
    let tail = normal(-2.0, 1.0);
    let below_zero = tail(0.0);
    // PERT(0.3, 0.35, 0.8): shapes 1 + 4·0.05/0.5 and 1 + 4·0.45/0.5.
    let pert = integrated(0.3, 0.8, |x| (x - 0.3f64).powf(0.4) * (0.8 - x).powf(3.6));
    let narrow_log_density = |x: f64| 99_999.0 * (x / 0.25f64).ln() + 299_999.0 * ((1.0 - x) / 0.75f64).ln();
    let triangular = independent::Triangular::new(100.0, 900.0, 200.0).unwrap();
    let log_cost = normal(17_000f64.ln(), 0.5);
    // σ² = ln(1 + CV²) with CV = √(exp(¼) - 1).
    let cv = 0.25f64.exp_m1().sqrt();
    let mean = (17_000f64.ln() + 0.125).exp();
    let pooled = [normal(0.3, 0.2), normal(0.3, 0.2)];
    let posterior = beta(3.5, 5.5);
    vec![
        case("beta", Beta::new(3.5, 5.5).unwrap(), beta(3.5, 5.5)),
        case("beta, none of 8", Beta::new(0.5, 8.5).unwrap(), beta(0.5, 8.5)),
        case("beta, small shape", Beta::new(0.05, 0.9).unwrap(), beta(0.05, 0.9)),
        case("beta, lopsided", Beta::new(0.5, 1e4).unwrap(), beta(0.5, 1e4)),
        case(
            "beta, narrow",
            Beta::new(1e5, 3e5).unwrap(),
            integrated(0.24, 0.26, move |x| narrow_log_density(x).exp()),
        ),
        case("gamma", Gamma::from_shape_rate(12.5, 8.0).unwrap(), gamma(12.5, 8.0)),
        case("gamma, CV 4.5", Gamma::from_mean_sd(2.0, 80f64.sqrt()).unwrap(), gamma(0.05, 0.025)),
        case("gamma, narrow", Gamma::from_shape_rate(25_000.0, 5.0).unwrap(), gamma(25_000.0, 5.0)),
        case("lognormal", Lognormal::from_mean_sd(mean, mean * cv).unwrap(), move |x: f64| log_cost(x.ln())),
        case("lognormal, range", Lognormal::from_range(2.0, 32.0, 0.9).unwrap(), {
            let law = normal(8f64.ln(), 4f64.ln() / Z90);
            move |x: f64| law(x.ln())
        }),
        case("normal, truncated", TruncatedNormal::new(0.3, 0.2, 0.0, 1.0).unwrap(), {
            let law = normal(0.3, 0.2);
            move |x| (law(x) - low) / (high - low)
        }),
        case("normal, tail", TruncatedNormal::new(-2.0, 1.0, 0.0, f64::INFINITY).unwrap(), move |x| {
            (tail(x) - below_zero) / (1.0 - below_zero)
        }),
        case("uniform", Uniform::new(2.0, 5.0).unwrap(), |x| (x - 2.0) / 3.0),
        case("triangular", Triangular::new(100.0, 200.0, 900.0).unwrap(), move |x| triangular.cdf(x)),
        case("pert", Pert::new(0.3, 0.35, 0.8).unwrap(), pert),
        case("logit-normal", LogitNormal::from_range(0.1, 0.6, 0.9).unwrap(), {
            let (from, to) = (logit(0.1), logit(0.6));
            let law = normal((from + to) / 2.0, (to - from) / 2.0 / Z90);
            move |x| law(logit(x))
        }),
        // Slopes 3000/0.45 and 10000/0.45 a unit of probability; neither meets a bound.
        case("quantiles", Quantiles::new(&[(0.05, 2000.0), (0.5, 5000.0), (0.95, 15_000.0)], 0.0, 1e9).unwrap(), |x| {
            if x < 5000.0 { 0.05 + (x - 2000.0) * 0.45 / 3000.0 } else { 0.5 + (x - 5000.0) * 0.45 / 10_000.0 }
        }),
        case(
            "mixture",
            Mixture::new(vec![
                (0.25, Uniform::new(0.0, 0.5).unwrap().into()),
                (0.25, Uniform::new(0.4, 1.0).unwrap().into()),
                (0.5, TruncatedNormal::new(0.3, 0.2, 0.0, 1.0).unwrap().into()),
            ])
            .unwrap(),
            move |x| {
                0.25 * (x / 0.5).clamp(0.0, 1.0)
                    + 0.25 * ((x - 0.4) / 0.6).clamp(0.0, 1.0)
                    + 0.5 * (pooled[0](x) - low) / (high - low)
            },
        ),
        // 3 of 8 over one year, converted to two: 1 - (1-p)².
        case("rescaled", Rescaled::new(Beta::new(3.5, 5.5).unwrap().into(), 2.0).unwrap(), move |x: f64| {
            posterior(1.0 - (1.0 - x).sqrt())
        }),
    ]
}

fn uniforms(seed: u64) -> Vec<f64> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    (0..DRAWS).map(|_| ((random.next_u64() >> 11) as f64 + 0.5) / (1u64 << 53) as f64).collect()
}

/// The p-value of Kolmogorov and Smirnov's statistic, by the asymptotic series with Stephens's correction.
fn kolmogorov_smirnov(mut sample: Vec<f64>, cdf: impl Fn(f64) -> f64) -> f64 {
    sample.sort_by(f64::total_cmp);
    let n = sample.len() as f64;
    let distance = sample.iter().enumerate().fold(0f64, |distance, (index, &x)| {
        let f = cdf(x);
        distance.max(f - index as f64 / n).max((index + 1) as f64 / n - f)
    });
    let λ = (n.sqrt() + 0.12 + 0.11 / n.sqrt()) * distance;
    let series: f64 = (1..=100).map(f64::from).map(|j| (-1f64).powf(j - 1.0) * (-2.0 * j * j * λ * λ).exp()).sum();
    if λ < 0.2 { 1.0 } else { (2.0 * series).clamp(0.0, 1.0) }
}

#[test]
fn draws_follow_their_law() {
    for (index, Case { name, law, cdf }) in cases().into_iter().enumerate() {
        let sample = uniforms(index as u64).into_iter().map(|u| law.quantile(u)).collect();
        let p = kolmogorov_smirnov(sample, cdf);
        assert!(p > 0.001, "{name}: p = {p}");
    }
}

#[test]
fn the_test_of_draws_sees_a_wrong_law() {
    // The largest distance between these two laws is 1.3%, four standard errors of a sample of 100,000.
    let law = independent::Beta::new(3.5, 5.5).unwrap();
    let wrong = Beta::new(3.55, 5.5).unwrap();
    let p = kolmogorov_smirnov(uniforms(1).into_iter().map(|u| wrong.quantile(u)).collect(), |x| law.cdf(x));
    assert!(p < 1e-6, "p = {p}");
}

#[test]
fn quantile_and_distribution_functions_undo_each_other() {
    for Case { name, law, cdf } in cases() {
        // Simpson's rule with 20,000 steps, linear between them, errs by 10⁻⁷ of the narrow law; statrs by 10⁻¹¹.
        let independent_error = if matches!(name, "pert" | "beta, narrow") { 1e-6 } else { 1e-9 };
        for thousandth in 1..1000 {
            let u = f64::from(thousandth) / 1000.0;
            let x = law.quantile(u);
            // Near 1 a value has no more than 16 digits, and a steep law turns the last one into more.
            let last_place = law.cdf(x * (1.0 + 4.0 * f64::EPSILON)) - law.cdf(x * (1.0 - 4.0 * f64::EPSILON));
            assert!((law.cdf(x) - u).abs() < 1e-12 + last_place, "{name}: {u} → {x} → {}", law.cdf(x));
            assert!((cdf(x) - u).abs() < independent_error + last_place, "{name}: {u} → {x} → {}", cdf(x));
        }
    }
}

#[test]
fn samples_have_the_stated_mean_and_sd() {
    for (index, Case { name, law, .. }) in cases().into_iter().enumerate() {
        let sample: Vec<f64> = uniforms(1000 + index as u64).into_iter().map(|u| law.quantile(u)).collect();
        let n = DRAWS as f64;
        let mean = sample.iter().sum::<f64>() / n;
        let moment = |power: i32| sample.iter().map(|x| (x - mean).powi(power)).sum::<f64>() / n;
        let (variance, fourth) = (moment(2), moment(4));
        // Within four standard errors: √(variance/n) for the mean, √((m₄ - variance²)/n) for the variance.
        assert!((mean - law.mean()).abs() < 4.0 * (variance / n).sqrt(), "{name}: {mean} {}", law.mean());
        let error = ((fourth - variance * variance) / n).sqrt();
        assert!((variance - law.sd().powi(2)).abs() < 4.0 * error, "{name}: {} {}", variance.sqrt(), law.sd());
    }
}

/// Mean and sd of a law on [0, 1] from its distribution function: E X = ∫ (1 - F), E X² = ∫ 2x (1 - F), by the midpoint
/// rule in w with x = w²(3 - 2w), which is smooth at both ends.
fn moments_on_unit_interval(cdf: impl Fn(f64) -> f64) -> (f64, f64) {
    const STEPS: u32 = 200_000;
    let (mut first, mut second) = (0.0, 0.0);
    for step in 0..STEPS {
        let w = (f64::from(step) + 0.5) / f64::from(STEPS);
        let x = w * w * (3.0 - 2.0 * w);
        let weight = 6.0 * w * (1.0 - w) / f64::from(STEPS);
        first += weight * (1.0 - cdf(x));
        second += weight * 2.0 * x * (1.0 - cdf(x));
    }
    (first, (second - first * first).sqrt())
}

#[test]
fn moments_by_quadrature_are_exact() {
    // The midpoint rule errs by about 10⁻¹⁰ here, statrs's error function by 10⁻¹¹.
    for Case { name, law, cdf } in cases() {
        if ["normal, truncated", "logit-normal", "rescaled", "mixture", "beta", "beta, none of 8"].contains(&name) {
            let (mean, sd) = moments_on_unit_interval(cdf);
            assert!((law.mean() - mean).abs() < 1e-9, "{name}: {} {mean}", law.mean());
            assert!((law.sd() - sd).abs() < 1e-9, "{name}: {} {sd}", law.sd());
        }
    }
    // E(1-p)ᵉ = Γ(β + e)Γ(α + β)/(Γ(β)Γ(α + β + e)), the closed form of a rescaled beta.
    for (alpha, beta, exponent) in [(3.5, 5.5, 2.0), (0.5, 8.5, 0.25), (2.5, 6.5, 24.0), (40.0, 3.0, 1.5)] {
        let power =
            |e: f64| (ln_gamma(beta + e) + ln_gamma(alpha + beta) - ln_gamma(beta) - ln_gamma(alpha + beta + e)).exp();
        let law = Rescaled::new(Beta::new(alpha, beta).unwrap().into(), exponent).unwrap();
        let sd = (power(2.0 * exponent) - power(exponent).powi(2)).sqrt();
        assert!((law.mean() - (1.0 - power(exponent))).abs() < 1e-11, "{alpha} {beta} {exponent}");
        assert!((law.sd() - sd).abs() < 1e-9, "{alpha} {beta} {exponent}: {} {sd}", law.sd());
    }
}

#[test]
fn point_masses_come_back_exactly() {
    let zero = || Distribution::from(Point::new(0.0).unwrap());
    let effect = || Distribution::from(Pert::new(0.1, 0.35, 0.6).unwrap());
    let other = || Distribution::from(Beta::new(2.0, 3.0).unwrap());
    let lone = Mixture::new(vec![(0.2, zero()), (0.8, effect())]).unwrap();
    let three = Mixture::new(vec![(0.2, zero()), (0.3, effect()), (0.5, other())]).unwrap();
    let rescaled = Rescaled::new(lone.clone().into(), 2.0).unwrap();
    let nested =
        Mixture::new(vec![(0.5, lone.clone().into()), (0.3, other()), (0.2, rescaled.clone().into())]).unwrap();
    let clipped = Quantiles::new(&[(0.2, 0.0), (0.5, 0.0), (0.9, 0.4)], 0.0, 1.0).unwrap();
    let cases: [(Distribution, f64); 5] =
        [(lone.into(), 0.2), (three.into(), 0.2), (rescaled.into(), 0.2), (nested.into(), 0.14), (clipped.into(), 0.5)];
    for (law, mass) in cases {
        let zeros = (0..10_000).filter(|&k| law.quantile((f64::from(k) + 0.5) / 10_000.0) == 0.0).count();
        assert_eq!(zeros as f64 / 10_000.0, mass);
        let [(value, found)] = law.point_masses()[..] else { panic!("one point mass, not {:?}", law.point_masses()) };
        assert!(value == 0.0 && (found - mass).abs() < 1e-15);
        // Above the mass the pool is continuous again.
        for thousandth in 1..1000 {
            let u = mass + (1.0 - mass) * f64::from(thousandth) / 1000.0;
            assert!((law.cdf(law.quantile(u)) - u).abs() < 1e-12, "{u}");
        }
    }
    let two_views = Mixture::new(vec![(0.3, Point::new(5.0).unwrap().into()), (0.7, Point::new(2.0).unwrap().into())]);
    let two_views = Distribution::from(two_views.unwrap());
    assert_eq!([0.0, 0.69, 0.71, 1.0].map(|u| two_views.quantile(u)), [2.0, 2.0, 5.0, 5.0]);
}

#[test]
fn extreme_parameters_stay_finite_ordered_and_inverted() {
    let laws: Vec<Distribution> = vec![
        Beta::new(1e-6, 1e-6).unwrap().into(),
        Beta::new(1e-6, 5.0).unwrap().into(),
        Beta::new(3.0, 1e12).unwrap().into(),
        Beta::new(1e13, 1e13).unwrap().into(),
        Beta::from_mean_sd(0.35, 0.35e-6).unwrap().into(),
        Gamma::from_mean_sd(11_000.0, 550_000.0).unwrap().into(),
        Gamma::from_mean_sd(11_000.0, 0.011).unwrap().into(),
        Gamma::from_shape_rate(1e-6, 1.0).unwrap().into(),
        Lognormal::from_mean_sd(4200.0, 210_000.0).unwrap().into(),
        Lognormal::from_mean_sd(4200.0, 0.0042).unwrap().into(),
        LogitNormal::from_range(1e-12, 1.0 - 1e-12, 0.9).unwrap().into(),
        TruncatedNormal::new(-4.5, 1.0, 0.0, f64::INFINITY).unwrap().into(),
        TruncatedNormal::new(5.5, 1.0, 0.0, 1.0).unwrap().into(),
        TruncatedNormal::new(0.3, 1e5, 0.0, 1.0).unwrap().into(),
    ];
    let mut us: Vec<f64> = (1..1000).map(|k| f64::from(k) / 1000.0).collect();
    us.extend((1..300).map(|k| 10f64.powi(-k)));
    us.extend((1..16).map(|k| 1.0 - 10f64.powi(-k)));
    us.extend([0.0, 1.0, f64::MIN_POSITIVE]);
    us.sort_by(f64::total_cmp);
    for law in laws {
        let mut last = f64::NEG_INFINITY;
        for &u in &us {
            let x = law.quantile(u);
            assert!(x.is_finite() && x >= last, "{law:?} at {u}: {x} after {last}");
            last = x;
            // Where neighbouring numbers lie further apart in probability, as around 0 or below 1, the nearest is right.
            let gap = law.cdf(x.next_up().next_up() + 1e-300) - law.cdf(x.next_down().next_down() - 1e-300);
            if u > 0.0 && u < 1.0 {
                assert!((law.cdf(x) - u).abs() < 1e-8 + gap, "{law:?} at {u}: {x} → {}", law.cdf(x));
            }
        }
    }
}

/// Any law of a share.
fn any_share() -> impl Strategy<Value = Distribution> {
    let shape = (-3.0..4.0f64).prop_map(|exponent| 10f64.powf(exponent));
    let beta = (shape.clone(), shape).prop_map(|(a, b)| Beta::new(a, b).unwrap().into());
    let three = || (0.0..0.3f64, 0.3..0.6f64, 0.6..1.0f64);
    let pert = three().prop_map(|(low, mode, high)| Pert::new(low, mode, high).unwrap().into());
    let triangular = three().prop_map(|(low, mode, high)| Triangular::new(low, mode, high).unwrap().into());
    let range = (0.001..0.5f64, 0.51..0.999f64, 0.5..0.99f64)
        .prop_map(|(low, high, confidence)| LogitNormal::from_range(low, high, confidence).unwrap().into());
    let normal =
        (-0.2..1.2f64, 0.1..5.0f64).prop_map(|(mean, sd)| TruncatedNormal::new(mean, sd, 0.0, 1.0).unwrap().into());
    let quantiles = (three(), 0.01..0.4f64)
        .prop_map(|((a, b, c), p)| Quantiles::new(&[(p, a), (0.5, b), (1.0 - p, c)], 0.0, 1.0).unwrap().into());
    let point = (0.0..1.0f64).prop_map(|x| Point::new(x).unwrap().into());
    prop_oneof![beta, pert, triangular, range, normal, quantiles, point]
}

/// Any law of a share, pools and conversions included.
fn any_pooled_share() -> impl Strategy<Value = Distribution> {
    let uniform = (0.0..0.4f64, 0.5..1.0f64).prop_map(|(low, high)| Uniform::new(low, high).unwrap().into());
    let mixture = (0.01..0.5f64, 0.01..0.49f64, any_share(), any_share(), uniform)
        .prop_map(|(p, q, a, b, c)| Mixture::new(vec![(p, a), (q, b), (1.0 - p - q, c)]).unwrap().into());
    // Conversions of any law to a longer period, of a posterior of counts to any period.
    let rescaled = (1.0..10.0f64, any_share()).prop_map(|(e, law)| Rescaled::new(law, e).unwrap().into());
    let posterior = (0.1..10.0f64, 0..9u8).prop_map(|(e, events)| {
        let beta = Beta::new(f64::from(events) + 0.5, f64::from(8 - events) + 0.5).unwrap();
        Rescaled::new(beta.into(), e).unwrap().into()
    });
    prop_oneof![3 => any_share(), 3 => mixture, 1 => rescaled, 1 => posterior]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn shares_rise_with_u_and_stay_shares(law in any_pooled_share(), u in 0.0..1.0f64, v in 0.0..1.0f64) {
        let (low, high) = law.support();
        let (x, y) = (law.quantile(u.min(v)), law.quantile(u.max(v)));
        prop_assert!(low >= 0.0 && high <= 1.0 && low <= x && x <= y && y <= high, "{x} {y} in {low} to {high}");
        prop_assert!(law.mean() >= low - 1e-12 && law.mean() <= high + 1e-12);
        // No law on an interval is more spread out than two points at its ends.
        prop_assert!(law.sd() >= 0.0 && law.sd() <= (high - low) / 2.0 + 1e-9);
        // The generalised inverse: F(x) ≥ u, but for the rounding of x; and F below x is at most u.
        let reach = 4.0 * f64::EPSILON;
        prop_assert!(law.cdf(x * (1.0 + reach) + f64::MIN_POSITIVE) >= u.min(v) - 1e-9, "{} {}", law.cdf(x), u.min(v));
        prop_assert!(law.cdf(x * (1.0 - reach) - f64::MIN_POSITIVE) <= u.min(v) + 1e-9, "{} {}", law.cdf(x), u.min(v));
    }

    #[test]
    fn amounts_rise_with_u(mean in 1.0..1e6f64, cv in 0.001..50.0f64, u in 0.0..1.0f64, v in 0.0..1.0f64) {
        let laws: [Distribution; 2] = [
            Gamma::from_mean_sd(mean, mean * cv).unwrap().into(),
            Lognormal::from_mean_sd(mean, mean * cv).unwrap().into(),
        ];
        for law in laws {
            let (x, y) = (law.quantile(u.min(v)), law.quantile(u.max(v)));
            prop_assert!(0.0 <= x && x <= y && y.is_finite());
            prop_assert!((law.mean() / mean - 1.0).abs() < 1e-9 && (law.sd() / (mean * cv) - 1.0).abs() < 1e-9);
            if x > f64::MIN_POSITIVE {
                prop_assert!((law.cdf(x) - u.min(v)).abs() < 1e-10);
            }
        }
    }
}
