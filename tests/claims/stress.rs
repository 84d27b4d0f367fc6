//! Says when the sentences of a stress test are true, beside those that it shares with a run.

use averted::engine::Silent;
use averted::estimate::{self, Shock, Stress, StressAsk, Watch};

use crate::claim::{Said, claims};
use crate::number::{Truth, amount_is, chance_is, holds, mean_is, pounds, share, whole};
use crate::run::{all, expected_net, level, people};
use crate::statistic::{Mean, mean, quantile, quantile_error};
use crate::world::World;

/// The stress test of a world, with twice the people as a shock.
pub(crate) fn stress(world: &World) -> Result<Stress, String> {
    let run = &world.run;
    let more = run.plan.resized(2 * run.plan.base.cohort.people);
    let shock = Shock { label: "Twice as many".to_owned(), together: false, plan: more };
    let ask = StressAsk { shocks: vec![shock], grid: None };
    let watch = Watch { progress: &Silent, next: &|_| {} };
    estimate::stress(&run.plan, &run.identity, &run.headline, &run.estimates, &ask, &watch)
        .map_err(|error| error.to_string())
}

/// `£3` and `NHS` of `£3 to NHS, £2 to Housing and £1 to Fund`.
fn parts(text: &str) -> Vec<(&str, &str)> {
    let each = text.split(", ").flat_map(|part| part.split(" and "));
    each.filter_map(|part| part.split_once(" to ")).collect()
}

/// Programme cost that a payer, or a group by `All of …`, bears in every draw; and what it avoids, and its cash.
pub(crate) fn account(world: &World, label: &str) -> Result<[Vec<f64>; 3], String> {
    let plan = &world.run.plan;
    let of_payer = plan.payers.iter().position(|payer| payer.label == label);
    let of_group = plan.groups.iter().position(|group| label == format!("All of the {}", group.id.replace('_', " ")));
    let (id, payers) = match (of_payer, of_group) {
        (Some(payer), _) => (format!("payers.{}", plan.payers[payer].id), vec![payer]),
        (None, Some(group)) => (format!("groups.{}", plan.groups[group].id), plan.groups[group].payers.clone()),
        (None, None) => return Err(format!("nobody is “{label}”")),
    };
    let mut cost = world.fixed_cost(|payer| payers.contains(&payer));
    for payer in &payers {
        for year in &plan.years {
            let name = format!("programme.following.{}.{}", year.id, plan.payers[*payer].id);
            if world.has(&name) {
                cost.iter_mut().zip(world.column(&name)).for_each(|(cost, more)| *cost += more);
            }
        }
    }
    let column = |part: &str| world.column(&format!("{id}.{part}")).to_vec();
    Ok([cost, column("avoided"), column("cashable")])
}

fn over(values: &[f64], costs: &[f64]) -> Vec<f64> {
    values.iter().zip(costs).map(|(value, cost)| value / cost).collect()
}

/// An amount of pence, which may be too small to print.
fn pence(text: &str, values: &[f64]) -> Truth {
    let Mean { value, .. } = mean(values);
    match text {
        "less than 1p" => holds(0.0 < value && value < 0.005, || format!("{text} is {value}")),
        "minus less than 1p" => holds(-0.005 < value && value < 0.0, || format!("{text} is {value}")),
        text => amount_is(text, mean(values)),
    }
}

/// That a share that is known is this.
fn part(text: &str, value: f64) -> Truth {
    if let Some(bound) = text.strip_prefix("below ") {
        return holds(value > 0.0 && value < share(bound)?, || format!("{text} is {value}"));
    }
    if let Some(bound) = text.strip_prefix("above ") {
        return holds(value < 1.0 && value > share(bound)?, || format!("{text} is {value}"));
    }
    holds((share(text)? - value).abs() <= 0.0051, || format!("{text} is {value}"))
}

