//! Says when the sentences of a run about people, totals, programme and sureness are true.

use averted::model::Release;

use crate::claim::claims;
use crate::number::{Truth, amount_is, chance_is, holds, interval_is, mean_is, mean_of, pounds, share, whole};
use crate::statistic::{Mean, mean};
use crate::world::World;

const EXPECTED: &str = "draws.expected_per_person";

fn total(world: &World, text: &str) -> Truth {
    mean_is(text, world.column("total.avoided"))
}

/// That a mechanism comes to this.
fn mechanism(world: &World, name: &str, text: &str) -> Truth {
    mean_is(text, world.column(&format!("mechanisms.{name}")))
}

/// That what is called a part of a total is one: above nothing, and no more than it.
fn part_of(part: &[f64], whole: &[f64]) -> Truth {
    let (part, whole) = (mean(part).value, mean(whole).value);
    holds(part > 0.0 && part <= whole * (1.0 + 1e-9), || format!("{part} is no part of {whole}"))
}

pub(crate) fn people(world: &World, text: &str) -> Truth {
    let cohort = world.run.plan.base.cohort.people as f64;
    let singular = text != "1 people";
    holds(whole(text)? == cohort && singular, || format!("{text} are {cohort}"))
}

pub(crate) fn level(world: &World, text: &str) -> Truth {
    holds((share(text)? - world.level).abs() < 1e-9, || format!("{text} is not {}", world.level))
}

pub(crate) fn all(truths: impl IntoIterator<Item = Truth>) -> Truth {
    truths.into_iter().collect()
}

/// What is expected of this many people, by the draws of what is expected of one.
fn expected_total(world: &World) -> Vec<f64> {
    let each = world.column(EXPECTED).iter().enumerate();
    each.map(|(draw, value)| value * world.people_of(draw)).collect()
}

fn net(world: &World) -> Vec<f64> {
    world.column("total.avoided").iter().zip(&world.cost).map(|(avoided, cost)| avoided - cost).collect()
}

/// Programme cost at present value.
fn cost_pv(world: &World) -> Vec<f64> {
    let net = world.column("draws.net_pv");
    world.column("total.avoided_pv").iter().zip(net).map(|(avoided, net)| avoided - net).collect()
}

pub(crate) fn ratio(world: &World, social: bool) -> Vec<f64> {
    let avoided = world.column("total.avoided_pv").iter().zip(world.column("total.social_value_pv"));
    let worth = avoided.map(|(avoided, value)| avoided + if social { *value } else { 0.0 });
    worth.zip(cost_pv(world)).map(|(worth, cost)| worth / cost).collect()
}

/// That so many people avoid nothing or less, of whom some add cost where it says so.
fn nine_in_ten(world: &World, adds: bool) -> Truth {
    let (below, nothing, above) = (world.below(-1e-9), world.nothing(), 1.0 - world.below(1e-9));
    let none = if adds { below + nothing } else { nothing };
    holds(none >= 0.9 - 1e-6 && (!adds || below > 0.0) && above > 0.0, || {
        format!("{below} add cost, {nothing} avoid nothing, {above} avoid something")
    })
}

/// That so many people avoid this or less, as well as draws as clusters and the last digit printed leave it open.
fn quantile_of_people(world: &World, text: &str, at_least: f64, at_most: f64) -> Truth {
    let amount = pounds(text)?;
    let said = world.run.estimates.results.per_person.person.quantile(at_least).ok_or("no such quantile")?;
    let error = if said.mcse > 0.0 { said.mcse } else { world.run.estimates.results.per_person.person.mcse };
    let leeway = 1.6 * error.max(0.0) + 0.01 * amount.abs() + 0.5;
    let (below, upto) = (world.below(amount - leeway), world.below(amount + leeway));
    let people = 1.0 / world.people.count() as f64;
    holds(below <= at_most + people && upto >= at_least - people, || format!("{text}: {below} to {upto} avoid less"))
}

pub(crate) fn nothing_is(world: &World, text: &str) -> Truth {
    let nothing = world.nothing();
    if let Some(bound) = text.strip_prefix("below ") {
        return holds(nothing <= share(bound)?, || format!("{text}: {nothing}"));
    }
    if let Some(bound) = text.strip_prefix("above ") {
        return holds(nothing >= share(bound)?, || format!("{text}: {nothing}"));
    }
    holds((share(text)? - nothing).abs() < 0.06, || format!("{text}: {nothing}"))
}

