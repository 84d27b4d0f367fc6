//! Builds outcomes and their financial proxies.

use super::{Draft, spelling::label};
use crate::model::Outcome;
use crate::scenario::{Entry, OutcomeWritten};
use std::sync::Arc;

pub(super) fn outcome(draft: &mut Draft<'_>, entry: &Entry<Arc<OutcomeWritten>>) -> Outcome {
    let (id, written) = (&entry.id, &entry.value);
    let path = |field: &str| format!("outcomes.{id}.{field}");
    Outcome {
        id: id.clone(),
        label: label(written.label.as_ref(), id),
        beneficiary: written.beneficiary.clone(),
        achieved_by: draft.term(&path("achieved_by"), &written.achieved_by),
        distance: draft.optional(&path("distance"), written.distance.as_ref(), 1.0),
        value: draft.term(&path("value"), &written.value),
        lasts: written.lasts,
        deadweight: draft.optional(&path("deadweight"), written.deadweight.as_ref(), 0.0),
        attribution: draft.optional(&path("attribution"), written.attribution.as_ref(), 1.0),
        displacement: draft.optional(&path("displacement"), written.displacement.as_ref(), 0.0),
        drop_off: draft.optional(&path("drop_off"), written.drop_off.as_ref(), 0.0),
    }
}
