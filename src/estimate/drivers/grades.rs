//! Says how much of the expected saving, and of its variance, rests on evidence of each grade.

use super::super::strata::Strata;
use super::evaluate::Outputs;
use super::inputs::{self, correlated_sets, reads, splits_a_set};
use super::results::{EvidenceQuality, GradeRow};
use super::sobol::Indices;
use crate::model::{Plan, Term};
use crate::statistics::mean_and_sd;

const SPLIT: &str = "values of this grade are correlated with values of another, so no share of the variance is theirs";

/// The quality of the evidence behind the avoided cost of the scenario as written.
///
/// A saving is as sure as the weakest value that it is computed from: the avoided cost of an event counts under the worst
/// grade among its values (those of the events that it follows included). Judgement (6) is the worst that can
/// be; a value without a grade may be anything, so it counts as worse than 1–5 and better than 6.
pub(super) fn quality(indices: &Indices<'_>, outputs: &Outputs, strata: &Strata) -> EvidenceQuality {
    let plan = indices.plan;
    let uncertain = inputs::uncertain(plan);
    let sets = correlated_sets(plan);
    let grade_of = |index: usize| plan.parameters[index].remarks.grade;
    let weakest: Vec<Option<u8>> = (0..plan.base.events.len()).map(|event| weakest_of(plan, event)).collect();
    let savings: Vec<Vec<f64>> = (0..weakest.len()).map(|event| outputs.event(plan, event)).collect();
    let mut grades: Vec<Option<u8>> = uncertain.iter().map(|&index| grade_of(index)).chain(weakest.clone()).collect();
    grades.sort_by_key(|grade| grade.unwrap_or(u8::MAX));
    grades.dedup();
    let rows: Vec<GradeRow> = grades
        .into_iter()
        .map(|grade| {
            let members: Vec<usize> = uncertain.iter().copied().filter(|&index| grade_of(index) == grade).collect();
            let counted: Vec<bool> = weakest.iter().map(|own| *own == grade).collect();
            let saving = share(&savings, &counted, strata);
            let split = splits_a_set(&members, &sets);
            let variance = if split {
                None
            } else if members.len() == uncertain.len() {
                indices.all()
            } else {
                indices.explained_by(&members)
            };
            GradeRow {
                grade,
                values: members.len(),
                saving_share: saving.map(|(value, _)| value),
                saving_share_mcse: saving.map(|(_, error)| error),
                variance_share: variance.map(|share| indices.value(share)),
                refused: split.then(|| SPLIT.to_owned()),
            }
        })
        .collect();
    let explained: Option<f64> = rows.iter().map(|row| row.variance_share.map(|share| share.value)).sum();
    EvidenceQuality { variance_together: explained.map(|explained| 1.0 - explained), grades: rows }
}

/// The share of the mean of all savings that the counted ones bring, with the error of a ratio of means.
fn share(savings: &[Vec<f64>], counted: &[bool], strata: &Strata) -> Option<(f64, f64)> {
    let draws = savings.first()?.len();
    let sum = |keep: &dyn Fn(usize) -> bool, draw: usize| -> f64 {
        savings.iter().enumerate().filter(|(event, _)| keep(*event)).map(|(_, column)| column[draw]).sum()
    };
    let all: Vec<f64> = (0..draws).map(|draw| sum(&|_| true, draw)).collect();
    let own: Vec<f64> = (0..draws).map(|draw| sum(&|event| counted[event], draw)).collect();
    let mean = mean_and_sd(&all).0;
    if mean.is_nan() || mean <= 0.0 {
        return None;
    }
    let share = mean_and_sd(&own).0 / mean;
    let residuals: Vec<f64> = own.iter().zip(&all).map(|(own, all)| (own - share * all) / mean).collect();
    Some((share, strata.mean_mcse(&residuals)))
}

/// The worst grade among the values that an event's avoided cost is computed from; `None`: one has no grade, and none
/// is judgement.
fn weakest_of(plan: &Plan, event: usize) -> Option<u8> {
    const JUDGEMENT: u8 = 6;
    let owners: Vec<String> =
        plan.base.lineage(event).iter().map(|&index| format!("events.{}.", plan.base.events[index].id)).collect();
    let drawn = reads(&plan.base, event, false);
    let mut grades: Vec<Option<u8>> = drawn.iter().map(|&index| plan.parameters[index].remarks.grade).collect();
    grades.extend(plan.stated.iter().filter_map(|stated| {
        let cash = [".cashable", ".support.adds_cash"].iter().any(|part| stated.path.contains(part));
        let own = owners.iter().any(|owner| stated.path.starts_with(owner)) && !cash;
        let certain = matches!(stated.terms.first(), Some(Some(Term::Certain(_))));
        (own && certain).then_some(stated.remarks.grade)
    }));
    if grades.contains(&Some(JUDGEMENT)) {
        return Some(JUDGEMENT);
    }
    grades.into_iter().try_fold(0, |worst, grade| Some(grade?.max(worst))).filter(|worst| *worst > 0)
}
