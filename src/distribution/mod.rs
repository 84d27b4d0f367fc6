//! tmp
mod incomplete_beta;
mod incomplete_gamma;
mod inversion;
mod quadrature;
mod saddle;
mod standard_normal;
mod wording;
/// The law of one uncertain value.
#[derive(Clone, Debug)]
pub struct Distribution;

impl Distribution {
    /// The value below which it falls with probability `u`, 0 < u < 1.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        u
    }
}
