//! Hands the table of the language on to those who explain it: every block, key and spelling in plain words.

use super::language::{self, Block, CONTRASTS, FAMILIES, REFERENCES, Rule};
use super::names::{REMARKS, about_remark};

/// The whole language in plain words.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Every block, each once, in the order in which they nest.
    pub blocks: Vec<BlockEntry>,
    /// Every way to spell a value in braces, distributions first.
    pub spellings: Vec<SpellingEntry>,
    /// What may stand in any block, and what it says.
    pub remarks: Vec<(&'static str, &'static str)>,
}

/// A block of the language.
#[derive(Clone, Debug)]
pub struct BlockEntry {
    /// One word for it, such as `event`.
    pub id: &'static str,
    /// What messages call it, such as "an event".
    pub name: &'static str,
    /// What it says.
    pub about: &'static str,
    /// The paths at which it stands, `*` for a name; empty for the file itself.
    pub places: Vec<String>,
    /// What its keys demand of each other, a sentence each.
    pub rules: Vec<String>,
    /// Its keys.
    pub keys: Vec<KeyEntry>,
}

/// A key of a block.
#[derive(Clone, Debug)]
pub struct KeyEntry {
    /// The key.
    pub name: &'static str,
    /// What may stand after its colon.
    pub holds: String,
    /// What it says.
    pub about: &'static str,
    /// Whether the block is wrong without it.
    pub required: bool,
    /// What holds where it is left out, if that can be written.
    pub default: Option<&'static str>,
}

/// A way to spell a value in braces.
#[derive(Clone, Debug)]
pub struct SpellingEntry {
    /// The key that names it.
    pub key: &'static str,
    /// How it is written.
    pub written: String,
    /// What it is: "a distribution".
    pub is: &'static str,
    /// The kinds of quantity that it may describe; `None` for what stands for a value elsewhere.
    pub kinds: Option<&'static str>,
    /// What it says.
    pub about: &'static str,
}

/// The language, from the table that reader and schema follow.
#[must_use]
pub fn reference() -> Reference {
    let mut blocks: Vec<BlockEntry> = Vec::new();
    for (path, block) in language::blocks() {
        match blocks.iter_mut().find(|known| known.id == block.id) {
            Some(known) => known.places.push(path),
            None => blocks.push(entry(block, path)),
        }
    }
    let families = FAMILIES.iter().map(|family| SpellingEntry {
        key: family.key,
        written: family.written(),
        is: "a distribution",
        kinds: Some(family.support.words()),
        about: family.about,
    });
    let contrasts = CONTRASTS.map(|contrast| SpellingEntry {
        key: contrast.key,
        written: contrast.written.to_owned(),
        is: "a comparison",
        kinds: Some(contrast.words()),
        about: contrast.about,
    });
    let references = REFERENCES.map(|(key, times, about)| {
        let times = if times { ", times: …" } else { "" };
        SpellingEntry { key, written: format!("{{{key}: …{times}}}"), is: "stands for a value", kinds: None, about }
    });
    let remarks = REMARKS.map(|remark| (remark, about_remark(remark)));
    Reference { blocks, spellings: families.chain(contrasts).chain(references).collect(), remarks: remarks.into() }
}

/// A block as it stands at `path`.
fn entry(block: &Block, path: String) -> BlockEntry {
    let keys = block.keys.iter().map(|key| KeyEntry {
        name: key.name,
        holds: key.form.words(),
        about: key.about,
        required: key.required,
        default: key.default,
    });
    BlockEntry {
        id: block.id,
        name: block.name,
        about: block.about,
        places: vec![path],
        rules: block.rules.iter().map(Rule::words).collect(),
        keys: keys.collect(),
    }
}
