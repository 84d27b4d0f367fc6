//! Tries out studies of n people in every draw, where the truth is known: their means, and whether intervals hold it.

use crate::engine::{self, Person, Progress, Resampling, ResamplingStream, Singles, Whose};
use crate::statistics::{
    Bootstrap, Interval, Saddlepoint, Sketch, bayesian_bootstrap, bayesian_interval, float, mean_and_sd,
    student_quantile, t_interval,
};

/// Resamples of a study that is resampled.
pub(super) const RESAMPLES: usize = 999;
/// Studies in which more people than this have something are not resampled: their bootstrap laws are smooth enough for
/// saddlepoint approximations, whose error is below that of so many resamples.
const LUMPY: usize = 32;

/// Studies of one size.
pub(super) struct Size {
    /// n.
    pub(super) people: usize,
    /// Intervals are tried in this many of the first draws.
    pub(super) studies: usize,
    t: f64,
    streams: Resampling,
}

impl Size {
    /// Studies of `people` whose intervals at `level` are drawn under `seed`.
    pub(super) fn new(people: usize, studies: usize, level: f64, seed: u64) -> Self {
        let t = student_quantile(level, float(people) - 1.0);
        Self { people, studies, t, streams: Resampling::new(seed, &format!("evidence.study.{people}")) }
    }
}

/// Scratch for intervals.
#[derive(Default)]
pub(super) struct Scratch {
    bootstrap: Bootstrap,
    means: Vec<f64>,
    saddlepoint: Saddlepoint,
}

impl Scratch {
    /// All intervals of the mean of `values`, in the order of [`super::method::Method::ALL`].
    pub(super) fn intervals(
        &mut self,
        values: &[f64],
        level: f64,
        t: f64,
        resamples: usize,
        random: &mut ResamplingStream,
    ) -> [Interval; 5] {
        let [percentile, bca, studentised] = self.resampled(values, level, resamples, random);
        let bayesian = self.bayesian(values, level, resamples, random);
        [t_interval(values, t), percentile, bca, studentised, bayesian]
    }

    /// The ordinary bootstrap's: percentile, BCa, studentised.
    fn resampled(
        &mut self,
        values: &[f64],
        level: f64,
        resamples: usize,
        random: &mut ResamplingStream,
    ) -> [Interval; 3] {
        let bootstrap = &mut self.bootstrap;
        bootstrap.resample(values, resamples, random);
        [bootstrap.percentile(level), bootstrap.bca(level), bootstrap.studentised(level)]
    }

    fn bayesian(&mut self, values: &[f64], level: f64, resamples: usize, random: &mut ResamplingStream) -> Interval {
        bayesian_bootstrap(values, resamples, random, &mut self.means);
        bayesian_interval(values, &self.means, level)
    }

    /// The same by saddlepoint approximations, and whether resampling had to stand in for some of them: where few people have
    /// something, or an approximation has no answer. The Bayesian law is smooth however few they are.
    fn tried(&mut self, values: &[f64], level: f64, t: f64, random: &mut ResamplingStream) -> ([Interval; 5], bool) {
        self.saddlepoint.read(values);
        let law = &self.saddlepoint;
        let bayesian = law.bayesian(level);
        if law.with_something() > LUMPY
            && let (Some(percentile), Some(bca), Some(studentised), Some(bayesian)) =
                (law.percentile(level), law.bca(level), law.studentised(level), bayesian)
        {
            return ([t_interval(values, t), percentile, bca, studentised, bayesian], false);
        }
        let bayesian = bayesian.unwrap_or_else(|| self.bayesian(values, level, RESAMPLES, random));
        let [percentile, bca, studentised] = self.resampled(values, level, RESAMPLES, random);
        ([t_interval(values, t), percentile, bca, studentised, bayesian], true)
    }
}

/// Whose studies are tried, and which.
pub(super) struct Design<'a> {
    /// The people.
    pub(super) singles: &'a Singles<'a>,
    /// How they are chosen and counted.
    pub(super) whose: Whose,
    /// Ascending.
    pub(super) sizes: Vec<Size>,
    /// People simulated in each draw, at least the largest size.
    pub(super) people: usize,
    /// Nominal level.
    pub(super) level: f64,
    /// Told of every chunk of draws.
    pub(super) progress: &'a dyn Progress,
}

/// Largest relative distances from the truth that are counted on the grid.
pub(super) const WITHIN: [f64; 2] = [0.2, 0.1];

