//! Describes the people of case studies: what each is said to have avoided, in each account of their life.

use crate::numeric::float;
use crate::scenario::{CaseRow, CaseTable};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A table of case studies, its rows in order by person and event, so that it is gone through once and not once a person.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseStudies {
    /// What messages call the table.
    pub name: String,
    /// People in the order of the table.
    people: Vec<Studied>,
    /// By event, who had it in any account: the place of the person, and of the event among theirs.
    had: BTreeMap<String, Vec<(usize, usize)>>,
    /// Views in the order of the table.
    views: Vec<String>,
    /// How many people each of them tells of.
    people_of: Vec<usize>,
}

/// All that the table tells of one person.
#[derive(Clone, Debug, PartialEq)]
struct Studied {
    name: String,
    /// The views that tell of them.
    accounts: BTreeSet<String>,
    /// Whether a row belongs to no view, and so to each.
    always: bool,
    /// Their events in the order of the table, with the rows of each.
    events: Vec<(String, Vec<CaseRow>)>,
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
        let (mut people, mut had, mut views) = (Vec::<Studied>::new(), BTreeMap::new(), Vec::new());
        let (mut places, mut known) = (HashMap::new(), BTreeSet::new());
        let mut own: HashMap<(usize, &str), usize> = HashMap::new();
        for row in &table.rows {
            let person = *places.entry(row.person.as_str()).or_insert_with(|| {
                people.push(Studied::new(&row.person));
                people.len() - 1
            });
            let studied = &mut people[person];
            match &row.view {
                Some(view) => {
                    studied.accounts.insert(view.clone());
                    if known.insert(view.as_str()) {
                        views.push(view.clone());
                    }
                }
                None => studied.always = true,
            }
            let Some(event) = &row.event else { continue };
            let place = *own.entry((person, event)).or_insert_with(|| {
                studied.events.push((event.clone(), Vec::new()));
                let place = studied.events.len() - 1;
                had.entry(event.clone()).or_insert_with(Vec::new).push((person, place));
                place
            });
            studied.events[place].1.push(row.clone());
        }
        let of = |view: &String| people.iter().filter(|person| person.is_told_of(Some(view))).count();
        let people_of = views.iter().map(of).collect();
        Self { name: table.name.clone(), people, had, views, people_of }
    }
}

impl CaseStudies {
    /// The views that the table tells of, in its order; empty without that column.
    #[must_use]
    pub fn views(&self) -> &[String] {
        &self.views
    }

    /// The names of all events in the table, each once, sorted.
    pub fn events(&self) -> impl Iterator<Item = &str> {
        self.had.keys().map(String::as_str)
    }

    /// Everyone that `view` tells of: its rows and those of no view. A view that the table does not know, or `None`, gets
    /// everyone once, by the average over the accounts of their life: rows of no view belong to each of them.
    #[must_use]
    pub fn people_of(&self, view: Option<&str>) -> Vec<CasePerson> {
        let view = self.known(view);
        self.people
            .iter()
            .filter(|person| person.is_told_of(view))
            .map(|person| CasePerson {
                name: person.name.clone(),
                events: (0..person.events.len()).filter_map(|event| person.event(event, view)).collect(),
            })
            .collect()
    }

    /// How many people `view` tells of.
    #[must_use]
    pub fn count(&self, view: Option<&str>) -> usize {
        let place = view.and_then(|view| self.views.iter().position(|known| known == view));
        place.map_or(self.people.len(), |place| self.people_of[place])
    }

    /// The event `name` of each person who had it under `view`, in the order of [`people_of`](Self::people_of).
    #[must_use]
    pub fn had(&self, name: &str, view: Option<&str>) -> Vec<CaseEvent> {
        let view = self.known(view);
        let had = self.had.get(name).into_iter().flatten();
        had.filter_map(|&(person, event)| self.people[person].event(event, view)).collect()
    }

    /// The view, where the table knows it.
    pub(super) fn known<'v>(&self, view: Option<&'v str>) -> Option<&'v str> {
        view.filter(|view| self.views.iter().any(|known| known == view))
    }
}

impl Studied {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), accounts: BTreeSet::new(), always: false, events: Vec::new() }
    }

    fn is_told_of(&self, view: Option<&str>) -> bool {
        self.always || view.is_none_or(|view| self.accounts.contains(view))
    }

    /// An event under a view; `None` where the view tells of none.
    fn event(&self, place: usize, view: Option<&str>) -> Option<CaseEvent> {
        let (name, rows) = &self.events[place];
        let mut people_of = CaseEvent { event: name.clone(), had: 0.0, occurrences: 0.0, avoided_cost: 0.0 };
        for row in rows {
            let weight = match (&row.view, view) {
                (None, _) => 1.0,
                (Some(_), None) => 1.0 / float(self.accounts.len()),
                (Some(own), Some(view)) => f64::from(u8::from(own == view)),
            };
            people_of.had = (people_of.had + weight).min(1.0);
            people_of.occurrences += weight * f64::from(row.occurrences);
            people_of.avoided_cost += weight * row.avoided_cost;
        }
        (people_of.had > 0.0).then_some(people_of)
    }
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
        let people_of = studies.people_of(Some("hopeful"));
        assert_eq!(people_of, studies.people_of(None));
        assert_eq!(people_of.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["B", "A"]);
        assert_eq!((people_of[0].avoided(), people_of[1].avoided()), (7900.0, 0.0));
        assert_eq!(studies.events().collect::<Vec<_>>(), ["admission", "eviction"]);
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
            studies.people_of(view).iter().map(|person| (person.name.clone(), person.avoided())).collect()
        };
        assert_eq!(had(Some("gloomy")), [("A".to_owned(), 6160.0), ("B".to_owned(), 8000.0)]);
        assert_eq!(had(Some("hopeful")), [("A".to_owned(), 160.0)]);
        assert_eq!(had(None), [("A".to_owned(), 3160.0), ("B".to_owned(), 8000.0)]);
        let eviction = &studies.people_of(None)[0].events[0];
        assert_eq!((eviction.had, eviction.occurrences), (0.5, 0.5));
        for view in [None, Some("gloomy"), Some("hopeful"), Some("unheard of")] {
            let people_of = studies.people_of(view);
            assert_eq!(studies.count(view), people_of.len());
            for name in studies.events() {
                let had = people_of.iter().flat_map(|person| &person.events).filter(|event| event.event == name);
                assert_eq!(studies.had(name, view), had.cloned().collect::<Vec<_>>(), "{name} {view:?}");
            }
        }
    }
}
