//! Writes for the terminal: plain sentences and tables, in the order in which a finance officer asks.
//!
//! Colour is written always; whoever prints takes it away where `NO_COLOR` is set or nobody watches.

mod check;
mod check_events;
mod comparison;
mod costs;
mod drivers;
mod evidence;
mod layout;
mod learning;
mod money_flows;
mod spread;
mod stress;
mod stress_people;
mod stress_shocks;
mod stress_true;
mod studies;
mod summary;
mod targets;
mod timings;
mod told;
mod weighed;
mod whole_system;
mod whose_cash;
mod worth;

pub use check::check;
pub use comparison::comparison;
pub use costs::{cost, costs};
pub use drivers::drivers;
pub use stress::stress;
pub use summary::summary;
pub use timings::{Made, Spent, timings};
pub use weighed::weighed;
