//! Groups draws by the view and the randomisation that they come from, on which their errors depend.

use crate::engine::Draws;
use crate::model::Sampling;
use crate::numeric::powi;
use crate::statistics::{float, mean_and_sd};

/// Which view and which randomisation each of a list of draws belongs to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strata {
    /// By draw; empty of one view.
    view: Vec<usize>,
    /// By draw; empty of draws that are independent of each other.
    replicate: Vec<usize>,
}

impl Strata {
    /// Those of all draws of a run.
    #[must_use]
    pub fn of(draws: &Draws) -> Self {
        let replicate = (0..draws.count).map_while(|draw| draws.sampling.replicate(draw)).collect();
        Self { view: draws.view.clone(), replicate }
    }

    /// Independent draws under the views `view`.
    #[cfg(test)]
    pub(super) fn of_views(view: &[usize]) -> Self {
        Self { view: view.to_vec(), replicate: Vec::new() }
    }

    /// Draws of one view, by scrambled points.
    #[cfg(test)]
    pub(super) fn of_points(count: usize) -> Self {
        let replicate = (0..count).map_while(|draw| Sampling::Sobol.replicate(draw)).collect();
        Self { view: Vec::new(), replicate }
    }

    /// Those of the draws `rows` among these.
    pub(super) fn at(&self, rows: &[usize]) -> Self {
        let of = |all: &[usize]| rows.iter().filter_map(|&row| all.get(row).copied()).collect();
        Self { view: of(&self.view), replicate: of(&self.replicate) }
    }

    /// Those of the first `count` draws.
    pub(super) fn first(&self, count: usize) -> Self {
        let of = |all: &[usize]| all[..count.min(all.len())].to_vec();
        Self { view: of(&self.view), replicate: of(&self.replicate) }
    }

    /// The same as if all draws were of one view.
    pub(super) fn without_views(self) -> Self {
        Self { view: Vec::new(), ..self }
    }

    /// Those of two runs draw by draw: a view of one together with a view of the other.
    pub(super) fn crossed(&self, other: &Self) -> Self {
        let view = match (self.view.is_empty(), other.view.is_empty()) {
            (_, true) => self.view.clone(),
            (true, false) => other.view.clone(),
            (false, false) if self.view == other.view => self.view.clone(),
            (false, false) => {
                let views = other.view.iter().max().map_or(0, |last| last + 1);
                self.view.iter().zip(&other.view).map(|(own, with)| own * views + with).collect()
            }
        };
        let replicate = if self.replicate.is_empty() { &other.replicate } else { &self.replicate };
        Self { view, replicate: replicate.clone() }
    }

    /// The view of each draw; empty of one view.
    pub(super) fn views(&self) -> &[usize] {
        &self.view
    }

    /// Whether draws come in randomisations, so that those of one are not independent of each other.
    pub(super) const fn replicated(&self) -> bool {
        !self.replicate.is_empty()
    }

    /// The Monte Carlo standard error of the mean of `values`, one for each draw; NaN from a single draw.
    ///
    /// ```text
    /// mcse  = s / √K                                           of one view
    /// mcse² = Σ w_v² s_v² / K_v,  w_v = K_v/K                  of weighted views, v over views
    /// mcse² = R/(R-1) Σ_r S_r² / K²,  S_r = Σ_k∈r (x_k - x̄_v)  of R randomisations, v the view of draw k
    /// ```
    ///
    /// The last is sd/√R of the means of R randomisations of one size, with R - 1 degrees of freedom. A view with a
    /// single draw, whose own spread is unknown, takes the spread of all.
    pub(super) fn mean_mcse(&self, values: &[f64]) -> f64 {
        self.mcse_of(values, mean_and_sd(values))
    }

    /// [`Strata::mean_mcse`] of values whose mean and standard deviation are known already.
    pub(super) fn mcse_of(&self, values: &[f64], (mean, sd): (f64, f64)) -> f64 {
        let count = float(values.len());
        if values.len() < 2 {
            return f64::NAN;
        }
        let views = if self.view.len() == values.len() { self.view.iter().max().map_or(0, |last| last + 1) } else { 0 };
        let of_view = |view: usize| -> Vec<f64> {
            values.iter().zip(&self.view).filter(|&(_, &own)| own == view).map(|(&value, _)| value).collect()
        };
        if self.replicated() {
            let means: Vec<f64> = (0..views)
                .map(|view| Some(of_view(view)).filter(|own| own.len() > 1).map_or(mean, |own| mean_and_sd(&own).0))
                .collect();
            let centre = |draw: usize| if views < 2 { mean } else { means[self.view[draw]] };
            return self.clustered(values.iter().enumerate().map(|(draw, value)| value - centre(draw))) / count;
        }
        if views < 2 {
            return sd / count.sqrt();
        }
        let mut variance = 0.0;
        for view in 0..views {
            let own = of_view(view);
            let sd = match own.len() {
                0 => continue,
                1 => sd,
                _ => mean_and_sd(&own).1,
            };
            variance += float(own.len()) * sd * sd;
        }
        variance.sqrt() / count
    }

