//! Compares the two groups of a table of people: the difference of their means, and how sure that is.

use super::cases::{ends, worded};
use super::report_cases::{GroupMeasure, GroupSide, GroupsEvidence};
use crate::engine::Resampling;
use crate::model::{CasePerson, CaseStudies};
use crate::statistics::{Interval, TwoSamples, mean_and_sd};

/// Resamples of a table; fewer of one so long that they would take minutes.
const RESAMPLES: usize = 9_999;
/// Numbers drawn in all, at most.
const MOST_DRAWN: usize = 100_000_000;
/// Fewer people than this in a group get a warning.
const FEW: usize = 10;

/// The two groups of a table; `None` of a table without them.
pub(super) fn groups(studies: &CaseStudies, level: f64, seed: u64) -> Option<GroupsEvidence> {
    let names = studies.groups.as_ref()?;
    let people = studies.people_of(None);
    // By size, so that no resample depends on the order of rows or on names.
    let avoided = |supported: bool| {
        let own = people.iter().filter(|person| person.supported == Some(supported));
        let mut values: Vec<f64> = own.map(CasePerson::avoided).collect();
        values.sort_unstable_by(f64::total_cmp);
        values
    };
    let (with, without) = (avoided(true), avoided(false));
    let measure = if studies.is_cost() {
        GroupMeasure::Cost
    } else if studies.is_before_less_after() {
        GroupMeasure::BeforeLessAfter
    } else {
        GroupMeasure::Avoided
    };
    let side = |label: &str, values: &[f64]| {
        let (mean, sd) = mean_and_sd(values);
        // What a table of costs avoids is less than nothing.
        let mean = if measure == GroupMeasure::Cost { 0.0 - mean } else { mean };
        GroupSide { label: label.to_owned(), people: values.len(), mean, sd }
    };
    let alone = with.len().min(without.len()) < 2;
    let found = (!alone).then(|| {
        let resamples = RESAMPLES.min(MOST_DRAWN / (with.len() + without.len())).max(199);
        let mut random = Resampling::new(seed, "evidence.groups").of_draw(0);
        let two = TwoSamples::new(&with, &without);
        let intervals = [two.welch(level), two.studentised(level, resamples, &mut random)];
        (two.degrees(), intervals)
    });
    let intervals = found.as_ref().map(|(_, intervals)| intervals);
    let named = || ["welch", "studentised"].map(str::to_owned).into_iter().zip(intervals.into_iter().flatten());
    Some(GroupsEvidence {
        name: studies.name.clone(),
        measure,
        supported: side(&names.supported, &with),
        comparison: side(&names.comparison, &without),
        avoided: mean_and_sd(&with).0 - mean_and_sd(&without).0,
        degrees: found.as_ref().and_then(|(degrees, _)| degrees.is_finite().then_some(*degrees)),
        intervals: named().map(|(name, interval)| (name, ends(interval))).collect(),
        flags: named().filter_map(|(name, interval)| Some((name, worded(interval.flag?)))).collect(),
        headline: headline(intervals).to_owned(),
        caution: caution(with.len().min(without.len()), intervals),
        unread: studies.unread.clone(),
    })
}

fn headline(intervals: Option<&[Interval; 2]>) -> &'static str {
    if intervals.is_some_and(|[_, studentised]| studentised.width().is_finite()) { "studentised" } else { "welch" }
}

fn caution(fewest: usize, intervals: Option<&[Interval; 2]>) -> Option<String> {
    let Some([welch, _]) = intervals else {
        let alone = "a group of one person shows nothing of how far others may differ, so there is no interval";
        return Some(alone.to_owned());
    };
    if welch.width() <= 0.0 {
        let same = "nothing varies within either group, so they say nothing about how far others may differ";
        return Some(same.to_owned());
    }
    (fewest < FEW).then(|| {
        format!(
            "{fewest} people in a group are too few for any interval to keep its promise: where a few people cost most, one \
             that claims 95% may hold the truth in far fewer cases"
        )
    })
}
