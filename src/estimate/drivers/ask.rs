//! Answers `averted drivers` in one call: draw the evidence, expect, regress, value.

use thiserror::Error;

use super::super::assemble::{Identity, facts, released_left_out, warnings};
use super::super::{Generator, Strata};
use super::decisions::decisions;
use super::evaluate::{Of, Outputs, Reader};
use super::grades::quality;
use super::power_scaling::power_scaling;
use super::regressors::Regressors;
use super::sobol::{Indices, sobol};
use super::tornado::tornado;
use super::{Drivers, DriversRun, StudyCost, Tornado, inputs};
use crate::engine::{self, Draws, RunOf};
use crate::model::Plan;
use crate::statistics::Predictor;

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// What the tornado and the Sobol indices are of: `headline` (or nothing), `net` or `target:<id>`.
    pub of: Option<String>,
    /// Points of pick-freeze, for total indices.
    pub pick_freeze: Option<usize>,
    /// What a further study costs.
    pub study_cost: Option<StudyCost>,
}

/// Why nothing can be said.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DriversRefused {
    /// Too few draws to regress on.
    #[error(
        "{draws} draws are too few to tell the uncertain values apart: use at least {FEWEST_DRAWS}, and 4,000 or more for small values of information"
    )]
    TooFewDraws {
        /// K.
        draws: usize,
    },
    /// Net of what?
    #[error("`net` needs a programme cost, and this scenario has no `programme`: ask about `headline` or a target")]
    NoProgramme,
    /// Nothing is expected of it.
    #[error(
        "`target:{0}` counts what is released, which is known of simulated cohorts alone and has no exact expectation to take apart: ask about `headline`, `net` or a target that counts otherwise"
    )]
    Released(String),
    /// There is no such output.
    #[error("`{asked}` is nothing that can be asked about; there is: {known}")]
    Unknown {
        /// What was asked.
        asked: String,
        /// What there is.
        known: String,
    },
}

/// How many exact expectations [`drivers`] asks for, at most.
#[must_use]
pub fn drivers_evaluations(plan: &Plan, ask: &Ask) -> usize {
    let inputs = plan.parameters.len();
    let frozen = ask.pick_freeze.unwrap_or(0).saturating_mul(2 + 2 * inputs);
    (plan.simulation.draws * (1 + usize::from(plan.weighted)) + 1 + 2 * inputs).saturating_add(frozen)
}

/// The fewest draws that splines are fitted to.
const FEWEST_DRAWS: usize = 100;

/// Answers what drives a plan's output and what knowing more is worth.
///
/// # Errors
///
/// When the output asked about does not exist, or draws are too few.
pub fn drivers(plan: &Plan, identity: &Identity, ask: &Ask) -> Result<Drivers, DriversRefused> {
    let of = output(plan, ask.of.as_deref().unwrap_or("headline"))?;
    let count = plan.simulation.draws;
    if count < FEWEST_DRAWS {
        return Err(DriversRefused::TooFewDraws { draws: count });
    }
    // Tornado and Sobol indices are of the scenario as written, without views.
    let written = Plan { weighted: false, ..plan.clone() };
    let reader = Reader::as_written(&written);
    let draws = engine::evidence(&written, RunOf::Headline, count);
    let outputs = reader.all(&draws);
    let predictors = inputs::predictors(&written, &draws);
    let response = outputs.of(Of::Headline);
    let indices = Indices { plan: &written, predictors: &predictors, response: &response, frozen: None };
    let tornado = tornado(&written, &reader, of);
    let sobol = sobol(&written, &reader, &outputs, &predictors, of, ask.pick_freeze);
    let decide = |draws: &Draws, predictors: &[Option<Predictor>], outputs: &Outputs| {
        let regressors = Regressors { plan, draws, predictors };
        (decisions(&regressors, outputs, ask.study_cost.as_ref()), power_scaling(&regressors, outputs))
    };
    let (decisions, power_scaling) = if plan.weighted {
        let draws = engine::evidence(plan, RunOf::Headline, count);
        decide(&draws, &inputs::predictors(plan, &draws), &Reader::of_views(plan).all(&draws))
    } else {
        decide(&draws, &predictors, &outputs)
    };
    let rows = sobol.inputs.iter().chain(&sobol.correlated).chain(&sobol.groups);
    let indexed = rows.filter(|row| row.refused.is_none()).count();
    let evaluations = count * (1 + usize::from(plan.weighted))
        + 1
        + 2 * tornado.bars.len()
        + ask.pick_freeze.map_or(0, |points| points * (2 + indexed));
    Ok(Drivers {
        version: 1,
        generator: Generator::default(),
        scenario: facts(plan, identity),
        run: DriversRun {
            seed: plan.simulation.seed,
            draws: count,
            evaluations,
            level: plan.simulation.level,
            sampling: plan.simulation.sampling.unusual().map(str::to_owned),
        },
        tornado,
        sobol,
        evidence: quality(&indices, &outputs, &Strata::of(&draws).without_views()),
        decisions,
        power_scaling,
        study_cost: ask.study_cost,
        warnings: (warnings(plan, Vec::new()).into_iter())
            .chain(released_left_out(plan, "tornado, shares of variance and the worth of knowing more"))
            .collect(),
    })
}

/// What moves most what the scenario as written is worth: cost avoided and social value less what support costs.
#[must_use]
pub fn swings(plan: &Plan) -> Tornado {
    let written = Plan { weighted: false, ..plan.clone() };
    tornado(&written, &Reader::as_written(&written), Of::Worth)
}

fn output(plan: &Plan, asked: &str) -> Result<Of, DriversRefused> {
    let target = |id: &str| plan.base.targets.iter().position(|target| target.id == id).map(Of::Target);
    let released =
        |id: &&str| plan.base.targets.iter().any(|target| target.id == *id && !target.counting.has_expectation());
    if let Some(id) = asked.strip_prefix("target:").filter(released) {
        return Err(DriversRefused::Released(id.to_owned()));
    }
    match asked {
        "headline" => Ok(Of::Headline),
        "net" if plan.base.programme.is_none() => Err(DriversRefused::NoProgramme),
        "net" => Ok(Of::Net),
        _ => asked.strip_prefix("target:").and_then(target).ok_or_else(|| {
            let expected = |index: &usize| plan.base.targets[*index].counting.has_expectation();
            let targets = (0..plan.base.targets.len()).filter(expected).map(|index| Of::Target(index).id(plan));
            let net = plan.base.programme.is_some().then(|| "net".to_owned());
            let known: Vec<String> = std::iter::once("headline".to_owned()).chain(net).chain(targets).collect();
            DriversRefused::Unknown { asked: asked.to_owned(), known: known.join(", ") }
        }),
    }
}
