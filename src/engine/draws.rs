//! Stores what was simulated, one column a measure, one entry a draw.

use crate::model::Sampling;
use crate::statistics::Sketch;

/// The draws of one run: of the headline, or of one unweighted view.
#[derive(Clone, Debug, PartialEq)]
pub struct Draws {
    /// K, the number of draws done.
    pub count: usize,
    /// How the evidence was drawn.
    pub sampling: Sampling,
    /// The view that each draw belongs to, in a weighted plan; empty otherwise.
    pub view: Vec<usize>,
    /// θ, one row of `Plan::parameters.len()` values for each draw, one after another.
    pub theta: Vec<f64>,
    /// Simulated values: `columns[measure][draw]`, measures as in `Plan::measures`.
    pub columns: Vec<Vec<f64>>,
    /// People in each segment: `segment_people[segment][draw]`.
    pub segment_people: Vec<Vec<f64>>,
    /// Sum over people of the square of the avoided cost, by draw.
    pub person_squares: Vec<f64>,
    /// Avoided cost of single people, pooled by section of draws (draw k is in section k mod [`Draws::SECTIONS`]), so
    /// that errors take draws as clusters.
    pub person: Vec<Sketch>,
    /// Credited savings of single people before `added`, pooled over all draws.
    pub gains: Sketch,
}

impl Draws {
    /// How many sections the draws are pooled in.
    pub const SECTIONS: usize = 32;

    /// θ of draw `draw`.
    #[must_use]
    pub fn theta(&self, draw: usize) -> &[f64] {
        let width = self.theta.len().checked_div(self.count).unwrap_or(0);
        &self.theta[draw * width..][..width]
    }

    /// Adds the draws that follow these, of the same plan.
    pub fn append(&mut self, next: Self) {
        self.count += next.count;
        self.view.extend(next.view);
        self.theta.extend(next.theta);
        for (column, more) in self.columns.iter_mut().zip(next.columns) {
            column.extend(more);
        }
        for (column, more) in self.segment_people.iter_mut().zip(next.segment_people) {
            column.extend(more);
        }
        self.person_squares.extend(next.person_squares);
        for (section, more) in self.person.iter_mut().zip(&next.person) {
            section.merge(more);
        }
        self.gains.merge(&next.gains);
    }
}
