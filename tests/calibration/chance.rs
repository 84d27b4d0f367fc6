//! Holds every kind of chance in a journey against its textbook law: counts, costs, times, people.
//!
//! Each is looked at alone, in a scenario in which one measure of a draw is that one number: counts at £1 each, the cost of
//! the only occurrence, or its present value, from which its time is read.

use averted::engine::Draws;
use averted::model::Plan;
use statrs::distribution::{Binomial, ContinuousCDF as _, Discrete as _, Gamma, LogNormal, NegativeBinomial, Poisson};

use super::judge::{assert_family, counts, moments, two_sided, uniform};
use super::plans::{column, draws, plan};

const DRAWS: usize = 20_000;
/// Followed for 24 months.
const HORIZON: f64 = 24.0;

/// Support that prevents alone leaves the engine free to look at no occurrence but those prevented; a delay makes it
/// keep a list of all.
const WAYS: [(&str, &str); 2] = [("thinned", ""), ("listed", ", delays: 1 day")];

/// A distribution function.
type Cdf<'a> = &'a dyn Fn(f64) -> f64;

/// One event `fall` and its draws.
fn one_event(cohort: &str, event: &str, draws_wanted: usize) -> (Plan, Draws) {
    scenario(cohort, &format!("  fall: {{{event}, paid_by: {{nhs: 100%}}}}\n"), "0%", draws_wanted)
}

fn scenario(cohort: &str, events: &str, discount: &str, draws_wanted: usize) -> (Plan, Draws) {
    let plan = plan(&format!(
        "title: Chance\nhorizon: 24 months\ndiscount_rate: {discount}\ncohort: {{{cohort}}}\n\
         payers: {{nhs: {{label: NHS}}}}\nevents:\n{events}simulation: {{draws: {draws_wanted}, seed: 3}}\n"
    ));
    let drawn = draws(&plan);
    (plan, drawn)
}

fn poisson(mean: f64) -> impl Fn(u64) -> f64 {
    let law = Poisson::new(mean).expect("a Poisson law");
    move |k| law.pmf(k)
}

fn binomial(p: f64, n: u64) -> impl Fn(u64) -> f64 {
    let law = Binomial::new(p, n).expect("a binomial law");
    move |k| law.pmf(k)
}

#[test]
fn rates_make_poisson_counts() {
    let mut family = Vec::new();
    for (way, more) in WAYS {
        // From hardly ever to daily, alone and among the three blocks of a large cohort; 30% are prevented.
        for (people, yearly, count) in
            [(1, 0.01, DRAWS), (1, 0.8, DRAWS), (3, 4.0, DRAWS), (1, 40.0, DRAWS), (5_000, 0.02, 3_000)]
        {
            let event = format!("rate: {yearly}, unit_cost: £1, support: {{prevents: 30%{more}}}");
            let (plan, drawn) = one_event(&format!("people: {people}"), &event, count);
            let mean = f64::from(people) * yearly * HORIZON / 12.0;
            for (measure, mean) in [("occurrences", mean), ("averted", 0.3 * mean)] {
                let values = column(&plan, &drawn, &format!("events.fall.{measure}"));
                family.push((format!("{way} {people}·{yearly} {measure}"), counts(values, poisson(mean))));
            }
        }
    }
    // What support adds is Poisson among those who engage, whatever their risk.
    let event = "rate: 1, unit_cost: £1, support: {adds: 0.9 per year}";
    let (plan, drawn) = one_event("people: 3, frailty: 2", event, DRAWS);
    family.push(("adds".to_owned(), counts(column(&plan, &drawn, "mechanisms.added"), poisson(0.9 * 3.0 * 2.0))));
    assert_family("Poisson counts", &family);
}

/// Occurrences that are booked as counts are dated apart in every segment: those of a year are Poisson together.
#[test]
fn counts_of_several_segments_fall_into_years_independently() {
    let segments = "segments: {a: {share: 40%}, b: {share: 30%}, c: {share: 30%}}";
    let event = "rate: 12, unit_cost: £1, support: {prevents: 50%}";
    let (plan, drawn) = one_event(&format!("people: 300, {segments}"), event, 3_000);
    let half = poisson(300.0 * 12.0 * 0.5);
    let family: Vec<_> = [1, 2]
        .map(|year| {
            (format!("year {year}"), counts(column(&plan, &drawn, &format!("years.Year {year}.avoided")), &half))
        })
        .into();
    assert_family("counts by year", &family);
}

