//! Lays the options before members, doing nothing among them, each with what it rests on; it recommends none.

use super::super::beside::Beside;
use super::super::stress::{people_needed, team};
use super::super::worth::{best, worth_knowing};
use super::super::{Block, Section, summary};
use super::plain::ranged;
use crate::estimate::{Drivers, Evidence, Results, Stress};
use crate::render::number::whole;
use crate::render::words::{
    benefits_exceed_costs, capital, cost_avoided, is_or_are, list, mean, people_for_study, stated,
};

/// Targets that an option speaks of; the others are in the report.
const TARGETS: usize = 2;
/// Values that an answer is said to rest on.
const VALUES: usize = 3;

/// The options.
pub(super) fn section(results: &Results, beside: &Beside<'_>) -> Section {
    let asked = "Members are asked to choose between the options below. The figures recommend none of them: they say what each would \
                 bring on the evidence given, and what that rests on.";
    let options = [
        ("Option 1: do nothing", nothing(results)),
        ("Option 2: fund support as it is described here", carry_on(results, beside.drivers)),
        ("Option 3: change the number of people", scale(results, beside.stress)),
        ("Option 4: gather better evidence first", evidence(results, beside)),
    ];
    let blocks =
        options.into_iter().flat_map(|(title, points)| [Block::Heading(title.to_owned()), Block::List(points)]);
    Section::new("recommendation", "Recommendation", std::iter::once(Block::say(asked)).chain(blocks))
}

fn nothing(results: &Results) -> Vec<String> {
    let mut points = Vec::new();
    if results.events.is_empty() {
        points.push("Nothing is spent on support, and nothing of what is set out below comes about.".to_owned());
    } else {
        points.push(format!(
            "Nothing is spent on support. The events that are counted here would cost {} without it.",
            ranged(&results.total.without_support, results.run.level)
        ));
    }
    points.push(
        "It rests on what would happen to the same people without support (the counterfactual), which nobody can observe."
            .to_owned(),
    );
    points
}

fn carry_on(results: &Results, drivers: Option<&Drivers>) -> Vec<String> {
    let programme = summary::programme(results);
    let mut points = vec![programme.headline];
    let stated = results.programme.as_ref();
    if results.counts_money() {
        let total = &results.total;
        let net = stated.map_or_else(String::new, |programme| {
            format!(" Less the programme’s cost that is {}.", ranged(&programme.net, results.run.level))
        });
        let avoided = ranged(&total.avoided, results.run.level);
        points.push(format!("{} in total: {avoided}.{net}", capital(cost_avoided(results))));
        points
            .extend(stated.map(|programme| {
                format!("{}.", benefits_exceed_costs(&programme.net_positive, cost_avoided(results)))
            }));
    }
    points.extend(summary::social_value(results).map(|value| format!("Social value: {}", value.headline)));
    points.push(rests_on(results, drivers));
    points
}

/// What the answer hangs on.
fn rests_on(results: &Results, drivers: Option<&Drivers>) -> String {
    let moving = drivers.into_iter().flat_map(|drivers| &drivers.tornado.bars).filter(|bar| bar.swing > 0.0);
    let named: Vec<String> = moving
        .take(VALUES)
        .map(|bar| format!("“{}” ({} to {})", bar.label, stated(bar.kind, bar.p10), stated(bar.kind, bar.p90)))
        .collect();
    if !named.is_empty() {
        return format!("It rests most on {}, from the 10th to the 90th percentile of what is believed.", list(&named));
    }
    let uncertain = results.assumptions.iter().filter(|value| !value.certain).count();
    match uncertain {
        0 => "It rests on values that are all taken as certain.".to_owned(),
        1 => "It rests on one uncertain value, which the appendix lists.".to_owned(),
        many => format!("It rests on {} uncertain values, which the appendix lists with their grades.", whole(many)),
    }
}

fn scale(results: &Results, stress: Option<&Stress>) -> Vec<String> {
    let mut points = Vec::new();
    match stress {
        Some(stress) if !stress.targets.is_empty() => {
            let targets = || stress.targets.iter().take(TARGETS);
            points.extend(targets().filter_map(|(_, target)| people_needed(target, stress)));
            points.extend(targets().flat_map(|(_, target)| team(&target.people)).take(1));
        }
        Some(_) => points.push("No target is set that more people could reach.".to_owned()),
        None => points.push(
            "How many people each target would take is not worked out in this paper; a stress test does.".to_owned(),
        ),
    }
    if results.counts_money() {
        points.push(format!(
            "It rests on support doing for others what it does for these: {} {} {} per person on average here, and what a larger or \
             smaller programme costs is for the service to say.",
            cost_avoided(results),
            is_or_are(cost_avoided(results)),
            mean(&results.per_person.cohort)
        ));
    } else {
        points.push("It rests on support doing for others what it does for these people.".to_owned());
    }
    points
}

fn evidence(results: &Results, beside: &Beside<'_>) -> Vec<String> {
    let mut points = Vec::new();
    if let Some(drivers) = beside.drivers {
        for (_, decision) in drivers.decisions.iter().take(TARGETS) {
            points.push(worth_knowing(decision));
            points.extend(decision.evsi.as_ref().and_then(|evsi| best(&evsi.together)));
        }
        if !drivers.decisions.is_empty() && results.total.social_value_pv.is_some() {
            points.push("That is of costs and cash alone: social value is not counted in it.".to_owned());
        }
    }
    points.extend(beside.evidence.and_then(study));
    if points.is_empty() {
        points.push(
            "What better evidence would be worth is not worked out in this paper; an analysis of what drives the answer does."
                .to_owned(),
        );
    }
    points.push(if results.counts_money() {
        format!("It rests on how much of the doubt is weak evidence. {}", summary::sureness(results).headline)
    } else {
        "It rests on how much of the doubt better evidence can take away.".to_owned()
    });
    points
}

/// How many people a study would have to follow.
fn study(evidence: &Evidence) -> Option<String> {
    let needed = evidence.small_sample.as_ref()?.needed.first()?;
    let (number, _) = people_for_study(needed)?;
    let within = crate::render::number::plain_share(needed.within);
    Some(format!(
        "A study would have to follow about {number} people to come within ±{within} of the truth 19 times in 20."
    ))
}
