//! Tabulates what expressions of several parameters are worth over all draws, once for all that asks.

use super::{Expression, Law};
use crate::distribution::{Distribution, QuantileTable};
use crate::numeric::{float, powf, powi, whole_part};
use std::sync::{Arc, Mutex, PoisonError};

/// Most grids that are kept: 20 MB.
const KEPT: usize = 64;
/// Grid points to a side for the values of an expression of two parameters.
const STEPS: u32 = 200;
/// Grid points for a law by itself, and for each of three parameters or more.
const MORE_STEPS: u32 = 10_000;

/// The values of expressions that were asked for, so that an effect is worked out once though the log, the warnings, the
/// figures and the checks all ask for it.
#[derive(Debug, Default)]
pub(super) struct Grids(Mutex<Vec<Kept>>);

/// The values of an expression whose parameters have these laws.
#[derive(Debug)]
struct Kept {
    expression: Expression,
    laws: Vec<Option<Law>>,
    values: Arc<[f64]>,
}

impl Grids {
    /// Equally likely values of an expression, ascending, its parameters independent of each other.
    pub(super) fn values<'a>(&self, expression: &Expression, law: impl Fn(usize) -> Option<&'a Law>) -> Arc<[f64]> {
        let mut parameters = Vec::new();
        expression.gather(&mut parameters);
        parameters.sort_unstable();
        parameters.dedup();
        let laws: Vec<Option<&Law>> = parameters.iter().map(|parameter| law(*parameter)).collect();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = |kept: &&Kept| {
            kept.expression == *expression && kept.laws.iter().map(Option::as_ref).eq(laws.iter().copied())
        };
        if let Some(known) = kept.iter().find(known) {
            return Arc::clone(&known.values);
        }
        let values: Arc<[f64]> = values(expression, &parameters, &laws).into();
        if kept.len() < KEPT {
            let laws = laws.into_iter().map(Option::<&Law>::cloned).collect();
            kept.push(Kept { expression: expression.clone(), laws, values: Arc::clone(&values) });
        }
        values
    }
}

/// The quantiles of a law at the midpoints of 10,000 equal parts of the unit interval.
pub(super) fn midpoints(law: &Distribution) -> Vec<f64> {
    let table = QuantileTable::new(law);
    let quantile = |u: f64| table.as_ref().map_or_else(|| law.quantile(u), |table| table.quantile(u));
    middles(MORE_STEPS).map(quantile).collect()
}

/// The midpoints of `steps` equal parts of the unit interval.
fn middles(steps: u32) -> impl Iterator<Item = f64> {
    (0..steps).map(move |step| (f64::from(step) + 0.5) / f64::from(steps))
}

/// The values at the midpoints of the only parameter, at all pairs of those of two, and otherwise at points of an additive
/// recurrence, each rounded to the midpoints of every parameter.
fn values(expression: &Expression, parameters: &[usize], laws: &[Option<&Law>]) -> Vec<f64> {
    let mut theta = vec![0.0; parameters.last().map_or(0, |last| last + 1)];
    let mut values = Vec::new();
    if let ([first, second], [a, b]) = (parameters, laws) {
        // Few points to a side: exact quantiles are fewer than those of a table.
        let side = |law: &Option<&Law>| -> Vec<f64> { middles(STEPS).map(|u| worth(*law, u)).collect() };
        let (of_first, of_second) = (side(a), side(b));
        for &θ in &of_first {
            theta[*first] = θ;
            for &θ in &of_second {
                theta[*second] = θ;
                values.push(expression.value(&theta));
            }
        }
        // Rows rise or fall as a rule; two of them are as long a run as the sort of the whole looks out for.
        values.chunks_mut(2 * of_second.len()).for_each(|rows| rows.sort_by(f64::total_cmp));
    } else {
        let table = |law: &Option<&Law>| match law {
            Some(Law::Drawn(law)) => midpoints(law),
            certain => vec![worth(*certain, 0.5)],
        };
        let tables: Vec<Vec<f64>> = laws.iter().map(table).collect();
        let steps = steps(parameters.len());
        let points = match parameters.len() {
            0 => 1,
            1 => MORE_STEPS,
            _ => STEPS * STEPS,
        };
        for point in 0..points {
            for ((&parameter, table), step) in parameters.iter().zip(&tables).zip(&steps) {
                // What lies past the end begins anew.
                let u = ((f64::from(point) + 0.5) * step).fract();
                let place: usize = whole_part(u * float(table.len()));
                theta[parameter] = table[place.min(table.len() - 1)];
            }
            values.push(expression.value(&theta));
        }
    }
    values.sort_by(f64::total_cmp);
    values
}

/// A quantile of a law; nothing where there is none.
fn worth(law: Option<&Law>, u: f64) -> f64 {
    law.map_or(0.0, |law| law.quantile(u))
}

/// How far each parameter moves from one point to the next: through every midpoint of one, and by an additive recurrence
/// that fills a cube of three or more evenly (Roberts 2018: powers of 1/g, where `g^(d+1) = g + 1`).
fn steps(dimensions: usize) -> Vec<f64> {
    if dimensions < 2 {
        return vec![1.0 / f64::from(MORE_STEPS)];
    }
    let order = (0..dimensions).fold(1.0, |sum, _| sum + 1.0);
    let g = (0..60).fold(2.0_f64, |g, _| powf(1.0 + g, 1.0 / order));
    (1..).take(dimensions).map(|power| powi(g, -power)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::Uniform;

    #[test]
    fn what_was_asked_before_is_not_worked_out_again_unless_its_laws_changed() {
        let uniform = |high: f64| Law::Drawn(Uniform::new(0.5, high).unwrap().into());
        let quotient = Expression::Quotient([Expression::Parameter(0), Expression::Parameter(1)].into());
        let grids = Grids::default();
        let ask = |laws: &[Law]| grids.values(&quotient, |parameter| laws.get(parameter));
        let first = ask(&[uniform(1.0), uniform(1.0)]);
        assert!(Arc::ptr_eq(&first, &ask(&[uniform(1.0), uniform(1.0)])));
        let other = ask(&[uniform(1.0), uniform(2.0)]);
        assert!(other[0] < first[0] && first.is_sorted() && first.len() == 40_000);
        for high in 0..100 {
            ask(&[uniform(2.0), uniform(3.0 + f64::from(high))]);
        }
        assert_eq!(grids.0.lock().unwrap().len(), KEPT);
    }
}
