//! Says in one place how large anything may be that others wrote, so that no file can fill the memory or take for ever.
//!
//! The README lists these limits. Beyond them a scenario is refused with its place and what to do; nothing is cut off.

/// Largest file of any kind, in bytes: 4 MiB.
pub const LARGEST_FILE: usize = 4 << 20;

/// Deepest nesting.
pub const DEEPEST: usize = 64;

/// Most keys and values in one file, aliases counted as often as they copy.
pub const MOST_VALUES: usize = 200_000;

/// Most files that extend one another.
pub const MOST_FILES: usize = 8;

/// Most keys of one block of a patch, which are matched one by one with what it changes.
pub const WIDEST_PATCH: usize = 2_000;

/// Most paths in one `scale`.
pub const MOST_PATHS: usize = 100;

/// Longest path, in parts.
pub const LONGEST_PATH: usize = 64;

/// Most keys and values of what is set through a wildcard, which is copied to every place that it matches.
pub const LARGEST_ARGUMENT: usize = 1_000;

/// Most values that the copies of the default `support` may add up to.
pub const MOST_COPIED: usize = 200_000;

/// Most values that the copies of the scenario for its views and shocks may hold together.
pub const MOST_VALUES_OF_VIEWS: usize = 2_000_000;

/// Most rows of a table of case studies or of draws.
pub const MOST_ROWS: usize = 100_000;

/// Most rows of a table of unit costs.
pub const MOST_COSTS: usize = 10_000;

/// Largest part of a workbook, and all that is read of a Parquet table, once it is unpacked, in bytes: 32 MiB. The text of a
/// sheet may be as large as any other file's.
pub const LARGEST_PART: usize = 32 << 20;

/// Most elements and texts of such a part.
pub const MOST_NODES: u32 = 4_000_000;

/// Most cells of a sheet that hold anything.
pub const MOST_SHEET_CELLS: usize = 1_000_000;

/// Most columns of it that are looked at one by one.
pub const MOST_COLUMNS: usize = 50;

/// Most entries in any one list: events, payers, unit costs of a library and so on.
pub const MOST_ENTRIES: usize = 1_000;

/// Most experts' views in a mixture, and most quantiles of one value.
pub const MOST_PARTS: usize = 100;

/// Most years in one list of amounts.
pub const MOST_YEARS: usize = 200;

/// Most people in a cohort or in a published evaluation.
pub const MOST_PEOPLE: u64 = 10_000_000;

/// Largest coefficient of variation of personal risk at which chances can still be computed with.
pub const MOST_FRAILTY: f64 = 5.0;

/// Most draws; with the most people, journeys stay far below 2⁵³ and can be counted exactly.
pub const MOST_DRAWS: u64 = 100_000_000;

/// Most numbers that the draws of one run may hold: 4 GB.
pub const MOST_CELLS: usize = 500_000_000;

/// Most views.
pub const MOST_VIEWS: usize = 50;

/// Most payers.
pub const MOST_PAYERS: usize = 200;

/// Most memberships of payers in groups.
pub const MOST_MEMBERSHIPS: usize = 1_000;

/// Most events.
pub const MOST_EVENTS: usize = 1_000;

/// Most outcomes.
pub const MOST_OUTCOMES: usize = 1_000;

/// Most segments.
pub const MOST_SEGMENTS: usize = 100;

/// Most targets.
pub const MOST_TARGETS: usize = 1_000;

/// Most shared values.
pub const MOST_SHARED: usize = 1_000;

/// Most values that may be correlated with one another.
pub const MOST_CORRELATED: usize = 100;
