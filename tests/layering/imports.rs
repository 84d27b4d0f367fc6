//! Reads which file of the source names things of which other, through the `pub use` of the faces (mod.rs).
//!
//! What is behind `#[cfg(test)]` is left out. A file that names `super::Plan` imports plan.rs, where `Plan` is, and not
//! the face that hands it on; a face imports what it uses itself, not what it hands on.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::syntax::{Use, code, declared, defined, paths, uses};

/// The files that each file imports, by their paths below the source.
pub(crate) type Imports = BTreeMap<String, BTreeSet<String>>;

/// What a file says of others.
struct File {
    name: String,
    uses: Vec<Use>,
    paths: Vec<Vec<String>>,
    defined: BTreeSet<String>,
}

impl File {
    fn is_face(&self) -> bool {
        self.name.ends_with("mod.rs")
    }
}

/// The files of a crate by the path of their module.
struct Modules(BTreeMap<Vec<String>, File>);

/// Who imports whom among files, given by their paths below the source and their texts. A file that no other declares
/// outside tests is not part of the crate.
pub(crate) fn imports(files: &BTreeMap<String, String>) -> Imports {
    let mut modules = Modules(BTreeMap::new());
    modules.add(files, &[]);
    let each = modules.0.iter().map(|(module, file)| (file.name.clone(), modules.imported(module, file)));
    each.collect()
}

impl Modules {
    /// Adds a module and those that it declares.
    fn add(&mut self, files: &BTreeMap<String, String>, module: &[String]) {
        let stem = module.join("/");
        let names = if module.is_empty() {
            ["lib.rs".to_owned(), "mod.rs".to_owned()]
        } else {
            [format!("{stem}.rs"), format!("{stem}/mod.rs")]
        };
        let Some((name, text)) = names.iter().find_map(|name| files.get_key_value(name)) else { return };
        let code = code(text);
        for child in declared(&code) {
            self.add(files, &[module, &[child]].concat());
        }
        let file = File { name: name.clone(), uses: uses(&code), paths: paths(&code), defined: defined(&code) };
        self.0.insert(module.to_vec(), file);
    }

    fn imported(&self, module: &[String], file: &File) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for used in file.uses.iter().filter(|used| !(used.public && file.is_face())) {
            let Some(target) = self.absolute(module, &used.path) else { continue };
            match self.0.get(&target) {
                Some(face) if used.all => {
                    let handed_on = face.uses.iter().filter_map(|used| self.absolute(&target, &used.path));
                    found.extend(handed_on.map(|target| self.home(&target, &mut BTreeSet::new())));
                    found.insert(target);
                }
                // What is taken from a face shows in the paths that begin with its name.
                Some(face) if face.is_face() => {}
                _ => _ = found.insert(self.home(&target, &mut BTreeSet::new())),
            }
        }
        for path in &file.paths {
            let local = || {
                let used = file.uses.iter().find(|used| used.name == path[0])?;
                Some([&self.absolute(module, &used.path)?[..], &path[1..]].concat())
            };
            if let Some(target) = self.absolute(module, path).or_else(local) {
                found.insert(self.home(&target, &mut BTreeSet::new()));
            }
        }
        found.remove(module);
        found.iter().filter_map(|module| self.0.get(module)).map(|file| file.name.clone()).collect()
    }

    /// A path from the root of the crate; `None` when it begins with neither a file of the crate nor a word for one.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Vec<String>> {
        let up = path.iter().take_while(|segment| *segment == "super").count();
        match path[0].as_str() {
            "crate" => Some(path[1..].to_vec()),
            "self" => Some([module, &path[1..]].concat()),
            "super" => Some([&module[..module.len().checked_sub(up)?], &path[up..]].concat()),
            first => {
                let child = [module, &[first.to_owned()]].concat();
                self.0.contains_key(&child).then(|| [module, path].concat())
            }
        }
    }

    /// The module whose file holds what a path from the root names.
    fn home(&self, path: &[String], seen: &mut BTreeSet<Vec<String>>) -> Vec<String> {
        let depth = (0..=path.len()).rev().find(|&depth| self.0.contains_key(&path[..depth])).unwrap_or(0);
        let (module, rest) = path.split_at(depth);
        let found = rest.first().and_then(|name| self.named(module, name, seen));
        found.unwrap_or_else(|| module.to_vec())
    }

    /// The module that a name comes from which `module` has by a `use` or by defining it.
    fn named(&self, module: &[String], name: &str, seen: &mut BTreeSet<Vec<String>>) -> Option<Vec<String>> {
        let file = self.0.get(module)?;
        if !seen.insert([module, &[name.to_owned()]].concat()) {
            return None;
        }
        let absolute = |used: &Use| self.absolute(module, &used.path);
        if let Some(target) = file.uses.iter().filter(|used| used.name == name && !used.all).find_map(absolute) {
            return Some(self.home(&target, seen));
        }
        if file.defined.contains(name) {
            return Some(module.to_vec());
        }
        file.uses.iter().filter(|used| used.all).filter_map(absolute).find_map(|from| self.named(&from, name, seen))
    }
}

