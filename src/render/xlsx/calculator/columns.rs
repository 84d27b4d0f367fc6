//! Takes from the draws the columns that the calculator is worked out from, as they stand on their sheet.

use rust_xlsxwriter::utility::column_number_to_name;

use super::super::draws::MOST;
use crate::estimate::{DrawRows, DrawValues};

/// The columns of the sheet Draws that formulas use.
pub(super) struct Columns {
    list: Vec<Column>,
    rows: usize,
    all: usize,
}

struct Column {
    /// Its name in the draws.
    name: String,
    /// What it holds, in words.
    label: String,
    /// The letters of its column on the sheet.
    letters: String,
    values: DrawValues,
}

impl Columns {
    pub(super) fn new(draws: &dyn DrawRows) -> Self {
        let rows = draws.rows().min(MOST);
        let wanted = |name: &str| {
            matches!(name, "expected_per_person" | "avoided" | "avoided_pv" | "cashable" | "net_pv" | "social_value_pv")
                || (name.starts_with("target_") && name.ends_with("_value"))
        };
        let mut found: Vec<(Column, usize, Vec<f64>)> = Vec::new();
        for (place, column) in draws.columns().iter().enumerate().skip(2).filter(|(_, column)| wanted(&column.name)) {
            let letters = column_number_to_name(u16::try_from(place).unwrap_or(u16::MAX));
            let column = Column {
                name: column.name.clone(),
                label: column.label.clone(),
                letters,
                values: DrawValues::default(),
            };
            found.push((column, place - 2, Vec::with_capacity(rows)));
        }
        let mut numbers = Vec::new();
        for row in 0..rows {
            draws.numbers(row, &mut numbers);
            for (_, place, values) in &mut found {
                values.extend(numbers.get(*place));
            }
        }
        let list =
            found.into_iter().map(|(column, _, values)| Column { values: DrawValues::new(values), ..column }).collect();
        Self { list, rows, all: draws.rows() }
    }

    /// Draws that the sheet lists.
    pub(super) const fn rows(&self) -> usize {
        self.rows
    }

    /// Draws of the run.
    pub(super) const fn all(&self) -> usize {
        self.all
    }

    /// The finite numbers of a column, and the name by which formulas know them; `None` where there are none.
    pub(super) fn get(&self, name: &str) -> Option<(String, &DrawValues)> {
        let column = self.list.iter().find(|column| column.name == name && !column.values.is_empty())?;
        Some((self.named(column), &column.values))
    }

    /// The name of every column, the cells that it stands for, and what they hold.
    pub(super) fn ranges(&self) -> Vec<(String, String, String)> {
        let range = |column: &Column| format!("Draws!${0}$2:${0}${1}", column.letters, self.rows + 1);
        self.list.iter().map(|column| (self.named(column), range(column), column.label.clone())).collect()
    }

    /// Targets are counted: their ids may be longer than a name.
    fn named(&self, column: &Column) -> String {
        let targets = self.list.iter().filter(|other| other.name.starts_with("target_"));
        match targets.map(|other| &other.name).position(|name| *name == column.name) {
            Some(place) => format!("draws_target_{}", place + 1),
            None => format!("draws_{}", column.name),
        }
    }
}
