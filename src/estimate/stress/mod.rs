//! Stress-tests a savings target: could it be missed, by how much, what would have to be true, whose cash is it?
//!
//! ```text
//! Estimates ─prudent▶ amounts   ─people, capacity▶ people needed   ─switching▶ what must be true
//!           ─reverse▶ how misses differ   ─shocks, grid▶ what if   ─cash▶ whose it is      ▶ Stress (stress.json)
//! ```
//!
//! Shocks and cells are runs of their own with the seed of the base, so they stand on common random numbers: what a
//! change does not touch is the same, to the bit, in both. What needs only expectations (people needed, switching
//! values) simulates nobody: given a draw, a target's value is nearly normal around its exact expectation.

mod ask;
mod capacity;
mod cash;
mod exact;
mod grid;
mod paired;
mod people;
mod prudent;
mod results;
mod results_people;
mod reverse;
mod root;
mod run;
mod shocks;
mod switching;

pub use ask::{Ask, Grid, GridAxis, Shock, Stopped, StressRefused, Watch};
pub use results::{
    Against, AxisResults, CashPart, CashResults, CashRow, Clipped, Difference, FunderResults, GridCell, GridResults,
    Party, PoundResults, Prudent, ReverseResults, ReverseRow, ReverseView, ShockResults, ShockTarget, Stress,
    StressRun, Switch, SwitchingInput, SwitchingResults, TargetStress, TargetSwitch,
};
pub use results_people::{CapacityResults, CurvePoint, Needed, NeededCapacity, PeopleNeeded, SimulatedChance};
pub use run::stress;

pub(super) use paired::{difference, strata};
pub(super) use shocks::{hits, net_pv};
