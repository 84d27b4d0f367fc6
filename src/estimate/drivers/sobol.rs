//! Shares out the variance of an output among uncertain values, sets of correlated ones, and groups of evidence.

use super::super::label::label;
use super::evaluate::{Of, Outputs, Reader};
use super::groups::GROUPS;
use super::inputs::{self, correlated_sets, splits_a_set};
use super::pick_freeze::Frozen;
use super::results::{IndexRow, IndexValue, SobolResults};
use crate::engine;
use crate::model::Plan;
use crate::numeric::normal_quantile;
use crate::statistics::{Additive, Predictor, Smooth, SobolIndex, explained, mean_and_sd};

/// Why a value that is correlated has no index of its own.
const CORRELATED: &str = "it is correlated with other values, so no share of the variance is its own; see the index of \
                          the correlated set together, and the value of knowing it (EVPPI), which needs no independence";
/// The same of a group.
const SPLIT: &str = "it holds some but not all of a set of correlated values, so no share of the variance is its own; \
                     see the value of knowing it (EVPPI), which needs no independence";
/// Why nothing has an index.
const STILL: &str = "the output does not vary";

/// The draws and outputs of the scenario as written, and how its indices are asked for.
pub(super) struct Indices<'a> {
    pub(super) plan: &'a Plan,
    pub(super) predictors: &'a [Option<Predictor>],
    pub(super) response: &'a [f64],
    pub(super) frozen: Option<&'a Frozen<'a>>,
}

/// Indices of one output of `written`, the plan without views.
pub(super) fn sobol(
    written: &Plan,
    reader: &Reader<'_>,
    outputs: &Outputs,
    predictors: &[Option<Predictor>],
    of: Of,
    points: Option<usize>,
) -> SobolResults {
    let response = outputs.of(of);
    let frozen = points.map(|points| Frozen::new(written, reader, of, points));
    let indices = Indices { plan: written, predictors, response: &response, frozen: frozen.as_ref() };
    let (mean, sd) = mean_and_sd(&response);
    let uncertain = inputs::uncertain(written);
    let sets = correlated_sets(written);
    let row = |id: String, label: String, members: &[usize]| indices.row(id, label, members, &sets);
    let of_input = |index: usize| {
        let path = &written.parameters[index].path;
        row(path.clone(), label(written, path), &[index])
    };
    let mut inputs = engine::in_chunks(uncertain.len(), 1, |one| of_input(uncertain[one.start]));
    let size = |row: &IndexRow| row.total.or(row.first_order).map_or(f64::NEG_INFINITY, |index| index.value);
    inputs.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let of_set = |(number, set): (usize, &Vec<usize>)| {
        let labels: Vec<String> = set.iter().map(|&index| label(written, &written.parameters[index].path)).collect();
        row(format!("correlated.{}", number + 1), format!("Correlated together: {}", labels.join("; ")), set)
    };
    let groups = GROUPS.iter().filter_map(|&(group, id, label)| {
        let members: Vec<usize> =
            uncertain.iter().copied().filter(|&index| written.parameters[index].group == group).collect();
        (!members.is_empty()).then(|| row(id.to_owned(), label.to_owned(), &members))
    });
    SobolResults {
        of: of.id(written),
        label: of.label(written),
        mean,
        sd,
        pick_freeze: points,
        inputs,
        correlated: sets.iter().enumerate().map(of_set).collect(),
        groups: groups.collect(),
    }
}

impl Indices<'_> {
    /// The indices of `members` together, unless they are correlated with others.
    fn row(&self, id: String, label: String, members: &[usize], sets: &[Vec<usize>]) -> IndexRow {
        let paths = |members: &[usize]| members.iter().map(|&index| self.plan.parameters[index].path.clone()).collect();
        let members_named = if members.len() > 1 { paths(members) } else { Vec::new() };
        let mut row = IndexRow { id, label, members: members_named, first_order: None, total: None, refused: None };
        if splits_a_set(members, sets) {
            row.refused = Some(if members.len() == 1 { CORRELATED } else { SPLIT }.to_owned());
            return row;
        }
        let (first, total) = match self.frozen {
            Some(frozen) => frozen.indices(members).unzip(),
            None => (self.explained_by(members), None),
        };
        row.first_order = first.map(|share| self.value(share));
        row.total = total.map(|share| self.value(share));
        if first.is_none() {
            row.refused = Some(STILL.to_owned());
        }
        row
    }

    /// The share of the variance that `members` explain, by regression on the draws.
    pub(super) fn explained_by(&self, members: &[usize]) -> Option<SobolIndex> {
        let smooth = match members {
            [only] => match &self.predictors[*only] {
                Some(predictor) => Smooth::of_one_for_index(predictor, self.response),
                None => Smooth::nothing(self.response),
            },
            _ => additive(self.plan, self.predictors, members).smooth(self.response),
        };
        explained(self.response, &smooth)
    }

    /// The share that all uncertain values have together: the whole of what varies.
    pub(super) fn all(&self) -> Option<SobolIndex> {
        (mean_and_sd(self.response).1 > 0.0).then_some(SobolIndex { value: 1.0, error: 0.0 })
    }

    pub(super) fn value(&self, share: SobolIndex) -> IndexValue {
        let z = normal_quantile(0.5 + 0.5 * self.plan.simulation.level);
        let (low, high) = share.interval(z);
        IndexValue { value: share.value, mcse: share.error, low, high }
    }
}

/// The regression on `members`: splines, and products of values that one event reads.
pub(super) fn additive<'a>(plan: &Plan, predictors: &'a [Option<Predictor>], members: &[usize]) -> Additive<'a> {
    let varying: Vec<usize> = members.iter().copied().filter(|&index| predictors[index].is_some()).collect();
    let chosen: Vec<&Predictor> = varying.iter().filter_map(|&index| predictors[index].as_ref()).collect();
    Additive::new(chosen, inputs::pairs(plan, &varying))
}
