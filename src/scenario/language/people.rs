//! Lists the keys that say who is supported, who pays, and what support costs.

use super::block::block;
use super::{Form, Rule};
use crate::quantity::Kind;
use crate::scenario::choice::{FundingUnit, Prices};
use crate::scenario::limits::MOST_PEOPLE;
use crate::scenario::{Entry, RelativeRiskWritten, Value, YearAmount};

block! {
    COHORT CohortWritten by cohort, "the cohort", "cohort", "The people who are supported.",
    [Rule::AnyOf(&["people", "joining"]), Rule::NotBoth(["intake", "joining"])];
    people: maybe(placed whole(1, MOST_PEOPLE)), "How many people are supported, 1 to 10,000,000. With joining it scales all years.";
    intake: maybe(placed delay) default "0", "The time over which people join, evenly: 12 months. 0 means that all join at the start.";
    joining: maybe(own joining: Vec<Entry<YearAmount>> = Form::PeopleByYear) or Vec::new(), "How many people join in each year, instead of people and intake: {2021/22: 160, 2022/23: 200}, or a list for years 1, 2, … in turn.";
    engagement: maybe(value Share) default "100%", "Share of people who take up support; nothing changes for the others.";
    leaves: maybe(value Annual) default "0%", "Share of people who die or move away in each year: 5% per year. Neither life of theirs is followed further; probability and rate are those of one who stays.";
    frailty: maybe(own frailty: f64 = Form::Number(Kind::Factor)) default "0" or 0.0, "How much risk differs from person to person, as a coefficient of variation: 0.8 is a spread of 80% around the average. 0 means that everyone is alike.";
    segments: maybe(entries SegmentWritten) or Vec::new(), "Groups of people with risks of their own; their shares add up to 100%.";
}

block! {
    SEGMENT SegmentWritten, "a segment", "segment", "A group of people with risks of its own.";
    label: maybe(text), "What the segment is called in reports. Default: its name, spelled out.";
    share: needs(own share_or_rest: Option<Value> = Form::ShareOrRest) like "30%", "Share of the cohort in this segment, or rest for what the others leave. One share at most is uncertain; then another is rest.";
    relative_risk: maybe(own relative_risk: RelativeRiskWritten = Form::RelativeRisk) default "1" or RelativeRiskWritten { default: None, events: Vec::new() }, "How many times likelier events are than stated under events: one number for all, or {default: 0.2, eviction: 0.1}. Above zero.";
}

block! {
    #[derive(Default)]
    PAYER PayerWritten by payer, "a payer", "payer", "A budget that bears costs.",
    [Rule::NotBoth(["group", "groups"])];
    label: maybe(text), "What the payer is called in reports. Default: its name, spelled out.";
    groups: maybe(words) or Vec::new(), "Groups that the payer belongs to, for targets and tables, such as [council, general_fund].";
    group: maybe(words) or Vec::new(), "Short for groups where there is only one.";
    releases: maybe(block ReleasesWritten), "How saved cash leaves this budget, for targets that count what is released: {in_lumps_of: £45k, after: 6 months}.";
}

block! {
    #[derive(Copy, PartialEq)]
    RELEASES ReleasesWritten, "how cash is released", "releases", "How saved cash leaves a budget: in whole posts or contracts, and some time after it is saved.";
    in_lumps_of: maybe(number Money) default "0" or 0.0, "What leaves together, £ at the price base, such as the cost of a post: £45k. 0: any amount can leave.";
    after: maybe(delay) default "0" or 0.0, "How long after it is saved cash can leave: 6 months.";
}

block! {
    PROGRAMME ProgrammeWritten, "the programme", "programme", "What support costs.";
    uplift: maybe(own uplift: Value = Form::Bias), "Optimism bias added to the cost, because such estimates turn out too low: a share, or {grade: 4} for a grade of the data from 1 (best) to 6. On amounts above zero; a funding line may say otherwise.";
    funding: maybe(list FundingWritten like "{label: …, payer: nhs, amounts: {2021/22: £200k}}") or Vec::new(), "The money that pays for support, one line for each source.";
    capacity: maybe(block CapacityWritten), "How many people the staff can take on. Only held against the number of people needed; never added to the cost.";
}

block! {
    FUNDING FundingWritten by funding_line, "a funding line", "funding", "One source of money for the programme, by year, or so much for each person or month; an amount below zero is income, or what is no longer spent.",
    [Rule::AnyOf(&["amounts", "each"]), Rule::NotBoth(["amounts", "each"]), Rule::NotBoth(["times", "for"]), Rule::NotBoth(["prices", "each"]),
     Rule::Needs(&["per", "times", "for"], "each"), Rule::Needs(&["each"], "per")];
    label: maybe(text), "What the funding is called in reports.";
    payer: needs(placed text) like "nhs", "The payer who provides it: a name under payers.";
    amounts: maybe(values_by_year Amount) or Vec::new(), "£ by financial year, spread evenly over its months: {2021/22: £200k}, or a list for years 1, 2, … in turn. Each may be uncertain.";
    each: maybe(value Amount), "£ for each person or month, instead of amounts: £600, or {library: visit}. May be uncertain.";
    per: maybe(placed choice FundingUnit), "What each is paid for: person, engaged person, month or engaged month. A person's cost falls in the month of joining, a month's while they are followed.";
    times: maybe(value Factor) default "1", "How many of it: 12 (sessions a person).";
    r#for: maybe(value Length), "For how long it is paid from joining on, with its unit: 9 months. Default: while the person is followed.";
    prices: maybe(choice Prices) default "base", "What prices the amounts are in: base (those of price_base) or outturn (cash of each year, brought to price_base by the GDP deflator).";
    uplift: maybe(own uplift: Value = Form::Bias), "Optimism bias added to this line, instead of that of the programme: 10%, or {grade: 4}.";
}

block! {
    CAPACITY CapacityWritten, "the capacity", "capacity", "How many people the staff can take on.";
    coordinators: needs(by_year Factor) like "{2021/22: 6}", "Coordinators in post by year, in full-time equivalents: {2021/22: 6}, or a list.";
    new_people_each: needs(value Factor), "New people that one coordinator takes on in a year.";
    cost_each: maybe(value Money), "What one coordinator costs, £ a year. Never added to the cost of the programme.";
}
