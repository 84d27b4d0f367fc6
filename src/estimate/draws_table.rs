//! Lays out the draws as a table of one row a draw, for the draws file.

use super::column_name::tell_apart;
use super::draw_column::{DrawColumn, Family, INPUT, OF_A_PAYER, OF_A_TARGET, OF_A_YEAR, OF_AN_EVENT, TOTALS};
use super::expected::ExpectedDraws;
use super::label::label;
use super::sample::simulated;
use crate::dictionary::Unit;
use crate::engine::{Draws, RunOf};
use crate::model::{EventMeasure, Part, Plan, Total};
use crate::quantity::Kind;

/// The draws file before it is written: its columns, and the numbers of any row.
pub trait DrawRows: Sync {
    /// The columns; the first two are the draw's number and its view, the others numbers.
    fn columns(&self) -> &[DrawColumn];
    /// How many rows there are.
    fn rows(&self) -> usize;
    /// The view of a row; empty when the plan is not weighted.
    fn view(&self, row: usize) -> &str;
    /// Puts the numbers of a row, from the third column on, into `numbers`. Without a programme `net_pv` is the
    /// present value avoided.
    fn numbers(&self, row: usize, numbers: &mut Vec<f64>);
}

/// The draws file of a run.
pub struct DrawsTable<'a> {
    plan: &'a Plan,
    draws: &'a Draws,
    expected: &'a ExpectedDraws,
    columns: Vec<DrawColumn>,
    /// Measures between those of the whole programme and the inputs, in order of column.
    measures: Vec<usize>,
    social: Social,
}

/// Which columns of social value there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Social {
    /// No outcomes.
    None,
    /// Social value; without a programme there is no ratio.
    Value,
    /// Social value and the SROI ratio.
    ValueAndRatio,
}

impl Social {
    const fn of(plan: &Plan) -> Self {
        match (plan.base.outcomes.is_empty(), plan.base.programme.is_some()) {
            (true, _) => Self::None,
            (false, false) => Self::Value,
            (false, true) => Self::ValueAndRatio,
        }
    }

    /// How many columns.
    const fn count(self) -> usize {
        match self {
            Self::None => 0,
            Self::Value => 1,
            Self::ValueAndRatio => 2,
        }
    }
}

impl<'a> DrawsTable<'a> {
    /// The table of the headline's draws.
    ///
    /// Columns: draw, view, expected_per_person, avoided, avoided_pv, cashable, net_pv, with outcomes social_value_pv and
    /// (with a programme) sroi, then avoided cost and counts by event, avoided cost by payer and year, the value of each
    /// target, and every uncertain value as drawn.
    #[must_use]
    pub fn new(plan: &'a Plan, draws: &'a Draws, expected: &'a ExpectedDraws) -> Self {
        let social = Social::of(plan);
        let mut columns: Vec<DrawColumn> = DrawColumn::keys().into();
        columns.extend(TOTALS[..FIRST_OF_OUTCOMES + social.count()].iter().map(Family::column));
        let mut measures = Vec::new();
        for (column, measure) in measured(plan) {
            columns.push(column);
            measures.push(measure);
        }
        columns.extend(
            plan.parameters
                .iter()
                .map(|parameter| INPUT.input(label(plan, &parameter.path), &parameter.path, unit_of(parameter.kind))),
        );
        tell_apart(columns.iter_mut().map(|column| &mut column.name));
        Self { plan, draws, expected, columns, measures, social }
    }
}

/// How many columns of the whole programme there are without outcomes.
const FIRST_OF_OUTCOMES: usize = 5;

/// The columns between those of the whole programme and the inputs, each with its measure.
fn measured(plan: &Plan) -> Vec<(DrawColumn, usize)> {
    let measures = &plan.measures;
    let events = plan.base.events.iter().enumerate().flat_map(|(index, event)| {
        let each = [EventMeasure::Avoided, EventMeasure::Occurrences, EventMeasure::Averted];
        OF_AN_EVENT.iter().zip(each).map(move |(family, measure)| {
            (family.column_of(&event.label, &event.id, &event.id), measures.event(index, measure))
        })
    });
    let payers = plan.payers.iter().enumerate().map(|(index, payer)| {
        (OF_A_PAYER.column_of(&payer.label, &payer.id, &payer.id), measures.payer(index, Part::Avoided))
    });
    let years = plan.years.iter().enumerate().map(|(index, year)| {
        let id = year.id.strip_prefix("Year ").unwrap_or(&year.id);
        (OF_A_YEAR.column_of(&year.label, id, &index.to_string()), measures.year(index, Part::Avoided))
    });
    let targets =
        plan.base.targets.iter().enumerate().map(|(index, target)| {
            (OF_A_TARGET.column_of(&target.label, &target.id, &target.id), measures.target(index))
        });
    events.chain(payers).chain(years).chain(targets).collect()
}

/// The unit in which a value is drawn.
const fn unit_of(kind: Kind) -> Unit {
    match kind {
        Kind::Share | Kind::Effect | Kind::Distance => Unit::Share,
        Kind::Annual | Kind::Growth => Unit::SharePerYear,
        Kind::Money | Kind::Amount => Unit::Pounds,
        Kind::Rate => Unit::PerYear,
        Kind::Factor => Unit::Number,
        Kind::Length => Unit::Months,
    }
}

impl DrawRows for DrawsTable<'_> {
    fn columns(&self) -> &[DrawColumn] {
        &self.columns
    }

    fn rows(&self) -> usize {
        self.draws.count
    }

    fn view(&self, row: usize) -> &str {
        self.draws.view.get(row).map_or("", |&view| self.plan.views[view].id.as_str())
    }

    fn numbers(&self, row: usize, numbers: &mut Vec<f64>) {
        let total = |total| self.draws.columns[self.plan.measures.total(total)][row];
        numbers.clear();
        numbers.push(self.expected.per_person[row]);
        numbers.extend([Total::Avoided, Total::AvoidedPv, Total::Cashable].map(total));
        let cost = simulated(self.plan, self.draws, RunOf::Headline, row).present();
        numbers.push(total(Total::AvoidedPv) - cost);
        let social = total(Total::SocialValuePv);
        let ratio = (total(Total::AvoidedPv) + social) / cost;
        numbers.extend([social, ratio].into_iter().take(self.social.count()));
        numbers.extend(self.measures.iter().map(|&measure| self.draws.columns[measure][row]));
        numbers.extend(self.draws.theta(row));
    }
}
