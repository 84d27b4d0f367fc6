//! Samples how many: binomial and Poisson counts, by inversion where few are expected and by transformed rejection
//! (Hörmann 1993) where many are.

use rand::Rng;

use super::variates::open_uniform;
use crate::numeric::{excess, exp, float, ln, ln_1p, stirling_correction, whole_part};

/// From so many expected on, transformed rejection takes fewer steps than inversion, and is valid.
const MANY: f64 = 10.0;

/// A count that a law which expects fewer than [`MANY`] has no chance of: rounding alone leads there.
const BEYOND: f64 = 150.0;

/// How many of `trials` succeed when each does with probability `chance`, clipped to 0–1.
#[must_use]
pub fn binomial<R: Rng>(random: &mut R, trials: usize, chance: f64) -> usize {
    if trials == 0 || chance.is_nan() || chance <= 0.0 {
        return 0;
    }
    if chance >= 1.0 {
        return trials;
    }
    if chance > 0.5 {
        return trials - binomial(random, trials, 1.0 - chance);
    }
    let (n, p) = (float(trials), chance);
    let q = 1.0 - p;
    if n * p < MANY {
        let odds = p / q;
        return whole_part(inversion(random, exp(n * ln_1p(-p)), |k| ((n + 1.0) / k - 1.0) * odds));
    }
    let sd = (n * p * q).sqrt();
    let b = 1.15 + 2.53 * sd;
    let hat = Hat {
        a: -0.0873 + 0.0248 * b + 0.01 * p,
        b,
        centre: n * p + 0.5,
        height: (2.83 + 5.1 / b) * sd,
        inside: 0.92 - 4.2 / b,
        last: n,
    };
    let log_mass = |k: f64| -deviance(k, n * p) - deviance(n - k, n * q) - correction(k) - correction(n - k);
    let mode = ((n + 1.0) * p).floor();
    let highest = log_mass(mode);
    whole_part(hat.count(random, |k| log_mass(k) - highest))
}

/// How many events fall where `mean` are expected, none where that is not a positive number.
#[must_use]
pub fn poisson<R: Rng>(random: &mut R, mean: f64) -> usize {
    if mean.is_nan() || mean <= 0.0 || mean.is_infinite() {
        return 0;
    }
    if mean < MANY {
        return whole_part(inversion(random, exp(-mean), |k| mean / k));
    }
    let sd = mean.sqrt();
    let b = 0.931 + 2.53 * sd;
    let hat = Hat {
        a: -0.059 + 0.024_83 * b,
        b,
        centre: mean + 0.43,
        height: (1.1239 + 1.1328 / (b - 3.4)) * (std::f64::consts::TAU.sqrt()),
        inside: 0.9277 - 3.6224 / (b - 2.0),
        last: f64::INFINITY,
    };
    whole_part(hat.count(random, |k| -deviance(k, mean) - correction(k)))
}

/// The count at a uniform number, given the chance of none and the ratio of each chance to the one before.
fn inversion<R: Rng>(random: &mut R, none: f64, ratio: impl Fn(f64) -> f64) -> f64 {
    loop {
        let (mut left, mut mass, mut k) = (open_uniform(random.next_u64()), none, 0.0);
        while left > mass && k < BEYOND {
            left -= mass;
            k += 1.0;
            mass *= ratio(k);
        }
        if k < BEYOND {
            return k;
        }
    }
}

/// The hat of transformed rejection: k = ⌊(2a/(½ - |u|) + b) u + centre⌋ for u uniform on ±½.
struct Hat {
    a: f64,
    b: f64,
    centre: f64,
    /// What the density under the hat is multiplied by to be held against the mass.
    height: f64,
    /// Below this, v is inside the mass wherever |u| is at most 0.43.
    inside: f64,
    last: f64,
}

impl Hat {
    fn count<R: Rng>(&self, random: &mut R, log_mass: impl Fn(f64) -> f64) -> f64 {
        loop {
            let u = open_uniform(random.next_u64()) - 0.5;
            let v = open_uniform(random.next_u64());
            let edge = 0.5 - u.abs();
            let k = ((2.0 * self.a / edge + self.b) * u + self.centre).floor();
            if edge >= 0.07 && v <= self.inside {
                return k;
            }
            if k < 0.0 || k > self.last {
                continue;
            }
            if ln(v * self.height / (self.a / (edge * edge) + self.b)) <= log_mass(k) {
                return k;
            }
        }
    }
}

