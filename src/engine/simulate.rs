//! Runs the draws on all threads and gathers their rows into columns.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::close::{Accounts, close};
use super::drawn::Drawn;
use super::draws::Draws;
use super::ledger::{Booking, Ledger};
use super::occurrences::{self, Scratch};
use super::parallel::in_chunks;
use super::people::{People, Roll};
use super::prepared::Prepared;
use super::progress::Progress;
use super::sampling::Evidence;
use super::stream::{Address, Block};
use super::vectors::{LANES, add_up, widest};
use super::which::Which;
use super::{BLOCK, study};
use crate::model::{Plan, Total};
use crate::statistics::Sketch;

/// Simulates all draws of `plan`; `None` when `progress` cancels the run.
#[must_use]
pub fn simulate(plan: &Plan, which: Which, progress: &dyn Progress) -> Option<Draws> {
    simulate_range(plan, which, 0..plan.simulation.draws, progress)
}

/// Simulates the draws `range` of `plan`, which may go beyond the draws that the plan asks for; `None` when `progress`
/// cancels the run. Ranges that join, put together with [`Draws::append`], are the run of the whole, to the last bit.
#[must_use]
pub fn simulate_range(plan: &Plan, which: Which, range: Range<usize>, progress: &dyn Progress) -> Option<Draws> {
    let run = Run::new(plan, which, range.end);
    let idle = Mutex::new(Vec::new());
    let chunk = draws_per_chunk(plan.base.cohort.people);
    let chunks = in_chunks(range.len(), chunk, |draws| {
        if progress.cancelled() {
            return None;
        }
        let mut worker: Worker = lock(&idle).pop().unwrap_or_else(Worker::new);
        let rows = run.chunk(range.start + draws.start..range.start + draws.end, &mut worker);
        lock(&idle).push(worker);
        let (sum, squares) = rows.running(run.people);
        progress.advance(rows.view.len(), sum, squares);
        Some(rows)
    });
    let workers = idle.into_inner().unwrap_or_else(PoisonError::into_inner);
    Some(gather(plan, chunks.into_iter().collect::<Option<Vec<_>>>()?, workers))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Enough people for a chunk to be worth handing out, few enough draws for all threads to have some.
fn draws_per_chunk(people: u64) -> usize {
    usize::try_from(65_536 / people.max(1)).unwrap_or(1).clamp(1, 256)
}

/// Everything that the draws of a run share.
struct Run<'a> {
    plan: &'a Plan,
    evidence: Evidence<'a>,
    /// By view in a weighted headline run, else one.
    prepared: Vec<Prepared<'a>>,
    which: Which,
    people: f64,
}

/// Scratch that one thread reuses from draw to draw, and its share of the pooled people.
struct Worker {
    drawn: Drawn,
    people: People,
    scratch: Scratch,
    ledger: Ledger,
    accounts: Accounts,
    person: Vec<Sketch>,
    gains: Sketch,
}

/// What a chunk of draws gives, draw by draw.
struct Rows {
    view: Vec<usize>,
    theta: Vec<f64>,
    measures: Vec<f64>,
    segments: Vec<f64>,
    squares: Vec<f64>,
    avoided: usize,
}

impl Worker {
    fn new() -> Self {
        Self {
            drawn: Drawn::default(),
            people: People::default(),
            scratch: Scratch::default(),
            ledger: Ledger::default(),
            accounts: Accounts::default(),
            person: sections(),
            gains: Sketch::new(),
        }
    }
}

impl Rows {
    /// Sum and sum of squares of the avoided cost per person over the chunk's draws.
    fn running(&self, people: f64) -> (f64, f64) {
        let width = self.measures.len() / self.view.len().max(1);
        self.measures
            .chunks(width.max(1))
            .map(|row| row[self.avoided] / people)
            .fold((0.0, 0.0), |(sum, squares), value| (sum + value, squares + value * value))
    }
}

impl<'a> Run<'a> {
    fn new(plan: &'a Plan, which: Which, until: usize) -> Self {
        let models = which.models(plan);
        #[expect(clippy::cast_precision_loss, reason = "at most 10 million people")]
        let people = models[0].cohort.people as f64;
        Self {
            plan,
            evidence: Evidence::new(plan, which, until),
            prepared: models.into_iter().map(|model| Prepared::new(plan, model)).collect(),
            which,
            people,
        }
    }

    fn chunk(&self, draws: Range<usize>, worker: &mut Worker) -> Rows {
        let (parameters, measures) = (self.plan.parameters.len(), self.plan.measures.len());
        let mut rows = Rows {
            view: Vec::with_capacity(draws.len()),
            theta: vec![0.0; parameters * draws.len()],
            measures: vec![0.0; measures * draws.len()],
            segments: Vec::new(),
            squares: Vec::with_capacity(draws.len()),
            avoided: self.plan.measures.total(Total::Avoided),
        };
        for (place, draw) in draws.enumerate() {
            let view = self.which.model_of_draw(self.plan, draw);
            rows.view.push(view);
            let theta = &mut rows.theta[place * parameters..][..parameters];
            let squares = self.draw(
                &self.prepared[view],
                draw,
                worker,
                theta,
                &mut rows.measures[place * measures..][..measures],
            );
            rows.squares.push(squares);
            rows.segments.extend_from_slice(&worker.ledger.members);
        }
        rows
    }

