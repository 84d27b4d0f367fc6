//! Says when what stands before everything else is true: clauses of the verdict, its numbers and what is to be known.

use crate::claim::{Said, claims};
use crate::number::{Truth, amount_is, chance_is, holds, interval_is, share, whole};
use crate::run::{expected_net, ratio};
use crate::statistic::{Mean, mean};
use crate::world::World;

/// Draws in which the programme's benefits exceed its cost.
fn benefits(world: &World, text: &str) -> Truth {
    chance_is(text, &World::hits(&expected_net(world), |net| net > 0.0))
}

/// The mean as it is printed without its error.
fn amount(text: &str, values: &[f64]) -> Truth {
    amount_is(text, mean(values))
}

/// The target that goes by a name or an amount.
fn target(world: &World, said: &Said, name: &str) -> Result<usize, String> {
    let targets = &world.run.plan.base.targets;
    let by_name = |label: &str| name.contains(&format!("“{label}”"));
    let index = targets.iter().position(|target| by_name(&target.label));
    index.or_else(|| (targets.len() == 1).then_some(0)).ok_or_else(|| format!("no target {name}: {}", said.text))
}

/// That a target by its name or amount is reached with this chance, and is said to be so.
fn reached(world: &World, said: &Said, name: &str, chance: &str) -> Truth {
    let (values, amount) = world.towards(target(world, said, name)?);
    let hits = World::hits(values, |value| value >= amount);
    let p = mean(&hits).value;
    // The yardstick: its bands, and the gaps between them.
    let words: [(&str, f64, f64); 14] = [
        ("is out of reach", 0.0, 0.01),
        ("has a remote chance of being reached", 0.0, 0.055),
        ("is between a remote chance and highly unlikely to be reached", 0.05, 0.1),
        ("is highly unlikely to be reached", 0.095, 0.205),
        ("is between highly unlikely and unlikely to be reached", 0.2, 0.25),
        ("is unlikely to be reached", 0.245, 0.355),
        ("is between unlikely and a realistic possibility", 0.35, 0.4),
        ("is a realistic possibility", 0.395, 0.505),
        ("is between a realistic possibility and likely to be reached", 0.5, 0.55),
        ("is likely to be reached", 0.545, 0.755),
        ("is between likely and highly likely to be reached", 0.75, 0.8),
        ("is highly likely to be reached", 0.795, 0.905),
        ("is between highly likely and almost certain to be reached", 0.9, 0.95),
        ("is almost certain to be reached", 0.945, 1.0),
    ];
    if let Some((word, low, high)) = words.iter().find(|(word, ..)| name.ends_with(word)) {
        holds(*low <= p && p <= *high, || format!("“{word}” is {p}"))?;
    } else {
        holds(name.ends_with("takes more draws to judge") && world.draws() < 400, || format!("{name} says nothing"))?;
    }
    chance_is(chance, &hits)
}

fn social(world: &World) -> &[f64] {
    world.column("total.social_value_pv")
}

claims! { VERDICT:
    "verdict" "Yes." _, _, _ => Ok(());
    "verdict" "No." _, _, _ => Ok(());
    "verdict" "Probably." _, _, _ => Ok(());
    "verdict" "Probably not." _, _, _ => Ok(());
    "verdict" "In part." _, _, _ => Ok(());
    "verdict" "It is open." _, _, _ => Ok(());
    "verdict" "Too few draws to say." w, _, _ => holds(w.draws() < 400, || "there are enough".to_owned());
    "verdict" "{} more target{}" w, _, p => {
        let more = w.run.plan.base.targets.len() as f64 - 3.0;
        let follow = if more == 1.0 { " follows" } else { "s follow" };
        holds(whole(p[0])? == more && p[1] == follow, || p.join(" "))
    };
    "verdict" "{} of cost is avoided for each £1 spent (chance that benefits exceed costs: {})" w, _, p => [amount(p[0], &ratio(w, false)), benefits(w, p[1])].into_iter().collect();
    "verdict" "{} is avoided and gained for each £1 spent (chance that benefits exceed costs: {})" w, _, p => [amount(p[0], &ratio(w, false)), benefits(w, p[1])].into_iter().collect();
    "verdict" "Cost avoided for each £1 spent is {} (chance that benefits exceed costs: {})" w, _, p => [amount(p[0], &ratio(w, false)), benefits(w, p[1])].into_iter().collect();
    "verdict" "Cost avoided and gains for each £1 spent are {} (chance that benefits exceed costs: {})" w, _, p => [amount(p[0], &ratio(w, false)), benefits(w, p[1])].into_iter().collect();
    "verdict" "Cost avoided less the programme’s cost is {} at present value (chance that benefits exceed costs: {})" w, _, p => [amount(p[0], &expected_net(w)), benefits(w, p[1])].into_iter().collect();
    "verdict" "Cost avoided and gains less the programme’s cost are {} at present value (chance that benefits exceed costs: {})" w, _, p => [amount(p[0], &expected_net(w)), benefits(w, p[1])].into_iter().collect();
    "verdict" "Cost avoided per person is {} ({} credible interval {})" w, _, p => [amount(p[0], &w.per_person("total.avoided")), interval_is(p[2], w.column("draws.expected_per_person"), w.level)].into_iter().collect();
    "verdict" "Cost avoided and gains per person are {} ({} credible interval {})" w, _, p => [amount(p[0], &w.per_person("total.avoided")), interval_is(p[2], w.column("draws.expected_per_person"), w.level)].into_iter().collect();
    "verdict" "Social value comes to {} at present value ({} prediction interval {})" w, _, p => [amount(p[0], social(w)), interval_is(p[2], social(w), w.level)].into_iter().collect();
    "verdict" "{} of social value, avoided cost and gains come of each £1 spent ({} prediction interval {}){}" w, _, p => all_of(w, p);
    "verdict" "{} of social value comes of each £1 spent ({} prediction interval {})" w, _, p => [amount(p[0], &ratio(w, true)), interval_is(p[2], &ratio(w, true), w.level)].into_iter().collect();
    "verdict" "{} of social value and avoided cost come of each £1 spent ({} prediction interval {}){}" w, _, p => all_of(w, p);
    "verdict" "{} (chance {}): what counts towards it is {} on average" w, s, p => {
        let (values, _) = w.towards(target(w, s, p[0])?);
        [reached(w, s, p[0], p[1]), amount(p[2], values), holds(mean(values).value < 0.0, || p[2].to_owned())].into_iter().collect()
    };
    "verdict" "{} (chance {})" w, s, p => reached(w, s, p[0], p[1]);
    "number" "{}: {}" _, _, p => holds(!p[1].is_empty(), || p[0].to_owned());
    "To be known" "{}: {} of the model's averages lie below it." w, _, p => crate::rest::verdict(w, p[0], p[1]);
    "To be known" "All of the spread is weak evidence, none is chance." w, _, _ => crate::run::evidence_share(w, "above 99%", true);
    "To be known" "All of the spread is chance, none is weak evidence." w, _, _ => crate::run::evidence_share(w, "above 99%", false);
    "To be known" "{} of the spread is weak evidence, {} is chance." w, _, p => [crate::run::evidence_share(w, p[0], true), crate::run::evidence_share(w, p[1], false)].into_iter().collect();
    "To be known" "{}" _, _, _ => Ok(());
    "note of Who pays" "Means of cash, not discounted{}." w, _, p => holds(p[0].contains("2021/22") == w.text.contains("price_base"), || p[0].to_owned());
    "note of Who pays" "Means of cash, not discounted." w, _, _ => holds(!w.text.contains("price_base"), || "a price base".to_owned());
}

