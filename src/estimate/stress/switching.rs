//! Finds what must be true: the value of each input at which the answer changes, all else as drawn.

use super::super::{Ordered, ProgrammeResults, Strata, label::label};
use super::exact::{Exact, Outputs, bounds};
use super::root::{Point, bracket, root};
use super::settings::{Found, Settings, Sought};
use super::{Stopped, Switch, SwitchHeldFixed, SwitchingInput, SwitchingResults, TargetSwitch, Watch};
use crate::engine::{self, RunOf};
use crate::model::{Plan, Programme};
use crate::quantity::{Kind, LEAST_EFFECT};
use crate::statistics::{float, mean_and_sd, quantile_sorted};

/// Draws over which expectations are averaged, at most: their error is shown, and the first draws of a run hold every
/// weighted view in its share.
const MOST_DRAWS: usize = 1_000;
/// What has no upper limit is looked for up to this many times its 90th percentile.
const FURTHEST: f64 = 100.0;
/// A crossing is found when it is within this share of its own Monte Carlo error.
const CLOSE: f64 = 0.01;
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

/// The answers at one value of one input: mean over draws and its error.
#[derive(Clone, Debug)]
struct Answers {
    at: f64,
    means: Vec<f64>,
    errors: Vec<f64>,
}

/// What is believed of an input, and what was computed at a few of its values.
struct Probe {
    parameter: usize,
    known: Vec<Answers>,
    sorted: Vec<f64>,
    mean: f64,
    sd: f64,
}

