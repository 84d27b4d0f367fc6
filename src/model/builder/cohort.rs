//! Builds the people: when they join, who engages, which segment they belong to.

use super::{Draft, spelled_share, spelling::label, within_a_billionth};
use crate::model::apportion::apportion;
use crate::model::{Cohort, Joining, Segment, SegmentShare, Term};
use crate::numeric::whole_part;
use crate::quantity::Kind;
use crate::scenario::{Entry, RelativeRiskWritten, SegmentWritten, Value};
use std::sync::Arc;

pub(super) fn cohort(draft: &mut Draft<'_>) -> Cohort {
    let written = &draft.scenario.cohort;
    let joining = if written.joining.is_empty() { intake(draft) } else { by_year(draft) };
    let engagement = draft.optional("cohort.engagement", written.engagement.as_ref(), 1.0);
    let segments = segments(draft);
    let people = joining.iter().map(|window| window.people).sum();
    if people == 0 {
        let place = written.joining.first().map_or(&draft.scenario.title.place, |entry| &entry.place);
        draft.mistakes.add(place, "nobody joins", "say how many people are supported: `people: 200` under `cohort`");
    }
    let leaves = draft.optional_limited("cohort.leaves", written.leaves.as_ref(), Kind::Annual, 0.0);
    Cohort { people, joining, engagement, leaves, frailty: written.frailty, segments }
}

/// Everyone joins evenly over `intake`.
fn intake(draft: &Draft<'_>) -> Vec<Joining> {
    let written = &draft.scenario.cohort;
    let to = written.intake.as_ref().map_or(0.0, |intake| intake.value);
    vec![Joining { from: 0.0, to, people: written.people.as_ref().map_or(0, |people| people.value) }]
}

/// People join evenly within each (part-)year of `joining`, scaled to `people` where both stand.
fn by_year(draft: &mut Draft<'_>) -> Vec<Joining> {
    let written = &draft.scenario.cohort;
    let mut windows = Vec::new();
    let mut weights = Vec::new();
    for entry in &written.joining {
        if let Some(year) = draft.year(entry.value.year, &entry.place) {
            windows.push(draft.calendar.window(year));
            weights.push(entry.value.amount);
        }
    }
    // A patch that scales the years may leave parts of people, which the sum makes whole again.
    let people = written.people.as_ref().map_or(whole_part(weights.iter().sum::<f64>().round()), |people| people.value);
    let shares = apportion(people, &weights).unwrap_or_default();
    let joining = windows.iter().zip(shares).map(|(&(from, to), people)| Joining { from, to, people });
    let mut joining: Vec<Joining> = joining.filter(|window| window.people > 0).collect();
    joining.sort_by(|a, b| a.from.total_cmp(&b.from));
    joining
}

fn segments(draft: &mut Draft<'_>) -> Vec<Segment> {
    let written = &draft.scenario.cohort.segments;
    if written.is_empty() {
        let relative_risk = vec![Term::Certain(1.0); draft.scenario.events.len()];
        let share = SegmentShare::Stated(Term::Certain(1.0));
        return vec![Segment { id: String::new(), label: String::new(), share, relative_risk }];
    }
    let certain: f64 = written.iter().filter_map(|entry| certain_share(draft, entry)).sum();
    check_shares(draft, written, certain);
    written.iter().map(|entry| segment(draft, entry, certain)).collect()
}

/// A stated share that is the same in every draw.
fn certain_share(draft: &Draft<'_>, entry: &Entry<Arc<SegmentWritten>>) -> Option<f64> {
    entry.value.share.as_ref().and_then(|share| draft.certain(share))
}

/// The shares of the segments must sum to 100% in every draw.
fn check_shares(draft: &mut Draft<'_>, written: &[Entry<Arc<SegmentWritten>>], certain: f64) {
    let rest: Vec<_> = written.iter().filter(|entry| entry.value.share.is_none()).collect();
    let is_uncertain = |share: &&Value| draft.certain(share).is_none();
    let uncertain: Vec<_> =
        written.iter().filter_map(|entry| entry.value.share.as_ref()).filter(is_uncertain).collect();
    if let Some(second) = rest.get(1) {
        draft.mistakes.add(&second.place, "two segments are the rest", "give one of them a share");
    } else if let Some(second) = uncertain.get(1) {
        let message = "two shares of segments are uncertain, which cannot sum to 100% in every draw";
        draft.mistakes.add(&second.place, message, "make one of them certain, or put one segment inside the other");
    } else if let (Some(share), true) = (uncertain.first(), rest.is_empty()) {
        let message = "one share is uncertain, so another must be what is left";
        draft.mistakes.add(&share.place, message, "write `share: rest` for one of the other segments");
    } else if certain > 1.0 && !within_a_billionth(certain, 1.0) {
        let message = format!("the shares of the segments sum to {}, more than 100%", spelled_share(certain));
        draft.mistakes.add(&written[0].place, message, "make them sum to 100%, or write `share: rest` for one");
    } else if rest.is_empty() && !within_a_billionth(certain, 1.0) {
        let message = format!("the shares of the segments sum to {}, not 100%", spelled_share(certain));
        draft.mistakes.add(&written[0].place, message, "make them sum to 100%, or write `share: rest` for one");
    }
}

fn segment(draft: &mut Draft<'_>, entry: &Entry<Arc<SegmentWritten>>, certain: f64) -> Segment {
    let path = format!("cohort.segments.{}.share", entry.id);
    let share = match &entry.value.share {
        None => SegmentShare::Rest,
        Some(share) => {
            let others = if draft.certain(share).is_some() { 0.0 } else { certain };
            SegmentShare::Stated(draft.share_up_to(&path, share, (1.0 - others).max(0.0)))
        }
    };
    let relative_risk = relative_risk(draft, &entry.value.relative_risk);
    Segment { id: entry.id.clone(), label: label(entry.value.label.as_ref(), &entry.id), share, relative_risk }
}

