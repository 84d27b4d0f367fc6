//! Builds outcomes and their financial proxies.

use super::shares::{cashable, shares_by_payer};
use super::{Draft, spelling::label};
use crate::model::{Outcome, Term};
use crate::quantity::Kind;
use crate::scenario::{Compared, Contrast, Entry, OutcomeWritten, Value, WrittenLaw};
use std::sync::Arc;

pub(super) fn outcome(draft: &mut Draft<'_>, entry: &Entry<Arc<OutcomeWritten>>) -> Outcome {
    let (id, written) = (&entry.id, &entry.value);
    let path = |field: &str| format!("outcomes.{id}.{field}");
    let paid_to = written.paid_to.as_ref().map(|shares| shares_by_payer(draft, "paid_to", shares)).unwrap_or_default();
    let cashable = if paid_to.is_empty() { Vec::new() } else { cashable(draft, &path("cashable"), &written.cashable) };
    Outcome {
        id: id.clone(),
        label: label(written.label.as_ref(), id),
        beneficiary: written.beneficiary.clone(),
        achieved_by: achieved_by(draft, &path("achieved_by"), written),
        distance: draft.optional_limited(&path("distance"), written.distance.as_ref(), Kind::Distance, 1.0),
        value: draft.limited(&path("value"), &written.value, Kind::Amount),
        paid_to,
        cashable,
        starts_after: written.starts_after,
        lasts: written.lasts,
        deadweight: draft.optional(&path("deadweight"), written.deadweight.as_ref(), 0.0),
        attribution: draft.optional(&path("attribution"), written.attribution.as_ref(), 1.0),
        displacement: draft.optional(&path("displacement"), written.displacement.as_ref(), 0.0),
        drop_off: draft.optional(&path("drop_off"), written.drop_off.as_ref(), 0.0),
    }
}

/// Who achieves it: a share of the people, or the difference that support makes between two groups, which leaves no
/// deadweight.
fn achieved_by(draft: &mut Draft<'_>, path: &str, written: &OutcomeWritten) -> Term {
    let Some(compared) = compared(&written.achieved_by) else { return draft.term(path, &written.achieved_by) };
    if let Some(deadweight) = &written.deadweight {
        let message =
            "`deadweight` stands beside a comparison, which has taken off already what would have happened anyway";
        draft.mistakes.add(&deadweight.place, message, "take it out");
    }
    draft.difference(path, compared, &written.achieved_by)
}

fn compared(value: &Value) -> Option<&Compared<Value>> {
    match &value.law {
        WrittenLaw::Contrast(contrast) => match &**contrast {
            Contrast::Compared(compared) => Some(compared),
            _ => None,
        },
        _ => None,
    }
}
