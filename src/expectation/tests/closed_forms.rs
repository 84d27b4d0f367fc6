//! Works out how much is avoided, by hand, for one feature of the model at a time.

use super::town::*;
use crate::model::{Outcome, Published, SegmentShare, Spread, Support, Term};

#[test]
fn one_rate_event() {
    // 100 people, 0.1 a month for 24 months: 240 occurrences of £1,000 with E[W²] = 1 + 0.6². 80% engage, 50% of the
    // occurrences are prevented, κ = 0.8 · 0.95 · 0.85 = 0.646.
    let mut fall = event("fall", rate(0.1), 1_000.0);
    fall.varies = Spread::Gamma(0.6);
    fall.support = Support {
        attribution: Term::Certain(0.8),
        displacement: Term::Certain(0.05),
        optimism_bias: Term::Certain(0.15),
        ..prevents(0.5)
    };
    let mut model = model(vec![fall]);
    model.cohort.engagement = Term::Certain(0.8);
    model.cohort.frailty = 1.3;
    let answer = Answer::of(model);
    answer.adds_up();
    answer.means(&[
        ("total.without_support", 240_000.0),
        ("total.with_support", 240_000.0 * 0.6),
        ("total.avoided", 240_000.0 * 0.4 * 0.646),
        ("total.avoided_pv", 240_000.0 * 0.4 * 0.646),
        ("total.cashable", 240_000.0 * 0.4 * 0.646 * 0.25),
        ("bridge.gross", 96_000.0),
        ("bridge.attributed", 96_000.0 * 0.8),
        ("bridge.not_displaced", 96_000.0 * 0.76),
        ("events.fall.occurrences", 240.0),
        ("events.fall.averted", 96.0),
        ("years.Year 1.avoided", 48_000.0 * 0.646),
    ]);
    answer.seconds(&[
        ("total.without_support", 240.0 * 1.36e6),
        ("total.with_support", 144.0 * 1.36e6),
        ("total.avoided", 96.0 * 1.36e6 * 0.646 * 0.646),
        ("total.cashable", 96.0 * 1.36e6 * 0.646 * 0.646 / 16.0),
        ("bridge.attributed", 96.0 * 1.36e6 * 0.64),
        ("events.fall.occurrences", 240.0),
        ("events.fall.averted", 96.0),
        ("payers.nhs.avoided", 0.0),
    ]);
    // 100 people of variance 1.69 each: 1.69 · 240²/100.
    answer.through_risk(&[
        ("events.fall.occurrences", 1.69 * 576.0),
        ("total.without_support", 1.69 * 576e6),
        ("total.avoided", 1.69 * (96.0 * 0.646_f64).powi(2) * 1e4),
        ("payers.nhs.avoided", 0.0),
    ]);
    // E[W³] = (1 + 0.36)(1 + 0.72); 100 people of risks of variance w = 1.69: κ₃ = E ΣC³ + 3 w m s/N + 2 w² m³/N².
    let (amount, w) = (646.0_f64, 1.69_f64);
    let (mean, square, cube) = (96.0 * amount, 96.0 * amount.powi(2) * 1.36, 96.0 * amount.powi(3) * 1.36 * 1.72);
    let risk = 3.0 * w * mean * square / 100.0 + 2.0 * w * w * mean.powi(3) / 1e4;
    answer.third(&[("total.avoided", cube + risk), ("total.without_support", 0.0)]);
}

#[test]
fn what_comes_at_most_once_has_the_third_cumulant_of_a_binomial() {
    // 100 people, 40% of them once, £500 each, half prevented: Binomial(100, 0.2), κ₃ = N p(1 - p)(1 - 2p) m³.
    let mut eviction = event("eviction", probability(0.4), 500.0);
    eviction.support = prevents(0.5);
    let mut model = model(vec![eviction]);
    model.cohort.frailty = 1.5;
    Answer::of(model).third(&[("total.avoided", 100.0 * 0.2 * 0.8 * 0.6 * 500_f64.powi(3))]);
}

