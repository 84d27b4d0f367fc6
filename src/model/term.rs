//! Describes how a number of the model is read off one draw of the uncertain values.

use crate::numeric::powf;
use std::sync::Arc;

/// A number of the model: certain, or an expression of parameters times a factor, held within limits.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// The same in every draw.
    Certain(f64),
    /// `(expression · times)` held within `[low, high]`.
    Drawn {
        /// What is read off a draw.
        expression: Expression,
        /// Factor from `times`, scaling, uprating, or years to months.
        times: f64,
        /// Smallest legal value.
        low: f64,
        /// Largest legal value.
        high: f64,
    },
}

/// Arithmetic on the values of parameters in one draw; every parameter is a row of the assumptions log and of drivers.
///
/// Parts are shared, so that one term costs nothing to copy.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A number.
    Constant(f64),
    /// θ of a parameter, by its index in [`super::Plan::parameters`].
    Parameter(usize),
    /// All of these multiplied, from the first on: an uncertain price times an uncertain number of units.
    Product(Arc<[Self]>),
    /// All of these added, from the first on: several parts of one cost.
    Sum(Arc<[Self]>),
    /// The first divided by the second: the chance in one group against that in another. What is divided by zero is the
    /// largest number, and nothing by nothing is 1: where nothing happens without support, there is nothing to change.
    Quotient(Arc<[Self; 2]>),
    /// The first to the power of the second: what is left of a chance over another period, or at another hazard.
    Power(Arc<[Self; 2]>),
    /// One less this: what is left of a chance, or the effect that a ratio says.
    Complement(Arc<Self>),
    /// Another number of the model within its own limits, in its own unit.
    Number(Arc<Term>),
}

impl Term {
    /// The value of a parameter, whatever it may be.
    #[must_use]
    pub const fn parameter(index: usize) -> Self {
        Self::unlimited(Expression::Parameter(index))
    }

    /// The value of an expression, whatever it may be.
    #[must_use]
    pub const fn unlimited(expression: Expression) -> Self {
        Self::Drawn { expression, times: 1.0, low: f64::NEG_INFINITY, high: f64::INFINITY }
    }

    /// Its value in the draw `theta`.
    #[inline]
    #[must_use]
    pub fn value(&self, theta: &[f64]) -> f64 {
        match self {
            Self::Certain(value) => *value,
            Self::Drawn { expression, times, low, high } => (expression.value(theta) * times).clamp(*low, *high),
        }
    }

    /// Its value when certain.
    #[must_use]
    pub const fn certain(&self) -> Option<f64> {
        match self {
            Self::Certain(value) => Some(*value),
            Self::Drawn { .. } => None,
        }
    }

    /// Whether it may be below zero in some draw.
    #[must_use]
    pub fn may_be_negative(&self) -> bool {
        match self {
            Self::Certain(value) => *value < 0.0,
            Self::Drawn { low, .. } => *low < 0.0,
        }
    }

    /// The indices of the parameters that it reads, from the left.
    #[must_use]
    pub fn parameters(&self) -> Vec<usize> {
        let mut found = Vec::new();
        if let Self::Drawn { expression, .. } = self {
            expression.gather(&mut found);
        }
        found
    }

    /// The same in another unit: value and limits times `factor`, which is not negative.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let limit = |bound: f64| if bound.is_finite() { bound * factor } else { bound };
        match self {
            Self::Certain(value) => Self::Certain(value * factor),
            Self::Drawn { expression, times, low, high } => {
                Self::Drawn { expression, times: times * factor, low: limit(low), high: limit(high) }
            }
        }
    }

    /// The same, held within `[low, high]` instead of its own limits.
    #[must_use]
    pub fn within(self, low: f64, high: f64) -> Self {
        match self {
            Self::Certain(value) => Self::Certain(value.clamp(low, high)),
            Self::Drawn { expression, times, .. } => Self::Drawn { expression, times, low, high },
        }
    }

    /// The product of two, within the limits of the second: a price times a number of units.
    #[must_use]
    pub fn product(self, other: Self) -> Self {
        match (self, other) {
            (Self::Drawn { expression: a, times, .. }, Self::Drawn { expression: b, times: more, low, high }) => {
                Self::Drawn { expression: Expression::Product([a, b].into()), times: times * more, low, high }
            }
            (term, Self::Certain(factor)) | (Self::Certain(factor), term) => term.scaled(factor),
        }
    }
}

