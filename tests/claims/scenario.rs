//! Makes scenarios of parts that are each one of few, so that what is rare in practice is common here.

use proptest::prelude::*;
use proptest::sample::select;

/// Who pays, with what `paid_by` says of an event.
const PAYERS: [(&str, &str); 3] = [
    ("council: {label: The council}", "council: 100%"),
    ("housing: {label: Housing, groups: [council]}, nhs: {label: NHS}", "housing: 60%, nhs: 40%"),
    (
        "housing: {label: Housing, groups: [council, general_fund]}, nhs: {label: NHS, releases: {in_lumps_of: £4k, after: 3 months}}, \
         fund: {label: Fund}",
        "housing: 30%, nhs: 70%",
    ),
];

const EFFECTS: [&str; 15] = [
    "prevents: 0%",
    "prevents: 30%",
    "prevents: 100%",
    "prevents: {pert: {low: 0%, mode: 20%, high: 40%}, grade: 6}",
    "prevents: {beta: {mean: 40%, sd: 10%}}, adds: 0.4",
    "prevents: {normal: {mean: 5%, sd: 15%}}",
    "prevents: {normal: {mean: -30%, sd: 15%}}",
    "prevents: -50%",
    "prevents: 0%, adds: 0.6",
    "prevents: 10%, adds: 0.1, adds_cash: 30%",
    "delays: 5 months",
    "reduces: {uniform: {low: 10%, high: 30%}}",
    "prevents: 25%, instead: {care: 60%}",
    "prevents: 25%, delays: 2 months, instead: {care: {uniform: {low: 10%, high: 90%}}}",
    "prevents: -20%, reduces: 30%",
];

const OFTEN: [&str; 5] = [
    "probability: 30%",
    "probability: {observed: 3 of 8}",
    "rate: 2 per year",
    "probability: 0.3%",
    "probability: 100%",
];

const COSTS: [&str; 6] = [
    "unit_cost: £1_234",
    "unit_cost: {pert: {low: £500, mode: £2k, high: £6k}}",
    "unit_cost: £800, varies: {lognormal: {cv: 120%}}",
    "unit_cost: {each: £900, per: month, for: 7 months}",
    "unit_cost: £0",
    "unit_cost: £1_234, cashable: {uniform: {low: 20%, high: 90%}}",
];

const PROGRAMMES: [&str; 7] = [
    "",
    "",
    "programme: {funding: [{payer: PAYER, amounts: [£0]}]}\n",
    "programme: {funding: [{payer: PAYER, amounts: [£400]}]}\n",
    "programme: {funding: [{payer: PAYER, amounts: [£40k, £30k]}]}\n",
    "programme: {funding: [{payer: PAYER, each: {uniform: {low: £50, high: £400}}, per: person}]}\n",
    "programme: {funding: [{payer: PAYER, amounts: [{uniform: {low: -£200, high: £900}}]}]}\n",
];

const OUTCOMES: [&str; 4] = [
    "",
    "",
    "outcomes:\n  control: {label: Control, beneficiary: people, achieved_by: {beta: {mean: 40%, sd: 10%}}, value: £500, lasts: 2 years, \
     distance: {uniform: {low: -10%, high: 60%}}}\n  hope: {label: Hope, achieved_by: 10%, value: £90, lasts: 1 year}\n",
    "outcomes:\n  work: {label: Work, achieved_by: 30%, value: {uniform: {low: £200, high: £900}}, lasts: 1 year, paid_to: {PAYER: 100%}}\n  \
     pride: {label: Pride, achieved_by: 20%, value: £100, lasts: 1 year}\n",
];

const VIEWS: [&str; 3] = [
    "",
    "views:\n  low: {label: Low, weight: 30%, set: {cohort: {frailty: 0.5}}}\n  high: {label: High, weight: 70%, set: {cohort: {frailty: 1}}}\n",
    "views:\n  low: {label: Low, set: {cohort: {frailty: 0.5}}}\n  high: {label: High, set: {cohort: {frailty: 1}}}\n",
];

const PUBLISHED: [&str; 6] = [
    "published: {people: 12, social_value: £20k, sroi_ratio: 3}\n",
    "",
    "published: {people: 8, mean_avoided: £300, counting: gross}\n",
    "published: {people: 3, mean_avoided: £9k, low: £100, high: £20k, counting: credited, over: 6 months}\n",
    "published: {people: 40, mean_avoided: £150, social_value: £20k, sroi_ratio: 3}\n",
    "published: {people: 5, of: crisis, mean_avoided: £700, counting: gross}\n",
];

