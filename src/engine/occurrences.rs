//! Simulates the occurrences of one event in one block of people: whether, when, at what cost, and what support does.
//!
//! A block goes through here once for each event, parents first. Its occurrences are columns, in this order:
//!
//! ```text
//! arise    spontaneous ones by a walk along the people's risks; follow-ons from the parents' columns
//! cost     X = m W for each, W fresh
//! fate     prevented by this event's own support (credit = this event), or already by an ancestor's
//!          (credit = the ancestor), else shifted by the delay and cut by b
//! ```

use super::drawn::{Drawn, DrawnEvent};
use super::people::People;
use super::prepared::Prepared;
use super::stream::{Address, Block, Stream, uniform};
use crate::model::{Event, Origin};

/// Nobody's support prevented this occurrence.
pub(super) const HAPPENS: u32 = u32::MAX;

/// The occurrences of one event in one block, one entry each.
#[derive(Debug, Default)]
pub(super) struct Occurrences {
    /// Whose.
    pub(super) person: Vec<u32>,
    /// t, months since joining, without support.
    pub(super) time: Vec<f64>,
    /// Months by which it comes later with support.
    pub(super) shift: Vec<f64>,
    /// The event whose support prevented it, or [`HAPPENS`].
    pub(super) credit: Vec<u32>,
    /// X, £.
    pub(super) cost: Vec<f64>,
    /// b, the share cut off its cost.
    pub(super) cut: Vec<f64>,
}

impl Occurrences {
    /// How many.
    pub(super) fn len(&self) -> usize {
        self.person.len()
    }

    fn clear(&mut self) {
        self.person.clear();
        self.time.clear();
        self.shift.clear();
        self.credit.clear();
        self.cost.clear();
        self.cut.clear();
    }

    fn push(&mut self, person: u32, time: f64, shift: f64, credit: u32) {
        self.person.push(person);
        self.time.push(time);
        self.shift.push(shift);
        self.credit.push(credit);
    }
}

/// Simulates all events of one block; `all[event]` is filled for every event.
pub(super) fn simulate(
    prepared: &Prepared<'_>,
    drawn: &Drawn,
    people: &People,
    block: Block,
    address: Address,
    all: &mut [Occurrences],
) {
    for &event in &prepared.model.order {
        let mut mine = std::mem::take(&mut all[event]);
        mine.clear();
        arise(prepared, event, &drawn.events[event], people, block, address, &mut mine);
        follow(prepared, event, &drawn.events[event], block, address, all, &mut mine);
        let streams = &prepared.events[event];
        let mut severity = address.stream(block, streams.cost);
        let unit_cost = drawn.events[event].unit_cost;
        mine.cost.extend((0..mine.person.len()).map(|_| unit_cost * streams.severity.sample(&mut severity)));
        decide(prepared, event, &drawn.events[event], people, &mut address.stream(block, streams.prevent), &mut mine);
        all[event] = mine;
    }
}

/// Spontaneous occurrences.
fn arise(
    prepared: &Prepared<'_>,
    event: usize,
    drawn: &DrawnEvent,
    people: &People,
    block: Block,
    address: Address,
    mine: &mut Occurrences,
) {
    let described = &prepared.model.events[event];
    let once = match described.origin {
        Origin::None => return,
        Origin::Probability(_) => true,
        Origin::Rate(_) => false,
    };
    let mut stream = address.stream(block, prepared.events[event].occur);
    for cell in &people.cells {
        people.walk(cell.all(), drawn.hazard[cell.segment], once, &mut stream, |person| {
            #[expect(clippy::cast_possible_truncation, reason = "a block is small")]
            mine.person.push(person as u32);
        });
    }
    let count = mine.person.len();
    let moment = Moment::new(described, prepared.model.horizon);
    mine.time.extend((0..count).map(|_| moment.draw(&mut stream)));
    mine.shift.resize(count, 0.0);
    mine.credit.resize(count, HAPPENS);
}

/// When a spontaneous occurrence falls: uniform on [0, H], or density ∝ exp(-t/τ) there.
struct Moment {
    horizon: f64,
    decay: Option<(f64, f64)>,
}

impl Moment {
    fn new(event: &Event, horizon: f64) -> Self {
        Self { horizon, decay: event.decays.map(|decay| (decay, (-horizon / decay).exp_m1())) }
    }

    /// By inversion: t = -τ ln(1 + u (exp(-H/τ) - 1)).
    #[inline]
    fn draw(&self, stream: &mut Stream) -> f64 {
        let u = uniform(stream);
        match self.decay {
            None => u * self.horizon,
            Some((decay, span)) => (-decay * (u * span).ln_1p()).min(self.horizon),
        }
    }
}

/// Occurrences that follow those of the parents.
fn follow(
    prepared: &Prepared<'_>,
    event: usize,
    drawn: &DrawnEvent,
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
        for parent in 0..parents.len() {
            let time = parents.time[parent] + follow.after;
            if uniform(&mut stream) < chance && time <= prepared.model.horizon {
                mine.push(parents.person[parent], time, parents.shift[parent], parents.credit[parent]);
            }
        }
    }
}

/// What this event's own support does to each occurrence.
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
    mine.cut.resize(mine.person.len(), 0.0);
    for index in 0..mine.person.len() {
        // One number for every occurrence, used or not, so that a change of effect leaves the others' as they were.
        let u = uniform(stream);
        if mine.credit[index] != HAPPENS || !people.engaged[mine.person[index] as usize] {
            continue;
        }
        let time = mine.time[index];
        if time >= support.starts_after && time < support.lasts {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "full years since joining")]
            let year = (time / 12.0) as usize;
            if u < drawn.prevents[year] {
                mine.credit[index] = own;
                continue;
            }
            mine.cut[index] = drawn.reduces[year];
        }
        mine.shift[index] += support.delays;
    }
}
