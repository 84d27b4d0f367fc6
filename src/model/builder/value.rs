//! Gathers the values of all models of a plan in one table, so that a path is one parameter under every view.

use super::Mistakes;
use super::cases;
use super::spelling::{derived, spelling};
use super::statements::{Statement, Statements};
use crate::distribution::{Distribution, Rescaled};
use crate::model::grid::Grids;
use crate::model::pool::Shape;
use crate::model::{CaseStudies, EvidenceGroup, Expression, Law, MetaAnalysis, Parameter, Stated, Term};
use crate::quantity::{Kind, LEAST_EFFECT, Remarks};
use crate::scenario::{Placed, SampleTable, Scenario, Value, WrittenLaw};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

/// The table of values, filled by one model after another.
#[derive(Debug, Default)]
pub(super) struct Values {
    parameters: Vec<Parameter>,
    index: HashMap<String, usize>,
    laws: Vec<HashMap<usize, Law>>,
    /// What a path is worth in a model where nothing uncertain stands.
    certain: Vec<HashMap<String, f64>>,
    /// The rows of the assumptions log.
    pub(super) statements: Statements,
    /// The parameter that is read at a path of the file, whatever its own name is.
    uses: HashMap<String, usize>,
    /// The case studies, and the view of the current model.
    cases: Option<CaseStudies>,
    /// The draws of another model.
    samples: Option<Rc<SampleTable>>,
    view: Option<String>,
    /// What they say, by view and event: a bootstrap is not made again for every view.
    found: HashMap<(Option<String>, String, Kind), Result<cases::Found, cases::Refused>>,
    /// Parameters that are bootstrapped from case studies.
    bootstrapped: HashSet<usize>,
    /// Meta-analyses that are stated.
    meta_analyses: Vec<MetaAnalysis>,
    /// What expressions are worth, of which the models will ask as well.
    pub(super) grids: Arc<Grids>,
}

/// The shares that the grades of confidence in data cut off a benefit, grades 1 (best) to 6: the table of the Greater
/// Manchester Combined Authority as recalled, not verified; a warning says so wherever it is used.
const OPTIMISM_BIAS_BY_GRADE: [f64; 6] = [0.0, 0.05, 0.10, 0.15, 0.25, 0.40];

impl Values {
    /// An empty table, to be filled with the help of `cases` and of another model's draws.
    pub(super) fn new(cases: Option<CaseStudies>, samples: Option<SampleTable>) -> Self {
        Self { cases, samples: samples.map(Rc::new), ..Self::default() }
    }

    /// Turns to the next model: the base first, then the views, each by its id.
    pub(super) fn next_model(&mut self, view: Option<&str>) {
        self.view = view.map(str::to_owned);
        self.laws.push(HashMap::new());
        self.certain.push(HashMap::new());
    }

    /// The term of a value that stands at `path`, clipped to the legal range of its kind; rates become monthly.
    pub(super) fn term(&mut self, path: &str, value: &Value, scenario: &Scenario, mistakes: &mut Mistakes) -> Term {
        self.term_within(path, value, value.kind.range(), scenario, mistakes)
    }

    /// The term of an effect that stands at `path`: a share that may be below zero.
    pub(super) fn effect(&mut self, path: &str, value: &Value, scenario: &Scenario, mistakes: &mut Mistakes) -> Term {
        self.term_within(path, value, Kind::Effect.range(), scenario, mistakes)
    }

    /// As [`Self::term`], clipped to `limits`.
    pub(super) fn term_within(
        &mut self,
        path: &str,
        value: &Value,
        limits: (f64, f64),
        scenario: &Scenario,
        mistakes: &mut Mistakes,
    ) -> Term {
        let worth = self.worth(path, value, scenario, mistakes);
        let scaled = worth.clone().scaled(value.scaled);
        let limits = self.limits(&worth, path.ends_with(".unit_cost") && from_cases(value, scenario), limits);
        let own = !matches!(value.law, WrittenLaw::Shared { .. } | WrittenLaw::Library { .. });
        if own && value.identity == path {
            self.state(path, spelling(value, value.scaled), value, scaled.clone(), limits);
        } else {
            if own {
                self.state(&value.identity, spelling(value, 1.0), value, worth, limits);
            }
            if let Some(spelling) = derived(value) {
                self.state(path, spelling, value, scaled.clone(), limits);
            }
        }
        let term = scaled.within(limits.0, limits.1);
        if value.kind == Kind::Rate { term.scaled(1.0 / MONTHS_PER_YEAR) } else { term }
    }

