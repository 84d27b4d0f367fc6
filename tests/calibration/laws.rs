//! Holds every way to write an uncertain value against a distribution function that does not come from this crate.
//!
//! Each is written in a scenario, drawn as a run draws it, and read off where the journeys read it: so the reader, the
//! construction from mean and sd or from counts, the quantile function, the stream and the clipping are all on trial.

use averted::engine::{self, RunOf};
use averted::model::{Origin, Plan, Sampling};
use chacha20::ChaCha12Rng;
use rand::{RngExt as _, SeedableRng as _};
use statrs::distribution as independent;
use statrs::distribution::ContinuousCDF as _;

use super::judge::{assert_family, uniform};
use super::plans::{plan, plan_beside};

/// A distribution function.
type Cdf = Box<dyn Fn(f64) -> f64>;

/// Where a value stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Probability,
    UnitCost,
    /// A year.
    Rate,
    RelativeRisk,
}

/// A value as written, its law, and the values that come with a probability above 0.
struct Case {
    place: Place,
    written: &'static str,
    cdf: Cdf,
    masses: Vec<(f64, f64)>,
}

/// z of a central 90% interval and of a central 50% one.
const Z90: f64 = 1.644_853_626_951_472_7;
const Z50: f64 = 0.674_489_750_196_081_7;

fn beta(alpha: f64, beta: f64) -> Cdf {
    let law = independent::Beta::new(alpha, beta).expect("a beta");
    Box::new(move |x| law.cdf(x.clamp(0.0, 1.0)))
}

/// α = m(m(1-m)/s² - 1), β = (1-m)(m(1-m)/s² - 1).
fn beta_of(mean: f64, sd: f64) -> Cdf {
    let whole = mean * (1.0 - mean) / (sd * sd) - 1.0;
    beta(mean * whole, (1.0 - mean) * whole)
}

fn gamma(shape: f64, rate: f64) -> Cdf {
    let law = independent::Gamma::new(shape, rate).expect("a gamma");
    Box::new(move |x| law.cdf(x))
}

/// shape = m²/s², rate = m/s².
fn gamma_of(mean: f64, sd: f64) -> Cdf {
    gamma(mean * mean / (sd * sd), mean / (sd * sd))
}

fn normal(mean: f64, sd: f64) -> Cdf {
    let law = independent::Normal::new(mean, sd).expect("a normal");
    Box::new(move |x| law.cdf(x))
}

fn lognormal(location: f64, scale: f64) -> Cdf {
    let law = normal(location, scale);
    Box::new(move |x| if x > 0.0 { law(x.ln()) } else { 0.0 })
}

/// σ² = ln(1 + s²/m²), μ = ln m - σ²/2.
fn lognormal_of(mean: f64, sd: f64) -> Cdf {
    let variance = (1.0 + sd * sd / (mean * mean)).ln();
    lognormal(mean.ln() - variance / 2.0, variance.sqrt())
}

fn truncated(mean: f64, sd: f64, low: f64, high: f64) -> Cdf {
    let law = normal(mean, sd);
    let (from, to) = (law(low), law(high));
    Box::new(move |x| ((law(x) - from) / (to - from)).clamp(0.0, 1.0))
}

fn between(low: f64, high: f64) -> Cdf {
    Box::new(move |x| ((x - low) / (high - low)).clamp(0.0, 1.0))
}

fn triangular(low: f64, mode: f64, high: f64) -> Cdf {
    let law = independent::Triangular::new(low, high, mode).expect("a triangle");
    Box::new(move |x| law.cdf(x))
}

/// Beta(1 + 4(m-l)/(h-l), 1 + 4(h-m)/(h-l)) on l to h.
fn pert(low: f64, mode: f64, high: f64) -> Cdf {
    let law = beta(1.0 + 4.0 * (mode - low) / (high - low), 1.0 + 4.0 * (high - mode) / (high - low));
    Box::new(move |x| law((x - low) / (high - low)))
}

fn logit_normal(low: f64, high: f64, z: f64) -> Cdf {
    let logit = |x: f64| (x / (1.0 - x)).ln();
    let (from, to) = (logit(low), logit(high));
    let law = normal((from + to) / 2.0, (to - from) / 2.0 / z);
    Box::new(move |x| {
        if x <= 0.0 {
            0.0
        } else if x >= 1.0 {
            1.0
        } else {
            law(logit(x))
        }
    })
}

