//! Fits one response by penalised splines: the weights of penalties that suit it, and the estimate at every draw.

use std::ops::RangeInclusive;

use super::design::{Design, Rows};
use super::equations::{Equations, Solution};
use super::form::{Form, product};
use super::smooth::Smooth;
use super::{float, mean_and_sd};
use crate::numeric::{sandwich, widest};

/// The least that a draw keeps of its own residual, so that one that alone decides its fit counts, but not without end.
const SMALLEST_LEFT: f64 = 0.01;

/// A response with the equations of what it is regressed on.
pub(super) struct Fit<'a> {
    design: &'a Design<'a>,
    equations: &'a Equations,
    mean: f64,
    /// The response less its mean.
    centred: Vec<f64>,
    moment: Vec<f64>,
    squares: f64,
}

/// The weights of penalties that were chosen, and what they give.
pub(super) struct Chosen {
    score: f64,
    place: i32,
    pub(super) weights: Vec<f64>,
    pub(super) solution: Solution,
}

impl<'a> Fit<'a> {
    pub(super) fn new(design: &'a Design<'a>, equations: &'a Equations, response: &[f64]) -> Self {
        let mean = mean_and_sd(response).0;
        let centred: Vec<f64> = response.iter().map(|value| value - mean).collect();
        let moment = widest!(design.moment(&centred));
        let squares = centred.iter().map(|value| value * value).sum();
        Self { design, equations, mean, centred, moment, squares }
    }

    pub(super) fn solve(&self, weights: &[f64]) -> Option<Solution> {
        self.equations.solve(self.design, &self.moment, self.squares, weights)
    }

    /// The solution with the least score among the `weights` of a ladder of places: every second is tried, then the
    /// neighbours of the best, for the score has one valley where it matters.
    pub(super) fn best(&self, ladder: RangeInclusive<i32>, weights: impl Fn(i32) -> Vec<f64>) -> Option<Chosen> {
        let tried = |place: i32| {
            let weights = weights(place);
            let solution = self.solve(&weights)?;
            Some(Chosen { score: self.equations.score(&solution), place, weights, solution })
        };
        let better = |best: Option<Chosen>, next: Chosen| match best {
            Some(best) if best.score <= next.score => Some(best),
            _ => Some(next),
        };
        let coarse = ladder.clone().step_by(2).filter_map(tried).fold(None, better)?;
        let near = [coarse.place - 1, coarse.place + 1];
        near.into_iter().filter(|place| ladder.contains(place)).filter_map(tried).fold(Some(coarse), better)
    }

    /// Standard deviation of the estimate over the draws.
    ///
    /// ```text
    /// |Xβ|² = RSS - yᵀy + 2βᵀXᵀy
    /// ```
    pub(super) fn deviation(&self, solution: &Solution) -> f64 {
        let crossed: f64 = solution.coefficients.iter().zip(&self.moment).map(|(a, b)| a * b).sum();
        let squares = solution.residual - self.squares + 2.0 * crossed;
        (squares.max(0.0) / (float(self.design.rows) - 1.0).max(1.0)).sqrt()
    }

    /// The estimate at every draw, with its errors, and if `corrected` the variance that it explains; else as if it
    /// had followed no noise, for half the work.
    ///
    /// ```text
    /// V_g = (yᵀMy - Σ Mᵢᵢ·σ̂ᵢ²)/(n - 1),   M = 2H - H²,   σ̂ᵢ² = yᵢ·(yᵢ - ŷᵢ)/(1 - hᵢᵢ)
    /// ```
    ///
    /// H is the smoother's matrix less the mean (y is centred) and σ̂ᵢ² the leave-one-out estimate of the noise at a draw
    /// (Kline, Saggio & Sølvsten 2020), so that V_g owes nothing to noise that was followed, although noise differs from
    /// draw to draw.
    pub(super) fn smooth(&self, solution: &Solution, corrected: bool) -> Smooth {
        widest!(self.evaluated(solution, corrected))
    }

    #[inline(always)]
    fn evaluated(&self, solution: &Solution, corrected: bool) -> Smooth {
        let (width, head, count) = (self.design.width, self.design.head, float(self.design.rows));
        let inverse = solution.triangle.inverse();
        let degrees: f64 = inverse.iter().zip(&self.equations.gram).map(|(a, b)| a * b).sum();
        let followed_by = if corrected { sandwich(&inverse, &self.equations.gram, width) } else { Vec::new() };
        let leverages = Form::new(&inverse, width, head);
        let twice = corrected.then(|| Form::new(&followed_by, width, head));
        let residual_variance = solution.residual / (count - degrees).max(1.0);
        let (mut fitted, mut errors) = (Vec::with_capacity(self.design.rows), Vec::with_capacity(self.design.rows));
        let (mut noise, mut followed) = (0.0, 0.0);
        let (mut rows, mut room) = (Rows::default(), Vec::new());
        for block in self.design.blocks() {
            self.design.lay_out(block.clone(), &mut rows);
            let lines = rows.head.chunks_exact(head).zip(rows.splines.chunks_exact(self.design.inputs()));
            for ((head, splines), value) in lines.zip(&self.centred[block]) {
                let own = product(head, splines, &solution.coefficients);
                let leverage = leverages.at(head, splines, &mut room).max(0.0);
                if let Some(twice) = &twice {
                    let weight = 2.0 * leverage - twice.at(head, splines, &mut room) - 1.0 / count;
                    noise += weight * value * (value - own) / (1.0 - leverage).max(SMALLEST_LEFT);
                    followed += weight;
                }
                fitted.push(self.mean + own);
                errors.push((residual_variance * leverage).sqrt());
            }
        }
        let explained = (self.squares - solution.residual - noise) / (count - 1.0).max(1.0);
        Smooth { fitted, errors, explained, followed, residual_variance }
    }
}
