//! Takes text apart into sentences, and sentences into the words between those of a template.

/// The sentences of a text: one ends at a full stop before a space and the beginning of another.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    let mut from = 0;
    while let Some(stop) = rest[from..].find(". ").map(|at| from + at + 1) {
        let next = rest[stop..].trim_start();
        if next.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit() || "£“−±".contains(first))
        {
            found.push(&rest[..stop]);
            rest = next;
            from = 0;
        } else {
            from = stop;
        }
    }
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

/// What stands in `text` where `template` has `{}`; `None` where the words around differ.
pub(crate) fn parts<'t>(template: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut literals = template.split("{}");
    let rest = text.strip_prefix(literals.next()?)?;
    let literals: Vec<&str> = literals.collect();
    let mut found = Vec::new();
    fitted(&literals, rest, &mut found).then_some(found)
}

/// Whether what is left of a text is, before each of `literals`, some words.
fn fitted<'t>(literals: &[&str], text: &'t str, found: &mut Vec<&'t str>) -> bool {
    let Some((first, others)) = literals.split_first() else { return text.is_empty() };
    if others.is_empty() {
        return text.strip_suffix(first).is_some_and(|word| {
            found.push(word);
            !word.is_empty()
        });
    }
    for (at, _) in text.match_indices(first).filter(|(at, _)| *at > 0) {
        found.push(&text[..at]);
        if fitted(others, &text[at + first.len()..], found) {
            return true;
        }
        found.pop();
    }
    false
}

#[test]
fn templates_take_sentences_apart() {
    assert_eq!(
        sentences("One is £1.50. Two, by 3.5% a year. “So”."),
        ["One is £1.50.", "Two, by 3.5% a year.", "“So”."]
    );
    assert_eq!(parts("{} to {}.", "£1 to £2."), Some(vec!["£1", "£2"]));
    assert_eq!(parts("Of {}, {} is.", "Of a, b, c is."), Some(vec!["a", "b, c"]));
    assert_eq!(parts("All of it.", "All of it."), Some(vec![]));
    assert_eq!(parts("All of {}.", "All of it. And more"), None);
}
