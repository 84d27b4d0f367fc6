//! Composes the briefing in the form that committees use: purpose, options, money, risks, evidence, and what is left to fill in.

mod appendix;
mod limits;
mod money;
mod options;
mod paper;
mod plain;
mod risks;

pub use paper::briefing;
pub(super) use plain::believed;
