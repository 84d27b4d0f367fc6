//! Shows how far a run has come, with the running estimate, its error and the time left.

use crate::quantity::spelled_out;
use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::caller::Caller;
use super::timings::Timings;
use crate::engine::Progress;
use crate::render::number::{money, money_error};
use crate::statistics::float;

/// A run shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// What is done before the first chunk of draws of a run, by the name that `--timings` gives it.
const PREPARING: &str = "preparing tables";

/// A progress bar that appears on a terminal when a run takes long, and stays silent otherwise.
pub(super) struct Meter<'t> {
    started: Instant,
    total: usize,
    watched: bool,
    caller: Caller,
    /// Draws done in all runs.
    done: AtomicUsize,
    state: Mutex<State>,
    bar: OnceLock<ProgressBar>,
    /// Told when the first chunk begins.
    timings: Option<&'t Timings>,
    /// Whether a run is begun whose first chunk is not.
    preparing: AtomicBool,
}

#[derive(Default)]
struct State {
    /// Draws seen in this run, with sum and sum of squares of avoided cost per person.
    draws: usize,
    sum: f64,
    squares: f64,
    /// The view, where one is run by itself.
    view: Option<String>,
}

impl<'t> Meter<'t> {
    /// A meter of `total` draws; where the `caller` does not watch, it says nothing.
    pub(super) fn new(total: usize, caller: &Caller) -> Self {
        let watched = caller.watches() && std::io::stderr().is_terminal();
        caller.expect(total);
        Self {
            started: Instant::now(),
            total,
            watched,
            caller: caller.clone(),
            done: AtomicUsize::new(0),
            state: Mutex::default(),
            bar: OnceLock::new(),
            timings: None,
            preparing: AtomicBool::new(false),
        }
    }

    /// The same, telling `timings`, if any, when what a run prepares is done.
    pub(super) const fn timed(mut self, timings: Option<&'t Timings>) -> Self {
        self.timings = timings;
        self
    }

    /// Says that a run begins, with what it prepares.
    pub(super) fn prepare(&self) {
        self.preparing.store(true, Ordering::Relaxed);
    }

    /// Says that the run of a view begins.
    pub(super) fn next(&self, view: &str) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        *state = State { view: Some(view.to_owned()), ..State::default() };
    }

    /// Counts draws that were done before.
    pub(super) fn skip(&self, draws: usize) {
        self.done.fetch_add(draws, Ordering::Relaxed);
        self.caller.advance(draws);
    }

    /// How many draws are done, and how many there are to do.
    pub(super) fn done(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.total)
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }

    /// The time left at the pace so far.
    fn left(&self, done: usize) -> String {
        let left = float(self.total.saturating_sub(done)) / float(done.max(1));
        let seconds = (self.started.elapsed().as_secs_f64() * left).ceil();
        if seconds < 90.0 { format!("{seconds} s") } else { format!("{} min", (seconds / 60.0).ceil()) }
    }

    fn bar(&self) -> &ProgressBar {
        self.bar.get_or_init(|| {
            let total = u64::try_from(self.total).unwrap_or(u64::MAX);
            let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr_with_hz(10))
                .with_elapsed(self.started.elapsed());
            let style = ProgressStyle::with_template("{bar:30} {percent:>3}%  {msg}");
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        })
    }
}

impl State {
    /// The running estimate with its error.
    fn message(&self) -> String {
        let count = float(self.draws);
        let mean = self.sum / count;
        let variance = (self.squares / count - mean * mean).max(0.0) * count / (count - 1.0).max(1.0);
        let error = (variance / count).sqrt();
        let of = self.view.as_ref().map_or_else(String::new, |view| format!("{view}: "));
        format!("{of}avoided per person {} ± {}", money(mean, error), money_error(error))
    }
}

impl Drop for Meter<'_> {
    /// What is said after a run that failed does not stand in the middle of its bar.
    fn drop(&mut self) {
        self.finish();
    }
}

impl Progress for Meter<'_> {
    fn advance(&self, draws: usize, sum: f64, sum_of_squares: f64) {
        let done = self.done.fetch_add(draws, Ordering::Relaxed) + draws;
        self.caller.advance(draws);
        if !self.watched {
            return;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.draws += draws;
        state.sum += sum;
        state.squares += sum_of_squares;
        if self.started.elapsed() >= PATIENCE {
            let bar = self.bar();
            let message = format!("{}, {} left", state.message(), self.left(done));
            bar.set_message(spelled_out(&message).into_owned());
            bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
        }
    }

    // Asked before every chunk.
    fn cancelled(&self) -> bool {
        if self.preparing.load(Ordering::Relaxed)
            && self.preparing.swap(false, Ordering::Relaxed)
            && let Some(timings) = self.timings
        {
            timings.done(PREPARING);
        }
        self.caller.has_stopped()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_running_estimate_carries_its_error() {
        // 100 draws, half at £1,000 and half at £3,000: sd √(10⁶·100/99), error £100.5.
        let state = State { draws: 100, sum: 200_000.0, squares: 5e8, view: None };
        assert_eq!(state.message(), "avoided per person £2,000 ± £100");
    }
}
