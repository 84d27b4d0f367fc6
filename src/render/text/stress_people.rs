//! Says how many people a target would take, and whether the team could see them.

use super::layout::Page;
use crate::estimate::{Needed, PeopleNeeded, TargetStress};
use crate::render::number::{count, money, plain_share, share, whole};

pub(super) fn say(page: &mut Page, stressed: &TargetStress) {
    let people = &stressed.people;
    if people.needed.is_empty() {
        page.say(&format!(
            "{}: not known. What is released has no exact expectation to look for another number of people with.",
            stressed.target.label
        ));
        return;
    }
    page.say(&format!("{} ({} people now):", stressed.target.label, whole(people.now)));
    let found: Vec<Vec<String>> = people.needed.iter().filter_map(|(_, needed)| row(needed, people)).collect();
    if !found.is_empty() {
        let mut head = vec!["Confidence", "People", "Chance when simulated"];
        if people.team.is_some() {
            head.extend(["Coordinator-years", "What those cost", "Net at that size"]);
        }
        page.table(&head, &found);
    }
    if let Some((_, first)) = people.needed.iter().find(|(_, needed)| needed.people.is_none()) {
        page.point(&format!(
            "No number of people gives {} confidence: up to {} people the chance never passes {}. More people take away \
             chance, not doubt about the evidence.",
            plain_share(first.confidence),
            whole(people.looked_up_to),
            share(people.best_chance, 0.005)
        ));
    }
    if let Some(team) = &people.team {
        page.point(&format!(
            "The team can see {} people while people join ({} coordinator-years).",
            count(team.people.mean, team.people.mcse.max(1.0)),
            count(team.coordinator_years, 0.1)
        ));
        let beyond = people
            .needed
            .iter()
            .find(|(_, needed)| needed.capacity.as_ref().is_some_and(|capacity| capacity.more_than_the_team_can_see));
        if let Some((name, _)) = beyond {
            page.point(&format!("From {name} confidence on, that is more than the team can see."));
        }
    }
}

fn row(needed: &Needed, people: &PeopleNeeded) -> Option<Vec<String>> {
    let number = needed.people?;
    let error = needed.mcse.unwrap_or(f64::NAN);
    #[expect(clippy::cast_precision_loss, reason = "people stay far below 2^53")]
    let rounded = count(number as f64, if error.is_finite() { error.max(1.0) } else { 0.0 });
    let error = if error >= 0.5 {
        format!(" (± {})", count(error, 10_f64.powf(error.log10().floor())))
    } else {
        String::new()
    };
    let mut row = vec![plain_share(needed.confidence), format!("{rounded}{error}")];
    row.push(needed.simulated.map_or_else(
        || "too many to simulate".to_owned(),
        |run| format!("{} ± {}", share(run.probability, run.mcse), share(run.mcse, run.mcse / 10.0)),
    ));
    if people.team.is_some() {
        let capacity = needed.capacity.as_ref();
        row.push(capacity.map_or_else(String::new, |capacity| {
            count(capacity.coordinator_years.mean, capacity.coordinator_years.mcse.max(0.1))
        }));
        let summary = |summary: Option<&crate::estimate::Summary>| {
            summary.map_or_else(|| "not stated".to_owned(), |summary| money(summary.mean, summary.mcse))
        };
        row.push(summary(capacity.and_then(|capacity| capacity.cost.as_ref())));
        row.push(summary(capacity.and_then(|capacity| capacity.net.as_ref())));
    }
    Some(row)
}
