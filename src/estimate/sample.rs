//! Gives the rest of this layer one way to read draws: of the headline, of one view, or of part of a weighted run.

use crate::statistics::float;
use std::borrow::Cow;
use std::collections::HashMap;

use super::funding::DrawCost;
use super::{ExpectedDraws, Strata, Summary, summarise};
use crate::engine::{self, Draws, RunOf};
use crate::model::{Model, Plan, Programme};

/// Draws with their exact expectations, and which of them count.
pub(super) struct Sample<'a> {
    /// The scenario.
    pub(super) plan: &'a Plan,
    /// What was simulated.
    pub(super) draws: &'a Draws,
    /// What was expected of each draw.
    pub(super) expected: &'a ExpectedDraws,
    /// Every measure's summary, in order of index; `None` where no draw has a value.
    summaries: Vec<Option<Summary>>,
    /// Which run this is.
    which: RunOf,
    /// The draws that count.
    pub(super) rows: Vec<usize>,
    /// The view and the randomisation of each of them.
    pub(super) strata: Strata,
}

impl<'a> Sample<'a> {
    /// All draws of a run.
    pub(super) fn whole(plan: &'a Plan, draws: &'a Draws, expected: &'a ExpectedDraws, which: RunOf) -> Self {
        Self::unsummarised(plan, draws, expected, which).summarised()
    }

    /// All draws of a run, for who asks for a few numbers of it: no measure has a summary yet.
    pub(super) fn unsummarised(plan: &'a Plan, draws: &'a Draws, expected: &'a ExpectedDraws, which: RunOf) -> Self {
        let (rows, strata) = ((0..draws.count).collect(), Strata::of(draws));
        Self { plan, draws, expected, summaries: Vec::new(), which, rows, strata }
    }

    /// Only the draws of one view of a weighted run; `None` when no draw belongs to it.
    pub(super) fn of_view(&self, view: usize) -> Option<Self> {
        let rows: Vec<usize> = self.rows.iter().copied().filter(|&k| self.draws.view.get(k) == Some(&view)).collect();
        let strata = self.strata.at(&rows).without_views();
        let sample = Self { summaries: Vec::new(), rows, strata, ..*self };
        (!sample.rows.is_empty()).then(|| sample.summarised())
    }

    fn summarised(mut self) -> Self {
        let first = firsts(&self.draws.columns);
        let distinct: Vec<usize> = (0..first.len()).filter(|&measure| first[measure] == measure).collect();
        let found = engine::in_chunks(distinct.len(), 1, |one| {
            summarise(&self.column(distinct[one.start]), &self.strata, self.level())
        });
        let mut summaries = vec![None; first.len()];
        for (measure, summary) in distinct.into_iter().zip(found) {
            summaries[measure] = summary;
        }
        for (measure, &first) in first.iter().enumerate().filter(|&(measure, &first)| measure != first) {
            summaries[measure] = summaries[first].clone();
        }
        self.summaries = summaries;
        self
    }

