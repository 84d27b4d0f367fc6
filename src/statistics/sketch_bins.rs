//! Finds the bin of a number by its bits, so that counting needs no logarithm.

/// Bits of the fraction that tell bins apart: 256 bins an octave, each at most 1/256 of its lower edge wide.
const FRACTION_BITS: u32 = 8;

/// Bits dropped from a number's 52 of fraction.
const SHIFT: u32 = 52 - FRACTION_BITS;

/// Exponent of the lower edge of bin 1: 2⁻¹⁰ = 0.000 976 562 5.
const LOWEST_EXPONENT: i32 = -10;

/// Exponent of the upper edge of the last bin: 2⁴⁰ ≈ 1.1 · 10¹².
const HIGHEST_EXPONENT: i32 = 40;

/// The shifted bits of 2⁻¹⁰, less one: what is subtracted from a number's shifted bits to give its bin.
const OFFSET: u32 = (((1023 + LOWEST_EXPONENT) as u32) << FRACTION_BITS) - 1;

/// How many bins magnitudes fall into; bin 0 takes those below the range.
pub(super) const BINS: usize = (((HIGHEST_EXPONENT - LOWEST_EXPONENT) as usize) << FRACTION_BITS) + 1;

/// The bin of a magnitude above zero.
#[inline(always)]
pub(super) const fn bin(magnitude: f64) -> usize {
    const LAST: u32 = BINS as u32 - 1;
    // Without the sign, 19 bits are left.
    let bin = ((magnitude.to_bits() >> SHIFT) as u32).saturating_sub(OFFSET);
    (if bin > LAST { LAST } else { bin }) as usize
}

/// Lower and upper edge of a bin; a magnitude on an edge belongs to the bin above it.
pub(super) fn edges(bin: usize) -> (f64, f64) {
    let low = if bin == 0 { 0.0 } else { lower_edge(bin) };
    (low, lower_edge(bin + 1))
}

fn lower_edge(bin: usize) -> f64 {
    f64::from_bits((OFFSET as u64 + bin as u64) << SHIFT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_magnitude_lies_between_the_edges_of_its_bin() {
        let mut x: f64 = 0.000_976_562_5;
        while x < 1.0e12 {
            let (low, high) = edges(bin(x));
            assert!(low <= x && x < high, "{x}: {low} {high}");
            assert!(high - low <= low / 256.0, "{x}: {low} {high}");
            x *= 1.000_37;
        }
    }

    #[test]
    fn bins_join_and_cover_the_range() {
        assert_eq!(edges(0), (0.0, (-10f64).exp2()));
        assert_eq!(edges(BINS - 1).1, 40f64.exp2());
        for bin in 1..BINS {
            assert_eq!(edges(bin - 1).1, edges(bin).0);
        }
    }

    #[test]
    fn magnitudes_outside_the_range_take_the_outer_bins() {
        for tiny in [f64::from_bits(1), f64::MIN_POSITIVE, 1e-9, 0.000_976] {
            assert_eq!(bin(tiny), 0, "{tiny}");
        }
        for huge in [1.1e12, 1e15, f64::MAX, f64::INFINITY] {
            assert_eq!(bin(huge), BINS - 1, "{huge}");
        }
    }
}
