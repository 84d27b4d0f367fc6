//! Finds what a careful reader would object to, each objection a function under an id that `silence` can name.

use super::Plan;
use crate::distribution::Distribution;
use crate::scenario::{Diagnostic, Entry, EventWritten, Reading, Scenario, Status, SupportWritten, Value, WrittenLaw};
use std::collections::BTreeMap;

/// Something that a careful reader would object to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// `W07`.
    pub id: String,
    /// A sentence.
    pub text: String,
    /// The reason why the file silences it.
    pub silenced: Option<String>,
}

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
    /// A function of this file, which sees what the text means.
    Model(fn(&Reading, &Plan) -> Option<String>),
}

/// Every warning there is. A new one is a function below and a line here.
pub const WARNINGS: [Rule; 15] = [
    rule("W01", "A value under `shared` is used nowhere.", Finder::Reader),
    rule("W02", "A share is scaled above 100% in some draws, and is clipped.", Finder::Reader),
    rule("W03", "The same uncertain effect is drawn apart for three or more events.", Finder::Model(copied)),
    rule("W04", "The horizon is changed under a probability that names no period.", Finder::Reader),
    rule("W05", "An event has a timing, but only happens by following others.", Finder::Reader),
    rule("W06", "An optimism-bias grade is used, whose table is recalled and not verified.", Finder::Model(graded)),
    rule("W07", "There is no price base, so results are in prices as written.", Finder::Model(no_price_base)),
    rule("W08", "A normal distribution has an sd of more than half its mean.", Finder::Model(wide_normal)),
    rule("W09", "Every unit cost is certain.", Finder::Model(certain_costs)),
    rule("W10", "Support prevents an event with no chance of an effect below 5%.", Finder::Model(no_room)),
    rule("W11", "Figures of a few people are held against a cohort without segments.", Finder::Model(unlike)),
    rule("W12", "A unit cost is used that was never checked against its source.", Finder::Model(unverified)),
    rule(
        "W13",
        "A segment's share leaves no room for the others in some draws, and is clipped.",
        Finder::Model(crowded),
    ),
    rule("W14", "Case studies feed a value of a cohort without segments.", Finder::Model(chosen)),
    rule(
        "W15",
        "A unit cost from case studies, which is an avoided cost, is not prevented whole.",
        Finder::Model(twice),
    ),
];

