//! Describes the people of case studies: what each is said to have avoided, in each account of their life.

use crate::scenario::{CaseRow, CaseTable};
use std::collections::BTreeSet;

/// A table of case studies.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseStudies {
    /// What messages call the table.
    pub name: String,
    rows: Vec<CaseRow>,
    /// People in the order of the table.
    people: Vec<String>,
    /// Views in the order of the table.
    views: Vec<String>,
}

/// One person of a table, in one account.
#[derive(Clone, Debug, PartialEq)]
pub struct CasePerson {
    /// Who, as the table names them.
    pub name: String,
    /// What they are said to have avoided, each event once; empty for a person with no event.
    pub events: Vec<CaseEvent>,
}

/// One event of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseEvent {
    /// The event, as the table names it.
    pub event: String,
    /// The share of accounts in which the person had it; 1 in a table without views.
    pub had: f64,
    /// Occurrences avoided, on average over accounts.
    pub occurrences: f64,
    /// £ avoided in all, on average over accounts.
    pub avoided_cost: f64,
}

impl CasePerson {
    /// £ avoided by all events.
    #[must_use]
    pub fn avoided(&self) -> f64 {
        self.events.iter().map(|event| event.avoided_cost).sum()
    }
}

impl From<&CaseTable> for CaseStudies {
    fn from(table: &CaseTable) -> Self {
        let mut seen = BTreeSet::new();
        let people = table.rows.iter().filter(|row| seen.insert(row.person.as_str())).map(|row| row.person.clone());
        let people = people.collect();
        let mut seen = BTreeSet::new();
        let views = table.rows.iter().filter_map(|row| row.view.as_ref()).filter(|view| seen.insert(view.as_str()));
        let views = views.cloned().collect();
        Self { name: table.name.clone(), rows: table.rows.clone(), people, views }
    }
}

impl CaseStudies {
    /// The views that the table tells of, in its order; empty without that column.
    #[must_use]
    pub fn views(&self) -> &[String] {
        &self.views
    }

    /// The names of all events in the table, each once, sorted.
    #[must_use]
    pub fn events(&self) -> Vec<&str> {
        let events: BTreeSet<&str> = self.rows.iter().filter_map(|row| row.event.as_deref()).collect();
        events.into_iter().collect()
    }

    /// Everyone that `view` tells of: its rows and those of no view. A view that the table does not know, or `None`, gets
    /// everyone once, by the average over the accounts of their life: rows of no view belong to each of them.
    #[must_use]
    pub fn told(&self, view: Option<&str>) -> Vec<CasePerson> {
        let view = view.filter(|view| self.views.iter().any(|known| known == view));
        self.people.iter().filter_map(|name| self.person(name, view)).collect()
    }

    fn person(&self, name: &str, view: Option<&str>) -> Option<CasePerson> {
        let own: Vec<&CaseRow> = self.rows.iter().filter(|row| row.person == name).collect();
        let accounts: BTreeSet<&str> = own.iter().filter_map(|row| row.view.as_deref()).collect();
        let counts = |row: &CaseRow| match (&row.view, view) {
            (None, _) => 1.0,
            (Some(_), None) => 1.0 / as_float(accounts.len()),
            (Some(own), Some(view)) => f64::from(u8::from(own == view)),
        };
        if own.iter().all(|row| counts(row) == 0.0) {
            return None;
        }
        let mut events: Vec<CaseEvent> = Vec::new();
        for row in own {
            let (Some(event), weight) = (&row.event, counts(row)) else { continue };
            if weight == 0.0 {
                continue;
            }
            let place = events.iter().position(|known| known.event == *event).unwrap_or_else(|| {
                let (had, occurrences, avoided_cost) = (0.0, 0.0, 0.0);
                events.push(CaseEvent { event: event.clone(), had, occurrences, avoided_cost });
                events.len() - 1
            });
            let told = &mut events[place];
            told.had = (told.had + weight).min(1.0);
            told.occurrences += weight * f64::from(row.occurrences);
            told.avoided_cost += weight * row.avoided_cost;
        }
        Some(CasePerson { name: name.to_owned(), events })
    }
}

#[expect(clippy::cast_precision_loss, reason = "a table has at most 100,000 rows")]
const fn as_float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(person: &str, event: &str, occurrences: u32, avoided_cost: f64, view: &str) -> CaseRow {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        CaseRow { person: person.to_owned(), event: given(event), occurrences, avoided_cost, view: given(view) }
    }

    fn studies(rows: Vec<CaseRow>) -> CaseStudies {
        CaseStudies::from(&CaseTable { name: "cases.csv".to_owned(), rows })
    }

    #[test]
    fn a_table_without_views_is_one_account() {
        let studies = studies(vec![
            row("B", "eviction", 1, 7000.0, ""),
            row("A", "", 0, 0.0, ""),
            row("B", "admission", 3, 900.0, ""),
        ]);
        let told = studies.told(Some("hopeful"));
        assert_eq!(told, studies.told(None));
        assert_eq!(told.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["B", "A"]);
        assert_eq!((told[0].avoided(), told[1].avoided()), (7900.0, 0.0));
        assert_eq!(studies.events(), ["admission", "eviction"]);
        assert!(studies.views().is_empty());
    }

    #[test]
    fn accounts_are_kept_apart_or_averaged() {
        let studies = studies(vec![
            row("A", "eviction", 1, 6000.0, "gloomy"),
            row("A", "", 0, 0.0, "hopeful"),
            row("A", "gp", 4, 160.0, ""),
            row("B", "eviction", 1, 8000.0, "gloomy"),
        ]);
        let had = |view: Option<&str>| -> Vec<(String, f64)> {
            studies.told(view).iter().map(|person| (person.name.clone(), person.avoided())).collect()
        };
        assert_eq!(had(Some("gloomy")), [("A".to_owned(), 6160.0), ("B".to_owned(), 8000.0)]);
        assert_eq!(had(Some("hopeful")), [("A".to_owned(), 160.0)]);
        assert_eq!(had(None), [("A".to_owned(), 3160.0), ("B".to_owned(), 8000.0)]);
        let eviction = &studies.told(None)[0].events[0];
        assert_eq!((eviction.had, eviction.occurrences), (0.5, 0.5));
    }
}
