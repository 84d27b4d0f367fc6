//! Stores what was simulated, one column a measure, one entry a draw.

use serde::{Deserialize, Serialize};

use crate::model::{Plan, Sampling};
use crate::statistics::Sketch;

/// The draws of one run: of the headline, or of one unweighted view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

    /// No draw of `plan`, to which others are added.
    #[must_use]
    pub fn none(plan: &Plan) -> Self {
        Self::blank(plan, 0)
    }

    /// `count` draws of `plan`, of which nothing is known yet.
    pub(super) fn blank(plan: &Plan, count: usize) -> Self {
        // Zeros column by column: memory that nobody has written takes none.
        let columns = |number: usize| (0..number).map(|_| vec![0.0; count]).collect();
        Self {
            sampling: plan.simulation.sampling,
            count,
            view: vec![0; if plan.weighted { count } else { 0 }],
            theta: vec![0.0; count * plan.parameters.len()],
            columns: columns(plan.measures.len()),
            segment_people: columns(plan.base.cohort.segments.len()),
            person_squares: vec![0.0; count],
            person: Self::sections(),
            gains: Sketch::new(),
        }
    }

    /// Sketches of nobody, one a section; to clone one would be to touch memory that most of them never use.
    pub(super) fn sections() -> Vec<Sketch> {
        std::iter::repeat_with(Sketch::new).take(Self::SECTIONS).collect()
    }

    /// Adds what people of these draws avoid, section by section, and their gains.
    pub(super) fn pool(&mut self, person: &[Sketch], gains: &Sketch) {
        for (section, more) in self.person.iter_mut().zip(person) {
            section.merge(more);
        }
        self.gains.merge(gains);
    }

    /// Whether these can be draws of `plan`, as those that were read from a file may not.
    #[must_use]
    pub fn fit(&self, plan: &Plan) -> bool {
        let views = if self.view.is_empty() { 0 } else { self.count };
        let whole = |columns: &[Vec<f64>]| columns.iter().all(|column| column.len() == self.count);
        self.sampling == plan.simulation.sampling
            && self.view.len() == views
            && self.view.iter().all(|&view| view < plan.views.len())
            && Some(self.theta.len()) == self.count.checked_mul(plan.parameters.len())
            && self.columns.len() == plan.measures.len()
            && self.segment_people.len() == plan.base.cohort.segments.len()
            && whole(&self.columns)
            && whole(&self.segment_people)
            && self.person_squares.len() == self.count
            && self.person.len() == Self::SECTIONS
            && self.person.iter().chain([&self.gains]).all(Sketch::is_whole)
    }

    /// Makes room for `more` draws, so that adding them one after the other never copies what is there.
    pub fn reserve(&mut self, more: usize, plan: &Plan) {
        self.view.reserve_exact(if plan.weighted { more } else { 0 });
        self.theta.reserve_exact(more * plan.parameters.len());
        let columns = self.columns.iter_mut().chain(&mut self.segment_people);
        columns.chain([&mut self.person_squares]).for_each(|column| column.reserve_exact(more));
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
        self.pool(&next.person, &next.gains);
    }
}
