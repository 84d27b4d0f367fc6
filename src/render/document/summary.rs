//! Answers the questions of a finance officer in the order in which they are asked: targets, whole system, social value, cost, sureness.

use super::block::Finding;
use super::released::released;
use crate::estimate::{Counting, ProgrammeResults, Quantile, Results, Summary, TargetResults};
use crate::render::number::{count, exact_money, money, share, whole};
use crate::render::words::{
    amount, between, capital, catches_up, counted, interval, level, mean_with_error, of_target, people, quantile,
    with_error,
};

/// Whether a target is reached, with the chance of reaching and of missing it.
pub fn target_finding(target: &TargetResults, results: &Results) -> Finding {
    let base = results.scenario.price_base.as_deref();
    let label = |id: &str| results.payers.get(id).map(|payer| payer.label.clone());
    let verb = if target.counting == Counting::Cashable { "come to" } else { "comes to" };
    let range = between(&target.value, results.run.level)
        .map(|range| format!(", and to {range} in {} of the simulated programmes", level(results.run.level)));
    let mut sentences = vec![
        format!("The target is {}.", amount(target, base)),
        format!(
            "{} {verb} {} on average{}.",
            capital(&counted(target, label)),
            mean_with_error(&target.value),
            range.unwrap_or_default()
        ),
    ];
    sentences.extend(released(target, results));
    sentences.extend(shortfall(target));
    Finding {
        question: format!("Will the target be reached? {}", target.label),
        headline: of_target(&target.chance, &whole(results.scenario.people)),
        sentences,
    }
}

/// What is missing on average when a target is missed.
pub(super) fn shortfall(target: &TargetResults) -> Option<String> {
    let missed = with_error(target.mean_shortfall?, target.mean_shortfall_mcse.unwrap_or(f64::NAN));
    Some(format!("When it is missed, {missed} is missing on average."))
}

/// Avoided cost per person, with both intervals and what each covers.
pub fn per_person(results: &Results) -> Finding {
    let (each, percent) = (&results.per_person, level(results.run.level));
    let mut sentences = vec![
        format!(
            "{percent} credible interval: {}. It covers weak evidence alone: what the average of very many people could be.",
            interval(&each.expected, results.run.level)
        ),
        format!(
            "{percent} prediction interval: {}. It covers weak evidence and chance: what the average of a cohort of {} \
             could turn out to be.",
            interval(&each.cohort, results.run.level),
            people(results.scenario.people)
        ),
    ];
    sentences.push(one_person(&each.person));
    sentences.extend(top(results));
    Finding {
        question: "How much cost is avoided per person, across the whole system?".to_owned(),
        headline: format!("{} per person on average.", mean_with_error(&each.cohort)),
        sentences,
    }
}

fn one_person(one: &Summary) -> String {
    let at = |p: f64| one.quantile(p).map_or(0.0, |at| at.value);
    if one.sd <= 0.0 {
        return "Every person avoids the same.".to_owned();
    }
    if at(0.9) <= 0.0 {
        return "People differ far more than averages do: at least nine in ten avoid nothing, and the few others bring it all."
            .to_owned();
    }
    let half = if at(0.5) <= 0.0 { "nothing".to_owned() } else { format!("{} or less", quantile(one, 0.5)) };
    format!(
        "People differ far more than averages do: half of them avoid {half}, one in ten avoids {} or more.",
        quantile(one, 0.9)
    )
}

/// How much of it the people bring who avoid most.
fn top(results: &Results) -> Option<String> {
    let (top, errors) = (results.per_person.top_share.as_ref()?, results.per_person.top_share_mcse.as_ref()?);
    let of = |name: &str| {
        let error = errors.get(name).copied().flatten().unwrap_or(f64::NAN);
        share(top.get(name).copied().unwrap_or(f64::NAN), error)
    };
    Some(format!("The 1% of people who avoid most bring {} of it, the top 10% {}.", of("1%"), of("10%")))
}

/// Avoided cost of the whole cohort.
pub fn total(results: &Results) -> Finding {
    let (total, percent) = (&results.total, level(results.run.level));
    let mut sentences = vec![];
    if let Some(range) = credible_total(results) {
        sentences.push(format!(
            "{percent} credible interval: {range}. It covers weak evidence alone: what this many people would avoid if \
             chance evened out."
        ));
    }
    sentences.push(format!(
        "{percent} prediction interval: {}. It covers weak evidence and chance: what this cohort of {} could turn out to \
         avoid.",
        interval(&total.avoided, results.run.level),
        people(results.scenario.people)
    ));
    let deferred = &results.mechanisms.deferred;
    if deferred.mean > 0.0 {
        sentences.push(format!(
            "Of this, {} falls after the horizon and is only put off, not averted.",
            mean_with_error(deferred)
        ));
    }
    let added = &results.mechanisms.added;
    if added.mean > 0.0 {
        sentences.push(format!("Cost that support itself adds, already taken off: {}.", mean_with_error(added)));
    }
    let (cash, range) = (mean_with_error(&total.cashable), interval(&total.cashable, results.run.level));
    sentences.push(if added.mean > 0.0 {
        format!(
            "Cashable savings, which can leave a budget, less the cash that what support adds takes, come to {cash} \
             ({percent} prediction interval {range})."
        )
    } else {
        format!(
            "Cashable savings, which can leave a budget, come to {cash} of it ({percent} prediction interval {range})."
        )
    });
    sentences.push(format!(
        "Without support these people would cost {}; with it, whoever gets the credit, {}.",
        mean_with_error(&total.without_support),
        mean_with_error(&total.with_support)
    ));
    Finding {
        question: "How much cost is avoided in total, across the whole system?".to_owned(),
        headline: format!(
            "{} in total; {} at present value.",
            mean_with_error(&total.avoided),
            mean_with_error(&total.avoided_pv)
        ),
        sentences,
    }
}

