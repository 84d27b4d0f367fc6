//! Breaks avoided cost down by event, mechanism, segment and view, and lists the targets.

use super::cells::{estimate_cells, interval_cell, interval_column, interval_column_of, mean_cell};
use super::table::{Cell, Column, Row, Table};
use crate::estimate::{Ordered, PartResults, Results, Summary, TargetResults, Totals};
use crate::render::words::{counting, covered, group_name, level as level_of, payers_of, reaches};

/// Occurrences, those averted and cost avoided by event; `None` without events.
#[must_use]
pub fn events(results: &Results) -> Option<Table> {
    let level = results.run.level;
    let rows = results.events.iter().map(|(_, event)| {
        Row::body(vec![
            Cell::text(&event.label),
            Cell::Count(event.occurrences.mean, event.occurrences.mcse),
            Cell::Count(event.averted.mean, event.averted.mcse),
            mean_cell(&event.avoided),
            interval_cell(&event.avoided, level),
            mean_cell(&event.avoided_pv),
        ])
    });
    Table::new(
        "By event, the whole cohort",
        vec![
            Column::text("Event"),
            Column::number("Occurrences without support"),
            Column::number("Occurrences averted"),
            Column::number("Cost avoided"),
            interval_column(results.run.level),
            Column::number("Present value").in_detail(),
        ],
        rows,
    )
    .note("Averted: prevented by support itself, or because what leads to it was prevented.")
    .filled()
}

/// Cost avoided by the way in which support avoids it.
#[must_use]
pub fn mechanisms(results: &Results) -> Table {
    let (level, all) = (results.run.level, &results.mechanisms);
    let row = |label: &str, summary: &Summary| {
        Row::body([Cell::text(label)].into_iter().chain(estimate_cells(summary, level)).collect())
    };
    let added = {
        let range = match interval_cell(&all.added, level) {
            Cell::MoneyRange([low, high]) => Cell::MoneyRange([(-high.0, high.1), (-low.0, low.1)]),
            other => other,
        };
        Row::body(vec![
            Cell::text("Less: cost that support itself adds"),
            Cell::Money(-all.added.mean, all.added.mcse),
            range,
        ])
    };
    let avoided = &results.total.avoided;
    Table::new(
        "By mechanism, the whole cohort",
        vec![Column::text("Mechanism"), Column::number("Cost avoided"), interval_column(results.run.level)],
        vec![
            row("Prevented", &all.prevented),
            row("Prevented because what leads to it was (knock-on)", &all.knock_on),
            row("Made cheaper", &all.reduced),
            row("Put off past the horizon (deferred, not averted)", &all.deferred),
            added,
            Row::total([Cell::text("Cost avoided")].into_iter().chain(estimate_cells(avoided, level)).collect()),
        ],
    )
    .note("Amounts credited: after attribution, displacement and optimism bias. Added cost counts in full.")
}

/// Avoided cost per person by segment; `None` where everybody is alike.
#[must_use]
pub fn segments(results: &Results) -> Option<Table> {
    let rows: Vec<Row> = results
        .segments
        .iter()
        .map(|(_, segment)| {
            let mut cells = vec![Cell::text(&segment.label)];
            match &segment.avoided_per_person {
                Some(summary) => cells.extend(estimate_cells(summary, results.run.level)),
                None => cells.extend([Cell::text("nobody"), Cell::Empty]),
            }
            Row::body(cells)
        })
        .collect();
    Table::new(
        "By segment, per person",
        vec![Column::text("Segment"), Column::number("Cost avoided per person"), interval_column(results.run.level)],
        rows,
    )
    .note("The average over the people of the segment, as simulated.")
    .filled()
}

