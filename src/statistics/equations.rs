//! Sets up and solves the normal equations of a penalised regression, for any response and any weights of penalties.

use super::design::{Design, Rows};
use super::float;
use crate::numeric::{LANES, Triangle, add_four, mirror, padded, share_four, widest};

/// Of the mean weight of a spline column: keeps apart what the draws cannot tell apart, and changes no digit shown.
const RIDGE: f64 = 1e-5;
/// Σ (Δ²β)²: Δ²β_j = β_j - 2β_(j+1) + β_(j+2) (Eilers & Marx 1996).
const DIFFERENCE: [f64; 3] = [1.0, -2.0, 1.0];
/// How much more than one a degree of freedom counts in GCV, which otherwise follows noise now and then
/// (Kim & Gu 2004).
const CAUTION: f64 = 1.4;

/// What the normal equations of a regression have whatever the response is.
#[derive(Clone, Debug)]
pub(super) struct Equations {
    rows: usize,
    width: usize,
    /// XᵀX, both triangles.
    pub(super) gram: Vec<f64>,
    /// XᵀX + ridge with the head, which no penalty concerns, factored; `None` where it cannot be.
    begun: Option<Triangle>,
    /// Degrees of freedom that the ridge takes from the head.
    held: f64,
    /// Mean weight of a spline column, which penalties are measured in.
    pub(super) unit: f64,
}

/// The coefficients for one set of penalties.
pub(super) struct Solution {
    pub(super) coefficients: Vec<f64>,
    pub(super) triangle: Triangle,
    /// Degrees of freedom: tr((XᵀX + Q)⁻¹XᵀX).
    pub(super) degrees: f64,
    /// Sum of squares about the fit.
    pub(super) residual: f64,
}

impl Equations {
    pub(super) fn of(design: &Design<'_>) -> Self {
        widest!(Self::set_up(design))
    }

    #[inline(always)]
    fn set_up(design: &Design<'_>) -> Self {
        let (width, head) = (design.width, design.head);
        let gram = gram(design);
        let unit = float(design.rows) / float(design.columns);
        let ridge = RIDGE * unit;
        let mut matrix = gram.clone();
        for column in 1..width {
            matrix[column * width + column] += ridge;
        }
        let begun = Triangle::of(matrix, width).factored(head);
        // As if the splines were not there: how much of a column only the ridge tells from the others of the head.
        let root = begun.as_ref().map_or_else(Vec::new, |begun| begun.inverse_root(0..head));
        let known = |line: &[f64]| line[1..].iter().map(|entry| entry * entry).sum::<f64>();
        let held = ridge * root.chunks_exact(head).map(known).sum::<f64>();
        Self { rows: design.rows, width, gram, begun, held, unit }
    }

    /// β = A⁻¹Xᵀy with A = XᵀX + Q, Q = Σλᵢ·Pᵢ + ridge; `moment` is Xᵀy and `squares` yᵀy of the centred response.
    ///
    /// ```text
    /// degrees = width - tr(A⁻¹Q),   RSS = yᵀy - yᵀXA⁻¹Xᵀy - βᵀQβ,   tr(S⁻¹P) = Σ |T·d|²
    /// ```
    ///
    /// S⁻¹ = TᵀT is the splines' part of A⁻¹ and d a second difference: differences are taken before squares, so that the
    /// heaviest penalty drowns nothing in rounding.
    pub(super) fn solve(&self, design: &Design<'_>, moment: &[f64], squares: f64, weights: &[f64]) -> Option<Solution> {
        widest!(self.solved(design, moment, squares, weights))
    }

    #[inline(always)]
    fn solved(&self, design: &Design<'_>, moment: &[f64], squares: f64, weights: &[f64]) -> Option<Solution> {
        let (width, head) = (self.width, design.head);
        let mut matrix = self.begun.clone()?;
        for (input, weight) in weights.iter().enumerate() {
            for start in design.bends(input) {
                for (i, a) in DIFFERENCE.into_iter().enumerate() {
                    for (j, b) in DIFFERENCE.into_iter().enumerate().skip(i) {
                        matrix.add(start + i, start + j, weight * a * b);
                    }
                }
            }
        }
        let triangle = matrix.factored(width)?;
        let (coefficients, fitted) = triangle.solution(moment);
        let size = width - head;
        let root = triangle.inverse_root(head..width);
        let (mut own, mut bent) = (vec![0.0; size], vec![0.0; size]);
        for (line, row) in root.chunks_exact(size).zip(1..) {
            // With a vector of zeros behind, for the differences that reach past the diagonal.
            let line = &line[..(padded(row) + LANES).min(size)];
            for (sum, entry) in own.iter_mut().zip(line) {
                *sum += entry * entry;
            }
            for (sum, ((a, b), c)) in bent.iter_mut().zip(line.iter().zip(&line[1..]).zip(&line[2..])) {
                let bend = (a - b) - (b - c);
                *sum += bend * bend;
            }
        }
        let ridge = RIDGE * self.unit;
        let mut lost = self.held + ridge * own.iter().sum::<f64>();
        let mut penalty = ridge * coefficients[1..].iter().map(|entry| entry * entry).sum::<f64>();
        for (input, weight) in weights.iter().enumerate() {
            for start in design.bends(input) {
                lost += weight * bent[start - head];
                let bend = (coefficients[start] - coefficients[start + 1])
                    - (coefficients[start + 1] - coefficients[start + 2]);
                penalty += weight * bend * bend;
            }
        }
        let residual = (squares - fitted - penalty).max(0.0);
        Some(Solution { coefficients, triangle, degrees: float(width) - lost, residual })
    }

    /// The generalised cross-validation score of a solution (Craven & Wahba 1979).
    ///
    /// ```text
    /// GCV = n·RSS / (n - 1.4·degrees)²
    /// ```
    pub(super) fn score(&self, solution: &Solution) -> f64 {
        let left = float(self.rows) - CAUTION * solution.degrees;
        if left > 0.0 { solution.residual / (left * left) } else { f64::INFINITY }
    }
}

/// XᵀX, both triangles.
#[inline(always)]
fn gram(design: &Design<'_>) -> Vec<f64> {
    let (width, head, inputs) = (design.width, design.head, design.inputs());
    let (mut gram, mut rows) = (vec![0.0; width * width], Rows::default());
    for block in design.blocks() {
        design.lay_out(block, &mut rows);
        for lines in rows.head.chunks_exact(4 * head) {
            let lines: [&[f64]; 4] = std::array::from_fn(|place| &lines[place * head..][..head]);
            for column in 0..head {
                let end = padded(column + 1);
                let out = &mut gram[column * width..][..end];
                add_four(out, lines.map(|line| line[column]), lines.map(|line| &line[..end]));
            }
        }
        for (line, locals) in rows.head.chunks_exact(head).zip(rows.splines.chunks_exact(inputs)) {
            for (place, local) in locals.iter().enumerate() {
                let mut outs = gram[local.first * width..][..4 * width].chunks_exact_mut(width);
                let mut outs: [&mut [f64]; 4] = std::array::from_fn(|_| outs.next().unwrap_or_default());
                for other in &locals[..=place] {
                    for (out, weight) in outs.iter_mut().zip(local.weights) {
                        for (sum, with) in out[other.first..][..4].iter_mut().zip(other.weights) {
                            *sum += weight * with;
                        }
                    }
                }
                share_four(outs.map(|out| &mut out[..head]), local.weights, line);
            }
        }
    }
    mirror(&mut gram, width);
    gram
}
