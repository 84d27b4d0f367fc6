//! Names and describes the columns of the draws file.

use serde::Serialize;

use super::column_name::plain;
use crate::dictionary::{Block, Covers, Form, Key, Unit};

/// A column of the draws file, and what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DrawColumn {
    /// Its name: small Latin letters, digits and `_`, a letter first; no other column has it.
    pub name: String,
    /// What it holds, in words.
    pub label: String,
    /// Its unit; none for words.
    pub unit: Option<&'static str>,
    /// What sort of column it is.
    pub kind: ColumnKind,
    /// What differs from row to row; none for what numbers or names the rows.
    pub covers: Option<&'static str>,
    /// Where results.json sums it up, or the path of the value in the scenario.
    pub place: Option<String>,
}

/// A sort of column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// Numbers or names the row.
    Key,
    /// Of the whole programme.
    Total,
    /// Of one event.
    Event,
    /// Of one payer.
    Payer,
    /// Of one (part-)year.
    Year,
    /// Of one target.
    Target,
    /// An uncertain value as it was drawn.
    Input,
}

/// Columns of one sort, of which there is one for each event, payer, year or target, or one in all.
pub(super) struct Family {
    pub(super) kind: ColumnKind,
    /// The name, in which `<id>` stands for that of the event.
    name: &'static str,
    /// What it holds, after the label.
    words: &'static str,
    unit: Unit,
    covers: Covers,
    /// Where results.json sums it up.
    place: &'static str,
}

/// What is known of the whole programme, in order; the last two with outcomes alone.
pub(super) const TOTALS: [Family; 7] = {
    use ColumnKind::Total as T;
    [
        Family::of(
            T,
            "expected_per_person",
            "Expected avoided cost per person",
            Unit::PoundsPerPerson,
            "per_person.expected",
        )
        .of_evidence(),
        Family::of(T, "avoided", "Avoided cost", Unit::Pounds, "total.avoided"),
        Family::of(T, "avoided_pv", "Avoided cost, present value", Unit::Pounds, "total.avoided_pv"),
        Family::of(T, "cashable", "Cashable part of avoided cost", Unit::Pounds, "total.cashable"),
        Family::of(
            T,
            "net_pv",
            "Avoided cost less programme cost, present value; without a programme, avoided cost",
            Unit::Pounds,
            "programme.net_pv",
        ),
        Family::of(T, "social_value_pv", "Social value, present value", Unit::Pounds, "total.social_value_pv"),
        Family::of(
            T,
            "sroi",
            "Social value and avoided cost for each £1 of programme cost, present value",
            Unit::PoundsPerPound,
            "programme.sroi",
        ),
    ]
};

/// What is known of each event.
pub(super) const OF_AN_EVENT: [Family; 3] = {
    use ColumnKind::Event as E;
    [
        Family::of(E, "event_<id>_avoided", "avoided cost", Unit::Pounds, "events.<id>.avoided"),
        Family::of(
            E,
            "event_<id>_occurrences",
            "occurrences without support",
            Unit::Occurrences,
            "events.<id>.occurrences",
        ),
        Family::of(E, "event_<id>_averted", "occurrences averted", Unit::Occurrences, "events.<id>.averted"),
    ]
};

/// What is known of each payer, year and target.
pub(super) const OF_A_PAYER: Family =
    Family::of(ColumnKind::Payer, "payer_<id>_avoided", "avoided cost", Unit::Pounds, "payers.<id>.avoided");
pub(super) const OF_A_YEAR: Family =
    Family::of(ColumnKind::Year, "year_<id>_avoided", "avoided cost", Unit::Pounds, "years[<id>].avoided");
pub(super) const OF_A_TARGET: Family =
    Family::of(ColumnKind::Target, "target_<id>_value", "what counts towards it", Unit::Pounds, "targets.<id>.value");

