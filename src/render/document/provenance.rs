//! States what anybody needs to make the same numbers again.

use crate::estimate::Results;
use crate::render::number::{months, plain_share, score, whole};
use crate::render::words::discounted_by;

/// Name and value of everything that the numbers follow from.
#[must_use]
pub fn provenance(results: &Results) -> Vec<(String, String)> {
    let (scenario, run) = (&results.scenario, &results.run);
    let mut facts = vec![
        ("Program".to_owned(), format!("{} {}", results.generator.name, results.generator.version)),
        ("Scenario file".to_owned(), scenario.file.clone()),
        ("SHA-256 of that file".to_owned(), scenario.sha256.clone()),
        ("Fingerprint of all inputs".to_owned(), scenario.fingerprint.clone()),
        ("Seed".to_owned(), run.seed.to_string()),
        ("Draws of the evidence".to_owned(), whole(run.draws)),
        ("People".to_owned(), whole(scenario.people)),
        ("Journeys simulated".to_owned(), whole(run.journeys)),
        ("Followed after joining".to_owned(), months(scenario.horizon_months)),
        ("Discount rate".to_owned(), discounted_by(scenario)),
        ("Prices".to_owned(), scenario.price_base.clone().unwrap_or_else(|| "as written".to_owned())),
        ("Intervals".to_owned(), plain_share(run.level)),
    ];
    if !scenario.changes.is_empty() {
        facts.insert(2, ("Changed for this run".to_owned(), scenario.changes.join("; ")));
    }
    if let Some(starts) = &scenario.starts {
        let people = facts.iter().position(|(name, _)| name == "Followed after joining").unwrap_or(facts.len());
        facts.insert(people, ("Programme starts".to_owned(), starts.clone()));
    }
    if run.sampling.is_some() {
        facts.push((
            "Sampling of the evidence".to_owned(),
            "scrambled Sobol points, in independent randomisations".to_owned(),
        ));
    }
    facts
}

/// The command that makes the same numbers from the scenario file.
#[must_use]
pub(super) fn command(results: &Results) -> String {
    let mut words = vec!["averted run".to_owned(), quoted(&results.scenario.file)];
    let inputs = results.inputs.as_ref();
    let set = inputs.map_or(&results.scenario.changes, |inputs| &inputs.set);
    words.extend(set.iter().map(|set| format!("--set {}", quoted(set))));
    if let Some(inputs) = inputs {
        words.extend(inputs.draws.map(|draws| format!("--draws {draws}")));
        words.extend(inputs.max_draws.map(|most| format!("--max-draws {most}")));
        words.extend(inputs.seed.map(|seed| format!("--seed {seed}")));
        words.extend(inputs.with_stress.then(|| "--with stress".to_owned()));
    }
    words.join(" ")
}

/// A word as a shell takes it: in double quotes, which every shell knows, where it holds more than letters and digits.
fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._-/=%+,:".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    let escaped = word.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$").replace('`', "\\`");
    format!("\"{escaped}\"")
}

/// What the self-check found, in a sentence.
pub fn trust(results: &Results) -> String {
    let check = &results.run.self_check;
    let z = |z: Option<f64>| z.map_or_else(|| "z not defined".to_owned(), |z| format!("z = {}", score(z)));
    let figures =
        format!("total avoided cost: {}; furthest apart: {}, {}", z(check.z), check.worst.name, z(check.worst.z));
    if !check.judged {
        return format!(
            "Too few draws to judge the simulation against the exact calculation; 30 are needed ({figures})."
        );
    }
    let verdict = if check.passed { "passed: the simulation agrees" } else { "FAILED: the simulation does not agree" };
    format!(
        "Self-check {verdict} with an independent exact calculation on all {} means ({figures}).",
        whole(check.checks)
    )
}