/// k ln(k/mean) - k + mean without cancellation (Loader 2000); `mean` where k is 0.
fn deviance(k: f64, mean: f64) -> f64 {
    if k == 0.0 { mean } else { k * excess((mean - k) / k) }
}

/// ½ ln k and Stirling's correction: with the deviance, and ½ ln 2π, minus the log of a Poisson chance.
fn correction(k: f64) -> f64 {
    const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;
    if k == 0.0 { -HALF_LN_TWO_PI } else { 0.5 * ln(k) + stirling_correction(k) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_xoshiro::Xoshiro256PlusPlus;
    use rand_xoshiro::rand_core::SeedableRng as _;
    use statrs::distribution::{Binomial, Discrete as _, Poisson};
    use statrs::function::gamma::gamma_ur;

    const SAMPLES: usize = 200_000;

    /// Holds samples against exact chances: Pearson's χ² over the counts of which at least ten are expected, the others
    /// together; p-values above 10⁻⁵ for each of some forty laws of a fixed seed.
    fn judge(name: &str, mass: impl Fn(u64) -> f64, mut sample: impl FnMut() -> usize) {
        let mut seen = std::collections::BTreeMap::<u64, f64>::new();
        for _ in 0..SAMPLES {
            *seen.entry(sample() as u64).or_default() += 1.0;
        }
        let last = seen.keys().next_back().copied().unwrap_or(0);
        let (mut chi, mut cells, mut rest, mut rest_expected) = (0.0, 0.0, 0.0, SAMPLES as f64);
        for k in 0..=last {
            let (found, expected) = (seen.get(&k).copied().unwrap_or(0.0), SAMPLES as f64 * mass(k));
            if expected >= 10.0 {
                chi += (found - expected).powi(2) / expected;
                cells += 1.0;
                rest_expected -= expected;
            } else {
                rest += found;
            }
        }
        if rest_expected > 1e-6 {
            chi += (rest - rest_expected).powi(2) / rest_expected.max(1.0);
            cells += 1.0;
        }
        let p = if cells > 1.0 { gamma_ur((cells - 1.0) / 2.0, chi / 2.0) } else { 1.0 };
        assert!(p > 1e-5, "{name}: χ² {chi} of {cells} cells, p {p}");
    }

    #[test]
    fn counts_have_their_chances() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(20);
        for mean in [0.01, 0.5, 3.0, 9.99, 10.0, 11.5, 40.0, 700.0, 9000.0] {
            let law = Poisson::new(mean).unwrap();
            judge(&format!("Poisson({mean})"), |k| law.pmf(k), || poisson(&mut random, mean));
        }
        for n in [1, 2, 13, 40, 2048, 100_000] {
            for p in [0.001, 0.04, 0.25, 0.5, 0.77, 0.999] {
                let law = Binomial::new(p, n as u64).unwrap();
                judge(&format!("Binomial({n}, {p})"), |k| law.pmf(k), || binomial(&mut random, n, p));
            }
        }
    }

    #[test]
    fn a_billion_people_are_counted_with_the_right_mean_and_spread() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(21);
        for (mean, sd, sample) in [
            (1e9, 1e9_f64.sqrt(), &mut (|random: &mut _| poisson(random, 1e9)) as &mut dyn FnMut(&mut _) -> usize),
            (3e8, (3e8_f64 * 0.7).sqrt(), &mut |random: &mut _| binomial(random, 1_000_000_000, 0.3)),
        ] {
            let scores: Vec<f64> = (0..20_000).map(|_| (sample(&mut random) as f64 - mean) / sd).collect();
            let n = scores.len() as f64;
            let (first, second) = (scores.iter().sum::<f64>() / n, scores.iter().map(|z| z * z).sum::<f64>() / n);
            // Five standard errors: 1/√n of a mean, √(2/n) of a mean square.
            assert!(first.abs() < 5.0 / n.sqrt(), "{mean}: {first}");
            assert!((second - 1.0).abs() < 5.0 * (2.0 / n).sqrt(), "{mean}: {second}");
        }
    }

    #[test]
    fn what_cannot_be_counted_is_none_or_all() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(22);
        for mean in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(poisson(&mut random, mean), 0);
        }
        assert_eq!([f64::NAN, -0.1, 0.0].map(|p| binomial(&mut random, 9, p)), [0; 3]);
        assert_eq!(binomial(&mut random, 9, 1.1), 9);
        assert_eq!(binomial(&mut random, 0, 0.5), 0);
    }
}
