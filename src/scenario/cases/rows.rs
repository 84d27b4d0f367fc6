//! Reads one row of a table of people, and says everything that is wrong with it.

use super::super::diagnostic::{Collected, split};
use super::super::table::{Row, count};
use super::groups::same;
use super::layout::Layout;
use super::table::{Amount, CaseRow, Groups};
use crate::quantity::Kind;

/// Names of a row that adds others up.
const SUMS: [&str; 9] = ["total", "totals", "sum", "grand total", "subtotal", "average", "mean", "all", "overall"];

/// How far a saving may be from the difference of the two costs beside it, £: each of the three may be rounded to pounds.
const ROUNDING: f64 = 1.5;

/// One row, or `None` after saying what is wrong with it.
pub(super) fn row(
    layout: &Layout<'_>,
    groups: Option<&Groups>,
    written: &Row,
    faults: &mut Collected,
) -> Option<CaseRow> {
    if !layout.columns.fit(written, faults) {
        return None;
    }
    let mut reader = Reader { layout, written, faults };
    let person = reader.person();
    let event = Some(reader.field("event")).filter(|event| !event.is_empty()).map(str::to_owned);
    let nothing = layout.columns.has("event") && event.is_none();
    let supported = reader.supported(groups);
    let occurrences = reader.occurrences(nothing);
    let amount = match layout.amount {
        Amount::Avoided => reader.avoided(nothing),
        Amount::BeforeLessAfter => reader.before_less_after(nothing),
        Amount::Cost => reader.cost(nothing),
    };
    let view = Some(reader.field("view")).filter(|view| !view.is_empty()).map(str::to_owned);
    let (occurrences, supported) = (occurrences?, supported?);
    Some(CaseRow { person: person?, event, occurrences, avoided_cost: amount?, view, supported })
}

/// A row while it is read.
struct Reader<'r, 'l> {
    layout: &'r Layout<'l>,
    written: &'r Row,
    faults: &'r mut Collected,
}

impl<'r> Reader<'r, '_> {
    fn field(&self, name: &str) -> &'r str {
        self.layout.columns.field(self.written, name)
    }

    fn fault<T>(&mut self, column: Option<&str>, message: impl Into<String>, help: impl Into<String>) -> Option<T> {
        self.layout.columns.fault(self.written, column, message, help, self.faults)
    }

    fn person(&mut self) -> Option<String> {
        let person = self.field("person");
        if person.is_empty() {
            return self.fault(None, "this row names no person", "give each person a name or number");
        }
        if SUMS.contains(&person.trim_end_matches([':', '.']).to_lowercase().as_str()) {
            let message = format!("`{person}` seems to be the sum of other rows, and no person");
            return self.fault(
                Some("person"),
                message,
                "take the row out; every row is one person, or one event of one",
            );
        }
        Some(person.to_owned())
    }

    fn supported(&mut self, groups: Option<&Groups>) -> Option<Option<bool>> {
        if !self.layout.columns.has("group") {
            return Some(None);
        }
        let group = self.field("group");
        if group.is_empty() {
            return self.fault(Some("group"), "this row names no group", "write `supported` or `comparison`");
        }
        // Where groups could not be told apart, that is said once.
        groups.map(|groups| Some(same(group, &groups.supported)))
    }

    fn occurrences(&mut self, nothing: bool) -> Option<Option<u32>> {
        if !self.layout.columns.has("occurrences") {
            return Some(None);
        }
        let text = self.field("occurrences");
        if nothing {
            let help = "leave it empty: the row names no event";
            return match count(text) {
                _ if text.is_empty() => Some(Some(0)),
                Some(0) => Some(Some(0)),
                _ => self.fault(Some("occurrences"), format!("`{text}` occurrences make no sense here"), help),
            };
        }
        if let Some(number) = count(text) {
            return Some(Some(number));
        }
        let help = "write a whole number, 0 where none was avoided";
        let message = if text.is_empty() {
            "how many occurrences were avoided is not said".to_owned()
        } else {
            format!("`{text}` occurrences make no sense here")
        };
        self.fault(Some("occurrences"), message, help)
    }

    /// What was avoided: nothing in a row that says nothing.
    fn avoided(&mut self, nothing: bool) -> Option<f64> {
        let text = self.field("avoided_cost");
        if text.is_empty() && (nothing || !self.layout.columns.has("event")) {
            return Some(0.0);
        }
        let amount = self.signed("avoided_cost")?;
        self.of_an_event(nothing, amount, "avoided_cost", "a cost is avoided")
    }

    /// What fell, which a column of savings beside it must agree with.
    fn before_less_after(&mut self, nothing: bool) -> Option<f64> {
        let (before, after) = (self.field("before"), self.field("after"));
        if before.is_empty() && after.is_empty() && self.field("avoided_cost").is_empty() {
            return Some(0.0);
        }
        let (before, after) = (self.positive("before"), self.positive("after"));
        let fell = before? - after?;
        if !self.field("avoided_cost").is_empty() {
            let saving = self.signed("avoided_cost")?;
            if (saving - fell).abs() > ROUNDING {
                let money = |amount: f64| {
                    let sign = if amount < 0.0 { "−" } else { "" };
                    format!("{sign}{}", Kind::Money.spelled(amount.abs()))
                };
                let (head, said) = (self.layout.columns.head("avoided_cost"), self.field("avoided_cost"));
                let message = format!(
                    "`{said}` does not agree with the costs before and after, {} less {}, which is {}",
                    money(before?),
                    money(after?),
                    money(fell)
                );
                let help = format!("correct one of the three, or take the column `{head}` out");
                return self.fault(Some("avoided_cost"), message, help);
            }
        }
        self.of_an_event(nothing, fell, "before", "costs are given")
    }

    /// Less than nothing avoided: what the person cost.
    fn cost(&mut self, nothing: bool) -> Option<f64> {
        if self.field("cost").is_empty() && nothing {
            return Some(0.0);
        }
        let cost = self.positive("cost")?;
        self.of_an_event(nothing, 0.0 - cost, "cost", "a cost is given")
    }

    /// The amount, unless the row should name an event for it and does not.
    fn of_an_event(&mut self, nothing: bool, amount: f64, column: &str, what: &str) -> Option<f64> {
        if nothing && amount != 0.0 {
            let message = format!("{what}, but the row names no event");
            return self.fault(Some(column), message, "name the event, or leave the cost empty");
        }
        Some(amount)
    }

    fn signed(&mut self, column: &str) -> Option<f64> {
        let amount = self.layout.amounts.signed(self.field(column));
        self.understood(column, amount)
    }

    fn positive(&mut self, column: &str) -> Option<f64> {
        let text = self.field(column);
        if text.is_empty() {
            let head = self.layout.columns.head(column).to_owned();
            return self.fault(Some(column), format!("`{head}` is empty here"), "write 0 if there was no cost");
        }
        let why = "write what the person cost as £0 or more; it is not a saving";
        let amount = self.layout.amounts.positive(text, why);
        self.understood(column, amount)
    }

    fn understood(&mut self, column: &str, amount: Result<f64, String>) -> Option<f64> {
        amount
            .map_err(|error| {
                let (message, help) = split(&error);
                let _: Option<()> = self.fault(Some(column), message, help.unwrap_or("write an amount such as £1200"));
            })
            .ok()
    }
}
