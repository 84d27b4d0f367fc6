//! What would have happened without this service, what would it have cost, and how sure can we be?

pub mod cli;
pub mod distribution;
pub mod engine;
pub mod estimate;
pub mod expectation;
pub mod model;
pub mod quantity;
pub mod render;
pub mod scenario;
pub mod statistics;
