//! Composes what is said of a run: which sections there are, in which order, and what the screen keeps back.

use super::key_figures::key_figures;
use super::provenance::{command, provenance, trust};
use super::verdict::verdict;
use super::{
    Block, Document, Section, assumptions, breakdown, glossary, messages, method, money, person, published, summary,
    value_map,
};
use crate::estimate::Results;
use crate::render::caption;
use crate::render::number::{months, plain_share, whole};
use crate::render::words::{caveat, level, people, warnings};

/// The document of a run; `figures` are the names of its figures, in their order.
#[must_use]
pub fn document(results: &Results, figures: &[&'static str]) -> Document {
    let mut sections = vec![answers(results)];
    let rests = caption::provenance(results).into_iter().chain(caption::yardstick(results)).map(Block::Paragraph);
    let placed = figures.iter().map(|id| Block::Figure(id));
    sections.push(Section::new("figures", "Figures", placed).with(rests));
    let figures = key_figures(results);
    let across = Block::Paragraph(messages::key_figures(results, &figures));
    sections.push(Section::detail("key-figures", "Key figures", [across, Block::Table(figures)]));
    sections.extend(amounts(results));
    sections.extend(views(results));
    let map = value_map::value_map(results).map(Block::Table);
    sections.push(Section::detail("value-map", "Value map of outcomes", said(messages::outcomes(results)).chain(map)));
    sections.push(sureness(results));
    sections.extend(evidence(results));
    sections.extend(warned(&results.warnings));
    sections.push(Section::new("trust", "Can the calculation be trusted?", [Block::say(trust(results))]));
    sections.extend(references(results));
    Document {
        title: results.scenario.title.clone(),
        topic: "What cost is avoided?".to_owned(),
        verdict: Some(verdict(results)),
        lead: lead(results),
        facts: facts(results),
        sections,
    }
}

fn lead(results: &Results) -> Vec<String> {
    let (scenario, run) = (&results.scenario, &results.run);
    let mut lead = vec![
        scenario
            .description
            .clone()
            .unwrap_or_else(|| "What would have been spent without this programme, and how sure that is.".to_owned()),
    ];
    let points = if run.sampling.is_some() { " by scrambled Sobol points" } else { "" };
    lead.push(format!(
        "{} draws of the evidence{points}, {} journeys simulated (seed {}). Ranges are {} intervals; figures are rounded to \
         what the simulation can support.",
        whole(run.draws),
        whole(run.journeys),
        run.seed,
        level(run.level)
    ));
    lead.extend(precision(results));
    lead
}

/// How precise the run was to be, and whether it is; `None` where nobody asked for it.
pub(super) fn precision(results: &Results) -> Option<String> {
    let precision = results.run.precision?;
    Some(format!(
        "Drawn until the error of the mean expected on the evidence was at most {} of it and that of every target's chance at most 0.5 points: {}.",
        plain_share(precision.asked),
        if precision.met { "reached with these draws" } else { "not reached, the most draws allowed came first" }
    ))
}

pub(super) fn facts(results: &Results) -> Vec<(String, String)> {
    let scenario = &results.scenario;
    let mut facts = vec![
        ("People".to_owned(), whole(scenario.people)),
        ("Each followed for".to_owned(), months(scenario.horizon_months)),
    ];
    facts.extend(scenario.price_base.as_ref().map(|base| ("Prices of".to_owned(), base.clone())));
    facts
}

/// The answers in sentences, with who pays and who gains.
fn answers(results: &Results) -> Section {
    let costs = results.counts_money();
    let mut blocks: Vec<Block> =
        results.targets.iter().map(|(_, target)| Block::Finding(summary::target_finding(target, results))).collect();
    if costs {
        blocks.push(Block::Finding(person::per_person(results)));
        blocks.push(Block::Finding(summary::total(results)));
    }
    if let Some(social) = summary::social_value(results) {
        blocks.push(Block::Finding(social));
        blocks.extend(value_map::values(results).map(Block::Table));
    }
    blocks.push(Block::Finding(summary::programme(results)));
    if costs {
        blocks.push(Block::Table(money::payers(results)));
    }
    blocks.extend(caveat(results).map(Block::Caution));
    Section::new("summary", "Summary", blocks)
}

/// Money by year, event, mechanism and segment, and every target in a row.
fn amounts(results: &Results) -> Vec<Section> {
    let mut sections = Vec::new();
    if results.counts_money() {
        let across = (results.years.len() > 1).then(|| Block::Table(money::payers_across_years(results)));
        let years = said(messages::years(results)).chain([Block::Table(money::years(results))]);
        sections.push(Section::new("years", "In which years, and to whom?", years).with(across));
        let events = said(messages::events(results)).chain(breakdown::events(results).map(Block::Table));
        let gains = value_map::gains(results);
        let details = [breakdown::mechanisms(results)].into_iter().chain(gains).chain(breakdown::segments(results));
        sections.push(Section::new("breakdown", "What is avoided, and how?", events).with(details.map(Block::Table)));
    }
    let targets = said(messages::targets(results)).chain(breakdown::targets(results).map(Block::Table));
    sections.push(Section::detail("targets", "Targets", targets));
    sections
}

/// What a table shows, before it.
fn said(message: Option<String>) -> impl Iterator<Item = Block> {
    message.map(Block::Paragraph).into_iter()
}

fn views(results: &Results) -> Option<Section> {
    let table = breakdown::views(results)?;
    let meaning = if results.views.iter().any(|(_, view)| view.weight.is_some()) {
        "Each view is one opinion of the lives that people would have led. Every draw belongs to one view, in proportion to its \
         weight."
    } else {
        "Each view is one opinion of the lives that people would have led, run beside the scenario as written."
    };
    let blocks = said(messages::views(results)).chain([Block::say(meaning), Block::Table(table)]);
    Some(Section::new("views", "What if life without support had been different?", blocks))
}

fn sureness(results: &Results) -> Section {
    let sure = results.counts_money().then(|| Block::Finding(summary::sureness(results)));
    Section::new("sureness", "How sure can we be?", sure)
}

/// What the results rest on: what was published, and every value.
fn evidence(results: &Results) -> Vec<Section> {
    let finding = published::finding(results).map(Block::Finding);
    let alike = published::if_all_were_alike(results).map(Block::Paragraph);
    let table = published::table(results).map(Block::Table);
    let stands = Section::new("published", "How does this compare with what was published?", finding);
    let log: Vec<Block> = if results.assumptions.is_empty() {
        vec![Block::say("The scenario holds no uncertain value.")]
    } else {
        said(messages::assumptions(results)).chain([Block::Table(assumptions::assumptions(results))]).collect()
    };
    vec![stands.with(table.into_iter().chain(alike)), Section::detail("assumptions", "Assumptions", log)]
}

/// Warnings, those silenced with the reason; where there are none, only a paper says so.
pub(super) fn warned(of: &[crate::estimate::Warning]) -> Option<Section> {
    let lines = warnings(of);
    Some(if lines.is_empty() {
        Section::detail("warnings", "Warnings", [Block::say("The scenario raised no warnings.")])
    } else {
        Section::new("warnings", "Warnings", [Block::List(lines)])
    })
}

/// Method, terms, and what makes the same numbers again.
fn references(results: &Results) -> [Section; 3] {
    let again = "The same program, files, changes and seed give the same numbers, whatever the number of processors.";
    [
        Section::detail("method", "Method in short", method::blocks(results)),
        Section::detail("glossary", "Terms", [Block::Terms(glossary::terms(results))]),
        Section::detail(
            "reproduce",
            "To make these numbers again",
            [Block::say(again), Block::Formula(command(results)), Block::Terms(provenance(results))],
        ),
    ]
}

/// People, time and prices in a sentence, for the head of a further answer: `850 people, each followed for 24 months`.
pub(super) fn followed(of: u64, horizon_months: f64) -> String {
    format!("{}, each followed for {} after joining", people(of), months(horizon_months))
}

/// ` All money is at 2021/22 prices.`, or nothing without a price base.
pub(super) fn at_prices(price_base: Option<&String>) -> String {
    price_base.map_or_else(String::new, |year| format!(" All money is at {year} prices."))
}
