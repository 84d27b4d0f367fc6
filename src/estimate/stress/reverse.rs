//! Tells how the inputs of draws that miss a target differ from those that reach it.

use super::super::label::label;
use super::super::strata::Strata;
use super::exact::Exact;
use super::{Against, ReverseResults, ReverseRow, ReverseView};
use crate::numeric::powi;
use crate::statistics::{float, mean_and_sd};

/// Fewer draws than this on one side say nothing about that side.
const FEWEST: usize = 20;

/// The misses of target `target` against the rest; `None` where there is nothing uncertain, or too few draws.
pub(super) fn reverse(exact: &Exact<'_>, target: usize) -> Option<ReverseResults> {
    let plan = exact.plan;
    let draws = exact.draws;
    let uncertain: Vec<usize> = plan.uncertain().collect();
    if draws.count < 2 * FEWEST || (uncertain.is_empty() && !plan.weighted) {
        return None;
    }
    let values = &draws.columns[plan.measures.target(target)];
    let room: Vec<f64> =
        values.iter().enumerate().map(|(draw, value)| value - exact.model(draw).targets[target].amount).collect();
    let (against, missing) = split(&room);
    let strata = Strata::of(draws);
    let edge = if against == Against::Reached { Vec::new() } else { edge(&room, missing.len()) };
    let others: Vec<usize> = (0..draws.count).filter(|draw| missing.binary_search(draw).is_err()).collect();
    let mut inputs: Vec<ReverseRow> = uncertain
        .into_iter()
        .filter_map(|index| {
            let column: Vec<f64> = (0..draws.count).map(|draw| draws.theta(draw)[index]).collect();
            let shift = Shift::new(&column, values, [&missing, &others], &edge, &strata)?;
            let about = &plan.parameters[index];
            Some(ReverseRow {
                path: about.path.clone(),
                label: label(plan, &about.path),
                kind: about.kind,
                missing_mean: shift.means[0],
                other_mean: shift.means[1],
                shift_sd: shift.sds,
                shift_sd_mcse: shift.sds_error,
                pounds: shift.pounds,
                pounds_mcse: shift.pounds_error,
            })
        })
        .collect();
    inputs.sort_by(|a, b| b.shift_sd.abs().total_cmp(&a.shift_sd.abs()));
    let views = plan.views.iter().enumerate().filter(|_| plan.weighted).map(|(index, view)| ReverseView {
        label: view.label.clone(),
        missing_share: share(&missing, |draw| draws.view[draw] == index),
        other_share: share(&others, |draw| draws.view[draw] == index),
    });
    Some(ReverseResults { against, missing: missing.len(), others: others.len(), views: views.collect(), inputs })
}

/// Which draws count as misses, ascending, and what they are held against.
fn split(room: &[f64]) -> (Against, Vec<usize>) {
    let missing: Vec<usize> = (0..room.len()).filter(|&draw| room[draw] < 0.0).collect();
    let hits = room.len() - missing.len();
    if missing.len() >= FEWEST && hits >= FEWEST {
        return (Against::Reached, missing);
    }
    let mut order: Vec<usize> = (0..room.len()).collect();
    order.sort_by(|&a, &b| room[a].total_cmp(&room[b]));
    let tenth = (room.len() / 10).max(FEWEST);
    let (against, count) =
        if hits < FEWEST { (Against::NearestTenth, room.len() - tenth) } else { (Against::FurthestTenth, tenth) };
    let mut missing = order[..count].to_vec();
    missing.sort_unstable();
    (against, missing)
}

fn share(rows: &[usize], counts: impl Fn(usize) -> bool) -> f64 {
    float(rows.iter().filter(|&&draw| counts(draw)).count()) / float(rows.len())
}

/// The difference of one input between two sets of draws.
struct Shift {
    means: [f64; 2],
    sds: f64,
    sds_error: f64,
    pounds: f64,
    pounds_error: f64,
}

