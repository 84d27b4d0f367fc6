//! Holds every simulated mean against its exact expectation, so that a fault in either cannot pass unseen.

use super::expected::ExpectedDraws;
use super::results::{SelfCheckResults, WorstCheck};
use crate::model::{Plan, Total};
use crate::statistics::student_two_sided_p;

/// Draws from which on the comparison is judged.
const JUDGED_FROM: f64 = 30.0;
/// The chance at which an honest run may be called faulty.
const FALSE_ALARM: f64 = 1e-6;
/// Relative difference allowed where nothing varies: rounding of two orders of summation.
const ROUNDING: f64 = 1e-9;
/// Difference of two means that is nothing: a billionth of a penny, or of an occurrence. Squares of numbers not much
/// smaller are zero, so that they have no spread to judge by.
const NOTHING: f64 = 1e-11;

/// Sums over draws of simulated and expected values of one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    draws: f64,
    difference: f64,
    square: f64,
    second: f64,
    simulated: f64,
    expected: f64,
}

impl Tally {
    /// Adds one draw: its simulated and expected value, and the variance of chance: that of a compound Poisson sum, and
    /// what is added by risks that differ.
    pub fn add(&mut self, simulated: f64, expected: f64, second: f64) {
        let difference = simulated - expected;
        self.draws += 1.0;
        self.difference += difference;
        self.square += difference * difference;
        self.second += second;
        self.simulated += simulated;
        self.expected += expected;
    }

    /// Adds the draws of another tally.
    pub fn merge(&mut self, other: &Self) {
        self.draws += other.draws;
        self.difference += other.difference;
        self.square += other.square;
        self.second += other.second;
        self.simulated += other.simulated;
        self.expected += other.expected;
    }

    /// z and its two-sided p.
    ///
    /// ```text
    /// z = mean_k(simulated_k - expected_k) / (sd/√K),   sd = max(sample's, √mean_k (E[Σ contributions² | θ_k] + w m_k²/N))
    /// ```
    ///
    /// with w the variance of the personal risk of N people and m the part of the expected value that is in proportion to it.
    /// Given the evidence, chance is independent from draw to draw, so this holds of Sobol points too.
    ///
    /// Where that sd is zero z is 0 and p is 1 when both agree to rounding, else p is 0 and z infinite.
    fn judge(&self) -> Verdict {
        let mean = self.difference / self.draws;
        let scale = (self.simulated.abs()).max(self.expected.abs()) / self.draws;
        let sample = if self.draws > 1.0 {
            ((self.square - self.draws * mean * mean) / (self.draws - 1.0)).max(0.0).sqrt()
        } else {
            0.0
        };
        let sd = sample.max((self.second / self.draws).max(0.0).sqrt());
        if sd.is_nan() || mean.is_nan() {
            return Verdict { z: None, p: 0.0 };
        }
        // What is only rounding is no spread to judge by.
        if sd <= 1e-12 * scale {
            let agree = mean.abs() <= (ROUNDING * scale).max(NOTHING);
            return Verdict { z: agree.then_some(0.0), p: if agree { 1.0 } else { 0.0 } };
        }
        let z = mean / (sd / self.draws.sqrt());
        let p = if self.draws > 1.0 { student_two_sided_p(z, self.draws - 1.0) } else { 1.0 };
        Verdict { z: Some(z), p }
    }
}

struct Verdict {
    /// `None`: nothing varies, and yet they differ (or a value is not finite).
    z: Option<f64>,
    p: f64,
}

/// A run whose simulation and expectation disagree: a fault of the program, never of the scenario.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error(
    "the self-check failed: {name} was simulated as {simulated:.6} but its exact expectation on the same evidence is \
     {expected:.6} ({z}; such a difference, or a larger one, among {checks} checked means has a chance of {chance:.1e}). This is a fault in averted, \
     not in the scenario; no result was written. Please report it with the scenario and the seed"
)]
pub struct SelfCheckFailed {
    /// The mean that differs most.
    pub name: String,
    /// Its simulated mean over draws.
    pub simulated: f64,
    /// Its expected mean over draws.
    pub expected: f64,
    /// Its z, in words.
    pub z: String,
    /// How many means were compared.
    pub checks: usize,
    /// Smallest p times number of checks.
    pub chance: f64,
}

/// Judges every mean of the headline (overall and, in a weighted plan, by view) and of each unweighted view.
///
/// # Errors
///
/// When the smallest p, times the number of checks, is below one in a million.
pub fn self_check(
    plan: &Plan,
    headline: &ExpectedDraws,
    views: &[ExpectedDraws],
) -> Result<SelfCheckResults, SelfCheckFailed> {
    let mut comparisons: Vec<(String, Tally)> = Vec::new();
    for (measure, name) in plan.measures.names().enumerate() {
        let mut overall = Tally::default();
        for tallies in &headline.tallies {
            overall.merge(&tallies[measure]);
        }
        comparisons.push((name.to_owned(), overall));
    }
    let by_view: Vec<&[Tally]> = if plan.weighted {
        headline.tallies.iter().map(Vec::as_slice).collect()
    } else {
        views.iter().filter_map(|view| view.tallies.first()).map(Vec::as_slice).collect()
    };
    for (view, tallies) in plan.views.iter().zip(by_view) {
        comparisons.extend(
            plan.measures.names().zip(tallies).map(|(name, tally)| (format!("views.{}.{name}", view.id), *tally)),
        );
    }
    judge_all(&comparisons, plan.measures.total(Total::Avoided))
}

