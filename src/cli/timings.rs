//! Takes the time of each part of a run, so that `--timings` can say where it went.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::files::Artifact;
use crate::render::document::{self, Document, Made, Spent};

/// A stopwatch that knows what has been done since it was last looked at.
pub(super) struct Timings {
    started: Moment,
    state: Mutex<State>,
}

struct State {
    last: Moment,
    parts: Vec<Spent>,
    made: Vec<Made>,
}

/// A moment by the clock, and the processor time that the program had then used.
#[derive(Clone, Copy)]
struct Moment {
    clock: Instant,
    processor: Option<Duration>,
}

impl Moment {
    fn now() -> Self {
        Self { clock: Instant::now(), processor: processor_time() }
    }

    fn until(self, later: Self, part: &'static str) -> Spent {
        let processor = later.processor.zip(self.processor).map(|(later, before)| later.saturating_sub(before));
        Spent { part, passed: later.clock.duration_since(self.clock), processor }
    }
}

impl Timings {
    /// Starts now.
    pub(super) fn start() -> Self {
        let started = Moment::now();
        Self { started, state: Mutex::new(State { last: started, parts: Vec::new(), made: Vec::new() }) }
    }

    /// Says that `part` took the time since the last part, or since the start; a part may come back.
    pub(super) fn done(&self, part: &'static str) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Moment::now();
        let spent = state.last.until(now, part);
        state.last = now;
        match state.parts.iter_mut().find(|known| known.part == part) {
            Some(known) => {
                known.passed += spent.passed;
                known.processor = known.processor.zip(spent.processor).map(|(before, more)| before + more);
            }
            None => state.parts.push(spent),
        }
    }

    /// Notes how long each of the files took that the last part made.
    pub(super) fn made(&self, files: &[Artifact<'_>]) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        for (what, took) in files.iter().map(Artifact::took) {
            match state.made.iter_mut().find(|known| known.what == what) {
                Some(known) => {
                    known.files += 1;
                    known.took += took;
                }
                None => state.made.push(Made { what: what.to_owned(), files: 1, took }),
            }
        }
    }

    /// What `--timings` says.
    pub(super) fn document(&self) -> Document {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let whole = self.started.until(Moment::now(), "the whole run");
        document::timings(&state.parts, &state.made, &whole)
    }
}

/// The processor time that the program has used on all threads, where the system tells it.
#[cfg(unix)]
fn processor_time() -> Option<Duration> {
    use nix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).ok().map(Duration::from)
}

/// Unknown: without code that is not safe, this system does not tell it.
#[cfg(not(unix))]
const fn processor_time() -> Option<Duration> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_moment_belongs_to_one_part() {
        let timings = Timings::start();
        for part in ["a", "b", "a"] {
            std::thread::sleep(Duration::from_millis(2));
            timings.done(part);
        }
        let state = timings.state.lock().unwrap();
        let parts: Vec<&str> = state.parts.iter().map(|spent| spent.part).collect();
        assert_eq!(parts, ["a", "b"]);
        assert!(state.parts[0].passed >= Duration::from_millis(4) && state.parts[1].passed >= Duration::from_millis(2));
        let sum: Duration = state.parts.iter().map(|spent| spent.passed).sum();
        assert_eq!(sum, state.last.clock.duration_since(timings.started.clock));
    }

    #[test]
    #[cfg(unix)]
    fn waiting_takes_time_but_no_processor() {
        let timings = Timings::start();
        std::thread::sleep(Duration::from_millis(20));
        let spent = timings.started.until(Moment::now(), "waiting");
        assert!(spent.passed >= Duration::from_millis(20));
        let before = processor_time().unwrap();
        // Enough work to be seen by a clock of microseconds.
        assert!((0..2_000_000_u64).fold(1, |sum: u64, n| std::hint::black_box(sum.wrapping_mul(31) + n)) > 0);
        assert!(processor_time().unwrap() > before);
    }
}
