//! Works out what stays that begin in a stretch of time are expected to bring, by month and by year, for one mean length.

use std::collections::HashMap;
use std::sync::Arc;

use super::flow::{Layout, PAST, PRESENT, TOTAL};
use super::kernel::Kernel;
use super::lengths::Lengths;
use super::limited::{Iterated, Known, Limited};
use crate::expectation::integrate::{Shape, Window};
use crate::numeric::exp;

/// Against what stays are held: the same for all of a model.
#[derive(Clone, Debug)]
pub(in crate::expectation) struct Exposure {
    /// Joining windows with the share of people who join in each.
    pub(in crate::expectation) joining: Vec<(Window, f64)>,
    /// The moments of the calendar between which running cost is booked.
    pub(in crate::expectation) layout: Layout,
    /// H.
    pub(in crate::expectation) horizon: f64,
    /// Whether nothing that runs on past the horizon counts.
    pub(in crate::expectation) cut: bool,
    /// The hazard of leaving, per month.
    pub(in crate::expectation) λ: f64,
    /// δ = -ln v.
    pub(in crate::expectation) δ: f64,
    /// The mean of v^u and of v^(2u) over the people.
    pub(in crate::expectation) discount: [f64; 2],
}

/// When stays begin.
#[derive(Clone, Copy, Debug)]
pub(in crate::expectation) struct Stretch {
    /// The density of occurrences without support, whoever may have left.
    pub(in crate::expectation) shape: Shape,
    pub(in crate::expectation) low: f64,
    pub(in crate::expectation) high: f64,
    /// By how many months stays begin later than that.
    pub(in crate::expectation) delay: f64,
}

/// One stretch with one law of lengths.
struct Run<'a> {
    exposure: &'a Exposure,
    stretch: &'a Stretch,
    /// The density of those who are still there.
    shape: Shape,
    limited: Arc<Limited>,
    /// Months after the start at which what it brings changes its course.
    scales: Vec<f64>,
    /// G₀ and E[L²] for the whole law.
    whole: (f64, f64),
    /// The latest t + y that counts under `cut`, less the delay: H - D.
    end: f64,
}

impl Stretch {
    /// All of it, bit by bit.
    pub(super) fn bits(&self) -> [u64; 6] {
        let Shape { height, rate, from } = self.shape;
        [height, rate, from, self.low, self.high, self.delay].map(f64::to_bits)
    }
}

impl Exposure {
    /// All of it, bit by bit.
    pub(super) fn bits(&self) -> Vec<u64> {
        let Self { joining, layout, horizon, cut, λ, δ, discount } = self;
        let windows = joining.iter().flat_map(|(Window { from, to }, share)| [*from, *to, *share]);
        let numbers = [*horizon, *λ, *δ, discount[0], discount[1]].into_iter().chain(windows);
        layout.bits().chain([u64::from(*cut)]).chain(numbers.map(f64::to_bits)).collect()
    }

    /// Numbers of [`Layout`] for stays of mean length `length` at £1 a month; `known` is of the same law.
    ///
    /// One who occurs at t stays with chance e^(-λt), is there when a delayed stay begins with e^(-λD), and after a further y
    /// months of it with e^(-λy); so all is as without leaving, for the density s·e^(-λt) and the law S·e^(-λy).
    pub(in crate::expectation) fn flow(
        &self,
        stretch: &Stretch,
        lengths: &Lengths,
        length: f64,
        known: &mut Known,
    ) -> Vec<f64> {
        let mut out = vec![0.0; self.layout.len()];
        if length <= 0.0 || stretch.high <= stretch.low {
            return out;
        }
        let limited = known.limited(lengths, length, self.λ);
        let run = Run {
            exposure: self,
            stretch,
            shape: stretch.shape.discounted(self.λ),
            whole: limited.whole(),
            scales: [vec![0.0], lengths.scales(length)].concat(),
            end: self.horizon - stretch.delay,
            limited,
        };
        [out[TOTAL.mean], out[TOTAL.second]] = run.total();
        [out[PRESENT.mean], out[PRESENT.second]] =
            if self.δ == 0.0 { run.total() } else { run.present(lengths, length, known) };
        [out[PAST.mean], out[PAST.second]] = if self.cut { [0.0; 2] } else { run.past() };
        let total = run.total();
        run.fill_edges(total[0], self.layout.edges_of_mut(&mut out));
        for year in 0..self.layout.years() {
            let mean = self.layout.year_mean(&out, year);
            out[self.layout.year_second(year)] = run.year(self.layout.bounds(year), mean).min(total[1]);
        }
        let kept = exp(-self.λ * stretch.delay);
        out.iter_mut().for_each(|number| *number *= kept);
        out
    }
}

