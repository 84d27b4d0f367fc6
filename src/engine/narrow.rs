//! Simulates a run again and again for a few of its measures, so that neither memory nor time go into the others.

use super::RunOf;
use super::progress::Progress;
use super::simulate::Run;
use crate::model::{Model, Outcome, Plan};

/// Draws that are held whole at a time; of all others only the measures wanted.
const PIECE: usize = 4_096;

/// Runs of one plan of which only a few measures are wanted.
#[derive(Debug)]
pub struct Narrow {
    plan: Plan,
    which: RunOf,
}

impl Narrow {
    /// The runs of `plan`; its random numbers are those of [`super::simulate`].
    ///
    /// Studies like the published one, which are no part of any amount of money, are left out, and outcomes where no budget
    /// gains by any of them.
    #[must_use]
    pub fn new(plan: &Plan, which: RunOf) -> Self {
        let mut plan = plan.clone();
        // Some are not left out without the others: their places tell which random numbers they take.
        let gains = plan.base.outcomes.iter().any(Outcome::is_gain);
        let strip = |model: &mut Model| {
            if !gains {
                model.outcomes.clear();
            }
            model.published = None;
        };
        strip(&mut plan.base);
        plan.views.iter_mut().for_each(|view| strip(&mut view.model));
        Self { plan, which }
    }

    /// The first `count` draws of `measures`, one column each, with the value `set` of one parameter instead of what is
    /// drawn of it; `None` when `progress` cancels the run.
    #[must_use]
    pub fn columns(
        &self,
        measures: &[usize],
        count: usize,
        set: Option<(usize, f64)>,
        progress: &dyn Progress,
    ) -> Option<Vec<Vec<f64>>> {
        let run = Run::new(&self.plan, self.which, count);
        let mut columns = vec![Vec::with_capacity(count); measures.len()];
        for start in (0..count).step_by(PIECE) {
            let draws = run.range(start..count.min(start + PIECE), set, progress)?;
            for (column, &measure) in columns.iter_mut().zip(measures) {
                column.extend_from_slice(&draws.columns[measure]);
            }
        }
        Some(columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Silent, simulate};
    use crate::model::Total;
    use crate::model::example::plan;

    const TOWN: &str = "
title: Town
horizon: 24 months
cohort: {people: 30}
payers: {nhs: {label: NHS}}
events:
  fall: {probability: {uniform: {low: 20%, high: 40%}}, unit_cost: {gamma: {mean: £9k, sd: £1k}}, paid_by: {nhs: 100%},
         varies: {gamma: {cv: 80%}}, support: {prevents: 40%}}
outcomes: {well: {achieved_by: 50%, value: £100, lasts: 12 months}}
targets: {half: {amount: £1k}}
published: {people: 8, mean_avoided: £3k}
simulation: {draws: 5000}
";

    #[test]
    fn what_budgets_gain_is_kept() {
        let job = "job: {achieved_by: 30%, value: £3k, lasts: 12 months, paid_to: {nhs: 100%}, cashable: 100%}";
        let plan = plan(&TOWN.replace("lasts: 12 months}}", &format!("lasts: 12 months}}, {job}}}")));
        let whole = simulate(&plan, RunOf::Headline, &Silent).unwrap();
        let target = plan.measures.target(0);
        let found = Narrow::new(&plan, RunOf::Headline).columns(&[target], 5_000, None, &Silent).unwrap();
        assert!(found[0] == whole.columns[target]);
        // 30 people, of whom 30% gain £3,000 each and as many do not fall at £9,000: £27,000 and £32,400.
        let mean = found[0].iter().sum::<f64>() / 5_000.0;
        assert!((50_000.0..70_000.0).contains(&mean), "{mean}");
    }

    #[test]
    fn what_is_kept_is_that_of_the_whole_run() {
        let plan = plan(TOWN);
        let whole = simulate(&plan, RunOf::Headline, &Silent).unwrap();
        let measures = [plan.measures.target(0), plan.measures.total(Total::AvoidedPv)];
        let narrow = Narrow::new(&plan, RunOf::Headline);
        let found = narrow.columns(&measures, 5_000, None, &Silent).unwrap();
        for (column, measure) in found.iter().zip(measures) {
            assert!(*column == whole.columns[measure], "{measure}");
        }
        // Twice the unit cost where nothing else is touched.
        let cost = plan.parameters.iter().position(|parameter| parameter.path == "events.fall.unit_cost").unwrap();
        let at = |value: f64| narrow.columns(&measures[..1], 100, Some((cost, value)), &Silent).unwrap().remove(0);
        for (one, two) in at(5e3).iter().zip(at(1e4)) {
            assert!((two - 2.0 * one).abs() <= 1e-9 * two.abs(), "{two} is not twice {one}");
        }
    }
}
