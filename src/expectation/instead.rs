//! Follows what comes instead of occurrences that support prevents, with all that follows from it.
//!
//! ```text
//! line of e ─prevented by e's own support─▶ destination, `after` months later ─▶ its follow-ons and what it leads to ─▶ …
//! ```
//!
//! None of it is touched by support: it costs in full, at its own time, if that is within the horizon and its person is there.

use super::calendar::Calendar;
use super::cell::Cell;
use super::ground::Tables;
use super::intensity::{self, Line, Link};
use super::mass::Mass;
use super::stay::Table;
use crate::model::{Model, Term};

/// A way from a line of an event that support prevents to one that comes.
#[derive(Clone, Debug)]
pub(super) struct Path {
    /// The event that is prevented, and which of its lines.
    pub(super) source: (usize, usize),
    /// The chance of each link from there on.
    pub(super) links: Vec<Term>,
    pub(super) pieces: Vec<Piece>,
}

/// What comes instead of the occurrences of one cell, or of a part of it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The cell of the line.
    pub(super) of: usize,
    /// When what comes falls, at its own time, for amplitude 1 and certain links.
    pub(super) cell: Cell,
    /// Its stays.
    pub(super) tables: Vec<Table>,
}

impl Path {
    /// The same without tables.
    pub(super) fn numbers(&self) -> Self {
        let bare = |piece: &Piece| Piece { of: piece.of, cell: piece.cell.clone(), tables: Vec::new() };
        Self { source: self.source, links: self.links.clone(), pieces: self.pieces.iter().map(bare).collect() }
    }
}

/// A place on the way: the event that has come, by which links and how long after what was prevented.
#[derive(Clone, Debug)]
struct Way {
    event: usize,
    links: Vec<Term>,
    after: f64,
}

/// Every path, by the event that comes.
pub(super) fn paths(
    model: &Model,
    lines: &[Vec<(Line, Vec<Cell>)>],
    calendar: &Calendar,
    λ: f64,
    tables: &Tables<'_>,
) -> Vec<Vec<Path>> {
    let mut paths: Vec<Vec<Path>> = vec![Vec::new(); model.events.len()];
    if model.events.iter().all(|event| event.support.instead.is_empty()) {
        return paths;
    }
    let links = intensity::links(model);
    for (event, lines) in lines.iter().enumerate() {
        for way in ways(model, &links, event) {
            for (index, (line, cells)) in lines.iter().enumerate() {
                let pieces = pieces(model, line, cells, &way, calendar, λ, tables);
                if !pieces.is_empty() {
                    paths[way.event].push(Path { source: (event, index), links: way.links.clone(), pieces });
                }
            }
        }
    }
    paths
}

/// All that may come instead of one event within the horizon.
fn ways(model: &Model, links: &[Link<'_>], event: usize) -> Vec<Way> {
    let branches = model.events[event].support.instead.iter();
    let first = branches.filter(|branch| branch.probability != Term::Certain(0.0)).map(|branch| Way {
        event: branch.event,
        links: vec![branch.probability.clone()],
        after: branch.after,
    });
    let mut ways: Vec<Way> = first.collect();
    // What follows has no circles, so that the list ends.
    let mut next = 0;
    while next < ways.len() {
        let way = ways[next].clone();
        ways.extend(links.iter().filter(|link| link.parent == way.event).map(|link| Way {
            event: link.child,
            links: way.links.iter().chain([link.probability]).cloned().collect(),
            after: way.after + link.after,
        }));
        next += 1;
    }
    ways.retain(|way| way.after < model.horizon);
    ways
}

fn pieces(
    model: &Model,
    line: &Line,
    cells: &[Cell],
    way: &Way,
    calendar: &Calendar,
    λ: f64,
    tables: &Tables<'_>,
) -> Vec<Piece> {
    let over = model.published.as_ref().map_or(model.horizon, |published| published.over.min(model.horizon));
    let shape = line.shape.later(way.after);
    let mut pieces = Vec::new();
    for (of, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.leaves) {
        let (low, high) = (cell.mass.low + way.after, (cell.mass.high + way.after).min(model.horizon));
        let middle = over.clamp(low, high.max(low));
        for (low, high, published) in [(low, middle, true), (middle, high, false)] {
            if high > low {
                // The part of the cell of those who are still there when it comes.
                let mut numbers = Cell::integrated(Mass::new(shape.discounted(λ), low, high), calendar);
                numbers.published = published;
                pieces.push(Piece { of, cell: numbers, tables: tables.of(way.event, shape, (low, high), 0.0) });
            }
        }
    }
    pieces
}
