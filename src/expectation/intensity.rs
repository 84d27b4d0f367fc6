//! Lays out how often and when every event happens without support, as chains from a spontaneous source.
//!
//! ```text
//! Λ_e(t) = Σ over lines to e of  amplitude(source) · Π P(link) · shape(t),   0 ≤ t ≤ H
//! ```
//!
//! A line is a spontaneous source and the `follows` links from it to the event. Its shape is certain; the amplitude
//! (λ·ρ or p_s) and the chances P of the links depend on the draw.

use super::integrate::{Shape, e0};
use crate::model::{Event, Follow, Model, Origin, Term};
use crate::numeric::{exp_m1, ln_1p};

/// One way in which occurrences of an event arise.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The events of the chain with the months by which each comes before the last: the source first, the event
    /// itself last.
    pub(super) steps: Vec<Step>,
    /// P, the chance of each link of the chain.
    pub(super) links: Vec<Term>,
    /// When occurrences fall without support, for amplitude 1 and certain links.
    pub(super) shape: Shape,
    /// D, by how much later one falls with support if nothing in the chain is prevented: all `delays` together.
    pub(super) delay: f64,
}

/// An event of a chain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Its index.
    pub(super) event: usize,
    /// How many months it comes before the end of the chain, without support.
    pub(super) before: f64,
}

impl Line {
    /// The event whose spontaneous occurrences begin the chain.
    pub(super) fn source(&self) -> usize {
        self.steps[0].event
    }

    fn spontaneous(index: usize, event: &Event, horizon: f64) -> Option<Self> {
        let rate = event.decays.map_or(0.0, |τ| 1.0 / τ);
        let height = match event.origin {
            Origin::None => return None,
            // Intensity λ·e^(-t/τ): the amplitude is λ·ρ.
            Origin::Rate(_) => 1.0,
            // Density ∝ e^(-t/τ) on [0, H]: the amplitude is p_s.
            Origin::Probability(_) => 1.0 / (horizon * e0(rate * horizon)),
        };
        Some(Self {
            steps: vec![Step { event: index, before: 0.0 }],
            links: Vec::new(),
            shape: Shape { height, rate, from: 0.0 },
            delay: event.support.delays,
        })
    }

    /// The chain continued to `event` by one of the links that it follows.
    fn extended(&self, index: usize, event: &Event, follow: &Follow) -> Self {
        let mut steps: Vec<Step> =
            self.steps.iter().map(|step| Step { before: step.before + follow.after, ..*step }).collect();
        steps.push(Step { event: index, before: 0.0 });
        let mut links = self.links.clone();
        links.push(follow.probability.clone());
        Self { steps, links, shape: self.shape.later(follow.after), delay: self.delay + event.support.delays }
    }
}

/// Every line, by the event at its end.
pub(super) fn lines(model: &Model) -> Vec<Vec<Line>> {
    let mut lines: Vec<Vec<Line>> = vec![Vec::new(); model.events.len()];
    for &index in &model.order {
        let event = &model.events[index];
        let mut found: Vec<Line> = Line::spontaneous(index, event, model.horizon).into_iter().collect();
        for follow in event.follows.iter().filter(|follow| follow.probability != Term::Certain(0.0)) {
            let parents = lines[follow.parent].iter();
            // One that would fall past H without support does not exist.
            found.extend(
                parents
                    .filter(|line| line.shape.from + follow.after < model.horizon)
                    .map(|line| line.extended(index, event, follow)),
            );
        }
        lines[index] = found;
    }
    lines
}

/// The amplitude of an event's spontaneous occurrences for relative risk ρ: λ·ρ per month, or the chance p_s.
///
/// ```text
/// p_s = 1 - (1 - p)^ρ
/// ```
///
/// Frailty does not appear: Z has mean 1, and the chances are made so that their average over people is p_s.
pub(super) fn amplitude(origin: &Origin, relative_risk: f64, theta: &[f64]) -> f64 {
    match origin {
        Origin::None => 0.0,
        Origin::Rate(rate) => {
            let λ = rate.value(theta);
            λ * relative_risk
        }
        Origin::Probability(probability) => {
            let p = probability.value(theta);
            if relative_risk == 1.0 {
                p
            } else if relative_risk <= 0.0 {
                0.0
            } else {
                -exp_m1(relative_risk * ln_1p(-p))
            }
        }
    }
}
