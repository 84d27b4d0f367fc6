//! Finds where a costly function of one value crosses zero, asking for it as few times as it can.

/// Times that the function is asked for inside one bracket, at most.
const MOST_STEPS: usize = 40;

/// A point of the function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// The bracket of two neighbours of different sign that lies nearest to `near`; `points` ascend in x.
pub(super) fn bracket(points: &[Point], near: f64) -> Option<(Point, Point)> {
    let crossing = points.windows(2).filter(|pair| (pair[0].y <= 0.0) != (pair[1].y <= 0.0));
    let away = |pair: &[Point]| (pair[0].x - near).max(near - pair[1].x).max(0.0);
    crossing.min_by(|a, b| away(a).total_cmp(&away(b))).map(|pair| (pair[0], pair[1]))
}

/// The root inside a bracket, by false position with Illinois' halving (Dowell & Jarratt 1971) and a bisection after every
/// step that has not halved the bracket. `close(point)` says when `y` is as good as zero.
pub(super) fn root(
    (mut low, mut high): (Point, Point),
    mut function: impl FnMut(f64) -> f64,
    close: impl Fn(f64) -> bool,
) -> f64 {
    let (mut weight_low, mut weight_high) = (low.y, high.y);
    let mut width = f64::INFINITY;
    for _ in 0..MOST_STEPS {
        if low.y == 0.0 {
            return low.x;
        }
        if high.y == 0.0 {
            return high.x;
        }
        let secant = (low.x * weight_high - high.x * weight_low) / (weight_high - weight_low);
        let stuck = high.x - low.x > 0.5 * width;
        width = high.x - low.x;
        let inside = secant.is_finite() && secant > low.x && secant < high.x;
        let x = if inside && !stuck { secant } else { f64::midpoint(low.x, high.x) };
        let y = function(x);
        if close(y) || high.x - low.x <= 1e-9 * high.x.abs().max(low.x.abs()) {
            return x;
        }
        if (y <= 0.0) == (low.y <= 0.0) {
            low = Point { x, y };
            (weight_low, weight_high) = (y, 0.5 * weight_high);
        } else {
            high = Point { x, y };
            (weight_low, weight_high) = (0.5 * weight_low, y);
        }
    }
    f64::midpoint(low.x, high.x)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f64, function: impl Fn(f64) -> f64) -> Point {
        Point { x, y: function(x) }
    }

    #[test]
    fn a_line_takes_one_step() {
        let line = |x: f64| 3.0 * x - 6.0;
        let mut asked = 0;
        let found = root(
            (point(0.0, line), point(100.0, line)),
            |x| {
                asked += 1;
                line(x)
            },
            |y| y.abs() < 1e-9,
        );
        assert!((found - 2.0).abs() < 1e-12 && asked == 1, "{found} after {asked}");
    }

    #[test]
    fn a_curve_is_found_to_the_digits_asked_for() {
        let curve = |x: f64| x.powi(9) - 1e-3;
        let found = root((point(0.0, curve), point(50.0, curve)), curve, |_| false);
        assert!((found - 1e-3_f64.powf(1.0 / 9.0)).abs() < 1e-8, "{found}");
        let falling = |x: f64| 0.3 - x.tanh();
        let found = root((point(0.0, falling), point(20.0, falling)), falling, |_| false);
        assert!((found - 0.3_f64.atanh()).abs() < 1e-8, "{found}");
    }

    #[test]
    fn of_several_crossings_the_nearest_counts() {
        let points: Vec<Point> =
            [(0.0, 1.0), (1.0, -1.0), (2.0, -1.0), (3.0, 1.0)].into_iter().map(|(x, y)| Point { x, y }).collect();
        assert_eq!(bracket(&points, 2.9).unwrap().0.x, 2.0);
        assert_eq!(bracket(&points, 0.2).unwrap().0.x, 0.0);
        assert_eq!(bracket(&points[1..3], 1.5), None);
    }
}
