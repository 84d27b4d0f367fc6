//! Tells tables of people apart by their heads: what the amounts are, and what else each row says.

use super::super::diagnostic::Collected;
use super::super::table::{Amounts, Columns, Grid, Head, Unknown};
use super::table::Amount;

/// Every column that a table of people may have, and what people head it.
pub(super) const HEADS: [Head; 9] = [
    Head {
        name: "person",
        others: &[
            "client",
            "clientid",
            "clientref",
            "name",
            "id",
            "personid",
            "case",
            "caseid",
            "customer",
            "resident",
            "participant",
            "serviceuser",
            "patient",
            "pupil",
            "tenant",
            "family",
            "household",
            "ref",
            "reference",
        ],
        one_will_do: true,
    },
    Head::named("event", &["events", "eventtype", "typeofevent"]),
    Head::named("occurrences", &["occurrence", "count", "number", "times", "howmany"]),
    Head::named(
        "avoided_cost",
        &[
            "avoided",
            "costavoided",
            "costsavoided",
            "avoidedcosts",
            "costavoidance",
            "saving",
            "savings",
            "saved",
            "costsaving",
            "costsavings",
            "costsaved",
        ],
    ),
    Head::named(
        "before",
        &[
            "costbefore",
            "costsbefore",
            "beforecost",
            "beforesupport",
            "costbeforesupport",
            "totalbefore",
            "pre",
            "precost",
        ],
    ),
    Head::named(
        "after",
        &["costafter", "costsafter", "aftercost", "aftersupport", "costaftersupport", "totalafter", "post", "postcost"],
    ),
    Head::named("group", &["arm"]),
    Head::named("cost", &["costs", "totalcost", "totalcosts"]),
    Head::named("view", &["views"]),
];

/// The tables that are read, for messages.
pub(super) const KNOWN: &str = "a table of people is headed person,avoided_cost, or person,before,after, or \
                                person,event,occurrences,avoided_cost (event too beside before,after), or person,group,cost";

/// What the columns of one table mean.
#[derive(Debug)]
pub(super) struct Layout<'g> {
    pub(super) columns: Columns<'g>,
    pub(super) amount: Amount,
    /// How its amounts are spelled.
    pub(super) amounts: Amounts,
}

/// The layout of a table; `None` after saying what is missing or too much.
pub(super) fn find<'g>(grid: &'g Grid<'g>, faults: &mut Collected) -> Option<Layout<'g>> {
    let head = || grid.place(&grid.head, None);
    if grid.head.get(0).is_empty() && grid.rows.is_empty() {
        return faults.refuse(head(), "the table is empty", KNOWN);
    }
    let mut columns = Columns::find(grid, "a table of people", &HEADS, Unknown::Unread, faults)?;
    if !columns.has("person") {
        return faults.refuse(head(), "the table has no column `person`", KNOWN);
    }
    let amount = match (columns.has("before"), columns.has("after"), columns.has("avoided_cost"), columns.has("cost")) {
        (true, true, ..) => Amount::BeforeLessAfter,
        (true, false, ..) | (false, true, ..) => {
            let (there, missing) = if columns.has("before") { ("before", "after") } else { ("after", "before") };
            let message = format!("the table has a column `{}` but none of the cost {missing}", columns.head(there));
            return faults.refuse(
                head(),
                message,
                format!("add `{missing}`, or write what was avoided as `avoided_cost`"),
            );
        }
        (_, _, true, _) => Amount::Avoided,
        (_, _, _, true) if columns.has("group") => Amount::Cost,
        (_, _, _, true) => {
            let help = "add a `group` of people without support, or `before` and `after`, or head the column `avoided_cost` if \
                        that is what it holds";
            return faults.refuse(head(), "a cost by itself does not say what was avoided", help);
        }
        _ => return faults.refuse(head(), "the table has no column of amounts", KNOWN),
    };
    if columns.has("group") && columns.has("view") {
        let help = "take one of the two columns out: a view is one account of everybody's journey";
        return faults.refuse(head(), "a table of two groups tells of no views", help);
    }
    if amount != Amount::Cost {
        columns.leave("cost");
    }
    if !columns.has("event") {
        columns.leave("occurrences");
    }
    let names = ["avoided_cost", "before", "after", "cost"];
    let texts = grid.rows.iter().flat_map(|row| names.map(|name| columns.field(row, name)));
    let amounts = Amounts::of(grid.delimiter, texts);
    Some(Layout { columns, amount, amounts })
}
