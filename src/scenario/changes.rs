//! Writes changes of a scenario as files and arguments that make them again: `--set` arguments as a file that extends
//! the scenario, named shocks as `--set` arguments.

use std::path::Path;

use super::Place;
use super::arguments::factor;
use super::diagnostic::Diagnostics;
use super::extends::Loading;
use super::flow::{flow, scalar};
use super::parse::parse;
use super::reader::join;
use super::shape::is_value;
use super::source::Files;
use super::tree::Node;
use super::values_of::leaves;

/// A named shock, as arguments of `--set`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShockSets {
    /// Its key in the scenario.
    pub id: String,
    /// Its label, or its key where it has none.
    pub label: String,
    /// What it changes: `cohort.people=567`, `events.*.unit_cost=x120%`.
    pub set: Vec<String>,
}

/// The named shocks of the scenario at `path`.
///
/// # Errors
///
/// Every mistake in the text.
pub fn shock_sets(path: &Path, files: &dyn Files, sets: &[String]) -> Result<Vec<ShockSets>, Diagnostics> {
    let mut loading = Loading::of(files);
    let (tree, _) = loading.with_sets(path, sets);
    let Loading { sources, faults, .. } = loading;
    let Some(tree) = tree.filter(|_| !faults.has_errors()) else {
        return Err(Diagnostics { list: faults.into_sorted(), sources });
    };
    let shocks = tree.get("shocks").into_iter().flat_map(Node::entries);
    Ok(shocks
        .map(|shock| {
            let text = |key: &str| shock.node.get(key).and_then(Node::text);
            let mut set = Vec::new();
            if let Some(patch) = shock.node.get("set") {
                gather(patch, "", &mut set);
            }
            let scale = shock.node.get("scale").into_iter().flat_map(Node::entries);
            set.extend(scale.filter_map(|pair| Some(format!("{}=x{}", pair.key, pair.node.text()?))));
            ShockSets { id: shock.key.clone(), label: text("label").unwrap_or(&shock.key).to_owned(), set }
        })
        .collect())
}

/// The values below `node`, each as an argument.
fn gather(node: &Node, path: &str, set: &mut Vec<String>) {
    if node.is_map() && !is_value(path, node) {
        node.pairs().iter().for_each(|pair| gather(&pair.node, &join(path, &pair.key), set));
    } else {
        set.push(format!("{path}={}", flow(node)));
    }
}

/// What a change is in a file that extends another.
#[derive(Default)]
struct Block(Vec<(String, Entry)>);

enum Entry {
    Value(String),
    Block(Block),
}

/// The lines of a scenario that extends the one at `path` with these `--set` arguments, and states the same values.
///
/// # Errors
///
/// Every mistake in the text or the arguments; an argument that a file cannot say.
pub fn changes_yaml(path: &Path, files: &dyn Files, sets: &[String]) -> Result<String, Diagnostics> {
    let wanted = leaves(path, files, sets)?;
    let mut loading = Loading::of(files);
    let (mut root, mut scales) = (Block::default(), Vec::new());
    for (index, text) in sets.iter().enumerate() {
        let source = loading.sources.add_argument(format!("--set argument {}", index + 1), "".into(), text.clone());
        let Some((place, value)) = text.split_once('=') else { continue };
        let place = place.trim();
        if let Some(factor) = factor(value) {
            scales.push((place.to_owned(), factor.to_owned()));
        } else if let Some(node) = parse(text, text.len() - value.len(), source, &mut loading.faults) {
            root.put(&place.split('.').collect::<Vec<_>>(), &node);
        }
    }
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let mut lines = format!("extends: {}\n", scalar(&name));
    root.write(0, &mut lines);
    if !scales.is_empty() {
        lines.push_str("scale:\n");
        scales.iter().for_each(|(path, factor)| lines.push_str(&format!("  {}: {}\n", scalar(path), scalar(factor))));
    }
    let changed = Changed { files, path: &path.with_file_name(CHANGED), text: &lines };
    match leaves(changed.path, &changed, &[]) {
        Ok(found) if found == wanted => Ok(lines),
        _ => {
            // Nothing but the arguments was loaded, so the first source is the first of them.
            let place = sets.first().map(|set| Place { path: String::new(), source: 0, start: 0, end: set.len() });
            let message = "a file that extends the scenario cannot make these changes";
            loading.faults.fault(place, message, "keep them as --set arguments; they make them");
            Err(Diagnostics { list: loading.faults.into_sorted(), sources: loading.sources })
        }
    }
}

/// The name under which the changes are read back.
const CHANGED: &str = "changes of the reader.yaml";

