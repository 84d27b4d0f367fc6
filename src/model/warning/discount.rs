//! Objects to one discount rate over a time in which rates decline.

use crate::model::Plan;
use crate::numeric::whole_part;
use crate::scenario::Reading;

/// Months for which the Green Book's first rate holds.
const FIRST_RATE: f64 = 360.0;

/// W40.
pub(super) fn one_rate_for_long(_: &Reading, plan: &Plan) -> Option<String> {
    let longest = |model: &crate::model::Model| {
        let joins = model.span - model.horizon;
        let outcomes = model.outcomes.iter().map(|outcome| joins + outcome.end());
        outcomes.fold(model.span, f64::max)
    };
    let plain = plan.models().filter(|model| model.discounting.schedule().is_none());
    let discounts = plain.filter(|model| model.discounting.first_rate() > 0.0);
    let months = discounts.map(longest).fold(0.0, f64::max);
    (months > FIRST_RATE + 1e-9).then(|| {
        let years: u64 = whole_part(months / 12.0);
        format!(
            "money is counted {years} years ahead and discounted at one rate for all of them, while the Green Book's rates \
             decline after 30 years: what comes late counts for too little; write `discount_rate: {{schedule: green_book}}`, \
             or silence this with the reason"
        )
    })
}
