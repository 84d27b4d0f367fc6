//! Reads `src/doc/method.md`, "One journey", word by word and walks every journey on a fine grid: slow and obvious.

use super::brute_money::{Brought, By, Flow};
use crate::model::{EventMeasure, Mechanism, Model, Origin, PastHorizon, Plan, Total};

/// Means, second moments and months, as in `Expected`.
pub(super) struct Walked {
    pub(super) mean: Vec<f64>,
    pub(super) second: Vec<f64>,
    pub(super) months: Vec<f64>,
    /// Programme cost that follows the people, by month.
    pub(super) following_months: Vec<f64>,
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
    /// The part of its cost that is looked at.
    pub(super) payment: Payment,
    /// How many there would be without a trend, as a share.
    pub(super) untrended: f64,
}

/// A part of what an occurrence costs: all that is paid at its moment, or a slice of a stay.
#[derive(Clone, Copy)]
pub(super) struct Payment {
    /// Months after the occurrence.
    pub(super) after: f64,
    /// £, at the prices of its time.
    pub(super) amount: f64,
    /// The same of one who joins at the start.
    pub(super) at_start: f64,
    /// How long its stay is, and how long the slice; none of what is paid at the moment, by which occurrences are counted.
    pub(super) slice: Option<(f64, f64)>,
}

/// What is paid at the moment.
const AT_ONCE: Payment = Payment { after: 0.0, amount: 0.0, at_start: 0.0, slice: None };

impl Occurrence {
    const fn new(event: usize, segment: usize, u: f64, t: f64) -> Self {
        let (delayed, number, gone_with, caused_by) = (0.0, 1.0, None, None);
        Self { event, segment, u, t, delayed, number, gone_with, caused_by, payment: AT_ONCE, untrended: 1.0 }
    }
}

/// A walk in progress.
pub(super) struct Walk<'a> {
    pub(super) plan: &'a Plan,
    pub(super) model: &'a Model,
    pub(super) theta: &'a [f64],
    /// Whether the people walked through engage, and the chance of that.
    pub(super) engaged: bool,
    chance: f64,
    shares: Vec<f64>,
    /// Points a month.
    fine: usize,
    /// The hazard of leaving.
    pub(super) λ: f64,
    pub(super) out: Walked,
}

/// Walks the whole cohort with `fine` points of t a month and twice as many of u, so that u + t meets no boundary.
pub(super) fn walk(plan: &Plan, model: &Model, theta: &[f64], fine: usize) -> Walked {
    let zeros = || vec![0.0; plan.measures.len()];
    let months = vec![0.0; model.span.ceil() as usize];
    let g = model.cohort.engagement.value(theta);
    let following_months = months.clone();
    let out = Walked { mean: zeros(), second: zeros(), size: zeros(), months, following_months };
    let λ = model.cohort.hazard_of_leaving(theta);
    let mut walk = Walk { plan, model, theta, engaged: true, chance: g, shares: Vec::new(), fine, λ, out };
    model.cohort.shares(theta, &mut walk.shares);
    for (engaged, chance) in [(true, g), (false, 1.0 - g)] {
        (walk.engaged, walk.chance) = (engaged, chance);
        walk.people(fine);
    }
    for (index, target) in model.targets.iter().enumerate() {
        for funding in model.programme.iter().flat_map(|programme| &programme.funding) {
            let Some((amount, of)) = funding.amount(theta) else { continue };
            let year = target.year.is_none() || target.year == Some(of.year);
            if target.net_of_programme && year && target.payers.contains(&funding.payer) {
                walk.out.mean[plan.measures.target(index)] -= amount;
            }
        }
    }
    walk.out
}

