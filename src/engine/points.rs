//! Places draws of the evidence by scrambled Sobol points, in independent randomisations.

use rand::Rng as _;
use sobol_burley::NUM_DIMENSIONS;
use sobol_burley::parts::{owen_scramble_rev, sobol_rev};

use super::Which;
use super::stream::{Address, Block, StreamName, fraction};
use crate::model::{Plan, Sampling};

/// Points of one scrambled sequence; the directions of the crate have 16 bits. Beyond, the sequence goes on with fresh
/// scrambles.
const LENGTH: usize = 1 << 16;

const _: () = assert!(NUM_DIMENSIONS as usize >= Sampling::DIMENSIONS, "the crate has a direction for each dimension");

/// The points of a run.
///
/// ```text
/// draw k:   replicate r = k mod R,   index i = how many draws before k have the same replicate and view
/// value j:  point i of the Sobol sequence (Joe & Kuo 2008), dimension j, its digits scrambled (Owen 1995; by the hash of
///           Burley 2020) with a key addressed by (seed, r, view, path of the value)
/// ```
///
/// So every replicate of every view is a scrambled sequence of its own, none with gaps, and each point by itself is
/// uniform. Nothing hangs on the number of draws.
#[derive(Debug)]
pub(super) struct Points<'a> {
    plan: &'a Plan,
    /// Whether draws belong to views.
    weighted: bool,
    /// i of the first draws of a weighted run.
    ranks: Vec<u32>,
}

/// One draw's point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    index: u32,
    address: Address,
    block: Block,
}

impl<'a> Points<'a> {
    /// The points of `which` run, fastest for the first `count` draws; `None` when it is drawn at random.
    pub(super) fn new(plan: &'a Plan, which: Which, count: usize) -> Option<Self> {
        let weighted = which == Which::Headline && plan.weighted;
        let mut ranks = Vec::new();
        match plan.simulation.sampling {
            Sampling::Random => return None,
            Sampling::Sobol if weighted => {
                let mut seen = vec![0; plan.views.len() * Sampling::REPLICATES];
                ranks.extend((0..count).map(|draw| {
                    let view = plan.view_of_draw(draw as u64).unwrap_or(0);
                    let next: &mut u32 = &mut seen[view * Sampling::REPLICATES + draw % Sampling::REPLICATES];
                    *next += 1;
                    *next - 1
                }));
            }
            Sampling::Sobol => {}
        }
        Some(Self { plan, weighted, ranks })
    }

    /// The point of draw `draw`.
    pub(super) fn of_draw(&self, draw: usize) -> Point {
        let replicate = draw % Sampling::REPLICATES;
        let view = if self.weighted { self.plan.view_of_draw(draw as u64).unwrap_or(0) } else { 0 };
        let index = if !self.weighted {
            draw / Sampling::REPLICATES
        } else if let Some(&rank) = self.ranks.get(draw) {
            rank as usize
        } else {
            let before = (replicate..draw).step_by(Sampling::REPLICATES);
            before.filter(|&other| self.plan.view_of_draw(other as u64) == Some(view)).count()
        };
        #[expect(clippy::cast_possible_truncation, reason = "below 2^16")]
        let within = (index % LENGTH) as u32;
        Point {
            index: within,
            address: Address::new(self.plan.simulation.seed, replicate as u64),
            block: Block::scramble(view as u64, (index / LENGTH) as u64),
        }
    }
}

impl Point {
    /// Coordinate `dimension` of the point, in (0, 1), scrambled by the key of `name`; `None` beyond the last dimension.
    pub(super) fn coordinate(self, dimension: usize, name: StreamName) -> Option<f64> {
        let dimension = u32::try_from(dimension).ok().filter(|_| dimension < Sampling::DIMENSIONS)?;
        let key = self.address.stream(self.block, name).next_u32();
        Some(fraction(owen_scramble_rev(sobol_rev(self.index.reverse_bits(), dimension), key).reverse_bits()))
    }
}
