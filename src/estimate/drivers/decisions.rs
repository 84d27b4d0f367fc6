//! Values information for each decision: EVPI, EVPPI by value, by group of evidence and of the view.

use super::super::label::label;
use super::super::{Chance, Ordered, Strata, StudyCost};
use super::evaluate::{Of, Outputs};
use super::evsi::{Studies, evsi};
use super::groups::GROUPS;
use super::regressors::Regressors;
use super::results::{Decision, WorthRow};
use super::sobol::smooth;
use crate::engine;
use crate::statistics::{Smooth, mean_and_sd, partial_information, perfect_information};

/// Every decision that the scenario poses: to fund the programme, and to enter each target's amount in the budget.
pub(super) fn decisions(regressors: &Regressors<'_>, outputs: &Outputs, cost: Option<&StudyCost>) -> Ordered<Decision> {
    let plan = regressors.plan;
    let studies = Studies::new(regressors);
    let decide = |label: String, payoff: Vec<f64>| decision(regressors, label, &payoff, studies.as_ref(), cost);
    let fund = plan.base.programme.is_some().then(|| {
        let label = "whether to fund the programme".to_owned();
        ("fund".to_owned(), decide(label, outputs.of(Of::Net)))
    });
    let targets = plan.base.targets.iter().enumerate().filter(|(_, target)| target.counting.has_expectation());
    let targets = targets.map(|(index, target)| {
        let amount = |draw: usize| plan.model_of_draw(draw as u64).targets[index].amount;
        let values = outputs.of(Of::Target(index)).into_iter().enumerate();
        let payoff = values.map(|(draw, value)| value - amount(draw)).collect();
        let label = format!("whether to enter the amount of “{}” in the budget", target.label);
        (format!("target.{}", target.id), decide(label, payoff))
    });
    fund.into_iter().chain(targets).collect()
}

fn decision(
    regressors: &Regressors<'_>,
    label: String,
    payoff: &[f64],
    studies: Option<&Studies>,
    cost: Option<&StudyCost>,
) -> Decision {
    let plan = regressors.plan;
    let (mean, sd) = mean_and_sd(payoff);
    let strata = Strata::of(regressors.draws);
    let pays: Vec<f64> = payoff.iter().map(|value| f64::from(u8::from(*value > 0.0))).collect();
    Decision {
        label,
        payoff: mean,
        payoff_mcse: strata.mean_mcse(payoff),
        payoff_sd: sd,
        pays: Chance::of(&pays, &strata),
        evpi: regressors.value(&perfect_information(payoff)),
        inputs: inputs(regressors, payoff),
        groups: groups(regressors, payoff),
        view: plan.weighted.then(|| {
            regressors.value(&partial_information(payoff, &Smooth::of_classes(&regressors.draws.view, payoff)))
        }),
        evsi: studies.map(|studies| evsi(regressors, studies, payoff, cost)),
    }
}

fn inputs(regressors: &Regressors<'_>, payoff: &[f64]) -> Vec<WorthRow> {
    let plan = regressors.plan;
    let of = |index: usize| {
        let predictor = regressors.predictors[index].as_ref()?;
        let parameter = &plan.parameters[index];
        Some(WorthRow {
            id: parameter.path.clone(),
            label: label(plan, &parameter.path),
            group: parameter.group,
            worth: regressors.value(&partial_information(payoff, &Smooth::of_one(predictor, payoff))),
        })
    };
    let found = engine::in_chunks(plan.parameters.len(), 1, |one| of(one.start));
    let mut rows: Vec<WorthRow> = found.into_iter().flatten().collect();
    rows.sort_by(|a, b| b.worth.value.total_cmp(&a.worth.value));
    rows
}

fn groups(regressors: &Regressors<'_>, payoff: &[f64]) -> Vec<WorthRow> {
    let plan = regressors.plan;
    let of = |place: usize| {
        let (group, id, label) = GROUPS[place];
        let varies = |index: &usize| plan.parameters[*index].group == group && regressors.predictors[*index].is_some();
        let members: Vec<usize> = (0..plan.parameters.len()).filter(varies).collect();
        (!members.is_empty()).then(|| WorthRow {
            id: id.to_owned(),
            label: label.to_owned(),
            group,
            worth: regressors
                .value(&partial_information(payoff, &smooth(plan, regressors.predictors, &members, payoff))),
        })
    };
    engine::in_chunks(GROUPS.len(), 1, |one| of(one.start)).into_iter().flatten().collect()
}
