//! Lists the tasks of a sweep: every scenario with every combination of the values of its grids.

use std::path::PathBuf;

use crate::cli::args::{Changes, ScenarioArgs};
use crate::cli::exit_code::Failure;
use crate::cli::grid;
use crate::cli::parts::MOST;
use crate::estimate::GridAxis;
use crate::render::number::whole;

/// Every scenario with every combination of values; the last grid changes fastest.
pub(super) struct Tasks<'a> {
    files: &'a [PathBuf],
    axes: Vec<GridAxis>,
    changes: &'a Changes,
}

impl<'a> Tasks<'a> {
    /// The tasks of so many files and grids.
    ///
    /// # Errors
    ///
    /// When a grid cannot be read, two are of the same path, or there are too many tasks.
    pub(super) fn new(files: &'a [PathBuf], grids: &[String], changes: &'a Changes) -> Result<Self, Failure> {
        let axes: Result<Vec<GridAxis>, _> = grids.iter().map(|text| grid::axis(text)).collect();
        let axes = axes.map_err(Failure::wrong)?;
        for (place, axis) in axes.iter().enumerate() {
            if axes[..place].iter().any(|earlier| earlier.path == axis.path) {
                return Err(Failure::wrong(format!("`--grid {}` is written twice: one grid a path", axis.path)));
            }
        }
        let count = axes.iter().try_fold(files.len(), |count, axis| count.checked_mul(axis.values.len()));
        if count.is_none_or(|count| count > MOST) {
            let message = format!("these are more than {} answers: take fewer values, or fewer grids", whole(MOST));
            return Err(Failure::wrong(message));
        }
        Ok(Self { files, axes, changes })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.files.len() * self.axes.iter().map(|axis| axis.values.len()).product::<usize>()
    }

    /// What is changed in one of them, counted from 0, beside what is changed in all.
    pub(super) fn set(&self, index: usize) -> Vec<String> {
        let mut rest = index;
        let mut set: Vec<String> = Vec::new();
        for axis in self.axes.iter().rev() {
            set.push(format!("{}={}", axis.path, axis.values[rest % axis.values.len()]));
            rest /= axis.values.len();
        }
        set.reverse();
        set
    }

    /// The scenario of one of them, as the command line would name it.
    pub(super) fn scenario(&self, index: usize) -> ScenarioArgs {
        let cells = self.len() / self.files.len();
        let mut changes = self.changes.clone();
        changes.set.extend(self.set(index));
        ScenarioArgs { file: self.files[index / cells].clone(), changes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scenario_meets_every_combination() {
        let files = ["a.yaml", "b.yaml"].map(PathBuf::from);
        let changes = Changes { set: vec!["horizon=12 months".to_owned()], ..Changes::default() };
        let grids = ["cohort.people=1..2:2", "events.*.unit_cost=x1..x3:3"].map(str::to_owned);
        let Ok(tasks) = Tasks::new(&files, &grids, &changes) else { panic!("these are grids") };
        assert_eq!(tasks.len(), 12);
        assert_eq!(tasks.set(1), ["cohort.people=1", "events.*.unit_cost=x2"]);
        let last = tasks.scenario(11);
        assert_eq!(last.file, PathBuf::from("b.yaml"));
        assert_eq!(last.changes.set, ["horizon=12 months", "cohort.people=2", "events.*.unit_cost=x3"]);
        let all: std::collections::HashSet<_> =
            (0..12).map(|index| (tasks.scenario(index).file, tasks.set(index))).collect();
        assert_eq!(all.len(), 12);
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let (files, changes) = ([PathBuf::from("a.yaml")], Changes::default());
        let said = |grids: &[&str]| {
            let grids: Vec<String> = grids.iter().map(|&grid| grid.to_owned()).collect();
            Tasks::new(&files, &grids, &changes).map(|_| ()).unwrap_err().to_string()
        };
        assert!(said(&["a=1..2", "a=3..4"]).contains("written twice"));
        assert!(said(&["a=1..400:400", "b=1..400:400"]).contains("more than 100,000 answers"));
        assert!(said(&["a"]).contains("is not an axis"));
    }
}
