//! Holds what regressions estimate: E[response | inputs] at every draw, with its error.

use super::{float, mean_and_sd};

/// A regression's estimate of E[response | inputs] at every draw.
#[derive(Clone, Debug)]
pub struct Smooth {
    /// The estimate by draw; its mean is that of the response.
    pub fitted: Vec<f64>,
    /// Its standard error by draw, as a Bayesian takes the penalty (Wahba 1983), so that smoothing bias is in it.
    pub errors: Vec<f64>,
    /// Estimate of Var(E[response | inputs]), corrected for noise that the fit followed; noise may leave it below 0.
    pub explained: f64,
    /// Degrees of freedom with which the fit may follow noise into `explained`.
    pub followed: f64,
    /// Variance of the response about the estimate.
    pub residual_variance: f64,
}

/// The part of a [`Smooth`] that a decision turns on, for half the work.
#[derive(Clone, Debug)]
pub struct Curve {
    /// The estimate by draw; its mean is that of the response.
    pub fitted: Vec<f64>,
    /// Its standard error by draw.
    pub errors: Vec<f64>,
}

impl From<Smooth> for Curve {
    fn from(Smooth { fitted, errors, .. }: Smooth) -> Self {
        Self { fitted, errors }
    }
}

impl Smooth {
    /// E[response | class] of an input without order: the mean over the draws of each class.
    #[must_use]
    pub fn of_classes(classes: &[usize], response: &[f64]) -> Self {
        let count = classes.iter().max().map_or(0, |last| last + 1);
        let facts: Vec<(f64, f64, f64)> = (0..count)
            .map(|class| {
                let own: Vec<f64> =
                    response.iter().zip(classes).filter(|&(_, &of)| of == class).map(|(&value, _)| value).collect();
                let (mean, sd) = mean_and_sd(&own);
                (mean, sd, float(own.len()))
            })
            .collect();
        let seen = facts.iter().filter(|(.., size)| *size > 0.0);
        let within: f64 = seen.clone().map(|(_, sd, size)| sd * sd * (size - 1.0)).sum();
        let rows = float(response.len());
        let noise: f64 = seen.clone().map(|(_, sd, size)| sd * sd * (1.0 - size / rows)).sum();
        let followed = float(seen.count());
        let (_, sd) = mean_and_sd(response);
        let residual_variance = within / (rows - followed).max(1.0);
        Self {
            fitted: classes.iter().map(|&class| facts[class].0).collect(),
            errors: classes.iter().map(|&class| facts[class].1 / facts[class].2.sqrt()).collect(),
            explained: sd * sd - (within + noise) / (rows - 1.0).max(1.0),
            followed,
            residual_variance,
        }
    }

    /// The estimate from no input: the mean.
    #[must_use]
    pub fn nothing(response: &[f64]) -> Self {
        let (mean, sd) = mean_and_sd(response);
        let count = response.len();
        let errors = vec![sd / (float(count)).sqrt(); count];
        Self { fitted: vec![mean; count], errors, explained: 0.0, followed: 0.0, residual_variance: sd * sd }
    }
}
