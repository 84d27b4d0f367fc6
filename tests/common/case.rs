//! A scenario, its simulated draws and what is expected of each, to be held against closed forms: the simulation within its
//! standard errors, the exact expectation to a millionth.

use std::fs;

use averted::engine::{Draws, RunOf, Silent, simulate};
use averted::expectation::{Expectation, Expected};
use averted::model::Plan;

/// A scenario, its simulated draws, and what is expected of each.
pub(crate) struct Case {
    pub(crate) plan: Plan,
    pub(crate) drawn: Draws,
    pub(crate) expected: Vec<Vec<f64>>,
}

impl Case {
    pub(crate) fn of(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("scenario.yaml");
        fs::write(&path, text).expect("a scenario on disk");
        let plan = averted::run::plan(&path, &[]).unwrap_or_else(|faults| panic!("{text}\n{}", faults.render(false)));
        let drawn = simulate(&plan, RunOf::Headline, &Silent).expect("nothing cancels the run");
        let exact = Expectation::new(&plan, &plan.base);
        let mut row = Expected::default();
        let rows = (0..drawn.count).map(|draw| {
            exact.at(drawn.theta(draw), &mut row);
            row.mean.clone()
        });
        Self { expected: rows.collect(), plan, drawn }
    }

    pub(crate) fn index(&self, name: &str) -> usize {
        self.plan.measures.names().position(|known| known == name).unwrap_or_else(|| panic!("no measure {name}"))
    }

    pub(crate) fn column(&self, name: &str) -> &[f64] {
        &self.drawn.columns[self.index(name)]
    }

    /// Fails unless what is expected is `mean` in every draw, and what is simulated within 4 standard errors.
    #[track_caller]
    pub(crate) fn assert_mean(&self, name: &str, mean: f64) {
        let index = self.index(name);
        for row in &self.expected {
            let found = row[index];
            assert!((found - mean).abs() <= 1e-6 * mean.abs().max(1.0), "{name}: expected {found} for {mean}");
        }
        let (found, error) = mean_and_error(self.column(name));
        assert!((found - mean).abs() <= 4.0 * error + 1e-9 * mean.abs(), "{name}: {found} for {mean}, error {error}");
    }
}

pub(crate) fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, (variance / count).sqrt())
}
