//! Reads what the user wrote: text with places, values with their spelling, and every mistake at once.
//!
//! ```text
//! text ─parse▶ tree ─extends▶ one tree ─defaults▶ ─arguments▶ ─views, shocks▶ patched trees ─reader▶ Scenario
//! ```
//! The layer reaches files only through [`Files`], and no input makes it panic.

mod annotate;
mod arguments;
mod builtin;
mod cases;
mod changes;
mod choice;
mod contrast;
mod cost;
mod defaults;
mod deflator;
mod diagnostic;
#[cfg(test)]
pub(crate) mod example;
mod extends;
mod flow;
mod language;
mod lens;
mod library;
mod library_csv;
mod library_yaml;
pub mod limits;
mod links;
mod names;
mod parse;
mod patch;
mod read;
mod reader;
mod reading;
mod reference;
mod samples;
mod scale;
mod schema;
mod shape;
mod shock_arguments;
mod source;
pub mod start;
mod strange;
mod syntax;
mod table;
mod tree;
mod value;
mod values_of;
mod views;
mod warnings;
#[cfg(feature = "xlsx")]
mod workbook;
mod written;

pub use annotate::render;
pub use cases::{Amount, CaseRow, CaseTable, Groups};
pub use changes::{ShockSets, changes_yaml, shock_sets};
pub use choice::{
    Counting, DiscountBasis, DiscountSchedule, FundingUnit, PastHorizon, Prices, PublishedCounting, Sampling, Status,
};
pub use contrast::{Compared, Contrast, Pooled, Ratio, RatioWritten, Study};
pub use cost::{CostWritten, QuantityWritten, SpreadWritten};
pub use deflator::{DEFLATOR_SOURCE, DeflatorError, DeflatorYear, deflator, deflator_series, uprate, uprate_by_index};
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use language::{
    CapacityWritten, CohortWritten, CorrelationWritten, EventWritten, FollowWritten, FundingWritten, OutcomeWritten,
    PayerWritten, ProgrammeWritten, PublishedWritten, ReleasesWritten, Scenario, SegmentWritten, SimulationWritten,
    SupportWritten, TargetWritten, TimingWritten, VariesWritten,
};
pub use library::{Library, PublishedSpread, UnitCost};
pub use library_csv::ImportedCosts;
pub use library_yaml::yaml_of;
pub(crate) use names::nearest;
pub use read::{read, read_cases, read_costs, read_library, read_with, sheet_text};
pub use reading::{Reading, ShockWritten, ViewWritten};
pub use reference::{BlockEntry, KeyEntry, Reference, SpellingEntry, reference};
pub use samples::{SampleColumn, SampleTable};
pub use schema::{library_schema, schema};
pub use shock_arguments::{ShockArgument, ShockArguments};
pub use source::{Files, Source, Sources};
pub use table::sheet_of;
pub use value::{Entry, Place, Placed, Value, WrittenLaw};
pub use values_of::{Leaf, leaves};
#[cfg(feature = "xlsx")]
pub use workbook::{
    Choices, EntryCells, KeyOutline, Outline, Part, PartCell, RowOutline, SheetOutline, Way, meaning_of, outline_of,
    ways, yaml_text,
};
pub use written::{CashableWritten, DiscountRateWritten, RelativeRiskWritten, YearAmount, YearRef};
