//! Describes one person's avoided cost, pooled over the people of all draws.

use crate::numeric::{decade, hypot};
use std::borrow::Cow;

use super::sample::Sample;
use super::summary::{Quantile, Summary, probabilities};
use super::{HistogramSeries, Ordered};
use crate::engine::Draws;
use crate::model::Total;
use crate::statistics::{Sketch, float, mean_and_sd, whole_part};

/// The shares of people whose part of the total is reported.
const TOP: [(&str, f64); 3] = [("1%", 0.01), ("5%", 0.05), ("10%", 0.1)];
/// Bins of the histogram, about.
const BINS: f64 = 40.0;

/// The people of all draws, and of sections of them that are independent of each other.
pub(super) struct Pool<'a> {
    all: Sketch,
    /// Those that hold somebody.
    sections: Vec<Cow<'a, Sketch>>,
}

impl<'a> Pool<'a> {
    /// Those of a run.
    pub(super) fn new(draws: &'a Draws) -> Self {
        let mut all = Sketch::new();
        for section in &draws.person {
            all.merge(section);
        }
        let mut sections: Vec<Cow<'a, Sketch>> = Vec::new();
        for (index, section) in draws.person.iter().enumerate() {
            // The sections of one randomisation are put together.
            match draws.sampling.replicate(index).and_then(|replicate| sections.get_mut(replicate)) {
                Some(first) => first.to_mut().merge(section),
                None => sections.push(Cow::Borrowed(section)),
            }
        }
        sections.retain(|section| section.count() > 0);
        Self { all, sections }
    }
}

/// The summary over people; errors take draws as clusters.
///
/// ```text
/// mean = Σ_k S_k / Σ_k N_k,   mcse from S_k - mean·N_k over draws,   sd² = Σ x² / ΣN - mean²
/// ```
///
/// Quantiles come from the sketch of all sections, their errors from the spread of the sections' own and from what a bin of
/// the sketch leaves open.
pub(super) fn person(sample: &Sample, pool: &Pool<'_>) -> Summary {
    let avoided = sample.column(sample.plan.measures.total(Total::Avoided));
    let people = sample.per_draw(|k| sample.people(k));
    let squares: f64 = sample.rows.iter().map(|&k| sample.draws.person_squares[k]).sum();
    let count: f64 = people.iter().sum();
    let mean = avoided.iter().sum::<f64>() / count;
    let per_draw = mean_and_sd(&people).0;
    let clusters: Vec<f64> = avoided.iter().zip(&people).map(|(sum, n)| (sum - mean * n) / per_draw).collect();
    let variance = (squares / count - mean * mean).max(0.0) * if count > 1.0 { count / (count - 1.0) } else { 0.0 };
    let levels = probabilities(sample.level());
    let sections: Vec<Vec<f64>> = pool.sections.iter().map(|section| section.quantiles(&levels)).collect();
    let quantiles = levels.iter().zip(pool.all.resolved(&levels)).enumerate().map(|(at, (&p, (value, resolution)))| {
        let spread = section_mcse(&sections.iter().map(|section| section[at]).collect::<Vec<_>>());
        Quantile { p, value, mcse: hypot(spread, resolution) }
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
pub(super) fn top_share(gains: &Sketch, pool: &Pool<'_>) -> TopShares {
    let parts = TOP.map(|(_, p)| p);
    let Some(found) = gains.top_shares(&parts) else { return (None, None) };
    let of_sections: Vec<_> = pool.sections.iter().filter_map(|section| section.top_shares(&parts)).collect();
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
pub(super) fn histogram(pool: &Pool<'_>) -> HistogramSeries {
    let ends = pool.all.quantiles(&[0.001, 0.99]);
    let (low, high) = (ends[0].min(0.0), ends[1].max(0.0));
    let width = round_width((high - low) / BINS);
    let from = (low / width).floor() * width;
    let bins: usize = whole_part(((high - from) / width).ceil().clamp(1.0, 4.0 * BINS));
    let edges: Vec<f64> = (0..=bins).map(|bin| from + width * float(bin)).collect();
    let below = pool.all.fractions_below(&edges);
    let tiny = width * 1e-9;
    let around = pool.all.fractions_below(&[-tiny, tiny]);
    HistogramSeries {
        from,
        width,
        shares: below.windows(2).map(|pair| (pair[1] - pair[0]).max(0.0)).collect(),
        below: below[0],
        above: 1.0 - below[below.len() - 1],
        nothing: (around[1] - around[0]).max(0.0),
    }
}

/// 1, 2 or 5 times a power of ten, at least `width`.
pub(super) fn round_width(width: f64) -> f64 {
    if !(width.is_finite() && width > 0.0) {
        return 1.0;
    }
    let power = decade(width);
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|step| step * power)
        .find(|&round| round >= width * 0.999_999)
        .unwrap_or(power)
}

/// The standard error of a figure of all draws from its values in sections of them.
fn section_mcse(sections: &[f64]) -> f64 {
    if sections.len() < 2 { f64::NAN } else { mean_and_sd(sections).1 / (float(sections.len())).sqrt() }
}

impl HistogramSeries {
    /// The share of people who avoid more than nothing.
    #[must_use]
    pub fn more(&self) -> f64 {
        let mut edge = self.from;
        let mut more = self.above - self.nothing;
        for share in &self.shares {
            // Bins stand at multiples of their width, so that one begins at nothing.
            if edge > -0.5 * self.width {
                more += share;
            }
            edge += self.width;
        }
        // Shares are differences of others.
        if more > 1e-9 { more } else { 0.0 }
    }
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
