//! Carries out `averted explain`: says what a key, a distribution, a warning or a term of the field means.

use super::args::ExplainArgs;
use super::deliver::say;
use super::exit_code::Failure;
use super::output;
use super::reference::{self, standing};
use crate::model::WARNINGS;
use crate::render::document::{Block, Depth, Document, Section, glossary, terms_in};
use crate::render::plain_markdown;
use crate::scenario::{BlockEntry, KeyEntry, Reference, nearest, reference as language};

/// Something that goes by a name.
struct Topic {
    /// What it is listed under.
    group: String,
    name: String,
    /// The paths at which it stands, `*` for a name.
    paths: Vec<String>,
    section: Section,
}

/// Explains what is asked for, else lists what can be explained.
pub(super) fn explain(arguments: &ExplainArgs) -> Result<(), Failure> {
    if arguments.all {
        return Ok(output::print_bytes(whole().as_bytes())?);
    }
    say(answer(arguments)?, Depth::Full, &[])
}

/// The whole reference of the language, as Markdown.
pub(super) fn whole() -> String {
    plain_markdown(reference::document(&language()))
}

/// The meanings of what the arguments name.
pub(super) fn answer(arguments: &ExplainArgs) -> Result<Document, Failure> {
    let language = language();
    let topics = topics(&language);
    let asked = arguments.words.join(" ");
    if asked.trim().is_empty() { Ok(contents(&topics)) } else { found(topics, asked.trim()) }
}

/// Everything that can be explained.
fn topics(language: &Reference) -> Vec<Topic> {
    let mut topics = Vec::new();
    let mut add = |group: &str, name: &str, paths: &[String], section| {
        topics.push(Topic { group: group.to_owned(), name: name.to_owned(), paths: paths.to_vec(), section });
    };
    for block in &language.blocks {
        for key in &block.keys {
            let paths: Vec<String> = block.places.iter().map(|place| below(place, key.name)).collect();
            add(&format!("Keys of {}", block.name), key.name, &paths, of_key(block, key, &paths));
        }
    }
    for block in &language.blocks {
        add("Blocks", block.id, &block.places, reference::block(block));
    }
    for way in &language.spellings {
        let kinds = way.kinds.map(|kinds| format!("It describes {kinds}."));
        let points = [Some(format!("Written {}.", way.written)), kinds].into_iter().flatten().collect();
        add("Spellings of a value", way.key, &[], section(&format!("{}, {}", way.key, way.is), way.about, points));
    }
    for (remark, about) in &language.remarks {
        let anywhere = "It may stand in every block, and beside every value in braces.".to_owned();
        add("Remarks", remark, &[], section(&format!("{remark}, a remark"), about, vec![anywhere]));
    }
    for rule in &WARNINGS {
        let silence = format!("silence: {{{}: reason}} at the top level hides it; the reason is printed.", rule.id);
        add("Warnings", rule.id, &[], section(&format!("{}, a warning", rule.id), rule.about, vec![silence]));
    }
    for (term, meaning) in glossary() {
        add("Terms", term, &[], section(&format!("{term}, a term"), meaning, Vec::new()));
    }
    topics
}

fn of_key(block: &BlockEntry, key: &KeyEntry, paths: &[String]) -> Section {
    let left_out = match key.default {
        _ if key.required => "It must be given.".to_owned(),
        None => "It may be left out.".to_owned(),
        Some(default) => format!("Where it is left out: {default}."),
    };
    let points = vec![format!("It holds {}.", key.holds), left_out, standing(paths)];
    section(&format!("{}, a key of {}", key.name, block.name), key.about, points)
}

fn section(title: &str, about: &str, mut points: Vec<String>) -> Section {
    let itself = title.split(", ").next().unwrap_or(title);
    let terms = terms_in(about, itself);
    if !terms.is_empty() {
        points.push(format!("See also: {}.", terms.join(", ")));
    }
    Section::new("meaning", title, vec![Block::say(about), Block::List(points)])
}

/// A document of every meaning of a name.
fn found(topics: Vec<Topic>, asked: &str) -> Result<Document, Failure> {
    let names: Vec<String> = topics.iter().map(|topic| spelled(&topic.name)).collect();
    let last = asked.rsplit('.').next().unwrap_or(asked);
    let near =
        nearest(last, names.iter().map(String::as_str)).and_then(|near| names.iter().position(|name| name == near));
    let hint = near.map_or_else(
        || "`averted explain` lists what can be explained".to_owned(),
        |near| format!("did you mean `{}`?", topics[near].name),
    );
    let sections: Vec<Section> =
        topics.into_iter().filter(|topic| topic.answers(asked)).map(|topic| topic.section).collect();
    if sections.is_empty() {
        return Err(Failure::Scenario(format!("error: nothing is called `{asked}`; {hint}\n")));
    }
    Ok(Document { sections, ..Document::default() })
}

/// The names of all topics, by group.
fn contents(topics: &[Topic]) -> Document {
    let groups = topics.chunk_by(|one, next| one.group == next.group).map(|group| {
        let names: Vec<&str> = group.iter().map(|topic| topic.name.as_str()).collect();
        Section::new("group", group[0].group.as_str(), vec![Block::say(names.join(", "))])
    });
    let lead = "averted explain NAME says what any of these means; averted explain --all prints everything.".to_owned();
    let title = "What can be explained".to_owned();
    Document { title, lead: vec![lead], sections: groups.collect(), ..Document::default() }
}

impl Topic {
    /// Whether it is what a name or path asks for: as a reader of the whole path, with names or `*` for them, would
    /// say it, or of its last keys, such as `follows.probability`.
    fn answers(&self, asked: &str) -> bool {
        // What a view or shock sets is a part of the scenario.
        let path = asked.split_once(".set.").map_or(asked, |(_, rest)| rest);
        let keys = |path: &str| path.split('.').filter(|part| *part != "*").map(str::to_owned).collect::<Vec<_>>();
        let leads = |full: &String| {
            let (parts, known): (Vec<&str>, Vec<&str>) = (path.split('.').collect(), full.split('.').collect());
            let alike = parts.len() == known.len()
                && known.iter().zip(&parts).all(|(known, part)| *known == "*" || known == part);
            alike || keys(full).ends_with(&keys(path))
        };
        spelled(&self.name) == spelled(asked) || (path.contains('.') && self.paths.iter().any(leads))
    }
}

/// A name in small letters with underscores, as keys are written.
fn spelled(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

fn below(place: &str, key: &str) -> String {
    if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(asked: &str) -> Vec<String> {
        let topics = topics(&language()).into_iter().filter(|topic| topic.answers(asked));
        topics.map(|topic| topic.section.title).collect()
    }

    #[test]
    fn a_name_is_explained_in_every_meaning() {
        assert_eq!(titles("prevents"), ["prevents, a key of support"]);
        assert_eq!(titles("events.*.support.prevents"), titles("events.eviction.support.prevents"));
        assert_eq!(titles("views.low.set.events.eviction.unit_cost"), ["unit_cost, a key of an event"]);
        assert_eq!(titles("follows.probability"), ["probability, a key of a link between events"]);
        assert_eq!(titles("probability").len(), 2);
        assert_eq!(titles("pert"), ["pert, a distribution"]);
        assert_eq!(titles("w07"), ["W07, a warning"]);
        assert_eq!(titles("grade"), ["grade, a remark"]);
        assert_eq!(titles("Credible interval"), ["Credible interval, a term"]);
        assert_eq!(titles("timing"), ["timing, a key of an event", "The timing"]);
        assert_eq!(titles("zebra"), [""; 0]);
    }
}
