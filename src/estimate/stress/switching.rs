//! Finds what must be true: the value of each input at which the answer changes, all else as drawn.

use super::super::{Ordered, ProgrammeResults, Strata, label::label};
use super::compared::Computed;
use super::double_sample::average;
use super::exact::{Exact, Outputs, bounds};
use super::probe::{Answers, Probe, points};
use super::response::Response;
use super::root::{Point, bracket, root};
use super::settings::{Found, Settings, Sought};
use super::{Stopped, Switch, SwitchHeldFixed, SwitchingInput, SwitchingResults, TargetSwitch, Watch};
use crate::engine::{self, RunOf};
use crate::model::{Plan, Programme};
use crate::statistics::{mean_and_sd, quantile_sorted};

/// A crossing is found when it is within this share of its own Monte Carlo error.
const CLOSE: f64 = 0.01;
/// Times that a range is widened to hold what all draws say.
const WIDENINGS: usize = 5;
/// A chance that is computed this far from the one wanted, wherever the input is put, is nowhere near it …
const FAR: f64 = 0.1;
/// … where the value of a target is of this many contributions at least.
const MANY: f64 = 100.0;
/// The chances of a target that are asked about.
const CHANCES: [f64; 2] = [0.5, 0.8];

/// An answer that changes at zero.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Question {
    /// Expected net benefit.
    Net,
    /// Chance of a target, less this.
    Target(usize, f64),
}

/// The switching values of every uncertain input; those of targets are looked for by runs, the nearest first.
///
/// # Errors
///
/// When the runs are stopped.
pub(super) fn switching(
    exact: &Exact<'_>,
    outputs: &Outputs,
    programme: Option<&ProgrammeResults>,
    watch: &Watch<'_>,
) -> Result<SwitchingResults, Stopped> {
    let plan = exact.plan;
    let net = plan.base.programme.is_some().then_some(Question::Net);
    let expected = |target: &usize| plan.base.targets[*target].counting.has_expectation();
    let targets = (0..plan.base.targets.len()).filter(expected);
    let targets = targets.flat_map(|target| CHANCES.map(|p| Question::Target(target, p)));
    let questions: Vec<Question> = net.into_iter().chain(targets).collect();
    let search = Search::new(exact, outputs, questions);
    // The team's capacity is held against people needed only, and what a publication overstates against itself; no
    // answer depends on them.
    let uncertain = plan.uncertain().filter(|&index| {
        !["programme.capacity.", "published."].iter().any(|of| plan.parameters[index].path.starts_with(of))
    });
    let mut inputs: Vec<(Probe<'_, '_>, SwitchingInput)> =
        uncertain.filter(|_| !search.questions.is_empty()).map(|index| search.input(index)).collect();
    inputs.sort_by(|(_, a), (_, b)| nearest(a).total_cmp(&nearest(b)));
    if !plan.base.targets.is_empty() {
        (watch.next)("switching values");
        let mut settings = Settings::new(exact, watch);
        for (tried, input) in &mut inputs {
            search.confirm(&mut settings, tried, input)?;
        }
        inputs.sort_by(|(_, a), (_, b)| nearest(a).total_cmp(&nearest(b)));
    }
    let base = programme.and_then(|programme| programme.expected_net_pv.as_ref());
    Ok(SwitchingResults {
        draws: exact.draws.count,
        held_fixed: Some(SwitchHeldFixed {
            people: plan.base.cohort.people,
            programme: plan.base.programme.is_some(),
            follows: plan.base.programme.as_ref().is_some_and(Programme::follows_people),
        }),
        net_pv: base.map(|net| net.mean),
        net_pv_mcse: base.map(|net| net.mcse).filter(|error| error.is_finite()),
        inputs: inputs.into_iter().map(|(_, input)| input).collect(),
    })
}

/// Draws over which the expectation is averaged where somebody waits for a switching value, whose error is given.
const WAITED_FOR: usize = 400;

/// Where the expected net benefit is zero as the value at `path` moves, all else as drawn; `None` without a programme, or
/// where the value is certain. Nobody is simulated.
#[must_use]
pub fn break_even(plan: &Plan, path: &str) -> Option<Switch> {
    let parameter = plan.uncertain().find(|&index| plan.parameters[index].path == path)?;
    plan.base.programme.as_ref()?;
    let draws = engine::evidence(plan, RunOf::Headline, plan.simulation.draws.min(WAITED_FOR));
    let exact = Exact::uncalibrated(plan, &draws);
    let outputs = exact.outputs();
    Search::new(&exact, &outputs, vec![Question::Net]).input(parameter).1.net
}

/// The shortest way to any switch, in standard deviations.
fn nearest(input: &SwitchingInput) -> f64 {
    let targets = input.targets.iter().flat_map(|(_, target)| [target.even, target.likely]);
    let shifts = input.net.into_iter().chain(targets).filter_map(|switch| switch.shift_sd);
    shifts.map(f64::abs).fold(f64::INFINITY, f64::min)
}

