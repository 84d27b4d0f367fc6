//! Builds the plan of a run from what was read: the scenario as written, every view of it, and what they share.

use super::{Calendar, Draft, Mistakes, Payers, Prices, Values};
use super::{cohort::cohort, correlation::correlations, event::events, limits, outcome::outcome, spelling::label};
use super::{programme::programme, target, view, view::Seen};
use crate::model::{
    CaseStudies, DiscountBasis, Discounting, FundingCost, Measures, Model, Outcome, PastHorizon, Plan, Programme,
    Sampling, Scope, Simulation, Streams, View, Year, warning,
};
use crate::scenario::{Diagnostic, DiscountRateWritten, Entry, Reading, Scenario, ShockWritten, ViewWritten};
use std::sync::Arc;

/// Gives meaning to a scenario and all its views.
///
/// The shocks are built too, each as a scenario of its own, so that a mistake in one is found before it is used.
///
/// # Errors
///
/// Every mistake, each once, with its place and what to do.
pub fn build(reading: &Reading) -> Result<Plan, Vec<Diagnostic>> {
    let mut mistakes = Mistakes::default();
    let views: Vec<Seen<'_>> = reading.views.iter().map(|view| Seen { view, scenario: &view.value.scenario }).collect();
    let plan = plan(reading, &reading.base, &views, &mut mistakes);
    for shock in &reading.shocks {
        shocked(reading, &shock.value, &mut mistakes);
    }
    warning::check_silence(&reading.base.silence, |entry, known| {
        mistakes.unknown("warning", &super::key(entry), known.iter().copied());
    });
    match plan {
        Some(mut plan) if mistakes.is_empty() => {
            plan.warnings = warning::warnings(reading, &plan);
            Ok(plan)
        }
        _ => Err(mistakes.into_found()),
    }
}

/// Gives meaning to a scenario and all its views as one shock leaves them.
///
/// # Errors
///
/// Every mistake; none that [`build`] would not find.
pub fn build_shocked(reading: &Reading, shock: &ShockWritten) -> Result<Plan, Vec<Diagnostic>> {
    let mut mistakes = Mistakes::default();
    shocked(reading, shock, &mut mistakes).ok_or_else(|| mistakes.into_found())
}

fn shocked(reading: &Reading, shock: &ShockWritten, mistakes: &mut Mistakes) -> Option<Plan> {
    let views = reading.views.iter().zip(&shock.views).map(|(view, scenario)| Seen { view, scenario });
    plan(reading, &shock.scenario, &views.collect::<Vec<_>>(), mistakes)
}

