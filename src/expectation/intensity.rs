//! Lays out how often and when every event happens without support, as chains from a spontaneous source.
//!
//! ```text
//! Λ_e(t) = Σ over lines to e of  amplitude(source) · Π P(link) · shape(t),   0 ≤ t ≤ H
//! ```
//!
//! A line is a spontaneous source and the links from it to the event. Its shape is certain; the amplitude
//! (λ·ρ or p_s) and the chances P of the links depend on the draw.

use super::effect;
use super::integrate::{Shape, e0};
use crate::model::{Branch, Event, Follow, Model, Origin, Term};
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
    /// Whose it is, by place in the list of intakes.
    pub(super) intake: usize,
    /// Whether an effect on the chain builds up over a time that the draw says.
    pub(super) varies: bool,
}

/// An event of a chain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Its index.
    pub(super) event: usize,
    /// How many months it comes before the end of the chain, without support.
    pub(super) before: f64,
}

/// A way in which one event leads to another: `follows` of the second, or a branch of what the first leads to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link<'a> {
    /// The event that leads.
    pub(super) parent: usize,
    /// The event that comes.
    pub(super) child: usize,
    pub(super) probability: &'a Term,
    /// How many months later it comes.
    pub(super) after: f64,
}

/// Every link of the model that has a chance, in the order of the events that come. Branches exclude each other, which no mean
/// of one event notices.
pub(super) fn links(model: &Model) -> Vec<Link<'_>> {
    let mut links = Vec::new();
    for (child, event) in model.events.iter().enumerate() {
        for Follow { parent, probability, after } in &event.follows {
            links.push(Link { parent: *parent, child, probability, after: *after });
        }
        for (parent, from) in model.events.iter().enumerate() {
            for Branch { event, probability, after } in from.leads_to.iter().filter(|branch| branch.event == child) {
                links.push(Link { parent, child: *event, probability, after: *after });
            }
        }
    }
    links.retain(|link| *link.probability != Term::Certain(0.0));
    links
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
            intake: 0,
            varies: effect::varies(&event.support),
        })
    }

    /// The chain continued to `event` by a link to it.
    fn extended(&self, event: &Event, link: &Link<'_>) -> Self {
        let mut steps: Vec<Step> =
            self.steps.iter().map(|step| Step { before: step.before + link.after, ..*step }).collect();
        steps.push(Step { event: link.child, before: 0.0 });
        let mut links = self.links.clone();
        links.push(link.probability.clone());
        Self {
            steps,
            links,
            shape: self.shape.later(link.after),
            delay: self.delay + event.support.delays,
            intake: self.intake,
            varies: self.varies || effect::varies(&event.support),
        }
    }
}

/// Every line, by the event at its end.
pub(super) fn lines(model: &Model) -> Vec<Vec<Line>> {
    let mut lines: Vec<Vec<Line>> = vec![Vec::new(); model.events.len()];
    let links = links(model);
    for &index in &model.order {
        let event = &model.events[index];
        let mut found: Vec<Line> = Line::spontaneous(index, event, model.horizon).into_iter().collect();
        for link in links.iter().filter(|link| link.child == index) {
            let parents = lines[link.parent].iter();
            // One that would fall past H without support does not exist.
            let reached = parents.filter(|line| line.shape.from + link.after < model.horizon);
            found.extend(reached.map(|line| line.extended(event, link)));
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