    /// The model that draw `k` was simulated from.
    pub(super) fn model(&self, k: usize) -> &'a Model {
        model_of(self.plan, self.draws, self.which, k)
    }

    /// What each draw that counts says of programme cost, asked once of a model in which it is the same in every draw.
    pub(super) fn costs(&self, of: impl Fn(&DrawCost<'a, &dyn Fn(usize) -> f64>) -> f64) -> Vec<f64> {
        let mut known: Vec<(&Model, Option<f64>)> = Vec::new();
        let ask = |k: usize| {
            let (plan, draws, model) = (self.plan, self.draws, self.model(k));
            let value = |measure: usize| draws.columns[measure][k];
            of(&DrawCost { plan, model, theta: draws.theta(k), value: &value })
        };
        let mut costs = Vec::with_capacity(self.rows.len());
        for &k in &self.rows {
            let model = self.model(k);
            let place = known.iter().position(|(own, _)| std::ptr::eq(*own, model)).unwrap_or_else(|| {
                let certain = model.programme.as_ref().is_none_or(Programme::is_certain);
                known.push((model, certain.then(|| ask(k))));
                known.len() - 1
            });
            costs.push(known[place].1.unwrap_or_else(|| ask(k)));
        }
        costs
    }

    /// N of the model of draw `k`.
    pub(super) fn people(&self, k: usize) -> f64 {
        float(self.model(k).cohort.people)
    }

    /// The simulated values of a measure.
    pub(super) fn column(&self, measure: usize) -> Cow<'a, [f64]> {
        let column: &'a [f64] = &self.draws.columns[measure];
        // The rows ascend and none comes twice.
        if self.rows.len() == column.len() {
            return Cow::Borrowed(column);
        }
        Cow::Owned(self.rows.iter().map(|&k| column[k]).collect())
    }

    /// One number for each draw that counts.
    pub(super) fn per_draw(&self, number: impl Fn(usize) -> f64) -> Vec<f64> {
        self.rows.iter().map(|&k| number(k)).collect()
    }

    /// The summary of a measure; unknown where no draw has a value.
    pub(super) fn measure(&self, measure: usize) -> Summary {
        self.try_measure(measure).unwrap_or_else(|| Summary::unknown(self.level()))
    }

    /// The summary of a measure, `None` where no draw has a value.
    pub(super) fn try_measure(&self, measure: usize) -> Option<Summary> {
        self.summaries.get(measure).cloned().flatten()
    }

    /// The summary of one number for each draw that counts.
    pub(super) fn summary(&self, values: &[f64]) -> Summary {
        Summary::of(values, &self.strata, self.level())
    }

    /// The models of the draws that count, each with its share of them.
    pub(super) fn models(&self) -> Vec<(f64, &'a Model)> {
        if self.strata.views().is_empty() {
            return self.rows.first().map(|&k| (1.0, self.model(k))).into_iter().collect();
        }
        let mut counts = vec![0_usize; self.plan.views.len()];
        for &view in self.strata.views() {
            counts[view] += 1;
        }
        let shares = counts.into_iter().map(|count| float(count) / float(self.rows.len()));
        shares
            .zip(&self.plan.views)
            .filter(|(share, _)| *share > 0.0)
            .map(|(share, view)| (share, &view.model))
            .collect()
    }

    /// The mean over draws of a number that depends on the model alone; exactly that number when all models agree.
    pub(super) fn average(&self, number: impl Fn(&Model) -> f64) -> f64 {
        let values: Vec<(f64, f64)> = self.models().into_iter().map(|(share, model)| (share, number(model))).collect();
        match values.split_first() {
            None => f64::NAN,
            Some(((_, first), rest)) if rest.iter().all(|(_, value)| value == first) => *first,
            Some(_) => values.iter().map(|(share, value)| share * value).sum(),
        }
    }

    /// The level of the intervals shown.
    pub(super) const fn level(&self) -> f64 {
        self.plan.simulation.level
    }
}

/// For each column the first that holds the same numbers: those of a group of one payer are the payer's, and without a
/// programme what is left is what was there before.
fn firsts(columns: &[Vec<f64>]) -> Vec<usize> {
    let bits = |column: &[f64], at: usize| column.get(at).map(|value| value.to_bits());
    let same = |a: &[f64], b: &[f64]| a.iter().map(|a| a.to_bits()).eq(b.iter().map(|b| b.to_bits()));
    // Columns that differ nearly always do so in one of three places.
    let mut alike: HashMap<[Option<u64>; 3], Vec<usize>> = HashMap::new();
    let first = |(own, column): (usize, &Vec<f64>)| {
        let ends = [0, column.len() / 2, column.len().saturating_sub(1)].map(|at| bits(column, at));
        let known = alike.entry(ends).or_default();
        known.iter().copied().find(|&other| same(&columns[other], column)).unwrap_or_else(|| {
            known.push(own);
            own
        })
    };
    columns.iter().enumerate().map(first).collect()
}

/// What a simulated draw of the headline or of a view says of programme cost.
pub(super) fn simulated<'a>(
    plan: &'a Plan,
    draws: &'a Draws,
    which: RunOf,
    draw: usize,
) -> DrawCost<'a, impl Fn(usize) -> f64> {
    let (model, theta) = (model_of(plan, draws, which, draw), draws.theta(draw));
    DrawCost { plan, model, theta, value: move |measure: usize| draws.columns[measure][draw] }
}

/// The model that draw `k` of a run is simulated from.
pub(super) fn model_of<'a>(plan: &'a Plan, draws: &Draws, which: RunOf, k: usize) -> &'a Model {
    match which {
        RunOf::View(view) => &plan.views[view].model,
        RunOf::Headline => draws.view.get(k).map_or(&plan.base, |&view| &plan.views[view].model),
    }
}

#[cfg(test)]
mod tests {
    use super::firsts;

    #[test]
    fn the_same_numbers_are_told_from_those_that_only_look_alike() {
        let columns = [[1.0, 2.0, 3.0, 4.0], [1.0, 2.5, 3.0, 4.0], [1.0, 2.0, 3.0, 4.0], [0.0; 4], [-0.0; 4], [0.0; 4]];
        assert_eq!(firsts(&columns.map(|column| column.to_vec())), [0, 1, 0, 3, 4, 3]);
        assert_eq!(firsts(&[vec![], vec![]]), [0, 0]);
    }
}
