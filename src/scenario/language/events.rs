//! Lists the keys of events, of what support changes, and of outcomes.

use super::block::block;
use super::{Form, Rule};
use crate::scenario::{CashableWritten, Entry, SpreadWritten, Value};

block! {
    EVENT EventWritten by event, "an event", "event", "Something that may happen to a person, costs money, and may be averted by support.",
    [Rule::NotBoth(["probability", "rate"])];
    label: maybe(text), "What the event is called in reports. Default: its name, spelled out.";
    probability: maybe(value_or_cases Share), "Chance that it happens within the horizon WITHOUT support, at most once: 30%, or {observed: 3 of 8}.";
    rate: maybe(value Rate), "How often it happens WITHOUT support, where it can happen again: 1.2 per year, or {observed: 12 in 8 person-years}. A bare number is per year.";
    timing: maybe(own timing: Option<TimingWritten> = Form::EvenOr(&TIMING)) default "even" or None, "When it falls: even over the horizon, or early: {decays: 6 months}.";
    follows: maybe(own follows: Vec<Entry<FollowWritten>> = Form::Links(&FOLLOW)) or Vec::new(), "Events that lead to this one: {eviction: {probability: 30%, after: 2 months}}.";
    leads_to: maybe(own leads_to: Vec<Entry<FollowWritten>> = Form::Links(&FOLLOW)) or Vec::new(), "Events of which each occurrence of this one leads to one at most: {care_home: 50%, nursing_home: 40%}; what is left leads nowhere.";
    unit_cost: needs(own event_cost: Value = Form::Cost) like "£1,200", "Mean cost of one occurrence, £: £1_200, {library: ID, times: 35} or a distribution; what is paid as it runs, {each: £900, per: week, for: 26 weeks}; or several parts, {sum: [£500, …]}.";
    real_growth: maybe(value Growth), "How much faster its cost grows than prices in general, by whole years since price_base (else since the start): 1.5% per year. Default: that of the top level.";
    trend: maybe(value Growth) default "0%", "How much likelier it is for people who join a year later: 3% per year. Acts on the hazard, by whole years to joining; never on follows.";
    varies: maybe(own cost_spread: SpreadWritten<VariesWritten> = Form::Spread(&VARIES)), "How much the cost differs from one occurrence to the next; of a cost that runs over time, how long it runs. Default: not at all. {each: …, for: …} for price and length apart.";
    paid_by: needs(placed own paid_by: Vec<Entry<f64>> = Form::PaidBy) like "{nhs: 100%}", "Who bears the cost: the share of each payer, 100% in all: {nhs: 85%, adult_social_care: 15%}.";
    cashable: maybe(own cashable: CashableWritten = Form::Cashable) default "0%" or CashableWritten::None, "Share of the avoided cost that can leave a budget, for all payers or by payer: 10%, or {nhs: 5%}.";
    support: maybe(block SupportWritten) or std::sync::Arc::default(), "What changes WITH support. What is left out comes from support at the top level.";
}

block! {
    #[derive(Copy)]
    TIMING TimingWritten, "the timing", "timing", "When events fall.";
    decays: needs(length) like "6 months", "Events come early and grow rarer: after this time they are 1/e (37%) as frequent.";
}

block! {
    FOLLOW FollowWritten, "a link between events", "follow", "How one event leads to another. A chance alone, 80%, is short for {probability: 80%}.";
    probability: needs(value_or_cases Share), "Chance that an occurrence of the one event leads to the other.";
    after: maybe(delay) default "0" or 0.0, "How long after the one event the other comes: 2 months.";
}

block! {
    #[derive(Copy, PartialEq)]
    VARIES VariesWritten, "the spread between people", "varies", "How much the cost differs from one occurrence to the next: one of the two.",
    [Rule::AnyOf(&["gamma", "lognormal"]), Rule::NotBoth(["gamma", "lognormal"])];
    gamma: maybe(own variation: f64 = Form::Variation), "Costs spread as a gamma distribution: {cv: 60%}, the standard deviation over the mean.";
    lognormal: maybe(own variation: f64 = Form::Variation), "Costs spread as a lognormal distribution, with a longer tail: {cv: 80%}.";
}

