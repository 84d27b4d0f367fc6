//! Calibrates what is believed after counts and after a published mean, by ranks (Talts et al. 2018).
//!
//! A truth is drawn from the prior, data from the truth, the program is told the prior and the data, and the truth must
//! fall anywhere among its draws alike: too narrow, too wide or shifted posteriors make the ranks uneven.

use std::collections::HashMap;

use averted::engine::{self, RunOf, Silent};
use averted::estimate::{Identity, Options, Watch, evidence, expect};
use averted::model::{Origin, Plan};
use chacha20::ChaCha12Rng;
use rand::SeedableRng as _;
use rand_distr::{Beta, Binomial, Distribution as _, Gamma, Normal, Poisson};

use super::judge::{assert_family, uniform};
use super::plans::{column, draws, plan};

/// Draws among which a truth is ranked, and truths of each prior.
const AMONG: usize = 99;
const TRUTHS: usize = 4_000;

/// Draws of the rate or probability of a scenario, rates a year; of how many times as often it comes with support, where that
/// changes.
fn drawn(written: &str, count: usize) -> Vec<f64> {
    let plan = plan(&format!(
        "title: Posterior\nhorizon: 24 months\ncohort: {{people: 1}}\npayers: {{nhs: {{label: NHS}}}}\n\
         events: {{fall: {{{written}, unit_cost: £1, paid_by: {{nhs: 100%}}}}}}\n"
    ));
    let drawn = engine::evidence(&plan, RunOf::Headline, count);
    let effect = &plan.base.events[0].support.prevents;
    let value = |draw| match &plan.base.events[0].origin {
        _ if effect.certain().is_none() => 1.0 - effect.value(drawn.theta(draw)),
        Origin::Probability(term) => term.value(drawn.theta(draw)),
        Origin::Rate(term) => 12.0 * term.value(drawn.theta(draw)),
        Origin::None => panic!("nothing is drawn"),
    };
    (0..count).map(value).collect()
}

/// Ranks truths among fresh draws of their posteriors; `truth` gives a truth and the data as written.
fn ranks(truth: impl FnMut(&mut ChaCha12Rng) -> (f64, String)) -> f64 {
    ranks_of(TRUTHS, truth)
}

/// The same of so many truths.
fn ranks_of(count: usize, mut truth: impl FnMut(&mut ChaCha12Rng) -> (f64, String)) -> f64 {
    let mut random = ChaCha12Rng::seed_from_u64(9);
    let truths: Vec<(f64, String)> = (0..count).map(|_| truth(&mut random)).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (_, written) in &truths {
        *times.entry(written).or_default() += 1;
    }
    let mut posteriors: HashMap<&str, Vec<f64>> =
        times.into_iter().map(|(written, times)| (written, drawn(written, AMONG * times))).collect();
    let ranks = truths.iter().map(|(truth, written)| {
        let left = posteriors.get_mut(written.as_str()).expect("drawn above");
        let among = left.split_off(left.len() - AMONG);
        let below = among.iter().filter(|value| *value < truth).count();
        // The midpoint of the rank's step: with 100 steps the Kolmogorov distance errs by half of 1%, downwards.
        (below as f64 + 0.5) / (AMONG + 1) as f64
    });
    uniform(ranks.collect())
}

fn beta(a: f64, b: f64) -> Beta<f64> {
    Beta::new(a, b).expect("a beta")
}

fn gamma(shape: f64, rate: f64) -> Gamma<f64> {
    Gamma::new(shape, 1.0 / rate).expect("a gamma")
}

fn out_of(n: u64, p: f64, random: &mut ChaCha12Rng) -> u64 {
    Binomial::new(n, p).expect("a binomial").sample(random)
}

fn within(mean: f64, random: &mut ChaCha12Rng) -> u64 {
    if mean > 0.0 { Poisson::new(mean).expect("a Poisson law").sample(random) as u64 } else { 0 }
}

