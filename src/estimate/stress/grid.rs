//! Runs the cells of a heat map: the chance of each target over two inputs, on common random numbers.

use super::super::Ordered;
use super::shocks::{MOST_DRAWS, chances};
use super::{AxisResults, Grid, GridCell, GridResults, Stopped, Watch};
use crate::engine::RunOf;
use crate::model::Plan;

/// Fewest draws of a cell.
const FEWEST_DRAWS: usize = 100;
/// Journeys of all cells together, at most, unless every cell has its fewest draws.
const MOST_JOURNEYS: u64 = 200_000_000;

/// Runs every cell.
///
/// # Errors
///
/// When the runs are stopped.
pub(super) fn grid(plan: &Plan, grid: &Grid, watch: &Watch<'_>) -> Result<GridResults, Stopped> {
    let people: u64 = grid.cells.iter().map(|cell| cell.base.cohort.people).sum();
    let affordable = usize::try_from(MOST_JOURNEYS / people.max(1)).unwrap_or(usize::MAX);
    let draws = plan.simulation.draws.min(affordable.clamp(FEWEST_DRAWS, MOST_DRAWS));
    let columns = grid.columns.values.len();
    let mut by_target = vec![Vec::new(); plan.base.targets.len()];
    for (index, cell) in grid.cells.iter().enumerate() {
        let mut cell = cell.clone();
        cell.simulation = plan.simulation.clone();
        cell.simulation.draws = draws;
        let label = format!("cell {} of {}", index + 1, grid.cells.len());
        let run = watch.simulate(&label, &cell, RunOf::Headline)?;
        for (rows, chance) in by_target.iter_mut().zip(chances(&cell, &run)) {
            if index % columns == 0 {
                rows.push(Vec::with_capacity(columns));
            }
            if let Some(row) = rows.last_mut() {
                row.push(GridCell { chance });
            }
        }
    }
    let targets = plan.base.targets.iter().map(|target| target.id.clone()).zip(by_target).collect::<Ordered<_>>();
    let axis = |axis: &super::GridAxis| AxisResults { path: axis.path.clone(), values: axis.values.clone() };
    Ok(GridResults { draws, rows: axis(&grid.rows), columns: axis(&grid.columns), targets })
}