impl Run<'_> {
    /// ∫ s(t)·k(H - D - t) dt: what comes of a start until the horizon.
    fn until_horizon(&self, shape: &Shape, at: &dyn Fn(f64) -> [f64; 3]) -> f64 {
        let kernel = Kernel { at, kinks: &self.scales };
        kernel.against(shape, self.stretch.low, self.stretch.high.min(self.end), self.end, 0)
    }

    fn count(&self) -> f64 {
        self.shape.integral(self.stretch.low, self.stretch.high)
    }

    /// Expected months, and months².
    fn total(&self) -> [f64; 2] {
        if self.exposure.cut {
            let mean = self.until_horizon(&self.shape, &|y| first(self.limited.at(y)));
            return [mean, self.until_horizon(&self.shape, &|y| square(y, self.limited.at(y)))];
        }
        let count = self.count();
        [count * self.whole.0, count * self.whole.1]
    }

    /// Their present value.
    ///
    /// ```text
    /// (∫₀^L e^(-δy) dy)² = ∫₀^L 2·e^(-2δy)·(e^(δy) - 1)/δ dy
    /// ```
    fn present(&self, lengths: &Lengths, length: f64, known: &mut Known) -> [f64; 2] {
        let Exposure { λ, δ, cut, discount, .. } = *self.exposure;
        let [once, twice] = [λ + δ, λ + 2.0 * δ].map(|κ| known.limited(lengths, length, κ));
        let pair = |[a0, a1, a2, a3]: Iterated, [b0, b1, b2, b3]: Iterated| [a0 - b0, a1 - b1, a2 - b2, a3 - b3];
        let [shape, shape_twice] = [λ + δ, λ + 2.0 * δ].map(|force| self.stretch.shape.discounted(force));
        let [mean, square] = if cut {
            let square = self.until_horizon(&shape_twice, &|y| first(pair(once.at(y), twice.at(y))));
            [self.until_horizon(&shape, &|y| first(once.at(y))), square]
        } else {
            let of = |shape: &Shape| shape.integral(self.stretch.low, self.stretch.high);
            [of(&shape) * once.whole().0, of(&shape_twice) * (once.whole().0 - twice.whole().0)]
        };
        let later = exp(-δ * self.stretch.delay);
        [mean * discount[0] * later, square * 2.0 / δ * discount[1] * later * later]
    }

    /// What runs on past the horizon.
    fn past(&self) -> [f64; 2] {
        let until = self.until_horizon(&self.shape, &|y| first(self.limited.at(y)));
        let after = self.until_horizon(&self.shape, &|y| self.after(y));
        [(self.count() * self.whole.0 - until).max(0.0), after.max(0.0)]
    }

    /// Expected months before each moment of the calendar; `total` is all of them.
    ///
    /// Under `cut`, those who joined before x - H have no months left after it.
    fn fill_edges(&self, total: f64, out: &mut [f64]) {
        let Stretch { low, high, delay, .. } = *self.stretch;
        let high = if self.exposure.cut { high.min(self.end) } else { high };
        let kernel = Kernel { at: &|y| first(self.limited.at(y)), kinks: &self.scales };
        let mut known: HashMap<u64, f64> = HashMap::new();
        let mut before = |x: f64| {
            if x <= low {
                return 0.0;
            }
            *known.entry(x.to_bits()).or_insert_with(|| kernel.against(&self.shape, low, high, x, 1))
        };
        for (out, &edge) in out.iter_mut().zip(self.exposure.layout.edges()) {
            let x = edge - delay;
            for &(Window { from, to }, share) in &self.exposure.joining {
                let over = if self.exposure.cut { (edge - self.exposure.horizon).clamp(from, to) } else { from };
                *out += share
                    * if to > from {
                        (before(x - over) - before(x - to) + (over - from) * total) / (to - from)
                    } else if self.exposure.cut && edge - self.exposure.horizon >= from {
                        total
                    } else {
                        kernel.against(&self.shape, low, high, x - from, 0)
                    };
            }
        }
    }

    /// E[months²] between two moments of the calendar, of which `mean` is the expected months.
    ///
    /// ```text
    /// a, b the months from the start to both:  E[(min(L, b) - min(L, a))²] = M(b) - M(a) - 2a·(G₀(b) - G₀(a)),   M = 2(y·G₀ - G₁)
    /// ```
    ///
    /// Under `cut` it is that without, which is no less; nor can it be more than the whole year times the mean.
    fn year(&self, (from, to): (f64, f64), mean: f64) -> f64 {
        let latest = self.exposure.joining.iter().map(|(window, _)| window.to).fold(0.0, f64::max);
        let to = if self.exposure.cut { to.min(latest + self.exposure.horizon) } else { to };
        let h = to - from;
        if h <= 0.0 {
            return 0.0;
        }
        let mut kinks = self.scales.clone();
        let within = |y: f64| self.within(h, y);
        let square = |y: f64| square(y, self.limited.at(y));
        let after = |y: f64| self.after(y);
        let (at, x): (&dyn Fn(f64) -> [f64; 3], f64) = match (from.is_finite(), to.is_finite()) {
            (false, false) => return f64::INFINITY,
            (false, true) => (&square, to),
            (true, false) => (&after, from),
            (true, true) => {
                kinks.extend(self.scales.iter().map(|scale| scale + h));
                (&within, to)
            }
        };
        let kernel = Kernel { at, kinks: &kinks };
        let Stretch { low, high, delay, .. } = *self.stretch;
        let joined =
            |&(window, share): &(Window, f64)| share * kernel.joined(&self.shape, low, high, window, x - delay);
        let found: f64 = self.exposure.joining.iter().map(joined).sum();
        let most = if h.is_finite() { h * mean.max(0.0) } else { f64::INFINITY };
        found.clamp(0.0, most)
    }

    /// What falls after a moment, y months after the start, squared; with its integrals.
    ///
    /// ```text
    /// y > 0:  M(∞) - M(y) - 2y·(G₀(∞) - G₀(y)) = M(∞) - 2y·G₀(∞) + 2·G₁(y)
    /// ```
    fn after(&self, y: f64) -> [f64; 3] {
        let (g, m) = self.whole;
        let [_, g1, g2, g3] = self.limited.at(y);
        let a = y.max(0.0);
        [m - 2.0 * a * g + 2.0 * g1, m * y - a * a * g + 2.0 * g2, 0.5 * m * y * y - a * a * a * g / 3.0 + 2.0 * g3]
    }

    /// What falls in the h months before a moment, y months after the start, squared; with its integrals.
    ///
    /// ```text
    /// y < h:  M(y)        else  2·(h·G₀(y) - G₁(y) + G₁(y - h))
    /// ```
    fn within(&self, h: f64, y: f64) -> [f64; 3] {
        let now = self.limited.at(y);
        if y <= h {
            return square(y, now);
        }
        let [g0, g1, g2, g3] = now;
        let [_, _, end2, end3] = self.limited.at(h);
        let [_, before1, before2, before3] = self.limited.at(y - h);
        [
            2.0 * (h * g0 - g1 + before1),
            2.0 * (h * g1 - g2 + before2 - end2),
            2.0 * (h * g2 - g3 + before3 - (y - h) * end2 - 2.0 * end3),
        ]
    }
}

/// G₀ with its integrals.
fn first([g0, g1, g2, _]: Iterated) -> [f64; 3] {
    [g0, g1, g2]
}

/// M with its integrals.
///
/// ```text
/// M(y) = E[min(L, y)²] = 2(y·G₀ - G₁),   ∫M = 2(y·G₁ - 2·G₂),   ∫∫M = 2(y·G₂ - 3·G₃)
/// ```
fn square(y: f64, [g0, g1, g2, g3]: Iterated) -> [f64; 3] {
    [2.0 * (y * g0 - g1), 2.0 * (y * g1 - 2.0 * g2), 2.0 * (y * g2 - 3.0 * g3)]
}
