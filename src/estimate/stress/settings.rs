//! Simulates the targets with one input set, and finds by such runs the value at which a chance is what is asked for.

use super::super::{Chance, Strata};
use super::compared::{Compared, Computed};
use super::exact::Exact;
use super::response::SET;
use super::sizes::score;
use super::{Stopped, SwitchRun, Watch};
use crate::engine::{Narrow, RunOf};
use crate::numeric::hypot;
use crate::statistics::float;

/// What one run may take, of all draws times people, each measure of a draw counting as a person …
const SHARE_OF_A_RUN: u64 = 10;
/// … which all runs together may take, and no less than this.
const LEAST_OF_ALL: u64 = 20_000_000;
/// However many there are, this is the most.
const MOST_OF_ALL: u64 = 40_000_000;
/// Fewest draws with which a run says anything.
const FEWEST_DRAWS: u64 = 200;
/// Runs for one answer, at most.
const MOST_RUNS: usize = 12;
/// A chance is found when a run of all draws is within this many of its standard errors of it …
const CLOSE: f64 = 0.5;
/// … and confirmed when a run of a few is within this many of a chance that was computed.
const CONFIRMED: f64 = 2.0;

/// The runs, with what is left of what they may take.
pub(super) struct Settings<'e, 'p> {
    exact: &'e Exact<'p>,
    watch: &'e Watch<'e>,
    narrow: Narrow,
    measures: Vec<usize>,
    strata: Strata,
    draws: usize,
    each: u64,
    left: u64,
}

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sought {
    /// The input that is set.
    pub(super) parameter: usize,
    /// The target.
    pub(super) target: usize,
    /// The chance that it should have.
    pub(super) wanted: f64,
    /// Where to begin.
    pub(super) start: f64,
    /// The least and the greatest value that can be tried.
    pub(super) range: (f64, f64),
    /// How the chance changes with the value, as computed.
    pub(super) slope: f64,
}

/// A value with the chance that a run of it shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// The value.
    pub(super) value: f64,
    /// What the run says.
    pub(super) run: SwitchRun,
    /// The standard error of the value.
    pub(super) mcse: f64,
}

/// What came of a search.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found {
    /// The value.
    Value(Shown),
    /// No value within the range has that chance.
    Nowhere,
    /// It cannot be said: nothing is left for runs, or there are too many people.
    Unknown,
}

impl<'e, 'p> Settings<'e, 'p> {
    pub(super) fn new(exact: &'e Exact<'p>, watch: &'e Watch<'e>) -> Self {
        let plan = exact.plan;
        let each = plan.base.cohort.people + plan.measures.len() as u64;
        let all = (exact.draws.count as u64).saturating_mul(each).clamp(LEAST_OF_ALL, MOST_OF_ALL);
        let draws = (all / SHARE_OF_A_RUN / each).max(FEWEST_DRAWS);
        // Fewer than all are held against what is computed of them.
        let draws = usize::try_from(draws).unwrap_or(1);
        let draws = if draws < exact.draws.count { draws.min(SET) } else { exact.draws.count };
        Self {
            exact,
            watch,
            narrow: Narrow::new(plan, RunOf::Headline),
            measures: (0..plan.base.targets.len()).map(|target| plan.measures.target(target)).collect(),
            strata: Strata::of(exact.draws),
            draws,
            each,
            left: all,
        }
    }