/// ρ by event: its own entry, else the one number or `default` (one draw for all of them), else 1.
fn relative_risk(draft: &mut Draft<'_>, written: &RelativeRiskWritten) -> Vec<Term> {
    let scenario = draft.scenario;
    let default = written.default.as_ref().map_or(Term::Certain(1.0), |value| draft.term(&value.identity, value));
    let mut terms = vec![default; scenario.events.len()];
    for own in &written.events {
        match scenario.events.iter().position(|event| event.id == own.id) {
            Some(event) => terms[event] = draft.term(&own.value.identity, &own.value),
            None => {
                draft.mistakes.unknown("event", &super::key(own), scenario.events.iter().map(|event| event.id.as_str()))
            }
        }
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::super::example::{TOP, drawn, mistakes, plan};
    use crate::model::{Joining, SegmentShare};

    const EVENTS: &str = "
events:
  eviction: {probability: 40%, unit_cost: £1k, paid_by: {nhs: 100%}}
  admission: {rate: 1, unit_cost: £2k, paid_by: {nhs: 100%}}
";

    fn cohort(written: &str) -> String {
        format!("{TOP}{EVENTS}cohort: {written}\n")
    }

    #[test]
    fn people_join_evenly_over_the_intake() {
        let plan = plan(&cohort("{people: 200, intake: 12 months}"));
        assert_eq!(plan.base.cohort.joining, [Joining { from: 0.0, to: 12.0, people: 200 }]);
        assert_eq!(plan.base.span, 36.0);
    }

    #[test]
    fn joining_fills_part_years_and_is_scaled_to_people() {
        let plan = plan(&cohort("{joining: {2020/21: 40, 2021/22: 160, 2022/23: 200}, people: 101}"));
        let window = |from, to, people| Joining { from, to, people };
        // Quotas 10.1, 40.4, 50.5: the largest remainder takes the one that is left.
        let joining = [window(0.0, 7.0, 10), window(7.0, 19.0, 40), window(19.0, 31.0, 51)];
        assert_eq!(plan.base.cohort.joining, joining);
        assert_eq!(plan.base.cohort.people, 101);
        assert_eq!(plan.base.span, 31.0 + 24.0);
    }

    #[test]
    fn a_year_that_is_over_before_the_start_is_refused() {
        assert_eq!(
            mistakes(&cohort("{joining: {2019/20: 40}}"))[0],
            "cohort.joining.2019/20: 2019/20 is over before the programme starts, in September 2020; \
             name a year of the programme, or correct `starts`"
        );
    }

    #[test]
    fn an_uncertain_share_leaves_room_for_the_certain_ones() {
        let plan = plan(&cohort(
            "{people: 9, segments: {a: {share: {uniform: {low: 5%, high: 95%}}}, b: {share: 30%}, c: {share: rest}}}",
        ));
        let segments = &plan.base.cohort.segments;
        let SegmentShare::Stated(share) = &segments[0].share else { panic!("{segments:?}") };
        assert_eq!(drawn(share), (0, 1.0, 0.7));
        let mut shares = Vec::new();
        plan.base.cohort.shares(&[0.9], &mut shares);
        assert!(shares.iter().zip([0.7, 0.3, 0.0]).all(|(share, expected)| (share - expected).abs() < 1e-15));
        // Uniform from 5% to 95%: above 70% in 25 of 90 draws.
        assert!((plan.stated[0].clipped - 25.0 / 90.0).abs() < 1e-12);
    }

    #[test]
    fn shares_that_make_no_whole_are_refused() {
        let of = |segments: &str| mistakes(&cohort(&format!("{{people: 9, segments: {segments}}}")))[0].clone();
        assert!(of("{a: {share: 30%}, b: {share: 60%}}").contains("sum to 90%, not 100%"));
        assert!(of("{a: {share: 50%}, b: {share: 60%}, c: {share: rest}}").contains("sum to 110%, more than 100%"));
        assert!(of("{a: {share: rest}, b: {share: rest}}").contains("two segments are the rest"));
        let pert = "{share: {pert: {low: 5%, mode: 15%, high: 30%}}}";
        assert!(of(&format!("{{a: {pert}, b: {pert}, c: {{share: rest}}}}")).contains("two shares of segments"));
        assert!(of(&format!("{{a: {pert}, b: {{share: 80%}}}}")).contains("another must be what is left"));
        assert_eq!(
            mistakes(&cohort("{people: 9, segments: {a: {share: 33.3333333333%}, b: {share: 66.6666666667%}}}")),
            [""; 0]
        );
    }

    #[test]
    fn one_relative_risk_is_one_draw_for_all_events() {
        let plan = plan(&cohort(
            "{people: 9, segments: {
                a: {share: 50%, relative_risk: {uniform: {low: 1, high: 3}}},
                b: {share: rest, relative_risk: {default: 0.2, admission: {uniform: {low: 1, high: 3}}}}}}",
        ));
        let [a, b] = &plan.base.cohort.segments[..] else { panic!() };
        assert_eq!(a.relative_risk[0], a.relative_risk[1]);
        assert_eq!(b.relative_risk[0].certain(), Some(0.2));
        let paths: Vec<&str> = plan.parameters.iter().map(|parameter| parameter.path.as_str()).collect();
        assert_eq!(paths, ["cohort.segments.a.relative_risk", "cohort.segments.b.relative_risk.admission"]);
    }
}
