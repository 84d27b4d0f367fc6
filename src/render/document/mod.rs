//! Says once what is said: every answer becomes titled sections of sentences and tables, from which every format is set.

mod assumptions;
mod block;
mod breakdown;
mod cells;
mod common_evidence;
mod comparison;
mod costs;
mod difference;
mod drivers;
mod evidence;
mod evidence_tables;
mod glossary;
mod key_figures;
mod method;
mod money;
mod outlook;
mod outlook_events;
mod outlook_funding;
mod people;
mod person;
mod picture;
mod provenance;
mod published;
mod released;
mod results;
mod short;
mod stress;
mod stress_tables;
mod summary;
mod table;
mod timings;
mod value_map;
mod verdict;
mod worth;

pub use block::{Block, Depth, Document, Finding, Section};
pub use costs::{cost, costs};
pub use glossary::{glossary, terms_in};
pub use outlook::outlook;
pub use picture::Picture;
pub use table::{Cell, Column, Role, Row, Table};
pub use timings::{Made, Spent, timings};

pub use assumptions::assumptions;
pub use breakdown::{events, mechanisms, segments, targets, views};
pub use comparison::document as comparison;
pub use drivers::document as drivers;
pub use evidence::document as evidence;
pub use key_figures::key_figures;
pub use money::{payers, payers_by_year, years};
pub use person::per_person;
pub use provenance::{provenance, trust};
pub use published::table as published;
pub use results::document as results;
pub use short::short;
pub use stress::document as stress;
pub use summary::{programme, social_value, sureness, target_finding, total};
pub use value_map::{gains, value_map};
pub use verdict::{KeyNumber, Verdict, verdict};

// What every document is made of.
use cells::{change_cells, estimate_cells, interval_cell, interval_column, interval_column_of, mean_cell};
use results::{at_prices, followed, warned};
use table::{Described, columns};
