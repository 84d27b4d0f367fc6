//! Evaluates an exponential at all of Gauss's places of a stretch at once.

use super::lengths::GAUSS;
use crate::numeric::exp;

/// Up to here the last three terms of the series below are enough, to 1e-18 of the sum.
const NEAR: f64 = 0.02;

/// Up to here the series below is exact: the first term that it leaves out is 1e-18 of the sum.
const SERIES: f64 = 0.75;

/// e^(-z·x) on (-1, 1), the stretch: at Gauss's places, and at its end as a share of what it is at its start.
pub(super) struct Forces {
    pub(super) at_places: [f64; GAUSS.len()],
    /// e^(-2z).
    pub(super) across: f64,
    /// e^(-z).
    pub(super) half: f64,
}

impl Forces {
    /// Of an exponential that falls by the force `z` over half of the stretch.
    pub(super) fn new(z: f64) -> Self {
        if z == 0.0 {
            return Self { at_places: [1.0; GAUSS.len()], across: 1.0, half: 1.0 };
        }
        let (far, near) = (both(z * GAUSS[4].0), both(z * GAUSS[3].0));
        let half = both(z)[0];
        Self { at_places: [far[1], near[1], 1.0, near[0], far[0]], across: half * half, half }
    }
}

/// e^(-q) and e^q.
///
/// ```text
/// cosh q = Σ q^(2n)/(2n)!,   sinh q = Σ q^(2n + 1)/(2n + 1)!
/// ```
fn both(q: f64) -> [f64; 2] {
    if q.abs() > SERIES {
        return [exp(-q), exp(q)];
    }
    let t = q * q;
    let (mut even, mut odd) = (1.0, 1.0);
    let parts = if q.abs() < NEAR { &PARTS[5..] } else { &PARTS };
    for (even_part, odd_part) in parts {
        even = 1.0 + t * even_part * even;
        odd = 1.0 + t * odd_part * odd;
    }
    [even - q * odd, even + q * odd]
}

/// 1/((2n - 1)·2n) and 1/(2n·(2n + 1)) from n = 8 down.
const PARTS: [(f64, f64); 8] = [
    (1.0 / 240.0, 1.0 / 272.0),
    (1.0 / 182.0, 1.0 / 210.0),
    (1.0 / 132.0, 1.0 / 156.0),
    (1.0 / 90.0, 1.0 / 110.0),
    (1.0 / 56.0, 1.0 / 72.0),
    (1.0 / 30.0, 1.0 / 42.0),
    (1.0 / 12.0, 1.0 / 20.0),
    (1.0 / 2.0, 1.0 / 6.0),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forces_are_exponentials() {
        for z in [0.0, 1e-9, -1e-3, 0.0199, 0.0201, 0.3, -0.5, 0.749, 0.76, 0.82, 0.9, 5.0, -5.0, 30.0_f64] {
            let Forces { at_places, across, half } = Forces::new(z);
            // Powers of e carry half a digit of the last place for each unit of the exponent.
            let near = |found: f64, power: f64| (found / power.exp() - 1.0).abs() < 1e-15 * (1.0 + power.abs());
            assert!(near(across, -2.0 * z) && near(half, -z), "{z}");
            for (found, (place, _)) in at_places.into_iter().zip(GAUSS) {
                assert!(near(found, -z * place), "{z} at {place}");
            }
        }
    }
}