/// That those who avoid most bring so much of what is saved by those who save.
pub(crate) fn top(world: &World, text: &str, part: f64) -> Truth {
    let mut bins: Vec<(f64, f64)> =
        world.run.headline.gains.iter_bins().map(|(low, high, count)| ((low + high) / 2.0, count as f64)).collect();
    bins.reverse();
    let saved: f64 = bins.iter().map(|(value, count)| value.max(0.0) * count).sum();
    let mut left = part * bins.iter().map(|(_, count)| count).sum::<f64>();
    let mut brought = 0.0;
    for (value, count) in bins {
        brought += value.max(0.0) * count.min(left);
        left -= count.min(left);
    }
    let found = brought / saved;
    let printed = share(text.trim_start_matches("above ").trim_start_matches("below "))?;
    holds((printed - found).abs() < 0.08, || format!("{text}: {found}"))
}

/// What `cashable savings, less the cash that what … takes` names, as it is in these draws.
pub(crate) fn takes_cash(world: &World, what: &str) -> Truth {
    let taken = |name: &str| {
        let name = format!("mechanisms.{name}");
        world.has(&name) && mean(world.column(&name)).value > 0.0
    };
    holds(
        what.contains("support adds") == taken("added") && what.contains("comes instead") == taken("replaced"),
        || format!("{what} takes no cash, or something else does"),
    )
}

fn past(world: &World) -> &[f64] {
    world.column("total.past_horizon")
}

/// That draws which are expected to do so are so many.
fn expected_chance(world: &World, text: &str, of: impl Fn(f64) -> bool) -> Truth {
    chance_is(text, &World::hits(world.column(EXPECTED), of))
}

/// What is expected of each draw to be left after programme cost, at present value.
pub(crate) fn expected_net(world: &World) -> Vec<f64> {
    let follows = |name: &str| if world.has(name) { world.column(name).to_vec() } else { vec![0.0; world.draws()] };
    let (simulated, expected) = (follows("programme.following_pv"), follows("expected.programme.following_pv"));
    let cost = cost_pv(world);
    let net = world.column("expected.total.avoided_pv").iter().enumerate().map(|(draw, avoided)| {
        let cost = cost[draw] - simulated[draw] + expected[draw];
        // Beyond rounding.
        if (avoided - cost).abs() <= 1e-9 * cost.abs() { 0.0 } else { avoided - cost }
    });
    net.collect()
}

/// Draws in which what is expected to be avoided is worth more than the programme is expected to cost.
fn benefits(world: &World, text: &str) -> Truth {
    chance_is(text, &World::hits(&expected_net(world), |net| net > 0.0))
}

pub(crate) fn pays_back(world: &World, text: &str) -> Truth {
    let said = &world.run.estimates.results.programme.as_ref().ok_or("there is no programme")?.pays_back;
    let hits = said.probability * world.draws() as f64;
    let hits: Vec<f64> = (0..world.draws()).map(|draw| f64::from(u8::from((draw as f64) < hits - 0.5))).collect();
    chance_is(text, &hits)
}

pub(crate) fn evidence_share(world: &World, text: &str, weak: bool) -> Truth {
    let own = world.per_person("total.avoided");
    let expected = world.column(EXPECTED);
    let spread = mean(expected).error.powi(2) * (expected.len() as f64);
    let chance =
        own.iter().zip(expected).map(|(own, expected)| (own - expected).powi(2)).sum::<f64>() / own.len() as f64;
    let evidence = spread / (spread + chance);
    let found = if weak { evidence } else { 1.0 - evidence };
    let text = text.to_lowercase();
    if let Some(bound) = text.strip_prefix("below ") {
        return holds(found <= share(bound)? + 0.005, || format!("{text}: {found}"));
    }
    if let Some(bound) = text.strip_prefix("above ") {
        return holds(found >= share(bound)? - 0.005, || format!("{text}: {found}"));
    }
    holds((share(&text)? - found).abs() < 0.03, || format!("{text}: {found}"))
}

fn releases(world: &World) -> Vec<(&str, Release)> {
    let payers = world.run.plan.payers.iter();
    payers.filter_map(|payer| Some((payer.label.as_str(), payer.releases?))).collect()
}

fn certain(values: &[f64]) -> bool {
    let Mean { value, error } = mean(values);
    values.len() == 1 || error * (values.len() as f64).sqrt() <= 1e-9 * value.abs()
}

