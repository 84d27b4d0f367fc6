//! Holds a table as a file of stored columns (Parquet) has it: numbers by column, no text and no places.

/// A table as a file stores it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::scenario) struct Stored {
    /// The number of its rows.
    pub(in crate::scenario) rows: usize,
    /// Its columns, in the order of the file.
    pub(in crate::scenario) columns: Vec<StoredColumn>,
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::scenario) struct StoredColumn {
    /// Its name; of a column in a struct with that of the struct, parted by a dot.
    pub(in crate::scenario) name: String,
    /// By row; `None` where nothing is stored, or no finite number. Empty where it holds no numbers.
    pub(in crate::scenario) values: Vec<Option<f64>>,
    /// What it holds instead of numbers.
    pub(in crate::scenario) other: Option<&'static str>,
}