struct Search<'e, 'p> {
    exact: &'e Exact<'p>,
    strata: Strata,
    questions: Vec<Question>,
    /// What each is of in every draw as it was drawn.
    base: Vec<Vec<f64>>,
}

impl<'e, 'p> Search<'e, 'p> {
    fn new(exact: &'e Exact<'p>, outputs: &Outputs, questions: Vec<Question>) -> Self {
        let base = questions.iter().map(|question| match question {
            Question::Net => outputs.net.clone(),
            Question::Target(target, _) => exact.chances(*target, outputs),
        });
        let base = base.collect();
        let strata = Strata::of(exact.draws);
        Self { exact, strata, questions, base }
    }

    /// An answer, from what is expected of the first draws with a value set, and its error.
    fn answer(&self, outputs: &Outputs, index: usize) -> (f64, f64) {
        match self.questions[index] {
            Question::Net => self.over_all(&outputs.net, index),
            Question::Target(target, wanted) => {
                let (share, error) = self.over_all(&self.exact.chances(target, outputs), index);
                (share - wanted, error)
            }
        }
    }

    /// The mean over all draws of what is known of the first, and its error.
    fn over_all(&self, first: &[f64], index: usize) -> (f64, f64) {
        average(first, &self.base[index], &self.strata)
    }

    fn ask(&self, response: &Response<'e, 'p>, at: f64) -> Answers {
        let outputs = response.coarse(at);
        let (means, errors) = (0..self.questions.len()).map(|index| self.answer(&outputs, index)).unzip();
        Answers { at, means, errors }
    }

    fn input(&self, parameter: usize) -> (Probe<'e, 'p>, SwitchingInput) {
        let plan = self.exact.plan;
        let about = &plan.parameters[parameter];
        let drawn: Vec<f64> = (0..self.exact.draws.count).map(|draw| self.exact.draws.theta(draw)[parameter]).collect();
        let (mean, sd) = mean_and_sd(&drawn);
        let mut sorted = drawn;
        sorted.sort_unstable_by(f64::total_cmp);
        let points = points(about.kind, &sorted);
        let range = (points[0], points[points.len() - 1]);
        let response = Response::new(self.exact, parameter, range);
        let known: Vec<Answers> = points.into_iter().map(|at| self.ask(&response, at)).collect();
        let mut tried = Probe { parameter, response, range, known, sorted, mean, sd };
        let switches: Vec<Switch> = (0..self.questions.len()).map(|index| self.switch(&mut tried, index)).collect();
        let mut switches = switches.into_iter();
        let net = (self.questions.first() == Some(&Question::Net)).then(|| switches.next().unwrap_or_default());
        let targets: Vec<(String, TargetSwitch)> = plan
            .base
            .targets
            .iter()
            .filter(|target| target.counting.has_expectation())
            .map(|target| {
                let even = switches.next().unwrap_or_default();
                (target.id.clone(), TargetSwitch { even, likely: switches.next().unwrap_or_default() })
            })
            .collect();
        let input = SwitchingInput {
            path: about.path.clone(),
            label: label(plan, &about.path),
            kind: about.kind,
            mean,
            sd,
            p2_5: quantile_sorted(&tried.sorted, 0.025),
            p97_5: quantile_sorted(&tried.sorted, 0.975),
            net,
            targets: Ordered(targets),
        };
        (tried, input)
    }

    /// Where one answer changes, as computed; nothing where it does not within the legal range.
    fn switch(&self, tried: &mut Probe<'e, 'p>, index: usize) -> Switch {
        let line = tried.line(index);
        let Some(ends) = bracket(&line, tried.mean) else { return Switch::default() };
        let scale = line.iter().map(|point| point.y.abs()).fold(0.0, f64::max);
        let error = tried.known.iter().map(|answers| answers.errors[index]).fold(f64::INFINITY, f64::min);
        let error = if error.is_finite() { error } else { 0.0 };
        let close = |y: f64| y.abs() <= (CLOSE * error).max(1e-12 * scale);
        let (mut value, mut within) = (root(ends, |x| self.coarse(tried, index, x).0, close), (ends.0.x, ends.1.x));
        if !tried.response.is_whole() {
            let Some((found, range)) = self.refined(tried, index, value, &close) else { return Switch::default() };
            (value, within) = (found, range);
        }
        let mcse = (self.at(tried, index, value).1 / self.slope(tried, index, value, within)).abs();
        tried.switch(value, mcse)
    }

    /// The value at which the answer of all draws changes, near the `value` where that of a few does, and the range that
    /// was looked at.
    fn refined(
        &self,
        tried: &mut Probe<'e, 'p>,
        index: usize,
        value: f64,
        close: &dyn Fn(f64) -> bool,
    ) -> Option<(f64, (f64, f64))> {
        let (low, high) = tried.range;
        let step = (1e-3 * (high - low)).min(0.05 * tried.sd.max(1e-9 * (high - low)));
        let (below, above) = ((value - step).max(low), (value + step).min(high));
        let slope = (self.coarse(tried, index, above).0 - self.coarse(tried, index, below).0) / (above - below);
        let error = (self.coarse(tried, index, value).1 / slope).abs();
        let mut half = if error.is_finite() { 4.0 * error } else { 0.0 }.max(2.0 * step);
        for _ in 0..WIDENINGS {
            let within = tried.response.refine(value, ((value - half).max(low), (value + half).min(high)));
            let point = |x: f64| Point { x, y: self.at(tried, index, x).0 };
            let ends = [point(within.0), point(within.1)];
            if let Some(ends) = bracket(&ends, value) {
                return Some((root(ends, |x| self.at(tried, index, x).0, close), within));
            }
            if within == (low, high) {
                return None;
            }
            half *= 4.0;
        }
        None
    }

