//! Reads a scenario back in plain English, with what it expects, so that its author can calibrate it.

use super::outlook_events::{event, outcome, ranged, share, times};
use super::outlook_funding::{funding, payer};
use super::released::lumps;
use super::{Block, Cell, Document, Row, Section, Table, columns, interval_cell, warned};
use crate::estimate::{Assumption, Belief, CohortFacts, Outlook, SamplingFacts, Summary, ViewFacts};
use crate::render::number::{exact_money, months, plain_share, trimmed, whole};
use crate::render::words::{
    amount, chance, changes, counted, counted_as, discounted_by, list, mean_with_error, people, stated,
};

/// The level of the ranges of what is expected.
const LEVEL: f64 = 0.95;

/// What `averted check` says.
#[must_use]
pub fn outlook(of: &Outlook) -> Document {
    let mut lead: Vec<String> = of.scenario.description.iter().cloned().collect();
    lead.push(
        "The scenario has no mistakes. This is what it says; figures in brackets are 95% ranges of the evidence. Nobody was \
         simulated."
            .to_owned(),
    );
    lead.extend(changes(&of.scenario));
    let events = of.events.iter().zip(&of.expected.events);
    let events = events.flat_map(|(described, expected)| event(described, expected, of));
    let mut sections = vec![
        Section::new("cohort", "Who is supported", cohort(of)),
        Section::new("events", "What would happen without support, and what support changes", events),
        Section::new("outcomes", "Outcomes for people", of.outcomes.iter().flat_map(|one| outcome(one, of))),
        Section::new("programme", "What support costs", funding(of)),
        Section::new("releases", "How cash leaves budgets", releases(of)),
        Section::new("targets", "Targets", targets(of)),
        Section::new("views", "Views", of.views.iter().flat_map(view)),
        Section::new("assumptions", "Every uncertain value", assumptions(of)),
    ];
    sections.extend(warned(&of.warnings));
    sections.push(Section::new("expected", "What it expects, exactly and without simulating", expected(of)));
    Document { title: of.scenario.title.clone(), lead, sections, ..Document::default() }
}

fn cohort(outlook: &Outlook) -> Vec<Block> {
    let cohort = &outlook.cohort;
    let said = format!(
        "{}, {}. Each is followed for {} after joining.",
        people(cohort.people),
        joining(cohort),
        months(outlook.scenario.horizon_months)
    );
    let engagement = &cohort.engagement;
    let past = cohort.counts_past_horizon.map(|counts| match counts {
        true => "Cost that runs on past that time counts, as the whole of a cost paid at once does.",
        false => "Cost that runs on past that time does not count.",
    });
    let mut points = vec![if engagement.certain && engagement.mean >= 1.0 {
        "Everybody engages with support.".to_owned()
    } else {
        format!("{} engage; support changes nothing for the others.", share(engagement))
    }];
    points.extend(past.map(str::to_owned));
    points.extend(cohort.leaves.as_ref().map(|leaves| {
        format!(
            "{} of those who are left leave in each year, by death or removal: neither life of theirs is followed further.",
            share(leaves)
        )
    }));
    points.push(if cohort.frailty > 0.0 {
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
        points.push(format!("Segment “{}”: {part}; {risks}.", segment.label));
    }
    let prices = outlook.scenario.price_base.as_ref();
    let prices = prices.map_or_else(String::new, |year| format!("All money is at {year} prices. "));
    points.push(format!("{prices}Present values are discounted by {}.", discounted_by(&outlook.scenario)));
    vec![Block::Paragraph(said), Block::List(points)]
}

fn joining(cohort: &CohortFacts) -> String {
    match cohort.joining.as_slice() {
        [(_, to, _)] if *to <= 0.0 => "all joining at the start".to_owned(),
        [(from, to, _)] if *from <= 0.0 => format!("joining evenly over the first {}", months(*to)),
        windows => {
            let window = |(from, to, people): &(f64, f64, u64)| {
                format!("{} in months {} to {}", whole(*people), trimmed(*from), trimmed(*to))
            };
            format!("joining evenly in turn ({})", list(&windows.iter().map(window).collect::<Vec<_>>()))
        }
    }
}

fn releases(outlook: &Outlook) -> Vec<Block> {
    if outlook.releases.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Paragraph(lumps(&outlook.releases))];
    if outlook.targets.iter().all(|target| target.counting.has_expectation()) {
        blocks.push(Block::say("No target counts what is released, so nothing depends on it."));
    }
    blocks
}

