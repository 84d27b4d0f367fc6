//! Puts events and outcomes into sentences, with the mean and range of every value.

use super::block::Block;
use crate::estimate::{Belief, EventFacts, OriginFacts, Outcome, Outlook, StayFacts, Summary};
use crate::quantity::Kind;
use crate::render::number::{count, months, plain_share, trimmed};
use crate::render::words::{known_chance, known_share, list, stated, stated_range};

/// A value with its range where it is uncertain: `39% (12% to 70%)`.
pub(super) fn ranged(range: &Belief, kind: Kind) -> String {
    let mean = stated(kind, range.mean);
    if range.certain { mean } else { format!("{mean} ({})", stated_range(kind, range.p2_5, range.p97_5)) }
}

/// `39% (12% to 70%)`.
pub(super) fn share(range: &Belief) -> String {
    ranged(range, Kind::Share)
}

/// `£17,000 (£10,000 to £26,000)`.
fn money(range: &Belief) -> String {
    ranged(range, Kind::Money)
}

/// `1.2 (0.5 to 2.2)`.
pub(super) fn times(range: &Belief) -> String {
    ranged(range, Kind::Factor)
}

/// A smaller share of draws than this moves no number that is printed.
const HELD: f64 = 1e-4;

fn nothing(range: &Belief) -> bool {
    range.certain && range.mean == 0.0
}

fn all(range: &Belief) -> bool {
    range.certain && range.mean == 1.0
}

/// What would happen without support, what it costs and what support changes, of one event.
pub(super) fn event(event: &EventFacts, expected: &(String, Summary, Summary), outlook: &Outlook) -> [Block; 2] {
    let who = if outlook.cohort.segments.is_empty() { "each person" } else { "a person of relative risk 1" };
    let origin = match &event.origin {
        OriginFacts::Follows => "comes only after another event".to_owned(),
        OriginFacts::Instead => "comes only instead of others that support prevents".to_owned(),
        OriginFacts::Chance(chance) => {
            format!("{who} has a chance of {} of it within {}", share(chance), months(outlook.scenario.horizon_months))
        }
        OriginFacts::PerYear(rate) => format!("{who} has {} a year", times(rate)),
    };
    let trend = if nothing(&event.trend) {
        String::new()
    } else {
        format!(", {} likelier with every year that people join later", share(&event.trend))
    };
    let early = event.decays.map_or_else(String::new, |decays| {
        format!(", likelier early (fading with a time constant of {})", months(decays))
    });
    let follows = event.follows.iter().map(|(parent, chance, after)| {
        let when = if *after == 0.0 { "at once".to_owned() } else { format!("after {}", months(*after)) };
        format!("“{parent}” leads to one with a chance of {}, {when}.", share(chance))
    });
    let mut points: Vec<String> = follows.collect();
    points.extend(one_of("Leads to", &event.leads_to));
    points.push(format!(
        "Over the cohort that comes to {} for each person.",
        count(expected.1.mean, expected.1.mcse.max(expected.1.mean.abs() * 1e-2))
    ));
    points.extend(cost(event));
    points.extend(support(event, outlook.scenario.horizon_months));
    if outlook.events.iter().flat_map(|other| &other.instead).any(|(label, ..)| *label == event.label) {
        points.push(added_cash("comes instead of others", &event.support.adds_cash));
    }
    [Block::Paragraph(format!("{}: {origin}{early}{trend}.", event.label)), Block::List(points)]
}

/// `Leads to “care home” with a chance of 50% or “nursing home” with a chance of 40%, one of them at most.`
fn one_of(what: &str, branches: &[(String, Belief, f64)]) -> Option<String> {
    let each: Vec<String> = branches
        .iter()
        .map(|(label, chance, after)| {
            let when = if *after == 0.0 { String::new() } else { format!(" after {}", months(*after)) };
            format!("“{label}” with a chance of {}{when}", share(chance))
        })
        .collect();
    let most = if each.len() > 1 { ", one of them at most" } else { "" };
    (!each.is_empty()).then(|| format!("{what} {}{most}.", either(&each)))
}

/// `a, b or c`.
fn either(names: &[String]) -> String {
    match names {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        names => names.concat(),
    }
}

/// `26 weeks`, or `24 weeks (8 to 45)` where it is uncertain, in the unit of the price.
fn length(stay: &StayFacts) -> String {
    let Belief { mean, p2_5, p97_5, certain } = stay.length;
    let number = |months: f64| stated(Kind::Factor, stay.unit.number_in(months));
    if certain {
        return stated(Kind::Length, mean);
    }
    format!("{} ({} to {})", stay.unit.counted(&number(mean)), number(p2_5), number(p97_5))
}

