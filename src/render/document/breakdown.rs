//! Breaks avoided cost down by event, mechanism, segment and view, and lists the targets.

use super::{
    Cell, Column, Described, Row, Table, estimate_cells, interval_cell, interval_column, interval_column_of, mean_cell,
};
use crate::estimate::{EventResults, Ordered, PartResults, Results, Summary, TargetResults, Totals};
use crate::render::words::{
    capital, cost_avoided, counting, covered, group_name, level as level_of, payers_of, reaches,
};

/// Occurrences, those averted and cost avoided by event; `None` without events.
#[must_use]
pub fn events(results: &Results) -> Option<Table> {
    let level = results.run.level;
    let count = |of: &Summary| Cell::Count(of.mean, of.mcse);
    let harmful = results.events.iter().any(|(_, event)| event.probability_harm.is_some());
    let columns: &[Described<'_, &EventResults>] = &[
        (Column::text("Event"), &|event| Cell::text(&event.label)),
        (Column::number("Occurrences without support"), &|event| count(&event.occurrences)),
        (Column::number("Occurrences averted"), &|event| count(&event.averted)),
        (Column::number("Cost avoided"), &|event| mean_cell(&event.avoided)),
        (interval_column(level), &|event| interval_cell(&event.avoided, level)),
        (Column::number("Present value").in_detail(), &|event| mean_cell(&event.avoided_pv)),
        (Column::number("Chance that support makes it worse"), &|event| {
            event.probability_harm.map_or_else(|| Cell::text("none"), Cell::Chance)
        }),
    ];
    let shown = if harmful { columns } else { &columns[..columns.len() - 1] };
    let table = Table::of("By event, the whole cohort", results.events.iter().map(|(_, event)| event), shown);
    let table = table.note("Averted: prevented by support itself, or because what leads to it was prevented.");
    let less = "Where support makes an event more frequent, what it causes is taken off what is averted and avoided.";
    if harmful { table.note(less).filled() } else { table.filled() }
}

/// Cost avoided by the way in which support avoids it.
#[must_use]
pub fn mechanisms(results: &Results) -> Table {
    let (level, all) = (results.run.level, &results.mechanisms);
    let row = |label: &str, summary: &Summary| Row::named(label, estimate_cells(summary, level));
    let less = |label: &str, summary: &Summary| {
        let range = match interval_cell(summary, level) {
            Cell::MoneyRange([low, high]) => Cell::MoneyRange([(-high.0, high.1), (-low.0, low.1)]),
            other => other,
        };
        Row::named(label, [Cell::Money(-summary.mean, summary.mcse), range])
    };
    let caused =
        all.caused.as_ref().map(|caused| less("Less: cost of events that support makes more frequent", caused));
    let replaced =
        all.replaced.as_ref().map(|replaced| less("Less: cost of what comes instead of what is prevented", replaced));
    let gained = all.gained.as_ref().map(|gained| row("Gained by budgets", gained));
    let sum = capital(cost_avoided(results));
    let rows = [
        row("Prevented", &all.prevented),
        row("Prevented because what leads to it was (knock-on)", &all.knock_on),
        row("Made cheaper or shorter", &all.reduced),
        row("Put off past the time followed (deferred, not averted)", &all.deferred),
        less("Less: cost that support itself adds", &all.added),
    ];
    let table = Table::new(
        "By mechanism, the whole cohort",
        [Column::text("Mechanism"), Column::number(&sum), interval_column(level)],
        rows.into_iter()
            .chain(caused)
            .chain(replaced)
            .chain(gained)
            .chain([row(&sum, &results.total.avoided).summed()]),
    )
    .note("Amounts credited: after attribution, displacement and optimism bias. Added cost counts in full.")
    .notes(all.gained.as_ref().map(|_| {
        "What budgets gain has its own attribution, deadweight and displacement; none of those of events.".to_owned()
    }));
    match all.caused {
        Some(_) => table.note(
            "What support makes more frequent is taken off after attribution and displacement; optimism bias takes nothing \
             off harm. Knock-on is less what follows from such events.",
        ),
        None => table,
    }
}