/// The files of the scenario, and its changes as one more.
struct Changed<'f> {
    files: &'f dyn Files,
    path: &'f Path,
    text: &'f str,
}

impl Files for Changed<'_> {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        if path == self.path { Ok(self.text.as_bytes().to_vec()) } else { self.files.read(path) }
    }

    fn allows(&self, path: &Path) -> bool {
        path == self.path || self.files.allows(path)
    }
}

impl Block {
    /// Puts a value where a path leads; the last of several at one place counts.
    fn put(&mut self, path: &[&str], value: &Node) {
        let Some((key, rest)) = path.split_first() else { return };
        let at = self.0.iter().position(|(known, _)| known == key);
        let at = at.unwrap_or_else(|| {
            self.0.push(((*key).to_owned(), Entry::Block(Self::default())));
            self.0.len() - 1
        });
        if rest.is_empty() {
            self.0[at].1 = Entry::Value(flow(value));
            return;
        }
        if !matches!(self.0[at].1, Entry::Block(_)) {
            self.0[at].1 = Entry::Block(Self::default());
        }
        if let Entry::Block(block) = &mut self.0[at].1 {
            block.put(rest, value);
        }
    }

    fn write(&self, depth: usize, lines: &mut String) {
        for (key, entry) in &self.0 {
            let (indent, key) = ("  ".repeat(depth), scalar(key));
            match entry {
                Entry::Value(value) => lines.push_str(&format!("{indent}{key}: {value}\n")),
                Entry::Block(block) => {
                    lines.push_str(&format!("{indent}{key}:\n"));
                    block.write(depth + 1, lines);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::example::{Memory, scenario};
    use crate::scenario::read;

    fn memory() -> Memory {
        let event = "a: {probability: 15%, unit_cost: {value: £1k, note: guess}, paid_by: {nhs: 100%}}";
        let shocks = "shocks: {dear: {label: Dear, scale: {events.*.unit_cost: 120%}}, \
                      few: {set: {cohort: {people: 10}, events: {a: {probability: {pert: {low: 5%, mode: 15%, high: 30%}, note: 'a: b'}}}}}}";
        Memory::of(&[("s.yaml", &scenario(&[event], &format!("support: {{prevents: 50%}}\n{shocks}")))])
    }

    #[test]
    fn a_shock_is_what_sets_make_of_the_scenario() {
        let shocks = shock_sets(Path::new("s.yaml"), &memory(), &[]).unwrap();
        assert_eq!(shocks[0].set, ["events.*.unit_cost=x120%"]);
        assert_eq!((shocks[0].label.as_str(), shocks[1].label.as_str()), ("Dear", "few"));
        let probability = "events.a.probability={pert: {low: 5%, mode: 15%, high: 30%}, note: \"a: b\"}";
        assert_eq!(shocks[1].set, ["cohort.people=10", probability]);
        for shock in shocks {
            assert!(read(Path::new("s.yaml"), &memory(), &shock.set).is_ok(), "{shock:?}");
        }
    }

    #[test]
    fn a_file_of_changes_states_the_values_that_the_arguments_make() {
        let sets = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let typed =
            sets(&["cohort.people=7", "events.a.probability={pert: {low: 1%, mode: 2%, high: 3%}}", "cohort.people=9"]);
        let text = changes_yaml(Path::new("s.yaml"), &memory(), &typed).unwrap();
        let lines = "extends: s.yaml\ncohort:\n  people: 9\nevents:\n  a:\n    probability: {pert: {low: 1%, mode: 2%, high: 3%}}\n";
        assert_eq!(text, lines);
        let scaled = changes_yaml(Path::new("s.yaml"), &memory(), &sets(&["events.*.unit_cost=x1.2"])).unwrap();
        assert_eq!(scaled, "extends: s.yaml\nscale:\n  \"events.*.unit_cost\": 1.2\n");
        // Scaled first and stated after is not what a file says, which states first.
        let order = sets(&["events.a.unit_cost=x2", "events.a.unit_cost=£5"]);
        assert!(changes_yaml(Path::new("s.yaml"), &memory(), &order).unwrap_err().render(false).contains("keep them"));
    }

    #[test]
    fn nothing_in_a_value_gets_out_of_its_place() {
        let hostile = ["title=\"a\\nhorizon: 1 month\"".to_owned()];
        let text = changes_yaml(Path::new("s.yaml"), &memory(), &hostile).unwrap();
        assert_eq!(text, "extends: s.yaml\ntitle: \"a\\nhorizon: 1 month\"\n");
    }
}
