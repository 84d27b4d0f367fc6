//! Says what the programme costs, what is left after it, who pays, who gains, and when.

use super::layout::Page;
use super::summary::{cell, interval, mean};
use crate::estimate::{ProgrammeResults, Results, Summary};
use crate::render::caption::readable;
use crate::render::chance;
use crate::render::number::{count, exact_money, plain_share};
use crate::render::report::for_each_pound;

pub(super) fn say(page: &mut Page, results: &Results) {
    match &results.programme {
        Some(programme) => costs(page, results, programme),
        None => page.say("The scenario states no programme cost, so nothing is netted and no ratio is given."),
    }
    if !results.events.is_empty() {
        payers(page, results);
    }
}

fn costs(page: &mut Page, results: &Results, programme: &ProgrammeResults) {
    let level = results.run.level;
    let range = if programme.cost_high > programme.cost_low {
        format!(
            " on average over the views ({} to {})",
            exact_money(programme.cost_low),
            exact_money(programme.cost_high)
        )
    } else {
        String::new()
    };
    page.say(&format!(
        "The programme costs {}{range}; {} at present value.",
        exact_money(programme.cost),
        exact_money(programme.cost_pv)
    ));
    let costs_avoided = !results.events.is_empty();
    if costs_avoided {
        page.point(&format!(
            "Net (cost avoided less programme cost): {}, {} interval {}; at present value {}.",
            mean(&programme.net),
            plain_share(level),
            interval(&programme.net, level),
            mean(&programme.net_pv)
        ));
    }
    if let Some(bcr) = programme.bcr.as_ref().filter(|_| costs_avoided) {
        page.point(&format!("{} ({}).", for_each_pound(bcr), ratio_interval(bcr, level)));
    }
    if let Some(sroi) = &programme.sroi {
        page.point(&format!(
            "{} each £1 returns {} ({}): the SROI ratio.",
            if costs_avoided { "Counting social value as well," } else { "In social value," },
            ratio(sroi),
            ratio_interval(sroi, level)
        ));
    }
    if costs_avoided {
        payback(page, programme);
    }
}

fn payback(page: &mut Page, programme: &ProgrammeResults) {
    let when = programme
        .payback_months
        .and_then(|payback| Some((payback.p50?, payback.quantile_mcse?)))
        .map_or_else(String::new, |(months, error)| {
            format!(" Half of the draws have done so by month {}.", count(months.ceil(), error.max(1.0)))
        });
    page.point(&format!("{}.{when}", chance::catches_up(&programme.pays_back)));
}

/// `£0.80 (± £0.01)`.
fn ratio(summary: &Summary) -> String {
    mean(summary)
}

fn ratio_interval(summary: &Summary, level: f64) -> String {
    format!("{} interval {}", plain_share(level), interval(summary, level))
}

fn payers(page: &mut Page, results: &Results) {
    let level = results.run.level;
    let with_cost = results.programme.is_some();
    let row = |label: String, cost: f64, avoided: &Summary, cashable: &Summary| {
        let mut row = vec![label];
        if with_cost {
            row.push(exact_money(cost));
        }
        row.extend([cell(avoided, level), cell(cashable, level)]);
        row
    };
    let mut rows: Vec<Vec<String>> = results
        .payers
        .iter()
        .map(|(_, payer)| row(payer.label.clone(), payer.programme_cost, &payer.avoided, &payer.cashable))
        .collect();
    // A group of a single payer repeats that payer's row all the same: its name is what targets use.
    rows.extend(results.groups.iter().map(|(name, group)| {
        row(format!("All of {}", readable(name)), group.programme_cost, &group.avoided, &group.cashable)
    }));
    let cost = results.programme.as_ref().map_or(0.0, |programme| programme.cost);
    rows.push(row("The whole system".to_owned(), cost, &results.total.avoided, &results.total.cashable));
    let mut head = vec!["Payer", "Pays for support", "Cost avoided", "Cashable savings"];
    if !with_cost {
        head.remove(1);
    }
    page.table(&head, &rows);
}

pub(super) fn years(page: &mut Page, results: &Results) {
    let level = results.run.level;
    let with_cost = results.programme.is_some();
    let rows: Vec<Vec<String>> = results
        .years
        .iter()
        .map(|year| {
            let mut row = vec![year.label.clone()];
            if with_cost {
                row.push(exact_money(year.programme_cost));
            }
            row.extend([cell(&year.avoided, level), cell(&year.cashable, level)]);
            row
        })
        .collect();
    let mut head = vec!["Year", "Pays for support", "Cost avoided", "Cashable savings"];
    if !with_cost {
        head.remove(1);
    }
    page.table(&head, &rows);
    let deferred = &results.mechanisms.deferred;
    if deferred.mean > 0.0 {
        page.say("Years are of cash: what is put off past the horizon leaves the year that it would have fallen in.");
    }
}