/// The median of a range is the geometric mean of its ends.
fn lognormal_range(low: f64, high: f64, z: f64) -> Cdf {
    lognormal((low * high).ln() / 2.0, (high / low).ln() / 2.0 / z)
}

/// Straight between points (value, probability).
fn straight(points: &'static [(f64, f64)]) -> Cdf {
    Box::new(move |x| {
        let after = points.partition_point(|point| point.0 <= x);
        if after == 0 {
            return 0.0;
        }
        let Some(&(right, above)) = points.get(after) else { return 1.0 };
        let (left, below) = points[after - 1];
        below + (above - below) * (x - left) / (right - left)
    })
}

fn pool(parts: Vec<(f64, Cdf)>) -> Cdf {
    Box::new(move |x| parts.iter().map(|(weight, cdf)| weight * cdf(x)).sum())
}

/// All of it at `value`.
fn point(value: f64) -> Cdf {
    Box::new(move |x| f64::from(u8::from(x >= value)))
}

/// P(R ≤ x), R = Σ wᵢcᵢ/Σ wᵢoᵢ with w ~ Dirichlet(1, …, 1): the chance that Σ aᵢEᵢ ≤ 0, aᵢ = cᵢ - x·oᵢ, E exponential.
///
/// ```text
/// P(Σ aᵢEᵢ > 0) = Σ_{aᵢ > 0} Π_{j ≠ i} aᵢ/(aᵢ - aⱼ)
/// ```
fn dirichlet_ratio(pairs: &'static [(f64, f64)]) -> Cdf {
    Box::new(move |x| {
        let a: Vec<f64> = pairs.iter().map(|(cost, over)| cost - x * over).collect();
        let others = |i: usize| a.iter().enumerate().filter(move |(j, _)| *j != i).map(|(_, other)| other);
        let above = (0..a.len()).filter(|&i| a[i] > 0.0);
        1.0 - above.map(|i| others(i).map(|other| a[i] / (a[i] - other)).product::<f64>()).sum::<f64>()
    })
}

fn shares() -> Vec<Case> {
    let case = |written, cdf| Case { place: Place::Probability, written, cdf, masses: Vec::new() };
    let counted = beta(3.5, 5.5);
    let (year, years) = (beta(5.0, 10.0), beta(0.5, 20.5));
    let with_masses = |written, cdf, masses| Case { masses, ..case(written, cdf) };
    vec![
        case("{beta: {mean: 35%, sd: 10%}}", beta_of(0.35, 0.1)),
        case("{beta: {alpha: 0.6, beta: 2.5}}", beta(0.6, 2.5)),
        case("{beta: {mean: 2%, sd: 1%}}", beta_of(0.02, 0.01)),
        case("{observed: 3 of 8}", beta(3.5, 5.5)),
        case("{observed: 0 of 8}", beta(0.5, 8.5)),
        case("{observed: 8 of 8}", beta(8.5, 0.5)),
        case("{observed: {events: 3, of: 8, prior: {alpha: 2, beta: 5}}}", beta(5.0, 10.0)),
        // Counted over one year, meant over the two of the horizon: p = 1 - (1-p₂)^½.
        case(
            "{observed: {events: 3, of: 8, over: 12 months}}",
            Box::new(move |x| counted(1.0 - (1.0 - x).max(0.0).sqrt())),
        ),
        case(
            "{observed: {events: 3, of: 8, over: 6 months, prior: {alpha: 2, beta: 5}}}",
            Box::new(move |x| year(1.0 - (1.0 - x).max(0.0).powf(0.25))),
        ),
        // Over four years: p = 1 - (1-p₂)².
        case(
            "{observed: {events: 0, of: 20, over: 4 years}}",
            Box::new(move |x| years(1.0 - (1.0 - x).max(0.0).powi(2))),
        ),
        case("{uniform: {low: 5%, high: 45%}}", between(0.05, 0.45)),
        case("{triangular: {low: 10%, mode: 15%, high: 60%}}", triangular(0.1, 0.15, 0.6)),
        case("{pert: {low: 5%, mode: 15%, high: 30%}}", pert(0.05, 0.15, 0.3)),
        case("{normal: {mean: 30%, sd: 40%}}", truncated(0.3, 0.4, 0.0, 1.0)),
        case("{range: {low: 10%, high: 60%}}", logit_normal(0.1, 0.6, Z90)),
        case("{range: {low: 20%, high: 30%, confidence: 50%}}", logit_normal(0.2, 0.3, Z50)),
        case(
            "{quantiles: {10%: 20%, 50%: 30%, 90%: 70%}}",
            straight(&[(0.175, 0.0), (0.2, 0.1), (0.3, 0.5), (0.7, 0.9), (0.8, 1.0)]),
        ),
        // Straight on below 20% it would reach 0 at a probability of 1/8: so much lies at zero.
        with_masses(
            "{quantiles: {20%: 1%, 50%: 5%, 80%: 60%}}",
            straight(&[(0.0, 0.125), (0.01, 0.2), (0.05, 0.5), (0.6, 0.8), (0.6 + 0.55 / 1.5, 1.0)]),
            vec![(0.0, 0.125)],
        ),
        with_masses(
            "{mixture: [{weight: 20%, value: 0%}, {weight: 50%, value: {pert: {low: 10%, mode: 35%, high: 60%}}}, \
             {weight: 30%, value: {beta: {alpha: 2, beta: 3}}}]}",
            pool(vec![(0.2, point(0.0)), (0.5, pert(0.1, 0.35, 0.6)), (0.3, beta(2.0, 3.0))]),
            vec![(0.0, 0.2)],
        ),
        case(
            "{mixture: [{weight: 60%, value: {observed: 2 of 30}}, {weight: 40%, value: {uniform: {low: 50%, high: 90%}}}]}",
            pool(vec![(0.6, beta(2.5, 28.5)), (0.4, between(0.5, 0.9))]),
        ),
        case("{shared: chance, times: 50%}", between(0.2, 0.4)),
        case("{cases: eviction}", beta(6.5, 2.5)),
    ]
}

