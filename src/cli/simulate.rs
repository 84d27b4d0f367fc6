//! Simulates the headline and the views of a plan, by way of a checkpoint where one is asked for.

use std::time::{Duration, Instant};

use super::checkpoint::Checkpoint;
use super::exit_code::Failure;
use super::progress::Meter;
use super::{room, stop};
use crate::engine::{self, Draws, Which};
use crate::model::Plan;
use crate::render::number::whole;

/// How long a batch of draws should take at most where the run is kept in a checkpoint.
const BATCH: Duration = Duration::from_millis(700);

/// The draws of the headline and, when the views have no weights, of each view.
pub(super) fn simulate(plan: &Plan, watched: bool) -> Result<(Draws, Vec<Draws>), Failure> {
    simulate_by(plan, watched, None)
}

/// As [`simulate`]; what is done is kept in `checkpoint`, and what it holds already is not done again.
pub(super) fn simulate_by(
    plan: &Plan,
    watched: bool,
    mut checkpoint: Option<Checkpoint>,
) -> Result<(Draws, Vec<Draws>), Failure> {
    room::in_memory(plan)?;
    let views = if plan.weighted { 0 } else { plan.views.len() };
    let meter = Meter::new(plan.simulation.draws * (1 + views), watched);
    let mut runs: Vec<Draws> = Vec::with_capacity(1 + views);
    if let Some(checkpoint) = &mut checkpoint {
        runs = checkpoint.take();
        meter.skip(runs.iter().map(|draws| draws.count).sum());
    }
    for run in 0..=views {
        let which = run.checked_sub(1).map_or(Which::Headline, Which::View);
        if let Which::View(view) = which {
            meter.next(&plan.views[view].label);
        }
        if run == runs.len() {
            runs.push(Draws::none(plan));
        }
        let finished = match &mut checkpoint {
            None => engine::simulate(plan, which, &meter).map(|draws| runs[run] = draws).is_some(),
            Some(checkpoint) => in_batches(plan, which, &mut runs, run, &meter, checkpoint)?,
        };
        if !finished {
            meter.finish();
            // A checkpoint holds whole batches.
            let kept = checkpoint.as_ref().map(|_| runs.iter().map(|draws| draws.count).sum());
            return Err(stopped(&meter, kept));
        }
    }
    meter.finish();
    if let Some(checkpoint) = &mut checkpoint {
        checkpoint.save(&runs)?;
    }
    let of_views = runs.split_off(1);
    runs.pop().map(|headline| (headline, of_views)).ok_or_else(|| stopped(&meter, None))
}

/// Goes on with `runs[run]` batch by batch; false when stopped, after saving what is done.
fn in_batches(
    plan: &Plan,
    which: Which,
    runs: &mut [Draws],
    run: usize,
    meter: &Meter,
    checkpoint: &mut Checkpoint,
) -> Result<bool, Failure> {
    let mut size = 64;
    while runs[run].count < plan.simulation.draws {
        let done = runs[run].count;
        let end = plan.simulation.draws.min(done + size);
        let started = Instant::now();
        let Some(batch) = engine::simulate_range(plan, which, done..end, meter) else {
            checkpoint.save(runs)?;
            return Ok(false);
        };
        runs[run].append(batch);
        checkpoint.save_if_due(runs)?;
        size = next_size(size, started.elapsed(), BATCH.min(checkpoint.every()));
    }
    Ok(true)
}

/// The size of the next batch that should take `wanted`, when one of `size` draws took `took`.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most four times a number of draws"
)]
fn next_size(size: usize, took: Duration, wanted: Duration) -> usize {
    let times = wanted.as_secs_f64() / took.as_secs_f64().max(1e-6);
    (size as f64 * times.clamp(0.25, 4.0)).max(1.0) as usize
}

/// What is said of a run that was stopped, of which so many draws are kept.
pub(super) fn stopped(meter: &Meter, kept: Option<usize>) -> Failure {
    let (done, total) = meter.done();
    let done = kept.unwrap_or(done);
    let stopped = format!("Stopped after {} of {} draws.", whole(done as u64), whole(total as u64));
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
