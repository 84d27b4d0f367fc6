//! Holds what is believed of one input, and what was computed at a few of its values.

use super::Switch;
use super::response::Response;
use super::root::Point;
use crate::quantity::{Kind, LEAST_EFFECT};
use crate::statistics::{float, quantile_sorted};

/// What has no upper limit is looked for up to this many times its 90th percentile.
const FURTHEST: f64 = 100.0;

/// The answers at one value of one input: mean over draws and its error.
#[derive(Clone, Debug)]
pub(super) struct Answers {
    pub(super) at: f64,
    pub(super) means: Vec<f64>,
    pub(super) errors: Vec<f64>,
}

/// What is believed of an input, and what was computed at a few of its values.
pub(super) struct Probe<'e, 'p> {
    pub(super) parameter: usize,
    pub(super) response: Response<'e, 'p>,
    /// The least and the greatest value that can be tried.
    pub(super) range: (f64, f64),
    pub(super) known: Vec<Answers>,
    pub(super) sorted: Vec<f64>,
    pub(super) mean: f64,
    pub(super) sd: f64,
}

impl Probe<'_, '_> {
    pub(super) fn line(&self, index: usize) -> Vec<Point> {
        self.known.iter().map(|answers| Point { x: answers.at, y: answers.means[index] }).collect()
    }

    /// A value found, beside what is believed.
    pub(super) fn switch(&self, value: f64, mcse: f64) -> Switch {
        let below = self.sorted.partition_point(|drawn| *drawn < value);
        Switch {
            value: Some(value),
            mcse: Some(mcse).filter(|mcse| mcse.is_finite()),
            shift_sd: (self.sd > 0.0).then(|| (value - self.mean) / self.sd),
            percentile: Some(float(below) / float(self.sorted.len())),
            simulated: None,
        }
    }
}

/// Where an input is tried first, ascending: over what is believed of it, and to the ends of its legal range.
pub(super) fn points(kind: Kind, sorted: &[f64]) -> Vec<f64> {
    let quantile = |p: f64| quantile_sorted(sorted, p);
    let (legal, high) = kind.range();
    // An effect or a difference that may lie below zero is looked for beyond the least that was drawn.
    let least = quantile(0.0);
    let low = if least < legal { (2.0 * least - quantile(0.9)).max(LEAST_EFFECT) } else { legal };
    let mut points = vec![low, quantile(0.1), quantile(0.5), quantile(0.9)];
    if high.is_finite() {
        points.push(high);
    } else {
        let top = quantile(0.9).max(quantile(1.0) * 1e-3);
        points.extend([3.0 * top, 20.0 * top, FURTHEST * top]);
    }
    points.sort_by(f64::total_cmp);
    points.dedup();
    points
}
