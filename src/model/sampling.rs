//! Says how the draws of the evidence are placed, and which of them belong together.

use crate::scenario::Sampling;

impl Sampling {
    /// How many independent randomisations scrambled points come in. It does not depend on the number of draws, so that
    /// a longer run begins with the shorter one; with 16 the error of a mean has 15 degrees of freedom.
    pub const REPLICATES: usize = 16;

    /// How many uncertain values scrambled points can place beside the view, in the order of the file; those after them are
    /// drawn at random.
    pub const DIMENSIONS: usize = 255;

    /// What the scenario calls it; `None` of what is usual.
    #[must_use]
    pub const fn unusual(self) -> Option<&'static str> {
        match self {
            Self::Random => None,
            Self::Sobol => Some("sobol"),
        }
    }

    /// The randomisation that draw `draw` belongs to; `None` where every draw stands by itself.
    #[must_use]
    pub const fn replicate(self, draw: usize) -> Option<usize> {
        match self {
            Self::Random => None,
            Self::Sobol => Some(draw % Self::REPLICATES),
        }
    }
}
