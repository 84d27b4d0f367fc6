//! Holds one block of people as columns: who is in which segment, who engages, their risks and joining times.

use crate::numeric::float;
use std::ops::Range;

use super::draw_values::DrawValues;
use super::prepared::{CohortStreams, Prepared};
use super::random_words::Words;
use super::risk::Risk;
use super::stream::{Address, Block, uniform};
use crate::distribution::{binomial, exponential};

/// People of one block. They are exchangeable, so each segment is a run of neighbours, and within it those who engage
/// come first.
#[derive(Debug, Default)]
pub(super) struct People {
    /// How many.
    pub(super) count: usize,
    /// One cell for each segment, in order.
    pub(super) cells: Vec<Cell>,
    /// Frailties; `None` when everyone is alike.
    pub(super) risk: Option<Risk>,
    /// Months from the start of the programme to joining.
    pub(super) joined: Vec<f64>,
    /// The same of everyone, where all join at once.
    pub(super) together: Option<f64>,
    /// When each person leaves, months after joining; empty where nobody does.
    pub(super) leaving: Vec<f64>,
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

    /// Those who do not.
    pub(super) const fn others(&self) -> Range<usize> {
        self.engaged_end..self.end
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
    pub(super) fn gather(&mut self, prepared: &Prepared<'_>, drawn: &DrawValues, roll: &Roll, address: Address) {
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
        self.draw_leaving(prepared, drawn, roll, address);
        self.joined.clear();
        let (from, to) = roll.joining;
        self.together = (to <= from).then_some(from);
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
        if prepared.model.cohort.frailty > 0.0 {
            let risk = self.risk.get_or_insert_default();
            risk.draw(&prepared.frailty, roll.count, &mut Words::at(address, roll.block, prepared.cohort.frailty));
        } else {
            self.risk = None;
        }
    }

    fn draw_leaving(&mut self, prepared: &Prepared<'_>, drawn: &DrawValues, roll: &Roll, address: Address) {
        self.leaving.clear();
        if prepared.model.cohort.may_leave() {
            let mut stream = address.stream(roll.block, prepared.cohort.leaving);
            self.leaving.extend((0..roll.count).map(|_| exponential(&mut stream) / drawn.leaving));
        }
    }

    /// When a person leaves, months after joining.
    #[inline]
    pub(super) fn leaves(&self, person: usize) -> f64 {
        self.leaving.get(person).copied().unwrap_or(f64::INFINITY)
    }

    /// Σ Z over `people`: their number when everyone is alike.
    pub(super) fn risk_of(&self, people: &Range<usize>) -> f64 {
        self.risk.as_ref().map_or(float(people.len()), |risk| risk.sum(people))
    }
}