    fn at(&self, tried: &Probe<'e, 'p>, index: usize, value: f64) -> (f64, f64) {
        self.answer(&tried.response.outputs(value), index)
    }

    /// The same of a few draws, where all would cost something.
    fn coarse(&self, tried: &Probe<'e, 'p>, index: usize, value: f64) -> (f64, f64) {
        self.answer(&tried.response.coarse(value), index)
    }

    /// How fast an answer changes at a value within `low` and `high`.
    fn slope(&self, tried: &Probe<'e, 'p>, index: usize, value: f64, (low, high): (f64, f64)) -> f64 {
        let step = (1e-3 * (high - low)).min(0.05 * tried.sd.max(1e-9 * (high - low)));
        let (below, above) = ((value - step).max(low), (value + step).min(high));
        (self.at(tried, index, above).0 - self.at(tried, index, below).0) / (above - below)
    }

    /// Puts what runs show in the place of what was computed of every target.
    fn confirm(
        &self,
        settings: &mut Settings<'_, '_>,
        tried: &Probe<'e, 'p>,
        input: &mut SwitchingInput,
    ) -> Result<(), Stopped> {
        let first = usize::from(input.net.is_some());
        for (index, &question) in self.questions.iter().enumerate().skip(first) {
            let Question::Target(target, wanted) = question else { continue };
            let id = &self.exact.plan.base.targets[target].id;
            let Some((_, switches)) = input.targets.0.iter_mut().find(|(of, _)| of == id) else { continue };
            let switch = if wanted < 0.65 { &mut switches.even } else { &mut switches.likely };
            let Some(sought) = self.sought(tried, index, (target, wanted), switch.value) else { continue };
            let mut computed = |x: f64| {
                let chances = self.exact.chances(target, &tried.response.outputs(x));
                let (share, error) = self.over_all(&chances, index);
                Computed { chances, share, error }
            };
            *switch = match settings.find(&sought, &mut computed)? {
                Found::Value(shown) => Switch { simulated: Some(shown.run), ..tried.switch(shown.value, shown.mcse) },
                Found::Nowhere => Switch::default(),
                Found::Unknown => switch.with_error(self.unlike_computed(index, target) / sought.slope),
            };
        }
        Ok(())
    }

    /// Where a chance is to be looked for by runs; `None` where it is nowhere whatever the law of the target's value.
    fn sought(
        &self,
        tried: &Probe<'e, 'p>,
        index: usize,
        (target, wanted): (usize, f64),
        start: Option<f64>,
    ) -> Option<Sought> {
        let line = tried.line(index);
        let range = tried.range;
        let start = match start {
            Some(start) => start,
            None => {
                let nearest = line.iter().min_by(|a, b| a.y.abs().total_cmp(&b.y.abs()))?;
                let outputs = tried.response.outputs(nearest.x);
                let [least, most] = self.bounds(target, &outputs);
                let nowhere = nearest.y.abs() > FAR && self.exact.contributions(target, &outputs) >= MANY;
                if wanted < least || wanted > most || nowhere {
                    return None;
                }
                nearest.x
            }
        };
        // Over the whole range where nothing changes at the start itself.
        let slope = self.slope(tried, index, start, range);
        let whole = (line.last()?.y - line.first()?.y) / (range.1 - range.0);
        let slope = if slope.abs() > 1e-3 * whole.abs() { slope } else { whole };
        Some(Sought { parameter: tried.parameter, target, wanted, start, range, slope })
    }

    /// The least and the most that a target's chance can be with these means and spreads.
    fn bounds(&self, target: usize, outputs: &Outputs) -> [f64; 2] {
        let each = outputs.cumulants[target].iter().enumerate().map(|(draw, of)| {
            let law = self.exact.law(target, *of);
            bounds(law.mean(), law.sd(), self.exact.model(draw).targets[target].amount)
        });
        let all: Vec<[f64; 2]> = each.collect();
        [0, 1].map(|end| mean_and_sd(&all.iter().map(|ends| ends[end]).collect::<Vec<f64>>()).0)
    }

    /// By how much the chance of the run itself differs from the computed one on the same draws.
    fn unlike_computed(&self, index: usize, target: usize) -> f64 {
        let computed = &self.base[index];
        let values = &self.exact.draws.columns[self.exact.plan.measures.target(target)];
        mean_and_sd(&self.exact.hits(target, values)).0 - mean_and_sd(computed).0
    }
}
