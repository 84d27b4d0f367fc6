//! Simulates the events of one block of people: whether, when, at what cost, and what support does.
//!
//! A block goes through here event by event, parents first. Nothing is drawn that no result needs, so there are two ways
//! for the occurrences that arise of themselves:
//!
//! ```text
//! thinned   (thinned.rs) where no other hangs on an occurrence, but one further of a harmful effect: how many, how many of
//!           them are prevented or accompanied; who and when for those alone, and for those that are cut or delayed, in
//!           batches that are booked at once, or (counted.rs) as counts where many cost the same
//! listed    (here) where an occurrence leads to others, runs over time, or is accompanied by several that support causes
//!           (harm.rs): every one is kept in columns
//!
//! arise     spontaneous ones are placed on people; follow-ons are read off the parents' columns
//! cost      X = m W for each, W fresh
//! fate      prevented by this event's own support (credit = this event), or already by an ancestor's
//!           (credit = the ancestor), else shifted by the delay and cut by b; where a < 0, accompanied by -a others
//! ```

use super::draw_values::{DrawValues, DrawnEvent};
use super::harm::further;
use super::occurrence_list::{Book, HAPPENS, Occurrences, Scratch};
use super::people::People;
use super::prepared::Prepared;
use super::pricing::Pricing;
use super::random_words::Words;
use super::replaced;
use super::stream::{Address, Block, Stream, uniform};
use super::thinned::thinned;
use crate::distribution::{binomial, poisson};
use crate::model::Origin;
use crate::numeric::{exp_m1, whole_part};

/// Simulates all events of one block and hands everything to `book`.
pub(super) fn simulate(
    prepared: &Prepared<'_>,
    drawn: &DrawValues,
    people: &People,
    block: Block,
    address: Address,
    scratch: &mut Scratch,
    book: &mut impl Book,
) {
    scratch.lists.resize_with(prepared.model.events.len(), Occurrences::default);
    for &event in &prepared.model.order {
        let mut mine = std::mem::take(&mut scratch.lists[event]);
        mine.clear();
        let streams = &prepared.events[event];
        let values = &drawn.events[event];
        let mut pricing = Pricing::new(prepared, drawn, event, address, block, (streams.cost, streams.length));
        if streams.thinned && values.one_further && !(streams.changed && values.harms) {
            thinned(prepared, event, values, people, block, address, &mut pricing.severity, scratch, book);
        } else {
            arise(prepared, event, values, people, block, address, &mut mine);
        }
        follow(prepared, event, values, people, block, address, &scratch.lists, &mut mine);
        branch(prepared, drawn, event, people, block, address, &scratch.lists, &mut mine);
        if mine.has_caused() {
            mine.nobody_caused_the_rest();
        }
        if mine.len() > 0 {
            pricing.price(&mut mine, 0, people, &mut scratch.words);
            let known = mine.len();
            decide(prepared, event, values, people, &mut address.stream(block, streams.prevent), &mut mine);
            if mine.len() > known {
                pricing.price(&mut mine, known, people, &mut scratch.words);
            }
            book.listed(event, &mine);
        }
        scratch.lists[event] = mine;
    }
    if prepared.replaces {
        replaced::simulate(prepared, drawn, people, block, address, scratch, book);
    }
}

/// Spontaneous occurrences, every one.
fn arise(
    prepared: &Prepared<'_>,
    event: usize,
    drawn: &DrawnEvent,
    people: &People,
    block: Block,
    address: Address,
    mine: &mut Occurrences,
) {
    let streams = &prepared.events[event];
    let mut occur = address.stream(block, streams.occur);
    let mut place = Words::at(address, block, streams.place);
    match prepared.model.events[event].origin {
        Origin::None => return,
        Origin::Rate(_) => {
            for cell in &people.cells {
                let all = cell.all();
                let count = poisson(&mut occur, drawn.hazard[cell.segment] * people.risk_of(&all));
                mine.placed.scatter(people, &all, count, &mut place);
            }
        }
        Origin::Probability(_) if people.risk.is_none() => {
            for cell in &people.cells {
                let count = binomial(&mut occur, cell.all().len(), -exp_m1(-drawn.hazard[cell.segment]));
                mine.placed.choose(&cell.all(), count, &mut place);
            }
        }
        Origin::Probability(_) => {
            for cell in &people.cells {
                people.walk(cell.all(), drawn.hazard[cell.segment], &mut occur, |person| mine.placed.push(person));
            }
            mine.placed.date(&mut place);
        }
    }
    streams.timing.spread(&mut mine.placed.time);
    if !people.leaving.is_empty() {
        mine.placed.retain(|person, time| time < people.leaves(person));
    }
    mine.shift.resize(mine.len(), 0.0);
    mine.credit.resize(mine.len(), HAPPENS);
}

