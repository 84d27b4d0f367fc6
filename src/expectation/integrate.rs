//! Integrates exponentials against joining times in closed form, so that the expectation carries no error of its own.

use crate::numeric::{exp, exp_m1};

/// A density `height · e^(-rate·(t - from))` on t ≥ from, per month; every timing of the model is one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Its value at `from`.
    pub(super) height: f64,
    /// 1/τ, plus the rate of discounting where it is discounted; 0: even.
    pub(super) rate: f64,
    /// First moment, months since joining.
    pub(super) from: f64,
}

/// u, the time at which people join: uniform between two moments, months after the programme starts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Shape {
    /// The same density in present values at joining, for a discount factor `e^(-δ)` a month.
    ///
    /// ```text
    /// height · e^(-rate·(t - from)) · e^(-δ·t)
    /// ```
    pub(super) fn discounted(&self, δ: f64) -> Self {
        Self { height: self.height * exp(-δ * self.from), rate: self.rate + δ, from: self.from }
    }

    /// The same density, `months` later.
    pub(super) fn later(&self, months: f64) -> Self {
        Self { from: self.from + months, ..*self }
    }

    /// Its value at `t`.
    pub(super) fn at(&self, t: f64) -> f64 {
        self.height * exp(-self.rate * (t - self.from))
    }

    /// The integral from `low` to `high`; 0 when they are out of order.
    ///
    /// ```text
    /// ∫ s(t) dt = s(low) · h · E₀(rate · h),   h = high - low
    /// ```
    pub(super) fn integral(&self, low: f64, high: f64) -> f64 {
        let h = high - low;
        if h > 0.0 { self.at(low) * h * e0(self.rate * h) } else { 0.0 }
    }

    /// The integral of the density times a straight line from `start` at `low` to `end` at `high`.
    ///
    /// ```text
    /// ∫ s(t)·(start + (end - start)(t - low)/h) dt = s(low) · h · (start·(E₀(z) - E₁(z)) + end·E₁(z)),   z = rate · h
    /// ```
    fn ramp(&self, low: f64, high: f64, start: f64, end: f64) -> f64 {
        let h = high - low;
        let z = self.rate * h;
        let e1 = e1(z);
        self.at(low) * h * (start * (e0(z) - e1) + end * e1)
    }

    /// How much of the density between `low` and `high` falls between `first` and `last` on the calendar.
    ///
    /// ```text
    /// ∫ s(t) · P(first ≤ u + t < last) dt,   P = |[from, to] ∩ [first - t, last - t]| / (to - from)
    /// ```
    ///
    /// P is piecewise linear in t; each straight piece is integrated by itself, and all terms are positive.
    pub(super) fn between(&self, low: f64, high: f64, joining: Window, first: f64, last: f64) -> f64 {
        let Window { from, to } = joining;
        let low = low.max(first - to);
        let high = high.min(last - from);
        if high <= low || last <= first {
            return 0.0;
        }
        if to <= from {
            return self.integral(low, high);
        }
        let chance = |t: f64| ((to.min(last - t) - from.max(first - t)) / (to - from)).clamp(0.0, 1.0);
        let mut knots = [low, high, first - from, last - to];
        for knot in &mut knots {
            *knot = knot.clamp(low, high);
        }
        knots.sort_unstable_by(f64::total_cmp);
        let pieces = knots.windows(2).filter(|piece| piece[1] > piece[0]);
        pieces.map(|piece| self.ramp(piece[0], piece[1], chance(piece[0]), chance(piece[1]))).sum()
    }
}

impl Window {
    /// The mean of `e^(-δ·u)`.
    pub(super) fn discount(&self, δ: f64) -> f64 {
        exp(-δ * self.from) * e0(δ * (self.to - self.from))
    }
}

/// The mean of an exponential over the unit interval.
///
/// ```text
/// E₀(z) = ∫₀¹ e^(-z·x) dx = (1 - e^(-z))/z
/// ```
pub(super) fn e0(z: f64) -> f64 {
    if z == 0.0 { 1.0 } else { -exp_m1(-z) / z }
}

