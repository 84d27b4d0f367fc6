//! Holds a checked table of people: what each is said to have avoided, or cost, under which event, view or group.

/// A checked table of people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CaseTable {
    /// What messages call it.
    pub name: String,
    /// Its rows in the order of the file.
    pub rows: Vec<CaseRow>,
    /// What its amounts are.
    pub amount: Amount,
    /// Its two groups, where it has a column for them.
    pub groups: Option<Groups>,
    /// Heads of columns that were not read, as written.
    pub unread: Vec<String>,
}

/// What the amounts of a table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Amount {
    /// Cost that was avoided, as somebody worked it out.
    #[default]
    Avoided,
    /// Cost before support less cost after: each person compared with themselves.
    BeforeLessAfter,
    /// Cost of a person of one of two groups, which are compared with each other.
    Cost,
}

/// The two groups of a table, as it calls them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups {
    /// Those who had support.
    pub supported: String,
    /// Those who had not.
    pub comparison: String,
}

/// What a table says about one person and one event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CaseRow {
    /// Who, as the table names them.
    pub person: String,
    /// The event; `None` for a person who had none, and in a table without events.
    pub event: Option<String>,
    /// How many occurrences were avoided; `None` where the table does not count them.
    pub occurrences: Option<u32>,
    /// £ avoided in all, negative where costs rose; less the cost in a table of [`Amount::Cost`].
    pub avoided_cost: f64,
    /// The view that the row belongs to, where the table has that column.
    pub view: Option<String>,
    /// Whether the person had support, where the table has two groups.
    pub supported: Option<bool>,
}
