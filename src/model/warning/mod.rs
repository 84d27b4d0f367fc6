//! Finds what a careful reader would object to, each objection a function under an id that `silence` can name.
//!
//! A warning is a sentence of three parts: what is wrong, why that matters, and what to do about it.

mod case_study;
mod chance;
mod contrast;
mod counted_twice;
mod discount;
mod effect;
mod objection;
mod price;
mod stay;
mod target;
mod unit_cost;
mod wording;

pub use objection::Warning;

use super::Plan;
use crate::scenario::{Diagnostic, Entry, Reading};
use wording::{effects, events_where, named};

/// A kind of warning.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// `W07`; stable, never used again for another rule.
    pub id: &'static str,
    /// What it warns of, in one sentence.
    pub about: &'static str,
    finder: Finder,
}

/// Who notices.
#[derive(Clone, Copy, Debug)]
enum Finder {
    /// The reader, which sees the text.
    Reader,
    /// A function of this folder, which sees what the text means.
    Model(Find),
}

/// What a warning says of a plan; `None` where there is nothing to warn of.
type Find = fn(&Reading, &Plan) -> Option<String>;

/// Every warning there is. A new one is a function in this folder and a line here.
pub const WARNINGS: [Rule; 40] = [
    reader("W01", "A value under `shared` is used nowhere."),
    reader("W02", "A share is scaled above 100% in some draws, and is clipped."),
    model("W03", "The same uncertain effect is drawn apart for three or more events.", effect::copied),
    reader("W04", "The horizon is changed under a probability that names no period."),
    reader("W05", "An event has a timing, but only happens by following others."),
    model("W06", "An optimism-bias grade is used, whose table is recalled and not verified.", effect::graded),
    model("W07", "There is no price base, so results are in prices as written.", price::no_base),
    model(
        "W08",
        "A normal distribution that is cut off at zero has an sd of more than half its mean.",
        chance::wide_normal,
    ),
    model("W09", "Every unit cost is certain.", unit_cost::all_certain),
    model("W10", "Support prevents an event with no chance of an effect below 5%.", effect::no_room),
    model("W11", "Figures of a few people are held against a cohort without segments.", case_study::unlike),
    model("W12", "A unit cost is used that was never checked against its source.", unit_cost::unverified),
    model("W13", "A segment's share leaves no room for the others in some draws, and is clipped.", chance::crowded),
    model("W14", "Case studies feed a value of a cohort without segments.", case_study::chosen),
    model("W15", "A unit cost from case studies, which is an avoided cost, is not prevented whole.", case_study::twice),
    model("W16", "A library cost already includes that of another event.", unit_cost::contained),
    model(
        "W17",
        "An A&E attendance stands beside an admission, and neither leads to the other.",
        counted_twice::attendance,
    ),
    model(
        "W18",
        "An outcome takes off deadweight beside an event that seems to be the same thing.",
        counted_twice::deadweight,
    ),
    model("W19", "Optimism bias is cut off a benefit that a pessimistic view looks at too.", counted_twice::optimism),
    model("W20", "Every probability and rate is certain.", chance::all_certain),
    model("W21", "People chosen in crisis have an event at a constant rate.", chance::constant_rate),
    model("W22", "An amount of a later year does not say in whose prices it is.", price::unsaid),
    model("W23", "The price base is more than three years old.", price::old_base),
    model("W24", "A target is counted cashable, but nothing is cashable for its payers.", target::not_cashable),
    model("W25", "The horizon is shorter than a year of the programme.", target::short_horizon),
    reader("W26", "The estimate of a ratio is not the middle of its interval."),
    model("W27", "An effect divides by a group with fewer than five events.", contrast::few_events),
    model("W28", "An effect is held at −900% or 100% in more than 1% of draws.", contrast::held),
    model("W29", "Attribution below 100% stands beside an effect that comes from a comparison.", contrast::attribution),
    model("W30", "Engagement below 100% stands beside an effect that comes from a comparison.", contrast::engagement),
    model("W31", "An effect rests on one small study that found something.", contrast::lucky),
    model("W32", "What follows one event has chances above 100% together.", chance::follow_ons),
    model(
        "W33",
        "The mean of a cost has an sd above itself, as the costs of people have.",
        unit_cost::spread_of_people,
    ),
    model("W34", "A comparison writes out counts that are those of the event's own chance.", contrast::own_counts),
    model("W35", "A table of another model's draws has fewer than 1,000 rows.", chance::few_rows),
    model("W36", "What one event leads to, or what comes instead, has chances above 100% together.", stay::scaled_down),
    model("W37", "A target is of one year beside a cost over time that is booked at once.", stay::paid_at_once),
    model("W38", "Support prevents what lasts, and nothing comes instead.", stay::nothing_instead),
    model("W39", "People are followed for more than 36 months and nobody leaves.", stay::nobody_leaves),
    model("W40", "Money is discounted at one rate for more than 30 years.", discount::one_rate_for_long),
];

const fn reader(id: &'static str, about: &'static str) -> Rule {
    Rule { id, about, finder: Finder::Reader }
}

const fn model(id: &'static str, about: &'static str, find: Find) -> Rule {
    Rule { id, about, finder: Finder::Model(find) }
}

/// Calls `unknown` for every silenced id that is no warning, with all ids.
pub(super) fn check_silence(silence: &[Entry<String>], mut unknown: impl FnMut(&Entry<String>, &[&'static str])) {
    let ids = WARNINGS.map(|rule| rule.id);
    for entry in silence.iter().filter(|entry| !ids.contains(&entry.id.as_str())) {
        unknown(entry, &ids);
    }
}

/// The warnings of a plan, in the order of their ids.
pub(super) fn warnings(reading: &Reading, plan: &Plan) -> Vec<Warning> {
    let reason = |id: &str| reading.base.silence.iter().find(|entry| entry.id == id).map(|entry| entry.value.clone());
    let found = |rule: &Rule| match rule.finder {
        Finder::Model(find) => find(reading, plan).into_iter().collect::<Vec<_>>(),
        Finder::Reader => reading.warnings.iter().filter(|raised| raised.id == Some(rule.id)).map(worded).collect(),
    };
    let warning = |rule: &Rule, text| Warning { id: rule.id.to_owned(), text, silenced: reason(rule.id) };
    WARNINGS.iter().flat_map(|rule| found(rule).into_iter().map(|text| warning(rule, text))).collect()
}

/// What the reader raises, with its remedy.
fn worded(raised: &Diagnostic) -> String {
    match &raised.help {
        Some(help) => format!("{}; {help}", raised.message),
        None => raised.message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::builder::example::{mistakes, plan, with};

    #[test]
    fn a_warning_is_silenced_with_its_reason_and_others_are_not() {
        let plan = plan(&with("silence: {W09: prices are contracts}\n"));
        let silenced = |id: &str| plan.warnings.iter().find(|warning| warning.id == id).unwrap().silenced.as_deref();
        assert_eq!((silenced("W09"), silenced("W20")), (Some("prices are contracts"), None));
        let said = mistakes(&with("silence: {W99: no reason}\n"));
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("silence.W99: there is no warning `W99`; known: `W01`, `W02`"), "{said:?}");
    }

    #[test]
    fn ids_are_stable_and_in_order() {
        let numbers: Vec<String> = (1..=WARNINGS.len()).map(|number| format!("W{number:02}")).collect();
        assert_eq!(WARNINGS.map(|rule| rule.id).to_vec(), numbers);
    }
}