/// The plan of one scenario and its views; `None` when it is too large to look into or a view is no view of it.
fn plan(reading: &Reading, base: &Scenario, views: &[Seen<'_>], mistakes: &mut Mistakes) -> Option<Plan> {
    if !limits::within(base, views, mistakes) {
        return None;
    }
    let weighted = view::weighted(views, mistakes);
    let (payers, calendar) =
        (Payers::new(&base.payers), Calendar::new(base.starts.as_ref().map(|starts| starts.value)));
    let studies = reading.cases.as_ref().map(|cases| CaseStudies::from(&cases.value));
    let mut values = Values::new(studies.clone(), reading.samples.as_ref().map(|samples| samples.value.clone()));
    let mut comparable = true;
    let mut models = Vec::new();
    let seen = views.iter().map(|seen| (Some(seen.view.id.as_str()), seen.scenario));
    for (view, scenario) in std::iter::once((None, base)).chain(seen) {
        let prices = Prices {
            base: scenario.price_base.as_ref().map(|base| base.value),
            library: reading.library.as_ref(),
            allow_unverified: scenario.allow_unverified,
        };
        values.next_model(view);
        let draft = Draft {
            scenario,
            prices: &prices,
            calendar,
            payers: &payers,
            studies: studies.as_ref(),
            view,
            values: &mut values,
            mistakes,
        };
        models.push(model(draft));
    }
    for seen in views {
        comparable &= view::comparable(base, *seen, mistakes);
    }
    let (correlations, copula) = correlations(&base.correlations, &values, mistakes);
    if !comparable || !mistakes.is_empty() {
        return None;
    }
    let meta_analyses = values.meta_analyses();
    let (parameters, laws, stated) = values.finish();
    for (model, laws) in models.iter_mut().zip(laws) {
        model.laws = laws;
    }
    let later = later(calendar, &models);
    let mut years = years(calendar, &models, later);
    years.extend(later.map(Year::later));
    let measures = measures(base, &models, &payers, &years);
    let mut models = models.into_iter();
    let base_model = models.next()?;
    limits::measured(&measures, base, mistakes).then_some(Plan {
        title: base.title.value.clone(),
        description: base.description.clone(),
        price_base: base.price_base.as_ref().map(|base| base.value),
        starts: base.starts.as_ref().map(|starts| starts.value),
        months_before: calendar.months_before(),
        streams: Streams::of(&parameters),
        parameters,
        stated,
        correlations,
        copula,
        payers: payers.list,
        groups: payers.groups,
        years,
        later,
        base: base_model,
        views: views.iter().zip(models).map(|(seen, model)| self::view(seen.view, model)).collect(),
        weighted,
        simulation: simulation(base),
        measures,
        cases: studies,
        meta_analyses,
        warnings: Vec::new(),
    })
}

/// One model, without its laws, which are known when all models are built.
fn model(mut draft: Draft<'_>) -> Model {
    let scenario = draft.scenario;
    let cohort = cohort(&mut draft);
    let (events, order) = events(&mut draft);
    let people = cohort.people;
    let span = cohort.joining.iter().map(|window| window.to).fold(0.0, f64::max) + scenario.horizon.value;
    Model {
        horizon: scenario.horizon.value,
        discounting: discounting(&draft),
        years_from_base: years_from_base(&draft),
        span,
        past_horizon: scenario.past_horizon.unwrap_or(PastHorizon::Counted),
        laws: Vec::new(),
        cohort,
        events,
        order,
        outcomes: scenario.outcomes.iter().map(|entry| outcome(&mut draft, entry)).collect(),
        programme: scenario.programme.as_ref().map(|written| programme(&mut draft, written, span)),
        targets: scenario.targets.iter().map(|entry| target::target(&mut draft, entry)).collect(),
        published: scenario.published.as_ref().map(|written| target::published(&mut draft, written, people)),
        grids: Arc::clone(&draft.values.grids),
    }
}

/// How later money counts for less.
fn discounting(draft: &Draft<'_>) -> Discounting {
    let basis = draft.scenario.discounting.unwrap_or(DiscountBasis::Continuous);
    let before = draft.calendar.months_before();
    match draft.scenario.discount_rate {
        DiscountRateWritten::Rate(rate) => Discounting::at_rate(rate, basis, before),
        DiscountRateWritten::Schedule(schedule) => Discounting::scheduled(schedule, basis, before),
    }
}

/// Whole years from the price base to the first year of the table; 0 where one of them is not stated.
fn years_from_base(draft: &Draft<'_>) -> f64 {
    match (draft.calendar.financial(0), draft.prices.base) {
        (Some(first), Some(base)) => f64::from(first.start()) - f64::from(base.start()),
        _ => 0.0,
    }
}

/// The years from the first through the last that any model's span, funding, team or target names.
fn years(calendar: Calendar, models: &[Model], later: Option<f64>) -> Vec<Year> {
    let span = longest_span(models);
    calendar.years(last_named(models).unwrap_or(0).max(calendar.last(span)), later.unwrap_or(span))
}

fn longest_span(models: &[Model]) -> f64 {
    models.iter().map(|model| model.span).fold(0.0, f64::max)
}

/// The index of the last year that any model's funding, team or target names.
fn last_named(models: &[Model]) -> Option<usize> {
    let named = models.iter().flat_map(|model| {
        let targets = model.targets.iter().filter_map(|target| target.year);
        let lines = model.programme.iter().flat_map(|programme| &programme.funding);
        let funding = lines.filter_map(|line| match &line.cost {
            FundingCost::Amount(amount) => Some(amount.year),
            FundingCost::Person { .. } | FundingCost::Month { .. } => None,
        });
        let capacity = model.programme.iter().filter_map(|programme| programme.capacity.as_ref());
        targets.chain(funding).chain(capacity.flat_map(|capacity| capacity.coordinators.iter().map(|(year, _)| *year)))
    });
    named.max()
}

/// The end of the last year of the table, up to which cost and gains are told apart by year, where they may run on past it: that of the
/// last followed month, or of a later year that something names.
fn later(calendar: Calendar, models: &[Model]) -> Option<f64> {
    let runs_on = models.iter().any(|model| model.runs_past_horizon() || model.pays_past_horizon());
    let span = longest_span(models);
    let named = last_named(models).filter(|&year| year > calendar.last(span)).map(|year| calendar.window(year).1);
    runs_on.then(|| named.map_or(span, |end| end.max(span)))
}

fn measures(base: &Scenario, models: &[Model], payers: &Payers, years: &[Year]) -> Measures {
    let model = &models[0];
    let harmful = models.iter().flat_map(|model| &model.events).any(|event| event.support.may_harm());
    let replaced = models.iter().flat_map(|model| &model.events).any(|event| !event.support.instead.is_empty());
    let gained = models.iter().flat_map(|model| &model.outcomes).any(Outcome::is_gain);
    let following = models.iter().filter_map(|model| model.programme.as_ref()).any(Programme::follows_people);
    let published = model.published.as_ref();
    Measures::new(&Scope {
        events: &model.events,
        outcomes: &model.outcomes,
        payers: &payers.list,
        groups: &payers.groups,
        years,
        segments: if base.cohort.segments.is_empty() { &[] } else { &model.cohort.segments },
        targets: &model.targets,
        published: published.is_some_and(|figures| figures.mean_avoided.is_some() || figures.total_avoided.is_some()),
        harmful,
        replaced,
        gained,
        past_horizon: models.iter().any(Model::runs_past_horizon),
        following,
    })
}

fn view(entry: &Entry<ViewWritten>, model: Model) -> View {
    let written = &entry.value;
    View {
        id: entry.id.clone(),
        label: label(written.label.as_ref(), &entry.id),
        weight: written.weight.as_ref().map(|weight| weight.value),
        model,
    }
}

fn simulation(base: &Scenario) -> Simulation {
    let written = &base.simulation;
    Simulation {
        draws: limits::draws(written),
        seed: written.seed.unwrap_or(1),
        level: written.level.unwrap_or(0.95),
        sampling: written.sampling.unwrap_or(Sampling::Random),
        precision: written.precision,
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{mistakes, plan, reading, with};
    use super::build_shocked;

    #[test]
    fn a_shock_is_built_with_the_views_after_it() {
        let text = with(
            "views:
  low: {weight: 50%, set: {events: {eviction: {probability: 20%}}}}
  high: {weight: 50%}
shocks: {dearer: {scale: {events.*.unit_cost: 120%}}}
",
        );
        let reading = reading(&text, &[]);
        let shocked = build_shocked(&reading, &reading.shocks[0].value).unwrap();
        for (model, before) in shocked.models().zip(plan(&text).models()) {
            let [cost, was] = [model, before].map(|model| model.events[0].unit_cost.certain().unwrap());
            assert!((cost - 1_200.0).abs() < 1e-9 && was == 1_000.0);
        }
        assert_eq!(shocked.views[0].weight, Some(0.5));
    }

    #[test]
    fn a_mistake_in_a_shock_is_found_before_it_is_used() {
        let said = mistakes(&with("shocks: {odd: {set: {events: {eviction: {paid_by: {nhs: 50%, housing: 40%}}}}}}\n"));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("sum to 90%, not 100%"), "{said:?}");
    }

    #[test]
    fn without_segments_the_unnamed_one_is_not_measured() {
        let plan = plan(&with(""));
        assert_eq!(plan.base.cohort.segments.len(), 1);
        assert!(plan.measures.names().all(|name| !name.starts_with("segments.")));
        assert_eq!(plan.measures.name(plan.measures.year(1, crate::model::Part::Avoided)), "years.2021/22.avoided");
    }
}
