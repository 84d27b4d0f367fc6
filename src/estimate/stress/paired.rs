//! Takes differences draw by draw on common random numbers, with the error of the difference.

use super::super::sample::model_of;
use super::super::sample::simulated;
use super::super::{Chance, ShockTarget, Strata, Summary};
use super::Difference;
use super::double_sample::average;
use crate::engine::{Draws, RunOf};
use crate::model::{Plan, Total};
use crate::numeric::hypot;
use crate::statistics::mean_and_sd;

/// Two runs on common random numbers; the second may be of the first draws alone.
pub(in crate::estimate) struct Pair<'a> {
    before: (&'a Plan, &'a Draws),
    after: (&'a Plan, &'a Draws),
    /// The views and randomisations of both runs' draws.
    pub(in crate::estimate) strata: Strata,
}

impl<'a> Pair<'a> {
    pub(in crate::estimate) fn new(before: (&'a Plan, &'a Draws), after: (&'a Plan, &'a Draws)) -> Self {
        let strata = if after.1.count < before.1.count {
            Strata::of(before.1)
        } else {
            Strata::of(before.1).crossed(&Strata::of(after.1))
        };
        Self { before, after, strata }
    }

    /// Of one number for each draw.
    pub(in crate::estimate) fn difference(&self, before: &[f64], after: &[f64]) -> Difference {
        difference(before, after, &self.strata, self.before.0.simulation.level)
    }

    /// Of a measure of either run.
    pub(in crate::estimate) fn measures(&self, before: usize, after: usize) -> Difference {
        self.difference(&self.before.1.columns[before], &self.after.1.columns[after])
    }

    pub(in crate::estimate) fn net_pv(&self) -> Difference {
        self.difference(&net_pv(self.before.0, self.before.1), &net_pv(self.after.0, self.after.1))
    }

    /// Of a target of either run, by index.
    pub(in crate::estimate) fn target(&self, before: usize, after: usize) -> ShockTarget {
        let value = self.measures(self.before.0.measures.target(before), self.after.0.measures.target(after));
        let (before, after) = (hits(self.before.0, self.before.1, before), hits(self.after.0, self.after.1, after));
        let differences: Vec<f64> = before.iter().zip(&after).map(|(before, after)| after - before).collect();
        let (difference, error) = average(&differences, &before, &self.strata);
        let never = Chance::of(&vec![0.0; after.len()], &self.strata.first(after.len()));
        let first = after.len() < before.len();
        let found = Chance::of(&before, &self.strata);
        let after = if first {
            let (share, error) = average(&after, &before, &self.strata);
            Chance::with_error(share.clamp(0.0, 1.0), if error > 0.0 { error } else { never.mcse })
        } else {
            Chance::of(&after, &self.strata)
        };
        ShockTarget {
            value,
            before: found.probability,
            difference: if first { difference } else { after.probability - found.probability },
            // A difference that was never seen is bounded by the error of a chance that was never seen.
            mcse: if error > 0.0 { error } else { never.mcse },
            after,
        }
    }
}

/// Present value of avoided less programme cost, by draw.
pub(in crate::estimate) fn net_pv(plan: &Plan, draws: &Draws) -> Vec<f64> {
    let avoided = &draws.columns[plan.measures.total(Total::AvoidedPv)];
    let cost = |draw| simulated(plan, draws, RunOf::Headline, draw).present();
    avoided.iter().enumerate().map(|(draw, avoided)| avoided - cost(draw)).collect()
}

/// 1 for each draw that reaches the target, else 0.
pub(super) fn hits(plan: &Plan, draws: &Draws, target: usize) -> Vec<f64> {
    let values = draws.columns[plan.measures.target(target)].iter().enumerate();
    let amount = |draw| model_of(plan, draws, RunOf::Headline, draw).targets[target].amount;
    values.map(|(draw, value)| f64::from(u8::from(*value >= amount(draw)))).collect()
}

/// `after` less `before`, entry by entry of `after`; the mean over all entries of `before`.
fn difference(before: &[f64], after: &[f64], strata: &Strata, level: f64) -> Difference {
    let differences: Vec<f64> = before.iter().zip(after).map(|(before, after)| after - before).collect();
    let of_after = strata.first(after.len());
    let independent = hypot(strata.mean_mcse(before), of_after.mean_mcse(after));
    let summary = Summary::of(&differences, &of_after, level);
    let mean_before = mean_and_sd(before).0;
    if after.len() == before.len() {
        return Difference {
            before: mean_before,
            after: mean_and_sd(after).0,
            difference: summary,
            independent_mcse: independent.is_finite().then_some(independent),
        };
    }
    let (mean, mcse) = average(&differences, before, strata);
    Difference {
        before: mean_before,
        after: mean_before + mean,
        difference: Summary { mean, mcse, ..summary },
        independent_mcse: independent.is_finite().then_some(independent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_of_the_difference() {
        let before = [1.0, 2.0, 3.0, 10.0];
        let after = [2.0, 3.0, 4.0, 12.0];
        let found = difference(&before, &after, &Strata::default(), 0.95);
        assert_eq!((found.before, found.after, found.difference.mean), (4.0, 5.25, 1.25));
        // Differences 1, 1, 1, 2: sd ½, error ¼.
        assert!((found.difference.mcse - 0.25).abs() < 1e-15);
        // Sample variances 50/3 and 62.75/3, each over 4 draws.
        assert!((found.independent_mcse.unwrap() - ((50.0 + 62.75) / 12.0_f64).sqrt()).abs() < 1e-12);
    }
}
