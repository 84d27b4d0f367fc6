//! Tells how likely it is that support makes things worse: a chance over draws of the evidence.

use super::Chance;
use super::sample::Sample;

/// That less than nothing is expected to be avoided; `None` where no event may be made worse.
pub(super) fn of_all(sample: &Sample) -> Option<Chance> {
    let worse = |k: usize| sample.expected.per_person[k] < 0.0;
    sample.plan.measures.has_caused().then(|| chance(sample, worse))
}

/// Up to this share of draws in which less than nothing is expected to be avoided, the total is a gain of which people bring
/// shares.
const RARELY: f64 = 0.01;

/// Whether something is avoided in nearly every draw.
pub(super) fn is_gain(sample: &Sample) -> bool {
    chance(sample, |k| sample.expected.per_person[k] < 0.0).probability <= RARELY
}

/// That the effect on one event is below zero; `None` where it cannot be.
pub(super) fn of_event(sample: &Sample, event: usize) -> Option<Chance> {
    let may_harm = sample.models().iter().any(|(_, model)| model.events[event].support.may_harm());
    let effect = |k: usize| sample.model(k).events[event].support.prevents.value(sample.draws.theta(k));
    may_harm.then(|| chance(sample, |k| effect(k) < 0.0))
}

fn chance(sample: &Sample, worse: impl Fn(usize) -> bool) -> Chance {
    let hits = sample.per_draw(|k| f64::from(u8::from(worse(k))));
    Chance::of(&hits, &sample.strata)
}
