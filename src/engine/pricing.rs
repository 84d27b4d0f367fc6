//! Draws what occurrences cost and how long their stays last.

use super::column::Column;
use super::draw_values::{DrawValues, DrawnEvent};
use super::occurrence_list::Occurrences;
use super::people::People;
use super::prepared::Prepared;
use super::random_words::Words;
use super::stream::{Address, Block, StreamName};

/// Draws what the occurrences of one event cost.
pub(super) struct Pricing<'a> {
    prepared: &'a Prepared<'a>,
    drawn: &'a DrawnEvent,
    event: usize,
    pub(super) severity: Words,
    /// How long stays last; of an event with none nothing is drawn.
    lengths: Option<Words>,
}

impl<'a> Pricing<'a> {
    /// By the streams `cost` and `length` of one block.
    #[inline]
    pub(super) fn new(
        prepared: &'a Prepared<'a>,
        drawn: &'a DrawValues,
        event: usize,
        address: Address,
        block: Block,
        (cost, length): (StreamName, StreamName),
    ) -> Self {
        let at = |name: StreamName| Words::at(address, block, name);
        let drawn = &drawn.events[event];
        let lengths = (!drawn.stays.is_empty()).then(|| at(length));
        Self { prepared, drawn, event, severity: at(cost), lengths }
    }

    /// Prices the occurrences from `from` on, each in the year that it falls in without support.
    pub(super) fn price(&mut self, list: &mut Occurrences, from: usize, people: &People, words: &mut Column<u64>) {
        let streams = &self.prepared.events[self.event];
        let count = list.len();
        list.cost.resize(count, 0.0);
        // What runs has a factor on all its costs, which are several.
        let unit_cost = if self.lengths.is_some() { 1.0 } else { self.drawn.unit_cost };
        self.severity.price(&streams.severity, unit_cost, words, &mut list.cost[from..]);
        if let Some(lengths) = &mut self.lengths {
            list.length.resize(count, 0.0);
            lengths.price(&streams.stay, 1.0, words, &mut list.length[from..]);
        } else if !self.drawn.growth.is_flat() {
            let before = self.prepared.plan.months_before;
            for index in from..count {
                let (person, time) = (list.placed.person[index] as usize, list.placed.time[index]);
                list.cost[index] *= self.drawn.growth.at(before + people.joined[person] + time);
            }
        }
    }
}
