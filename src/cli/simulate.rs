//! Simulates the headline and the views of a plan, by way of a checkpoint where one is asked for.

use std::time::{Duration, Instant};

use super::caller::Caller;
use super::checkpoint::Checkpoint;
use super::exit_code::Failure;
use super::progress::Meter;
use super::timings::Timings;
use super::{resources, stop};
use crate::engine::{self, Draws, RunOf};
use crate::estimate::{Estimates, estimate, excess};
use crate::model::Plan;
use crate::render::number::whole;
use crate::run::Loaded;
use crate::statistics::{float, whole_part};

/// How long a batch of draws should take at most where the run is kept in a checkpoint.
const BATCH: Duration = Duration::from_millis(700);

/// The draws of the headline and, when the views have no weights, of each view.
pub(super) fn simulate(plan: &Plan, caller: &Caller) -> Result<(Draws, Vec<Draws>), Failure> {
    let mut drawing = Sampler::new(caller);
    drawing.draw(plan)?;
    Ok(drawing.finish(plan))
}

/// The draws of the headline, and what all draws support.
pub(super) fn estimated(loaded: &Loaded, caller: &Caller) -> Result<(Draws, Estimates), Failure> {
    let (headline, views) = simulate(&loaded.plan, caller)?;
    let estimates = estimate(&loaded.plan, &loaded.identity, &headline, &views).map_err(anyhow::Error::new)?;
    Ok((headline, estimates))
}

/// Draws on their way, of the headline and of each view, and who watches, keeps and times them.
pub(super) struct Sampler<'a> {
    /// Of the headline first, then of the views.
    runs: Vec<Draws>,
    caller: Caller,
    checkpoint: Option<Checkpoint>,
    timings: Option<&'a Timings>,
    /// Whether there are to be no further draws, however imprecise those are that there are.
    settled: bool,
}

impl<'a> Sampler<'a> {
    /// None yet.
    pub(super) fn new(caller: &Caller) -> Self {
        Self { runs: Vec::new(), caller: caller.clone(), checkpoint: None, timings: None, settled: false }
    }

    /// The same with all draws of the headline and of each view, which were drawn elsewhere.
    pub(super) fn with(mut self, runs: Vec<Draws>) -> Self {
        (self.runs, self.settled) = (runs, true);
        self
    }

    /// Whether there are to be no further draws.
    pub(super) const fn is_settled(&self) -> bool {
        self.settled
    }

    /// The same, telling `timings` how long it takes.
    pub(super) fn timed<'b>(self, timings: &'b Timings) -> Sampler<'b> {
        Sampler {
            timings: Some(timings),
            runs: self.runs,
            caller: self.caller,
            checkpoint: self.checkpoint,
            settled: self.settled,
        }
    }

    /// The same, kept in `checkpoint`; what it holds already is not drawn again.
    pub(super) fn with_checkpoint(mut self, mut checkpoint: Checkpoint) -> Self {
        self.runs = checkpoint.take();
        self.checkpoint = Some(checkpoint);
        self
    }

    /// Draws on until there are as many of each as `plan` asks for. More may be there already.
    pub(super) fn draw(&mut self, plan: &Plan) -> Result<(), Failure> {
        resources::in_memory(plan, self.runs.iter().map(|draws| draws.count).sum())?;
        let views = plan.runs() - 1;
        let meter = Meter::new(plan.simulation.draws * (1 + views), &self.caller).timed(self.timings);
        meter.skip(self.runs.iter().map(|draws| draws.count.min(plan.simulation.draws)).sum());
        for run in 0..=views {
            let which = run.checked_sub(1).map_or(RunOf::Headline, RunOf::View);
            if let RunOf::View(view) = which {
                meter.next(&plan.views[view].label);
            }
            if !self.draw_one(plan, which, run, &meter)? {
                meter.finish();
                // A checkpoint holds whole batches.
                let kept = self.checkpoint.as_ref().map(|_| self.runs.iter().map(|draws| draws.count).sum());
                return Err(stopped(&meter, kept));
            }
        }
        meter.finish();
        if let Some(checkpoint) = &mut self.checkpoint {
            checkpoint.save(&self.runs);
        }
        self.drawn();
        Ok(())
    }

    /// Goes on with the run at `run`; false when stopped, after saving what is done.
    fn draw_one(&mut self, plan: &Plan, which: RunOf, run: usize, meter: &Meter<'_>) -> Result<bool, Failure> {
        let wanted = plan.simulation.draws;
        let mut size = 64;
        loop {
            let done = self.runs.get(run).map_or(0, |draws| draws.count);
            if done >= wanted && run < self.runs.len() {
                return Ok(true);
            }
            let end = if self.checkpoint.is_some() { wanted.min(done + size) } else { wanted };
            let started = Instant::now();
            meter.prepare();
            let Some(batch) = engine::simulate_range(plan, which, done..end, meter) else {
                if let Some(checkpoint) = &mut self.checkpoint {
                    checkpoint.save(&self.runs);
                }
                return Ok(false);
            };
            match self.runs.get_mut(run) {
                Some(draws) => draws.append(batch),
                None => self.runs.push(batch),
            }
            self.drawn();
            if let Some(checkpoint) = &mut self.checkpoint {
                checkpoint.save_if_due(&self.runs);
                size = next_size(size, started.elapsed(), BATCH.min(checkpoint.every()));
            }
        }
    }

    /// By how much the errors of the first `count` draws of the headline exceed what is asked; infinite of no draws.
    pub(super) fn excess(&self, plan: &Plan, count: usize, asked: f64) -> f64 {
        let excess = self.runs.first().map_or(f64::INFINITY, |headline| excess(plan, headline, count, asked));
        self.drawn();
        excess
    }

    fn drawn(&self) {
        if let Some(timings) = self.timings {
            timings.done("drawing journeys");
        }
    }

    /// Who asked for the draws.
    pub(super) const fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The draws of the headline, and of each view.
    pub(super) fn finish(mut self, plan: &Plan) -> (Draws, Vec<Draws>) {
        let views = self.runs.split_off(self.runs.len().min(1));
        (self.runs.pop().unwrap_or_else(|| Draws::none(plan)), views)
    }
}

/// The size of the next batch that should take `wanted`, when one of `size` draws took `took`.
fn next_size(size: usize, took: Duration, wanted: Duration) -> usize {
    let times = wanted.as_secs_f64() / took.as_secs_f64().max(1e-6);
    whole_part((float(size) * times.clamp(0.25, 4.0)).max(1.0))
}

/// What is said of a run that was stopped, of which so many draws are kept.
fn stopped(meter: &Meter<'_>, kept: Option<usize>) -> Failure {
    let (done, total) = meter.done();
    let done = kept.unwrap_or(done);
    let stopped = format!("Stopped after {} of {} draws.", whole(done), whole(total));
    Failure::Stopped(stop::aftermath().sentence(&stopped))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_grow_and_shrink_towards_their_time() {
        assert_eq!(next_size(64, Duration::from_millis(1), BATCH), 256);
        assert_eq!(next_size(64, BATCH, BATCH), 64);
        assert_eq!(next_size(64, BATCH * 100, BATCH), 16);
        assert_eq!(next_size(1, BATCH, Duration::ZERO), 1);
    }
}
