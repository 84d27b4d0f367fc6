//! Puts single values of a sample where they would stand if it were sorted, for less than sorting it.

/// Puts the values at `ranks`, which ascend, where they would stand if all `values` were in ascending order
/// ([`f64::total_cmp`]); the others stand on their side of them.
///
/// By halves: the middle one of the ranks parts the values, and each part has the ranks on its side. About 2 n log₂ r
/// comparisons for r ranks of n values.
pub(super) fn place(values: &mut [f64], ranks: &[usize]) {
    place_from(values, ranks, 0);
}

/// The same of values of which the first has the rank `from`.
fn place_from(values: &mut [f64], ranks: &[usize], from: usize) {
    let Some(&middle) = ranks.get(ranks.len() / 2) else { return };
    if values.len() < SORTED * ranks.len() {
        values.sort_unstable_by(f64::total_cmp);
        return;
    }
    let (below, _, above) = values.select_nth_unstable_by(middle - from, f64::total_cmp);
    place_from(below, &ranks[..ranks.partition_point(|&rank| rank < middle)], from);
    place_from(above, &ranks[ranks.partition_point(|&rank| rank <= middle)..], middle + 1);
}

/// Values a rank below which sorting all is as fast.
const SORTED: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_sorting_puts_them() {
        for count in [1_u32, 2, 7, 100, 5_000] {
            // Ties, both zeros and no order at all.
            let values: Vec<f64> = (0..count)
                .map(|k| match k.wrapping_mul(2_654_435_761) % 1_009 {
                    0..=99 => 0.0,
                    100..=149 => -0.0,
                    own => f64::from(own) - 500.0,
                })
                .collect();
            let mut sorted = values.clone();
            sorted.sort_unstable_by(f64::total_cmp);
            let last = values.len() - 1;
            for mut ranks in [vec![], vec![0], vec![last], vec![0, last / 2, last], (0..=last).step_by(3).collect()] {
                ranks.dedup();
                let mut placed = values.clone();
                place(&mut placed, &ranks);
                for &rank in &ranks {
                    assert_eq!(placed[rank].to_bits(), sorted[rank].to_bits(), "{rank} of {count}");
                }
                placed.sort_unstable_by(f64::total_cmp);
                assert_eq!(placed, sorted, "none is lost");
            }
        }
    }
}
