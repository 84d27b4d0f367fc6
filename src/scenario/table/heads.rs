//! Knows the head of a column in any spelling: case, blanks, underscores and what stands in brackets do not matter.

/// What a column may be headed.
#[derive(Clone, Copy, Debug)]
pub(in crate::scenario) struct Head {
    /// The name in messages and in the program.
    pub(in crate::scenario) name: &'static str,
    /// Other words for it, as [`key`] spells them.
    pub(in crate::scenario) others: &'static [&'static str],
    /// Whether one of several such columns will do: that of the name itself, else the first.
    pub(in crate::scenario) one_will_do: bool,
}

impl Head {
    /// A column with no other name.
    pub(in crate::scenario) const fn plain(name: &'static str) -> Self {
        Self::named(name, &[])
    }

    /// A column with other names.
    pub(in crate::scenario) const fn named(name: &'static str, others: &'static [&'static str]) -> Self {
        Self { name, others, one_will_do: false }
    }

    /// Whether a head is meant for this column.
    pub(super) fn is(&self, head: &str) -> bool {
        let key = key(head);
        !key.is_empty() && (key == self::key(self.name) || self.others.contains(&key.as_str()))
    }

    /// Whether a head is the name itself.
    pub(super) fn is_itself(&self, head: &str) -> bool {
        key(head) == key(self.name)
    }

    /// Whether a head is likely to be this one misspelt; short words are not: too many others are near them.
    pub(super) fn is_near(&self, head: &str) -> bool {
        let (key, own) = (key(head), key(self.name));
        let allowed = match own.len() {
            0..4 => return false,
            4..9 => 1,
            _ => 2,
        };
        // `cost` is a letter away from too many words.
        own != "cost" && key.len() <= 2 * own.len() && strsim::damerau_levenshtein(&key, &own) <= allowed
    }
}

/// Small letters and digits alone, without what stands in brackets: `Cost before (£)` is `costbefore`.
pub(super) fn key(head: &str) -> String {
    let mut depth = 0_usize;
    let mut key = String::new();
    for letter in head.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && letter.is_alphanumeric() => key.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_known_in_any_spelling() {
        let head = Head::named("avoided_cost", &["saving"]);
        for spelled in ["avoided_cost", "Avoided cost", "AVOIDED-COST (£)", " saving ", "Saving [a year]"] {
            assert!(head.is(spelled), "{spelled}");
        }
        for other in ["", "(£)", "avoided", "savings!x"] {
            assert!(!head.is(other), "{other}");
        }
    }

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        assert!(Head::plain("avoided_cost").is_near("avoided_cots"));
        assert!(Head::plain("occurrences").is_near("ocurences"));
        assert!(Head::plain("view").is_near("veiw"));
        for (name, other) in
            [("cost", "post"), ("person", "reason"), ("event", "agent"), ("id", "ia"), ("view", "area")]
        {
            assert!(!Head::plain(name).is_near(other), "{name} {other}");
        }
    }
}
