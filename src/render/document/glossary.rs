//! Explains the terms of the field, each in a sentence or two, for papers and for whoever asks.

use crate::estimate::{Counting, Results};

/// A term, its meaning, and whether a report of these results uses it.
type Term = (&'static str, &'static str, fn(&Results) -> bool);

/// The rows of the table.
macro_rules! terms {
    ($($term:literal: $used:expr, $meaning:literal;)+) => {
        /// Every term, in the order of the alphabet.
        const TERMS: &[Term] = &[$(($term, $meaning, $used)),+];
    };
}

terms! {
    "Attribution": always, "The share of the avoided cost that is credited to the programme rather than to others who helped.";
    "Avoided cost": always, "What would have been spent without support and is not spent with it, as far as support gets the credit, less what support itself adds. It is not money saved: see cashable.";
    "Benefit-cost ratio": |results| results.programme.as_ref().is_some_and(|programme| programme.bcr.is_some()), "What is avoided for each £1 of programme cost, both at present value.";
    "Case-mix": elsewhere, "How the costs of cases differ from each other, which is not doubt about their mean.";
    "Cashable savings": always, "What can leave a budget: the cashable part of what support saves, less the cash that what it adds takes. A bed that is not used but filled by someone else avoids cost and saves no cash.";
    "Chance": always, "What happens to these people and not to others, even if every average were known. A chance that this cohort does something covers it; a chance of what is expected covers weak evidence alone.";
    "Chance that benefits exceed costs": |results| results.programme.is_some(), "The chance that what is expected to be avoided exceeds the programme's cost at present value. It covers weak evidence alone; health economists call it the probability of being cost-effective.";
    "Counterfactual": always, "The same person's life without support: what would have happened.";
    "Credible interval": always, "The range of an average given weak evidence alone, as if very many people were supported.";
    "Credited": elsewhere, "The share of a benefit that is left after attribution, displacement and optimism bias, κ in formulas.";
    "Deadweight": |results| !results.outcomes.is_empty(), "The share of an outcome that would have happened anyway.";
    "Deferred": always, "Avoided only within the time followed: the cost comes later and is put off, not averted.";
    "Displacement": always, "The share that only moved to other people or services.";
    "Draw": always, "One reading of all uncertain values together, under which the whole cohort is simulated.";
    "Drop-off": elsewhere, "The share by which an effect shrinks each year.";
    "Elicited value": elsewhere, "A value that people who know the field judged, not one that was counted.";
    "Evidence": always, "What is known about the values of the scenario. Weak evidence is a wide range of such a value.";
    "EVPI": elsewhere, "Expected value of perfect information: what knowing everything exactly would be worth to a decision.";
    "EVPPI": elsewhere, "Expected value of partial perfect information: what knowing one value exactly would be worth to a decision.";
    "EVSI": elsewhere, "Expected value of sample information: what a study of so many more people would be worth to a decision.";
    "Fiscal gain": |results| results.mechanisms.gained.is_some(), "What budgets gain by what people achieve, such as the tax of a job. It counts with avoided cost, never as social value.";
    "Knock-on": always, "What is avoided because the event that leads to it was prevented.";
    "Monte Carlo simulation": elsewhere, "Drawing every uncertain value and every life many times at random: the share of draws in which something happens estimates its chance.";
    "Net benefit": |results| results.programme.is_some(), "What is avoided less what the programme costs; at present value it is the net present value (NPV).";
    "Optimism bias": always, "A cut applied because estimates of benefits tend to be too high.";
    "Outturn": elsewhere, "Cash of its year, as opposed to the prices of one base year.";
    "Payback": |results| results.programme.is_some(), "The month from which expected cost avoided stays above programme cost to the end of the span.";
    "Prediction interval": always, "The range of what this cohort could turn out to avoid: weak evidence and chance.";
    "Present value": always, "Money of later years, discounted to the start of the programme.";
    "Price base": elsewhere, "The year in whose prices results are. Bringing a cost of another year to it by the GDP deflator is uprating.";
    "Prudent number": elsewhere, "What can be entered in a budget with a stated confidence.";
    "Released cash": released, "Cashable savings that have left a budget by the end of a year: in whole posts or contracts, and some time after they are saved.";
    "Risk ratio": elsewhere, "How many times as likely something is with support as without it: 0.8 is a fifth less likely.";
    "Self-check": elsewhere, "Every simulated mean against its exact expectation; a run that fails it writes nothing.";
    "Simulation error": always, "How far a figure may be off only because the draws are finite in number (the Monte Carlo standard error). Figures are rounded to it.";
    "Social value": elsewhere, "What outcomes are worth to people, in no budget.";
    "SROI ratio": |results| !results.outcomes.is_empty(), "Present value of avoided cost and social value together, for each £1 of programme cost.";
    "Switching value": elsewhere, "The value of one input at which the answer turns: net benefit is zero, or a target is as likely as not.";
    "Tornado": elsewhere, "How far the answer moves when one value goes from the low to the high end of what is believed of it, all others as they are.";
    "Unit cost": elsewhere, "What one occurrence costs on average, in the prices of one year.";
    "View": |results| !results.views.is_empty(), "One opinion of the lives that people would have led without support.";
}

