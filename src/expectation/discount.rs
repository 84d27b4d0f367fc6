//! Cuts the discount factor into pieces on each of which it falls at one force.

use super::integrate::e0;
use crate::model::{DiscountBasis, Discounting};
use crate::numeric::{exp, ln_1p};

/// A product of factors between two moments of the calendar.
///
/// ```text
/// Π v(x + shift) = value · e^(-force·(x - about))      from ≤ x < to
/// ```
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) about: f64,
    pub(super) value: f64,
    pub(super) force: f64,
}

impl Piece {
    /// The product at a moment.
    pub(super) fn at(&self, x: f64) -> f64 {
        self.value * exp(-self.force * (x - self.about))
    }

    /// ∫ of it times e^(-λ(x - from)).
    pub(super) fn integral(&self, (from, to): (f64, f64), λ: f64) -> f64 {
        let length = to - from;
        self.at(from) * length * e0((self.force + λ) * length)
    }

    /// The product where v(x) = e^(-δx) everywhere.
    pub(super) fn of_power(from: f64, to: f64, δ: f64, shifts: &[f64]) -> Self {
        let force = shifts.iter().map(|_| δ).sum();
        Self { from, to, about: 0.0, value: exp(-δ * shifts.iter().sum::<f64>()), force }
    }
}

/// Moments between `from` and `to` at which the law of the factor changes.
pub(super) fn edges(discounting: &Discounting, from: f64, to: f64) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(discounting.next_edge(from)), |edge| Some(discounting.next_edge(*edge)))
        .take_while(move |edge| *edge < to)
}

/// The pieces of the product of v(x + shift) over all `shifts`.
pub(super) fn pieces(discounting: &Discounting, from: f64, to: f64, shifts: &[f64]) -> Vec<Piece> {
    let mut knots: Vec<f64> = shifts
        .iter()
        .flat_map(|shift| edges(discounting, from + shift, to + shift).map(move |edge| edge - shift))
        .filter(|knot| *knot > from && *knot < to)
        .collect();
    knots.extend([from, to]);
    knots.sort_unstable_by(f64::total_cmp);
    let pieces = knots.windows(2).filter(|piece| piece[1] > piece[0]);
    pieces
        .map(|piece| {
            let (from, to) = (piece[0], piece[1]);
            // Within a piece, where no rounding reaches another.
            let about = if to.is_finite() { f64::midpoint(from, to) } else { from + 1.0 };
            Piece {
                from,
                to,
                about,
                value: shifts.iter().map(|shift| discounting.at(about + shift)).product(),
                force: shifts.iter().map(|shift| force(discounting, about + shift)).sum(),
            }
        })
        .collect()
}

/// δ a month at a moment; 0 within a whole year.
fn force(discounting: &Discounting, months: f64) -> f64 {
    if discounting.basis() == DiscountBasis::WholeYears {
        return 0.0;
    }
    let rates = discounting.rates();
    let holds = rates.iter().rev().find(|rate| 12.0 * rate.from <= months).unwrap_or(&rates[0]);
    ln_1p(holds.rate) / 12.0
}
