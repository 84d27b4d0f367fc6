//! Calibrates the program as one calibrates an instrument: by asking it, thousands of times, what is known already.
//!
//! ```text
//! laws        every way to write an uncertain value: ranks under a cdf from elsewhere are uniform
//! chance      every kind of chance in a journey: counts, times, costs, frailty, segments
//! posteriors  rank statistics of posteriors over draws from their own prior (Talts et al. 2018)
//! town        a scenario with every feature, and its numbers drawn by other means
//! stays       a second one, of people who leave, cost that runs over time, and what comes instead
//! money       a third one, of costs that grow, trends, effects that build up, gains of budgets and cost by person, in variants
//! naive       a person-by-person simulator that shares no line with the engine, of towns as setting describes them; bill and
//!             clock say what is paid, when, and what it is worth, lives, budgets and books add up what it lives through
//! journeys    whole cohorts of the engine against those of the naive simulator
//! residues    both against the exact expectation of their own evidence, of the town of money: means, chance and variances
//! coverage    95% intervals against the exact mean, and z of the self-check, over a thousand seeds
//! decisions   people needed and switching values, with their errors, against exact answers over 200 seeds
//! errors      every error in results.json against how much its figure differs between seeds
//! ```
//!
//! Every test states its level. A family of p-values is judged together: the smallest, times their number, may fall below
//! the level in one of 10,000 honest versions of the program, so that a change of the random numbers alone does not fail.

mod bill;
mod books;
mod budgets;
mod chance;
mod clock;
mod coverage;
mod decisions;
mod errors;
mod journeys;
mod judge;
mod laws;
mod lives;
mod money;
mod money_scenario;
mod naive;
mod plans;
mod posteriors;
mod residues;
mod setting;
mod stays;
mod town;
