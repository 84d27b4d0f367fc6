//! Sums up what studies of n people report, and how well their intervals keep their promise.
//!
//! The error of a coverage treats draws as independent, of Sobol points too: it is mostly chance within each draw.

use super::trial::{RESAMPLES, Studied, Trial};
use super::{IntervalEvidence, Method, StudyRow, Trials};
use crate::estimate::{Strata, Summary};
use crate::statistics::{float, proportion_mcse};

/// The row of the `index`-th size, `people`; `strata` are those of the draws.
pub(super) fn row(trial: &Trial, index: usize, people: usize, strata: &Strata, level: f64) -> StudyRow {
    let means: Vec<f64> = trial.draws.iter().map(|studied| studied.means[index]).collect();
    let strata = strata.first(means.len());
    let kept: Vec<usize> = (0..means.len()).filter(|&draw| trial.draws[draw].truth > 0.0).collect();
    let relative: Vec<f64> = trial.with_savings().map(|studied| studied.means[index] / studied.truth).collect();
    StudyRow {
        people,
        mean: Summary::of(&means, &strata, level),
        relative: Summary::of(&relative, &strata.at(&kept).without_views(), level),
        intervals: trials(trial, index),
    }
}

fn trials(trial: &Trial, index: usize) -> Trials {
    let tried: Vec<(&Studied, _)> =
        trial.draws.iter().filter_map(|studied| Some((studied, studied.tried[index]?))).collect();
    let share = |count: usize| float(count) / float(tried.len());
    let resampled = share(tried.iter().filter(|(_, outcome)| outcome.resampled).count());
    let methods = Method::ALL.iter().enumerate().map(|(method, name)| {
        let of = tried.iter().map(|(studied, outcome)| (studied.truth, outcome.intervals[method]));
        let coverage = share(of.clone().filter(|(_, interval)| interval.covers).count());
        let evidence = IntervalEvidence {
            median_width: median(of.clone().map(|(_, interval)| interval.width).collect()),
            relative_width: median(of.clone().map(|(truth, interval)| interval.width / truth).collect()),
            coverage,
            mcse: proportion_mcse(coverage, float(tried.len())),
            flagged: share(of.filter(|(_, interval)| interval.flagged).count()),
        };
        (name.key().to_owned(), evidence)
    });
    Trials { studies: tried.len(), resamples: RESAMPLES, resampled, methods: methods.collect() }
}

/// The middle value, the larger of two; `None` of nothing and where it is infinite.
pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().filter(|value| value.is_finite())
}
