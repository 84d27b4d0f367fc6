//! What each warning about discounting and what a programme costs must fire on, and what it must let pass.

use super::{Case, Change, END};

const LONG: &str =
    "outcomes: {home: {achieved_by: {uniform: {low: 10%, high: 20%}}, value: £10, lasts: 31 years}}\ntargets:";
const SHORT: &str =
    "outcomes: {home: {achieved_by: {uniform: {low: 10%, high: 20%}}, value: £10, lasts: 30 years}}\ntargets:";

pub(crate) const CASES: [Case; 2] = [
    ("W40", Change(&[(END, LONG)], &[]), Change(&[(END, SHORT)], &[])),
    (
        // A grade may say how much is added to a cost, too.
        "W06",
        Change(&[("prices: outturn}]}", "prices: outturn, uplift: {grade: 4}}]}")], &[]),
        Change(&[("prices: outturn}]}", "prices: outturn, uplift: 15%}]}")], &[]),
    ),
];
