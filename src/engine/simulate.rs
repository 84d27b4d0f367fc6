//! Runs the draws on all threads, each into its share of the columns.

use crate::numeric::float;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::draw_values::DrawValues;
use super::draws::Draws;
use super::intake::Intake;
use super::ledger::{Booking, Ledger};
use super::measures::{Accounts, close};
use super::occurrence_list::Scratch;
use super::occurrences;
use super::people::{People, Roll};
use super::prepared::Prepared;
use super::progress::Progress;
use super::run_of::RunOf;
use super::sampling::Parameters;
use super::slice::Slice;
use super::stream::{Address, Block};
use super::vectors::widest;
use super::{BLOCK, study};
use crate::model::{Plan, Total};
use crate::statistics::Sketch;

/// Draws whose rows go into columns together: one by one, columns would push each other out of the nearest cache.
const TOGETHER: usize = 16;

/// Simulates all draws of `plan`; `None` when `progress` cancels the run.
#[must_use]
pub fn simulate(plan: &Plan, which: RunOf, progress: &dyn Progress) -> Option<Draws> {
    simulate_range(plan, which, 0..plan.simulation.draws, progress)
}

/// Simulates the draws `range` of `plan`, which may go beyond the draws that the plan asks for; `None` when `progress`
/// cancels the run. Ranges that join, put together with [`Draws::append`], are the run of the whole, to the last bit.
#[must_use]
pub fn simulate_range(plan: &Plan, which: RunOf, range: Range<usize>, progress: &dyn Progress) -> Option<Draws> {
    Run::new(plan, which, range.end).range(range, None, progress)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Enough people for a chunk to be worth handing out, few enough draws for all threads to have some.
fn draws_per_chunk(people: u64) -> usize {
    usize::try_from(65_536 / people.max(1)).unwrap_or(1).clamp(1, 256)
}

/// Everything that the draws of a run share.
pub(super) struct Run<'a> {
    plan: &'a Plan,
    evidence: Parameters<'a>,
    /// By view in a weighted headline run, else one.
    prepared: Vec<Prepared<'a>>,
    which: RunOf,
    people: f64,
}

/// Scratch that one thread reuses from draw to draw, and its share of the pooled people.
struct Worker {
    drawn: DrawValues,
    people: People,
    scratch: Scratch,
    ledger: Ledger,
    accounts: Accounts,
    person: Vec<Sketch>,
    gains: Sketch,
    /// Rows of measures of a few draws, before they are put into columns.
    rows: Vec<f64>,
}

impl Worker {
    fn new() -> Self {
        Self {
            drawn: DrawValues::default(),
            people: People::default(),
            scratch: Scratch::default(),
            ledger: Ledger::default(),
            accounts: Accounts::default(),
            person: Draws::sections(),
            gains: Sketch::new(),
            rows: Vec::new(),
        }
    }
}

impl<'a> Run<'a> {
    /// Ready to simulate draws of `plan` up to `until`.
    pub(super) fn new(plan: &'a Plan, which: RunOf, until: usize) -> Self {
        let models = which.models(plan);
        Self {
            plan,
            evidence: Parameters::new(plan, which, until),
            prepared: models.into_iter().map(|model| Prepared::new(plan, model)).collect(),
            which,
            people: float(plan.base.cohort.people),
        }
    }

