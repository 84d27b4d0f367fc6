//! Holds scrambled Sobol draws of the evidence to their promise: the same answers as random draws, smaller errors, and
//! errors that are honest. benches/sobol.py prints the factors that README.md names.

use std::fs;
use std::path::Path;
use std::process::Command;

use averted::engine::{self, Draws, RunOf, Silent, simulate};
use averted::estimate::{Strata, Summary, summarise};
use averted::expectation::{Expectation, Expected};
use averted::model::{Plan, Sampling, Total};

/// Student's t for 95% with 15 degrees of freedom, those of 16 randomisations.
const T_15: f64 = 2.131_45;

/// Five uncertain values, two of them bent; the expected avoided cost per person is 1.3·2·0.35·£2,000·0.8 = £1,456.
const TOWN: &str = "
title: Town
horizon: 24 months
discount_rate: 0%
cohort: {people: 3, engagement: {uniform: {low: 70%, high: 90%}}}
payers: {nhs: {label: NHS}}
events:
  fall: {rate: {gamma: {mean: 1.3, sd: 0.5}}, unit_cost: {lognormal: {mean: £2k, sd: £800}}, paid_by: {nhs: 100%},
         support: {prevents: {beta: {mean: 35%, sd: 12%}}}}
simulation: {draws: 96}
";
const TRUTH: f64 = 1_456.0;

fn town(sampling: Sampling) -> Plan {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("town.yaml");
    fs::write(&path, TOWN).expect("a scenario on disk");
    let mut plan = averted::run::plan(&path, &[]).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    plan.simulation.sampling = sampling;
    plan
}

fn havering(sampling: Sampling) -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/havering.yaml");
    let mut plan = averted::run::plan(&path, &[]).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    plan.simulation.sampling = sampling;
    plan
}

/// μ, the expected avoided cost per person, of the first `count` draws.
fn expected(plan: &Plan, count: usize) -> (Draws, Vec<f64>) {
    let draws = engine::evidence(plan, RunOf::Headline, count);
    let models: Vec<_> =
        if plan.weighted { plan.views.iter().map(|view| &view.model).collect() } else { vec![&plan.base] };
    let exact: Vec<Expectation> = models.iter().map(|model| Expectation::new(plan, model)).collect();
    let avoided = plan.measures.total(Total::Avoided);
    let per_person = engine::in_chunks(count, 64, |part| {
        let mut found = Expected::default();
        part.map(|draw| {
            let view = draws.view.get(draw).copied().unwrap_or(0);
            exact[view].at(draws.theta(draw), &mut found);
            found.mean[avoided] / models[view].cohort.people as f64
        })
        .collect::<Vec<_>>()
    })
    .concat();
    (draws, per_person)
}

fn summary(draws: &Draws, values: &[f64]) -> Summary {
    summarise(values, &Strata::of(draws), 0.95).expect("a value")
}

fn moments(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    (mean, (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0)).sqrt())
}

#[test]
fn both_samplings_agree_and_sobol_knows_better() {
    let of = |sampling| {
        let (draws, per_person) = expected(&havering(sampling), 4_000);
        summary(&draws, &per_person)
    };
    let (random, sobol) = (of(Sampling::Random), of(Sampling::Sobol));
    assert!((random.mean - sobol.mean).abs() < 4.0 * random.mcse.hypot(sobol.mcse), "{} {}", random.mean, sobol.mean);
    // An error from 16 randomisations is within a factor of two of the truth 999 times in 1,000.
    assert!(sobol.mcse < random.mcse / 2.0, "{} {}", random.mcse, sobol.mcse);
    for (one, other) in random.quantiles.iter().zip(&sobol.quantiles) {
        assert!((one.value - other.value).abs() <= 4.0 * one.mcse.hypot(other.mcse), "{one:?} {other:?}");
    }
}

#[test]
fn every_view_by_itself_is_known_better() {
    let of = |sampling| {
        let plan = havering(sampling);
        let (draws, per_person) = expected(&plan, 4_000);
        let views = (0..plan.views.len()).map(|view| {
            let values: Vec<f64> = per_person
                .iter()
                .zip(&draws.view)
                .map(|(value, own)| if *own == view { *value } else { f64::NAN })
                .collect();
            let one = Draws { view: Vec::new(), ..draws.clone() };
            summary(&one, &values)
        });
        views.collect::<Vec<_>>()
    };
    for (random, sobol) in of(Sampling::Random).iter().zip(&of(Sampling::Sobol)) {
        assert!(
            (random.mean - sobol.mean).abs() < 4.0 * random.mcse.hypot(sobol.mcse),
            "{} {}",
            random.mean,
            sobol.mean
        );
        // A sequence of each view's own; one sequence for all, cut up by view, would not do this.
        assert!(sobol.mcse < random.mcse / 1.5, "{} {}", random.mcse, sobol.mcse);
    }
}

/// How many of `seeds` nominal 95% intervals hold the exact mean, and the ratio of mean stated to true variance of the mean.
fn coverage(seeds: u64, values: impl Fn(&Plan) -> (Draws, Vec<f64>)) -> (f64, f64) {
    let mut plan = town(Sampling::Sobol);
    let (mut means, mut stated, mut held) = (Vec::new(), 0.0, 0.0);
    for seed in 0..seeds {
        plan.simulation.seed = seed;
        let (draws, values) = values(&plan);
        let found = summary(&draws, &values);
        means.push(found.mean);
        stated += found.mcse * found.mcse / seeds as f64;
        held += f64::from(u8::from((found.mean - TRUTH).abs() <= T_15 * found.mcse)) / seeds as f64;
    }
    let (mean, sd) = moments(&means);
    assert!((mean - TRUTH).abs() < 4.0 * sd / (seeds as f64).sqrt(), "{mean} ± {sd}");
    (held, stated / (sd * sd))
}

