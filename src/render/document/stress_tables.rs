//! Lays out the tables of a stress test: people needed, switching values, how misses differ, shocks, grids, whose cash.

use super::{Block, Cell, Column, Row, Section, Table, change_cells, columns, estimate_cells, interval_column};
use crate::estimate::{
    Against, CashPart, CashRow, Chance, Difference, Needed, Party, ReverseResults, ReverseRow, ShockResults,
    ShockTarget, Stress, Summary, Switch, SwitchingInput, TargetStress, float,
};
use crate::numeric::decade;
use crate::quantity::Kind;
use crate::render::number::{count, plain_share, whole};
use crate::render::words::{
    estimated, held_at_switch, held_fixed, level, list, of_input, percent, ranked_switches, reaches, stated,
    stated_range,
};

/// Rows of a table of inputs, at most; stress.json has all.
const MOST_ROWS: usize = 12;
/// Inputs named in the short table.
const NEAREST: usize = 10;
/// Shocks beside each other in one table.
const SHOCKS_ACROSS: usize = 4;

/// The fewest people of each confidence, confirmed by a run; `None` where no number of people gives any.
pub(super) fn people(stressed: &TargetStress) -> Option<Table> {
    let team = stressed.people.team.is_some();
    let mut columns = ["Confidence", "People", "Chance when simulated"].map(Column::number).to_vec();
    if team {
        columns.extend(["Coordinator-years", "What those cost", "Net at that size"].map(Column::number));
    }
    let rows = stressed.people.needed.iter().filter_map(|(_, needed)| needed_row(needed, team));
    Table::new(format!("People needed: {}", stressed.target.label), columns, rows)
        .notes(confirmed(stressed).into_iter().chain(held_fixed(&stressed.people)))
        .filled()
}

/// How many draws confirm the numbers of people that were simulated; `None` where none was.
fn confirmed(stressed: &TargetStress) -> Option<String> {
    let runs = stressed.people.needed.iter().filter_map(|(_, needed)| needed.simulated);
    let draws: Vec<usize> = runs.map(|run| run.draws).collect();
    let (least, most) = (*draws.iter().min()?, *draws.iter().max()?);
    let draws = if least == most { whole(most) } else { format!("{} to {}", whole(least), whole(most)) };
    Some(format!(
        "Each chance that is simulated is of a run with so many people on the same random numbers ({draws} draws)."
    ))
}

fn needed_row(needed: &Needed, team: bool) -> Option<Row> {
    let mut cells = vec![Cell::Text(plain_share(needed.confidence)), Cell::Text(people_of(needed)?)];
    cells.push(match needed.simulated {
        Some(run) => Cell::Chance(run.chance),
        None => Cell::text("too many to simulate"),
    });
    if team {
        let capacity = needed.capacity.as_ref();
        cells.push(capacity.map_or(Cell::Empty, |capacity| {
            Cell::Count(capacity.coordinator_years.mean, capacity.coordinator_years.mcse.max(0.1))
        }));
        let of = |summary: Option<&Summary>| summary.map_or_else(|| Cell::text("not stated"), super::cells::mean_cell);
        cells.push(of(capacity.and_then(|capacity| capacity.cost.as_ref())));
        cells.push(of(capacity.and_then(|capacity| capacity.net.as_ref())));
    }
    Some(Row::body(cells))
}

/// The people of one confidence with their error: `1,240 (± 30)`; `None` where no number of people gives it.
pub(super) fn people_of(needed: &Needed) -> Option<String> {
    let error = needed.mcse.filter(|error| error.is_finite() && *error >= 0.5);
    let number = count(float(needed.people?), error.unwrap_or(0.0));
    let leading = |error: f64| format!(" (± {})", count(error, decade(error)));
    Some(format!("{number}{}", error.map_or_else(String::new, leading)))
}

/// The inputs nearest to switching the answer; `None` where none does by itself.
pub(super) fn nearest(stress: &Stress) -> Option<Table> {
    let ranked = ranked_switches(stress)?;
    let rows = ranked.rows.iter().take(NEAREST).map(|row| {
        let texts = [&row.label, &row.believed, &row.value, &signed(row.shift)];
        Row::body(texts.map(Cell::text))
    });
    let mut notes =
        vec!["One input at a time, all others as drawn; the distance is in its own standard deviations.".to_owned()];
    if !ranked.never.is_empty() {
        notes.push(format!("Cannot be reached by one input alone, whatever its value: {}.", ranked.never.join("; ")));
    }
    Some(
        Table::new(
            format!("What would have to be true: the value at which {}", ranked.question),
            columns("Input", ["Believed (mean)", "Switching value", "Distance, sd"]),
            rows,
        )
        .notes(notes),
    )
}

