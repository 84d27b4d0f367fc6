//! Builds the payers and the groups that gather them, and finds both by name.

use super::{Mistakes, spelling::label};
use crate::model::{Group, Payer, Release};
use crate::scenario::{Entry, PayerWritten, Placed};
use std::collections::HashMap;

/// Payers and groups, with their indices by name.
#[derive(Debug, Default)]
pub(super) struct Payers {
    /// In the order of the file.
    pub(super) list: Vec<Payer>,
    /// In the order of first mention.
    pub(super) groups: Vec<Group>,
    payer_index: HashMap<String, usize>,
    group_index: HashMap<String, usize>,
}

impl Payers {
    pub(super) fn new(written: &[Entry<PayerWritten>]) -> Self {
        let mut payers = Self::default();
        for (index, entry) in written.iter().enumerate() {
            let mut groups = Vec::new();
            for name in &entry.value.groups {
                let group = payers.group(&name.value);
                if !groups.contains(&group) {
                    groups.push(group);
                    payers.groups[group].payers.push(index);
                }
            }
            payers.payer_index.insert(entry.id.clone(), index);
            payers.list.push(Payer {
                id: entry.id.clone(),
                label: label(entry.value.label.as_ref(), &entry.id),
                groups,
                releases: entry
                    .value
                    .releases
                    .as_ref()
                    .map(|written| Release { lump: written.in_lumps_of, after: written.after }),
            });
        }
        payers
    }

    fn group(&mut self, name: &str) -> usize {
        let next = self.groups.len();
        let index = *self.group_index.entry(name.to_owned()).or_insert(next);
        if index == next {
            self.groups.push(Group { id: name.to_owned(), payers: Vec::new() });
        }
        index
    }

    /// The index of a payer; `None` after saying that there is no such payer.
    pub(super) fn find(&self, name: &Placed<String>, mistakes: &mut Mistakes) -> Option<usize> {
        let found = self.payer_index.get(&name.value).copied();
        if found.is_none() && self.group_index.contains_key(&name.value) {
            let message = format!("`{}` is a group of payers, and a single payer is meant here", name.value);
            mistakes.add(&name.place, message, "name one of its payers");
        } else if found.is_none() {
            mistakes.unknown("payer", name, self.list.iter().map(|payer| payer.id.as_str()));
        }
        found
    }

    /// The payers that a list of payers and groups names, ascending; all when the list is empty.
    pub(super) fn gather(&self, names: &[Placed<String>], mistakes: &mut Mistakes) -> Vec<usize> {
        if names.is_empty() {
            return (0..self.list.len()).collect();
        }
        let mut gathered = Vec::new();
        for name in names {
            let payer = self.payer_index.get(&name.value).map(std::slice::from_ref);
            let group = self.group_index.get(&name.value).map(|&group| self.groups[group].payers.as_slice());
            match (payer, group) {
                (Some(payer), Some(group)) if payer != group => {
                    let message = format!("`{}` names both a payer and a group of other payers", name.value);
                    mistakes.add(&name.place, message, "give the group another name");
                }
                (Some(members), _) | (None, Some(members)) => gathered.extend_from_slice(members),
                (None, None) => {
                    let known = self.list.iter().map(|payer| payer.id.as_str());
                    mistakes.unknown(
                        "payer or group",
                        name,
                        known.chain(self.groups.iter().map(|group| group.id.as_str())),
                    );
                }
            }
        }
        gathered.sort_unstable();
        gathered.dedup();
        gathered
    }
}
