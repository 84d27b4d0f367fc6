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
mod stress;
mod views;

pub use average::{average, study};
pub use bridge::{bridge, chosen as bridge_of};
pub use chance::chance;
pub use comparison::difference;
pub use convergence::convergence;
pub use drivers::{information, studies, tornado, variance};
pub use evidence::{belief, influence, precision};
pub use facts::{Caption, counted, focus, interval, people, prices, range, target_amount, whom};
pub use forest::{effects, meta, ratio};
pub use outcomes::outcomes;
pub use payback::payback;
pub use payers::payers;
pub use person::{person, share_error};
pub use stress::{budget, cash, grid, people_needed, shocks, switching};
pub use views::views;
