//! Lists the moments of the calendar, less the times at which people join, each once: many edges and windows have them in common.

use super::flow::Layout;
use crate::expectation::integrate::Window;

/// What falls before each edge of the calendar, as a sum over windows of joining of what starts bring before certain moments.
#[derive(Clone, Debug)]
pub(in crate::expectation) struct Moments {
    /// Those of people who join bit by bit, ascending.
    moments: Vec<f64>,
    terms: Vec<Term>,
}

/// What people of one window bring before one edge, for £1 a month.
#[derive(Clone, Copy, Debug)]
struct Term {
    edge: usize,
    share: f64,
    part: Part,
}

/// Moments by their place in the list.
#[derive(Clone, Copy, Debug)]
enum Part {
    /// All that there is.
    All,
    /// What is before a moment, of people who join all at once.
    Before(f64),
    /// The mean of that between two moments; for a share of people, who joined early enough, all that there is.
    Mean { later: usize, earlier: usize, width: f64, all: f64 },
}

impl Moments {
    /// Under `cut`, those who joined before x - H have no months left after it.
    pub(in crate::expectation) fn new(layout: &Layout, joining: &[(Window, f64)], cut: bool, horizon: f64) -> Self {
        let mut moments = Vec::new();
        let pairs = || {
            let edges = layout.edges().iter().enumerate();
            edges.flat_map(|(edge, x)| joining.iter().map(move |(window, share)| (edge, *x, *window, *share)))
        };
        let over = |x: f64, Window { from, to }: Window| if cut { (x - horizon).clamp(from, to) } else { from };
        for (_, x, window, _) in pairs().filter(|(_, _, window, _)| window.to > window.from) {
            moments.extend([x - over(x, window), x - window.to]);
        }
        moments.sort_unstable_by(f64::total_cmp);
        moments.dedup();
        let place = |moment: f64| moments.partition_point(|known| *known < moment);
        let part = |x: f64, window: Window| {
            let (Window { from, to }, over) = (window, over(x, window));
            if to > from {
                let all = (over - from) / (to - from);
                Part::Mean { later: place(x - over), earlier: place(x - to), width: to - from, all }
            } else if cut && x - horizon >= from {
                Part::All
            } else {
                Part::Before(x - from)
            }
        };
        let terms = pairs().map(|(edge, x, window, share)| Term { edge, share, part: part(x, window) }).collect();
        Self { terms, moments }
    }

    /// Adds to every edge what falls before it, `total` being all that there is and `before` k₁ (by 1) or k (by 0) held against
    /// a moment.
    pub(super) fn fill(&self, total: f64, before: impl Fn(f64, usize) -> f64, out: &mut [f64]) {
        let known: Vec<f64> = self.moments.iter().map(|moment| before(*moment, 1)).collect();
        for Term { edge, share, part } in &self.terms {
            out[*edge] += share
                * match *part {
                    Part::All => total,
                    Part::Before(moment) => before(moment, 0),
                    Part::Mean { later, earlier, width, all } => (known[later] - known[earlier]) / width + all * total,
                };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_means_over_the_windows_of_joining() {
        let layout = Layout::new(&[f64::NEG_INFINITY, 3.0, 10.0, 30.0, f64::INFINITY], &[]);
        let joining = [(Window { from: 0.0, to: 7.0 }, 0.6), (Window { from: 9.0, to: 9.0 }, 0.4)];
        // Of a start at 0 that brings £1 a month for ever: y, and y²/2 as its integral.
        let before = |y: f64, n: usize| if n == 0 { y.max(0.0) } else { 0.5 * y.max(0.0) * y.max(0.0) };
        let filled = |cut: bool| {
            let mut edges = [0.0; 3];
            Moments::new(&layout, &joining, cut, 24.0).fill(24.0, before, &mut edges);
            edges
        };
        let near = |found: [f64; 3], wanted: [f64; 3]| {
            assert!(found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() < 1e-12), "{found:?}");
        };
        near(filled(false), [0.6 * 4.5 / 7.0, 0.6 * 6.5 + 0.4, 0.6 * 26.5 + 0.4 * 21.0]);
        // By month 30, those who joined in the first six of their seven months have had all of their 24, the others 23.5.
        near(filled(true), [0.6 * 4.5 / 7.0, 0.6 * 6.5 + 0.4, 0.6 * (6.0 * 24.0 + 23.5) / 7.0 + 0.4 * 21.0]);
    }
}
