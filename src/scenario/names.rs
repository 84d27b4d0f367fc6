//! Lists every key of the scenario language by the block that it belongs to, for reading and for suggesting.

/// What may stand in any block without changing a number.
pub(super) const REMARKS: [&str; 5] = ["source", "note", "grade", "owner", "review_by"];

/// Everything that marks a block in braces as a value.
pub(super) const SPELLINGS: [&str; 15] = [
    "beta",
    "observed",
    "gamma",
    "lognormal",
    "normal",
    "uniform",
    "triangular",
    "pert",
    "range",
    "quantiles",
    "mixture",
    "shared",
    "library",
    "cases",
    "value",
];

/// Words that cannot name a payer, event, outcome, segment or target, because they mean something inside braces.
pub(super) const RESERVED: [&str; 25] = [
    "source",
    "note",
    "grade",
    "owner",
    "review_by",
    "value",
    "shared",
    "default",
    "rest",
    "beta",
    "observed",
    "gamma",
    "lognormal",
    "normal",
    "uniform",
    "triangular",
    "pert",
    "range",
    "quantiles",
    "mixture",
    "library",
    "cases",
    "times",
    "logit_normal",
    "point",
];

/// A block of the language: what to call it, and its keys.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// "an event", "the cohort".
    pub(super) name: &'static str,
    /// Its keys, remarks aside.
    pub(super) keys: &'static [&'static str],
}

macro_rules! blocks {
    ($($(#[$doc:meta])* $constant:ident $name:literal [$($key:literal)*])*) => {
        $($(#[$doc])* pub(super) const $constant: Block = Block { name: $name, keys: &[$($key),*] };)*
        /// Every block, to tell where a misplaced key belongs.
        const BLOCKS: &[Block] = &[$($constant),*];
    };
}

blocks! {
    /// The file.
    SCENARIO "a scenario" ["title" "description" "starts" "price_base" "horizon" "discount_rate" "cohort" "payers" "programme"
        "extends" "library" "allow_unverified" "silence" "shared" "support" "cases" "events" "outcomes" "views"
        "correlations" "targets" "published" "shocks" "simulation"]
    /// `cohort`.
    COHORT "the cohort" ["people" "intake" "joining" "engagement" "frailty" "segments"]
    /// An entry of `segments`.
    SEGMENT "a segment" ["label" "share" "relative_risk"]
    /// An entry of `payers`.
    PAYER "a payer" ["label" "groups" "group"]
    /// `programme`.
    PROGRAMME "the programme" ["funding" "capacity"]
    /// An entry of `funding`.
    FUNDING "a funding line" ["label" "payer" "amounts" "prices"]
    /// `capacity`.
    CAPACITY "the capacity" ["coordinators" "new_people_each" "cost_each"]
    /// An entry of `events`.
    EVENT "an event" ["label" "probability" "rate" "timing" "follows" "unit_cost" "varies" "paid_by" "cashable" "support"]
    /// `timing`.
    TIMING "the timing" ["decays"]
    /// An entry of `follows`.
    FOLLOW "what an event follows" ["probability" "after"]
    /// `varies`.
    VARIES "the spread between people" ["gamma" "lognormal"]
    /// `support`.
    SUPPORT "support" ["prevents" "reduces" "delays" "adds" "starts_after" "lasts" "drop_off" "attribution" "displacement"
        "optimism_bias"]
    /// An entry of `outcomes`.
    OUTCOME "an outcome" ["label" "beneficiary" "achieved_by" "distance" "value" "lasts" "deadweight" "attribution"
        "displacement" "drop_off"]
    /// An entry of `views`.
    VIEW "a view" ["label" "weight" "set" "scale"]
    /// An entry of `shocks`.
    SHOCK "a shock" ["label" "set" "scale"]
    /// An entry of `correlations`.
    CORRELATION "a correlation" ["between" "rho"]
    /// An entry of `targets`.
    TARGET "a target" ["label" "amount" "payers" "year" "counting" "prices" "net_of_programme"]
    /// `published`.
    PUBLISHED "the published figures" ["people" "of" "over" "counting" "mean_avoided" "total_avoided" "low" "high"
        "social_value" "sroi_ratio"]
    /// `simulation`.
    SIMULATION "the simulation" ["draws" "seed" "level" "sampling" "precision"]
    /// An entry of a unit-cost library.
    UNIT_COST "a unit cost" ["label" "value" "spread" "price_year" "paid_by" "licence" "status" "includes"]
    /// `spread` of a unit cost.
    SPREAD "the spread of a unit cost" ["low" "high" "is"]
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

/// The block, other than `here`, that `key` belongs to: a key in the wrong place is often indented wrongly.
pub(super) fn home(key: &str, here: Block) -> Option<&'static str> {
    BLOCKS.iter().find(|block| block.name != here.name && block.keys.contains(&key)).map(|block| block.name)
}

/// Whether `key` belongs to the block that messages call `name`.
pub(super) fn belongs(key: &str, name: &str) -> bool {
    BLOCKS.iter().any(|block| block.name == name && block.keys.contains(&key))
}

/// Whether any block knows `key`.
pub(super) fn is_known(key: &str) -> bool {
    REMARKS.contains(&key) || BLOCKS.iter().any(|block| block.keys.contains(&key))
}

/// "a, b and c".
pub(super) fn listed<'k>(words: impl IntoIterator<Item = &'k str>, last: &str) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_keys_are_recognised() {
        assert_eq!(nearest("probabilty", EVENT.keys.iter().copied()), Some("probability"));
        assert_eq!(nearest("Unit Cost", EVENT.keys.iter().copied()), Some("unit_cost"));
        assert_eq!(nearest("zebra", EVENT.keys.iter().copied()), None);
        assert_eq!(home("prevents", EVENT), Some("support"));
        assert_eq!(home("zebra", EVENT), None);
    }

    #[test]
    fn words_are_listed_as_in_a_sentence() {
        assert_eq!(listed(["a", "b", "c"], "or"), "`a`, `b` or `c`");
        assert_eq!(listed(["a"], "or"), "`a`");
    }
}
