//! The laws that the evidence of each draw gives a cohort's value, and their mixture over all draws.

use super::super::cumulants::Cumulants;
use super::super::summary::{Quantile, probabilities};
use super::super::{Chance, Strata, Summary};
use super::bound::Bound;
use crate::numeric::{float, hypot, normal_quantile};
use crate::statistics::{TranslatedGamma, at_least_of_each, at_most_of_each, mean_and_sd};

/// Draws that tell about where a quantile is.
const FEW: usize = 256;
/// Steps towards a quantile, at most.
const MOST_STEPS: usize = 100;

/// The laws of one measure, draw by draw.
#[derive(Clone, Debug)]
pub struct ConditionalLaws {
    laws: Vec<TranslatedGamma>,
    means: Vec<f64>,
    /// Mean and standard deviation of the mixture.
    mean: f64,
    spread: f64,
    strata: Strata,
    /// What three cumulants leave open.
    bound: Bound,
}

/// Where a quantile of a mixture is.
struct Place {
    value: f64,
    /// The chance of each law to lie below.
    chances: Vec<f64>,
    /// That of the mixture there, per £.
    density: f64,
}

/// A probability with its errors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probability {
    /// The mean over draws.
    pub share: f64,
    /// Its Monte Carlo standard error.
    pub mcse: f64,
    /// By how much it may be off because laws are approximations.
    pub bound: f64,
}

impl Probability {
    /// With its bounds, of so many draws; of a single one those of one hit or miss.
    #[must_use]
    pub fn chance(self, draws: usize) -> Chance {
        let draws = float(draws);
        if self.mcse.is_finite() {
            Chance::averaged(self.share, self.mcse, draws)
        } else {
            Chance::in_draws(self.share, draws)
        }
    }
}

impl ConditionalLaws {
    /// The laws that `cumulants` say. How far their spread is from that of the `simulated` values of the same draws, where
    /// there are enough of them, widens the bound of every chance and changes nothing else, so that what is computed and what
    /// is simulated stay apart. Cumulants leave out what knock-on adds, and overstate what several payments of one occurrence bring together.
    #[must_use]
    pub fn new(cumulants: &[Cumulants], simulated: &[f64], strata: Strata, lumpy: bool) -> Self {
        let laws: Vec<TranslatedGamma> =
            cumulants.iter().map(|of| TranslatedGamma::new(of.mean, of.variance, of.third)).collect();
        let means: Vec<f64> = cumulants.iter().map(|of| of.mean).collect();
        let (mean, between) = mean_and_sd(&means);
        let within: f64 = laws.iter().map(|law| law.sd() * law.sd()).sum::<f64>() / float(laws.len().max(1));
        Self {
            bound: Bound::new(cumulants, &laws, simulated, lumpy),
            laws,
            means,
            mean,
            spread: hypot(between, within.sqrt()),
            strata,
        }
    }

    /// The chance of reaching the amount of each draw.
    #[must_use]
    pub fn at_least(&self, amount: impl Fn(usize) -> f64) -> Probability {
        let chances = self.each_at_least(&amount);
        Probability { share: mean_and_sd(&chances).0, mcse: self.strata.mean_mcse(&chances), bound: self.bound(amount) }
    }

    /// That chance, draw by draw.
    pub(super) fn each_at_least(&self, amount: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut chances = vec![0.0; self.laws.len()];
        at_least_of_each(&self.laws, amount, &mut chances);
        chances
    }

    /// How far the chance of such amounts may be off.
    pub(super) fn bound(&self, amount: impl Fn(usize) -> f64) -> f64 {
        self.bound.at(&self.laws, amount)
    }