claims! { RUN:
    "lead" "What would have been spent without this programme, and how sure that is." _, _, _ => Ok(());
    "lead" "{} draws of the evidence, {} journeys simulated (seed {})." w, _, p => {
        let journeys: f64 = (0..w.draws()).map(|draw| w.people_of(draw)).sum();
        holds(whole(p[0])? == w.draws() as f64 && whole(p[1])? == journeys, || format!("{journeys} journeys"))
    };
    "lead" "Ranges are {} intervals; figures are rounded to what the simulation can support." w, _, p => level(w, p[0]);
    "Will the target be reached?" "Chance that this cohort of {} reaches it (weak evidence and chance): {}." w, s, p => {
        let (values, amount) = w.towards(w.target(&s.place)?);
        all([people(w, p[0]), chance_is(p[1], &World::hits(values, |value| value >= amount))])
    };
    "Will the target be reached?" "Chance that it misses it: {}." w, s, p => {
        let (values, amount) = w.towards(w.target(&s.place)?);
        chance_is(p[0], &World::hits(values, |value| value < amount))
    };
    "Will the target be reached?" "The target is {} in cash of {} ({} at {} prices)." w, s, p => {
        let target = &w.run.plan.base.targets[w.target(&s.place)?];
        let exact = |text: &str, value| amount_is(text, Mean { value, error: 0.0 });
        all([exact(p[0], target.written), exact(p[2], target.amount), holds(p[1] != p[3], || "one year".to_owned())])
    };
    "Will the target be reached?" "The target is {} at {} prices." w, s, p =>
        amount_is(p[0], Mean { value: w.run.plan.base.targets[w.target(&s.place)?].amount, error: 0.0 });
    "Will the target be reached?" "The target is {}." w, s, p =>
        amount_is(p[0], Mean { value: w.run.plan.base.targets[w.target(&s.place)?].amount, error: 0.0 });
    "Will the target be reached?" "{} comes to {} on average, and to {} in {} of the simulated cohorts." w, s, p => {
        let (values, _) = w.towards(w.target(&s.place)?);
        all([crate::target::counts(w, s, p[0], "comes"), mean_is(p[1], values), interval_is(p[2], values, w.level), level(w, p[3])])
    };
    "Will the target be reached?" "{} comes to {} in every draw." w, s, p => {
        let (values, _) = w.towards(w.target(&s.place)?);
        all([crate::target::counts(w, s, p[0], "comes"), mean_is(p[1], values), holds(certain(values), || "it varies".to_owned())])
    };
    "Will the target be reached?" "{} comes to {} on average." w, s, p => {
        let (values, _) = w.towards(w.target(&s.place)?);
        all([crate::target::counts(w, s, p[0], "comes"), mean_is(p[1], values)])
    };
    "Will the target be reached?" "{} come to {} on average, and to {} in {} of the simulated cohorts." w, s, p => {
        let (values, _) = w.towards(w.target(&s.place)?);
        all([crate::target::counts(w, s, p[0], "come"), mean_is(p[1], values), interval_is(p[2], values, w.level), level(w, p[3])])
    };
    "Will the target be reached?" "{} come to {} in every draw." w, s, p => {
        let (values, _) = w.towards(w.target(&s.place)?);
        all([crate::target::counts(w, s, p[0], "come"), mean_is(p[1], values), holds(certain(values), || "it varies".to_owned())])
    };
    "Will the target be reached?" "{} come to {} on average." w, s, p => {
        let (values, _) = w.towards(w.target(&s.place)?);
        all([crate::target::counts(w, s, p[0], "come"), mean_is(p[1], values)])
    };
    "Will the target be reached?" "When it is missed, {} is missing on average." w, s, p => {
        let (values, amount) = w.towards(w.target(&s.place)?);
        let missing: Vec<f64> = values.iter().map(|value| amount - value).filter(|missing| *missing > 0.0).collect();
        all([holds(!missing.is_empty(), || "it never is".to_owned()), mean_is(p[0], &missing)])
    };
    "Will the target be reached?" "Cash leaves budgets as follows: {}." w, _, p => {
        let said = releases(w).into_iter().filter(|(label, _)| p[0].contains(&format!("that of {label}"))).count();
        holds(said == p[0].matches("that of ").count() && said > 0, || "another payer".to_owned())
    };
    "Will the target be reached?" "What has to be found comes in no lumps." _, _, _ => Ok(());
    "Will the target be reached?" "Cashable savings of {} count as they fall." w, _, p =>
        holds(releases(w).iter().all(|(label, _)| !p[0].contains(label)), || "that payer says how cash leaves".to_owned());
    "Will the target be reached?" "What is released is known of the simulated cohort alone: it has no exact expectation, and the self-check does not judge it." _, _, _ => Ok(());
    "How much cost is avoided per person" "{} per person on average, avoided and gained." w, _, p =>
        all([mean_is(p[0], &w.per_person("total.avoided")), holds(w.has("mechanisms.gained"), || "nothing is gained".to_owned())]);
    "How much cost is avoided per person" "{} per person on average." w, _, p => {
        let known = w.run.plan.simulation.draws > 1 || !w.has("mechanisms.gained");
        all([mean_is(p[0], &w.per_person("total.avoided")), holds(known && !w.has("mechanisms.gained"), || "some of it is gained".to_owned())])
    };
    "How much cost is avoided per person" "{} credible interval: {}." w, _, p => all([level(w, p[0]), interval_is(p[1], w.column(EXPECTED), w.level)]);
    "How much cost is avoided per person" "It covers weak evidence alone: what the average of very many people could be." _, _, _ => Ok(());
    "How much cost is avoided per person" "{} prediction interval: {}." w, _, p => all([level(w, p[0]), interval_is(p[1], &w.per_person("total.avoided"), w.level)]);
    "How much cost is avoided per person" "It covers weak evidence and chance: what the average of a cohort of {} could turn out to be." w, _, p => people(w, p[0]);
    "How much cost is avoided per person" "By exact calculation, without the chance of a simulation, {} per person is expected: credible intervals, views and decisions are of that average, prediction intervals and totals of the simulated one." w, _, p => mean_is(p[0], w.column(EXPECTED));
    "How much cost is avoided per person" "Every person avoids the same." w, _, _ => {
        let (low, high) = (w.people.quantile(0.0), w.people.quantile(1.0));
        holds(high - low <= 1e-9 * high.abs().max(1.0), || format!("from {low} to {high}"))
    };
    "How much cost is avoided per person" "{}: at least nine in ten avoid nothing, and what is avoided comes from the few others." w, _, p => all([differs(w, p[0]), nine_in_ten(w, false)]);
    "How much cost is avoided per person" "{}: at least nine in ten avoid nothing or add cost, and what is avoided comes from the few others." w, _, p => all([differs(w, p[0]), nine_in_ten(w, true)]);
    "How much cost is avoided per person" "Nobody avoids cost: {} of people avoid nothing, the others add cost." w, _, p => {
        let above = 1.0 - w.below(1e-9);
        all([nothing_is(w, p[0]), holds(above <= 0.0, || format!("{above} avoid something"))])
    };
    "How much cost is avoided per person" "{}: {} of them avoid nothing, half avoid nothing or add cost, one in ten avoids {} or more." w, _, p =>
        all([differs(w, p[0]), nothing_is(w, p[1]), holds(w.below(1e-9) >= 0.45 && w.below(-1e-9) > 0.0, || "fewer".to_owned()), quantile_of_people(w, p[2], 0.9, 0.9)]);
    "How much cost is avoided per person" "{}: {} of them avoid nothing, one in ten avoids {} or more." w, _, p =>
        all([differs(w, p[0]), nothing_is(w, p[1]), quantile_of_people(w, p[2], 0.9, 0.9)]);
    "How much cost is avoided per person" "{}: half of them avoid {} or less, one in ten avoids {} or more." w, _, p =>
        all([differs(w, p[0]), quantile_of_people(w, p[1], 0.5, 0.5), quantile_of_people(w, p[2], 0.9, 0.9)]);
    "How much cost is avoided per person" "The 1% of people who avoid most bring {} of {}, the top 10% {}." w, _, p => {
        let harm = w.run.headline.gains.quantile(0.0) < 0.0;
        let added = mean(w.column("mechanisms.added")).value > 0.0;
        let words = holds(p[1].contains("support adds") == added && (p[1].contains("by those who avoid something") || !harm), || {
            format!("{}: added {added}, harm {harm}", p[1])
        });
        all([top(w, p[0], 0.01), top(w, p[2], 0.1), words])
    };
    "How much cost is avoided in total" "Avoided and gained: {} in total; {} at present value." w, _, p =>
        all([total(w, p[0]), mean_is(p[1], w.column("total.avoided_pv")), holds(w.has("mechanisms.gained"), || "nothing is gained".to_owned())]);
    "How much cost is avoided in total" "{} in total; {} at present value." w, _, p =>
        all([total(w, p[0]), mean_is(p[1], w.column("total.avoided_pv")), holds(!w.has("mechanisms.gained"), || "some is gained".to_owned())]);
    "How much cost is avoided in total" "{} credible interval: {}." w, _, p => all([level(w, p[0]), interval_is(p[1], &expected_total(w), w.level)]);
    "How much cost is avoided in total" "It covers weak evidence alone: what this many people would avoid if chance evened out." _, _, _ => Ok(());
    "How much cost is avoided in total" "{} prediction interval: {}." w, _, p => all([level(w, p[0]), interval_is(p[1], w.column("total.avoided"), w.level)]);
    "How much cost is avoided in total" "It covers weak evidence and chance: what this cohort of {} could turn out to avoid." w, _, p => people(w, p[0]);
    "How much cost is avoided in total" "Of this, {} is only put off past the time followed, not averted." w, _, p =>
        all([mechanism(w, "deferred", p[0]), part_of(w.column("mechanisms.deferred"), w.column("total.avoided"))]);
    "How much cost is avoided in total" "Cost that is only put off past the time followed counts as avoided: {}." w, _, p => mechanism(w, "deferred", p[0]);
    "How much cost is avoided in total" "Cost that support itself adds, already taken off: {}." w, _, p => mechanism(w, "added", p[0]);
    "How much cost is avoided in total" "Cost of events that support makes more frequent{}, already taken off: {}." w, _, p => {
        let caused = w.column("mechanisms.caused");
        let some = w.column("expected.mechanisms.caused").iter().any(|cost| *cost <= 0.0);
        all([mean_is(p[1], caused), holds(!some || p[0] == " in some draws", || p[0].to_owned())])
    };
    "How much cost is avoided in total" "Cost of events that support makes more frequent, already taken off: {}." w, _, p => mechanism(w, "caused", p[0]);
    "How much cost is avoided in total" "Cost of what comes instead of what is prevented, already taken off: {}." w, _, p => mechanism(w, "replaced", p[0]);
    "How much cost is avoided in total" "Of what is avoided and gained, budgets gain {} by what people achieve; none of that is social value." w, _, p =>
        all([mechanism(w, "gained", p[0]), part_of(w.column("mechanisms.gained"), w.column("total.avoided"))]);
    "How much cost is avoided in total" "What budgets gain by what people achieve, {}, is counted in this; none of that is social value." w, _, p => mechanism(w, "gained", p[0]);
    "How much cost is avoided in total" "Past the horizon of their person costs run on by {} more than without support, as credited." w, _, p => {
        let Mean { value, error } = mean(past(w));
        mean_of(p[0], Mean { value: -value, error })
    };
    "How much cost is avoided in total" "Past the horizon of their person costs run on by {} less than without support, as credited." w, _, p => mean_is(p[0], past(w));
    "How much cost is avoided in total" "What is avoided and gained past the horizon of its person comes to {}." w, _, p => mean_is(p[0], past(w));
    "How much cost is avoided in total" "Of what is avoided and gained, {} runs on past the horizon of its person." w, _, p => all([mean_is(p[0], past(w)), part_of(past(w), w.column("total.avoided"))]);
    "How much cost is avoided in total" "Of the avoided cost, {} runs on past the horizon of its person." w, _, p => all([mean_is(p[0], past(w)), part_of(past(w), w.column("total.avoided"))]);
    "How much cost is avoided in total" "Chance that support makes things worse, so that cost goes up on average: {}." w, _, p => expected_chance(w, p[0], |value| value < 0.0);
    "How much cost is avoided in total" "Cashable savings, which can leave a budget, less the cash that what {} takes, come to {} (95% prediction interval {})." w, _, p => {
        let cash = w.column("total.cashable");
        all([takes_cash(w, p[0]), mean_is(p[1], cash), interval_is(p[2], cash, w.level)])
    };
    "How much cost is avoided in total" "Cashable savings, which can leave a budget, come to {} of it (95% prediction interval {})." w, _, p => {
        let cash = w.column("total.cashable");
        all([takes_cash(w, ""), mean_is(p[0], cash), part_of(cash, w.column("total.avoided")), interval_is(p[1], cash, w.level)])
    };
    "How much cost is avoided in total" "Cashable savings, which can leave a budget, come to {} (95% prediction interval {})." w, _, p => {
        let cash = w.column("total.cashable");
        all([takes_cash(w, ""), mean_is(p[0], cash), interval_is(p[1], cash, w.level)])
    };
    "How much cost is avoided in total" "Without support these people would cost {}; with it, whoever gets the credit, {}." w, _, p =>
        all([mean_is(p[0], w.column("total.without_support")), mean_is(p[1], w.column("total.with_support"))]);
    "What is the social value?" "{} at present value." w, _, p => mean_is(p[0], w.column("total.social_value_pv"));
    "What is the social value?" "{} prediction interval: {}." w, _, p => all([level(w, p[0]), interval_is(p[1], w.column("total.social_value_pv"), w.level)]);
    "What is the social value?" "It is what outcomes are worth to people, by financial proxies." _, _, _ => Ok(());
    "What is the social value?" "It is not money in any budget and is never added to costs avoided, except in the SROI ratio." _, _, _ => Ok(());
    "What is the social value?" "Social value comes to {} for each £1 of programme cost, the SROI ratio ({} prediction interval {})." w, _, p =>
        all([holds(w.run.plan.base.events.is_empty(), || "cost is avoided too".to_owned()), mean_is(p[0], &ratio(w, true)), interval_is(p[2], &ratio(w, true), w.level)]);
    "What is the social value?" "Costs avoided{} social value together come to {} for each £1 of programme cost, the SROI ratio ({} prediction interval {})." w, _, p =>
        all([holds((p[0] == ", gains and") == w.has("mechanisms.gained"), || p[0].to_owned()), mean_is(p[1], &ratio(w, true)), interval_is(p[3], &ratio(w, true), w.level)]);
    "What does it cost" "The scenario states no programme cost." w, _, _ => holds(w.run.plan.base.programme.is_none(), || "it does".to_owned());
    "What does it cost" "Nothing is netted, therefore, and no ratio is given." w, _, _ => holds(w.run.plan.base.programme.is_none(), || "it is".to_owned());
    "What does it cost" "The programme costs {} on average ({} prediction interval {}); {} at present value." w, _, p =>
        all([mean_is(p[0], &w.cost), level(w, p[1]), interval_is(p[2], &w.cost, w.level), mean_is(p[3], &cost_pv(w))]);
    "What does it cost" "The programme costs {}; {} at present value." w, _, p =>
        all([holds(certain(&w.cost), || "it varies".to_owned()), mean_is(p[0], &w.cost), mean_is(p[1], &cost_pv(w))]);
    "What does it cost" "Net (cost avoided{} less programme cost): {}, {} prediction interval {}." w, _, p =>
        all([holds(w.has("mechanisms.gained") && p[0] == " and gains", || p[0].to_owned()), mean_is(p[1], &net(w)), level(w, p[2]), interval_is(p[3], &net(w), w.level)]);
    "What does it cost" "Net (cost avoided less programme cost): {}, {} prediction interval {}." w, _, p =>
        all([holds(!w.has("mechanisms.gained"), || "some is gained".to_owned()), mean_is(p[0], &net(w)), level(w, p[1]), interval_is(p[2], &net(w), w.level)]);
    "What does it cost" "Expected net benefit at present value: {}." w, _, p => mean_is(p[0], &expected_net(w));
    "What does it cost" "Cost avoided for each £1 spent: {} across the whole system, at present value ({} prediction interval {})." w, _, p => all([mean_is(p[0], &ratio(w, false)), interval_is(p[2], &ratio(w, false), w.level)]);
    "What does it cost" "Avoided and gained for each £1 spent: {} across the whole system, at present value ({} prediction interval {})." w, _, p => all([mean_is(p[0], &ratio(w, false)), interval_is(p[2], &ratio(w, false), w.level)]);
    "What does it cost" "For each £1 spent, no cost is avoided across the whole system, at present value ({} prediction interval {})." w, _, p => all([holds(mean(&ratio(w, false)).value == 0.0, || "some is".to_owned()), interval_is(p[1], &ratio(w, false), w.level)]);
    "What does it cost" "For each £1 spent, {} is avoided and gained across the whole system, at present value ({} prediction interval {})." w, _, p => all([mean_is(p[0], &ratio(w, false)), interval_is(p[2], &ratio(w, false), w.level)]);
    "What does it cost" "For each £1 spent, {} of cost is avoided across the whole system, at present value ({} prediction interval {})." w, _, p => all([mean_is(p[0], &ratio(w, false)), interval_is(p[2], &ratio(w, false), w.level)]);
    "What does it cost" "No ratio is given, because the programme costs nothing, or brings money in." w, _, _ => holds(cost_pv(w).iter().all(|cost| *cost <= 0.0), || "it costs something".to_owned());
    "What does it cost" "No ratio is given, because in {} of {} draws the programme costs nothing, or brings money in; net benefit and the chance that benefits exceed costs stand in its place." w, _, p => {
        let free = cost_pv(w).iter().filter(|cost| **cost <= 0.0).count();
        holds(whole(p[0])? == free as f64 && whole(p[1])? == w.draws() as f64, || format!("{free}"))
    };
    "What does it cost" "Chance that benefits exceed costs, that is, that expected cost avoided exceeds the programme's cost at present value (weak evidence alone): {}." w, _, p =>
        all([holds(!w.has("mechanisms.gained"), || "some is gained".to_owned()), benefits(w, p[0])]);
    "What does it cost" "Chance that benefits exceed costs, that is, that expected cost avoided and gains exceed the programme's cost at present value (weak evidence alone): {}." w, _, p =>
        all([holds(w.has("mechanisms.gained"), || "nothing is gained".to_owned()), benefits(w, p[0])]);
    "What does it cost" "Chance that expected cost avoided catches up with the programme's cost for good within the span (weak evidence alone): {}." w, _, p =>
        all([holds(!w.has("mechanisms.gained"), || "some is gained".to_owned()), pays_back(w, p[0])]);
    "What does it cost" "Chance that expected cost avoided and gains catch up with the programme's cost for good within the span (weak evidence alone): {}." w, _, p =>
        all([holds(w.has("mechanisms.gained"), || "nothing is gained".to_owned()), pays_back(w, p[0])]);
    "What does it cost" "In half of all draws {} done so by month {}." w, _, p => {
        let programme = w.run.estimates.results.programme.as_ref().ok_or("there is none")?;
        let month = programme.payback_months.and_then(|payback| payback.p50).ok_or("they have not")?;
        holds((whole(p[1])? - month).abs() <= 1.0 + 1.6 * programme.payback_months.and_then(|it| it.quantile_mcse).unwrap_or(0.0), || format!("{month}"))
    };
    "How sure can we be?" "All of the spread is weak evidence, none is chance." w, _, _ => evidence_share(w, "above 99%", true);
    "How sure can we be?" "All of the spread is chance, none is weak evidence." w, _, _ => evidence_share(w, "above 99%", false);
    "How sure can we be?" "These are shares of the variance of the average per person." _, _, _ => Ok(());
    "How sure can we be?" "{} of the spread is weak evidence, {} is chance." w, _, p => all([evidence_share(w, p[0], true), evidence_share(w, p[1], false)]);
    "How sure can we be?" "Better evidence narrows the first; only more people narrow the second (shares of the variance of the average per person)." _, _, _ => Ok(());
    "How sure can we be?" "Nothing in the average per person varies." w, _, _ => holds(certain(&w.per_person("total.avoided")) || w.draws() == 1, || "it does".to_owned());
    "How sure can we be?" "There is no spread to explain." w, _, _ => holds(certain(&w.per_person("total.avoided")) || w.draws() == 1, || "there is".to_owned());
    "How sure can we be?" "Neither covers what the scenario itself may have wrong: its structure, its sources or its views." _, _, _ => Ok(());
}

/// That people are spread out more than twice as far as averages.
fn differ(world: &World) -> Truth {
    let averages = world.per_person("total.avoided");
    let spread = mean(&averages).error * (averages.len() as f64).sqrt();
    let one = world.run.estimates.results.per_person.person.sd;
    holds(one > 2.0 * spread || spread.is_nan(), || format!("people differ by {one}, averages by {spread}"))
}

fn differs(world: &World, how: &str) -> Truth {
    match how {
        "People differ far more than averages do" => differ(world),
        "People differ" => Ok(()),
        other => Err(other.to_owned()),
    }
}
