//! Mirrors the parts of results.json that hold avoided cost against something: programme cost, targets, publications.

use serde::{Deserialize, Serialize};

use super::chance::Chance;
use super::{Ordered, Summary};
use crate::model::{Counting, Prices, PublishedCounting};

/// The published figures against the model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublishedResults {
    /// How many people it observed.
    pub people: u64,
    /// Their segment; null: the whole cohort.
    pub of: Option<String>,
    /// Months after joining that it covers.
    pub over_months: f64,
    /// How it counted.
    pub counting: PublishedCounting,
    /// £ per person (from the total where only that was published).
    pub mean_avoided: Option<f64>,
    /// £ in total.
    pub total_avoided: Option<f64>,
    /// Lower end of the published range of the mean.
    pub low: Option<f64>,
    /// Upper end of the published range of the mean.
    pub high: Option<f64>,
    /// Published social value.
    pub social_value: Option<f64>,
    /// Published £ of social value per £1.
    pub sroi_ratio: Option<f64>,
    /// Means of as many simulated people, counted alike.
    pub model: Option<Summary>,
    /// The share of those means below the published one.
    pub percentile: Option<f64>,
    /// Its Monte Carlo standard error.
    pub mcse: Option<f64>,
    /// How likely the model's social value is at least the published one; null where none was published.
    pub social_value_reached: Option<Chance>,
    /// How likely the model's SROI ratio is at least the published one; null where none was published.
    pub sroi_reached: Option<Chance>,
}

/// What support costs and what is left after it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProgrammeResults {
    /// Cost.
    pub cost: f64,
    /// Its present value.
    pub cost_pv: f64,
    /// Avoided cost less cost.
    pub net: Summary,
    /// The same at present value.
    pub net_pv: Summary,
    /// Avoided cost per £1, both at present value; null when the programme is free.
    pub bcr: Option<Summary>,
    /// Avoided cost and social value per £1, at present value; null without outcomes.
    pub sroi: Option<Summary>,
    /// Months until avoided cost has caught up for good; null when it never does in any draw.
    pub payback_months: Option<Payback>,
    /// The chance that it does, over draws of the evidence.
    #[serde(flatten, with = "PaysBack")]
    pub pays_back: Chance,
    /// The cost in every draw lies between these (views may differ in it).
    pub cost_low: f64,
    /// The cost in every draw lies between these.
    pub cost_high: f64,
}

/// The keys of [`ProgrammeResults::pays_back`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Chance")]
struct PaysBack {
    #[serde(rename = "probability_pays_back")]
    probability: f64,
    #[serde(rename = "probability_pays_back_mcse")]
    mcse: f64,
    #[serde(rename = "probability_pays_back_low")]
    low: f64,
    #[serde(rename = "probability_pays_back_high")]
    high: f64,
}

/// Quantiles over draws of the months until payback; null where that share of draws never pays back.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Payback {
    /// One draw in ten pays back by then.
    pub p10: Option<f64>,
    /// Half of the draws do.
    pub p50: Option<f64>,
    /// Nine in ten do.
    pub p90: Option<f64>,
    /// The largest Monte Carlo standard error of the three.
    pub quantile_mcse: Option<f64>,
}

/// One target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetResults {
    /// Its label.
    pub label: String,
    /// £ at the price base.
    pub amount: f64,
    /// The amount as written.
    pub written: f64,
    /// The prices that it was written in.
    pub prices: Prices,
    /// Payers and groups as written; empty: all.
    pub payers: Vec<String>,
    /// Label of its year; null: the whole span.
    pub year: Option<String>,
    /// What counts towards it.
    pub counting: Counting,
    /// Whether programme cost is taken off.
    pub net_of_programme: bool,
    /// What counts towards it.
    pub value: Summary,
    /// Chance of reaching it.
    #[serde(flatten)]
    pub chance: Chance,
    /// What is missing on average when it is missed; null when it never was.
    pub mean_shortfall: Option<f64>,
    /// Its Monte Carlo standard error.
    pub mean_shortfall_mcse: Option<f64>,
    /// By confidence; filled by the stress test.
    pub people_needed: Option<Ordered<Option<f64>>>,
    /// Its Monte Carlo standard errors.
    #[serde(default)]
    pub people_needed_mcse: Option<Ordered<Option<f64>>>,
}
