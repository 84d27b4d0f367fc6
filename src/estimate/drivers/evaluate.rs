//! Computes the outputs that are asked about, exactly, for any number of draws of the evidence.

use super::super::funding::{DrawCost, certain_present};
use crate::engine::{self, Draws};
use crate::expectation::{Expectation, Expected};
use crate::model::{EventMeasure, Model, Plan, Total};
use crate::statistics::float;

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// μ, the expected avoided cost per person.
    Headline,
    /// Present value of avoided cost less that of programme cost.
    Net,
    /// The same with social value.
    Worth,
    /// The value of a target, by index.
    Target(usize),
}

impl Of {
    /// `headline`, `net` or `target:<id>`.
    pub(super) fn id(self, plan: &Plan) -> String {
        match self {
            Self::Headline => "headline".to_owned(),
            Self::Net => "net".to_owned(),
            Self::Worth => "worth".to_owned(),
            Self::Target(index) => format!("target:{}", plan.base.targets[index].id),
        }
    }

    /// In words.
    pub(super) fn label(self, plan: &Plan) -> String {
        match self {
            Self::Headline => "expected avoided cost per person".to_owned(),
            Self::Net => "expected net benefit (present value)".to_owned(),
            Self::Worth => "expected net benefit with social value (present value)".to_owned(),
            Self::Target(index) => format!("expected value counted towards “{}”", plan.base.targets[index].label),
        }
    }
}

/// The exact expectations of the models of a plan.
pub(super) struct Reader<'a> {
    plan: &'a Plan,
    models: Vec<Read<'a>>,
}

struct Read<'a> {
    model: &'a Model,
    exact: Expectation,
    /// Present value of programme cost, where it is the same in every draw.
    cost: Option<f64>,
}

/// Outputs by draw.
#[derive(Clone, Debug)]
pub(super) struct Outputs {
    rows: Vec<f64>,
    width: usize,
}

impl<'a> Reader<'a> {
    /// Of the scenario as written.
    pub(super) fn as_written(plan: &'a Plan) -> Self {
        Self::of(plan, vec![&plan.base])
    }

    /// Of whichever view each draw belongs to.
    pub(super) fn of_views(plan: &'a Plan) -> Self {
        Self::of(plan, plan.views.iter().map(|view| &view.model).collect())
    }

    fn of(plan: &'a Plan, models: Vec<&'a Model>) -> Self {
        let read =
            |model| Read { model, exact: Expectation::new(plan, model).narrowed(), cost: certain_present(model) };
        Self { plan, models: models.into_iter().map(read).collect() }
    }

    /// How many outputs there are: headline, net, worth, targets, then avoided cost by event.
    fn width(&self) -> usize {
        3 + self.plan.base.targets.len() + self.plan.base.events.len()
    }

    /// Adds the outputs of one draw to `row`.
    pub(super) fn read(&self, view: usize, theta: &[f64], expected: &mut Expected, row: &mut Vec<f64>) {
        let Read { model, exact, cost } = &self.models[view];
        exact.at(theta, expected);
        let measures = &self.plan.measures;
        let total = |total| expected.mean[measures.total(total)];
        let value = |measure: usize| expected.mean[measure];
        let cost = cost.unwrap_or_else(|| DrawCost { plan: self.plan, model, theta, value }.present());
        let net = total(Total::AvoidedPv) - cost;
        let social = if model.has_social_value() { total(Total::SocialValuePv) } else { 0.0 };
        row.extend([total(Total::Avoided) / float(model.cohort.people), net, net + social]);
        row.extend((0..model.targets.len()).map(|target| expected.mean[measures.target(target)]));
        let avoided = |event| expected.mean[measures.event(event, EventMeasure::Avoided)];
        row.extend((0..model.events.len()).map(avoided));
    }

    /// The outputs of every draw.
    pub(super) fn all(&self, draws: &Draws) -> Outputs {
        let chunks = engine::in_chunks(draws.count, 64, |rows| {
            let (mut expected, mut out) = (Expected::default(), Vec::with_capacity(rows.len() * self.width()));
            for draw in rows {
                let view = if self.models.len() > 1 { draws.view.get(draw).copied().unwrap_or(0) } else { 0 };
                self.read(view, draws.theta(draw), &mut expected, &mut out);
            }
            out
        });
        Outputs { rows: chunks.concat(), width: self.width() }
    }
}

impl Outputs {
    /// One output, by draw.
    pub(super) fn of(&self, of: Of) -> Vec<f64> {
        self.column(place(of))
    }

    /// Avoided cost of an event of the whole cohort, by draw.
    pub(super) fn event(&self, plan: &Plan, event: usize) -> Vec<f64> {
        self.column(3 + plan.base.targets.len() + event)
    }

    fn column(&self, place: usize) -> Vec<f64> {
        self.rows.chunks(self.width).map(|row| row[place]).collect()
    }
}

/// Where an output stands in a row.
pub(super) const fn place(of: Of) -> usize {
    match of {
        Of::Headline => 0,
        Of::Net => 1,
        Of::Worth => 2,
        Of::Target(index) => 3 + index,
    }
}