impl Shift {
    /// `None` for an input that does not vary. `edge` holds the draws about the one that parts the two sets, where that is at
    /// a share of the draws and no amount; in the formula it is their mean of x.
    ///
    /// ```text
    /// shift = (x̄_missing - x̄_others)/sd,   pounds = β (x̄_missing - x̄_others),   β the least-squares slope of value on x
    /// ```
    ///
    /// Errors are those of the means of the influence of each draw: on a mean of a part P of share π
    /// (1_P (x - x̄_P) - (1_P - π)(edge - x̄_P))/π, on sd²  (x - x̄)² - sd², on β  (x - x̄)(residual)/sd².
    fn new(x: &[f64], values: &[f64], parts: [&[usize]; 2], edge: &[usize], strata: &Strata) -> Option<Self> {
        let (mean, sd) = mean_and_sd(x);
        // What is only rounding is no spread.
        if sd.is_nan() || sd <= 1e-12 * mean.abs() {
            return None;
        }
        let count = float(x.len());
        let mean_of = |rows: &[usize]| rows.iter().map(|&draw| x[draw]).sum::<f64>() / float(rows.len());
        let means = parts.map(mean_of);
        let at_the_edge = (!edge.is_empty()).then(|| mean_of(edge));
        let difference = means[0] - means[1];
        let average = mean_and_sd(values).0;
        let slope =
            x.iter().zip(values).map(|(x, y)| (x - mean) * (y - average)).sum::<f64>() / ((count - 1.0) * sd * sd);
        let mut influence = vec![0.0; x.len()];
        for ((rows, own), sign) in parts.iter().zip(means).zip([1.0, -1.0]) {
            let share = float(rows.len()) / count;
            let beyond = at_the_edge.map_or(0.0, |edge| edge - own);
            influence.iter_mut().for_each(|each| *each += sign * beyond);
            rows.iter().for_each(|&draw| influence[draw] += sign * (x[draw] - own - beyond) / share);
        }
        let scaled = |(of, x): (&f64, &f64)| of / sd - 0.5 * difference / sd * (powi((x - mean) / sd, 2) - 1.0);
        let shifts: Vec<f64> = influence.iter().zip(x).map(scaled).collect();
        let pounds = influence.iter().zip(x.iter().zip(values)).map(|(of, (x, y))| {
            let residual = y - average - slope * (x - mean);
            slope * of + difference * (x - mean) * residual / (sd * sd)
        });
        let pounds = strata.mean_mcse(&pounds.collect::<Vec<f64>>());
        // The product of two estimates that may both be of nothing: what the noise of each adds to the square of the other,
        // and of both together, is taken off (Goodman 1960).
        let of_slope = x.iter().zip(values).map(|(x, y)| (x - mean) * (y - average - slope * (x - mean)) / (sd * sd));
        let of_slope: Vec<f64> = of_slope.collect();
        let together: Vec<f64> = influence.iter().zip(&of_slope).map(|(one, other)| one + other * sd).collect();
        let [one, other, both] = [&influence, &of_slope, &together].map(|column| powi(strata.mean_mcse(column), 2));
        let joint = (both - one - other * sd * sd) / (2.0 * sd);
        let noise = one * other + joint * joint;
        let pounds_error = (pounds * pounds - noise).max(0.5 * noise).sqrt();
        Some(Self {
            means,
            sds: difference / sd,
            sds_error: strata.mean_mcse(&shifts),
            pounds: slope * difference,
            pounds_error,
        })
    }
}

/// The draws about the `count`-th lowest room, a twentieth of all.
fn edge(room: &[f64], count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..room.len()).collect();
    order.sort_by(|&a, &b| room[a].total_cmp(&room[b]));
    let half = (room.len() / 40).max(5);
    order[count.saturating_sub(half)..(count + half).min(order.len())].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shift_by_hand() {
        // Value = 2x: misses are x = 1, 2; others x = 3, 4. Means 1.5 and 3.5, sd √(5/3), slope 2.
        let x = [1.0, 2.0, 3.0, 4.0];
        let values = x.map(|x| 2.0 * x);
        let shift = Shift::new(&x, &values, [&[0, 1], &[2, 3]], &[], &Strata::default()).unwrap();
        assert_eq!(shift.means, [1.5, 3.5]);
        assert!((shift.sds + 2.0 / (5.0_f64 / 3.0).sqrt()).abs() < 1e-12);
        assert!((shift.pounds + 4.0).abs() < 1e-12);
        // Influence on the difference: ±½/½, so sd √(4/3) over √4 draws; the slope is certain.
        assert!((shift.pounds_error - 2.0 * (1.0_f64 / 3.0).sqrt()).abs() < 1e-12);
        assert!(Shift::new(&[3.0; 4], &values, [&[0, 1], &[2, 3]], &[], &Strata::default()).is_none());
    }

    #[test]
    fn where_hardly_any_reaches_the_nearest_tenth_stands_in() {
        let all_miss: Vec<f64> = (0..400).map(|draw| f64::from(draw) - 1000.0).collect();
        let (against, missing) = split(&all_miss);
        assert_eq!((against, missing.len()), (Against::NearestTenth, 360));
        assert!(missing.iter().all(|&draw| draw < 360));
        let all_hit: Vec<f64> = (0..400).map(|draw| f64::from(draw) + 1.0).collect();
        let (against, missing) = split(&all_hit);
        assert_eq!((against, missing), (Against::FurthestTenth, (0..40).collect::<Vec<_>>()));
        let half: Vec<f64> = (0..400).map(|draw| f64::from(draw) - 200.0).collect();
        assert_eq!(split(&half), (Against::Reached, (0..200).collect()));
    }
}
