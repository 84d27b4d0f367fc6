//! What each warning about what lasts, what comes next and who leaves must fire on, and what it must let pass.

use super::{COST, Case, Change, END, EVICTION};

const FLOOD: &str = "flood: {probability: 2%,";

pub(crate) const CASES: [Case; 4] = [
    (
        // 90% and 60% for certain; 60% and 40% are the whole.
        "W36",
        Change(&[(EVICTION, "probability: {observed: 3 of 8}, leads_to: {burglary: 90%, flood: 60%}")], &[]),
        Change(&[(EVICTION, "probability: {observed: 3 of 8}, leads_to: {burglary: 60%, flood: 40%}")], &[]),
    ),
    (
        // A year's stay booked at once beside a target of one year; the same without such a target.
        "W37",
        Change(
            &[
                (FLOOD, "hostel_stay: {probability: 2%,"),
                ("unit_cost: £800", "unit_cost: £8_000"),
                ("prevents: {shared: effect}}", "prevents: {shared: effect}, instead: {burglary: 10%}}"),
                ("counting: cashable}", "counting: cashable, year: 2024/25}"),
            ],
            &[],
        ),
        Change(
            &[
                (FLOOD, "hostel_stay: {probability: 2%,"),
                ("unit_cost: £800", "unit_cost: £800"),
                ("prevents: {shared: effect}}", "prevents: {shared: effect}, instead: {burglary: 10%}}"),
                ("counting: cashable}", "counting: cashable, year: 2024/25}"),
            ],
            &[],
        ),
    ),
    (
        "W38",
        Change(&[(COST, "{each: {gamma: {mean: £300, sd: £50}}, per: week, for: 20 weeks}")], &[]),
        Change(
            &[
                (COST, "{each: {gamma: {mean: £300, sd: £50}}, per: week, for: 20 weeks}"),
                ("prevents: {shared: effect}}", "prevents: {shared: effect}, instead: {burglary: 10%}}"),
            ],
            &[],
        ),
    ),
    (
        "W39",
        Change(&[("horizon: 24 months", "horizon: 37 months"), (END, "silence: {W04: meant}\ntargets:")], &[]),
        Change(
            &[("horizon: 24 months", "horizon: 37 months"), ("{people: 100}", "{people: 100, leaves: 5% per year}")],
            &[],
        ),
    ),
];
