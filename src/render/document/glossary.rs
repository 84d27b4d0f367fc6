//! Explains the terms that the papers use, each in one sentence.

use crate::estimate::{Counting, Results};

/// The terms that this report uses, with their meaning.
#[must_use]
pub(super) fn terms(results: &Results) -> Vec<(String, String)> {
    let mut terms = vec![
        (
            "Avoided cost",
            "What would have been spent without support and is not spent with it, as far as support gets the credit, less what support itself adds. It is not money saved: see cashable.",
        ),
        (
            "Cashable savings",
            "What can leave a budget: the cashable part of what support saves, less the cash that what it adds takes. A bed that is not used but filled by someone else avoids cost and saves no cash.",
        ),
        (
            "Chance",
            "What happens to these people and not to others, even if every average were known. A chance that this cohort does something covers it; a chance of what is expected covers weak evidence alone.",
        ),
        (
            "Credible interval",
            "The range of an average given weak evidence alone, as if very many people were supported.",
        ),
        ("Prediction interval", "The range of what this cohort could turn out to avoid: weak evidence and chance."),
        ("Deferred", "Avoided only within the time followed: the cost comes later and is put off, not averted."),
        ("Draw", "One reading of all uncertain values together, under which the whole cohort is simulated."),
        ("Evidence", "What is known about the values of the scenario. Weak evidence is a wide range of such a value."),
        (
            "Attribution",
            "The share of the avoided cost that is credited to the programme rather than to others who helped.",
        ),
        ("Displacement", "The share that only moved to other people or services."),
        ("Optimism bias", "A cut applied because estimates of benefits tend to be too high."),
        ("Knock-on", "What is avoided because the event that leads to it was prevented."),
        ("Present value", "Money of later years, discounted to the start of the programme."),
        (
            "Simulation error",
            "How far a figure may be off only because the draws are finite in number (the Monte Carlo standard error). Figures are rounded to it.",
        ),
    ];
    if results.targets.iter().any(|(_, target)| target.counting == Counting::Released) {
        terms.push((
            "Released cash",
            "Cashable savings that have left a budget by the end of a year: in whole posts or contracts, and some time after they are saved.",
        ));
    }
    if results.programme.is_some() {
        terms.push((
            "Payback",
            "The month from which expected cost avoided stays above programme cost to the end of the span.",
        ));
    }
    if !results.views.is_empty() {
        terms.push(("View", "One opinion of the lives that people would have led without support."));
    }
    if !results.outcomes.is_empty() {
        terms.push(("Deadweight", "The share of an outcome that would have happened anyway."));
        terms.push((
            "SROI ratio",
            "Present value of avoided cost and social value together, for each £1 of programme cost.",
        ));
    }
    terms.sort_by_key(|(term, _)| *term);
    terms.into_iter().map(|(term, meaning)| (term.to_owned(), meaning.to_owned())).collect()
}