    /// The quantile of the mixture at `p`; its error from that of the share of draws below it, by the density there or,
    /// where that is nothing, by the distance of the quantiles one error of the share away.
    pub(in crate::estimate) fn quantile(&self, p: f64) -> Quantile {
        if !self.spread.is_finite() {
            return Quantile { p, value: f64::NAN, mcse: f64::NAN };
        }
        let Place { value, chances, density } = self.place(p);
        let error = self.strata.mean_mcse(&chances);
        let by_density = error / density;
        let mcse = if by_density.is_finite() {
            by_density
        } else if error.is_finite() {
            let least = 1.0 / (float(self.laws.len()) + 1.0);
            let [low, high] =
                [-1.0, 1.0].map(|way| self.place((p + way * error.max(least)).clamp(least, 1.0 - least)).value);
            (0.5 * (high - low)).max(0.0)
        } else {
            f64::NAN
        };
        Quantile { p, value, mcse: if self.spread > 0.0 { mcse } else { 0.0 } }
    }

    /// The value below which a share `p` of the mixture lies, by Newton's method inside of what is known.
    fn place(&self, p: f64) -> Place {
        let Self { mean, spread, .. } = *self;
        let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
        let mut x = mean + spread * normal_quantile(p);
        // Some draws say about where it is; all say where.
        let few: Vec<TranslatedGamma> = self.laws.iter().step_by((self.laws.len() / FEW).max(1)).copied().collect();
        let mut laws = &few;
        let (mut chances, mut density) = (Vec::new(), 0.0);
        for _ in 0..MOST_STEPS {
            let count = float(laws.len());
            chances.resize(laws.len(), 0.0);
            density = at_most_of_each(laws, |_| x, &mut chances) / count;
            let share = chances.iter().sum::<f64>() / count;
            let miss = p - share;
            let rough = laws.len() < self.laws.len();
            if rough && (miss.abs() <= 1e-3 || high - low <= 1e-6 * spread) {
                (laws, low, high) = (&self.laws, f64::NEG_INFINITY, f64::INFINITY);
                continue;
            }
            if miss.abs() <= 1e-7 || high - low <= 1e-9 * spread {
                break;
            }
            if miss > 0.0 {
                low = x
            } else {
                high = x
            }
            let newton = x + (miss / density).clamp(-spread, spread);
            let inside = newton > low && newton < high;
            // Where no draw lies a mixture is flat, and where chance is nothing it has steps.
            x = match (inside, low.is_finite() && high.is_finite()) {
                (true, _) => newton,
                (false, true) => f64::midpoint(low, high),
                (false, false) => x + spread.copysign(miss),
            };
        }
        Place { value: x, chances, density }
    }

    /// Mean, spread and quantiles of the mixture.
    pub(in crate::estimate) fn summary(&self, level: f64) -> Summary {
        let (mean, mcse) = self.mean();
        Summary {
            mean,
            mcse,
            sd: self.spread,
            quantiles: probabilities(level).into_iter().map(|p| self.quantile(p)).collect(),
        }
    }

    /// The mean over draws and its Monte Carlo standard error.
    #[must_use]
    pub fn mean(&self) -> (f64, f64) {
        (self.mean, self.strata.mean_mcse(&self.means))
    }