/// With 2,000 seeds the standard error of a coverage of 95% is half a point; half a point more is left for the skewness of
/// what is averaged. (With 10,000 seeds: 92.9% of 64 draws, where random draws have 93.5%; 94.5% of 256; 94.3% of 1,024.)
#[test]
fn intervals_of_the_expected_mean_keep_their_promise() {
    for count in [90, 256, 1_024] {
        let (held, ratio) = coverage(2_000, |plan| expected(plan, count));
        println!("K = {count}: {:.1}% of 95% intervals, variance stated/true {ratio:.2}", 100.0 * held);
        assert!((held - 0.95).abs() < 0.02, "K = {count}: {held}");
        // The standard error of a variance from 2,000 means is 3%; four of them.
        assert!((ratio - 1.0).abs() < 0.13, "K = {count}: {ratio}");
    }
}

#[test]
fn intervals_of_a_simulated_mean_keep_their_promise() {
    let (held, ratio) = coverage(2_000, |plan| {
        let draws = simulate(plan, RunOf::Headline, &Silent).expect("nothing cancels the run");
        let avoided = draws.columns[plan.measures.total(Total::Avoided)].iter().map(|total| total / 3.0).collect();
        (draws, avoided)
    });
    println!("simulated, K = 96: {:.1}% of 95% intervals, variance stated/true {ratio:.2}", 100.0 * held);
    assert!((held - 0.95).abs() < 0.02, "{held}");
    assert!((ratio - 1.0).abs() < 0.13, "{ratio}");
}

/// Errors of quantiles, against how much these differ between 300 seeds: a standard error of 4%. Halved distances of order
/// statistics, rounded outwards, state up to a quarter too much.
#[test]
fn errors_of_quantiles_are_those_seen_between_seeds() {
    let mut plan = town(Sampling::Sobol);
    let probabilities = [0.1, 0.5, 0.9];
    let mut seen = vec![Vec::new(); 3];
    let mut stated = [0.0; 3];
    for seed in 0..300 {
        plan.simulation.seed = seed;
        let (draws, values) = expected(&plan, 1_024);
        let found = summary(&draws, &values);
        for (place, p) in probabilities.into_iter().enumerate() {
            let quantile = found.quantile(p).expect("a quantile that is kept");
            seen[place].push(quantile.value);
            stated[place] += quantile.mcse.powi(2) / 300.0;
        }
    }
    for (place, p) in probabilities.into_iter().enumerate() {
        let sd = moments(&seen[place]).1;
        println!("quantile {p}: sd between seeds {sd:.3}, stated {:.3}", stated[place].sqrt());
        let ratio = stated[place].sqrt() / sd;
        assert!((0.85..1.35).contains(&ratio), "{p}: stated/seen {ratio}");
    }
}

#[test]
fn a_long_run_begins_with_the_shorter_one() {
    let of = |draws: usize| {
        let mut plan = havering(Sampling::Sobol);
        plan.simulation.draws = draws;
        simulate(&plan, RunOf::Headline, &Silent).expect("nothing cancels the run")
    };
    let (short, long) = (of(100), of(700));
    assert_eq!(short.theta, long.theta[..short.theta.len()]);
    let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    for (short, long) in short.columns.iter().zip(&long.columns) {
        assert_eq!(bits(short), bits(&long[..100]));
    }
}

#[test]
fn every_file_has_the_same_bytes_on_1_2_and_7_threads() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let results = |threads: &str| {
        let output = folder.path().join(threads);
        let status = Command::new(env!("CARGO_BIN_EXE_averted"))
            .args(["run", "scenarios/havering.yaml", "--draws", "300", "--set", "simulation.sampling=sobol"])
            .args(["--quiet", "--threads", threads, "--output"])
            .arg(&output)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()
            .expect("the program runs");
        assert!(status.success());
        ["results.json", "draws.csv"].map(|name| fs::read(output.join(name)).expect("a file"))
    };
    let one = results("1");
    assert!(one == results("2") && one == results("7"));
}

#[test]
fn check_says_how_the_evidence_is_drawn_and_what_is_beyond_the_points() {
    use std::fmt::Write as _;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("many.yaml");
    let mut text = "title: Many\nhorizon: 12 months\ncohort: {people: 5}\npayers: {nhs: {label: NHS}}\n\
                    simulation: {draws: 32, sampling: sobol}\nevents:\n"
        .to_owned();
    for event in 0..150 {
        let value = "{uniform: {low: 10%, high: 20%}}";
        writeln!(text, "  e{event}: {{probability: {value}, unit_cost: £1k, paid_by: {{nhs: 100%}}, support: {{prevents: {value}}}}}")
            .expect("text");
    }
    fs::write(&path, text).expect("a scenario on disk");
    let said = |scenario: &Path| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_averted")).arg("check").arg(scenario).output().expect("the program runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let many = said(&path);
    assert!(many.contains("drawn by scrambled Sobol points, which cover it more evenly than random draws, in 16 independent randomisations"));
    // 300 uncertain values, 255 dimensions beside the view.
    assert!(
        many.contains("The last 45 uncertain values are beyond the dimensions of the points and are drawn at random.")
    );
    let town = folder.path().join("town.yaml");
    fs::write(&town, TOWN).expect("a scenario on disk");
    assert!(!said(&town).contains("Sobol"));
}
