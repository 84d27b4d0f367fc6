//! Lists the keys of what results are held against, and of what goes together.

use super::block::block;
use super::{Form, Rule};
use crate::scenario::Placed;
use crate::scenario::choice::{Counting, Prices, PublishedCounting};
use crate::scenario::limits::MOST_PEOPLE;

block! {
    CORRELATION CorrelationWritten, "a correlation", "correlation", "Two uncertain values that tend to be high or low together.";
    between: needs(own pair: [Placed<String>; 2] = Form::Pair) like "[events.a.probability, events.b.probability]", "The paths of the two values: [events.eviction.probability, events.admission.rate].";
    rho: needs(placed own rho: f64 = Form::Correlation) like "0.5", "Rank correlation (Spearman), from -1 to 1.";
}

block! {
    TARGET TargetWritten, "a target", "target", "A savings target that the results are held against.";
    label: maybe(text), "What the target is called in reports. Default: its name, spelled out.";
    amount: needs(number Money) like "£500k", "What is to be saved, £: £500k.";
    payers: maybe(words) or Vec::new(), "Payers, or groups of payers, whose savings count. Default: all.";
    year: maybe(placed programme_year), "The financial year in which savings count, such as 2022/23. Default: the whole span.";
    counting: maybe(placed choice Counting) default "avoided", "What counts: cashable (what can leave a budget), released (what has left by the end of a year, as releases of the payers says), averted (avoided without what is only put off), or avoided.";
    prices: maybe(choice Prices) default "base", "What prices the amount is in: base (those of price_base) or outturn (cash of its year).";
    net_of_programme: maybe(switch) default "false" or false, "Whether the programme cost that these payers bear is taken off first.";
}

block! {
    PUBLISHED PublishedWritten by published, "the published figures", "published", "What an evaluation found. The model is held against it; it is never fed into the draws.",
    [Rule::Needs(&["mean_avoided", "total_avoided", "low", "high"], "people")];
    people: maybe(whole(1, MOST_PEOPLE)), "How many people the evaluation looked at. Needed beside figures of cost avoided.";
    of: maybe(placed text), "The segment that its people came from. Default: the whole cohort.";
    over: maybe(placed length), "The period that its figures cover: 12 months. Default: the horizon.";
    counting: maybe(choice PublishedCounting) default "credited" or PublishedCounting::Credited, "What was counted: gross (before attribution, displacement and optimism bias) or credited (after them).";
    overstates: maybe(value Share) default "0%", "Share of these figures that is owed to choosing the cases, for `averted evidence --update` alone.";
    mean_avoided: maybe(number Money), "Cost avoided per person, £, on average.";
    total_avoided: maybe(number Money), "Cost avoided in total, £.";
    low: maybe(number Money), "Low end of the published range of the cost avoided per person, £.";
    high: maybe(number Money), "High end of the published range of the cost avoided per person, £.";
    social_value: maybe(number Money), "Social value in total, £, for SROI scenarios.";
    sroi_ratio: maybe(number Factor), "Social return on investment: £ of value for each £1.";
}