/// `+2.3`, `−0.4`.
fn signed(number: f64) -> String {
    format!("{}{}", if number < 0.0 { '−' } else { '+' }, count(number.abs(), 0.1))
}

/// Every input with every switching value; `None` where no input switches anything by itself.
pub(super) fn switching(stress: &Stress) -> Option<Table> {
    let inputs = &stress.switching.inputs;
    let with_net = inputs.iter().any(|input| input.net.is_some());
    let reachable: Vec<&SwitchingInput> =
        inputs.iter().filter(|input| switches(input).any(|switch| switch.value.is_some())).collect();
    let mut columns = vec![Column::text("Input"), Column::number("Believed"), Column::beside("95% range")];
    if with_net {
        columns.push(Column::number("Net benefit is zero at"));
    }
    let asked = |id: &str| inputs.iter().any(|input| input.targets.get(id).is_some());
    for (_, target) in stress.targets.iter().filter(|(id, _)| asked(id)) {
        columns.push(Column::number(&format!("50% chance of {} at", target.target.label)));
        columns.push(Column::number("80% at"));
    }
    let mut notes = vec![
        "For each input by itself, all others as drawn: the value at which the expected net benefit is zero, and at which the \
         chance of a target is 50% and 80%. A switch that is far outside what is believed is reassuring, or a reason to stop \
         hoping."
            .to_owned(),
    ];
    if reachable.iter().any(|input| switches(input).any(|switch| switch.simulated.is_some())) {
        notes.push("In brackets: the chance that a run with that value shows.".to_owned());
    }
    notes.extend(stress.switching.held_fixed.as_ref().map(held_at_switch));
    let shown = reachable.iter().take(MOST_ROWS);
    if shown.flat_map(|input| switches(input)).any(|switch| switch.value.is_none()) {
        notes.push("Never: it cannot be reached by this input alone, whatever value it took.".to_owned());
    }
    if reachable.len() > MOST_ROWS {
        notes.push(format!("{} further inputs are in stress.json.", reachable.len() - MOST_ROWS));
    }
    let rows = reachable.into_iter().take(MOST_ROWS).map(|input| switching_row(input, with_net));
    Table::new("Switching values", columns, rows).notes(notes).filled()
}

fn switches(input: &SwitchingInput) -> impl Iterator<Item = Switch> {
    let targets = input.targets.iter().flat_map(|(_, target)| [target.even, target.likely]);
    input.net.into_iter().chain(targets)
}

fn switching_row(input: &SwitchingInput, with_net: bool) -> Row {
    let mut cells = vec![
        Cell::text(&input.label),
        Cell::Text(stated(input.kind, input.mean)),
        Cell::Text(stated_range(input.kind, input.p2_5, input.p97_5)),
    ];
    if with_net && input.net.is_none() {
        cells.push(Cell::Empty);
    }
    cells.extend(switches(input).map(|switch| Cell::Text(switch_in_words(input.kind, switch))));
    Row::body(cells)
}

fn switch_in_words(kind: Kind, switch: Switch) -> String {
    let Some(number) = switch.value else { return "never".to_owned() };
    let error = switch.mcse.unwrap_or(0.0).max(number.abs() / 1000.0);
    let shift = switch.shift_sd.map_or_else(String::new, |shift| format!("\n{} sd", signed(shift)));
    // What the run at that value shows stands beside it.
    let run = switch.simulated.map_or_else(String::new, |run| format!("\n(run: {})", percent(&run.chance)));
    format!("{}{shift}{run}", estimated(kind, number, error))
}

/// The draws that are looked at, and those that they are held against.
pub(super) const fn held_against(against: Against) -> [&'static str; 2] {
    match against {
        Against::Reached => ["draws that miss", "draws that reach it"],
        Against::NearestTenth => ["draws furthest below", "tenth nearest to it"],
        Against::FurthestTenth => ["tenth nearest to missing", "other draws"],
    }
}