/// `<label> pays £… (…% of the cost)…`, cut into who pays, how much, which part, and the rest.
fn funder(world: &World, text: &str) -> Truth {
    let (who, rest) = text.split_once(" pays ").ok_or("nobody pays")?;
    let [cost, avoided, cash] = account(world, who)?;
    let (pays, rest) = rest.split_once(" (").ok_or("no part")?;
    let (of_cost, rest) = rest.split_once(" of the cost)").ok_or("no part")?;
    let whole = mean(&world.cost).value;
    all([amount_is(pays, mean(&cost)), part(of_cost, mean(&cost).value / whole)])?;
    if rest == " and gains nothing of what is avoided." {
        return holds(avoided.iter().all(|avoided| *avoided == 0.0), || "it gains or loses".to_owned());
    }
    let (gains, rest) = rest.split_once(": ").ok_or("nothing gained")?;
    if let Some(gained) = gains.strip_prefix(" and gains ").and_then(|gains| gains.strip_suffix(" of what is avoided"))
    {
        part(gained, mean(&avoided).value / mean(world.column("total.avoided")).value)?;
    }
    let (each, rest) = rest.split_once(" of cost avoided").ok_or("no cost avoided")?;
    pence(each, &over(&avoided, &cost))?;
    let cash_each = over(&cash, &cost);
    let of_it = mean(&cash_each).value <= mean(&over(&avoided, &cost)).value;
    let rest = rest.strip_suffix(", for each £1 that it pays itself.").ok_or("no end")?;
    if rest == ", none of it cashable" {
        holds(cash.iter().all(|cash| *cash == 0.0), || "some is".to_owned())
    } else if let Some(cash) = rest.strip_prefix(", and cash that has to be found: ") {
        let cash = cash.strip_suffix(" of cashable savings").ok_or("no cash")?;
        all([pence(cash, &cash_each), holds(mean(&cash_each).value < 0.0, || "it is saved".to_owned())])
    } else if let Some(cash) = rest.strip_suffix(" of it cashable") {
        all([pence(cash.trim_start_matches(", "), &cash_each), holds(of_it, || "more than all of it".to_owned())])
    } else {
        let cash = rest.strip_suffix(" of cashable savings").ok_or_else(|| rest.to_owned())?;
        pence(cash.trim_start_matches(", "), &cash_each)
    }
}

/// That money comes back in so many draws, of the funder whose sentence stands before; the draws of some funder have it.
fn money_back(world: &World, avoided: &str, cash: &str) -> Truth {
    let plan = &world.run.plan;
    let labels = plan.payers.iter().map(|payer| payer.label.clone());
    let labels = labels.chain(plan.groups.iter().map(|group| format!("All of the {}", group.id.replace('_', " "))));
    let back = |gains: &[f64], cost: &[f64]| -> Vec<f64> {
        gains.iter().zip(cost).map(|(gain, cost)| f64::from(u8::from(gain >= cost))).collect()
    };
    let mut found = Err("nobody".to_owned());
    for label in labels {
        let [cost, gains, saved] = account(world, &label)?;
        found = all([chance_is(avoided, &back(&gains, &cost)), chance_is(cash, &back(&saved, &cost))]);
        if found.is_ok() {
            break;
        }
    }
    found
}

/// That what can be put in the budget at each confidence is reached in that share of draws.
fn entered(world: &World, said: &Said, list: &str) -> Truth {
    let (values, _) = world.towards(world.target(&said.place)?);
    let list = list.split(" (each ±").next().unwrap_or(list);
    let each = list.split(", ").flat_map(|part| part.split(" and ")).filter(|part| part.contains(" at "));
    for part in each {
        let (amount, confidence) = part.split_once(" at ").ok_or("no confidence")?;
        let p = 1.0 - share(confidence.trim_end_matches(" confidence"))?;
        let (value, error) = (quantile(values, p), quantile_error(values, p));
        if amount == "nothing" {
            holds(value <= 1.6 * error + 0.5, || format!("{part}: {value} ± {error}"))?;
        } else {
            let printed = pounds(amount)?;
            holds((printed - value).abs() <= 2.5 * error + 0.5 + 0.006 * value.abs(), || {
                format!("{part}: {value} ± {error}")
            })?;
        }
    }
    Ok(())
}