const fn rule(id: &'static str, about: &'static str, finder: Finder) -> Rule {
    Rule { id, about, finder }
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

fn graded(reading: &Reading, _: &Plan) -> Option<String> {
    let graded = |event: &EventWritten| {
        event.support.optimism_bias.as_ref().is_some_and(|value| matches!(value.law, WrittenLaw::Grade(_)))
    };
    let events = events_where(reading, |_, entry| graded(&entry.value));
    named(&events).map(|events| {
        format!("the optimism bias of {events} comes from a table of grades that is recalled, not verified")
    })
}

fn copied(reading: &Reading, _: &Plan) -> Option<String> {
    let mut uses: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in &reading.base.events {
        for value in effects(&entry.value.support) {
            if let WrittenLaw::Uncertain { spelling, .. } = &value.law
                && value.identity.starts_with("events.")
            {
                let events = uses.entry(spelling).or_default();
                if events.last() != Some(&entry.id.as_str()) {
                    events.push(&entry.id);
                }
            }
        }
    }
    let copies = uses.iter().filter(|(_, events)| events.len() >= 3);
    let copies = copies.filter_map(|(spelling, events)| Some(format!("{spelling} for {}", named(events)?)));
    let copies: Vec<String> = copies.collect();
    (!copies.is_empty()).then(|| {
        format!(
            "the same uncertain effect is drawn for each event apart, which makes the total look surer than it is: {}; \
             name it once under `shared` if it is one belief",
            copies.join("; ")
        )
    })
}

fn unverified(reading: &Reading, _: &Plan) -> Option<String> {
    let library = reading.library.as_ref()?;
    let recalled = |scenario: &Scenario, entry: &Entry<EventWritten>| match &entry.value.unit_cost.law {
        WrittenLaw::Library { id, .. } if scenario.allow_unverified => {
            library.get(id).is_some_and(|cost| cost.status == Status::Recalled)
        }
        _ => false,
    };
    named(&events_where(reading, recalled)).map(|events| {
        format!("the unit cost of {events} is quoted from memory and was never checked against its source")
    })
}

fn crowded(_: &Reading, plan: &Plan) -> Option<String> {
    let share = |path: &str| path.starts_with("cohort.segments.") && path.ends_with(".share");
    let crowded = plan.stated.iter().filter(|stated| share(&stated.path) && stated.clipped > NEGLIGIBLE);
    let each: Vec<String> =
        crowded.map(|stated| format!("`{}` in {:.2}% of draws", stated.path, 100.0 * stated.clipped)).collect();
    (!each.is_empty())
        .then(|| format!("a segment's share is clipped so that the others fit beside it: {}", each.join(", ")))
}

fn unlike(_: &Reading, plan: &Plan) -> Option<String> {
    let published = plan.base.published.as_ref()?;
    let average = published.mean_avoided.is_some() || published.total_avoided.is_some();
    let whole = plan.base.cohort.segments.iter().all(|segment| segment.id.is_empty());
    (average && whole && published.people < plan.base.cohort.people).then(|| {
        format!(
            "the published figures of {} people are held against all {} people: if those were chosen, describe people \
             like them as a segment",
            published.people, plan.base.cohort.people
        )
    })
}

fn chosen(reading: &Reading, plan: &Plan) -> Option<String> {
    let fed = events_where(reading, |scenario, entry| {
        let event = &entry.value;
        let follows = event.follows.iter().map(|follow| &follow.value.probability);
        let mut values = event.probability.iter().chain(std::iter::once(&event.unit_cost)).chain(follows);
        values.any(|value| studied(scenario, value))
    });
    let whole = plan.base.cohort.segments.iter().all(|segment| segment.id.is_empty());
    let events = named(&fed).filter(|_| whole)?;
    Some(format!(
        "what case studies say about {events} is held to be true of all {} people: case studies are chosen, not drawn; \
         describe people like them as a segment",
        plan.base.cohort.people
    ))
}

fn twice(reading: &Reading, plan: &Plan) -> Option<String> {
    let fed = events_where(reading, |scenario, entry| studied(scenario, &entry.value.unit_cost));
    let whole = |id: &str| {
        let mut events = plan.models().flat_map(|model| &model.events).filter(|event| event.id == id);
        events.all(|event| event.support.prevents.certain() == Some(1.0))
    };
    let part: Vec<&str> = fed.into_iter().filter(|id| !whole(id)).collect();
    named(&part).map(|events| {
        format!(
            "the unit cost of {events} comes from case studies, so it is an avoided cost already: `prevents` below 100% takes \
             part of it off a second time"
        )
    })
}

/// Whether a value comes from case studies, by itself or through a shared value.
fn studied(scenario: &Scenario, value: &Value) -> bool {
    let named = |name: &str| scenario.shared.iter().find(|entry| entry.id == name);
    match &value.law {
        WrittenLaw::Cases(_) => true,
        WrittenLaw::Shared { name, .. } => {
            named(name).is_some_and(|entry| matches!(entry.value.law, WrittenLaw::Cases(_)))
        }
        _ => false,
    }
}

fn no_price_base(_: &Reading, plan: &Plan) -> Option<String> {
    plan.price_base.is_none().then(|| {
        "no `price_base` is given: every result is in prices as written, whatever years they are of".to_owned()
    })
}

fn wide_normal(_: &Reading, plan: &Plan) -> Option<String> {
    let laws = plan.models().flat_map(|model| model.laws.iter().zip(&plan.parameters));
    let mut wide: Vec<&str> = laws
        .filter(|(law, _)| match law {
            super::Law::Drawn(Distribution::Normal(normal)) => {
                let (mean, sd) = normal.before_truncation();
                sd > mean / 2.0
            }
            _ => false,
        })
        .map(|(_, parameter)| parameter.path.as_str())
        .collect();
    wide.sort_unstable();
    wide.dedup();
    named(&wide).map(|paths| {
        format!(
            "the normal distribution of {paths} has an sd of more than half its mean: much of it would lie below zero and \
             is cut off, which moves the mean; a gamma or lognormal does not need that"
        )
    })
}

fn certain_costs(_: &Reading, plan: &Plan) -> Option<String> {
    let certain = plan.models().flat_map(|model| &model.events).all(|event| event.unit_cost.certain().is_some());
    (certain && !plan.base.events.is_empty())
        .then(|| "every unit cost is certain: the intervals leave out how little is known about prices".to_owned())
}

fn no_room(_: &Reading, plan: &Plan) -> Option<String> {
    let sure = |event: &usize| plan.chance_at_most(|model| &model.events[*event].support.prevents, 0.05) < 0.001;
    let events = (0..plan.base.events.len()).filter(sure).map(|event| plan.base.events[event].id.as_str());
    named(&events.collect::<Vec<_>>()).map(|events| {
        format!("support leaves no room for no effect: there is no chance that it prevents less than 5% of {events}")
    })
}

/// A share of draws that nobody would see.
const NEGLIGIBLE: f64 = 1e-4;

/// The events for which something holds in any scenario of the reading, each once, in the order of the file.
fn events_where(reading: &Reading, holds: impl Fn(&Scenario, &Entry<EventWritten>) -> bool) -> Vec<&str> {
    let scenarios = || std::iter::once(&reading.base).chain(reading.views.iter().map(|view| &view.value.scenario));
    let anywhere =
        |place: usize| scenarios().any(|seen| seen.events.get(place).is_some_and(|entry| holds(seen, entry)));
    let events = reading.base.events.iter().enumerate();
    events.filter(|(place, _)| anywhere(*place)).map(|(_, entry)| entry.id.as_str()).collect()
}

/// The values under `support`.
fn effects(support: &SupportWritten) -> impl Iterator<Item = &Value> {
    let SupportWritten { prevents, reduces, adds, drop_off, attribution, displacement, optimism_bias, .. } = support;
    [prevents, reduces, adds, drop_off, attribution, displacement, optimism_bias].into_iter().flatten()
}

/// "`a`", "`a` and `b`", "`a`, `b` and `c`"; `None` when there is none.
fn named(names: &[&str]) -> Option<String> {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let (last, others) = quoted.split_last()?;
    Some(if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::build::example::{TOP, plan, reading, with};

    fn ids(plan: &Plan) -> Vec<&str> {
        plan.warnings.iter().map(|warning| warning.id.as_str()).collect()
    }

    /// A scenario to which no careful reader objects; `event` stands in each of its three events.
    fn sound(event: &str) -> String {
        let one = |id: &str| {
            format!(
                "  {id}: {{probability: 20%, unit_cost: {{gamma: {{mean: £1k, sd: £100}}}}, paid_by: {{nhs: 100%}}{event}}}\n"
            )
        };
        format!("{TOP}cohort: {{people: 100}}\nevents:\n{}{}{}", one("a"), one("b"), one("c"))
    }

    #[test]
    fn a_sound_scenario_has_none() {
        assert_eq!(ids(&plan(&sound(""))), [""; 0]);
    }

    #[test]
    fn each_objection_fires_alone() {
        let cases = [
            ("W06", sound(", support: {optimism_bias: {grade: 3}}")),
            ("W02", sound("").replacen("20%", "60%", 1) + "views: {v: {set: {}}}\n"),
            ("W03", sound(", support: {prevents: {uniform: {low: 0%, high: 50%}}}")),
            (
                "W05",
                sound(", follows: {z: {probability: 5%}}, timing: {decays: 6 months}")
                    .replace("probability: 20%, ", "")
                    + "  z: {rate: 1, unit_cost: {gamma: {mean: £1k, sd: £100}}, paid_by: {nhs: 100%}}\n",
            ),
            ("W04", sound("") + "views: {short: {set: {horizon: 12 months}}}\n"),
            ("W07", sound("").replace("price_base: 2021/22\n", "")),
            ("W08", sound("").replacen("gamma: {mean: £1k, sd: £100}", "normal: {mean: £1k, sd: £600}", 1)),
            ("W09", with("")),
            ("W10", sound(", support: {prevents: 30%}")),
            ("W01", sound("") + "shared: {idle: 5%}\n"),
            ("W13", sound("").replace(
                "people: 100",
                "people: 100, segments: {a: {share: 50%}, b: {share: {uniform: {low: 0%, high: 60%}}}, c: {share: rest}}",
            )),
            ("W11", sound("") + "published: {people: 8, mean_avoided: £18k}\n"),
            ("W14", sound("").replacen("probability: 20%", "probability: {cases: eviction}", 1) + "cases: cases.csv\n"),
            (
                "W15",
                sound("").replacen("{gamma: {mean: £1k, sd: £100}}", "{cases: eviction}", 1).replace(
                    "cohort: {people: 100}",
                    "cases: cases.csv\ncohort: {people: 100, segments: {crisis: {share: 20%}, others: {share: rest}}}",
                ),
            ),
        ];
        for (id, text) in cases {
            let reading = match id {
                "W02" => reading(&text, &["events.a.probability=x2"]),
                _ => reading(&text, &[]),
            };
            let plan = crate::model::build(&reading).unwrap_or_else(|faults| panic!("{id}: {faults:#?}"));
            let mut found = ids(&plan);
            found.dedup();
            assert_eq!(found, [id], "{:#?}", plan.warnings);
        }
    }

    #[test]
    fn unverified_costs_are_named() {
        let text = sound("") + "library: costs.yaml\nallow_unverified: true\n";
        let plan = plan(&text.replacen("{gamma: {mean: £1k, sd: £100}}", "{library: guess}", 1));
        assert_eq!(ids(&plan), ["W12"]);
        assert!(plan.warnings[0].text.contains("`a`"), "{:?}", plan.warnings);
    }

    #[test]
    fn the_horizon_may_change_under_counts_with_a_period() {
        let counts = "probability: {observed: {events: 2, of: 8, over: 12 months}}";
        let text = sound("").replace("probability: 20%", counts) + "views: {short: {set: {horizon: 12 months}}}\n";
        assert_eq!(ids(&plan(&text)), [""; 0]);
        let set = crate::model::build(&reading(&sound(""), &["horizon=36 months"])).unwrap();
        assert_eq!(ids(&set), ["W04"]);
        let set = crate::model::build(&reading(&sound(""), &["events.a.probability=30%"])).unwrap();
        assert_eq!(ids(&set), [""; 0]);
    }

    #[test]
    fn one_view_without_effect_is_room_for_no_effect() {
        let doubt = "views: {none: {weight: 10%, set: {support: {prevents: 0%}}}, some: {weight: 90%}}\n";
        assert_eq!(ids(&plan(&(sound("") + "support: {prevents: 30%}\n" + doubt))), [""; 0]);
    }

    #[test]
    fn a_warning_is_silenced_with_its_reason_and_others_are_not() {
        let plan = plan(&with("silence: {W09: prices are contracts}\n"));
        assert_eq!(plan.warnings[0].silenced.as_deref(), Some("prices are contracts"));
        let said = crate::model::build::example::mistakes(&with("silence: {W99: no reason}\n"));
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("silence.W99: there is no warning `W99`; known: `W01`, `W02`"), "{said:?}");
    }

    #[test]
    fn ids_are_stable_and_in_order() {
        let ids = WARNINGS.map(|rule| rule.id);
        assert!(ids.is_sorted());
        assert_eq!(ids.iter().collect::<std::collections::HashSet<_>>().len(), ids.len());
    }
}
