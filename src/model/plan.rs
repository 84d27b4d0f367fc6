//! Gathers everything that one run needs: what is common to all views, and one model for each.

use super::discounting::monthly_discount;
use super::pool::Shape;
use super::{
    CaseStudies, Cohort, Copula, Event, Law, Measures, Outcome, Parameter, Programme, Published, Release, Sampling,
    Stated, Target, Term, Warning,
};
use crate::quantity::{CalendarMonth, FinancialYear};

/// A whole scenario, understood.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Title of the scenario.
    pub title: String,
    /// Its description.
    pub description: Option<String>,
    /// The price year of every result.
    pub price_base: Option<FinancialYear>,
    /// First month of the programme.
    pub starts: Option<CalendarMonth>,
    /// m₀, months from April to `starts`; 0 without `starts`.
    pub months_before: f64,
    /// Every uncertain value of any view, in the order of the file.
    pub parameters: Vec<Parameter>,
    /// Every value of the scenario, certain ones too, for the assumptions log.
    pub stated: Vec<Stated>,
    /// Rank correlations between parameters.
    pub correlations: Vec<Correlation>,
    /// How correlated parameters are drawn together; `None` without correlations.
    pub copula: Option<Copula>,
    /// Who bears costs.
    pub payers: Vec<Payer>,
    /// Gatherings of payers, in order of first mention.
    pub groups: Vec<Group>,
    /// Years that journeys, funding or targets of any view fall in, from the first.
    pub years: Vec<Year>,
    /// The scenario as written.
    pub base: Model,
    /// The views, in the order of the file.
    pub views: Vec<View>,
    /// Whether the views have weights: every draw then belongs to one view. Otherwise each view is run with
    /// all draws, and the headline is `base`.
    pub weighted: bool,
    /// Draws, seed, level.
    pub simulation: Simulation,
    /// The list of every mean that is simulated and expected.
    pub measures: Measures,
    /// The case studies that the scenario names.
    pub cases: Option<CaseStudies>,
    /// What the reader should be warned of.
    pub warnings: Vec<Warning>,
}

/// The scenario under one view. Payers, events, outcomes, segments and targets are the same, in the same order, in
/// every model of a plan.
#[derive(Clone, Debug)]
pub struct Model {
    /// H, months that each journey is followed after the person joins.
    pub horizon: f64,
    /// r, per year.
    pub discount_rate: f64,
    /// End of the followed span: the latest joining plus H, in months after the start.
    pub span: f64,
    /// The law of every parameter of the plan in this model.
    pub laws: Vec<Law>,
    /// The people.
    pub cohort: Cohort,
    /// Events, in the order of the file.
    pub events: Vec<Event>,
    /// Event indices, parents before the events that follow them.
    pub order: Vec<usize>,
    /// Outcomes, in the order of the file.
    pub outcomes: Vec<Outcome>,
    /// What support costs; `None` without `programme`.
    pub programme: Option<Programme>,
    /// Targets, in the order of the file.
    pub targets: Vec<Target>,
    /// What an evaluation found.
    pub published: Option<Published>,
}

impl Model {
    /// What is believed of a term in this model: mean, 2.5% and 97.5% quantiles of its law as drawn and clipped.
    #[must_use]
    pub fn belief(&self, term: &Term) -> Belief {
        let shape = Shape::new(term, self);
        let certain = matches!(shape, Shape::Point(_));
        Belief { mean: shape.mean(), p2_5: shape.quantile(0.025), p97_5: shape.quantile(0.975), certain }
    }

    /// v = (1 + r)^(-1/12), the discount factor of one month.
    #[must_use]
    pub fn monthly_discount(&self) -> f64 {
        monthly_discount(self.discount_rate)
    }
}

/// What is believed of one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Belief {
    /// Mean.
    pub mean: f64,
    /// 2.5% quantile.
    pub p2_5: f64,
    /// 97.5% quantile.
    pub p97_5: f64,
    /// Whether it is the same in every draw.
    pub certain: bool,
}

/// One way of looking at the life that people would have led.
#[derive(Clone, Debug)]
pub struct View {
    /// Its key in the scenario.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Its weight; the weights of a weighted plan sum to 1.
    pub weight: Option<f64>,
    /// The scenario under it.
    pub model: Model,
}

/// Who bears costs.
#[derive(Clone, Debug)]
pub struct Payer {
    /// Its key in the scenario.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Indices into [`Plan::groups`].
    pub groups: Vec<usize>,
    /// How cash leaves its budget; `None`: any amount, at once.
    pub releases: Option<Release>,
}

/// A gathering of payers.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name, as written at the payers.
    pub id: String,
    /// Indices of its payers, ascending.
    pub payers: Vec<usize>,
}

/// A (part-)year of the span.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// "2021/22" or "Year 2".
    pub id: String,
    /// "2020/21, from September" when it is a part-year, else as `id`.
    pub label: String,
    /// Its financial year, when the scenario has `starts`.
    pub financial: Option<FinancialYear>,
    /// First moment, months after the start of the programme.
    pub from: f64,
    /// Last moment, months after the start of the programme.
    pub to: f64,
}

/// A stated Spearman rank correlation between two parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// Indices into [`Plan::parameters`].
    pub between: [usize; 2],
    /// Spearman's rho.
    pub rho: f64,
}

/// How the run is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulation {
    /// K, outer draws.
    pub draws: usize,
    /// Seed.
    pub seed: u64,
    /// Of the intervals shown, such as 0.95.
    pub level: f64,
    /// How the evidence is drawn.
    pub sampling: Sampling,
    /// The relative standard error of the headline up to which a run goes on drawing; `None`: `draws` and no more.
    pub precision: Option<f64>,
}

impl Plan {
    /// Every model that may be simulated, the base first, then the views.
    pub fn models(&self) -> impl Iterator<Item = &Model> {
        std::iter::once(&self.base).chain(self.views.iter().map(|view| &view.model))
    }

    /// The same plan for `people` people in the scenario as written; a view with another number keeps its proportion
    /// to that. Nobody in it is never asked for: at least one person is left.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "people stay far below 2^53"
    )]
    pub fn resized(&self, people: u64) -> Self {
        let times = people as f64 / self.base.cohort.people.max(1) as f64;
        let resize = |model: &mut Model| {
            let scaled = (model.cohort.people as f64 * times).round() as u64;
            model.cohort = model.cohort.resized(scaled.max(1));
        };
        let mut plan = self.clone();
        resize(&mut plan.base);
        plan.views.iter_mut().for_each(|view| resize(&mut view.model));
        plan
    }

    /// Which view draw `draw` belongs to in a weighted plan: the first whose cumulative weight is at least
    /// frac((draw + ½)/φ), so that every prefix of the draws holds each view in its share.
    #[must_use]
    pub fn view_of_draw(&self, draw: u64) -> Option<usize> {
        if !self.weighted {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "draws stay far below 2^53")]
        let place = ((draw as f64 + 0.5) / GOLDEN_RATIO).fract();
        let mut cumulative = 0.0;
        for (index, view) in self.views.iter().enumerate() {
            cumulative += view.weight.unwrap_or(0.0);
            if cumulative >= place {
                return Some(index);
            }
        }
        self.views.iter().rposition(|view| view.weight.unwrap_or(0.0) > 0.0)
    }

    /// The model that draw `draw` is simulated from for the headline.
    #[must_use]
    pub fn model_of_draw(&self, draw: u64) -> &Model {
        self.view_of_draw(draw).map_or(&self.base, |view| &self.views[view].model)
    }
}

/// φ = (1 + √5)/2.
const GOLDEN_RATIO: f64 = 1.618_033_988_749_895;