/// How the inputs of draws that miss differ; `None` where none does by more than luck.
pub(super) fn reverse(of: &ReverseResults) -> Option<Table> {
    // A shift within two of its errors may be luck.
    let clear = |row: &&ReverseRow| row.shift_sd.abs() > 2.0 * row.shift_sd_mcse;
    let direction = |row: &ReverseRow| if row.shift_sd < 0.0 { "lower" } else { "higher" };
    let shift = |row: &ReverseRow| count(row.shift_sd.abs(), row.shift_sd_mcse.max(0.01));
    let [there, elsewhere] = held_against(of.against);
    Table::of(
        "",
        of.inputs.iter().filter(clear).take(MOST_ROWS),
        &[
            (Column::text(&format!("Input, in the {there}")), &|row| {
                Cell::Text(format!("{} is {}", row.label, direction(row)))
            }),
            (Column::number("Mean there"), &|row| Cell::Text(stated(row.kind, row.missing_mean))),
            (Column::number(&format!("Mean of the {elsewhere}")), &|row| Cell::Text(stated(row.kind, row.other_mean))),
            (Column::number("Shift"), &|row| Cell::Text(format!("{} sd {}", shift(row), direction(row)))),
            (Column::number("Worth to the target"), &|row| Cell::Money(row.pounds, row.pounds_mcse)),
        ],
    )
    .filled()
}

/// What every shock changes.
pub(super) fn shocks(stress: &Stress) -> Table {
    let first = stress.shocks.first();
    let mut columns = vec![Column::text("Shock")];
    let with_net = first.is_some_and(|first| first.net_pv.is_some());
    for head in
        ["Change in cost avoided", "In cashable savings"].into_iter().chain(with_net.then_some("In net present value"))
    {
        columns.extend([Column::number(head), Column::beside("Its error")]);
    }
    for (id, _) in first.iter().flat_map(|first| first.targets.iter()) {
        let label = stress.label(id);
        columns.extend([Column::number(&reaches(label)), Column::beside("Change in points")]);
    }
    let row = |shock: &ShockResults| {
        let mut cells = Vec::new();
        for change in [Some(&shock.avoided), Some(&shock.cashable), shock.net_pv.as_ref()].into_iter().flatten() {
            cells.extend(change_cells(change));
        }
        for (_, target) in shock.targets.iter() {
            cells.extend([Cell::Chance(target.after), Cell::Text(points(target))]);
        }
        let row = Row::named(&shock.label, cells);
        if shock.together { row.summed() } else { row }
    };
    Table::new(
        "Each shock against the base, on the same random numbers, ± the error of the difference",
        columns,
        stress.shocks.iter().map(row),
    )
    .notes(unseen(stress))
}

/// Shocks that nothing in the table shows anything of; `None` without any, or where nothing else could be changed.
fn unseen(stress: &Stress) -> Option<String> {
    let still = |change: &Difference| change.difference.is_nothing();
    let touches_nothing = |shock: &&ShockResults| {
        let whole = [Some(&shock.avoided), Some(&shock.cashable), shock.net_pv.as_ref()];
        whole.into_iter().flatten().chain(shock.targets.iter().map(|(_, target)| &target.value)).all(still)
    };
    let labels: Vec<String> =
        stress.shocks.iter().filter(touches_nothing).map(|shock| format!("“{}”", shock.label)).collect();
    (!labels.is_empty()).then(|| {
        format!(
            "The table holds avoided cost, cash, net present value and targets alone, none of which {} changes: a shock may act \
             on what it does not hold, such as social value.",
            list(&labels)
        )
    })
}

/// The change of a chance in percentage points, where it is clear.
fn points(target: &ShockTarget) -> String {
    let (points, error) = (target.difference * 100.0, target.mcse * 100.0);
    if points.abs() < 2.0 * error {
        return "no clear change".to_owned();
    }
    format!("{}{} points", if points < 0.0 { '−' } else { '+' }, count(points.abs(), error))
}

/// A chance after a change against what it was; `None` where it does not move clearly.
pub(super) fn moved_clearly(target: &ShockTarget, before: &Chance) -> Option<String> {
    let clear = (target.difference.abs() >= 2.0 * target.mcse) && target.difference != 0.0;
    clear.then(|| format!("{} against {}, {}", percent(&target.after), percent(before), points(target)))
}

/// A chance after a change against what it was: `34% against 36%, −2 points`.
pub(super) fn moved_chance(target: &ShockTarget, before: &Chance) -> String {
    format!("{} against {}, {}.", percent(&target.after), percent(before), points(target))
}

