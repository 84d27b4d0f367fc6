//! Holds the families against values worked out by hand, and their constructors against everything impossible.

use super::*;
use std::f64::consts::FRAC_1_SQRT_2;

/// z of a central 90% interval.
const Z90: f64 = 1.644_853_626_951_472_7;

#[test]
fn values_by_hand() {
    let close = |found: f64, exact: f64| assert!((found / exact - 1.0).abs() < 1e-14, "{found} {exact}");
    // Jeffreys posterior of 3 of 8.
    let jeffreys = Beta::new(3.5, 5.5).expect("a law");
    close(jeffreys.mean(), 3.5 / 9.0);
    close(jeffreys.sd(), (3.5 * 5.5 / (81.0 * 10.0f64)).sqrt());
    // Mean 35%, sd 10%: α + β = 0.35·0.65/0.01 - 1 = 21.75.
    let stated = Beta::from_mean_sd(0.35, 0.1).expect("a law");
    close(stated.alpha(), 0.35 * 21.75);
    close(stated.beta(), 0.65 * 21.75);
    // 12 in 8 person-years.
    let rate = Gamma::from_shape_rate(12.5, 8.0).expect("a law");
    close(rate.mean(), 1.5625);
    close(rate.sd(), 12.5f64.sqrt() / 8.0);
    let pert = Pert::new(0.1, 0.35, 0.6).expect("a law");
    close(pert.mean(), (0.1 + 4.0 * 0.35 + 0.6) / 6.0);
    close(pert.sd(), (0.25 * 0.25 / 7.0f64).sqrt());
    let triangular = Triangular::new(0.0, 1.0, 5.0).expect("a law");
    close(triangular.mean(), 2.0);
    close(triangular.sd(), ((25.0 + 1.0 - 5.0) / 18.0f64).sqrt());
    // 90% of this law lie between £11k and £41k, 5% on either side; its median is their geometric mean.
    let range = Distribution::from(Lognormal::from_range(11_000.0, 41_000.0, 0.9).expect("a law"));
    close(range.quantile(0.05), 11_000.0);
    close(range.quantile(0.95), 41_000.0);
    close(range.quantile(0.5), (11_000.0 * 41_000.0f64).sqrt());
    let σ = (41.0f64 / 11.0).ln() / 2.0 / Z90;
    close(range.mean(), (11_000.0 * 41_000.0f64).sqrt() * (σ * σ / 2.0).exp());
    close(range.sd(), range.mean() * (σ * σ).exp_m1().sqrt());
    // Straight on to 0% by 0.05/0.45 = 1/9 of the first piece's rise, to 100% by 1/9 of the last one's.
    let quantiles = Quantiles::new(&[(0.95, 15_000.0), (0.05, 2000.0), (0.5, 5000.0)], 0.0, 1e9).expect("a law");
    let ends = (2000.0 - 3000.0 / 9.0, 15_000.0 + 10_000.0 / 9.0);
    assert!((quantiles.support().0 - ends.0).abs() < 1e-9 && (quantiles.support().1 - ends.1).abs() < 1e-9);
    close(quantiles.mean(), 0.5 * (ends.0 + 5000.0) / 2.0 + 0.5 * (5000.0 + ends.1) / 2.0);
    // Clipped: slope 10 a unit, so that the line from (10%, 0.5) meets 0 at 5% and leaves a mass of 5% there.
    let clipped = Distribution::from(Quantiles::new(&[(0.1, 0.5), (0.2, 1.5)], 0.0, 2.5).expect("a law"));
    assert!(clipped.quantile(0.049_999) == 0.0 && (clipped.cdf(0.0) - 0.05).abs() < 1e-15);
    close(clipped.quantile(0.25), 2.0);
    assert_eq!(clipped.quantile(0.31), 2.5);
    close(clipped.mean(), 0.25 * 1.25 + 0.7 * 2.5);
    let mixture = Mixture::new(vec![(0.2, Point::new(0.0).expect("a law").into()), (0.8, pert.into())]).expect("a law");
    close(mixture.mean(), 0.8 * 0.35);
    close(mixture.sd(), (0.8 * (0.0625 / 7.0 + 0.35 * 0.35) - 0.28f64 * 0.28).sqrt());
}

/// The messages of refused constructions.
fn refused<L: std::fmt::Debug, E: std::fmt::Display>(result: Result<L, E>) -> String {
    result.err().map_or_else(|| "accepted".to_owned(), |error| error.to_string())
}

