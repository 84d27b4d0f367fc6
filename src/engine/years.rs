//! Finds the year that holds a moment, and what costs come to by year.

use super::vectors::LANES;
use crate::model::Plan;
use crate::numeric::float;

/// The index of the year that holds a moment, counted in months from the first April, among `years`.
#[inline(always)]
pub(super) fn year_of(months: f64, years: usize) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the span")]
    let year = (months * (1.0 / 12.0)) as u32 as usize;
    // Rounding may carry the very last moment of the span past its end.
    year.min(years - 1)
}

/// The parts of a stretch of time, from one moment of the programme to another, by year, each in months: what lies past the
/// last followed month is in the last year.
pub(super) fn parts_by_year(plan: &Plan, from: f64, to: f64, mut part: impl FnMut(usize, f64)) {
    let (before, followed) = (plan.months_before, plan.followed_years());
    let last = plan.later.unwrap_or(f64::INFINITY);
    let mut start = from;
    for year in year_of(before + from, followed)..followed {
        let ends = if year + 1 < followed { 12.0 * float(year + 1) - before } else { last };
        let end = to.min(ends).min(last);
        if end > start {
            part(year, end - start);
            start = end;
        }
    }
    if to > start {
        part(plan.years.len() - 1, to - start);
    }
}

/// Adds each cost to one of the [`LANES`] sums of its year, in turn: one alone would have to wait for itself.
#[inline(always)]
pub(super) fn sum_by_year(before: f64, moments: &[f64], costs: &[f64], yearly: &mut [f64]) {
    let (years, _) = yearly.as_chunks_mut::<LANES>();
    match years.len() {
        1 => offered::<1>(before, moments, costs, years),
        2 => offered::<2>(before, moments, costs, years),
        3 => offered::<3>(before, moments, costs, years),
        4 => offered::<4>(before, moments, costs, years),
        _ => sorted(before, moments, costs, years),
    }
}

/// Offers each cost to every year, which takes its own: no look-ups, so quicker while there are few.
#[inline(always)]
fn offered<const YEARS: usize>(before: f64, moments: &[f64], costs: &[f64], years: &mut [[f64; LANES]]) {
    let mut sums = [[0.0; LANES]; YEARS];
    let (whole, rest) = moments.as_chunks::<LANES>();
    let (whole_costs, rest_costs) = costs.as_chunks::<LANES>();
    let mut offer = |lane: usize, moment: f64, cost: f64| {
        let years = (before + moment) * (1.0 / 12.0);
        for (year, sums) in (0_u32..).zip(&mut sums) {
            let begun = years >= f64::from(year);
            let ended = year as usize + 1 < YEARS && years >= f64::from(year + 1);
            sums[lane] += if begun && !ended { cost } else { 0.0 };
        }
    };
    for (moments, costs) in whole.iter().zip(whole_costs) {
        for lane in 0..LANES {
            offer(lane, moments[lane], costs[lane]);
        }
    }
    for (lane, (&moment, &cost)) in rest.iter().zip(rest_costs).enumerate() {
        offer(lane, moment, cost);
    }
    years.copy_from_slice(&sums);
}

/// Looks up the year of each cost.
#[inline(always)]
fn sorted(before: f64, moments: &[f64], costs: &[f64], years: &mut [[f64; LANES]]) {
    let (whole, rest) = moments.as_chunks::<LANES>();
    let (whole_costs, rest_costs) = costs.as_chunks::<LANES>();
    for (moments, costs) in whole.iter().zip(whole_costs) {
        let mut places = [0; LANES];
        for lane in 0..LANES {
            places[lane] = year_of(before + moments[lane], years.len());
        }
        for lane in 0..LANES {
            years[places[lane]][lane] += costs[lane];
        }
    }
    for (lane, (&moment, &cost)) in rest.iter().zip(rest_costs).enumerate() {
        years[year_of(before + moment, years.len())][lane] += cost;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offered_or_sorted_a_cost_goes_to_the_year_of_its_moment() {
        // Ends of years and the end of the span are among them, and the last year keeps what rounding carries past it.
        let moments: Vec<f64> = (0..1003).map(|index| f64::from(index % 97) * 0.5).collect();
        let costs: Vec<f64> = (0..1003).map(|index| 100.0 + f64::from(index).sqrt()).collect();
        for count in 1..=6 {
            let mut lanes = vec![0.0; LANES * count];
            sum_by_year(3.0, &moments, &costs, &mut lanes);
            let mut one_by_one = vec![[0.0; LANES]; count];
            for (index, (&moment, &cost)) in moments.iter().zip(&costs).enumerate() {
                one_by_one[year_of(3.0 + moment, count)][index % LANES] += cost;
            }
            assert_eq!(lanes.as_chunks::<LANES>().0, one_by_one, "{count} years");
        }
    }
}
