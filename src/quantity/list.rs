//! Joins words into lists and sentences.

use super::words_of;

/// `a, b and c`.
#[must_use]
pub fn list<S: AsRef<str>>(parts: &[S]) -> String {
    joined(parts, "and")
}

/// Names as they are written in a file: "`a`, `b` or `c`", with the word that stands before the last.
#[must_use]
pub fn listed<'n>(names: impl IntoIterator<Item = &'n str>, last: &str) -> String {
    joined(&names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>(), last)
}

fn joined<S: AsRef<str>>(parts: &[S], last: &str) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match parts.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// With a capital letter at its head.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// `shared.nhs_cashable` as `Shared: NHS cashable`, where no label is at hand; `*` is all of them.
#[must_use]
pub fn path_in_words(path: &str) -> String {
    let spaced = words_of(path).replace('*', "all");
    match spaced.rsplit_once('.') {
        Some((place, name)) => capital(&format!("{}: {name}", place.replace('.', ", "))),
        None => capital(&spaced),
    }
}

/// "£719 per bed day": an amount that is spelled, and of what one is; the amount alone where that is not said.
#[must_use]
pub fn amount_per(amount: &str, unit: Option<&str>) -> String {
    unit.map_or_else(|| amount.to_owned(), |unit| format!("{amount} per {unit}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_read_as_english() {
        assert_eq!(list(&["NHS", "housing", "police"]), "NHS, housing and police");
        assert_eq!(list(&["NHS"]), "NHS");
        assert_eq!(listed(["a", "b", "c"], "or"), "`a`, `b` or `c`");
        assert_eq!(listed(["a"], "or"), "`a`");
        assert_eq!(capital("general fund"), "General fund");
        assert_eq!(capital("élan"), "Élan");
        assert_eq!(path_in_words("events.*.unit_cost"), "Events, all: unit cost");
    }
}
