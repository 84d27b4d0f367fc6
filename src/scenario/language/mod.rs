//! Lists every key of the scenario language once, for the reader that checks files and the schema that editors use.

use super::reader::join;
use crate::quantity::Kind;

mod block;
mod contrast;
mod events;
mod family;
mod held;
mod people;
mod top;
mod unit_cost;
mod words;

pub(super) use block::Written;
pub use events::{EventWritten, FollowWritten, OutcomeWritten, SupportWritten, TimingWritten, VariesWritten};
pub use held::{CorrelationWritten, PublishedWritten, TargetWritten};
pub use people::{
    CapacityWritten, CohortWritten, FundingWritten, PayerWritten, ProgrammeWritten, ReleasesWritten, SegmentWritten,
};
pub use top::{Scenario, SimulationWritten};

pub(super) use contrast::{CONTRASTS, Comparison, ContrastSpelling, contrast};
pub(super) use events::{EVENT, OUTCOME, SUPPORT, VARIES};
pub(super) use family::{
    FAMILIES, Family, Inside, REFERENCES, Support, advised, beside, blanks, family, is_spelling, reserved, spellings,
};
pub(super) use held::PUBLISHED;
pub(super) use people::{COHORT, FUNDING, PAYER};
pub(super) use top::{SCENARIO, SHOCK, VIEW};
pub(super) use unit_cost::{SPREAD, SpreadWritten, UNIT_COST, UnitCostWritten};

/// A block of the language: what to call it, and its keys.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// "an event", "the cohort".
    pub(super) name: &'static str,
    /// The same in one word, for the schema.
    pub(super) id: &'static str,
    /// What it says, in one sentence.
    pub(super) about: &'static str,
    /// Its keys, remarks aside.
    pub(super) keys: &'static [Key],
    /// What the keys demand of each other.
    pub(super) rules: &'static [Rule],
}

/// A key of a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    /// The key.
    pub(super) name: &'static str,
    /// What may stand after its colon.
    pub(super) form: Form,
    /// What it says, in plain English, with its unit.
    pub(super) about: &'static str,
    /// Whether the block is wrong without it.
    pub(super) required: bool,
    /// What holds where it is left out, if that can be written.
    pub(super) default: Option<&'static str>,
}

