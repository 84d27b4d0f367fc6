//! Mirrors a scenario file: what the user wrote, each value with its place, before it is given meaning.
//!
//! Numbers are parsed and within the legal range of their key; names are not yet resolved, sums not yet checked
//! (the model does both). Units here: shares as fractions, money in £, durations in months, rates per year.

use super::choice::{Counting, Prices, PublishedCounting};
use super::{CaseTable, Diagnostic, Entry, Library, Place, Placed, Value};
use crate::quantity::{CalendarMonth, FinancialYear};

/// A scenario as one view sees it (after `extends`, `--set` and the view's patch).
#[derive(Clone, Debug)]
pub struct Scenario {
    /// `title`.
    pub title: Placed<String>,
    /// `description`.
    pub description: Option<String>,
    /// `starts`.
    pub starts: Option<Placed<CalendarMonth>>,
    /// `price_base`.
    pub price_base: Option<Placed<FinancialYear>>,
    /// `horizon`, months.
    pub horizon: Placed<f64>,
    /// `discount_rate`, default 3.5%.
    pub discount_rate: f64,
    /// `cohort`.
    pub cohort: CohortWritten,
    /// `payers`.
    pub payers: Vec<Entry<PayerWritten>>,
    /// `programme`.
    pub programme: Option<ProgrammeWritten>,
    /// `library`.
    pub library: Option<Placed<String>>,
    /// `allow_unverified`.
    pub allow_unverified: bool,
    /// `silence`: warning id and reason.
    pub silence: Vec<Entry<String>>,
    /// `shared` (only those that are named somewhere).
    pub shared: Vec<Entry<Value>>,
    /// `cases`.
    pub cases: Option<Placed<String>>,
    /// `events`; defaults of the top-level `support` already copied in.
    pub events: Vec<Entry<EventWritten>>,
    /// `outcomes`.
    pub outcomes: Vec<Entry<OutcomeWritten>>,
    /// `correlations`.
    pub correlations: Vec<CorrelationWritten>,
    /// `targets`.
    pub targets: Vec<Entry<TargetWritten>>,
    /// `published`.
    pub published: Option<PublishedWritten>,
    /// `simulation`.
    pub simulation: SimulationWritten,
}

/// Everything that was read: the scenario as written and as each view sees it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The scenario as written.
    pub base: Scenario,
    /// The views in order.
    pub views: Vec<Entry<ViewWritten>>,
    /// The named stress tests (checked, applied by the stress test).
    pub shocks: Vec<Entry<ShockWritten>>,
    /// The unit costs that `library` names.
    pub library: Option<Library>,
    /// The case studies that `cases` names.
    pub cases: Option<Placed<CaseTable>>,
    /// What a careful reader would object to, with ids for `silence`.
    pub warnings: Vec<Diagnostic>,
}

/// One view.
#[derive(Clone, Debug)]
pub struct ViewWritten {
    /// `label`.
    pub label: Option<String>,
    /// `weight`.
    pub weight: Option<Placed<f64>>,
    /// The whole scenario after its patch.
    pub scenario: Scenario,
}

/// One named shock.
#[derive(Clone, Debug)]
pub struct ShockWritten {
    /// `label`.
    pub label: Option<String>,
    /// The whole scenario after it.
    pub scenario: Scenario,
    /// The scenario as each view sees it, in the order of the views, after it.
    pub views: Vec<Scenario>,
}

/// `cohort`.
#[derive(Clone, Debug)]
pub struct CohortWritten {
    /// `people`, where given (with `joining` it scales all years).
    pub people: Option<Placed<u64>>,
    /// `intake`, months.
    pub intake: Option<Placed<f64>>,
    /// `joining`: people by year.
    pub joining: Vec<Entry<YearAmount>>,
    /// `engagement`.
    pub engagement: Option<Value>,
    /// `frailty`.
    pub frailty: f64,
    /// `segments`.
    pub segments: Vec<Entry<SegmentWritten>>,
}

