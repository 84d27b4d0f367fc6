//! Says when the sentences of a run about publications, views, tables and cautions are true.

use averted::estimate::PublishedResults;

use crate::claim::claims;
use crate::number::{Truth, amount_is, chance_is, holds, interval_is, mean_is, mean_of, share, whole};
use crate::statistic::{Mean, mean};
use crate::world::World;

const MODEL: &str = "published.model";

fn published(world: &World) -> Result<&PublishedResults, String> {
    world.run.estimates.results.published.as_ref().ok_or_else(|| "nothing is published".to_owned())
}

fn exact(text: &str, value: Option<f64>) -> Truth {
    amount_is(text, Mean { value: value.ok_or("nothing of that is published")?, error: 0.0 })
}

fn people(world: &World, text: &str) -> Truth {
    let people = published(world)?.people;
    holds(whole(text)? == people as f64, || format!("{text} are {people}"))
}

/// The share of the model's averages below what was published, a tie counting half.
fn below(world: &World) -> Result<f64, String> {
    let figure = published(world)?.mean_avoided.ok_or("no mean is published")?;
    let values = world.column(MODEL);
    let hits =
        values.iter().map(|value| f64::from(u8::from(*value < figure)) + 0.5 * f64::from(u8::from(*value == figure)));
    Ok(hits.sum::<f64>() / values.len() as f64)
}

/// That this share of the model's averages lies below what was published.
pub(crate) fn below_is(world: &World, text: &str) -> Truth {
    let below = below(world)?;
    let within = |low: f64, high: f64| holds(low <= below && below <= high, || format!("{text} is {below}"));
    if let Some(bound) = text.strip_prefix("below ") {
        return within(0.0, share(bound)?);
    }
    if let Some(bound) = text.strip_prefix("above ") {
        return within(share(bound)?, 1.0);
    }
    if let Some((low, high)) = text.split_once(" to ") {
        return within(share(low)?, share(high)?);
    }
    let (said, error) = (share(text)?, (below * (1.0 - below) / world.draws() as f64).sqrt());
    within(said - 1.6 * error - 0.006, said + 1.6 * error + 0.006)
}

/// The verdict by the rule that `evidence` prints.
pub(crate) fn verdict(world: &World, word: &str, text: &str) -> Truth {
    let below = below(world)?;
    let tail = below.min(1.0 - below);
    let right = match tail {
        tail if tail < 0.005 => "Incompatible",
        tail if tail < 0.05 => "Surprising",
        _ => "Consistent",
    };
    let hits: Vec<f64> = (0..world.draws())
        .map(|draw| f64::from(u8::from((draw as f64 + 0.5) / (world.draws() as f64) < below)))
        .collect();
    holds(word.starts_with(right), || format!("{word}, by the rule {right}: {below}"))?;
    chance_is(text, &hits)
}

fn segment(world: &World) -> Result<(Vec<f64>, &str), String> {
    let id = published(world)?.of.as_ref().ok_or("of no segment")?;
    let segment =
        world.run.plan.base.cohort.segments.iter().find(|segment| segment.id == *id).ok_or("no such segment")?;
    let each = world.column(&format!("segments.{id}.avoided_per_person"));
    Ok((each.iter().copied().filter(|each| each.is_finite()).collect(), &segment.label))
}

fn deferred(world: &World) -> bool {
    mean(world.column("mechanisms.deferred")).value > 0.0
}

