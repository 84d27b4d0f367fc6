//! Tries studies out at one truth, that of the median draw, so that what they report differs by chance alone.

use super::needed::{grid, needed};
use super::trial::{Studied, Trial, WITHIN, walk};
use super::{GivenTruth, GivenTruthRow, StudyNeeded};
use crate::engine::{self, Person, Singles, Whose};
use crate::statistics::{Sketch, mean_and_sd, quantile_mcse_sorted, quantile_sorted};

/// Draws of nearly the same truth in which studies are simulated: one alone would stand for the other values it has too.
const LIKE: usize = 16;
/// Studies of each size in all of them together.
const STUDIES: usize = 4_096;

/// The studies of one of those draws.
#[derive(Default)]
struct Part {
    /// By size.
    means: Vec<Vec<f64>>,
    studied: Vec<Studied>,
    near: Vec<[usize; 2]>,
}

/// Studies of `sizes` people, ascending, at the median of the `truths` above zero, and how many people one takes there;
/// `None` where there is no such truth.
pub(super) fn given_truth(
    singles: &Singles<'_>,
    sizes: &[usize],
    truths: &[f64],
    level: f64,
) -> Option<(GivenTruth, Vec<StudyNeeded>)> {
    let mut order: Vec<usize> = (0..truths.len()).filter(|&draw| truths[draw] > 0.0).collect();
    order.sort_by(|&a, &b| truths[a].total_cmp(&truths[b]));
    let middle = order.len() / 2;
    let truth = truths[*order.get(middle)?];
    // As many below as above, as far as there are any.
    let like = &order[middle.saturating_sub(LIKE / 2)..(middle + LIKE.div_ceil(2)).min(order.len())];
    let (most, studies) = (*sizes.last()?, STUDIES.div_ceil(like.len()));
    let grid = grid(most);
    let parts = engine::in_chunks(like.len(), 1, |part| {
        let mut person = Person::default();
        let draw = like[part.start];
        singles.draw(draw, Whose::Cohort, studies * most, &mut person);
        part_of(person.avoided(), sizes, &grid, truths[draw])
    });
    let mut trial = Trial { draws: Vec::new(), person: Sketch::new(), near: vec![[0; 2]; grid.len()] };
    let mut means: Vec<Vec<f64>> = vec![Vec::new(); sizes.len()];
    for part in parts {
        trial.draws.extend(part.studied);
        for (all, part) in means.iter_mut().zip(part.means) {
            all.extend(part);
        }
        for (all, part) in trial.near.iter_mut().flatten().zip(part.near.iter().flatten()) {
            *all += part;
        }
    }
    let tail = (1.0 - level) / 2.0;
    let rows = sizes.iter().zip(&mut means).map(|(&people, means)| {
        means.sort_unstable_by(f64::total_cmp);
        let ends = [tail, 1.0 - tail];
        GivenTruthRow {
            people,
            range: ends.map(|p| quantile_sorted(means, p)),
            mcse: ends.map(|p| quantile_mcse_sorted(means, p)),
        }
    });
    let rows = rows.collect();
    let needed = WITHIN.iter().enumerate().map(|(place, within)| needed(&trial, &grid, place, *within)).collect();
    Some((GivenTruth { truth, draws: like.len(), studies: trial.draws.len(), rows }, needed))
}

/// The people of one draw, as studies of the largest size whose first few are the smaller ones.
fn part_of(avoided: &[f64], sizes: &[usize], grid: &[usize], truth: f64) -> Part {
    let mut part = Part { means: vec![Vec::new(); sizes.len()], studied: Vec::new(), near: vec![[0; 2]; grid.len()] };
    let most = sizes.last().copied().unwrap_or(1);
    let sd = mean_and_sd(avoided).1;
    for study in avoided.chunks_exact(most) {
        for (means, &people) in part.means.iter_mut().zip(sizes) {
            means.push(mean_and_sd(&study[..people]).0);
        }
        part.studied.push(Studied { truth, sd, ..Studied::default() });
        walk(grid, study, truth, &mut part.near);
    }
    part
}
