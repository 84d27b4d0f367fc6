//! Lays the assumptions of scenarios side by side and keeps those that differ.

use crate::quantity::Kind;
use std::collections::HashMap;

use super::super::label::label;
use super::{Compared, DifferingValue};
use crate::model::Assumption;

/// Relative difference below which two computed values are one.
const ROUNDING: f64 = 1e-9;

/// Every value that is spelled otherwise, in the order of the first scenario and then of the others; after them the
/// values that are spelled alike and are worth something else, such as unit costs of another library.
pub(super) fn differing(scenarios: &[Compared<'_>]) -> Vec<DifferingValue> {
    let spelled: Vec<HashMap<&str, &str>> = scenarios
        .iter()
        .map(|compared| compared.stated.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect())
        .collect();
    let paths = in_order(scenarios.iter().map(|compared| compared.stated.iter().map(|(path, _)| path.as_str())));
    let mut found: Vec<DifferingValue> = paths
        .into_iter()
        .filter(|path| spelled.iter().any(|texts| texts.get(path) != spelled[0].get(path)))
        .map(|path| row(scenarios, path, |index| spelled[index].get(path).map(|text| (*text).to_owned())))
        .collect();
    let computed: Vec<Vec<Assumption>> = scenarios.iter().map(|compared| compared.plan.assumptions()).collect();
    let by_path: Vec<HashMap<&str, &Assumption>> =
        computed.iter().map(|all| all.iter().map(|one| (one.path.as_str(), one)).collect()).collect();
    for path in in_order(computed.iter().map(|all| all.iter().map(|one| one.path.as_str()))) {
        let worth: Vec<Option<&Assumption>> = by_path.iter().map(|all| all.get(path).copied()).collect();
        let explained = found.iter().any(|known| path.starts_with(&known.path) || known.path.starts_with(path));
        let Some(Some(first)) = worth.first() else { continue };
        if !explained && worth.iter().flatten().any(|other| !alike(first, other)) {
            found.push(row(scenarios, path, |index| worth[index].map(in_words)));
        }
    }
    found
}

fn in_order<'t>(lists: impl Iterator<Item = impl Iterator<Item = &'t str>>) -> Vec<&'t str> {
    let mut seen = std::collections::HashSet::new();
    lists.flatten().filter(|path| seen.insert(*path)).collect()
}

fn row(scenarios: &[Compared<'_>], path: &str, value: impl Fn(usize) -> Option<String>) -> DifferingValue {
    let values: Vec<Option<String>> = (0..scenarios.len()).map(value).collect();
    // The first scenario that states it knows the labels of its parts.
    let owner = values.iter().position(Option::is_some).unwrap_or(0);
    DifferingValue { path: path.to_owned(), label: label(scenarios[owner].plan, path), values }
}

fn alike(one: &Assumption, other: &Assumption) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= ROUNDING * a.abs().max(b.abs());
    near(one.mean, other.mean) && near(one.p2_5, other.p2_5) && near(one.p97_5, other.p97_5)
}

/// `£6,355 on average (95% range £5,100 to £7,900)`.
fn in_words(assumption: &Assumption) -> String {
    let spelled = |value: f64| {
        let rounded = |digits: f64| (value * digits).round() / digits;
        assumption.kind.spelled(match assumption.kind {
            Kind::Share => rounded(1e4),
            // It is rounded in the unit that it is spelled in.
            Kind::Length => value,
            _ => rounded(1e2),
        })
    };
    if assumption.certain {
        return spelled(assumption.mean);
    }
    format!(
        "{} on average (95% range {} to {})",
        spelled(assumption.mean),
        spelled(assumption.p2_5),
        spelled(assumption.p97_5)
    )
}
