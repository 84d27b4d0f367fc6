//! Answers the questions of a finance officer in the order in which they are asked: targets, whole system, who pays and who gains.

use super::caveat;
use super::document::{Answer, Block, Section};
use super::money;
use super::phrase::{amount, between, capital, counted, interval, likely, mean, missing, reaching};
use super::released::released;
use crate::estimate::{ProgrammeResults, Quantile, Results, Summary, TargetResults};
use crate::render::number::{count, exact_money, money as pounds, plain_share, share, trimmed, whole};

/// The summary of a report.
pub(super) fn section(results: &Results) -> Section {
    let mut blocks: Vec<Block> =
        results.targets.iter().map(|(_, target)| Block::Answer(target_answer(target, results))).collect();
    if !results.events.is_empty() {
        blocks.push(Block::Answer(per_person(results)));
        blocks.push(Block::Answer(total(results)));
    }
    blocks.extend(social_value(results).map(Block::Answer));
    blocks.push(Block::Answer(programme_answer(results)));
    if !results.events.is_empty() {
        blocks.push(Block::Table(money::payers(results)));
    }
    blocks.push(Block::Answer(sureness(results)));
    blocks.extend(caveat::sentences(results).map(Block::Caution));
    Section { id: "summary", title: "Summary".to_owned(), blocks }
}

/// Whether a target is reached, with the chance of reaching and of missing it.
pub(crate) fn target_answer(target: &TargetResults, results: &Results) -> Answer {
    let level = results.run.level;
    let verb = if target.counting == "cashable" { "come to" } else { "comes to" };
    let mut sentences = vec![
        format!("The target is {}.", amount(target, results)),
        format!(
            "{} {verb} {} on average, and to between {} in {} of the simulated programmes.",
            counted(target, results),
            mean(&target.value),
            between(&target.value, level),
            plain_share(level)
        ),
    ];
    sentences.extend(released(target, results));
    if let Some(shortfall) = target.mean_shortfall {
        sentences.push(format!(
            "When the target is missed, {} is missing on average.",
            pounds(shortfall, target.mean_shortfall_mcse.unwrap_or(f64::NAN))
        ));
    }
    Answer {
        question: format!("Will the target be reached? {}", target.label),
        headline: format!("Chance of reaching it: {}. Chance of missing it: {}.", reaching(target), missing(target)),
        sentences,
    }
}

/// Avoided cost per person, with both intervals and what each covers.
pub(crate) fn per_person(results: &Results) -> Answer {
    let (level, person) = (results.run.level, &results.per_person);
    let percent = plain_share(level);
    let mut sentences = vec![
        format!(
            "{percent} credible interval: {}. It covers weak evidence alone: what the average of very many people could be.",
            interval(&person.expected, level)
        ),
        format!(
            "{percent} prediction interval: {}. It covers weak evidence and chance: what the average of a cohort of {} \
             people could turn out to be.",
            interval(&person.cohort, level),
            whole(results.scenario.people)
        ),
    ];
    let one = &person.person;
    if let (Some(half), Some(tenth)) = (one.quantile(0.5), one.quantile(0.9)) {
        let most =
            if half.value <= 0.0 { "nothing".to_owned() } else { format!("{} or less", pounds(half.value, half.mcse)) };
        sentences.push(if one.sd <= 0.0 {
            "Every person avoids the same.".to_owned()
        } else if tenth.value <= 0.0 {
            "People differ far more than averages do: at least nine in ten avoid nothing, and the few others bring it all."
                .to_owned()
        } else {
            format!(
                "People differ far more than averages do: half of them avoid {most}, one in ten avoids {} or more.",
                pounds(tenth.value, tenth.mcse)
            )
        });
    }
    Answer {
        question: "How much cost is avoided per person, across the whole system?".to_owned(),
        headline: format!("{} per person on average.", mean(&person.cohort)),
        sentences,
    }
}

/// Avoided cost of the whole cohort.
pub(crate) fn total(results: &Results) -> Answer {
    let (level, total) = (results.run.level, &results.total);
    let percent = plain_share(level);
    let mut sentences = vec![];
    if let Some(range) = credible_total(results) {
        sentences.push(format!(
            "{percent} credible interval: {range}. It covers weak evidence alone: what this many people would avoid if \
             chance evened out."
        ));
    }
    sentences.push(format!(
        "{percent} prediction interval: {}. It covers weak evidence and chance: what this cohort of {} people could turn out \
         to avoid.",
        interval(&total.avoided, level),
        whole(results.scenario.people)
    ));
    let deferred = &results.mechanisms.deferred;
    if deferred.mean > 0.0 {
        sentences
            .push(format!("Of this, {} falls after the horizon and is only put off, not averted.", mean(deferred)));
    }
    let (mean_cash, interval_cash) = (mean(&total.cashable), interval(&total.cashable, level));
    sentences.push(if results.mechanisms.added.mean > 0.0 {
        format!(
            "Cashable savings, which can leave a budget, less the cash that what support adds takes, come to {mean_cash} \
             ({percent} prediction interval {interval_cash})."
        )
    } else {
        format!(
            "Cashable savings, which can leave a budget, come to {mean_cash} of it ({percent} prediction interval \
             {interval_cash})."
        )
    });
    Answer {
        question: "How much cost is avoided in total, across the whole system?".to_owned(),
        headline: format!("{} in total ({} at present value).", mean(&total.avoided), mean(&total.avoided_pv)),
        sentences,
    }
}