#[test]
fn risk_adds_no_variance_to_what_happens_at_most_once() {
    let mut fall = event("fall", rate(0.1), 1_000.0);
    fall.support = prevents(0.5);
    let mut eviction = event("eviction", probability(0.4), 500.0);
    eviction.support = prevents(0.5);
    let mut model = model(vec![fall, eviction]);
    model.cohort.frailty = 2.0;
    model.cohort.segments = vec![
        segment("crisis", SegmentShare::Stated(Term::Certain(0.2)), &[3.0, 1.0]),
        segment("others", SegmentShare::Rest, &[0.5, 1.0]),
    ];
    Answer::of(model).through_risk(&[
        ("events.eviction.occurrences", 0.0),
        ("events.fall.occurrences", 4.0 * 240.0 * 240.0 / 100.0),
        // Per person of the segment: 7.2 falls, half of them prevented.
        ("segments.crisis.avoided_per_person", 4.0 * 3_600_f64.powi(2)),
    ]);
}

#[test]
fn one_probability_in_two_segments() {
    // p_s = 1 - 0.6^3 = 0.784 for 20% of the people and 1 - 0.6^0.5 for the rest.
    let mut eviction = event("eviction", probability(0.4), 500.0);
    eviction.support = prevents(0.5);
    let mut model = model(vec![eviction]);
    model.cohort.segments = vec![
        segment("crisis", SegmentShare::Stated(Term::Certain(0.2)), &[3.0]),
        segment("others", SegmentShare::Rest, &[0.5]),
    ];
    let others = 1.0 - 0.6_f64.sqrt();
    let answer = Answer::of(model);
    answer.means(&[
        ("events.eviction.occurrences", 20.0 * 0.784 + 80.0 * others),
        ("segments.crisis.avoided_per_person", 0.784 * 250.0),
        ("segments.others.avoided_per_person", others * 250.0),
        ("total.avoided", (20.0 * 0.784 + 80.0 * others) * 250.0),
    ]);
    answer.seconds(&[("segments.crisis.avoided_per_person", 0.784 * 0.5 * 250_000.0)]);
}

#[test]
fn certain_and_impossible_events_stay_so_under_any_risk() {
    for (p, share) in [(1.0, 1.0), (0.0, 0.0)] {
        let mut model = model(vec![event("eviction", probability(p), 1.0)]);
        model.cohort.segments = vec![segment("all", SegmentShare::Rest, &[0.3])];
        Answer::of(model).means(&[("events.eviction.occurrences", 100.0 * share)]);
    }
}

#[test]
fn timing_that_decays() {
    // rate: ∫₀²⁴ 0.1·e^(-t/6) dt = 0.6·(1 - e⁻⁴). probability: 0.4 in all, (1 - e⁻²)/(1 - e⁻⁴) of it in year 1.
    let mut fall = event("fall", rate(0.1), 100.0);
    let mut eviction = event("eviction", probability(0.4), 10.0);
    for event in [&mut fall, &mut eviction] {
        event.decays = Some(6.0);
        event.support = prevents(1.0);
    }
    let (two, four) = (1.0 - (-2.0_f64).exp(), 1.0 - (-4.0_f64).exp());
    let answer = Answer::of(model(vec![fall, eviction]));
    answer.adds_up();
    answer.means(&[
        ("events.fall.avoided", 100.0 * 60.0 * four),
        ("events.eviction.avoided", 400.0),
        ("years.Year 1.avoided", 100.0 * 60.0 * two + 400.0 * two / four),
        ("total.with_support", 0.0),
    ]);
}

#[test]
fn window_and_drop_off() {
    // Prevention on 2 ≤ t < 18: 10 months at 0.5, six at 0.45. Of those not prevented, b = 0.2 or 0.18.
    let mut fall = event("fall", rate(0.1), 1_000.0);
    fall.support = Support {
        reduces: Term::Certain(0.2),
        starts_after: 2.0,
        lasts: 18.0,
        drop_off: Term::Certain(0.1),
        ..prevents(0.5)
    };
    let answer = Answer::of(model(vec![fall]));
    answer.adds_up();
    answer.means(&[
        ("mechanisms.prevented", 1e4 * (10.0 * 0.5 + 6.0 * 0.45)),
        ("mechanisms.reduced", 1e4 * (10.0 * 0.5 * 0.2 + 6.0 * 0.55 * 0.18)),
        ("events.fall.averted", 50.0 + 27.0),
        ("years.Year 2.avoided", 1e4 * 6.0 * (0.45 + 0.55 * 0.18)),
    ]);
    answer.seconds(&[("total.avoided", 1e7 * (5.0 + 2.7 + 5.0 * 0.04 + 3.3 * 0.0324))]);
}

