//! Spreads a whole number of people over years in given proportions, none lost to rounding.

use crate::numeric::{float, whole_part};

/// Whole numbers in the proportions of `weights` that sum to `total`, by largest remainder; of equal remainders the
/// earlier one is rounded up. `None` when the weights do not have a positive, finite sum.
pub(super) fn apportion(total: u64, weights: &[f64]) -> Option<Vec<u64>> {
    let sum: f64 = weights.iter().sum();
    if !(sum > 0.0 && sum.is_finite()) {
        return None;
    }
    let quotas: Vec<f64> = weights.iter().map(|weight| float(total) * (weight / sum)).collect();
    let mut shares: Vec<u64> = quotas.iter().map(|quota| whole_part(*quota)).collect();
    let mut by_remainder: Vec<usize> = (0..quotas.len()).collect();
    by_remainder.sort_by(|&a, &b| quotas[b].fract().total_cmp(&quotas[a].fract()));
    let mut left = total.saturating_sub(shares.iter().sum());
    for &index in by_remainder.iter().cycle().take(2 * quotas.len()) {
        if left == 0 {
            break;
        }
        shares[index] += 1;
        left -= 1;
    }
    Some(shares)
}

#[cfg(test)]
mod tests {
    use super::apportion;

    #[test]
    fn the_largest_remainders_are_rounded_up() {
        assert_eq!(apportion(100, &[40.0, 160.0, 200.0]), Some(vec![10, 40, 50]));
        // Quotas 1.25, 3.75, 5.
        assert_eq!(apportion(10, &[1.0, 3.0, 4.0]), Some(vec![1, 4, 5]));
        // Quotas of 10/3 each: the first takes the one that is left.
        assert_eq!(apportion(10, &[1.0, 1.0, 1.0]), Some(vec![4, 3, 3]));
    }

    #[test]
    fn nobody_is_lost() {
        for total in [1, 7, 120, 9_999_999] {
            let shares = apportion(total, &[0.1, 0.2, 0.3, 17.0, 1e-9]).unwrap();
            assert_eq!(shares.iter().sum::<u64>(), total);
        }
    }

    #[test]
    fn nothing_to_go_by() {
        assert_eq!(apportion(5, &[0.0, 0.0]), None);
        assert_eq!(apportion(5, &[]), None);
        assert_eq!(apportion(5, &[f64::MAX, f64::MAX]), None);
    }
}
