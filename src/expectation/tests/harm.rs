//! Works out by hand what support brings where it is harmful.

use super::town::*;
use crate::model::{Origin, Spread, Support, Term};

/// κ = 0.646 and, of harm, κc = 0.8 · 0.95 = 0.76.
fn credited(share: f64) -> Support {
    Support {
        attribution: Term::Certain(0.8),
        displacement: Term::Certain(0.05),
        optimism_bias: Term::Certain(0.15),
        ..prevents(share)
    }
}

/// 100 people, 0.1 a month for 24 months or 40% once: 240 or 40 occurrences of £1,000. 80% engage.
fn one(origin: Origin, support: Support) -> Answer {
    let mut fall = event("fall", origin, 1_000.0);
    fall.varies = Spread::Gamma(0.6);
    fall.support = support;
    fall.paid_by = vec![0.3, 0.7];
    let mut model = model(vec![fall]);
    model.cohort.engagement = Term::Certain(0.8);
    Answer::of(model)
}

#[test]
fn one_event_that_comes_more_often() {
    for (origin, number) in [(rate(0.1), 240.0), (probability(0.4), 40.0)] {
        for further in [0.5, 2.3, 9.0] {
            let answer = one(origin.clone(), credited(-further));
            answer.adds_up();
            let engaged = 0.8 * number;
            let caused = engaged * further * 1_000.0;
            answer.means(&[
                ("total.without_support", number * 1_000.0),
                ("total.with_support", number * 1_000.0 + caused),
                ("total.avoided", -caused * 0.76),
                ("total.cashable", -caused * 0.76 * 0.25),
                ("mechanisms.prevented", 0.0),
                ("mechanisms.knock_on", 0.0),
                ("mechanisms.reduced", 0.0),
                ("mechanisms.caused", caused * 0.76),
                ("bridge.gross", -caused),
                ("bridge.attributed", -caused * 0.8),
                ("bridge.not_displaced", -caused * 0.76),
                ("bridge.credited", -caused * 0.76),
                ("events.fall.occurrences", number),
                ("events.fall.averted", -engaged * further),
                ("payers.council.avoided", -caused * 0.76 * 0.3),
                ("payers.nhs.cashable", -caused * 0.76 * 0.7 * 0.25),
                ("groups.councils.avoided", -caused * 0.76 * 0.3),
                ("years.Year 2.avoided", -caused * 0.76 / 2.0),
            ]);
        }
    }
}

#[test]
fn further_occurrences_of_one_vary_together() {
    // n of 2.3: two with chance 0.7, three with 0.3. E[n²] = 0.7·4 + 0.3·9 = 5.5 and E[(1+n)²] = 0.7·9 + 0.3·16 = 11.1;
    // of costs with E[W²] = 1.36, E[(ΣW)²] = 1.36 E[n] + E[n(n-1)].
    let answer = one(rate(0.1), credited(-2.3));
    let (all, few) = (1.36 * 3.3 + 11.1 - 3.3, 1.36 * 2.3 + 5.5 - 2.3);
    answer.seconds(&[
        ("events.fall.occurrences", 240.0),
        ("events.fall.averted", 192.0 * 5.5),
        ("total.with_support", 1e6 * (48.0 * 1.36 + 192.0 * all)),
        ("total.avoided", 1e6 * 0.76 * 0.76 * 192.0 * few),
        ("mechanisms.caused", 1e6 * 0.76 * 0.76 * 192.0 * few),
    ]);
    // Below one it is there or not.
    one(rate(0.1), credited(-0.5))
        .seconds(&[("events.fall.averted", 192.0 * 0.5), ("total.avoided", 1e6 * 0.76 * 0.76 * 192.0 * 0.5 * 1.36)]);
}

