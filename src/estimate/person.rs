//! Describes one person's avoided cost, pooled over the people of all draws.

use super::sample::Sample;
use super::summary::{Quantile, Summary, probabilities};
use super::{HistogramSeries, Ordered};
use crate::engine::Draws;
use crate::model::Total;
use crate::statistics::{Sketch, mean_and_sd};

/// The shares of people whose part of the total is reported.
const TOP: [(&str, f64); 3] = [("1%", 0.01), ("5%", 0.05), ("10%", 0.1)];
/// Bins of the histogram, about.
const BINS: f64 = 40.0;

/// The summary over people; errors take draws as clusters.
///
/// ```text
/// mean = Σ_k S_k / Σ_k N_k,   mcse from S_k - mean·N_k over draws,   sd² = Σ x² / ΣN - mean²
/// ```
///
/// Quantiles come from the sketch of all sections, their errors from the spread of the sections' own.
pub(super) fn person(sample: &Sample) -> Summary {
    let avoided = sample.column(sample.plan.measures.total(Total::Avoided));
    let people = sample.per_draw(|k| sample.people(k));
    let squares: f64 = sample.rows.iter().map(|&k| sample.draws.person_squares[k]).sum();
    let count: f64 = people.iter().sum();
    let mean = avoided.iter().sum::<f64>() / count;
    let per_draw = mean_and_sd(&people).0;
    let clusters: Vec<f64> = avoided.iter().zip(&people).map(|(sum, n)| (sum - mean * n) / per_draw).collect();
    let variance = (squares / count - mean * mean).max(0.0) * if count > 1.0 { count / (count - 1.0) } else { 0.0 };
    let pooled = pooled(&sample.draws.person);
    let levels = probabilities(sample.level());
    let sections: Vec<Vec<f64>> = independent(sample).iter().map(|section| section.quantiles(&levels)).collect();
    let quantiles = levels.iter().zip(pooled.quantiles(&levels)).enumerate().map(|(at, (&p, value))| Quantile {
        p,
        value,
        mcse: section_mcse(&sections.iter().map(|section| section[at]).collect::<Vec<_>>()),
    });
    let quantiles = quantiles.collect();
    Summary { mean, mcse: sample.strata.mean_mcse(&clusters), sd: variance.sqrt(), quantiles }
}

/// A top share with its error, by name.
type TopShares = (Option<Ordered<f64>>, Option<Ordered<Option<f64>>>);

/// The share of all credited savings before `added` that the people who avoid most bring, with its error; `None` when
/// nothing is gained.
///
/// Its error is the spread over sections of draws of the same share of avoided cost, which differs from credited
/// savings by `added` alone.
pub(super) fn top_share(sample: &Sample) -> TopShares {
    let parts = TOP.map(|(_, p)| p);
    let Some(found) = sample.draws.gains.top_shares(&parts) else { return (None, None) };
    let of_sections: Vec<_> = independent(sample).iter().filter_map(|section| section.top_shares(&parts)).collect();
    let mut shares = Vec::new();
    let mut errors = Vec::new();
    for (at, ((name, _), share)) in TOP.into_iter().zip(found).enumerate() {
        let sections: Vec<f64> = of_sections.iter().map(|section| section[at]).collect();
        shares.push((name.to_owned(), share));
        errors.push((name.to_owned(), (sections.len() > 1).then(|| section_mcse(&sections))));
    }
    (Some(Ordered(shares)), Some(Ordered(errors)))
}

/// The histogram over people with bins of a round width from a round number on, and how many are beyond its ends.
/// People who avoid exactly nothing are counted apart as well: they are usually many.
pub(super) fn histogram(sample: &Sample) -> HistogramSeries {
    let pooled = pooled(&sample.draws.person);
    let (low, high) = (pooled.quantile(0.001).min(0.0), pooled.quantile(0.99).max(0.0));
    let width = round_width((high - low) / BINS);
    let from = (low / width).floor() * width;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "about forty bins")]
    let bins = (((high - from) / width).ceil().clamp(1.0, 4.0 * BINS)) as usize;
    #[expect(clippy::cast_precision_loss, reason = "about forty bins")]
    let edges: Vec<f64> = (0..=bins).map(|bin| from + width * bin as f64).collect();
    let below: Vec<f64> = edges.iter().map(|&edge| pooled.fraction_below(edge)).collect();
    let tiny = width * 1e-9;
    HistogramSeries {
        from,
        width,
        shares: below.windows(2).map(|pair| (pair[1] - pair[0]).max(0.0)).collect(),
        below: below[0],
        above: 1.0 - below[below.len() - 1],
        nothing: (pooled.fraction_below(tiny) - pooled.fraction_below(-tiny)).max(0.0),
    }
}

/// 1, 2 or 5 times a power of ten, at least `width`.
pub(super) fn round_width(width: f64) -> f64 {
    if !(width.is_finite() && width > 0.0) {
        return 1.0;
    }
    let power = 10_f64.powf(width.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|step| step * power)
        .find(|&round| round >= width * 0.999_999)
        .unwrap_or(power)
}

/// The people of sections of draws that are independent of each other: the sections of one randomisation are put together.
fn independent(sample: &Sample) -> Vec<Sketch> {
    let mut sections = vec![Sketch::new(); Draws::SECTIONS];
    for (index, section) in sample.draws.person.iter().enumerate() {
        sections[sample.draws.sampling.replicate(index).unwrap_or(index)].merge(section);
    }
    sections.retain(|section| section.count() > 0);
    sections
}

fn pooled(sections: &[Sketch]) -> Sketch {
    let mut pooled = Sketch::new();
    for section in sections {
        pooled.merge(section);
    }
    pooled
}

/// The standard error of a figure of all draws from its values in sections of them.
#[expect(clippy::cast_precision_loss, reason = "a few sections")]
fn section_mcse(sections: &[f64]) -> f64 {
    if sections.len() < 2 { f64::NAN } else { mean_and_sd(sections).1 / (sections.len() as f64).sqrt() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_round() {
        assert_eq!(round_width(431.0), 500.0);
        assert_eq!(round_width(1000.0), 1000.0);
        assert_eq!(round_width(0.013), 0.02);
        assert_eq!(round_width(0.0), 1.0);
        assert_eq!(round_width(f64::NAN), 1.0);
    }
}
