//! Finds the smallest number of people whose mean comes near enough to the truth often enough.

use super::report::StudyNeeded;
use super::trial::Trial;
use crate::numeric::normal_cdf;
use crate::statistics::{float, mean_and_sd, proportion_mcse, whole_part};

/// How often the mean should be that near: 19 times in 20.
const HOW_OFTEN: f64 = 0.95;
/// Beyond this no answer is given.
const MOST: f64 = 1e9;

/// Numbers of people from 1 to `most`, one by one and from 200 on about half a per cent apart.
pub(super) fn grid(most: usize) -> Vec<usize> {
    let mut grid = vec![1];
    while let Some(&last) = grid.last().filter(|last| **last < most) {
        grid.push((last + 1).max(last + last / 200).min(most));
    }
    grid
}

/// The people needed for a mean within `within` of the truth, the `place`-th distance counted in `trial`.
///
/// Where the studies simulated do not reach, a mean of so many is taken as normal around its draw's truth:
///
/// ```text
/// mean_k(2Φ(within·μ_k·√n/s_k) - 1) = 0.95
/// ```
pub(super) fn needed(trial: &Trial, grid: &[usize], place: usize, within: f64) -> StudyNeeded {
    let kept: Vec<f64> = trial.with_savings().map(|studied| studied.sd / studied.truth).collect();
    let shares: Vec<f64> = trial.near.iter().map(|near| float(near[place]) / float(kept.len())).collect();
    let simulated = |lenience: f64| -> Option<u64> {
        let enough = |share: &f64| share + lenience * proportion_mcse(*share, float(kept.len())) >= HOW_OFTEN;
        // From the first number on all must do, so that a lucky one among few does not count.
        let first = shares.iter().rposition(|share| !enough(share)).map_or(0, |last| last + 1);
        grid.get(first).map(|&people| people as u64)
    };
    let number = |lenience: f64| {
        if kept.is_empty() { None } else { simulated(lenience).or_else(|| by_normal_law(&kept, within, lenience)) }
    };
    StudyNeeded {
        within,
        how_often: HOW_OFTEN,
        people: number(0.0),
        low: number(1.0),
        high: number(-1.0),
        by_normal_law: !kept.is_empty() && simulated(0.0).is_none(),
    }
}

impl StudyNeeded {
    /// Where there is nothing to be near to.
    pub(super) const fn nowhere(within: f64) -> Self {
        Self { within, how_often: HOW_OFTEN, people: None, low: None, high: None, by_normal_law: false }
    }
}

/// The root of the normal law's equation by bisection on log n, for a share that is `lenience` standard errors better.
fn by_normal_law(variation: &[f64], within: f64, lenience: f64) -> Option<u64> {
    let enough = |people: f64| {
        let near = |cv: &f64| if *cv > 0.0 { 1.0 - 2.0 * normal_cdf(-within * people.sqrt() / cv) } else { 1.0 };
        let chances: Vec<f64> = variation.iter().map(near).collect();
        let (share, sd) = mean_and_sd(&chances);
        let error = sd / (float(chances.len())).sqrt();
        share + lenience * error >= HOW_OFTEN
    };
    if !enough(MOST) {
        return None;
    }
    let (mut low, mut high) = (1.0_f64, MOST);
    while high / low > 1.001 {
        let middle = (low * high).sqrt();
        if enough(middle) { high = middle } else { low = middle }
    }
    Some(whole_part(high.ceil()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::evidence::trial::Studied;
    use crate::statistics::Sketch;

    #[test]
    fn the_grid_has_every_size_of_study_near_it() {
        let grid = grid(1024);
        assert_eq!((grid[0], grid[7], *grid.last().unwrap()), (1, 8, 1024));
        assert!(grid.windows(2).all(|pair| pair[1] > pair[0] && pair[1] <= (pair[0] + 1).max(pair[0] * 21 / 20)));
        assert_eq!(super::grid(1), [1]);
    }

    fn trial(variation: f64, near: Vec<[usize; 2]>) -> Trial {
        let studied = Studied { truth: 1.0, sd: variation, ..Studied::default() };
        Trial { draws: vec![studied; 400], person: Sketch::new(), near }
    }

    #[test]
    fn beyond_the_studies_the_normal_law_gives_the_textbook_number() {
        // n = (1.96 · CV/within)², the textbook's, when every draw has the same CV.
        let found = needed(&trial(3.0, vec![[0; 2]; 2]), &[1, 2], 0, 0.2);
        assert!(found.by_normal_law);
        let exact = (1.959_964 * 3.0 / 0.2_f64).powi(2);
        assert!((found.people.unwrap() as f64 / exact - 1.0).abs() < 0.003, "{found:?} {exact}");
    }

    #[test]
    fn the_first_number_from_which_all_do_is_taken() {
        let near = vec![[400, 0], [100, 0], [379, 0], [381, 0], [396, 0]];
        let found = needed(&trial(1.0, near), &[1, 2, 3, 4, 5], 0, 0.2);
        assert_eq!((found.people, found.low, found.by_normal_law), (Some(4), Some(3), false));
        // One standard error at 95% of 400 is 0.011: only 396 of 400 is still enough when it is taken off.
        assert_eq!(found.high, Some(5));
    }

    #[test]
    fn without_a_truth_above_zero_there_is_no_number() {
        let studied = Studied { truth: 0.0, sd: 1.0, ..Studied::default() };
        let nothing = Trial { draws: vec![studied; 3], person: Sketch::new(), near: vec![[0; 2]] };
        let found = needed(&nothing, &[1], 0, 0.2);
        assert_eq!((found.people, found.low, found.high), (None, None, None));
    }
}
