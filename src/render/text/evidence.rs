//! Says how the model stands against what was published, what to be wary of, and whether the calculation holds.

use super::layout::Page;
use super::summary::{between, interval, mean};
use crate::estimate::{Chance, PublishedCounting, PublishedResults, Results, WarningResults};
use crate::render::chance;
use crate::render::number::{exact_money, months, plain_share, score, whole};

pub(super) fn published(page: &mut Page, results: &Results, published: &PublishedResults) {
    let level = results.run.level;
    if let Some(figure) = published.mean_avoided {
        let range = match (published.low, published.high) {
            (Some(low), Some(high)) => format!(", range {} to {}", exact_money(low), exact_money(high)),
            _ => String::new(),
        };
        page.say(&format!(
            "Published: {} avoided per person{range}, from {} people over {}, counted {}.",
            exact_money(figure),
            whole(published.people),
            months(published.over_months),
            if published.counting == PublishedCounting::Gross {
                "gross (before attribution, displacement and optimism bias)"
            } else {
                "with credit adjustments"
            }
        ));
    }
    if let Some(model) = &published.model {
        page.point(&format!(
            "The model, for the average of {} such people counted alike: {}, {} of them between {}.",
            whole(published.people),
            mean(model),
            plain_share(level),
            between(model, level, "and")
        ));
    }
    if let (Some(percentile), Some(error)) = (published.percentile, published.mcse) {
        let tail = (1.0 - level) / 2.0;
        let verdict = if percentile < tail || percentile > 1.0 - tail {
            "The model and the published figure do not fit each other."
        } else {
            "The published figure is one that the model would not be surprised by."
        };
        page.point(&format!(
            "{} of those averages are below the published figure. {verdict}",
            chance::percent(&Chance::with_error(percentile, error))
        ));
    }
    for (_, view) in results.views.iter() {
        if let Some(model) = view.published.as_ref().and_then(|published| published.model.as_ref()) {
            page.point(&format!("View “{}”: {}, between {}.", view.label, mean(model), between(model, level, "and")));
        }
    }
    social(page, results, published);
}

fn social(page: &mut Page, results: &Results, published: &PublishedResults) {
    if let (Some(figure), Some(model)) = (published.social_value, &results.total.social_value_pv) {
        page.point(&format!(
            "Published social value: {}. The model: {}, {} interval {}.{}",
            exact_money(figure),
            mean(model),
            plain_share(results.run.level),
            interval(model, results.run.level),
            reached(&exact_money(figure), published.social_value_reached)
        ));
    }
    let model = results.programme.as_ref().and_then(|programme| programme.sroi.as_ref());
    if let (Some(figure), Some(model)) = (published.sroi_ratio, model) {
        page.point(&format!(
            "Published SROI ratio: £{figure} per £1. The model: {}, {} interval {}.{}",
            mean(model),
            plain_share(results.run.level),
            interval(model, results.run.level),
            reached(&format!("£{figure} for each £1"), published.sroi_reached)
        ));
    }
}

/// ` The chance of at least £4 for each £1: about 2 in 5 (43%).`
fn reached(figure: &str, of: Option<Chance>) -> String {
    of.map_or_else(String::new, |of| {
        format!(" The chance that this cohort comes to at least {figure} ({}): {}.", chance::BOTH, chance::words(&of))
    })
}

pub(super) fn warnings(page: &mut Page, warnings: &[WarningResults]) {
    if warnings.is_empty() {
        return;
    }
    page.heading("Warnings");
    for warning in warnings {
        match &warning.silenced {
            Some(reason) => {
                page.point(&format!("{}, silenced by the scenario (“{reason}”): {}", warning.id, warning.text))
            }
            None => page.point(&format!("{}: {}", warning.id, warning.text)),
        }
    }
}

pub(super) fn self_check(page: &mut Page, results: &Results) {
    let check = &results.run.self_check;
    let z = |z: Option<f64>| z.map_or_else(|| "z not defined".to_owned(), |z| format!("z = {}", score(z)));
    let figures =
        format!("total avoided cost: {}; furthest apart: {}, {}", z(check.z), check.worst.name, z(check.worst.z));
    if check.judged {
        page.say(&format!(
            "Self-check passed: the simulation agrees with an independent exact calculation on all {} means ({figures}).",
            whole(check.checks as u64)
        ));
    } else {
        page.say(&format!(
            "Too few draws to judge the simulation against the exact calculation; 30 are needed ({figures})."
        ));
    }
}
