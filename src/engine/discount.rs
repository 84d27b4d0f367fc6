//! Gives discount factors at any moment, fast enough to be asked for every occurrence.

use super::vectors::LANES;
use crate::model::{Discounting, Model};
use crate::numeric::{exp, exp_m1};

/// The discount factor at any moment: a power of the months where one rate holds at every moment, else as the model says.
#[derive(Debug)]
pub(super) struct Discount {
    power: Power,
    /// Where it is no power of the months.
    other: Option<Discounting>,
}

/// v^x by a polynomial, squared as often as the span needs.
///
/// ```text
/// v^x = (Σ_{n ≤ 10} yⁿ/n!)^(2^k),  y = x ln v / 2^k,  k the least with |y| ≤ ¼ within the span
/// ```
///
/// The remainder of the series is below 10⁻¹⁴. No table is looked up, so that the compiler makes vectors of it.
#[derive(Debug)]
struct Power {
    /// ln v.
    log: f64,
    /// ln v / 2^k.
    scale: f64,
    /// k.
    squarings: u32,
}

impl Discount {
    pub(super) fn new(model: &Model) -> Self {
        let log = model.discounting.log_of_month(model.span);
        let other = log.is_none().then(|| model.discounting.clone());
        Self { power: Power::of(log.unwrap_or(0.0), model.span), other }
    }

    #[cfg(test)]
    pub(super) fn of(log: f64, span: f64) -> Self {
        Self { power: Power::of(log, span), other: None }
    }

    /// ln v, where it is v^x everywhere.
    pub(super) fn log(&self) -> Option<f64> {
        self.other.is_none().then_some(self.power.log)
    }

    /// The integral from one moment to another, which may lie beyond the span.
    ///
    /// ```text
    /// ∫ v^x dx = v^from · (1 - v^(to - from))/-ln v
    /// ```
    pub(super) fn over(&self, from: f64, to: f64) -> f64 {
        let Power { log, .. } = self.power;
        match &self.other {
            Some(other) => other.over(from, to),
            None if log == 0.0 => to - from,
            None => exp(log * from) * exp_m1(log * (to - from)) / log,
        }
    }

    /// v^x for x within the span, to rounding error.
    #[inline]
    pub(super) fn at(&self, months: f64) -> f64 {
        match &self.other {
            None => self.power.at(months),
            Some(other) => other.at(months),
        }
    }

    /// Σ cost · v^moment.
    #[inline(always)]
    pub(super) fn weigh(&self, moments: &[f64], costs: &[f64]) -> f64 {
        match &self.other {
            None => self.power.weigh(moments, costs),
            Some(other) => moments.iter().zip(costs).map(|(&moment, &cost)| cost * other.at(moment)).sum(),
        }
    }
}

impl Power {
    fn of(log: f64, span: f64) -> Self {
        let mut power = Self { log, scale: log, squarings: 0 };
        while (power.scale * span).abs() > 0.25 && power.squarings < 64 {
            power.scale *= 0.5;
            power.squarings += 1;
        }
        power
    }

    #[inline]
    fn at(&self, months: f64) -> f64 {
        let mut factor = series(months * self.scale);
        for _ in 0..self.squarings {
            factor *= factor;
        }
        factor
    }

    #[inline(always)]
    fn weigh(&self, moments: &[f64], costs: &[f64]) -> f64 {
        // As many sums as lanes, in an order that does not depend on the processor.
        let mut sums = [0.0; LANES];
        let (whole, rest) = moments.as_chunks::<LANES>();
        let (whole_costs, rest_costs) = costs.as_chunks::<LANES>();
        for (moments, costs) in whole.iter().zip(whole_costs) {
            let mut factors = [0.0; LANES];
            for lane in 0..LANES {
                factors[lane] = series(moments[lane] * self.scale);
            }
            for _ in 0..self.squarings {
                for factor in &mut factors {
                    *factor *= *factor;
                }
            }
            for lane in 0..LANES {
                sums[lane] += costs[lane] * factors[lane];
            }
        }
        let rest: f64 = rest.iter().zip(rest_costs).map(|(&moment, &cost)| cost * self.at(moment)).sum();
        sums.iter().sum::<f64>() + rest
    }
}

/// exp(y) for |y| ≤ ¼.
#[inline(always)]
fn series(y: f64) -> f64 {
    const TERMS: [f64; 11] = [
        1.0,
        1.0,
        1.0 / 2.0,
        1.0 / 6.0,
        1.0 / 24.0,
        1.0 / 120.0,
        1.0 / 720.0,
        1.0 / 5040.0,
        1.0 / 40_320.0,
        1.0 / 362_880.0,
        1.0 / 3_628_800.0,
    ];
    TERMS.iter().rev().fold(0.0, |sum, term| sum * y + term)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discount_factors_are_exact() {
        for rate in [0.0_f64, 0.035, 1.0] {
            let log = (1.0 + rate).powf(-1.0 / 12.0).ln();
            for span in [1.0, 36.0, 97.0, 900.0] {
                let discount = Discount::of(log, span);
                let moments: Vec<f64> = (0..=971).map(|step| f64::from(step) / 971.0 * span).collect();
                let exact: f64 = moments.iter().map(|moment| (log * moment).exp()).sum();
                for &moment in &moments {
                    // Each squaring doubles the relative error of rounding.
                    let tolerance = 1e-14 * f64::from(1 << discount.power.squarings);
                    assert!((discount.at(moment) / (log * moment).exp() - 1.0).abs() < tolerance, "{rate} {moment}");
                }
                assert!((discount.weigh(&moments, &vec![1.0; moments.len()]) / exact - 1.0).abs() < 1e-12, "{rate}");
            }
        }
    }
}
