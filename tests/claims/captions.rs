//! Says when the titles of figures, and the lines under them, are true.

use averted::estimate::Results;

use crate::claim::claims;
use crate::number::{Truth, amount_is, chance_is, holds, interval_is, mean_is, pounds, share, whole};
use crate::run::{all, nothing_is, pays_back, ratio, top};
use crate::statistic::{Mean, mean, quantile, quantile_error};
use crate::world::World;

const EXPECTED: &str = "draws.expected_per_person";

fn results(world: &World) -> &Results {
    &world.run.estimates.results
}

/// `avoids £3` of a mean, or `adds £3 of cost` of one below nothing, or `avoids nothing` of one that prints as £0.
fn directed(text: &str, values: &[f64]) -> Truth {
    let Mean { value, error } = mean(values);
    let (verb, amount) =
        text.split_once(" £").map_or((text, None), |(verb, amount)| (verb, Some(format!("£{amount}"))));
    match amount {
        None => holds(verb.ends_with("nothing") && value.abs() <= 1.6 * error.max(0.0) + 0.5, || {
            format!("{text} is {value} ± {error}")
        }),
        Some(amount) => match amount.strip_suffix(" of cost") {
            Some(amount) => all([
                holds(value < 0.0 && verb.starts_with("add"), || format!("{text} is {value}")),
                amount_is(amount, Mean { value: -value, error }),
            ]),
            None => all([
                holds(!verb.starts_with("add"), || format!("{text} is {value}")),
                amount_is(&amount, Mean { value, error }),
            ]),
        },
    }
}

fn avoided(world: &World) -> &[f64] {
    world.column("total.avoided")
}

/// What a payer is left with after what it pays.
fn left(world: &World, label: &str) -> Result<Vec<f64>, String> {
    let [cost, gains, _] = crate::stress::account(world, label)?;
    Ok(gains.iter().zip(&cost).map(|(gains, cost)| gains - cost).collect())
}

fn left_of_all(world: &World) -> Vec<(String, Mean)> {
    let labels = world.run.plan.payers.iter().map(|payer| payer.label.clone());
    labels.filter_map(|label| left(world, &label).ok().map(|left| (label, mean(&left)))).collect()
}

/// That nobody is left with more than this payer.
fn most(world: &World, label: &str) -> Truth {
    let all = left_of_all(world);
    let own = all.iter().find(|(other, _)| other == label).ok_or("nobody is called so")?.1.value;
    holds(all.iter().all(|(_, other)| other.value <= own), || format!("{label} has {own}: {all:?}"))
}

fn cashable(world: &World, text: &str) -> Truth {
    let (values, total) = (world.column("total.cashable"), mean(avoided(world)).value);
    let Mean { value, error } = mean(values);
    if text == "no cash can leave a budget" {
        return holds(value.abs() <= 1.6 * error.max(0.0) + 0.5, || format!("{value}"));
    }
    if let Some(amount) = text.strip_prefix("cashable savings are ") {
        return mean_is(amount, values);
    }
    let only = text.starts_with("only ");
    let amount = text.trim_start_matches("only ").trim_end_matches(" is cashable");
    all([
        mean_is(amount, values),
        holds(value > 0.0 && total > 0.0 && only == (value < 0.5 * total), || text.to_owned()),
    ])
}

/// That there are so many people who avoid this or less.
fn so_many(world: &World, text: &str, p: f64) -> Truth {
    let said = results(world).per_person.person.quantile(p).ok_or("no quantile")?;
    let error = if said.mcse > 0.0 { said.mcse } else { results(world).per_person.person.mcse };
    let leeway = 1.6 * error.max(0.0);
    let amount = match text {
        "nothing" | "nothing or add cost" => 0.0,
        text => pounds(text.trim_end_matches(" or less"))?,
    };
    let leeway = leeway + 0.01 * amount.abs() + 0.5;
    let (below, upto) = (world.below(amount - leeway), world.below(amount + leeway));
    let people = 1.0 / world.people.count() as f64;
    holds(below <= p + people && upto >= p - people, || format!("{text}: {below} to {upto} of {p}"))
}

fn quantile_is(text: &str, values: &[f64], p: f64) -> Truth {
    let error = quantile_error(values, p).max(mean(values).error);
    amount_is(text, Mean { value: quantile(values, p), error })
}

/// The views' expected means, least and most.
fn of_views(world: &World) -> [f64; 2] {
    let means = || results(world).views.iter().map(|(_, view)| view.per_person.expected.mean);
    [means().fold(f64::INFINITY, f64::min), means().fold(f64::NEG_INFINITY, f64::max)]
}