fn targets(outlook: &Outlook) -> Vec<Block> {
    let said = outlook.targets.iter().map(|target| {
        format!(
            "{}: {} in {}. {}.",
            target.label,
            amount(target, outlook.scenario.price_base.as_deref()),
            counted(target, |id| payer(outlook, id)),
            if target.counting.has_expectation() {
                format!("Expected: {}", mean_with_error(&target.value))
            } else {
                "Nothing exact is expected of it: a run simulates it".to_owned()
            }
        )
    });
    if outlook.targets.is_empty() { Vec::new() } else { vec![Block::List(said.collect())] }
}

fn view(view: &ViewFacts) -> Vec<Block> {
    let weight = view.weight.map_or_else(String::new, |weight| format!(", weight {}", plain_share(weight)));
    let written = if view.differences.is_empty() { " as the scenario is written." } else { "" };
    let difference = |(path, base, own): &(String, String, String)| match (base.is_empty(), own.is_empty()) {
        (true, _) => format!("{path}: {own}, which the scenario does not state."),
        (_, true) => format!("{path}: not stated, instead of {base}."),
        _ => format!("{path}: {own}, instead of {base}."),
    };
    let points = view.differences.iter().map(difference).collect();
    vec![Block::Paragraph(format!("{}{weight}:{written}", view.label)), Block::List(points)]
}

fn assumptions(outlook: &Outlook) -> Vec<Block> {
    let uncertain: Vec<&Assumption> = outlook.assumptions.iter().filter(|value| !value.certain).collect();
    if uncertain.is_empty() {
        return vec![Block::say("None: every value is certain.")];
    }
    let point = |value: &&Assumption| {
        let grade = value.remarks.grade.map_or_else(String::new, |grade| format!(" Grade {grade}."));
        let cohort = value
            .cohort_average
            .map_or_else(String::new, |average| format!(" Over the cohort {}.", stated(value.kind, average)));
        let range = Belief { mean: value.mean, p2_5: value.p2_5, p97_5: value.p97_5, certain: false };
        format!("{} [{}]: {}: {}.{cohort}{grade}", value.label, value.path, ranged(&range, value.kind), value.spelling)
    };
    let mut blocks = vec![Block::List(uncertain.iter().map(point).collect())];
    let unsourced = uncertain.iter().filter(|value| value.remarks.source.is_none()).count();
    if unsourced > 0 {
        blocks.push(Block::Paragraph(format!("{unsourced} of {} state no source.", uncertain.len())));
    }
    let correlated = outlook.correlations.iter();
    blocks.push(Block::List(
        correlated
            .map(|(first, second, rho)| format!("{first} and {second} have a rank correlation of {}.", trimmed(*rho)))
            .collect(),
    ));
    blocks
}

