//! Opens streams for statistics that resample data, each at an address like every other random number of a run.

use rand::Rng as _;

use super::stream::{Address, Block, Stream, StreamName};
use crate::distribution::exponential;
use crate::statistics::Resampler;

/// Streams of one name.
#[derive(Clone, Copy, Debug)]
pub struct Resampling {
    seed: u64,
    name: StreamName,
}

impl Resampling {
    /// The streams called `name` under `seed`.
    #[must_use]
    pub fn new(seed: u64, name: &str) -> Self {
        Self { seed, name: StreamName::new(name) }
    }

    /// The stream of draw `draw`: the same numbers whatever else is drawn, on any number of threads.
    #[must_use]
    pub fn of_draw(&self, draw: usize) -> ResamplingStream {
        Self::at(Address::new(self.seed, draw as u64), self.name)
    }

    /// The stream called `name` of the draw at `address`.
    pub(super) fn at(address: Address, name: StreamName) -> ResamplingStream {
        ResamplingStream(address.stream(Block::CHOICE, name))
    }
}

/// Random numbers for resampling.
#[derive(Clone, Debug)]
pub struct ResamplingStream(Stream);

impl Resampler for ResamplingStream {
    /// By Lemire's (2019) multiplication, without its rejection: no index is likelier than another by more than one part
    /// in 2³²/`below`.
    #[inline]
    fn index(&mut self, below: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(below)) >> 32) as u32
    }

    #[inline]
    fn exponential(&mut self) -> f64 {
        exponential(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_are_even_and_addresses_apart() {
        let streams = Resampling::new(1, "evidence");
        let mut counts = [0_u32; 7];
        let mut stream = streams.of_draw(3);
        for _ in 0..70_000 {
            counts[stream.index(7) as usize] += 1;
        }
        // Standard deviation of a count: √(70,000 · 1/7 · 6/7) = 93.
        assert!(counts.iter().all(|&count| f64::from(count.abs_diff(10_000)) < 4.0 * 93.0), "{counts:?}");
        let first = |draw: usize| streams.of_draw(draw).exponential();
        assert_eq!(first(5), first(5));
        assert_ne!(first(5), first(6));
        assert_ne!(first(5), Resampling::new(1, "another").of_draw(5).exponential());
    }
}