    /// How many draws there are.
    pub(super) fn draws(&self) -> usize {
        self.laws.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cumulants of `count` sums of Poisson(λ_k) gamma amounts of mean 1 and CV 1, λ_k at even steps of a gamma law of shape 4.
    fn cumulants(count: usize, mean: f64) -> Vec<Cumulants> {
        let law = crate::numeric::IncompleteGamma::new(4.0);
        let rate = |step: usize| law.quantile((float(step) + 0.5) / float(count)) / 4.0 * mean;
        // E X = λ, Var X = λ E W² = 2λ, third λ E W³ = 6λ.
        (0..count).map(rate).map(|λ| Cumulants { mean: λ, variance: 2.0 * λ, third: 6.0 * λ, size: 3.0 }).collect()
    }

    /// P(X ≥ x) of a negative binomial number, of shape 4 and `mean`, of exponential amounts: Σ_n P(N = n) P(Gamma(n) ≥ x).
    fn exact(x: f64, mean: f64) -> f64 {
        let p = mean / (4.0 + mean);
        let (mut chance, mut sum) = ((1.0 - p).powi(4), 0.0);
        for n in 1..2_000 {
            chance *= p * (f64::from(n) + 3.0) / f64::from(n);
            sum += chance * (1.0 - crate::numeric::IncompleteGamma::new(f64::from(n)).cdf(x));
        }
        sum
    }

    #[test]
    fn chances_and_quantiles_are_those_of_the_exact_mixture() {
        let laws = ConditionalLaws::new(&cumulants(2_000, 60.0), &[], Strata::default(), false);
        for x in [20.0, 45.0, 60.0, 90.0, 150.0] {
            let found = laws.at_least(|_| x);
            // Steps of a law in 2,000 leave nothing of it out; what is left is the approximation, which says its bound.
            assert!((found.share - exact(x, 60.0)).abs() < found.bound + 1e-4, "{x}: {found:?} {}", exact(x, 60.0));
            assert!(found.bound < 0.004, "{x}: {found:?}");
        }
        for p in [0.025, 0.1, 0.5, 0.9, 0.975] {
            let quantile = laws.quantile(p);
            assert!((exact(quantile.value, 60.0) - (1.0 - p)).abs() < 0.004, "{p}: {quantile:?}");
            assert!((laws.at_least(|_| quantile.value).share - (1.0 - p)).abs() < 2e-7);
        }
        let summary = laws.summary(0.95);
        // Var = 2 E λ + Var λ = 120 + 60²/4.
        assert!((summary.sd / (120.0_f64 + 900.0).sqrt() - 1.0).abs() < 2e-3, "{summary:?}");
        assert!((summary.mean - 60.0).abs() < 0.05, "{summary:?}");
    }

    #[test]
    fn few_contributions_have_a_bound_that_says_so() {
        // Three exponential amounts on average: the atom of nothing is no part of a gamma law.
        let laws = ConditionalLaws::new(&cumulants(500, 3.0), &[], Strata::default(), false);
        for x in [0.5, 2.0, 4.0, 8.0] {
            let found = laws.at_least(|_| x);
            assert!((found.share - exact(x, 3.0)).abs() < found.bound.max(0.01), "{x}: {found:?} {}", exact(x, 3.0));
        }
    }

    #[test]
    fn a_spread_that_is_simulated_otherwise_widens_the_bound() {
        let of = Cumulants { mean: 10.0, variance: 4.0, third: 0.0, size: 0.0 };
        let simulated: Vec<f64> = (0..400).map(|draw| if draw % 2 == 0 { 7.0 } else { 13.0 }).collect();
        let laws = ConditionalLaws::new(&vec![of; 400], &simulated, Strata::default(), false);
        assert_eq!(laws.laws[0].sd(), 2.0);
        // z = 1.5 and ln of √(9/4).
        let bound = 1.5_f64.ln() * 1.5 * crate::numeric::normal_density(1.5);
        assert!((laws.bound(|_| 13.0) - bound).abs() < 1e-12, "{}", laws.bound(|_| 13.0));
        // Draws that differ in nothing, and laws that are certain.
        let certain = ConditionalLaws::new(
            &[Cumulants { mean: 5.0, ..of }, Cumulants { mean: 5.0, ..of }],
            &[],
            Strata::default(),
            false,
        );
        assert!((certain.quantile(0.5).value - 5.0).abs() < 1e-6);
        let steps = [1.0, 2.0, 3.0].map(|mean| Cumulants { mean, variance: 0.0, third: 0.0, size: 1.0 });
        let steps = ConditionalLaws::new(&steps, &[], Strata::default(), false);
        assert_eq!(steps.at_least(|_| 2.0).share, 2.0 / 3.0);
        assert!((steps.quantile(0.5).value - 2.0).abs() < 1e-6, "{:?}", steps.quantile(0.5));
    }
}