/// The shortest circle of imports, file by file, the first again at the end; one within a set of `exceptions` is none.
pub(crate) fn circle(imports: &Imports, exceptions: &[&[&str]]) -> Option<Vec<String>> {
    let excepted = |from: &str, to: &str| exceptions.iter().any(|set| set.contains(&from) && set.contains(&to));
    let mut shortest: Option<Vec<String>> = None;
    for (from, targets) in imports {
        // Only one step need leave the sets: a circle that enters one and comes out of it again is found.
        for to in targets.iter().filter(|to| !excepted(from, to)) {
            let Some(back) = way(imports, to, from) else { continue };
            if shortest.as_ref().is_none_or(|known| back.len() + 1 < known.len()) {
                shortest = Some([vec![from.clone()], back].concat());
            }
        }
    }
    shortest
}

/// The shortest way from one file to another along imports, both ends included.
fn way(imports: &Imports, from: &str, to: &str) -> Option<Vec<String>> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut next = VecDeque::from([from]);
    while let Some(file) = next.pop_front() {
        if file == to {
            let mut files = vec![to.to_owned()];
            let mut at = to;
            while at != from {
                at = before[at];
                files.push(at.to_owned());
            }
            files.reverse();
            return Some(files);
        }
        for target in imports.get(file).into_iter().flatten().map(String::as_str) {
            if target != from && !before.contains_key(target) {
                before.insert(target, file);
                next.push_back(target);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{circle, imports};
    use std::collections::BTreeMap;

    /// The shortest circle of an invented crate.
    fn circle_of(files: &[(&str, &str)], exceptions: &[&[&str]]) -> Option<String> {
        let files: BTreeMap<String, String> =
            files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        circle(&imports(&files), exceptions).map(|files| files.join(" → "))
    }

    const LIB: (&str, &str) = ("lib.rs", "pub mod town;\nmod road;\npub use town::House;");
    const FACE: (&str, &str) =
        ("town/mod.rs", "mod house;\nmod street;\npub use house::*;\npub use street::{Street as Lane};");
    const ROAD: (&str, &str) = ("road.rs", "pub struct Road;");

    #[test]
    fn files_that_import_one_way_have_no_circle() {
        let house = ("town/house.rs", "use super::Lane;\npub struct House { at: Lane }");
        let street = ("town/street.rs", "use crate::road::Road;\npub struct Street(Road);");
        assert_eq!(circle_of(&[LIB, FACE, ROAD, house, street], &[]), None);
    }

    #[test]
    fn a_circle_through_a_face_is_named_file_by_file() {
        let house = ("town/house.rs", "use super::{\n    Lane, // a comment\n};\npub struct House { at: Lane }");
        let street = ("town/street.rs", "use crate::road::Road;\npub struct Street(Road);");
        let road = ("road.rs", "pub struct Road(Option<Box<crate::House>>);");
        let found = circle_of(&[LIB, FACE, road, house, street], &[]);
        assert_eq!(found.as_deref(), Some("road.rs → town/house.rs → town/street.rs → road.rs"));
    }

    #[test]
    fn the_shortest_of_several_circles_is_named() {
        let house = ("town/house.rs", "use super::Lane;\npub struct House;");
        let street = ("town/street.rs", "use crate::road::Road;\npub struct Street; fn f(_: super::house::House) {}");
        let road = ("road.rs", "use crate::town::House;\npub struct Road;");
        let found = circle_of(&[LIB, FACE, road, house, street], &[]);
        assert_eq!(found.as_deref(), Some("town/house.rs → town/street.rs → town/house.rs"));
    }

    #[test]
    fn a_face_that_uses_what_uses_it_is_in_a_circle() {
        let face = ("town/mod.rs", "mod house;\nuse house::House;\npub fn build() -> House { House }");
        let house = ("town/house.rs", "pub struct House;\nimpl House { fn new() -> Self { super::build() } }");
        let found = circle_of(&[("lib.rs", "mod town;"), face, house], &[]);
        assert_eq!(found.as_deref(), Some("town/house.rs → town/mod.rs → town/house.rs"));
    }

    #[test]
    fn a_module_that_is_used_by_its_name_is_imported_where_its_things_are() {
        let road = ("road.rs", "use crate::town;\npub struct Road;\nfn f() -> town::House { todo!() }");
        let house = ("town/house.rs", "use crate::road;\npub struct House(road::Road);");
        let found = circle_of(&[LIB, FACE, road, house, ("town/street.rs", "pub struct Street;")], &[]);
        assert_eq!(found.as_deref(), Some("road.rs → town/house.rs → road.rs"));
    }

    #[test]
    fn tests_comments_and_texts_import_nothing() {
        let road = "/// Of a [`crate::House`], or of a `'`.\npub struct Road;\n/* crate::House */\n\
                    const TEXT: &str = \"\\\"use crate::House; \"; const RAW: &str = r#\"crate::House\"#;\n\
                    #[cfg(test)]\nuse crate::town::{House};\n#[cfg(test)]\nmod tests { use crate::House; fn f() {} }\n\
                    #[cfg(test)]\n#[path = \"road_tests.rs\"]\nmod others;\nfn quote() -> char { '\"' }";
        let house = ("town/house.rs", "use crate::road::Road;\npub struct House(Road);");
        let aside = ("road_tests.rs", "use crate::House; pub fn f(_: super::Road) {}");
        let street = ("town/street.rs", "pub struct Street;");
        assert_eq!(circle_of(&[LIB, FACE, ("road.rs", road), house, street, aside], &[]), None);
        // What stands after all that is read again.
        let road = format!("{road}\nfn f<'a>(_: &'a crate::House) {{}}");
        let found = circle_of(&[LIB, FACE, ("road.rs", &road), house, street, aside], &[]);
        assert_eq!(found.as_deref(), Some("road.rs → town/house.rs → road.rs"));
    }

    #[test]
    fn an_exception_hides_its_own_circle_and_no_larger_one() {
        let house = ("town/house.rs", "use super::Lane;\npub struct House;");
        let street = ("town/street.rs", "use super::House;\npub struct Street;");
        let pair: &[&str] = &["town/house.rs", "town/street.rs"];
        assert_eq!(circle_of(&[LIB, FACE, ROAD, house, street], &[pair]), None);
        let street = ("town/street.rs", "use super::House;\nuse crate::road::Road;\npub struct Street;");
        let road = ("road.rs", "use crate::town::House;\npub struct Road;");
        let found = circle_of(&[LIB, FACE, road, house, street], &[pair]);
        assert_eq!(found.as_deref(), Some("road.rs → town/house.rs → town/street.rs → road.rs"));
    }
}
