//! Lists the keys that say who is supported, who pays, and what support costs.

use super::{Block, Form, Rule, key};
use crate::quantity::Kind;
use crate::scenario::limits::MOST_PEOPLE;

/// `cohort`.
pub(in crate::scenario) const COHORT: Block = Block {
    name: "the cohort",
    id: "cohort",
    about: "The people who are supported.",
    keys: &[
        key("people", Form::Whole(1, MOST_PEOPLE), "How many people are supported, 1 to 10,000,000. With joining it scales all years."),
        key("intake", Form::Delay, "The time over which people join, evenly: 12 months. 0 means that all join at the start.").default("0"),
        key("joining", Form::PeopleByYear, "How many people join in each year, instead of people and intake: {2021/22: 160, 2022/23: 200}, or a list for years 1, 2, … in turn."),
        key("engagement", Form::Value(Kind::Share), "Share of people who take up support; nothing changes for the others.").default("100%"),
        key("frailty", Form::Factor, "How much risk differs from person to person, as a coefficient of variation: 0.8 is a spread of 80% around the average. 0 means that everyone is alike.").default("0"),
        key("segments", Form::Entries(&SEGMENT), "Groups of people with risks of their own; their shares add up to 100%."),
    ],
    rules: &[Rule::AnyOf(&["people", "joining"]), Rule::NotBoth(["intake", "joining"])],
};

/// An entry of `segments`.
pub(in crate::scenario) const SEGMENT: Block = Block {
    name: "a segment",
    id: "segment",
    about: "A group of people with risks of its own.",
    keys: &[
        key("label", Form::Text, "What the segment is called in reports. Default: its name, spelled out."),
        key("share", Form::ShareOrRest, "Share of the cohort in this segment, or rest for what the others leave. One share at most is uncertain; then another is rest.").required(),
        key("relative_risk", Form::RelativeRisk, "How many times likelier events are than stated under events: one number for all, or {default: 0.2, eviction: 0.1}. Above zero.").default("1"),
    ],
    rules: &[],
};

/// An entry of `payers`.
pub(in crate::scenario) const PAYER: Block = Block {
    name: "a payer",
    id: "payer",
    about: "A budget that bears costs.",
    keys: &[
        key("label", Form::Text, "What the payer is called in reports. Default: its name, spelled out."),
        key(
            "groups",
            Form::Words,
            "Groups that the payer belongs to, for targets and tables, such as [council, general_fund].",
        ),
        key("group", Form::Words, "Short for groups where there is only one."),
        key(
            "releases",
            Form::Block(&RELEASES),
            "How saved cash leaves this budget, for targets that count what is released: {in_lumps_of: £45k, after: 6 months}.",
        ),
    ],
    rules: &[Rule::NotBoth(["group", "groups"])],
};

/// `releases`.
pub(in crate::scenario) const RELEASES: Block = Block {
    name: "how cash is released",
    id: "releases",
    about: "How saved cash leaves a budget: in whole posts or contracts, and some time after it is saved.",
    keys: &[
        key(
            "in_lumps_of",
            Form::Money,
            "What leaves together, £ at the price base, such as the cost of a post: £45k. 0: any amount can leave.",
        )
        .default("0"),
        key("after", Form::Delay, "How long after it is saved cash can leave: 6 months.").default("0"),
    ],
    rules: &[],
};

/// `programme`.
pub(in crate::scenario) const PROGRAMME: Block = Block {
    name: "the programme",
    id: "programme",
    about: "What support costs.",
    keys: &[
        key("funding", Form::List(&FUNDING), "The money that pays for support, one line for each source."),
        key(
            "capacity",
            Form::Block(&CAPACITY),
            "How many people the staff can take on. Only held against the number of people needed; never added to the cost.",
        ),
    ],
    rules: &[],
};

/// An entry of `funding`.
pub(in crate::scenario) const FUNDING: Block = Block {
    name: "a funding line",
    id: "funding",
    about: "One source of money for the programme.",
    keys: &[
        key("label", Form::Text, "What the funding is called in reports."),
        key("payer", Form::Text, "The payer who provides it: a name under payers.").required(),
        key(
            "amounts",
            Form::MoneyByYear,
            "£ by financial year, spread evenly over its months: {2021/22: £200k}, or a list for years 1, 2, … in turn.",
        )
        .required(),
        key(
            "prices",
            Form::Choice(&["base", "outturn"]),
            "What prices the amounts are in: base (those of price_base) or outturn (cash of each year, brought to price_base by the GDP deflator).",
        )
        .default("base"),
    ],
    rules: &[],
};

/// `capacity`.
pub(in crate::scenario) const CAPACITY: Block = Block {
    name: "the capacity",
    id: "capacity",
    about: "How many people the staff can take on.",
    keys: &[
        key(
            "coordinators",
            Form::FactorByYear,
            "Coordinators in post by year, in full-time equivalents: {2021/22: 6}, or a list.",
        )
        .required(),
        key("new_people_each", Form::Value(Kind::Factor), "New people that one coordinator takes on in a year.")
            .required(),
        key(
            "cost_each",
            Form::Value(Kind::Money),
            "What one coordinator costs, £ a year. Never added to the cost of the programme.",
        ),
    ],
    rules: &[],
};
