//! Gives the Bayesian bootstrap of a ratio the quantile function that every uncertain value is drawn by.

use super::{Distribution, Point, Quantiles};
use crate::numeric::{cosh, exp, normal_cdf, powi, sinh};
use std::array::from_fn;
use std::f64::consts::{FRAC_PI_2, PI};

/// Nodes that are computed side by side: one by one, each factor would wait for the one before.
const LANES: usize = 8;

/// Most pairs: beyond, the table of quantiles would take seconds, and no bootstrap is needed.
const MOST_PAIRS: usize = 1_000;

/// Why there is no Bayesian bootstrap of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BayesianBootstrapError {
    /// There are fewer than two pairs.
    #[error("a Bayesian bootstrap needs at least two people who had it, and there {}", if *.pairs == 1 { "is one" } else { "is none" })]
    TooFew {
        /// How many there are.
        pairs: usize,
    },
    /// Fewer than two of them have something to divide by: the mean of the ratio would be infinite.
    #[error(
        "only {with} of the people with a cost had an occurrence, and the costs of the others cannot be divided by so few; at \
         least two are needed"
    )]
    TooFewWith {
        /// How many have.
        with: usize,
    },
    /// There are more than a thousand.
    #[error("{pairs} people are more than the 1,000 that a Bayesian bootstrap is made for")]
    TooMany {
        /// How many there are.
        pairs: usize,
    },
    /// A number is no number or too large, or a divisor is negative.
    #[error("costs must be amounts, and occurrences must not be negative")]
    Illegal,
}

/// The Bayesian bootstrap (Rubin 1981) of a ratio of sums, as a law on the ratios seen.
///
/// ```text
/// R = Σ wᵢ cᵢ / Σ wᵢ oᵢ,   w ~ Dirichlet(1, …, 1) on the pairs (cᵢ, oᵢ)
/// P(R ≤ x) = P(Σ aᵢ Eᵢ ≤ 0),   aᵢ = cᵢ - x oᵢ,   Eᵢ exponential
///          = ½ - (1/π) ∫₀^∞ Im Π (1 - i aᵢ t)⁻¹ dt/t          (Gil-Pelaez 1951)
/// ```
///
/// The quantile function is straight between 181 quantiles at even steps of their normal scores from -4.5 to 4.5, each of
/// which is exact to 1e-9 of the spread: mean and sd are those of the weights within 1 part in 1,000 of the sd. A ratio
/// that is the same for all is a point.
///
/// Costs may be negative. A pair of a cost and nothing to divide by counts in the sum above the line: the ratio then has no
/// end on that side, and only as many finite moments as pairs with something to divide by, less one; the law ends one step
/// beyond its last quantile. Pairs of nothing at all are left out.
///
/// # Errors
///
/// With fewer than 2 or more than 1,000 pairs, fewer than 2 that have something to divide by where others do not, or an
/// illegal number among them.
pub fn bayesian_bootstrap(pairs: &[(f64, f64)]) -> Result<Distribution, BayesianBootstrapError> {
    let legal = |&(cost, over): &(f64, f64)| cost.abs() < 1e15 && (0.0..1e15).contains(&over);
    if !pairs.iter().all(legal) {
        return Err(BayesianBootstrapError::Illegal);
    }
    let pairs: Vec<(f64, f64)> = pairs.iter().copied().filter(|&(cost, over)| cost != 0.0 || over > 0.0).collect();
    match pairs.len() {
        0 | 1 => return Err(BayesianBootstrapError::TooFew { pairs: pairs.len() }),
        count if count > MOST_PAIRS => return Err(BayesianBootstrapError::TooMany { pairs: count }),
        _ => {}
    }
    let with = pairs.iter().filter(|(_, over)| *over > 0.0).count();
    if with < 2 {
        return Err(BayesianBootstrapError::TooFewWith { with });
    }
    let ratios = || pairs.iter().filter(|(_, over)| *over > 0.0).map(|&(cost, over)| cost / over);
    let (mut low, mut high) = (ratios().fold(f64::INFINITY, f64::min), ratios().fold(f64::NEG_INFINITY, f64::max));
    let mut bare = pairs.iter().filter(|(_, over)| *over == 0.0);
    if bare.clone().any(|(cost, _)| *cost < 0.0) {
        low = f64::NEG_INFINITY;
    }
    if bare.any(|(cost, _)| *cost > 0.0) {
        high = f64::INFINITY;
    }
    let point = |value: f64| Point::new(value).map(Distribution::Point).map_err(|_| BayesianBootstrapError::Illegal);
    if high.is_finite() && low.is_finite() && high - low <= 1e-12 * high.abs().max(low.abs()) {
        return point(low);
    }
    let knots = Ratio::new(&pairs).knots(low, high);
    let [(_, first), (_, second), .., (_, before), (_, last)] = knots[..] else {
        return Err(BayesianBootstrapError::Illegal);
    };
    let low = if low.is_finite() { low } else { first - (second - first) };
    let high = if high.is_finite() { high } else { last + (last - before) };
    match Quantiles::new(&knots, low, high) {
        Ok(law) => Ok(Distribution::Quantiles(law)),
        // Two ratios so near each other that no number lies between them.
        Err(_) => point(f64::midpoint(low, high)),
    }
}

