//! Writes for the terminal: plain sentences and tables, in the order in which a finance officer asks.
//!
//! Colour is written always; whoever prints takes it away where `NO_COLOR` is set or nobody watches.

mod check;
mod check_events;
mod drivers;
mod evidence;
mod layout;
mod money_flows;
mod spread;
mod summary;
mod targets;
mod whole_system;
mod worth;

pub use check::check;
pub use drivers::drivers;
pub use summary::summary;
