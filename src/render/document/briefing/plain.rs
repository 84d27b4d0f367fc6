//! Puts what is written for those who keep a scenario into words for those who read about it.

use crate::estimate::{Assumption, Results, Summary};
use crate::render::words::{capital, level, mean_with_error, path_in_words, range, stated, stated_range, words_of};

/// A warning without what to write in the scenario about it: ids become labels, and no code is left.
pub(super) fn warning(text: &str, results: &Results) -> String {
    without_code(text, |id| labelled(id, results))
}

fn without_code(text: &str, label: impl Fn(&str) -> String) -> String {
    // What to do about it stands after the last semicolon that is not within code.
    let mut code = false;
    let mut end = text.len();
    for (at, letter) in text.char_indices() {
        match letter {
            '`' => code = !code,
            ';' if !code => end = at,
            _ => {}
        }
    }
    let pieces = text[..end].split('`').enumerate();
    let said: String = pieces.map(|(at, piece)| if at % 2 == 0 { piece.to_owned() } else { label(piece) }).collect();
    capital(&said)
}

/// The label of what an id or path names, in quotes; the words of any other.
fn labelled(id: &str, results: &Results) -> String {
    let event = results.events.get(id).map(|event| &event.label);
    let outcome = || results.outcomes.get(id).map(|outcome| &outcome.label);
    let payer = || results.payers.get(id).map(|payer| &payer.label);
    let target = || results.targets.get(id).map(|target| &target.label);
    let segment = || results.segments.get(id).map(|segment| &segment.label);
    match event.or_else(outcome).or_else(payer).or_else(target).or_else(segment) {
        Some(label) => format!("“{label}”"),
        None if id.contains('.') => path_in_words(id),
        None => words_of(id),
    }
}

/// What is believed of a value, in words: `35% (12% to 60%), grade 6, judgement`.
pub(in super::super) fn believed(value: &Assumption) -> String {
    let mean = stated(value.kind, value.mean);
    let range =
        if value.certain { String::new() } else { format!(" ({})", stated_range(value.kind, value.p2_5, value.p97_5)) };
    format!("{mean}{range}{}", graded(value.remarks.grade))
}

/// The mean with its error and, where it is not certain, its prediction interval: `£48 (± £6; 95% prediction interval £9 to
/// £90)`.
pub(super) fn ranged(summary: &Summary, at: f64) -> String {
    let (said, range) = (mean_with_error(summary), range(summary, at));
    if range.is_empty() {
        return said;
    }
    let range = format!("{} prediction interval {range})", level(at));
    match said.strip_suffix(')') {
        Some(open) => format!("{open}; {range}"),
        None => format!("{said} ({range}"),
    }
}

/// `, grade 6, judgement`; nothing of a value without a grade.
pub(super) fn graded(grade: Option<u8>) -> String {
    match grade {
        Some(6) => ", grade 6 (judgement)".to_owned(),
        Some(grade) => format!(", grade {grade}"),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_said_without_code() {
        let text = "support prevents `adm` and nothing comes instead; say what comes, such as `instead: {a; b: 80%}`";
        let label = |id: &str| format!("“{}”", id.to_uppercase());
        assert_eq!(without_code(text, label), "Support prevents “ADM” and nothing comes instead");
        assert_eq!(without_code("plain", label), "Plain");
    }
}