/// £ and occurrences of the six of eight people in `CASES` who had it.
const PAIRS: [(f64, f64); 6] =
    [(6_000.0, 1.0), (9_500.0, 1.0), (15_000.0, 2.0), (2_300.0, 1.0), (30_100.0, 3.0), (4_200.0, 1.0)];
const CASES: &str = "person,event,occurrences,avoided_cost\nA,eviction,1,6000\nB,eviction,1,9500\nC,eviction,2,15000\n\
                     D,eviction,1,2300\nE,eviction,3,30100\nF,eviction,1,4200\nG,,,\nH,,,\n";

const LIBRARY: &str = "visit: {label: Visit, value: £100, spread: {low: £90, high: £110, is: standard error}, \
                       price_year: 2021/22, paid_by: {nhs: 100%}, source: a schedule, licence: none, status: read}\n\
                       day: {label: Day, value: £700, price_year: 2021/22, paid_by: {nhs: 100%}, source: a schedule, \
                       licence: none, status: read}\n";

fn costs() -> Vec<Case> {
    let case = |written, cdf| Case { place: Place::UnitCost, written, cdf, masses: Vec::new() };
    vec![
        case("{gamma: {mean: £11_000, sd: £3_000}}", gamma_of(11_000.0, 3_000.0)),
        case("{gamma: {mean: £100, sd: £300}}", gamma_of(100.0, 300.0)),
        case("{lognormal: {mean: £4_200, sd: £5_000}}", lognormal_of(4_200.0, 5_000.0)),
        case("{normal: {mean: £500, sd: £600}}", truncated(500.0, 600.0, 0.0, f64::INFINITY)),
        case("{uniform: {low: £1k, high: £1.2k}}", between(1_000.0, 1_200.0)),
        case("{triangular: {low: £100, mode: £900, high: £900}}", triangular(100.0, 900.0, 900.0)),
        case("{pert: {low: £0, mode: £2k, high: £9k}}", pert(0.0, 2_000.0, 9_000.0)),
        case("{range: {low: £2k, high: £32k}}", lognormal_range(2_000.0, 32_000.0, Z90)),
        case("{range: {low: £2k, high: £3k, confidence: 50%}}", lognormal_range(2_000.0, 3_000.0, Z50)),
        case(
            "{quantiles: {5%: 2000, 50%: 5000, 95%: 15000}}",
            straight(&[
                (2_000.0 - 1_000.0 / 3.0, 0.0),
                (2_000.0, 0.05),
                (5_000.0, 0.5),
                (15_000.0, 0.95),
                (15_000.0 + 10_000.0 / 9.0, 1.0),
            ]),
        ),
        case(
            "{mixture: [{weight: 30%, value: {gamma: {mean: £500, sd: £200}}}, {weight: 70%, value: {range: {low: £1k, high: £8k}}}]}",
            pool(vec![(0.3, gamma_of(500.0, 200.0)), (0.7, lognormal_range(1_000.0, 8_000.0, Z90))]),
        ),
        case("{cases: eviction}", dirichlet_ratio(&PAIRS)),
        case("{library: visit}", lognormal_of(100.0, 10.0)),
        case("{library: day, times: {uniform: {low: 10, high: 20}}}", between(7_000.0, 14_000.0)),
        case("{shared: price, times: 80%}", gamma_of(800.0, 240.0)),
    ]
}