/// N times the credible interval per person, where N is the same in every draw.
fn credible_total(results: &Results) -> Option<String> {
    let expected = &results.per_person.expected;
    let people = results.run.people;
    #[expect(clippy::cast_precision_loss, reason = "people stay far below 2^53")]
    let same = (people - results.scenario.people as f64).abs() < 1e-6 * people;
    let [low, high] = expected.interval(results.run.level).filter(|_| same)?;
    let scaled = |end: Quantile| pounds(end.value * people, end.mcse * people);
    Some(format!("{} to {}", scaled(low), scaled(high)))
}

/// Social value, which is no money in any budget; `None` without outcomes.
pub(crate) fn social_value(results: &Results) -> Option<Answer> {
    let (value, level) = (results.total.social_value_pv.as_ref()?, results.run.level);
    let mut sentences = vec![
        format!("{} prediction interval: {}.", plain_share(level), interval(value, level)),
        "It is what outcomes are worth to people, by financial proxies. It is not money in any budget and is never added \
         to costs avoided, except in the SROI ratio."
            .to_owned(),
    ];
    if let Some(sroi) = results.programme.as_ref().and_then(|programme| programme.sroi.as_ref()) {
        sentences.push(format!(
            "Costs avoided and social value together come to {} for each £1 of programme cost, the SROI ratio ({} interval {}).",
            mean(sroi),
            plain_share(level),
            interval(sroi, level)
        ));
    }
    let published = results.published.as_ref();
    if let Some((ratio, of)) = published.and_then(|published| published.sroi_ratio.zip(published.sroi_reached)) {
        sentences.push(format!("How likely is “at least £{} for each £1”? {}.", trimmed(ratio), capital(&likely(&of))));
    }
    Some(Answer {
        question: "What is the social value?".to_owned(),
        headline: format!("{} at present value.", mean(value)),
        sentences,
    })
}

/// What support costs and what is left after it.
pub(crate) fn programme_answer(results: &Results) -> Answer {
    let question = "What does it cost, and what is left?".to_owned();
    let Some(programme) = &results.programme else {
        return Answer {
            question,
            headline: "The scenario states no programme cost.".to_owned(),
            sentences: vec!["Nothing is netted, therefore, and no ratio is given.".to_owned()],
        };
    };
    let level = results.run.level;
    let spread = if programme.cost_high > programme.cost_low {
        format!(
            ", on average over the views ({} to {})",
            exact_money(programme.cost_low),
            exact_money(programme.cost_high)
        )
    } else {
        String::new()
    };
    let mut sentences = vec![format!(
        "Net (cost avoided less programme cost): {}, {} prediction interval {}; {} at present value.",
        mean(&programme.net),
        plain_share(level),
        interval(&programme.net, level),
        mean(&programme.net_pv)
    )];
    if let Some(ratio) = &programme.bcr {
        let pound = for_each_pound(ratio);
        sentences.push(format!(
            "{pound} across the whole system, at present value ({} interval {}).",
            plain_share(level),
            interval(ratio, level)
        ));
    }
    sentences.push(payback(programme));
    Answer {
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
pub(crate) fn for_each_pound(ratio: &Summary) -> String {
    if ratio.mean < 0.0 {
        format!("For each £1 spent, support adds {} of cost instead of avoiding any", pounds(-ratio.mean, ratio.mcse))
    } else if ratio.mean == 0.0 {
        "For each £1 spent, no cost is avoided".to_owned()
    } else {
        format!("For each £1 spent, {} of cost is avoided", mean(ratio))
    }
}

fn payback(programme: &ProgrammeResults) -> String {
    let pays = crate::render::number::chance(
        programme.probability_pays_back,
        programme.probability_pays_back_mcse,
        programme.probability_pays_back_low,
        programme.probability_pays_back_high,
    );
    let when = programme.payback_months.and_then(|payback| Some((payback.p50?, payback.quantile_mcse?))).map_or_else(
        String::new,
        |(months, error)| {
            format!(" In half of all draws it has done so by month {}.", count(months.ceil(), error.max(1.0)))
        },
    );
    format!(
        "The chance that expected cost avoided catches up with programme cost for good within the span is {pays}.{when}"
    )
}

/// How much of the spread is weak evidence and how much is chance.
pub(crate) fn sureness(results: &Results) -> Answer {
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
    Answer {
        question: "How sure can we be?".to_owned(),
        headline,
        sentences: vec![
            first,
            "Neither covers what the scenario itself may have wrong: its structure, its sources or its views."
                .to_owned(),
        ],
    }
}
