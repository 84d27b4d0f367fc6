//! Finds what must be true: the value of each input at which the answer changes, all else as drawn.

use super::super::strata::Strata;
use super::super::{Ordered, label::label};
use super::exact::Exact;
use super::root::{Point, bracket, root};
use super::{Switch, SwitchingInput, SwitchingResults, TargetSwitch};
use crate::model::Law;
use crate::quantity::Kind;
use crate::statistics::{mean_and_sd, quantile_sorted};

/// Draws over which expectations are averaged, at most: their error is shown, and the first draws of a run hold every
/// weighted view in its share.
const MOST_DRAWS: usize = 1_000;
/// What has no upper limit is looked for up to this many times its 90th percentile.
const FURTHEST: f64 = 100.0;
/// A crossing is found when it is within this share of its own Monte Carlo error.
const CLOSE: f64 = 0.01;

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

/// The switching values of every uncertain input.
pub(super) fn switching(exact: &Exact<'_>) -> SwitchingResults {
    let plan = exact.plan;
    let draws = exact.draws.count.min(MOST_DRAWS);
    let net = plan.base.programme.is_some().then_some(Question::Net);
    let expected = |target: &usize| plan.base.targets[*target].counting.has_expectation();
    let targets = (0..plan.base.targets.len()).filter(expected);
    let targets = targets.flat_map(|target| [0.5, 0.8].map(|p| Question::Target(target, p)));
    let questions: Vec<Question> = net.into_iter().chain(targets).collect();
    let search = Search { exact, draws, questions };
    let uncertain = (0..plan.parameters.len())
        .filter(|&index| plan.models().any(|model| matches!(model.laws[index], Law::Drawn(_))))
        // The team's capacity is held against people needed only; no answer depends on it.
        .filter(|&index| !plan.parameters[index].path.starts_with("programme.capacity."));
    let mut inputs: Vec<SwitchingInput> =
        uncertain.filter(|_| !search.questions.is_empty()).map(|index| search.input(index)).collect();
    inputs.sort_by(|a, b| nearest(a).total_cmp(&nearest(b)));
    let base = net.map(|question| search.answer(&search.exact.outputs(draws, None), question));
    SwitchingResults {
        draws,
        net_pv: base.map(|(mean, _)| mean),
        net_pv_mcse: base.map(|(_, error)| error).filter(|error| error.is_finite()),
        inputs,
    }
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
    fn answer(&self, outputs: &super::exact::Outputs, question: Question) -> (f64, f64) {
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

    fn input(&self, parameter: usize) -> SwitchingInput {
        let plan = self.exact.plan;
        let about = &plan.parameters[parameter];
        let drawn: Vec<f64> = (0..self.exact.draws.count).map(|draw| self.exact.draws.theta(draw)[parameter]).collect();
        let (mean, sd) = mean_and_sd(&drawn);
        let mut sorted = drawn;
        sorted.sort_unstable_by(f64::total_cmp);
        let known: Vec<Answers> = points(about.kind, &sorted).into_iter().map(|at| self.ask(parameter, at)).collect();
        let switch = |index: usize| self.switch(parameter, index, &known, &sorted, mean, sd);
        let mut switches = (0..self.questions.len()).map(switch);
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
        SwitchingInput {
            path: about.path.clone(),
            label: label(plan, &about.path),
            kind: about.kind,
            mean,
            sd,
            p2_5: quantile_sorted(&sorted, 0.025),
            p97_5: quantile_sorted(&sorted, 0.975),
            net,
            targets: Ordered(targets),
        }
    }

    /// Where one answer changes; nothing where it does not within the legal range.
    #[expect(clippy::cast_precision_loss, reason = "draws stay far below 2^53")]
    fn switch(&self, parameter: usize, index: usize, known: &[Answers], sorted: &[f64], mean: f64, sd: f64) -> Switch {
        let line: Vec<Point> = known.iter().map(|answers| Point { x: answers.at, y: answers.means[index] }).collect();
        let Some(ends) = bracket(&line, mean) else { return Switch::default() };
        let scale = line.iter().map(|point| point.y.abs()).fold(0.0, f64::max);
        let error = known.iter().map(|answers| answers.errors[index]).fold(f64::INFINITY, f64::min);
        let error = if error.is_finite() { error } else { 0.0 };
        let close = |y: f64| y.abs() <= (CLOSE * error).max(1e-12 * scale);
        let question = self.questions[index];
        let at = |x: f64| self.answer(&self.exact.outputs(self.draws, Some((parameter, x))), question);
        let value = root(ends, |x| at(x).0, close);
        let (low, high) = (ends.0.x, ends.1.x);
        let step = (1e-3 * (high - low)).min(0.05 * sd.max(1e-9 * (high - low)));
        let (below, above) = ((value - step).max(low), (value + step).min(high));
        let slope = (at(above).0 - at(below).0) / (above - below);
        let mcse = (at(value).1 / slope).abs();
        Switch {
            value: Some(value),
            mcse: Some(mcse).filter(|mcse| mcse.is_finite()),
            shift_sd: (sd > 0.0).then(|| (value - mean) / sd),
            percentile: Some(sorted.partition_point(|drawn| *drawn < value) as f64 / sorted.len() as f64),
        }
    }
}

/// Where an input is tried first, ascending: over what is believed of it, and to the ends of its legal range.
fn points(kind: Kind, sorted: &[f64]) -> Vec<f64> {
    let quantile = |p: f64| quantile_sorted(sorted, p);
    let (low, high) = kind.range();
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
