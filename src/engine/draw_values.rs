//! Reads one draw off θ: hazards, costs, chances and credits, as numbers ready for the hot path.

use super::accrual::DrawnOutcome;
use super::charge::Charge;
use super::growth::Growth;
use super::prepared::{Line, LineKind, Prepared};
use super::timing::{Kept, Prevention};
use crate::model::{Branch, Event, Model, Origin, Stay};
use crate::numeric::{exp_m1, ln_1p, powf, whole_part};

/// One draw of a model: every value that the journeys need.
#[derive(Debug, Default)]
pub(super) struct DrawValues {
    /// Share of each segment.
    pub(super) shares: Vec<f64>,
    /// g, the chance that a person engages.
    pub(super) engagement: f64,
    /// The hazard of leaving, per month.
    pub(super) leaving: f64,
    /// By event.
    pub(super) events: Vec<DrawnEvent>,
    /// By outcome.
    pub(super) outcomes: Vec<DrawnOutcome>,
    /// What follows the people.
    pub(super) charges: Vec<Charge>,
}

impl DrawValues {
    /// Reads a draw of the prepared model off `theta`.
    pub(super) fn read(&mut self, prepared: &Prepared<'_>, theta: &[f64]) {
        let model = prepared.model;
        model.cohort.shares(theta, &mut self.shares);
        self.engagement = model.cohort.engagement.value(theta);
        self.leaving = model.cohort.hazard_of_leaving(theta);
        self.events.resize_with(model.events.len(), DrawnEvent::default);
        for (index, event) in self.events.iter_mut().enumerate() {
            event.read(model, index, theta);
            event.growth.read(model, model.events[index].real_growth.value(theta), prepared.plan.followed_years());
            let streams = &prepared.events[index];
            event.prevention.read(&streams.timing, &event.prevents);
            if streams.changed && !event.harms {
                event.kept.read(&streams.timing, &event.prevents, &event.reduces);
            }
        }
        self.outcomes.clear();
        self.outcomes.extend(model.outcomes.iter().map(|outcome| DrawnOutcome::read(outcome, theta)));
        Charge::read(&mut self.charges, model, theta);
    }

    /// Turns to people who join in a year since the start, whose hazards have grown so long.
    pub(super) fn join(&mut self, prepared: &Prepared<'_>, theta: &[f64], year: f64) {
        let trending = self.events.iter_mut().enumerate().filter(|(index, _)| prepared.events[*index].trends);
        trending.for_each(|(index, event)| event.read_hazard(prepared.model, index, theta, year));
    }

    /// The share that is credited of what stands in a line.
    pub(super) fn credit(&self, line: &Line) -> f64 {
        let by = &self.events[line.by];
        match line.kind {
            LineKind::Caused => by.caused(),
            LineKind::Avoided | LineKind::Replaced => by.credit,
        }
    }
}

/// A cost that is paid as it runs, in one draw.
#[derive(Clone, Copy, Debug)]
pub(super) struct DrawnStay {
    /// £ a month.
    pub(super) rate: f64,
    /// Its mean length, months.
    pub(super) length: f64,
}

/// One event's values in one draw.
#[derive(Debug, Default)]
pub(super) struct DrawnEvent {
    /// Expected spontaneous occurrences over the horizon for frailty 1, by segment (for `probability`, h: the chance is
    /// 1 - exp(-h Z)).
    pub(super) hazard: Vec<f64>,
    /// m.
    pub(super) unit_cost: f64,
    /// What runs.
    pub(super) stays: Vec<DrawnStay>,
    /// κ.
    pub(super) credit: f64,
    /// attribution, 1 - displacement: the steps of the credit bridge.
    pub(super) attribution: f64,
    pub(super) not_displaced: f64,
    /// a by full years since joining.
    pub(super) prevents: Vec<f64>,
    /// Whether a is below zero.
    pub(super) harms: bool,
    /// Whether an occurrence is accompanied by one further at most.
    pub(super) one_further: bool,
    /// |a| over the windows of the horizon.
    pub(super) prevention: Prevention,
    /// 1 - a, where it is not above 1, of an event whose occurrences are cut or delayed.
    pub(super) kept: Kept,
    /// b by full years since joining.
    pub(super) reduces: Vec<f64>,
    /// The share cut off the length of stays, by full years since joining.
    pub(super) shortens: Vec<f64>,
    /// Months over which these three grow from nothing once support acts.
    builds_up: f64,
    /// How its unit costs grow.
    pub(super) growth: Growth,
    /// Expected extra occurrences over the horizon for a person who engages.
    pub(super) adds: f64,
    /// Chances in the order of `Event::follows`.
    pub(super) follows: Vec<f64>,
    /// Chances in the order of `Event::leads_to`, summed up.
    pub(super) leads_to: Vec<f64>,
    /// Chances in the order of `Support::instead`, summed up.
    pub(super) instead: Vec<f64>,
}

