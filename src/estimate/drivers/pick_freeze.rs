//! Runs pick-freeze: exact expectations at points of which some values are frozen and the others drawn afresh.

use super::evaluate::{Of, Reader, place};
use crate::engine::{self, Draws};
use crate::expectation::Expected;
use crate::model::{Plan, Sampling, Simulation};
use crate::statistics::{SobolIndex, pick_freeze};

/// Two independent sets of points and the outputs there.
pub(super) struct Frozen<'a> {
    reader: &'a Reader<'a>,
    of: Of,
    points: usize,
    draws: Draws,
    a: Vec<f64>,
    b: Vec<f64>,
}

impl<'a> Frozen<'a> {
    /// Draws `points` twice: the first 2·`points` draws of the scenario as written, at random: both sets must be
    /// independent of each other, which the halves of one Sobol sequence are not.
    pub(super) fn new(written: &Plan, reader: &'a Reader<'a>, of: Of, points: usize) -> Self {
        let simulation = Simulation { sampling: Sampling::Random, ..written.simulation.clone() };
        let random = Plan { simulation, ..written.clone() };
        let draws = engine::evidence(&random, engine::RunOf::Headline, 2 * points);
        let mut a = reader.all(&draws).of(of);
        let b = a.split_off(points);
        Self { reader, of, points, draws, a, b }
    }

    /// First-order and total index of `members` together; `None` when the output does not vary.
    pub(super) fn indices(&self, members: &[usize]) -> Option<(SobolIndex, SobolIndex)> {
        let chunks = engine::in_chunks(self.points, 64, |rows| {
            let (mut expected, mut row, mut out) = (Expected::default(), Vec::new(), Vec::with_capacity(rows.len()));
            for point in rows {
                let mut theta = self.draws.theta(point).to_vec();
                let other = self.draws.theta(self.points + point);
                for &index in members {
                    theta[index] = other[index];
                }
                row.clear();
                self.reader.read(0, &theta, &mut expected, &mut row);
                out.push(row[place(self.of)]);
            }
            out
        });
        pick_freeze(&self.a, &self.b, &chunks.concat())
    }
}
