//! Adds up contributions and their squares, so that a sum knows its variance.

/// Two sums over occurrences.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    /// Of contributions.
    pub(super) mean: f64,
    /// Of their squares.
    pub(super) second: f64,
}

impl Sum {
    /// Counts a contribution of `amount` that is made with `chance`, or `chance` times.
    #[inline]
    pub(super) fn add(&mut self, chance: f64, amount: f64) {
        self.mean += chance * amount;
        self.second += chance * amount * amount;
    }

    /// Counts `number` times all of `other`.
    #[inline]
    pub(super) fn add_sum(&mut self, number: f64, other: Self) {
        self.mean += number * other.mean;
        self.second += number * other.second;
    }

    /// The sums when every contribution is `factor` times as large and W adds its spread.
    ///
    /// ```text
    /// E[(factor·W)²] = factor² · (1 + CV²)
    /// ```
    #[inline]
    pub(super) fn priced(self, factor: f64, square: f64) -> Self {
        Self { mean: self.mean * factor, second: self.second * square }
    }

    /// Joins what else the same occurrences bring, of which it is not known how far it varies with this.
    ///
    /// ```text
    /// √E[(A + B)²] ≤ √E[A²] + √E[B²]
    /// ```
    pub(super) fn join(&mut self, other: Self) {
        let size = self.second.max(0.0).sqrt() + other.second.max(0.0).sqrt();
        *self = Self { mean: self.mean + other.mean, second: size * size };
    }
}
