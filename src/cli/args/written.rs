//! Names what can be described: what is read, and what is written.

use clap::ValueEnum;

/// What a schema is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemaOf {
    /// A scenario file
    Scenario,
    /// A library of unit costs
    UnitCosts,
    /// results.json
    Results,
    /// A row of draws.csv and draws.parquet
    Draws,
    /// stress.json
    Stress,
    /// drivers.json
    Drivers,
    /// evidence.json
    Evidence,
    /// compare.json
    Compare,
}

/// What a dictionary is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Written {
    /// results.json
    Results,
    /// A row of draws.csv and draws.parquet
    Draws,
    /// stress.json
    Stress,
    /// drivers.json
    Drivers,
    /// evidence.json
    Evidence,
    /// compare.json
    Compare,
}