/// Each uncertain value as it was drawn; its unit is its own.
pub(super) const INPUT: Family =
    Family::of(ColumnKind::Input, "input_<id>", "the value as drawn", Unit::OfKind, "<id>").of_evidence();

impl Family {
    const fn of(kind: ColumnKind, name: &'static str, words: &'static str, unit: Unit, place: &'static str) -> Self {
        Self { kind, name, words, unit, covers: Covers::EvidenceAndChance, place }
    }

    const fn of_evidence(self) -> Self {
        Self { covers: Covers::Evidence, ..self }
    }

    /// The column of the whole programme.
    pub(super) fn column(&self) -> DrawColumn {
        self.labelled(self.words.to_owned(), "", "", self.unit)
    }

    /// The column of what has this label and id; `place` is what results.json knows it by.
    pub(super) fn column_of(&self, label: &str, id: &str, place: &str) -> DrawColumn {
        self.labelled(format!("{label}: {}", self.words), id, place, self.unit)
    }

    /// The column of a value at a path, drawn in `unit`.
    pub(super) fn input(&self, label: String, path: &str, unit: Unit) -> DrawColumn {
        self.labelled(label, path, path, unit)
    }

    fn labelled(&self, label: String, id: &str, place: &str, unit: Unit) -> DrawColumn {
        DrawColumn {
            name: plain(&self.name.replace("<id>", id)),
            label,
            unit: Some(unit.name()),
            kind: self.kind,
            covers: Some(self.covers.name()),
            place: Some(self.place.replace("<id>", place)),
        }
    }

    /// What the dictionary says of all its columns.
    fn key(&self) -> Key {
        let of_each = match self.kind {
            ColumnKind::Key | ColumnKind::Total => self.words.to_owned(),
            ColumnKind::Event => format!("Of each event: {}", self.words),
            ColumnKind::Payer => format!("Of each payer: {}", self.words),
            ColumnKind::Year => format!("Of each (part-)year: {}", self.words),
            ColumnKind::Target => format!("Of each target: {}", self.words),
            ColumnKind::Input => format!("Of each uncertain value, by its path: {}, in its own unit", self.words),
        };
        Key {
            name: self.name.to_owned(),
            about: format!("{of_each}."),
            unit: Some(self.unit),
            covers: Some(self.covers),
            optional: matches!(self.name, "social_value_pv" | "sroi"),
            form: Form::Nullable(Box::new(Form::Number)),
        }
    }
}

impl DrawColumn {
    /// What numbers or names the rows.
    fn key(name: &str, label: &str) -> Self {
        let (name, label) = (name.to_owned(), label.to_owned());
        Self { name, label, unit: None, kind: ColumnKind::Key, covers: None, place: None }
    }

    /// The number of the draw and its view.
    pub(super) fn keys() -> [Self; 2] {
        [
            Self::key("draw", "Number of the draw, from 1"),
            Self::key("view", "View that the draw belongs to; empty where views have no weights"),
        ]
    }
}

/// The dictionary of a row of the draws file, whatever its scenario.
#[must_use]
pub fn draws_form() -> Form {
    let [draw, view] = DrawColumn::keys();
    let key = |column: DrawColumn, form| Key {
        about: format!("{}.", column.label),
        name: column.name,
        unit: None,
        covers: None,
        optional: false,
        form,
    };
    let families = TOTALS.iter().chain(&OF_AN_EVENT).chain([&OF_A_PAYER, &OF_A_YEAR, &OF_A_TARGET, &INPUT]);
    let keys = [key(draw, Form::Whole), key(view, Form::Text)].into_iter().chain(families.map(Family::key)).collect();
    let about = "A row of draws.csv or draws.parquet: one draw. An id or path stands in a name in small letters, each run of \
                 other signs as `_`; names that would be the same are told apart by `_2`, `_3` at their end.";
    Form::Block(Block { name: "Draw".to_owned(), about: about.to_owned(), keys, summary: false })
}
