//! Lists the ways to state an effect as evidence has it, one row each, for reader, schema, messages and the reference.

use crate::scenario::Ratio;

/// A way to state what support changes by what a comparison found.
#[derive(Clone, Copy, Debug)]
pub(in crate::scenario) struct ContrastSpelling {
    /// The key that names it.
    pub(in crate::scenario) key: &'static str,
    /// What stands in its braces.
    pub(in crate::scenario) inside: Comparison,
    /// Whether a relative risk may be stated so.
    pub(in crate::scenario) is_risk: bool,
    /// How it is written.
    pub(in crate::scenario) written: &'static str,
    /// What it says, in plain English.
    pub(in crate::scenario) about: &'static str,
}

/// What stands in the braces of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) enum Comparison {
    /// The estimate of a ratio and its interval or error.
    Ratio(Ratio),
    /// The estimate of a difference and its interval or error.
    Difference,
    /// What two groups had.
    Groups,
    /// A list of studies.
    Studies,
}

/// Every way. A new one is a row here.
pub(in crate::scenario) const CONTRASTS: [ContrastSpelling; 7] = [
    ContrastSpelling {
        key: "risk_ratio",
        inside: Comparison::Ratio(Ratio::Risk),
        is_risk: true,
        written: "{risk_ratio: {estimate: 0.82, low: 0.61, high: 1.10}} or {risk_ratio: {estimate: 0.82, se_log: 0.15}}",
        about: "The chance with support over that without (relative risk), with its confidence interval, 95% unless `confidence` says otherwise.",
    },
    ContrastSpelling {
        key: "rate_ratio",
        inside: Comparison::Ratio(Ratio::Hazard),
        is_risk: true,
        written: "{rate_ratio: {estimate: 0.82, low: 0.61, high: 1.10}}",
        about: "The rate with support over that without. On an event with `probability` it changes the chance to 1 - (1-p)^ratio, or multiplies it with `as: risk_ratio`.",
    },
    ContrastSpelling {
        key: "hazard_ratio",
        inside: Comparison::Ratio(Ratio::Hazard),
        is_risk: false,
        written: "{hazard_ratio: {estimate: 0.40, low: 0.19, high: 0.87}, as: risk_ratio}",
        about: "The hazard with support over that without, as survival analyses report it. On an event with `probability` it acts as a rate ratio does.",
    },
    ContrastSpelling {
        key: "odds_ratio",
        inside: Comparison::Ratio(Ratio::Odds),
        is_risk: false,
        written: "{odds_ratio: {estimate: 0.75, low: 0.55, high: 1.02, over: 12 months}}",
        about: "The odds with support over those without, turned into a ratio of chances by the event's own chance over the study's period (`over`, else the horizon). Only on an event with `probability`.",
    },
    ContrastSpelling {
        key: "risk_difference",
        inside: Comparison::Difference,
        is_risk: false,
        written: "{risk_difference: {estimate: -3%, low: -9%, high: 2%, over: 12 months}}",
        about: "The chance with support minus that without, over the study's period (`over`, else the horizon): below zero where support helps. Only on an event with `probability`.",
    },
    ContrastSpelling {
        key: "compared",
        inside: Comparison::Groups,
        is_risk: true,
        written: "{compared: {with: 12 of 100, without: 20 of 100}} or {compared: {with: 40 in 210 person-years, without: 95 in 300 person-years, before: {with: …, without: …}}}",
        about: "Two groups of people. `without` left out is the event's own chance or rate; `before` what the same groups had before (difference in differences, as a ratio of ratios).",
    },
    ContrastSpelling {
        key: "meta",
        inside: Comparison::Studies,
        is_risk: true,
        written: "{meta: {studies: [{label: …, risk_ratio: …}, {label: …, compared: …}], predicts: new_place, heterogeneity: 0.5}}",
        about: "Several studies pooled (random-effects meta-analysis of log ratios): what one more place like them should expect, or their average with `predicts: average`.",
    },
];

impl ContrastSpelling {
    /// What it may describe.
    pub(in crate::scenario) fn words(&self) -> &'static str {
        match (self.inside, self.is_risk) {
            (Comparison::Groups, _) => "effects, relative risks and who achieves an outcome",
            (_, true) => "effects and relative risks",
            (_, false) => "effects",
        }
    }
}

/// The way that a key names.
pub(in crate::scenario) fn contrast(key: &str) -> Option<ContrastSpelling> {
    CONTRASTS.into_iter().find(|contrast| contrast.key == key)
}
