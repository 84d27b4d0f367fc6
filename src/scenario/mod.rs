//! Reads what the user wrote: text with places, values with their spelling, and every mistake at once.

mod written;

pub use written::*;