impl DrawnEvent {
    /// Reads the values of `event` off `theta`.
    pub(super) fn read(&mut self, model: &Model, index: usize, theta: &[f64]) {
        let event = &model.events[index];
        let support = &event.support;
        self.read_hazard(model, index, theta, 0.0);
        self.unit_cost = event.unit_cost.value(theta);
        self.credit = support.credit(theta);
        self.attribution = support.attribution.value(theta);
        self.not_displaced = 1.0 - support.displacement.value(theta);
        let kept = 1.0 - support.drop_off.value(theta);
        let effect = support.prevents.value(theta);
        self.harms = effect < 0.0;
        self.builds_up = support.builds_up.value(theta);
        by_year(&mut self.prevents, effect, kept, model.horizon);
        self.one_further = self.prevents.iter().all(|effect| *effect >= -1.0);
        by_year(&mut self.reduces, support.reduces.value(theta), kept, model.horizon);
        by_year(&mut self.shortens, support.shortens.value(theta), kept, model.horizon);
        self.adds = support.adds.value(theta) * model.horizon;
        self.follows.clear();
        self.follows.extend(event.follows.iter().map(|follow| follow.probability.value(theta)));
        self.stays.clear();
        self.stays.extend(event.stays.iter().map(|stay| DrawnStay::read(stay, theta)));
        summed(&mut self.leads_to, &event.leads_to, theta);
        summed(&mut self.instead, &support.instead, theta);
    }

    /// Reads the hazards of people who join in a year since the start.
    ///
    /// ```text
    /// relative risk = ρ · (1 + trend)^⌊u/12⌋
    /// ```
    fn read_hazard(&mut self, model: &Model, index: usize, theta: &[f64], year: f64) {
        let event = &model.events[index];
        let variance = model.cohort.frailty * model.cohort.frailty;
        let exposure = exposure(event, model.horizon);
        let trend = if year == 0.0 { 1.0 } else { powf(1.0 + event.trend.value(theta), year) };
        self.hazard.clear();
        self.hazard.extend(model.cohort.segments.iter().map(|segment| {
            let risk = segment.relative_risk[index].value(theta) * trend;
            match &event.origin {
                Origin::None => 0.0,
                Origin::Rate(rate) => rate.value(theta) * exposure * risk,
                Origin::Probability(probability) => hazard(probability.value(theta), risk, variance),
            }
        }));
    }

    /// Whether the effect builds up.
    pub(super) fn ramps(&self) -> bool {
        self.builds_up > 0.0
    }

    /// The share of the effect that has built up `months` after support began to act.
    ///
    /// ```text
    /// min(1, months/builds_up)
    /// ```
    #[inline]
    pub(super) fn built_up(&self, months: f64) -> f64 {
        if months >= self.builds_up { 1.0 } else { months / self.builds_up }
    }

    /// κc, the share of what its support causes that counts against it; no optimism is taken off harm.
    pub(super) fn caused(&self) -> f64 {
        self.attribution * self.not_displaced
    }
}

impl DrawnStay {
    fn read(stay: &Stay, theta: &[f64]) -> Self {
        Self { rate: stay.rate.value(theta), length: stay.length.value(theta) }
    }
}

/// The chances of branches, each with those before it: a uniform number below one of them chooses the first such.
fn summed(sums: &mut Vec<f64>, branches: &[Branch], theta: &[f64]) {
    let mut sum = 0.0;
    sums.clear();
    sums.extend(branches.iter().map(|branch| {
        sum += branch.probability.value(theta);
        sum
    }));
}

/// ∫₀ᴴ exp(-t/τ) dt, or H when the event does not decay.
fn exposure(event: &Event, horizon: f64) -> f64 {
    event.decays.map_or(horizon, |decay| -decay * exp_m1(-horizon / decay))
}

/// The hazard h per unit of frailty that makes the cohort's average chance p_s.
///
/// ```text
/// p_s = 1 - (1-p)^ρ;   h = ((1-p_s)^(-w) - 1)/w,   h = -ln(1-p_s) if w = 0
/// ```
fn hazard(probability: f64, risk: f64, variance: f64) -> f64 {
    if probability <= 0.0 {
        return 0.0;
    }
    let alike = -risk * ln_1p(-probability);
    if variance > 0.0 { exp_m1(variance * alike) / variance } else { alike }
}

/// `share · keptʸ` for every full year y since joining.
fn by_year(values: &mut Vec<f64>, share: f64, kept: f64, horizon: f64) {
    let years = 1 + whole_part::<usize>(horizon / 12.0);
    values.clear();
    let mut value = share;
    for _ in 0..years {
        values.push(value);
        value *= kept;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_average_chance_is_the_stated_one_whatever_the_frailty() {
        // E[exp(-h Z)] = (1 + w h)^(-1/w) for Z ~ Gamma with mean 1 and variance w.
        for variance in [1e-6_f64, 0.25, 1.0, 9.0] {
            for probability in [0.001, 0.2, 0.95] {
                let average = 1.0 - (1.0 + variance * hazard(probability, 1.0, variance)).powf(-1.0 / variance);
                assert!((average - probability).abs() < 1e-9, "{variance} {probability} {average}");
            }
        }
        assert!((hazard(0.5, 2.0, 0.0) - 2.0 * std::f64::consts::LN_2).abs() < 1e-15);
        assert!(hazard(1.0, 0.3, 0.5).is_infinite());
    }
}
