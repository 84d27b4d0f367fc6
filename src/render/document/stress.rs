//! Says what a stress test found, in the order of a finance team's questions: will it, by how much, what if, whose cash.

use super::stress_tables as tables;
use super::summary::shortfall;
use super::{Block, Document, Finding, Section, at_prices, followed, warned};
use crate::estimate::{
    Against, CashResults, FunderResults, Needed, Party, PeopleNeeded, Stress, Summary, TargetStress,
};
use crate::render::number::{count, money, money_bound, money_error, plain_share, share, whole};
use crate::render::words::{
    amount, can_be_entered, can_be_promised, certain, changes, directed, known_share, list, money_back, net_benefit,
    of_target, percent, with_error,
};

/// The document of a stress test.
#[must_use]
pub fn document(stress: &Stress) -> Document {
    let run = &stress.run;
    let mut sections = vec![budget(stress)];
    if !stress.targets.is_empty() {
        sections.push(people(stress));
    }
    sections.push(switching(stress));
    if !stress.targets.is_empty() {
        sections.push(reverse(stress));
    }
    sections.push(shocks(stress));
    sections.extend(tables::grids(stress));
    sections.push(cash(stress));
    sections.extend(warned(&stress.warnings));
    Document {
        verdict: None,
        title: format!("Stress test: {}", stress.scenario.title),
        topic: "What would it take, what if, and whose cash is it?".to_owned(),
        lead: std::iter::once(format!(
            "{}.{} {} draws of the evidence (seed {}). Every shock uses the same random numbers as the base, so that \
             differences are of the shock and not of luck. Ranges are {} intervals.",
            followed(run.people, stress.scenario.horizon_months),
            at_prices(stress.scenario.price_base.as_ref()),
            whole(run.draws),
            run.seed,
            plain_share(run.level)
        ))
        .chain(changes(&stress.scenario))
        .chain((!run.tried.is_empty()).then(|| format!("Tried for this answer: {}.", list(&run.tried))))
        .collect(),
        facts: Vec::new(),
        sections,
    }
}

fn budget(stress: &Stress) -> Section {
    let mut blocks: Vec<Block> =
        stress.targets.iter().map(|(_, target)| Block::Finding(target_finding(target, stress))).collect();
    if blocks.is_empty() {
        blocks.push(Block::say("The scenario names no target under `targets`, so there is none to reach or to miss."));
    }
    Section::new("budget", "Will the targets be reached, and what can be put in the budget?", blocks)
}

fn target_finding(stressed: &TargetStress, stress: &Stress) -> Finding {
    let target = &stressed.target;
    let mut sentences = vec![
        format!("The target is {}.", amount(target, stress.scenario.price_base.as_deref())),
        of_target(&target.chance, &whole(stress.run.people)),
    ];
    sentences.extend(shortfall(target));
    Finding::new(
        format!("How sure is it, and what may be promised? {}", target.label),
        entered(stressed, stress).unwrap_or_else(|| "There are too few draws to say.".to_owned()),
        sentences,
    )
}

/// What can be put in the budget at each confidence, in one sentence.
pub(super) fn entered(stressed: &TargetStress, stress: &Stress) -> Option<String> {
    let widest = stressed.prudent.iter().filter_map(|prudent| prudent.mcse).reduce(f64::max)?;
    let target = &stressed.target;
    let prices = stress.scenario.price_base.as_ref().filter(|_| (target.written - target.amount).abs() > 0.5);
    let prices = prices.map_or_else(String::new, |year| format!(", at {year} prices"));
    let amounts: Vec<String> = stressed
        .prudent
        .iter()
        .map(|prudent| format!("{} at {} confidence", can_be_entered(prudent), plain_share(prudent.confidence)))
        .collect();
    let errors = if widest > 0.0 { format!(" (each ± {} or less)", money_bound(widest)) } else { String::new() };
    Some(format!("What {}{prices}: {}{errors}.", can_be_promised(target.counting), list(&amounts)))
}

fn people(stress: &Stress) -> Section {
    let mut section = Section::new("people", "How many people would it take?", []);
    for (_, target) in stress.targets.iter() {
        let needed = &target.people;
        let said: Vec<String> = people_needed(target, stress).into_iter().chain(team(needed)).collect();
        section.blocks.push(Block::List(said));
        section.details.extend(tables::people(target).map(Block::Table));
    }
    section
}

