//! Simulates the people of an evaluation: fresh, engaged, of the segment that the publication names.
//!
//! What each of them avoids is handed on person by person, so that one reading of "as published" serves their mean and
//! whoever looks at them singly.

use super::BLOCK;
use super::drawn::Drawn;
use super::occurrences::{self, HAPPENS, Occurrences};
use super::people::{People, Roll, walk_alike};
use super::prepared::Prepared;
use super::stream::{Address, Block, uniform};
use crate::model::{Published, PublishedCounting};

/// Mean per person of `published.people` people, counted as the publication counts, over occurrences within `over`.
pub(super) fn mean(
    prepared: &Prepared<'_>,
    drawn: &Drawn,
    published: &Published,
    address: Address,
    people: &mut People,
    list: &mut [Occurrences],
) -> f64 {
    let mut total = 0.0;
    let mut left = published.people;
    let mut index = 0;
    while left > 0 {
        #[expect(clippy::cast_possible_truncation, reason = "not above the size of a block")]
        let count = left.min(BLOCK as u64) as usize;
        let block = Block::study(index);
        let roll = Roll { block, count, joining: (0.0, 0.0), segment: published.segment, all_engage: true };
        block_of(prepared, drawn, published, &roll, address, people, list, |_, avoided| total += avoided);
        left -= count as u64;
        index += 1;
    }
    #[expect(clippy::cast_precision_loss, reason = "at most 10 million people")]
    let people = published.people as f64;
    total / people
}

/// Simulates one block and hands `each` the person and amount of everything avoided, and, below zero, added.
#[expect(clippy::too_many_arguments, reason = "scratch is handed in so that nothing is allocated in the hot path")]
pub(super) fn block_of(
    prepared: &Prepared<'_>,
    drawn: &Drawn,
    published: &Published,
    roll: &Roll,
    address: Address,
    people: &mut People,
    list: &mut [Occurrences],
    mut each: impl FnMut(usize, f64),
) {
    people.gather(prepared, drawn, roll, address);
    occurrences::simulate(prepared, drawn, people, roll.block, address, list);
    for (event, occurrences) in list.iter().enumerate() {
        avoided(prepared, drawn, published, event, occurrences, &mut each);
    }
    if published.counting == PublishedCounting::Credited {
        for event in 0..list.len() {
            added(prepared, drawn, published.over, event, roll, address, &mut each);
        }
    }
}

/// prevented + knock_on + reduced + deferred of the occurrences within `over`, before or after credit.
fn avoided(
    prepared: &Prepared<'_>,
    drawn: &Drawn,
    published: &Published,
    event: usize,
    list: &Occurrences,
    each: &mut impl FnMut(usize, f64),
) {
    let gross = published.counting == PublishedCounting::Gross;
    for index in 0..list.len() {
        if list.time[index] > published.over {
            continue;
        }
        let credit = list.credit[index];
        let (credited, saved) = if credit != HAPPENS {
            (credit as usize, list.cost[index])
        } else if list.shift[index] > 0.0 && list.time[index] + list.shift[index] > prepared.model.horizon {
            (event, list.cost[index])
        } else {
            (event, list.cut[index] * list.cost[index])
        };
        each(list.person[index] as usize, saved * if gross { 1.0 } else { drawn.events[credited].credit });
    }
}

/// Cost of the extra occurrences within `over` that support causes.
fn added(
    prepared: &Prepared<'_>,
    drawn: &Drawn,
    over: f64,
    event: usize,
    roll: &Roll,
    address: Address,
    each: &mut impl FnMut(usize, f64),
) {
    let values = &drawn.events[event];
    let streams = &prepared.events[event];
    let mut when = address.stream(roll.block, streams.add);
    let mut severity = address.stream(roll.block, streams.add_cost);
    let mut extra = Vec::new();
    walk_alike(0..roll.count, values.adds, false, &mut when, |person| extra.push(person));
    for person in extra {
        if uniform(&mut when) * prepared.model.horizon <= over {
            each(person, -values.unit_cost * streams.severity.sample(&mut severity));
        }
    }
}
