//! Lays out the draws as a table of one row a draw, for the draws file.

use super::expected::ExpectedDraws;
use super::sample::simulated;
use crate::engine::{Draws, RunOf};
use crate::model::{EventMeasure, Part, Plan, Total};

/// The draws file before it is written: names of columns, and the numbers of any row.
pub trait DrawRows: Sync {
    /// Names of the columns; the first two are the draw's number and its view, the others numbers.
    fn names(&self) -> &[String];
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
    names: Vec<String>,
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

    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::None => &[],
            Self::Value => &["social_value_pv"],
            Self::ValueAndRatio => &["social_value_pv", "sroi"],
        }
    }
}

impl<'a> DrawsTable<'a> {
    /// The table of the headline's draws.
    ///
    /// Columns: draw, view, expected_per_person, avoided, avoided_pv, cashable, net_pv, with outcomes social_value_pv and
    /// (with a programme) sroi, then avoided cost by event, payer and year, the value of each target, and every uncertain
    /// value as drawn.
    #[must_use]
    pub fn new(plan: &'a Plan, draws: &'a Draws, expected: &'a ExpectedDraws) -> Self {
        let mut names: Vec<String> =
            ["draw", "view", "expected_per_person", "avoided", "avoided_pv", "cashable", "net_pv"]
                .map(str::to_owned)
                .into();
        let social = Social::of(plan);
        names.extend(social.names().iter().map(|name| (*name).to_owned()));
        let mut measures = Vec::new();
        let mut column = |name: String, measure: usize| {
            names.push(name);
            measures.push(measure);
        };
        for (index, event) in plan.base.events.iter().enumerate() {
            column(format!("event.{}", event.id), plan.measures.event(index, EventMeasure::Avoided));
        }
        for (index, payer) in plan.payers.iter().enumerate() {
            column(format!("payer.{}", payer.id), plan.measures.payer(index, Part::Avoided));
        }
        for (index, year) in plan.years.iter().enumerate() {
            column(format!("year.{}", year.id), plan.measures.year(index, Part::Avoided));
        }
        for (index, target) in plan.base.targets.iter().enumerate() {
            column(format!("target.{}", target.id), plan.measures.target(index));
        }
        names.extend(plan.parameters.iter().map(|parameter| format!("input.{}", parameter.path)));
        Self { plan, draws, expected, names, measures, social }
    }
}

impl DrawRows for DrawsTable<'_> {
    fn names(&self) -> &[String] {
        &self.names
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
        numbers.extend([social, ratio].into_iter().take(self.social.names().len()));
        numbers.extend(self.measures.iter().map(|&measure| self.draws.columns[measure][row]));
        numbers.extend(self.draws.theta(row));
    }
}
