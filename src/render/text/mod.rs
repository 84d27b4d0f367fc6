//! Writes for the terminal: plain sentences and tables, in the order in which a finance officer asks.
//!
//! Colour is written always; whoever prints takes it away where `NO_COLOR` is set or nobody watches.

mod check;
mod check_events;
mod evidence;
mod layout;
mod learning;
mod money_flows;
mod spread;
mod studies;
mod summary;
mod targets;
mod told;
mod weighed;
mod whole_system;

pub use check::check;
pub use summary::summary;
pub use weighed::weighed;
