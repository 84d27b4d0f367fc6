//! Computes the series that figures draw: exceedance, densities, bridge, convergence and funding.

use super::person::Pool;
use super::sample::Sample;
use super::{
    BridgeSeries, BridgeStage, BridgeStepSeries, ConvergenceSeries, DensitySeries, ExceedanceSeries, Series, Summary,
    effects, fan, lines, person,
};
use crate::engine;
use crate::model::{BridgeStep, Counting, Mechanism, Part, Total};
use crate::numeric::powf;
use crate::statistics::{float, mean_and_sd, quantile_sorted, whole_part};
use std::borrow::Cow;

/// Points of an exceedance curve: steps of half a percent.
const STEPS: u32 = 200;
/// Bins of the density of the mean, about.
const DENSITY_BINS: f64 = 60.0;
/// Points of the running mean.
const RUNNING: u32 = 60;

/// Every series of a run.
pub(super) fn series(sample: &Sample, per_person: &[f64], cohort: &[f64], pool: &Pool<'_>) -> Series {
    Series {
        exceedance: exceedance(sample),
        person_histogram: person::histogram(pool),
        expected_density: density(per_person, cohort),
        months: fan::months(sample),
        bridge: bridges(sample),
        convergence: convergence(sample, cohort),
        funding: lines::amounts(sample),
        following: lines::following(sample.plan),
        effects: effects::effects(sample.plan),
        meta_analyses: effects::meta_analyses(sample.plan),
    }
}

fn exceedance(sample: &Sample) -> Vec<ExceedanceSeries> {
    let plan = sample.plan;
    let measures = &plan.measures;
    let whole = "The whole system".to_owned();
    let mut asked = vec![
        ("total".to_owned(), whole.clone(), Counting::Avoided, measures.total(Total::Avoided)),
        ("total".to_owned(), whole, Counting::Cashable, measures.total(Total::Cashable)),
    ];
    for (index, group) in plan.groups.iter().enumerate() {
        for (name, part) in [(Counting::Avoided, Part::Avoided), (Counting::Cashable, Part::Cashable)] {
            asked.push((format!("groups.{}", group.id), group.id.clone(), name, measures.group(index, part)));
        }
    }
    for (index, target) in plan.base.targets.iter().enumerate() {
        asked.push((format!("targets.{}", target.id), target.label.clone(), target.counting, measures.target(index)));
    }
    engine::in_chunks(asked.len(), 1, |one| {
        let (of, label, part, measure) = &asked[one.start];
        curve(sample, of, label, *part, *measure)
    })
}

fn curve(sample: &Sample, of: &str, label: &str, part: Counting, measure: usize) -> ExceedanceSeries {
    let values = sorted(&sample.column(measure));
    let (mut amount, mut chance) = (Vec::new(), Vec::new());
    for step in (0..=STEPS).filter(|_| !values.is_empty()) {
        let p = f64::from(step) / f64::from(STEPS);
        amount.push(quantile_sorted(&values, p));
        chance.push(1.0 - p);
    }
    ExceedanceSeries { of: of.to_owned(), label: label.to_owned(), part, amount, chance }
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    values.sort_unstable_by(f64::total_cmp);
    values
}

/// Both distributions over bins that hold all but the outermost thousandth of either.
fn density(per_person: &[f64], cohort: &[f64]) -> DensitySeries {
    let (expected, cohort) = (sorted(per_person), sorted(cohort));
    let mut series = DensitySeries { width: 1.0, ..DensitySeries::default() };
    if expected.is_empty() || cohort.is_empty() {
        return series;
    }
    let low = quantile_sorted(&expected, 0.0005).min(quantile_sorted(&cohort, 0.0005));
    let high = quantile_sorted(&expected, 0.9995).max(quantile_sorted(&cohort, 0.9995));
    series.width = person::round_width((high - low) / DENSITY_BINS);
    series.from = (low / series.width).floor() * series.width;
    let bins = whole_part(((high - series.from) / series.width + 1.0).clamp(1.0, 4.0 * DENSITY_BINS));
    series.expected = shares(&expected, series.from, series.width, bins);
    series.cohort = shares(&cohort, series.from, series.width, bins);
    for step in 0..=100_u32 {
        let p = f64::from(step) / 100.0;
        series.p.push(p);
        series.expected_quantiles.push(quantile_sorted(&expected, p));
        series.cohort_quantiles.push(quantile_sorted(&cohort, p));
    }
    series
}

fn shares(values: &[f64], from: f64, width: f64, bins: usize) -> Vec<f64> {
    let mut counts = vec![0_u64; bins];
    for value in values {
        let bin = ((value - from) / width).floor();
        if bin >= 0.0 && bin < float(bins) {
            counts[whole_part::<usize>(bin)] += 1;
        }
    }
    counts.into_iter().map(|count| float(count) / float(values.len())).collect()
}

