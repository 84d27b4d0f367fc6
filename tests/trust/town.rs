//! Holds a small scenario, and says what must come of a run of it.

use std::fs;
use std::path::Path;

pub(crate) use crate::common::Town;

/// A scenario with a bit of everything that has a random number of its own.
pub(crate) const TOWN: &str = "
title: A small town
horizon: 24 months
cohort: {people: 60, engagement: 85%, frailty: 0.6}
payers:
  housing: {label: Council housing, groups: [council]}
  nhs: {label: NHS}
programme:
  funding:
    - {label: Grant, payer: housing, amounts: [£40k, £20k]}
events:
  eviction:
    probability: {observed: 3 of 8}
    unit_cost: £12k
    paid_by: {housing: 100%}
    cashable: 20%
    support: {prevents: {beta: {mean: 40%, sd: 10%}}, adds: 0.1 per year}
  admission:
    rate: 0.4 per year
    unit_cost: {gamma: {mean: £4_000, sd: £1_000}}
    varies: {gamma: {cv: 80%}}
    paid_by: {nhs: 85%, housing: 15%}
    support: {prevents: 20%}
targets:
  budget: {amount: £20k, payers: [council], counting: cashable}
views:
  low: {set: {events: {eviction: {probability: 20%}}}}
  high: {set: {events: {eviction: {probability: 60%}}}}
simulation: {draws: 200}
";

impl Town {
    /// Writes a file, with the folders above it.
    pub(crate) fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What a run that must succeed prints.
    pub(crate) fn printed(&self, arguments: &[&str]) -> Vec<u8> {
        self.averted(arguments).assert().code(0).get_output().stdout.clone()
    }

    /// What a run that must end with `code` says on standard error.
    pub(crate) fn refused(&self, arguments: &[&str], code: i32) -> String {
        let output = self.averted(arguments).assert().code(code).get_output().clone();
        assert!(output.stdout.is_empty(), "nothing is printed");
        String::from_utf8(output.stderr).unwrap()
    }

    /// The names in a folder below.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        names(&self.path(folder))
    }
}

pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .map(|entries| entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect())
        .unwrap_or_default();
    names.sort();
    names
}
