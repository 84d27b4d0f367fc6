//! Pools what the models of a plan believe about one term, for means, quantiles and chances over all draws.

use super::grid::{Grids, midpoints};
use super::{Expression, Law, Model, Term};
use crate::distribution::Distribution;
use crate::numeric::{float, whole_part};
use std::sync::Arc;

/// The distribution of a term in one model.
#[derive(PartialEq)]
pub(super) enum Shape<'a> {
    /// The same in every draw.
    Point(f64),
    /// shift + slope · θ, θ from a law, clipped; the slope is not zero.
    Clipped { law: &'a Distribution, shift: f64, slope: f64, low: f64, high: f64 },
    /// shift + slope · one of equally likely values, ascending, clipped; the slope is not zero.
    Sorted { values: Arc<[f64]>, shift: f64, slope: f64, low: f64, high: f64 },
}

impl<'a> Shape<'a> {
    /// The distribution of a term whose parameters have these laws, independent of each other.
    pub(super) fn new(term: &Term, law: impl Fn(usize) -> Option<&'a Law>, grids: &Grids) -> Self {
        let (expression, times, low, high) = match term {
            Term::Certain(value) => return Self::Point(*value),
            Term::Drawn { expression, times, low, high } => (expression, *times, *low, *high),
        };
        let Line { of, shift, slope } = Line::of(expression);
        let (shift, slope) = (shift * times, slope * times);
        if slope == 0.0 {
            return Self::Point(shift.clamp(low, high));
        }
        match of {
            Expression::Parameter(parameter) => match law(*parameter) {
                Some(Law::Drawn(law)) => Self::Clipped { law, shift, slope, low, high },
                Some(Law::Certain(value)) => Self::Point((shift + slope * value).clamp(low, high)),
                None => Self::Point(shift.clamp(low, high)),
            },
            _ => Self::Sorted { values: grids.values(of, law), shift, slope, low, high },
        }
    }

    pub(super) fn mean(&self) -> f64 {
        match self {
            Self::Point(value) => *value,
            Self::Clipped { law, shift, slope, low, high } => {
                let (smallest, largest) = law.support();
                let ends = [shift + slope * smallest, shift + slope * largest];
                let inside = ends.iter().all(|end| end >= low && end <= high);
                // What lies outside so rarely moves no mean that is printed.
                if inside || outside(law, *shift, *slope, (*low, *high)) < NEGLIGIBLE {
                    return shift + slope * law.mean();
                }
                let quantiles = midpoints(law);
                let clipped = quantiles.iter().map(|θ| (shift + slope * θ).clamp(*low, *high));
                clipped.sum::<f64>() / float(quantiles.len())
            }
            Self::Sorted { values, shift, slope, low, high } => {
                let clipped = values.iter().map(|value| (shift + slope * value).clamp(*low, *high));
                clipped.sum::<f64>() / float(values.len())
            }
        }
    }

    pub(super) fn quantile(&self, p: f64) -> f64 {
        match self {
            Self::Point(value) => *value,
            Self::Clipped { law, shift, slope, low, high } => {
                let θ = law.quantile(if *slope > 0.0 { p } else { 1.0 - p });
                (shift + slope * θ).clamp(*low, *high)
            }
            Self::Sorted { values, shift, slope, low, high } => {
                let last = values.len() - 1;
                let index = whole_part::<usize>(p * float(values.len())).min(last);
                let value = values[if *slope > 0.0 { index } else { last - index }];
                (shift + slope * value).clamp(*low, *high)
            }
        }
    }

    pub(super) fn cdf(&self, x: f64) -> f64 {
        match self {
            Self::Point(value) => f64::from(u8::from(x >= *value)),
            Self::Clipped { high, .. } if x >= *high => 1.0,
            Self::Clipped { low, .. } if x < *low => 0.0,
            Self::Clipped { law, shift, slope, .. } => at_most(law, *shift, *slope, x),
            Self::Sorted { values, shift, slope, low, high } => {
                let is_met = |value: &f64| (shift + slope * value).clamp(*low, *high) <= x;
                let met = if *slope > 0.0 {
                    values.partition_point(is_met)
                } else {
                    values.len() - values.partition_point(|value| !is_met(value))
                };
                float(met) / float(values.len())
            }
        }
    }
}

/// A straight line in a parameter, or in what is no line itself.
struct Line<'e> {
    of: &'e Expression,
    shift: f64,
    slope: f64,
}

impl<'e> Line<'e> {
    /// The line that an expression is.
    fn of(expression: &'e Expression) -> Self {
        match expression {
            Expression::Complement(part) => {
                let line = Self::of(part);
                Self { shift: 1.0 - line.shift, slope: -line.slope, ..line }
            }
            other => Self { of: other, shift: 0.0, slope: 1.0 },
        }
    }
}

/// The chance that shift + slope · θ is at most x.
fn at_most(law: &Distribution, shift: f64, slope: f64, x: f64) -> f64 {
    let θ = (x - shift) / slope;
    if slope > 0.0 { law.cdf(θ) } else { 1.0 - law.cdf(θ.next_down()) }
}