#[test]
fn impossible_betas() {
    let shapes = "must be a number from 0.000001 to 10,000,000,000,000, not";
    let table = [
        (Beta::new(0.0, 1.0), format!("alpha of a beta {shapes} 0")),
        (Beta::new(f64::NAN, 1.0), format!("alpha of a beta {shapes} NaN")),
        (Beta::new(1.0, f64::INFINITY), format!("beta of a beta {shapes} inf")),
        (Beta::new(1.0, -3.0), format!("beta of a beta {shapes} -3")),
        (Beta::from_mean_sd(0.0, 0.1), "the mean of a beta must lie between 0% and 100%, not at 0%".to_owned()),
        (Beta::from_mean_sd(1.0, 0.1), "the mean of a beta must lie between 0% and 100%, not at 100%".to_owned()),
        (Beta::from_mean_sd(f64::NAN, 0.1), "the mean of a beta must lie between 0% and 100%, not at NaN%".to_owned()),
        (
            Beta::from_mean_sd(0.35, 0.0),
            "the sd of a beta must be above 0, not 0%: a certain share is written as a plain value".to_owned(),
        ),
        (
            Beta::from_mean_sd(0.35, 0.6),
            "an sd of 60% is too large for a beta with mean 35%: it must be below 47.697%".to_owned(),
        ),
        (
            Beta::from_mean_sd(0.5, 0.5),
            "an sd of 50% is too large for a beta with mean 50%: it must be below 50%".to_owned(),
        ),
        (
            Beta::from_mean_sd(0.35, 1e-9),
            "an sd of 1e-7% around a mean of 35% is as good as certain: write the mean as a plain value".to_owned(),
        ),
    ];
    for (result, message) in table {
        assert_eq!(refused(result), message);
    }
    assert!(Beta::from_mean_sd(0.5, f64::INFINITY).is_err());
}

#[test]
fn impossible_gammas_and_lognormals() {
    let shape = "the shape of a gamma must be a number from 0.000001 to 10,000,000,000,000, not";
    let gammas = [
        (Gamma::from_shape_rate(0.0, 1.0), format!("{shape} 0")),
        (Gamma::from_shape_rate(f64::NAN, 1.0), format!("{shape} NaN")),
        (Gamma::from_shape_rate(1.0, 0.0), "the rate of a gamma must be a number above 0, not 0".to_owned()),
        (Gamma::from_shape_rate(1.0, 1e-308), "the rate of a gamma must be a number above 0, not 1e-308".to_owned()),
        (Gamma::from_mean_sd(-2.0, 1.0), "the mean of a gamma must be a number above 0, not -2".to_owned()),
        (
            Gamma::from_mean_sd(2.0, f64::NAN),
            "the sd of a gamma must be above 0, not NaN: a certain value is written as a plain one".to_owned(),
        ),
        (
            Gamma::from_mean_sd(2.0, 2001.0),
            "an sd of 2001 is too large for a gamma with mean 2: it is more than 1,000 times the mean".to_owned(),
        ),
        (
            Gamma::from_mean_sd(2.0, 1e-7),
            "an sd of 1e-7 around a mean of 2 is as good as certain: write the mean as a plain value".to_owned(),
        ),
    ];
    for (result, message) in gammas {
        assert_eq!(refused(result), message);
    }
    let wide = "this lognormal is spread too widely to be drawn from: bring its figures closer together";
    let lognormals = [
        (Lognormal::from_mean_sd(0.0, 1.0), "the mean of a lognormal must be a number above 0, not 0"),
        (
            Lognormal::from_mean_sd(1.0, f64::INFINITY),
            "the sd of a lognormal must be a number above 0, not inf: a certain value is written as a plain one",
        ),
        (
            Lognormal::from_mean_sd(1.0, 1e-10),
            "an sd of 1e-10 around a mean of 1 is as good as certain: write the mean as a plain value",
        ),
        (Lognormal::from_mean_sd(1e300, 1e308), wide),
        (Lognormal::from_range(1.0, 2.0, 1e-12), wide),
        (
            Lognormal::from_range(0.0, 2.0, 0.9),
            "this range must start above 0, not at 0: for a value that may be 0 write quantiles or a mixture",
        ),
        (Lognormal::from_range(2.0, 2.0, 0.9), "low and high are both 2: write it as a plain value"),
        (Lognormal::from_range(3.0, 2.0, 0.9), "low (3) is above high (2): swap them"),
        (
            Lognormal::from_range(2.0, 3.0, 1.0),
            "a confidence of 100% is not possible: it must lie between 0% and 100%, such as 90%",
        ),
        (
            Lognormal::from_range(2.0, 3.0, f64::NAN),
            "a confidence of NaN% is not possible: it must lie between 0% and 100%, such as 90%",
        ),
    ];
    for (result, message) in lognormals {
        assert_eq!(refused(result), message);
    }
}

