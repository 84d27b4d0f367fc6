//! What each warning about comparisons, follow-ons, spreads of people and draws must fire on, and what it must let pass.

use super::{COHORT, COST, Case, Change, EVICTION, SHARED};

const DEFAULT: &str = "support: {prevents: {shared: effect}}";
const RATIO: &str = "support: {prevents: {risk_ratio: {estimate: 0.82, low: 0.61, high: 1.10}}}";

pub(crate) const CASES: [Case; 10] = [
    (
        "W26",
        Change(
            &[(DEFAULT, "support: {prevents: {risk_ratio: {estimate: 0.82, low: 0.61, high: 1.20}}}"), (SHARED, "")],
            &[],
        ),
        Change(&[(DEFAULT, RATIO), (SHARED, "")], &[]),
    ),
    (
        "W27",
        Change(&[(DEFAULT, "support: {prevents: {compared: {with: 3 of 100, without: 4 of 100}}}"), (SHARED, "")], &[]),
        Change(&[(DEFAULT, "support: {prevents: {compared: {with: 3 of 100, without: 5 of 100}}}"), (SHARED, "")], &[]),
    ),
    (
        // At a chance of 3 of 8, 30 points fewer are more than all in three draws of ten.
        "W28",
        Change(
            &[(
                "cashable: 5%}",
                "cashable: 5%, support: {prevents: {risk_difference: {estimate: -30%, low: -50%, high: -10%}}}}",
            )],
            &[],
        ),
        Change(
            &[(
                "cashable: 5%}",
                "cashable: 5%, support: {prevents: {risk_difference: {estimate: -3%, low: -5%, high: -1%}}}}",
            )],
            &[],
        ),
    ),
    (
        "W29",
        Change(
            &[
                (
                    DEFAULT,
                    "support: {attribution: 80%, prevents: {risk_ratio: {estimate: 0.82, low: 0.61, high: 1.10}}}",
                ),
                (SHARED, ""),
            ],
            &[],
        ),
        Change(
            &[
                (
                    DEFAULT,
                    "support: {attribution: 100%, prevents: {risk_ratio: {estimate: 0.82, low: 0.61, high: 1.10}}}",
                ),
                (SHARED, ""),
            ],
            &[],
        ),
    ),
    (
        "W30",
        Change(&[(DEFAULT, RATIO), (SHARED, ""), (COHORT, "cohort: {people: 100, engagement: 80%}")], &[]),
        Change(&[(COHORT, "cohort: {people: 100, engagement: 80%}")], &[]),
    ),
    (
        // Standard errors of the log ratio 0.26 and 0.07.
        "W31",
        Change(
            &[(DEFAULT, "support: {prevents: {risk_ratio: {estimate: 0.5, low: 0.3, high: 0.83}}}"), (SHARED, "")],
            &[],
        ),
        Change(
            &[(DEFAULT, "support: {prevents: {risk_ratio: {estimate: 0.8, low: 0.7, high: 0.914}}}"), (SHARED, "")],
            &[],
        ),
    ),
    (
        "W32",
        Change(
            &[
                ("flood: {probability: 2%", "flood: {follows: {eviction: {probability: 60%}}"),
                ("burglary: {", "burglary: {follows: {eviction: {probability: 50%}}, "),
            ],
            &[],
        ),
        Change(
            &[
                ("flood: {probability: 2%", "flood: {follows: {eviction: {probability: 50%}}"),
                ("burglary: {", "burglary: {follows: {eviction: {probability: 50%}}, "),
            ],
            &[],
        ),
    ),
    (
        "W33",
        Change(&[(COST, "{gamma: {mean: £9k, sd: £10k}}")], &[]),
        Change(&[(COST, "{gamma: {mean: £9k, sd: £9k}}")], &[]),
    ),
    (
        "W34",
        Change(
            &[
                (EVICTION, "probability: {observed: 6 of 16}"),
                ("cashable: 5%}", "cashable: 5%, support: {prevents: {compared: {with: 5 of 20, without: 6 of 16}}}}"),
            ],
            &[],
        ),
        Change(
            &[
                (EVICTION, "probability: {observed: 6 of 16}"),
                ("cashable: 5%}", "cashable: 5%, support: {prevents: {compared: {with: 5 of 20, without: 7 of 16}}}}"),
            ],
            &[],
        ),
    ),
    (
        "W35",
        Change(&[("cases: cases.csv", "samples: cases.csv")], &[]),
        Change(&[("cases: cases.csv", "samples: draws.csv")], &[]),
    ),
];

/// A thousand draws of another model.
pub(crate) fn draws() -> String {
    format!("p\n{}", "0.3\n".repeat(1_000))
}