fn target(world: &World, text: &str, chance: &str, missed: bool) -> Truth {
    let targets = &world.run.plan.base.targets;
    let named = targets.iter().position(|target| text.contains(&target.label));
    let (values, amount) = world.towards(named.or_else(|| (targets.len() == 1).then_some(0)).ok_or("which target?")?);
    chance_is(chance, &World::hits(values, |value| (value >= amount) != missed))
}

claims! { CAPTIONS:
    "title of average" "On these assumptions support is expected to {} per person" w, _, p => directed(p[0], w.column(EXPECTED));
    "title of average" "On this evidence support is expected to {} per person on average; an avoided cost of anything from {} is credible" w, _, p => all([directed(p[0], w.column(EXPECTED)), interval_is(p[1], w.column(EXPECTED), w.level)]);
    "title of average" "On this evidence support is expected to {} per person on average; anything from {} is credible" w, _, p => all([directed(p[0], w.column(EXPECTED)), interval_is(p[1], w.column(EXPECTED), w.level)]);
    "under average" "Weak evidence makes up {} of the variance of that average; more people would not remove it, better evidence would." w, _, p => crate::run::evidence_share(w, p[0], true);
    "under average" "Published: {} per person, from {}." w, _, p => amount_is(p[0].split(" (range").next().unwrap_or_default(), Mean { value: results(w).published.as_ref().and_then(|it| it.mean_avoided).ok_or("none")?, error: 0.0 });
    "under average" "Of averages of {} simulated people counted alike, {} lie below it." w, _, p => crate::rest::below_is(w, p[1]);
    "title of chance" "On this evidence the chance that this cohort reaches the {} target is {}; that it misses it, {}" w, _, p => all([target(w, "", p[1], false), target(w, "", p[2], true)]);
    "title of chance" "On this evidence the chance that this cohort reaches the {} target ({}) is {}; that it misses it, {}" w, _, p => all([target(w, p[1], p[2], false), target(w, p[1], p[3], true)]);
    "title of chance" "On this evidence the chance that this cohort reaches the {} target ({}) is {}" w, _, p => target(w, p[1], p[2], false);
    "title of chance" "On this evidence the chance that this cohort reaches the {} target is {}" w, _, p => target(w, "", p[1], false);
    "title of chance" "In the one draw that was made support {}" w, _, p => all([directed(p[0], avoided(w)), holds(w.draws() == 1, || "there are more".to_owned())]);
    "title of chance" "On these assumptions support {}" w, _, p => directed(p[0], avoided(w));
    "title of chance" "On this evidence support {} on average; these draws tell no more" w, _, p => directed(p[0], avoided(w));
    "title of chance" "On this evidence there is {} chance that this cohort {}; on average it {}" w, _, p => {
        let none = mean(&World::hits(avoided(w), |value| value <= 0.0)).value;
        all([holds(none >= 0.4, || format!("{none}")), directed(p[2], avoided(w))])
    };
    "title of chance" "On this evidence there is {} chance that this cohort avoids {} or more, and {} that it {}" w, _, p => all([quantile_is(p[1], avoided(w), 0.5), worst(w, p[3])]);
    "title of chance" "On this evidence there is {} chance that this cohort adds {} of cost or less, and {} that it {}" w, _, p => {
        let less: Vec<f64> = avoided(w).iter().map(|value| -value).collect();
        all([quantile_is(p[1], &less, 0.5), worst(w, p[3])])
    };
    "title of chance" "On this evidence there is {} chance that this cohort avoids {} or more" w, _, p => quantile_is(p[1], avoided(w), 0.5);
    "under chance" "Reaching {} is {} on the UK probability yardstick; where it is missed, {} is missing on average." w, _, p => missing(w, p[0], p[2]);
    "under chance" "Reaching {} is {} on the UK probability yardstick." w, _, _ => holds(!w.run.plan.base.targets.is_empty(), || "no target".to_owned());
    "under chance" "The tables have {} more." w, _, _ => holds(w.run.plan.base.targets.len() > 2, || "there are no more".to_owned());
    "under chance" "All payers together {} on average (95% prediction interval {}: weak evidence, and chance in a cohort of {})." w, _, p => all([directed(p[0], avoided(w)), interval_is(p[1], avoided(w), w.level)]);
    "under chance" "All payers together {}." w, _, p => directed(p[0], avoided(w));
    "title of convergence" "After {} draws the average of {} per person still has a simulation error of {}: draw more" w, _, p => all([holds(whole(p[0])? == w.draws() as f64, || p[0].to_owned()), mean_is(p[1], &w.per_person("total.avoided"))]);
    "title of convergence" "After {} draws the average of {} per person has a simulation error of only {}" w, _, p => all([holds(whole(p[0])? == w.draws() as f64, || p[0].to_owned()), mean_is(p[1], &w.per_person("total.avoided"))]);
    "under convergence" "The line is the average of the draws so far, the band twice its Monte Carlo standard error on either side." _, _, _ => Ok(());
    "under convergence" "More draws shrink that error, not the spread of the result itself: {} (standard deviation)." w, _, p => {
        let values = w.per_person("total.avoided");
        let sd = mean(&values).error * (values.len() as f64).sqrt();
        holds((pounds(p[0])? - sd).abs() <= 0.006 * sd + 0.005, || format!("{sd}"))
    };
    "title of payback" "On weak evidence alone the chance that expected {} up with the programme’s cost within {} is {}" w, _, p =>
        all([pays_back(w, p[2]), holds(p[0] == if w.has("mechanisms.gained") { "avoided cost and gains catch" } else { "avoided cost catches" }, || p[0].to_owned())]);
    "under payback" "For good and for all payers together that is {} on the UK probability yardstick; that it does not, {}." w, _, p => {
        let paid = results(w).programme.as_ref().ok_or("no programme")?.pays_back.probability * w.draws() as f64;
        let missed: Vec<f64> = (0..w.draws()).map(|draw| f64::from(u8::from(draw as f64 > paid - 0.5))).collect();
        chance_is(p[1], &missed)
    };
    "under payback" "In no draw does it pay back." w, _, _ => holds(results(w).programme.as_ref().is_some_and(|programme| programme.pays_back.probability == 0.0), || "it does".to_owned());
    "under payback" "Fewer than one draw in ten pay back." w, _, _ => holds(results(w).programme.as_ref().is_some_and(|programme| programme.pays_back.probability < 0.11), || "more do".to_owned());
    "under payback" "These draws are too few to say when." w, _, _ => {
        // A tenth of them has paid back, and hardly one more.
        let paid = results(w).programme.as_ref().map_or(0.0, |programme| programme.pays_back.probability);
        holds(w.draws() < 40 || paid < 0.1 + 2.0 / w.draws() as f64, || format!("{paid}"))
    };
    "under payback" "Paid back: {}." w, _, _ => holds(results(w).programme.as_ref().is_some_and(|programme| programme.pays_back.probability >= 0.09), || "fewer do".to_owned());
    "under payback" "Programme cost is {}; {} less that {} {} on average." w, _, p => {
        let net: Vec<f64> = avoided(w).iter().zip(&w.cost).map(|(avoided, cost)| avoided - cost).collect();
        let plural = w.has("mechanisms.gained");
        all([mean_is(p[0], &w.cost), mean_is(p[3], &net), holds(p[2] == if plural { "are" } else { "is" }, || p[2].to_owned())])
    };
    "under payback" "The fan is of expected {}." _, _, _ => Ok(());
    "title of payers" "Support {} on average, all {} {}; {}" w, _, p => all([directed(p[0], avoided(w)), cashable(w, p[3])]);
    "title of payers" "After what each pays, every payer is worse off: all payers together {} on average and pay {}; {}" w, _, p =>
        all([directed(p[0], avoided(w)), mean_is(p[1], &w.cost), cashable(w, p[2]), holds(left_of_all(w).iter().all(|(_, left)| left.value < 0.0), || "one is not".to_owned())]);
    "title of payers" "After what each pays, no payer clearly gains: all payers together {} on average and pay {}; {}" w, _, p => all([directed(p[0], avoided(w)), mean_is(p[1], &w.cost), cashable(w, p[2])]);
    "title of payers" "No payer clearly gains: all payers together {} on average; {}" w, _, p => all([directed(p[0], avoided(w)), cashable(w, p[1])]);
    "title of payers" "After what each pays, most goes to {}: {} on average; all payers together {} on average and pay {}; {}" w, _, p =>
        all([most(w, p[0]), mean_is(p[1], &left(w, p[0])?), directed(p[2], avoided(w)), mean_is(p[3], &w.cost), cashable(w, p[4])]);
    "title of payers" "All payers together {} on average, and the largest amount goes to {}: {}; {}" w, _, p => all([directed(p[0], avoided(w)), most(w, p[1]), mean_is(p[2], &left(w, p[1])?), cashable(w, p[3])]);
    "title of payers" "Most goes to {}: {} of the {} {} on average; {}" w, _, p => all([most(w, p[0]), mean_is(p[1], &left(w, p[0])?), mean_is(p[2], avoided(w)), cashable(w, p[4])]);
    "title of payers" "All payers together {} on average and pay {}; {}" w, _, p => all([directed(p[0], avoided(w)), mean_is(p[1], &w.cost), cashable(w, p[2])]);
    "title of payers" "All payers together {} on average; {}" w, _, p => all([directed(p[0], avoided(w)), cashable(w, p[1])]);
    "under payers" "Avoided cost is what would have been spent, less {}." w, _, p => {
        let adds = mean(w.column("mechanisms.added")).value > 0.0 || w.has("mechanisms.caused");
        holds(p[0].contains("support adds") == adds && p[0].contains("instead") == w.has("mechanisms.replaced"), || p[0].to_owned())
    };
    "under payers" "Avoided cost is what would have been spent." w, _, _ => holds(!w.has("mechanisms.replaced") && mean(w.column("mechanisms.added")).value <= 0.0, || "less something".to_owned());
    "under payers" "Cashable savings are the part that can leave a budget{}: never on top of it." w, _, p => crate::run::takes_cash(w, p[0]);
    "under payers" "Cashable savings are the part that can leave a budget: never on top of it." w, _, _ => crate::run::takes_cash(w, "");
    "under payers" "What budgets gain stands with it." w, _, _ => holds(w.has("mechanisms.gained"), || "nothing is gained".to_owned());
    "under payers" "The upright stroke is what a payer puts in." w, _, _ => holds(w.cost.iter().any(|cost| *cost > 0.0), || "nobody pays".to_owned());
    "under payers" "{} of avoided cost runs on past the last month that is followed (“later”)." w, _, p => mean_is(p[0], w.column("total.past_horizon"));
    "title of person" "The tenth of people who avoid most bring {} of {}; {} of people avoid nothing" w, _, p => all([top(w, p[0], 0.1), nothing_is(w, p[2])]);
    "title of person" "Of all people, {} avoid nothing" w, _, p => nothing_is(w, p[0]);
    "under person" "One person {} on average; half avoid {}, nine in ten avoid {}, 39 in 40 avoid {}." w, _, p => {
        let each = w.per_person("total.avoided");
        all([directed(p[0], &each), so_many(w, p[1], 0.5), so_many(w, p[2], 0.9), so_many(w, p[3], 0.975)])
    };
    "under person" "The bars are simulated people of all draws ({} journeys), not an interval of the average{}." _, _, _ => Ok(());
    "under person" "The bars are simulated people of all draws ({} journeys), not an interval of the average." _, _, _ => Ok(());
    "title of views" "{} between {} and {} per person on average, depending on the view of life without it" w, _, p => {
        let [least, most] = of_views(w);
        let near = |text: &str, value: f64| -> Truth { holds((pounds(text)? - value).abs() <= 0.2 * value.abs() + 100.0, || format!("{text} is {value}")) };
        all([near(p[1], least), near(p[2], most), holds((least < 0.0) == p[0].starts_with("Expected cost avoided"), || p[0].to_owned())])
    };
    "under views" "Views are weighted; every draw belongs to one of them, and the last row is their mixture." w, _, _ => holds(w.run.plan.weighted, || "no weights".to_owned());
    "under views" "Views have no weights: they are accounts side by side on the same random numbers, never averaged." w, _, _ => holds(!w.run.plan.weighted, || "they have weights".to_owned());
    "under views" "The last row is the scenario as written." w, _, _ => holds(!w.run.plan.weighted, || "they have weights".to_owned());
    "title of outcomes" "On these assumptions outcomes are worth {} to people" w, _, p => mean_is(p[0], w.column("total.social_value_pv"));
    "title of outcomes" "On this evidence outcomes are worth {} to people ({} prediction interval {})" w, _, p => all([mean_is(p[0], w.column("total.social_value_pv")), interval_is(p[2], w.column("total.social_value_pv"), w.level)]);
    "under outcomes" "Social value is a financial proxy for change in people’s lives: no budget gains it, and it is added to avoided cost only in the ratio that says so." _, _, _ => Ok(());
    "under outcomes" "{} for every £1 of programme cost ({})." w, _, p => {
        let (counted, amount) = p[0].split_once("£").ok_or("no amount")?;
        let events = !w.run.plan.base.events.is_empty();
        let words = holds(counted.to_lowercase().contains("avoided cost") == events && counted.to_lowercase().contains("gains") == w.has("mechanisms.gained"), || counted.to_owned());
        let sign = if counted.ends_with('−') { "−" } else { "" };
        let Mean { value, error } = mean(&ratio(w, true));
        all([words, amount_is(&format!("{sign}£{amount}"), Mean { value, error: error.max(0.01) })])
    };
    "under outcomes" "All at present value, discounted by {}." w, _, p => holds(p[0].contains('%') && w.draws() > 0, || p[0].to_owned());
    "title of effects" "{}" w, _, _ => holds(w.has("mechanisms.caused"), || "nothing is harm".to_owned());
    "under effects" "{}" w, _, _ => holds(w.has("mechanisms.caused"), || "nothing is harm".to_owned());
    "title of bridge" "{}" w, s, _ => bridge(w, &s.text);
    "under bridge" "Gross is what support prevents, reduces or puts off past the time followed{} before any adjustment." w, _, p =>
        holds(p[0].contains("causes") == w.has("mechanisms.caused") && p[0].contains("instead") == w.has("mechanisms.replaced"), || p[0].to_owned());
    "under bridge" "Gross is what support prevents, reduces or puts off past the time followed before any adjustment." w, _, _ => holds(!w.has("mechanisms.caused") && !w.has("mechanisms.replaced"), || "less harm".to_owned());
    "under bridge" "Attribution, displacement and optimism bias take off what the programme may not claim; what support adds counts in full{}." w, _, p => holds(p[0].contains("gain") && w.has("mechanisms.gained"), || p[0].to_owned());
    "under bridge" "Attribution, displacement and optimism bias take off what the programme may not claim; what support adds counts in full." w, _, _ => holds(!w.has("mechanisms.gained"), || "some is gained".to_owned());
    "under bridge" "The line under a bar is the {} prediction interval of the number beside it." w, _, p => holds((share(p[0])? - w.level).abs() < 1e-9, || p[0].to_owned());
}