#[test]
fn impossible_bounds_and_modes() {
    assert_eq!(refused(Uniform::new(f64::NAN, 1.0)), "low (NaN) and high (1) must both be numbers");
    assert_eq!(refused(Uniform::new(0.0, f64::INFINITY)), "low (0) and high (inf) must both be numbers");
    assert_eq!(refused(Uniform::new(-1.7e308, 1.7e308)), "low (-1.7e308) and high (1.7e308) are too far apart");
    assert_eq!(refused(Uniform::new(1.0, 1.0)), "low and high are both 1: write it as a plain value");
    assert_eq!(refused(Triangular::new(5000.0, 1.0, 2000.0)), "low (5000) is above high (2000): swap them");
    assert_eq!(refused(Triangular::new(0.0, 2.0, 1.0)), "the mode (2) must lie from low (0) to high (1)");
    assert_eq!(refused(Triangular::new(0.0, f64::NAN, 1.0)), "the mode (NaN) must lie from low (0) to high (1)");
    assert_eq!(refused(Pert::new(0.3, 0.2, 0.6)), "the mode (0.2) must lie from low (0.3) to high (0.6)");
    assert_eq!(refused(Pert::new(0.3, f64::NAN, 0.6)), "the mode (NaN) must lie from low (0.3) to high (0.6)");
    assert_eq!(refused(Pert::new(0.3, 0.3, 0.3)), "low and high are both 0.3: write it as a plain value");
    assert!(Pert::new(0.3, 0.3, 0.6).is_ok() && Triangular::new(0.0, 1.0, 1.0).is_ok());
    assert_eq!(refused(Point::new(f64::NAN)), "a certain value must be a number, not NaN");
    let inside = "for a share that may be 0% or 100% write pert, quantiles or a mixture";
    assert_eq!(
        refused(LogitNormal::from_range(0.0, 0.5, 0.9)),
        format!("a range of shares must lie above 0% and below 100%, not from 0% to 50%: {inside}")
    );
    assert_eq!(
        refused(LogitNormal::from_range(0.1, 0.5, 1e-9)),
        "this range of shares is too wide at its confidence: nearly every value would be 0% or 100%"
    );
}

#[test]
fn impossible_normals() {
    let high = f64::INFINITY;
    let table = [
        (TruncatedNormal::new(f64::NAN, 1.0, 0.0, high), "the mean of a normal must be a number, not NaN"),
        (
            TruncatedNormal::new(1.0, 0.0, 0.0, high),
            "the sd of a normal must be a number above 0, not 0: a certain value is written as a plain one",
        ),
        (TruncatedNormal::new(1.0, 1.0, 2.0, 2.0), "the legal range 2 to 2 is empty"),
        (TruncatedNormal::new(1.0, 1.0, f64::NAN, 2.0), "the legal range NaN to 2 is empty"),
        (
            TruncatedNormal::new(-500.0, 100.0, 0.0, high),
            "next to nothing of a normal with mean -500 and sd 100 lies in the legal range, 0 or more",
        ),
        (
            TruncatedNormal::new(35.0, 5.0, 0.0, 1.0),
            "next to nothing of a normal with mean 35 and sd 5 lies in the legal range, 0 to 1",
        ),
        (
            TruncatedNormal::new(0.3, 1e7, 0.0, 1.0),
            "an sd of 10000000 makes a normal as good as even over its legal range, 0 to 1: write it as uniform",
        ),
        (
            TruncatedNormal::new(0.3, 1e-14, 0.0, 1.0),
            "an sd of 1e-14 around a mean of 0.3 is as good as certain: write the mean as a plain value",
        ),
    ];
    for (result, message) in table {
        assert_eq!(refused(result), message);
    }
}