impl Expression {
    /// Its value in the draw `theta`.
    #[must_use]
    pub fn value(&self, theta: &[f64]) -> f64 {
        match self {
            Self::Constant(value) => *value,
            Self::Parameter(index) => theta[*index],
            Self::Product(parts) => parts.iter().map(|part| part.value(theta)).product(),
            Self::Sum(parts) => parts.iter().map(|part| part.value(theta)).sum(),
            Self::Quotient(parts) => quotient(parts[0].value(theta), parts[1].value(theta)),
            Self::Power(parts) => powf(parts[0].value(theta), parts[1].value(theta)),
            Self::Complement(part) => 1.0 - part.value(theta),
            Self::Number(term) => term.value(theta),
        }
    }

    /// The product of two.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self::Product([self, other].into())
    }

    /// This divided by another.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        Self::Quotient([self, other].into())
    }

    /// This to the power of another.
    #[must_use]
    pub fn to_the(self, power: Self) -> Self {
        Self::Power([self, power].into())
    }

    /// One less this.
    #[must_use]
    pub fn complement(self) -> Self {
        Self::Complement(self.into())
    }

    pub(super) fn gather(&self, found: &mut Vec<usize>) {
        let parts = match self {
            Self::Constant(_) => &[],
            Self::Parameter(index) => {
                found.push(*index);
                &[]
            }
            Self::Product(parts) | Self::Sum(parts) => &parts[..],
            Self::Quotient(parts) | Self::Power(parts) => &parts[..],
            Self::Number(term) => {
                found.extend(term.parameters());
                &[]
            }
            Self::Complement(part) => std::slice::from_ref(part.as_ref()),
        };
        parts.iter().for_each(|part| part.gather(found));
    }
}

/// See [`Expression::Quotient`].
fn quotient(of: f64, by: f64) -> f64 {
    if by != 0.0 {
        of / by
    } else if of == 0.0 {
        1.0
    } else {
        f64::MAX.copysign(of)
    }
}

impl From<&Term> for Expression {
    /// A number of the model as a part of another.
    fn from(term: &Term) -> Self {
        match term {
            Term::Certain(value) => Self::Constant(*value),
            // What is neither scaled nor held is its expression.
            Term::Drawn { expression, times: 1.0, low: f64::NEG_INFINITY, high: f64::INFINITY } => expression.clone(),
            Term::Drawn { .. } => Self::Number(term.clone().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_held_and_scaled_as_one() {
        let held = |index: usize, times: f64, high: f64| Term::parameter(index).scaled(times).within(0.0, high);
        let term = held(0, 2.0, 9.0).product(held(1, 1.0, 50.0));
        assert_eq!(term.value(&[3.0, 4.0]), 24.0);
        assert_eq!(term.value(&[30.0, 4.0]), 50.0);
        assert_eq!(term.clone().scaled(0.5).value(&[30.0, 4.0]), 25.0);
        assert_eq!(term.parameters(), [0, 1]);
        assert_eq!(Term::Certain(3.0).product(held(1, 1.0, 50.0)).value(&[0.0, 4.0]), 12.0);
    }

    #[test]
    fn an_expression_is_worked_out_from_its_parts() {
        let parameter = Expression::Parameter;
        let quotient = Expression::Quotient([parameter(1), parameter(0)].into());
        let effect = Expression::Complement(quotient.into());
        // 12 of 100 with support against 20 of 100 without: four in ten are prevented.
        assert!((effect.value(&[0.20, 0.12]) - 0.4).abs() < 1e-15);
        let sum = Expression::Sum([parameter(0), Expression::Constant(2.0), effect].into());
        let term = Term::unlimited(sum);
        assert!((term.value(&[0.20, 0.12]) - 2.6).abs() < 1e-15);
        assert_eq!(term.parameters(), [0, 1, 0]);
        assert_eq!(term.certain(), None);
    }

    #[test]
    fn nothing_to_divide_by_leaves_a_number() {
        let quotient = |of: f64, by: f64| Expression::Constant(of).over(Expression::Constant(by)).value(&[]);
        assert_eq!((quotient(0.0, 0.0), quotient(3.0, 0.0), quotient(-3.0, 0.0)), (1.0, f64::MAX, -f64::MAX));
        let held = Term::unlimited(Expression::Constant(1.0).over(Expression::Constant(0.0)).complement());
        assert_eq!(held.scaled(0.0).within(-9.0, 1.0).value(&[]), 0.0, "a factor of zero leaves no effect");
    }

    #[test]
    fn a_number_of_the_model_keeps_its_limits_as_a_part() {
        let chance = Term::parameter(0).scaled(2.0).within(0.0, 1.0);
        // What is left of a chance over half of its period: √(1 - p).
        let left = Expression::from(&chance).complement().to_the(Expression::Constant(0.5));
        assert!((left.value(&[0.3]) - 0.4_f64.sqrt()).abs() < 1e-15);
        assert_eq!(left.value(&[0.7]), 0.0);
        assert_eq!(Term::unlimited(left).parameters(), [0]);
    }
}