/// A ratio of weighted sums, and the nodes at which its law is integrated, coarse first.
struct Ratio<'a> {
    pairs: &'a [(f64, f64)],
    nodes: Vec<Vec<(f64, f64)>>,
    /// Σc/Σo.
    centre: f64,
    /// Its standard error by linearisation, a step to search by.
    spread: f64,
}

/// Nodes t and weights of ∫₀^∞ f(t) dt/t with t = exp(½π sinh v), at which f falls off double-exponentially either way
/// (Takahasi & Mori 1974); each `level` halves the step.
fn nodes(level: u32) -> Vec<(f64, f64)> {
    let count = 56 << level;
    let step = 3.5 / f64::from(count);
    (-count..=count)
        .map(|index| {
            let v = step * f64::from(index);
            (exp(FRAC_PI_2 * sinh(v)), step * FRAC_PI_2 * cosh(v))
        })
        .collect()
}

impl<'a> Ratio<'a> {
    fn new(pairs: &'a [(f64, f64)]) -> Self {
        let (cost, over) = pairs.iter().fold((0.0, 0.0), |sums, pair| (sums.0 + pair.0, sums.1 + pair.1));
        let centre = cost / over;
        let squares: f64 = pairs.iter().map(|&(cost, over)| powi(cost - centre * over, 2)).sum();
        Self { pairs, nodes: (0..6).map(nodes).collect(), centre, spread: squares.sqrt() / over }
    }

    /// Probabilities and quantiles, ascending.
    fn knots(&self, low: f64, high: f64) -> Vec<(f64, f64)> {
        const STEPS: i32 = 90;
        let mut knots: Vec<(f64, f64)> = Vec::new();
        let mut start = None;
        for step in -STEPS..=STEPS {
            let p = normal_cdf(4.5 * f64::from(step) / f64::from(STEPS));
            let x = self.quantile(p, start, low, high);
            start = Some(x);
            knots.push((p, x));
        }
        knots
    }

    /// P(R ≤ x) for x between the smallest and the largest ratio.
    ///
    /// The further x is from the centre, the faster the integrand turns, and the finer the nodes must be.
    fn cdf(&self, x: f64) -> f64 {
        let (sum, squares) = self.pairs.iter().fold((0.0, 0.0), |(sum, squares), &(cost, over)| {
            let a = cost - x * over;
            (sum + a, squares + a * a)
        });
        let scale = 1.0 / f64::sqrt(squares);
        let turning = f64::abs(sum) * scale;
        let level = (1..self.nodes.len()).take_while(|&level| turning > f64::from(1 << level)).count();
        let mut integral = 0.0;
        for nodes in self.nodes[level].chunks(LANES) {
            let t: [f64; LANES] = from_fn(|lane| nodes.get(lane).map_or(0.0, |node| node.0 * scale));
            let imaginary = self.imaginary(x, t);
            integral = nodes.iter().zip(imaginary).fold(integral, |sum, (&(_, weight), value)| sum + weight * value);
        }
        0.5 - integral / PI
    }

    /// Im Π (1 - i aᵢ t)⁻¹ = Im P / |P|², P = Π (1 + i aᵢ t), at several t at once.
    fn imaginary(&self, x: f64, t: [f64; LANES]) -> [f64; LANES] {
        // No factor is shorter than one, so what is out of sight stays out of sight.
        const SIGHT: f64 = 1e30;
        let (mut real, mut imaginary, mut longest) = ([1.0_f64; LANES], [0.0_f64; LANES], [0.0_f64; LANES]);
        for pairs in self.pairs.chunks(16) {
            for &(cost, over) in pairs {
                let each = cost - x * over;
                for lane in 0..LANES {
                    let a = each * t[lane];
                    let (was, of) = (real[lane], imaginary[lane]);
                    (real[lane], imaginary[lane]) = (was - of * a, of + was * a);
                    longest[lane] = longest[lane].max(real[lane].abs().max(imaginary[lane].abs()));
                }
            }
            if longest.iter().all(|&longest| longest > SIGHT) {
                break;
            }
        }
        from_fn(|lane| {
            let (real, imaginary) = (real[lane], imaginary[lane]);
            if longest[lane] > SIGHT { 0.0 } else { imaginary / (real * real + imaginary * imaginary) }
        })
    }

