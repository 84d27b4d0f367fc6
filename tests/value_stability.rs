//! Pins the draws: the same bytes on any number of threads, a longer run begins with the shorter one, and the numbers of
//! one event stay as they are when another changes.

use std::fs;
use std::path::Path;
use std::process::Command;

use averted::engine::{Draws, RunOf, Silent, simulate};
use averted::model::{EventMeasure, Plan, Total};

fn plan(sets: &[&str]) -> Plan {
    let sets: Vec<String> = sets.iter().map(ToString::to_string).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/havering.yaml");
    averted::run::plan(&path, &sets).unwrap_or_else(|faults| panic!("{}", faults.render(false)))
}

fn draws(plan: &Plan) -> Draws {
    simulate(plan, RunOf::Headline, &Silent).expect("nothing cancels the run")
}

#[test]
fn every_file_has_the_same_bytes_on_1_2_and_7_threads() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let files = |threads: &str| {
        let output = folder.path().join(threads);
        let status = Command::new(env!("CARGO_BIN_EXE_averted"))
            .args(["run", "scenarios/havering.yaml", "--draws", "300", "--quiet", "--threads", threads, "--output"])
            .arg(&output)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()
            .expect("the program runs");
        assert!(status.success());
        let mut names: Vec<_> =
            fs::read_dir(&output).expect("results").map(|entry| entry.expect("a file").path()).collect();
        names.retain(|path| path.is_file());
        names.sort();
        names
            .into_iter()
            .map(|path| (path.file_name().map(ToOwned::to_owned), fs::read(&path).expect("a file")))
            .collect::<Vec<_>>()
    };
    let one = files("1");
    assert!(one.len() >= 2, "results.json and draws.csv");
    assert_eq!(one, files("2"));
    assert_eq!(one, files("7"));
}

#[test]
fn a_long_run_begins_with_the_shorter_one() {
    let (short, long) = (draws(&plan(&["simulation.draws=100"])), draws(&plan(&["simulation.draws=700"])));
    assert_eq!(short.theta, long.theta[..short.theta.len()]);
    for (short, long) in short.columns.iter().zip(&long.columns) {
        // Bits, because a draw with nobody in a segment holds NaN.
        let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(short), bits(&long[..100]));
    }
}

#[test]
fn changing_one_event_leaves_the_others_as_they_were() {
    let base = plan(&["simulation.draws=200"]);
    let changed = plan(&[
        "simulation.draws=200",
        "events.unplanned_admission.rate=x2",
        "events.unplanned_admission.unit_cost=£9k",
    ]);
    let (before, after) = (draws(&base), draws(&changed));
    for (index, event) in base.base.events.iter().enumerate() {
        let measure = base.measures.event(index, EventMeasure::AvoidedPv);
        let same = before.columns[measure] == after.columns[measure];
        assert_eq!(same, event.id != "unplanned_admission", "{}", event.id);
    }
}

#[test]
fn scaling_every_unit_cost_scales_every_draw() {
    let (base, dear) = (plan(&["simulation.draws=100"]), plan(&["simulation.draws=100", "events.*.unit_cost=x1.2"]));
    let avoided = base.measures.total(Total::Avoided);
    for (before, after) in draws(&base).columns[avoided].iter().zip(&draws(&dear).columns[avoided]) {
        // 1e-12: rounding of sums of some thousand terms.
        assert!((after - 1.2 * before).abs() <= 1e-12 * before.abs().max(1e6), "{before} {after}");
    }
}

#[test]
fn the_first_draws_are_pinned() {
    // Another value here is a value-breaking change and needs a line of its own in CHANGELOG.md.
    let plan = plan(&["simulation.draws=3"]);
    let found: Vec<String> =
        draws(&plan).columns[plan.measures.total(Total::Avoided)].iter().map(|value| format!("{value:.4}")).collect();
    assert_eq!(found, PINNED);
}

const PINNED: [&str; 3] = ["448354.3898", "1368625.0949", "181106.4251"];