/// A number against a financial year (or the entry number of a list, from 0).
#[derive(Clone, Debug)]
pub struct YearAmount {
    /// The year.
    pub year: YearRef,
    /// People, £ or coordinators.
    pub amount: f64,
}

/// A year named by its name or by its place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearRef {
    /// `2021/22`.
    Financial(FinancialYear),
    /// The n-th entry of a list, from 0: year 1, 2, … or the (part) financial years from `starts`.
    Nth(usize),
}

/// One segment.
#[derive(Clone, Debug)]
pub struct SegmentWritten {
    /// `label`.
    pub label: Option<String>,
    /// `share`; `None` is `rest`.
    pub share: Option<Value>,
    /// `relative_risk`.
    pub relative_risk: RelativeRiskWritten,
}

/// Relative risks of a segment.
#[derive(Clone, Debug)]
pub struct RelativeRiskWritten {
    /// One number for all, or `default`.
    pub default: Option<Value>,
    /// By event.
    pub events: Vec<Entry<Value>>,
}

/// One payer.
#[derive(Clone, Debug)]
pub struct PayerWritten {
    /// `label`.
    pub label: Option<String>,
    /// `groups` or `group`.
    pub groups: Vec<Placed<String>>,
    /// `releases`.
    pub releases: Option<ReleasesWritten>,
}

/// `releases` of a payer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReleasesWritten {
    /// `in_lumps_of`, £.
    pub in_lumps_of: f64,
    /// `after`, months.
    pub after: f64,
}

/// `programme`.
#[derive(Clone, Debug)]
pub struct ProgrammeWritten {
    /// `funding`.
    pub funding: Vec<FundingWritten>,
    /// `capacity`.
    pub capacity: Option<CapacityWritten>,
}

/// One funding line.
#[derive(Clone, Debug)]
pub struct FundingWritten {
    /// `label`.
    pub label: Option<String>,
    /// `payer`.
    pub payer: Placed<String>,
    /// `amounts`.
    pub amounts: Vec<Entry<YearAmount>>,
    /// `prices`, where written; without it amounts are in the price base.
    pub prices: Option<Prices>,
}

/// `programme.capacity`.
#[derive(Clone, Debug)]
pub struct CapacityWritten {
    /// `coordinators` by year.
    pub coordinators: Vec<Entry<YearAmount>>,
    /// `new_people_each`.
    pub new_people_each: Value,
    /// `cost_each`.
    pub cost_each: Option<Value>,
}

/// One event.
#[derive(Clone, Debug)]
pub struct EventWritten {
    /// `label`.
    pub label: Option<String>,
    /// `probability`.
    pub probability: Option<Value>,
    /// `rate`.
    pub rate: Option<Value>,
    /// τ of `timing`, months.
    pub decays: Option<f64>,
    /// `follows`: parent, probability and delay.
    pub follows: Vec<Entry<FollowWritten>>,
    /// `unit_cost`.
    pub unit_cost: Value,
    /// `varies`.
    pub varies: VariesWritten,
    /// `paid_by`: payer and share.
    pub paid_by: Vec<Entry<f64>>,
    /// Where `paid_by` stands.
    pub paid_by_place: Place,
    /// `cashable`.
    pub cashable: CashableWritten,
    /// `support`, with the top-level defaults.
    pub support: SupportWritten,
}

/// One parent of an event.
#[derive(Clone, Debug)]
pub struct FollowWritten {
    /// `probability`.
    pub probability: Value,
    /// `after`, months.
    pub after: f64,
}

/// `varies`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum VariesWritten {
    /// Not given.
    None,
    /// `{gamma: {cv}}`.
    Gamma(f64),
    /// `{lognormal: {cv}}`.
    Lognormal(f64),
}