/// Midpoints of `low`–`high`, `fine` a unit, with their weight.
pub(super) fn midpoints(low: f64, high: f64, fine: usize) -> Vec<(f64, f64)> {
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
                self.following(u, people, fine);
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
            let amplitude = |risk: f64| match &event.origin {
                Origin::None => 0.0,
                Origin::Rate(rate) => rate.value(self.theta) * risk,
                Origin::Probability(p) => (1.0 - (1.0 - p.value(self.theta)).powf(risk)) / whole,
            };
            let now = amplitude(risk * (1.0 + event.trend.value(self.theta)).powf((u / 12.0).floor()));
            let untrended = if now > 0.0 { amplitude(risk) / now } else { 1.0 };
            for (t, h) in midpoints(0.0, horizon, fine) {
                let number = now * early(t) * h;
                if number > 0.0 {
                    let number = number * people;
                    self.occurrence(Occurrence { number, untrended, ..Occurrence::new(index, segment, u, t) });
                }
                let adds = event.support.adds.value(self.theta);
                if self.engaged && adds > 0.0 {
                    self.added(index, segment, u, t, adds * h * people);
                }
            }
        }
    }

    /// Every payment that an occurrence makes in full, t months after joining at u; stays in slices of a quarter of the grid.
    fn payments(&self, event: usize, u: f64, t: f64) -> Vec<Payment> {
        let event = &self.model.events[event];
        let growth = event.real_growth.value(self.theta);
        let price = |months: f64| {
            let year = ((self.plan.months_before + months) / 12.0).floor();
            (1.0 + growth).powf(self.model.years_from_base + year)
        };
        let priced = |payment: Payment| Payment {
            amount: payment.amount * price(u + t + payment.after),
            at_start: payment.amount * price(t + payment.after),
            ..payment
        };
        let at_once = Payment { amount: event.unit_cost.value(self.theta), ..AT_ONCE };
        let stays = event.stays.iter().flat_map(|stay| {
            let (rate, length) = (stay.rate.value(self.theta), stay.length.value(self.theta));
            let slices = midpoints(0.0, length, 4 * self.fine).into_iter();
            slices.map(move |(after, h)| Payment { after, amount: rate * h, slice: Some((length, h)), ..AT_ONCE })
        });
        std::iter::once(at_once).chain(stays).map(priced).collect()
    }

    /// Whether a payment of an occurrence that falls at `start` counts.
    fn counts(&self, it: &Occurrence, start: f64) -> bool {
        let cut = self.model.past_horizon == PastHorizon::Cut;
        start <= self.model.horizon && !(cut && start + it.payment.after > self.model.horizon)
    }

    fn occurrence(&mut self, it: Occurrence) {
        for payment in self.payments(it.event, it.u, it.t) {
            self.pay(Occurrence { payment, ..it });
        }
    }

    fn pay(&mut self, it: Occurrence) {
        if !self.counts(&it, it.t) {
            return;
        }
        let (m, support) = (&self.plan.measures, &self.model.events[it.event].support);
        let mut brought = Brought(Vec::new());
        if let Some(by) = it.caused_by {
            self.blame(&mut brought, &it, by);
        } else {
            brought.count(&it, m.event(it.event, EventMeasure::Occurrences), 1.0);
            brought.add(m.total(Total::WithoutSupport), 1.0);
        }
        if !self.engaged {
            brought.add(m.total(Total::WithSupport), 1.0);
            self.keep(&it, 1.0, brought);
            self.follow_ons(&it, 1.0, 0.0, None);
            return;
        }
        if let Some(ancestor) = it.gone_with {
            brought.count(&it, m.event(it.event, EventMeasure::Averted), 1.0);
            let by = By::Benefit(ancestor);
            self.credit(&mut brought, &it, Mechanism::KnockOn, by, 1.0);
            self.cash(&mut brought, &it, it.t, self.kappa(by), Flow::Saved);
            self.keep(&it, 1.0, brought);
            self.follow_ons(&it, 1.0, 0.0, Some(ancestor));
            return;
        }
        let acts = support.starts_after <= it.t && it.t < support.lasts;
        let builds = support.builds_up.value(self.theta);
        let built = if builds > 0.0 { ((it.t - support.starts_after) / builds).min(1.0) } else { 1.0 };
        let left = built * (1.0 - support.drop_off.value(self.theta)).powf((it.t / 12.0).floor());
        let a = if acts { support.prevents.value(self.theta) * left } else { 0.0 };
        let b = if acts { support.reduces.value(self.theta) * left } else { 0.0 };
        let c = if acts { support.shortens.value(self.theta) * left } else { 0.0 };
        // How much of a slice is before the end of a shortened stay.
        let kept = it
            .payment
            .slice
            .map_or(1.0, |(length, h)| (((1.0 - c) * length - it.payment.after) / h + 0.5).clamp(0.0, 1.0));
        let b = 1.0 - (1.0 - b) * kept;
        if a < 0.0 {
            self.happens(&it, 1.0, b, brought);
            let further = Occurrence { caused_by: Some(it.event), number: -a * it.number, ..it };
            let mut brought = Brought(Vec::new());
            self.blame(&mut brought, &further, it.event);
            self.happens(&further, 1.0, b, brought);
            return;
        }
        let mut prevented = Brought(brought.0.clone());
        prevented.count(&it, m.event(it.event, EventMeasure::Averted), 1.0);
        let own = By::Benefit(it.event);
        self.credit(&mut prevented, &it, Mechanism::Prevented, own, 1.0);
        self.cash(&mut prevented, &it, it.t, self.kappa(own), Flow::Saved);
        self.keep(&it, a, prevented);
        if it.payment.slice.is_none() {
            for branch in &support.instead {
                let number = a * it.number * branch.probability.value(self.theta);
                self.instead(Occurrence { event: branch.event, t: it.t + branch.after, number, ..it }, it.event);
            }
        }
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
        self.cash(&mut brought, it, it.t, at_once, Flow::Saved);
        // Of those who are there at t, who is so when it falls.
        let there = if self.counts(it, falls) { (-self.λ * (falls - it.t)).exp() } else { 0.0 };
        self.credit(&mut brought, it, Mechanism::Deferred, moves, (1.0 - b) * (1.0 - there));
        if there > 0.0 {
            brought.add(m.total(Total::WithSupport), (1.0 - b) * there);
            self.cash(&mut brought, it, falls, -self.kappa(moves) * (1.0 - b) * there, Flow::Saved);
        }
        self.keep(it, chance, brought);
        self.follow_ons(it, chance, support.delays, None);
    }

    /// One that support causes, in full.
    fn blame(&self, brought: &mut Brought, it: &Occurrence, by: usize) {
        let mechanism = if by == it.event { Mechanism::Caused } else { Mechanism::KnockOn };
        brought.count(it, self.plan.measures.event(it.event, EventMeasure::Averted), -1.0);
        self.credit(brought, it, mechanism, By::Harm(by), -1.0);
        self.cash(brought, it, it.t, -self.kappa(By::Harm(by)), Flow::Saved);
    }

    /// `chance` is that of the branch that leads on; `delay` is added to that of the parents.
    fn follow_ons(&mut self, parent: &Occurrence, chance: f64, delay: f64, gone_with: Option<usize>) {
        // They follow an occurrence once, not each of its payments.
        if parent.payment.slice.is_some() {
            return;
        }
        for next in self.next(parent) {
            let (number, delayed) = (next.number * chance, parent.delayed + delay);
            if number > 0.0 {
                self.occurrence(Occurrence { delayed, number, gone_with, ..next });
            }
        }
    }

    /// All to which an occurrence leads, at its time without support.
    fn next(&self, parent: &Occurrence) -> Vec<Occurrence> {
        let events = self.model.events.iter().enumerate();
        let follows = events.flat_map(|(index, event)| {
            let of_parent = event.follows.iter().filter(|follow| follow.parent == parent.event);
            of_parent.map(move |follow| (index, follow.probability.value(self.theta), follow.after))
        });
        let leads = self.model.events[parent.event].leads_to.iter();
        let leads = leads.map(|branch| (branch.event, branch.probability.value(self.theta), branch.after));
        let next = follows.chain(leads);
        next.map(|(event, chance, after)| Occurrence {
            event,
            t: parent.t + after,
            number: parent.number * chance,
            ..*parent
        })
        .collect()
    }

    /// What comes instead of one that the support of `prevented` prevents: in full, whatever its own support does.
    fn instead(&mut self, it: Occurrence, prevented: usize) {
        if it.t > self.model.horizon || it.number == 0.0 {
            return;
        }
        let m = &self.plan.measures;
        for payment in self.payments(it.event, it.u, it.t) {
            let it = Occurrence { payment, ..it };
            if !self.counts(&it, it.t) {
                continue;
            }
            let mut brought = Brought(Vec::new());
            brought.count(&it, m.event(it.event, EventMeasure::Averted), -1.0);
            brought.add(m.total(Total::WithSupport), 1.0);
            self.credit(&mut brought, &it, Mechanism::Replaced, By::Benefit(prevented), -1.0);
            self.cash(&mut brought, &it, it.t, -self.kappa(By::Benefit(prevented)), Flow::Added);
            self.keep(&it, 1.0, brought);
        }
        for next in self.next(&it) {
            self.instead(next, prevented);
        }
    }

    fn added(&mut self, event: usize, segment: usize, u: f64, t: f64, number: f64) {
        for payment in self.payments(event, u, t) {
            self.add(&Occurrence { number, payment, ..Occurrence::new(event, segment, u, t) });
        }
    }

    fn add(&mut self, it: &Occurrence) {
        if !self.counts(it, it.t) {
            return;
        }
        let (m, event) = (&self.plan.measures, it.event);
        let mut brought = Brought(Vec::new());
        brought.add(m.mechanism(Mechanism::Added), 1.0);
        brought.add(m.total(Total::WithSupport), 1.0);
        self.cash(&mut brought, it, it.t, -1.0, Flow::Added);
        brought.add(m.event(event, EventMeasure::Avoided), -1.0);
        brought.add(m.total(Total::Avoided), -1.0);
        self.averted(&mut brought, it, -1.0);
        self.per_person(&mut brought, it, 0.0, -1.0);
        self.keep(it, 1.0, brought);
    }

    fn keep(&mut self, it: &Occurrence, chance: f64, brought: Brought) {
        let (m, event) = (&self.plan.measures, &self.model.events[it.event]);
        let people = self.model.cohort.people as f64;
        for (measure, amount) in brought.0 {
            let mut number = it.number * chance * (-self.λ * (it.t + it.payment.after)).exp();
            let own = Some(measure) == m.published();
            let cost = if own { it.payment.at_start } else { it.payment.amount };
            let cost_squared = cost * cost * (1.0 + event.varies.cv().powi(2));
            if measure >= m.len() {
                if let Some(month) = self.out.months.get_mut(measure - m.len()) {
                    *month += number * amount * cost;
                }
                continue;
            }
            if measure == m.segment(it.segment) {
                number /= people * self.shares[it.segment];
            }
            if own {
                number *= it.untrended;
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
}