#[test]
fn truths_fall_anywhere_among_their_posteriors() {
    let family = vec![
        (
            "k of 8, Jeffreys".to_owned(),
            ranks(|random| {
                let p = beta(0.5, 0.5).sample(random);
                (p, format!("probability: {{observed: {} of 8}}", out_of(8, p, random)))
            }),
        ),
        (
            "k of 25, a stated prior".to_owned(),
            ranks(|random| {
                let p = beta(2.0, 5.0).sample(random);
                let k = out_of(25, p, random);
                (p, format!("probability: {{observed: {{events: {k}, of: 25, prior: {{alpha: 2, beta: 5}}}}}}"))
            }),
        ),
        (
            // The truth within two years of a chance counted within one.
            "k of 12 over a year".to_owned(),
            ranks(|random| {
                let p = beta(1.0, 3.0).sample(random);
                let k = out_of(12, p, random);
                let counts = format!("{{events: {k}, of: 12, over: 12 months, prior: {{alpha: 1, beta: 3}}}}");
                (1.0 - (1.0 - p).powi(2), format!("probability: {{observed: {counts}}}"))
            }),
        ),
        (
            "k in 8 person-years, a stated prior".to_owned(),
            ranks(|random| {
                let rate = gamma(2.0, 4.0).sample(random);
                let k = within(8.0 * rate, random);
                (rate, format!("rate: {{observed: {{events: {k}, of: 8 person-years, prior: {{shape: 2, rate: 4}}}}}}"))
            }),
        ),
        (
            // Jeffreys' prior of a rate has no draws; what it makes of 2 in 5 person-years is the prior of 6 more.
            "k more in 6 person-years, Jeffreys".to_owned(),
            ranks(|random| {
                let rate = gamma(2.5, 5.0).sample(random);
                let k = 2 + within(6.0 * rate, random);
                (rate, format!("rate: {{observed: {k} in 11 person-years}}"))
            }),
        ),
    ];
    assert_family("ranks in posteriors of counts", &family);
}

/// Counts of two groups of ten, of which the second had some; conditions on data leave ranks as they are.
fn two_groups(random: &mut ChaCha12Rng) -> ([f64; 2], [String; 2]) {
    loop {
        let chances = [beta(4.0, 6.0).sample(random), beta(5.0, 4.0).sample(random)];
        let [with, without] = chances.map(|p| out_of(10, p, random));
        let counts = |k, a, b| format!("{{observed: {{events: {k}, of: 10, prior: {{alpha: {a}, beta: {b}}}}}}}");
        if without > 0 {
            return (chances, [counts(with, 4, 6), counts(without, 5, 4)]);
        }
    }
}

#[test]
fn true_ratios_fall_anywhere_among_what_two_groups_say() {
    // What is above ten is held at ten.
    let family = vec![
        (
            "two groups".to_owned(),
            ranks(|random| {
                let ([with, without], counts) = two_groups(random);
                let compared = format!("{{compared: {{with: {}, without: {}}}}}", counts[0], counts[1]);
                ((with / without).min(10.0), format!("probability: 30%, support: {{prevents: {compared}}}"))
            }),
        ),
        (
            "one group against the event's own chance".to_owned(),
            ranks(|random| {
                let ([with, without], counts) = two_groups(random);
                let compared = format!("{{compared: {{with: {}}}}}", counts[0]);
                let written = format!("probability: {}, support: {{prevents: {compared}}}", counts[1]);
                ((with / without).min(10.0), written)
            }),
        ),
    ];
    assert_family("ranks in ratios of two groups", &family);
}

