//! Runs loops over columns on the widest vectors that the processor has.

/// How many entries are worked on side by side: part of every sum's order, so that all processors give the same bits.
pub(super) const LANES: usize = 8;

/// Works out an expression, compiled once for each kind of vector, by the best kind that the processor has.
///
/// What it calls must be inlined (`#[inline(always)]`), or it is compiled for the oldest processor. The results are the
/// same on all: no compiler reorders sums or fuses a product into a sum unasked.
macro_rules! widest {
    ($work:expr) => {
        fearless_simd::dispatch!(fearless_simd::Level::new(), _vectors => $work)
    };
}

pub(super) use widest;
