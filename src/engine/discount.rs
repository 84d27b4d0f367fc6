//! Gives discount factors at any moment, fast enough to be asked for every occurrence.

use crate::model::Model;
use crate::model::discounting::discount;

/// v^x by a table of whole months and a series for the rest.
#[derive(Debug)]
pub(super) struct Discount {
    months: Vec<f64>,
    log: f64,
}

impl Discount {
    pub(super) fn new(model: &Model) -> Self {
        let v = model.monthly_discount();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a span is at most some 2,000 months"
        )]
        let months = model.span.ceil() as usize + 2;
        #[expect(clippy::cast_precision_loss, reason = "as above")]
        let months = (0..months).map(|month| discount(v, month as f64)).collect();
        Self { months, log: v.ln() }
    }

    /// v^x for x within the span, to rounding error.
    ///
    /// ```text
    /// v^x = v^⌊x⌋ · Σ_{n ≤ 7} (f ln v)ⁿ/n!,   f = x - ⌊x⌋;   |f ln v| < 0.06 for rates up to 100% a year
    /// ```
    #[inline]
    pub(super) fn at(&self, months: f64) -> f64 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the span")]
        let whole = months as usize;
        #[expect(clippy::cast_precision_loss, reason = "as above")]
        let x = (months - whole as f64) * self.log;
        let series = 1.0
            + x * (1.0
                + x / 2.0 * (1.0 + x / 3.0 * (1.0 + x / 4.0 * (1.0 + x / 5.0 * (1.0 + x / 6.0 * (1.0 + x / 7.0))))));
        self.months[whole] * series
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_discount_factors_is_exact() {
        for rate in [0.0_f64, 0.035, 1.0] {
            let log = (1.0 + rate).powf(-1.0 / 12.0).ln();
            let table = Discount { months: (0..100).map(|month| (log * f64::from(month)).exp()).collect(), log };
            for step in 0..970 {
                let months = f64::from(step) * 0.1;
                let exact = (log * months).exp();
                assert!((table.at(months) / exact - 1.0).abs() < 1e-13, "{rate} {months}");
            }
        }
    }
}