#[test]
fn probabilities_make_binomial_counts() {
    let mut family = Vec::new();
    for (way, more) in WAYS {
        // Frailty spreads who, not how many: people are independent and the average chance is as stated.
        for frailty in [0.0, 0.7, 3.0] {
            for (people, p, count) in [(1, 0.35, DRAWS), (7, 0.02, DRAWS), (7, 0.9, DRAWS), (5_000, 0.3, 3_000)] {
                let event = format!("probability: {p}, unit_cost: £1, support: {{prevents: 40%{more}}}");
                let (plan, drawn) = one_event(&format!("people: {people}, frailty: {frailty}"), &event, count);
                for (measure, p) in [("occurrences", p), ("averted", 0.4 * p)] {
                    let values = column(&plan, &drawn, &format!("events.fall.{measure}"));
                    let name = format!("{way} frailty {frailty} {people} at {p} {measure}");
                    family.push((name, counts(values, binomial(p, people))));
                }
            }
        }
    }
    assert_family("binomial counts", &family);
}

#[test]
fn frailty_makes_the_counts_of_one_person_negative_binomial() {
    let mut family = Vec::new();
    for (way, more) in WAYS {
        for (cv, yearly) in [(0.4, 3.0), (1.0, 1.0), (2.5, 0.8)] {
            let event = format!("rate: {yearly}, unit_cost: £1, support: {{prevents: 50%{more}}}");
            let (plan, drawn) = one_event(&format!("people: 1, frailty: {cv}"), &event, DRAWS);
            // Gamma of shape r = 1/cv²: success chance r/(r + mean).
            let shape = 1.0 / (cv * cv);
            for (measure, mean) in [("occurrences", 2.0 * yearly), ("averted", yearly)] {
                let law = NegativeBinomial::new(shape, shape / (shape + mean)).expect("a negative binomial law");
                let values = column(&plan, &drawn, &format!("events.fall.{measure}"));
                family.push((format!("{way} CV {cv} {measure}"), counts(values, |k| law.pmf(k))));
            }
        }
    }
    assert_family("negative binomial counts", &family);
}

#[test]
fn who_people_are_and_what_follows_is_binomial() {
    let mut family = Vec::new();
    let certain = "probability: 100%, unit_cost: £1, support: {prevents: 100%}";
    for engagement in [0.05, 0.6] {
        let (plan, drawn) = one_event(&format!("people: 9, engagement: {engagement}"), certain, DRAWS);
        let law = binomial(engagement, 9);
        family.push((format!("engagement {engagement}"), counts(column(&plan, &drawn, "events.fall.averted"), law)));
    }
    let segments = "people: 12, segments: {a: {share: 10%}, b: {share: rest}, c: {share: 55%}}";
    let (_, drawn) = one_event(segments, certain, DRAWS);
    for (members, share) in drawn.segment_people.iter().zip([0.1, 0.35, 0.55]) {
        family.push((format!("segment of {share}"), counts(members, binomial(share, 12))));
    }
    let (plan, drawn) = scenario(
        "people: 4",
        "  fall: {probability: 100%, unit_cost: £1, paid_by: {nhs: 100%}}\n  \
         stay: {follows: {fall: {probability: 35%, after: 6 months}}, unit_cost: £1, paid_by: {nhs: 100%}, \
         support: {prevents: 50%}}\n",
        "0%",
        DRAWS,
    );
    // Within the horizon if the fall was in its first 18 months: 35%·¾.
    let (stays, averted) = (0.35 * 0.75, 0.35 * 0.75 * 0.5);
    family
        .push(("follow-ons".to_owned(), counts(column(&plan, &drawn, "events.stay.occurrences"), binomial(stays, 4))));
    family.push(("averted".to_owned(), counts(column(&plan, &drawn, "events.stay.averted"), binomial(averted, 4))));
    let (plan, drawn) = scenario(
        "people: 11, engagement: 70%",
        "  fall: {probability: 1%, unit_cost: £1, paid_by: {nhs: 100%}}\n\
         outcomes: {control: {achieved_by: 45%, value: £1, lasts: 12 months}}\n",
        "0%",
        DRAWS,
    );
    let achieved =
        column(&plan, &drawn, "outcomes.control.value_pv").iter().map(|value| value.round()).collect::<Vec<_>>();
    family.push(("outcome".to_owned(), counts(&achieved, binomial(0.7 * 0.45, 11))));
    assert_family("people", &family);
}

