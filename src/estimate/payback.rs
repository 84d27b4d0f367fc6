//! Finds the month from which avoided cost has caught up with programme cost for good.

use crate::model::{Programme, YearFunding};
use crate::statistics::{float, whole_part};

/// Programme cost by month in the draw `theta`, each amount spread evenly over its (part-)year, up to the end of the span or
/// of the funding, whichever is later; `following` is what follows the people.
#[must_use]
pub(super) fn monthly_cost(programme: &Programme, theta: &[f64], span: f64, following: &[f64]) -> Vec<f64> {
    let amounts: Vec<(f64, &YearFunding)> = programme.funding.iter().filter_map(|line| line.amount(theta)).collect();
    let end = amounts.iter().map(|(_, year)| year.to.max(year.from)).fold(span, f64::max);
    let mut months = vec![0.0; whole_part::<usize>(end.ceil()).max(following.len())];
    months.iter_mut().zip(following).for_each(|(cost, following)| *cost += following);
    for (amount, year) in amounts {
        let length = year.to - year.from;
        for (month, cost) in months.iter_mut().enumerate() {
            let (first, last) = (float(month), float(month) + 1.0);
            if length > 0.0 {
                *cost += amount * (last.min(year.to) - first.max(year.from)).max(0.0) / length;
            } else if first <= year.from && year.from < last {
                *cost += amount;
            }
        }
    }
    months
}

/// The first month (1, 2, …) from whose end to the end of both lists cumulative avoided cost never falls below
/// cumulative programme cost; `None` when there is none.
#[must_use]
pub(super) fn payback_month(avoided: &[f64], cost: &[f64]) -> Option<usize> {
    let months = avoided.len().max(cost.len());
    let (mut total_avoided, mut total_cost) = (0.0, 0.0);
    let mut last_behind = 0;
    for month in 0..months {
        total_avoided += avoided.get(month).copied().unwrap_or(0.0);
        total_cost += cost.get(month).copied().unwrap_or(0.0);
        // A hair's breadth keeps rounding from deciding where both are equal.
        if total_avoided < total_cost - 1e-9 * total_cost.abs() {
            last_behind = month + 1;
        }
    }
    (last_behind < months).then_some(last_behind + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Funding, FundingCost, Term};

    #[test]
    fn payback_by_hand() {
        // Cumulative avoided 10, 20, 60, 100 against 30, 60, 60, 60: level from month 3 on.
        assert_eq!(payback_month(&[10.0, 10.0, 40.0, 40.0], &[30.0, 30.0]), Some(3));
        // Ahead at month 1, behind at month 2 because of a late referral, ahead again at 3.
        assert_eq!(payback_month(&[50.0, -40.0, 40.0], &[20.0]), Some(3));
        assert_eq!(payback_month(&[10.0, 10.0], &[30.0]), None);
        // Funding after the span counts: ahead until it comes.
        assert_eq!(payback_month(&[50.0], &[10.0, 10.0, 40.0]), None);
        assert_eq!(payback_month(&[5.0, 5.0], &[1.0]), Some(1));
    }

    #[test]
    fn amounts_are_spread_over_their_months() {
        let funding = |from, to, amount| {
            let amount = Term::Certain(amount);
            let cost = FundingCost::Amount(YearFunding { year: 0, from, to, amount: amount.clone(), written: amount });
            Funding { line: 1, label: String::new(), payer: 0, cost, uplift: Term::Certain(0.0) }
        };
        let programme = Programme {
            funding: vec![funding(0.0, 2.0, 40.0), funding(1.5, 2.5, 10.0), funding(3.0, 3.0, 7.0)],
            capacity: None,
        };
        assert_eq!(monthly_cost(&programme, &[], 3.2, &[]), vec![20.0, 25.0, 5.0, 7.0]);
        assert_eq!(monthly_cost(&programme, &[], 3.2, &[1.0; 5]), vec![21.0, 26.0, 6.0, 8.0, 1.0]);
    }
}
