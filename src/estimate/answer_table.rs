//! Puts the results of many runs into one table: a row a run, with what was changed for it and every number that it gave.

use std::collections::HashMap;

use serde_json::Value;

use super::Results;
use super::column_name::{plain, tell_apart};

/// Keys of results.json that hold no answer, what only figures draw, or the errors of single quantiles, the largest of which
/// stands beside them as `quantile_mcse`.
const LEFT_OUT: [&str; 7] = ["version", "generator", "inputs", "series", "assumptions", "warnings", "quantile_mcses"];

/// What the name of a column begins with whose values were changed from run to run.
const CHANGE: &str = "set";

/// The values of a column, one a row.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerValues {
    /// Words; none where a run has none.
    Words(Vec<Option<String>>),
    /// Numbers; NaN where a run has none.
    Numbers(Vec<f64>),
}

impl AnswerValues {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::Words(words) => words.len(),
            Self::Numbers(numbers) => numbers.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A column of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerColumn {
    /// Its name: small Latin letters, digits and `_`; no other column has it.
    pub name: String,
    /// Its values.
    pub values: AnswerValues,
}

/// The results of many runs, row by row as they are added.
///
/// What was changed comes first, a column a path (`set_cohort_people`): as numbers where all are of one form (shares as
/// parts of 1, factors under a name that ends in `_times`), else as words. Then every number of results.json, under its path.
#[derive(Clone, Debug, Default)]
pub struct AnswerTable {
    rows: usize,
    numbers: Vec<f64>,
    facts: [Vec<Option<String>>; 2],
    changes: Columns<Option<String>>,
    answers: Columns<f64>,
}

/// Columns in the order in which they were first met; those that end early have no more values.
#[derive(Clone, Debug, Default)]
struct Columns<T> {
    places: HashMap<String, usize>,
    columns: Vec<(String, Vec<T>)>,
}

impl<T: Clone> Columns<T> {
    /// Sets a value of a row; `none` stands in rows that have no value.
    fn set(&mut self, path: &str, row: usize, value: T, none: &T) {
        let place = *self.places.entry(path.to_owned()).or_insert_with(|| {
            self.columns.push((path.to_owned(), Vec::new()));
            self.columns.len() - 1
        });
        let column = &mut self.columns[place].1;
        column.resize(row, none.clone());
        column.push(value);
    }

    /// All columns, `rows` long.
    fn whole(self, rows: usize, none: &T) -> impl Iterator<Item = (String, Vec<T>)> {
        self.columns.into_iter().map(move |(path, mut values)| {
            values.resize(rows, none.clone());
            (path, values)
        })
    }
}

impl AnswerTable {
    /// Adds the results of the run of this number as a row.
    ///
    /// # Errors
    ///
    /// When they cannot be told as JSON.
    pub fn add(&mut self, number: usize, results: &Results) -> Result<(), serde_json::Error> {
        let row = self.rows;
        self.rows += 1;
        self.numbers.push(crate::statistics::float(number));
        let scenario = &results.scenario;
        for (column, fact) in self.facts.iter_mut().zip([&scenario.file, &scenario.title]) {
            column.push(Some(fact.clone()));
        }
        for change in &scenario.changes {
            let (path, value) = change.split_once('=').unwrap_or((change, ""));
            // Of two changes of one path the last counts, as it does in a run.
            let column = self.changes.places.get(path.trim()).map(|place| &mut self.changes.columns[*place].1);
            match column.filter(|column| column.len() > row) {
                Some(column) => column[row] = Some(value.trim().to_owned()),
                None => self.changes.set(path.trim(), row, Some(value.trim().to_owned()), &None),
            }
        }
        self.walk("", &serde_json::to_value(results)?, row);
        Ok(())
    }

    /// How many rows there are.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// All columns: number, file and title of the scenario, what was changed, what came out.
    #[must_use]
    pub fn columns(self) -> Vec<AnswerColumn> {
        let rows = self.rows;
        let column = |name: &str, values| AnswerColumn { name: name.to_owned(), values };
        let mut columns = vec![column("answer", AnswerValues::Numbers(self.numbers))];
        let [files, titles] = self.facts;
        columns.push(column("file", AnswerValues::Words(files)));
        columns.push(column("title", AnswerValues::Words(titles)));
        columns.extend(self.changes.whole(rows, &None).map(|(path, words)| change(&path, words)));
        let numbers = self.answers.whole(rows, &f64::NAN);
        columns.extend(numbers.map(|(path, numbers)| column(&plain(&path), AnswerValues::Numbers(numbers))));
        tell_apart(columns.iter_mut().map(|column| &mut column.name));
        columns
    }