/// Who gains and who loses by each shock, where there is more than one payer.
pub(super) fn gains(stress: &Stress) -> Vec<Table> {
    let Some(first) = stress.shocks.first().filter(|shock| shock.payers.len() > 1) else { return Vec::new() };
    let label = |id: &str| {
        stress.cash.ledger.iter().find(|row| row.id == id).map_or_else(|| id.to_owned(), |row| row.label.clone())
    };
    let moved = |(id, _): &(&str, &Difference)| {
        stress.shocks.iter().any(|shock| shock.payers.get(id).is_some_and(|payer| payer.difference.sd > 0.0))
    };
    let ids: Vec<&str> = first.payers.iter().filter(moved).map(|(id, _)| id).collect();
    if ids.is_empty() {
        return Vec::new();
    }
    let table = |shocks: &[ShockResults]| {
        let heads = shocks.iter().flat_map(|shock| [Column::number(&shock.label), Column::beside("Its error")]);
        let row = |id: &&str| {
            let of = |shock: &ShockResults| shock.payers.get(id).map_or([Cell::Empty, Cell::Empty], change_cells);
            Row::named(label(id), shocks.iter().flat_map(of))
        };
        Table::new(
            "Who gains and who loses by each, in cost avoided",
            [Column::text("Payer")].into_iter().chain(heads),
            ids.iter().map(row),
        )
    };
    stress.shocks.chunks(SHOCKS_ACROSS).map(table).collect()
}

/// The chance of each target over two inputs; `None` unless asked for.
pub(super) fn grids(stress: &Stress) -> Option<Section> {
    let grid = stress.grid.as_ref()?;
    let mut blocks = vec![Block::Paragraph(format!(
        "{} draws in each cell, on the same random numbers. Down: {}. Across: {}.",
        whole(grid.draws),
        of_input(stress, &grid.rows.path),
        of_input(stress, &grid.columns.path)
    ))];
    for (id, cells) in grid.targets.iter() {
        let label = stress.label(id);
        let heads = grid.columns.values.iter().map(String::as_str);
        let row = |(value, cells): (&String, &Vec<crate::estimate::GridCell>)| {
            Row::named(value, cells.iter().map(|cell| Cell::Chance(cell.chance)))
        };
        let rows = grid.rows.values.iter().zip(cells).map(row);
        blocks.push(Block::Table(Table::new(reaches(label), columns("", heads), rows)));
    }
    Some(Section::detail("grid", "The chance over two inputs", blocks))
}

/// Who pays and how much of what each avoids can leave its budget: over the whole span, then for each group and the whole
/// by year. Payers by year would be many tables; stress.json has them.
pub(super) fn cash(stress: &Stress) -> Vec<Table> {
    let at = stress.run.level;
    let with_cost = !stress.cash.per_pound.is_empty();
    let mut columns = vec![Column::text("")];
    if with_cost {
        columns.push(Column::number("Pays for support"));
    }
    columns.extend([Column::number("Can leave the budget"), interval_column(at)]);
    columns.extend([Column::number("Cannot leave it"), interval_column(at)]);
    let row = |label: &str, part: &CashPart| {
        let pays = with_cost.then_some(Cell::Money(part.pays, part.pays_mcse));
        let amounts = [&part.cashable, &part.not_cashable].into_iter();
        Row::named(label, pays.into_iter().chain(amounts.flat_map(|summary| estimate_cells(summary, at))))
    };
    let touched = |row: &&CashRow| row.total.pays != 0.0 || !row.total.avoided.is_nothing();
    let ledger = &stress.cash.ledger;
    let notes = vec![format!("Ranges are {} prediction intervals.", level(at))];
    let mut tables = vec![
        Table::new(
            "Whose cash, over the whole span",
            columns.clone(),
            ledger.iter().filter(touched).map(|each| row(&each.label, &each.total)),
        )
        .notes(notes),
    ];
    tables.extend(ledger.iter().filter(|row| row.kind != Party::Payer).map(|each| {
        Table::new(
            format!("{}, by year", each.label),
            columns.clone(),
            each.years.iter().map(|year| row(year.year.as_deref().unwrap_or_default(), year)),
        )
    }));
    tables
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::SwitchRun;

    #[test]
    fn a_switch_says_how_far_it_is_from_what_is_believed() {
        let switch = Switch {
            value: Some(0.62),
            mcse: Some(0.01),
            shift_sd: Some(2.34),
            percentile: Some(0.99),
            simulated: None,
        };
        assert_eq!(switch_in_words(Kind::Share, switch), "62%\n+2.3 sd");
        let run = SwitchRun { draws: 4_000, chance: Chance::in_draws(0.503, 4_000.0) };
        let switch = Switch { simulated: Some(run), ..switch };
        assert_eq!(switch_in_words(Kind::Share, switch), "62%\n+2.3 sd\n(run: 50%)");
        assert_eq!(switch_in_words(Kind::Share, Switch::default()), "never");
    }
}
