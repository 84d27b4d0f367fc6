//! Places draws of the evidence by scrambled Sobol points, in independent randomisations.

use std::collections::VecDeque;

use rand::Rng as _;
use sobol_burley::NUM_DIMENSIONS;
use sobol_burley::parts::{owen_scramble_rev, sobol_rev};

use super::RunOf;
use super::stream::{Address, Block, StreamName, fraction};
use crate::model::{Plan, Sampling};

/// Points of one scrambled sequence; the directions of the crate have 16 bits. Beyond, the sequence goes on with fresh
/// scrambles.
const LENGTH: usize = 1 << 16;

const _: () =
    assert!(NUM_DIMENSIONS as usize > Sampling::DIMENSIONS, "the crate has a direction for each value and the view");

/// The points of a run.
///
/// ```text
/// draw k:   replicate r = k mod R; of the points i = 0, 1, … of the replicate, in turn the next that belongs to the draw's view
/// view:     that within whose weight coordinate 0 of point i falls, in the order of the views
/// value j:  point i of the Sobol sequence (Joe & Kuo 2008), dimension j + 1, its digits scrambled (Owen 1995; by the hash
///           of Burley 2020) with a key addressed by (seed, r, path of the value)
/// ```
///
/// So every replicate is one scrambled sequence of views and values together, as long as can be, and each point by itself
/// is uniform. Which draws are of which view is decided elsewhere, as evenly: a point that waits for a draw of its view waits
/// for few. Nothing hangs on the number of draws.
#[derive(Debug)]
pub(super) struct Points<'a> {
    plan: &'a Plan,
    which: RunOf,
    /// Cumulative weights of the views; empty where points know no views.
    shares: Vec<f64>,
    view: StreamName,
    /// i of the first draws.
    ready: Vec<usize>,
}

/// One draw's point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    index: u32,
    address: Address,
    block: Block,
}

/// Points that no draw of their view has taken yet.
struct Queue {
    next: usize,
    /// By view.
    left: Vec<VecDeque<usize>>,
}

/// Points that are looked at for the next of a view, at most; of a view so rare any point does as well.
const MOST_SKIPPED: usize = 1 << 16;

impl<'a> Points<'a> {
    /// The points of `which` run, fastest for the first `count` draws; `None` when it is drawn at random.
    pub(super) fn new(plan: &'a Plan, which: RunOf, count: usize) -> Option<Self> {
        match plan.simulation.sampling {
            Sampling::Random => return None,
            Sampling::Sobol => {}
        }
        let mut shares = Vec::new();
        if which.weighted(plan) && plan.streams.points_by_view {
            let mut sum = 0.0;
            shares.extend(plan.views.iter().map(|view| {
                sum += view.weight.unwrap_or(0.0);
                sum
            }));
        }
        let mut points = Self { plan, which, shares, view: StreamName::new("view"), ready: Vec::new() };
        if !points.shares.is_empty() {
            points.ready = points.first(count);
        }
        Some(points)
    }

    /// i of the first `count` draws.
    fn first(&self, count: usize) -> Vec<usize> {
        let views = self.shares.len();
        let queue = || Queue { next: 0, left: vec![VecDeque::new(); views] };
        let mut queues: Vec<Queue> = std::iter::repeat_with(queue).take(Sampling::REPLICATES).collect();
        (0..count).map(|draw| self.take(&mut queues[draw % Sampling::REPLICATES], draw)).collect()
    }

    /// The next point of the view of `draw`.
    fn take(&self, queue: &mut Queue, draw: usize) -> usize {
        let view = self.which.model_of_draw(self.plan, draw);
        for _ in 0..MOST_SKIPPED {
            if let Some(index) = queue.left[view].pop_front() {
                return index;
            }
            let index = queue.next;
            queue.next += 1;
            queue.left[self.view_of_point(draw % Sampling::REPLICATES, index)].push_back(index);
        }
        let any = queue.left.iter_mut().find_map(VecDeque::pop_front);
        any.unwrap_or(draw / Sampling::REPLICATES)
    }

    fn view_of_point(&self, replicate: usize, index: usize) -> usize {
        let share = self.point(replicate, index).coordinate(0, self.view).unwrap_or(0.5);
        self.shares.iter().position(|upper| share <= *upper).unwrap_or(self.shares.len() - 1)
    }

    fn point(&self, replicate: usize, index: usize) -> Point {
        #[expect(clippy::cast_possible_truncation, reason = "below 2^16")]
        let within = (index % LENGTH) as u32;
        Point {
            index: within,
            address: Address::new(self.plan.simulation.seed, replicate as u64),
            block: Block::scramble(0, (index / LENGTH) as u64),
        }
    }