    /// Simulates the draws `range`, with the value `set` of one parameter instead of what is drawn of it; `None` when
    /// `progress` cancels the run.
    pub(super) fn range(
        &self,
        range: Range<usize>,
        set: Option<(usize, f64)>,
        progress: &dyn Progress,
    ) -> Option<Draws> {
        let idle = Mutex::new(Vec::new());
        let mut draws = Draws::blank(self.plan, range.len());
        Slice::all(&mut draws).in_parallel(draws_per_chunk(self.plan.base.cohort.people), &|share: Slice<'_>| {
            if progress.cancelled() {
                return None;
            }
            let mut worker: Worker = lock(&idle).pop().unwrap_or_else(Worker::new);
            let (count, sum, squares) = self.fill(range.start, share, set, &mut worker);
            lock(&idle).push(worker);
            progress.advance(count, sum, squares);
            Some(())
        })?;
        let mut workers = idle.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter();
        if let Some(first) = workers.next() {
            (draws.person, draws.gains) = (first.person, first.gains);
        }
        workers.for_each(|worker| draws.pool(&worker.person, &worker.gains));
        if draws.gains.count() == 0 {
            for section in &draws.person {
                draws.gains.merge(section);
            }
        }
        Some(draws)
    }

    /// Simulates the draws of `share`, of which the first of all is draw `from`. Returns how many there are, and the sum
    /// and sum of squares of their avoided cost per person.
    fn fill(
        &self,
        from: usize,
        mut share: Slice<'_>,
        set: Option<(usize, f64)>,
        worker: &mut Worker,
    ) -> (usize, f64, f64) {
        let (parameters, measures) = (self.plan.parameters.len(), self.plan.measures.len());
        let mut rows = std::mem::take(&mut worker.rows);
        for start in (0..share.len()).step_by(TOGETHER) {
            rows.clear();
            rows.resize(TOGETHER.min(share.len() - start) * measures, 0.0);
            for (place, row) in (start..).zip(rows.chunks_exact_mut(measures)) {
                let draw = from + share.start + place;
                let view = self.which.model_of_draw(self.plan, draw);
                if let Some(entry) = share.view.get_mut(place) {
                    *entry = view;
                }
                let theta = &mut share.theta[place * parameters..][..parameters];
                let address = Address::new(self.plan.simulation.seed, draw as u64);
                self.evidence.draw(draw, address, theta);
                if let Some((parameter, value)) = set {
                    theta[parameter] = value;
                }
                share.person_squares[place] = self.draw(&self.prepared[view], draw, worker, theta, row);
                for (column, &members) in share.segment_people.iter_mut().zip(&worker.ledger.members) {
                    column[place] = members;
                }
            }
            share.put(start, &rows);
        }
        worker.rows = rows;
        let avoided =
            share.columns[self.plan.measures.total(Total::Avoided)].iter().map(|avoided| avoided / self.people);
        let (sum, squares) = avoided.fold((0.0, 0.0), |(sum, squares), value| (sum + value, squares + value * value));
        (share.len(), sum, squares)
    }

    /// Simulates draw `draw`, of the values `theta`, into `row` and returns the sum of squares of the people's avoided cost.
    fn draw(&self, prepared: &Prepared<'_>, draw: usize, worker: &mut Worker, theta: &[f64], row: &mut [f64]) -> f64 {
        let model = prepared.model;
        let address = Address::new(self.plan.simulation.seed, draw as u64);
        worker.drawn.read(prepared, theta);
        worker.ledger.open(prepared);
        let section = draw % Draws::SECTIONS;
        let mut squares = 0.0;
        let mut index = 0;
        for &window in &model.cohort.joining {
            for Intake { joining, people, year } in prepared.intakes(window, Block::cohort(index), address) {
                if prepared.trends {
                    worker.drawn.join(prepared, theta, year);
                }
                let mut left = people;
                while left > 0 {
                    #[expect(clippy::cast_possible_truncation, reason = "not above the size of a block")]
                    let count = left.min(BLOCK as u64) as usize;
                    let block = Block::cohort(index);
                    let roll = Roll { block, count, joining, segment: None, all_engage: false };
                    squares += worker.block(prepared, &roll, address, section);
                    left -= count as u64;
                    index += 1;
                }
            }
        }
        if prepared.trends {
            // A publication's people join at the start.
            worker.drawn.join(prepared, theta, 0.0);
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
    /// Simulates one block of people and returns the sum of their squares.
    fn block(&mut self, prepared: &Prepared<'_>, roll: &Roll, address: Address, section: usize) -> f64 {
        self.people.gather(prepared, &self.drawn, roll, address);
        self.ledger.open_block(&self.people);
        let Self { drawn, people, scratch, ledger, .. } = self;
        let mut booking = Booking { prepared, drawn, people, ledger };
        occurrences::simulate(prepared, drawn, people, roll.block, address, scratch, &mut booking);
        ledger.close_block(prepared, drawn, people, roll.block, address);
        self.pool(section)
    }

    /// Adds the people of the current block to the pool and returns the sum of their squares.
    fn pool(&mut self, section: usize) -> f64 {
        let Self { ledger, person, gains, .. } = self;
        widest!(person[section].extend(&ledger.person));
        widest!(gains.extend(&ledger.gain));
        ledger.squares()
    }
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
        for which in [RunOf::Headline, RunOf::View(0), RunOf::View(1)] {
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
