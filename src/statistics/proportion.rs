//! Gives a simulated probability its error, so that nothing simulated is printed as 0% or 100%.

/// Standard error √(p(1-p)/n) of a share `p` seen among `n` draws.
#[must_use]
pub fn proportion_mcse(p: f64, n: f64) -> f64 {
    (p * (1.0 - p) / n).max(0.0).sqrt()
}

/// Wilson's (1927) score limits of a proportion, `z` standard errors to either side.
///
/// ```text
/// (p̂ + z²/2n ± z √(p̂(1-p̂)/n + z²/4n²)) / (1 + z²/n)
/// ```
///
/// `successes` and `n` need not be whole (weighted draws). With `n` = 0 nothing is known: (0, 1).
#[must_use]
pub fn wilson(successes: f64, n: f64, z: f64) -> (f64, f64) {
    if n <= 0.0 {
        return (0.0, 1.0);
    }
    let p = successes / n;
    let z2 = z * z / n;
    let centre = p + z2 / 2.0;
    let half = (z2 * (p * (1.0 - p) + z2 / 4.0)).max(0.0).sqrt();
    let low = if successes <= 0.0 { 0.0 } else { (centre - half) / (1.0 + z2) };
    let high = if successes >= n { 1.0 } else { (centre + half) / (1.0 + z2) };
    (low.max(0.0), high.min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_error_by_hand() {
        assert_eq!(proportion_mcse(0.5, 100.0), 0.05);
        assert_eq!(proportion_mcse(0.0, 100.0), 0.0);
        assert_eq!(proportion_mcse(1.0, 100.0), 0.0);
    }

    #[test]
    fn wilson_limits_solve_their_equation() {
        // Each limit θ satisfies (p̂ - θ)² = z² θ(1-θ)/n, which defines the interval.
        for (successes, n, z) in [(3.0, 8.0, 1.959_964), (0.0, 4000.0, 1.96), (4000.0, 4000.0, 1.0), (17.5, 40.2, 2.5)]
        {
            let (low, high) = wilson(successes, n, z);
            for limit in [low, high] {
                let gap = successes / n - limit;
                assert!((gap * gap - z * z * limit * (1.0 - limit) / n).abs() < 1e-15, "{successes} of {n}: {limit}");
            }
            assert!(low <= successes / n && successes / n <= high && low < high);
        }
    }

    #[test]
    fn the_edges_stay_open_on_one_side() {
        let (low, high) = wilson(0.0, 1000.0, 1.0);
        assert_eq!(low, 0.0);
        assert!((high - 1.0 / 1001.0).abs() < 1e-15);
        let (low, high) = wilson(1000.0, 1000.0, 1.0);
        assert!((low - 1000.0 / 1001.0).abs() < 1e-15);
        assert_eq!(high, 1.0);
        assert_eq!(wilson(0.0, 0.0, 1.96), (0.0, 1.0));
    }
}