    /// The point of draw `draw`.
    pub(super) fn of_draw(&self, draw: usize) -> Point {
        let replicate = draw % Sampling::REPLICATES;
        let index = if self.shares.is_empty() {
            draw / Sampling::REPLICATES
        } else if let Some(&index) = self.ready.get(draw) {
            index
        } else {
            let mut queue = Queue { next: 0, left: vec![VecDeque::new(); self.shares.len()] };
            let mut draws = (replicate..=draw).step_by(Sampling::REPLICATES);
            draws.by_ref().map(|draw| self.take(&mut queue, draw)).last().unwrap_or(0)
        };
        self.point(replicate, index)
    }
}

impl Point {
    /// Coordinate `dimension` of the point, in (0, 1), scrambled by the key of `name`; `None` beyond the last dimension.
    pub(super) fn coordinate(self, dimension: usize, name: StreamName) -> Option<f64> {
        let dimension = u32::try_from(dimension).ok().filter(|_| dimension <= Sampling::DIMENSIONS)?;
        let key = self.address.stream(self.block, name).next_u32();
        Some(fraction(owen_scramble_rev(sobol_rev(self.index.reverse_bits(), dimension), key).reverse_bits()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::example::plan;
    use crate::statistics::mean_and_sd;

    /// Six uncertain values; two views of unlike weights.
    const TOWN: &str = "
title: Town
horizon: 24 months
cohort: {people: 70, engagement: {uniform: {low: 40%, high: 60%}}}
payers: {nhs: {label: NHS}}
events:
  eviction: {probability: {uniform: {low: 20%, high: 40%}}, unit_cost: {uniform: {low: £5k, high: £9k}},
             paid_by: {nhs: 100%}, support: {prevents: {uniform: {low: 10%, high: 50%}}}}
  fall: {rate: {uniform: {low: 0.2, high: 2}}, unit_cost: {uniform: {low: £1k, high: £3k}}, paid_by: {nhs: 100%}}
views:
  low: {weight: 23%, set: {events: {eviction: {support: {adds: 0}}}}}
  high: {weight: 77%}
simulation: {draws: 100, sampling: sobol}
";

    fn unweighted() -> Plan {
        Plan { weighted: false, ..plan(TOWN) }
    }

    fn names() -> Vec<StreamName> {
        (0..=Sampling::DIMENSIONS).map(|dimension| StreamName::new(&format!("value {dimension}"))).collect()
    }

    /// The coordinates of the first `count` points of one replicate.
    fn replicate(plan: &Plan, replicate: usize, count: usize, dimension: usize, name: StreamName) -> Vec<f64> {
        let points = Points::new(plan, RunOf::Headline, 0).unwrap();
        let of = |index: usize| points.of_draw(index * Sampling::REPLICATES + replicate).coordinate(dimension, name);
        (0..count).map(|index| of(index).unwrap()).collect()
    }

    /// The largest distance of the empirical cdf from that of the uniform law, times √n.
    #[expect(clippy::cast_precision_loss, reason = "a few thousand values")]
    fn kolmogorov(mut values: Vec<f64>) -> f64 {
        values.sort_unstable_by(f64::total_cmp);
        let n = values.len() as f64;
        let gap = |(rank, value): (usize, &f64)| (value - rank as f64 / n).abs().max((rank as f64 + 1.0) / n - value);
        values.iter().enumerate().map(gap).fold(0.0, f64::max) * n.sqrt()
    }

    #[test]
    fn each_point_by_itself_is_uniform() {
        // One point of 4,000 randomisations: 1.95 is passed with a chance of 0.1%; ten are tried.
        let (mut plan, names) = (unweighted(), names());
        for (index, dimension) in
            [(0, 0), (1, 0), (1, 5), (2, 255), (37, 1), (63, 17), (64, 63), (777, 3), (65_535, 2), (70_000, 9)]
        {
            let of = |seed| {
                plan.simulation.seed = seed;
                let points = Points::new(&plan, RunOf::Headline, 0).unwrap();
                points.of_draw(index * Sampling::REPLICATES + 3).coordinate(dimension, names[dimension]).unwrap()
            };
            let found = kolmogorov((0..4_000).map(of).collect());
            assert!(found < 1.95, "point {index}, dimension {dimension}: {found}");
        }
    }

    #[test]
    fn points_of_a_replicate_are_evenly_spread() {
        let (plan, names) = (unweighted(), names());
        // In every dimension each of n equal intervals holds one of the first n points, n a power of two …
        for dimension in [0, 1, 2, 40, 100, 255] {
            for n in [16, 256, 4_096] {
                let mut held = vec![0; n];
                for value in replicate(&plan, 5, n, dimension, names[dimension]) {
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        clippy::cast_precision_loss,
                        reason = "below n"
                    )]
                    let interval = (value * n as f64) as usize;
                    held[interval] += 1;
                }
                assert!(held.iter().all(|count| *count == 1), "dimension {dimension}, first {n}");
            }
        }
        // … and in the first two every box of 2^a × 2^(8-a) parts one of the first 256.
        let [x, y] = [0, 1].map(|dimension| replicate(&plan, 5, 256, dimension, names[dimension]));
        for a in 0..=8 {
            let boxes: std::collections::HashSet<_> = x
                .iter()
                .zip(&y)
                .map(|(x, y)| {
                    ((x * f64::from(1 << a)).floor().to_bits(), (y * f64::from(1 << (8 - a))).floor().to_bits())
                })
                .collect();
            assert_eq!(boxes.len(), 256, "{a}");
        }
    }

    /// The mean of Π (1 + (u_j - ½)) over the first `count` points of a replicate, six values; its expectation is 1.
    #[expect(clippy::cast_precision_loss, reason = "a few thousand points")]
    fn smooth_mean(plan: &Plan, of: usize, count: usize, names: &[StreamName]) -> f64 {
        let columns: Vec<Vec<f64>> =
            (0..6).map(|dimension| replicate(plan, of, count, dimension, names[dimension])).collect();
        (0..count).map(|row| columns.iter().map(|column| 0.5 + column[row]).product::<f64>()).sum::<f64>()
            / count as f64
    }

    #[test]
    fn the_variance_of_a_mean_falls_faster_than_one_over_n() {
        let (mut plan, names) = (unweighted(), names());
        let mut variance = |count: usize| {
            let mean_of = |seed| {
                plan.simulation.seed = seed;
                smooth_mean(&plan, 2, count, &names)
            };
            let means: Vec<f64> = (0..60).map(mean_of).collect();
            let (mean, sd) = mean_and_sd(&means);
            // Unbiased: within 4 standard errors of 60 means.
            assert!((mean - 1.0).abs() < 4.0 * sd / 60.0_f64.sqrt(), "{mean} {sd}");
            sd * sd
        };
        // Of random points 64 times as many make the variance 64 times smaller. The ratio of two variances from 60 each is
        // within a factor of 2.3 of the truth 999 times in 1,000.
        let (few, many) = (variance(32), variance(2_048));
        assert!(few / many > 2.3 * 64.0, "{few} {many}");
        // Var Π = (1 + 1/12)⁶ - 1 for one random point.
        assert!(few < ((13.0_f64 / 12.0).powi(6) - 1.0) / 32.0 / 2.3, "{few}");
    }

    #[test]
    fn randomisations_are_independent_of_each_other() {
        // The variance of the mean over 16 independent randomisations is a sixteenth of that of one. From 300 seeds its
        // ratio has a standard error of √(2/300 + 2/(16·300)) = 8%.
        let (mut plan, names) = (unweighted(), names());
        let (mut together, mut alone) = (Vec::new(), Vec::new());
        for seed in 0..300 {
            plan.simulation.seed = seed;
            let means: Vec<f64> = (0..16).map(|of| smooth_mean(&plan, of, 16, &names)).collect();
            together.push(mean_and_sd(&means).0);
            alone.extend(means);
        }
        let ratio = (mean_and_sd(&together).1 / mean_and_sd(&alone).1).powi(2) * 16.0;
        assert!((ratio - 1.0).abs() < 4.0 * 0.084, "{ratio}");
    }

    #[test]
    fn every_replicate_is_one_sequence_of_all_views_however_many_draws_are_made_ready() {
        let plan = plan(TOWN);
        let [ready, none] = [1_000, 0].map(|count| Points::new(&plan, RunOf::Headline, count).unwrap());
        let mut taken = vec![std::collections::BTreeSet::new(); 16];
        for draw in 0..1_000 {
            let (point, other) = (ready.of_draw(draw), none.of_draw(draw));
            assert_eq!((point.index, point.block), (other.index, other.block), "{draw}");
            assert!(taken[draw % 16].insert(point.index), "no point is taken twice");
            let share = point.coordinate(0, ready.view).unwrap();
            assert_eq!(plan.view_of_draw(draw as u64), Some(usize::from(share > 0.23)), "{share}");
        }
        // The first 62 or 63 points but for a few that wait, or were waited for.
        for taken in taken {
            let (count, last) = (taken.len(), *taken.last().unwrap() as usize);
            assert!(last < count + 16, "{last} of {count}");
        }
    }
}
