//! Adds up multiples of the lines of a matrix in vectors: all that the algebra of a regression is made of.
//!
//! Lines are a whole number of vectors long; what is over would be left out. Every function is inlined into the caller's
//! [`super::widest`].

/// Numbers worked on side by side: part of no sum's order here, only of how long lines are.
pub(crate) const LANES: usize = 8;

/// The least whole number of vectors that holds `count` numbers, in numbers.
pub(crate) const fn padded(count: usize) -> usize {
    count.next_multiple_of(LANES)
}

/// Adds to `out` a line times its factor.
#[inline(always)]
pub(super) fn add_one(out: &mut [f64], factor: f64, line: &[f64]) {
    for (out, line) in out.as_chunks_mut::<LANES>().0.iter_mut().zip(line.as_chunks::<LANES>().0) {
        let mut sums = *out;
        for lane in 0..LANES {
            sums[lane] += factor * line[lane];
        }
        *out = sums;
    }
}

/// Adds to `out` four lines, each times its factor.
#[inline(always)]
pub(crate) fn add_four(out: &mut [f64], factors: [f64; 4], lines: [&[f64]; 4]) {
    let [a, b, c, d] = lines.map(|line| line.as_chunks::<LANES>().0);
    let [of_a, of_b, of_c, of_d] = factors;
    for ((((out, a), b), c), d) in out.as_chunks_mut::<LANES>().0.iter_mut().zip(a).zip(b).zip(c).zip(d) {
        // All is read before anything is written, or the compiler fears that the lines overlap and makes no vectors.
        let mut sums = *out;
        for lane in 0..LANES {
            sums[lane] += (of_a * a[lane] + of_b * b[lane]) + (of_c * c[lane] + of_d * d[lane]);
        }
        *out = sums;
    }
}

/// Adds a line, times a factor each, to four.
#[inline(always)]
pub(crate) fn share_four(outs: [&mut [f64]; 4], factors: [f64; 4], line: &[f64]) {
    let [a, b, c, d] = outs.map(|out| out.as_chunks_mut::<LANES>().0);
    let [of_a, of_b, of_c, of_d] = factors;
    for ((((line, a), b), c), d) in line.as_chunks::<LANES>().0.iter().zip(a).zip(b).zip(c).zip(d) {
        for (out, factor) in [(a, of_a), (b, of_b), (c, of_c), (d, of_d)] {
            let mut sums = *out;
            for lane in 0..LANES {
                sums[lane] += factor * line[lane];
            }
            *out = sums;
        }
    }
}

/// Σ aᵢ·bᵢ in a running sum for each lane.
#[inline(always)]
pub(super) fn dot_lines(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; LANES];
    for (a, b) in a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let [a, b, c, d, e, f, g, h] = sums;
    ((a + b) + (c + d)) + ((e + f) + (g + h))
}

/// Where the vector begins that holds place `place` of a line.
pub(super) const fn vector_of(place: usize) -> usize {
    place - place % LANES
}

/// Four lines from `first` on, of lines of `width`.
#[inline(always)]
pub(super) fn four(lines: &[f64], width: usize, first: usize) -> [&[f64]; 4] {
    std::array::from_fn(|place| &lines[(first + place) * width..][..width])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_of_lines_by_hand() {
        let line = |first: u32| (first..first + 16).map(f64::from).collect::<Vec<f64>>();
        let lines = [line(0), line(1), line(2), line(3)];
        let mut out = line(5);
        add_four(&mut out, [1.0, 2.0, -1.0, 10.0], lines.each_ref().map(Vec::as_slice));
        // 5 + i, + i, + 2(1 + i), - (2 + i), + 10(3 + i).
        assert!(out.iter().zip(0_u32..).all(|(out, i)| *out == f64::from(35 + 13 * i)));
        let mut outs = lines.clone();
        let [a, b, c, d] = outs.each_mut().map(Vec::as_mut_slice);
        share_four([a, b, c, d], [1.0, 2.0, 3.0, -1.0], &lines[0]);
        assert_eq!(outs.each_ref().map(|out| out[7]), [14.0, 22.0, 30.0, 3.0]);
        assert_eq!(dot_lines(&lines[0], &lines[1]), (0..16).map(|i| f64::from(i * (i + 1))).sum::<f64>());
        assert_eq!((padded(1), padded(8), padded(9), vector_of(7), vector_of(8)), (8, 8, 16, 0, 8));
    }
}
