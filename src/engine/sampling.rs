//! Draws the evidence: one value of every parameter for each draw, by inversion, correlated where so stated.

use super::Which;
use super::points::{Point, Points};
use super::stream::{Address, Block, StreamName, open_uniform};
use crate::model::{Law, Model, Plan};
use crate::statistics::{normal_cdf, normal_quantile};

/// Draws rows of parameter values.
#[derive(Debug)]
pub(super) struct Evidence<'a> {
    plan: &'a Plan,
    names: Vec<StreamName>,
    /// Where draws are placed; `None` when each is drawn at random.
    points: Option<Points<'a>>,
}

impl<'a> Evidence<'a> {
    /// Ready to draw rows of `which` run, fastest the first `count`.
    pub(super) fn new(plan: &'a Plan, which: Which, count: usize) -> Self {
        let names = plan.parameters.iter().map(|parameter| StreamName::new(&parameter.path)).collect();
        Self { plan, names, points: Points::new(plan, which, count) }
    }

    /// Fills `theta` with the parameter values of draw `draw`, at `address`, under `model`.
    ///
    /// Each parameter is its quantile at one uniform number: from its own stream, or its coordinate of the draw's Sobol
    /// point. Correlated parameters share a Gaussian copula: z = L ε, with ε the normal scores of these numbers, and the
    /// value is its quantile at Φ(z).
    pub(super) fn draw(&self, model: &Model, draw: usize, address: Address, theta: &mut [f64]) {
        let point = self.points.as_ref().map(|points| points.of_draw(draw));
        for (index, (value, law)) in theta.iter_mut().zip(&model.laws).enumerate() {
            *value = match law {
                Law::Certain(value) => *value,
                Law::Drawn(distribution) => distribution.quantile(self.uniform(index, point, address)),
            };
        }
        let Some(copula) = &self.plan.copula else { return };
        let scores: Vec<f64> =
            copula.parameters.iter().map(|&index| normal_quantile(self.uniform(index, point, address))).collect();
        for (row, &index) in copula.parameters.iter().enumerate() {
            if let Law::Drawn(distribution) = &model.laws[index] {
                let factor = &copula.factor[row * scores.len()..][..=row];
                let score: f64 = factor.iter().zip(&scores).map(|(weight, score)| weight * score).sum();
                theta[index] =
                    distribution.quantile(normal_cdf(score).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0));
            }
        }
    }
    /// The uniform number that parameter `index` is drawn by.
    fn uniform(&self, index: usize, point: Option<Point>, address: Address) -> f64 {
        let name = self.names[index];
        point
            .and_then(|point| point.coordinate(index, name))
            .unwrap_or_else(|| open_uniform(&mut address.stream(Block::EVIDENCE, name)))
    }
}
