//! Says in plain words what may stand after the colon of a key, and what keys demand of each other.

use super::{Family, Form, Inside, Rule, Support, blanks};
use crate::numeric::float;
use crate::quantity::grouped;

impl Form {
    /// What may stand there, without a full stop.
    pub(in crate::scenario) fn words(self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Words => "a name, or a list of names".to_owned(),
            Self::Pair => "a list of two paths".to_owned(),
            Self::Switch => "true or false".to_owned(),
            Self::Choice(words) => format!("one of {}", words.join(", ")),
            Self::Month => "a month, such as 2021-04".to_owned(),
            Self::Year => "a financial year, such as 2021/22".to_owned(),
            Self::Number(kind) => format!("{}, such as {}, certain", kind.name(), kind.example()),
            Self::InnerShare => "a share between 0% and 100%, neither of the two, certain".to_owned(),
            Self::Delay => "a length of time, such as 3 months, or 0, certain".to_owned(),
            Self::Length => "a length of time above zero, such as 12 months, certain".to_owned(),
            Self::Whole(low, high) => {
                format!("a whole number from {} to {}", grouped(float(low), 0), grouped(float(high), 0))
            }
            Self::Seed => "a whole number".to_owned(),
            Self::Correlation => "a number from -1 to 1, certain".to_owned(),
            Self::Value(kind) => format!("{}, such as {}, certain or uncertain", kind.name(), kind.example()),
            Self::ValueOrCases(kind) => format!("{}, or {{cases: NAME}}", Self::Value(kind).words()),
            Self::Cost => {
                "money, such as £1,200, certain or uncertain, {each: …, per: week, for: 26 weeks}, {each: …, times: …}, \
                 {sum: […]} or {cases: NAME}"
                    .to_owned()
            }
            Self::Spread(block) => format!("the keys of {}, or {{each: …, for: …}}, which a change replaces as a whole", block.name),
            Self::ShareOrRest => "a share, certain or uncertain, or rest".to_owned(),
            Self::Gain => "a share, certain or uncertain, or {compared: {with: …, without: …}}".to_owned(),
            Self::Bias => "a share, certain or uncertain, or {grade: 3} for a grade from 1 to 6".to_owned(),
            Self::RelativeRisk => {
                "a plain number above zero, certain or uncertain, a ratio such as {risk_ratio: …}, or one by event"
                    .to_owned()
            }
            Self::Cashable => "a share, certain or uncertain, or one by payer".to_owned(),
            Self::PaidBy => "shares by payer, 100% in all, certain".to_owned(),
            Self::PeopleByYear => "whole numbers by financial year, or a list from the first year on".to_owned(),
            Self::ByYear(kind) => format!("{} by financial year, or a list from the first year on", kind.name()),
            Self::ValuesByYear(kind) => {
                format!("{} by financial year, or a list from the first year on, certain or uncertain", kind.name())
            }
            Self::RateOrSchedule => {
                "a share, such as 3.5%, certain, or {schedule: green_book}, or {schedule: green_book_health}".to_owned()
            }
            Self::Variation => "{cv: 60%}, the standard deviation over the mean".to_owned(),
            Self::EvenOr(block) => format!("even, or the keys of {}", block.name),
            Self::Block(block) => format!("the keys of {}", block.name),
            Self::Entries(block) => format!("names of your own, each with the keys of {}", block.name),
            Self::EmptyEntries(block) => format!("names of your own, each with the keys of {} or nothing", block.name),
            Self::Links(block) => format!("names of other entries, each with the keys of {}", block.name),
            Self::List(block) => format!("a list, each entry with the keys of {}", block.name),
            Self::Shared => "names of your own, each with a value of any kind".to_owned(),
            Self::Silence => "ids of warnings, each with a reason".to_owned(),
            Self::Patch => "keys of the scenario with their values here".to_owned(),
            Self::Scale => "paths of values, each with a factor".to_owned(),
        }
    }
}

impl Rule {
    /// The rule as a sentence.
    pub(in crate::scenario) fn words(&self) -> String {
        match self {
            Self::AnyOf(names) => format!("One of these is needed: {}.", names.join(", ")),
            Self::NotBoth([first, second]) => format!("Only one of {first} and {second} can be given."),
            Self::Needs(names, needed) => {
                format!("Where one of these is given, so is {needed}: {}.", names.join(", "))
            }
        }
    }
}

impl Family {
    /// How it is written, in each of its ways.
    pub(in crate::scenario) fn written(&self) -> String {
        let inside = |inside: &Inside| match inside {
            Inside::Moments(_) | Inside::Ascending(..) | Inside::Shapes(..) => blanks(inside.names()),
            Inside::Range => "{low: …, high: …, confidence: …}".to_owned(),
            Inside::Quantiles => "{5%: …, 50%: …, 95%: …}".to_owned(),
            Inside::Mixture => "[{weight: …, value: …}, …]".to_owned(),
            Inside::Counts => {
                "3 of 8, 12 in 8 person-years, {events: …, of: …, over: …, prior: {alpha: …, beta: …}} or \
                               {events: …, of: …, prior: {shape: …, rate: …}}"
                    .to_owned()
            }
        };
        let ways: Vec<String> = self.inside.iter().map(inside).collect();
        format!("{{{}: {}}}", self.key, ways.join(" or "))
    }
}

impl Support {
    /// The kinds of quantity that it holds.
    pub(in crate::scenario) const fn words(self) -> &'static str {
        match self {
            Self::Unit => "shares",
            Self::Positive => "money, rates and plain numbers",
            Self::Counts => "shares and rates",
            Self::Legal => "every kind",
        }
    }
}
