//! Spreads work over threads in fixed chunks whose answers come back in order, so that sums do not depend on threads.

use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

/// Whether there are threads to spread work over; where none can be started, all is done on the one that there is.
static THREADS: OnceLock<bool> = OnceLock::new();

fn threads_are_there() -> bool {
    *THREADS.get_or_init(|| rayon::ThreadPoolBuilder::new().build_global().is_ok())
}

/// Does `work` on `0..count` in chunks of `chunk`, in parallel, and returns the answers in order.
pub fn in_chunks<T: Send>(count: usize, chunk: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let chunk = chunk.max(1);
    let one = |index: usize| work(index * chunk..((index + 1) * chunk).min(count));
    let chunks = 0..count.div_ceil(chunk);
    if threads_are_there() { chunks.into_par_iter().map(one).collect() } else { chunks.map(one).collect() }
}

/// Does both, at the same time where there are threads for it.
pub(super) fn both<A: Send, B: Send>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B + Send) -> (A, B) {
    if threads_are_there() { rayon::join(first, second) } else { (first(), second()) }
}

/// Limits the whole program to `threads` threads; results do not depend on it. Before any work, and later only to as many.
///
/// # Errors
///
/// When work has begun already with another number, or threads cannot be started: the reason.
pub fn use_threads(threads: usize) -> Result<(), String> {
    let begun = || Err(format!("work has begun already with {} threads", rayon::current_num_threads()));
    let mut built = None;
    THREADS.get_or_init(|| {
        let begin = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
        built.insert(begin.map_err(|error| error.to_string())).is_ok()
    });
    // A program that asks again and again may say it every time.
    built.unwrap_or_else(|| if rayon::current_num_threads() == threads { Ok(()) } else { begun() })
}
