//! Works out what stays that begin in a stretch of time are expected to bring, by month and by year, for one mean length.

use std::sync::Arc;

use super::flow::{Layout, PAST, PRESENT, TOTAL};
use super::kernel::{self, Kernel};
use super::lengths::Lengths;
use super::limited::{Known, Limited};
use super::moments::Moments;
use crate::expectation::integrate::{Shape, Window};
use crate::expectation::ramp::Basis;
use crate::model::Discounting;
use crate::numeric::exp;

/// Against what stays are held: the same for all of a model.
#[derive(Clone, Debug)]
pub(in crate::expectation) struct Exposure {
    /// Joining windows with the share of people who join in each.
    pub(in crate::expectation) joining: Vec<(Window, f64)>,
    /// The moments of the calendar between which running cost is booked.
    pub(in crate::expectation) layout: Layout,
    /// The same, less the times at which people join: as [`Moments::new`] makes them of the rest.
    pub(in crate::expectation) moments: Moments,
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
    /// How later money counts for less where no one rate holds.
    pub(in crate::expectation) varying: Option<Discounting>,
}

/// When stays begin.
#[derive(Clone, Debug)]
pub(in crate::expectation) struct Stretch {
    /// The density of occurrences without support, whoever may have left.
    pub(in crate::expectation) shape: Shape,
    pub(in crate::expectation) low: f64,
    pub(in crate::expectation) high: f64,
    /// By how many months stays begin later than that.
    pub(in crate::expectation) delay: f64,
    /// What they are weighed by where an effect builds up.
    pub(in crate::expectation) basis: Option<Basis>,
}

/// One stretch with one law of lengths.
pub(super) struct Run<'a> {
    pub(super) exposure: &'a Exposure,
    pub(super) stretch: &'a Stretch,
    /// The density of those who are still there.
    pub(super) shape: Shape,
    pub(super) limited: Arc<Limited>,
    /// Months after the start at which what it brings changes its course.
    pub(super) scales: Vec<f64>,
    /// G₀ and E[L²] for the whole law.
    pub(super) whole: (f64, f64),
    /// The latest t + y that counts under `cut`, less the delay: H - D.
    pub(super) end: f64,
}

impl Stretch {
    /// All of it, bit by bit.
    pub(super) fn bits(&self) -> impl Iterator<Item = u64> {
        let Shape { height, rate, from } = self.shape;
        let numbers = [height, rate, from, self.low, self.high, self.delay].map(f64::to_bits);
        numbers.into_iter().chain(self.basis.iter().flat_map(Basis::bits))
    }
}

impl Exposure {
    /// All of it, bit by bit.
    pub(super) fn bits(&self) -> Vec<u64> {
        let Self { joining, layout, moments: _, horizon, cut, λ, δ, discount, varying } = self;
        let windows = joining.iter().flat_map(|(Window { from, to }, share)| [*from, *to, *share]);
        let numbers = [*horizon, *λ, *δ, discount[0], discount[1]].into_iter().chain(windows);
        // A rate from a year on, and where the first year of the table ends.
        let rates = varying.iter().flat_map(|discounting| {
            let rates = discounting.rates().iter().flat_map(|rate| [rate.from, rate.rate]);
            rates.chain([discounting.next_edge(0.0)]).map(f64::to_bits)
        });
        layout.bits().chain([u64::from(*cut)]).chain(numbers.map(f64::to_bits)).chain(rates).collect()
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
        [out[PRESENT.mean], out[PRESENT.second]] = if self.varying.is_some() {
            run.worth()
        } else if self.δ == 0.0 {
            run.total()
        } else {
            run.present(lengths, length, known)
        };
        [out[PAST.mean], out[PAST.second]] = if self.cut { [0.0; 2] } else { run.past() };
        let total = run.total();
        run.fill_edges(total[0], self.layout.edges_of_mut(&mut out));
        let mut squares = Squares::default();
        for year in 0..self.layout.years() {
            let mean = self.layout.year_mean(&out, year);
            let square = run.year(self.layout.bounds(year), mean, &mut squares);
            // Weighed by what may be below zero, no part has to be less than the whole.
            out[self.layout.year_second(year)] = if run.basis().is_some() { square } else { square.min(total[1]) };
        }
        run.fill_prices(&mut out);
        let kept = exp(-self.λ * stretch.delay);
        out.iter_mut().for_each(|number| *number *= kept);
        out
    }
}

