//! Knows the uncertain values of a plan: which are correlated, which events read which, and how they are drawn.

use crate::engine::Draws;
use crate::model::{Law, Model, Plan, Term};
use crate::statistics::Predictor;

/// The uncertain values of the scenario as written, by index; what a publication overstates bears on no result.
pub(super) fn uncertain(plan: &Plan) -> Vec<usize> {
    let drawn = |index: &usize| matches!(plan.base.laws[*index], Law::Drawn(_));
    let results = |index: &usize| !plan.parameters[*index].path.starts_with("published.");
    (0..plan.parameters.len()).filter(drawn).filter(results).collect()
}

/// Every uncertain value's draws as a predictor; `None` where it does not vary.
pub(super) fn predictors(plan: &Plan, draws: &Draws) -> Vec<Option<Predictor>> {
    let column = |index: usize| (0..draws.count).map(|draw| draws.theta(draw)[index]).collect::<Vec<f64>>();
    crate::engine::in_chunks(plan.parameters.len(), 1, |one| Predictor::new(&column(one.start)))
}

/// Sets of values that correlations, or the rows of a table of draws, tie together, each ascending.
pub(super) fn correlated_sets(plan: &Plan) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> = Vec::new();
    for stated in plan.correlations.iter().filter(|stated| stated.rho != 0.0) {
        let (mut joined, apart): (Vec<_>, Vec<_>) =
            sets.into_iter().partition(|set| stated.between.iter().any(|index| set.contains(index)));
        let mut set: Vec<usize> = joined.drain(..).flatten().chain(stated.between).collect();
        set.sort_unstable();
        set.dedup();
        sets = apart;
        sets.push(set);
    }
    let table: Vec<usize> = (0..plan.parameters.len()).filter(|&at| plan.parameters[at].is_sampled()).collect();
    if table.len() > 1 {
        sets.push(table);
    }
    sets.sort();
    sets
}

/// Whether `members` hold some but not all of a correlated set.
pub(super) fn splits_a_set(members: &[usize], sets: &[Vec<usize>]) -> bool {
    sets.iter().any(|set| {
        let inside = set.iter().filter(|index| members.contains(index)).count();
        inside > 0 && inside < set.len()
    })
}

/// Pairs of places in `members` whose values one event reads, in any model of the plan.
pub(super) fn pairs(plan: &Plan, members: &[usize]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for model in plan.models() {
        for event in 0..model.events.len() {
            let read = reads(model, event, true);
            let places: Vec<usize> = (0..members.len()).filter(|&place| read.contains(&members[place])).collect();
            for (rank, &a) in places.iter().enumerate() {
                pairs.extend(places[rank + 1..].iter().map(|&b| (a, b)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The uncertain values that the avoided cost of an event is computed from, ascending: its own and its ancestors',
/// and, if `cashable`, the shares of what it saves and of what it adds that are cash.
pub(super) fn reads(model: &Model, event: usize, cashable: bool) -> Vec<usize> {
    let mut terms = model.cohort.terms();
    for index in model.lineage(event) {
        terms.extend(model.cohort.segments.iter().map(|segment| &segment.relative_risk[index]));
        let own = &model.events[index];
        terms.extend(own.terms());
        if cashable && index == event {
            terms.extend(&own.cashable);
            terms.push(&own.support.adds_cash);
        }
    }
    let mut read: Vec<usize> = terms.into_iter().flat_map(Term::parameters).collect();
    read.sort_unstable();
    read.dedup();
    read
}