    /// What a value is worth before its own scaling, its parameter and law entered in the table.
    pub(super) fn worth(&mut self, path: &str, value: &Value, scenario: &Scenario, mistakes: &mut Mistakes) -> Term {
        let worth = match &value.law {
            WrittenLaw::Certain(number) => self.number(&value.identity, *number),
            WrittenLaw::Uncertain { distribution, spelling, observed, over, .. } => {
                let group = if *observed { EvidenceGroup::CaseStudies } else { EvidenceGroup::Judgement };
                let law = to_horizon(distribution, *over, scenario.horizon.value).unwrap_or_else(|reason| {
                    mistakes.add(&value.place, reason, "correct `over` or the horizon");
                    distribution.clone()
                });
                let parameter = Parameter { group, observed: *observed, ..judged(value, spelling.clone()) };
                Term::parameter(self.parameter(parameter, law))
            }
            WrittenLaw::Shared { name, times } => {
                self.shared(value, name, scenario, mistakes).map_or(Term::Certain(0.0), |worth| worth.scaled(*times))
            }
            WrittenLaw::Grade(grade) => match OPTIMISM_BIAS_BY_GRADE.get(usize::from(*grade).wrapping_sub(1)) {
                Some(cut) => self.number(&value.identity, *cut),
                None => {
                    mistakes.add(&value.place, format!("there is no grade {grade}"), "grades run from 1 (best) to 6");
                    Term::Certain(0.0)
                }
            },
            WrittenLaw::Library { .. } => {
                mistakes.add(&value.place, "only a unit cost can come from the library", "write a value here");
                Term::Certain(0.0)
            }
            WrittenLaw::Cost(_) | WrittenLaw::Sum(_) => {
                mistakes.add(&value.place, "only a unit cost has parts", "write a value here");
                Term::Certain(0.0)
            }
            WrittenLaw::Cases(name) => self.studied(value, name, mistakes),
            WrittenLaw::Sampled { column, times, range } => {
                let table = self.samples.clone();
                self.sampled(table.as_deref(), value, (column, *times), *range, mistakes)
            }
            WrittenLaw::Contrast(contrast) => Term::unlimited(self.contrast(value, contrast, scenario, mistakes)),
        };
        let parameters = worth.parameters();
        if let [only] = parameters[..] {
            self.uses.insert(path.to_owned(), only);
        }
        for parameter in parameters {
            if path.starts_with("support.") || path.contains(".support.") {
                self.raise(parameter, EvidenceGroup::Effect);
            }
        }
        worth
    }

    /// What case studies say about the event `name`.
    fn studied(&mut self, value: &Value, name: &str, mistakes: &mut Mistakes) -> Term {
        let found = match &self.cases {
            Some(studies) => {
                // Views that the table knows nothing of see the same.
                let view = studies.known(self.view.as_deref());
                let law = || cases::law(studies, view, name, value.kind);
                let key = (view.map(str::to_owned), name.to_owned(), value.kind);
                self.found.entry(key).or_insert_with(law).clone()
            }
            None => Err(cases::no_table()),
        };
        let cases::Found { law, spelling, bootstrapped } = match found {
            Ok(found) => found,
            Err(cases::Refused { message, help }) => {
                mistakes.add(&value.place, message, help);
                return Term::Certain(0.0);
            }
        };
        let group = EvidenceGroup::CaseStudies;
        let parameter = Parameter { group, observed: !bootstrapped, ..judged(value, spelling) };
        let parameter = self.parameter(parameter, law);
        if bootstrapped {
            self.bootstrapped.insert(parameter);
        }
        Term::parameter(parameter)
    }

    /// Notes a meta-analysis, unless another model stated it.
    pub(super) fn note(&mut self, found: MetaAnalysis) {
        if self.meta_analyses.iter().all(|known| known.path != found.path) {
            self.meta_analyses.push(found);
        }
    }

    /// The meta-analyses that were stated.
    pub(super) fn meta_analyses(&self) -> Vec<MetaAnalysis> {
        self.meta_analyses.clone()
    }

    /// Whether the parameter is a column of another model's draws.
    pub(super) fn is_sampled(&self, parameter: usize) -> bool {
        self.parameters[parameter].is_sampled()
    }