/// What starts bring before a moment, squared, as far as it is known: years and windows of joining ask for the same again.
#[derive(Debug, Default)]
struct Squares(Vec<([u64; 3], f64)>);

impl Squares {
    /// That of the h months before `x`, n times integrated.
    fn known(&mut self, h: f64, x: f64, n: usize, make: impl FnOnce() -> f64) -> f64 {
        let key = [h.to_bits(), x.to_bits(), n as u64];
        if let Some((_, known)) = self.0.iter().find(|(known, _)| *known == key) {
            return *known;
        }
        let made = make();
        self.0.push((key, made));
        made
    }
}

impl Run<'_> {
    /// ∫ s(t)·k(H - D - t) dt: what comes of a start until the horizon.
    pub(super) fn until_horizon(&self, shape: &Shape, at: &dyn Fn(f64, usize) -> f64) -> f64 {
        let kernel = Kernel { at, kinks: &self.scales, begins: true, basis: self.basis() };
        kernel.against(shape, self.stretch.low, self.stretch.high.min(self.end), self.end, 0)
    }

    fn count(&self) -> f64 {
        kernel::count(&self.shape, self.basis(), self.stretch.low, self.stretch.high)
    }

    pub(super) const fn basis(&self) -> Option<&Basis> {
        self.stretch.basis.as_ref()
    }

    /// Expected months, and months².
    pub(super) fn total(&self) -> [f64; 2] {
        if self.exposure.cut {
            let mean = self.until_horizon(&self.shape, &|y, n| self.limited.integral(y, n));
            return [mean, self.until_horizon(&self.shape, &|y, n| self.square(y, n))];
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
        let [shape, shape_twice] = [λ + δ, λ + 2.0 * δ].map(|force| self.stretch.shape.discounted(force));
        let [mean, square] = if cut {
            let [once, twice] = [λ + δ, λ + 2.0 * δ].map(|κ| known.limited(lengths, length, κ));
            let square = |y: f64, n: usize| once.integral(y, n) - twice.integral(y, n);
            let mean = self.until_horizon(&shape, &|y, n| once.integral(y, n));
            [mean, self.until_horizon(&shape_twice, &square)]
        } else {
            let [once, twice] = [λ + δ, λ + 2.0 * δ].map(|κ| known.whole(lengths, length, κ));
            let of = |shape: &Shape| kernel::count(shape, self.basis(), self.stretch.low, self.stretch.high);
            [of(&shape) * once, of(&shape_twice) * (once - twice)]
        };
        let later = exp(-δ * self.stretch.delay);
        [mean * discount[0] * later, square * 2.0 / δ * discount[1] * later * later]
    }

    /// What runs on past the horizon.
    fn past(&self) -> [f64; 2] {
        let until = self.until_horizon(&self.shape, &|y, n| self.limited.integral(y, n));
        let after = self.until_horizon(&self.shape, &|y, n| self.after(y, n));
        let mean = self.count() * self.whole.0 - until;
        if self.basis().is_some() { [mean, after] } else { [mean.max(0.0), after.max(0.0)] }
    }

    /// Expected months before each moment of the calendar; `total` is all of them.
    fn fill_edges(&self, total: f64, out: &mut [f64]) {
        let &Stretch { low, high, delay, .. } = self.stretch;
        let high = if self.exposure.cut { high.min(self.end) } else { high };
        let kernel =
            Kernel { at: &|y, n| self.limited.integral(y, n), kinks: &self.scales, begins: true, basis: self.basis() };
        let before = |moment: f64, n: usize| kernel.against(&self.shape, low, high, moment - delay, n);
        self.exposure.moments.fill(total, before, out);
    }

    /// E[months²] between two moments of the calendar, of which `mean` is the expected months.
    ///
    /// ```text
    /// a, b the months from the start to both:  E[(min(L, b) - min(L, a))²] = M(b) - M(a) - 2a·(G₀(b) - G₀(a)),   M = 2(y·G₀ - G₁)
    /// ```
    ///
    /// Under `cut` it is that without, which is no less; nor can it be more than the whole year times the mean.
    fn year(&self, (from, to): (f64, f64), mean: f64, squares: &mut Squares) -> f64 {
        let latest = self.exposure.joining.iter().map(|(window, _)| window.to).fold(0.0, f64::max);
        let to = if self.exposure.cut { to.min(latest + self.exposure.horizon) } else { to };
        let h = to - from;
        if h <= 0.0 {
            return 0.0;
        }
        let mut kinks = self.scales.clone();
        let end = [2, 3].map(|n| self.limited.integral(h, n));
        let within = |y: f64, n: usize| self.within(h, end, y, n);
        let square = |y: f64, n: usize| self.square(y, n);
        let after = |y: f64, n: usize| self.after(y, n);
        let (at, x): (&dyn Fn(f64, usize) -> f64, f64) = match (from.is_finite(), to.is_finite()) {
            (false, false) => return f64::INFINITY,
            (false, true) => (&square, to),
            (true, false) => (&after, from),
            (true, true) => {
                kinks.extend(self.scales.iter().map(|scale| scale + h));
                kinks.sort_unstable_by(f64::total_cmp);
                (&within, to)
            }
        };
        let kernel = Kernel { at, kinks: &kinks, begins: to.is_finite(), basis: self.basis() };
        let &Stretch { low, high, delay, .. } = self.stretch;
        // Of h alone: what is before all of time, or after all of it, is known by where it ends or begins.
        let kind = if to.is_finite() { h } else { f64::NEG_INFINITY };
        let mut against = |x: f64, n: usize| squares.known(kind, x, n, || kernel.against(&self.shape, low, high, x, n));
        let joined = |&(window, share): &(Window, f64)| share * Kernel::joined(window, x - delay, &mut against);
        let found: f64 = self.exposure.joining.iter().map(joined).sum();
        if self.basis().is_some() {
            return found;
        }
        let most = if h.is_finite() { h * mean.max(0.0) } else { f64::INFINITY };
        found.clamp(0.0, most)
    }

    /// M, the square of what falls before a moment, y months after the start; or its nth integral.
    ///
    /// ```text
    /// M(y) = E[min(L, y)²] = 2(y·G₀ - G₁),   ∫M = 2(y·G₁ - 2·G₂),   ∫∫M = 2(y·G₂ - 3·G₃)
    /// ```
    fn square(&self, y: f64, n: usize) -> f64 {
        let [now, next] = self.limited.pair(y, n);
        2.0 * (y * now - [1.0, 2.0, 3.0][n] * next)
    }

    /// What falls after a moment, y months after the start, squared; or its nth integral.
    ///
    /// ```text
    /// y > 0:  M(∞) - M(y) - 2y·(G₀(∞) - G₀(y)) = M(∞) - 2y·G₀(∞) + 2·G₁(y)
    /// ```
    fn after(&self, y: f64, n: usize) -> f64 {
        let (g, m) = self.whole;
        let a = y.max(0.0);
        let whole = match n {
            0 => m - 2.0 * a * g,
            1 => m * y - a * a * g,
            _ => 0.5 * m * y * y - a * a * a * g / 3.0,
        };
        whole + 2.0 * self.limited.integral(y, n + 1)
    }

    /// What falls in the h months before a moment, y months after the start, squared; or its nth integral. `end` is G₂ and G₃
    /// at h.
    ///
    /// ```text
    /// y < h:  M(y)        else  2·(h·G₀(y) - G₁(y) + G₁(y - h))
    /// ```
    fn within(&self, h: f64, end: [f64; 2], y: f64, n: usize) -> f64 {
        if y <= h {
            return self.square(y, n);
        }
        let [now, next] = self.limited.pair(y, n);
        let before = self.limited.integral(y - h, n + 1);
        let rest = match n {
            0 => 0.0,
            1 => end[0],
            _ => (y - h) * end[0] + 2.0 * end[1],
        };
        2.0 * (h * now - next + before - rest)
    }
}
