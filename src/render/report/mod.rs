//! Says once what a report says: results become titled sections of sentences and tables, from which every paper is set.

mod breakdown;
mod caveat;
mod compose;
mod document;
mod draw_rows;
mod evidence;
mod glossary;
mod key_figures;
mod method;
mod money;
mod phrase;
mod picture;
mod provenance;
mod summary;
mod value_map;

pub use compose::compose;
pub use document::{Answer, Block, Cell, Column, Report, Role, Row, Section, Table, Unit};
pub use draw_rows::DrawRows;
pub use picture::Picture;

pub(crate) use breakdown::{events, mechanisms, segments, targets, views};
pub(crate) use caveat::sentences as caveat;
pub(crate) use evidence::{assumptions, published};
pub(crate) use value_map::value_map;
pub(crate) use key_figures::key_figures;
pub(crate) use money::{payers, payers_by_year, years};
pub(crate) use phrase::{capital, mean, reaching};
pub(crate) use provenance::provenance;
pub(crate) use summary::{per_person, programme_answer, social_value, sureness, target_answer, total};
