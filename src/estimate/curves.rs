//! Computes the series that figures draw: exceedance, densities, bridge, convergence and funding.

use super::person::Pool;
use super::sample::Sample;
use super::series::{
    BridgeSeries, BridgeStepSeries, ConvergenceSeries, DensitySeries, ExceedanceSeries, FundingSeries, Series,
};
use super::{fan, person};
use crate::model::{BridgeStep, Counting, Part, Total};
use crate::statistics::{mean_and_sd, quantile_sorted};

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
        funding: funding(sample),
    }
}

fn exceedance(sample: &Sample) -> Vec<ExceedanceSeries> {
    let plan = sample.plan;
    let measures = &plan.measures;
    let mut curves = vec![
        curve(sample, "total", "The whole system", "avoided", measures.total(Total::Avoided)),
        curve(sample, "total", "The whole system", "cashable", measures.total(Total::Cashable)),
    ];
    for (index, group) in plan.groups.iter().enumerate() {
        let of = format!("groups.{}", group.id);
        curves.push(curve(sample, &of, &group.id, "avoided", measures.group(index, Part::Avoided)));
        curves.push(curve(sample, &of, &group.id, "cashable", measures.group(index, Part::Cashable)));
    }
    for (index, target) in plan.base.targets.iter().enumerate() {
        let part = match target.counting {
            Counting::Avoided => "avoided",
            Counting::Averted => "averted",
            Counting::Cashable => "cashable",
        };
        curves.push(curve(sample, &format!("targets.{}", target.id), &target.label, part, measures.target(index)));
    }
    curves
}

fn curve(sample: &Sample, of: &str, label: &str, part: &str, measure: usize) -> ExceedanceSeries {
    let values = sorted(&sample.column(measure));
    let (mut amount, mut chance) = (Vec::new(), Vec::new());
    for step in (0..=STEPS).filter(|_| !values.is_empty()) {
        let p = f64::from(step) / f64::from(STEPS);
        amount.push(quantile_sorted(&values, p));
        chance.push(1.0 - p);
    }
    ExceedanceSeries { of: of.to_owned(), label: label.to_owned(), part: part.to_owned(), amount, chance }
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    values.sort_unstable_by(f64::total_cmp);
    values
}

/// Both distributions over bins that hold all but the outermost thousandth of either.
fn density(per_person: &[f64], cohort: &[f64]) -> DensitySeries {
    let (expected, cohort) = (sorted(per_person), sorted(cohort));
    let mut series = DensitySeries {
        from: 0.0,
        width: 1.0,
        expected: Vec::new(),
        cohort: Vec::new(),
        p: Vec::new(),
        expected_quantiles: Vec::new(),
        cohort_quantiles: Vec::new(),
    };
    if expected.is_empty() || cohort.is_empty() {
        return series;
    }
    let low = quantile_sorted(&expected, 0.0005).min(quantile_sorted(&cohort, 0.0005));
    let high = quantile_sorted(&expected, 0.9995).max(quantile_sorted(&cohort, 0.9995));
    series.width = person::round_width((high - low) / DENSITY_BINS);
    series.from = (low / series.width).floor() * series.width;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "about sixty bins")]
    let bins = ((high - series.from) / series.width + 1.0).floor().clamp(1.0, 4.0 * DENSITY_BINS) as usize;
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

#[expect(clippy::cast_precision_loss, reason = "draws stay far below 2^53")]
fn shares(values: &[f64], from: f64, width: f64, bins: usize) -> Vec<f64> {
    let mut counts = vec![0_u64; bins];
    for value in values {
        let bin = ((value - from) / width).floor();
        if bin >= 0.0 && bin < bins as f64 {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and bins")]
            let bin = bin as usize;
            counts[bin] += 1;
        }
    }
    counts.into_iter().map(|count| count as f64 / values.len() as f64).collect()
}

fn bridges(sample: &Sample) -> Vec<BridgeSeries> {
    let groups = sample.plan.groups.iter().enumerate().map(|(index, group)| (Some(index), Some(group.id.clone())));
    std::iter::once((None, None))
        .chain(groups)
        .map(|(index, group)| BridgeSeries { group, steps: bridge(sample, index) })
        .collect()
}

/// The steps in the order of method.md, each with what it takes off in every draw and what is left.
fn bridge(sample: &Sample, group: Option<usize>) -> Vec<BridgeStepSeries> {
    let measures = &sample.plan.measures;
    let credited = sample.column(measures.bridge(BridgeStep::Credited));
    let part = |part: Part, total: Total| {
        sample.column(group.map_or_else(|| measures.total(total), |group| measures.group(group, part)))
    };
    let levels: [(&str, Vec<f64>); 7] = [
        ("gross", sample.column(measures.bridge(BridgeStep::Gross))),
        ("attribution", sample.column(measures.bridge(BridgeStep::Attributed))),
        ("displacement", sample.column(measures.bridge(BridgeStep::NotDisplaced))),
        ("optimism_bias", credited),
        ("added", sample.column(measures.total(Total::Avoided))),
        ("other_payers", part(Part::Avoided, Total::Avoided)),
        ("not_cashable", part(Part::Cashable, Total::Cashable)),
    ];
    let mut before: Option<&Vec<f64>> = None;
    let mut steps = Vec::new();
    for (step, left) in &levels {
        let change: Vec<f64> = match before {
            None => left.clone(),
            Some(before) => left.iter().zip(before).map(|(left, before)| left - before).collect(),
        };
        steps.push(BridgeStepSeries {
            step: (*step).to_owned(),
            change: sample.summary(&change),
            left: sample.summary(left),
        });
        before = Some(left);
    }
    steps
}

/// The running mean at about sixty numbers of draws, evenly spaced on a logarithmic scale.
fn convergence(sample: &Sample, cohort: &[f64]) -> ConvergenceSeries {
    let mut series = ConvergenceSeries { draws: Vec::new(), mean: Vec::new(), mcse: Vec::new() };
    let count = cohort.len();
    for step in 0..=RUNNING {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 2 and the number of draws"
        )]
        let draws = (2.0 * (count as f64 / 2.0).powf(f64::from(step) / f64::from(RUNNING))).round() as usize;
        let draws = draws.clamp(2, count.max(2));
        if draws > count || series.draws.last().is_some_and(|last| *last >= draws) {
            continue;
        }
        series.draws.push(draws);
        series.mean.push(mean_and_sd(&cohort[..draws]).0);
        series.mcse.push(sample.strata.first(draws).mean_mcse(&cohort[..draws]));
    }
    series
}

/// Funding of the scenario as written.
pub(super) fn funding(sample: &Sample) -> Vec<FundingSeries> {
    let plan = sample.plan;
    let entries = plan.base.programme.iter().flat_map(|programme| &programme.funding);
    entries
        .map(|funding| {
            let payer = &plan.payers[funding.payer];
            FundingSeries {
                label: funding.label.clone(),
                payer: payer.id.clone(),
                groups: payer.groups.iter().map(|&group| plan.groups[group].id.clone()).collect(),
                year: plan.years[funding.year].id.clone(),
                amount: funding.amount,
                written: funding.written,
            }
        })
        .collect()
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