/// `£500 at once and £900 a week for 26 weeks`.
fn price(event: &EventFacts) -> String {
    let runs =
        event.stays.iter().map(|stay| format!("{} a {} for {}", money(&stay.price), stay.unit.word(), length(stay)));
    let runs: Vec<String> = runs.collect();
    if runs.is_empty() {
        return money(&event.unit_cost);
    }
    let lump = (!nothing(&event.unit_cost)).then(|| format!("{} at once", money(&event.unit_cost)));
    let spread = if event.stay_spread > 0.0 {
        format!(", how long differing from person to person (coefficient of variation {})", trimmed(event.stay_spread))
    } else {
        String::new()
    };
    format!("{}{spread}", list(&lump.into_iter().chain(runs).collect::<Vec<_>>()))
}

fn cost(event: &EventFacts) -> Vec<String> {
    let spread = if event.spread > 0.0 {
        format!(", varying from person to person (coefficient of variation {})", trimmed(event.spread))
    } else {
        String::new()
    };
    let payers: Vec<String> =
        event.paid_by.iter().map(|(label, part)| format!("{label} {}", plain_share(*part))).collect();
    let growth = if nothing(&event.real_growth) {
        String::new()
    } else {
        format!(", growing by {} a year beyond prices in general", share(&event.real_growth))
    };
    let mut points = vec![format!("One costs {}{growth}{spread}; paid by {}.", price(event), list(&payers))];
    let same = event.cashable.windows(2).all(|pair| pair[0].1 == pair[1].1);
    points.extend(match event.cashable.first() {
        Some((_, first)) if same && nothing(first) => Some("None of what is avoided is cashable.".to_owned()),
        Some((_, first)) if same => Some(format!("{} of what is avoided is cashable.", share(first))),
        Some(_) => {
            let parts: Vec<String> =
                event.cashable.iter().map(|(label, part)| format!("{label} {}", share(part))).collect();
            Some(format!("Cashable part of what is avoided: {}.", list(&parts)))
        }
        None => None,
    });
    points
}

fn support(event: &EventFacts, horizon: f64) -> Vec<String> {
    let support = &event.support;
    let mut effects = Vec::new();
    if event.harm.is_none() && !nothing(&support.prevents) {
        effects.push(format!("{} of them do not happen", share(&support.prevents)));
    }
    if !nothing(&support.reduces) {
        effects.push(format!("those that still happen cost {} less", share(&support.reduces)));
    }
    if !nothing(&support.shortens) {
        effects.push(format!("what is paid as it runs is {} shorter", share(&support.shortens)));
    }
    if support.delays > 0.0 {
        effects.push(format!("those that still happen come {} later", months(support.delays)));
    }
    if !nothing(&support.adds) {
        effects.push(format!("{} a year are added", times(&support.adds)));
    }
    if effects.is_empty() && event.harm.is_none() {
        return vec!["Support changes nothing here.".to_owned()];
    }
    let mut window = Vec::new();
    if support.starts_after > 0.0 {
        window.push(format!("from {} after joining", months(support.starts_after)));
    }
    if !nothing(&support.builds_up) {
        window.push(format!("building up over {}", ranged(&support.builds_up, Kind::Length)));
    }
    if support.lasts < horizon {
        window.push(format!("until {} after joining", months(support.lasts)));
    }
    if !nothing(&support.drop_off) {
        window.push(format!("shrinking by {} with every full year", share(&support.drop_off)));
    }
    let window = if window.is_empty() { String::new() } else { list(&window) };
    let held = if event.held >= HELD {
        format!(" In {} of draws it lies beyond −900% or 100% and is held there.", known_share(event.held))
    } else {
        String::new()
    };
    let changed = event.harm.map(|harm| format!("{}.{held}", changed(event, harm, &window)));
    let window = if window.is_empty() { window } else { format!(" ({window})") };
    let others = (!effects.is_empty()).then(|| format!("With support: {}{window}.", list(&effects)));
    let mut points: Vec<String> = changed.into_iter().chain(others).collect();
    if !nothing(&support.adds) {
        points.push(added_cash("is added", &support.adds_cash));
    }
    points.extend(one_of("Instead of one that support prevents comes", &event.instead));
    let mut credit = Vec::new();
    if !all(&support.attribution) {
        credit.push(format!("{} is credited to the programme", share(&support.attribution)));
    }
    if !nothing(&support.displacement) {
        credit.push(format!("{} only moved elsewhere", share(&support.displacement)));
    }
    if !nothing(&support.optimism_bias) {
        credit.push(format!("{} is cut for optimism bias", share(&support.optimism_bias)));
    }
    if !credit.is_empty() {
        points.push(format!("Of the benefit {}.", list(&credit)));
    }
    points
}

