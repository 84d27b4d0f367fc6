//! Claims what the draws support, every number with its Monte Carlo error; the words and pictures come later.
//!
//! ```text
//! Draws ─expect▶ ExpectedDraws ─self_check▶ agreed ─estimate▶ Results (results.json)
//! ```

mod answer_table;
mod assemble;
mod chance;
mod claim;
mod column_name;
mod comparison;
mod conditional;
mod cumulants;
mod curves;
mod decomposition;
mod draw_column;
mod draw_values;
mod draws_table;
mod drivers;
mod effects;
mod evidence;
mod expected;
mod fan;
#[cfg(test)]
mod fixture;
mod funding;
mod harm;
mod inputs;
mod label;
mod lines;
mod ordered;
mod outlook;
mod payback;
mod person;
mod precision;
mod programme;
mod provenance;
mod published;
mod results;
mod same_run;
mod sample;
mod self_check;
mod series;
mod strata;
mod stress;
mod summary;
mod tally;
mod targets;
#[cfg(test)]
mod tests;
mod value_map;

pub use answer_table::{AnswerColumn, AnswerTable, AnswerValues};
pub use assemble::Identity;
pub use chance::Chance;
pub use claim::{Checked, Estimates, check, estimate};
pub use comparison::*;
pub use conditional::{ConditionalLaws, ConditionalResults, ConditionalTarget, Probability, PrudentAmount};
pub use cumulants::Cumulants;
pub use draw_column::{ColumnKind, DrawColumn, draws_form};
pub use draw_values::DrawValues;
pub use draws_table::{DrawRows, DrawsTable};
pub use drivers::*;
pub use evidence::*;
pub use expected::{ExpectedDraws, expect};
pub use same_run::RunOrigin;
// What a scenario states is not estimated: it passes through for the papers to print.
pub use crate::model::{
    Assumption, Belief, Counting, DiscountBasis, DiscountSchedule, EvidenceGroup, FundingUnit, Outcome, PriceList,
    PricedCost, Prices, PublishedCounting, Release, Support, Warning,
};
pub use crate::statistics::{Count, float, whole_part};
pub use inputs::{InputFile, Inputs};
pub use label::labelled_assumptions;
pub use ordered::Ordered;
pub use outlook::*;
pub use precision::{PrecisionResults, excess};
pub use programme::{Payback, ProgrammeResults};
pub use provenance::{AnswerRun, Generator, Run, ScenarioFacts, SelfCheckResults, WorstCheck};
pub use published::PublishedResults;
pub use results::*;
pub use self_check::{SelfCheckFailed, self_check};
pub use series::*;
pub use strata::Strata;
pub use stress::*;
pub use summary::{Quantile, Summary, summarise};
pub use tally::Tally;
pub use targets::TargetResults;

pub use value_map::OutcomeTerms;
