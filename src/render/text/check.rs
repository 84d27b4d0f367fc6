//! Reads a scenario back in plain English, with what it expects, so that its author can calibrate it.

use super::check_events::{event, money, outcome, share, times};
use super::evidence;
use super::layout::{Page, list};
use super::summary::{interval, mean};
use crate::estimate::{
    Assumption, CohortDescribed, FundingSeries, Measured, Outlook, Range, SamplingDescribed, Summary,
};
use crate::render::number::{chance, count, exact_money, money as rounded_money, months, plain_share, trimmed, whole};
use crate::render::report::lumps;

/// What `averted check` says.
#[must_use]
pub fn check(outlook: &Outlook) -> String {
    let mut page = Page::default();
    page.title(&outlook.scenario.title);
    if let Some(description) = &outlook.scenario.description {
        page.say(description);
    }
    page.say(
        "The scenario has no mistakes. This is what it says; figures in brackets are 95% ranges of the evidence. Nobody \
         was simulated.",
    );
    page.heading("Who is supported");
    cohort(&mut page, outlook);
    if !outlook.events.is_empty() {
        page.heading("What would happen without support, and what support changes");
        for (described, expected) in outlook.events.iter().zip(&outlook.expected.events) {
            event(&mut page, described, expected, outlook);
        }
    }
    if !outlook.outcomes.is_empty() {
        page.heading("Outcomes for people");
        for described in &outlook.outcomes {
            outcome(&mut page, described);
        }
    }
    money_in_and_targets(&mut page, outlook);
    views(&mut page, outlook);
    assumptions(&mut page, outlook);
    evidence::warnings(&mut page, &outlook.warnings);
    expected(&mut page, outlook);
    page.finish()
}

fn cohort(page: &mut Page, outlook: &Outlook) {
    let cohort = &outlook.cohort;
    page.say(&format!(
        "{} people, {}. Each is followed for {} after joining.",
        whole(cohort.people),
        joining(cohort),
        months(outlook.scenario.horizon_months)
    ));
    let engagement = &cohort.engagement;
    if engagement.certain && engagement.mean >= 1.0 {
        page.point("Everybody engages with support.");
    } else {
        page.point(&format!("{} engage; support changes nothing for the others.", share(engagement)));
    }
    page.point(&if cohort.frailty > 0.0 {
        format!("Personal risk differs between people with a coefficient of variation of {}.", trimmed(cohort.frailty))
    } else {
        "People of one segment are all at the same risk.".to_owned()
    });
    for segment in &cohort.segments {
        let part = segment.share.as_ref().map_or_else(|| "the rest".to_owned(), share);
        let risks: Vec<String> = segment.risks.iter().map(|(event, risk)| format!("{event} {}", times(risk))).collect();
        let risks = if risks.is_empty() {
            "at the risk stated below".to_owned()
        } else {
            format!("relative risk: {}", list(&risks))
        };
        page.point(&format!("Segment “{}”: {part}; {risks}.", segment.label));
    }
    let prices = outlook
        .scenario
        .price_base
        .as_ref()
        .map_or_else(String::new, |year| format!("All money is at {year} prices. "));
    page.point(&format!(
        "{prices}Present values are discounted by {} a year.",
        plain_share(outlook.scenario.discount_rate)
    ));
}

fn joining(cohort: &CohortDescribed) -> String {
    match cohort.joining.as_slice() {
        [(_, to, _)] if *to <= 0.0 => "all joining at the start".to_owned(),
        [(from, to, _)] if *from <= 0.0 => format!("joining evenly over the first {}", months(*to)),
        windows => {
            let parts: Vec<String> = windows
                .iter()
                .map(|(from, to, people)| {
                    format!("{} in months {} to {}", whole(*people), trimmed(*from), trimmed(*to))
                })
                .collect();
            format!("joining evenly in turn ({})", list(&parts))
        }
    }
}

