//! Finds how many people a target takes for a confidence: up a ladder of doublings, then between two rungs, by runs.

use super::super::Ordered;
use super::capacity::Team;
use super::exact::Exact;
use super::sizes::{Estimate, Sizes, score};
use super::{CurvePoint, HeldFixed, Needed, PeopleNeeded, Stopped};
use crate::model::Programme;
use crate::numeric::{hypot, powf};
use crate::statistics::{float, mean_and_sd, whole_part};

/// The confidences asked about, ascending.
const CONFIDENCES: [(&str, f64); 4] = [("50%", 0.5), ("80%", 0.8), ("90%", 0.9), ("95%", 0.95)];
/// Most people of a scenario.
const MOST_PEOPLE: u64 = 10_000_000;
/// A chance within this many standard errors of the one before it on the curve is taken to be no fall.
const NO_FALL: f64 = 2.0;

/// A number of people that is enough, and one that is not, between which nothing was looked at.
#[derive(Clone, Copy, Debug)]
struct Between {
    short: u64,
    enough: u64,
}

/// Numbers of people from 1 to the most, each about 12% more than the one before, and the present one.
fn numbers(now: u64) -> Vec<u64> {
    let mut numbers = vec![now];
    let mut next = 1_u64;
    while next < MOST_PEOPLE {
        numbers.push(next);
        next = (next + 1).max(whole_part(float(next) * 1.12));
    }
    numbers.push(MOST_PEOPLE);
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// How many people target `target` takes, each number confirmed by a run.
///
/// # Errors
///
/// When the runs are stopped.
pub(super) fn people(
    exact: &Exact<'_>,
    team: Option<&Team<'_>>,
    sizes: &mut Sizes<'_, '_>,
    target: usize,
) -> Result<PeopleNeeded, Stopped> {
    let now = exact.plan.base.cohort.people;
    let mut needed = Vec::new();
    let mut from = Some(1);
    for (name, confidence) in CONFIDENCES {
        // More confidence never takes fewer people, and where no number gives less, none gives more.
        let found = match from {
            Some(from) => fewest(sizes, target, confidence, from)?,
            None => None,
        };
        from = found.map(|found| found.enough);
        needed.push((name.to_owned(), told(sizes, target, confidence, found, team)?));
    }
    let needed = Ordered(needed);
    let grid: Vec<(u64, Estimate)> =
        numbers(now).into_iter().map(|people| (people, sizes.guess(target, people))).collect();
    let best = |best: f64, (_, found): &(u64, Estimate)| best.max(found.chance);
    Ok(PeopleNeeded {
        now,
        best_chance: grid.iter().fold(0.0, best),
        looked_up_to: MOST_PEOPLE,
        curve: curve(&grid, now, &needed, 1.0 / float(exact.draws.count)),
        team: team.map(Team::results),
        held_fixed: Some(held_fixed(exact, target)),
        needed,
    })
}

/// The fewest people, from `from` on, that give `wanted`; `None` where no number looked at does.
fn fewest(sizes: &mut Sizes<'_, '_>, target: usize, wanted: f64, from: u64) -> Result<Option<Between>, Stopped> {
    if sizes.enough(target, from, wanted)? && sizes.at(target, from)?.chance >= wanted {
        return Ok(Some(Between { short: from - 1, enough: from }));
    }
    let (mut short, mut next) = (from, from.saturating_mul(2));
    loop {
        let rung = next.min(MOST_PEOPLE);
        if sizes.enough(target, rung, wanted)? {
            let found = between(sizes, target, wanted, Between { short, enough: rung })?;
            if sizes.at(target, found.enough)?.chance >= wanted {
                return Ok(Some(found));
            }
            // A run says that what was taken to be enough without one is not: from there in small steps.
            short = found.enough;
            next = short + (short / 50).max(1);
        } else if rung == MOST_PEOPLE {
            return Ok(None);
        } else {
            short = rung;
            next = rung.saturating_mul(2);
        }
    }
}

/// Narrows two numbers of people down to neighbours, or to what the runs can tell apart.
fn between(sizes: &mut Sizes<'_, '_>, target: usize, wanted: f64, ends: Between) -> Result<Between, Stopped> {
    let Between { mut short, mut enough } = ends;
    let mut step = 0;
    while enough - short > 1 {
        let (low, high) = (sizes.guess(target, short), sizes.guess(target, enough));
        let told_apart = (high.chance - low.chance).abs() > 0.2 * low.error.max(high.error);
        if !told_apart && sizes.at(target, enough)?.chance >= wanted {
            break;
        }
        let middle = proposal((short, low.chance), (enough, high.chance), wanted, step);
        if sizes.enough(target, middle, wanted)? {
            enough = middle
        } else {
            short = middle
        }
        step += 1;
    }
    Ok(Between { short, enough })
}

/// Where the chance is about `wanted`: on a line in normal scores over the logarithm of the people, well inside of the two
/// ends; every third time, so that no end stays for ever, their middle.
fn proposal(short: (u64, f64), enough: (u64, f64), wanted: f64, step: usize) -> u64 {
    let (low, high) = (float(short.0), float(enough.0));
    let (from, to) = (score(short.1), score(enough.1));
    let share = (score(wanted) - from) / (to - from);
    let share = if step % 3 == 2 || !share.is_finite() { 0.5 } else { share.clamp(0.1, 0.9) };
    let found: u64 = whole_part((low * powf(high / low, share)).round());
    found.clamp(short.0 + 1, enough.0 - 1)
}

/// What is told of one confidence.
fn told(
    sizes: &mut Sizes<'_, '_>,
    target: usize,
    confidence: f64,
    found: Option<Between>,
    team: Option<&Team<'_>>,
) -> Result<Needed, Stopped> {
    let Some(Between { short, enough: people }) = found else {
        return Ok(Needed { confidence, people: None, mcse: None, simulated: None, capacity: None });
    };
    let at = sizes.at(target, people)?;
    // With one person, and a chance that is beyond doubt, no other number can be meant.
    let certain = people == 1 && at.chance - confidence > 4.0 * at.error;
    let by_chance = if certain { 0.0 } else { at.error / sizes.slope(target, people, at) };
    let error = hypot(by_chance, 0.5 * float(people - short - 1));
    let mcse = Some(error).filter(|error| error.is_finite() && by_chance >= 0.0);
    let chances = || sizes.targets[target].chances(people, sizes.targets[target].draws());
    let capacity = team.map(|team| team.needed(people, mcse.unwrap_or(f64::NAN), &chances()));
    Ok(Needed { confidence, people: Some(people), mcse, simulated: at.simulated, capacity })
}

/// The part of the grid that a reader wants to see: from a tenth of the people now, or the first with a chance of `least`, to beyond the last number needed, or to
/// the very end where some confidence is out of reach, so that it can be seen to be.
fn curve(grid: &[(u64, Estimate)], now: u64, needed: &Ordered<Needed>, least: f64) -> Vec<CurvePoint> {
    let last = needed.iter().filter_map(|(_, needed)| needed.people).max().unwrap_or(0);
    let first = needed.iter().filter_map(|(_, needed)| needed.people).min().unwrap_or(now).min(now);
    let out_of_reach = needed.iter().any(|(_, needed)| needed.people.is_none());
    // A chance below one in the draws is none that so many draws can tell.
    let told = grid.iter().find(|(_, found)| found.chance >= least).map_or(0, |(people, _)| *people);
    let (from, to) =
        ((first / 10).max(told.min(now)), if out_of_reach { MOST_PEOPLE } else { (2 * last).max(2 * now) });
    let mut curve: Vec<CurvePoint> = Vec::new();
    for &(people, found) in grid.iter().filter(|(people, _)| (from..=to).contains(people)) {
        let before = curve.last().map_or(0.0, |point| point.probability);
        let fall = before - found.chance;
        let probability = if fall <= NO_FALL * found.error { found.chance.max(before) } else { found.chance };
        curve.push(CurvePoint { people, probability, mcse: found.error });
    }
    curve
}

/// What stays as it is while people are added.
fn held_fixed(exact: &Exact<'_>, target: usize) -> HeldFixed {
    let cost = |draw: usize| {
        let model = exact.model(draw);
        model.targets[target].fixed_cost(model.programme.as_ref(), exact.draws.theta(draw))
    };
    let costs: Vec<f64> = (0..exact.draws.count).map(cost).collect();
    let (mean, sd) = mean_and_sd(&costs);
    let net = exact.plan.base.targets[target].net_of_programme;
    let programme = exact.plan.base.programme.as_ref();
    HeldFixed {
        programme: programme.is_some(),
        programme_cost: net.then_some(mean),
        programme_cost_mcse: Some(sd / float(costs.len()).sqrt()).filter(|error| net && *error > 1e-9 * mean.abs()),
        follows: net && programme.is_some_and(Programme::follows_people),
        capacity: programme.is_some_and(|programme| programme.capacity.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_lies_inside_and_is_right_on_a_line() {
        // Scores -1 and 1 at 10 and 1,000: 0 at the geometric mean.
        assert_eq!(proposal((10, 0.158_655_25), (1_000, 0.841_344_75), 0.5, 0), 100);
        assert_eq!(proposal((10, 0.4), (12, 0.6), 0.5, 1), 11);
        let far = proposal((10, 0.0), (1_000, 1.0), 0.999, 0);
        assert!((11..1_000).contains(&far), "{far}");
        assert_eq!(proposal((1, 0.5), (100, 0.5), 0.5, 0), 10, "without a slope the middle");
    }

    #[test]
    fn the_numbers_looked_at_hold_the_present_one() {
        let numbers = numbers(37);
        assert!(numbers.contains(&37) && numbers[0] == 1 && *numbers.last().unwrap() == MOST_PEOPLE);
        assert!(numbers.windows(2).all(|pair| pair[1] > pair[0]));
    }
}