/// Of terms that every report uses.
const fn always(_: &Results) -> bool {
    true
}

/// Of terms that other answers use, and the language.
const fn elsewhere(_: &Results) -> bool {
    false
}

fn released(results: &Results) -> bool {
    results.targets.iter().any(|(_, target)| target.counting == Counting::Released)
}

/// Every term with its meaning.
pub fn glossary() -> impl Iterator<Item = (&'static str, &'static str)> {
    TERMS.iter().map(|(term, meaning, _)| (*term, *meaning))
}

/// The terms that a text names, in the order of the alphabet, but for `itself`; a term within a longer one that is named is
/// not meant.
#[must_use]
pub fn terms_in(text: &str, itself: &str) -> Vec<&'static str> {
    let mut rest = text.to_lowercase();
    let mut longest: Vec<&'static str> = TERMS.iter().map(|(term, ..)| *term).collect();
    longest.sort_by_key(|term| std::cmp::Reverse(term.len()));
    let mut found = Vec::new();
    for term in longest {
        let word = term.to_lowercase();
        let mut named = false;
        while let Some(at) = word_at(&rest, &word) {
            named = true;
            rest.replace_range(at..at + word.len(), &" ".repeat(word.len()));
        }
        if named && !term.eq_ignore_ascii_case(itself) {
            found.push(term);
        }
    }
    found.sort_unstable();
    found
}

/// Where a word stands by itself in a text, or with an s.
fn word_at(text: &str, word: &str) -> Option<usize> {
    let letter = |c: char| c.is_alphanumeric();
    text.match_indices(word).map(|(at, _)| at).find(|&at| {
        let after = &text[at + word.len()..];
        let after = after.strip_prefix('s').unwrap_or(after);
        !text[..at].ends_with(letter) && !after.starts_with(letter)
    })
}

/// The terms that this report uses, with their meaning.
#[must_use]
pub(super) fn terms(results: &Results) -> Vec<(String, String)> {
    let used = TERMS.iter().filter(|(_, _, uses)| uses(results));
    used.map(|(term, meaning, _)| ((*term).to_owned(), (*meaning).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_its_terms_and_not_parts_of_words() {
        let of = |text: &str| terms_in(text, "Draw");
        assert_eq!(of("Cashable savings of many draws, at present value."), ["Cashable savings", "Present value"]);
        assert_eq!(of("The credible interval of the evidence"), ["Credible interval", "Evidence"]);
        assert_eq!(of("a viewer reviewed chances"), ["Chance"]);
        assert_eq!(of("chance that benefits exceed costs"), ["Chance that benefits exceed costs"]);
        assert_eq!(of("nothing"), [""; 0]);
    }

    #[test]
    fn terms_stand_in_the_order_of_the_alphabet() {
        let terms: Vec<String> = glossary().map(|(term, _)| term.to_lowercase()).collect();
        assert!(terms.is_sorted(), "{terms:?}");
    }
}
