//! Holds every regular expression of the schemas to what ECMA-262, Python's `re` and Rust's `regex` read alike.

use super::answers::schemas;
use averted::scenario;
use serde_json::Value;

/// Every regular expression below a part of a schema.
fn patterns<'a>(part: &'a Value, found: &mut Vec<&'a str>) {
    match part {
        Value::Object(keys) => {
            found.extend(keys.get("pattern").and_then(Value::as_str));
            found.extend(
                keys.get("patternProperties")
                    .and_then(Value::as_object)
                    .into_iter()
                    .flat_map(|map| map.keys().map(String::as_str)),
            );
            keys.values().for_each(|below| patterns(below, found));
        }
        Value::Array(items) => items.iter().for_each(|below| patterns(below, found)),
        _ => {}
    }
}

/// What of a pattern is not read alike everywhere.
fn peculiar(pattern: &str) -> Option<String> {
    let mut rest = pattern;
    while let Some(at) = rest.find(['\\', '(']) {
        let (sign, after) = rest[at..].split_at(1);
        let mut next = after.chars();
        let first = next.next();
        let fits = match (sign, first) {
            // `\d` and `\w` are other letters in Python than in a browser; `\p` and `\x{…}` are read by some alone.
            ("\\", Some('u')) => after.len() >= 5 && after[1..5].chars().all(|digit| digit.is_ascii_hexdigit()),
            ("\\", Some(letter)) => "sS123456789".contains(letter) || letter.is_ascii_punctuation(),
            ("(", Some('?')) => matches!(next.next(), Some(':' | '=' | '!')),
            _ => true,
        };
        if !fits {
            return Some(rest[at..].chars().take(8).collect());
        }
        // What is escaped begins nothing.
        rest = if sign == "\\" { &after[first.map_or(0, char::len_utf8)..] } else { after };
    }
    ["&&", "[["].into_iter().find(|sign| pattern.contains(sign)).map(str::to_owned)
}

#[test]
fn no_pattern_uses_what_is_not_read_alike_everywhere() {
    let of_answers = schemas().into_values();
    for schema in [scenario::schema(), scenario::library_schema()].into_iter().chain(of_answers) {
        let mut found = Vec::new();
        patterns(&schema, &mut found);
        for pattern in found {
            assert_eq!(peculiar(pattern), None, "{pattern}");
        }
    }
    for (pattern, part) in [
        (r"^[\p{L}]$", r"\p{L}]$"),
        (r"^(?i:day)$", "(?i:day)"),
        (r"\d", r"\d"),
        (r"\\\u00e", r"\u00e"),
        (r"(?<a>b)", "(?<a>b)"),
    ] {
        assert_eq!(peculiar(pattern).as_deref(), Some(part), "{pattern}");
    }
    assert_eq!(peculiar(r"^(?=a)(?:b)\(?\s\\d$"), None, "an escaped backslash begins nothing");
}

#[test]
fn names_of_any_script_may_be_chosen() {
    let schema = scenario::schema();
    let mut found = Vec::new();
    patterns(&schema, &mut found);
    let id = found.into_iter().find(|pattern| pattern.starts_with("^[^")).expect("the pattern of names");
    let validator = jsonschema::draft7::new(&serde_json::json!({"pattern": id})).unwrap();
    for letter in ('\0'..=char::MAX).filter(|letter| *letter <= '\u{2ff}' || letter.is_alphanumeric()) {
        let may = letter.is_alphanumeric() || letter == '_' || letter == '-';
        assert_eq!(validator.is_valid(&Value::String(format!("a{letter}"))), may, "{letter:?}");
    }
    assert!(!validator.is_valid(&Value::String("a\u{2026}".to_owned())), "an ellipsis");
}
