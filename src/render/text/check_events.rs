//! Puts events and outcomes into sentences, with the mean and range of every value.

use super::layout::{Page, list};
use crate::estimate::{EventDescribed, OriginDescribed, OutcomeDescribed, Outlook, Range, Summary, SupportDescribed};
use crate::render::number::{count, money as rounded_money, months, plain_share, trimmed};

/// `39% (12% to 70%)`.
pub(super) fn share(range: &Range) -> String {
    ranged(range, rough_share)
}

/// `£17,000 (£10,000 to £26,000)`.
pub(super) fn money(range: &Range) -> String {
    ranged(range, rough_money)
}

/// `1.2 (0.5 to 2.2)`.
pub(super) fn times(range: &Range) -> String {
    ranged(range, rough_number)
}

fn ranged(range: &Range, print: impl Fn(f64) -> String) -> String {
    if range.certain {
        print(range.mean)
    } else {
        format!("{} ({} to {})", print(range.mean), print(range.low), print(range.high))
    }
}

/// Whole percent from 10% on, two figures below.
pub(super) fn rough_share(share: f64) -> String {
    if share >= 0.1 { plain_share((share * 100.0).round() / 100.0) } else { plain_share(figures(share, 2)) }
}

/// Three figures.
pub(super) fn rough_money(value: f64) -> String {
    let error = if value == 0.0 { 0.0 } else { f64::NAN };
    rounded_money(value, error)
}

/// Three figures, two of a rare rate, which two places after the point would make nothing of.
pub(super) fn rough_number(value: f64) -> String {
    if value == 0.0 || value.abs() >= 0.095 {
        return trimmed(figures(value, 3));
    }
    count(value, last_of_two(value)).trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The size of the second figure.
fn last_of_two(value: f64) -> f64 {
    10_f64.powf(value.abs().log10().floor() - 1.0)
}

fn figures(value: f64, figures: i32) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    #[expect(clippy::cast_possible_truncation, reason = "exponents of finite numbers are small")]
    let scale = 10_f64.powi(figures - 1 - value.abs().log10().floor() as i32);
    (value * scale).round() / scale
}

fn nothing(range: &Range) -> bool {
    range.certain && range.mean == 0.0
}

fn all(range: &Range) -> bool {
    range.certain && range.mean == 1.0
}

pub(super) fn event(page: &mut Page, event: &EventDescribed, expected: &(String, Summary, Summary), outlook: &Outlook) {
    let who = if outlook.cohort.segments.is_empty() { "each person" } else { "a person of relative risk 1" };
    let origin = match &event.origin {
        OriginDescribed::Follows => "comes only after another event".to_owned(),
        OriginDescribed::Chance(chance) => {
            format!("{who} has a chance of {} of it within {}", share(chance), months(outlook.scenario.horizon_months))
        }
        OriginDescribed::PerYear(rate) => format!("{who} has {} a year", times(rate)),
    };
    let early = event.decays.map_or_else(String::new, |decays| {
        format!(", likelier early (fading with a time constant of {})", months(decays))
    });
    page.say(&format!("{}: {origin}{early}.", event.label));
    for (parent, chance, after) in &event.follows {
        page.point(&format!("“{parent}” leads to one with a chance of {}, after {}.", share(chance), months(*after)));
    }
    page.point(&format!(
        "Over the cohort that comes to {} for each person.",
        count(expected.1.mean, expected.1.mcse.max(expected.1.mean.abs() * 1e-2))
    ));
    cost(page, event);
    support(page, &event.support);
}