fn money_in_and_targets(page: &mut Page, outlook: &Outlook) {
    let label = |id: &String| {
        outlook.payers.iter().find(|(payer, _)| payer == id).map_or_else(|| id.clone(), |(_, label)| label.clone())
    };
    if let Some(funding) = &outlook.funding {
        page.heading("What support costs");
        let same = |a: &FundingSeries, b: &FundingSeries| a.label == b.label && a.payer == b.payer;
        for line in funding.chunk_by(same) {
            let amounts: Vec<String> = line.iter().map(in_year).collect();
            page.point(&format!("{}: {}, borne by {}.", line[0].label, list(&amounts), label(&line[0].payer)));
        }
        page.say(&format!("Together {}.", exact_money(funding.iter().map(|amount| amount.amount).sum())));
        if let Some(capacity) = &outlook.capacity {
            page.point(&format!("Each coordinator can take on {} new people a year.", times(capacity)));
        }
    }
    if !outlook.releases.is_empty() {
        page.heading("How cash leaves budgets");
        page.say(&lumps(&outlook.releases));
        if outlook.targets.iter().all(|target| target.counting != "released") {
            page.point("No target counts what is released, so nothing depends on it.");
        }
    }
    if !outlook.targets.is_empty() {
        page.heading("Targets");
        for target in &outlook.targets {
            let payers = if target.payers.is_empty() {
                "all payers".to_owned()
            } else {
                list(&target.payers.iter().map(&label).collect::<Vec<_>>())
            };
            page.point(&format!(
                "{}: {} ({}), of {payers}, {}. {}.",
                target.label,
                exact_money(target.amount),
                match target.counting.as_str() {
                    "cashable" => "cashable savings",
                    "released" => "released cash",
                    "averted" => "cost averted, without what is only put off",
                    _ => "cost avoided",
                },
                target.year.clone().unwrap_or_else(|| "over the whole span".to_owned()),
                if target.counting == "released" {
                    "Nothing exact is expected of it: a run simulates it".to_owned()
                } else {
                    format!("Expected: {}", mean(&target.value))
                }
            ));
        }
    }
}

/// `£195,000 (£200,000 as written) in 2022/23`.
fn in_year(amount: &FundingSeries) -> String {
    let written = if (amount.written - amount.amount).abs() > 0.5 {
        format!(" ({} as written)", exact_money(amount.written))
    } else {
        String::new()
    };
    format!("{}{written} in {}", exact_money(amount.amount), amount.year)
}

fn views(page: &mut Page, outlook: &Outlook) {
    if outlook.views.is_empty() {
        return;
    }
    page.heading("Views");
    for view in &outlook.views {
        let weight = view.weight.map_or_else(String::new, |weight| format!(", weight {}", plain_share(weight)));
        let written = if view.differences.is_empty() { " as the scenario is written." } else { "" };
        page.say(&format!("{}{weight}:{written}", view.label));
        for (path, base, own) in &view.differences {
            let text = match (base.is_empty(), own.is_empty()) {
                (true, _) => format!("{path}: {own}, which the scenario does not state."),
                (_, true) => format!("{path}: not stated, instead of {base}."),
                _ => format!("{path}: {own}, instead of {base}."),
            };
            page.point(&text);
        }
    }
}

fn assumptions(page: &mut Page, outlook: &Outlook) {
    page.heading("Every uncertain value");
    let uncertain: Vec<&Assumption> = outlook.assumptions.iter().filter(|value| !value.certain).collect();
    if uncertain.is_empty() {
        page.say("None: every value is certain.");
        return;
    }
    for value in &uncertain {
        let grade = value.grade.map_or_else(String::new, |grade| format!(" Grade {grade}."));
        let cohort = value.cohort_average.map_or_else(String::new, |average| {
            let average = Range { mean: average, low: average, high: average, certain: true };
            format!(" Over the cohort {}.", of_kind(&average, value.kind))
        });
        let range = Range { mean: value.mean, low: value.p2_5, high: value.p97_5, certain: false };
        page.point(&format!("{}: {}: {}.{cohort}{grade}", value.path, of_kind(&range, value.kind), value.spelling));
    }
    let unsourced = uncertain.iter().filter(|value| value.source.is_none()).count();
    if unsourced > 0 {
        page.say(&format!("{unsourced} of {} state no source.", uncertain.len()));
    }
    for (first, second, rho) in &outlook.correlations {
        page.point(&format!("{first} and {second} have a rank correlation of {}.", trimmed(*rho)));
    }
}

