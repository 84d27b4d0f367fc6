//! Objects to what results are held against: cash that nothing can yield, and a year's cost against less than a year's lives.

use super::named;
use crate::model::{Counting, Plan};
use crate::scenario::Reading;

/// Months of a year.
const YEAR: f64 = 12.0;

/// W24.
pub(super) fn not_cashable(_: &Reading, plan: &Plan) -> Option<String> {
    let yields = |payer: usize| {
        plan.models()
            .flat_map(|model| &model.events)
            .any(|event| event.paid_by[payer] > 0.0 && event.cashable[payer].certain() != Some(0.0))
    };
    let gains = |payer: usize| {
        let mut gains = plan.models().flat_map(|model| &model.outcomes).filter(|outcome| outcome.is_gain());
        gains.any(|gain| gain.paid_to[payer] > 0.0 && gain.cashable[payer].certain() != Some(0.0))
    };
    let targets = plan.base.targets.iter().filter(|target| {
        matches!(target.counting, Counting::Cashable | Counting::Released)
            && !target.payers.iter().any(|payer| yields(*payer) || gains(*payer))
    });
    let targets: Vec<&str> = targets.map(|target| target.id.as_str()).collect();
    named(&targets).map(|targets| {
        format!(
            "{targets} counts cashable savings, but no event is cashable for its payers, so that nothing can ever be reached; \
             state `cashable` for what can leave a budget, or count `avoided` and call it that"
        )
    })
}

/// W25.
pub(super) fn short_horizon(_: &Reading, plan: &Plan) -> Option<String> {
    let shortest = plan.models().map(|model| model.horizon).fold(f64::INFINITY, f64::min);
    let held = plan.base.programme.is_some() || !plan.base.targets.is_empty();
    (held && shortest < YEAR - 1e-9).then(|| {
        "the horizon is shorter than a year of the programme: a whole year's cost or target is held against less than a year \
         of each life, and what comes later is left out; follow people for 12 months or more"
            .to_owned()
    })
}
