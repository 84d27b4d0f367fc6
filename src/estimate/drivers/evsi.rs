//! Values further case studies before they are made (Strong, Oakley, Brennan & Breeze 2015).

use super::super::StudyCost;
use super::super::label::label;
use super::regressors::Regressors;
use super::{BestStudy, Evsi, EvsiCurve, EvsiPoint, WorthValue, inputs};
use crate::engine;
use crate::model::Plan;
use crate::statistics::{Additive, Predictor, curve_information};

/// Sizes of the studies that are valued.
const SIZES: [u32; 8] = [8, 16, 32, 64, 128, 256, 512, 1024];

/// What further case studies would find in every draw.
pub(super) struct Studies {
    /// The values that rest on counted cases, by index.
    parameters: Vec<usize>,
    /// `found[size][place]`; `None` where every draw finds the same.
    found: Vec<Vec<Option<Predictor>>>,
}

impl Studies {
    /// Simulates the counts of every `observed` value; `None` when there is none that varies.
    pub(super) fn new(regressors: &Regressors<'_>) -> Option<Self> {
        let plan = regressors.plan;
        let counted = |index: &usize| plan.parameters[*index].observed && regressors.predictors[*index].is_some();
        let parameters: Vec<usize> = (0..plan.parameters.len()).filter(counted).collect();
        if parameters.is_empty() {
            return None;
        }
        let found = engine::further_studies(plan, regressors.draws, &parameters, &SIZES);
        let found = found.iter().map(|counts| counts.iter().map(|draws| Predictor::new(draws)).collect()).collect();
        Some(Self { parameters, found })
    }
}

/// The regressions on what studies find: set up once, for every decision.
pub(super) struct Findings<'a> {
    studies: &'a Studies,
    /// Places of the values that each study counts: everything first, then each by itself if there are several.
    counted: Vec<Vec<usize>>,
    /// By study, then by size.
    regressions: Vec<Additive<'a>>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(plan: &Plan, studies: &'a Studies) -> Self {
        let mut counted: Vec<Vec<usize>> = vec![(0..studies.parameters.len()).collect()];
        if studies.parameters.len() > 1 {
            counted.extend((0..studies.parameters.len()).map(|place| vec![place]));
        }
        let regressions = engine::in_chunks(counted.len() * SIZES.len(), 1, |job| {
            let found = &studies.found[job.start % SIZES.len()];
            let varying =
                counted[job.start / SIZES.len()].iter().filter_map(|&place| Some((place, found[place].as_ref()?)));
            let (places, counts): (Vec<usize>, Vec<&Predictor>) = varying.unzip();
            let members: Vec<usize> = places.into_iter().map(|place| studies.parameters[place]).collect();
            Additive::new(counts, inputs::pairs(plan, &members))
        });
        Self { studies, counted, regressions }
    }
}

/// The curves of a study that counts everything, and of studies that count one thing each.
///
/// The counts of a study are all that its findings say about a value, so the payoff is regressed on them.
pub(super) fn evsi(
    regressors: &Regressors<'_>,
    findings: &Findings<'_>,
    payoff: &[f64],
    cost: Option<&StudyCost>,
) -> Evsi {
    let plan = regressors.plan;
    let Findings { studies, counted: wanted, regressions } = findings;
    let worths = engine::in_chunks(regressions.len(), 1, |job| {
        regressors.value(&curve_information(payoff, &regressions[job.start].curve(payoff)))
    });
    let mut curves = wanted.iter().zip(worths.chunks(SIZES.len())).map(|(places, worths)| {
        let path = &plan.parameters[studies.parameters[places[0]]].path;
        curve(path.clone(), label(plan, path), worths, cost)
    });
    let together = curves.next().map(|first| EvsiCurve {
        id: "all".to_owned(),
        label: "everything that rests on counted cases".to_owned(),
        ..first
    });
    let mut values: Vec<EvsiCurve> = curves.collect();
    let together = together.unwrap_or_else(|| curve(String::new(), String::new(), &[], cost));
    if values.is_empty() {
        let path = &plan.parameters[studies.parameters[0]].path;
        values.push(EvsiCurve { id: path.clone(), label: label(plan, path), ..together.clone() });
    }
    Evsi { together, values }
}

fn curve(id: String, label: String, worths: &[WorthValue], cost: Option<&StudyCost>) -> EvsiCurve {
    let points: Vec<EvsiPoint> = SIZES
        .into_iter()
        .zip(worths)
        .map(|(people, worth)| {
            let cost = cost.map(|cost| cost.of(people));
            let net_gain = cost.map(|cost| worth.value - cost);
            EvsiPoint { people, value: worth.value, mcse: worth.mcse, cost, net_gain }
        })
        .collect();
    let gaining = points.iter().filter_map(|point| Some((point, point.net_gain?)));
    let best = gaining.max_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(point, net_gain)| {
        if net_gain > 0.0 {
            BestStudy { people: point.people, net_gain, mcse: point.mcse }
        } else {
            BestStudy { people: 0, net_gain: 0.0, mcse: 0.0 }
        }
    });
    EvsiCurve { id, label, points, best }
}
