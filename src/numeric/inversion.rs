//! Inverts distribution functions: by Halley's method on a logarithmic tail, or by bracketing on any.

/// A log-concave tail at one point of its own axis, on which it rises.
#[derive(Clone, Copy, Debug)]
pub struct LogTail {
    /// ln F.
    pub ln: f64,
    /// h/F, with h the density on that axis.
    pub slope: f64,
    /// h′/h.
    pub drift: f64,
}

/// The point where `tail` reaches ln F = `target`, by Halley's method from `start`, kept in a bracket.
///
/// ```text
/// f = ln F - target:  f′ = slope,  f″ = slope (drift - slope)
/// ```
///
/// f is concave, so that Newton's method converges from anywhere; Halley's cubic convergence makes the last step
/// exact to rounding once |f| is below 10⁻⁵.
pub fn invert_log_tail(start: f64, target: f64, tail: impl Fn(f64) -> LogTail) -> f64 {
    let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
    let mut at = start;
    // The longest step trusted; a start far out in the other tail would otherwise throw the next one out of sight.
    let mut reach = 16.0;
    for _ in 0..400 {
        let LogTail { ln, slope, drift } = tail(at);
        let gap = ln - target;
        let newton = -gap / slope;
        let halley = newton / (1.0 + 0.5 * newton * (drift - slope)).clamp(0.5, 2.0);
        let step = halley.clamp(-reach, reach);
        if step.abs() >= reach {
            reach *= 4.0;
        }
        if gap.abs() < 1e-5 && step.is_finite() {
            return at + step;
        }
        if gap > 0.0 {
            high = at;
        } else {
            low = at;
        }
        let next = at + step;
        at = if next > low && next < high {
            next
        } else if low.is_finite() && high.is_finite() {
            let middle = low + (high - low) / 2.0;
            if middle <= low || middle >= high {
                return at;
            }
            middle
        } else {
            at - reach.copysign(gap)
        };
    }
    at
}

/// An x, to the last places, where the non-decreasing `cdf` reaches `u`, between `low` and `high`, by Chandrupatla's
/// (1997) hybrid of bisection and inverse quadratic interpolation. Where `cdf` jumps past `u` it is the place of the
/// jump, where it stays at `u` any such place.
pub fn invert_bracketed(mut low: f64, mut high: f64, u: f64, cdf: impl Fn(f64) -> f64) -> f64 {
    let mut below = cdf(low) - u;
    if below >= 0.0 {
        return low;
    }
    let mut above = cdf(high) - u;
    // The third point of the interpolation: the end that was replaced last.
    let (mut old, mut of_old);
    let mut fraction: Option<f64> = None;
    for _ in 0..1200 {
        let width = high - low;
        let tolerance = 2.0 * f64::EPSILON * low.abs().max(high.abs());
        if width <= tolerance || above == 0.0 {
            break;
        }
        let middle = match fraction {
            Some(fraction) => {
                let margin = (tolerance / width).min(0.5) / 2.0;
                low + width * fraction.clamp(margin, 1.0 - margin)
            }
            // Bisection by orders of magnitude, while there are some.
            None if low > 0.0 && high > 8.0 * low => low.sqrt() * high.sqrt(),
            None => low + width / 2.0,
        };
        if middle <= low || middle >= high {
            break;
        }
        let value = cdf(middle) - u;
        if value >= 0.0 {
            (old, of_old, high, above) = (high, above, middle, value);
        } else {
            (old, of_old, low, below) = (low, below, middle, value);
        }
        fraction = interpolated(low, below, high, above, old, of_old);
    }
    high
}

/// Where inverse quadratic interpolation sees the root, as a fraction from `low` to `high`; `None` where it cannot
/// be trusted (Chandrupatla's criterion).
fn interpolated(low: f64, below: f64, high: f64, above: f64, old: f64, of_old: f64) -> Option<f64> {
    // Chandrupatla's a is the newest end, b the other, c the old one; the criterion is the same seen from `low`.
    let (a, of_a, b, of_b) = if old > high { (high, above, low, below) } else { (low, below, high, above) };
    let ξ = (a - b) / (old - b);
    let φ = (of_a - of_b) / (of_old - of_b);
    if !(φ * φ < ξ && (1.0 - φ) * (1.0 - φ) < 1.0 - ξ) {
        return None;
    }
    let t = of_a / (of_b - of_a) * of_old / (of_b - of_old)
        + (old - a) / (b - a) * of_a / (of_old - of_a) * of_b / (of_old - of_b);
    let from_low = if old > high { 1.0 - t } else { t };
    (from_low > 0.0 && from_low < 1.0).then_some(from_low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logistic_tail_is_inverted_from_anywhere() {
        let tail = |y: f64| {
            let upper = 1.0 / (1.0 + y.exp());
            LogTail { ln: -(-y).exp().ln_1p(), slope: upper, drift: 2.0 * upper - 1.0 }
        };
        for start in [-50.0, -1.0, 0.0, 3.0, 30.0, 800.0] {
            for u in [1e-12f64, 0.01, 0.4, 0.5] {
                let found = invert_log_tail(start, u.ln(), tail);
                assert!((found - (u / (1.0 - u)).ln()).abs() < 1e-12, "{start} {u}: {found}");
            }
        }
    }

    #[test]
    fn brackets_close_quickly_on_the_root() {
        let calls = std::cell::Cell::new(0);
        for u in [1e-9, 0.3, 0.77, 1.0 - 1e-9] {
            let found = invert_bracketed(0.0, 40.0, u, |x| {
                calls.set(calls.get() + 1);
                -(-x).exp_m1()
            });
            assert!((found / -(-u).ln_1p() - 1.0).abs() < 4e-15 / (1.0 - u), "{u}: {found}");
        }
        assert!(calls.get() < 4 * 60, "{} calls", calls.get());
    }

    #[test]
    fn a_jump_and_a_flat_are_met_from_the_right_side() {
        let jump = |x: f64| if x < 1.5 { 0.2 } else { 0.9 };
        assert!((invert_bracketed(0.0, 2.0, 0.5, jump) - 1.5).abs() < 1e-15);
        let flat = |x: f64| x.clamp(0.0, 0.5).max(x - 4.0);
        assert_eq!(flat(invert_bracketed(0.0, 5.0, 0.5, flat)), 0.5);
        assert_eq!(invert_bracketed(0.0, 5.0, 0.0, flat), 0.0);
    }
}
