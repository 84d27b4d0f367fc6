//! Draws the evidence: one value of every parameter for each draw, by inversion, correlated where so stated.

use super::RunOf;
use super::points::{Point, Points};
use super::stream::{Address, Block, StreamName};
use crate::distribution::{Distribution, QuantileTable, Sampled};
use crate::model::{Law, Plan};
use crate::numeric::{normal_cdf, normal_quantile};

/// Draws rows of parameter values.
#[derive(Debug)]
pub(super) struct Parameters<'a> {
    plan: &'a Plan,
    which: RunOf,
    names: Vec<StreamName>,
    /// By model, then by parameter: the views of a weighted headline run, else one.
    sources: Vec<Vec<Source<'a>>>,
    tables: Vec<QuantileTable<'a>>,
    /// Where draws are placed; `None` when each is drawn at random.
    points: Option<Points<'a>>,
}

/// Where a parameter's value comes from.
#[derive(Clone, Copy, Debug)]
enum Source<'a> {
    Certain(f64),
    Law(&'a Distribution),
    /// The index of its law's table, which models share.
    Table(usize),
    /// A column of another model's draws, all of which are drawn by the same row.
    Row(&'a Sampled),
}

impl<'a> Parameters<'a> {
    /// Ready to draw rows of `which` run, fastest the first `count`.
    pub(super) fn new(plan: &'a Plan, which: RunOf, count: usize) -> Self {
        let names = plan.streams.values.iter().map(|stream| StreamName::new(&stream.name)).collect();
        let mut tables = Vec::new();
        let sources = which.models(plan).iter().map(|model| sources(&model.laws, &mut tables)).collect();
        Self { plan, which, names, sources, tables, points: Points::new(plan, which, count) }
    }

    /// Fills `theta` with the parameter values of draw `draw`, at `address`.
    ///
    /// Each parameter is its quantile at one uniform number: from its own stream, or its coordinate of the draw's Sobol
    /// point. Correlated parameters share a Gaussian copula: z = L ε, with ε the normal scores of these numbers, and the
    /// value is its quantile at Φ(z).
    pub(super) fn draw(&self, draw: usize, address: Address, theta: &mut [f64]) {
        let point = self.points.as_ref().map(|points| points.of_draw(draw));
        let sources = &self.sources[self.which.model_of_draw(self.plan, draw)];
        for (index, (value, source)) in theta.iter_mut().zip(sources).enumerate() {
            *value = match *source {
                Source::Certain(value) => value,
                _ => self.quantile(*source, self.uniform(index, point, address)),
            };
        }
        let Some(copula) = &self.plan.copula else { return };
        let scores: Vec<f64> =
            copula.parameters.iter().map(|&index| normal_quantile(self.uniform(index, point, address))).collect();
        for (row, &index) in copula.parameters.iter().enumerate() {
            if !matches!(sources[index], Source::Certain(_)) {
                let factor = &copula.factor[row * scores.len()..][..=row];
                let score: f64 = factor.iter().zip(&scores).map(|(weight, score)| weight * score).sum();
                let share = normal_cdf(score).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0);
                theta[index] = self.quantile(sources[index], share);
            }
        }
    }

    fn quantile(&self, source: Source<'_>, u: f64) -> f64 {
        match source {
            Source::Certain(value) => value,
            Source::Law(law) => law.quantile(u),
            Source::Row(column) => column.row(u),
            Source::Table(table) => self.tables[table].quantile(u),
        }
    }

    /// The uniform number that parameter `index` is drawn by.
    fn uniform(&self, index: usize, point: Option<Point>, address: Address) -> f64 {
        let name = self.names[index];
        point
            .and_then(|point| point.coordinate(1 + self.plan.streams.values[index].dimension, name))
            .unwrap_or_else(|| address.open_uniform(Block::EVIDENCE, name))
    }
}

/// The sources of one model's parameters; laws that are slow to draw from join `tables`, once each.
fn sources<'a>(laws: &'a [Law], tables: &mut Vec<QuantileTable<'a>>) -> Vec<Source<'a>> {
    let mut source = |law: &'a Law| {
        let law = match law {
            Law::Certain(value) => return Source::Certain(*value),
            Law::Drawn(Distribution::Sampled(column)) => return Source::Row(column),
            Law::Drawn(law) => law,
        };
        if let Some(table) = tables.iter().position(|table| table.law() == law) {
            return Source::Table(table);
        }
        QuantileTable::new(law).map_or(Source::Law(law), |table| {
            tables.push(table);
            Source::Table(tables.len() - 1)
        })
    };
    laws.iter().map(&mut source).collect()
}
