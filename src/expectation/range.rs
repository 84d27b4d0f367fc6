//! Bounds a number of the model over nearly all draws, so that tables cover what is asked for.

use crate::model::{Expression, Law, Term};
use crate::numeric::powf;

/// The chance in either tail of a parameter that a range leaves out.
const TAIL: f64 = 1e-5;

/// The smallest and largest value of `term` while every parameter is within all but the tails of its law.
pub(super) fn of_term(term: &Term, laws: &[Law]) -> (f64, f64) {
    match term {
        Term::Certain(value) => (*value, *value),
        Term::Drawn { expression, times, low, high } => {
            let (first, last) = of_expression(expression, laws);
            let [a, b] = [first * times, last * times].map(|value| value.clamp(*low, *high));
            (a.min(b), a.max(b))
        }
    }
}

fn of_expression(expression: &Expression, laws: &[Law]) -> (f64, f64) {
    match expression {
        Expression::Constant(value) => (*value, *value),
        Expression::Parameter(index) => match laws.get(*index) {
            Some(Law::Certain(value)) => (*value, *value),
            Some(Law::Drawn(distribution)) => (distribution.quantile(TAIL), distribution.quantile(1.0 - TAIL)),
            None => (f64::NEG_INFINITY, f64::INFINITY),
        },
        Expression::Product(parts) => {
            parts.iter().fold((1.0, 1.0), |range, part| combined(range, of_expression(part, laws), |a, b| a * b))
        }
        Expression::Sum(parts) => parts.iter().fold((0.0, 0.0), |(low, high), part| {
            let (first, last) = of_expression(part, laws);
            (low + first, high + last)
        }),
        Expression::Quotient(parts) => match [&parts[0], &parts[1]].map(|part| of_expression(part, laws)) {
            [of, by] if by.0 > 0.0 => combined(of, by, |a, b| a / b),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        },
        Expression::Power(parts) => match [&parts[0], &parts[1]].map(|part| of_expression(part, laws)) {
            [of, by] if of.0 > 0.0 => combined(of, by, powf),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        },
        Expression::Complement(part) => {
            let (low, high) = of_expression(part, laws);
            (1.0 - high, 1.0 - low)
        }
        Expression::Number(term) => of_term(term, laws),
    }
}

/// The range of what two ranges make, of which every corner is tried.
fn combined(a: (f64, f64), b: (f64, f64), of: impl Fn(f64, f64) -> f64) -> (f64, f64) {
    let corners = [of(a.0, b.0), of(a.0, b.1), of(a.1, b.0), of(a.1, b.1)];
    // Zero times infinity is no bound.
    if corners.iter().any(|corner| corner.is_nan()) {
        return (f64::NEG_INFINITY, f64::INFINITY);
    }
    (corners.iter().copied().fold(f64::INFINITY, f64::min), corners.iter().copied().fold(f64::NEG_INFINITY, f64::max))
}
