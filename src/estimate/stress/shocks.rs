//! Holds every shock against the base on common random numbers.

use super::super::{Chance, Ordered, Strata, label::label};
use super::paired::{Pair, hits};
use super::{Clipped, Shock, ShockResults, Stopped, Watch};
use crate::engine::{Draws, RunOf};
use crate::model::{Group, Measures, Part, Payer, Plan, Total};

/// Draws of a shock or of a cell of a grid, at most; those of a shock are the first of the run, whose differences are put right by all draws of it.
pub(super) const MOST_DRAWS: usize = 500;

/// Runs one shock and holds it against the base.
///
/// # Errors
///
/// When the run is stopped.
pub(super) fn shock(plan: &Plan, base: &Draws, shock: &Shock, watch: &Watch<'_>) -> Result<ShockResults, Stopped> {
    let mut shocked = shock.plan.clone();
    shocked.simulation = plan.simulation.clone();
    shocked.simulation.draws = plan.simulation.draws.min(MOST_DRAWS);
    let draws = watch.simulate(&shock.label, &shocked, RunOf::Headline)?;
    let pair = Pair::new((plan, base), (&shocked, &draws));
    let measures = |of: &dyn Fn(&Measures) -> usize| pair.measures(of(&plan.measures), of(&shocked.measures));
    let totals = |total: Total| measures(&|of| of.total(total));
    let payer = |index, _: &Payer| measures(&|of| of.payer(index, Part::Avoided));
    let group = |index, _: &Group| measures(&|of| of.group(index, Part::Avoided));
    Ok(ShockResults {
        label: shock.label.clone(),
        together: shock.together,
        draws: draws.count,
        avoided: totals(Total::Avoided),
        cashable: totals(Total::Cashable),
        social_value_pv: plan.base.has_social_value().then(|| totals(Total::SocialValuePv)),
        net_pv: plan.base.programme.is_some().then(|| pair.net_pv()),
        payers: Ordered::of(&plan.payers, |payer| payer.id.clone(), payer),
        groups: Ordered::of(&plan.groups, |group| group.id.clone(), group),
        targets: Ordered::of(&plan.base.targets, |target| target.id.clone(), |index, _| pair.target(index, index)),
        clipped: clipped(plan, &shocked),
    })
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
