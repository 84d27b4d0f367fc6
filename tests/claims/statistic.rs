//! Works out means, quantiles and bounds of draws by other code than that of the program.

/// A mean and how well the draws know it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mean {
    pub(crate) value: f64,
    /// Standard error; NaN of one draw.
    pub(crate) error: f64,
}

pub(crate) fn mean(values: &[f64]) -> Mean {
    let count = values.len() as f64;
    let value = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|each| (each - value).powi(2)).sum();
    Mean { value, error: (squares / (count - 1.0) / count).sqrt() }
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// The quantile of type 7.
pub(crate) fn quantile(values: &[f64], p: f64) -> f64 {
    let sorted = sorted(values);
    let place = (sorted.len() - 1) as f64 * p;
    let (below, above) = (place.floor() as usize, place.ceil() as usize);
    sorted[below] + (place - place.floor()) * (sorted[above] - sorted[below])
}

/// How far a quantile may be off: half of what lies between those that one standard error of the rank is away.
pub(crate) fn quantile_error(values: &[f64], p: f64) -> f64 {
    let rank = (p * (1.0 - p) / values.len() as f64).sqrt() + 0.5 / values.len() as f64;
    let at = |p: f64| quantile(values, p.clamp(0.0, 1.0));
    (at(p + rank) - at(p)).max(at(p) - at(p - rank))
}

/// Wilson's 95% limits of a share of so many draws.
pub(crate) fn wilson(share: f64, draws: f64) -> [f64; 2] {
    let z2 = 1.959_963_984_540_054_f64.powi(2);
    let middle = share + z2 / (2.0 * draws);
    let half = (z2 * (share * (1.0 - share) / draws + z2 / (4.0 * draws * draws))).sqrt();
    [middle - half, middle + half].map(|end| (end / (1.0 + z2 / draws)).clamp(0.0, 1.0))
}