    /// Adds every number below a value to the row, under its path.
    fn walk(&mut self, path: &str, value: &Value, row: usize) {
        match value {
            Value::Number(number) => {
                self.answers.set(path, row, number.as_f64().unwrap_or(f64::NAN), &f64::NAN);
            }
            Value::Object(keys) => {
                for (key, value) in keys.iter().filter(|(key, _)| !LEFT_OUT.contains(&key.as_str())) {
                    self.walk(&below(path, key), value, row);
                }
            }
            Value::Array(entries) => {
                for entry in entries {
                    // Years are a list, and known by their labels; other lists hold no answers.
                    if let Some(label) = entry.get("label").and_then(Value::as_str) {
                        self.walk(&below(path, label), entry, row);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::String(_) => {}
        }
    }
}

/// The path of a key below another path.
fn below(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// The column of what was changed at a path.
fn change(path: &str, words: Vec<Option<String>>) -> AnswerColumn {
    let told: Vec<Option<Option<(String, f64)>>> = words.iter().map(|word| word.as_deref().map(measured)).collect();
    let mut forms = told.iter().flatten().map(|told| told.as_ref().map(|(form, _)| form));
    let form = forms.next().flatten().cloned();
    let form = form.filter(|form| forms.all(|other| other == Some(form)));
    let name = plain(&format!("{CHANGE}.{path}.{}", form.as_deref().unwrap_or("")));
    let values = match form {
        Some(_) => {
            let number = |told: Option<Option<(String, f64)>>| told.flatten().map_or(f64::NAN, |(_, number)| number);
            AnswerValues::Numbers(told.into_iter().map(number).collect())
        }
        None => AnswerValues::Words(words),
    };
    AnswerColumn { name, values }
}

/// A value as it was changed to as a number, and its form: `times` for a factor, the word after the number, or nothing.
fn measured(text: &str) -> Option<(String, f64)> {
    let (factor, rest) = text.strip_prefix('x').map_or((false, text), |rest| (true, rest));
    let rest = rest.strip_prefix('£').unwrap_or(rest);
    let end = rest.find(|sign: char| !(sign.is_ascii_digit() || ".,_-".contains(sign))).unwrap_or(rest.len());
    let (digits, unit) = rest.split_at(end);
    let number: f64 = digits.replace([',', '_'], "").parse().ok()?;
    match unit.trim() {
        "%" if !factor => Some((String::new(), number / 100.0)),
        unit if factor && unit.is_empty() => Some(("times".to_owned(), number)),
        unit if !factor && unit.chars().all(char::is_alphabetic) => Some((unit.to_owned(), number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_of_one_form_are_numbers_and_others_words() {
        for (words, name, numbers) in [
            (&["100", "1,500"][..], "set_a_b", Some(vec![100.0, 1500.0])),
            (&["£1000", "£2_500.50"], "set_a_b", Some(vec![1000.0, 2500.5])),
            (&["10%", "12.5%"], "set_a_b", Some(vec![0.1, 0.125])),
            (&["x0.8", "x1.2"], "set_a_b_times", Some(vec![0.8, 1.2])),
            (&["12 months", "24 months"], "set_a_b_months", Some(vec![12.0, 24.0])),
            (&["100", "x2"], "set_a_b", None),
            (&["12 months", "2 years"], "set_a_b", None),
            (&["{beta: {mean: 20%, sd: 5%}}", "0.3"], "set_a_b", None),
        ] {
            let column = change("a.b", words.iter().map(|word| Some((*word).to_owned())).collect());
            assert_eq!(column.name, name, "{words:?}");
            match (column.values, numbers) {
                (AnswerValues::Numbers(found), Some(numbers)) => assert_eq!(found, numbers),
                (AnswerValues::Words(found), None) => assert_eq!(found.len(), words.len()),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn columns_that_only_some_rows_have_are_empty_elsewhere() {
        let mut columns = Columns::default();
        for (path, row, value) in [("a", 0, 1.0), ("b", 1, 2.0), ("a", 2, 3.0)] {
            columns.set(path, row, value, &0.0);
        }
        let whole: Vec<_> = columns.whole(3, &0.0).collect();
        assert_eq!(whole, [("a".to_owned(), vec![1.0, 0.0, 3.0]), ("b".to_owned(), vec![0.0, 2.0, 0.0])]);
    }
}
