//! Reads a table of people by itself: its mean, how sure that is, and whom it hangs on.

use super::sums::of_sorted;
use super::trial::Scratch;
use super::{CasesEvidence, Influence, Method, Rose};
use crate::engine::Resampling;
use crate::model::{CasePerson, CaseStudies};
use crate::statistics::{Flag, Interval, float, mean_and_sd, student_quantile};

/// Resamples of a table; fewer of one so long that they would take minutes.
const RESAMPLES: usize = 9_999;
/// Numbers drawn in all, at most.
const MOST_DRAWN: usize = 100_000_000;

/// Fewer people than this take the studentised interval as the one to quote.
const FEW: usize = 20;
/// Fewer people than this get a warning beside it.
const VERY_FEW: usize = 10;

/// The whole table, then each view that it tells of; nothing of a table of two groups, whose people are not alike.
pub(super) fn cases(studies: &CaseStudies, level: f64, seed: u64) -> Vec<CasesEvidence> {
    if studies.groups.is_some() {
        return Vec::new();
    }
    let views = studies.views().iter().map(|view| Some(view.as_str()));
    std::iter::once(None).chain(views).map(|view| evidence_of(studies, view, level, seed)).collect()
}

fn evidence_of(studies: &CaseStudies, view: Option<&str>, level: f64, seed: u64) -> CasesEvidence {
    let people = studies.people_of(view);
    // By size, so that no resample depends on the order of rows or on names.
    let mut values: Vec<f64> = people.iter().map(CasePerson::avoided).collect();
    values.sort_unstable_by(f64::total_cmp);
    let n = values.len();
    let total: f64 = values.iter().sum();
    let rises = values.iter().filter(|value| **value < 0.0);
    let rose = Rose { people: rises.clone().count(), cost: 0.0 - rises.sum::<f64>() };
    let gained: f64 = values.iter().filter(|value| **value > 0.0).sum();
    let intervals = (n > 1).then(|| intervals(&values, view, level, seed));
    let named = || Method::ALL.iter().map(|method| method.key().to_owned()).zip(intervals.iter().flatten());
    CasesEvidence {
        name: studies.name.clone(),
        view: view.map(str::to_owned),
        before_less_after: studies.is_before_less_after(),
        people: n,
        total,
        rose,
        averages: of_sorted(&values),
        sd: mean_and_sd(&values).1,
        intervals: named().map(|(name, interval)| (name, ends(interval))).collect(),
        flags: named().filter_map(|(name, interval)| Some((name, worded(interval.flag?)))).collect(),
        headline: intervals.as_ref().map_or(Method::T, |intervals| headline(n, intervals)),
        caution: caution(n, intervals.as_ref()),
        largest_share: values.last().filter(|largest| **largest > 0.0).map(|largest| largest / gained),
        influence: influence(&people, total),
        unread: studies.unread.clone(),
    }
}

/// All intervals of the mean of values in ascending order.
fn intervals(values: &[f64], view: Option<&str>, level: f64, seed: u64) -> [Interval; 5] {
    let n = values.len();
    let resamples = RESAMPLES.min(MOST_DRAWN / n.max(1)).max(199);
    let mut random = Resampling::new(seed, &format!("evidence.cases.{}", view.unwrap_or_default())).of_draw(0);
    let t = student_quantile(level, float(n) - 1.0);
    Scratch::default().intervals(values, level, t, resamples, &mut random)
}

pub(super) fn ends(interval: &Interval) -> [Option<f64>; 2] {
    [interval.low, interval.high].map(|end| end.is_finite().then_some(end))
}

/// The studentised interval of few people, or the t interval where that has no end; BCa of many.
fn headline(people: usize, intervals: &[Interval; 5]) -> Method {
    if people >= FEW {
        Method::Bca
    } else if intervals[3].width().is_finite() {
        Method::Studentised
    } else {
        Method::T
    }
}

fn caution(people: usize, intervals: Option<&[Interval; 5]>) -> Option<String> {
    let Some(intervals) = intervals else {
        return Some("one person shows nothing of how far others may differ, so there is no interval".to_owned());
    };
    if intervals[0].flag == Some(Flag::NoSpread) {
        return Some(
            "nothing varies between these people, so they say nothing about how far others may differ".to_owned(),
        );
    }
    (people < VERY_FEW).then(|| {
        format!(
            "{people} people are too few for any interval to keep its promise: where a few people bring most of the total, \
             one that claims 95% may hold the truth in far fewer cases"
        )
    })
}

pub(super) fn worded(flag: Flag) -> String {
    match flag {
        Flag::NoSpread => "all amounts are the same, so this is a point",
        Flag::Extreme => "an end is that of the most extreme resample",
        Flag::OneSided => "all resamples lie on one side, so this is the percentile interval",
        Flag::Unbounded => "too many resamples have no spread, so an end is infinite",
    }
    .to_owned()
}

fn influence(people: &[CasePerson], total: f64) -> Vec<Influence> {
    let others = float(people.len()) - 1.0;
    let mut influence: Vec<Influence> = people
        .iter()
        .map(|person| {
            let avoided = person.avoided();
            let mean_without = (others > 0.0).then(|| (total - avoided) / others);
            Influence { person: person.name.clone(), avoided, mean_without }
        })
        .collect();
    // People come by name, which decides between equal amounts.
    influence.sort_by(|a, b| b.avoided.total_cmp(&a.avoided));
    influence
}
