//! Spreads work over threads in fixed chunks whose answers come back in order, so that sums do not depend on threads.

use std::ops::Range;

use rayon::prelude::*;

/// Does `work` on `0..count` in chunks of `chunk`, in parallel, and returns the answers in order.
pub fn in_chunks<T: Send>(count: usize, chunk: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let chunk = chunk.max(1);
    (0..count.div_ceil(chunk))
        .into_par_iter()
        .map(|index| work(index * chunk..((index + 1) * chunk).min(count)))
        .collect()
}

/// Limits the whole program to `threads` threads; results do not depend on it. Once only, before any work.
///
/// # Errors
///
/// When work has begun already or threads cannot be started: the reason.
pub fn use_threads(threads: usize) -> Result<(), String> {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().map_err(|error| error.to_string())
}
