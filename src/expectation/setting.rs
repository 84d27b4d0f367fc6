//! Gathers all that is integrated once for all draws, for one hazard of leaving.

use super::cell::{self, ADDED, Cell};
use super::course::{Course, Stretch};
use super::ground::{Ground, Tables};
use super::instead::{self, Path};
use super::intensity::Line;
use super::running::Stays;
use super::stay::Table;
use crate::model::{Model, Term};

/// All integrals at one hazard.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// Every line with its cells, by the event at its end.
    pub(super) lines: Vec<Vec<(Line, Vec<Cell>)>>,
    /// The tables of these cells; without lines for an event without stays.
    pub(super) stays: Vec<Vec<Vec<Stays>>>,
    /// An occurrence a month from `adds`.
    pub(super) added: Cell,
    /// The tables of what is added, by event: of those that the published figures cover, and of the others; empty where
    /// nothing is.
    pub(super) added_stays: Vec<[Vec<Table>; 2]>,
    /// What comes instead of what is prevented, by the event that comes.
    pub(super) instead: Vec<Vec<Path>>,
    /// The course of every outcome, stretch by stretch.
    pub(super) outcomes: Vec<Vec<Course>>,
    /// That of each line of programme cost that follows the people; `None` where its length is drawn.
    pub(super) following: Vec<Option<Course>>,
}

impl Setting {
    /// Does all the integrals at the hazard λ; those of stays are `tabulated`, or done where they are asked for.
    pub(super) fn new(ground: &Ground, model: &Model, λ: f64, tabulated: bool) -> Self {
        let Ground { calendar, layout, .. } = ground;
        let lines: Vec<Vec<(Line, Vec<Cell>)>> = ground
            .lines
            .iter()
            .map(|lines| {
                let with_cells = lines.iter().map(|line| {
                    let cells = cell::cells(line, model, layout, calendar, λ);
                    (line.clone(), cells)
                });
                with_cells.collect()
            })
            .collect();
        let tables = Tables::new(ground, model, λ, tabulated);
        let stays = lines.iter().enumerate().map(|(event, lines)| {
            if model.events[event].stays.is_empty() {
                return Vec::new();
            }
            lines
                .iter()
                .map(|(line, cells)| cells.iter().map(|cell| tables.of_cell(event, line, cell)).collect())
                .collect()
        });
        let over = model.published.as_ref().map_or(model.horizon, |published| published.over.min(model.horizon));
        let added_stays = model.events.iter().enumerate().map(|(event, of)| {
            if of.support.adds == Term::Certain(0.0) {
                return [Vec::new(), Vec::new()];
            }
            [(0.0, over), (over, model.horizon)].map(|(low, high)| tables.of(event, ADDED, (low, high), 0.0))
        });
        let course = |stretch: &Stretch| Course::accruing(*stretch, &ground.running, λ);
        let outcomes = ground.outcomes.iter().map(|stretches| stretches.iter().map(course).collect());
        Self {
            outcomes: outcomes.collect(),
            following: ground.following.iter().map(|pace| pace.course(&ground.running, λ)).collect(),
            stays: stays.collect(),
            added: Cell::added(model, calendar, λ),
            added_stays: added_stays.collect(),
            instead: instead::paths(model, &lines, calendar, λ, &tables),
            lines,
        }
    }

    /// Makes of the numbers of these cells the weighted sum of those of others; tables stay where they are.
    pub(super) fn mix<'a>(&mut self, settings: &'a [Self], weights: &[f64]) {
        let parts = settings.iter().zip(weights.iter().copied());
        for (event, lines) in self.lines.iter_mut().enumerate() {
            for (line, (_, cells)) in lines.iter_mut().enumerate() {
                for (place, cell) in cells.iter_mut().enumerate() {
                    cell.mix(parts.clone().map(|(setting, weight)| (&setting.lines[event][line].1[place], weight)));
                }
            }
        }
        self.added.mix(parts.clone().map(|(setting, weight)| (&setting.added, weight)));
        self.mix_courses(parts.clone());
        for (event, paths) in self.instead.iter_mut().enumerate() {
            for (path, into) in paths.iter_mut().enumerate() {
                for (place, piece) in into.pieces.iter_mut().enumerate() {
                    let of = |setting: &'a Self| &setting.instead[event][path].pieces[place].cell;
                    piece.cell.mix(parts.clone().map(|(setting, weight)| (of(setting), weight)));
                }
            }
        }
    }

    /// The same of what accrues to every person.
    fn mix_courses<'a>(&mut self, parts: impl Iterator<Item = (&'a Self, f64)> + Clone) {
        for (outcome, courses) in self.outcomes.iter_mut().enumerate() {
            for (place, course) in courses.iter_mut().enumerate() {
                course.mix(parts.clone().map(|(setting, weight)| (&setting.outcomes[outcome][place], weight)));
            }
        }
        for (line, course) in self.following.iter_mut().enumerate() {
            let of = |(setting, weight): (&'a Self, f64)| setting.following[line].as_ref().map(|known| (known, weight));
            if let Some(course) = course {
                course.mix(parts.clone().filter_map(of));
            }
        }
    }

    /// The table of a stay of what comes instead.
    pub(super) fn table_instead(&self, event: usize, path: usize, piece: usize, stay: usize) -> &Table {
        &self.instead[event][path].pieces[piece].tables[stay]
    }

    /// The same without tables.
    pub(super) fn numbers(&self) -> Self {
        let bare = |paths: &Vec<Path>| paths.iter().map(Path::numbers).collect();
        Self {
            lines: self.lines.clone(),
            added: self.added.clone(),
            instead: self.instead.iter().map(bare).collect(),
            outcomes: self.outcomes.clone(),
            following: self.following.clone(),
            stays: Vec::new(),
            added_stays: Vec::new(),
        }
    }
}
