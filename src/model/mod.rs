//! Says what a scenario means: immutable, complete and valid, so that nothing after it checks again.
//!
//! ```text
//! Plan ── parameters, payers, groups, years, simulation, measures      the same under every view
//!   ├─ base: Model      the scenario as written
//!   └─ views: [View]    each with a Model of its own: the scenario under that view
//! Model ── laws, cohort, events, outcomes, programme, targets, published
//! ```
//!
//! Units everywhere in this layer: money in £ at the price base, time in months, rates per **month**,
//! shares as fractions. `θ` (theta) is the row of parameter values of one draw, in the order of
//! [`Plan::parameters`].

mod apportion;
mod assumption;
mod builder;
mod cases;
mod cohort;
mod copula;
mod discounting;
mod effect_ratio;
mod event;
mod grid;
mod measure;
mod meta_analysis;
mod outcome;
mod outline;
mod parameter;
mod payer;
mod plan;
mod pool;
mod price_list;
mod programme;
mod release;
mod sampling;
mod stated;
mod streams;
mod target;
mod term;
mod view;
mod warning;
mod year;

pub use assumption::Assumption;
#[cfg(test)]
pub(crate) use builder::example;
pub use builder::{build, build_shocked};
pub use cases::{CaseEvent, CasePerson, CaseStudies};
pub use cohort::{Cohort, Joining, Segment, SegmentShare};
pub use copula::{Copula, Correlation, NotPositiveDefinite, pearson_of_spearman};
pub use discounting::Discounting;
pub use effect_ratio::EffectRatio;
pub use event::{Branch, Event, Follow, Origin, Spread, Stay, Support};
pub use measure::{BridgeStep, EventMeasure, Measures, Mechanism, Part, Scope, Total};
pub use meta_analysis::MetaAnalysis;
pub use outcome::Outcome;
pub use outline::Outline;
pub use parameter::{EvidenceGroup, Law, Parameter};
pub use payer::{Group, Payer};
pub use plan::{Plan, Simulation};
pub use pool::Belief;
pub use price_list::{PriceList, PricedCost, latest_prices, price_list};
pub use programme::{Capacity, Funding, FundingCost, Programme, YearFunding};
pub use release::Release;
pub use stated::Stated;
pub use streams::{Streams, ValueStream};
pub use target::{Published, Target};
pub use term::{Expression, Term};
pub use view::{Model, View};
// What was chosen in the scenario from a closed set means what it says.
pub use crate::scenario::{
    Counting, DiscountBasis, DiscountSchedule, FundingUnit, PastHorizon, Prices, PublishedCounting, Sampling,
};
pub use warning::{WARNINGS, Warning};
pub use year::Year;
