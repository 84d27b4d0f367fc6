//! Refuses scenarios of a size that would fill the memory before anything is computed.

use super::Mistakes;
use super::view::Seen;
use crate::model::Measures;
use crate::scenario::limits::{
    MOST_CELLS, MOST_EVENTS, MOST_MEMBERSHIPS, MOST_OUTCOMES, MOST_PAYERS, MOST_SEGMENTS, MOST_SHARED, MOST_TARGETS,
    MOST_VIEWS,
};
use crate::scenario::{Scenario, SimulationWritten};

/// Draws where nothing is said.
const DRAWS: u64 = 4_000;

/// How many draws are made.
pub(super) fn draws(written: &SimulationWritten) -> usize {
    usize::try_from(written.draws.unwrap_or(DRAWS)).unwrap_or(usize::MAX)
}

/// Whether a scenario and its views are small enough to be built.
pub(super) fn within(base: &Scenario, views: &[Seen<'_>], mistakes: &mut Mistakes) -> bool {
    let mut fits = true;
    let mut check = |what: &str, count: usize, most: usize| {
        if count > most {
            let message = format!("{count} {what} are more than the {most} that a scenario may have");
            mistakes.add(&base.title.place, message, "gather those that need not be told apart");
            fits = false;
        }
    };
    check("views", views.len(), MOST_VIEWS);
    for scenario in std::iter::once(base).chain(views.iter().map(|view| view.scenario)) {
        check("payers", scenario.payers.len(), MOST_PAYERS);
        check(
            "memberships of payers in groups",
            scenario.payers.iter().map(|payer| payer.value.groups.len()).sum(),
            MOST_MEMBERSHIPS,
        );
        check("events", scenario.events.len(), MOST_EVENTS);
        check("outcomes", scenario.outcomes.len(), MOST_OUTCOMES);
        check("segments", scenario.cohort.segments.len(), MOST_SEGMENTS);
        check("targets", scenario.targets.len(), MOST_TARGETS);
        check("shared values", scenario.shared.len(), MOST_SHARED);
    }
    fits
}

/// Whether the draws of all measures fit into memory.
pub(super) fn measured(measures: &Measures, base: &Scenario, mistakes: &mut Mistakes) -> bool {
    let draws = draws(&base.simulation);
    let fits = measures.len().saturating_mul(draws) <= MOST_CELLS;
    if !fits {
        let message = format!("{draws} draws of {} figures do not fit into memory", measures.len());
        mistakes.add(&base.title.place, message, "lower `draws` under `simulation`, or gather payers, years or events");
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::super::example::{mistakes, with};
    use std::fmt::Write;

    #[test]
    fn scenarios_that_would_fill_the_memory_are_refused() {
        let mut payers = String::from("payers: {nhs: {}, housing: {}");
        for index in 0..199 {
            write!(payers, ", p{index}: {{}}").unwrap();
        }
        let text = with("");
        let line = text.lines().find(|line| line.starts_with("payers:")).unwrap();
        let said = mistakes(&text.replace(line, &format!("{payers}}}")));
        assert!(said[0].contains("201 payers are more than the 200 that a scenario may have"), "{said:?}");
        let said = mistakes(&with("simulation: {draws: 50000000}\n"));
        assert!(said[0].contains("do not fit into memory"), "{said:?}");
    }
}