/// The name of a key that the macro was given, which may be a word of Rust.
pub(super) const fn plain_name(written: &'static str) -> &'static str {
    match written.as_bytes() {
        [b'r', b'#', ..] => written.split_at(2).1,
        _ => written,
    }
}

/// What a key may hold.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// Text.
    Text,
    /// One word or a list of words.
    Words,
    /// Exactly two paths.
    Pair,
    /// `true` or `false`.
    Switch,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A month, `2021-04`.
    Month,
    /// A financial year, `2021/22`.
    Year,
    /// A certain number of one kind.
    Number(Kind),
    /// A certain share that is neither 0% nor 100%.
    InnerShare,
    /// A length of time, which may be zero.
    Delay,
    /// A length of time above zero.
    Length,
    /// A whole number from the first to the second, which is a power of ten.
    Whole(u64, u64),
    /// A whole number that starts the random numbers.
    Seed,
    /// A correlation from -1 to 1.
    Correlation,
    /// A value that may be uncertain.
    Value(Kind),
    /// The same, which case studies may give as well.
    ValueOrCases(Kind),
    /// What an occurrence costs: an uncertain value, a price and how much of it, or parts.
    Cost,
    /// A spread, or one of the price and one of the length; a patch replaces it whole, as it does a value.
    Spread(&'static Block),
    /// An uncertain share, or `rest`.
    ShareOrRest,
    /// An uncertain share, or the difference of two groups.
    Gain,
    /// An uncertain share, or a grade that stands for one.
    Bias,
    /// Uncertain plain numbers above zero: one, or one for each event with a `default`.
    RelativeRisk,
    /// Uncertain shares: one, or one for each payer.
    Cashable,
    /// Certain shares by payer.
    PaidBy,
    /// People by year.
    PeopleByYear,
    /// Certain numbers of one kind by year.
    ByYear(Kind),
    /// Values that may be uncertain by year.
    ValuesByYear(Kind),
    /// A certain rate, or a schedule of rates.
    RateOrSchedule,
    /// `{cv: …}`.
    Variation,
    /// `even`, or a block.
    EvenOr(&'static Block),
    /// A block.
    Block(&'static Block),
    /// Blocks by a name that the author chooses.
    Entries(&'static Block),
    /// Blocks by the names of other entries.
    Links(&'static Block),
    /// Blocks by a name that the author chooses, each of which may be left empty.
    EmptyEntries(&'static Block),
    /// A list of blocks.
    List(&'static Block),
    /// Uncertain values of any kind, by name.
    Shared,
    /// Reasons by the id of a warning.
    Silence,
    /// Keys of the scenario that are changed.
    Patch,
    /// Factors by path.
    Scale,
}

impl Form {
    /// The block whose keys stand here.
    pub(super) const fn block(self) -> Option<&'static Block> {
        match self {
            Self::Block(block) | Self::Spread(block) | Self::EvenOr(block) => Some(block),
            _ => None,
        }
    }

    /// The form of what stands under every name or number here.
    pub(super) const fn each(self) -> Option<Self> {
        match self {
            Self::Entries(block) | Self::EmptyEntries(block) | Self::Links(block) | Self::List(block) => {
                Some(Self::Block(block))
            }
            Self::RelativeRisk | Self::Shared => Some(Self::Value(Kind::Factor)),
            Self::Cashable => Some(Self::Value(Kind::Share)),
            Self::PaidBy => Some(Self::Number(Kind::Share)),
            Self::PeopleByYear | Self::Variation | Self::Scale => Some(Self::Number(Kind::Factor)),
            Self::ByYear(kind) => Some(Self::Number(kind)),
            Self::ValuesByYear(kind) => Some(Self::Value(kind)),
            Self::Silence => Some(Self::Text),
            Self::Patch => Some(Self::Patch),
            _ => None,
        }
    }

    /// The form of what stands under a key here.
    pub(super) fn below(self, key: &str) -> Option<Self> {
        let value = |kind: Kind| Some(Self::Value(kind));
        match (self, key) {
            (Self::Cost, "each") => return value(Kind::Money),
            (Self::Cost, "times") => return value(Kind::Factor),
            (Self::Cost, "for") => return value(Kind::Length),
            _ => {}
        }
        match self.block() {
            Some(block) => block.keys.iter().find(|known| known.name == key).map(|known| known.form),
            None => self.each(),
        }
    }

    /// Whether it is one value, in whatever spelling, and not made of parts that a patch changes one by one.
    pub(super) const fn is_single(self) -> bool {
        matches!(self, Self::Spread(_) | Self::Cost) || (self.block().is_none() && self.each().is_none())
    }
}

/// What the keys of a block demand of each other.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rule {
    /// At least one of these is there.
    AnyOf(&'static [&'static str]),
    /// Not both are there.
    NotBoth([&'static str; 2]),
    /// Where one of the first is there, the second is there too.
    Needs(&'static [&'static str], &'static str),
}

impl Block {
    /// The names of its keys.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> + Clone + use<> {
        self.keys.iter().map(|key| key.name)
    }

    /// Whether a key of this name belongs to it.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names().any(|key| key == name)
    }
}

/// Every block with its path, `*` for a name in it, as often as it stands in a scenario or a library of unit costs.
pub(super) fn blocks() -> Vec<(String, &'static Block)> {
    let mut found = Vec::new();
    gather(&SCENARIO, String::new(), &mut found);
    gather(&UNIT_COST, "*".to_owned(), &mut found);
    found
}

/// Adds a block that stands at `path`, then those below it.
fn gather(block: &'static Block, path: String, found: &mut Vec<(String, &'static Block)>) {
    found.push((path.clone(), block));
    for key in block.keys {
        let below = join(&path, key.name);
        match (key.form.block(), key.form.each().and_then(Form::block)) {
            (Some(block), _) => gather(block, below, found),
            (None, Some(block)) => gather(block, join(&below, "*"), found),
            (None, None) => {}
        }
    }
}

/// The block, other than `here`, that `key` belongs to: a key in the wrong place is often indented wrongly.
pub(super) fn home(key: &str, here: Block) -> Option<&'static str> {
    blocks().into_iter().find(|(_, block)| block.name != here.name && block.has(key)).map(|(_, block)| block.name)
}

/// Whether `key` belongs to the block that messages call `name`.
pub(super) fn belongs(key: &str, name: &str) -> bool {
    blocks().iter().any(|(_, block)| block.name == name && block.has(key))
}

/// Whether any block knows `key`.
pub(super) fn is_known(key: &str) -> bool {
    super::names::REMARKS.contains(&key) || blocks().iter().any(|(_, block)| block.has(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misplaced_key_is_sent_home() {
        assert_eq!(home("prevents", EVENT), Some("support"));
        assert_eq!(home("zebra", EVENT), None);
        assert!(belongs("unit_cost", "an event"));
        assert!(is_known("grade") && !is_known("zebra"));
    }

    #[test]
    fn every_key_is_explained_in_a_sentence() {
        for (_, block) in blocks() {
            assert!(block.about.ends_with('.'), "{}", block.name);
            for key in block.keys {
                assert!(key.about.len() > 20 && key.about.ends_with('.'), "{}: {}", block.name, key.name);
                let first = key.about.chars().next();
                assert!(first.is_some_and(|first| !first.is_lowercase()), "{}: {}", block.name, key.name);
                assert!(!(key.required && key.default.is_some()), "{}: {}", block.name, key.name);
            }
            for rule in block.rules {
                let named: &[&str] = match rule {
                    Rule::AnyOf(names) => names,
                    Rule::NotBoth(names) => names,
                    Rule::Needs(names, needed) => {
                        assert!(block.has(needed), "{}", block.name);
                        names
                    }
                };
                assert!(named.iter().all(|name| block.has(name)), "{}", block.name);
            }
        }
    }
}
