//! Tabulates the quantile function of a law cell by cell, as each cell is first asked for.

use crate::numeric::float;
use std::sync::OnceLock;

use super::Distribution;

/// Points of a cell that the polynomial goes through, evenly spaced.
const NODES: usize = 8;
/// Biased exponent of the smallest tail probability that is tabulated, 2⁻²⁴.
const LOWEST: u64 = 1023 - 24;
/// Bits of the fraction that tell cells apart: 4 an octave.
const BITS: u32 = 2;
/// Cells of one tail, up to a probability of ½.
const CELLS: usize = (23 << BITS) as usize;

/// The quantile function of a law that has none in closed form, for drawing many values.
///
/// ```text
/// v = min(u, 1 - u):  4 cells an octave of v from ½ to 2⁻²⁴, by tail; within a cell a polynomial of degree 7 in v
/// ```
///
/// The polynomial goes through eight exact quantiles and is compared with a ninth, where it errs most. Where they differ
/// by more than 10⁻⁹ of the value, and beyond the last cell, the exact quantile is taken. A cell does not depend on when
/// or by which thread it is made, so neither do the values.
#[derive(Debug)]
pub struct QuantileTable<'a> {
    law: &'a Distribution,
    /// Newton's coefficients of the lower tail's cells, then of the upper's; NaN where the exact quantile is to be taken.
    cells: Box<[OnceLock<[f64; NODES]>]>,
}

impl<'a> QuantileTable<'a> {
    /// A table of `law`; `None` when its quantile function is quick as it is, or jumps.
    #[must_use]
    pub fn new(law: &'a Distribution) -> Option<Self> {
        let slow = match law {
            Distribution::Beta(_) | Distribution::Gamma(_) | Distribution::Pert(_) | Distribution::RandomEffects(_) => {
                true
            }
            Distribution::Mixture(_) | Distribution::Rescaled(_) => law.point_masses().is_empty(),
            Distribution::Lognormal(_)
            | Distribution::Normal(_)
            | Distribution::Uniform(_)
            | Distribution::Triangular(_)
            | Distribution::LogitNormal(_)
            | Distribution::Quantiles(_)
            | Distribution::Sampled(_)
            | Distribution::Point(_) => false,
        };
        slow.then(|| Self { law, cells: std::iter::repeat_with(OnceLock::new).take(2 * CELLS).collect() })
    }

    /// The law that is tabulated.
    #[must_use]
    pub const fn law(&self) -> &'a Distribution {
        self.law
    }

    /// The value below which it falls with probability `u`, as [`Distribution::quantile`] to a relative 3·10⁻⁹.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        const FRACTION: u64 = (1 << 52) - 1;
        let upper = u > 0.5;
        let v = if upper { 1.0 - u } else { u };
        let bits = v.to_bits();
        let Some(cell) = (bits >> (52 - BITS)).checked_sub(LOWEST << BITS).filter(|&cell| cell < CELLS as u64) else {
            return self.law.quantile(u);
        };
        let index = cell as usize + if upper { CELLS } else { 0 };
        let coefficients = self.cells[index].get_or_init(|| self.tabulate(cell, upper));
        // How far into the cell, from 0 to 1: the rest of the fraction.
        let place = f64::from_bits((1023 << 52) | ((bits << BITS) & FRACTION)) - 1.0;
        let value = newton(coefficients, place);
        if value.is_nan() { self.law.quantile(u) } else { value }
    }

    /// Newton's divided differences of a cell's eight quantiles, or NaN.
    fn tabulate(&self, cell: u64, upper: bool) -> [f64; NODES] {
        let edge = |cell: u64| f64::from_bits(((LOWEST << BITS) + cell) << (52 - BITS));
        let (low, high) = (edge(cell), edge(cell + 1));
        let exact = |place: f64| {
            let v = low + (high - low) * place;
            self.law.quantile(if upper { 1.0 - v } else { v })
        };
        let mut differences: [f64; NODES] = std::array::from_fn(|node| exact(spot(node)));
        for order in 1..NODES {
            for node in (order..NODES).rev() {
                differences[node] = (differences[node] - differences[node - 1]) / (spot(node) - spot(node - order));
            }
        }
        // Halfway between the two first, where a quantile function is steepest.
        let between = 0.5 * spot(1);
        let wanted = exact(between);
        let met = (newton(&differences, between) - wanted).abs() <= 1e-9 * wanted.abs();
        // Numbers that small have fewer digits.
        if met && wanted.abs() > 1e-290 { differences } else { [f64::NAN; NODES] }
    }
}

/// Where in its cell a node lies.
#[inline]
fn spot(node: usize) -> f64 {
    float(node) / 7.0
}

/// Newton's polynomial at `place`.
#[inline]
fn newton(coefficients: &[f64; NODES], place: f64) -> f64 {
    (0..NODES - 1).rev().fold(coefficients[NODES - 1], |value, node| value * (place - spot(node)) + coefficients[node])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::{Beta, Gamma, Lognormal, Mixture, Pert, Uniform};

    #[test]
    fn tabulated_quantiles_are_those_of_the_law() {
        let beta = |alpha, beta| Distribution::from(Beta::new(alpha, beta).unwrap());
        let laws = [
            beta(3.5, 5.5),
            beta(0.5, 0.5),
            beta(0.01, 3.0),
            beta(4000.0, 20.0),
            beta(1e9, 1e3),
            Gamma::from_mean_sd(0.9, 0.36).unwrap().into(),
            Gamma::from_mean_sd(1.0, 20.0).unwrap().into(),
            Pert::new(1.0, 2.0, 9.0).unwrap().into(),
            Mixture::new(vec![(0.3, beta(2.0, 5.0)), (0.7, Uniform::new(0.4, 0.8).unwrap().into())]).unwrap().into(),
        ];
        for law in &laws {
            let table = QuantileTable::new(law).unwrap();
            let mut furthest = 0.0_f64;
            for step in 1..20_000 {
                let middle = f64::from(step) / 20_000.0;
                let tail = (-f64::from(step) / 500.0).exp2();
                for u in [middle, tail, 1.0 - tail] {
                    let (exact, found) = (law.quantile(u), table.quantile(u));
                    if exact != found {
                        furthest = furthest.max(((found - exact) / exact).abs());
                    }
                }
            }
            // The ninth quantile is compared to 10⁻⁹; elsewhere in a cell the polynomial errs no more than this.
            assert!(furthest < 3e-9, "{law:?}: {furthest}");
        }
    }

    #[test]
    fn quick_laws_and_those_that_jump_are_not_tabulated() {
        let quick: [Distribution; 2] =
            [Lognormal::from_mean_sd(1.0, 1.0).unwrap().into(), Uniform::new(0.0, 1.0).unwrap().into()];
        assert!(quick.iter().all(|law| QuantileTable::new(law).is_none()));
        let jumps =
            Mixture::new(vec![(0.5, crate::distribution::Point::new(0.2).unwrap().into()), (0.5, quick[1].clone())]);
        assert!(QuantileTable::new(&jumps.unwrap().into()).is_none());
    }
}
