//! Runs loops over columns on the widest vectors that the processor has.

/// How many entries are worked on side by side: part of every sum's order, so that all processors give the same bits.
pub(super) const LANES: usize = 8;

pub(super) use crate::numeric::widest;

/// Adds `of` each of `values` to the sum of its lane.
#[inline(always)]
pub(super) fn add_up(sums: &mut [f64; LANES], values: &[f64], of: impl Fn(f64) -> f64) {
    let (groups, rest) = values.as_chunks::<LANES>();
    for group in groups {
        for lane in 0..LANES {
            sums[lane] += of(group[lane]);
        }
    }
    for (sum, &value) in sums.iter_mut().zip(rest) {
        *sum += of(value);
    }
}

/// Adds to each person's sum `credit` times the cost of an occurrence of theirs.
pub(super) fn share_out(sums: &mut [f64], persons: &[u32], costs: &[f64], credit: f64) {
    // A few at a time, so that the loop itself costs little.
    let (groups, rest) = persons.as_chunks::<LANES>();
    let (whole, rest_costs) = costs.as_chunks::<LANES>();
    for (persons, costs) in groups.iter().zip(whole) {
        for lane in 0..LANES {
            sums[persons[lane] as usize] += credit * costs[lane];
        }
    }
    for (&person, &cost) in rest.iter().zip(rest_costs) {
        sums[person as usize] += credit * cost;
    }
}

#[cfg(test)]
mod tests {
    use crate::distribution::MeanOne;
    use crate::engine::discount::Discount;
    use crate::numeric::widest;
    use crate::statistics::Sketch;

    #[test]
    fn all_kinds_of_vectors_give_the_same_bits() {
        // A function that is not given vectors is compiled for the oldest processor.
        let words: Vec<u64> = (0..1003_u64).map(|index| index.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        let (law, discount) = (MeanOne::lognormal(0.9), Discount::of(-0.003, 900.0));
        let (mut old, mut new) = (vec![0.0; words.len()], vec![0.0; words.len()]);
        law.fill(&words, 4200.0, &mut old);
        widest!(law.fill(&words, 4200.0, &mut new));
        assert_eq!(old, new);
        let moments: Vec<f64> = words.iter().map(|&word| (word >> 32) as f64 / 4_294_967_296.0 * 900.0).collect();
        assert_eq!(discount.weigh(&moments, &old), widest!(discount.weigh(&moments, &new)));
        let (mut counted, mut vectors) = (Sketch::new(), Sketch::new());
        counted.extend(&old);
        widest!(vectors.extend(&new));
        assert_eq!(counted, vectors);
    }
}
