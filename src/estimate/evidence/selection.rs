//! Says what the headline would be if the whole caseload were like the people who were chosen to be written about.

use super::beliefs::Beliefs;
use super::report::SelectionEvidence;
use crate::estimate::{Strata, Summary};
use crate::model::{Plan, Published};
use crate::statistics::mean_and_sd;

/// The segment that the case studies come from: that of the published figures; else, where case studies feed values, the
/// only one whose relative risks are all 1, so that the values are its own.
pub(super) fn segment(plan: &Plan) -> Option<usize> {
    let segments = &plan.base.cohort.segments;
    if segments.iter().any(|segment| segment.id.is_empty()) {
        return None;
    }
    if let Some(Published { segment: Some(segment), .. }) = plan.base.published {
        return Some(segment);
    }
    plan.cases.as_ref()?;
    let mut alike = segments
        .iter()
        .enumerate()
        .filter(|(_, segment)| segment.relative_risk.iter().all(|risk| risk.certain() == Some(1.0)));
    let (index, _) = alike.next()?;
    alike.next().is_none().then_some(index)
}

/// The expected headline as described, and if everyone were of that segment.
pub(super) fn selection(plan: &Plan, beliefs: &Beliefs, segment: usize) -> SelectionEvidence {
    let described = &plan.base.cohort.segments[segment];
    let level = plan.simulation.level;
    let strata = Strata::of(&beliefs.draws);
    let summary = |values: &[f64]| Summary::of(values, &strata, level);
    let all: Vec<f64> = beliefs.segment.iter().zip(&beliefs.people).map(|([each, _], people)| each * people).collect();
    let shares: Vec<f64> = beliefs.segment.iter().map(|[_, share]| *share).collect();
    SelectionEvidence {
        segment: described.id.clone(),
        label: described.label.clone(),
        share: mean_and_sd(&shares).0,
        as_described: summary(&beliefs.total),
        if_all_were: summary(&all),
    }
}