/// Avoided cost per person by segment; `None` where everybody is alike.
#[must_use]
pub fn segments(results: &Results) -> Option<Table> {
    let level = results.run.level;
    let nobody = || [Cell::text("nobody"), Cell::Empty];
    let rows = results.segments.iter().map(|(_, segment)| {
        let average = segment.avoided_per_person.as_ref();
        Row::named(&segment.label, average.map_or_else(nobody, |summary| estimate_cells(summary, level)))
    });
    let columns = [
        Column::text("Segment"),
        Column::number(&format!("{} per person", capital(cost_avoided(results)))),
        interval_column(level),
    ];
    Table::new("By segment, per person", columns, rows)
        .note("The average over the people of the segment, as simulated.")
        .filled()
}

/// Every target with the chance of reaching and of missing it; `None` without targets.
#[must_use]
pub fn targets(results: &Results) -> Option<Table> {
    let level = results.run.level;
    let label = |id: &str| results.payers.get(id).map(|payer| payer.label.clone());
    let net = |target: &TargetResults| if target.net_of_programme { ", net of the programme" } else { "" };
    Table::of(
        "Every target, with the chance of reaching and of missing it",
        results.targets.iter().map(|(_, target)| target),
        &[
            (Column::text("Target"), &|target| Cell::text(&target.label)),
            (Column::text("Payers"), &|target| Cell::Text(payers_of(target, label))),
            (Column::text("Year"), &|target| Cell::text(target.year.as_deref().unwrap_or("whole span"))),
            (Column::text("Counting"), &|target| Cell::Text(format!("{}{}", counting(target), net(target)))),
            (Column::number("Amount"), &|target| Cell::Money(target.amount, 0.0)),
            (Column::number("What is reached on average"), &|target| mean_cell(&target.value)),
            (interval_column(level), &|target| interval_cell(&target.value, level)),
            (Column::number("Chance that this cohort reaches it"), &|target| Cell::Chance(target.chance)),
            (Column::number("Chance that it misses it"), &|target| Cell::Chance(target.chance.missed())),
            (Column::number("Missing on average when missed"), &|target| {
                target.shortfall().map_or(Cell::Empty, |(missing, error)| Cell::Money(missing, error))
            }),
        ],
    )
    .note(match &results.scenario.price_base {
        Some(base) => format!("All amounts at {base} prices."),
        None => "Amounts at the prices of the scenario.".to_owned(),
    })
    .note(covered())
    .filled()
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
        Column::number(&format!("Expected {} per person", cost_avoided(results))),
        interval_column_of(results.run.level, "credible"),
        Column::number(&format!("{} in total", capital(cost_avoided(results)))),
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
        let weight = weighted.then(|| weight.map_or(Cell::Empty, Cell::PlainShare));
        let amounts = [estimate_cells(expected, level), estimate_cells(&total.avoided, level)].into_iter().flatten();
        let cashable = groups.iter().map(|(_, group)| mean_cell(&group.cashable));
        let chances = targets.iter().map(|(_, target)| Cell::Chance(target.chance));
        let cash = [mean_cell(&total.cashable)].into_iter().chain(cashable);
        Row::named(label, weight.into_iter().chain(amounts).chain(cash).chain(chances))
    };
    let views = results.views.iter().map(|(_, view)| {
        row(&view.label, view.weight, &view.per_person.expected, &view.total, &view.groups, &view.targets)
    });
    let mut rows: Vec<Row> = views.collect();
    if rows.is_empty() {
        return None;
    }
    let whole = if weighted { "All views, by weight" } else { "The scenario as written" };
    let expected = &results.per_person.expected;
    rows.push(row(whole, Some(1.0), expected, &results.total, &results.groups, &results.targets).summed());
    Some(Table::new("Views of life without support", columns, rows).note(format!(
        "Credible intervals ({} of draws) cover weak evidence alone, prediction intervals chance as well.",
        level_of(level)
    )))
}