/// The chance that shift + slope · θ lies outside of the limits.
fn outside(law: &Distribution, shift: f64, slope: f64, (low, high): (f64, f64)) -> f64 {
    let below = if low.is_finite() { at_most(law, shift, slope, low) } else { 0.0 };
    below + if high.is_finite() { 1.0 - at_most(law, shift, slope, high) } else { 0.0 }
}

/// What is believed of one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Belief {
    /// Mean.
    pub mean: f64,
    /// 2.5% quantile.
    pub p2_5: f64,
    /// 97.5% quantile.
    pub p97_5: f64,
    /// Whether it is the same in every draw.
    pub certain: bool,
}

impl Belief {
    /// The same of a multiple of the number.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { mean: self.mean * factor, p2_5: self.p2_5 * factor, p97_5: self.p97_5 * factor, ..self }
    }
}

impl Model {
    /// The distribution of a term in this model.
    pub(super) fn shape(&self, term: &Term) -> Shape<'_> {
        Shape::new(term, |parameter| self.laws.get(parameter), &self.grids)
    }

    /// What is believed of a term in this model: mean, 2.5% and 97.5% quantiles of its law as drawn and clipped.
    #[must_use]
    pub fn belief(&self, term: &Term) -> Belief {
        let shape = self.shape(term);
        let certain = matches!(shape, Shape::Point(_));
        Belief { mean: shape.mean(), p2_5: shape.quantile(0.025), p97_5: shape.quantile(0.975), certain }
    }

    /// The chance, over draws of this model, that a term is below zero.
    #[must_use]
    pub fn chance_below_zero(&self, term: &Term) -> f64 {
        self.shape(term).cdf(-f64::MIN_POSITIVE)
    }
}

/// A chance that moves no mean which is printed.
const NEGLIGIBLE: f64 = 1e-12;
/// The quantile of a pool: between the least and greatest of its parts', found by bisection on the pooled cdf.
pub(super) fn quantile(parts: &[(f64, Shape<'_>)], p: f64) -> f64 {
    let quantiles = parts.iter().filter(|(weight, _)| *weight > 0.0).map(|(_, shape)| shape.quantile(p));
    let (mut low, mut high) =
        (quantiles.clone().fold(f64::INFINITY, f64::min), quantiles.fold(f64::NEG_INFINITY, f64::max));
    let cdf = |x: f64| parts.iter().map(|(weight, shape)| weight * shape.cdf(x)).sum::<f64>();
    if low >= high || cdf(low) >= p {
        return low;
    }
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if cdf(middle) >= p { high = middle } else { low = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::{Lognormal, Uniform};

    /// What is believed of an expression whose parameters have these laws.
    fn belief(expression: Expression, laws: &[Distribution]) -> [f64; 3] {
        let laws: Vec<Law> = laws.iter().cloned().map(Law::Drawn).collect();
        let shape = Shape::new(&Term::unlimited(expression), |index| laws.get(index), &Grids::default());
        [shape.mean(), shape.quantile(0.025), shape.quantile(0.975)]
    }

    #[test]
    fn one_less_a_ratio_has_its_quantiles_turned_round() {
        let ratio = Distribution::Lognormal(Lognormal::from_mean_sd(0.8, 0.2).unwrap());
        let [mean, low, high] =
            belief(Expression::Complement(Expression::Parameter(0).into()), std::slice::from_ref(&ratio));
        // Midpoints of 10,000 steps: a quantile is off by half a step, and a mean by what the last step leaves out.
        assert!((mean - 0.2).abs() < 1e-5, "{mean}");
        assert!((low - (1.0 - ratio.quantile(0.975))).abs() < 1e-3, "{low}");
        assert!((high - (1.0 - ratio.quantile(0.025))).abs() < 1e-3, "{high}");
    }

    #[test]
    fn a_quotient_of_two_and_a_sum_of_three_have_their_laws() {
        let uniform = |low: f64, high: f64| Distribution::Uniform(Uniform::new(low, high).unwrap());
        let parameter = Expression::Parameter;
        let quotient = Expression::Quotient([parameter(0), parameter(1)].into());
        // X/Y of uniforms on [0, 1] and [1, 2]: E = ½ ln 2; P(X/Y ≤ q) = E[qY] = 3q/2 for q ≤ ½.
        let [mean, low, _] = belief(quotient, &[uniform(0.0, 1.0), uniform(1.0, 2.0)]);
        assert!((mean - 0.5 * 2.0_f64.ln()).abs() < 1e-6, "{mean}");
        assert!((low - 0.025 / 1.5).abs() < 1e-4, "{low}");
        // A sum of three uniforms: F(x) = x³/6 up to 1 (Irwin 1927, Hall 1927), symmetric about 3/2.
        let sum = Expression::Sum([parameter(0), parameter(1), parameter(2)].into());
        let [mean, low, high] = belief(sum, &[uniform(0.0, 1.0), uniform(0.0, 1.0), uniform(0.0, 1.0)]);
        let exact = (6.0 * 0.025_f64).cbrt();
        assert!((mean - 1.5).abs() < 1e-3, "{mean}");
        assert!((low - exact).abs() < 4e-3 && (high - (3.0 - exact)).abs() < 4e-3, "{low} {high}");
    }
}
