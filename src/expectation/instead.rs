//! Follows what comes instead of occurrences that support prevents, with all that follows from it.
//!
//! ```text
//! line of e ─prevented by e's own support─▶ destination, `after` months later ─▶ its follow-ons and what it leads to ─▶ …
//! ```
//!
//! None of it is touched by support: it costs in full, at its own time, if that is within the horizon and its person is there.

use super::cell::{self, Cell, When};
use super::ground::Tables;
use super::intake::Intake;
use super::intensity::{self, Line, Link};
use super::mass::Mass;
use super::ramp;
use super::stay::Table;
use crate::model::{Model, Term};

/// A way from a line of an event that support prevents to one that comes.
#[derive(Clone, Debug)]
pub(super) struct Path {
    /// The event that is prevented, and which of its lines.
    pub(super) source: (usize, usize),
    /// How it leads on from there.
    pub(super) way: Way,
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
        Self { source: self.source, way: self.way.clone(), pieces: self.pieces.iter().map(bare).collect() }
    }
}

/// A place on the way: the event that has come, by which links and how long after what was prevented.
#[derive(Clone, Debug)]
pub(super) struct Way {
    event: usize,
    /// The chance of each link.
    pub(super) links: Vec<Term>,
    after: f64,
}

/// Against what paths are held.
#[derive(Clone, Copy)]
pub(super) struct Held<'a> {
    pub(super) model: &'a Model,
    pub(super) intakes: &'a [Intake],
    /// The hazard of leaving.
    pub(super) λ: f64,
    /// By intake.
    pub(super) tables: &'a [Tables<'a>],
}

/// Every path, by the event that comes.
pub(super) fn paths(lines: &[Vec<(Line, Vec<Cell>)>], held: Held<'_>) -> Vec<Vec<Path>> {
    let model = held.model;
    let mut paths: Vec<Vec<Path>> = vec![Vec::new(); model.events.len()];
    if model.events.iter().all(|event| event.support.instead.is_empty()) {
        return paths;
    }
    let links = intensity::links(model);
    for (event, lines) in lines.iter().enumerate() {
        for way in ways(model, &links, event) {
            for (index, (line, cells)) in lines.iter().enumerate() {
                let pieces = pieces(line, cells, &way, held);
                // Of a line that a draw has to cut there may be some.
                if line.varies || !pieces.is_empty() {
                    paths[way.event].push(Path { source: (event, index), way: way.clone(), pieces });
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

/// What comes by one way instead of the occurrences of a line.
pub(super) fn pieces(line: &Line, cells: &[Cell], way: &Way, held: Held<'_>) -> Vec<Piece> {
    let model = held.model;
    let over = model.published.as_ref().map_or(model.horizon, |published| published.over.min(model.horizon));
    let shape = line.shape.later(way.after);
    let calendar = &held.intakes[line.intake].calendar;
    let grows = model.events[way.event].real_growth != Term::Certain(0.0);
    let mut pieces = Vec::new();
    // Where an effect builds up, the cells of all moments of a stretch at once: they come one after the other.
    let mut ways: Vec<Vec<Cell>> = Vec::new();
    for (of, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.leaves && !cell.repeats) {
        let (low, high) = (cell.mass.low + way.after, (cell.mass.high + way.after).min(model.horizon));
        let middle = over.clamp(low, high.max(low));
        let mut place = 0;
        if cell.basis.as_ref().is_some_and(|basis| basis.own == 0) {
            ways.clear();
        }
        for (low, high, published) in [(low, middle, true), (middle, high, false)] {
            if high <= low {
                continue;
            }
            // The part of the cell of those who are still there when it comes.
            let mass = Mass::new(shape.discounted(held.λ), low, high);
            for (index, (mass, price, range)) in cell::by_price(mass, calendar, grows).enumerate() {
                let when = When { range, ..When::ANY };
                let numbers = match &cell.basis {
                    None => Cell::integrated(mass, when, calendar),
                    Some(basis) => {
                        if basis.own == 0 {
                            ways.push(ramp::cells(&mass, &basis.later(way.after).moments, when, calendar));
                        }
                        place += 1;
                        ways[place - 1][basis.own].clone()
                    }
                };
                let repeats = index > 0;
                let numbers = Cell { published, price, repeats, ..numbers };
                let tables = if repeats || model.events[way.event].stays.is_empty() {
                    Vec::new()
                } else {
                    let basis = cell.basis.as_ref().map(|basis| basis.later(way.after));
                    held.tables[line.intake].weighed(way.event, shape, (low, high), 0.0, basis.as_ref())
                };
                pieces.push(Piece { of, cell: numbers, tables });
            }
        }
    }
    pieces
}
