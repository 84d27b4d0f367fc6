//! Draws the evidence: one value of every parameter for each draw, by inversion, correlated where so stated.

use super::stream::{Address, Block, StreamName, open_uniform};
use crate::model::{Law, Model, Plan};
use crate::statistics::{normal_cdf, normal_quantile};

/// Draws rows of parameter values.
#[derive(Debug)]
pub(super) struct Evidence<'a> {
    plan: &'a Plan,
    names: Vec<StreamName>,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(plan: &'a Plan) -> Self {
        Self { plan, names: plan.parameters.iter().map(|parameter| StreamName::new(&parameter.path)).collect() }
    }

    /// Fills `theta` with the parameter values of one draw under `model`.
    ///
    /// Correlated parameters share a Gaussian copula: z = L ε, with ε the normal scores of each one's own stream, and
    /// the value is its quantile at Φ(z).
    pub(super) fn draw(&self, model: &Model, address: Address, theta: &mut [f64]) {
        for ((value, law), &name) in theta.iter_mut().zip(&model.laws).zip(&self.names) {
            *value = match law {
                Law::Certain(value) => *value,
                Law::Drawn(distribution) => {
                    distribution.quantile(open_uniform(&mut address.stream(Block::EVIDENCE, name)))
                }
            };
        }
        let Some(copula) = &self.plan.copula else { return };
        let scores: Vec<f64> = copula
            .parameters
            .iter()
            .map(|&index| normal_quantile(open_uniform(&mut address.stream(Block::EVIDENCE, self.names[index]))))
            .collect();
        for (row, &index) in copula.parameters.iter().enumerate() {
            if let Law::Drawn(distribution) = &model.laws[index] {
                let factor = &copula.factor[row * scores.len()..][..=row];
                let score: f64 = factor.iter().zip(&scores).map(|(weight, score)| weight * score).sum();
                theta[index] =
                    distribution.quantile(normal_cdf(score).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0));
            }
        }
    }
}