fn cost(page: &mut Page, event: &EventDescribed) {
    let spread = if event.spread > 0.0 {
        format!(", varying from person to person (coefficient of variation {})", trimmed(event.spread))
    } else {
        String::new()
    };
    let payers: Vec<String> =
        event.paid_by.iter().map(|(label, part)| format!("{label} {}", plain_share(*part))).collect();
    page.point(&format!("One costs {}{spread}; paid by {}.", money(&event.unit_cost), list(&payers)));
    let same = event.cashable.windows(2).all(|pair| pair[0].1 == pair[1].1);
    match event.cashable.first() {
        Some((_, first)) if same && nothing(first) => page.point("None of what is avoided is cashable."),
        Some((_, first)) if same => page.point(&format!("{} of what is avoided is cashable.", share(first))),
        Some(_) => {
            let parts: Vec<String> =
                event.cashable.iter().map(|(label, part)| format!("{label} {}", share(part))).collect();
            page.point(&format!("Cashable part of what is avoided: {}.", list(&parts)));
        }
        None => {}
    }
}

fn support(page: &mut Page, support: &SupportDescribed) {
    let mut effects = Vec::new();
    if !nothing(&support.prevents) {
        effects.push(format!("{} of them do not happen", share(&support.prevents)));
    }
    if !nothing(&support.reduces) {
        effects.push(format!("those that still happen cost {} less", share(&support.reduces)));
    }
    if support.delays > 0.0 {
        effects.push(format!("those that still happen come {} later", months(support.delays)));
    }
    if !nothing(&support.adds) {
        effects.push(format!("{} a year are added", times(&support.adds)));
    }
    if effects.is_empty() {
        page.point("Support changes nothing here.");
        return;
    }
    let mut window = Vec::new();
    if support.starts_after > 0.0 {
        window.push(format!("from {} after joining", months(support.starts_after)));
    }
    if let Some(lasts) = support.lasts {
        window.push(format!("until {} after joining", months(lasts)));
    }
    if !nothing(&support.drop_off) {
        window.push(format!("shrinking by {} with every full year", share(&support.drop_off)));
    }
    let window = if window.is_empty() { String::new() } else { format!(" ({})", list(&window)) };
    page.point(&format!("With support: {}{window}.", list(&effects)));
    if !nothing(&support.adds) {
        page.point(&added_cash(&support.adds_cash));
    }
    let mut credit = Vec::new();
    if !all(&support.attribution) {
        credit.push(format!("{} is credited to the programme", share(&support.attribution)));
    }
    if !nothing(&support.displacement) {
        credit.push(format!("{} only moved elsewhere", share(&support.displacement)));
    }
    if !nothing(&support.optimism_bias) {
        credit.push(format!("{} is cut for optimism bias", share(&support.optimism_bias)));
    }
    if !credit.is_empty() {
        page.point(&format!("Of the benefit {}.", list(&credit)));
    }
}

/// How much of what support adds a budget has to find.
fn added_cash(adds_cash: &Range) -> String {
    if nothing(adds_cash) {
        return "What is added takes no cash.".to_owned();
    }
    if all(adds_cash) {
        return "What is added is paid in cash in full, whatever part of the savings is cashable; `adds_cash` would say \
                less where the work is done by staff already paid."
            .to_owned();
    }
    format!("{} of the cost of what is added is paid in cash.", share(adds_cash))
}

pub(super) fn outcome(page: &mut Page, outcome: &OutcomeDescribed) {
    let whom = outcome.beneficiary.as_ref().map_or_else(String::new, |whom| format!(" (for {whom})"));
    page.say(&format!(
        "{}{whom}: {} of those who engage achieve it, worth {} a year at full distance, for {}.",
        outcome.label,
        share(&outcome.achieved_by),
        money(&outcome.value),
        months(outcome.lasts)
    ));
    let mut parts = Vec::new();
    if !all(&outcome.distance) {
        parts.push(format!("distance travelled {}", share(&outcome.distance)));
    }
    for (what, value) in [
        ("deadweight", &outcome.deadweight),
        ("displacement", &outcome.displacement),
        ("drop-off each year", &outcome.drop_off),
    ] {
        if !nothing(value) {
            parts.push(format!("{what} {}", share(value)));
        }
    }
    if !all(&outcome.attribution) {
        parts.push(format!("attribution {}", share(&outcome.attribution)));
    }
    if !parts.is_empty() {
        page.point(&format!("Allowed for: {}.", list(&parts)));
    }
}