fn rates() -> Vec<Case> {
    let case = |written, cdf| Case { place: Place::Rate, written, cdf, masses: Vec::new() };
    vec![
        case("{observed: 12 in 8 person-years}", gamma(12.5, 8.0)),
        case("{observed: 0 in 5 person-years}", gamma(0.5, 5.0)),
        case("{observed: {events: 3, of: 30 person-years, prior: {shape: 2, rate: 4}}}", gamma(5.0, 34.0)),
        case("{gamma: {mean: 1.3 per year, sd: 0.5 per year}}", gamma_of(1.3, 0.5)),
        case("{lognormal: {mean: 0.3 per month, sd: 0.2 per month}}", lognormal_of(3.6, 2.4)),
        case("{normal: {mean: 1, sd: 1}}", truncated(1.0, 1.0, 0.0, f64::INFINITY)),
        case("{uniform: {low: 0.5 per month, high: 1 per month}}", between(6.0, 12.0)),
        case("{pert: {low: 0, mode: 0.5, high: 4}}", pert(0.0, 0.5, 4.0)),
        case("{range: {low: 0.1, high: 2.5}}", lognormal_range(0.1, 2.5, Z90)),
    ]
}

fn risks() -> Vec<Case> {
    let case = |written, cdf| Case { place: Place::RelativeRisk, written, cdf, masses: Vec::new() };
    vec![
        case("{lognormal: {mean: 1.5, sd: 0.3}}", lognormal_of(1.5, 0.3)),
        case("{gamma: {mean: 2, sd: 3}}", gamma_of(2.0, 3.0)),
        case("{triangular: {low: 0.5, mode: 1, high: 4}}", triangular(0.5, 1.0, 4.0)),
    ]
}

fn cases() -> Vec<Case> {
    shares().into_iter().chain(costs()).chain(rates()).chain(risks()).collect()
}

/// One event for each case, in order.
fn scenario(cases: &[Case]) -> Plan {
    let (mut events, mut risks) = (String::new(), String::new());
    for (index, Case { place, written, .. }) in cases.iter().enumerate() {
        let (how, cost) = match place {
            Place::Probability => (format!("probability: {written}"), "£1".to_owned()),
            Place::UnitCost => ("rate: 1".to_owned(), (*written).to_owned()),
            Place::Rate => (format!("rate: {written}"), "£1".to_owned()),
            Place::RelativeRisk => {
                risks += &format!("e{index}: {written}, ");
                ("rate: 1".to_owned(), "£1".to_owned())
            }
        };
        events += &format!("  e{index}: {{{how}, unit_cost: {cost}, paid_by: {{nhs: 100%}}}}\n");
    }
    plan_beside(
        &format!(
            "title: Laws\nhorizon: 24 months\nprice_base: 2021/22\nlibrary: costs.yaml\ncases: cases.csv\n\
             cohort: {{people: 1, segments: {{all: {{share: 100%, relative_risk: {{{risks}default: 1}}}}}}}}\n\
             payers: {{nhs: {{label: NHS}}}}\nshared:\n  chance: {{uniform: {{low: 40%, high: 80%}}}}\n  \
             price: {{gamma: {{mean: £1k, sd: £300}}}}\nevents:\n{events}"
        ),
        &[("costs.yaml", LIBRARY), ("cases.csv", CASES)],
    )
}

/// The value of a case in a draw, where the journeys read it; rates a year.
fn value(plan: &Plan, place: Place, event: usize, theta: &[f64]) -> f64 {
    let described = &plan.base.events[event];
    match (place, &described.origin) {
        (Place::Probability, Origin::Probability(term)) => term.value(theta),
        (Place::UnitCost, _) => described.unit_cost.value(theta),
        (Place::Rate, Origin::Rate(term)) => 12.0 * term.value(theta),
        (Place::RelativeRisk, _) => plan.base.cohort.segments[0].relative_risk[event].value(theta),
        _ => panic!("event {event} is not what was written"),
    }
}

