//! Values information for each decision: EVPI, EVPPI by value, by group of evidence and of the view.

use super::super::label::label;
use super::super::{Chance, Ordered, Strata, StudyCost};
use super::evaluate::{Of, Outputs};
use super::evsi::{Findings, Studies, evsi};
use super::groups::GROUPS;
use super::regressors::Regressors;
use super::results::{Decision, WorthRow};
use super::sobol::additive;
use crate::engine;
use crate::statistics::{
    Additive, Curve, Smooth, curve_information, mean_and_sd, partial_information, perfect_information,
};

/// Every decision that the scenario poses: to fund the programme, and to enter each target's amount in the budget.
pub(super) fn decisions(regressors: &Regressors<'_>, outputs: &Outputs, cost: Option<&StudyCost>) -> Ordered<Decision> {
    let plan = regressors.plan;
    let studies = Studies::new(regressors);
    let findings = studies.as_ref().map(|studies| Findings::new(plan, studies));
    let groups = engine::in_chunks(GROUPS.len(), 1, |one| of_group(regressors, one.start));
    let asked = Asked { regressors, groups: groups.into_iter().flatten().collect(), findings, cost };
    let decide = |label: String, payoff: Vec<f64>| asked.decision(label, &payoff);
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

/// What every payoff is regressed on, set up once.
struct Asked<'a> {
    regressors: &'a Regressors<'a>,
    /// The groups that vary, by place in [`GROUPS`].
    groups: Vec<(usize, Additive<'a>)>,
    findings: Option<Findings<'a>>,
    cost: Option<&'a StudyCost>,
}

impl Asked<'_> {
    fn decision(&self, label: String, payoff: &[f64]) -> Decision {
        let regressors = self.regressors;
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
            groups: engine::in_chunks(self.groups.len(), 1, |one| self.group(one.start, payoff)),
            view: plan.weighted.then(|| {
                regressors.value(&partial_information(payoff, &Smooth::of_classes(&regressors.draws.view, payoff)))
            }),
            evsi: self.findings.as_ref().map(|findings| evsi(regressors, findings, payoff, self.cost)),
        }
    }

    /// The worth of knowing all values of a group.
    fn group(&self, place: usize, payoff: &[f64]) -> WorthRow {
        let (group, ref regression) = self.groups[place];
        let (group, id, label) = GROUPS[group];
        let worth = self.regressors.value(&curve_information(payoff, &regression.curve(payoff)));
        WorthRow { id: id.to_owned(), label: label.to_owned(), group, worth }
    }
}

/// The regression on the values of a group, with its place; `None` where none of them varies.
fn of_group<'a>(regressors: &Regressors<'a>, place: usize) -> Option<(usize, Additive<'a>)> {
    let plan = regressors.plan;
    let varies =
        |index: &usize| plan.parameters[*index].group == GROUPS[place].0 && regressors.predictors[*index].is_some();
    let members: Vec<usize> = (0..plan.parameters.len()).filter(varies).collect();
    (!members.is_empty()).then(|| (place, additive(plan, regressors.predictors, &members)))
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
            worth: regressors.value(&curve_information(payoff, &Curve::of_one(predictor, payoff))),
        })
    };
    let found = engine::in_chunks(plan.parameters.len(), 1, |one| of(one.start));
    let mut rows: Vec<WorthRow> = found.into_iter().flatten().collect();
    rows.sort_by(|a, b| b.worth.value.total_cmp(&a.worth.value));
    rows
}
