//! Builds values out of the draws of another model.

use super::spelling::multiplied;
use super::value::judged;
use super::{Mistakes, Values};
use crate::distribution::Sampled;
use crate::model::{Parameter, Term};
use crate::quantity::Kind;
use crate::scenario::{SampleTable, Value};

/// What messages show where a table is missing.
const TABLE: &str =
    "add `samples: FILE.csv` (or .xlsx, .parquet) at the top level: a column for each value, a row for each draw";

impl Values {
    /// A column of the table, multiplied; the same column named twice with the same factor is the same value.
    pub(super) fn sampled(
        &mut self,
        table: Option<&SampleTable>,
        value: &Value,
        (column, times): (&str, f64),
        range: (f64, f64),
        mistakes: &mut Mistakes,
    ) -> Term {
        let Some(rows) = rows(table, value, (column, times), range, mistakes) else { return Term::Certain(0.0) };
        let path = Parameter::path_of_column(column, times);
        let name = table.map_or("", |table| table.name.as_str());
        let spelling = format!("column {column} of {name}{}", multiplied(times));
        match Sampled::new(&rows) {
            Ok(law) => {
                let parameter = Parameter { path, ..judged(value, spelling) };
                Term::parameter(self.parameter(parameter, law.into()))
            }
            Err(error) => {
                mistakes.add(
                    &value.place,
                    format!("the column `{column}` cannot be used: {error}"),
                    "correct the table",
                );
                Term::Certain(0.0)
            }
        }
    }
}

/// The values of a column, multiplied, if all of them are legal here.
fn rows(
    table: Option<&SampleTable>,
    value: &Value,
    (column, times): (&str, f64),
    (low, high): (f64, f64),
    mistakes: &mut Mistakes,
) -> Option<Vec<f64>> {
    let Some(table) = table else {
        mistakes.add(&value.place, "the scenario names no table of draws", TABLE);
        return None;
    };
    let Some(found) = table.column(column) else {
        let name = crate::scenario::Placed { value: column.to_owned(), place: value.place.clone() };
        mistakes.unknown("column of draws", &name, table.columns.iter().map(|column| column.name.as_str()));
        return None;
    };
    if let Some(other) = found.other {
        let message = format!("the column `{column}` of {} holds {other}, not numbers", table.name);
        mistakes.add(&value.place, message, "write it as numbers (DOUBLE or INT64), or name another column");
        return None;
    }
    let wrong = |row: &Option<f64>| row.is_none_or(|row| row * times < low || row * times > high);
    let mut bad = found.values.iter().zip(&found.lines).filter(|(row, _)| wrong(row));
    let Some((row, line)) = bad.next() else {
        return Some(found.values.iter().flatten().map(|row| row * times).collect());
    };
    let more = match bad.count() {
        0 => String::new(),
        1 => ", and 1 more row".to_owned(),
        more => format!(", and {more} more rows"),
    };
    let what = match row {
        Some(row) => format!("{row}{} is not {}", multiplied(times), value.kind.name()),
        None => "there is no number".to_owned(),
    };
    let message = format!("row {line} of {}, column `{column}`: {what}{more}", table.name);
    let unit = if value.kind == Kind::Length { " of months" } else { "" };
    let limits = if high.is_finite() { format!("from {low} to {high}") } else { format!("{low} or more") };
    mistakes.add(&value.place, message, format!("write plain numbers{unit} {limits}, without % or £: 0.35, 1200"));
    None
}