    /// The standard error of a sum from the deviations of its terms: √(R/(R-1) Σ_r S_r²); NaN from one randomisation.
    fn clustered(&self, deviations: impl Iterator<Item = f64>) -> f64 {
        let mut sums = [None; Sampling::REPLICATES];
        for (deviation, &replicate) in deviations.zip(&self.replicate) {
            *sums[replicate].get_or_insert(0.0) += deviation;
        }
        let sums: Vec<f64> = sums.into_iter().flatten().collect();
        let many = float(sums.len());
        if many < 2.0 {
            return f64::NAN;
        }
        (many / (many - 1.0) * sums.iter().map(|sum| sum * sum).sum::<f64>()).sqrt()
    }

    /// How many independent draws would know a share as well as these do, from who is `counted` (1, else 0; a tie may
    /// count half): K of independent draws.
    ///
    /// ```text
    /// n = p(1-p) / max(mcse², 1/K²)
    /// ```
    ///
    /// of randomisations; no share of K draws is known better than to one of them. K where nobody or everybody is counted.
    pub(super) fn worth(&self, counted: &[f64]) -> f64 {
        let count = float(counted.len());
        let p = counted.iter().sum::<f64>() / count;
        let error = if self.replicated() && p > 0.0 && p < 1.0 { self.mean_mcse(counted) } else { f64::NAN };
        if error.is_nan() { count } else { p * (1.0 - p) / powi(error.max(1.0 / count), 2) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strata_take_the_spread_between_views_out_of_the_error() {
        // Within views s² = 2 and 0.5, K = 2 each: mcse² = ¼·2/2 + ¼·0.5/2 = 0.3125.
        let mcse = Strata::of_views(&[0, 1, 0, 1]).mean_mcse(&[1.0, 100.0, 3.0, 101.0]);
        assert!((mcse * mcse - 0.3125).abs() < 1e-12);
        assert!(Strata::default().mean_mcse(&[1.0]).is_nan());
    }

    #[test]
    fn randomisations_are_the_clusters_of_the_error() {
        // 48 draws of 16 randomisations: the error is sd/√16 of their means.
        let values: Vec<f64> = (0..48_u32).map(|draw| f64::from(draw * draw % 31)).collect();
        let strata = Strata::of_points(values.len());
        let means: Vec<f64> = (0..16).map(|r| (values[r] + values[r + 16] + values[r + 32]) / 3.0).collect();
        assert!((strata.mean_mcse(&values) - mean_and_sd(&means).1 / 4.0).abs() < 1e-12);
        // Up to 16 draws are independent.
        let few = &values[..11];
        assert!((strata.first(11).mean_mcse(few) - Strata::default().mean_mcse(few)).abs() < 1e-12);
        assert!(strata.first(1).mean_mcse(&values[..1]).is_nan());
        // Views apart in every draw alike: nothing is left to err.
        let both = Strata { view: (0..48).map(|draw| draw / 16 % 2).collect(), ..strata.clone() };
        let apart: Vec<f64> = both.views().iter().map(|&view| if view == 0 { 5.0 } else { 900.0 }).collect();
        assert_eq!(both.mean_mcse(&apart), 0.0);
        assert!(strata.mean_mcse(&apart) < 1e-12 && Strata::default().mean_mcse(&apart) > 60.0);
    }

    #[test]
    fn a_share_is_worth_as_many_draws_as_its_error_says() {
        let strata = Strata::of_points(64);
        // Draws k < 16 alone are counted: every randomisation has one of four, so the share is known to one draw.
        let even: Vec<f64> = (0..64).map(|draw| f64::from(u8::from(draw < 16))).collect();
        assert_eq!(strata.worth(&even), 0.25 * 0.75 * 64.0 * 64.0);
        assert_eq!(Strata::default().worth(&even), 64.0);
        // Four whole randomisations are counted: as good as 15 independent draws, one less than there are.
        let whole: Vec<f64> = (0..64).map(|draw| f64::from(u8::from(draw % 16 < 4))).collect();
        assert!((strata.worth(&whole) - 15.0).abs() < 1e-9);
        assert_eq!(strata.worth(&[0.0; 64]), 64.0);
    }
}
