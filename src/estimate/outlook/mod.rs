//! Looks ahead without simulating: the model read back as beliefs, and what it expects per person.

mod expectation;
mod facts;

pub use expectation::*;
pub use facts::*;
