//! Simulates the people of an evaluation: fresh, engaged, of the segment that the publication names.

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
        people.gather(prepared, drawn, &roll, address);
        occurrences::simulate(prepared, drawn, people, block, address, list);
        for (event, occurrences) in list.iter().enumerate() {
            total += avoided(prepared, drawn, published, event, occurrences);
        }
        if published.counting == PublishedCounting::Credited {
            for event in 0..list.len() {
                total -= added(prepared, drawn, published.over, event, block, count, address);
            }
        }
        left -= count as u64;
        index += 1;
    }
    #[expect(clippy::cast_precision_loss, reason = "at most 10 million people")]
    let people = published.people as f64;
    total / people
}

/// prevented + knock_on + reduced + deferred of the occurrences within `over`, before or after credit.
fn avoided(prepared: &Prepared<'_>, drawn: &Drawn, published: &Published, event: usize, list: &Occurrences) -> f64 {
    let gross = published.counting == PublishedCounting::Gross;
    let mut total = 0.0;
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
        total += saved * if gross { 1.0 } else { drawn.events[credited].credit };
    }
    total
}

/// Cost of the extra occurrences within `over` that support causes.
fn added(
    prepared: &Prepared<'_>,
    drawn: &Drawn,
    over: f64,
    event: usize,
    block: Block,
    count: usize,
    address: Address,
) -> f64 {
    let values = &drawn.events[event];
    let streams = &prepared.events[event];
    let mut when = address.stream(block, streams.add);
    let mut severity = address.stream(block, streams.add_cost);
    let mut occurrences = 0_usize;
    walk_alike(0..count, values.adds, false, &mut when, |_| occurrences += 1);
    (0..occurrences)
        .filter(|_| uniform(&mut when) * prepared.model.horizon <= over)
        .map(|_| values.unit_cost * streams.severity.sample(&mut severity))
        .sum()
}
