//! Describes the people of case studies: what each is said to have avoided, in each account of their life.

use crate::numeric::float;
use crate::scenario::{Amount, CaseRow, CaseTable, Groups};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A table of people, its rows in order by person and event, so that it is gone through once and not once a person.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseStudies {
    /// What messages call the table.
    pub name: String,
    /// What its amounts are.
    pub amount: Amount,
    /// Its two groups, where it has them.
    pub groups: Option<Groups>,
    /// Heads of columns that were not read.
    pub unread: Vec<String>,
    /// People by name, so that nothing depends on the order of rows.
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
    /// Whether they had support, in a table of two groups.
    supported: Option<bool>,
    /// Their events by name, with the rows of each; amounts of no event stand under the empty name.
    events: Vec<(String, Vec<CaseRow>)>,
}

/// One person of a table, in one account.
#[derive(Clone, Debug, PartialEq)]
pub struct CasePerson {
    /// Who, as the table names them.
    pub name: String,
    /// Whether they had support, in a table of two groups.
    pub supported: Option<bool>,
    /// What they are said to have avoided, each event once; empty for a person with nothing. An amount that the table
    /// gives without an event stands under the empty name.
    pub events: Vec<CaseEvent>,
}

/// One event of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseEvent {
    /// The event, as the table names it.
    pub event: String,
    /// The share of accounts in which at least one occurrence of it was avoided, or that tell of it without counting; 0 or
    /// 1 in a table without views.
    pub had: f64,
    /// Occurrences avoided, on average over accounts; `None` where the table does not count them.
    pub occurrences: Option<f64>,
    /// £ avoided in all, on average over accounts; negative where costs rose.
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
        let mut rows: Vec<&CaseRow> = table.rows.iter().collect();
        rows.sort_by(|a, b| (&a.person, &a.event, &a.view).cmp(&(&b.person, &b.event, &b.view)));
        for view in table.rows.iter().filter_map(|row| row.view.as_ref()) {
            if known.insert(view.as_str()) {
                views.push(view.clone());
            }
        }
        for row in rows {
            let person = *places.entry(row.person.as_str()).or_insert_with(|| {
                people.push(Studied::new(&row.person));
                people.len() - 1
            });
            let studied = &mut people[person];
            match &row.view {
                Some(view) => drop(studied.accounts.insert(view.clone())),
                None => studied.always = true,
            }
            studied.supported = row.supported;
            let event = row.event.as_deref().unwrap_or_default();
            if event.is_empty() && row.avoided_cost == 0.0 {
                continue;
            }
            let place = *own.entry((person, event)).or_insert_with(|| {
                studied.events.push((event.to_owned(), Vec::new()));
                let place = studied.events.len() - 1;
                if !event.is_empty() {
                    had.entry(event.to_owned()).or_insert_with(Vec::new).push((person, place));
                }
                place
            });
            studied.events[place].1.push(row.clone());
        }
        let of = |view: &String| people.iter().filter(|person| person.is_told_of(Some(view))).count();
        let people_of = views.iter().map(of).collect();
        let (name, groups, unread) = (table.name.clone(), table.groups.clone(), table.unread.clone());
        Self { name, amount: table.amount, groups, unread, people, had, views, people_of }
    }
}

impl CaseStudies {
    /// Whether its amounts are costs of people before support less those after.
    #[must_use]
    pub fn is_before_less_after(&self) -> bool {
        self.amount == Amount::BeforeLessAfter
    }

    /// Whether its amounts are costs of the people of two groups, held as avoided: less than nothing.
    #[must_use]
    pub fn is_cost(&self) -> bool {
        self.amount == Amount::Cost
    }

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
                supported: person.supported,
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

