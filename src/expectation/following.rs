//! Enters programme cost that follows the people.

use super::course::Course;
use super::expected::{Draw, Expectation, Work};
use super::pace;
use super::personal::{Together, Whose};
use crate::model::FundingCost;

impl Expectation {
    /// Gathers programme cost that follows the people; `months` is filled where there is any.
    pub(super) fn enter_following(&self, draw: Draw<'_>, work: &mut Work, months: &mut Vec<f64>) {
        let Draw { theta, engagement, reading } = draw;
        let measures = self.ledger.measures();
        let Some(following) = measures.following() else { return };
        for (line, known) in pace::lines(&self.model).zip(&reading.numbers.following) {
            months.resize(self.months, 0.0);
            let (each, engaged) = match &line.cost {
                FundingCost::Person { each, engaged } | FundingCost::Month { each, engaged, .. } => (each, *engaged),
                FundingCost::Amount(_) => continue,
            };
            let anew;
            let course = match (known, &line.cost) {
                (None, FundingCost::Month { length: Some(length), .. }) => {
                    let stretch = pace::stretch(&self.model, length.value(theta));
                    anew = Course::accruing(stretch, &self.ground.running, reading.λ);
                    &anew
                }
                (Some(known), _) => known,
                (None, _) => continue,
            };
            let cost = line.uplifted(each.value(theta), theta);
            let whose = Whose { people: self.people, engaging: engaged.then_some(engagement), chance: 1.0 };
            let alike = reading.λ == 0.0 || matches!(line.cost, FundingCost::Person { .. });
            let whole = if alike { Together::Engaging } else { Together::Anyhow };
            let brought = &mut work.brought;
            brought[following].add(cost, &course.total, whose, whole);
            brought[following + 1].add(cost, &course.present, whose, Together::Anyhow);
            for (year, part) in course.years.iter().enumerate() {
                if let Some(measure) = measures.following_of(year, line.payer) {
                    brought[measure].add(cost, part, whose, Together::Anyhow);
                }
            }
            for goal in self.ledger.targets.iter().filter(|goal| goal.counting.has_expectation()) {
                for (year, part) in course.years.iter().enumerate() {
                    if goal.year == Some(year) && goal.target.nets(line.payer, year) {
                        brought[goal.measure].add(-cost, part, whose, Together::Anyhow);
                    }
                }
                if goal.year.is_none() && goal.target.nets(line.payer, 0) {
                    brought[goal.measure].add(-cost, &course.total, whose, whole);
                }
            }
            let people = self.people * whose.engaging.unwrap_or(1.0);
            course.months.add_to(people * cost, months);
        }
    }
}
