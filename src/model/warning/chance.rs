//! Objects to how chances and rates are put: certain ones, cut-off ones, and ones that do not fade after a crisis.

use super::named;
use super::wording::spoken;
use crate::distribution::{Distribution, Law as _};
use crate::model::{Law, Model, Origin, Plan, Term};
use crate::scenario::{Reading, Scenario};

/// A share of draws that nobody would see.
const NEGLIGIBLE: f64 = 1e-4;

/// Words of a title, description or segment that say that people were chosen when things were at their worst.
const AT_THEIR_WORST: [&str; 7] =
    ["crisis", "crises", "at their worst", "frequent attender", "frequent user", "high user", "high intensity"];

/// W08.
pub(super) fn wide_normal(_: &Reading, plan: &Plan) -> Option<String> {
    let laws = plan.models().flat_map(|model| model.laws.iter().zip(&plan.parameters));
    let mut wide: Vec<&str> = laws
        .filter(|(law, _)| match law {
            Law::Drawn(Distribution::Normal(normal)) => {
                let (mean, sd) = normal.before_truncation();
                sd > mean / 2.0 && normal.support().0 >= 0.0
            }
            _ => false,
        })
        .map(|(_, parameter)| parameter.path.as_str())
        .collect();
    wide.sort_unstable();
    wide.dedup();
    named(&wide).map(|paths| {
        format!(
            "the normal distribution of {paths} has an sd of more than half its mean: much of it would lie below zero and \
             is cut off, which moves the mean; a gamma or lognormal does not need that, and the effect of support under \
             `prevents` is written as it was estimated, where it may be negative"
        )
    })
}

/// W13.
pub(super) fn crowded(_: &Reading, plan: &Plan) -> Option<String> {
    let share = |path: &str| path.starts_with("cohort.segments.") && path.ends_with(".share");
    let crowded = plan.stated.iter().filter(|stated| share(&stated.path) && stated.clipped > NEGLIGIBLE);
    let each: Vec<String> =
        crowded.map(|stated| format!("`{}` in {:.2}% of draws", stated.path, 100.0 * stated.clipped)).collect();
    (!each.is_empty()).then(|| {
        format!(
            "a segment's share is clipped so that the others fit beside it: {}, so that its mean is not the one written; \
             lower its upper end, or the shares of the others",
            each.join(", ")
        )
    })
}

/// Fewer rows of another model's draws than this leave the ends of intervals to a few of them.
const FEW_ROWS: usize = 1_000;

/// W35.
pub(super) fn few_rows(reading: &Reading, _: &Plan) -> Option<String> {
    let table = reading.samples.as_ref().map(|samples| &samples.value).filter(|table| table.rows < FEW_ROWS)?;
    Some(format!(
        "{} has {} rows, so that the ends of every interval hang on a few of them; take 1,000 draws or more from the other model",
        table.name, table.rows
    ))
}

/// W32.
pub(super) fn follow_ons(_: &Reading, plan: &Plan) -> Option<String> {
    let over = |parent: usize| {
        let mean = |model: &Model| -> f64 {
            let links = model.events.iter().flat_map(|event| &event.follows);
            links.filter(|follow| follow.parent == parent).map(|follow| model.belief(&follow.probability).mean).sum()
        };
        plan.models().any(|model| mean(model) > 1.0 + 1e-9)
    };
    let events = (0..plan.base.events.len()).filter(|parent| over(*parent));
    let events: Vec<&str> = events.map(|event| plan.base.events[event].id.as_str()).collect();
    named(&events).map(|events| {
        format!(
            "the chances of what follows {events} add up to more than 100%: each is drawn by itself, so that one occurrence \
             may lead to several; lower them if only one of them can follow"
        )
    })
}

/// W20.
pub(super) fn all_certain(_: &Reading, plan: &Plan) -> Option<String> {
    let mut chances = plan.models().flat_map(|model| &model.events).flat_map(|event| {
        let own = match &event.origin {
            Origin::None => None,
            Origin::Probability(term) | Origin::Rate(term) => Some(term),
        };
        own.into_iter().chain(event.follows.iter().map(|follow| &follow.probability))
    });
    let certain = chances.all(|term: &Term| term.certain().is_some());
    (certain && !plan.base.events.is_empty()).then(|| {
        "every probability and rate is certain: the intervals leave out how little is known about life without support, \
         which is mostly what matters; write what is known, such as `{observed: 3 of 8}`, or a range"
            .to_owned()
    })
}

/// W21.
pub(super) fn constant_rate(reading: &Reading, plan: &Plan) -> Option<String> {
    let constant = |event: &usize| {
        let mut models = plan.models().map(|model| &model.events[*event]);
        models.any(|event| matches!(event.origin, Origin::Rate(_)) && event.decays.is_none())
    };
    let events = (0..plan.base.events.len()).filter(constant).map(|event| plan.base.events[event].id.as_str());
    let events = named(&events.collect::<Vec<_>>()).filter(|_| in_crisis(&reading.base))?;
    Some(format!(
        "people are chosen in crisis, but the rate of {events} stays as high as on the day of joining: most crises pass by \
         themselves, and support would be credited with that; let the rate fade with `timing: {{decays: 9 months}}`"
    ))
}

/// Whether the scenario says of its people that they were chosen when things were at their worst.
fn in_crisis(scenario: &Scenario) -> bool {
    let segments = scenario.cohort.segments.iter().map(|entry| spoken(&entry.id, entry.value.label.as_ref()));
    let told =
        [Some(scenario.title.value.to_lowercase()), scenario.description.as_ref().map(|text| text.to_lowercase())];
    let mut texts = segments.chain(told.into_iter().flatten()).map(|text| text.replace('-', " "));
    texts.any(|text| AT_THEIR_WORST.iter().any(|word| text.contains(word)))
}