/// `£0.15 … of each £1 spent`, with which part of it is cost avoided, or how much that is where it is no part.
fn all_of(world: &World, p: &[&str]) -> Truth {
    let (all, money) = (ratio(world, true), ratio(world, false));
    [amount(p[0], &all), interval_is(p[2], &all, world.level)].into_iter().collect::<Truth>()?;
    let (part, is_part) = match (p[3].strip_prefix(", of which "), p[3].strip_prefix(", with ")) {
        (Some(part), _) => (part.split(" is ").next(), true),
        (None, Some(part)) => (part.split(" of ").next(), false),
        (None, None) => return Err(p[3].to_owned()),
    };
    holds(part_of(&money, &all) == is_part, || p[3].to_owned())?;
    amount(part.unwrap_or_default(), &money)
}

fn part_of(part: &[f64], whole: &[f64]) -> bool {
    let (Mean { value: part, .. }, Mean { value: whole, .. }) = (mean(part), mean(whole));
    0.0 < part && part <= whole * (1.0 + 1e-9)
}

/// Every clause of the verdict, its first letter as at the beginning of a sentence, and its numbers.
pub(crate) fn clauses(world: &World) -> Vec<Said> {
    let verdict = averted::render::document::verdict(&world.run.estimates.results);
    let said = |place: &str, text: String| Said { place: place.to_owned(), text };
    let (word, rest) = match crate::sentence::sentences(&verdict.sentence).as_slice() {
        [rest] => (None, (*rest).to_owned()),
        [word, rest @ ..] => (Some((*word).to_owned()), rest.join(" ")),
        [] => (None, String::new()),
    };
    let capital = |clause: &str| {
        let mut letters = clause.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    let clauses = rest.trim_end_matches('.').split("; ").map(|clause| said("verdict", capital(clause)));
    let numbers = verdict.numbers.iter().map(|number| said("number", format!("{}: {}", number.value, number.label)));
    word.into_iter().map(|word| said("verdict", word)).chain(clauses).chain(numbers).collect()
}

/// The value of a number of the verdict, by what it is called.
pub(crate) fn numbers(world: &World) -> Truth {
    for number in averted::render::document::verdict(&world.run.estimates.results).numbers {
        let (value, label) = (number.value.as_str(), number.label.as_str());
        let truth = if let Some(target) = label.strip_prefix("chance of reaching “") {
            let (values, amount) = world.towards(world.target(target.trim_end_matches('”'))?);
            chance_is(value, &World::hits(values, |value| value >= amount))
        } else if label.ends_with(" in total") {
            amount(value, world.column("total.avoided"))
        } else if label.ends_with(" per person") {
            amount(value, &world.per_person("total.avoided"))
        } else if label == "cashable savings" {
            amount(value, world.column("total.cashable"))
        } else if label.starts_with("SROI ratio") {
            amount(value, &ratio(world, true))
        } else if label.ends_with(" for each £1 spent") {
            amount(value, &ratio(world, false))
        } else if label.starts_with("net benefit") {
            amount(value, &expected_net(world))
        } else if label.starts_with("social value") {
            amount(value, social(world))
        } else {
            Err("nothing is known by that name".to_owned())
        };
        truth.map_err(|fault| format!("{label}: {fault}"))?;
        let level = share(number.note.split("; ").last().and_then(|note| note.split(' ').next()).unwrap_or_default());
        holds(
            level.is_ok_and(|level| (level - world.level).abs() < 1e-9) || !number.note.contains("prediction"),
            || number.note.clone(),
        )?;
    }
    Ok(())
}
