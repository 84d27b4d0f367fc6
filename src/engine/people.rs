//! Holds one block of people as columns: who is in which segment, who engages, their risks and joining times.

use std::ops::Range;

use super::drawn::Drawn;
use super::prepared::{CohortStreams, Prepared};
use super::stream::{Address, Block, Stream, uniform};
use crate::distribution::{binomial, exponential};

/// People of one block. They are exchangeable, so each segment is a run of neighbours, and within it those who engage
/// come first.
#[derive(Debug, Default)]
pub(super) struct People {
    /// How many.
    pub(super) count: usize,
    /// One cell for each segment, in order.
    pub(super) cells: Vec<Cell>,
    /// Cumulative frailty up to and including each person; empty when everyone is alike.
    pub(super) cumulative_risk: Vec<f64>,
    /// Months from the start of the programme to joining.
    pub(super) joined: Vec<f64>,
    /// Whether each person engages.
    pub(super) engaged: Vec<bool>,
}

/// A run of people of one segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// Index of the segment.
    pub(super) segment: usize,
    /// First person.
    pub(super) start: usize,
    /// One past the last who engages.
    pub(super) engaged_end: usize,
    /// One past the last.
    pub(super) end: usize,
}

impl Cell {
    /// Everyone in it.
    pub(super) const fn all(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Those who engage.
    pub(super) const fn engaged(&self) -> Range<usize> {
        self.start..self.engaged_end
    }
}

/// Which people a block holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Roll {
    /// The address of the block.
    pub(super) block: Block,
    /// How many people.
    pub(super) count: usize,
    /// They join uniformly between these months.
    pub(super) joining: (f64, f64),
    /// All of one segment, or by share.
    pub(super) segment: Option<usize>,
    /// All engage, whatever `engagement` says.
    pub(super) all_engage: bool,
}

impl People {
    /// Fills the block.
    pub(super) fn gather(&mut self, prepared: &Prepared<'_>, drawn: &Drawn, roll: &Roll, address: Address) {
        let streams = &prepared.cohort;
        self.count = roll.count;
        let engagement = if roll.all_engage { 1.0 } else { drawn.engagement };
        self.assign_cells(streams, roll, &drawn.shares, engagement, address);
        self.engaged.clear();
        self.engaged.resize(roll.count, false);
        for cell in &self.cells {
            self.engaged[cell.engaged()].fill(true);
        }
        self.draw_frailty(prepared, roll, address);
        self.joined.clear();
        let (from, to) = roll.joining;
        if to > from {
            let mut stream = address.stream(roll.block, streams.joining);
            self.joined.extend((0..roll.count).map(|_| from + (to - from) * uniform(&mut stream)));
        } else {
            self.joined.resize(roll.count, from);
        }
    }

    /// How many fall in each segment (multinomial, as successive binomials) and how many of them engage.
    fn assign_cells(
        &mut self,
        streams: &CohortStreams,
        roll: &Roll,
        shares: &[f64],
        engagement: f64,
        address: Address,
    ) {
        let mut choose = address.stream(roll.block, streams.segments);
        let mut engage = address.stream(roll.block, streams.engagement);
        let mut start = 0;
        let mut unassigned = 1.0;
        self.cells.clear();
        for (segment, &share) in shares.iter().enumerate() {
            let left = roll.count - start;
            let members = match roll.segment {
                Some(only) => {
                    if only == segment {
                        left
                    } else {
                        0
                    }
                }
                None if segment + 1 == shares.len() => left,
                None => binomial(&mut choose, left, share / unassigned),
            };
            unassigned -= share;
            let engaged = binomial(&mut engage, members, engagement);
            self.cells.push(Cell { segment, start, engaged_end: start + engaged, end: start + members });
            start += members;
        }
    }

    fn draw_frailty(&mut self, prepared: &Prepared<'_>, roll: &Roll, address: Address) {
        self.cumulative_risk.clear();
        if prepared.model.cohort.frailty > 0.0 {
            let mut stream = address.stream(roll.block, prepared.cohort.frailty);
            let mut sum = 0.0;
            self.cumulative_risk.extend((0..roll.count).map(|_| {
                sum += prepared.frailty.sample(&mut stream);
                sum
            }));
        }
    }

    /// Walks along the cumulative risk of `range` in exponential steps: the points of a Poisson process whose rate is
    /// `hazard` per unit of risk. `hit` is given the person of each point; with `once`, the walk leaves a
    /// person at the first.
    ///
    /// ```text
    /// position ← position + E/hazard,  E ~ Exp(1);   person i owns (R[i-1], R[i]],  R[i] = Σ_{j ≤ i} Z[j]
    /// P(no point for i) = exp(-hazard · Z[i])
    /// ```
    pub(super) fn walk(
        &self,
        range: Range<usize>,
        hazard: f64,
        once: bool,
        stream: &mut Stream,
        mut hit: impl FnMut(usize),
    ) {
        if hazard.is_nan() || hazard <= 0.0 || range.is_empty() {
            return;
        }
        if hazard.is_infinite() {
            range.for_each(hit);
        } else if self.cumulative_risk.is_empty() {
            walk_alike(range, hazard, once, stream, hit);
        } else {
            let mut person = range.start;
            let mut position = if person == 0 { 0.0 } else { self.cumulative_risk[person - 1] };
            loop {
                position += exponential(stream) / hazard;
                while self.cumulative_risk[person] <= position {
                    person += 1;
                    if person == range.end {
                        return;
                    }
                }
                hit(person);
                if once {
                    position = self.cumulative_risk[person];
                }
            }
        }
    }
}

/// [`People::walk`] when every person's risk is 1, so that the owner of a position is its whole part.
pub(super) fn walk_alike(
    range: Range<usize>,
    hazard: f64,
    once: bool,
    stream: &mut Stream,
    mut hit: impl FnMut(usize),
) {
    #[expect(clippy::cast_precision_loss, reason = "a block is small")]
    let end = range.len() as f64;
    let mut position = 0.0;
    loop {
        position += exponential(stream) / hazard;
        if position >= end {
            return;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below the block's size")]
        let person = position as usize;
        hit(range.start + person);
        if once {
            #[expect(clippy::cast_precision_loss, reason = "a block is small")]
            let next = (person + 1) as f64;
            position = next;
        }
    }
}
