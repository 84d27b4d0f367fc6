//! Composes the report: which sections there are, in which order, and which figures stand where.

use super::document::{Block, Report, Section, Table};
use super::key_figures::key_figures;
use super::provenance::provenance;
use super::value_map::value_map;
use super::{Beside, Picture, breakdown, evidence, glossary, method, money, summary};
use crate::estimate::Results;
use crate::render::number::{months, whole};

/// The report of `results`, with what stands `beside` them, and with `pictures`, which are placed by their index.
#[must_use]
pub fn compose(results: &Results, beside: &Beside, pictures: &[Picture]) -> Report {
    let mut sections = vec![summary::section(results)];
    let own = pictures.iter().enumerate().filter(|(_, picture)| !beside.shows(picture.id));
    let figures: Vec<Block> = own.map(|(index, _)| Block::Figure(index)).collect();
    if !figures.is_empty() {
        sections.push(Section { id: "figures", title: "Figures".to_owned(), blocks: figures });
    }
    sections.push(Section {
        id: "key-figures",
        title: "Key figures".to_owned(),
        blocks: vec![Block::Table(key_figures(results))],
    });
    sections.extend(tables(results));
    sections.extend(beside.sections(&|id| pictures.iter().position(|picture| picture.id == id)));
    sections.extend(evidence_sections(results));
    sections.push(method::section(results));
    sections.push(Section { id: "warnings", title: "Warnings".to_owned(), blocks: evidence::warnings(results) });
    let terms = glossary::terms(results);
    sections.push(Section { id: "glossary", title: "Terms".to_owned(), blocks: vec![Block::Terms(terms)] });
    sections.push(Section {
        id: "reproduce",
        title: "To make these numbers again".to_owned(),
        blocks: vec![
            Block::Paragraph(
                "The same program, scenario and seed give the same numbers, whatever the number of processors."
                    .to_owned(),
            ),
            Block::Terms(provenance(results)),
        ],
    });
    Report { title: results.scenario.title.clone(), lead: lead(results), facts: facts(results), sections }
}

fn lead(results: &Results) -> String {
    results
        .scenario
        .description
        .clone()
        .unwrap_or_else(|| "What would have been spent without this programme, and how sure that is.".to_owned())
}

fn facts(results: &Results) -> Vec<(String, String)> {
    let (scenario, run) = (&results.scenario, &results.run);
    let mut facts = vec![
        ("People".to_owned(), whole(scenario.people)),
        ("Each followed for".to_owned(), months(scenario.horizon_months)),
        ("Draws of the evidence".to_owned(), whole(run.draws as u64)),
    ];
    if let Some(base) = &scenario.price_base {
        facts.insert(2, ("Prices of".to_owned(), base.clone()));
    }
    facts
}

fn tables(results: &Results) -> Vec<Section> {
    let mut sections = Vec::new();
    if !results.events.is_empty() {
        let mut by_year = vec![Block::Table(money::years(results))];
        if results.years.len() > 1 {
            by_year.push(Block::Table(money::payers_across_years(results)));
        }
        sections.push(Section { id: "years", title: "When, and to whom".to_owned(), blocks: by_year });
        let blocks = breakdown::events(results)
            .into_iter()
            .chain([breakdown::mechanisms(results)])
            .chain(breakdown::segments(results))
            .map(Block::Table)
            .collect();
        sections.push(Section { id: "breakdown", title: "What is avoided, and how".to_owned(), blocks });
    }
    sections.extend(with_tables("targets", "Targets", "", breakdown::targets(results)));
    sections.extend(with_tables(
        "views",
        "What if life without support had been different?",
        if results.views.iter().any(|(_, view)| view.weight.is_some()) {
            "Each view is one opinion of the lives that people would have led. Every draw belongs to one view, in proportion to \
             its weight."
        } else {
            "Each view is one opinion of the lives that people would have led, run beside the scenario as written."
        },
        breakdown::views(results),
    ));
    sections.extend(with_tables("value-map", "Value map of outcomes", "", value_map(results)));
    sections
}

fn evidence_sections(results: &Results) -> Vec<Section> {
    let mut sections = Vec::new();
    let like_them = evidence::if_all_were_alike(results).unwrap_or_default();
    sections.extend(with_tables(
        "published",
        "How does this compare with what was published?",
        &like_them,
        evidence::published(results),
    ));
    let log = if results.assumptions.is_empty() {
        vec![Block::Paragraph("The scenario holds no uncertain value.".to_owned())]
    } else {
        vec![Block::Table(evidence::assumptions(results))]
    };
    sections.push(Section { id: "assumptions", title: "Assumptions log".to_owned(), blocks: log });
    sections
}

fn with_tables(id: &'static str, title: &str, sentence: &str, table: Option<Table>) -> Option<Section> {
    let table = Block::Table(table?);
    let mut blocks = Vec::with_capacity(2);
    if !sentence.is_empty() {
        blocks.push(Block::Paragraph(sentence.to_owned()));
    }
    blocks.push(table);
    Some(Section { id, title: title.to_owned(), blocks })
}
