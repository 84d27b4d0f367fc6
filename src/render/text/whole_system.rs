//! Says what cost is avoided across the whole system, with both intervals and what each covers.

use super::layout::Page;
use super::summary::{cell, interval, mean};
use crate::estimate::Results;
use crate::render::number::{count, money, plain_share, share, whole};

pub(super) fn say(page: &mut Page, results: &Results) {
    let level = results.run.level;
    let (person, total) = (&results.per_person, &results.total);
    page.say(&format!("Avoided cost per person: {} on average.", mean(&person.cohort)));
    page.point(&format!(
        "{} credible interval: {}. It covers the uncertainty of the evidence alone: what the average of very many people \
         could be.",
        plain_share(level),
        interval(&person.expected, level)
    ));
    page.point(&format!(
        "{} prediction interval: {}. It covers the evidence and chance: what the average of a cohort of {} people could \
         turn out to be.",
        plain_share(level),
        interval(&person.cohort, level),
        whole(results.scenario.people)
    ));
    one_person(page, results);
    page.say(&format!(
        "Avoided cost in total: {}, credible interval {}, prediction interval {}; at present value {}.",
        mean(&total.avoided),
        interval(&total.expected, level),
        interval(&total.avoided, level),
        mean(&total.avoided_pv)
    ));
    let deferred = &results.mechanisms.deferred;
    if deferred.mean > 0.0 {
        page.point(&format!("Of which {} falls after the horizon and is only put off.", mean(deferred)));
    }
    if results.mechanisms.added.mean > 0.0 {
        page.point(&format!("Cost that support itself adds, already taken off: {}.", mean(&results.mechanisms.added)));
    }
    page.point(&format!(
        "{}: {}, prediction interval {}.",
        if results.mechanisms.added.mean > 0.0 {
            "Cashable savings, which can leave a budget, less the cash that what support adds takes"
        } else {
            "Of which cashable savings, which can leave a budget"
        },
        mean(&total.cashable),
        interval(&total.cashable, level)
    ));
    page.say(&format!(
        "Without support these people would cost {}; with it, whoever gets the credit, {}.",
        mean(&total.without_support),
        mean(&total.with_support)
    ));
    events(page, results);
}

fn one_person(page: &mut Page, results: &Results) {
    let person = &results.per_person.person;
    let quantile = |p: f64| person.quantile(p).map_or_else(String::new, |at| money(at.value, at.mcse));
    if person.sd <= 0.0 {
        return;
    }
    let at = |p: f64| person.quantile(p).map_or(0.0, |at| at.value);
    let half = if at(0.5) > 0.0 { format!("avoid {} or less", quantile(0.5)) } else { "avoid nothing".to_owned() };
    let tenth = if at(0.9) > 0.0 {
        format!("half of the people {half}, one in ten {} or more", quantile(0.9))
    } else {
        "at least nine people in ten avoid nothing; the few others bring it all".to_owned()
    };
    page.point(&format!("One person's own figure is far less certain: {tenth}."));
    if let (Some(top), Some(errors)) = (&results.per_person.top_share, &results.per_person.top_share_mcse) {
        let of = |name: &str| {
            let error = errors.get(name).copied().flatten().unwrap_or(f64::NAN);
            share(top.get(name).copied().unwrap_or(f64::NAN), error)
        };
        page.point(&format!("The 1% of people who avoid most bring {} of it, the top 10% {}.", of("1%"), of("10%")));
    }
}

fn events(page: &mut Page, results: &Results) {
    let rows: Vec<Vec<String>> = results
        .events
        .iter()
        .map(|(_, event)| {
            vec![
                event.label.clone(),
                count(event.occurrences.mean, event.occurrences.mcse),
                count(event.averted.mean, event.averted.mcse),
                cell(&event.avoided, results.run.level),
            ]
        })
        .collect();
    page.table(&["Event", "Without support", "Averted", "Cost avoided"], &rows);
}

pub(super) fn social_value(page: &mut Page, results: &Results) {
    let level = results.run.level;
    if let Some(value) = &results.total.social_value_pv {
        page.say(&format!(
            "Social value: {} at present value, prediction interval {}. It is what outcomes are worth to people, not money \
             in any budget, and is never added to costs avoided (except in the SROI ratio).",
            mean(value),
            interval(value, level)
        ));
    }
    let rows: Vec<Vec<String>> = results
        .outcomes
        .iter()
        .map(|(_, outcome)| {
            vec![outcome.label.clone(), outcome.beneficiary.clone().unwrap_or_default(), cell(&outcome.value_pv, level)]
        })
        .collect();
    page.table(&["Outcome", "For", "Present value"], &rows);
}