/// The mean and range of an assumption.
fn of_kind(range: &Range, kind: Measured) -> String {
    match kind {
        Measured::Share => share(range),
        Measured::Money => money(range),
        Measured::Rate => format!("{} a year", times(range)),
        Measured::Factor => times(range),
    }
}

fn expected(page: &mut Page, outlook: &Outlook) {
    let expected = &outlook.expected;
    page.heading("What it expects, exactly and without simulating");
    page.say(&format!(
        "Average over {} draws of the evidence, per person; ± is the error from their number.",
        whole(expected.draws as u64)
    ));
    if let SamplingDescribed::Sobol { randomisations, at_random } = expected.sampling {
        page.say(&sobol(randomisations, at_random));
    }
    let row = |label: &str, extra: Option<&Summary>, summary: &Summary| {
        let mut row = vec![label.to_owned()];
        row.extend(extra.map(|extra| count(extra.mean, extra.mcse)));
        row.extend([mean(summary), interval(summary, 0.95)]);
        row
    };
    if !expected.events.is_empty() {
        let mut rows: Vec<Vec<String>> =
            expected.events.iter().map(|(label, times, avoided)| row(label, Some(times), avoided)).collect();
        rows.push(vec![
            "All events".to_owned(),
            String::new(),
            mean(&expected.per_person),
            interval(&expected.per_person, 0.95),
        ]);
        page.table(&["Event", "Without support", "Cost avoided", "95% range"], &rows);
        let rows: Vec<Vec<String>> = expected
            .payers
            .iter()
            .map(|(label, avoided, cashable)| {
                let mut row = row(label, None, avoided);
                row.push(mean(cashable));
                row
            })
            .collect();
        page.table(&["Payer", "Cost avoided", "95% range", "Cashable savings"], &rows);
        page.say(&format!("Cost per person without support: {}.", mean(&expected.without_support)));
    }
    let rows: Vec<Vec<String>> = outlook
        .views
        .iter()
        .filter_map(|view| view.per_person.as_ref().map(|summary| row(&view.label, None, summary)))
        .collect();
    if !rows.is_empty() {
        page.table(&["View", "Cost avoided", "95% range"], &rows);
    }
    if let Some(value) = &expected.social_value_pv {
        page.say(&format!("Social value per person, at present value: {}.", mean(value)));
    }
    published(page, outlook);
}

/// What `sampling: sobol` means.
fn sobol(randomisations: usize, at_random: usize) -> String {
    let beyond = match at_random {
        0 => String::new(),
        1 => " The last uncertain value is beyond the dimensions of the points and is drawn at random.".to_owned(),
        _ => format!(
            " The last {} uncertain values are beyond the dimensions of the points and are drawn at random.",
            whole(at_random as u64)
        ),
    };
    format!(
        "The evidence is drawn by scrambled Sobol points, which cover it more evenly than random draws, in {randomisations} \
         independent randomisations; ± comes from how much these differ.{beyond}"
    )
}

fn published(page: &mut Page, outlook: &Outlook) {
    let Some(published) = &outlook.published else { return };
    if let (Some(figure), Some(model)) = (published.mean_avoided, &published.model) {
        page.say(&format!(
            "Published: {} per person ({} people, counted {}); this scenario expects {}.",
            rounded_money(figure, 0.0),
            whole(published.people),
            published.counting,
            mean(model)
        ));
    }
    if let (Some(figure), Some(of)) = (published.sroi_ratio, &published.sroi_reached) {
        page.say(&format!(
            "Published: £{} of value for each £1 of programme cost. The chance of at least that, given the evidence alone: {}.",
            trimmed(figure),
            chance(of.probability, of.mcse, of.low, of.high)
        ));
    }
}
