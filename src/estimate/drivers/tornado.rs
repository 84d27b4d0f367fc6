//! Moves one uncertain value at a time between its 10th and 90th percentile, the others at their medians.

use super::super::label::label;
use super::evaluate::{Of, Reader, place};
use super::{Bar, Tornado, inputs};
use crate::expectation::Expected;
use crate::model::Plan;

/// The tornado of one output of the scenario as written. Correlations are left aside: each value moves alone.
pub(super) fn tornado(plan: &Plan, reader: &Reader<'_>, of: Of) -> Tornado {
    let medians: Vec<f64> = plan.base.laws.iter().map(|law| law.quantile(0.5)).collect();
    let (mut expected, mut row) = (Expected::default(), Vec::new());
    let mut at = |theta: &[f64]| {
        row.clear();
        reader.read(0, theta, &mut expected, &mut row);
        row[place(of)]
    };
    let mut bars: Vec<Bar> = inputs::uncertain(plan)
        .into_iter()
        .map(|index| {
            let parameter = &plan.parameters[index];
            let [p10, p90] = [0.1, 0.9].map(|p| plan.base.laws[index].quantile(p));
            let [at_p10, at_p90] = [p10, p90].map(|value| {
                let mut theta = medians.clone();
                theta[index] = value;
                at(&theta)
            });
            Bar {
                path: parameter.path.clone(),
                label: label(plan, &parameter.path),
                kind: parameter.kind,
                group: parameter.group,
                grade: parameter.remarks.grade,
                p10,
                p90,
                at_p10,
                at_p90,
                swing: (at_p90 - at_p10).abs(),
            }
        })
        .collect();
    // Stable: values that do the same keep the order of the file.
    bars.sort_by(|a, b| b.swing.total_cmp(&a.swing));
    Tornado { of: of.id(plan), label: of.label(plan), at_medians: at(&medians), bars }
}