/// The numbers of draws of two sets of them.
fn sets(world: &World, missing: &str, others: &str, whole_of: bool) -> Truth {
    let (missing, others) = (whole(missing)?, whole(others)?);
    let draws = world.draws() as f64;
    holds(if whole_of { missing + others == draws } else { missing + others <= draws }, || {
        format!("{missing} and {others} of {draws}")
    })
}

claims! { STRESS:
    "lead" "{}, each followed for {} after joining." w, _, p => people(w, p[0].trim_end_matches(" people").trim_end_matches(" person"));
    "lead" "All money is at {} prices." w, _, _ => holds(w.text.contains("price_base"), || "no price base".to_owned());
    "lead" "{} draws of the evidence (seed {})." w, _, p => holds(whole(p[0])? == w.draws() as f64, || p[0].to_owned());
    "lead" "Every shock uses the same random numbers as the base, so that differences are of the shock and not of luck." _, _, _ => Ok(());
    "lead" "Ranges are {} intervals." w, _, p => level(w, p[0]);
    "Will the targets be reached" "The scenario names no target under `targets`, so there is none to reach or to miss." w, _, _ => holds(w.run.plan.base.targets.is_empty(), || "it does".to_owned());
    "How sure is it" "What can be put in the budget, at {} prices: {}." w, s, p => entered(w, s, p[1]);
    "How sure is it" "What can be put in the budget: {}." w, s, p => entered(w, s, p[0]);
    "How sure is it" "What can be counted on, though it is no cash, at {} prices: {}." w, s, p => entered(w, s, p[1]);
    "How sure is it" "What can be counted on, though it is no cash: {}." w, s, p => entered(w, s, p[0]);
    "How sure is it" "There are too few draws to say." w, _, _ => holds(w.draws() < 2, || "there are enough".to_owned());
    "How many people" "{}: people needed ({} now): {}." w, _, p => {
        let now = w.run.plan.base.cohort.people as f64;
        let confidences: Vec<f64> = p[2].split(" for ").skip(1).filter_map(|part| share(part.split(['%']).next().map(|it| format!("{it}%"))?.as_str()).ok()).collect();
        all([holds(whole(p[1])? == now, || format!("{now} now")), holds(confidences.windows(2).all(|pair| pair[0] < pair[1]), || format!("{confidences:?}"))])
    };
    "How many people" "{}: not known." w, _, _ => holds(w.text.contains("counting: released"), || "it may be known".to_owned());
    "How many people" "What is released has no exact expectation to look for another number of people with." w, _, _ => holds(w.text.contains("counting: released"), || "nothing is released".to_owned());
    "How many people" "{}: people needed ({} now): {}" _, _, _ => Ok(());
    "How many people" "More people take away chance, not doubt about the evidence." _, _, _ => Ok(());
    "note of People needed" "Each chance that is simulated is of a run with so many people on the same random numbers ({} draws)." _, _, _ => Ok(());
    "note of People needed" "Assumed for any number of people: {}." _, _, _ => Ok(());
    "What would have to be true?" "There is no uncertain input to change, or neither a programme cost nor a target with an exact expectation to hold it against." w, _, _ =>
        holds(w.run.plan.parameters.is_empty() || w.run.plan.base.programme.is_none(), || "there is".to_owned());
    "What would have to be true?" "Expected net benefit at present value: {}." w, _, p => mean_is(p[0], &expected_net(w));
    "What would have to be true?" "No single input, whatever its value, turns the expected net benefit or the chance of a target by itself." _, _, _ => Ok(());
    "note of What would" "One input at a time, all others as drawn; the distance is in its own standard deviations." _, _, _ => Ok(());
    "note of What would" "Cannot be reached by one input alone, whatever its value: {}." _, _, _ => Ok(());
    "note of Switching" "For each input by itself, all others as drawn: the value at which the expected net benefit is zero, and at which the chance of a target is 50% and 80%." _, _, _ => Ok(());
    "note of Switching" "A switch that is far outside what is believed is reassuring, or a reason to stop hoping." _, _, _ => Ok(());
    "note of Switching" "In brackets: the chance that a run with that value shows." _, _, _ => Ok(());
    "note of Switching" "All else stays as it is: {}." w, _, p => holds(p[0].contains("programme") == w.run.plan.base.programme.is_some(), || p[0].to_owned());
    "note of Switching" "Never: it cannot be reached by this input alone, whatever value it took." _, _, _ => Ok(());
    "How do the programmes that miss differ?" "{}: nothing uncertain to compare, or too few draws." w, _, _ => holds(w.run.plan.parameters.is_empty() || w.draws() < 30, || "there is".to_owned());
    "How do the programmes that miss differ?" "{}: the {} draws that miss it against the {} that reach it." w, _, p => sets(w, p[1], p[2], true);
    "How do the programmes that miss differ?" "{}: {} draw reaches it, so the {} that end furthest below are held against the {} that come nearest." w, s, p => {
        let place = Said { place: p[0].to_owned(), text: s.text.clone() };
        let (values, amount) = w.towards(w.target(&place.place)?);
        let hits = values.iter().filter(|value| **value >= amount).count();
        all([sets(w, p[2], p[3], false), holds((p[1] == "no") == (hits == 0), || format!("{hits} do"))])
    };
    "How do the programmes that miss differ?" "{}: {} draw misses it, so the {} that come nearest to missing are held against the other {}." w, _, p => {
        let (values, amount) = w.towards(w.target(p[0])?);
        let misses = values.iter().filter(|value| **value < amount).count();
        all([sets(w, p[2], p[3], true), holds((p[1] == "no") == (misses == 0), || format!("{misses} do"))])
    };
    "How do the programmes that miss differ?" "No input differs by more than luck would allow." _, _, _ => Ok(());
    "How do the programmes that miss differ?" "View “{}”: {} of the {}, {} of the {}." w, _, _ => holds(w.run.plan.weighted, || "no weights".to_owned());
    "What if?" "As it is, support adds {} of cost (± {})." w, _, p => as_it_is(w, p[0], -1.0);
    "What if?" "As it is, support adds {} of cost." w, _, p => as_it_is(w, p[0], -1.0);
    "What if?" "As it is, support avoids {}." w, _, p => as_it_is(w, p[0], 1.0);
    "What if?" "“Twice as many” pushes values beyond their legal range, where they are clipped: {}." _, _, _ => Err("it does not".to_owned());
    "note of Each shock" "The table holds avoided cost, cash, net present value and targets alone, none of which {} changes: a shock may act on what it does not hold, such as social value." w, _, _ =>
        holds(w.column("total.avoided").iter().all(|avoided| *avoided == 0.0), || "it may change".to_owned());
    "Whose cash is it?" "For each £1 that the programme costs, whoever pays it, {}." w, _, p => {
        for clause in p[0].split("; ") {
            let (sign, list) = match (clause.strip_prefix("cost avoided falls "), clause.strip_prefix("cost added falls ")) {
                (Some(list), _) => (1.0, list),
                (None, Some(list)) => (-1.0, list),
                (None, None) => return Err(clause.to_owned()),
            };
            for (amount, label) in parts(list) {
                let [_, avoided, _] = account(w, label)?;
                let each: Vec<f64> = over(&avoided, &w.cost).iter().map(|each| sign * each).collect();
                all([amount_is(amount, mean(&each)), holds(mean(&each).value > 0.0, || label.to_owned())])?;
            }
        }
        Ok(())
    };
    "Whose cash is it?" "Chance that this cohort avoids for it at least what it pays (weak evidence and chance): {}; in cashable savings: {}." w, _, p => money_back(w, p[0], p[1]);
    "note of Whose cash" "Ranges are {} prediction intervals." w, _, p => level(w, p[0]);
    "Warnings" "R02: {}" w, _, _ => holds(w.text.contains("counting: released"), || "nothing is released".to_owned());
    "Whose cash is it?" "{}" w, s, _ => funder(w, &s.text);
}

/// `£3 (± £1)` of the mean, times `sign`.
fn as_it_is(world: &World, amount: &str, sign: f64) -> Truth {
    let Mean { value, error } = mean(world.column("total.avoided"));
    holds(sign * value >= 0.0, || format!("{amount} is {value}"))?;
    amount_is(amount.split(" (").next().unwrap_or(amount), Mean { value: sign * value, error })
}
