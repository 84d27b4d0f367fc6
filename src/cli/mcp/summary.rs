//! Chooses what of the answer of each tool is given beside its words: key figures, how it was drawn, and warnings.

use serde_json::{Value, json};

use super::digest;
use super::tool::Tool;
use crate::cli::args::Written;
use crate::cli::written::described;
use crate::dictionary::rows;

/// The key figures of a run.
const RUN: &[&str] = &[
    "total.avoided",
    "total.avoided_pv",
    "total.cashable",
    "total.social_value_pv",
    "total.probability_harm",
    "per_person.cohort",
    "programme.cost_summary",
    "programme.net_pv",
    "programme.bcr",
    "programme.probability_net_positive",
    "targets.*.value",
    "targets.*.probability",
];

/// Those of a stress test.
const STRESS: &[&str] = &[
    "targets.*.target.probability",
    "targets.*.target.mean_shortfall",
    "targets.*.prudent[].amount",
    "targets.*.people.needed.*.people",
    "switching.net_pv",
    "switching.inputs[].net",
    "shocks[].avoided.difference",
];

/// Those of the drivers.
const DRIVERS: &[&str] = &[
    "tornado.bars[].swing",
    "sobol.inputs[].first_order",
    "decisions.*.pays",
    "decisions.*.payoff",
    "decisions.*.evpi",
];

/// Those of a comparison.
const COMPARE: &[&str] = &[
    "scenarios[].avoided",
    "scenarios[].net_pv",
    "against_first[].avoided.difference.difference",
    "against_first[].avoided.other_beats",
    "against_first[].net_pv.difference.difference",
    "against_first[].net_pv.other_beats",
];

/// What is given beside the words of an answer, and they themselves.
pub(super) fn of(tool: Tool, words: &str, whole: &Value) -> Value {
    let (written, paths) = match tool {
        Tool::Stress => (Written::Stress, STRESS),
        Tool::Drivers => (Written::Drivers, DRIVERS),
        Tool::Compare => (Written::Compare, COMPARE),
        _ => (Written::Results, RUN),
    };
    let figures = digest::figures(whole, &rows(&described(written).1), paths);
    json!({"words": words, "figures": figures, "run": whole["run"], "warnings": warnings(whole)})
}

/// What the reader must be told of; a comparison says it in sentences.
fn warnings(whole: &Value) -> Vec<Value> {
    let list = |name: &str| whole.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let notes = list("notes").iter().map(|note| json!({"text": note}));
    list("warnings").iter().cloned().chain(notes).collect()
}
