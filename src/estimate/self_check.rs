//! Holds every simulated mean against its exact expectation, so that a fault in either cannot pass unseen.

use super::tally::{Tally, Verdict};
use super::{ExpectedDraws, SelfCheckResults, WorstCheck};
use crate::model::{Plan, Total};
use crate::statistics::float;

/// Draws from which on the comparison is judged.
const JUDGED_FROM: f64 = 30.0;
/// The chance at which an honest run may be called faulty.
const FALSE_ALARM: f64 = 1e-6;
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
    of_all(plan, headline, views, Vec::new())
}

/// The same together with `chances`: shares of draws against the chances that their evidence gives them.
///
/// # Errors
///
/// As above.
pub(super) fn of_all(
    plan: &Plan,
    headline: &ExpectedDraws,
    views: &[ExpectedDraws],
    chances: Vec<(String, Tally)>,
) -> Result<SelfCheckResults, SelfCheckFailed> {
    let overall: Vec<Tally> = (0..plan.measures.len())
        .map(|measure| {
            let mut overall = Tally::default();
            headline.tallies.iter().for_each(|tallies| overall.merge(&tallies[measure]));
            overall
        })
        .collect();
    let mut comparisons: Vec<(String, Tally)> =
        plan.measures.names().map(str::to_owned).zip(parts(plan, &overall)).collect();
    let by_view: Vec<&[Tally]> = if plan.weighted {
        headline.tallies.iter().map(Vec::as_slice).collect()
    } else {
        views.iter().filter_map(|view| view.tallies.first()).map(Vec::as_slice).collect()
    };
    for (view, tallies) in plan.views.iter().zip(by_view) {
        let names = plan.measures.names().map(|name| format!("views.{}.{name}", view.id));
        comparisons.extend(names.zip(parts(plan, tallies)));
    }
    comparisons.extend(chances);
    judge_all(&comparisons, plan.measures.total(Total::Avoided))
}

/// The tallies of one run, those of money as parts of all cost without support.
fn parts(plan: &Plan, tallies: &[Tally]) -> impl Iterator<Item = Tally> {
    let [_, whole] = tallies[plan.measures.total(Total::WithoutSupport)].means();
    plan.measures.names().zip(tallies).map(move |(name, tally)| {
        let counts = [".occurrences", ".averted"].iter().any(|count| name.ends_with(count));
        if counts { *tally } else { tally.part_of(whole) }
    })
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
    let chance = verdict.p * float(checks);
    if judged && chance < FALSE_ALARM {
        let [simulated, expected] = tally.means();
        return Err(SelfCheckFailed {
            name: name.clone(),
            simulated,
            expected,
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
    use crate::statistics::student_two_sided_p;
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

    fn tally(draws: &[(f64, f64, f64)]) -> Tally {
        let mut tally = Tally::default();
        draws.iter().for_each(|&(simulated, expected, second)| tally.add(simulated, expected, second));
        tally
    }

    #[test]
    fn z_is_the_mean_difference_over_its_error() {
        // Differences 3, -1, 4, 2: mean 2, sample variance 14/3; the second moments have mean 4, and 9 in the other.
        let draws = [(8.0, 5.0, 1.0), (4.0, 5.0, 2.0), (11.0, 7.0, 3.0), (9.0, 7.0, 10.0)];
        let verdict = tally(&draws).judge();
        let z = 2.0 / (14.0 / 3.0 / 4.0_f64).sqrt();
        assert!((verdict.z.unwrap() - z).abs() < 1e-12 && (verdict.p - student_two_sided_p(z, 3.0)).abs() < 1e-12);
        let wider = draws.map(|(simulated, expected, second)| (simulated, expected, second + 5.0));
        assert!((tally(&wider).judge().z.unwrap() - 2.0 / (9.0 / 4.0_f64).sqrt()).abs() < 1e-12);
        // From a single draw there is a z and no verdict.
        let single = tally(&draws[..1]).judge();
        assert_eq!((single.z, single.p), (Some(3.0), 1.0));
    }

    #[test]
    fn two_halves_are_the_whole() {
        let draws = [(8.0, 5.0, 1.0), (4.0, 5.0, 2.0), (11.0, 7.0, 3.0), (9.0, 7.0, 10.0), (1.0, 0.5, 7.0)];
        let mut joined = tally(&draws[..2]);
        joined.merge(&tally(&draws[2..]));
        assert_eq!(joined, tally(&draws));
    }

    #[test]
    fn the_largest_z_is_named_and_the_headline_reported() {
        let around = |offset: f64, count: i32| {
            let noise = |draw: i32| if draw % 2 == 0 { 1.0 } else { -1.0 };
            tally(&(0..count).map(|draw| (10.0 + offset + noise(draw), 10.0, 0.5)).collect::<Vec<_>>())
        };
        let names = |tallies: Vec<Tally>| -> Vec<(String, Tally)> {
            tallies.into_iter().enumerate().map(|(index, tally)| (format!("measure {index}"), tally)).collect()
        };
        let z = |offset: f64, count: f64| offset / (count / (count - 1.0) / count).sqrt();
        // The third is further off, and the fourth has too few draws to be judged, however far off.
        let report =
            judge_all(&names(vec![around(0.1, 40), around(-0.2, 30), around(0.3, 40), around(9.0, 29)]), 0).unwrap();
        assert_eq!((report.checks, report.judged, report.worst.name.as_str()), (3, true, "measure 2"));
        assert!(
            (report.z.unwrap() - z(0.1, 40.0)).abs() < 1e-9 && (report.worst.z.unwrap() - z(0.3, 40.0)).abs() < 1e-9
        );
        // A headline of too few draws judges nobody, and those without a draw are not even counted.
        let report = judge_all(&names(vec![around(0.1, 29), around(9.0, 40), around(0.0, 0)]), 0).unwrap();
        assert_eq!((report.checks, report.judged, report.worst.name.as_str()), (2, false, "measure 1"));
        let failed = judge_all(&names(vec![around(0.0, 40), around(2.0, 40)]), 0).unwrap_err();
        assert_eq!((failed.name.as_str(), failed.checks), ("measure 1", 2));
        assert!((failed.simulated - 12.0).abs() < 1e-12 && (failed.expected - 10.0).abs() < 1e-12);
        let p = student_two_sided_p(z(2.0, 40.0), 39.0);
        assert!((failed.chance / (2.0 * p) - 1.0).abs() < 1e-9, "{}", failed.chance);
        // Of two that cannot agree the first is named.
        let certain = |expected: f64| tally(&[(1.0, expected, 0.0); 30]);
        assert_eq!(judge_all(&names(vec![certain(1.0), certain(2.0), certain(3.0)]), 0).unwrap_err().name, "measure 1");
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
    fn a_difference_of_large_numbers_is_nothing_but_for_their_rounding() {
        // What support cuts off stays that outlast the horizon either way: nothing of £3m, and what is left of its square.
        let reduced = |expected: f64| {
            let tally = tally(&[(0.0, expected, 1e-19); 100]).part_of(3e6);
            judge_all(&[("mechanisms.reduced".to_owned(), tally)], 0)
        };
        assert_eq!(reduced(-1e-8).unwrap().worst.z, Some(0.0));
        assert!(reduced(0.01).is_err());
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
