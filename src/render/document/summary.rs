//! Answers the questions of a finance officer in the order in which they are asked: targets, whole system, social value, cost, sureness.

use super::block::Finding;
use super::released::released;
use crate::estimate::{Counting, ProgrammeResults, Quantile, Results, Summary, TargetResults, float};
use crate::render::number::{count, exact_money, money, share, whole};
use crate::render::words::{
    amount, benefits_exceed_costs, between, capital, catches_up, certain, chance, cost_avoided, counted, counting,
    in_some_draws, interval, level, mean_with_error, net_benefit, of_target, people, several, taking_cash, to,
    with_error,
};

/// Whether a target is reached, with the chance of reaching and of missing it.
pub fn target_finding(target: &TargetResults, results: &Results) -> Finding {
    let base = results.scenario.price_base.as_deref();
    let label = |id: &str| results.payers.get(id).map(|payer| payer.label.clone());
    let several = several(counting(target)) || target.counting == Counting::Cashable;
    let verb = if several { "come to" } else { "comes to" };
    let average = if certain(&target.value) {
        " in every draw".to_owned()
    } else {
        let range = between(&target.value, results.run.level)
            .map(|range| format!(", and to {range} in {} of the simulated cohorts", level(results.run.level)));
        format!(" on average{}", range.unwrap_or_default())
    };
    let mut sentences = vec![
        format!("The target is {}.", amount(target, base)),
        format!("{} {verb} {}{average}.", capital(&counted(target, label)), mean_with_error(&target.value)),
    ];
    sentences.extend(released(target, results));
    sentences.extend(shortfall(target));
    Finding::new(
        format!("Will the target be reached? {}", target.label),
        of_target(&target.chance, &whole(results.scenario.people)),
        sentences,
    )
}

/// What is missing on average when a target is missed.
pub(super) fn shortfall(target: &TargetResults) -> Option<String> {
    let (missing, error) = target.shortfall()?;
    Some(format!("When it is missed, {} is missing on average.", with_error(missing, error)))
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
    // A part of the total is one only where the total is more: harm and what support adds are taken off it.
    let part = |of: &Summary| of.mean > 0.0 && of.mean <= total.avoided.mean;
    let deferred = &results.mechanisms.deferred;
    if deferred.mean > 0.0 {
        sentences.push(if part(deferred) {
            format!("Of this, {} is only put off past the time followed, not averted.", mean_with_error(deferred))
        } else {
            format!(
                "Cost that is only put off past the time followed counts as avoided: {}.",
                mean_with_error(deferred)
            )
        });
    }
    let added = &results.mechanisms.added;
    if added.mean > 0.0 {
        sentences.push(format!("Cost that support itself adds, already taken off: {}.", mean_with_error(added)));
    }
    if let Some(caused) = results.mechanisms.caused.as_ref().filter(|caused| caused.mean > 0.0) {
        sentences.push(format!(
            "Cost of events that support makes more frequent{}, already taken off: {}.",
            in_some_draws(results),
            mean_with_error(caused)
        ));
    }
    if let Some(replaced) = results.mechanisms.replaced.as_ref().filter(|replaced| replaced.mean > 0.0) {
        sentences.push(format!(
            "Cost of what comes instead of what is prevented, already taken off: {}.",
            mean_with_error(replaced)
        ));
    }
    if let Some(gained) = &results.mechanisms.gained {
        let gained_of = mean_with_error(gained);
        sentences.push(if part(gained) {
            format!(
                "Of what is avoided and gained, budgets gain {gained_of} by what people achieve; none of that is social value."
            )
        } else {
            format!(
                "What budgets gain by what people achieve, {gained_of}, is counted in this; none of that is social value."
            )
        });
    }
    if let Some(past) = total.past_horizon.as_ref().filter(|past| past.mean != 0.0) {
        let than = |which: &str| {
            format!(
                "Past the horizon of their person costs run on by {} {which} than without support, as credited.",
                with_error(past.mean.abs(), past.mcse)
            )
        };
        let gains = results.mechanisms.gained.is_some();
        sentences.push(match past.mean {
            // What is added, delayed or comes instead may run on for longer than what is avoided,
            mean if gains && (mean < 0.0 || mean > total.avoided.mean) => {
                format!("What is avoided and gained past the horizon of its person comes to {}.", mean_with_error(past))
            }
            mean if mean < 0.0 => than("more"),
            // or take more before the horizon than is left of what is avoided there.
            mean if mean > total.avoided.mean => than("less"),
            _ => {
                let all = if gains { "Of what is avoided and gained" } else { "Of the avoided cost" };
                format!("{all}, {} runs on past the horizon of its person.", mean_with_error(past))
            }
        });
    }
    if let Some(harm) = &total.probability_harm {
        sentences.push(format!(
            "Chance that support makes things worse, so that cost goes up on average: {}.",
            chance(harm)
        ));
    }
    let (cash, range) = (mean_with_error(&total.cashable), interval(&total.cashable, results.run.level));
    sentences.push(match taking_cash(results) {
        Some(what) => format!(
            "Cashable savings, which can leave a budget, less the cash that what {what} takes, come to {cash} ({percent} \
             prediction interval {range})."
        ),
        None => {
            let of = if part(&total.cashable) { " of it" } else { "" };
            format!(
                "Cashable savings, which can leave a budget, come to {cash}{of} ({percent} prediction interval {range})."
            )
        }
    });
    sentences.push(format!(
        "Without support these people would cost {}; with it, whoever gets the credit, {}.",
        mean_with_error(&total.without_support),
        mean_with_error(&total.with_support)
    ));
    Finding::new(
        "How much cost is avoided in total, across the whole system?",
        format!(
            "{}{} in total; {} at present value.",
            if results.mechanisms.gained.is_some() { "Avoided and gained: " } else { "" },
            mean_with_error(&total.avoided),
            mean_with_error(&total.avoided_pv)
        ),
        sentences,
    )
}