pub(super) fn people_needed(stressed: &TargetStress, stress: &Stress) -> Option<String> {
    let people = &stressed.people;
    if people.needed.is_empty() {
        return Some(format!(
            "{}: not known. What is released has no exact expectation to look for another number of people with.",
            stressed.target.label
        ));
    }
    let found: Vec<String> = people
        .needed
        .iter()
        .filter_map(|(_, needed)| {
            Some(format!("{} for {}", tables::people_of(needed)?, plain_share(needed.confidence)))
        })
        .collect();
    let never = people.needed.iter().find(|(_, needed)| needed.people.is_none()).map(|(_, needed)| {
        format!(
            "no number of people gives {} confidence: up to {} people the highest chance is {}. More people take away \
             chance, not doubt about the evidence",
            plain_share(needed.confidence),
            whole(people.looked_up_to),
            percent(&people.best(stress.run.draws))
        )
    });
    let found = (!found.is_empty()).then(|| format!("{} confidence", list(&found)));
    let parts: Vec<String> = found.into_iter().chain(never).collect();
    let label = &stressed.target.label;
    (!parts.is_empty()).then(|| format!("{label}: people needed ({} now): {}.", whole(people.now), parts.join("; ")))
}

/// What the team can see, and from which confidence on that is too few.
pub(super) fn team(people: &PeopleNeeded) -> Vec<String> {
    let Some(team) = &people.team else { return Vec::new() };
    let mut said = vec![format!(
        "The team can see {} people while people join ({} coordinator-years).",
        count(team.people.mean, team.people.mcse.max(1.0)),
        count(team.coordinator_years, 0.1)
    )];
    let beyond = |needed: &Needed| needed.capacity.as_ref().is_some_and(|it| it.more_than_the_team_can_see);
    let from = people.needed.iter().find(|(_, needed)| beyond(needed));
    said.extend(from.map(|(name, _)| format!("From {name} confidence on, that is more than the team can see.")));
    said
}

fn switching(stress: &Stress) -> Section {
    let switching = &stress.switching;
    let mut section = Section::new("switching", "What would have to be true?", []);
    if switching.inputs.is_empty() {
        let nothing = "There is no uncertain input to change, or neither a programme cost nor a target with an exact expectation \
             to hold it against.";
        section.blocks.push(Block::say(nothing));
        return section;
    }
    if let (Some(net), Some(error)) = (switching.net_pv, switching.net_pv_mcse) {
        section.blocks.push(Block::say(net_benefit(&with_error(net, error))));
    }
    match tables::nearest(stress) {
        Some(table) => section.blocks.push(Block::Table(table)),
        None => section.blocks.push(Block::say(
            "No single input, whatever its value, turns the expected net benefit or the chance of a target by itself.",
        )),
    }
    section.with(tables::switching(stress).map(Block::Table))
}

fn reverse(stress: &Stress) -> Section {
    let mut details = Vec::new();
    for (_, stressed) in stress.targets.iter() {
        let label = &stressed.target.label;
        let Some(reverse) = &stressed.reverse else {
            details.push(Block::Paragraph(format!("{label}: nothing uncertain to compare, or too few draws.")));
            continue;
        };
        let (missing, others) = (whole(reverse.missing), whole(reverse.others));
        let chance = stressed.target.chance.probability;
        let hardly = if chance == 0.0 || chance == 1.0 { "no" } else { "hardly any" };
        let [there, elsewhere] = tables::held_against(reverse.against);
        details.push(Block::Paragraph(match reverse.against {
            Against::Reached => format!("{label}: the {missing} draws that miss it against the {others} that reach it."),
            Against::NearestTenth => format!(
                "{label}: {hardly} draw reaches it, so the {missing} that end furthest below are held against the {others} \
                 that come nearest."
            ),
            Against::FurthestTenth => format!(
                "{label}: {hardly} draw misses it, so the {missing} that come nearest to missing are held against the other \
                 {others}."
            ),
        }));
        details.push(
            tables::reverse(reverse)
                .map_or_else(|| Block::say("No input differs by more than luck would allow."), Block::Table),
        );
        let view = |view: &crate::estimate::ReverseView| {
            let [missing, other] = [view.missing_share, view.other_share].map(part);
            format!("View “{}”: {missing} of the {there}, {other} of the {elsewhere}.", view.label)
        };
        if !reverse.views.is_empty() {
            details.push(Block::List(reverse.views.iter().map(view).collect()));
        }
    }
    Section::detail("reverse", "How do the programmes that miss differ?", details)
}

/// What support avoids or adds before any shock.
fn as_it_is(avoided: &Summary) -> String {
    let error = if certain(avoided) { String::new() } else { format!(" (± {})", money_error(avoided.mcse)) };
    format!("As it is, support {}{error}.", directed(avoided, ["avoids", "adds"]))
}

/// A share of draws, in words at its ends.
fn part(of: f64) -> String {
    match of {
        of if of <= 0.0 => "none".to_owned(),
        of if of >= 1.0 => "all".to_owned(),
        of => share(of, 0.01),
    }
}

