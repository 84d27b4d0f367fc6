//! Says when the sentences before tables, which say what these show, are true.

use averted::render::document::{Cell, Table};

use crate::claim::claims;
use crate::number::{Truth, amount_is, holds, mean_is, mean_of, pounds, whole};
use crate::paper::tables;
use crate::statistic::{Mean, mean};
use crate::world::World;

/// Where something stands, as sentences say it, and its draws.
type Parts<'w> = Vec<(String, &'w [f64])>;

fn years(world: &World) -> Parts<'_> {
    let at = |label: &str| if label == "Later" { "later".to_owned() } else { format!("in {label}") };
    let years = world.run.plan.years.iter();
    years.map(|year| (at(&year.label), world.column(&format!("years.{}.avoided", year.id)))).collect()
}

fn events(world: &World) -> Parts<'_> {
    let events = world.run.plan.base.events.iter();
    events.map(|event| (from(&event.label), world.column(&format!("events.{}.avoided", event.id)))).collect()
}

fn outcomes(world: &World) -> Parts<'_> {
    let outcomes = world.run.estimates.results.outcomes.iter().filter(|(_, outcome)| !outcome.gain);
    outcomes.map(|(id, outcome)| (from(&outcome.label), world.column(&format!("outcomes.{id}.value_pv")))).collect()
}

fn from(label: &str) -> String {
    format!("from “{label}”")
}

fn parts<'w>(world: &'w World, place: &str) -> Parts<'w> {
    match place {
        place if place.starts_with("In which years") => years(world),
        place if place.starts_with("What is avoided") => events(world),
        _ => outcomes(world),
    }
}

fn all<'w>(world: &'w World, place: &str) -> &'w [f64] {
    world.column(if place.starts_with("Value map") { "total.social_value_pv" } else { "total.avoided" })
}

/// That this much stands there, and more than anywhere else.
fn most(world: &World, place: &str, at: &str, amount: &str) -> Truth {
    let parts = parts(world, place);
    let (_, draws) = parts.iter().find(|(name, _)| name == at).ok_or_else(|| format!("nothing is {at}"))?;
    mean_is(amount, draws)?;
    let value = mean(draws).value;
    let more = parts.iter().all(|(name, other)| name == at || mean(other).value < value);
    holds(more && value > 0.0, || format!("{value} is not the most"))
}

/// That so many are below nothing, as far as they are printed so.
fn below(world: &World, place: &str, number: &str) -> Truth {
    let count = whole(number.split(' ').next().unwrap_or_default())?;
    let parts = parts(world, place);
    // What is not told from nothing by the draws is printed as nothing.
    let clear =
        parts.iter().filter(|(_, draws)| mean(draws).value < -1e3_f64.max(4.0 * mean(draws).error)).count() as f64;
    let all = parts.iter().filter(|(_, draws)| mean(draws).value < 0.0).count() as f64;
    holds(clear.max(1.0) <= count && count <= all, || format!("{number} of {all}"))
}

/// That what all of them come to is what they add up to.
fn adds_up(world: &World, place: &str, text: &str) -> Truth {
    let sum: f64 = parts(world, place).iter().map(|(_, draws)| mean(draws).value).sum();
    let total = mean(all(world, place)).value;
    holds((sum - total).abs() <= 1e-6 * total.abs(), || format!("{sum} of {total}"))?;
    mean_is(text, all(world, place))
}

fn alike(world: &World, place: &str, number: usize, text: &str) -> Truth {
    let parts = parts(world, place);
    let same = parts.iter().filter(|(_, draws)| mean_is(text, draws).is_ok()).count();
    holds(same >= number, || format!("{same} come to {text}"))
}

/// The ends of the intervals of the key figures that are printed below nothing and above it, and all of them.
fn across(world: &World) -> (f64, f64) {
    let document = averted::render::answer::Answer::document(&world.run.estimates.results);
    let found = tables(&document);
    let table: &Table =
        found.iter().find(|table| table.caption == "Figures of the whole programme").expect("key figures");
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let ranges: Vec<String> = cells.filter(|cell| matches!(cell, Cell::MoneyRange(_))).map(Cell::print).collect();
    let runs = |range: &&String| {
        let ends = range.split_once(" to ").and_then(|(low, high)| Some((pounds(low).ok()?, pounds(high).ok()?)));
        ends.is_some_and(|(low, high)| low < 0.0 && high > 0.0)
    };
    (ranges.iter().filter(runs).count() as f64, ranges.len() as f64)
}

fn chances(world: &World, holds: impl Fn(f64, f64) -> bool) -> f64 {
    let targets = world.run.estimates.results.targets.iter();
    targets.filter(|(_, target)| holds(target.chance.low, target.chance.high)).count() as f64
}

/// That a list such as `2 are more likely reached than missed and 1 is open` counts the targets.
fn targets(world: &World, number: &str, list: &str) -> Truth {
    let all = world.run.plan.base.targets.len() as f64;
    holds(whole(number)? == all, || format!("{number} are {all}"))?;
    let mut counted = 0.0;
    for part in list.split(", ").flat_map(|part| part.split(" and ")) {
        let (number, what) = part.split_once(" is ").or_else(|| part.split_once(" are ")).ok_or("no count")?;
        let number = if number == "all" { all } else { whole(number)? };
        let right = match what {
            "more likely reached than missed" => chances(world, |low, _| low > 0.5),
            "more likely missed than reached" => chances(world, |_, high| high < 0.5),
            "open" => chances(world, |low, high| low <= 0.5 && high >= 0.5),
            _ => return Err(format!("{what} is not known")),
        };
        holds(number == right, || format!("{part}: {right}"))?;
        counted += number;
    }
    holds(counted == all, || format!("{counted} of {all}"))
}

