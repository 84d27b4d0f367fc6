//! Gives the difference of the means of two samples an interval that takes neither for as spread out as the other.

use super::bootstrap::{Resampler, central, pivot, resample};
use super::interval::{Flag, Interval, student_quantile};
use super::{float, mean_and_sd};

/// Two samples of at least two values each, and what their means differ by.
#[derive(Clone, Debug)]
pub struct TwoSamples<'v> {
    samples: [&'v [f64]; 2],
    means: [f64; 2],
    /// s²/n of each.
    squares: [f64; 2],
    varies: bool,
}

impl<'v> TwoSamples<'v> {
    /// The first sample less the second.
    #[must_use]
    pub fn new(first: &'v [f64], second: &'v [f64]) -> Self {
        let samples = [first, second];
        let sums = samples.map(mean_and_sd);
        let error = |place: usize| {
            let (_, sd): (f64, f64) = sums[place];
            sd * sd / float(samples[place].len())
        };
        let varies = sums.iter().any(|(mean, sd)| *sd > 1e-12 * mean.abs());
        Self { samples, means: sums.map(|(mean, _)| mean), squares: [error(0), error(1)], varies }
    }

    /// By how much the first mean is above the second.
    #[must_use]
    pub fn difference(&self) -> f64 {
        self.means[0] - self.means[1]
    }

    fn error(&self) -> f64 {
        (self.squares[0] + self.squares[1]).sqrt()
    }

    /// Degrees of freedom by Welch (1947) and Satterthwaite (1946); NaN where nothing varies.
    ///
    /// ```text
    /// ν = (v₁ + v₂)²/(v₁²/(n₁ - 1) + v₂²/(n₂ - 1)),  v = s²/n
    /// ```
    #[must_use]
    pub fn degrees(&self) -> f64 {
        if !self.varies {
            return f64::NAN;
        }
        let total = self.squares[0] + self.squares[1];
        let part = |place: usize| {
            // As parts of the total, so that no square is too small or too large to be held.
            let part = self.squares[place] / total;
            part * part / (float(self.samples[place].len()) - 1.0)
        };
        1.0 / (part(0) + part(1))
    }

    /// Welch's interval at `level`: d ± t_ν √(v₁ + v₂); a flagged point where nothing varies.
    #[must_use]
    pub fn welch(&self, level: f64) -> Interval {
        let difference = self.difference();
        if !self.varies {
            return Interval::point(difference);
        }
        let half = student_quantile(level, self.degrees()) * self.error();
        Interval { low: difference - half, high: difference + half, flag: None }
    }

    /// The studentised bootstrap interval at `level`, each sample resampled by itself (Efron & Tibshirani 1993, chapter 16).
    ///
    /// ```text
    /// d - q* √(v₁ + v₂),  q* the upper and lower quantile of (d* - d)/√(v₁* + v₂*)
    /// ```
    #[must_use]
    pub fn studentised(&self, level: f64, resamples: usize, random: &mut impl Resampler) -> Interval {
        let (difference, error) = (self.difference(), self.error());
        if !self.varies {
            return Interval::point(difference);
        }
        let mut pivots: Vec<f64> = (0..resamples)
            .map(|_| {
                let (first, second) = (self.resample(0, random), self.resample(1, random));
                pivot(first.0 - second.0, (first.1 + second.1).sqrt(), error)
            })
            .collect();
        pivots.sort_unstable_by(f64::total_cmp);
        let pivots = central(&pivots, level);
        let end = |pivot: f64| if pivot.is_finite() { difference - pivot * error } else { -pivot };
        let (low, high) = (end(pivots.high), end(pivots.low));
        let flag = if low.is_finite() && high.is_finite() { pivots.flag } else { Some(Flag::Unbounded) };
        Interval { low, high, flag }
    }

    /// By how much the mean of a resample is above that of the sample, and its s²/n.
    fn resample(&self, place: usize, random: &mut impl Resampler) -> (f64, f64) {
        let (values, mean) = (self.samples[place], self.means[place]);
        let n = float(values.len());
        let (shift, variance) = resample(values, mean, random);
        (shift, variance / n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A multiplicative congruential generator, good enough to resample by.
    struct Simple(u64);

    impl Resampler for Simple {
        fn index(&mut self, below: u32) -> u32 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (((self.0 >> 32) * u64::from(below)) >> 32) as u32
        }

        fn exponential(&mut self) -> f64 {
            1.0
        }
    }

    #[test]
    fn welch_by_hand() {
        // Means 4 and 10, variances 4 and 16, n 3 and 4: v = 4/3 and 4, error √(16/3), ν = (16/3)²/((16/9)/2 + 16/3) = 32/7.
        let two = TwoSamples::new(&[2.0, 4.0, 6.0], &[5.101_020_514_433_644, 10.0, 10.0, 14.898_979_485_566_356]);
        assert!((two.difference() + 6.0).abs() < 1e-12 && (two.squares[1] - 4.0).abs() < 1e-12, "{two:?}");
        assert!((two.degrees() - 32.0 / 7.0).abs() < 1e-12, "{}", two.degrees());
        let half = student_quantile(0.95, 32.0 / 7.0) * (16.0_f64 / 3.0).sqrt();
        let interval = two.welch(0.95);
        assert!((interval.low + 6.0 + half).abs() < 1e-9 && (interval.high + 6.0 - half).abs() < 1e-9);
        // t at 4.57 degrees of freedom lies between the 2.776 of 4 and the 2.571 of 5.
        assert!((2.571..2.776).contains(&(half / (16.0_f64 / 3.0).sqrt())));
    }

    #[test]
    fn the_bootstrap_agrees_with_welch_where_samples_are_nearly_normal() {
        // Quantiles of normal laws of sd 10 and 20, 60 and 80 of each.
        let sample = |n: u32, mean: f64, sd: f64| -> Vec<f64> {
            (1..=n).map(|i| mean + sd * crate::numeric::normal_quantile((f64::from(i) - 0.5) / f64::from(n))).collect()
        };
        let (first, second) = (sample(60, 50.0, 10.0), sample(80, 45.0, 20.0));
        let two = TwoSamples::new(&first, &second);
        let (welch, found) = (two.welch(0.95), two.studentised(0.95, 20_000, &mut Simple(1)));
        // A quantile of 20,000 pivots near 1.98 has a standard error of √(0.025·0.975/20,000)/0.058 = 0.019, of error £2.6.
        assert!((found.low - welch.low).abs() < 4.0 * 0.019 * 2.6, "{found:?} {welch:?}");
        assert!((found.high - welch.high).abs() < 4.0 * 0.019 * 2.6, "{found:?} {welch:?}");
        assert_eq!(found.flag, None);
    }

    #[test]
    fn what_does_not_vary_is_a_flagged_point() {
        let two = TwoSamples::new(&[3.0, 3.0], &[1.0, 1.0, 1.0]);
        assert_eq!((two.welch(0.95).low, two.welch(0.95).flag), (2.0, Some(Flag::NoSpread)));
        assert_eq!(two.studentised(0.95, 99, &mut Simple(1)).high, 2.0);
        assert!(two.degrees().is_nan());
        // One that does not vary leaves the degrees of the other: v₁ = 0, so ν = n₂ - 1.
        let one = TwoSamples::new(&[0.0, 0.0], &[1.0, 2.0, 6.0]);
        assert!((one.degrees() - 2.0).abs() < 1e-12);
    }
}
