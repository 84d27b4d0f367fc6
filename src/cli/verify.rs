//! Carries out `averted run --verify`: runs again what results.json was made from, and says what differs.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde_json::Value;

use super::args::{Changes, RunArgs, ScenarioArgs};
use super::caller::Caller;
use super::exit_code::Failure;
use super::{folder, json, output, run, stored};
use crate::estimate::{Inputs, Results};
use crate::quantity::spelled_out;
use crate::render;
use crate::render::number::whole;
use crate::run::Recorded;
use crate::scenario::limits::MOST_DRAWS;

/// Most differences that are listed.
const MOST_LISTED: usize = 20;

/// Longest value that is shown, in characters.
const LONGEST_SHOWN: usize = 60;

/// Runs the results that the arguments name again and compares.
pub(super) fn verify(arguments: &RunArgs) -> Result<(), Failure> {
    let path = arguments.scenario.file.as_path();
    let standing = stored::folder_of(path);
    folder::mend(standing)?;
    let (then, bytes) = stored::read(path)?;
    // A changed results.json is found out value by value.
    let strange = folder::audit(standing).into_iter().filter(|said| !said.starts_with(&format!("{} ", path.display())));
    let strange: Vec<String> = strange.collect();
    let wrong = |reason: String| Failure::wrong(format!("{}: {reason}", path.display()));
    let Some(inputs) = then.inputs.clone() else {
        return Err(wrong("it does not hold what it was made from, as results of earlier programs do not".to_owned()));
    };
    let recorded = Recorded::new(&inputs).map_err(wrong)?;
    let again = scenario_of(&inputs, &arguments.scenario.changes).ok_or_else(|| {
        wrong("it holds no scenario, or asks for more draws than there can be; was it changed by hand?".to_owned())
    })?;
    let caller = Caller::at_terminal(arguments.quiet);
    let now = run::results(&again, &recorded, inputs.with_stress, inputs.max_draws, &caller)?;
    let now = render::json(&now).context("cannot write the results as JSON")?;
    let mut how = "identical";
    if now != bytes {
        let read = |bytes: &[u8]| json::read::<Value>(bytes).context("cannot read JSON");
        let mut found = Vec::new();
        differences(&read(&bytes)?, &read(&now)?, "", &mut found);
        if !found.is_empty() {
            return Err(Failure::Differs(listed(path, &then, &found)));
        }
        how = "identical in every value, though written otherwise";
    }
    if !arguments.quiet {
        output::print(&format!("{how}: {}\n", identical(path, &then)))?;
    }
    beside(&strange)
}

/// What is said of files beside the results that are not of their run: they were not verified.
fn beside(strange: &[String]) -> Result<(), Failure> {
    if strange.is_empty() {
        return Ok(());
    }
    Err(Failure::Differs(strange.iter().map(|said| format!("{said}\n")).collect()))
}

fn identical(path: &Path, then: &Results) -> String {
    format!(
        "{} ({} draws, seed {}, averted {})",
        path.display(),
        whole(then.run.draws),
        then.run.seed,
        then.generator.version
    )
}

/// The command line of the run that is recorded.
fn scenario_of(inputs: &Inputs, asked: &Changes) -> Option<ScenarioArgs> {
    let draws = inputs.draws;
    if draws.is_some_and(|draws| !(1..=MOST_DRAWS).contains(&draws)) {
        return None;
    }
    Some(ScenarioArgs {
        file: PathBuf::from(&inputs.files.first()?.path),
        changes: Changes {
            set: inputs.set.clone(),
            draws,
            seed: inputs.seed,
            allow_path: Vec::new(),
            threads: asked.threads,
            large: asked.large,
        },
    })
}

/// A value that is not what it was.
struct Difference {
    path: String,
    then: String,
    now: String,
}

/// Walks two values side by side.
fn differences(then: &Value, now: &Value, path: &str, found: &mut Vec<Difference>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    let nothing = Value::Null;
    match (then, now) {
        (Value::Object(first), Value::Object(second)) => {
            let added = second.keys().filter(|key| !first.contains_key(*key));
            for key in first.keys().chain(added) {
                let (one, other) = (first.get(key), second.get(key));
                if one.is_none() != other.is_none() {
                    let path = below(key);
                    found.push(Difference { path, then: shown(one), now: shown(other) });
                } else {
                    differences(one.unwrap_or(&nothing), other.unwrap_or(&nothing), &below(key), found);
                }
            }
        }
        (Value::Array(first), Value::Array(second)) if first.len() == second.len() => {
            for (index, (one, other)) in first.iter().zip(second).enumerate() {
                differences(one, other, &below(&(index + 1).to_string()), found);
            }
        }
        _ if then == now => {}
        _ => {
            found.push(Difference { path: path.to_owned(), then: shown(Some(then)), now: shown(Some(now)) });
        }
    }
}

/// A value on one line, cut where nobody reads on.
fn shown(value: Option<&Value>) -> String {
    let Some(value) = value else { return "missing".to_owned() };
    let text = spelled_out(&value.to_string()).into_owned();
    if text.chars().count() <= LONGEST_SHOWN {
        return text;
    }
    text.chars().take(LONGEST_SHOWN).chain(['…']).collect()
}

fn listed(path: &Path, then: &Results, found: &[Difference]) -> String {
    let many =
        if found.len() == 1 { "1 value differs".to_owned() } else { format!("{} values differ", whole(found.len())) };
    let mut said = format!("{}: {many} when it is run again:\n", path.display());
    for difference in found.iter().take(MOST_LISTED) {
        said +=
            &format!("  {}: {} in the file, {} now\n", spelled_out(&difference.path), difference.then, difference.now);
    }
    if found.len() > MOST_LISTED {
        said += &format!("  and {} more\n", whole(found.len() - MOST_LISTED));
    }
    let (wrote, own) = (&then.generator.version, env!("CARGO_PKG_VERSION"));
    if wrote != own {
        said += &format!(
            "It was written by averted {wrote}; this is {own}, and only the same version promises the same numbers.\n"
        );
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_difference_is_found_where_it_is() {
        let then = json!({"a": 1, "b": {"c": [1, 2.5, "x"], "gone": null}, "same": [1]});
        let now = json!({"a": 1, "b": {"c": [1, 2.5000000000000004, "x"], "new": 7}, "same": [1]});
        let mut found = Vec::new();
        differences(&then, &now, "", &mut found);
        let said: Vec<String> = found.iter().map(|one| format!("{}: {} / {}", one.path, one.then, one.now)).collect();
        assert_eq!(said, ["b.c.2: 2.5 / 2.5000000000000004", "b.gone: null / missing", "b.new: missing / 7"]);
    }
}
