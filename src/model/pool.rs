//! Pools what the models of a plan believe about one term, for means, quantiles and chances over all draws.

use super::{Law, Model, Term};
use crate::distribution::Distribution;

/// The distribution of a term in one model.
pub(super) enum Shape<'a> {
    /// The same in every draw.
    Point(f64),
    /// A law times a factor, clipped.
    Clipped { law: &'a Distribution, times: f64, low: f64, high: f64 },
    /// Equally likely values, ascending.
    Sorted(Vec<f64>),
}

impl<'a> Shape<'a> {
    pub(super) fn new(term: &Term, model: &'a Model) -> Self {
        match *term {
            Term::Certain(value) => Self::Point(value),
            Term::Drawn { parameter, times, low, high } => match &model.laws[parameter] {
                Law::Certain(value) => Self::Point((value * times).clamp(low, high)),
                Law::Drawn(_) if times == 0.0 => Self::Point(0.0_f64.clamp(low, high)),
                Law::Drawn(law) => Self::Clipped { law, times, low, high },
            },
            Term::Product { parameters: [a, b], times, low, high } => {
                let grid = |parameter: usize| midpoints(PRODUCT_STEPS).map(move |u| model.laws[parameter].quantile(u));
                let second: Vec<f64> = grid(b).collect();
                let mut values: Vec<f64> =
                    grid(a).flat_map(|x| second.iter().map(move |y| (x * y * times).clamp(low, high))).collect();
                values.sort_by(f64::total_cmp);
                Self::Sorted(values)
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of grid points are small")]
    pub(super) fn mean(&self) -> f64 {
        match self {
            Self::Point(value) => *value,
            Self::Clipped { law, times, low, high } => {
                let (smallest, largest) = law.support();
                if smallest * times >= *low && largest * times <= *high {
                    return law.mean() * times;
                }
                midpoints(CLIPPED_STEPS).map(|u| (law.quantile(u) * times).clamp(*low, *high)).sum::<f64>()
                    / CLIPPED_STEPS as f64
            }
            Self::Sorted(values) => values.iter().sum::<f64>() / values.len() as f64,
        }
    }

    pub(super) fn quantile(&self, p: f64) -> f64 {
        match self {
            Self::Point(value) => *value,
            Self::Clipped { law, times, low, high } => (law.quantile(p) * times).clamp(*low, *high),
            Self::Sorted(values) => {
                #[expect(clippy::cast_precision_loss, reason = "counts of grid points are small")]
                let place = p * values.len() as f64;
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 ≤ p ≤ 1")]
                let index = place as usize;
                values[index.min(values.len() - 1)]
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of grid points are small")]
    pub(super) fn cdf(&self, x: f64) -> f64 {
        match self {
            Self::Point(value) => f64::from(u8::from(x >= *value)),
            Self::Clipped { high, .. } if x >= *high => 1.0,
            Self::Clipped { low, .. } if x < *low => 0.0,
            Self::Clipped { law, times, .. } => law.cdf(x / times),
            Self::Sorted(values) => values.partition_point(|value| *value <= x) as f64 / values.len() as f64,
        }
    }
}

/// What is believed of one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Belief {
    /// Mean.
    pub mean: f64,
    /// 2.5% quantile.
    pub p2_5: f64,
    /// 97.5% quantile.
    pub p97_5: f64,
    /// Whether it is the same in every draw.
    pub certain: bool,
}

impl Belief {
    /// The same of a multiple of the number.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { mean: self.mean * factor, p2_5: self.p2_5 * factor, p97_5: self.p97_5 * factor, ..self }
    }
}

impl Model {
    /// What is believed of a term in this model: mean, 2.5% and 97.5% quantiles of its law as drawn and clipped.
    #[must_use]
    pub fn belief(&self, term: &Term) -> Belief {
        let shape = Shape::new(term, self);
        let certain = matches!(shape, Shape::Point(_));
        Belief { mean: shape.mean(), p2_5: shape.quantile(0.025), p97_5: shape.quantile(0.975), certain }
    }
}

/// Grid points to a side for the product of two laws.
const PRODUCT_STEPS: u32 = 400;
/// Grid points for the mean of a law that is clipped.
const CLIPPED_STEPS: u32 = 10_000;

/// The midpoints of `steps` equal parts of the unit interval.
fn midpoints(steps: u32) -> impl Iterator<Item = f64> {
    (0..steps).map(move |step| (f64::from(step) + 0.5) / f64::from(steps))
}

/// The quantile of a pool: between the least and greatest of its parts', found by bisection on the pooled cdf.
pub(super) fn quantile(parts: &[(f64, Shape<'_>)], p: f64) -> f64 {
    let quantiles = parts.iter().filter(|(weight, _)| *weight > 0.0).map(|(_, shape)| shape.quantile(p));
    let (mut low, mut high) =
        (quantiles.clone().fold(f64::INFINITY, f64::min), quantiles.fold(f64::NEG_INFINITY, f64::max));
    let cdf = |x: f64| parts.iter().map(|(weight, shape)| weight * shape.cdf(x)).sum::<f64>();
    if low >= high || cdf(low) >= p {
        return low;
    }
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if cdf(middle) >= p { high = middle } else { low = middle }
    }
    high
}