/// Occurrences that follow those of the parents.
#[expect(clippy::too_many_arguments, reason = "scratch is handed in so that nothing is allocated in the hot path")]
fn follow(
    prepared: &Prepared<'_>,
    event: usize,
    drawn: &DrawnEvent,
    people: &People,
    block: Block,
    address: Address,
    all: &[Occurrences],
    mine: &mut Occurrences,
) {
    let described = &prepared.model.events[event];
    for (index, follow) in described.follows.iter().enumerate() {
        let chance = drawn.follows[index];
        let mut stream = address.stream(block, prepared.events[event].follow[index]);
        let parents = &all[follow.parent];
        if parents.has_caused() {
            mine.nobody_caused_the_rest();
        }
        for parent in 0..parents.len() {
            if uniform(&mut stream) < chance {
                mine.come_of(prepared, people, parents, parent, follow.after);
            }
        }
    }
}

/// Occurrences to which those of other events lead, each to one at most.
#[expect(clippy::too_many_arguments, reason = "scratch is handed in so that nothing is allocated in the hot path")]
fn branch(
    prepared: &Prepared<'_>,
    drawn: &DrawValues,
    event: usize,
    people: &People,
    block: Block,
    address: Address,
    all: &[Occurrences],
    mine: &mut Occurrences,
) {
    for &(source, place) in &prepared.events[event].led_to_by {
        let upto = &drawn.events[source].leads_to[..=place];
        let chosen = place.checked_sub(1).map_or(0.0, |before| upto[before])..upto[place];
        let parents = &all[source];
        if parents.has_caused() {
            mine.nobody_caused_the_rest();
        }
        // The same numbers for every branch, so that one of them at most is chosen.
        let mut stream = address.stream(block, prepared.events[source].leads_to);
        for parent in 0..parents.len() {
            if chosen.contains(&uniform(&mut stream)) {
                let after = prepared.model.events[source].leads_to[place].after;
                mine.come_of(prepared, people, parents, parent, after);
            }
        }
    }
}

/// What this event's own support does to each occurrence; the further ones of a harmful effect stand, without a cost yet,
/// after all others.
fn decide(
    prepared: &Prepared<'_>,
    event: usize,
    drawn: &DrawnEvent,
    people: &People,
    stream: &mut Stream,
    mine: &mut Occurrences,
) {
    let support = &prepared.model.events[event].support;
    #[expect(clippy::cast_possible_truncation, reason = "far fewer events than 2^32")]
    let own = event as u32;
    if drawn.harms {
        mine.nobody_caused_the_rest();
    }
    mine.cut.resize(mine.len(), 0.0);
    let (runs, ramps) = (!drawn.stays.is_empty(), drawn.ramps());
    if runs {
        mine.short.resize(mine.len(), 0.0);
    }
    for index in 0..mine.len() {
        // One number for every occurrence, used or not, so that a change of effect leaves the others' as they were.
        let u = uniform(stream);
        if mine.credit[index] != HAPPENS || !people.engaged[mine.placed.person[index] as usize] {
            continue;
        }
        let time = mine.placed.time[index];
        let mut effect = 0.0;
        if time >= support.starts_after && time < support.lasts {
            let year: usize = whole_part(time / 12.0);
            let mut built = 1.0;
            effect = drawn.prevents[year];
            if ramps {
                built = drawn.built_up(time - support.starts_after);
                effect *= built;
            }
            if u < effect {
                mine.credit[index] = own;
                continue;
            }
            mine.cut[index] = if ramps { built * drawn.reduces[year] } else { drawn.reduces[year] };
            if runs {
                mine.short[index] = built * drawn.shortens[year];
            }
        }
        mine.shift[index] += support.delays;
        if effect < 0.0 {
            mine.accompany(index, own, further(-effect, u));
        }
    }
}
