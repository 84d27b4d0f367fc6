//! Answers what is expected with one value set to anything, from few expectations of each draw.

use super::dependence::touched;
use super::exact::{Exact, Outputs};
use crate::expectation::Part;

/// Draws on which a cubic is tried.
const TRIED: usize = 16;
/// By how much it may miss, relative to the largest number of the kind; a third cumulant, which only bends a law, by more.
const CLOSE: [f64; 2] = [1e-7, 1e-3];
/// Halvings of a range until a cubic is taken as it is.
const MOST_HALVINGS: u32 = 4;
/// Draws in which values are set, at most; what is expected of all as they were drawn puts right what these are short of.
pub(super) const SET: usize = 500;
/// Draws that tell about where an answer changes, before those say where.
const COARSE: usize = 128;

/// Everything expected as one value changes, all else as drawn. Events that the value cannot change are expected once; the
/// others at four values, between which everything is a cubic: exactly, where a result is in proportion to the value, its
/// square or its cube, else on a range so short that it is one to seven digits.
pub(super) struct Response<'e, 'p> {
    exact: &'e Exact<'p>,
    parameter: usize,
    /// By model.
    touched: Vec<Vec<bool>>,
    /// What all other events bring, by draw.
    rest: Vec<f64>,
    pieces: Vec<Piece>,
    whole: bool,
    /// How many draws it is of.
    count: usize,
}

/// A range with the rows at four values of it.
struct Piece {
    nodes: [f64; 4],
    rows: [Vec<f64>; 4],
}

impl<'e, 'p> Response<'e, 'p> {
    /// To a value that will be asked for within `range`.
    pub(super) fn new(exact: &'e Exact<'p>, parameter: usize, (low, high): (f64, f64)) -> Self {
        let touched: Vec<Vec<bool>> = exact.models().map(|model| touched(model, parameter)).collect();
        let count = exact.draws.count.min(SET);
        let rest = if touched.iter().flatten().all(|touched| *touched) {
            vec![0.0; count * exact.width()]
        } else {
            exact.rows(count, None, |view| Part::Rest(&touched[view]))
        };
        let mut response = Self { exact, parameter, touched, rest, pieces: Vec::new(), whole: false, count };
        if response.is_cubic(low, high) {
            response.whole = true;
            response.pieces.push(response.piece(low, high));
        }
        response
    }

    /// Whether everything is a cubic over the whole range, so that any value can be asked for at no cost.
    pub(super) const fn is_whole(&self) -> bool {
        self.whole
    }

    /// What is expected of the first [`SET`] draws with the value `x`.
    pub(super) fn outputs(&self, x: f64) -> Outputs {
        let holds = |piece: &&Piece| (piece.nodes[0]..=piece.nodes[3]).contains(&x);
        let rows = match self.pieces.iter().find(holds) {
            Some(Piece { nodes, rows }) => between(nodes, rows.each_ref(), x),
            None => self.rows(self.count, x),
        };
        self.exact.read(&rows, Some(&self.rest))
    }

    /// The same of them or, where that costs something, of the first few.
    pub(super) fn coarse(&self, x: f64) -> Outputs {
        if self.whole {
            return self.outputs(x);
        }
        self.exact.read(&self.rows(self.count.min(COARSE), x), Some(&self.rest))
    }

    /// Makes all values about `x` and within `range` cost nothing to ask for; gives the range that does.
    pub(super) fn refine(&mut self, x: f64, range: (f64, f64)) -> (f64, f64) {
        let (mut low, mut high) = range;
        for _ in 0..MOST_HALVINGS {
            if self.is_cubic(low, high) {
                break;
            }
            let half = 0.25 * (high - low);
            (low, high) = ((x - half).max(low), (x + half).min(high));
        }
        // The latest piece is the first that is looked into.
        let piece = self.piece(low, high);
        self.pieces.insert(0, piece);
        (low, high)
    }

    fn piece(&self, low: f64, high: f64) -> Piece {
        let nodes = nodes(low, high);
        Piece { nodes, rows: nodes.map(|node| self.rows(self.count, node)) }
    }

    fn rows(&self, count: usize, x: f64) -> Vec<f64> {
        self.exact.rows(count, Some((self.parameter, x)), |view| Part::Events(&self.touched[view]))
    }

    fn is_cubic(&self, low: f64, high: f64) -> bool {
        let count = self.count.min(TRIED);
        let nodes = nodes(low, high);
        let rows = nodes.map(|node| self.rows(count, node));
        let width = self.exact.width();
        [0.17, 0.61].into_iter().all(|part| {
            let x = low + part * (high - low);
            let (found, expected) = (between(&nodes, rows.each_ref(), x), self.rows(count, x));
            (0..width).all(|column| {
                let of = |rows: &[f64]| rows.iter().skip(column).step_by(width).copied().collect::<Vec<f64>>();
                let (found, expected) = (of(&found), of(&expected));
                let rest = of(&self.rest[..count * width]);
                let size = expected.iter().chain(&rest).fold(0.0_f64, |size, value| size.max(value.abs()));
                let close = if self.exact.is_third(column) { CLOSE[1] } else { CLOSE[0] };
                // A target without an expectation is no number, here as there.
                let far = |(found, expected): (&f64, &f64)| (found - expected).abs() > close * size;
                !found.iter().zip(&expected).any(far)
            })
        })
    }
}

/// Four values of a range, its ends among them, at which a cubic through them is nowhere far off (those of Chebyshev and Lobatto).
fn nodes(low: f64, high: f64) -> [f64; 4] {
    [0.0, 0.25, 0.75, 1.0].map(|part| low + part * (high - low))
}

/// Lagrange's cubic through rows at four values.
fn between(nodes: &[f64; 4], rows: [&Vec<f64>; 4], x: f64) -> Vec<f64> {
    let weight = |own: usize| {
        let others = (0..4).filter(|&other| other != own);
        others.map(|other| (x - nodes[other]) / (nodes[own] - nodes[other])).product::<f64>()
    };
    let weights: [f64; 4] = std::array::from_fn(weight);
    let [a, b, c, d] = rows;
    let four = a.iter().zip(b).zip(c.iter().zip(d));
    four.map(|((a, b), (c, d))| weights[0] * a + weights[1] * b + weights[2] * c + weights[3] * d).collect()
}
