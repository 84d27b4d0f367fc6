//! Looks ahead without simulating: the model read back as beliefs, and what it expects per person.

mod expectation;
mod facts;
mod forecast;

pub use expectation::{ExpectedOutlook, Outlook, SamplingFacts, ViewFacts, looked_at, outlook};
pub use facts::*;
pub use forecast::{Forecast, ProgrammeForecast, forecast};