#[test]
fn a_chain_with_delay_and_prevention() {
    // a at 0.1 a month; b after 4 months with 30%, so on 4 ≤ t ≤ 24: 20 months; c after 8 more with 50%: 12 months.
    // a is prevented with 40%, κ 0.5; b with 25%, κ 0.9; c never.
    let mut a = event("a", rate(0.1), 100.0);
    a.support = Support { attribution: Term::Certain(0.5), ..prevents(0.4) };
    let mut b = event("b", crate::model::Origin::None, 1_000.0);
    b.follows = vec![follow(0, 0.3, 4.0)];
    b.support = Support { attribution: Term::Certain(0.9), ..prevents(0.25) };
    let mut c = event("c", crate::model::Origin::None, 10_000.0);
    c.follows = vec![follow(1, 0.5, 8.0)];
    c.support = Support { attribution: Term::Certain(0.7), ..no_support() };
    let answer = Answer::of(model(vec![a, b, c]));
    answer.adds_up();
    let (b, c) = (100.0 * 0.1 * 0.3 * 20.0, 100.0 * 0.1 * 0.15 * 12.0);
    answer.means(&[
        ("events.b.occurrences", b),
        ("events.c.occurrences", c),
        ("events.b.averted", b * (0.4 + 0.6 * 0.25)),
        ("events.c.averted", c * (0.4 + 0.6 * 0.25)),
        ("events.b.avoided", 1_000.0 * b * (0.4 * 0.5 + 0.6 * 0.25 * 0.9)),
        ("events.c.avoided", 10_000.0 * c * (0.4 * 0.5 + 0.6 * 0.25 * 0.9)),
        ("mechanisms.knock_on", 1_000.0 * b * 0.2 + 10_000.0 * c * (0.2 + 0.135)),
        ("mechanisms.prevented", 100.0 * 240.0 * 0.2 + 1_000.0 * b * 0.135),
        ("bridge.gross", 100.0 * 240.0 * 0.4 + 1_000.0 * b * 0.55 + 10_000.0 * c * 0.55),
    ]);
    answer.seconds(&[
        ("events.c.avoided", 1e8 * c * (0.4 * 0.25 + 0.15 * 0.81)),
        ("mechanisms.knock_on", 1e6 * b * 0.1 + 1e8 * c * (0.4 * 0.25 + 0.15 * 0.81)),
    ]);
}

#[test]
fn several_parents_and_a_source_of_its_own() {
    let a = event("a", rate(0.1), 1.0);
    let mut b = event("b", rate(0.2), 1.0);
    b.follows = vec![follow(0, 0.5, 0.0)];
    let mut c = event("c", probability(0.3), 1.0);
    c.follows = vec![follow(0, 0.25, 30.0), follow(0, 0.5, 6.0), follow(1, 0.5, 12.0)];
    // b: 20 + 5 a month for 24 months. c: 30, nothing 30 months after a, 10 · 0.5 · 18 and 25 · 0.5 · 12.
    let answer = Answer::of(model(vec![a, b, c]));
    answer.means(&[("events.b.occurrences", 600.0), ("events.c.occurrences", 30.0 + 90.0 + 150.0)]);
}