    /// The chance of `target` with `parameter` at `value`, all else as drawn: that computed of all draws, and what a run of
    /// the first of them differs from it. `None` where it cannot be simulated.
    ///
    /// # Errors
    ///
    /// When the run is stopped.
    fn at(&mut self, sought: &Sought, value: f64, computed: &Computed) -> Result<Option<SwitchRun>, Stopped> {
        let cost = self.draws as u64 * self.each;
        if cost > self.left {
            return Ok(None);
        }
        self.left -= cost;
        let wanted = &self.measures[sought.target..=sought.target];
        let set = Some((sought.parameter, value));
        let columns = self.narrow.columns(wanted, self.draws, set, self.watch.progress).ok_or(Stopped)?;
        let hits = self.exact.hits(sought.target, &columns[0]);
        let chance = if hits.len() == self.exact.draws.count {
            Chance::of(&hits, &self.strata)
        } else {
            let found = Compared::new(&hits, computed, &self.strata);
            Chance::averaged(found.chance, found.error, float(self.exact.draws.count))
        };
        Ok(Some(SwitchRun { draws: self.draws, chance }))
    }

    fn close(&self) -> f64 {
        if self.draws == self.exact.draws.count { CLOSE } else { CONFIRMED }
    }

    /// Looks for a value: from where computed chances put it to where runs do.
    ///
    /// # Errors
    ///
    /// When a run is stopped.
    pub(super) fn find(
        &mut self,
        sought: &Sought,
        computed: &mut dyn FnMut(f64) -> Computed,
    ) -> Result<Found, Stopped> {
        let mut points: Vec<(f64, SwitchRun)> = Vec::new();
        let mut next = sought.start;
        while points.len() < MOST_RUNS {
            let Some(run) = self.at(sought, next, &computed(next))? else { break };
            points.push((next, run));
            if (run.chance.probability - sought.wanted).abs() <= self.close() * run.chance.mcse {
                break;
            }
            match propose(&points, sought) {
                Some(value) => next = value,
                None => break,
            }
        }
        Ok(settled(&points, sought))
    }
}

/// The nearest values tried of which one gives too little and the other enough.
fn around(points: &[(f64, SwitchRun)], wanted: f64) -> Option<[(f64, SwitchRun); 2]> {
    let mut sorted = points.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let crosses =
        |pair: &&[(f64, SwitchRun)]| (pair[0].1.chance.probability < wanted) != (pair[1].1.chance.probability < wanted);
    let mut pairs = sorted.windows(2).filter(crosses);
    pairs.next().map(|pair| [pair[0], pair[1]])
}

/// What to try next: between two values of which one gives too little, on a line in normal scores; else, from the last
/// one, twice as far as the computed slope says, up to the end of the range. `None` where there is nothing left to try.
fn propose(points: &[(f64, SwitchRun)], sought: &Sought) -> Option<f64> {
    let (from, to) = sought.range;
    if let Some([low, high]) = around(points, sought.wanted) {
        let rise = score(high.1.chance.probability) - score(low.1.chance.probability);
        let share = (score(sought.wanted) - score(low.1.chance.probability)) / rise;
        let share = if points.len() % 3 == 2 || !share.is_finite() { 0.5 } else { share.clamp(0.05, 0.95) };
        let value = low.0 + share * (high.0 - low.0);
        return (value > low.0 && value < high.0).then_some(value);
    }
    let &(last, run) = points.last()?;
    let furthest = points.iter().map(|point| (point.0 - sought.start).abs()).fold(0.0, f64::max);
    let step = -2.0 * (run.chance.probability - sought.wanted) / sought.slope;
    let least = (2.0 * furthest).max(1e-3 * (to - from));
    let step = if step.is_finite() && step != 0.0 { step.abs().max(least) * step.signum() } else { return None };
    // After a few steps to the very end, so that what cannot be reached is known to be so.
    let far = if points.len() >= 4 { f64::INFINITY * step.signum() } else { last + step };
    let value = far.clamp(from, to);
    (value != last).then_some(value)
}

