//! Tells two chances apart wherever one is printed: that what is expected reaches an amount, and that a cohort does.
//!
//! What is expected is what very many people would avoid, so that only weak evidence can make it miss an amount; the
//! total of one cohort also depends on what happens to its people. Both are of the same amount, and differ.

use super::chance::chance;
use crate::estimate::{Chance, Decision};

/// What the chance of something expected covers.
pub const EVIDENCE: &str = "weak evidence alone";
/// What the chance of something that a cohort turns out to do covers.
pub const BOTH: &str = "weak evidence and chance";

/// What every chance of a cohort covers, under a table of them.
#[must_use]
pub fn covered() -> String {
    format!("Chances that this cohort reaches an amount cover {BOTH}.")
}

/// The simulated people by their number in words: `this cohort of 850 people`.
#[must_use]
pub fn cohort(people: &str) -> String {
    if people == "1" { "this cohort of 1 person".to_owned() } else { format!("this cohort of {people} people") }
}

/// Both chances of a target, of a cohort of `people`.
#[must_use]
pub fn of_target(of: &Chance, people: &str) -> String {
    format!(
        "Chance that {} reaches it ({BOTH}): {}. Chance that it misses it: {}.",
        cohort(people),
        chance(of),
        chance(&of.missed())
    )
}

/// The head of a column of such chances.
#[must_use]
pub fn reaches(target: &str) -> String {
    format!("Chance that this cohort reaches {target}")
}

/// The chance that a decision pays, whose id is `fund` or `target.<id>`, after a semicolon.
#[must_use]
pub fn pays(id: &str, decision: &Decision) -> String {
    let exceeds = if id.starts_with("target.") {
        "what is expected to count towards it exceeds that amount"
    } else {
        "expected benefits exceed costs at present value"
    };
    format!("the chance that {exceeds} ({EVIDENCE}) is {}", chance(&decision.pays))
}

/// The chance that benefits exceed costs, without a full stop; `avoided` is what all that counts is called.
#[must_use]
pub fn benefits_exceed_costs(of: &Chance, avoided: &str) -> String {
    let exceeds = if several(avoided) { "exceed" } else { "exceeds" };
    format!(
        "Chance that benefits exceed costs, that is, that expected {avoided} {exceeds} the programme's cost at present \
         value ({EVIDENCE}): {}",
        chance(of)
    )
}

/// Whether what counts is several things, as in `cost avoided and gains`.
#[must_use]
pub fn several(avoided: &str) -> bool {
    avoided.contains(" and ")
}

/// The verb of what counts: `cost avoided is`, `cost avoided and gains are`.
#[must_use]
pub fn is_or_are(avoided: &str) -> &'static str {
    if several(avoided) { "are" } else { "is" }
}

/// What is expected to be left after programme cost, the same in every answer; `amount` with its error.
#[must_use]
pub fn net_benefit(amount: &str) -> String {
    format!("Expected net benefit at present value: {amount}.")
}

/// The chance that a programme pays back within the span, without a full stop; `avoided` is what all that counts is called.
#[must_use]
pub fn catches_up(of: &Chance, avoided: &str) -> String {
    let catches = if several(avoided) { "catch" } else { "catches" };
    format!(
        "Chance that expected {avoided} {catches} up with the programme's cost for good within the span ({EVIDENCE}): {}",
        chance(of)
    )
}

/// The chances that a payer alone gets its money back, in avoided cost and in cash.
#[must_use]
pub fn money_back(avoided: &Chance, cashable: &Chance) -> String {
    format!(
        "Chance that this cohort avoids for it at least what it pays ({BOTH}): {}; in cashable savings: {}.",
        chance(avoided),
        chance(cashable)
    )
}