/// Every target with the chance of reaching and of missing it; `None` without targets.
#[must_use]
pub fn targets(results: &Results) -> Option<Table> {
    let rows = results.targets.iter().map(|(_, target)| Row::body(target_cells(target, results)));
    Table::new(
        "Every target, with the chance of reaching and of missing it",
        vec![
            Column::text("Target"),
            Column::text("Payers"),
            Column::text("Year"),
            Column::text("Counting"),
            Column::number("Amount"),
            Column::number("What is reached on average"),
            interval_column(results.run.level),
            Column::number("Chance that this cohort reaches it"),
            Column::number("Chance that it misses it"),
            Column::number("Missing on average when missed"),
        ],
        rows,
    )
    .note(match &results.scenario.price_base {
        Some(base) => format!("All amounts at {base} prices."),
        None => "Amounts at the prices of the scenario.".to_owned(),
    })
    .note(covered())
    .filled()
}

fn target_cells(target: &TargetResults, results: &Results) -> Vec<Cell> {
    let label = |id: &str| results.payers.get(id).map(|payer| payer.label.clone());
    let net = if target.net_of_programme { ", net of the programme" } else { "" };
    vec![
        Cell::text(&target.label),
        Cell::Text(payers_of(target, label)),
        Cell::text(target.year.as_deref().unwrap_or("whole span")),
        Cell::Text(format!("{}{net}", counting(target))),
        Cell::Money(target.amount, 0.0),
        mean_cell(&target.value),
        interval_cell(&target.value, results.run.level),
        Cell::Chance(target.chance),
        Cell::Chance(target.chance.missed()),
        target
            .mean_shortfall
            .map_or(Cell::Empty, |shortfall| Cell::Money(shortfall, target.mean_shortfall_mcse.unwrap_or(f64::NAN))),
    ]
}

/// Views side by side, with the weighted whole; `None` without views.
#[must_use]
pub fn views(results: &Results) -> Option<Table> {
    let level = results.run.level;
    let weighted = results.views.iter().any(|(_, view)| view.weight.is_some());
    let mut columns = vec![Column::text("View")];
    if weighted {
        columns.push(Column::number("Weight"));
    }
    columns.extend([
        Column::number("Cost avoided per person"),
        interval_column_of(results.run.level, "credible"),
        Column::number("Cost avoided in total"),
        interval_column_of(results.run.level, "prediction"),
        Column::number("Cashable savings").in_detail(),
    ]);
    let cashable = |(id, _)| Column::number(&format!("Cashable, {}", group_name(id))).in_detail();
    columns.extend(results.groups.iter().map(cashable));
    columns.extend(results.targets.iter().map(|(_, target)| Column::number(&reaches(&target.label))));
    let row = |label: &str,
               weight: Option<f64>,
               expected: &Summary,
               total: &Totals,
               groups: &Ordered<PartResults>,
               targets: &Ordered<TargetResults>| {
        let mut cells = vec![Cell::text(label)];
        if weighted {
            cells.push(weight.map_or(Cell::Empty, Cell::PlainShare));
        }
        cells.extend([estimate_cells(expected, level), estimate_cells(&total.avoided, level)].into_iter().flatten());
        cells.push(mean_cell(&total.cashable));
        cells.extend(groups.iter().map(|(_, group)| mean_cell(&group.cashable)));
        cells.extend(targets.iter().map(|(_, target)| Cell::Chance(target.chance)));
        cells
    };
    let views = results.views.iter().map(|(_, view)| {
        Row::body(row(&view.label, view.weight, &view.per_person.expected, &view.total, &view.groups, &view.targets))
    });
    let mut rows: Vec<Row> = views.collect();
    if rows.is_empty() {
        return None;
    }
    let whole = if weighted { "All views, by weight" } else { "The scenario as written" };
    let expected = &results.per_person.expected;
    rows.push(Row::total(row(whole, Some(1.0), expected, &results.total, &results.groups, &results.targets)));
    Some(Table::new("Views of life without support", columns, rows).note(format!(
        "Credible intervals ({} of draws) cover weak evidence alone, prediction intervals chance as well.",
        level_of(level)
    )))
}
