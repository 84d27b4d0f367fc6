//! Reads an outcome off one draw, and tells how it accrues to someone who achieves it.

use crate::model::Outcome;
use crate::numeric::{exp, exp_m1};

/// One outcome's values in one draw.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DrawnOutcome {
    /// Chance that a person who engages achieves it; that somebody loses it, where fewer achieve it with support.
    pub(super) chance: f64,
    /// What its first year is worth.
    yearly: f64,
    /// The share of its value that is left from year to year.
    kept: f64,
}

/// Part of an outcome that accrues evenly.
#[derive(Clone, Copy, Debug)]
pub(super) struct Accrual {
    /// Months since joining.
    pub(super) from: f64,
    pub(super) to: f64,
    /// £ a month.
    pub(super) rate: f64,
}

impl DrawnOutcome {
    /// Reads a draw. Who achieves it less often with support than without loses that value.
    pub(super) fn read(outcome: &Outcome, theta: &[f64]) -> Self {
        let yearly = outcome.value.value(theta)
            * outcome.distance.value(theta)
            * (1.0 - outcome.deadweight.value(theta))
            * outcome.attribution.value(theta)
            * (1.0 - outcome.displacement.value(theta));
        let achieved = outcome.achieved_by.value(theta);
        Self {
            chance: achieved.abs(),
            yearly: if achieved < 0.0 { -yearly } else { yearly },
            kept: 1.0 - outcome.drop_off.value(theta),
        }
    }

    /// Its years from beginning to end, of someone who has it until `until` months after joining at the latest.
    pub(super) fn accruals(self, outcome: &Outcome, until: f64) -> impl Iterator<Item = Accrual> {
        let end = outcome.end().min(until);
        let (mut from, mut rate) = (outcome.starts_after, self.yearly / 12.0);
        std::iter::from_fn(move || {
            let part = Accrual { from, to: (from + 12.0).min(end), rate };
            from += 12.0;
            rate *= self.kept;
            (part.to > part.from).then_some(part)
        })
    }

    /// Its present value at joining to someone who has it until `until`, where the discount factor is v^months, `log` = ln v.
    pub(super) fn value_at_joining(self, outcome: &Outcome, log: f64, until: f64) -> f64 {
        let over = |accrual: Accrual| {
            let months = accrual.to - accrual.from;
            let mean = if log == 0.0 { months } else { exp_m1(log * months) / log };
            accrual.rate * exp(log * accrual.from) * mean
        };
        self.accruals(outcome, until).map(over).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::example::plan;

    #[test]
    fn an_outcome_is_worth_less_from_year_to_year_and_ends_when_its_person_leaves() {
        let plan = plan(
            "title: x
horizon: 12 months
cohort: {people: 1}
payers: {nhs: {}}
outcomes: {work: {achieved_by: 100%, value: -£1_200, starts_after: 6 months, lasts: 30 months, drop_off: 50%}}
",
        );
        let outcome = &plan.base.outcomes[0];
        let drawn = DrawnOutcome::read(outcome, &[]);
        let parts = |until: f64| -> Vec<(f64, f64, f64)> {
            drawn.accruals(outcome, until).map(|part| (part.from, part.to, part.rate)).collect()
        };
        assert_eq!(parts(99.0), [(6.0, 18.0, -100.0), (18.0, 30.0, -50.0), (30.0, 36.0, -25.0)]);
        assert_eq!(parts(20.0), [(6.0, 18.0, -100.0), (18.0, 20.0, -50.0)]);
        assert!(parts(6.0).is_empty());
        assert_eq!(drawn.value_at_joining(outcome, 0.0, 20.0), -1_300.0);
    }
}