    /// Whether the parameter is bootstrapped from case studies in some model.
    pub(super) fn is_bootstrapped(&self, parameter: usize) -> bool {
        self.bootstrapped.contains(&parameter)
    }

    fn shared(&mut self, value: &Value, name: &str, scenario: &Scenario, mistakes: &mut Mistakes) -> Option<Term> {
        let Some(entry) = scenario.shared.iter().find(|entry| entry.id == name) else {
            let name = Placed { value: name.to_owned(), place: value.place.clone() };
            mistakes.unknown("shared value", &name, scenario.shared.iter().map(|entry| entry.id.as_str()));
            return None;
        };
        if matches!(entry.value.law, WrittenLaw::Shared { .. }) {
            let message = format!("the shared value `{name}` is itself a reference to a shared value");
            mistakes.add(&entry.place, message, "name the other value where this one is used");
            return None;
        }
        let worth = self.worth(&entry.value.identity, &entry.value, scenario, mistakes).scaled(entry.value.scaled);
        // A shared value may be named as an effect or a gain elsewhere: what it is held to there does not hold here.
        let least = if value.kind.held() == Kind::Money { f64::NEG_INFINITY } else { LEAST_EFFECT };
        let limits = self.limits(&worth, from_cases(value, scenario), (least, value.kind.range().1));
        let spelled = spelling(&entry.value, entry.value.scaled);
        self.state(&entry.value.identity, spelled, &entry.value, worth.clone(), limits);
        Some(worth)
    }

    /// Notes what `path` is worth in this model, for one in which it is uncertain.
    pub(super) fn number(&mut self, path: &str, number: f64) -> Term {
        if let Some(certain) = self.certain.last_mut() {
            certain.insert(path.to_owned(), number);
        }
        Term::Certain(number)
    }

    /// The index of a parameter, whose law in this model is entered.
    pub(super) fn parameter(&mut self, parameter: Parameter, law: Distribution) -> usize {
        let next = self.parameters.len();
        let (path, group, observed) = (parameter.path.clone(), parameter.group, parameter.observed);
        let index = *self.index.entry(path.clone()).or_insert(next);
        if index == next {
            self.parameters.push(parameter);
        }
        self.raise(index, group);
        self.parameters[index].observed |= observed;
        if let Some(laws) = self.laws.last_mut() {
            laws.insert(index, Law::Drawn(law));
        }
        self.uses.insert(path, index);
        index
    }

    /// Enters a row of the assumptions log for this model.
    fn state(&mut self, path: &str, spelling: String, value: &Value, worth: Term, (low, high): (f64, f64)) {
        let clipped = self.share_outside(&worth, low, high);
        self.state_term(path, spelling, value.kind, value.remarks.clone(), worth.within(low, high), clipped);
    }

    /// Enters a row of the assumptions log for this model, whose term is `term` in the unit as written.
    pub(super) fn state_term(
        &mut self,
        path: &str,
        spelling: String,
        kind: Kind,
        remarks: Remarks,
        term: Term,
        clipped: f64,
    ) {
        self.statements.enter(path, self.laws.len(), Statement { spelling, kind, remarks, term, clipped });
    }

    /// The share of draws in which `worth` lies above `high`, or below a `low` that is below zero.
    pub(super) fn share_outside(&self, worth: &Term, low: f64, high: f64) -> f64 {
        if high.is_infinite() {
            return 0.0;
        }
        let shape = Shape::new(worth, |parameter| self.law(parameter), &self.grids);
        1.0 - shape.cdf(high) + if low < 0.0 { shape.cdf(low) } else { 0.0 }
    }

    /// Quantiles of a term in this model.
    pub(super) fn quantiles<const N: usize>(&self, term: &Term, at: [f64; N]) -> [f64; N] {
        let shape = Shape::new(term, |parameter| self.law(parameter), &self.grids);
        at.map(|p| shape.quantile(p))
    }

    /// What holds a value, of `limits`: nothing where it is a cost from case studies, which may have risen. A share that
    /// nothing can bring below zero is not held there, so that nobody asks after harm.
    fn limits(&self, worth: &Term, is_cost_of_cases: bool, (low, high): (f64, f64)) -> (f64, f64) {
        match () {
            () if is_cost_of_cases => (f64::NEG_INFINITY, f64::INFINITY),
            () if self.least(worth) < 0.0 => (low, high),
            () => (0.0, high),
        }
    }

