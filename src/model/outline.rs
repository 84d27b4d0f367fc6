//! Outlines what is believed of a stated value by three numbers and a curve, so that it can be shown on a track and moved.

use super::pool::Shape;
use super::{Plan, Stated};
use crate::distribution::Distribution;
use crate::numeric::float;
use crate::quantity::Kind;

/// What is believed of one value, in outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// Path of the value in the scenario.
    pub path: String,
    /// What it measures.
    pub kind: Kind,
    /// The smallest value, where one was stated; else the 2.5% quantile.
    pub low: f64,
    /// The mode of the beta-PERT law between `low` and `high` that has the same mean, or the end that is nearer.
    pub likely: f64,
    /// The median.
    pub median: f64,
    /// The largest value, where one was stated; else the 97.5% quantile.
    pub high: f64,
    /// Whether it is a plain number.
    pub certain: bool,
    /// Whether views state it otherwise than the scenario as written, so that what is changed there does not reach them.
    pub differs: bool,
    /// How likely each part of the range is: places and heights, the highest 1; empty of a plain number.
    pub curve: Vec<(f64, f64)>,
}

/// Parts into which the range is cut for the curve.
const PARTS: u32 = 40;

impl Plan {
    /// Every value of the scenario in outline, in the order of [`Plan::assumptions`].
    #[must_use]
    pub fn outlines(&self) -> Vec<Outline> {
        self.stated.iter().filter_map(|stated| self.outline(stated)).collect()
    }

    fn outline(&self, stated: &Stated) -> Option<Outline> {
        let pooled = self.pooled();
        let mut shapes = pooled.iter().filter_map(|&(index, _, model)| {
            Some((stated.spellings.get(index)?, model.shape(stated.terms.get(index)?.as_ref()?)))
        });
        let (spelling, shape) = shapes.next()?;
        let models = pooled.iter().map(|&(index, ..)| stated.spellings.get(index));
        let differs = models.chain([stated.spellings.first()]).any(|other| other != Some(spelling));
        let mean = shape.mean();
        let [low, high] = ends(&shape).unwrap_or_else(|| [0.025, 0.975].map(|p| shape.quantile(p)));
        Some(Outline {
            path: stated.path.clone(),
            kind: stated.kind,
            low,
            // A beta-PERT law has its mean at (low + 4 mode + high)/6.
            likely: ((6.0 * mean - low - high) / 4.0).clamp(low.min(mean), high.max(mean)),
            median: shape.quantile(0.5),
            high,
            certain: matches!(shape, Shape::Point(_)),
            differs,
            curve: curve(&shape, low, high),
        })
    }
}

/// The ends that were stated: of laws that are elicited by them, as they are drawn.
fn ends(shape: &Shape<'_>) -> Option<[f64; 2]> {
    let Shape::Clipped { law, shift, slope, low, high } = shape else { return None };
    let stated = matches!(law, Distribution::Pert(_) | Distribution::Triangular(_) | Distribution::Uniform(_));
    let (smallest, largest) = law.support();
    let [one, other] = [smallest, largest].map(|end| (shift + slope * end).clamp(*low, *high));
    stated.then(|| [one.min(other), one.max(other)])
}

fn curve(shape: &Shape<'_>, low: f64, high: f64) -> Vec<(f64, f64)> {
    let width = (high - low) / f64::from(PARTS);
    if matches!(shape, Shape::Point(_)) || width <= 0.0 || !width.is_finite() {
        return Vec::new();
    }
    let at = |part: f64| low + part * width;
    let chances: Vec<f64> =
        (0..PARTS).map(|part| shape.cdf(at(f64::from(part) + 1.0)) - shape.cdf(at(f64::from(part)))).collect();
    let highest = chances.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    chances.iter().enumerate().map(|(part, chance)| (at(float(part) + 0.5), chance / highest)).collect()
}
