//! Integrates over an interval, for moments that have no closed form.

/// Nodes of the 15-point Kronrod rule on (0, 1), largest first; the odd ones and 0 are Gauss's seven (QUADPACK, qk15).
const NODES: [f64; 7] = [
    0.991_455_371_120_812_6,
    0.949_107_912_342_758_5,
    0.864_864_423_359_769_1,
    0.741_531_185_599_394_4,
    0.586_087_235_467_691_1,
    0.405_845_151_377_397_2,
    0.207_784_955_007_898_47,
];

/// Kronrod's weights of [`NODES`], then of 0.
const KRONROD: [f64; 8] = [
    0.022_935_322_010_529_224,
    0.063_092_092_629_978_56,
    0.104_790_010_322_250_19,
    0.140_653_259_715_525_92,
    0.169_004_726_639_267_9,
    0.190_350_578_064_785_4,
    0.204_432_940_075_298_89,
    0.209_482_141_084_727_82,
];

/// Gauss's weights of the odd [`NODES`], then of 0.
const GAUSS: [f64; 4] =
    [0.129_484_966_168_869_7, 0.279_705_391_489_276_64, 0.381_830_050_505_118_9, 0.417_959_183_673_469_4];

/// Error allowed in one panel, as a share of the whole integral of |f|.
const TOLERANCE: f64 = 1e-13;

/// ∫ f from `low` to `high` by adaptive Gauss–Kronrod panels: smooth functions to about 10⁻¹³ of ∫ |f|, kinks and
/// jumps to about 10⁻¹¹.
pub fn integrate(low: f64, high: f64, f: impl Fn(f64) -> f64) -> f64 {
    const PANELS: u32 = 16;
    let width = (high - low) / f64::from(PANELS);
    let panels: Vec<Panel> = (0..PANELS).map(|k| Panel::over(low + width * f64::from(k), width, &f)).collect();
    let allowed = TOLERANCE * panels.iter().map(|panel| panel.integral.abs()).sum::<f64>();
    panels.iter().map(|panel| panel.refined(allowed, 40, &f)).sum()
}

/// Places and weights of Kronrod's 15-point rule on each of so many equal panels from `low` to `high`, ascending.
#[must_use]
pub fn quadrature_nodes(low: f64, high: f64, panels: u32) -> Vec<(f64, f64)> {
    let half = (high - low) / f64::from(panels) / 2.0;
    let of_panel = |panel: u32| {
        let centre = low + half * f64::from(2 * panel + 1);
        let pairs = || NODES.iter().zip(KRONROD);
        let below = pairs().map(move |(node, weight)| (centre - half * node, half * weight));
        let above = pairs().rev().map(move |(node, weight)| (centre + half * node, half * weight));
        below.chain([(centre, half * KRONROD[7])]).chain(above).collect::<Vec<_>>()
    };
    (0..panels).flat_map(of_panel).collect()
}

struct Panel {
    start: f64,
    width: f64,
    integral: f64,
    error: f64,
}

impl Panel {
    fn over(start: f64, width: f64, f: &impl Fn(f64) -> f64) -> Self {
        let half = width / 2.0;
        let centre = start + half;
        let middle = f(centre);
        let mut kronrod = KRONROD[7] * middle;
        let mut gauss = GAUSS[3] * middle;
        for (index, node) in NODES.iter().enumerate() {
            let pair = f(centre - half * node) + f(centre + half * node);
            kronrod += KRONROD[index] * pair;
            if index % 2 == 1 {
                gauss += GAUSS[index / 2] * pair;
            }
        }
        Self { start, width, integral: kronrod * half, error: (kronrod - gauss).abs() * half }
    }

    fn refined(&self, allowed: f64, depth: u32, f: &impl Fn(f64) -> f64) -> f64 {
        // Written so that a NaN error also ends the refinement.
        if depth == 0 || self.error.partial_cmp(&allowed) != Some(std::cmp::Ordering::Greater) {
            return self.integral;
        }
        let half = self.width / 2.0;
        [self.start, self.start + half]
            .map(|start| Self::over(start, half, f).refined(allowed, depth - 1, f))
            .iter()
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_is_exact_for_polynomials() {
        // Kronrod's 15 points integrate degree 22 exactly, Gauss's 7 degree 13.
        let panel = Panel::over(0.0, 1.0, &|x: f64| x.powi(22));
        assert!((panel.integral - 1.0 / 23.0).abs() < 1e-16);
        let panel = Panel::over(0.0, 1.0, &|x: f64| x.powi(13));
        assert!(panel.error < 1e-16);
    }

    #[test]
    fn nodes_on_panels_integrate_polynomials_and_ascend() {
        let nodes = quadrature_nodes(-1.0, 3.0, 3);
        assert_eq!(nodes.len(), 45);
        assert!(nodes.is_sorted_by(|a, b| a.0 < b.0));
        let sum: f64 = nodes.iter().map(|(x, weight)| weight * x.powi(9)).sum();
        assert!((sum / 5904.8 - 1.0).abs() < 1e-14, "{sum}");
    }

    #[test]
    fn smooth_kinked_and_jumping_functions() {
        let normal = integrate(-10.0, 10.0, |z| (-0.5 * z * z).exp());
        assert!((normal / std::f64::consts::TAU.sqrt() - 1.0).abs() < 1e-14);
        assert!((integrate(0.0, 1.0, |x| (x - 0.3).abs()) - 0.29).abs() < 1e-13);
        assert!((integrate(0.0, 1.0, |x| if x < 0.3 { 2.0 } else { 0.0 }) - 0.6).abs() < 1e-11);
        assert!((integrate(0.0, 1.0, f64::sqrt) - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(integrate(0.0, 1.0, |_| 0.0), 0.0);
    }
}
