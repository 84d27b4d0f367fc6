//! Lets a caller watch a run and stop it, without the engine knowing about screens.

/// Told of every finished chunk of draws, from any thread.
pub trait Progress: Sync {
    /// `draws` more draws are done; the sum and sum of squares of their avoided cost per person come with them.
    fn advance(&self, draws: usize, sum: f64, sum_of_squares: f64);

    /// Whether the run should stop at the next chunk.
    fn cancelled(&self) -> bool {
        false
    }
}

/// Watches nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn advance(&self, _draws: usize, _sum: f64, _sum_of_squares: f64) {}
}
