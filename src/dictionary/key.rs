//! Reads what a field says of itself: its sentences, and the words by which serde writes it.

use super::form::{Block, Form, Key};
use super::unit::{Covers, Unit};

/// A field as its source has it.
#[derive(Clone, Copy, Debug)]
pub struct KeyText {
    /// Its name.
    pub name: &'static str,
    /// The lines of its comment.
    pub about: &'static [&'static str],
    /// Its unit.
    pub unit: Option<Unit>,
    /// What its interval covers.
    pub covers: Option<Covers>,
    /// What stands in its `#[serde(…)]`.
    pub serde: &'static str,
}

impl KeyText {
    /// Adds the key, or those of a block that is written in its place.
    pub fn add(self, form: Form, keys: &mut Vec<Key>) {
        // A leading or a trailing word alone would be part of another.
        let says = |word: &str| self.serde.split([',', ' ', '=']).any(|part| part == word);
        if says("flatten") {
            keys.extend(form.block().into_iter().flat_map(|block| block.keys.iter().cloned()));
            return;
        }
        keys.push(Key {
            name: renamed(self.serde).unwrap_or(self.name).to_owned(),
            about: sentences(self.about),
            unit: self.unit,
            covers: self.covers,
            optional: says("skip_serializing_if"),
            form,
        });
    }

    /// A block of such fields.
    #[must_use]
    pub fn block(name: &'static str, about: &[&str], keys: Vec<Key>) -> Form {
        Form::Block(Block { name: name.to_owned(), about: sentences(about), keys, summary: false })
    }
}

/// The name that serde gives a field.
fn renamed(serde: &'static str) -> Option<&'static str> {
    let (_, after) = serde.split_once("rename")?;
    let name = after.trim_start().strip_prefix('=')?.trim_start().strip_prefix('"')?;
    name.split_once('"').map(|(name, _)| name)
}

/// Lines of a comment as plain sentences: without the marks by which Rust's documentation links.
fn sentences(lines: &[&str]) -> String {
    let text: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    text.join(" ").replace("[`", "`").replace("`]", "`").trim().to_owned()
}

/// The words of an enum that serde writes in snake case.
#[must_use]
pub(crate) fn words(variants: &[&str]) -> Form {
    let snake = |variant: &&str| {
        let mut word = String::new();
        for letter in variant.chars() {
            if letter.is_uppercase() && !word.is_empty() {
                word.push('_');
            }
            word.extend(letter.to_lowercase());
        }
        word
    };
    Form::Words(variants.iter().map(snake).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_serde_does_is_read() {
        assert_eq!(renamed(r#"rename = "50%""#), Some("50%"));
        assert_eq!(renamed(r#"default, skip_serializing_if = "Option::is_none""#), None);
        assert_eq!(words(&["CaseStudies", "T"]), Form::Words(vec!["case_studies".to_owned(), "t".to_owned()]));
        let mut keys = Vec::new();
        let text = KeyText { name: "a", about: &[" One", " of [`B`]."], unit: None, covers: None, serde: "" };
        text.add(Form::Number, &mut keys);
        let optional = KeyText { serde: r#"default, skip_serializing_if = "x""#, ..text };
        optional.add(KeyText::block("C", &[" A block."], keys.clone()), &mut keys);
        KeyText { serde: r#"flatten, with = "C""#, ..text }.add(keys[1].form.clone(), &mut keys);
        assert_eq!(keys[0].about, "One of `B`.");
        assert!(!keys[0].optional && keys[1].optional);
        assert_eq!(keys[2], keys[0], "what is flattened stands in its place");
    }
}
