//! Models a value by quantiles that an expert gave.

use super::error::LawError;
use super::family::Law;
use super::wording::{percent, plain};
use crate::numeric::ln;

/// A value whose quantile function is straight between given points and on to 0% and 100%, clipped to a legal range.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantiles {
    /// Probability and value, both ascending, from probability 0 to 1; a level stretch is a point mass.
    knots: Vec<(f64, f64)>,
}

impl Quantiles {
    /// By points (probability, value) in any order, and the legal range, whose ends may be infinite.
    ///
    /// # Errors
    /// When there are fewer than two points, a probability is outside 0–1 or repeated, a value is outside the range,
    /// values fall, or all are the same.
    pub fn new(points: &[(f64, f64)], low: f64, high: f64) -> Result<Self, LawError> {
        let mut points = points.to_vec();
        for &(probability, value) in &points {
            if !(0.0..=1.0).contains(&probability) {
                return Err(LawError::new(format!(
                    "{} is not the probability of a quantile: it must be from 0% to 100%",
                    percent(probability)
                )));
            }
            // Half of the largest number leaves room for the extrapolation.
            if !(value >= low && value <= high && value.abs() < f64::MAX / 4.0) {
                return Err(LawError::new(format!(
                    "the {} quantile is {}, outside the legal range",
                    percent(probability),
                    plain(value)
                )));
            }
        }
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in points.windows(2) {
            let ((earlier, larger), (probability, value)) = (pair[0], pair[1]);
            if probability - earlier < 1e-12 {
                return Err(LawError::new(format!("the {} quantile is given twice", percent(probability))));
            }
            if value < larger {
                return Err(LawError::new(format!(
                    "the {} quantile ({}) is below the {} quantile ({}): quantiles must rise",
                    percent(probability),
                    plain(value),
                    percent(earlier),
                    plain(larger)
                )));
            }
        }
        let [first, second, ..] = points[..] else {
            return Err(LawError::new("quantiles need at least two points, such as {5%: 2000, 95%: 15000}"));
        };
        let [.., before, last] = points[..] else {
            return Err(LawError::new("quantiles need at least two points, such as {5%: 2000, 95%: 15000}"));
        };
        if first.1 == last.1 {
            return Err(LawError::new(format!("all quantiles are {}: write it as a plain value", plain(first.1))));
        }
        let mut knots = extrapolated(first, second, 0.0, low);
        knots.reverse();
        knots.append(&mut points);
        knots.append(&mut extrapolated(last, before, 1.0, high));
        Ok(Self { knots })
    }

    fn pieces(&self) -> impl Iterator<Item = (f64, f64, f64)> + '_ {
        self.knots.windows(2).map(|pair| (pair[1].0 - pair[0].0, pair[0].1, pair[1].1))
    }
}

impl Law for Quantiles {
    fn quantile(&self, u: f64) -> f64 {
        let after = self.knots.partition_point(|knot| knot.0 < u).clamp(1, self.knots.len() - 1);
        let ((from, low), (to, high)) = (self.knots[after - 1], self.knots[after]);
        (low + (high - low) * ((u - from) / (to - from))).clamp(low, high)
    }

    fn cdf(&self, x: f64) -> f64 {
        let after = self.knots.partition_point(|knot| knot.1 <= x);
        if after == 0 {
            return 0.0;
        }
        let (from, low) = self.knots[after - 1];
        self.knots.get(after).map_or(1.0, |&(to, high)| from + (to - from) * ((x - low) / (high - low)))
    }

    fn log_density(&self, x: f64) -> f64 {
        let after = self.knots.partition_point(|knot| knot.1 <= x).clamp(1, self.knots.len() - 1);
        let ((from, low), (to, high)) = (self.knots[after - 1], self.knots[after]);
        ln((to - from) / (high - low))
    }

    fn support(&self) -> (f64, f64) {
        (self.knots[0].1, self.knots[self.knots.len() - 1].1)
    }

    /// The mean, Σ width · (a + b)/2 over the straight pieces.
    fn mean(&self) -> f64 {
        self.pieces().map(|(width, a, b)| width * (a + (b - a) / 2.0)).sum()
    }

    /// The standard deviation, from Σ width · (a² + ab + b²)/3 with a, b taken from the mean.
    fn sd(&self) -> f64 {
        let mean = self.mean();
        let square = |(width, a, b): (f64, f64, f64)| {
            let (a, b) = (a - mean, b - mean);
            width * (a * a + a * b + b * b) / 3.0
        };
        self.pieces().map(square).sum::<f64>().sqrt()
    }

    fn point_masses(&self) -> Vec<(f64, f64)> {
        let mut masses: Vec<(f64, f64)> = Vec::new();
        for (width, a, _) in self.pieces().filter(|&(_, a, b)| a == b) {
            match masses.last_mut() {
                Some(last) if last.0 == a => last.1 += width,
                _ => masses.push((a, width)),
            }
        }
        masses
    }
}

/// The knots beyond the outermost point `outer` out to the probability `end`, outwards: straight on from `inner`
/// through `outer`, level once the legal `limit` is met.
fn extrapolated(outer: (f64, f64), inner: (f64, f64), end: f64, limit: f64) -> Vec<(f64, f64)> {
    if outer.0 == end {
        return Vec::new();
    }
    let slope = (outer.1 - inner.1) / (outer.0 - inner.0);
    let value = outer.1 + slope * (end - outer.0);
    let beyond = if end > outer.0 { value > limit } else { value < limit };
    if !beyond {
        // Far-flung points on steep slopes stay finite.
        return vec![(end, value.clamp(-f64::MAX / 4.0, f64::MAX / 4.0))];
    }
    let met = (outer.0 + (limit - outer.1) / slope).clamp(outer.0.min(end), outer.0.max(end));
    // A knot that falls on its neighbour would make a piece of no width.
    if met == outer.0 || met == end { vec![(end, limit)] } else { vec![(met, limit), (end, limit)] }
}
