//! Says what every shock changes, and shows the chance of a target over two inputs.

use super::layout::{Page, list};
use crate::estimate::{Difference, GridResults, ShockResults, Stress};
use crate::render::chance;
use crate::render::number::{money, money_error, plain_share, whole};

/// Shocks beside each other in one table.
const SHOCKS_ACROSS: usize = 4;

pub(super) fn shocks(page: &mut Page, stress: &Stress) {
    if stress.shocks.is_empty() {
        page.say(
            "The scenario names no shocks; name them under `shocks`, or try one: --shock \"events.*.unit_cost=x1.2\".",
        );
        return;
    }
    let Some(first) = stress.shocks.first() else { return };
    page.say(&format!(
        "As it is, {} of cost is avoided. The change under each shock, ± the error of the difference:",
        money(first.avoided.before, first.avoided.independent_mcse.unwrap_or(f64::NAN))
    ));
    let with_net = first.net_pv.is_some();
    let mut head = vec!["Shock".to_owned(), "Cost avoided".to_owned(), "Cashable".to_owned()];
    if with_net {
        head.push("Net present value".to_owned());
    }
    for (id, _) in first.targets.iter() {
        let label = stress.targets.get(id).map_or(id, |target| target.target.label.as_str());
        head.push(chance::reaches(label));
    }
    let row = |shock: &ShockResults| {
        let mut row = vec![shock.label.clone(), change(&shock.avoided), change(&shock.cashable)];
        row.extend(shock.net_pv.as_ref().map(change));
        row.extend(shock.targets.iter().map(|(_, target)| {
            let after = chance::percent(&target.after);
            let points = target.difference * 100.0;
            if points.abs() < 200.0 * target.mcse {
                format!("{after}\nno clear change")
            } else {
                format!("{after}\n{} points", signed_points(points, target.mcse * 100.0))
            }
        }));
        row
    };
    let rows: Vec<Vec<String>> = stress.shocks.iter().map(row).collect();
    page.table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows);
    payers(page, stress);
    for shock in &stress.shocks {
        let clipped: Vec<String> = shock
            .clipped
            .iter()
            .map(|clipped| format!("{} in {} of draws", clipped.label, plain_share(clipped.share)))
            .collect();
        if !clipped.is_empty() {
            page.point(&format!(
                "“{}” pushes values beyond their legal range, where they are clipped: {}.",
                shock.label,
                list(&clipped)
            ));
        }
    }
}

/// `+£12,000 ± £300`.
pub(super) fn change(difference: &Difference) -> String {
    let (mean, error) = (difference.difference.mean, difference.difference.mcse);
    if mean == 0.0 && difference.difference.sd == 0.0 {
        return "no change".to_owned();
    }
    let sign = if mean > 0.0 { "+" } else { "" };
    format!("{sign}{}\n± {}", money(mean, error), money_error(error))
}

fn signed_points(points: f64, error: f64) -> String {
    let sign = if points < 0.0 { '−' } else { '+' };
    format!("{sign}{}", crate::render::number::count(points.abs(), error))
}

/// Who gains and loses, where there is more than one payer.
fn payers(page: &mut Page, stress: &Stress) {
    let Some(first) = stress.shocks.first().filter(|shock| shock.payers.len() > 1) else { return };
    let label = |id: &str| {
        stress.cash.ledger.iter().find(|row| row.id == id).map_or_else(|| id.to_owned(), |row| row.label.clone())
    };
    let moved = |(id, _): &(&str, &Difference)| {
        stress.shocks.iter().any(|shock| shock.payers.get(id).is_some_and(|payer| payer.difference.sd > 0.0))
    };
    let ids: Vec<&str> = first.payers.iter().filter(moved).map(|(id, _)| id).collect();
    if ids.is_empty() {
        return;
    }
    page.say("Who gains and who loses by each, in cost avoided:");
    for shocks in stress.shocks.chunks(SHOCKS_ACROSS) {
        let mut head = vec!["Payer"];
        head.extend(shocks.iter().map(|shock| shock.label.as_str()));
        let row = |id: &&str| {
            let changes = shocks.iter().map(|shock| shock.payers.get(id).map_or_else(String::new, change));
            std::iter::once(label(id)).chain(changes).collect()
        };
        page.table(&head, &ids.iter().map(row).collect::<Vec<_>>());
    }
}

pub(super) fn grid(page: &mut Page, stress: &Stress, grid: &GridResults) {
    page.say(&format!(
        "{} draws in each cell, on the same random numbers. Down: {}. Across: {}.",
        whole(grid.draws as u64),
        grid.rows.path,
        grid.columns.path
    ));
    for (id, cells) in grid.targets.iter() {
        let label = stress.targets.get(id).map_or(id, |target| target.target.label.as_str());
        page.say(&format!("{}:", chance::reaches(label)));
        let mut head = vec![String::new()];
        head.extend(grid.columns.values.iter().cloned());
        let rows: Vec<Vec<String>> = grid
            .rows
            .values
            .iter()
            .zip(cells)
            .map(|(value, cells)| {
                let cells = cells.iter().map(|cell| chance::percent(&cell.chance));
                std::iter::once(value.clone()).chain(cells).collect()
            })
            .collect();
        page.table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows);
    }
}