/// What the runs say together.
fn settled(points: &[(f64, SwitchRun)], sought: &Sought) -> Found {
    let off = |point: &&(f64, SwitchRun)| (point.1.chance.probability - sought.wanted).abs();
    let Some(&(value, run)) = points.iter().min_by(|a, b| off(a).total_cmp(&off(b))) else { return Found::Unknown };
    let missed = (run.chance.probability - sought.wanted).abs();
    let pair = around(points, sought.wanted);
    if pair.is_none() && missed > 3.0 * run.chance.mcse {
        // All runs lie on one side. Where they went to the end of the range, the chance is nowhere.
        let at_end = points.iter().any(|point| point.0 == sought.range.0 || point.0 == sought.range.1);
        return if at_end { Found::Nowhere } else { Found::Unknown };
    }
    if let Some([low, high]) = pair.filter(|_| missed > 3.0 * run.chance.mcse)
        && (low.0..=high.0).contains(&sought.start)
    {
        // A jump, which the computation knows better than so many runs: somewhere between these two.
        let start = points.first().map_or(run, |point| point.1);
        return Found::Value(Shown { value: sought.start, run: start, mcse: 0.5 * (high.0 - low.0) });
    }
    let slope = slope(points, (value, run)).unwrap_or(sought.slope);
    Found::Value(Shown { value, run, mcse: (hypot(run.chance.mcse, missed) / slope).abs() })
}

/// How the chance changes with the value around `here`: between the nearest runs on either side that differ from it by more
/// than luck, or from it to one of them.
fn slope(points: &[(f64, SwitchRun)], here: (f64, SwitchRun)) -> Option<f64> {
    let clear = |point: &&(f64, SwitchRun)| {
        (point.1.chance.probability - here.1.chance.probability).abs() >= 4.0 * here.1.chance.mcse
    };
    let away = |point: &(f64, SwitchRun)| (point.0 - here.0).abs();
    let nearest = |side: &dyn Fn(f64) -> bool| {
        let others = points.iter().filter(clear).filter(|point| side(point.0));
        others.min_by(|a, b| away(a).total_cmp(&away(b))).copied()
    };
    let (below, above) = (nearest(&|value| value < here.0), nearest(&|value| value > here.0));
    let (low, high) = (below.or(above.map(|_| here))?, above.or(below.map(|_| here))?);
    Some((high.1.chance.probability - low.1.chance.probability) / (high.0 - low.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUGHT: Sought = Sought { parameter: 0, target: 0, wanted: 0.5, start: 0.85, range: (0.0, 1.0), slope: 5.0 };

    fn run(probability: f64) -> SwitchRun {
        SwitchRun { draws: 4_000, chance: Chance::averaged(probability, 0.008, 4_000.0) }
    }

    #[test]
    fn the_search_steps_back_until_it_holds_the_value_and_then_between() {
        // Too much at the start: further down, twice what the slope says.
        let first = propose(&[(0.85, run(0.7))], &SOUGHT).unwrap();
        assert!((first - 0.77).abs() < 1e-12, "{first}");
        let between = propose(&[(0.85, run(0.7)), (0.77, run(0.3)), (0.9, run(0.9))], &SOUGHT).unwrap();
        assert!((between - 0.81).abs() < 1e-9, "{between}");
        assert_eq!(propose(&[(0.0, run(0.7))], &Sought { start: 0.0, ..SOUGHT }), None, "the end of the range");
    }

    #[test]
    fn what_is_settled_says_how_far_it_may_be_off() {
        let Found::Value(shown) = settled(&[(0.85, run(0.7)), (0.82, run(0.5)), (0.77, run(0.3))], &SOUGHT) else {
            panic!()
        };
        assert_eq!(shown.value, 0.82);
        // Between 0.77 and 0.85 the chance rises by 0.4: 5 a unit.
        assert!((shown.mcse - 0.008 / 5.0).abs() < 1e-9, "{shown:?}");
        assert!(matches!(settled(&[(0.85, run(1.0)), (0.0, run(1.0))], &SOUGHT), Found::Nowhere));
        assert!(matches!(settled(&[(0.85, run(1.0))], &SOUGHT), Found::Unknown));
        assert!(matches!(settled(&[], &SOUGHT), Found::Unknown));
    }
}
