//! Reads JSON of which every reader sees the same: a key that stands twice in one object is refused.
//!
//! Readers differ in which of two equal keys they take (RFC 8259, section 4), so that a file could show one number to the
//! eye and another to the check.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

/// Reads a value of `T`.
///
/// # Errors
///
/// When it is no JSON, holds a key twice, or is no `T`.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    Once.deserialize(&mut json)?;
    json.end()?;
    serde_json::from_slice(bytes)
}

/// What holds no object is passed over.
macro_rules! passed_over {
    ($($visit:ident $held:ty),+) => {
        $(fn $visit<E>(self, _: $held) -> Result<(), E> {
            Ok(())
        })+
    };
}

/// Walks through a value and keeps nothing but the keys of the objects that it is in.
struct Once;

impl<'de> DeserializeSeed<'de> for Once {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Once {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut keys: HashSet<String> = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            map.next_value_seed(Self)?;
            if keys.contains(&key) {
                return Err(A::Error::custom(format_args!("the key {key:?} stands twice in one object")));
            }
            keys.insert(key);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Self)?.is_some() {}
        Ok(())
    }

    passed_over! { visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64, visit_str &str }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn said(text: &str) -> String {
        read::<Value>(text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn a_key_that_stands_twice_is_refused_wherever_it_stands() {
        for text in [
            r#"{"nhs": 1000, "nhs": 1}"#,
            r#"{"a": {"nhs": 1, "b": 2, "nhs": 1}}"#,
            r#"[1, [{"nhs": null, "nhs": null}]]"#,
            r#"{"nhs": 1, "\u006ehs": 2}"#,
        ] {
            assert!(said(text).starts_with("the key \"nhs\" stands twice in one object at line 1"), "{text}");
        }
        let far = format!("{}{}", "[".repeat(200), "]".repeat(200));
        assert!(said(&far).contains("recursion limit"));
    }

    #[test]
    fn what_every_reader_sees_alike_is_read() {
        for text in [r#"{"a": {"b": 1}, "b": {"a": -1.5e3, "b": [true, null, "x", 18446744073709551615]}}"#, "1", "[]"]
        {
            assert_eq!(read::<Value>(text.as_bytes()).unwrap(), serde_json::from_str::<Value>(text).unwrap());
        }
        assert!(said("{} {}").contains("trailing"));
        assert!(said(r#"{"a": 1e999}"#).contains("out of range"));
    }
}