fn shocks(stress: &Stress) -> Section {
    if stress.shocks.is_empty() {
        let none =
            "The scenario names no shocks; name them under `shocks`, or try one: --shock \"events.*.unit_cost=x1.2\".";
        return Section::detail("shocks", "What if?", [Block::say(none)]);
    }
    let whole = stress.cash.ledger.last();
    let before = whole.map(|row| as_it_is(&row.total.avoided));
    let blocks = before.map(Block::Paragraph).into_iter().chain([Block::Table(tables::shocks(stress))]);
    let clipped = stress.shocks.iter().filter(|shock| !shock.clipped.is_empty()).map(|shock| {
        let parts: Vec<String> = shock
            .clipped
            .iter()
            .map(|clipped| format!("{} in {} of draws", clipped.label, plain_share(clipped.share)))
            .collect();
        format!("“{}” pushes values beyond their legal range, where they are clipped: {}.", shock.label, list(&parts))
    });
    let clipped: Vec<String> = clipped.collect();
    let clipped = (!clipped.is_empty()).then_some(Block::List(clipped));
    Section::new("shocks", "What if?", blocks).with(tables::gains(stress).into_iter().map(Block::Table).chain(clipped))
}

fn cash(stress: &Stress) -> Section {
    let said: Vec<String> = pounds(&stress.cash).into_iter().chain(stress.cash.funders.iter().map(funder)).collect();
    let said = (!said.is_empty()).then_some(Block::List(said));
    Section::new("cash", "Whose cash is it?", said).with(tables::cash(stress).into_iter().map(Block::Table))
}

/// Who gains of each £1 that the programme costs; `None` without a programme, or where nobody gains.
fn pounds(cash: &CashResults) -> Option<String> {
    let parts = |sign: f64| -> Vec<String> {
        cash.per_pound
            .iter()
            // Less than half a penny is nothing that a pound can show.
            .filter(|part| part.kind == Party::Payer && sign * part.avoided.mean >= 0.005)
            .map(|part| format!("{} to {}", money(sign * part.avoided.mean, part.avoided.mcse), part.label))
            .collect()
    };
    let of = |what: &str, parts: &[String]| (!parts.is_empty()).then(|| format!("cost {what} falls {}", list(parts)));
    let both = [of("avoided", &parts(1.0)), of("added", &parts(-1.0))];
    let said: Vec<String> = both.into_iter().flatten().collect();
    (!said.is_empty()).then(|| format!("For each £1 that the programme costs, whoever pays it, {}.", said.join("; ")))
}

/// What one funder pays beside what it gains.
pub(super) fn funder(funder: &FunderResults) -> String {
    let (pays, part) = (money(funder.pays, funder.pays_mcse), known_share(funder.share_of_cost));
    // The spread of a single draw is not known.
    if funder.avoided_per_pound.mean == 0.0
        && (funder.avoided_per_pound.sd.is_nan() || funder.avoided_per_pound.sd <= 0.0)
    {
        return format!("{} pays {pays} ({part} of the cost) and gains nothing of what is avoided.", funder.label);
    }
    // Where others lose, one may gain more than all together, and one that loses has no part of it.
    let gains = match funder.share_of_avoided {
        Some(part) if part > 0.0 && part <= 1.0 => format!(" and gains {} of what is avoided", known_share(part)),
        Some(_) | None => String::new(),
    };
    let (avoided, cashable) = (&funder.avoided_per_pound, &funder.cashable_per_pound);
    let cash = if cashable.is_nothing() {
        ", none of it cashable".to_owned()
    } else {
        let amount = pence(cashable.mean, cashable.mcse);
        match cashable.mean {
            mean if mean < 0.0 => format!(", and cash that has to be found: {amount} of cashable savings"),
            mean if mean <= avoided.mean => format!(", {amount} of it cashable"),
            _ => format!(", {amount} of cashable savings"),
        }
    };
    format!(
        "{} pays {pays} ({part} of the cost){gains}: {} of cost avoided{cash}, for each £1 that it pays itself. {}",
        funder.label,
        pence(funder.avoided_per_pound.mean, funder.avoided_per_pound.mcse),
        money_back(&funder.money_back, &funder.money_back_cashable)
    )
}

/// Pounds and pence; less than half a penny is said in words.
fn pence(value: f64, error: f64) -> String {
    if value == 0.0 || value.abs() >= 0.005 {
        money(value, error)
    } else if value < 0.0 {
        "minus less than 1p".to_owned()
    } else {
        "less than 1p".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_of_less_than_a_penny_keeps_its_sign() {
        assert_eq!(pence(0.002, 0.001), "less than 1p");
        assert_eq!(pence(-0.002, 0.001), "minus less than 1p");
        assert_eq!(pence(-0.25, 0.01), "−£0.25");
    }

    #[test]
    fn what_support_adds_is_said_to_be_added() {
        let certainly = |mean| Summary { mean, mcse: 0.0, sd: 0.0, quantiles: Vec::new() };
        assert_eq!(as_it_is(&certainly(-31_000.0)), "As it is, support adds £31,000 of cost.");
        assert_eq!(
            as_it_is(&Summary { mcse: 90.0, sd: 1.0, ..certainly(31_000.0) }),
            "As it is, support avoids £31,000 (± £90)."
        );
    }
}
