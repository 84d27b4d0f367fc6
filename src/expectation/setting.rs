//! Gathers all that is integrated once for all draws, for one hazard of leaving.

use super::cell::{self, ADDED, Cell};
use super::course::{Course, Stretch};
use super::ground::{Ground, Tables};
use super::instead::{self, Held, Path};
use super::intake;
use super::intensity::Line;
use super::ramp::Ramps;
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
    /// The same by the year of the table whose prices hold, where some grow.
    pub(super) added_by_price: Vec<Cell>,
    /// The shares of effects that build up: those that are the same in all draws, and those of one.
    pub(super) ramps: [Vec<(usize, f64)>; 2],
    /// The tables of what is added, by event: of those that the published figures cover, and of the others; and, where costs
    /// grow, of the people of these figures. Empty where nothing is.
    pub(super) added_stays: Vec<[Vec<Table>; 3]>,
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
        let Ground { calendar, layout, intakes, .. } = ground;
        let mut ramps = Ramps::new(model, None, layout.count());
        let mut lines: Vec<Vec<(Line, Vec<Cell>)>> = Vec::with_capacity(ground.lines.len());
        for of_event in &ground.lines {
            let with_cells = of_event.iter().map(|line| {
                let calendar = &intakes.list[line.intake].calendar;
                let cells = if line.varies {
                    Vec::new()
                } else {
                    cell::cells(line, model, layout, calendar, λ, (&mut ramps, &[]))
                };
                (line.clone(), cells)
            });
            lines.push(with_cells.collect());
        }
        let tables = Tables::of_intakes(ground, model, λ, tabulated);
        let stays = lines.iter().enumerate().map(|(event, lines)| {
            if model.events[event].stays.is_empty() {
                return Vec::new();
            }
            let of_line = |(line, cells): &(Line, Vec<Cell>)| {
                cells.iter().map(|cell| tables[line.intake].of_cell(event, line, cell)).collect()
            };
            lines.iter().map(of_line).collect()
        });
        let over = model.published.as_ref().map_or(model.horizon, |published| published.over.min(model.horizon));
        let added_stays = model.events.iter().enumerate().map(|(event, of)| {
            if of.support.adds == Term::Certain(0.0) || of.stays.is_empty() {
                return [Vec::new(), Vec::new(), Vec::new()];
            }
            let of_range = |tables: &Tables<'_>, low: f64, high: f64| tables.of(event, ADDED, (low, high), 0.0);
            let grows = of.real_growth != Term::Certain(0.0);
            let published = if grows { tables.get(intake::PUBLISHED) } else { None };
            let published = published.map_or_else(Vec::new, |tables| of_range(tables, 0.0, over));
            [of_range(&tables[0], 0.0, over), of_range(&tables[0], over, model.horizon), published]
        });
        let course = |stretch: &Stretch| Course::accruing(*stretch, &ground.running, λ);
        let outcomes = ground.outcomes.iter().map(|stretches| stretches.iter().map(course).collect());
        Self {
            outcomes: outcomes.collect(),
            following: ground.following.iter().map(|pace| pace.course(&ground.running, λ)).collect(),
            stays: stays.collect(),
            added: Cell::added(model, calendar, λ),
            added_by_price: if grows(model) { Cell::added_by_price(model, calendar, λ) } else { Vec::new() },
            ramps: [ramps.places, Vec::new()],
            added_stays: added_stays.collect(),
            instead: instead::paths(&lines, Held { model, intakes: &intakes.list, λ, tables: &tables }),
            lines,
        }
    }

    /// Cuts the lines anew whose effects build up over a time that the draw says.
    pub(super) fn cut(&mut self, ground: &Ground, model: &Model, λ: f64, theta: &[f64]) {
        let intakes = &ground.intakes.list;
        let tables = Tables::of_intakes(ground, model, λ, false);
        let mut ramps = Ramps::new(model, Some(theta), ground.layout.count() + self.ramps[0].len());
        for (event, lines) in self.lines.iter_mut().enumerate() {
            for (place, (line, cells)) in lines.iter_mut().enumerate().filter(|(_, (line, _))| line.varies) {
                let calendar = &intakes[line.intake].calendar;
                let known = &ground.known[event][place];
                *cells = cell::cells(line, model, &ground.layout, calendar, λ, (&mut ramps, known));
                if !model.events[event].stays.is_empty() {
                    let of_cell = |cell: &Cell| tables[line.intake].of_cell(event, line, cell);
                    self.stays[event][place] = cells.iter().map(of_cell).collect();
                }
            }
        }
        let held = Held { model, intakes, λ, tables: &tables };
        for path in self.instead.iter_mut().flatten() {
            let (line, cells) = &self.lines[path.source.0][path.source.1];
            if line.varies {
                path.pieces = instead::pieces(line, cells, &path.way, held);
            }
        }
        self.ramps[1] = ramps.places;
    }

    /// Makes of the numbers of these cells the weighted sum of those of others; tables stay where they are.
    pub(super) fn mix<'a>(&mut self, settings: &'a [Self], weights: &[f64]) {
        let parts = settings.iter().zip(weights.iter().copied());
        for (event, lines) in self.lines.iter_mut().enumerate() {
            for (line, (_, cells)) in lines.iter_mut().enumerate().filter(|(_, (line, _))| !line.varies) {
                for (place, cell) in cells.iter_mut().enumerate() {
                    cell.mix(parts.clone().map(|(setting, weight)| (&setting.lines[event][line].1[place], weight)));
                }
            }
        }
        self.added.mix(parts.clone().map(|(setting, weight)| (&setting.added, weight)));
        for (place, cell) in self.added_by_price.iter_mut().enumerate() {
            cell.mix(parts.clone().map(|(setting, weight)| (&setting.added_by_price[place], weight)));
        }
        self.mix_courses(parts.clone());
        for (event, paths) in self.instead.iter_mut().enumerate() {
            for (path, into) in paths.iter_mut().enumerate() {
                if self.lines[into.source.0][into.source.1].0.varies {
                    continue;
                }
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
            added_by_price: self.added_by_price.clone(),
            ramps: self.ramps.clone(),
            instead: self.instead.iter().map(bare).collect(),
            outcomes: self.outcomes.clone(),
            following: self.following.clone(),
            // Those of lines that are cut anew in a draw.
            stays: self.lines.iter().map(|lines| vec![Vec::new(); lines.len()]).collect(),
            added_stays: Vec::new(),
        }
    }
}

/// Whether the costs of any event grow beyond prices in general.
fn grows(model: &Model) -> bool {
    model.events.iter().any(|event| event.real_growth != Term::Certain(0.0))
}
