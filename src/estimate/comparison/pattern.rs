//! Matches paths of a scenario against patterns such as `events.*.unit_cost`.

/// Whether `path` is what `pattern` names or lies below it; `*` stands for any one part.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let mut parts = path.split('.');
    pattern.split('.').all(|wanted| parts.next().is_some_and(|part| wanted == "*" || wanted == part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_names_what_lies_below_it() {
        for (pattern, path, expected) in [
            ("*", "shared.effect", true),
            ("events.*.unit_cost", "events.fall.unit_cost", true),
            ("events.*.unit_cost", "events.fall.unit_cost.times", true),
            ("events.fall", "events.fall.rate", true),
            ("events.fall", "events.falls.rate", false),
            ("events.fall.rate", "events.fall", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