    /// The x from `low` to `high` where the cdf is `p`, which is not below `start`.
    fn quantile(&self, p: f64, start: Option<f64>, low: f64, high: f64) -> f64 {
        // The cdf is 0 at the lowest ratio and 1 at the highest.
        let gap = |x: f64| if x <= low { -p } else { self.cdf(x) - p };
        let mut near = start.unwrap_or(self.centre);
        let mut at_near = gap(near);
        let mut step = self.spread / if start.is_some() { 10.0 } else { 1.0 };
        while at_near > 0.0 {
            near = (near - step).max(low);
            at_near = gap(near);
            step *= 1.5;
        }
        let mut far = near;
        let mut at_far = at_near;
        while at_far < 0.0 {
            (near, at_near) = (far, at_far);
            far = (far + step).min(high);
            at_far = if far >= high { 1.0 - p } else { gap(far) };
            step *= 1.5;
        }
        between(gap, (near, at_near), (far, at_far))
    }
}

/// The root of `gap` between two points with their gaps: regula falsi in the Illinois form (Dowell & Jarratt 1971).
fn between(gap: impl Fn(f64) -> f64, below: (f64, f64), above: (f64, f64)) -> f64 {
    let ((mut low, mut at_low), (mut high, mut at_high)) = (below, above);
    let mut last = 0;
    for _ in 0..100 {
        if at_low >= 0.0 || high - low < 1e-13 * high.abs().max(low.abs()) {
            return low;
        }
        let chord = low + (high - low) * (at_low / (at_low - at_high));
        let x = if chord > low && chord < high { chord } else { f64::midpoint(low, high) };
        let at_x = gap(x);
        if at_x.abs() < 1e-11 {
            return x;
        }
        if at_x < 0.0 {
            (low, at_low) = (x, at_x);
            at_high /= if last < 0 { 2.0 } else { 1.0 };
            last = -1;
        } else {
            (high, at_high) = (x, at_x);
            at_low /= if last > 0 { 2.0 } else { 1.0 };
            last = 1;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;
    use rand_xoshiro::Xoshiro256PlusPlus;

    fn law(pairs: &[(f64, f64)]) -> Distribution {
        bayesian_bootstrap(pairs).unwrap()
    }

    fn once(costs: &[f64]) -> Vec<(f64, f64)> {
        costs.iter().map(|&cost| (cost, 1.0)).collect()
    }

    #[test]
    fn two_people_give_a_uniform_law() {
        let law = law(&once(&[2_000.0, 10_000.0]));
        for p in [0.001, 0.025, 0.3, 0.5, 0.975] {
            // Exact at the knots, and straight as the law itself between them.
            assert!((law.quantile(p) - (2_000.0 + 8_000.0 * p)).abs() < 8_000.0 * 1e-7, "{p} {}", law.quantile(p));
        }
        let (low, high) = law.support();
        assert!((low - 2_000.0).abs() < 0.01 && (high - 10_000.0).abs() < 0.01);
    }

    #[test]
    fn three_people_of_whom_one_cost_something_give_a_beta_law() {
        // The weight of the third is Beta(1, 2), whose quantile is 1 - √(1 - p); the law is straight between its knots,
        // which in the middle are a twentieth of a standard deviation apart.
        let law = law(&once(&[0.0, 0.0, 1.0]));
        for p in [0.001, 0.025, 0.3, 0.5, 0.975, 0.999_f64] {
            assert!((law.quantile(p) - (1.0 - (1.0 - p).sqrt())).abs() < 4e-4, "{p} {}", law.quantile(p));
        }
    }

    #[test]
    fn mean_and_sd_are_those_of_the_weights() {
        // Of equal occurrences: mean x̄, variance Σ(x - x̄)²/(n(n + 1)).
        for costs in [&[450.0, 900.0, 1_200.0, 7_100.0, 9_000.0, 48_000.0][..], &[3.0; 4], &[0.0, 5.0]] {
            let law = law(&once(costs));
            let n = costs.len() as f64;
            let mean = costs.iter().sum::<f64>() / n;
            let sd = (costs.iter().map(|cost| (cost - mean).powi(2)).sum::<f64>() / (n * (n + 1.0))).sqrt();
            assert!((law.mean() - mean).abs() <= 1e-3 * sd, "{} {mean}", law.mean());
            assert!((law.sd() - sd).abs() <= 1e-3 * sd, "{} {sd}", law.sd());
        }
    }

    #[test]
    fn ratios_of_unequal_occurrences_have_the_law_of_their_weights() {
        let pairs = [(6_000.0, 1.0), (9_000.0, 4.0), (900.0, 3.0), (20_000.0, 2.0), (2_500.0, 1.0)];
        let law = law(&pairs);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(3);
        let count = 200_000;
        let mut ratios: Vec<f64> = (0..count)
            .map(|_| {
                let (cost, over) = pairs.iter().fold((0.0, 0.0), |(cost, over), pair| {
                    let weight = super::super::exponential(&mut random);
                    (cost + weight * pair.0, over + weight * pair.1)
                });
                cost / over
            })
            .collect();
        ratios.sort_unstable_by(f64::total_cmp);
        for x in [1_000.0, 2_000.0, 3_500.0, 5_000.0, 7_000.0] {
            let found = ratios.partition_point(|ratio| *ratio < x) as f64 / f64::from(count);
            // Standard error of a share: √(p(1-p)/B).
            let error = (found * (1.0 - found) / f64::from(count)).sqrt();
            assert!((law.cdf(x) - found).abs() < 4.0 * error + 1e-4, "{x}: {} {found}", law.cdf(x));
        }
    }

    #[test]
    fn costs_that_rose_are_in_the_mean() {
        // Of equal occurrences: mean x̄ = 17,000, variance Σ(x - x̄)²/(n(n + 1)) = (1 + 36 + 576 + 361)·10⁶/20.
        let law = law(&once(&[18_000.0, 11_000.0, 41_000.0, -2_000.0]));
        let sd = (974e6_f64 / 20.0).sqrt();
        assert!((law.mean() - 17_000.0).abs() < 1e-3 * sd && (law.sd() / sd - 1.0).abs() < 1e-3, "{} {sd}", law.sd());
        assert!(law.support().0 < 0.0 && law.support().0 >= -2_000.0);
    }

    #[test]
    fn a_cost_without_an_occurrence_is_divided_by_those_of_others() {
        // R = 2,000 - 500 E₃/(E₁ + E₂), and E₃/(E₁ + E₂) is above y with chance (1 + y)⁻²: the p-quantile of R is
        // 2,000 - 500(p^(-1/2) - 1), its mean 2,000 - 500.
        let exact = law(&[(2_000.0, 1.0), (2_000.0, 1.0), (-500.0, 0.0)]);
        for p in [0.001, 0.025, 0.3, 0.5, 0.975_f64] {
            let expected = 2_000.0 - 500.0 * (p.powf(-0.5) - 1.0);
            // The law is straight between knots a twentieth of a standard deviation of the normal score apart.
            assert!(
                (exact.quantile(p) - expected).abs() < 2e-3 * 500.0 * p.powf(-0.5),
                "{p} {} {expected}",
                exact.quantile(p)
            );
        }
        // What lies beyond the last knot, of chance 3.4e-6, would take 2·500·√3.4e-6 = £1.80 off the mean.
        assert!((exact.mean() - 1_500.0).abs() < 4.0, "{}", exact.mean());
        let one = bayesian_bootstrap(&[(8_000.0, 4.0), (-500.0, 0.0)]).unwrap_err();
        assert_eq!(one, BayesianBootstrapError::TooFewWith { with: 1 });
        assert!(one.to_string().contains("at least two are needed"));
        assert_eq!(bayesian_bootstrap(&[(5.0, 1.0), (0.0, 0.0)]), Err(BayesianBootstrapError::TooFew { pairs: 1 }));
        // A cost above nothing lengthens the other end.
        let up = law(&[(2_000.0, 1.0), (2_000.0, 1.0), (500.0, 0.0)]);
        assert!(
            (up.quantile(0.5) - (2_000.0 + 500.0 * (0.5_f64.powf(-0.5) - 1.0))).abs() < 1.0,
            "{}",
            up.quantile(0.5)
        );
    }

    #[test]
    fn many_people_are_nearly_normal_and_too_many_are_refused() {
        let costs: Vec<f64> = (0..1_000).map(|index| f64::from(index % 10) * 100.0).collect();
        let law = law(&once(&costs));
        let sd = (82_500.0_f64 / 1_001.0).sqrt();
        assert!((law.mean() - 450.0).abs() < 2e-3 * sd && (law.sd() / sd - 1.0).abs() < 2e-3, "{} {sd}", law.sd());
        assert!(((law.quantile(0.975) - 450.0) / sd - 1.96).abs() < 0.02);
        assert_eq!(bayesian_bootstrap(&vec![(1.0, 1.0); 1_001]), Err(BayesianBootstrapError::TooMany { pairs: 1_001 }));
        assert_eq!(bayesian_bootstrap(&[(1.0, 1.0)]), Err(BayesianBootstrapError::TooFew { pairs: 1 }));
        for illegal in [(f64::NAN, 1.0), (1.0, -1.0), (1.0, f64::NAN), (f64::INFINITY, 1.0)] {
            assert_eq!(bayesian_bootstrap(&[(1.0, 1.0), illegal]), Err(BayesianBootstrapError::Illegal));
        }
    }
}
