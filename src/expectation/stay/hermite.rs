//! Interpolates the repeated integrals of a law between its knots.

/// The integrand f = e^(-κy)·S(y) at a knot y, with its slope and its repeated integrals.
#[derive(Clone, Copy, Debug)]
pub(super) struct Knot {
    pub(super) y: f64,
    /// 1/h, h being how far it is to the next.
    pub(super) per_step: f64,
    /// The slope of f, f, and G₀ to G₃: each the slope of the one after it.
    pub(super) values: [f64; 6],
}

impl Knot {
    /// G₀ to G₃.
    pub(super) fn integrals(&self) -> [f64; 4] {
        let [_, _, g0, g1, g2, g3] = self.values;
        [g0, g1, g2, g3]
    }
}

/// Hermite's quintic between two knots at one place, for any of the integrals, the one before being its slope.
pub(super) struct Hermite<'a> {
    from: &'a Knot,
    to: &'a Knot,
    /// The weight of the value at the end; that of the value at the start is what is left of 1.
    value: f64,
    /// The weights of the slopes at either end.
    slopes: [f64; 2],
    /// The weights of the curvatures.
    curves: [f64; 2],
}

impl<'a> Hermite<'a> {
    #[inline]
    pub(super) fn new(from: &'a Knot, to: &'a Knot, y: f64) -> Self {
        let h = to.y - from.y;
        let x = (y - from.y) * from.per_step;
        let rest = 1.0 - x;
        let (x2, rest2) = (x * x, rest * rest);
        let curve = 0.5 * h * h * x2 * rest2;
        Self {
            from,
            to,
            value: x2 * x * (10.0 - 15.0 * x + 6.0 * x2),
            slopes: [h * x * rest2 * rest * (1.0 + 3.0 * x), -h * rest * x2 * x * (1.0 + 3.0 * rest)],
            curves: [curve * rest, curve * x],
        }
    }

    /// Gₙ.
    #[inline]
    pub(super) fn integral(&self, n: usize) -> f64 {
        let (from, to) = (&self.from.values, &self.to.values);
        from[n + 2]
            + self.value * (to[n + 2] - from[n + 2])
            + self.slopes[0] * from[n + 1]
            + self.slopes[1] * to[n + 1]
            + self.curves[0] * from[n]
            + self.curves[1] * to[n]
    }
}
