//! Values further case studies before they are made (Strong, Oakley, Brennan & Breeze 2015).

use super::super::StudyCost;
use super::super::label::label;
use super::regressors::Regressors;
use super::{BestStudy, Evsi, EvsiCurve, EvsiPoint, WorthValue, inputs};
use crate::engine;
use crate::statistics::{Predictor, Smooth, partial_information};

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

/// The curves of a study that counts everything, and of studies that count one thing each.
///
/// The counts of a study are all that its findings say about a value, so the payoff is regressed on them.
pub(super) fn evsi(regressors: &Regressors<'_>, studies: &Studies, payoff: &[f64], cost: Option<&StudyCost>) -> Evsi {
    let plan = regressors.plan;
    let everything: Vec<usize> = (0..studies.parameters.len()).collect();
    let mut wanted: Vec<Vec<usize>> = vec![everything];
    if studies.parameters.len() > 1 {
        wanted.extend((0..studies.parameters.len()).map(|place| vec![place]));
    }
    let jobs = wanted.len() * SIZES.len();
    let worths = engine::in_chunks(jobs, 1, |job| {
        worth(regressors, studies, &wanted[job.start / SIZES.len()], job.start % SIZES.len(), payoff)
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

fn worth(regressors: &Regressors<'_>, studies: &Studies, places: &[usize], size: usize, payoff: &[f64]) -> WorthValue {
    let varying: Vec<usize> = places.iter().copied().filter(|&place| studies.found[size][place].is_some()).collect();
    let counts: Vec<&Predictor> = varying.iter().filter_map(|&place| studies.found[size][place].as_ref()).collect();
    let members: Vec<usize> = varying.iter().map(|&place| studies.parameters[place]).collect();
    let smooth = Smooth::of_several(&counts, &inputs::pairs(regressors.plan, &members), payoff);
    regressors.value(&partial_information(payoff, &smooth))
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
