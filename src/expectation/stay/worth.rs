//! Works out what stays are worth by when they run: where the discount factor is no one power, and where costs grow.

use super::exposure::{Run, Stretch};
use super::flow::AtPrice;
use super::kernel::Kernel;
use crate::expectation::discount::{self, Piece};
use crate::expectation::integrate::Window;
use crate::numeric::exp;

/// How many months after the last start whose length is its mean what runs is still looked at piece by piece; what is later
/// is taken as worth what it is then.
const TAIL: f64 = 600.0;

/// Months in which what has run is taken as smooth between the moments at which it changes its course.
const PANEL: f64 = 6.0;

/// Places and weights of Gauss's rule of three points on (-1, 1): what it misses of F is multiplied by the force of discount, some
/// thousandths a month.
const GAUSS: [(f64, f64); 3] =
    [(-0.774_596_669_241_483_4, 5.0 / 9.0), (0.0, 8.0 / 9.0), (0.774_596_669_241_483_4, 5.0 / 9.0)];

/// What is looked at of the months that run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Until {
    /// All of them.
    End,
    /// Those within the horizon.
    Horizon,
}

impl Run<'_> {
    /// Present value where the factor is no one power, and its square or more.
    ///
    /// ```text
    /// (∫ v(x) dx)² ≤ v(first)²·M²
    /// ```
    pub(super) fn worth(&self) -> [f64; 2] {
        let [total, square] = self.total();
        let first = self.first();
        let mean = self.discounted((f64::NEG_INFINITY, f64::INFINITY), total);
        let factor = self.exposure.varying.as_ref().map_or(1.0, |discounting| discounting.at(first));
        [mean, square * factor * factor]
    }

    /// What runs at the prices of every year, where they grow.
    pub(super) fn fill_prices(&self, out: &mut [f64]) {
        let layout = &self.exposure.layout;
        if layout.prices().is_empty() {
            return;
        }
        let [total, square] = self.total();
        let until_horizon = self.until_horizon(&self.shape, &|y, n| self.limited.integral(y, n));
        for (price, &(from, to)) in layout.prices().iter().enumerate() {
            let between = |until: Until, all: f64| self.before(to, until, all) - self.before(from, until, all);
            let past = if self.exposure.cut {
                0.0
            } else {
                between(Until::End, total) - between(Until::Horizon, until_horizon)
            };
            let cross = self.crossed(to, square) - self.crossed(from, square);
            let present = self.discounted((from, to), total);
            layout.put_price(out, price, AtPrice { present, past, cross });
        }
    }

    /// When the first stay begins.
    fn first(&self) -> f64 {
        let first = self.exposure.joining.iter().map(|(window, _)| window.from).fold(f64::INFINITY, f64::min);
        first + self.stretch.low + self.stretch.delay
    }

    /// When the last begins.
    fn last(&self) -> f64 {
        let last = self.exposure.joining.iter().map(|(window, _)| window.to).fold(0.0, f64::max);
        last + self.stretch.high + self.stretch.delay
    }

    /// The present value of what runs between two moments, `total` being all that there is.
    ///
    /// ```text
    /// F(x), what has run before x:   ∫ v dF = [v·F] + ∫ δ·v·F dx
    /// ```
    fn discounted(&self, (from, to): (f64, f64), total: f64) -> f64 {
        let far = self.last() + self.whole.0 + TAIL;
        let (start, end) = (from.max(self.first()), to.min(far));
        let before = |x: f64| self.before(x, until(self.exposure.cut), total);
        let mut sum = 0.0;
        if end > start {
            let mut until_start = before(start);
            let pieces = self.pieces(start, end);
            // A factor that falls by steps asks only for what has run at each.
            let falls = pieces.iter().any(|piece| piece.force != 0.0);
            let mut knots = if falls { self.kinks(start, end) } else { vec![start, end] };
            knots.extend(pieces.iter().map(|piece| piece.from));
            knots.sort_unstable_by(f64::total_cmp);
            for knot in knots.windows(2).filter(|knot| knot[1] - knot[0] > 1e-9) {
                let middle = f64::midpoint(knot[0], knot[1]);
                let Some(piece) = pieces.iter().find(|piece| piece.from <= middle && middle < piece.to) else {
                    continue;
                };
                let until_end = before(knot[1]);
                // All has run: nothing is left to be discounted.
                if knot[0] > self.last() && (total - until_start).abs() <= 1e-14 * total.abs() {
                    break;
                }
                // F less what it is at the start of the piece, so that little cancels.
                sum += piece.at(knot[1]) * (until_end - until_start);
                if piece.force != 0.0 {
                    let half = 0.5 * (knot[1] - knot[0]);
                    for (place, weight) in GAUSS {
                        let x = middle + half * place;
                        sum += half * weight * piece.force * piece.at(x) * (before(x) - until_start);
                    }
                }
                until_start = until_end;
            }
        }
        if to > far {
            let late = far.max(from);
            sum += self.factor(late) * (total - before(late));
        }
        sum
    }

    fn factor(&self, x: f64) -> f64 {
        match &self.exposure.varying {
            Some(discounting) => discounting.at(x),
            None => exp(-self.exposure.δ * x),
        }
    }

    fn pieces(&self, from: f64, to: f64) -> Vec<Piece> {
        match &self.exposure.varying {
            Some(discounting) => discount::pieces(discounting, from, to, &[0.0]),
            None => vec![Piece::of_power(from, to, self.exposure.δ, &[0.0])],
        }
    }

    /// Moments between which F is smooth, both ends included.
    fn kinks(&self, from: f64, to: f64) -> Vec<f64> {
        let &Stretch { low, high, delay, .. } = self.stretch;
        let horizon = self.exposure.cut.then_some(self.exposure.horizon);
        let starts = [low + delay, high + delay];
        let ends = starts.iter().flat_map(|start| self.scales.iter().map(move |scale| start + scale)).chain(horizon);
        let ends: Vec<f64> = ends.collect();
        let windows = self.exposure.joining.iter().flat_map(|(window, _)| [window.from, window.to]);
        let mut knots: Vec<f64> = windows.flat_map(|u| ends.iter().map(move |end| end + u)).collect();
        knots.retain(|knot| *knot > from && *knot < to);
        knots.extend([from, to]);
        knots.sort_unstable_by(f64::total_cmp);
        let mut panel = from + PANEL;
        while panel < to.min(from + TAIL) {
            knots.push(panel);
            panel += PANEL;
        }
        knots
    }

    /// Expected months before a moment, `total` being all that there are.
    fn before(&self, x: f64, until: Until, total: f64) -> f64 {
        let &Stretch { low, high, delay, .. } = self.stretch;
        let cut = until == Until::Horizon;
        let high = if cut { high.min(self.end) } else { high };
        let kernel =
            Kernel { at: &|y, n| self.limited.integral(y, n), kinks: &self.scales, begins: true, basis: self.basis() };
        let known = |x: f64, n: usize| kernel.against(&self.shape, low, high, x - delay, n);
        let horizon = cut.then_some(self.exposure.horizon);
        self.over_people(x, horizon, total, known)
    }

    /// The mean of the product of all of a stay with what of it runs before a moment; `square` is that of all of it.
    ///
    /// ```text
    /// E[L·min(L, y)] = y·G₀ - 2·G₁ + y·G₀(∞);   ∫ = y·G₁ - 3·G₂ + y²/2·G₀(∞);   ∫∫ = y·G₂ - 4·G₃ + y³/6·G₀(∞)
    /// ```
    fn crossed(&self, x: f64, square: f64) -> f64 {
        let &Stretch { low, high, delay, .. } = self.stretch;
        let at = |y: f64, n: usize| {
            if y <= 0.0 {
                return 0.0;
            }
            let [now, next] = self.limited.pair(y, n);
            let (times, rest) = [(2.0, y), (3.0, 0.5 * y * y), (4.0, y * y * y / 6.0)][n];
            y * now - times * next + rest * self.whole.0
        };
        let kernel = Kernel { at: &at, kinks: &self.scales, begins: true, basis: self.basis() };
        if x.is_infinite() {
            return if x > 0.0 { square } else { 0.0 };
        }
        let crossed = self.over_people(x, None, square, |x, n| kernel.against(&self.shape, low, high, x - delay, n));
        if self.basis().is_some() { crossed } else { crossed.min(square) }
    }

    /// The mean over the people of what `known` is a given time before a moment: k (by 0) or k₁ (by 1). Of those who joined so
    /// early that all they have until the `horizon` is before the moment, it is `total`.
    fn over_people(&self, x: f64, horizon: Option<f64>, total: f64, known: impl Fn(f64, usize) -> f64) -> f64 {
        if x.is_infinite() {
            return if x > 0.0 { total } else { 0.0 };
        }
        let mean = |Window { from, to }: Window| {
            let over = horizon.map_or(from, |horizon| (x - horizon).clamp(from, to));
            if to > from {
                (known(x - over, 1) - known(x - to, 1) + (over - from) * total) / (to - from)
            } else if horizon.is_some_and(|horizon| x - horizon >= from) {
                total
            } else {
                known(x - from, 0)
            }
        };
        self.exposure.joining.iter().map(|(window, share)| share * mean(*window)).sum()
    }
}

const fn until(cut: bool) -> Until {
    if cut { Until::Horizon } else { Until::End }
}
