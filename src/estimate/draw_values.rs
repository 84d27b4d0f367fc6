//! Sums up one column of the draws file as a spreadsheet program would: what a workbook's formulas give.

use crate::statistics::{float, mean_and_sd, quantile_sorted};

/// The finite numbers of one column, draw by draw.
#[derive(Clone, Debug, Default)]
pub struct DrawValues {
    values: Vec<f64>,
    sorted: Vec<f64>,
}

impl DrawValues {
    /// The finite ones of `values`.
    #[must_use]
    pub fn new(values: impl IntoIterator<Item = f64>) -> Self {
        let values: Vec<f64> = values.into_iter().filter(|value| value.is_finite()).collect();
        let mut sorted = values.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        Self { values, sorted }
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// `SUM(x)`.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.values.iter().sum()
    }

    /// `SUM(x)/COUNT(x)`.
    #[must_use]
    pub fn mean(&self) -> f64 {
        mean_and_sd(&self.values).0
    }

    /// `STDEV(x)/SQRT(COUNT(x))`: the standard error of the mean of independent draws.
    #[must_use]
    pub fn mean_mcse(&self) -> f64 {
        mean_and_sd(&self.values).1 / float(self.values.len()).sqrt()
    }

    /// `PERCENTILE.INC(x, p)`, which is the quantile of every summary.
    #[must_use]
    pub fn percentile(&self, p: f64) -> f64 {
        quantile_sorted(&self.sorted, p)
    }

    /// `COUNTIF(x, ">=" & amount)/COUNT(x)`.
    #[must_use]
    pub fn share_at_least(&self, amount: f64) -> f64 {
        float(self.values.iter().filter(|&&value| value >= amount).count()) / float(self.values.len())
    }

    /// The Monte Carlo standard error of a share of the draws, with two of each kind added so that it is never nothing
    /// (Agresti and Coull 1998).
    #[must_use]
    pub fn share_mcse(&self, share: f64) -> f64 {
        let draws = float(self.values.len());
        let share = (share * draws + 2.0) / (draws + 4.0);
        (share * (1.0 - share) / (draws + 4.0)).sqrt()
    }

    /// The mean of what is missing where a draw is below `amount`; NaN where none is.
    #[must_use]
    pub fn shortfall(&self, amount: f64) -> f64 {
        let missing: Vec<f64> =
            self.values.iter().filter(|&&value| value < amount).map(|value| amount - value).collect();
        mean_and_sd(&missing).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_summed_up_as_by_hand() {
        let column = DrawValues::new([4.0, f64::NAN, 1.0, 2.0, 3.0]);
        assert_eq!(
            (column.sum(), column.mean(), column.percentile(0.5), column.percentile(0.1)),
            (10.0, 2.5, 2.5, 1.3)
        );
        assert_eq!((column.share_at_least(3.0), column.shortfall(3.0)), (0.5, 1.5));
        assert!((column.mean_mcse() - (5.0_f64 / 3.0).sqrt() / 2.0).abs() < 1e-15);
        // (4 + 2)/(4 + 4) of 8.
        assert!((column.share_mcse(1.0) - (0.75_f64 * 0.25 / 8.0).sqrt()).abs() < 1e-15);
        assert!(column.shortfall(-5.0).is_nan() && DrawValues::default().is_empty());
    }
}