/// 240 falls at £1,000, half of which lead to an admission at £3,000 within the horizon. The supports differ in credit.
fn chain(fall: f64, admission: f64) -> Answer {
    let mut parent = event("fall", rate(0.1), 1_000.0);
    parent.support = credited(fall);
    let mut child = event("admission", Origin::None, 3_000.0);
    child.follows = vec![follow(0, 0.5, 0.0)];
    child.support =
        Support { attribution: Term::Certain(0.5), optimism_bias: Term::Certain(0.2), ..prevents(admission) };
    let answer = Answer::of(model(vec![parent, child]));
    answer.adds_up();
    answer
}

#[test]
fn a_preventive_event_under_a_harmful_one() {
    // 240 · 1.5 falls; 180 admissions, of which 40% are prevented: the 60 that follow what was caused in full against it.
    let answer = chain(-0.5, 0.4);
    answer.means(&[
        ("events.fall.averted", -120.0),
        ("events.admission.averted", 180.0 * 0.4 - 60.0),
        ("mechanisms.caused", 120e3 * 0.76),
        ("mechanisms.knock_on", -60.0 * 3e3 * 0.76),
        ("mechanisms.prevented", 180.0 * 0.4 * 3e3 * 0.4),
        ("total.with_support", 360e3 + 180.0 * 0.6 * 3e3),
    ]);
    // The fall's own admission is averted with a chance of 0.5 · 0.4. That of a further fall, which comes with a chance of
    // a half, is caused and not prevented with 0.5 · 0.6. Twice the product of the two means is what they have in common.
    answer.seconds(&[("events.admission.averted", 240.0 * (0.2 + 0.5 * 0.3 + 2.0 * 0.5 * 0.2 * -0.3))]);
}

#[test]
fn a_harmful_event_under_a_preventive_one() {
    // 40% of 120 admissions go with their falls; the other 72 come with 0.7 each.
    chain(0.4, -0.7).means(&[
        ("mechanisms.prevented", 96e3 * 0.646),
        ("mechanisms.knock_on", 48.0 * 3e3 * 0.646),
        ("mechanisms.caused", 72.0 * 0.7 * 3e3 * 0.5),
        ("events.admission.averted", 48.0 - 72.0 * 0.7),
        ("total.with_support", 144e3 + 72.0 * 1.7 * 3e3),
    ]);
}

#[test]
fn two_harmful_events_in_a_chain() {
    // 120 · 1.5 = 180 admissions come with 2 each.
    chain(-0.5, -2.0).means(&[
        ("mechanisms.caused", 120e3 * 0.76 + 180.0 * 2.0 * 3e3 * 0.5),
        ("mechanisms.knock_on", -60.0 * 3e3 * 0.76),
        ("events.admission.averted", -60.0 - 360.0),
        ("total.with_support", 360e3 + 540.0 * 3e3),
    ]);
}

#[test]
fn what_is_caused_and_moved_past_the_horizon_is_given_back() {
    // Of 192 engaged occurrences a quarter, 48, fall past H with a delay of 6 months, a fifth of each being cut. Each comes
    // with a half: 0.5 · 0.8 is given back with κc, while originals are deferred with κ, and all are cut with κ.
    let support = Support { reduces: Term::Certain(0.2), delays: 6.0, ..credited(-0.5) };
    let answer = one(rate(0.1), support);
    answer.adds_up();
    answer.means(&[
        ("mechanisms.caused", 96e3 * 0.76),
        ("mechanisms.reduced", 288e3 * 0.2 * 0.646),
        ("mechanisms.deferred", 48e3 * 0.8 * (0.646 + 0.5 * 0.76)),
        ("total.with_support", 48e3 + (192.0 - 48.0) * 1.5 * 0.8 * 1e3),
    ]);
}

#[test]
fn harm_keeps_to_its_window_and_drops_off() {
    // Months 3 to 18, a tenth less in the second year.
    let support = Support { starts_after: 3.0, lasts: 18.0, drop_off: Term::Certain(0.1), ..credited(-2.0) };
    let caused = 0.8 * 100.0 * 0.1 * (9.0 * 2.0 + 6.0 * 1.8);
    one(rate(0.1), support).means(&[("events.fall.averted", -caused), ("mechanisms.caused", caused * 760.0)]);
}
