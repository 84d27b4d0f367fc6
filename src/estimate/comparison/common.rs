//! Says what two scenarios share of their uncertainty, from the random numbers that they were drawn by.

use super::super::label::label;
use super::super::strata::Strata;
use super::sharing::{same_evidence, same_view_places, same_views};
use super::{Compared, NamedValue, SharedEvidence, ViewDrawing};
use crate::model::{Plan, Total};
use crate::statistics::{float, mean_and_sd};

/// What `other` shares with `first`; `strata` are those of both.
pub(super) fn shared_evidence(first: &Compared<'_>, other: &Compared<'_>, strata: &Strata) -> SharedEvidence {
    let (mut common, mut opinions, mut own) = (Vec::new(), Vec::new(), Vec::new());
    for at in first.plan.uncertain() {
        let stream = &first.plan.streams.values[at];
        let named = named(first.plan, at);
        match other.plan.uncertain().find(|&to| other.plan.streams.values[to] == *stream) {
            None => own.push(named),
            Some(to) if same_evidence((first.plan, &first.stated, at), (other.plan, &other.stated, to)) => {
                common.push(named);
            }
            Some(_) => opinions.push(named),
        }
    }
    for to in other.plan.uncertain() {
        let stream = &other.plan.streams.values[to];
        let named = named(other.plan, to);
        if !first.plan.uncertain().any(|at| first.plan.streams.values[at] == *stream) && !own.contains(&named) {
            own.push(named);
        }
    }
    let avoided = |of: &Compared<'_>| of.draws.columns[of.plan.measures.total(Total::Avoided)].clone();
    let (correlation, correlation_mcse) = correlation(&avoided(first), &avoided(other), strata).unzip();
    let lives = first.plan.simulation.seed == other.plan.simulation.seed;
    let views = (first.plan.weighted && other.plan.weighted).then(|| view_drawing(first.plan, other.plan));
    SharedEvidence { common, opinions, own, views, lives, correlation, correlation_mcse }
}

fn view_drawing(first: &Plan, other: &Plan) -> ViewDrawing {
    match (same_views(first, other), same_view_places(first, other)) {
        (true, _) => ViewDrawing::Same,
        (false, true) => ViewDrawing::CommonQuantiles,
        (false, false) => ViewDrawing::Independent,
    }
}

fn named(plan: &Plan, at: usize) -> NamedValue {
    let path = plan.parameters[at].path.clone();
    NamedValue { label: label(plan, &path), path }
}

/// The correlation of two columns over their draws, with its error; `None` where one of them never varies.
///
/// ```text
/// r = Σ z₁z₂/(K - 1),   error = that of the mean of z₁z₂ - r(z₁² + z₂²)/2,   z the values less their mean, over their sd
/// ```
///
/// The second is the influence function of r (Devlin, Gnanadesikan & Kettenring 1975).
fn correlation(first: &[f64], other: &[f64], strata: &Strata) -> Option<(f64, f64)> {
    let ((mean_1, sd_1), (mean_2, sd_2)) = (mean_and_sd(first), mean_and_sd(other));
    if !(sd_1 > 0.0 && sd_2 > 0.0) {
        return None;
    }
    let scores: Vec<(f64, f64)> =
        first.iter().zip(other).map(|(one, two)| ((one - mean_1) / sd_1, (two - mean_2) / sd_2)).collect();
    let free = float(scores.len()) - 1.0;
    let r = (scores.iter().map(|(one, two)| one * two).sum::<f64>() / free).clamp(-1.0, 1.0);
    let influence: Vec<f64> = scores.iter().map(|(one, two)| one * two - 0.5 * r * (one * one + two * two)).collect();
    Some((r, strata.mean_mcse(&influence)))
}