/// Judges the comparisons that have draws; `headline` is the index of the one whose z stands for the run.
fn judge_all(comparisons: &[(String, Tally)], headline: usize) -> Result<SelfCheckResults, SelfCheckFailed> {
    let judged = comparisons.get(headline).is_some_and(|(_, tally)| tally.draws >= JUDGED_FROM);
    let mut checks = 0;
    let mut worst: Option<(usize, Verdict)> = None;
    for (index, (_, tally)) in comparisons.iter().enumerate() {
        // A view or segment with too few draws is left out of a run that is judged.
        if tally.draws < 1.0 || (judged && tally.draws < JUDGED_FROM) {
            continue;
        }
        checks += 1;
        let verdict = tally.judge();
        // Where p underflows to 0 the larger z decides.
        let size = |verdict: &Verdict| verdict.z.map_or(f64::INFINITY, f64::abs);
        if worst
            .as_ref()
            .is_none_or(|(_, other)| verdict.p < other.p || (verdict.p <= other.p && size(&verdict) > size(other)))
        {
            worst = Some((index, verdict));
        }
    }
    let Some((index, verdict)) = worst else {
        let none = WorstCheck { name: String::new(), z: None };
        return Ok(SelfCheckResults { z: None, worst: none, checks, judged: false, passed: true });
    };
    let (name, tally) = &comparisons[index];
    #[expect(clippy::cast_precision_loss, reason = "a few hundred checks")]
    let chance = verdict.p * checks as f64;
    if judged && chance < FALSE_ALARM {
        return Err(SelfCheckFailed {
            name: name.clone(),
            simulated: tally.simulated / tally.draws,
            expected: tally.expected / tally.draws,
            z: verdict.z.map_or_else(|| "neither varies".to_owned(), |z| format!("z = {z:.1}")),
            checks,
            chance,
        });
    }
    Ok(SelfCheckResults {
        z: comparisons[headline].1.judge().z.filter(|z| z.is_finite()),
        worst: WorstCheck { name: name.clone(), z: verdict.z },
        checks,
        judged,
        passed: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_distr::{Distribution as _, Exp1};
    use rand_xoshiro::Xoshiro256PlusPlus;

    /// Draws of two payers, each one exponential cost of mean `mean` a draw (variance mean², second moment 2·mean²).
    fn payers(draws: usize, means: [f64; 2], expected: [f64; 2]) -> Vec<(String, Tally)> {
        let mut generator = Xoshiro256PlusPlus::seed_from_u64(7);
        let mut tallies = [Tally::default(); 2];
        for _ in 0..draws {
            for (tally, (mean, expected)) in tallies.iter_mut().zip(means.into_iter().zip(expected)) {
                let cost: f64 = Exp1.sample(&mut generator);
                tally.add(mean * cost, expected, 2.0 * expected * expected);
            }
        }
        vec![("payers.nhs.avoided".to_owned(), tallies[0]), ("payers.council.avoided".to_owned(), tallies[1])]
    }

    #[test]
    fn an_honest_run_passes() {
        let report = judge_all(&payers(1000, [850.0, 150.0], [850.0, 150.0]), 0).unwrap();
        assert!(report.judged && report.passed);
        assert_eq!(report.checks, 2);
        // Two honest z of standard deviation below 1: beyond 4 once in 8,000 seeds.
        assert!(report.worst.z.unwrap().abs() < 4.0);
    }

    #[test]
    fn a_swapped_payer_fails() {
        let failed = judge_all(&payers(1000, [850.0, 150.0], [150.0, 850.0]), 0).unwrap_err();
        assert!(failed.chance < FALSE_ALARM);
        assert!(failed.to_string().contains("payers."), "{failed}");
    }

    #[test]
    fn below_thirty_draws_it_is_reported_and_not_judged() {
        let report = judge_all(&payers(29, [850.0, 150.0], [150.0, 850.0]), 0).unwrap();
        assert!(!report.judged && report.passed);
        assert!(report.worst.z.unwrap().abs() > 3.0, "the difference is still shown");
    }

    #[test]
    fn a_sparse_cell_does_not_fail_an_honest_run() {
        // One occurrence of £10,000 in 20,000 draws is expected, none was seen: the sample has no spread at all.
        let mut tally = Tally::default();
        for _ in 0..1000 {
            tally.add(0.0, 0.5, 5_000.0);
        }
        let report = judge_all(&[("years.2021/22.avoided".to_owned(), tally)], 0).unwrap();
        assert!(report.worst.z.unwrap().abs() < 1.0);
    }

    #[test]
    fn what_cannot_vary_must_agree() {
        let certain = |simulated: f64, expected: f64| {
            let mut tally = Tally::default();
            for _ in 0..100 {
                tally.add(simulated, expected, 0.0);
            }
            judge_all(&[("targets.budget.value".to_owned(), tally)], 0)
        };
        assert!(certain(0.0, 0.0).unwrap().passed);
        assert!(certain(-226_000.0, -226_000.000_000_1).is_ok());
        assert!(certain(-226_000.0, -225_999.0).is_err());
        assert!(certain(1e-290, 2e-290).is_ok() && certain(1e-9, 2e-9).is_err());
        assert!(certain(f64::NAN, 1.0).is_err());
    }
}
