//! Expects the headline numbers of a run without simulating anybody, in the time that somebody waits for a slider.

use super::super::conditional::{ConditionalLaws, laws};
use super::super::funding::DrawCost;
use super::super::programme::programme;
use super::super::sample::Sample;
use super::super::{Chance, ExpectedDraws, Summary};
use super::expectation::expectations;
use crate::engine::RunOf;
use crate::model::{Plan, Total};
use crate::statistics::float;

/// What the headline numbers are expected to be. Intervals are of weak evidence alone but where chance is said to be in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// Draws of the evidence.
    pub draws: usize,
    /// Probability that the intervals cover.
    pub level: f64,
    /// Avoided cost, cash, of the cohort, chance included by the law that each draw's evidence gives it.
    pub avoided: Summary,
    /// Label and chance of each target, likewise; of those that count what is released, none.
    pub targets: Vec<(String, Chance)>,
    /// Avoided cost, cash, per person.
    pub per_person: Summary,
    /// Present value of outcomes; `None` where there are none.
    pub social_value_pv: Option<Summary>,
    /// What is left after what support costs; `None` without a programme.
    pub programme: Option<ProgrammeForecast>,
}

/// What is expected to be left after what support costs.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammeForecast {
    /// Avoided cost less programme cost, at present value.
    pub net_pv: Summary,
    /// The chance that benefits exceed costs.
    pub net_positive: Chance,
    /// Avoided cost for each £1 of programme cost, at present value; `None` where the programme may be free.
    pub bcr: Option<Summary>,
    /// Avoided cost and social value for each £1; `None` without outcomes, or where the programme may be free.
    pub sroi: Option<Summary>,
}

/// What is expected over so many draws of the evidence, each of them exactly.
#[must_use]
pub fn forecast(plan: &Plan, draws: usize) -> Forecast {
    let which = RunOf::Headline;
    let (drawn, expected) = expectations(plan, which, draws);
    let net = |k: usize| {
        let value = |measure: usize| drawn.columns[measure][k];
        let cost =
            DrawCost { plan, model: which.models(plan)[which.model_of_draw(plan, k)], theta: drawn.theta(k), value };
        value(plan.measures.total(Total::AvoidedPv)) - cost.present()
    };
    let net_pv: Vec<f64> = plan.base.programme.iter().flat_map(|_| 0..drawn.count).map(net).collect();
    // Nothing is said here of when it pays back.
    let expected = ExpectedDraws { payback: vec![None; net_pv.len()], net_pv, ..expected };
    let sample = Sample::unsummarised(plan, &drawn, &expected, which);
    let summary = |total| sample.summary(&sample.column(plan.measures.total(total)));
    let avoided = plan.measures.total(Total::Avoided);
    // What stands for simulated values is what is expected, so that nothing is held against the laws.
    let laws = laws(&sample);
    let of_cohort =
        laws.iter().find(|(target, _)| target.is_none()).map(|(_, laws)| laws.summary(plan.simulation.level));
    let of_target = |(target, laws): &(Option<usize>, ConditionalLaws)| {
        let index = (*target)?;
        let reached = laws.at_least(|draw| sample.model(draw).targets[index].amount);
        Some((plan.base.targets[index].label.clone(), reached.chance(drawn.count)))
    };
    let each = |k: usize| drawn.columns[avoided][k] / float(sample.model(k).cohort.people);
    Forecast {
        draws: drawn.count,
        level: plan.simulation.level,
        avoided: of_cohort.unwrap_or_else(|| Summary::unknown(plan.simulation.level)),
        targets: laws.iter().filter_map(of_target).collect(),
        per_person: sample.summary(&sample.per_draw(each)),
        social_value_pv: plan.base.has_social_value().then(|| summary(Total::SocialValuePv)),
        programme: programme(&sample).map(|programme| ProgrammeForecast {
            net_pv: programme.expected_net_pv.unwrap_or(programme.net_pv),
            net_positive: programme.net_positive,
            bcr: programme.bcr,
            sroi: programme.sroi,
        }),
    }
}