/// N times the credible interval per person, where N is the same in every draw.
fn credible_total(results: &Results) -> Option<String> {
    let expected = &results.per_person.expected;
    let people = results.run.people;
    let same = (people - float(results.scenario.people)).abs() < 1e-6 * people;
    let [low, high] = expected.interval(results.run.level).filter(|[low, _]| same && low.value.is_finite())?;
    let scaled = |end: Quantile| money(end.value * people, end.mcse * people);
    Some(to(&scaled(low), &scaled(high)))
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
    if let Some(sroi) = results.sroi() {
        let counted = match (results.counts_money(), results.mechanisms.gained.is_some()) {
            (false, _) => "Social value comes",
            (true, false) => "Costs avoided and social value together come",
            (true, true) => "Costs avoided, gains and social value together come",
        };
        sentences.push(format!(
            "{counted} to {} for each £1 of programme cost, the SROI ratio ({} prediction interval {}).",
            mean_with_error(sroi),
            level(results.run.level),
            interval(sroi, results.run.level)
        ));
    }
    Some(Finding::new("What is the social value?", format!("{} at present value.", mean_with_error(value)), sentences))
}

/// What the programme costs and what is left.
pub fn programme(results: &Results) -> Finding {
    let question = "What does it cost, and what is left?".to_owned();
    let Some(programme) = &results.programme else {
        return Finding::new(
            question,
            "The scenario states no programme cost.",
            vec!["Nothing is netted, therefore, and no ratio is given.".to_owned()],
        );
    };
    let percent = level(results.run.level);
    let error = if programme.cost_varies { programme.cost_summary.mcse } else { 0.0 };
    let spread = if programme.cost_varies {
        format!(" on average ({percent} prediction interval {})", interval(&programme.cost_summary, results.run.level))
    } else if programme.cost_high > programme.cost_low {
        format!(
            ", on average over the views ({} to {})",
            exact_money(programme.cost_low),
            exact_money(programme.cost_high)
        )
    } else {
        String::new()
    };
    let mut sentences = Vec::new();
    if results.counts_money() {
        let avoided = cost_avoided(results);
        sentences.push(format!(
            "Net ({avoided} less programme cost): {}, {percent} prediction interval {}.",
            mean_with_error(&programme.net),
            interval(&programme.net, results.run.level)
        ));
        sentences.extend(programme.bcr.as_ref().map(|ratio| {
            format!(
                "{} across the whole system, at present value ({percent} prediction interval {}).",
                for_each_pound(ratio, results.mechanisms.gained.is_some()),
                interval(ratio, results.run.level)
            )
        }));
        sentences.extend(programme.no_ratio.clone());
        sentences.extend(programme.expected_net_pv.as_ref().map(|net| net_benefit(&mean_with_error(net))));
        sentences.push(format!("{}.", benefits_exceed_costs(&programme.net_positive, avoided)));
        sentences.push(payback(programme, avoided));
    }
    Finding::new(
        question,
        format!(
            "The programme costs {}{spread}; {} at present value.",
            money(programme.cost, error),
            money(programme.cost_pv, error)
        ),
        sentences,
    )
}

/// What comes of £1: `For each £1 spent, £0.41 of cost is avoided`. Further cost keeps the sign that its interval has.
fn for_each_pound(ratio: &Summary, gains: bool) -> String {
    if ratio.mean < 0.0 {
        let what = if gains { "Avoided and gained" } else { "Cost avoided" };
        format!("{what} for each £1 spent: {}", mean_with_error(ratio))
    } else if ratio.mean == 0.0 {
        "For each £1 spent, no cost is avoided".to_owned()
    } else if gains {
        format!("For each £1 spent, {} is avoided and gained", mean_with_error(ratio))
    } else {
        format!("For each £1 spent, {} of cost is avoided", mean_with_error(ratio))
    }
}

fn payback(programme: &ProgrammeResults, avoided: &str) -> String {
    let have = if several(avoided) { "they have" } else { "it has" };
    let when = programme.payback_months.and_then(|payback| Some((payback.p50?, payback.quantile_mcse?))).map_or_else(
        String::new,
        |(months, error)| {
            format!(" In half of all draws {have} done so by month {}.", count(months.ceil(), error.max(1.0)))
        },
    );
    format!("{}.{when}", catches_up(&programme.pays_back, avoided))
}

/// How much of the spread is weak evidence and how much is chance.
pub fn sureness(results: &Results) -> Finding {
    let person = &results.per_person;
    let (headline, first) = match (person.evidence_share, person.evidence_share_mcse) {
        (Some(evidence), _) if evidence == 0.0 || evidence == 1.0 => {
            let all = if evidence == 1.0 { "weak evidence, none is chance" } else { "chance, none is weak evidence" };
            (format!("All of the spread is {all}."), "These are shares of the variance of the average per person.".to_owned())
        }
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
    Finding::new(
        "How sure can we be?",
        headline,
        vec![
            first,
            "Neither covers what the scenario itself may have wrong: its structure, its sources or its views."
                .to_owned(),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_below_nothing_keeps_the_sign_of_its_interval() {
        let ratio = Summary { mean: -0.02, mcse: 0.01, sd: 0.1, quantiles: Vec::new() };
        assert_eq!(for_each_pound(&ratio, false), "Cost avoided for each £1 spent: −£0.02 (± £0.01)");
    }
}