/// That what is expected per person is this in the view that is named, and nowhere beyond it.
fn view(world: &World, label: &str, text: &str, beyond: impl Fn(f64, f64) -> bool) -> Truth {
    let views = &world.run.estimates.results.views;
    let found = views.iter().find(|(_, view)| view.label == label).map(|(_, view)| &view.per_person.expected);
    let expected = found.ok_or_else(|| format!("no view {label}"))?;
    let value = expected.mean;
    mean_of(text, Mean { value, error: expected.mcse })?;
    holds(views.iter().all(|(_, view)| !beyond(view.per_person.expected.mean, value)), || {
        format!("{value} is not the end")
    })
}

/// What follows a verb of one or of many.
fn after<'t>(text: &'t str, verbs: [&str; 2]) -> Result<&'t str, String> {
    let found = verbs.iter().find_map(|verb| text.split_once(&format!(" {verb} ")));
    found.map(|(_, rest)| rest).ok_or_else(|| format!("no verb in {text}"))
}

const FALLS: [&str; 2] = ["falls", "fall"];
const COMES: [&str; 2] = ["comes", "come"];
const IS: [&str; 2] = ["is", "are"];

claims! { MESSAGES:
    "" "Of the {} of {} on average, {} falls {}, more than in any other year." w, s, p =>
        [adds_up(w, &s.place, p[0]), most(w, &s.place, p[3], p[2])].into_iter().collect();
    "" "Of the {} of {} on average, {} comes {}, more than from any other event." w, s, p =>
        [adds_up(w, &s.place, p[0]), most(w, &s.place, p[3], p[2])].into_iter().collect();
    "" "Of the {} of {} on average, {} comes {}, more than from any other outcome." w, s, p =>
        [adds_up(w, &s.place, p[0]), most(w, &s.place, p[3], p[2])].into_iter().collect();
    "" "More {} than in any other year, {} on average; in {} below £0." w, s, p =>
        [most(w, &s.place, after(p[0], FALLS)?, p[1]), below(w, &s.place, p[2])].into_iter().collect();
    "" "More {} than from any other event, {} on average; in {} below £0." w, s, p =>
        [most(w, &s.place, after(p[0], COMES)?, p[1]), below(w, &s.place, p[2])].into_iter().collect();
    "" "More {} than from any other event, {} on average." w, s, p => most(w, &s.place, after(p[0], COMES)?, p[1]);
    "" "As far as the draws tell, {} above £0 on average in no {}; the least {}: {}." w, s, p => {
        let parts = parts(w, &s.place);
        let at = p[2].trim_start_matches("falls ").trim_start_matches("comes ");
        let (_, draws) = parts.iter().find(|(name, _)| name == at).ok_or_else(|| format!("nothing is {at}"))?;
        let value = mean(draws).value;
        mean_is(p[3], draws)?;
        let none = |other: &[f64]| mean(other).value <= 0.5 || amount_is("£0", mean(other)).is_ok();
        holds(parts.iter().all(|(_, other)| none(other) && mean(other).value >= value), || format!("{value} is not the least"))
    };
    "" "{} on average in every {}." w, s, p => alike(w, &s.place, parts(w, &s.place).len(), after(p[0], IS)?);
    "" "{} highest in {} alike, {} on average in each." w, s, p => {
        let number = whole(p[1].split(' ').next().unwrap_or_default())?;
        let counted = (2..=parts(w, &s.place).len()).find(|count| *count as f64 == number);
        alike(w, &s.place, counted.ok_or_else(|| p[1].to_owned())?, p[2])
    };
    "" "All {}: {} on average." w, s, p => {
        let parts = parts(w, &s.place);
        let [(at, draws)] = parts.as_slice() else { return Err(format!("there are {}", parts.len())) };
        holds(p[0].ends_with(at.as_str()), || format!("{} is {at}", p[0]))?;
        mean_is(p[1], draws)
    };
    "What if life without" "Expected {} in the view “{}” and {} in the view “{}”." w, _, p => {
        let low = view(w, p[1], after(p[0], IS)?, |other, end| other < end);
        [low, view(w, p[3], p[2], |other, end| other > end)].into_iter().collect()
    };
    "What if life without" "Expected {} in every view." w, _, p => {
        let amount = after(p[0], IS)?;
        w.run.estimates.results.views.iter().try_for_each(|(_, each)| view(w, &each.label, amount, |_, _| false))
    };
    "Targets" "Of {} targets {}." w, _, p => targets(w, p[0], p[1]);
    "Targets" "Chance that {} reaches it ({}): {}." w, _, p => holds(w.run.plan.base.targets.len() == 1 && !p[2].is_empty(), || "there are more".to_owned());
    "Targets" "Chance that it misses it: {}." w, _, _ => holds(w.run.plan.base.targets.len() == 1, || "there are more".to_owned());
    "Key figures" "Nothing among these figures varies." w, _, _ => holds(across(w).1 == 0.0, || "some do".to_owned());
    "Key figures" "No {} interval of these figures runs from below £0 to above it." w, _, _ => holds(across(w).0 == 0.0, || "some do".to_owned());
    "Key figures" "{} of the {} figures that vary could be on either side of £0: {} from below it to above it." w, _, p =>
        holds((whole(p[0])?, whole(p[1])?) == across(w), || format!("{:?}", across(w)));
}
