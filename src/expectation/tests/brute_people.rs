//! Walks what comes to every person beside their occurrences: outcomes, and programme cost that follows them.

use super::brute_force::{Walk, midpoints};
use crate::model::{Counting, FundingCost, Mechanism, Outcome, Part, PastHorizon, Total};

/// An amount that falls t months after joining at u.
#[derive(Clone, Copy)]
struct Fall {
    u: f64,
    t: f64,
    amount: f64,
}

impl Walk<'_> {
    fn put(&mut self, measure: usize, amount: f64) {
        self.out.mean[measure] += amount;
        self.out.size[measure] += amount.abs();
    }

    fn counts_after(&self, t: f64) -> bool {
        self.model.past_horizon == PastHorizon::Counted || t <= self.model.horizon
    }

    fn present(&self, Fall { u, t, amount }: Fall) -> f64 {
        amount * self.model.discounting.at(u + t)
    }

    /// The outcomes of `people` people who join at `u`.
    pub(super) fn outcomes(&mut self, u: f64, people: f64, fine: usize) {
        if !self.engaged {
            return;
        }
        let model = self.model;
        for (index, outcome) in model.outcomes.iter().enumerate() {
            let yearly = outcome.value.value(self.theta)
                * outcome.distance.value(self.theta)
                * (1.0 - outcome.deadweight.value(self.theta))
                * outcome.attribution.value(self.theta)
                * (1.0 - outcome.displacement.value(self.theta));
            let kept = 1.0 - outcome.drop_off.value(self.theta);
            let achieve = people * outcome.achieved_by.value(self.theta);
            let mut value = 0.0;
            for (since, h) in midpoints(0.0, outcome.lasts, fine) {
                let t = outcome.starts_after + since;
                let amount = yearly / 12.0 * kept.powf((since / 12.0).floor()) * (-self.λ * t).exp() * h;
                let fall = Fall { u, t, amount: achieve * amount };
                if outcome.is_gain() {
                    self.gain(index, outcome, fall);
                } else {
                    value += self.present(Fall { amount, ..fall });
                }
            }
            if !outcome.is_gain() {
                for measure in [self.plan.measures.outcome(index), self.plan.measures.total(Total::SocialValuePv)] {
                    self.put(measure, achieve * value);
                    self.out.second[measure] += achieve.abs() * value * value;
                }
            }
        }
    }

    fn gain(&mut self, index: usize, outcome: &Outcome, fall: Fall) {
        if !self.counts_after(fall.t) {
            return;
        }
        let (plan, amount, present) = (self.plan, fall.amount, self.present(fall));
        let (m, year) = (&plan.measures, self.year(fall.u + fall.t));
        self.put(m.mechanism(Mechanism::Gained), amount);
        self.put(m.total(Total::Avoided), amount);
        self.put(m.total(Total::AvoidedPv), present);
        self.put(m.outcome(index), present);
        self.put(m.year(year, Part::Avoided), amount);
        if let Some(measure) = m.past_horizon().filter(|_| fall.t > self.model.horizon) {
            self.put(measure, amount);
        }
        for (segment, known) in self.model.cohort.segments.iter().enumerate() {
            if !known.id.is_empty() {
                self.put(m.segment(segment), amount / self.model.cohort.people as f64);
            }
        }
        for payer in 0..plan.payers.len() {
            let borne = amount * outcome.paid_to[payer];
            let cash = borne * outcome.cashable[payer].value(self.theta);
            self.put(m.total(Total::Cashable), cash);
            self.put(m.year(year, Part::Cashable), cash);
            for (part, amount) in [(Part::Avoided, borne), (Part::Cashable, cash)] {
                self.put(m.payer(payer, part), amount);
                self.put(m.year_payer(year, payer, part), amount);
                for (group, _) in plan.groups.iter().enumerate().filter(|(_, group)| group.payers.contains(&payer)) {
                    self.put(m.group(group, part), amount);
                    self.put(m.year_group(year, group, part), amount);
                }
            }
            for (target, goal) in self.model.targets.iter().enumerate() {
                if goal.payers.contains(&payer) && goal.year.is_none_or(|wanted| wanted == year) {
                    self.put(m.target(target), if goal.counting == Counting::Cashable { cash } else { borne });
                }
            }
        }
        if let Some(month) = self.out.months.get_mut((fall.u + fall.t).floor() as usize) {
            *month += amount;
        }
    }

    /// Programme cost that follows `people` people who join at `u`.
    pub(super) fn following(&mut self, u: f64, people: f64, fine: usize) {
        let model = self.model;
        let lines = model.programme.iter().flat_map(|programme| &programme.funding);
        for line in lines {
            match &line.cost {
                FundingCost::Amount(_) => (),
                FundingCost::Person { each, engaged } => {
                    if self.engaged || !engaged {
                        let amount = people * line.uplifted(each.value(self.theta), self.theta);
                        self.pay_for(line.payer, Fall { u, t: 0.0, amount });
                    }
                }
                FundingCost::Month { each, length, engaged } => {
                    if self.engaged || !engaged {
                        let each = line.uplifted(each.value(self.theta), self.theta);
                        let length = length.as_ref().map_or(model.horizon, |length| length.value(self.theta));
                        for (t, h) in midpoints(0.0, length, fine) {
                            if self.counts_after(t) {
                                let amount = people * each * h * (-self.λ * t).exp();
                                self.pay_for(line.payer, Fall { u, t, amount });
                            }
                        }
                    }
                }
            }
        }
    }

    fn pay_for(&mut self, payer: usize, fall: Fall) {
        let (m, year) = (&self.plan.measures, self.year(fall.u + fall.t));
        let following = m.following().expect("measured where something follows");
        self.put(following, fall.amount);
        self.put(following + 1, self.present(fall));
        self.put(m.following_of(year, payer).expect("measured"), fall.amount);
        for (target, goal) in self.model.targets.iter().enumerate() {
            if goal.nets(payer, year) {
                self.put(m.target(target), -fall.amount);
            }
        }
        if let Some(month) = self.out.following_months.get_mut((fall.u + fall.t).floor() as usize) {
            *month += fall.amount;
        }
    }
}
