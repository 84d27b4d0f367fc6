//! Carries out `averted stress`: run, shock, search, say what would have to be true, write.

use super::args::{ScenarioArgs, StressArgs};
use super::caller::Caller;
use super::deliver::deliver;
use super::effort::{self, Work};
use super::exit_code::Failure;
use super::grid::{self, MOST_CELLS};
use super::place::default_folder;
use super::progress::Meter;
use super::scenario::{self, ShockedScenario};
use super::{simulate, stop};
use crate::estimate::{self, Estimates, Grid, GridAxis, Stress, StressAsk, StressRefused, Watch};
use crate::run::Loaded;
use crate::scenario::{Files, ShockArgument, ShockArguments};

/// Stress-tests a scenario.
pub(super) fn stress(arguments: &StressArgs) -> Result<(), Failure> {
    let stress = answer(arguments, &Caller::at_terminal(arguments.delivery.quiet))?;
    deliver(&stress, default_folder(&arguments.scenario), &arguments.delivery)
}

/// The stress test of the scenario that the arguments name.
pub(super) fn answer(arguments: &StressArgs, caller: &Caller) -> Result<Stress, Failure> {
    let axes = axes(&arguments.grid)?;
    let disk = scenario::disk(&arguments.scenario, caller)?;
    let tried = scenario::load_shocked(&arguments.scenario, &trials(&arguments.shock, axes.as_ref()), &disk)?;
    let beside = tried.shocks.len() + tried.cells.len();
    effort::agreed(&[(&tried.loaded.plan, Work::Run(beside))], arguments.scenario.changes.large)?;
    let (headline, estimates) = simulate::estimated(&tried.loaded, caller)?;
    let mut stress = of_run(tried, &headline, &estimates, axes, caller)?;
    stress.run.tried = arguments.shock.iter().chain(&arguments.grid).cloned().collect();
    Ok(stress)
}

/// The scenario with its own shocks, for `averted run --with stress`.
pub(super) fn load(arguments: &ScenarioArgs, files: &dyn Files) -> Result<ShockedScenario, Failure> {
    scenario::load_shocked(arguments, &trials(&[], None), files)
}

/// The stress test of a run that is done.
pub(super) fn of_run(
    tried: ShockedScenario,
    headline: &crate::engine::Draws,
    estimates: &Estimates,
    axes: Option<(GridAxis, GridAxis)>,
    caller: &Caller,
) -> Result<Stress, Failure> {
    let ShockedScenario { loaded: Loaded { plan, identity, .. }, shocks, cells } = tried;
    let grid = axes.map(|(rows, columns)| Grid { rows, columns, cells });
    let meter = Meter::new(plan.simulation.draws * shocks.len().max(1), caller);
    let watch = Watch { progress: &meter, next: &|name| meter.next(name) };
    let ask = StressAsk { shocks, grid };
    let stress = estimate::stress(&plan, &identity, headline, estimates, &ask, &watch);
    meter.finish();
    stress.map_err(|refused| match refused {
        StressRefused::NoTargets => Failure::wrong(refused),
        StressRefused::Stopped(_) => Failure::Stopped(stop::aftermath().sentence("Stopped during the stress test.")),
    })
}

/// Both axes; none without `--grid`.
fn axes(texts: &[String]) -> Result<Option<(GridAxis, GridAxis)>, Failure> {
    match texts {
        [] => Ok(None),
        [rows, columns] => {
            let axis = |text: &str| grid::axis(text).map_err(Failure::wrong);
            let (rows, columns) = (axis(rows)?, axis(columns)?);
            let cells = rows.values.len() * columns.values.len();
            if cells > MOST_CELLS {
                return Err(Failure::wrong(format!(
                    "the grid has {cells} cells, each a run of its own: ask for at most {MOST_CELLS}, such as 20 by 20"
                )));
            }
            Ok(Some((rows, columns)))
        }
        others => Err(Failure::wrong(format!(
            "a grid has two axes, so `--grid` is written twice (or not at all), not {} times",
            others.len()
        ))),
    }
}

/// The shocks of the command line, all together, and the cells of the grid row by row.
fn trials(shocks: &[String], axes: Option<&(GridAxis, GridAxis)>) -> ShockArguments {
    let shock = |text: &String| ShockArgument { label: text.clone(), arguments: vec![text.clone()], option: "--shock" };
    let mut cells = Vec::new();
    if let Some((rows, columns)) = axes {
        for row in &rows.values {
            for column in &columns.values {
                let arguments = vec![format!("{}={row}", rows.path), format!("{}={column}", columns.path)];
                cells.push(ShockArgument { label: arguments.join(", "), arguments, option: "--grid" });
            }
        }
    }
    ShockArguments { shocks: shocks.iter().map(shock).collect(), together: true, cells }
}