    /// Simulates one draw into `row` and returns the sum of squares of the people's avoided cost.
    fn draw(
        &self,
        prepared: &Prepared<'_>,
        draw: usize,
        worker: &mut Worker,
        theta: &mut [f64],
        row: &mut [f64],
    ) -> f64 {
        let model = prepared.model;
        let address = Address::new(self.plan.simulation.seed, draw as u64);
        self.evidence.draw(draw, address, theta);
        worker.drawn.read(prepared, theta);
        worker.ledger.open(prepared);
        let section = draw % Draws::SECTIONS;
        let mut squares = 0.0;
        let mut index = 0;
        for window in &model.cohort.joining {
            let mut left = window.people;
            while left > 0 {
                #[expect(clippy::cast_possible_truncation, reason = "not above the size of a block")]
                let count = left.min(BLOCK as u64) as usize;
                let block = Block::cohort(index);
                let roll = Roll { block, count, joining: (window.from, window.to), segment: None, all_engage: false };
                worker.people.gather(prepared, &worker.drawn, &roll, address);
                worker.ledger.turn(&worker.people);
                let Worker { drawn, people, scratch, ledger, .. } = worker;
                let mut booking = Booking { prepared, drawn, people, ledger };
                occurrences::simulate(prepared, drawn, people, block, address, scratch, &mut booking);
                ledger.settle(prepared, drawn, people, block, address);
                squares += worker.pool(section);
                left -= count as u64;
                index += 1;
            }
        }
        close(prepared, &worker.drawn, theta, &worker.ledger, &mut worker.accounts, row);
        if let (Some(measure), Some(published)) = (self.plan.measures.published(), &model.published) {
            row[measure] =
                study::mean(prepared, &worker.drawn, published, address, &mut worker.people, &mut worker.scratch);
        }
        squares
    }
}

impl Worker {
    /// Adds the people of the current block to the pool and returns the sum of their squares.
    fn pool(&mut self, section: usize) -> f64 {
        let Self { ledger, person, gains, .. } = self;
        widest!(person[section].extend(&ledger.person));
        widest!(gains.extend(&ledger.gain));
        let mut squares = [0.0; LANES];
        widest!(add_up(&mut squares, &ledger.person, |avoided| avoided * avoided));
        squares.iter().sum()
    }
}

/// Empty sketches, one a section; cloning one would touch memory that most of them never use.
fn sections() -> Vec<Sketch> {
    std::iter::repeat_with(Sketch::new).take(Draws::SECTIONS).collect()
}

/// Turns rows into columns and merges the pooled people.
fn gather(plan: &Plan, chunks: Vec<Rows>, workers: Vec<Worker>) -> Draws {
    let count: usize = chunks.iter().map(|rows| rows.view.len()).sum();
    let segments = plan.base.cohort.segments.len();
    let mut draws = Draws {
        count,
        sampling: plan.simulation.sampling,
        view: Vec::new(),
        theta: Vec::with_capacity(count * plan.parameters.len()),
        columns: vec![Vec::with_capacity(count); plan.measures.len()],
        segment_people: vec![Vec::with_capacity(count); segments],
        person_squares: Vec::with_capacity(count),
        person: sections(),
        gains: Sketch::new(),
    };
    for rows in chunks {
        if plan.weighted {
            draws.view.extend(&rows.view);
        }
        draws.theta.extend(&rows.theta);
        draws.person_squares.extend(&rows.squares);
        for row in rows.measures.chunks(plan.measures.len()) {
            for (column, &value) in draws.columns.iter_mut().zip(row) {
                column.push(value);
            }
        }
        for row in rows.segments.chunks(segments) {
            for (column, &value) in draws.segment_people.iter_mut().zip(row) {
                column.push(value);
            }
        }
    }
    for worker in &workers {
        for (pooled, own) in draws.person.iter_mut().zip(&worker.person) {
            pooled.merge(own);
        }
        draws.gains.merge(&worker.gains);
    }
    if draws.gains.count() == 0 {
        for section in &draws.person {
            draws.gains.merge(section);
        }
    }
    draws
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Silent;
    use crate::model::example::plan;

    /// One view adds occurrences and the other does not; a segment, an evaluation, an uncertain value.
    const TOWN: &str = "
title: Town
horizon: 24 months
cohort: {people: 70, segments: {crisis: {share: 30%, relative_risk: 2}, others: {share: rest}}}
payers: {nhs: {label: NHS}}
events:
  eviction: {probability: {uniform: {low: 20%, high: 40%}}, unit_cost: £9k, paid_by: {nhs: 100%},
             support: {prevents: 40%, adds: 0.1 per year}}
views:
  low: {weight: 40%, set: {events: {eviction: {support: {adds: 0}}}}}
  high: {weight: 60%}
published: {people: 8, of: crisis, over: 12 months, mean_avoided: £3k}
simulation: {draws: 100}
";

    #[test]
    fn ranges_that_join_are_the_run_of_the_whole() {
        let plan = plan(TOWN);
        for which in [Which::Headline, Which::View(0), Which::View(1)] {
            let whole = simulate(&plan, which, &Silent).unwrap();
            assert_eq!(whole.gains.count(), 100 * 70, "{which:?}");
            for cuts in [vec![0, 100], vec![0, 1, 2, 3, 50, 100], vec![0, 33, 33, 100]] {
                let mut joined = simulate_range(&plan, which, 0..0, &Silent).unwrap();
                for cut in cuts.windows(2) {
                    joined.append(simulate_range(&plan, which, cut[0]..cut[1], &Silent).unwrap());
                }
                assert!(joined == whole, "{which:?} {cuts:?}");
            }
        }
    }
}