/// What the worse end of the chance of a total says.
fn worst(world: &World, text: &str) -> Truth {
    if let Some(amount) = text.strip_prefix("avoids less than ") {
        holds(amount != "£0", || "less than nothing".to_owned())?;
        return quantile_is(amount, avoided(world), 0.05);
    }
    if let Some(amount) = text.strip_prefix("adds more than ").and_then(|amount| amount.strip_suffix(" of cost")) {
        let less: Vec<f64> = avoided(world).iter().map(|value| -value).collect();
        return quantile_is(amount, &less, 0.95);
    }
    let none = mean(&World::hits(avoided(world), |value| value <= 0.0)).value;
    holds(text.starts_with("avoids nothing") && none >= 0.01, || format!("{text}: {none}"))
}

/// That so much is missing of a target by name, or of the only one.
fn missing(world: &World, name: &str, text: &str) -> Truth {
    let targets = &world.run.plan.base.targets;
    let index =
        targets.iter().position(|target| name.contains(&target.label)).or_else(|| (targets.len() == 1).then_some(0));
    let (values, amount) = world.towards(index.ok_or("which target?")?);
    let missing: Vec<f64> = values.iter().map(|value| amount - value).filter(|missing| *missing > 0.0).collect();
    all([holds(!missing.is_empty(), || "it never is".to_owned()), mean_is(text, &missing)])
}

/// Gross, credited, gained and cash, as the title of the bridge has them.
fn bridge(world: &World, text: &str) -> Truth {
    let gross = world.column("bridge.gross");
    let gained: Vec<f64> = if world.has("mechanisms.gained") {
        world.column("mechanisms.gained").to_vec()
    } else {
        vec![0.0; world.draws()]
    };
    let credited: Vec<f64> = avoided(world).iter().zip(&gained).map(|(avoided, gained)| avoided - gained).collect();
    if let Some((first, rest)) = text.strip_prefix("Of ").and_then(|rest| rest.split_once(" gross avoided cost")) {
        amount_is(first, mean(gross))?;
        if let Some(rest) = rest.strip_prefix(", ") {
            amount_is(rest.split(" can be credited").next().unwrap_or_default(), mean(&credited))?;
        }
    }
    if let Some((_, rest)) = text.split_once(", budgets gain ") {
        amount_is(rest.split([' ']).next().unwrap_or_default().trim_end_matches(','), mean(&gained))?;
    }
    if text.contains("what support adds") {
        holds(mean(world.column("mechanisms.added")).value > 0.0, || "support adds nothing".to_owned())?;
    }
    Ok(())
}
