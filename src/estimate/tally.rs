//! Sums simulated and expected values over draws, and judges how far their means are apart.

use crate::statistics::student_two_sided_p;

/// Relative difference allowed where nothing varies: rounding of two orders of summation.
const ROUNDING: f64 = 1e-9;
/// Difference of two means that is nothing: a billionth of a penny, or of an occurrence. Squares of numbers not much
/// smaller are zero, so that they have no spread to judge by.
const NOTHING: f64 = 1e-11;

/// Sums over draws of simulated and expected values of one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    pub(super) draws: f64,
    difference: f64,
    square: f64,
    second: f64,
    simulated: f64,
    expected: f64,
    /// The size of what it may be a difference of, a draw; 0 where it is none.
    whole: f64,
    /// By how much the means may differ without a fault, because the expected one is an approximation.
    allowed: f64,
}

impl Tally {
    /// Of a measure that may be a small difference of numbers as large as `whole`, whose rounding is then its own: what
    /// support cuts off stays that outlast the horizon either way is nothing, but not to the last digit.
    pub(super) fn part_of(self, whole: f64) -> Self {
        Self { whole, ..self }
    }

    /// Of an expected value that may be `allowed` off.
    pub(super) fn within(self, allowed: f64) -> Self {
        Self { allowed, ..self }
    }

    /// Adds one draw: its simulated and expected value, and the variance of chance: that of a compound Poisson sum, and
    /// what is added by risks that differ.
    pub fn add(&mut self, simulated: f64, expected: f64, second: f64) {
        let difference = simulated - expected;
        self.draws += 1.0;
        self.difference += difference;
        self.square += difference * difference;
        self.second += second;
        self.simulated += simulated;
        self.expected += expected;
    }

    /// The simulated and the expected mean.
    pub(super) fn means(&self) -> [f64; 2] {
        [self.simulated, self.expected].map(|sum| sum / self.draws)
    }

    /// Adds the draws of another tally.
    pub fn merge(&mut self, other: &Self) {
        self.draws += other.draws;
        self.difference += other.difference;
        self.square += other.square;
        self.second += other.second;
        self.simulated += other.simulated;
        self.expected += other.expected;
        self.whole = self.whole.max(other.whole);
        self.allowed = self.allowed.max(other.allowed);
    }

    /// z and its two-sided p.
    ///
    /// ```text
    /// z = mean_k(simulated_k - expected_k) / (sd/√K),   sd = max(sample's, √mean_k (E[Σ contributions² | θ_k] + w m_k²/N))
    /// ```
    ///
    /// with w the variance of the personal risk of N people and m the part of the expected value that is in proportion to it.
    /// Given the evidence, chance is independent from draw to draw, so this holds of Sobol points too.
    ///
    /// Where that sd is zero z is 0 and p is 1 when both agree to rounding, else p is 0 and z infinite.
    pub(super) fn judge(&self) -> Verdict {
        let difference = self.difference / self.draws;
        let mean = (difference.abs() - self.allowed).max(0.0).copysign(difference);
        let scale = (self.simulated.abs().max(self.expected.abs()) / self.draws).max(self.whole);
        let sample = if self.draws > 1.0 {
            ((self.square - self.draws * difference * difference) / (self.draws - 1.0)).max(0.0).sqrt()
        } else {
            0.0
        };
        let sd = sample.max((self.second / self.draws).max(0.0).sqrt());
        if sd.is_nan() || difference.is_nan() {
            return Verdict { z: None, p: 0.0 };
        }
        // What is only rounding is no spread to judge by.
        if sd <= 1e-12 * scale {
            let agree = mean.abs() <= (ROUNDING * scale).max(NOTHING);
            return Verdict { z: agree.then_some(0.0), p: if agree { 1.0 } else { 0.0 } };
        }
        let z = mean / (sd / self.draws.sqrt());
        let p = if self.draws > 1.0 { student_two_sided_p(z, self.draws - 1.0) } else { 1.0 };
        Verdict { z: Some(z), p }
    }
}

/// How likely an honest run would be to put two means so far apart.
pub(super) struct Verdict {
    /// `None`: nothing varies, and yet they differ (or a value is not finite).
    pub(super) z: Option<f64>,
    /// Two-sided.
    pub(super) p: f64,
}
