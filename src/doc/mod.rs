//! Shows the design: the method, what comes out, the language, tables of people, the architecture, and how to work on it.

#[doc = include_str!("method.md")]
pub mod method {}

#[doc = include_str!("results.md")]
pub mod results {}

#[doc = include_str!("language.md")]
pub mod language {}

#[doc = include_str!("tables.md")]
pub mod tables {}

#[doc = include_str!("workbook.md")]
pub mod workbook {}

#[doc = include_str!("architecture.md")]
pub mod architecture {}

#[doc = include_str!("contributing.md")]
pub mod contributing {}
