//! Says what the decision means for budgets: targets, who pays and who gains, and the cash of one body by year.

use super::super::beside::{Beside, first_drawn};
use super::super::stress::{entered, funder};
use super::super::verdict::claims_social_value;
use super::super::{
    Block, Cell, Column, Finding, Row, Section, Table, interval_cell, interval_column, mean_cell, money, summary,
    value_map,
};
use crate::estimate::{PartResults, Results, YearResults};
use crate::render::words::{capital, cost_avoided, discounted_by, group_name, list};

/// Targets that are set out; the others are counted.
const TARGETS: usize = 3;
/// Rows of a table, besides that of the whole.
const ROWS: usize = 12;
/// Figures that serve a decision about money, the best first.
const FIGURES: [&str; 5] = ["chance", "payback", "payers", "average", "outcomes"];
/// Those of a decision about social value.
const OF_VALUE: [&str; 3] = ["outcomes", "chance", "payback"];

/// The money.
pub(super) fn section(results: &Results, beside: &Beside<'_>, figures: &[&str]) -> Section {
    let mut blocks = targets(results, beside);
    let wanted: &[&str] = if claims_social_value(results) { &OF_VALUE } else { &FIGURES };
    blocks.extend(first_drawn(wanted, figures).map(Block::Figure));
    if results.counts_money() {
        blocks.push(Block::Table(payers(results)));
        for body in bodies(results) {
            blocks.push(Block::Table(years(results, body)));
            blocks.extend(body.and_then(|id| funding(id, beside)).map(Block::Paragraph));
        }
        blocks.push(Block::Paragraph(basis(results)));
    } else {
        blocks.push(Block::say(
            "No cost of any budget is counted here: nothing in this paper is cash that a budget gains.",
        ));
    }
    if let Some(value) = summary::social_value(results) {
        let lead = format!("Social value: {}", value.headline);
        blocks.push(Block::Finding(Finding { question: String::new(), headline: lead, sentences: value.sentences }));
        blocks.extend(value_map::values(results).filter(|_| !results.counts_money()).map(Block::Table));
    }
    Section::new("money", "Financial implications", blocks)
}

fn targets(results: &Results, beside: &Beside<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (id, target) in results.targets.iter().take(TARGETS) {
        let mut finding = summary::target_finding(target, results);
        finding.question.clone_from(&target.label);
        let stressed = beside.stress.and_then(|stress| Some((stress, stress.targets.get(id)?)));
        finding.sentences.extend(stressed.and_then(|(stress, target)| entered(target, stress)));
        blocks.push(Block::Finding(finding));
    }
    let more = results.targets.len().saturating_sub(TARGETS);
    if more > 0 {
        blocks.push(Block::Paragraph(format!(
            "{} in the report.",
            if more == 1 { "One further target is".to_owned() } else { format!("{more} further targets are") }
        )));
    }
    blocks
}

/// Who pays and who gains, without those who do neither.
fn payers(results: &Results) -> Table {
    let mut table = money::payers(results);
    // The intervals of cashable savings stand in the table of years.
    let last = table.columns.len() - 1;
    table.columns.truncate(last);
    table.rows.iter_mut().for_each(|row| row.cells.truncate(last));
    let nothing = |row: &Row| row.cells.iter().all(|cell| !matches!(cell, Cell::Money(value, _) if *value != 0.0));
    let (idle, mut rows): (Vec<Row>, Vec<Row>) = table.rows.into_iter().partition(nothing);
    let names: Vec<String> = idle.iter().filter_map(|row| row.cells.first()).map(Cell::print).collect();
    if !names.is_empty() && names.len() <= ROWS {
        table.notes.push(format!("Neither paying nor gaining: {}.", list(&names)));
    }
    shortened(&mut rows, &mut table.notes, "payers and groups");
    table.rows = rows;
    table
}

/// Leaves out the rows before the last that are too many, and says so.
fn shortened(rows: &mut Vec<Row>, notes: &mut Vec<String>, what: &str) {
    let more = rows.len().saturating_sub(ROWS + 1);
    if more > 0 {
        let whole = rows.pop();
        rows.truncate(ROWS);
        rows.extend(whole);
        notes.push(format!("{more} further {what} are in the report."));
    }
}

/// The groups whose cash is shown by year: the one whose target it is, and the one that pays most for the programme; the
/// first where there is neither, and the whole system (`None`) where there are no groups.
fn bodies(results: &Results) -> Vec<Option<&str>> {
    let group = |id: &&str| results.groups.get(id).is_some();
    let targeted =
        results.targets.iter().filter_map(|(_, target)| target.payers.first()).map(String::as_str).find(group);
    let cost = |part: &PartResults| part.programme_cost;
    let pays = results.groups.iter().filter(|(_, part)| cost(part) > 0.0);
    let most = pays.max_by(|(_, a), (_, b)| cost(a).total_cmp(&cost(b))).map(|(id, _)| id);
    let mut bodies: Vec<Option<&str>> = targeted.into_iter().chain(most).map(Some).collect();
    bodies.dedup();
    if bodies.is_empty() {
        bodies.push(results.groups.iter().next().map(|(id, _)| id));
    }
    bodies
}

/// What one group, or the whole system, pays and gains year by year.
fn years(results: &Results, body: Option<&str>) -> Table {
    let at = results.run.level;
    let priced = results.programme.is_some();
    let part = |year: &'_ YearResults| -> PartResults {
        body.and_then(|id| year.groups.get(id)).unwrap_or(&year.part).clone()
    };
    let row = |label: &str, part: &PartResults| {
        let (cost, error) = part.cost();
        let cells = priced.then_some(Cell::Money(cost, error)).into_iter();
        let gains = [mean_cell(&part.avoided), mean_cell(&part.cashable), interval_cell(&part.cashable, at)];
        Row::body(std::iter::once(Cell::text(label)).chain(cells).chain(gains))
    };
    let mut rows: Vec<Row> = results.years.iter().map(|year| row(&year.label, &part(year))).collect();
    let whole = body.and_then(|id| results.groups.get(id)).cloned().unwrap_or_else(|| money::whole(results));
    rows.push(Row { role: super::super::Role::Total, ..row("The whole span", &whole) });
    let mut columns = vec![Column::text("Year")];
    columns.extend(priced.then(|| Column::number("Pays for the programme")));
    columns.extend([
        Column::number(&capital(cost_avoided(results))),
        Column::number("Cashable savings"),
        interval_column(at),
    ]);
    let mut notes = Vec::new();
    if results.years.iter().any(|year| year.id == "later") {
        notes.push("Later: what runs on after the last of these years.".to_owned());
    }
    // Where nothing is cashable, no interval is.
    if rows.iter().all(|row| matches!(row.cells.last(), Some(Cell::Empty))) {
        columns.pop();
        rows.iter_mut().for_each(|row| drop(row.cells.pop()));
    }
    shortened(&mut rows, &mut notes, "years");
    let whose = body.map_or_else(|| "the whole system".to_owned(), group_name);
    Table::new(format!("The cash of {whose} by year"), columns, rows).notes(notes)
}

/// What the group pays beside what it gains, where it pays.
fn funding(id: &str, beside: &Beside<'_>) -> Option<String> {
    beside.stress?.cash.funders.iter().find(|one| one.id == id).map(funder)
}

/// How money is counted.
fn basis(results: &Results) -> String {
    let prices = results.scenario.price_base.as_ref().map_or_else(String::new, |year| format!(" at {year} prices"));
    format!(
        "The tables are in cash{prices}, not discounted; present values are discounted by {}.",
        discounted_by(&results.scenario)
    )
}
