//! Says once what a report says: results become titled sections of sentences and tables, from which every paper is set.

mod beside;
mod breakdown;
mod caveat;
mod compose;
mod document;
mod draw_rows;
mod driven;
mod evidence;
mod glossary;
mod key_figures;
mod method;
mod money;
mod phrase;
mod picture;
mod provenance;
mod released;
mod studied;
mod summary;
mod tested;
mod value_map;

pub use beside::Beside;
pub use compose::compose;
pub use document::{Answer, Block, Cell, Column, Report, Role, Row, Section, Table, Unit};
pub use draw_rows::DrawRows;
pub use picture::Picture;

pub use breakdown::{events, mechanisms, segments, targets, views};
pub(crate) use caveat::sentences as caveat;
pub(crate) use evidence::warning_lines;
pub use evidence::{assumptions, published};
pub use key_figures::key_figures;
pub use money::{payers, payers_across_years, payers_by_year, years};
pub(crate) use phrase::{capital, list, mean, reaching};
pub use provenance::provenance;
pub(crate) use released::{lumps, released};
pub(crate) use studied::{people, promise, reported, selection as selection_sentence, study_sentences};
pub(crate) use summary::{for_each_pound, per_person, programme_answer, social_value, sureness, target_answer, total};
pub(crate) use tested::{entered, funder, pounds, shortfall};
pub use value_map::value_map;
