//! Counts which of several scenarios come out best, beyond rounding.

use super::super::{Chance, Strata};
use super::results::{Acceptability, BestOfAll};

/// Relative difference below which two sums are one.
const ROUNDING: f64 = 1e-9;
/// Difference in £ below which two sums are one: a millionth of a pound.
const NOTHING: f64 = 1e-6;
/// What £1 of social value may be worth, in £.
const WORTH: [f64; 9] = [0.0, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0];

/// Whether the first is more than the second, beyond rounding.
pub(super) fn beats(first: f64, second: f64) -> bool {
    first - second > NOTHING.max(ROUNDING * first.abs().max(second.abs()))
}

/// 1 for each draw in which `first` has more, else 0.
pub(super) fn wins(first: &[f64], second: &[f64]) -> Vec<f64> {
    first.iter().zip(second).map(|(first, second)| f64::from(u8::from(beats(*first, *second)))).collect()
}

/// The chance of each of `columns`, a value for each draw, to be above all others.
pub(super) fn best_of_all(measure: &str, columns: &[Vec<f64>], strata: &Strata) -> BestOfAll {
    let won: Vec<Vec<f64>> = (0..columns.len()).map(|own| alone(columns, own)).collect();
    let draws = columns.first().map_or(0, Vec::len);
    let tied: Vec<f64> = (0..draws).map(|draw| 1.0 - won.iter().map(|hits| hits[draw]).sum::<f64>()).collect();
    BestOfAll {
        measure: measure.to_owned(),
        chances: won.iter().map(|hits| Chance::of(hits, strata)).collect(),
        tie: Chance::of(&tied, strata),
    }
}

/// 1 for each draw in which column `own` is above every other, else 0.
fn alone(columns: &[Vec<f64>], own: usize) -> Vec<f64> {
    let ahead = |draw: usize| {
        let mut others = columns.iter().enumerate().filter(|(other, _)| *other != own);
        others.all(|(_, column)| beats(columns[own][draw], column[draw]))
    };
    (0..columns[own].len()).map(|draw| f64::from(u8::from(ahead(draw)))).collect()
}

/// The curves of scenarios whose net present and social values are `net` and `social`, by scenario and draw.
pub(super) fn acceptability(net: &[Vec<f64>], social: &[Vec<f64>], strata: &Strata) -> Vec<Acceptability> {
    let at = |worth: f64| {
        let valued = |(net, social): (&Vec<f64>, &Vec<f64>)| -> Vec<f64> {
            net.iter().zip(social).map(|(net, social)| net + worth * social).collect()
        };
        let columns: Vec<Vec<f64>> = net.iter().zip(social).map(valued).collect();
        Acceptability { willingness_to_pay: worth, chances: best_of_all("", &columns, strata).chances }
    };
    WORTH.into_iter().map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_has_more_than_every_other_beyond_rounding() {
        let columns = vec![vec![3.0, 1.0, 2.0, 0.1 + 0.2], vec![2.0, 2.0, 2.0, 0.3], vec![1.0, 4.0, 1.0, 0.3]];
        let best = best_of_all("avoided", &columns, &Strata::default());
        let chances: Vec<f64> = best.chances.iter().map(|chance| chance.probability).collect();
        assert_eq!(chances, [0.25, 0.0, 0.25]);
        assert_eq!(best.tie.probability, 0.5);
    }

    #[test]
    fn social_value_decides_where_it_is_worth_enough() {
        let (net, social) = (vec![vec![10.0], vec![0.0]], vec![vec![0.0], vec![20.0]]);
        let curve = acceptability(&net, &social, &Strata::default());
        let first: Vec<f64> = curve.iter().map(|point| point.chances[0].probability).collect();
        // £20 of social value make up for £10 at 50p each: neither is above the other there.
        assert_eq!(first, [1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(curve[3].chances[1].probability, 0.0);
        assert_eq!(curve[4].chances[1].probability, 1.0);
    }
}