#[test]
fn impossible_quantiles_mixtures_and_conversions() {
    let few = "quantiles need at least two points, such as {5%: 2000, 95%: 15000}";
    let quantiles: [(&[(f64, f64)], &str); 9] = [
        (&[], few),
        (&[(0.5, 1.0)], few),
        (&[(-0.1, 1.0), (0.5, 2.0)], "-10% is not the probability of a quantile: it must be from 0% to 100%"),
        (&[(f64::NAN, 1.0), (0.5, 2.0)], "NaN% is not the probability of a quantile: it must be from 0% to 100%"),
        (&[(0.5, 1.0), (0.5, 2.0)], "the 50% quantile is given twice"),
        (&[(0.1, -1.0), (0.5, 2.0)], "the 10% quantile is -1, outside the legal range"),
        (&[(0.1, f64::NAN), (0.5, 2.0)], "the 10% quantile is NaN, outside the legal range"),
        (&[(0.5, 2.0), (0.9, 1.0)], "the 90% quantile (1) is below the 50% quantile (2): quantiles must rise"),
        (&[(0.5, 2.0), (0.9, 2.0)], "all quantiles are 2: write it as a plain value"),
    ];
    for (points, message) in quantiles {
        assert_eq!(refused(Quantiles::new(points, 0.0, f64::INFINITY)), message);
    }
    let point = |x: f64| Distribution::from(Point::new(x).expect("a number"));
    assert_eq!(refused(Mixture::new(vec![])), "a mixture needs at least one weighted value");
    assert_eq!(
        refused(Mixture::new(vec![(0.0, point(1.0)), (1.0, point(2.0))])),
        "a weight in a mixture must be above 0%, not 0%"
    );
    assert_eq!(
        refused(Mixture::new(vec![(0.6, point(1.0)), (0.6, point(2.0))])),
        "the weights of a mixture must sum to 100%, not 120%"
    );
    assert_eq!(
        refused(Mixture::new(vec![(0.5, point(1.0)), (0.5, point(1.0))])),
        "every value of this mixture is 1: write it as a plain value"
    );
    assert_eq!(
        refused(Rescaled::new(point(0.5), 0.0)),
        "the two periods are out of proportion: their ratio must be from 0.000001 to 1,000,000, not 0"
    );
    assert_eq!(
        refused(Rescaled::new(point(1.5), 2.0)),
        "only a share can be converted from one period to another, not a value from 150% to 150%"
    );
}

#[test]
fn quantiles_given_at_the_ends_are_kept() {
    let law = Distribution::from(Quantiles::new(&[(0.0, 1.0), (0.5, 2.0), (1.0, 9.0)], 0.0, 10.0).expect("quantiles"));
    assert_eq!(law.support(), (1.0, 9.0));
    assert_eq!(law.quantile(0.25), 1.5);
    assert_eq!(law.mean(), 0.5 * 1.5 + 0.5 * 5.5);
    // A line that starts on the bound stays there.
    let law = Distribution::from(Quantiles::new(&[(0.3, 0.0), (0.6, 1.0)], 0.0, 1.0).expect("quantiles"));
    assert_eq!(law.point_masses(), [(0.0, 0.3), (1.0, 0.4)]);
    assert_eq!([0.1, 0.3, 0.6, 0.9].map(|u| law.quantile(u)), [0.0, 0.0, 1.0, 1.0]);
    // Equal quantiles are a point mass; a level line goes on level, here down to 0%.
    let law = Distribution::from(Quantiles::new(&[(0.2, 3.0), (0.8, 3.0), (0.9, 4.0)], 0.0, 1e9).expect("quantiles"));
    assert_eq!((law.quantile(0.01), law.cdf(3.0)), (3.0, 0.8));
}

#[test]
fn a_tail_of_the_normal_law_has_its_known_moments() {
    // Half a normal: mean √(2/π), variance 1 - 2/π.
    let half = TruncatedNormal::new(0.0, 1.0, 0.0, f64::INFINITY).expect("half a normal");
    let mean = 2.0 * FRAC_1_SQRT_2 / std::f64::consts::PI.sqrt();
    assert!((half.mean() - mean).abs() < 1e-14);
    assert!((half.sd() - (1.0 - mean * mean).sqrt()).abs() < 1e-14);
    // Very wide: as good as uniform.
    let flat = TruncatedNormal::new(0.3, 1e5, 0.0, 1.0).expect("a flat normal");
    assert!((flat.mean() - 0.5).abs() < 1e-11 && (flat.sd() - 1.0 / 12f64.sqrt()).abs() < 1e-11);
}