fn bridges(sample: &Sample) -> Vec<BridgeSeries> {
    let measures = &sample.plan.measures;
    let level = |step: BridgeStage, measure: usize| Level::of(sample, step, measure);
    // Up to what is avoided in all, the bridges of all groups are the same.
    let mut levels = vec![
        level(BridgeStage::Gross, measures.bridge(BridgeStep::Gross)),
        level(BridgeStage::Attribution, measures.bridge(BridgeStep::Attributed)),
        level(BridgeStage::Displacement, measures.bridge(BridgeStep::NotDisplaced)),
        level(BridgeStage::OptimismBias, measures.bridge(BridgeStep::Credited)),
    ];
    levels.splice(0..0, measures.before_replaced().map(|measure| level(BridgeStage::BeforeReplaced, measure)));
    let all = measures.total(Total::Avoided);
    if measures.has_gained() {
        levels.push(Level::less(sample, BridgeStage::Added, all, measures.mechanism(Mechanism::Gained)));
        levels.push(level(BridgeStage::Gained, all));
    } else {
        levels.push(level(BridgeStage::Added, all));
    }
    let common = steps(sample, None, &levels);
    let groups = sample.plan.groups.iter().enumerate().map(|(index, group)| (Some(index), Some(group.id.clone())));
    std::iter::once((None, None))
        .chain(groups)
        .map(|(index, group)| {
            let of = |part, total| index.map_or_else(|| measures.total(total), |group| measures.group(group, part));
            let own = [
                level(BridgeStage::OtherPayers, of(Part::Avoided, Total::Avoided)),
                level(BridgeStage::NotCashable, of(Part::Cashable, Total::Cashable)),
            ];
            let mut all_steps = common.clone();
            all_steps.extend(steps(sample, Some(&sample.column(all)), &own));
            BridgeSeries { group, steps: all_steps }
        })
        .collect()
}

/// What is left after a step of the bridge, draw by draw.
struct Level<'a> {
    step: BridgeStage,
    values: Cow<'a, [f64]>,
    summary: Summary,
}

impl<'a> Level<'a> {
    /// That of a measure.
    fn of(sample: &Sample<'a>, step: BridgeStage, measure: usize) -> Self {
        Self { step, values: sample.column(measure), summary: sample.measure(measure) }
    }

    /// That of a measure less another.
    fn less(sample: &Sample<'a>, step: BridgeStage, measure: usize, other: usize) -> Self {
        let (all, other) = (sample.column(measure), sample.column(other));
        let values: Vec<f64> = all.iter().zip(other.iter()).map(|(all, other)| all - other).collect();
        Self { step, summary: sample.summary(&values), values: Cow::Owned(values) }
    }
}

/// Steps in the order of [the method](crate::doc::method) after `before`, each with what it takes off in every draw and what is left.
fn steps(sample: &Sample, before: Option<&[f64]>, levels: &[Level]) -> Vec<BridgeStepSeries> {
    engine::in_chunks(levels.len(), 1, |one| {
        let Level { step, values, summary } = &levels[one.start];
        let before = one.start.checked_sub(1).map(|last| &*levels[last].values).or(before);
        let change = before.map_or_else(
            || summary.clone(),
            |before| {
                let change: Vec<f64> = values.iter().zip(before).map(|(left, before)| left - before).collect();
                sample.summary(&change)
            },
        );
        BridgeStepSeries { step: *step, change, left: summary.clone() }
    })
}

/// The running mean at about sixty numbers of draws, evenly spaced on a logarithmic scale.
fn convergence(sample: &Sample, cohort: &[f64]) -> ConvergenceSeries {
    let mut numbers: Vec<usize> = Vec::new();
    let count = cohort.len();
    for step in 0..=RUNNING {
        let draws: usize = whole_part((2.0 * powf(float(count) / 2.0, f64::from(step) / f64::from(RUNNING))).round());
        let draws = draws.clamp(2, count.max(2));
        if draws <= count && numbers.last().is_none_or(|last| *last < draws) {
            numbers.push(draws);
        }
    }
    let found = engine::in_chunks(numbers.len(), 1, |one| {
        let values = &cohort[..numbers[one.start]];
        let moments = mean_and_sd(values);
        (moments.0, sample.strata.first(values.len()).mcse_of(values, moments))
    });
    let (mean, mcse) = found.into_iter().unzip();
    ConvergenceSeries { draws: numbers, mean, mcse }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn densities_share_round_bins_and_lose_nobody() {
        let expected: Vec<f64> = (0..1000).map(|i| 1000.0 + f64::from(i)).collect();
        let cohort: Vec<f64> = (0..1000).map(|i| 500.0 + 2.0 * f64::from(i)).collect();
        let series = density(&expected, &cohort);
        assert_eq!(series.width, 50.0);
        assert_eq!(series.from, 500.0);
        assert_eq!(series.expected.len(), series.cohort.len());
        assert!((series.expected.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((series.cohort[0] - 0.025).abs() < 1e-12, "500 to 548 of a step of 2: 25 of 1000");
        assert_eq!(series.cohort_quantiles[100], 2498.0);
    }
}
