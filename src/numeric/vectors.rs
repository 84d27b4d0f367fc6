//! Chooses the widest vectors that the processor has.

/// Works out an expression, compiled once for each kind of vector, by the best kind that the processor has.
///
/// What it calls must be inlined (`#[inline(always)]`), or it is compiled for the oldest processor. The results are the
/// same on all: no compiler reorders sums or fuses a product into a sum unasked.
macro_rules! widest {
    ($work:expr) => {
        fearless_simd::dispatch!(fearless_simd::Level::new(), _vectors => $work)
    };
}

pub(crate) use widest;
