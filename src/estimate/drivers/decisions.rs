//! Values information for each decision: EVPI, EVPPI by value, by group of evidence and of the view.

use super::super::label::label;
use super::super::strata::Strata;
use super::super::targets::chance;
use super::super::{Ordered, StudyCost};
use super::evaluate::{Of, Outputs};
use super::evsi::{Studies, evsi};
use super::groups::{GROUPS, group_id, group_label};
use super::results::{Decision, WorthRow, WorthValue};
use super::sobol::smooth;
use crate::engine::{self, Draws};
use crate::model::Plan;
use crate::statistics::{Predictor, Smooth, Worth, mean_and_sd, partial_information, perfect_information};

/// The draws of the headline with all that is regressed on.
pub(super) struct Evidence<'a> {
    pub(super) plan: &'a Plan,
    pub(super) draws: &'a Draws,
    pub(super) predictors: &'a [Option<Predictor>],
}

/// Every decision that the scenario poses: to fund the programme, and to enter each target's amount in the budget.
pub(super) fn decisions(evidence: &Evidence<'_>, outputs: &Outputs, cost: Option<&StudyCost>) -> Ordered<Decision> {
    let plan = evidence.plan;
    let studies = Studies::new(evidence);
    let decide = |label: String, payoff: Vec<f64>| decision(evidence, label, &payoff, studies.as_ref(), cost);
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
    evidence: &Evidence<'_>,
    label: String,
    payoff: &[f64],
    studies: Option<&Studies>,
    cost: Option<&StudyCost>,
) -> Decision {
    let plan = evidence.plan;
    let (mean, sd) = mean_and_sd(payoff);
    let strata = Strata::of(evidence.draws);
    let pays: Vec<f64> = payoff.iter().map(|value| f64::from(u8::from(*value > 0.0))).collect();
    let pays = chance(&pays, &strata);
    Decision {
        label,
        payoff: mean,
        payoff_mcse: strata.mean_mcse(payoff),
        payoff_sd: sd,
        pays: pays.probability,
        pays_mcse: pays.mcse,
        pays_low: pays.low,
        pays_high: pays.high,
        evpi: evidence.value(&perfect_information(payoff)),
        inputs: inputs(evidence, payoff),
        groups: groups(evidence, payoff),
        view: plan
            .weighted
            .then(|| evidence.value(&partial_information(payoff, &Smooth::of_classes(&evidence.draws.view, payoff)))),
        evsi: studies.map(|studies| evsi(evidence, studies, payoff, cost)),
    }
}

impl Evidence<'_> {
    /// The worth with its standard error: sampling and noise together.
    pub(super) fn value(&self, worth: &Worth) -> WorthValue {
        let sampling = Strata::of(self.draws).mean_mcse(&worth.influence);
        WorthValue { value: worth.value, mcse: sampling.hypot(worth.noise) }
    }
}

fn inputs(evidence: &Evidence<'_>, payoff: &[f64]) -> Vec<WorthRow> {
    let plan = evidence.plan;
    let of = |index: usize| {
        let predictor = evidence.predictors[index].as_ref()?;
        let parameter = &plan.parameters[index];
        Some(WorthRow {
            id: parameter.path.clone(),
            label: label(plan, &parameter.path),
            group: group_id(parameter.group).to_owned(),
            worth: evidence.value(&partial_information(payoff, &Smooth::of_one(predictor, payoff))),
        })
    };
    let chunks = engine::in_chunks(plan.parameters.len(), 1, |range| range.filter_map(of).collect::<Vec<WorthRow>>());
    let mut rows = chunks.concat();
    rows.sort_by(|a, b| b.worth.value.total_cmp(&a.worth.value));
    rows
}

fn groups(evidence: &Evidence<'_>, payoff: &[f64]) -> Vec<WorthRow> {
    let plan = evidence.plan;
    let of = |place: usize| {
        let group = GROUPS[place];
        let varies = |index: &usize| plan.parameters[*index].group == group && evidence.predictors[*index].is_some();
        let members: Vec<usize> = (0..plan.parameters.len()).filter(varies).collect();
        (!members.is_empty()).then(|| WorthRow {
            id: group_id(group).to_owned(),
            label: group_label(group).to_owned(),
            group: group_id(group).to_owned(),
            worth: evidence.value(&partial_information(payoff, &smooth(plan, evidence.predictors, &members, payoff))),
        })
    };
    engine::in_chunks(GROUPS.len(), 1, |range| range.filter_map(of).collect::<Vec<WorthRow>>()).concat()
}
