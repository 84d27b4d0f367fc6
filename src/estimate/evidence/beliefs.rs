//! Computes what each draw expects exactly: the truths that studies are held against.

use crate::engine::{self, Draws, RunOf};
use crate::expectation::{Expectation, Expected};
use crate::model::{Plan, Total};
use crate::statistics::float;

/// What the draws of one run expect, one entry a draw.
pub(super) struct Beliefs {
    /// θ and the view of each draw.
    pub(super) draws: Draws,
    /// μ, avoided cost per person of the cohort.
    pub(super) per_person: Vec<f64>,
    /// Avoided cost of the cohort.
    pub(super) total: Vec<f64>,
    /// Mean per person of a study like the published one; empty without published figures.
    pub(super) published: Vec<f64>,
    /// Avoided cost per person of one segment, and its share; empty without one.
    pub(super) segment: Vec<[f64; 2]>,
    /// N.
    pub(super) people: Vec<f64>,
}

/// One draw's entries.
struct Row {
    total: f64,
    people: f64,
    published: Option<f64>,
    segment: Option<[f64; 2]>,
}

/// What the first `count` draws of a run expect, of the `segment` too.
pub(super) fn beliefs(plan: &Plan, which: RunOf, segment: Option<usize>, count: usize) -> Beliefs {
    let draws = engine::evidence(plan, which, count);
    let models = which.models(plan);
    let readings: Vec<Expectation> = models.iter().map(|model| Expectation::new(plan, model)).collect();
    let rows = engine::in_chunks(count, 64, |part| {
        let (mut expected, mut shares) = (Expected::default(), Vec::new());
        let row = |draw: usize| {
            let (place, theta) = (which.model_of_draw(plan, draw), draws.theta(draw));
            let model = models[place];
            readings[place].at(theta, &mut expected);
            model.cohort.shares(theta, &mut shares);
            Row {
                total: expected.mean[plan.measures.total(Total::Avoided)],
                people: float(model.cohort.people),
                published: plan.measures.published().map(|measure| expected.mean[measure]),
                segment: segment.map(|index| [expected.mean[plan.measures.segment(index)], shares[index]]),
            }
        };
        part.map(row).collect::<Vec<Row>>()
    });
    let rows: Vec<Row> = rows.into_iter().flatten().collect();
    Beliefs {
        per_person: rows.iter().map(|row| row.total / row.people).collect(),
        total: rows.iter().map(|row| row.total).collect(),
        published: rows.iter().filter_map(|row| row.published).collect(),
        segment: rows.iter().filter_map(|row| row.segment).collect(),
        people: rows.iter().map(|row| row.people).collect(),
        draws,
    }
}