/// A flat prior of μ has no draws, but shifts with the data: ranks at any one μ are those at all. 1,000 truths see a
/// distance of 6% of probability.
#[test]
fn true_ratios_fall_anywhere_among_what_several_studies_say() {
    const ERRORS: [f64; 4] = [0.15, 0.2, 0.3, 0.4];
    let of = |predicts: &str, is_new: bool| {
        ranks_of(1_000, |random| {
            let normal = Normal::new(0.0, 1.0).expect("a normal");
            let mut score = |sd: f64| sd * normal.sample(&mut *random);
            let tau = std::iter::repeat_with(|| score(0.5).abs()).find(|tau| *tau <= 1.5).expect("most are");
            let studies = ERRORS.map(|error| (score(tau) + score(error)).exp());
            let truth = if is_new { score(tau) } else { 0.0 };
            let studies = studies.iter().zip(ERRORS).enumerate().map(|(index, (ratio, error))| {
                format!("{{label: {index}, risk_ratio: {{estimate: {ratio:.9}, se_log: {error}}}}}")
            });
            let studies = studies.collect::<Vec<_>>().join(", ");
            let meta = format!("{{meta: {{predicts: {predicts}, studies: [{studies}]}}}}");
            (truth.exp().min(10.0), format!("rate: 1, support: {{prevents: {meta}}}"))
        })
    };
    let family = [("one more place", of("new_place", true)), ("the average", of("average", false))];
    assert_family("ranks in meta-analyses", &family.map(|(name, p)| (name.to_owned(), p)));
}

/// What `averted evidence --update` believes after the mean of eight people, when the truth and those eight come from its
/// own prior: where the true avoided cost per person falls in its posterior.
///
/// The posterior of each truth is read between those of the nearest of sixteen published means. 300 truths
/// can see a distance of about 12% of probability.
#[test]
#[ignore = "takes a minute or two"]
fn truths_fall_anywhere_in_what_is_believed_after_a_published_mean() {
    const STUDIES: usize = 300;
    const GRID: usize = 16;
    let truths = told(1_000.0, 77, STUDIES);
    let drawn = draws(&truths);
    let found = column(&truths, &drawn, "published.model");
    let exact = expect(&truths, &drawn, RunOf::Headline).per_person;
    let mut sorted = found.to_vec();
    sorted.sort_by(f64::total_cmp);
    let nodes: Vec<f64> = (0..GRID).map(|node| sorted[node * (STUDIES - 1) / (GRID - 1)]).collect();
    let curves: Vec<Vec<f64>> = nodes.iter().map(|mean| believed(*mean)).collect();
    let rank = |node: usize, truth: f64| {
        curves[node].iter().filter(|value| **value < truth).count() as f64 / curves[node].len() as f64
    };
    let ranks = found.iter().zip(&exact).map(|(found, truth)| {
        let after = nodes.partition_point(|node| node <= found).clamp(1, GRID - 1);
        let (left, right) = (nodes[after - 1], nodes[after]);
        let part = (found - left) / (right - left);
        (1.0 - part) * rank(after - 1, *truth) + part * rank(after, *truth)
    });
    assert_family("ranks after a published mean", &[("truth".to_owned(), uniform(ranks.collect()))]);
}

/// Eight people were found to have avoided `mean` each.
fn told(mean: f64, seed: u64, draws: usize) -> Plan {
    plan(&format!(
        "title: Update\nhorizon: 12 months\ndiscount_rate: 0%\ncohort: {{people: 50}}\n\
         payers: {{nhs: {{label: NHS}}}}\nevents:\n  fall: {{rate: {{gamma: {{mean: 1.5, sd: 0.8}}}}, \
         unit_cost: {{lognormal: {{mean: £2k, sd: £600}}}}, varies: {{gamma: {{cv: 60%}}}}, paid_by: {{nhs: 100%}}, \
         support: {{prevents: {{beta: {{mean: 45%, sd: 15%}}}}}}}}\n\
         published: {{people: 8, mean_avoided: £{mean:.4}}}\nsimulation: {{draws: {draws}, seed: {seed}}}\n"
    ))
}

/// Quantiles of the avoided cost per person after that, at even steps.
fn believed(mean: f64) -> Vec<f64> {
    let identity = Identity::default();
    let watch = Watch { progress: &Silent, next: &|_| {} };
    let learnt = evidence(&told(mean, 1, 1_500), &identity, Options { update: true }, &watch);
    learnt.expect("a mean that the model can produce").update.expect("what was asked for").per_person.posterior_curve
}