/// The rank of a value under its law, anywhere within a mass that it hits.
fn rank(case: &Case, value: f64, random: &mut ChaCha12Rng) -> f64 {
    let above = (case.cdf)(value);
    let mass = case.masses.iter().find(|mass| mass.0 == value).map_or(0.0, |mass| mass.1);
    (above - mass * random.random::<f64>()).clamp(0.0, 1.0)
}

fn ranks(plan: &Plan, cases: &[Case], thetas: &[Vec<f64>]) -> Vec<(String, f64)> {
    let mut random = ChaCha12Rng::seed_from_u64(5);
    let of = |(event, case): (usize, &Case)| {
        let ranks = thetas.iter().map(|theta| rank(case, value(plan, case.place, event, theta), &mut random));
        (case.written.to_owned(), uniform(ranks.collect()))
    };
    cases.iter().enumerate().map(of).collect()
}

/// 30,000 draws of one run: the distance that fails with certainty is about 2% of probability.
#[test]
fn every_way_to_write_a_value_is_drawn_by_its_law() {
    let cases = cases();
    let plan = scenario(&cases);
    let draws = engine::evidence(&plan, RunOf::Headline, 30_000);
    let thetas: Vec<Vec<f64>> = (0..draws.count).map(|draw| draws.theta(draw).to_vec()).collect();
    assert_family("laws, random draws", &ranks(&plan, &cases, &thetas));
}

/// One Sobol point by itself is uniform over seeds: here the 38th, of 4,000 seeds.
#[test]
fn a_sobol_point_is_drawn_by_the_same_law() {
    let cases = cases();
    let mut plan = scenario(&cases);
    plan.simulation.sampling = Sampling::Sobol;
    let of = |seed: u64| {
        plan.simulation.seed = seed;
        engine::evidence(&plan, RunOf::Headline, 38).theta(37).to_vec()
    };
    let thetas: Vec<Vec<f64>> = (0..4_000).map(of).collect();
    assert_family("laws, Sobol points", &ranks(&plan, &cases, &thetas));
}

/// Correlated values go through another door: each keeps its law, and each pair its rank correlation.
#[test]
fn correlated_values_keep_their_laws_and_their_rank_correlation() {
    const DRAWS: usize = 30_000;
    let rhos = [(0, 1, 0.7), (0, 2, -0.4), (1, 2, 0.1)];
    let written = ["{observed: 3 of 8}", "{gamma: {mean: £11_000, sd: £3_000}}", "{observed: 12 in 8 person-years}"];
    let paths = ["events.e0.probability", "events.e1.unit_cost", "events.e2.rate"];
    let pairs: Vec<String> =
        rhos.iter().map(|(i, j, rho)| format!("{{between: [{}, {}], rho: {rho}}}", paths[*i], paths[*j])).collect();
    let plan = plan(&format!(
        "title: Correlated\nhorizon: 24 months\ncohort: {{people: 1}}\npayers: {{nhs: {{label: NHS}}}}\nevents:\n  \
         e0: {{probability: {}, unit_cost: £1, paid_by: {{nhs: 100%}}}}\n  \
         e1: {{rate: 1, unit_cost: {}, paid_by: {{nhs: 100%}}}}\n  \
         e2: {{rate: {}, unit_cost: £1, paid_by: {{nhs: 100%}}}}\ncorrelations: [{}]\n",
        written[0],
        written[1],
        written[2],
        pairs.join(", ")
    ));
    let laws = [beta(3.5, 5.5), gamma_of(11_000.0, 3_000.0), gamma(12.5, 8.0)];
    let draws = engine::evidence(&plan, RunOf::Headline, DRAWS);
    let places = [Place::Probability, Place::UnitCost, Place::Rate];
    let columns: Vec<Vec<f64>> = (0..3)
        .map(|event| {
            (0..DRAWS).map(|draw| laws[event](value(&plan, places[event], event, draws.theta(draw)))).collect()
        })
        .collect();
    let family: Vec<(String, f64)> =
        written.iter().zip(&columns).map(|(written, ranks)| ((*written).to_owned(), uniform(ranks.clone()))).collect();
    assert_family("correlated laws", &family);
    for (i, j, rho) in rhos {
        // Spearman's correlation is Pearson's of the ranks; its standard error is at most 1/√n, and 4.5 are allowed.
        let found = columns[i].iter().zip(&columns[j]).map(|(a, b)| (a - 0.5) * (b - 0.5)).sum::<f64>() * 12.0;
        let found = found / DRAWS as f64;
        assert!((found - rho).abs() < 4.5 / (DRAWS as f64).sqrt(), "{i} {j}: {found} against {rho}");
    }
}
