//! Says in sentences what each figure shows: its message with the number, what the interval is, and how far to trust it.
//!
//! A caption reads results and nothing else, so that a figure pasted elsewhere and the text under it cannot differ. One
//! file a figure; `facts` has the sentences that all share, `likelihood` the words for chances with their scale.

mod average;
mod bridge;
mod chance;
mod comparison;
mod convergence;
mod drivers;
mod evidence;
mod facts;
mod likelihood;
mod outcomes;
mod payback;
mod payers;
mod person;
mod stress;
mod switches;
mod views;

pub use average::{average, study};
pub use bridge::{bridge, chosen as bridge_of};
pub use chance::chance;
pub use comparison::difference;
pub use convergence::convergence;
pub use drivers::{information, studies, tornado, variance};
pub use evidence::{belief, influence, precision};
pub use facts::{
    Caption, counted, focus, interval, mean, people, percentage, prices, range, readable, target_amount, whom,
};
pub use likelihood::{SCALE, likelihood};
pub use outcomes::outcomes;
pub use payback::payback;
pub use payers::payers;
pub use person::{person, share_error};
pub use stress::{budget, can_be_entered, cash, grid, held_fixed, money_of, people_needed, shocks, switching};
pub use switches::{RankedSwitch, RankedSwitches, input_value, ranked_switches};
pub use views::views;
