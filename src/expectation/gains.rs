//! Enters outcomes: social value, and what budgets gain.

use super::course::{self, Course, Part};
use super::expected::{Draw, Expectation, Work};
use super::ledger::Entry;
use super::personal::{Together, Whose};
use super::social;
use super::sum::Sum;
use crate::model::{Counting, Mechanism, Outcome, Total};

/// What an outcome is worth a month in each of the stretches of its course, for one who has it.
fn worths(outcome: &Outcome, theta: &[f64], stretches: usize) -> impl Iterator<Item = f64> + Clone {
    let kept = 1.0 - outcome.drop_off.value(theta);
    std::iter::successors(Some(social::yearly(outcome, theta) / 12.0), move |worth| Some(worth * kept)).take(stretches)
}

impl Expectation {
    /// Counts social value, and gathers what budgets gain.
    pub(super) fn enter_outcomes(&self, draw: Draw<'_>, work: &mut Work, entry: &mut Entry) {
        let Draw { theta, engagement, reading } = draw;
        let measures = self.ledger.measures();
        for (index, social) in self.social.iter().enumerate() {
            let courses = &reading.numbers.outcomes[index];
            if self.model.outcomes[index].is_gain() {
                self.enter_gain(index, courses, draw, work, entry);
                continue;
            }
            let value = match social {
                Some(social) => social.at(theta, engagement, reading.λ),
                None => self.social_value(index, courses, theta, engagement),
            };
            let value = value.priced(self.people, self.people);
            entry.enter(measures.outcome(index), value);
            entry.enter(measures.total(Total::SocialValuePv), value);
        }
    }

    /// The present value of an outcome per person of the cohort, along its course.
    fn social_value(&self, index: usize, courses: &[Course], theta: &[f64], engagement: f64) -> Sum {
        let outcome = &self.model.outcomes[index];
        let worths = worths(outcome, theta, courses.len());
        let present = course::joined(worths.zip(courses.iter().map(|course| &course.present)));
        let chance = engagement * outcome.achieved_by.value(theta);
        Sum { mean: chance * present.mean, second: chance.abs() * present.second }
    }

    fn enter_gain(&self, index: usize, courses: &[Course], draw: Draw<'_>, work: &mut Work, entry: &mut Entry) {
        let Draw { theta, engagement, reading } = draw;
        let outcome = &self.model.outcomes[index];
        let (measures, brought) = (self.ledger.measures(), &mut work.brought);
        let worths = worths(outcome, theta, courses.len());
        let part = |of: &dyn Fn(&Course) -> Part| {
            let parts: Vec<Part> = courses.iter().map(of).collect();
            course::joined(worths.clone().zip(&parts))
        };
        let chance = outcome.achieved_by.value(theta);
        let whose = Whose { people: self.people, engaging: Some(engagement), chance };
        // Without leaving, everybody who has it has all of it.
        let whole = if reading.λ == 0.0 { Together::Engaging } else { Together::Anyhow };
        let total = part(&|course| course.total);
        brought[measures.mechanism(Mechanism::Gained)].add(1.0, &total, whose, whole);
        let present = part(&|course| course.present);
        for measure in [measures.total(Total::AvoidedPv), measures.outcome(index)] {
            brought[measure].add(1.0, &present, whose, Together::Anyhow);
        }
        if let Some(measure) = measures.past_horizon() {
            brought[measure].add(1.0, &part(&|course| course.past), whose, whole);
        }
        for measure in self.segments.iter().flatten() {
            brought[*measure].add(1.0, &total, Whose { people: 1.0, ..whose }, whole);
        }
        let years: Vec<Part> = (0..self.ledger.years()).map(|year| part(&|course| course.years[year])).collect();
        let borne = |payers: &[usize]| payers.iter().map(|&payer| outcome.paid_to[payer]).sum::<f64>();
        let cash = |payers: &[usize]| {
            payers.iter().map(|&payer| outcome.paid_to[payer] * outcome.cashable[payer].value(theta)).sum::<f64>()
        };
        let everybody: Vec<usize> = (0..outcome.paid_to.len()).collect();
        for column in &self.ledger.columns {
            let payers = column.payers.as_deref().unwrap_or(&everybody);
            let shares = [borne(payers), cash(payers)];
            if shares == [0.0; 2] {
                continue;
            }
            for (measure, share) in column.whole.into_iter().zip(shares) {
                brought[measure].add(share, &total, whose, whole);
            }
            for (measures, year) in column.years.iter().zip(&years) {
                for (&measure, share) in measures.iter().zip(shares) {
                    brought[measure].add(share, year, whose, Together::Anyhow);
                }
            }
        }
        for goal in &self.ledger.targets {
            let share = match goal.counting {
                Counting::Avoided | Counting::Averted => borne(&goal.payers),
                Counting::Cashable => cash(&goal.payers),
                Counting::Released => continue,
            };
            match goal.year {
                None => brought[goal.measure].add(share, &total, whose, whole),
                Some(year) => brought[goal.measure].add(share, &years[year], whose, Together::Anyhow),
            }
        }
        let number = self.people * engagement * chance;
        for (worth, course) in worths.zip(courses) {
            course.months.add_to(number * worth, entry.months);
        }
    }
}
