//! Reads `src/doc/method.md`, "One journey", word by word and walks every journey on a fine grid: slow and obvious.

use super::brute_money::{Brought, By, Flow};
use crate::model::{EventMeasure, Mechanism, Model, Origin, Plan, Total};

/// Means, second moments and months, as in `Expected`.
pub(super) struct Walked {
    pub(super) mean: Vec<f64>,
    pub(super) second: Vec<f64>,
    pub(super) months: Vec<f64>,
    /// The sum of the sizes of all contributions to each mean, whatever their signs.
    pub(super) size: Vec<f64>,
}

/// One occurrence without support.
#[derive(Clone, Copy)]
pub(super) struct Occurrence {
    pub(super) event: usize,
    pub(super) segment: usize,
    /// When the person joins.
    pub(super) u: f64,
    /// When it falls without support, since joining.
    pub(super) t: f64,
    /// By how much its parents have been delayed.
    pub(super) delayed: f64,
    /// How many such occurrences the cohort expects.
    pub(super) number: f64,
    /// The ancestor whose support prevented it.
    pub(super) gone_with: Option<usize>,
    /// The event whose support caused it or an ancestor of it, last: it has no life without support.
    pub(super) caused_by: Option<usize>,
}

/// A walk in progress.
pub(super) struct Walk<'a> {
    pub(super) plan: &'a Plan,
    pub(super) model: &'a Model,
    pub(super) theta: &'a [f64],
    /// Whether the people walked through engage, and the chance of that.
    engaged: bool,
    chance: f64,
    shares: Vec<f64>,
    out: Walked,
}

/// Walks the whole cohort with `fine` points of t a month and twice as many of u, so that u + t meets no boundary.
pub(super) fn walk(plan: &Plan, model: &Model, theta: &[f64], fine: usize) -> Walked {
    let zeros = || vec![0.0; plan.measures.len()];
    let months = vec![0.0; model.span.ceil() as usize];
    let g = model.cohort.engagement.value(theta);
    let out = Walked { mean: zeros(), second: zeros(), size: zeros(), months };
    let mut walk = Walk { plan, model, theta, engaged: true, chance: g, shares: Vec::new(), out };
    model.cohort.shares(theta, &mut walk.shares);
    for (engaged, chance) in [(true, g), (false, 1.0 - g)] {
        (walk.engaged, walk.chance) = (engaged, chance);
        walk.people(fine);
    }
    for (index, target) in model.targets.iter().enumerate() {
        for funding in model.programme.iter().flat_map(|programme| &programme.funding) {
            let year = target.year.is_none() || target.year == Some(funding.year);
            if target.net_of_programme && year && target.payers.contains(&funding.payer) {
                walk.out.mean[plan.measures.target(index)] -= funding.amount;
            }
        }
    }
    walk.out
}

/// Midpoints of `low`–`high`, `fine` a unit, with their weight.
fn midpoints(low: f64, high: f64, fine: usize) -> Vec<(f64, f64)> {
    let count = ((high - low) * fine as f64).round() as usize;
    let h = (high - low) / count as f64;
    (0..count).map(|i| (low + (i as f64 + 0.5) * h, h)).collect()
}

