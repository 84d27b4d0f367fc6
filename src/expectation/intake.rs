//! Sorts people by when they join, where that decides how often something happens to them or what it costs.

use super::calendar::Calendar;
use super::integrate::Window;
use super::intensity::Line;
use crate::model::{Model, Term};

/// Some people, of whom lines are integrated together.
#[derive(Clone, Debug)]
pub(super) struct Intake {
    /// When they join, and the calendar.
    pub(super) calendar: Calendar,
    /// Their share of the cohort.
    pub(super) share: f64,
    /// The place of their whole years to joining in [`Intakes::years`].
    pub(super) year: usize,
    /// Whether the people of published figures are like them.
    pub(super) published: bool,
}

/// All that lines refer to.
#[derive(Clone, Debug)]
pub(super) struct Intakes {
    pub(super) list: Vec<Intake>,
    /// Whole years to joining, by which hazards have grown; the first is none.
    pub(super) years: Vec<f64>,
    /// The places of those by year of joining.
    by_year: std::ops::Range<usize>,
    /// Whether there are figures that are held against people who join at the start.
    published: bool,
}

/// The place of everybody, published figures included.
const EVERYBODY: usize = 0;
/// That of everybody without them.
const COHORT: usize = 1;
/// That of the people of published figures.
const PUBLISHED: usize = 2;

impl Intakes {
    pub(super) fn new(model: &Model, calendar: &Calendar) -> Self {
        let everybody = Intake { calendar: calendar.clone(), share: 1.0, year: 0, published: true };
        let mut list = vec![everybody.clone()];
        let mut years = vec![0.0];
        if grows(model) || model.events.iter().any(trends) {
            let at_start = Calendar { joining: vec![(Window { from: 0.0, to: 0.0 }, 1.0)], ..calendar.clone() };
            list.push(Intake { published: false, ..everybody.clone() });
            list.push(Intake { calendar: at_start, share: 0.0, ..everybody });
        }
        let first = list.len();
        let pieces: Vec<(f64, Window, f64)> = calendar.joining.iter().flat_map(by_year).collect();
        if model.events.iter().any(trends) && pieces.iter().any(|(year, ..)| *year > 0.0) {
            let mut found: Vec<f64> = pieces.iter().map(|(year, ..)| *year).collect();
            found.sort_unstable_by(f64::total_cmp);
            found.dedup();
            for year in found {
                let own = || pieces.iter().filter(|(other, ..)| *other == year);
                let share: f64 = own().map(|(.., share)| share).sum();
                let joining = own().map(|(_, window, part)| (*window, part / share)).collect();
                let calendar = Calendar { joining, ..calendar.clone() };
                list.push(Intake { calendar, share, year: years.len(), published: false });
                years.push(year);
            }
        }
        let by_year = first..list.len();
        Self { list, years, by_year, published: model.published.is_some() }
    }

    /// A line for each of the intakes that it is to be integrated for.
    pub(super) fn spread(&self, line: &Line, model: &Model) -> Vec<Line> {
        let end = &model.events[line.steps[line.steps.len() - 1].event];
        let trended = !self.by_year.is_empty() && trends(&model.events[line.source()]);
        let priced = end.real_growth != Term::Certain(0.0) || (!end.support.instead.is_empty() && grows(model));
        let mut intakes = Vec::new();
        if trended {
            intakes.extend(self.by_year.clone());
        } else if priced && self.published {
            intakes.push(COHORT);
        } else {
            intakes.push(EVERYBODY);
        }
        if (trended || priced) && self.published {
            intakes.push(PUBLISHED);
        }
        intakes.into_iter().map(|intake| Line { intake, ..line.clone() }).collect()
    }
}

fn grows(model: &Model) -> bool {
    model.events.iter().any(|event| event.real_growth != Term::Certain(0.0))
}

fn trends(event: &crate::model::Event) -> bool {
    event.trend != Term::Certain(0.0)
}

/// The parts of a window by whole years to joining.
fn by_year((window, share): &(Window, f64)) -> Vec<(f64, Window, f64)> {
    let Window { from, to } = *window;
    let mut year = (from / 12.0).floor();
    if to <= from {
        return vec![(year, *window, *share)];
    }
    let mut parts = Vec::new();
    while 12.0 * year < to {
        let part = Window { from: from.max(12.0 * year), to: to.min(12.0 * (year + 1.0)) };
        parts.push((year, part, share * (part.to - part.from) / (to - from)));
        year += 1.0;
    }
    parts
}
