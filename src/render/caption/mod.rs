//! Says in sentences what each figure shows: its message with the number, what the interval is, and how far to trust it.
//!
//! A caption reads results and nothing else, so that a figure pasted elsewhere and the text under it cannot differ. One
//! file a figure; `facts` has the sentences that all share; numbers and chances are worded in `words`.

mod average;
mod bridge;
mod chance;
mod comparison;
mod convergence;
mod drivers;
mod evidence;
mod facts;
mod forest;
mod outcomes;
mod payback;
mod payers;
mod person;
mod shocks;
mod stress;
mod views;
mod yardstick;

pub use average::{average, study};
pub use bridge::{bridge, chosen as bridge_of};
pub use chance::{SHOWN as SHOWN_TARGETS, chance};
pub use comparison::difference;
pub use convergence::convergence;
pub use drivers::{information, no_information, studies, tornado, variance};
pub use evidence::{belief, influence, precision, today};
pub use facts::{Caption, counted, focus, interval, people, prices, provenance, range, spoken, target_amount, whom};
pub use forest::{effects, meta, ratio};
pub use outcomes::outcomes;
pub use payback::payback;
pub use payers::payers;
pub use person::{person, share_error};
pub use shocks::{Moved, moved, shocks};
pub use stress::{budget, cash, grid, known, no_budget, people_needed, switching};
pub use views::views;
pub use yardstick::yardstick;