    /// The least that a value may be: minus infinity where that is not known.
    fn least(&self, worth: &Term) -> f64 {
        match worth {
            Term::Certain(value) => *value,
            Term::Drawn { expression: Expression::Parameter(parameter), times, .. } => match self.law(*parameter) {
                Some(Law::Drawn(law)) => law.support().0 * times,
                Some(Law::Certain(value)) => value * times,
                None => 0.0,
            },
            Term::Drawn { .. } => f64::NEG_INFINITY,
        }
    }

    /// The law of a parameter in this model.
    fn law(&self, parameter: usize) -> Option<&Law> {
        self.laws.last().and_then(|laws| laws.get(&parameter))
    }

    /// The parameter that is read at `path` of the file.
    pub(super) fn parameter_at(&self, path: &str) -> Option<usize> {
        self.uses.get(path).copied()
    }

    /// Notes that `path` of the file reads a parameter of another name.
    pub(super) fn read_at(&mut self, path: &str, parameter: usize) {
        self.uses.insert(path.to_owned(), parameter);
    }

    /// Ranks the evidence behind a parameter no lower than `group`.
    pub(super) fn raise(&mut self, parameter: usize, group: EvidenceGroup) {
        let known = &mut self.parameters[parameter].group;
        *known = (*known).min(group);
    }

    /// Whether a number that is the same in every draw stands at `path`.
    pub(super) fn is_certain(&self, path: &str) -> bool {
        self.certain.iter().any(|certain| certain.contains_key(path))
    }

    /// Every path of the file at which a parameter is read.
    pub(super) fn uncertain_paths(&self) -> impl Iterator<Item = &str> {
        let mut paths: Vec<&str> = self.uses.keys().map(String::as_str).collect();
        paths.sort_unstable();
        paths.into_iter()
    }

    /// Whether the parameter is drawn in every model.
    pub(super) fn drawn_everywhere(&self, parameter: usize) -> bool {
        self.laws.iter().all(|laws| laws.contains_key(&parameter))
    }

    /// The parameters, their laws by model, and the rows of the assumptions log.
    pub(super) fn finish(self) -> (Vec<Parameter>, Vec<Vec<Law>>, Vec<Stated>) {
        let models = self.laws.len();
        let certain = |model: usize, path: &str| self.certain[model].get(path).copied();
        let laws = self.laws.iter().enumerate().map(|(model, laws)| {
            let law = |(index, parameter): (usize, &Parameter)| {
                laws.get(&index)
                    .cloned()
                    .unwrap_or_else(|| Law::Certain(certain(model, &parameter.path).unwrap_or(0.0)))
            };
            self.parameters.iter().enumerate().map(law).collect()
        });
        let laws = laws.collect();
        let stated = self.statements.finish(models, certain);
        (self.parameters, laws, stated)
    }
}

/// The parameter that is drawn of a value, a judgement until more is known of it.
pub(super) fn judged(value: &Value, spelling: String) -> Parameter {
    let (path, kind, remarks) = (value.identity.clone(), value.kind, value.remarks.clone());
    Parameter { path, kind, spelling, group: EvidenceGroup::Judgement, observed: false, remarks }
}

/// Whether a value is a cost from case studies, its own or that of a shared value.
fn from_cases(value: &Value, scenario: &Scenario) -> bool {
    let law = match &value.law {
        WrittenLaw::Shared { name, .. } => {
            scenario.shared.iter().find(|entry| entry.id == *name).map(|entry| &entry.value.law)
        }
        own => Some(own),
    };
    value.kind == Kind::Money && matches!(law, Some(WrittenLaw::Cases(_)))
}

/// Months in a year of the rates as written.
const MONTHS_PER_YEAR: f64 = 12.0;

/// The chance of an event within the horizon, from its chance within the counts' own period: 1 - (1-p)^(H/over).
fn to_horizon(law: &Distribution, over: Option<f64>, horizon: f64) -> Result<Distribution, String> {
    match over {
        Some(over) if over != horizon => Rescaled::new(law.clone(), horizon / over)
            .map(Distribution::Rescaled)
            .map_err(|error| format!("the counts cannot be converted from their period to the horizon: {error}")),
        _ => Ok(law.clone()),
    }
}