/// N times the credible interval per person, where N is the same in every draw.
fn credible_total(results: &Results) -> Option<String> {
    let expected = &results.per_person.expected;
    let people = results.run.people;
    #[expect(clippy::cast_precision_loss, reason = "people stay far below 2^53")]
    let same = (people - results.scenario.people as f64).abs() < 1e-6 * people;
    let [low, high] = expected.interval(results.run.level).filter(|[low, _]| same && low.value.is_finite())?;
    let scaled = |end: Quantile| money(end.value * people, end.mcse * people);
    Some(format!("{} to {}", scaled(low), scaled(high)))
}

/// Social value, which is no money in any budget; `None` without outcomes.
pub fn social_value(results: &Results) -> Option<Finding> {
    let value = results.total.social_value_pv.as_ref()?;
    let mut sentences = vec![
        format!("{} prediction interval: {}.", level(results.run.level), interval(value, results.run.level)),
        "It is what outcomes are worth to people, by financial proxies. It is not money in any budget and is never added \
         to costs avoided, except in the SROI ratio."
            .to_owned(),
    ];
    if let Some(sroi) = results.programme.as_ref().and_then(|programme| programme.sroi.as_ref()) {
        let counted = if results.events.is_empty() {
            "Social value comes"
        } else {
            "Costs avoided and social value together come"
        };
        sentences.push(format!(
            "{counted} to {} for each £1 of programme cost, the SROI ratio ({} prediction interval {}).",
            mean_with_error(sroi),
            level(results.run.level),
            interval(sroi, results.run.level)
        ));
    }
    Some(Finding {
        question: "What is the social value?".to_owned(),
        headline: format!("{} at present value.", mean_with_error(value)),
        sentences,
    })
}

/// What the programme costs and what is left.
pub fn programme(results: &Results) -> Finding {
    let question = "What does it cost, and what is left?".to_owned();
    let Some(programme) = &results.programme else {
        return Finding {
            question,
            headline: "The scenario states no programme cost.".to_owned(),
            sentences: vec!["Nothing is netted, therefore, and no ratio is given.".to_owned()],
        };
    };
    let percent = level(results.run.level);
    let spread = if programme.cost_high > programme.cost_low {
        format!(
            ", on average over the views ({} to {})",
            exact_money(programme.cost_low),
            exact_money(programme.cost_high)
        )
    } else {
        String::new()
    };
    let mut sentences = Vec::new();
    if !results.events.is_empty() {
        sentences.push(format!(
            "Net (cost avoided less programme cost): {}, {percent} prediction interval {}; {} at present value.",
            mean_with_error(&programme.net),
            interval(&programme.net, results.run.level),
            mean_with_error(&programme.net_pv)
        ));
        sentences.extend(programme.bcr.as_ref().map(|ratio| {
            format!(
                "{} across the whole system, at present value ({percent} prediction interval {}).",
                for_each_pound(ratio),
                interval(ratio, results.run.level)
            )
        }));
        sentences.push(payback(programme));
    }
    Finding {
        question,
        headline: format!(
            "The programme costs {}{spread}; {} at present value.",
            exact_money(programme.cost),
            exact_money(programme.cost_pv)
        ),
        sentences,
    }
}

/// What comes of £1, which may be further cost: `For each £1 spent, £0.41 of cost is avoided`.
fn for_each_pound(ratio: &Summary) -> String {
    if ratio.mean < 0.0 {
        let added = with_error(-ratio.mean, ratio.mcse);
        format!("For each £1 spent, support adds {added} of cost instead of avoiding any")
    } else if ratio.mean == 0.0 {
        "For each £1 spent, no cost is avoided".to_owned()
    } else {
        format!("For each £1 spent, {} of cost is avoided", mean_with_error(ratio))
    }
}

fn payback(programme: &ProgrammeResults) -> String {
    let when = programme.payback_months.and_then(|payback| Some((payback.p50?, payback.quantile_mcse?))).map_or_else(
        String::new,
        |(months, error)| {
            format!(" In half of all draws it has done so by month {}.", count(months.ceil(), error.max(1.0)))
        },
    );
    format!("{}.{when}", catches_up(&programme.pays_back))
}

/// How much of the spread is weak evidence and how much is chance.
pub fn sureness(results: &Results) -> Finding {
    let person = &results.per_person;
    let (headline, first) = match (person.evidence_share, person.evidence_share_mcse) {
        (Some(evidence), Some(error)) => (
            format!(
                "{} of the spread is weak evidence, {} is chance.",
                capital(&share(evidence, error)),
                share(1.0 - evidence, error)
            ),
            "Better evidence narrows the first; only more people narrow the second (shares of the variance of the average \
             per person)."
                .to_owned(),
        ),
        _ => ("Nothing in the average per person varies.".to_owned(), "There is no spread to explain.".to_owned()),
    };
    Finding {
        question: "How sure can we be?".to_owned(),
        headline,
        sentences: vec![
            first,
            "Neither covers what the scenario itself may have wrong: its structure, its sources or its views."
                .to_owned(),
        ],
    }
}