#[test]
fn support_that_adds() {
    // 0.05 a month for 24 months for the 80% who engage, whatever their risk: 96 occurrences, in full, not κ.
    let mut referral = event("referral", rate(0.1), 200.0);
    referral.support =
        Support { adds: Term::Certain(0.05), attribution: Term::Certain(0.5), starts_after: 20.0, ..prevents(0.5) };
    let mut model = model(vec![referral]);
    model.cohort.engagement = Term::Certain(0.8);
    model.cohort.segments = vec![segment("all", SegmentShare::Rest, &[2.0])];
    model.published = Some(Published { over: 21.0, ..published(1.0) });
    let answer = Answer::of(model);
    answer.adds_up();
    let credited = 100.0 * 0.8 * 0.2 * 4.0 * 0.5 * 0.5 * 200.0;
    answer.means(&[
        ("mechanisms.added", 96.0 * 200.0),
        ("total.avoided", credited - 96.0 * 200.0),
        ("total.with_support", 480.0 * 200.0 - 2.0 * credited + 96.0 * 200.0),
        ("segments.all.avoided_per_person", (credited - 96.0 * 200.0) / 100.0),
        ("published.model", 0.2 * 0.25 * 200.0 - 0.05 * 21.0 * 200.0),
    ]);
    answer.seconds(&[
        ("total.avoided", 4e4 * (32.0 * 0.25 + 96.0)),
        ("published.model", 4e4 * (0.1 * 0.25 + 0.05 * 21.0)),
    ]);
}

#[test]
fn what_is_added_is_cash_by_its_own_share() {
    // 240 falls of £1,000, half prevented and credited in full, 25% of that cashable: £30,000. 0.05 a month added for 24
    // months: 120 of £1,000, of which £120,000, £36,000 or nothing is cash, however cashable the savings are.
    for (adds_cash, found) in [(1.0, 120e3), (0.3, 36e3), (0.0, 0.0)] {
        let mut fall = event("fall", rate(0.1), 1_000.0);
        let (adds, adds_cash) = (Term::Certain(0.05), Term::Certain(adds_cash));
        fall.support = Support { adds, adds_cash, ..prevents(0.5) };
        fall.paid_by = vec![0.75, 0.25];
        fall.cashable = vec![Term::Certain(0.25), Term::Certain(0.25)];
        let mut model = model(vec![fall]);
        model.cohort.frailty = 1.5;
        let answer = Answer::of(model);
        answer.adds_up();
        answer.means(&[
            ("total.avoided", 0.0),
            ("total.cashable", 30e3 - found),
            ("payers.council.cashable", 0.75 * (30e3 - found)),
            ("groups.councils.cashable", 0.75 * (30e3 - found)),
            ("years.Year 1.payers.nhs.cashable", 0.125 * (30e3 - found)),
        ]);
        let share = found / 120e3;
        answer.seconds(&[("total.cashable", 120e6 * (0.0625 + share * share))]);
        // Only what is saved is in proportion to anybody's risk.
        answer.through_risk(&[
            ("total.cashable", 2.25 * 30e3 * 30e3 / 100.0),
            ("total.avoided", 2.25 * 120e3 * 120e3 / 100.0),
            ("mechanisms.added", 0.0),
        ]);
    }
}

#[test]
fn an_outcome_that_drops_off() {
    // £1,200 a year at 50% distance, 20% deadweight, 70% attribution, 10% displacement: £302.40; 2½ years at 25% off.
    let outcome = |id: &str, drop_off: f64, lasts: f64| Outcome {
        deadweight: Term::Certain(0.2),
        attribution: Term::Certain(0.7),
        displacement: Term::Certain(0.1),
        drop_off: Term::Certain(drop_off),
        ..outcome(id, lasts)
    };
    let mut model = model(Vec::new());
    model.cohort.engagement = Term::Certain(0.5);
    model.outcomes = vec![
        outcome("control", 0.25, 30.0),
        outcome("sleep", 0.0, 30.0),
        outcome("work", 1.0, 30.0),
        outcome("brief", 1.0, 3.0),
    ];
    let answer = Answer::of(model);
    let worth = 302.4 * (1.0 + 0.75 + 0.5 * 0.5625);
    answer.means(&[
        ("outcomes.control.value_pv", 30.0 * worth),
        ("outcomes.sleep.value_pv", 30.0 * 302.4 * 2.5),
        ("outcomes.work.value_pv", 30.0 * 302.4),
        ("outcomes.brief.value_pv", 30.0 * 302.4 * 0.25),
        ("total.social_value_pv", 30.0 * (worth + 302.4 * 3.75)),
    ]);
    answer.seconds(&[("outcomes.control.value_pv", 30.0 * worth * worth)]);
}