/// A target of each kind and edge.
const TARGETS: [(&str, &str); 9] = [
    ("nought", "{label: Nought, amount: £0}"),
    ("penny", "{label: Penny, amount: £1, counting: cashable}"),
    ("moon", "{label: Moon, amount: £900m}"),
    ("group", "{label: Group, amount: £2k, payers: [GROUP], counting: cashable}"),
    ("payer", "{label: Payer, amount: £1_500, payers: [PAYER]}"),
    ("net", "{label: Net, amount: £500, net_of_programme: true}"),
    ("held", "{label: Held, amount: £800, counting: averted}"),
    ("freed", "{label: Freed, amount: £500, counting: released}"),
    ("dated", "{label: Dated, amount: £700, year: 2022/23, prices: outturn}"),
];

/// How many people, draws and months, and what else holds for all.
fn frame() -> impl Strategy<Value = (u32, u32, u32, u32, bool, bool, usize)> {
    (
        select(vec![1_u32, 2, 9, 60]),
        select(vec![1_u32, 2, 40, 300, 300]),
        select(vec![6_u32, 24]),
        select(vec![0_u32, 40]),
        any::<bool>(),
        any::<bool>(),
        0..PAYERS.len(),
    )
}

/// A scenario.
pub(crate) fn scenario() -> impl Strategy<Value = String> {
    let first = (select(&EFFECTS[..]), select(&OFTEN[..]), select(&COSTS[..]));
    let second = (select(&EFFECTS[..12]), select(&OFTEN[..]), select(&COSTS[..]));
    let rest = (select(&PROGRAMMES[..]), select(&OUTCOMES[..]), select(&VIEWS[..]), select(&PUBLISHED[..]));
    let targets = proptest::sample::subsequence(TARGETS.to_vec(), 0..5);
    (frame(), 0..4_usize, first, second, rest, targets).prop_map(|(frame, events, first, second, rest, targets)| {
        let (people, draws, horizon, leaves, dated, segments, payers) = frame;
        let (programme, outcomes, views, published) = rest;
        let (payers, paid_by) = PAYERS[payers];
        let payer = payers.split(':').next().unwrap_or_default();
        let group = if payers.contains("groups") { "council" } else { payer };
        // A scenario of no events has outcomes, or there is nothing to count.
        let events = if outcomes.is_empty() { events.max(1) } else { events };
        let event = |(effect, often, cost): (&str, &str, &str)| {
            let effect = if cost.contains("per: month") { effect.replace("reduces", "shortens") } else { effect.to_owned() };
            let cashable = if cost.contains("cashable") { "" } else { ", cashable: 30%" };
            format!("{often}, {cost}{cashable}, paid_by: {{{paid_by}}}, support: {{{effect}}}")
        };
        let mut text = format!("title: A town\nhorizon: {horizon} months\n");
        let dated = dated || targets.iter().any(|(id, _)| *id == "dated");
        if dated {
            text.push_str("starts: 2021-09\nprice_base: 2021/22\n");
        }
        let published = if segments { published } else { &published.replace("of: crisis, ", "") };
        let published = if outcomes.is_empty() { published.replace(", social_value: £20k, sroi_ratio: 3", "") } else { published.to_owned() };
        let social = published.contains("people: 12");
        let published = if events == 0 && !social || outcomes.is_empty() && social { String::new() } else { published };
        let split = if segments { ", segments: {crisis: {label: In crisis, share: 20%, relative_risk: 2}, others: {label: Others, share: rest}}" } else { "" };
        text.push_str(&format!("cohort: {{people: {people}, leaves: {leaves}%{split}}}\npayers: {{{payers}}}\n"));
        if events > 0 {
            text.push_str("events:\n");
            text.push_str(&format!("  loss: {{label: Loss of home, {}}}\n", event(first)));
        }
        if events > 1 {
            text.push_str(&format!("  stay: {{label: Hospital stay, {}}}\n", event(second)));
        }
        if events > 2 {
            text.push_str(&format!("  fall: {{label: Fall, follows: {{loss: {{probability: 40%, after: 2 months}}}}, unit_cost: £300, paid_by: {{{paid_by}}}}}\n"));
        }
        if text.contains("instead") {
            text.push_str(&format!("  care: {{label: Care, unit_cost: £700, paid_by: {{{paid_by}}}, cashable: 50%}}\n"));
        }
        text.push_str(&programme.replace("PAYER", if payers.contains("fund") { "fund" } else { payer }));
        text.push_str(&outcomes.replace("PAYER", payer));
        text.push_str(views);
        let targets: Vec<_> = targets.into_iter().filter(|(id, _)| *id != "freed" || payers.contains("releases")).collect();
        if !targets.is_empty() {
            text.push_str("targets:\n");
        }
        for (id, target) in targets {
            text.push_str(&format!("  {id}: {}\n", target.replace("GROUP", group).replace("PAYER", payer)));
        }
        text.push_str(&published);
        text.push_str(&format!("simulation: {{draws: {draws}, seed: {}}}\n", people + horizon));
        text
    })
}
