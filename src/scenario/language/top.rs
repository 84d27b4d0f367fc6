//! Lists the keys of the top level, of views and shocks, and of the simulation.

use super::block::block;
use super::{CohortWritten, CorrelationWritten, EventWritten, OutcomeWritten, PAYER, PayerWritten, ProgrammeWritten};
use super::{Form, PublishedWritten, Rule, SupportWritten, TargetWritten};
use crate::scenario::choice::{DiscountBasis, PastHorizon, Sampling};
use crate::scenario::limits::MOST_DRAWS;
use crate::scenario::{DiscountRateWritten, Entry, Value};

/// The Green Book's social time preference rate.
const DISCOUNT_RATE: f64 = 0.035;

block! {
    SCENARIO Scenario by top_level, "a scenario", "scenario", "A scenario: who is supported, what may happen to them without and with support, what it costs and whom.",
    [Rule::AnyOf(&["events", "outcomes"])];
    title: needs(placed text), "What the scenario is called. Stands at the head of every report.";
    description: maybe(text), "What the scenario is about, in a few sentences. Free text, printed in reports.";
    starts: maybe(placed month), "First month of the programme, such as 2021-04. Needed as soon as anything names a financial year; without it years are called Year 1, Year 2 and so on.";
    price_base: maybe(placed year), "The financial year in whose prices every result is given, such as 2024/25. Unit costs of the library are brought to it by the GDP deflator.";
    horizon: needs(placed length) like "24 months", "How long each person is followed after joining: 24 months, 2 years. A bare number is months.";
    past_horizon: maybe(choice PastHorizon) default "count", "Whether cost that runs over time counts past the horizon of its person: count, as the whole of a cost paid at once does, or cut.";
    discount_rate: maybe(own discount_rate: DiscountRateWritten = Form::RateOrSchedule) default "3.5%" or DiscountRateWritten::Rate(DISCOUNT_RATE), "Rate a year by which later costs count for less in present values; 0% switches discounting off. {schedule: green_book} for rates that decline after 30 years, {schedule: green_book_health} for those of health.";
    discounting: maybe(choice DiscountBasis) default "continuous", "Whether money counts for less from moment to moment, continuous, or alike for all of a year of the table, whole_years: nothing off in the first, as in spreadsheets of the Green Book.";
    real_growth: maybe(value Growth) default "0%", "How much faster unit costs grow than prices in general, by whole years since price_base (else since the start): 1.5% per year. One draw for every event that does not say otherwise.";
    cohort: needs(block CohortWritten) like "{people: …}", "Who is supported: how many people, when they join, how they differ.";
    payers: needs(own payers: Vec<Entry<PayerWritten>> = Form::EmptyEntries(&PAYER)) like "{nhs: {label: NHS}}", "Who bears the costs, each under a short name of its own, such as nhs.";
    programme: maybe(block ProgrammeWritten), "What support costs and who pays for it. Without it nothing is netted and no ratio is given.";
    - extends: maybe(text), "Another scenario file that this one changes: this file then holds only what is different. A path relative to this file.";
    library: maybe(placed text), "Where unit costs come from: builtin, or the path of a library file relative to this file.";
    allow_unverified: maybe(switch) default "false" or false, "Whether unit costs marked as recalled from memory may be used. Every report then says so.";
    silence: maybe(own silence: Vec<Entry<String>> = Form::Silence) or Vec::new(), "Warnings that are not to be shown, each by its id with a reason, which is printed: {W07: reason}.";
    shared: late(own shared: Vec<Entry<Value>> = Form::Shared), "Uncertain values that are drawn once and used in several places by {shared: NAME}.";
    support: maybe(block SupportWritten), "What support changes, for every event that does not say otherwise. An uncertain value here is one draw for all events.";
    samples: maybe(placed text), "Draws of another model: a table (CSV, .xlsx, with #Sheet after its name, or .parquet) with a column for each value and a row for each draw, named by {sampled: COLUMN}; a path relative to this file.";
    cases: maybe(placed text), "Table of people, such as case studies: CSV or .xlsx (people.xlsx#Sheet), with the columns person,event,occurrences,avoided_cost and others; a path relative to this file.";
    events: maybe(entries EventWritten) or Vec::new(), "What may happen to people, costs money, and may be averted by support, each under a short name of its own.";
    outcomes: maybe(entries OutcomeWritten) or Vec::new(), "Social value: the good that support does for people, each under a short name. Never added to costs avoided.";
    - views: maybe(listed Form::EmptyEntries(&VIEW)), "Opinions of the life people would have led without support, such as optimistic, central and pessimistic.";
    correlations: maybe(list CorrelationWritten like "{between: [events.a.probability, events.b.probability], rho: 0.5}") or Vec::new(), "Pairs of uncertain values that tend to be high or low together.";
    targets: maybe(entries TargetWritten) or Vec::new(), "Savings targets that the results are held against, each under a short name.";
    published: maybe(block PublishedWritten), "What an evaluation found. Never fed into the draws: the model is held against it.";
    - shocks: maybe(listed Form::EmptyEntries(&SHOCK)), "Named changes that averted stress tries one by one, such as unit costs 20% higher.";
    simulation: maybe(block SimulationWritten) or std::sync::Arc::default(), "How much is simulated, and with which random numbers.";
}

block! {
    VIEW, "a view", "view", "One opinion of the life that people would have led without support.";
    label: maybe(text), "What the view is called in reports, such as: Optimistic about life without support.";
    weight: maybe(number Share), "How much the view counts. Give every view a weight, 100% in all, or none at all.";
    set: maybe(listed Form::Patch), "Keys of the scenario with the values that they have in this view. A value is replaced whole.";
    scale: maybe(listed Form::Scale), "Values of the scenario by path, with the factor that each is multiplied by: {events.*.unit_cost: 120%}.";
}

block! {
    SHOCK, "a shock", "shock", "One change that the stress test tries.";
    label: maybe(text), "What the shock is called in reports, such as: Unit costs 20% higher.";
    set: maybe(listed Form::Patch), "Keys of the scenario with the values that they have under this shock. A value is replaced whole.";
    scale: maybe(listed Form::Scale), "Values of the scenario by path, with the factor that each is multiplied by: {events.*.unit_cost: 120%}.";
}

block! {
    #[derive(Default, PartialEq)]
    SIMULATION SimulationWritten, "the simulation", "simulation", "How much is simulated, and with which random numbers.";
    draws: maybe(whole(1, MOST_DRAWS)) default "4000", "How many times the evidence is drawn. More draws, smaller Monte Carlo errors.";
    seed: maybe(own seed: u64 = Form::Seed) default "1", "A whole number that starts the random numbers: the same seed gives the same results.";
    level: maybe(inner_share("95% is usual")) default "95%", "Level of the intervals that are shown.";
    sampling: maybe(choice Sampling) default "random", "How the evidence is drawn: random, or sobol for scrambled Sobol points, which cover it more evenly.";
    precision: maybe(inner_share("1% is usual: the standard error of the headline, as a share of it")), "Go on drawing until the standard error of the mean, relative to it, is at most this, and that of every target's chance at most 0.5 points; draws is then the least number.";
}
