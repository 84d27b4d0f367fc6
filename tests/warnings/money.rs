//! What each warning about discounting and what a programme costs must fire on, and what it must let pass.

use super::{Case, Change, END, open, raised};

const LONG: &str =
    "outcomes: {home: {achieved_by: {uniform: {low: 10%, high: 20%}}, value: £10, lasts: 31 years}}\ntargets:";
const SHORT: &str =
    "outcomes: {home: {achieved_by: {uniform: {low: 10%, high: 20%}}, value: £10, lasts: 30 years}}\ntargets:";

pub(crate) const CASES: [Case; 1] = [("W40", Change(&[(END, LONG)], &[]), Change(&[(END, SHORT)], &[]))];

#[test]
fn a_grade_of_what_a_cost_may_be_more_is_as_little_verified() {
    let uplift = |uplift: &'static [(&'static str, &'static str)]| raised(Change(uplift, &[]));
    let graded = uplift(&[("prices: outturn}]}", "prices: outturn, uplift: {grade: 4}}]}")]);
    assert_eq!(open(&graded).into_iter().collect::<Vec<_>>(), ["W06"]);
    assert!(graded[0].text.contains("`programme`"), "{}", graded[0].text);
    assert!(uplift(&[("prices: outturn}]}", "prices: outturn, uplift: 15%}]}")]).is_empty());
}