    /// The event `name` of each person of whom it is told under `view`, in the order of [`people_of`](Self::people_of).
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
        Self { name: name.to_owned(), accounts: BTreeSet::new(), always: false, supported: None, events: Vec::new() }
    }

    fn is_told_of(&self, view: Option<&str>) -> bool {
        self.always || view.is_none_or(|view| self.accounts.contains(view))
    }

    /// An event under a view; `None` where the view tells of none.
    fn event(&self, place: usize, view: Option<&str>) -> Option<CaseEvent> {
        let (name, rows) = &self.events[place];
        let mut found = CaseEvent { event: name.clone(), had: 0.0, occurrences: Some(0.0), avoided_cost: 0.0 };
        let mut told = false;
        for row in rows {
            let weight = match (&row.view, view) {
                (None, _) => 1.0,
                (Some(_), None) => 1.0 / float(self.accounts.len()),
                (Some(own), Some(view)) => f64::from(u8::from(own == view)),
            };
            told |= weight > 0.0;
            if row.occurrences != Some(0) {
                found.had = (found.had + weight).min(1.0);
            }
            let counted = row.occurrences.map(|occurrences| weight * f64::from(occurrences));
            found.occurrences = found.occurrences.zip(counted).map(|(sum, counted)| sum + counted);
            found.avoided_cost += weight * row.avoided_cost;
        }
        told.then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(person: &str, event: &str, occurrences: u32, avoided_cost: f64, view: &str) -> CaseRow {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        CaseRow {
            person: person.to_owned(),
            event: given(event),
            occurrences: Some(occurrences),
            avoided_cost,
            view: given(view),
            supported: None,
        }
    }

    fn studies(rows: Vec<CaseRow>) -> CaseStudies {
        CaseStudies::from(&CaseTable { name: "cases.csv".to_owned(), rows, ..CaseTable::default() })
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
        assert_eq!(people_of.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["A", "B"]);
        assert_eq!((people_of[0].avoided(), people_of[1].avoided()), (0.0, 7900.0));
        assert_eq!(studies.events().collect::<Vec<_>>(), ["admission", "eviction"]);
        assert!(studies.views().is_empty());
    }

    #[test]
    fn costs_that_rose_count_and_no_occurrence_is_none() {
        let studies =
            studies(vec![row("A", "ae", 4, 8000.0, ""), row("B", "ae", 0, -500.0, ""), row("C", "", 0, 0.0, "")]);
        let amounts: Vec<f64> = studies.people_of(None).iter().map(CasePerson::avoided).collect();
        assert_eq!(amounts, [8000.0, -500.0, 0.0]);
        let had: Vec<(f64, Option<f64>, f64)> =
            studies.had("ae", None).iter().map(|event| (event.had, event.occurrences, event.avoided_cost)).collect();
        assert_eq!(had, [(1.0, Some(4.0), 8000.0), (0.0, Some(0.0), -500.0)]);
    }

    #[test]
    fn amounts_without_an_event_are_those_of_their_person() {
        let mut rows = vec![row("A", "", 0, 500.0, ""), row("B", "ae", 1, -20.0, "")];
        rows.iter_mut().for_each(|row| row.occurrences = None);
        let studies = studies(rows);
        assert_eq!(studies.events().collect::<Vec<_>>(), ["ae"]);
        let amounts: Vec<f64> = studies.people_of(None).iter().map(CasePerson::avoided).collect();
        assert_eq!(amounts, [500.0, -20.0]);
        assert_eq!((studies.had("ae", None)[0].had, studies.had("ae", None)[0].occurrences), (1.0, None));
    }

    #[test]
    fn the_order_of_rows_is_nothing() {
        let rows = [
            row("A", "eviction", 1, 0.1, "gloomy"),
            row("A", "gp", 4, 0.2, ""),
            row("A", "fall", 1, 0.3, ""),
            row("B", "eviction", 1, 8000.0, "hopeful"),
        ];
        let told = studies(rows.to_vec());
        for shift in 1..4 {
            let mut shuffled = rows.to_vec();
            shuffled.rotate_left(shift);
            assert_eq!(studies(shuffled.clone()).people_of(None), told.people_of(None));
            shuffled.reverse();
            assert_eq!(studies(shuffled).people_of(None), told.people_of(None));
        }
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
        assert_eq!((eviction.had, eviction.occurrences), (0.5, Some(0.5)));
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