/// What came of the studies of one draw.
#[derive(Clone, Debug, Default)]
pub(super) struct Studied {
    /// The truth, £ per person.
    pub(super) truth: f64,
    /// The mean of each size.
    pub(super) means: Vec<f64>,
    /// The largest amount in the study of each size.
    pub(super) largest: Vec<f64>,
    /// Standard deviation of single people.
    pub(super) sd: f64,
    /// For each size where they were tried, each interval with the length it has and whether it holds the truth.
    pub(super) tried: Vec<Option<Outcome>>,
}

/// How the intervals of one study did.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome {
    /// In the order of [`super::method::Method::ALL`].
    pub(super) intervals: [Tried; 5],
    /// Whether it was resampled.
    pub(super) resampled: bool,
}

/// How one interval did.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tried {
    pub(super) width: f64,
    pub(super) covers: bool,
    pub(super) flagged: bool,
}

/// What came of all draws.
pub(super) struct Trial {
    pub(super) draws: Vec<Studied>,
    /// Single people of all draws.
    pub(super) person: Sketch,
    /// For each number of a grid of people and each of [`WITHIN`], the studies whose mean is that near to a truth above
    /// zero; empty where nobody walked along it.
    pub(super) near: Vec<[usize; 2]>,
}

impl Trial {
    /// The draws in which the truth is above zero.
    pub(super) fn with_savings(&self) -> impl Iterator<Item = &Studied> {
        self.draws.iter().filter(|studied| studied.truth > 0.0)
    }

    /// The share of draws in which it is not.
    pub(super) fn left_out(&self) -> f64 {
        1.0 - float(self.with_savings().count()) / float(self.draws.len().max(1))
    }
}

impl Design<'_> {
    /// Tries the studies of the first draws, one for each truth.
    pub(super) fn trial(&self, truths: &[f64]) -> Trial {
        let parts = engine::in_chunks(truths.len(), 16, |draws| {
            let (mut person, mut scratch) = (Person::default(), Scratch::default());
            let mut part = Trial { draws: Vec::new(), person: Sketch::new(), near: Vec::new() };
            for draw in draws.clone() {
                self.singles.draw(draw, self.whose, self.people, &mut person);
                let avoided = person.avoided();
                avoided.iter().for_each(|&amount| part.person.add(amount));
                part.draws.push(self.study(draw, avoided, truths[draw], &mut scratch));
            }
            let truths = &truths[draws];
            self.progress.advance(truths.len(), truths.iter().sum(), truths.iter().map(|truth| truth * truth).sum());
            part
        });
        let mut whole = Trial { draws: Vec::new(), person: Sketch::new(), near: Vec::new() };
        for part in parts {
            whole.draws.extend(part.draws);
            whole.person.merge(&part.person);
        }
        whole
    }

    fn study(&self, draw: usize, avoided: &[f64], truth: f64, scratch: &mut Scratch) -> Studied {
        let mut studied = Studied { truth, sd: mean_and_sd(avoided).1, ..Studied::default() };
        for size in &self.sizes {
            let values = &avoided[..size.people];
            studied.means.push(mean_and_sd(values).0);
            studied.largest.push(values.iter().copied().fold(f64::NEG_INFINITY, f64::max));
            studied.tried.push((truth > 0.0 && draw < size.studies).then(|| {
                let mut random = size.streams.of_draw(draw);
                let (intervals, resampled) = scratch.tried(values, self.level, size.t, &mut random);
                let intervals = intervals.map(|interval| Tried {
                    width: interval.width(),
                    covers: interval.covers(truth),
                    flagged: interval.flag.is_some(),
                });
                Outcome { intervals, resampled }
            }));
        }
        studied
    }
}

/// Walks along the people of a study, counting at each number of `grid` whether their mean is near the truth.
pub(super) fn walk(grid: &[usize], avoided: &[f64], truth: f64, near: &mut [[usize; 2]]) {
    let (mut sum, mut done) = (0.0, 0);
    for (&people, near) in grid.iter().zip(near) {
        sum += avoided[done..people].iter().sum::<f64>();
        done = people;
        let distance = (sum / float(people) - truth).abs();
        for (within, near) in WITHIN.iter().zip(near) {
            // A mean that is just so far off is within: rounding decides nothing.
            *near += usize::from(distance <= (within + 1e-9) * truth);
        }
    }
}
