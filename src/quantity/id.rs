//! Says an id in words: underscores become spaces, and the short names of public bodies their capitals.

/// Names that are not said as they are written as an id.
const SAID: [(&str, &str); 5] =
    [("nhs", "NHS"), ("dwp", "DWP"), ("gp", "GP"), ("cafcass", "CAFCASS"), ("childrens", "children's")];

/// `general_fund` as `general fund`, `nhs_cashable` as `NHS cashable`.
#[must_use]
pub fn words_of(id: &str) -> String {
    let said = |word| SAID.iter().find(|(written, _)| *written == word).map_or(word, |&(_, said)| said);
    id.split('_').map(said).collect::<Vec<&str>>().join(" ")
}

/// A group of payers in a sentence: `the general fund`.
#[must_use]
pub fn group_name(id: &str) -> String {
    format!("the {}", words_of(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_said_in_words() {
        assert_eq!(words_of("general_fund"), "general fund");
        assert_eq!(words_of("nhs_cashable"), "NHS cashable");
        assert_eq!(words_of("childrens_social_care"), "children's social care");
        assert_eq!(group_name("council"), "the council");
    }
}
