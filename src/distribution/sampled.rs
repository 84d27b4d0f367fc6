//! Models a value by the draws of another model, as a column of their table.

use std::sync::Arc;

use super::error::LawError;
use super::family::Law;
use crate::numeric::{float, whole_part};

/// The values of one column, each as likely. All columns of a table are drawn by the same row, so that what their rows say
/// of each other stays.
#[derive(Clone, Debug, PartialEq)]
pub struct Sampled {
    rows: Arc<[f64]>,
    sorted: Arc<[f64]>,
}

impl Sampled {
    /// By the values in the order of their rows.
    ///
    /// # Errors
    /// When there is none, or one is not finite.
    pub fn new(rows: &[f64]) -> Result<Self, LawError> {
        if rows.is_empty() {
            return Err(LawError::new("there is no draw to take"));
        }
        if rows.iter().any(|value| !value.is_finite()) {
            return Err(LawError::new("every draw must be a number"));
        }
        let mut sorted = rows.to_vec();
        sorted.sort_by(f64::total_cmp);
        Ok(Self { rows: rows.into(), sorted: sorted.into() })
    }

    /// The value in the row that a uniform number falls to: row ⌊n·u⌋ of n, counted from 0.
    #[must_use]
    pub fn row(&self, u: f64) -> f64 {
        let row: usize = whole_part(u * float(self.rows.len()));
        self.rows[row.min(self.rows.len() - 1)]
    }
}

impl Law for Sampled {
    /// The smallest value that so many are not above.
    fn quantile(&self, u: f64) -> f64 {
        let below: usize = whole_part((u * float(self.sorted.len())).ceil());
        self.sorted[below.clamp(1, self.sorted.len()) - 1]
    }

    fn cdf(&self, x: f64) -> f64 {
        float(self.sorted.partition_point(|value| *value <= x)) / float(self.sorted.len())
    }

    fn support(&self) -> (f64, f64) {
        (self.sorted[0], self.sorted[self.sorted.len() - 1])
    }

    fn mean(&self) -> f64 {
        self.sorted.iter().sum::<f64>() / float(self.sorted.len())
    }

    fn sd(&self) -> f64 {
        let mean = self.mean();
        let squares: f64 = self.sorted.iter().map(|value| (value - mean) * (value - mean)).sum();
        (squares / float(self.sorted.len())).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_order_and_quantiles_ascend() {
        let law = Sampled::new(&[3.0, 1.0, 2.0, 2.0]).unwrap();
        assert_eq!([0.0, 0.24, 0.26, 0.5, 0.99].map(|u| law.row(u)), [3.0, 3.0, 1.0, 2.0, 2.0]);
        assert_eq!([0.1, 0.25, 0.26, 0.75, 0.76].map(|u| law.quantile(u)), [1.0, 1.0, 2.0, 2.0, 3.0]);
        assert_eq!((law.cdf(0.9), law.cdf(2.0), law.cdf(3.0)), (0.0, 0.75, 1.0));
        assert_eq!((law.mean(), law.sd(), law.support()), (2.0, 0.5_f64.sqrt(), (1.0, 3.0)));
        assert!(Sampled::new(&[]).is_err() && Sampled::new(&[1.0, f64::NAN]).is_err());
    }
}