/// What an effect that may be harm changes: how many times as often the event comes.
fn changed(event: &EventFacts, harm: f64, window: &str) -> String {
    let prevents = &event.support.prevents;
    let what = match event.origin {
        OriginFacts::Chance(_) => "the chance",
        OriginFacts::PerYear(_) | OriginFacts::Follows | OriginFacts::Instead => "how often it comes",
    };
    let by = |effect: f64| signed_share(-effect);
    if prevents.certain {
        let window = if window.is_empty() { String::new() } else { format!(" ({window})") };
        return format!("Support makes it worse: it changes {what} by {}{window}", by(prevents.mean));
    }
    let chance = match harm {
        h if h < 0.0005 => "it hardly ever makes it worse (less than 1 time in 2,000)".to_owned(),
        h if h > 0.9995 => format!("it makes it worse with a chance of {}", known_share(h)),
        h => format!("it makes it worse with a chance of {}", known_chance(h)),
    };
    let (least, most, mean) = (by(prevents.p97_5), by(prevents.p2_5), by(prevents.mean));
    let window = if window.is_empty() { String::new() } else { format!("; {window}") };
    format!("Support changes {what} by {least} to {most} ({mean} on average{window}); {chance}")
}

/// `−18%`, `+39%`.
fn signed_share(share: f64) -> String {
    let sign = if share > 0.0 { "+" } else { "" };
    format!("{sign}{}", stated(Kind::Share, share))
}

/// How much of `what`, which support adds to the cost of an event, a budget has to find.
fn added_cash(what: &str, adds_cash: &Belief) -> String {
    if nothing(adds_cash) {
        return format!("What {what} takes no cash.");
    }
    if all(adds_cash) {
        return format!(
            "What {what} is paid in cash in full, whatever part of the savings is cashable; `adds_cash` would say less \
             where the work is done by staff already paid."
        );
    }
    format!("{} of the cost of what {what} is paid in cash.", share(adds_cash))
}

/// What an outcome is worth to people or to budgets, and what is allowed for.
pub(super) fn outcome(outcome: &Outcome<Belief>, outlook: &Outlook) -> Vec<Block> {
    let whom = outcome.beneficiary.as_ref().map_or_else(String::new, |whom| format!(" (for {whom})"));
    let later = if outcome.starts_after > 0.0 {
        format!(", from {} after joining", months(outcome.starts_after))
    } else {
        String::new()
    };
    let worth = if outcome.is_gain() { "which brings" } else { "worth" };
    let achieved = if outcome.achieved_by.p2_5 < 0.0 {
        format!(
            "support makes {} of those who engage achieve it (below zero: so many lose it)",
            share(&outcome.achieved_by)
        )
    } else {
        format!("{} of those who engage achieve it", share(&outcome.achieved_by))
    };
    let said = Block::Paragraph(format!(
        "{}{whom}: {achieved}, {worth} {} a year at full distance, for {}{later}.",
        outcome.label,
        money(&outcome.value),
        months(outcome.lasts)
    ));
    let mut points: Vec<String> = paid_to(outcome, outlook).into_iter().collect();
    let mut parts = Vec::new();
    if !all(&outcome.distance) {
        parts.push(format!("distance travelled {}", share(&outcome.distance)));
    }
    for (what, value) in [
        ("deadweight", &outcome.deadweight),
        ("displacement", &outcome.displacement),
        ("drop-off each year", &outcome.drop_off),
    ] {
        if !nothing(value) {
            parts.push(format!("{what} {}", share(value)));
        }
    }
    if !all(&outcome.attribution) {
        parts.push(format!("attribution {}", share(&outcome.attribution)));
    }
    points.extend((!parts.is_empty()).then(|| format!("Allowed for: {}.", list(&parts))));
    let points = (!points.is_empty()).then_some(Block::List(points));
    std::iter::once(said).chain(points).collect()
}

/// Who gains it, and how much of it is cash; `None` of social value.
fn paid_to(outcome: &Outcome<Belief>, outlook: &Outlook) -> Option<String> {
    let gainers = || outcome.paid_to.iter().enumerate().filter(|(_, part)| **part > 0.0);
    let label = |index: usize| outlook.payers.get(index).map_or("", |(_, label)| label.as_str());
    let parts: Vec<String> =
        gainers().map(|(index, part)| format!("{} {}", label(index), plain_share(*part))).collect();
    if parts.is_empty() {
        return None;
    }
    let cash: Vec<(usize, &Belief)> =
        gainers().filter_map(|(index, _)| Some((index, outcome.cashable.get(index)?))).collect();
    let cashable = match cash.as_slice() {
        [(_, first), rest @ ..] if rest.iter().all(|(_, other)| other == first) => {
            if nothing(first) {
                "none of it is cashable".to_owned()
            } else {
                format!("{} of it is cashable", share(first))
            }
        }
        several => {
            let each: Vec<String> =
                several.iter().map(|(index, part)| format!("{} {}", label(*index), share(part))).collect();
            format!("cashable of it: {}", list(&each))
        }
    };
    Some(format!("Gained by {}; {cashable}. It counts with the costs avoided, not as social value.", list(&parts)))
}
