//! Reads the library that comes with the program cost by cost, since a scenario names few of its many.
//!
//! A test reads all of it, so that nothing wrong can be left in what is not read.

use super::Entry;
use super::diagnostic::Collected;
use super::library::{Library, UnitCost};
use super::parse::parse;
use super::reader::library;

/// The library that comes with the program, `library: builtin`.
pub(super) const BUILTIN: &str = include_str!("../../scenarios/unit_costs.yaml");

/// The library of [`BUILTIN`], which stands in `source` word for word, by whatever name it is called there.
pub(super) fn builtin(name: String, source: usize) -> Library {
    let starts: Vec<(usize, &str)> = starts().collect();
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([BUILTIN.len()]);
    let costs = starts.iter().zip(ends).map(|(&(start, id), end)| (id.to_owned(), move || cost(start, end, source)));
    Library::unread(name, costs)
}

/// The first byte and the id of every cost: what stands at the beginning of a line.
fn starts() -> impl Iterator<Item = (usize, &'static str)> {
    let mut next = 0;
    BUILTIN.split_inclusive('\n').filter_map(move |line| {
        let start = next;
        next += line.len();
        let (id, _) = line.split_once(':').filter(|_| line.starts_with(|first: char| first.is_ascii_alphabetic()))?;
        Some((start, id))
    })
}

/// The cost between two bytes.
fn cost(start: usize, end: usize, source: usize) -> Option<Entry<UnitCost>> {
    let faults = &mut Collected::default();
    let tree = parse(BUILTIN.get(..end)?, start, source, faults)?;
    library(&tree, faults)?.pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cost_by_cost_it_is_what_it_is_as_a_whole() {
        let mut faults = Collected::default();
        let whole = library(&parse(BUILTIN, 0, 3, &mut faults).unwrap(), &mut faults).unwrap();
        assert_eq!(faults.len(), 0);
        let library = builtin("b".to_owned(), 3);
        assert!(library.ids().eq(whole.iter().map(|entry| entry.id.as_str())));
        assert!(library.len() == whole.len() && whole.len() > 70);
        for (entry, whole) in library.entries().zip(&whole) {
            assert_eq!(format!("{entry:?}"), format!("{whole:?}"));
        }
        assert_eq!(library.entries().count(), whole.len());
    }
}