block! {
    #[derive(Default)]
    SUPPORT SupportWritten by support, "support", "support", "What changes with support.";
    prevents: maybe(value Effect) default "0%", "The effect: share of occurrences that do not happen because of support, as {risk_ratio: …} and others state it, or directly: 25%. Below zero where support does harm. Leave room for no effect.";
    reduces: maybe(value Share) default "0%", "Share cut off the cost of an occurrence that still happens.";
    shortens: maybe(value Share) default "0%", "Share cut off the length of a stay that still happens: 20%. Only where unit_cost runs over time.";
    delays: maybe(delay) default "0" or 0.0, "How much later an occurrence that still happens comes: 3 months. Certain.";
    adds: maybe(value Rate) default "0", "Extra occurrences a year that support itself causes, such as referrals; they take away from the avoided cost.";
    adds_cash: maybe(value Share) default "100%", "Share of the cost of those extra occurrences that a budget has to find in cash. Say less where the work is done by staff already paid.";
    starts_after: maybe(delay) default "0" or 0.0, "Support acts from this long after joining. Certain.";
    builds_up: maybe(value Length), "The effect grows evenly from nothing to the whole over this time after starts_after: 6 months. Default: the whole at once.";
    lasts: maybe(length), "Support acts until this long after joining. Certain. Default: to the horizon.";
    drop_off: maybe(value Share) default "0%", "Share of the effect lost in each full year since joining.";
    attribution: maybe(value Share) default "100%", "Share of the benefit that is due to this programme and not to others.";
    displacement: maybe(value Share) default "0%", "Share of the benefit that only moved elsewhere.";
    instead: maybe(own instead: Vec<Entry<FollowWritten>> = Form::Links(&FOLLOW)) or Vec::new(), "What comes in place of an occurrence that support prevents, one of these at most: {home_care: 80%}. Its cost is taken off what is avoided.";
    optimism_bias: maybe(own optimism_bias: Value = Form::Bias) default "0%", "Cut applied to the benefit because such forecasts turn out too high: a share, or {grade: 3} for a grade of the data from 1 (best) to 6.";
}

block! {
    OUTCOME OutcomeWritten by outcome, "an outcome", "outcome", "A good that support does for people, valued in £: social value, never added to costs avoided; or, with paid_to, a fiscal gain, which is counted beside them.",
    [Rule::Needs(&["cashable"], "paid_to")];
    label: maybe(text), "What the outcome is called in reports. Default: its name, spelled out.";
    beneficiary: maybe(text), "Who gains, such as people supported. Free text; groups the value map.";
    achieved_by: needs(own achieved_by: Value = Form::Gain) like "35%", "Share of people who achieve it: 35%, or what support adds, {compared: {with: 30 of 100, without: 18 of 100}}.";
    distance: maybe(value Distance) default "100%", "Distance travelled: how far people move on the scale of the outcome. Below zero where they are worse off.";
    value: needs(value Amount), "Financial proxy, or what a budget gains, £ per person and year at full distance. Below zero for what is lost.";
    paid_to: maybe(placed own paid_by: Vec<Entry<f64>> = Form::PaidBy), "Budgets that gain it: the share of each payer, 100% in all: {dwp: 70%, council: 30%}. It then counts with the costs avoided, never as social value.";
    cashable: maybe(own cashable: CashableWritten = Form::Cashable) default "0%" or CashableWritten::None, "Share of a fiscal gain that a budget can spend, for all payers or by payer: 60%, or {dwp: 80%}.";
    starts_after: maybe(delay) default "0" or 0.0, "How long after joining it begins: 12 months. Its years count from then.";
    lasts: needs(length) like "3 years", "How long the outcome lasts: 3 years. A bare number is months.";
    deadweight: maybe(value Share) default "0%", "Share that would have happened anyway.";
    attribution: maybe(value Share) default "100%", "Share of the outcome that is due to this programme and not to others.";
    displacement: maybe(value Share) default "0%", "Share of the outcome that only moved elsewhere.";
    drop_off: maybe(value Share) default "0%", "Share of the value lost in each year after the first.";
}
