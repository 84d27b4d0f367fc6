//! Says of each decision what knowing more is worth: everything, a group of values, one value, or further case studies.

use super::drivers::{NOTHING, worth_of};
use super::layout::{Page, list};
use crate::estimate::{Decision, Drivers, EvidenceGroup, Evsi, EvsiCurve, WorthRow};
use crate::render::chance;
use crate::render::number::{exact_money, money, money_error, whole};

/// Values named in a table.
const ROWS: usize = 8;
/// The study that is spoken of when no cost was given.
const SPOKEN: u32 = 64;

pub(super) fn say(page: &mut Page, drivers: &Drivers) {
    if drivers.decisions.is_empty() {
        page.say(
            "There is nothing to decide: the scenario gives neither what support costs (`programme`) nor a target. Knowing \
             more has a price only where it may change a decision.",
        );
        return;
    }
    for (id, decision) in drivers.decisions.iter() {
        of_decision(page, id, decision);
    }
    page.say(
        "What knowing is worth is the money that better decisions would bring on average, for this programme alone. A value \
         of nothing does not mean that the figure is sure, but that no likely finding would change what to do.",
    );
}

fn of_decision(page: &mut Page, id: &str, decision: &Decision) {
    let does = decision.payoff > 0.0;
    page.say(&format!(
        "Decision: {}. As things stand: {}. It leaves {} (± {}) on average; {}.",
        decision.label,
        if does { "yes" } else { "no" },
        money(decision.payoff, decision.payoff_mcse),
        money_error(decision.payoff_mcse),
        chance::pays(id, decision)
    ));
    let everything = worth_of(decision.evpi.value, decision.evpi.mcse);
    if everything == NOTHING {
        page.point("Knowing everything exactly would be worth nothing to speak of: no finding is likely to change it.");
        return;
    }
    page.point(&format!("Knowing everything exactly would be worth {everything}."));
    let groups: Vec<String> = decision
        .groups
        .iter()
        .map(|group| format!("{} {}", group.label, worth_of(group.worth.value, group.worth.mcse)))
        .collect();
    let mut sentence = String::new();
    if let Some(effect) = decision.groups.iter().find(|group| group.group == EvidenceGroup::Effect) {
        sentence = format!(
            "Knowing the effect of support exactly would be worth {}",
            worth_of(effect.worth.value, effect.worth.mcse)
        );
    }
    if let Some(point) =
        decision.evsi.as_ref().and_then(|evsi| evsi.together.points.iter().find(|point| point.people == SPOKEN))
    {
        let studies = format!("{SPOKEN} more case studies are worth about {}", worth_of(point.value, point.mcse));
        sentence = if sentence.is_empty() { studies } else { format!("{sentence}; {studies}") };
    }
    if !sentence.is_empty() {
        page.point(&format!("{sentence}."));
    }
    if decision.groups.len() > 1 {
        page.point(&format!("By kind of evidence, all its values known: {}.", list(&groups)));
    }
    if let Some(view) = decision.view {
        page.point(&format!("Knowing which view is right: {}.", worth_of(view.value, view.mcse)));
    }
    values(page, &decision.inputs);
    studies(page, decision.evsi.as_ref());
}

fn values(page: &mut Page, inputs: &[WorthRow]) {
    let worthwhile = |row: &&WorthRow| row.worth.value >= 0.5 || row.worth.mcse >= 0.5;
    let rows: Vec<Vec<String>> = inputs
        .iter()
        .filter(worthwhile)
        .take(ROWS)
        .map(|row| vec![row.label.clone(), worth_of(row.worth.value, row.worth.mcse)])
        .collect();
    if rows.is_empty() {
        if !inputs.is_empty() {
            page.point("No value, known exactly by itself, would change the decision.");
        }
        return;
    }
    page.table(&["Known exactly", "Worth"], &rows);
}

fn studies(page: &mut Page, evsi: Option<&Evsi>) {
    let Some(evsi) = evsi else {
        page.point(
            "No value rests on counted cases (`observed: 3 of 8`), so what further case studies are worth cannot be said.",
        );
        return;
    };
    let priced = evsi.together.points.iter().any(|point| point.cost.is_some());
    let head: &[&str] =
        if priced { &["Further case studies", "Worth", "Cost", "Left"] } else { &["Further case studies", "Worth"] };
    let rows: Vec<Vec<String>> = evsi
        .together
        .points
        .iter()
        .map(|point| {
            let mut row = vec![whole(u64::from(point.people)), worth_of(point.value, point.mcse)];
            if let (Some(cost), Some(net)) = (point.cost, point.net_gain) {
                row.extend([exact_money(cost), money(net, point.mcse)]);
            }
            row
        })
        .collect();
    page.table(head, &rows);
    if let Some(sentence) = best(&evsi.together) {
        page.point(&sentence);
    }
    if evsi.values.len() > 1 {
        let parts: Vec<String> = evsi.values.iter().filter_map(spoken).collect();
        page.point(&format!("{SPOKEN} case studies that count one thing only: {}.", list(&parts)));
    }
}

fn spoken(curve: &EvsiCurve) -> Option<String> {
    let point = curve.points.iter().find(|point| point.people == SPOKEN)?;
    Some(format!("{} {}", curve.label, worth_of(point.value, point.mcse)))
}

fn best(curve: &EvsiCurve) -> Option<String> {
    let best = curve.best?;
    Some(if best.people == 0 {
        "No study of these sizes is worth what it costs.".to_owned()
    } else {
        format!(
            "The best of these sizes is {} further case studies: {} is left on average after their cost.",
            whole(u64::from(best.people)),
            worth_of(best.net_gain, best.mcse)
        )
    })
}
