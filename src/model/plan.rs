//! Gathers everything that one run needs: what is common to all views, and one model for each.

use super::{
    CaseStudies, Copula, Correlation, Group, Law, Measures, MetaAnalysis, Model, Parameter, Payer, Sampling, Stated,
    Streams, View, Warning, Year,
};
use crate::numeric::{float, whole_part};
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
    /// Which random numbers they are drawn by.
    pub streams: Streams,
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
    /// Years that journeys, funding or targets of any view fall in, from the first; where cost may run on past the last
    /// followed month, one entry more for what does.
    pub years: Vec<Year>,
    /// The end of the last followed month, months after the programme starts, from which on cost is in the last entry of
    /// `years`; `None` where no cost runs on.
    pub later: Option<f64>,
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
    /// The meta-analyses that the scenario states, each once.
    pub meta_analyses: Vec<MetaAnalysis>,
    /// The case studies that the scenario names.
    pub cases: Option<CaseStudies>,
    /// What the reader should be warned of.
    pub warnings: Vec<Warning>,
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

    /// How many of the years hold followed months: all but the one for what runs on past the last of them.
    #[must_use]
    pub fn followed_years(&self) -> usize {
        self.years.len() - usize::from(self.later.is_some())
    }

    /// The row of the assumptions log at a path.
    #[must_use]
    pub fn stated_at(&self, path: &str) -> Option<&Stated> {
        self.stated.iter().find(|stated| stated.path == path)
    }

    /// How many runs it takes: the headline, and each view where views have no weights.
    #[must_use]
    pub fn runs(&self) -> usize {
        if self.weighted { 1 } else { 1 + self.views.len() }
    }

    /// How many shares of cost above nothing there are, over all events of the base.
    #[must_use]
    pub fn shares_of_cost(&self) -> usize {
        self.base.events.iter().map(|event| event.paid_by.iter().filter(|share| **share > 0.0).count()).sum()
    }

    /// The parameters that some model draws.
    pub fn uncertain(&self) -> impl Iterator<Item = usize> {
        (0..self.parameters.len()).filter(|&at| self.models().any(|model| matches!(model.laws[at], Law::Drawn(_))))
    }

    /// The same plan for `people` people in the scenario as written; a view with another number keeps its proportion
    /// to that. Nobody in it is never asked for: at least one person is left.
    #[must_use]
    pub fn resized(&self, people: u64) -> Self {
        let times = float(people) / float(self.base.cohort.people.max(1));
        let resize = |model: &mut Model| {
            let scaled: u64 = whole_part((float(model.cohort.people) * times).round());
            model.cohort = model.cohort.resized(scaled.max(1));
        };
        let mut plan = self.clone();
        resize(&mut plan.base);
        plan.views.iter_mut().for_each(|view| resize(&mut view.model));
        plan
    }

    /// Which view draw `draw` belongs to in a weighted plan: the first whose cumulative weight is at least
    /// frac((draw + ½)/φ), so that every prefix of the draws holds each view in its share; in place of φ a divisor of its
    /// own where two plans draw their views apart.
    #[must_use]
    pub fn view_of_draw(&self, draw: u64) -> Option<usize> {
        if !self.weighted {
            return None;
        }
        let place = ((float(draw) + 0.5) / self.streams.view_divisor).fract();
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