claims! { REST:
    "How does this compare" "{}: {} of the model's averages lie below it." w, _, p => verdict(w, p[0], p[1]);
    "How does this compare" "The rule: {}." w, _, _ => published(w).map(|_| ());
    "How does this compare" "The simulation does not use published figures; whether its values were chosen to fit them, only the scenario’s sources can say." w, _, _ => published(w).map(|_| ());
    "How does this compare" "Published: {} avoided per person, range {} to {}, from {} over {}, counted {}." w, _, p =>
        [exact(p[0], published(w)?.mean_avoided), exact(p[1], published(w)?.low), exact(p[2], published(w)?.high), people(w, p[3].split(" of the segment").next().unwrap_or_default())].into_iter().collect();
    "How does this compare" "Published: {} avoided per person, from {} over {}, counted {}." w, _, p =>
        [exact(p[0], published(w)?.mean_avoided), people(w, p[1].split(" of the segment").next().unwrap_or_default())].into_iter().collect();
    "How does this compare" "The model, for the average of {} like these counted alike: {}, {} of them {}." w, _, p =>
        [people(w, p[0]), mean_is(p[1], w.column(MODEL)), interval_is(p[3], w.column(MODEL), w.level)].into_iter().collect();
    "How does this compare" "The model, for the average of {} like these counted alike: {}." w, _, p => [people(w, p[0]), mean_is(p[1], w.column(MODEL))].into_iter().collect();
    "How does this compare" "View “{}”: {}." w, _, p => {
        let label = p[0];
        holds(w.run.plan.views.iter().any(|view| view.label == label), || format!("no view {label}"))
    };
    "How does this compare" "Published social value: {}." w, _, p => exact(p[0], published(w)?.social_value);
    "How does this compare" "Published SROI ratio: {} for each £1." w, _, p => exact(p[0], published(w)?.sroi_ratio);
    "How does this compare" "The model: {}, {} prediction interval {}." _, _, p => holds(!p[0].is_empty(), || "nothing".to_owned());
    "How does this compare" "The chance of at least {} for each £1: {}." w, _, p => {
        exact(p[0], published(w)?.sroi_ratio)?;
        let figure = published(w)?.sroi_ratio.unwrap_or_default();
        chance_is(p[1], &World::hits(&crate::run::ratio(w, true), |ratio| ratio >= figure))
    };
    "How does this compare" "The chance of at least {}: {}." w, _, p => {
        exact(p[0], published(w)?.social_value)?;
        let figure = published(w)?.social_value.unwrap_or_default();
        chance_is(p[1], &World::hits(w.column("total.social_value_pv"), |value| value >= figure))
    };
    "How does this compare" "Case studies are chosen, not drawn." _, _, _ => Ok(());
    "How does this compare" "Case studies are chosen, not drawn, and in this scenario everybody is like those of the publication (the segment “{}”): {} avoided is what multiplying their mean by the caseload assumes." w, _, p => {
        let (each, label) = segment(w)?;
        let (alike, total) = (mean(&each).value * w.people_of(0), mean(w.column("total.avoided")).value);
        [holds(label == p[0] && (alike - total).abs() <= 1e-6 * total.abs(), || format!("{alike} of {total}")), mean_is(p[1], w.column("total.avoided"))].into_iter().collect()
    };
    "How does this compare" "If all {} were like those of the publication (the segment “{}”), {} would be avoided; as the caseload is described, {}." w, _, p => {
        let (each, label) = segment(w)?;
        let all = w.people_of(0);
        let Mean { value, error } = mean(&each);
        let number = holds(whole(p[0])? == all && (p[0].ends_with("people") || p[0].ends_with("person")) && label == p[1], || p[0].to_owned());
        [number, mean_of(p[2], Mean { value: value * all, error: error * all }), mean_is(p[3], w.column("total.avoided"))].into_iter().collect()
    };
    "How does this compare" "The first is what multiplying the mean of case studies by the caseload assumes." _, _, _ => Ok(());
    "What if life without" "Each view is one opinion of the lives that people would have led." w, _, _ => holds(!w.run.plan.views.is_empty(), || "there is none".to_owned());
    "What if life without" "Every draw belongs to one view, in proportion to its weight." w, _, _ => holds(w.run.plan.weighted, || "no weights".to_owned());
    "What if life without" "Each view is one opinion of the lives that people would have led, run beside the scenario as written." w, _, _ => holds(!w.run.plan.weighted, || "they have weights".to_owned());
    "Summary" "Small sample: the published figures rest on {}." w, _, p => [people(w, p[0]), holds(published(w)?.people < 30 && published(w)?.mean_avoided.is_none(), || "there is a mean".to_owned())].into_iter().collect();
    "Summary" "Small sample: the published {} per person rests on {}." w, _, p => [exact(p[0], published(w)?.mean_avoided), people(w, p[1]), holds(published(w)?.people < 30, || "that is not small".to_owned())].into_iter().collect();
    "Summary" "If the model held, the average of {} like these would by itself fall anywhere from {} ({} of groups of that size)." w, _, p =>
        [people(w, p[0]), interval_is(p[1], w.column(MODEL), w.level), holds((share(p[2])? - w.level).abs() < 1e-9, || p[2].to_owned())].into_iter().collect();
    "Summary" "So few people cannot show what the whole cohort avoids, least of all when they were chosen as case studies: do not multiply their average by the caseload." w, _, _ => holds(published(w)?.people < 30, || "that is not few".to_owned());
    "Can the calculation be trusted?" "Too few draws to judge the simulation against the exact calculation; 30 are needed ({})." w, _, _ => holds(w.draws() < 30, || "there are enough".to_owned());
    "Can the calculation be trusted?" "Self-check passed: the simulation agrees with an independent exact calculation on all {} means ({})." w, _, _ => holds(w.draws() >= 30, || "too few".to_owned());
    "Warnings" "The scenario raised no warnings." w, _, _ => holds(w.run.estimates.results.warnings.is_empty(), || "it did".to_owned());
    "Warnings" "{}" w, _, p => holds(w.run.estimates.results.warnings.iter().any(|warning| format!("{}: {}", warning.id, warning.text).contains(p[0])), || "not raised".to_owned());
    "note of Who pays" "Cash, not discounted, at {} prices." w, _, _ => holds(w.text.contains("price_base"), || "no price base".to_owned());
    "note of Who pays" "Cash, not discounted." w, _, _ => holds(!w.text.contains("price_base"), || "there is a price base".to_owned());
    "note of Who pays" "Means, with prediction intervals that cover weak evidence and chance." _, _, _ => Ok(());
    "note of Who pays" "A group gathers payers that stand in rows of their own: do not add both." w, _, _ => holds(!w.run.plan.groups.is_empty(), || "no group".to_owned());
    "note of By year" "Means add up over the years; the ends of intervals do not." w, _, _ => {
        let years: f64 = w.run.plan.years.iter().map(|year| mean(w.column(&format!("years.{}.avoided", year.id))).value).sum();
        let total = mean(w.column("total.avoided")).value;
        holds((years - total).abs() <= 1e-6 * total.abs().max(1.0), || format!("{years} of {total}"))
    };
    "note of By year" "What is put off past the time followed leaves the year in which it would have fallen." w, _, _ => holds(deferred(w), || "nothing is put off".to_owned());
    "note of By event" "Averted: prevented by support itself, or because what leads to it was prevented." _, _, _ => Ok(());
    "note of By event" "Where support makes an event more frequent, what it causes is taken off what is averted and avoided." w, _, _ => holds(w.has("mechanisms.caused"), || "it never does".to_owned());
    "note of By mechanism" "Amounts credited: after attribution, displacement and optimism bias." _, _, _ => Ok(());
    "note of By mechanism" "Added cost counts in full." _, _, _ => Ok(());
    "note of By mechanism" "What support makes more frequent is taken off after attribution and displacement; optimism bias takes nothing off harm." w, _, _ => holds(w.has("mechanisms.caused"), || "nothing is caused".to_owned());
    "note of By mechanism" "Knock-on is less what follows from such events." w, _, _ => holds(w.has("mechanisms.caused"), || "nothing is caused".to_owned());
    "note of By mechanism" "What budgets gain has its own attribution, deadweight and displacement; none of those of events." w, _, _ => holds(w.has("mechanisms.gained"), || "nothing is gained".to_owned());
    "note of By segment" "The average over the people of the segment, as simulated." _, _, _ => Ok(());
    "note of Every target" "All amounts at {} prices." w, _, _ => holds(w.text.contains("price_base"), || "no price base".to_owned());
    "note of Every target" "Amounts at the prices of the scenario." w, _, _ => holds(!w.text.contains("price_base"), || "there is one".to_owned());
    "note of Every target" "Chances that this cohort reaches an amount cover weak evidence and chance." _, _, _ => Ok(());
    "note of Views" "Credible intervals ({} of draws) cover weak evidence alone, prediction intervals chance as well." w, _, p => holds((share(p[0])? - w.level).abs() < 1e-9, || p[0].to_owned());
    "note of Figures" "An interval that covers weak evidence alone is a credible interval; one that covers chance as well is a prediction interval." _, _, _ => Ok(());
    "note of Published" "The model: averages of as many simulated people, counted in the same way." _, _, _ => Ok(());
    "note of Published" "The simulation does not use published figures; whether its values were chosen to fit them, only the scenario’s sources can say." _, _, _ => Ok(());
    "note of Outcomes" "{}" w, _, _ => holds(!w.run.plan.base.outcomes.is_empty(), || "no outcome".to_owned());
    "note of What budgets gain" "{}" w, _, _ => holds(w.has("mechanisms.gained"), || "nothing is gained".to_owned());
}
