//! Holds every shock against the base on common random numbers.

use super::super::chance::Chance;
use super::super::programme::cost_pv;
use super::super::sample::model_of;
use super::super::strata::Strata;
use super::super::{Ordered, label::label};
use super::ask::{Shock, Stopped, Watch};
use super::paired::{difference, strata};
use super::{Clipped, Difference, ShockResults, ShockTarget};
use crate::engine::{Draws, RunOf};
use crate::model::{Measures, Part, Plan, Total};

/// Runs one shock and holds it against the base.
///
/// # Errors
///
/// When the run is stopped.
pub(super) fn shock(plan: &Plan, base: &Draws, shock: &Shock, watch: &Watch<'_>) -> Result<ShockResults, Stopped> {
    let mut shocked = shock.plan.clone();
    shocked.simulation = plan.simulation.clone();
    let draws = watch.simulate(&shock.label, &shocked, RunOf::Headline)?;
    let pair = Pair { before: (plan, base), after: (&shocked, &draws) };
    let totals = |total: Total| pair.measures(|plan| plan.measures.total(total));
    Ok(ShockResults {
        label: shock.label.clone(),
        together: shock.together,
        avoided: totals(Total::Avoided),
        cashable: totals(Total::Cashable),
        net_pv: plan.base.programme.is_some().then(|| pair.net_pv()),
        payers: Ordered::of(&plan.payers, |payer| payer.id.clone(), |index, _| pair.part(Measures::payer, index)),
        groups: Ordered::of(&plan.groups, |group| group.id.clone(), |index, _| pair.part(Measures::group, index)),
        targets: Ordered::of(&plan.base.targets, |target| target.id.clone(), |index, _| pair.target(index)),
        clipped: clipped(plan, &shocked),
    })
}

/// Two runs with the same random numbers.
struct Pair<'a> {
    before: (&'a Plan, &'a Draws),
    after: (&'a Plan, &'a Draws),
}

impl Pair<'_> {
    fn level(&self) -> f64 {
        self.before.0.simulation.level
    }

    fn strata(&self) -> Strata {
        strata(self.before.1, self.after.1)
    }

    fn measures(&self, measure: impl Fn(&Plan) -> usize) -> Difference {
        let column = |(plan, draws): (&Plan, &Draws)| draws.columns[measure(plan)].clone();
        self.difference(&column(self.before), &column(self.after))
    }

    fn part(&self, of: impl Fn(&Measures, usize, Part) -> usize, index: usize) -> Difference {
        self.measures(|plan| of(&plan.measures, index, Part::Avoided))
    }

    fn difference(&self, before: &[f64], after: &[f64]) -> Difference {
        difference(before, after, &self.strata(), self.level())
    }

    fn net_pv(&self) -> Difference {
        self.difference(&net_pv(self.before.0, self.before.1), &net_pv(self.after.0, self.after.1))
    }

    fn target(&self, index: usize) -> ShockTarget {
        let (before, after) = (hits(self.before.0, self.before.1, index), hits(self.after.0, self.after.1, index));
        ShockTarget::new(self.measures(|plan| plan.measures.target(index)), &before, &after, &self.strata())
    }
}

impl ShockTarget {
    /// From the hits before and after in draws of `strata`.
    pub(in crate::estimate) fn new(value: Difference, before: &[f64], after: &[f64], strata: &Strata) -> Self {
        let differences: Vec<f64> = before.iter().zip(after).map(|(before, after)| after - before).collect();
        let error = strata.mean_mcse(&differences);
        let never = Chance::of(&vec![0.0; before.len()], strata);
        let after = Chance::of(after, strata);
        let before = Chance::of(before, strata);
        Self {
            value,
            before: before.probability,
            difference: after.probability - before.probability,
            // A difference that was never seen is bounded by the error of a chance that was never seen.
            mcse: if error > 0.0 { error } else { never.mcse },
            after,
        }
    }
}

/// Present value of avoided less programme cost, by draw.
pub(in crate::estimate) fn net_pv(plan: &Plan, draws: &Draws) -> Vec<f64> {
    let avoided = &draws.columns[plan.measures.total(Total::AvoidedPv)];
    let cost = |draw| cost_pv(model_of(plan, draws, RunOf::Headline, draw));
    avoided.iter().enumerate().map(|(draw, avoided)| avoided - cost(draw)).collect()
}

/// 1 for each draw that reaches the target, else 0.
pub(in crate::estimate) fn hits(plan: &Plan, draws: &Draws, target: usize) -> Vec<f64> {
    let values = draws.columns[plan.measures.target(target)].iter().enumerate();
    let amount = |draw| model_of(plan, draws, RunOf::Headline, draw).targets[target].amount;
    values.map(|(draw, value)| f64::from(u8::from(*value >= amount(draw)))).collect()
}

/// Values that are clipped more often after the shock than before.
fn clipped(plan: &Plan, shocked: &Plan) -> Vec<Clipped> {
    let before =
        |path: &str| plan.stated.iter().find(|stated| stated.path == path).map_or(0.0, |stated| stated.clipped);
    let more = shocked.stated.iter().filter(|stated| stated.clipped > before(&stated.path) + 1e-9);
    more.map(|stated| Clipped { path: stated.path.clone(), label: label(plan, &stated.path), share: stated.clipped })
        .collect()
}

/// The chance of each target in a run.
pub(super) fn chances(plan: &Plan, draws: &Draws) -> Vec<Chance> {
    let chance = |target| Chance::of(&hits(plan, draws, target), &Strata::of(draws));
    (0..plan.base.targets.len()).map(chance).collect()
}