fn expected(outlook: &Outlook) -> Vec<Block> {
    let expected = &outlook.expected;
    let mut blocks = vec![Block::Paragraph(format!(
        "Average over {} draws of the evidence, per person; ± is the error from their number.",
        whole(expected.draws)
    ))];
    if let SamplingFacts::Sobol { randomisations, at_random } = expected.sampling {
        blocks.push(Block::Paragraph(sobol(randomisations, at_random)));
    }
    let head = |first: &str, cashable: bool| {
        let avoided = if expected.gained.is_some() { "Cost avoided and gains" } else { "Cost avoided" };
        let heads = [avoided, "95% range"].into_iter();
        columns(first, heads.chain(cashable.then_some("Cashable savings")))
    };
    let row = |label: &str, summary: &Summary, cashable: Option<&Summary>| {
        let cashable = cashable.map(|cash| Cell::Text(mean_with_error(cash)));
        Row::named(label, range_cells(summary).into_iter().chain(cashable))
    };
    if !expected.events.is_empty() || expected.gained.is_some() {
        blocks.push(Block::Table(events(outlook)));
        blocks.push(Block::Table(Table::new(
            "",
            head("Payer", true),
            expected.payers.iter().map(|(label, avoided, cash)| row(label, avoided, Some(cash))),
        )));
        blocks.push(Block::Paragraph(format!(
            "Cost per person without support: {}.",
            mean_with_error(&expected.without_support)
        )));
    }
    let views = outlook.views.iter();
    let rows: Vec<Row> =
        views.filter_map(|view| view.per_person.as_ref().map(|summary| row(&view.label, summary, None))).collect();
    if !rows.is_empty() {
        blocks.push(Block::Table(Table::new("", head("View", false), rows)));
    }
    blocks.extend(expected.social_value_pv.as_ref().map(|value| {
        Block::Paragraph(format!("Social value per person, at present value: {}.", mean_with_error(value)))
    }));
    blocks.extend(published(outlook).into_iter().map(Block::Paragraph));
    blocks
}

/// The mean with its error, and the range of the evidence.
fn range_cells(summary: &Summary) -> [Cell; 2] {
    [Cell::Text(mean_with_error(summary)), interval_cell(summary, LEVEL)]
}

/// What each event and all of them avoid.
fn events(outlook: &Outlook) -> Table {
    let expected = &outlook.expected;
    let row = |label: &str, times: Cell, avoided: &Summary| {
        Row::named(label, [times].into_iter().chain(range_cells(avoided)))
    };
    let events = expected.events.iter();
    let rows = events.map(|(label, times, avoided)| row(label, Cell::Count(times.mean, times.mcse), avoided));
    let gained = expected.gained.as_ref().map(|gained| row("Gained by budgets", Cell::Empty, gained));
    let (all, head) = match gained {
        Some(_) => ("All events and gains", "Cost avoided and gains"),
        None => ("All events", "Cost avoided"),
    };
    let whole = row(all, Cell::Empty, &expected.per_person).summed();
    let columns = columns("Event", ["Without support", head, "95% range"]);
    Table::new("", columns, rows.chain(gained).chain([whole]))
}

/// What `sampling: sobol` means.
fn sobol(randomisations: usize, at_random: usize) -> String {
    let beyond = match at_random {
        0 => String::new(),
        1 => " The last uncertain value is beyond the dimensions of the points and is drawn at random.".to_owned(),
        _ => format!(
            " The last {} uncertain values are beyond the dimensions of the points and are drawn at random.",
            whole(at_random)
        ),
    };
    format!(
        "The evidence is drawn by scrambled Sobol points, which cover it more evenly than random draws, in {randomisations} \
         independent randomisations; ± comes from how much these differ.{beyond}"
    )
}

fn published(outlook: &Outlook) -> Vec<String> {
    let Some(published) = &outlook.published else { return Vec::new() };
    let mut said = Vec::new();
    if let (Some(figure), Some(model)) = (published.mean_avoided, &published.model) {
        said.push(format!(
            "Published: {} per person ({}, counted {}); this scenario expects {}.",
            exact_money(figure),
            people(published.people),
            counted_as(published.counting),
            mean_with_error(model)
        ));
    }
    if let (Some(figure), Some(of)) = (published.sroi_ratio, &published.sroi_reached) {
        said.push(format!(
            "Published: £{} of value for each £1 of programme cost. The chance of at least that, given the evidence alone: {}.",
            trimmed(figure),
            chance(of)
        ));
    }
    said
}