#[test]
fn the_cost_of_an_occurrence_is_drawn_by_its_law() {
    let mut family = Vec::new();
    for (way, more) in WAYS {
        for cv in [0.05, 0.5, 1.0, 3.0] {
            let shape = 1.0 / (cv * cv);
            let gamma = Gamma::new(shape, shape).expect("a gamma law");
            let variance = f64::ln_1p(cv * cv);
            let lognormal = LogNormal::new(-variance / 2.0, variance.sqrt()).expect("a lognormal law");
            let laws: [(&str, Cdf<'_>); 2] = [("gamma", &|x| gamma.cdf(x)), ("lognormal", &|x| lognormal.cdf(x))];
            for (law, cdf) in laws {
                let event = format!(
                    "probability: 100%, unit_cost: £200, varies: {{{law}: {{cv: {cv}}}}}, support: {{prevents: 100%{more}}}"
                );
                let (plan, drawn) = one_event("people: 1", &event, DRAWS);
                let ranks = column(&plan, &drawn, "total.avoided").iter().map(|cost| cdf(cost / 200.0)).collect();
                family.push((format!("{way} {law} CV {cv}"), uniform(ranks)));
            }
        }
    }
    assert_family("costs", &family);
}

/// The law of the sum of two numbers uniform over 0 to a and 0 to b.
fn sum_of_uniforms(a: f64, b: f64) -> impl Fn(f64) -> f64 {
    let half = |x: f64| x.max(0.0).powi(2) / 2.0;
    move |x| (half(x) - half(x - a) - half(x - b) + half(x - a - b)) / (a * b)
}

#[test]
fn occurrences_and_people_come_when_they_should() {
    let mut family = Vec::new();
    let decaying = |τ: f64| move |t: f64| (-t / τ).exp_m1() / (-HORIZON / τ).exp_m1();
    for (way, more) in WAYS {
        let timings: [(&str, &str, Cdf<'_>); 4] = [
            ("people: 1", "", &|t| t / HORIZON),
            ("people: 1", "timing: {decays: 6 months}, ", &decaying(6.0)),
            ("people: 1", "timing: {decays: 90 months}, ", &decaying(90.0)),
            // Joining is even over the intake, whenever the occurrence falls after it.
            ("people: 1, intake: 10 months", "", &sum_of_uniforms(10.0, HORIZON)),
        ];
        for (cohort, timing, cdf) in timings {
            let event = format!(
                "  fall: {{probability: 100%, {timing}unit_cost: £1, paid_by: {{nhs: 100%}}, support: {{prevents: 100%{more}}}}}\n"
            );
            let (plan, drawn) = scenario(cohort, &event, "10%", DRAWS);
            // £1 prevented at t is worth 1.1^(-t/12) today.
            let moments =
                column(&plan, &drawn, "total.avoided_pv").iter().map(|present| -12.0 * present.ln() / 1.1f64.ln());
            family
                .push((format!("{way} {cohort} {timing}"), uniform(moments.map(|t| cdf(t).clamp(0.0, 1.0)).collect())));
        }
    }
    assert_family("times", &family);
}

/// Where many alike join together the engine counts occurrences and sums their discount factors, one by one below a
/// hundred in a year, as a normal number above: given how many are prevented, the sum has the mean and variance of so many
/// single factors.
///
/// ```text
/// F(s) = ∫ exp(-s t) dt over the window of support,   E v^(k t) = F(1/τ - k ln v)/F(1/τ)
/// ```
#[test]
fn the_present_value_of_many_is_that_of_each() {
    let log = -1.3f64.ln() / 12.0;
    let mut family = Vec::new();
    for (yearly, count) in [(1.6, DRAWS), (4.0, 5_000), (20.0, 5_000)] {
        for (timing, fall) in [("", 0.0), ("timing: {decays: 9 months}, ", 1.0 / 9.0)] {
            for (window, from, to) in [("", 0.0, HORIZON), (", starts_after: 2 months, lasts: 21 months", 2.0, 21.0)] {
                let event = format!(
                    "  fall: {{rate: {yearly}, {timing}unit_cost: £1, paid_by: {{nhs: 100%}}, \
                     support: {{prevents: 90%{window}}}}}\n"
                );
                let (plan, drawn) = scenario("people: 100", &event, "30%", count);
                let integral = |s: f64| if s == 0.0 { to - from } else { ((-s * from).exp() - (-s * to).exp()) / s };
                let mean = integral(fall - log) / integral(fall);
                let variance = integral(fall - 2.0 * log) / integral(fall) - mean * mean;
                let (averted, present) =
                    (column(&plan, &drawn, "events.fall.averted"), column(&plan, &drawn, "total.avoided_pv"));
                let each = averted.iter().zip(present).filter(|(count, _)| **count > 0.0);
                let z: Vec<f64> = each.map(|(count, sum)| (sum - count * mean) / (count * variance).sqrt()).collect();
                let (centre, spread) = moments(&z);
                let n = z.len() as f64;
                let name = format!("{yearly} a year, {timing}{window}");
                // A variance of sums of dozens has the standard error of normal numbers, √(2/n).
                family.push((format!("mean of {name}"), two_sided(centre * n.sqrt())));
                family.push((format!("variance of {name}"), two_sided((spread - 1.0) / (2.0 / n).sqrt())));
            }
        }
    }
    assert_family("present values of many", &family);
}
