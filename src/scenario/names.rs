//! Lists the words that mean the same everywhere in a scenario, and finds the one that was meant.

/// What may stand in any block without changing a number.
pub(super) const REMARKS: [&str; 5] = ["source", "note", "grade", "owner", "review_by"];

/// What a remark says.
pub(super) fn about_remark(remark: &str) -> &'static str {
    match remark {
        "source" => "Where the figure comes from. Printed in the log of assumptions; changes no number.",
        "note" => "Anything to know about the figure. Printed in the log of assumptions; changes no number.",
        "grade" => "How good the evidence is, from 1 (best) to 6 (judgement). Printed; changes no number.",
        "owner" => "Who answers for the figure. Printed; changes no number.",
        _ => "The month by which the figure is to be looked at again, such as 2026-04. Printed.",
    }
}

/// Whether a key is a remark, which may stand anywhere.
pub(super) fn is_remark(key: &str) -> bool {
    REMARKS.contains(&key)
}

/// The known word nearest to one that is not known, if any is near enough to have been meant.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // Longer texts are not misspelt words, and comparing them would cost time.
    if word.len() > 100 {
        return None;
    }
    let lower = word.to_lowercase().replace([' ', '-'], "_");
    let score = |candidate: &str| {
        if candidate.eq_ignore_ascii_case(&lower) { 1.0 } else { strsim::jaro_winkler(&lower, candidate) }
    };
    known
        .into_iter()
        .map(|candidate| (score(candidate), candidate))
        .filter(|(score, _)| *score >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_keys_are_recognised() {
        let known = ["probability", "rate", "unit_cost"];
        assert_eq!(nearest("probabilty", known), Some("probability"));
        assert_eq!(nearest("Unit Cost", known), Some("unit_cost"));
        assert_eq!(nearest("zebra", known), None);
    }
}