/// The same, weighted by x; by its series where the closed form cancels.
///
/// ```text
/// E₁(z) = ∫₀¹ x·e^(-z·x) dx = (E₀(z) - e^(-z))/z = Σ (-z)ⁿ/(n!·(n + 2))
/// ```
pub(super) fn e1(z: f64) -> f64 {
    if z.abs() >= 1.0 {
        return (e0(z) - exp(-z)) / z;
    }
    let mut power = 1.0;
    let mut sum = 0.5;
    for n in 1..=20 {
        power *= -z / f64::from(n);
        // Neither this term nor any after it can change the last bit of a sum that is never below 0.16: half of that bit
        // is 1.4e-17 at least, and terms grow smaller.
        if power.abs() < 1e-18 {
            break;
        }
        sum += power / f64::from(n + 2);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The midpoint rule on `n` points.
    fn midpoint(low: f64, high: f64, n: u32, f: impl Fn(f64) -> f64) -> f64 {
        let h = (high - low) / f64::from(n);
        (0..n).map(|i| f(low + (f64::from(i) + 0.5) * h) * h).sum()
    }

    #[test]
    fn the_two_forms_of_e1_meet() {
        for z in [1.0 - 1e-12, -1.0 + 1e-12] {
            let closed = (e0(z) - (-z).exp()) / z;
            assert!((e1(z) - closed).abs() < 1e-14, "{z}");
        }
        assert!((e1(0.0) - 0.5).abs() < 1e-16);
        assert!((e1(1e-9) - 0.5).abs() < 1e-9);
        assert!((e1(800.0) - 1.0 / 640_000.0).abs() < 1e-18);
    }

    #[test]
    fn masses_agree_with_a_fine_grid() {
        let shape = Shape { height: 0.7, rate: 1.0 / 5.0, from: 1.0 };
        let joining = Window { from: 2.0, to: 9.0 };
        for (first, last) in [(0.0, 4.0), (4.0, 9.5), (9.5, 16.0), (16.0, 40.0), (5.0, 5.5), (30.0, 40.0)] {
            let exact = shape.between(1.5, 18.0, joining, first, last);
            // 400,000 points: the kinks of P leave the rule an error below 1e-9.
            let grid = midpoint(1.5, 18.0, 400_000, |t| {
                shape.at(t) * ((9.0_f64.min(last - t) - 2.0_f64.max(first - t)) / 7.0).max(0.0)
            });
            assert!((exact - grid).abs() < 1e-9, "{first}–{last}: {exact} against {grid}");
        }
    }

    #[test]
    fn masses_add_up_to_the_integral() {
        for rate in [0.0, 1e-9, 0.1, 50.0] {
            let shape = Shape { height: 2.0, rate, from: 0.0 };
            for joining in [Window { from: 3.0, to: 3.0 }, Window { from: 0.0, to: 11.0 }] {
                let edges = [f64::NEG_INFINITY, 7.0, 19.0, f64::INFINITY];
                let parts = edges.windows(2).map(|e| shape.between(0.0, 24.0, joining, e[0], e[1]));
                let whole = shape.integral(0.0, 24.0);
                assert!((parts.sum::<f64>() / whole - 1.0).abs() < 1e-13, "{rate} {joining:?}");
            }
        }
    }

    #[test]
    fn discounting_multiplies_by_the_factor() {
        let shape = Shape { height: 1.3, rate: 0.2, from: 4.0 }.discounted(0.03);
        let by_hand = 1.3 * (-0.2_f64 * 3.0).exp() * (-0.03_f64 * 7.0).exp();
        assert!((shape.at(7.0) - by_hand).abs() < 1e-15);
        let window = Window { from: 1.0, to: 5.0 };
        let by_hand = ((-0.03_f64).exp() - (-0.15_f64).exp()) / 0.03 / 4.0;
        assert!((window.discount(0.03) - by_hand).abs() < 1e-14);
    }
}
