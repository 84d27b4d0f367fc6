//! Puts single values of a sample where they would stand if it were sorted, for less than sorting it.

/// Puts the values at `ranks`, which ascend, where they would stand if all `values` were in ascending order
/// ([`f64::total_cmp`]); the others stand on their side of them.
///
/// By even steps of size: values are dealt to bins, and only bins in which a rank lies are put in order, in the same way
/// where they are large. Few comparisons a value, whatever the number of ranks.
pub(super) fn place(values: &mut [f64], ranks: &[usize]) {
    if values.len() < BINS {
        return halve(values, ranks, 0);
    }
    let mut bins = Bins { of: vec![0; values.len()], ends: [0; BINS], before: values.to_vec() };
    bins.place(values, ranks, 0);
}

/// Even steps from the least to the largest value.
const BINS: usize = 512;
/// Values a rank below which sorting all is as fast.
const SORTED: usize = 8;

/// Where values are dealt to.
struct Bins {
    /// The bin of each value.
    of: Vec<u16>,
    /// Where each bin ends.
    ends: [usize; BINS],
    /// The values in the order in which they came.
    before: Vec<f64>,
}

impl Bins {
    /// Places `values`, of which the first has the rank `from`.
    fn place(&mut self, values: &mut [f64], ranks: &[usize], from: usize) {
        let (low, high) = values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &value| {
            (if value < low { value } else { low }, if value > high { value } else { high })
        });
        let scale = (BINS as f64 - 1.0) / (high - low);
        let unordered = !scale.is_finite() || values.iter().any(|value| value.is_nan());
        if ranks.is_empty() || values.len() < BINS || unordered {
            return halve(values, ranks, from);
        }
        let count = values.len();
        let (of, before) = (&mut self.of[..values.len()], &mut self.before[..values.len()]);
        before.copy_from_slice(values);
        // A larger value never has a smaller bin: rounding keeps the order of differences and of products.
        for (bin, &value) in of.iter_mut().zip(before.iter()) {
            *bin = (((value - low) * scale) as i32 as u16).min(BINS as u16 - 1);
        }
        self.ends.fill(0);
        for &bin in of.iter() {
            self.ends[usize::from(bin)] += 1;
        }
        let mut start = 0;
        for end in &mut self.ends {
            (*end, start) = (start, start + *end);
        }
        for (&bin, &value) in of.iter().zip(before.iter()) {
            let place = &mut self.ends[usize::from(bin)];
            values[*place] = value;
            *place += 1;
        }
        let (ends, mut start) = (self.ends, 0);
        let mut ranks = ranks;
        for end in ends {
            let own;
            (own, ranks) = ranks.split_at(ranks.partition_point(|&rank| rank < from + end));
            let bin = &mut values[start..end];
            match own {
                [] => {}
                // What all but a few outliers share is dealt again only while that parts it.
                _ if 2 * bin.len() > count => halve(bin, own, from + start),
                _ => self.place(bin, own, from + start),
            }
            start = end;
        }
    }
}

/// The same by halves: the middle one of the ranks parts the values, and each part has the ranks on its side. About
/// 2 n log₂ r comparisons for r ranks of n values.
fn halve(values: &mut [f64], ranks: &[usize], from: usize) {
    let Some(&middle) = ranks.get(ranks.len() / 2) else { return };
    if values.len() < SORTED * ranks.len() {
        values.sort_unstable_by(f64::total_cmp);
        return;
    }
    let (below, _, above) = values.select_nth_unstable_by(middle - from, f64::total_cmp);
    halve(below, &ranks[..ranks.partition_point(|&rank| rank < middle)], from);
    halve(above, &ranks[ranks.partition_point(|&rank| rank <= middle)..], middle + 1);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::powi;

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
            let heavy = values.iter().map(|value| powi(value / 400.0, 101)).collect();
            let wild = values.iter().map(|value| if *value > 400.0 { f64::INFINITY } else { *value }).collect();
            for values in [values, heavy, wild, vec![0.1; count as usize]] {
                hold(&values);
            }
        }
    }

    fn hold(values: &[f64]) {
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let last = values.len() - 1;
        for mut ranks in [vec![], vec![0], vec![last], vec![0, last / 2, last], (0..=last).step_by(3).collect()] {
            ranks.dedup();
            let mut placed = values.to_vec();
            place(&mut placed, &ranks);
            for &rank in &ranks {
                assert_eq!(placed[rank].to_bits(), sorted[rank].to_bits(), "{rank} of {}", values.len());
            }
            placed.sort_unstable_by(f64::total_cmp);
            assert_eq!(placed, sorted, "none is lost");
        }
    }
}