/// The switching values of every uncertain input; those of targets are looked for by runs, the nearest first.
///
/// # Errors
///
/// When the runs are stopped.
pub(super) fn switching(
    exact: &Exact<'_>,
    programme: Option<&ProgrammeResults>,
    watch: &Watch<'_>,
) -> Result<SwitchingResults, Stopped> {
    let plan = exact.plan;
    let draws = exact.draws.count.min(MOST_DRAWS);
    let net = plan.base.programme.is_some().then_some(Question::Net);
    let expected = |target: &usize| plan.base.targets[*target].counting.has_expectation();
    let targets = (0..plan.base.targets.len()).filter(expected);
    let targets = targets.flat_map(|target| CHANCES.map(|p| Question::Target(target, p)));
    let questions: Vec<Question> = net.into_iter().chain(targets).collect();
    let search = Search { exact, draws, questions };
    // The team's capacity is held against people needed only, and what a publication overstates against itself; no
    // answer depends on them.
    let uncertain = plan.uncertain().filter(|&index| {
        !["programme.capacity.", "published."].iter().any(|of| plan.parameters[index].path.starts_with(of))
    });
    let mut inputs: Vec<(Probe, SwitchingInput)> =
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
    // Of all draws, as everywhere, though fewer are enough to look for switching values.
    let base = programme.and_then(|programme| programme.expected_net_pv.as_ref());
    Ok(SwitchingResults {
        draws,
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
    Search { exact: &exact, draws: draws.count, questions: vec![Question::Net] }.input(parameter).1.net
}

/// The shortest way to any switch, in standard deviations.
fn nearest(input: &SwitchingInput) -> f64 {
    let targets = input.targets.iter().flat_map(|(_, target)| [target.even, target.likely]);
    let shifts = input.net.into_iter().chain(targets).filter_map(|switch| switch.shift_sd);
    shifts.map(f64::abs).fold(f64::INFINITY, f64::min)
}

struct Search<'e, 'p> {
    exact: &'e Exact<'p>,
    draws: usize,
    questions: Vec<Question>,
}

impl Search<'_, '_> {
    fn answer(&self, outputs: &Outputs, question: Question) -> (f64, f64) {
        let strata = Strata::of(self.exact.draws).first(self.draws);
        match question {
            Question::Net => (mean_and_sd(&outputs.net).0, strata.mean_mcse(&outputs.net)),
            Question::Target(target, wanted) => {
                let chances = self.exact.chances(target, outputs);
                (mean_and_sd(&chances).0 - wanted, strata.mean_mcse(&chances))
            }
        }
    }

    fn ask(&self, parameter: usize, at: f64) -> Answers {
        let outputs = self.exact.outputs(self.draws, Some((parameter, at)));
        let (means, errors) = self.questions.iter().map(|&question| self.answer(&outputs, question)).unzip();
        Answers { at, means, errors }
    }

    fn input(&self, parameter: usize) -> (Probe, SwitchingInput) {
        let plan = self.exact.plan;
        let about = &plan.parameters[parameter];
        let drawn: Vec<f64> = (0..self.exact.draws.count).map(|draw| self.exact.draws.theta(draw)[parameter]).collect();
        let (mean, sd) = mean_and_sd(&drawn);
        let mut sorted = drawn;
        sorted.sort_unstable_by(f64::total_cmp);
        let known: Vec<Answers> = points(about.kind, &sorted).into_iter().map(|at| self.ask(parameter, at)).collect();
        let tried = Probe { parameter, known, sorted, mean, sd };
        let mut switches = (0..self.questions.len()).map(|index| self.switch(&tried, index));
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
    fn switch(&self, tried: &Probe, index: usize) -> Switch {
        let line = tried.line(index);
        let Some(ends) = bracket(&line, tried.mean) else { return Switch::default() };
        let scale = line.iter().map(|point| point.y.abs()).fold(0.0, f64::max);
        let error = tried.known.iter().map(|answers| answers.errors[index]).fold(f64::INFINITY, f64::min);
        let error = if error.is_finite() { error } else { 0.0 };
        let close = |y: f64| y.abs() <= (CLOSE * error).max(1e-12 * scale);
        let at = |x: f64| self.at(tried, index, x);
        let value = root(ends, |x| at(x).0, close);
        let mcse = (at(value).1 / self.slope(tried, index, value, (ends.0.x, ends.1.x))).abs();
        tried.switch(value, mcse)
    }

    fn at(&self, tried: &Probe, index: usize, value: f64) -> (f64, f64) {
        self.answer(&self.exact.outputs(self.draws, Some((tried.parameter, value))), self.questions[index])
    }

    /// How fast an answer changes at a value within `low` and `high`.
    fn slope(&self, tried: &Probe, index: usize, value: f64, (low, high): (f64, f64)) -> f64 {
        let step = (1e-3 * (high - low)).min(0.05 * tried.sd.max(1e-9 * (high - low)));
        let (below, above) = ((value - step).max(low), (value + step).min(high));
        (self.at(tried, index, above).0 - self.at(tried, index, below).0) / (above - below)
    }

    /// Puts what runs show in the place of what was computed of every target.
    fn confirm(
        &self,
        settings: &mut Settings<'_, '_>,
        tried: &Probe,
        input: &mut SwitchingInput,
    ) -> Result<(), Stopped> {
        let first = usize::from(input.net.is_some());
        for (index, &question) in self.questions.iter().enumerate().skip(first) {
            let Question::Target(target, wanted) = question else { continue };
            let id = &self.exact.plan.base.targets[target].id;
            let Some((_, switches)) = input.targets.0.iter_mut().find(|(of, _)| of == id) else { continue };
            let switch = if wanted < 0.65 { &mut switches.even } else { &mut switches.likely };
            let Some(sought) = self.sought(tried, index, (target, wanted), switch.value) else { continue };
            *switch = match settings.find(&sought)? {
                Found::Value(shown) => Switch { simulated: Some(shown.run), ..tried.switch(shown.value, shown.mcse) },
                Found::Nowhere => Switch::default(),
                Found::Unknown => switch.with_error(self.unlike_normal(target) / sought.slope),
            };
        }
        Ok(())
    }

    /// Where a chance is to be looked for by runs; `None` where it is nowhere whatever the law of the target's value.
    fn sought(
        &self,
        tried: &Probe,
        index: usize,
        (target, wanted): (usize, f64),
        start: Option<f64>,
    ) -> Option<Sought> {
        let line = tried.line(index);
        let range = (line.first()?.x, line.last()?.x);
        let start = match start {
            Some(start) => start,
            None => {
                let nearest = line.iter().min_by(|a, b| a.y.abs().total_cmp(&b.y.abs()))?;
                let outputs = self.exact.outputs(self.draws, Some((tried.parameter, nearest.x)));
                let [least, most] = self.bounds(target, &outputs);
                if wanted < least || wanted > most {
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
        let laws = outputs.mean[target].iter().zip(&outputs.variance[target]).enumerate();
        let each = laws.map(|(draw, (&mean, &variance))| {
            bounds(mean, self.exact.sd(target, variance), self.exact.model(draw).targets[target].amount)
        });
        let all: Vec<[f64; 2]> = each.collect();
        [0, 1].map(|end| mean_and_sd(&all.iter().map(|ends| ends[end]).collect::<Vec<f64>>()).0)
    }

    /// By how much the chance of the run itself differs from that of the normal law on the same draws.
    fn unlike_normal(&self, target: usize) -> f64 {
        let computed = self.exact.chances(target, &self.exact.outputs(self.exact.draws.count, None));
        let values = &self.exact.draws.columns[self.exact.plan.measures.target(target)];
        mean_and_sd(&self.exact.hits(target, values)).0 - mean_and_sd(&computed).0
    }
}

impl Probe {
    fn line(&self, index: usize) -> Vec<Point> {
        self.known.iter().map(|answers| Point { x: answers.at, y: answers.means[index] }).collect()
    }

    /// A value found, beside what is believed.
    fn switch(&self, value: f64, mcse: f64) -> Switch {
        let below = self.sorted.partition_point(|drawn| *drawn < value);
        Switch {
            value: Some(value),
            mcse: Some(mcse).filter(|mcse| mcse.is_finite()),
            shift_sd: (self.sd > 0.0).then(|| (value - self.mean) / self.sd),
            percentile: Some(float(below) / float(self.sorted.len())),
            simulated: None,
        }
    }
}

/// Where an input is tried first, ascending: over what is believed of it, and to the ends of its legal range.
fn points(kind: Kind, sorted: &[f64]) -> Vec<f64> {
    let quantile = |p: f64| quantile_sorted(sorted, p);
    let (legal, high) = kind.range();
    // An effect or a difference that may lie below zero is looked for beyond the least that was drawn.
    let least = quantile(0.0);
    let low = if least < legal { (2.0 * least - quantile(0.9)).max(LEAST_EFFECT) } else { legal };
    let mut points = vec![low, quantile(0.1), quantile(0.5), quantile(0.9)];
    if high.is_finite() {
        points.push(high);
    } else {
        let top = quantile(0.9).max(quantile(1.0) * 1e-3);
        points.extend([3.0 * top, 20.0 * top, FURTHEST * top]);
    }
    points.sort_by(f64::total_cmp);
    points.dedup();
    points
}
