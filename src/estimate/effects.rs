//! Takes down what forest plots show: the effect on each event as a ratio, and the studies behind it.

use super::label::label;
use super::{EffectSeries, MetaAnalysisSeries, StudySeries};
use crate::model::{EffectRatio, MetaAnalysis, Plan, Term};
use crate::numeric::exp;

/// z of a 95% interval.
const Z_95: f64 = 1.959_963_984_540_054;

/// Every effect that is anything, where some effect may be harm.
pub(super) fn effects(plan: &Plan) -> Vec<EffectSeries> {
    let none = |term: &Term| term.certain() == Some(0.0);
    if !plan.measures.has_caused() {
        return Vec::new();
    }
    let events = 0..plan.base.events.len();
    let changes = |event: &usize| !plan.models().all(|model| none(&model.events[*event].support.prevents));
    let changed: Vec<usize> = events.filter(changes).collect();
    let found = plan.effect_ratios(&changed).into_iter().zip(&changed);
    let row = |(found, event): (EffectRatio, &usize)| EffectSeries {
        label: plan.base.events[*event].label.clone(),
        ratio: found.quantiles,
        harm: found.harm,
    };
    found.map(row).collect()
}

/// Every meta-analysis.
pub(super) fn meta_analyses(plan: &Plan) -> Vec<MetaAnalysisSeries> {
    let series = |found: &MetaAnalysis| MetaAnalysisSeries {
        label: label(plan, &found.path),
        studies: found
            .studies
            .iter()
            .map(|study| {
                let end = |z: f64| study.estimate * exp(z * study.standard_error);
                let ratio = [end(-Z_95), study.estimate, end(Z_95)];
                StudySeries { label: study.label.clone(), ratio, weight: study.weight }
            })
            .collect(),
        average: found.average,
        new_place: found.new_place,
        predicts_new_place: found.predicts_new_place,
    };
    plan.meta_analyses.iter().map(series).collect()
}