/// `cashable`.
#[expect(clippy::large_enum_variant, reason = "one for each event")]
#[derive(Clone, Debug)]
pub enum CashableWritten {
    /// Not given: 0%.
    None,
    /// One share for all payers: one draw.
    All(Value),
    /// By payer: one draw each.
    Each(Vec<Entry<Value>>),
}

/// `support`.
#[derive(Clone, Debug, Default)]
pub struct SupportWritten {
    /// `prevents`.
    pub prevents: Option<Value>,
    /// `reduces`.
    pub reduces: Option<Value>,
    /// `delays`, months.
    pub delays: Option<f64>,
    /// `adds`.
    pub adds: Option<Value>,
    /// `adds_cash`.
    pub adds_cash: Option<Value>,
    /// `starts_after`, months.
    pub starts_after: Option<f64>,
    /// `lasts`, months.
    pub lasts: Option<f64>,
    /// `drop_off`.
    pub drop_off: Option<Value>,
    /// `attribution`.
    pub attribution: Option<Value>,
    /// `displacement`.
    pub displacement: Option<Value>,
    /// `optimism_bias`.
    pub optimism_bias: Option<Value>,
}

/// One outcome.
#[derive(Clone, Debug)]
pub struct OutcomeWritten {
    /// `label`.
    pub label: Option<String>,
    /// `beneficiary`.
    pub beneficiary: Option<String>,
    /// `achieved_by`.
    pub achieved_by: Value,
    /// `distance`.
    pub distance: Option<Value>,
    /// `value`.
    pub value: Value,
    /// `lasts`, months.
    pub lasts: f64,
    /// `deadweight`.
    pub deadweight: Option<Value>,
    /// `attribution`.
    pub attribution: Option<Value>,
    /// `displacement`.
    pub displacement: Option<Value>,
    /// `drop_off`.
    pub drop_off: Option<Value>,
}

/// One entry of `correlations`.
#[derive(Clone, Debug)]
pub struct CorrelationWritten {
    /// The two paths.
    pub between: [Placed<String>; 2],
    /// `rho`.
    pub rho: Placed<f64>,
}

/// One target.
#[derive(Clone, Debug)]
pub struct TargetWritten {
    /// `label`.
    pub label: Option<String>,
    /// `amount`, £ as written.
    pub amount: f64,
    /// `payers`: payers or groups.
    pub payers: Vec<Placed<String>>,
    /// `year`.
    pub year: Option<Placed<FinancialYear>>,
    /// `counting`.
    pub counting: Placed<Counting>,
    /// `prices`, where written; without it amounts are in the price base.
    pub prices: Option<Prices>,
    /// `net_of_programme`.
    pub net_of_programme: bool,
}

/// `published`.
#[derive(Clone, Debug)]
pub struct PublishedWritten {
    /// `people`; may be left out where only social value or its ratio was published.
    pub people: Option<u64>,
    /// `of`.
    pub of: Option<Placed<String>>,
    /// `over`, months.
    pub over: Option<Placed<f64>>,
    /// `counting`.
    pub counting: PublishedCounting,
    /// `overstates`.
    pub overstates: Option<Value>,
    /// `mean_avoided`.
    pub mean_avoided: Option<f64>,
    /// `total_avoided`.
    pub total_avoided: Option<f64>,
    /// `low`.
    pub low: Option<f64>,
    /// `high`.
    pub high: Option<f64>,
    /// `social_value`.
    pub social_value: Option<f64>,
    /// `sroi_ratio`.
    pub sroi_ratio: Option<f64>,
}

/// `simulation`.
#[derive(Clone, Debug, PartialEq)]
pub struct SimulationWritten {
    /// `draws`, default 4000.
    pub draws: u64,
    /// `seed`, default 1.
    pub seed: u64,
    /// `level`, default 95%.
    pub level: f64,
    /// Whether `sampling` is `sobol`; default `random`.
    pub sobol: bool,
    /// `precision`, where the run goes on until it is met.
    pub precision: Option<f64>,
}
