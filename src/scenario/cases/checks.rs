//! Checks rows against each other: nobody twice, nobody in two groups, no more views than a scenario may have.

use super::super::diagnostic::Collected;
use super::super::limits::MOST_VIEWS;
use super::super::table::Row;
use super::layout::Layout;
use super::table::CaseRow;
use std::collections::{HashMap, HashSet};

/// Whether each person has each event once, no event beside "no event", and one group.
pub(super) fn repeats(rows: &[(CaseRow, &Row)], layout: &Layout<'_>, faults: &mut Collected) -> bool {
    let mut seen = HashSet::new();
    let with_events: HashSet<(&str, Option<&str>)> = rows
        .iter()
        .filter(|(row, _)| row.event.is_some())
        .map(|(row, _)| (row.person.as_str(), row.view.as_deref()))
        .collect();
    let mut groups = HashMap::new();
    let mut clean = true;
    for (row, written) in rows {
        let who = (row.person.as_str(), row.view.as_deref());
        let (message, help) = if *groups.entry(row.person.as_str()).or_insert(row.supported) != row.supported {
            (format!("`{}` is in the other group in an earlier row", row.person), "give each person one group")
        } else if !seen.insert((who, row.event.as_deref())) {
            let message = match row.event {
                Some(_) => format!("`{}` has this event in an earlier row already", row.person),
                None => format!("`{}` stands in an earlier row already", row.person),
            };
            (message, "add the two rows up")
        } else if row.event.is_none() && with_events.contains(&who) {
            (format!("`{}` has an event in another row, and none here", row.person), "take this row out")
        } else {
            continue;
        };
        clean = false;
        let _: Option<()> = layout.columns.fault(written, None, message, help, faults);
    }
    clean
}

/// Whether the table tells of no more views than a scenario may have.
pub(super) fn views(rows: &[(CaseRow, &Row)], layout: &Layout<'_>, faults: &mut Collected) -> bool {
    let mut seen = HashSet::new();
    let mut views = rows.iter().filter_map(|(row, written)| Some((row.view.as_deref()?, *written)));
    let Some((_, row)) = views.by_ref().filter(|(view, _)| seen.insert(*view)).nth(MOST_VIEWS) else {
        return true;
    };
    let message = format!("the table tells of more than {MOST_VIEWS} views");
    let help = "leave some out; a view is one account of everybody's journey, not a person";
    layout.columns.fault::<()>(row, None, message, help, faults).is_some()
}
