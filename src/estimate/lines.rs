//! Reads funding back line by line: amounts by year, and what follows the people.

use super::programme::mean;
use super::sample::Sample;
use super::{FollowingSeries, FundingSeries};
use crate::model::{Funding, FundingCost, Model, Plan, Term};
use crate::statistics::quantile_sorted;

/// Amounts by year of the scenario as written.
pub(super) fn amounts(sample: &Sample) -> Vec<FundingSeries> {
    let (plan, base) = (sample.plan, &sample.plan.base);
    let entry = |line: &Funding| {
        let FundingCost::Amount(year) = &line.cost else { return None };
        let mut amounts =
            sample.per_draw(|k| line.amount(sample.draws.theta(k)).map_or(f64::NAN, |(amount, _)| amount));
        let amount = mean(&amounts);
        amounts.sort_unstable_by(f64::total_cmp);
        let uncertain = amounts.first() != amounts.last();
        Some(FundingSeries {
            label: line.label.clone(),
            payer: plan.payers[line.payer].id.clone(),
            groups: groups(plan, line.payer),
            year: plan.years[year.year].id.clone(),
            amount,
            written: base.belief(&year.written).mean,
            range: uncertain.then(|| [0.025, 0.975].map(|p| quantile_sorted(&amounts, p))),
            uplift: uplift(base, line).filter(|_| amount > 0.0),
        })
    };
    base.programme.iter().flat_map(|programme| &programme.funding).filter_map(entry).collect()
}

/// What follows the people in the scenario as written.
pub(super) fn following(plan: &Plan) -> Vec<FollowingSeries> {
    let base = &plan.base;
    let entry = |line: &Funding| {
        let (per, each) = line.following()?;
        let belief = base.belief(each);
        let months = |length: &Term| base.belief(length).mean;
        Some(FollowingSeries {
            label: line.label.clone(),
            payer: plan.payers[line.payer].id.clone(),
            groups: groups(plan, line.payer),
            per,
            each: belief.mean,
            range: (!belief.certain).then_some([belief.p2_5, belief.p97_5]),
            months: match &line.cost {
                FundingCost::Month { length, .. } => length.as_ref().map(months),
                _ => None,
            },
            uplift: uplift(base, line).filter(|_| belief.mean > 0.0),
        })
    };
    base.programme.iter().flat_map(|programme| &programme.funding).filter_map(entry).collect()
}

/// The ids of the groups that a payer belongs to.
fn groups(plan: &Plan, payer: usize) -> Vec<String> {
    plan.payers[payer].groups.iter().map(|&group| plan.groups[group].id.clone()).collect()
}

/// The share that is added for optimism bias; `None` where none is.
fn uplift(model: &Model, line: &Funding) -> Option<f64> {
    Some(model.belief(&line.uplift).mean).filter(|uplift| *uplift != 0.0)
}