impl Walk<'_> {
    fn people(&mut self, fine: usize) {
        let cohort = &self.model.cohort;
        for window in &cohort.joining {
            let joins: Vec<(f64, f64)> = if window.to > window.from {
                let nodes = midpoints(window.from, window.to, 2 * fine).into_iter();
                nodes.map(|(u, h)| (u, h / (window.to - window.from))).collect()
            } else {
                vec![(window.from, 1.0)]
            };
            for (u, weight) in joins {
                let people = window.people as f64 * weight * self.chance;
                for segment in 0..cohort.segments.len() {
                    self.journey(u, segment, people * self.shares[segment], fine);
                }
                self.outcomes(u, people, fine);
            }
        }
    }

    /// Every spontaneous occurrence of `people` people with what follows from it, and what support adds.
    fn journey(&mut self, u: f64, segment: usize, people: f64, fine: usize) {
        let horizon = self.model.horizon;
        for (index, event) in self.model.events.iter().enumerate() {
            let risk = self.model.cohort.segments[segment].relative_risk[index].value(self.theta);
            let early = |t: f64| event.decays.map_or(1.0, |months| (-t / months).exp());
            let whole = event.decays.map_or(horizon, |months| months * (1.0 - (-horizon / months).exp()));
            for (t, h) in midpoints(0.0, horizon, fine) {
                let number = match &event.origin {
                    Origin::None => 0.0,
                    Origin::Rate(rate) => rate.value(self.theta) * risk * early(t) * h,
                    Origin::Probability(p) => (1.0 - (1.0 - p.value(self.theta)).powf(risk)) * early(t) / whole * h,
                };
                if number > 0.0 {
                    let number = number * people;
                    let (delayed, gone_with, caused_by) = (0.0, None, None);
                    self.occurrence(Occurrence { event: index, segment, u, t, delayed, number, gone_with, caused_by });
                }
                let adds = event.support.adds.value(self.theta);
                if self.engaged && adds > 0.0 {
                    self.added(index, segment, u, t, adds * h * people);
                }
            }
        }
    }

    fn occurrence(&mut self, it: Occurrence) {
        if it.t > self.model.horizon {
            return;
        }
        let (m, support) = (&self.plan.measures, &self.model.events[it.event].support);
        let mut brought = Brought(Vec::new());
        if let Some(by) = it.caused_by {
            self.blame(&mut brought, &it, by);
        } else {
            brought.add(m.event(it.event, EventMeasure::Occurrences), 1.0);
            brought.add(m.total(Total::WithoutSupport), 1.0);
        }
        if !self.engaged {
            brought.add(m.total(Total::WithSupport), 1.0);
            self.keep(&it, 1.0, brought);
            self.follow_ons(&it, 1.0, 0.0, None);
            return;
        }
        if let Some(ancestor) = it.gone_with {
            brought.add(m.event(it.event, EventMeasure::Averted), 1.0);
            let by = By::Benefit(ancestor);
            self.credit(&mut brought, &it, Mechanism::KnockOn, by, 1.0);
            self.cash(&mut brought, it.event, it.u + it.t, self.kappa(by), Flow::Saved);
            self.keep(&it, 1.0, brought);
            self.follow_ons(&it, 1.0, 0.0, Some(ancestor));
            return;
        }
        let acts = support.starts_after <= it.t && it.t < support.lasts;
        let left = (1.0 - support.drop_off.value(self.theta)).powf((it.t / 12.0).floor());
        let a = if acts { support.prevents.value(self.theta) * left } else { 0.0 };
        let b = if acts { support.reduces.value(self.theta) * left } else { 0.0 };
        if a < 0.0 {
            self.happens(&it, 1.0, b, brought);
            let further = Occurrence { caused_by: Some(it.event), number: -a * it.number, ..it };
            let mut brought = Brought(Vec::new());
            self.blame(&mut brought, &further, it.event);
            self.happens(&further, 1.0, b, brought);
            return;
        }
        let mut prevented = Brought(brought.0.clone());
        prevented.add(m.event(it.event, EventMeasure::Averted), 1.0);
        let own = By::Benefit(it.event);
        self.credit(&mut prevented, &it, Mechanism::Prevented, own, 1.0);
        self.cash(&mut prevented, it.event, it.u + it.t, self.kappa(own), Flow::Saved);
        self.keep(&it, a, prevented);
        self.follow_ons(&it, a, 0.0, Some(it.event));
        self.happens(&it, 1.0 - a, b, brought);
    }

    /// What support does to one that is not prevented.
    fn happens(&mut self, it: &Occurrence, chance: f64, b: f64, mut brought: Brought) {
        let (m, support) = (&self.plan.measures, &self.model.events[it.event].support);
        let own = By::Benefit(it.event);
        let moves = it.caused_by.map_or(own, By::Harm);
        let falls = it.t + it.delayed + support.delays;
        self.credit(&mut brought, it, Mechanism::Reduced, own, b);
        let at_once = self.kappa(own) * b + self.kappa(moves) * (1.0 - b);
        self.cash(&mut brought, it.event, it.u + it.t, at_once, Flow::Saved);
        if falls > self.model.horizon {
            self.credit(&mut brought, it, Mechanism::Deferred, moves, 1.0 - b);
        } else {
            brought.add(m.total(Total::WithSupport), 1.0 - b);
            self.cash(&mut brought, it.event, it.u + falls, -self.kappa(moves) * (1.0 - b), Flow::Saved);
        }
        self.keep(it, chance, brought);
        self.follow_ons(it, chance, support.delays, None);
    }

    /// One that support causes, in full.
    fn blame(&self, brought: &mut Brought, it: &Occurrence, by: usize) {
        let mechanism = if by == it.event { Mechanism::Caused } else { Mechanism::KnockOn };
        brought.add(self.plan.measures.event(it.event, EventMeasure::Averted), -1.0);
        self.credit(brought, it, mechanism, By::Harm(by), -1.0);
        self.cash(brought, it.event, it.u + it.t, -self.kappa(By::Harm(by)), Flow::Saved);
    }

    /// `chance` is that of the branch that leads on; `delay` is added to that of the parents.
    fn follow_ons(&mut self, parent: &Occurrence, chance: f64, delay: f64, gone_with: Option<usize>) {
        for (index, event) in self.model.events.iter().enumerate() {
            for follow in event.follows.iter().filter(|follow| follow.parent == parent.event) {
                let number = parent.number * chance * follow.probability.value(self.theta);
                if number > 0.0 {
                    let (t, delayed) = (parent.t + follow.after, parent.delayed + delay);
                    self.occurrence(Occurrence { event: index, t, delayed, number, gone_with, ..*parent });
                }
            }
        }
    }

    fn added(&mut self, event: usize, segment: usize, u: f64, t: f64, number: f64) {
        let m = &self.plan.measures;
        let mut brought = Brought(Vec::new());
        brought.add(m.mechanism(Mechanism::Added), 1.0);
        brought.add(m.total(Total::WithSupport), 1.0);
        self.cash(&mut brought, event, u + t, -1.0, Flow::Added);
        brought.add(m.event(event, EventMeasure::Avoided), -1.0);
        brought.add(m.total(Total::Avoided), -1.0);
        self.averted(&mut brought, event, u + t, -1.0);
        let it = Occurrence { event, segment, u, t, delayed: 0.0, number, gone_with: None, caused_by: None };
        self.per_person(&mut brought, &it, 0.0, -1.0);
        self.keep(&it, 1.0, brought);
    }

    fn keep(&mut self, it: &Occurrence, chance: f64, brought: Brought) {
        let (m, event) = (&self.plan.measures, &self.model.events[it.event]);
        let cost = event.unit_cost.value(self.theta);
        let cost_squared = cost * cost * (1.0 + event.varies.cv().powi(2));
        let people = self.model.cohort.people as f64;
        for (measure, amount) in brought.0 {
            let mut number = it.number * chance;
            if measure >= m.len() {
                self.out.months[measure - m.len()] += number * amount * cost;
                continue;
            }
            if measure == m.segment(it.segment) {
                number /= people * self.shares[it.segment];
            }
            if Some(measure) == m.published() {
                let segment = self.model.published.as_ref().and_then(|published| published.segment);
                number /= people * self.chance * segment.map_or(1.0, |segment| self.shares[segment]);
            }
            let counts = [EventMeasure::Occurrences, EventMeasure::Averted].map(|what| m.event(it.event, what));
            let (first, second) = if counts.contains(&measure) { (1.0, 1.0) } else { (cost, cost_squared) };
            self.out.mean[measure] += number * amount * first;
            self.out.size[measure] += number * amount.abs() * first;
            self.out.second[measure] += number * amount * amount * second;
        }
    }

    fn outcomes(&mut self, u: f64, people: f64, fine: usize) {
        if !self.engaged {
            return;
        }
        for (index, outcome) in self.model.outcomes.iter().enumerate() {
            let yearly = outcome.value.value(self.theta)
                * outcome.distance.value(self.theta)
                * (1.0 - outcome.deadweight.value(self.theta))
                * outcome.attribution.value(self.theta)
                * (1.0 - outcome.displacement.value(self.theta));
            let kept = 1.0 - outcome.drop_off.value(self.theta);
            let value: f64 = midpoints(0.0, outcome.lasts, fine)
                .into_iter()
                .map(|(t, h)| {
                    let discount = (1.0 + self.model.discount_rate).powf(-(u + t) / 12.0);
                    yearly / 12.0 * kept.powf((t / 12.0).floor()) * discount * h
                })
                .sum();
            let achieve = people * outcome.achieved_by.value(self.theta);
            for measure in [self.plan.measures.outcome(index), self.plan.measures.total(Total::SocialValuePv)] {
                self.out.mean[measure] += achieve * value;
                self.out.size[measure] += achieve * value;
                self.out.second[measure] += achieve * value * value;
            }
        }
    }
}
